//! `Create`: something new was said.

use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_domain::actor::Actor;
use sofra_domain::statement::View;
use sofra_domain::statement::receive::Received;
use sofra_domain::{AnyConnection, Error, Site};

use super::{IGNORED, Outcome, envelope};
use crate::Federation;
use crate::budget::FetchBudget;
use crate::guard::{Inbound, Object};
use crate::object::{call, position, seat, statement, type_in};
use crate::resolve::Failure;

/// Bytes of an activity beyond which its object is sent by its id: receivers take 256 KiB, and fetch up to 1 MiB.
const INLINE: usize = 200 * 1024;

/// Builds the activity that tells of a new statement, or (`Update`) of a new revision.
///
/// # Errors
/// The database's own.
pub fn build(
    conn: &mut AnyConnection,
    id: &str,
    verb: &str,
    view: &View,
    site: &Site,
) -> Result<Value, Error> {
    let (mut to, cc) = statement::addressing(&view.author, view.statement.audience);
    to.extend(view.networks.iter().cloned());
    let object = statement::to_signed_json(conn, view, site)?;
    let object =
        if object.to_string().len() > INLINE { Value::String(view.statement.uri.clone()) } else { object };
    let mut activity = envelope(id, verb, &view.author, object, to, cc);
    activity["published"] = view.revision.created_at.to_rfc3339().into();
    if !view.networks.is_empty() {
        activity["audience"] = view.networks.clone().into();
    }
    Ok(activity)
}

impl Federation {
    /// Takes in what was said: the copy inside only when it is the sender's own, else what its origin gives. `changed`
    /// is when it changed, where it does not say so itself.
    pub(crate) async fn receive_create(
        &self,
        activity: &Inbound,
        sender: &Actor,
        changed: Option<Timestamp>,
        budget: &mut FetchBudget,
    ) -> Result<Outcome, Failure> {
        let (received, known_type) = match &activity.object {
            Object::Embedded(copy) if copy.is_own_of(&activity.actor) => {
                let shown = type_in(&copy.value, &["Article", "Note", "Event"]).is_some();
                if !shown {
                    return Ok(IGNORED);
                }
                if call::is_call(&copy.value) {
                    return self.take_call(&copy.value, budget).await;
                }
                if seat::is_seat(&copy.value) {
                    let received = self.take_seat_document(&copy.value, true, budget).await?;
                    return Ok(Self::outcome_of_seat(received.as_ref()));
                }
                if let Some(outcome) = self.take_reply_to_seat(&copy.value, sender).await? {
                    return Ok(outcome);
                }
                if position::is_position(&copy.value, self.uri_policy()) {
                    let received = self.take_position_document(&copy.value, true, budget).await?;
                    return Ok(Self::outcome_of_position(received.as_ref()));
                }
                (self.take_statement_document(&copy.value, true, changed, budget).await?, true)
            }
            other => match other.id() {
                // Of another origin or owner: only the origin's word counts, and only if the sender is its author.
                Some(id)
                    if id.same_origin(&activity.actor) && self.is_of_interest(sender, activity).await? =>
                {
                    let document = self.fetch(id, budget).await?;
                    if call::is_call(&document) {
                        return self.take_call(&document, budget).await;
                    }
                    if type_in(&document, &["Article", "Note", "Event"]).is_none() {
                        return Ok(IGNORED);
                    }
                    if seat::is_seat(&document) {
                        let parsed = seat::parse(&document, self.uri_policy(), self.clock.now())
                            .map_err(Failure::Unbelievable)?;
                        if parsed.holder != activity.actor || parsed.uri != *id {
                            return Err(Failure::Unbelievable("not-the-author"));
                        }
                        let received = self.take_seat_document(&document, true, budget).await?;
                        return Ok(Self::outcome_of_seat(received.as_ref()));
                    }
                    if position::is_position(&document, self.uri_policy()) {
                        let parsed =
                            position::parse(&document, self.uri_policy()).map_err(Failure::Unbelievable)?;
                        if parsed.holder != activity.actor || parsed.uri != *id {
                            return Err(Failure::Unbelievable("not-the-author"));
                        }
                        let received = self.take_position_document(&document, true, budget).await?;
                        return Ok(Self::outcome_of_position(received.as_ref()));
                    }
                    let parsed =
                        statement::parse(&document, self.uri_policy()).map_err(Failure::Unbelievable)?;
                    if parsed.author != activity.actor || parsed.uri != *id {
                        return Err(Failure::Unbelievable("not-the-author"));
                    }
                    if let Some(outcome) = self.take_reply_to_seat(&document, sender).await? {
                        return Ok(outcome);
                    }
                    (self.take_statement_document(&document, true, None, budget).await?, true)
                }
                _ => (None, false),
            },
        };
        Ok(match received {
            Some(Received::New(_)) => "new",
            Some(Received::Revised(_)) => "revised",
            Some(Received::Known(_)) => "known",
            Some(Received::Gone) => "withdrawn before",
            None if known_type => "nobody asked for it",
            None => IGNORED,
        })
    }

    /// Whether it is worth a fetch: somebody here follows the sender, or is addressed.
    async fn is_of_interest(&self, sender: &Actor, activity: &Inbound) -> Result<bool, Failure> {
        let addressed = activity.to.iter().chain(&activity.cc).any(|uri| self.site.owns(uri.as_str()));
        let id = sender.id.clone();
        let followed = self.db.read(move |c| sofra_domain::follow::store::is_followed_here(c, &id)).await?;
        Ok(addressed || followed)
    }
}
