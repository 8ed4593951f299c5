//! `Delete`: something was withdrawn, or somebody is gone.

use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_domain::actor::{self, Actor};
use sofra_domain::statement::{self, Statement};
use sofra_domain::{Error, position, table};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::Inbound;
use crate::object::context::PUBLIC;
use crate::object::statement::{addressing, tombstone};
use crate::resolve::Failure;

/// Builds the activity that tells of a withdrawal.
#[must_use]
pub fn build(id: &str, author: &Actor, withdrawn: &Statement, networks: &[String], at: Timestamp) -> Value {
    let (mut to, cc) = addressing(author, withdrawn.audience);
    to.extend(networks.iter().cloned());
    let mut activity = envelope(id, "Delete", author, tombstone(&withdrawn.uri, at), to, cc);
    if !networks.is_empty() {
        activity["audience"] = networks.to_vec().into();
    }
    activity
}

/// Builds the activity by which an actor takes leave for good.
#[must_use]
pub fn build_departure(id: &str, actor: &Actor) -> Value {
    let cc = actor.followers.iter().cloned().collect();
    envelope(id, "Delete", actor, Value::String(actor.uri.clone()), vec![PUBLIC.to_owned()], cc)
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
        let (uri, sender) = (id.to_string(), sender.clone());
        let withdrawn = self
            .db
            .write(move |c| {
                let by = &sender.id;
                let mut done = position::receive::receive_withdrawal(c, &at, &uri, by)?;
                if done.is_none() {
                    done = table::receive::receive_withdrawal(c, &at, &uri, by)?;
                }
                if done.is_none() {
                    done = table::reply::receive::receive_withdrawal(c, &at, &uri, &sender)?;
                }
                match done {
                    Some(withdrawn) => Ok::<_, Error>(withdrawn),
                    None => statement::receive::receive_withdrawal(c, &at, &uri, by),
                }
            })
            .await?;
        Ok(if withdrawn { "withdrawn" } else { "not known" })
    }
}
