//! `Delete`: something was withdrawn, or somebody is gone.

use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_domain::actor::{self, Actor};
use sofra_domain::statement::{self, Statement};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::Inbound;
use crate::object::context::PUBLIC;
use crate::object::statement::{addressing, tombstone};
use crate::resolve::Failure;

/// Builds the activity that tells of a withdrawal.
#[must_use]
pub fn build(id: &str, author: &Actor, withdrawn: &Statement, at: Timestamp) -> Value {
    let (to, cc) = addressing(author, withdrawn.audience);
    envelope(id, "Delete", author, tombstone(&withdrawn.uri, at), to, cc)
}

/// Builds the activity by which a person tells that their public profile is gone (ActivityPub §6.4).
#[must_use]
pub fn build_actor(id: &str, gone: &Actor) -> Value {
    let to = vec![PUBLIC.to_owned()];
    envelope(id, "Delete", gone, gone.uri.clone().into(), to, Vec::new())
}

impl Federation {
    pub(crate) async fn receive_delete(
        &self,
        activity: &Inbound,
        sender: &Actor,
    ) -> Result<Outcome, Failure> {
        let Some(id) = activity.object.id() else { return Ok(IGNORED) };
        let at = self.at();
        if *id == activity.actor {
            let uri = id.to_string();
            self.db.write(move |c| actor::actions::receive_departure(c, &at, &uri)).await?;
            self.read_keys.clear();
            return Ok("actor gone");
        }
        if !id.same_origin(&activity.actor) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let (uri, by) = (id.to_string(), sender.id.clone());
        let withdrawn =
            self.db.write(move |c| statement::receive::receive_withdrawal(c, &at, &uri, &by)).await?;
        Ok(if withdrawn { "withdrawn" } else { "not known" })
    }
}
