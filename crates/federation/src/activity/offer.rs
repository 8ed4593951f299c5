//! `Offer` of a `Relationship`: one organisation vouches for another; its answer, and its end.

use serde_json::{Value, json};
use sofra_domain::Error;
use sofra_domain::actor::Actor;
use sofra_domain::network::receive::Act;
use sofra_domain::vouch::{self, Vouch};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::guard::{Embedded, Inbound, Object};
use crate::object::{first_text, relationship};
use crate::resolve::Failure;
use crate::uri::{Uri, UriPolicy};

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

/// A member of a network vouches for one that applied.
pub const VOUCHES_FOR_MEMBER: &str = "urn:sofra:ns#vouchesForMember";
/// A member of a network would have another coordinate.
pub const CHOOSES_COORDINATOR: &str = "urn:sofra:ns#choosesCoordinator";
/// What a coordinator offers as the network's agenda.
const AGENDA: &str = "Agenda";
/// Bytes of an agenda at most.
const AGENDA_BYTES: usize = 200 * 1024;

/// Builds what a member says in a network about another organisation. Its id is kept: it can be taken back.
#[must_use]
pub fn build_in_network(id: &str, who: &Actor, network: &Actor, about: &Actor, relation: &str) -> Value {
    let object = json!({
        "id": format!("{id}#relationship"),
        "type": "Relationship",
        "attributedTo": who.uri,
        "subject": who.uri,
        "relationship": relation,
        "object": about.uri,
        "context": network.uri
    });
    let mut activity = envelope(id, "Offer", who, object, vec![network.uri.clone()], Vec::new());
    activity["target"] = network.uri.clone().into();
    activity
}

/// Builds that it is taken back.
#[must_use]
pub fn build_network_undo(id: &str, who: &Actor, network: &Actor, offer: &str) -> Value {
    envelope(id, "Undo", who, embedded(offer, who, network), vec![network.uri.clone()], Vec::new())
}

/// Builds what a coordinator would have as the network's agenda.
#[must_use]
pub fn build_agenda(id: &str, who: &Actor, network: &Actor, agenda: &str) -> Value {
    let object =
        json!({"id": format!("{id}#agenda"), "type": AGENDA, "attributedTo": who.uri, "agenda": agenda});
    let mut activity = envelope(id, "Offer", who, object, vec![network.uri.clone()], Vec::new());
    activity["target"] = network.uri.clone().into();
    activity
}

/// What a member says in a network, if it is that.
fn said_in_network(copy: &Embedded, policy: UriPolicy) -> Option<Act> {
    let words = |name: &str| first_text(copy.value.get(name));
    if copy.kind == AGENDA {
        let agenda = words("agenda").filter(|agenda| agenda.len() <= AGENDA_BYTES)?;
        return Some(Act::Agenda { agenda: serde_json::from_str(agenda).ok()? });
    }
    let about = Uri::parse(words("object")?, policy).ok()?.to_string();
    match words("relationship")? {
        VOUCHES_FOR_MEMBER | "sofra:vouchesForMember" | "vouchesForMember" => {
            Some(Act::Vouch { applicant: about })
        }
        CHOOSES_COORDINATOR | "sofra:choosesCoordinator" | "choosesCoordinator" => {
            Some(Act::Choose { candidate: about })
        }
        _ => None,
    }
}

impl Federation {
    pub(crate) async fn receive_offer(&self, activity: &Inbound, sender: &Actor) -> Result<Outcome, Failure> {
        // Only a relationship of the sender's own, in the sender's own words (ORG-13); of what, is told by its object.
        let Object::Embedded(copy) = &activity.object else { return Ok(IGNORED) };
        if !matches!(copy.kind.as_str(), "Relationship" | AGENDA) {
            return Ok(IGNORED);
        }
        if !copy.is_own_of(&activity.actor) {
            return Err(Failure::Unbelievable("not-the-author"));
        }
        if let Some(act) = said_in_network(copy, self.uri_policy()) {
            // Nobody vouches or chooses in the name of another (ORG-13).
            let subject = first_text(copy.value.get("subject"));
            if copy.kind == "Relationship" && subject != Some(activity.actor.as_str()) {
                return Err(Failure::Unbelievable("not-the-author"));
            }
            let named = first_text(copy.value.get("context")).map(str::to_owned);
            let network = named.or_else(|| activity.target.id().map(ToString::to_string));
            let Some(network) = network else { return Ok(IGNORED) };
            return self.receive_in_network(activity, sender, &network, act, "said in a network").await;
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
