//! `Offer` of a `Relationship`: one organisation vouches for another; its answer, and its end.

use serde_json::{Value, json};
use sofra_domain::Error;
use sofra_domain::actor::Actor;
use sofra_domain::vouch::{self, Vouch};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::{Inbound, Object};
use crate::object::relationship;
use crate::resolve::Failure;

/// Builds the offer. Its id is kept: the answer names it.
#[must_use]
pub fn build(id: &str, voucher: &Actor, vouched: &Actor, vouch: &Vouch) -> Value {
    let object = relationship::to_json(vouch, voucher, vouched);
    let mut activity = envelope(id, "Offer", voucher, object, vec![vouched.uri.clone()], Vec::new());
    activity["target"] = vouched.uri.clone().into();
    activity
}

/// The offer inside an answer or an undo, without a context of its own.
fn embedded(offer: &str, voucher: &Actor, target: &Actor) -> Value {
    json!({"id": offer, "type": "Offer", "actor": voucher.uri, "target": target.uri})
}

/// Builds the answer of the vouched: `Accept` or `Reject`, which also ends what was accepted before.
#[must_use]
pub fn build_answer(id: &str, verb: &str, vouched: &Actor, offer: &str, voucher: &Actor) -> Value {
    let object = embedded(offer, voucher, vouched);
    envelope(id, verb, vouched, object, vec![voucher.uri.clone()], Vec::new())
}

/// Builds the end of a vouch by its voucher.
#[must_use]
pub fn build_undo(id: &str, voucher: &Actor, offer: &str, relationship: &str, vouched: &Actor) -> Value {
    let mut object = embedded(offer, voucher, vouched);
    object["object"] = relationship.into();
    envelope(id, "Undo", voucher, object, vec![vouched.uri.clone()], Vec::new())
}

impl Federation {
    pub(crate) async fn receive_offer(&self, activity: &Inbound, sender: &Actor) -> Result<Outcome, Failure> {
        // Only a relationship of the sender's own, in the sender's own words (ORG-13); of what, is told by its object.
        let Object::Embedded(copy) = &activity.object else { return Ok(IGNORED) };
        if copy.kind != "Relationship" {
            return Ok(IGNORED);
        }
        if !copy.is_own_of(&activity.actor) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let Some(incoming) = relationship::parse(&copy.value, self.uri_policy()) else { return Ok(IGNORED) };
        if incoming.voucher != activity.actor.as_str() {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        let (at, offer, by) = (self.at(), activity.id.to_string(), sender.id.clone());
        let new =
            self.db.write(move |c| vouch::receive::receive_offer(c, &at, &offer, &incoming, &by)).await?;
        Ok(if new { "vouch offered" } else { "known" })
    }

    /// The answer to an offer of ours, if the id is one: looked up by our own row.
    pub(crate) async fn receive_vouch_answer(
        &self,
        offer: &str,
        sender: &Actor,
        accepted: bool,
    ) -> Result<bool, Failure> {
        let (at, offer, by) = (self.at(), offer.to_owned(), sender.id.clone());
        Ok(self.db.write(move |c| vouch::receive::receive_answer(c, &at, &offer, &by, accepted)).await?)
    }

    /// The end of a vouch by its voucher; `None` when the id is not known to name an offer.
    pub(crate) async fn receive_vouch_undo(
        &self,
        offer: &str,
        sender: &Actor,
        is_offer: bool,
    ) -> Result<Option<bool>, Failure> {
        let (at, offer, by) = (self.at(), offer.to_owned(), sender.id.clone());
        let done = self
            .db
            .write(move |c| {
                if !is_offer && vouch::store::by_offer(c, &offer)?.is_none() {
                    return Ok::<_, Error>(None);
                }
                vouch::receive::receive_undo(c, &at, &offer, &by).map(Some)
            })
            .await?;
        Ok(done)
    }
}
