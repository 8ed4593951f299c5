//! `Update`: an actor or something that was said has changed.

use serde_json::Value;
use sofra_base::clock::hours;
use sofra_domain::actor::Actor;
use sofra_domain::{Error, Site, position, statement, table};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::budget::FetchBudget;
use crate::guard::{Inbound, Object};
use crate::object::actor::Around;
use crate::object::{actor as actor_object, context};
use crate::resolve::Failure;

/// Builds the activity that tells of a changed profile.
#[must_use]
pub fn build_actor(id: &str, actor: &Actor, around: &Around, site: &Site) -> Value {
    let object = actor_object::to_json(actor, around, site);
    let cc = actor.followers.clone().into_iter().collect();
    let mut activity = envelope(id, "Update", actor, object, vec![context::PUBLIC.to_owned()], cc);
    // The embedded actor brings terms of its own.
    activity["@context"] = context::of_actor();
    activity
}

impl Federation {
    pub(crate) async fn receive_update(
        &self,
        activity: &Inbound,
        sender: &Actor,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        let Some(id) = activity.object.id() else { return Ok(IGNORED) };
        if *id == activity.actor {
            // The actor's own document is asked for again; the copy inside is not believed (ORG-07).
            self.refetch_actor(id, budget).await?;
            return Ok("actor refreshed");
        }
        if self.site.owns(id.as_str()) || !id.same_origin(&activity.actor) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let name = id.to_string();
        let known = self
            .db
            .read(move |c| {
                let statement = statement::store::by_uri(c, &name)?.map(|known| known.author_id);
                let position = position::store::by_uri(c, &name)?.map(|known| known.holder_id);
                let seat = table::store::by_uri(c, &name)?.map(|known| known.holder_id);
                Ok::<_, Error>(statement.or(position).or(seat))
            })
            .await?;
        if known.as_ref().is_some_and(|owner| *owner != sender.id) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        match &activity.object {
            Object::Embedded(copy) if !copy.is_own_of(&activity.actor) => {
                Err(Failure::Unbelievable("not-the-author"))
            }
            // An update that overtook its Create is as good as one. Without a date of its own it is of now.
            // The copy itself stays as it came, because its proof is over that.
            Object::Embedded(_) => {
                self.receive_create(activity, sender, Some(self.clock.now()), budget).await
            }
            _ => self.receive_create(activity, sender, None, budget).await,
        }
    }

    /// How old an actor may be before its document is asked for again.
    pub(crate) fn stale_before(&self) -> sofra_base::clock::Timestamp {
        self.clock.now() - hours(24)
    }
}
