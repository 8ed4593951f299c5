//! `Move`: an organisation lives on another node now (FEP-7628).

use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_domain::actor::Actor;
use sofra_domain::moving;

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::budget::FetchBudget;
use crate::guard::Inbound;
use crate::object::context;
use crate::resolve::Failure;

/// Builds the activity. Its object is the actor itself.
#[must_use]
pub fn build(id: &str, old: &Actor, target: &str) -> Value {
    let cc = old.followers.clone().into_iter().collect();
    let to = vec![context::PUBLIC.to_owned()];
    let mut activity = envelope(id, "Move", old, Value::String(old.uri.clone()), to, cc);
    activity["target"] = target.into();
    activity
}

impl Federation {
    /// An actor elsewhere says that it moved. Both ends must say so in their own documents, asked for now (ORG-23).
    pub(crate) async fn receive_move(
        &self,
        activity: &Inbound,
        sender: &Actor,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        // Nobody moves anybody else.
        if activity.object.id() != Some(&activity.actor) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let Some(target) = activity.target.id().filter(|target| **target != activity.actor) else {
            return Ok(IGNORED);
        };
        let (id, name, now) = (sender.id.clone(), target.to_string(), self.clock.now());
        // A move that would not count anyway causes no fetch.
        let worth = self.db.read(move |c| moving::store::may_move(c, &id, &name, now)).await?;
        if !worth {
            return Ok(IGNORED);
        }
        let old = self.refetch_actor(&activity.actor, budget).await?;
        let new = if self.site.owns(target.as_str()) {
            self.actor(target, Timestamp(0), budget)
                .await
                .map_err(|_| Failure::Unbelievable("move-target"))?
        } else {
            self.refetch_actor(target, budget).await?
        };
        let at = self.at();
        let (old, new) = (old.id, new.id);
        let moved = self.db.write(move |c| moving::actions::receive_move(c, &at, &old, &new)).await?;
        Ok(if moved { "moved" } else { IGNORED })
    }
}
