//! `Follow`: an actor wants to receive what another says.

use serde_json::Value;
use sofra_domain::actor::{self, Actor};
use sofra_domain::{Error, follow};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::Inbound;
use crate::resolve::Failure;

/// Builds the request. Its id is kept: the answer names it.
#[must_use]
pub fn build(id: &str, follower: &Actor, target: &str) -> Value {
    envelope(id, "Follow", follower, Value::String(target.to_owned()), vec![target.to_owned()], Vec::new())
}

/// The request inside an answer or an undo, without a context of its own.
#[must_use]
pub fn embedded(id: &str, follower: &str, target: &str) -> Value {
    serde_json::json!({"id": id, "type": "Follow", "actor": follower, "object": target})
}

impl Federation {
    pub(crate) async fn receive_follow(
        &self,
        activity: &Inbound,
        sender: &Actor,
    ) -> Result<Outcome, Failure> {
        let Some(target) = activity.object.id() else { return Ok(IGNORED) };
        let (target, uri, follower) = (target.to_string(), activity.id.to_string(), sender.id.clone());
        let at = self.at();
        let done = self
            .db
            .write(move |c| {
                let Some(target) = actor::store::by_uri(c, &target)?.filter(|a| a.local) else {
                    return Ok::<_, Error>(false);
                };
                follow::actions::receive_request(c, &at, &uri, &follower, &target.id)?;
                Ok(true)
            })
            .await?;
        Ok(if done { "follow" } else { IGNORED })
    }
}
