//! A copy of all that the node holds of an organisation, for its officers to read and keep. The archive moves an
//! organisation; the copy is for people: it says as well who has a seat and who decided what, by the names that are used
//! inside.

use serde_json::{Value, json};
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;

use super::export;
use crate::account::Identity;
use crate::actor::{self, ActorId};
use crate::approval::{self, Proposal};
use crate::audit::actions::{Act, record};
use crate::error::Result;
use crate::network;
use crate::position::{self, Position};
use crate::seat;
use crate::site::At;

/// Names the format.
pub const FORMAT: &str = "sofra-organisation-copy";
/// Its version.
pub const VERSION: u32 = 1;

/// All of an organisation, as one document.
///
/// # Errors
/// `NotFound` unless the account holds an officer's seat in it, also after it moved away.
pub fn read(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ActorId) -> Result<Value> {
    let collected = export::collect(conn, at.now, Some(who), id)?;
    let mut whole = collected.readable()?;
    let people: Vec<Value> = seat::store::members(conn, id)?
        .into_iter()
        .map(|member| {
            json!({"name": member.name, "seat": member.seat.as_str(), "since": member.since.to_rfc3339()})
        })
        .collect();
    let mut approvals = Vec::new();
    for found in approval::store::all_of(conn, id)? {
        approvals.push(decided(conn, &found)?);
    }
    whole.insert("format".to_owned(), FORMAT.into());
    whole.insert("version".to_owned(), VERSION.into());
    whole.insert("node".to_owned(), at.site.base.as_str().into());
    whole.insert("made_at".to_owned(), at.now.to_rfc3339().into());
    whole.insert("people".to_owned(), people.into());
    whole.insert("approvals".to_owned(), approvals.into());
    let mut positions = Vec::new();
    for found in position::store::all_of(conn, id)? {
        positions.push(said(conn, &found)?);
    }
    whole.insert("positions".to_owned(), positions.into());
    let networks: Vec<Value> = network::store::of_organisation(conn, id)?
        .into_iter()
        .map(|(row, network)| {
            json!({
                "network": network.uri,
                "name": network.name,
                "state": row.state.as_str(),
                "coordinates": row.coordinates,
                "applied_at": row.applied_at.to_rfc3339(),
                "admitted_at": row.admitted_at.map(Timestamp::to_rfc3339),
                "words": row.words,
                "reason": row.reason,
            })
        })
        .collect();
    whole.insert("networks".to_owned(), networks.into());
    Ok(Value::Object(whole))
}

/// A position with each word that it was; what was withdrawn has none any more.
fn said(conn: &mut AnyConnection, found: &Position) -> Result<Value> {
    let mut revisions = Vec::new();
    for (revision, reasons) in position::store::history(conn, &found.id)? {
        revisions.push(json!({
            "number": revision.number,
            "stance": revision.stance.as_str(),
            "subject_hash": revision.subject_hash,
            "decided_at": revision.decided_at.to_rfc3339(),
            "reasons": reasons,
        }));
    }
    let mut told = Vec::new();
    for network in position::store::told_to(conn, &found.id)? {
        told.push(actor::store::get(conn, &network)?.uri);
    }
    Ok(json!({
        "uri": found.uri,
        "subject": found.subject,
        "stance": found.stance.as_str(),
        "audience": found.audience.as_str(),
        "state": found.state.as_str(),
        "rule": found.rule,
        "member_totals": found.member_totals,
        "call": found.call_uri,
        "told_to": told,
        "decided_at": found.decided_at.to_rfc3339(),
        "withdrawn_at": found.withdrawn_at.map(Timestamp::to_rfc3339),
        "revisions": revisions,
    }))
}

fn decided(conn: &mut AnyConnection, found: &Proposal) -> Result<Value> {
    let mut votes = Vec::new();
    for vote in approval::store::votes(conn, &found.id)? {
        votes.push(json!({
            "by": approval::store::inner_name(conn, Some(&vote.account_id))?,
            "decision": vote.decision.as_str(),
            "reason": vote.reason,
            "at": vote.created_at.to_rfc3339(),
        }));
    }
    Ok(json!({
        "kind": found.kind.as_str(),
        "object": found.object,
        "state": found.state.as_str(),
        "proposed_by": approval::store::inner_name(conn, found.proposed_by.as_ref())?,
        "proposed_at": found.proposed_at.to_rfc3339(),
        "done_at": found.done_at.map(Timestamp::to_rfc3339),
        "votes": votes,
    }))
}

/// Notes in the record that a copy was taken.
///
/// # Errors
/// The database's own.
pub fn note(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ActorId) -> Result<()> {
    let act = Act { act: "organisation.copy", object: id.as_str(), organisation: Some(id), reason: "" };
    record(conn, at.now, Some(who), act)
}
