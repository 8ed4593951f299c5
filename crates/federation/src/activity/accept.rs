//! `Accept` and `Reject`: the answer to a request to follow, or to an offer to vouch.

use serde_json::Value;
use sofra_domain::actor::{self, Actor};
use sofra_domain::{Error, follow};

use super::{IGNORED, Outcome, envelope, follow as follow_activity};
use crate::Federation;
use crate::guard::{Inbound, Object};
use crate::object::first_text;
use crate::resolve::Failure;

/// Builds the answer to a request of a remote follower.
#[must_use]
pub fn build(id: &str, accepted: bool, target: &Actor, follow_uri: &str, follower: &Actor) -> Value {
    let object = follow_activity::embedded(follow_uri, &follower.uri, &target.uri);
    let verb = if accepted { "Accept" } else { "Reject" };
    envelope(id, verb, target, object, vec![follower.uri.clone()], Vec::new())
}

impl Federation {
    pub(crate) async fn receive_answer(
        &self,
        activity: &Inbound,
        sender: &Actor,
        accepted: bool,
    ) -> Result<Outcome, Failure> {
        // Our own request is looked up by its id; what the copy says about it is not believed (ORG-13, ORG-14).
        let by_id = activity.object.id().filter(|id| self.site.owns(id.as_str())).map(ToString::to_string);
        if let Some(uri) = &by_id
            && self.receive_vouch_answer(uri, sender, accepted).await?
        {
            return Ok(if accepted { "vouch accepted" } else { "vouch refused" });
        }
        if let Some(uri) = &by_id {
            let (at, uri, by, words) = (self.at(), uri.clone(), sender.id.clone(), activity.content.clone());
            let answered = self
                .db
                .write(move |c| {
                    sofra_domain::network::receive::receive_answer(c, &at, &uri, &by, accepted, &words)
                })
                .await?;
            if answered.is_some() {
                return Ok(if accepted { "admitted" } else { "not admitted" });
            }
        }
        let by_ends = match &activity.object {
            Object::Embedded(copy) if copy.kind == "Follow" && copy.id.is_none() => {
                let follower = first_text(copy.value.get("actor")).filter(|a| self.site.owns(a));
                follower.map(str::to_owned)
            }
            _ => None,
        };
        let (at, by) = (self.at(), sender.id.clone());
        let done = self
            .db
            .write(move |c| {
                let uri = match (by_id, by_ends) {
                    (Some(uri), _) => uri,
                    (None, Some(follower)) => {
                        let Some(follower) = actor::store::by_uri(c, &follower)? else { return Ok(false) };
                        match follow::store::between(c, &follower.id, &by)? {
                            Some(known) => known.uri,
                            None => return Ok(false),
                        }
                    }
                    (None, None) => return Ok(false),
                };
                follow::actions::receive_answer(c, &at, &uri, &by, accepted)
            })
            .await
            .map_err(|e: Error| Failure::from(e))?;
        Ok(match (done, accepted) {
            (true, true) => "follow accepted",
            (true, false) => "follow refused",
            (false, _) => IGNORED,
        })
    }
}
