//! Positions: told as `Create`, `Update` and `Delete` of a `Note`, and taken in the same way.

use serde_json::Value;
use sofra_base::clock::{Timestamp, days};
use sofra_domain::position::receive::Received;
use sofra_domain::position::store::View;
use sofra_domain::{AnyConnection, Error, Site, network, position, proof};

use super::{Outcome, envelope};
use crate::Federation;
use crate::budget::FetchBudget;
use crate::object::{position as object, proof as proof_object};
use crate::resolve::Failure;

/// Builds the activity that tells of a new position, or (`Update`) of a changed one.
///
/// # Errors
/// The database's own.
pub fn build(
    conn: &mut AnyConnection,
    id: &str,
    verb: &str,
    view: &View,
    answered: Option<&str>,
    site: &Site,
) -> Result<Value, Error> {
    let (to, cc, networks) = object::addressing(view, answered);
    let signed = object::to_signed_json(conn, view, answered, site)?;
    let mut activity = envelope(id, verb, &view.holder, signed, to, cc);
    activity["published"] = view.position.updated_at.to_rfc3339().into();
    if !networks.is_empty() {
        activity["audience"] = networks.into();
    }
    Ok(activity)
}

/// Builds the activity that tells of a withdrawal.
#[must_use]
pub fn build_withdrawal(id: &str, view: &View, answered: Option<&str>, at: Timestamp) -> Value {
    let (to, cc, networks) = object::addressing(view, answered);
    let mut activity =
        envelope(id, "Delete", &view.holder, object::tombstone(&view.position.uri, at), to, cc);
    if !networks.is_empty() {
        activity["audience"] = networks.into();
    }
    activity
}

impl Federation {
    /// Takes in a position document that is believed. With `only_wanted`, one that nobody here asked for is left
    /// (`None`).
    ///
    /// # Errors
    /// See [`Failure`].
    pub(crate) async fn take_position_document(
        &self,
        document: &Value,
        only_wanted: bool,
        budget: &mut FetchBudget,
    ) -> Result<Option<Received>, Failure> {
        let parsed = object::parse(document, self.uri_policy()).map_err(Failure::Unbelievable)?;
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
                    && position::store::by_uri(c, &incoming.uri)?.is_none()
                    && !position::receive::is_wanted(c, &incoming)?
                {
                    return Ok(None);
                }
                let received = position::receive::receive(c, &at, &incoming)?;
                if matches!(received, Received::New(_) | Received::Changed(_)) {
                    proof::actions::record(c, &at, &incoming.uri, &holder.id, &checked, public.as_ref())?;
                }
                Ok(Some(received))
            })
            .await?;
        Ok(received)
    }

    /// What taking in a position came to, in a word.
    pub(crate) fn outcome_of_position(received: Option<&Received>) -> Outcome {
        match received {
            Some(Received::New(_)) => "new position",
            Some(Received::Changed(_)) => "position changed",
            Some(Received::Known(_)) => "known",
            Some(Received::Gone) => "withdrawn before",
            None => "nobody asked for it",
        }
    }
}
