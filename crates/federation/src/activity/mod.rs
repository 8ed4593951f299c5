//! Activities, one file a verb: how it is built, and what it does when it arrives.

pub mod accept;
pub mod announce;
pub mod create;
pub mod delete;
pub mod flag;
pub mod follow;
pub mod join;
pub mod motion;
pub mod moving;
pub mod offer;
pub mod position;
pub mod seat;
pub mod undo;
pub mod update;

use serde_json::{Value, json};
use sofra_domain::actor::Actor;

use crate::Federation;
use crate::budget::FetchBudget;
use crate::guard::{Inbound, Verb};
use crate::object::context;
use crate::resolve::Failure;

/// An activity of a local actor, addressed to whom its object is addressed.
#[must_use]
pub fn envelope(
    id: &str,
    verb: &str,
    actor: &Actor,
    object: Value,
    to: Vec<String>,
    cc: Vec<String>,
) -> Value {
    let mut activity = json!({
        "@context": context::of_object(),
        "id": id,
        "type": verb,
        "actor": actor.uri,
        "to": to,
        "object": object
    });
    if !cc.is_empty() {
        activity["cc"] = cc.into();
    }
    activity
}

/// What applying an activity came to: a word for the host's eyes.
pub type Outcome = &'static str;

/// Nothing here has a rule for it.
pub const IGNORED: Outcome = "ignored";

/// Whether something may come of a verb here. Likes and what we do not know come to nothing, so that nothing of them is
/// kept, not even that they came. Boosts come to something only from networks.
#[must_use]
pub fn has_rule(verb: &Verb) -> bool {
    !matches!(
        verb,
        Verb::TentativeAccept | Verb::Like | Verb::Block | Verb::Invite | Verb::Ignore | Verb::Other(_)
    )
}

impl Federation {
    /// Applies an activity whose sender was proven. Nothing of it changes anything here except through a rule
    /// written for it.
    pub(crate) async fn apply(
        &self,
        activity: &Inbound,
        sender: &Actor,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        match &activity.verb {
            Verb::Create => self.receive_create(activity, sender, None, budget).await,
            Verb::Update => self.receive_update(activity, sender, budget).await,
            Verb::Delete => self.receive_delete(activity, sender).await,
            Verb::Follow => self.receive_follow(activity, sender).await,
            Verb::Accept => self.receive_answer(activity, sender, true).await,
            Verb::Reject => self.receive_answer(activity, sender, false).await,
            Verb::Undo => self.receive_undo(activity, sender).await,
            Verb::Flag => self.receive_flag(activity, sender).await,
            Verb::Offer => self.receive_offer(activity, sender).await,
            Verb::Move => self.receive_move(activity, sender, budget).await,
            Verb::Join => self.receive_join(activity, sender).await,
            Verb::Leave => self.receive_leave(activity, sender).await,
            Verb::Add => self.receive_motion(activity, sender, false).await,
            Verb::Remove => self.receive_motion(activity, sender, true).await,
            Verb::Announce => self.receive_announce(activity, sender, budget).await,
            // Likes and the rest are never counted here; a copy inside them is never believed.
            _ => Ok(IGNORED),
        }
    }
}
