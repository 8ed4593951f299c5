//! `Undo`: an actor takes back a follow, or a vouch.

use serde_json::Value;
use sofra_domain::actor::{self, Actor};
use sofra_domain::{Error, follow};

use super::{IGNORED, Outcome, envelope, follow as follow_activity};
use crate::Federation;
use crate::guard::{Inbound, Object};
use crate::object::first_text;
use crate::resolve::Failure;

/// Builds the end of a follow.
#[must_use]
pub fn build(id: &str, follower: &Actor, follow_uri: &str, target: &str) -> Value {
    let object = follow_activity::embedded(follow_uri, &follower.uri, target);
    envelope(id, "Undo", follower, object, vec![target.to_owned()], Vec::new())
}

impl Federation {
    pub(crate) async fn receive_undo(&self, activity: &Inbound, sender: &Actor) -> Result<Outcome, Failure> {
        let (undone, target) = match &activity.object {
            Object::Embedded(copy) if copy.kind == "Follow" => {
                let target = first_text(copy.value.get("object")).map(str::to_owned);
                (copy.id.as_ref(), target)
            }
            Object::Embedded(copy) if copy.kind == "Offer" => (copy.id.as_ref(), None),
            Object::Reference(id) => (Some(id), None),
            _ => return Ok(IGNORED),
        };
        // Only what the sender itself did can be taken back by it (ORG-11).
        if undone.is_some_and(|id| !id.same_origin(&activity.actor)) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let is_offer = matches!(&activity.object, Object::Embedded(copy) if copy.kind == "Offer");
        match undone {
            Some(id) => {
                let network = match &activity.object {
                    Object::Embedded(copy) if is_offer => {
                        first_text(copy.value.get("target")).map(str::to_owned)
                    }
                    _ => None,
                };
                let (at, uri, by) = (self.at(), id.to_string(), sender.id.clone());
                let ended = self
                    .db
                    .write(move |c| {
                        sofra_domain::network::receive::receive_undo(c, &at, &uri, &by, network.as_deref())
                    })
                    .await?;
                if let Some(ended) = ended {
                    return Ok(if ended { "taken back" } else { "not known" });
                }
                if let Some(ended) = self.receive_vouch_undo(id.as_str(), sender, is_offer).await? {
                    return Ok(if ended { "vouch ended" } else { "not known" });
                }
            }
            None if is_offer => return Ok(IGNORED),
            None => {}
        }
        let (uri, at, by) = (undone.map(ToString::to_string), self.at(), sender.id.clone());
        let done = self
            .db
            .write(move |c| {
                let target = match target {
                    Some(target) => actor::store::by_uri(c, &target)?.map(|a| a.id),
                    None => None,
                };
                follow::actions::receive_undo(c, &at, uri.as_deref(), &by, target.as_ref())
            })
            .await
            .map_err(|e: Error| Failure::from(e))?;
        Ok(if done { "follow ended" } else { "not known" })
    }
}
