//! `Remove` and `Add`: a coordinator would have a member of a network suspended, or taken back in.

use serde_json::Value;
use sofra_domain::actor::Actor;
use sofra_domain::network::receive::Act;

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::Inbound;
use crate::resolve::Failure;

/// Builds it: from whom, whom it is about, and the list of members it is about.
#[must_use]
pub fn build(id: &str, who: &Actor, network: &Actor, about: &Actor, removal: bool, reason: &str) -> Value {
    let verb = if removal { "Remove" } else { "Add" };
    let mut activity =
        envelope(id, verb, who, about.uri.clone().into(), vec![network.uri.clone()], Vec::new());
    activity["target"] = format!("{}/members", network.uri).into();
    if !reason.is_empty() {
        activity["content"] = reason.into();
        activity["mediaType"] = "text/plain".into();
    }
    activity
}

impl Federation {
    pub(crate) async fn receive_motion(
        &self,
        activity: &Inbound,
        sender: &Actor,
        removal: bool,
    ) -> Result<Outcome, Failure> {
        let Some(about) = activity.object.id().map(ToString::to_string) else { return Ok(IGNORED) };
        let target = activity.target.id().map(ToString::to_string).unwrap_or_default();
        // Any other collection is none of ours: nothing of it can be changed from outside.
        let Some(network) = target.strip_suffix("/members") else { return Ok(IGNORED) };
        let act = Act::Move { about, removal, reason: activity.content.clone() };
        self.receive_in_network(activity, sender, network, act, "moved").await
    }
}
