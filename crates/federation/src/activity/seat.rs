//! Seats: told as `Create`, `Update` and `Delete` of an `Article`, and taken in the same way; and the notes by which a
//! body answers.

use serde_json::Value;
use sofra_base::clock::{Timestamp, days};
use sofra_domain::actor::Actor;
use sofra_domain::table::receive::Received;
use sofra_domain::table::reply::receive as replies;
use sofra_domain::table::store::View;
use sofra_domain::{AnyConnection, Error, Site, network, proof, table};

use super::{Outcome, envelope};
use crate::Federation;
use crate::budget::FetchBudget;
use crate::object::{proof as proof_object, seat as object};
use crate::resolve::Failure;

/// Builds the activity that tells of a new seat, or (`Update`) of a changed one.
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
    let (to, cc, networks) = object::addressing(view);
    let signed = object::to_signed_json(conn, view, site)?;
    let mut activity = envelope(id, verb, &view.holder, signed, to, cc);
    activity["published"] = view.seat.updated_at.to_rfc3339().into();
    if !networks.is_empty() {
        activity["audience"] = networks.into();
    }
    Ok(activity)
}

/// Builds the activity that tells that one was taken back.
#[must_use]
pub fn build_withdrawal(id: &str, view: &View, at: Timestamp) -> Value {
    let (to, cc, networks) = object::addressing(view);
    let mut activity = envelope(id, "Delete", &view.holder, object::tombstone(&view.seat.uri, at), to, cc);
    if !networks.is_empty() {
        activity["audience"] = networks.into();
    }
    activity
}

impl Federation {
    /// Takes in the document of a seat that is believed. With `only_wanted`, one that nobody here asked for is left
    /// (`None`).
    ///
    /// # Errors
    /// See [`Failure`].
    pub(crate) async fn take_seat_document(
        &self,
        document: &Value,
        only_wanted: bool,
        budget: &mut FetchBudget,
    ) -> Result<Option<Received>, Failure> {
        let parsed =
            object::parse(document, self.uri_policy(), self.clock.now()).map_err(Failure::Unbelievable)?;
        if self.site.owns(parsed.uri.as_str()) {
            return Err(Failure::Unbelievable("own-domain"));
        }
        let holder = self.actor(&parsed.holder, self.clock.now() - days(30), budget).await?;
        let checked = self.check_proof(document, &holder, budget).await?;
        let public = proof_object::to_keep(document, &checked);
        let at = self.at();
        let received = self
            .db
            .write(move |c| {
                let networks = network::store::among(c, &parsed.addressed)?;
                let Some(incoming) = parsed.complete(&holder, networks) else { return Ok::<_, Error>(None) };
                if only_wanted
                    && table::store::by_uri(c, &incoming.uri)?.is_none()
                    && !table::receive::is_wanted(c, &incoming)?
                {
                    return Ok(None);
                }
                let received = table::receive::receive(c, &at, &incoming)?;
                if matches!(received, Received::New(_) | Received::Changed(_)) {
                    proof::actions::record(c, &at, &incoming.uri, &holder.id, &checked, public.as_ref())?;
                }
                Ok(Some(received))
            })
            .await?;
        Ok(received)
    }

    /// What taking in a seat came to, in a word.
    pub(crate) fn outcome_of_seat(received: Option<&Received>) -> Outcome {
        match received {
            Some(Received::New(_)) => "new seat",
            Some(Received::Changed(_)) => "seat changed",
            Some(Received::Known(_)) => "known",
            Some(Received::Gone) => "withdrawn before",
            None => "nobody asked for it",
        }
    }

    /// Takes in a note of its own author as the reply of a body, if it is that: it answers a seat that is known here, and
    /// the author is the actor whom the record names. `None` for every other note.
    pub(crate) async fn take_reply_to_seat(
        &self,
        document: &Value,
        author: &Actor,
    ) -> Result<Option<Outcome>, Failure> {
        let Some(about) = object::answers(document, self.uri_policy()) else { return Ok(None) };
        let incoming = object::answer(document, author, self.uri_policy());
        let (at, author) = (self.at(), author.clone());
        let taken = self
            .db
            .write(move |c| {
                let Some(seat) = replies::answered(c, about.as_str(), &author)? else { return Ok(None) };
                let Some(incoming) = incoming else { return Ok(None) };
                replies::receive(c, &at, &seat.id, &author.id, &incoming).map(Some)
            })
            .await?;
        Ok(taken.map(|new| if new { "reply of a body" } else { "known" }))
    }
}
