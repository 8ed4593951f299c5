//! `Join` and `Leave`: an organisation applies to a network, or leaves it; and the network's answer.

use serde_json::{Value, json};
use sofra_domain::actor::Actor;
use sofra_domain::network::receive::{self, Act};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::Inbound;
use crate::resolve::Failure;

/// Builds the application. Its id is kept: the answer names it.
#[must_use]
pub fn build(id: &str, who: &Actor, network: &Actor, words: &str) -> Value {
    let mut activity =
        envelope(id, "Join", who, network.uri.clone().into(), vec![network.uri.clone()], Vec::new());
    if !words.is_empty() {
        activity["content"] = words.into();
        activity["mediaType"] = "text/plain".into();
    }
    activity
}

/// Builds the end of a membership; it names the `Join` that it ends.
#[must_use]
pub fn build_leave(id: &str, who: &Actor, network: &Actor, joined: Option<&str>) -> Value {
    let mut activity =
        envelope(id, "Leave", who, network.uri.clone().into(), vec![network.uri.clone()], Vec::new());
    if let Some(joined) = joined {
        activity["target"] = joined.into();
    }
    activity
}

/// Builds the network's answer: `Accept` or `Reject`.
#[must_use]
pub fn build_answer(id: &str, verb: &str, network: &Actor, joined: &str, who: &Actor, reason: &str) -> Value {
    let object = json!({"id": joined, "type": "Join", "actor": who.uri, "object": network.uri});
    let mut activity = envelope(id, verb, network, object, vec![who.uri.clone()], Vec::new());
    if !reason.is_empty() {
        activity["content"] = reason.into();
        activity["mediaType"] = "text/plain".into();
    }
    activity
}

impl Federation {
    /// An organisation elsewhere does something in a network of this node, in its own name.
    pub(crate) async fn receive_in_network(
        &self,
        activity: &Inbound,
        sender: &Actor,
        network: &str,
        act: Act,
        done: Outcome,
    ) -> Result<Outcome, Failure> {
        if !self.site.owns(network) {
            return Ok(IGNORED);
        }
        let (at, uri, by) = (self.at(), activity.id.to_string(), sender.id.clone());
        let network = network.to_owned();
        let changed = self.db.write(move |c| receive::receive(c, &at, &uri, &by, &network, &act)).await?;
        Ok(if changed { done } else { IGNORED })
    }

    pub(crate) async fn receive_join(&self, activity: &Inbound, sender: &Actor) -> Result<Outcome, Failure> {
        let Some(network) = activity.object.id().map(ToString::to_string) else { return Ok(IGNORED) };
        let act = Act::Join { words: activity.content.clone() };
        self.receive_in_network(activity, sender, &network, act, "joined").await
    }

    pub(crate) async fn receive_leave(&self, activity: &Inbound, sender: &Actor) -> Result<Outcome, Failure> {
        let Some(network) = activity.object.id().map(ToString::to_string) else { return Ok(IGNORED) };
        // The Join that it ends is one of the sender's own.
        let join = activity.target.id().filter(|id| id.same_origin(&activity.actor)).map(ToString::to_string);
        self.receive_in_network(activity, sender, &network, Act::Leave { join }, "left").await
    }
}
