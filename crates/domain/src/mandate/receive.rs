//! What other organisations say about their mandates: taken in with their actor document, as declared by them.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::mandate;

use super::model::{Mandate, MandateId, State, View};
use super::{rules, store};
use crate::actor::ActorId;
use crate::error::Result;

/// A mandate as the organisation's own document lists it; not cleaned yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// Its id; of the organisation's own origin.
    pub uri: String,
    /// The name shown of its holder.
    pub holder: String,
    /// Identities of demands, themes or an agenda.
    pub scope: Vec<String>,
    /// Where it holds.
    pub forum: String,
    /// The decision it rests on.
    pub decision: String,
    /// `YYYY-MM-DD`.
    pub decided_on: String,
    /// For, against, neither.
    pub votes: [Option<i64>; 3],
    /// `YYYY-MM-DD`.
    pub from: String,
    /// `YYYY-MM-DD`.
    pub until: String,
    /// When it was taken back.
    pub revoked: Option<Timestamp>,
    /// Why.
    pub reason: String,
}

/// Takes in the list of an organisation of another node in place of the one before. What is no longer listed is kept
/// and marked: an end erases nothing.
///
/// # Errors
/// The database's own.
pub fn receive(
    conn: &mut AnyConnection,
    organisation: &ActorId,
    listed: &[Incoming],
    now: Timestamp,
) -> Result<()> {
    let mut seen = Vec::new();
    for incoming in listed.iter().take(usize::try_from(store::LISTED).unwrap_or(100)) {
        let (Some(from), Some(until)) = (rules::day(&incoming.from), rules::day(&incoming.until)) else {
            continue;
        };
        if seen.contains(&incoming.uri) {
            continue;
        }
        seen.push(incoming.uri.clone());
        let known = store::by_uri(conn, organisation, &incoming.uri)?.map(|view| view.mandate);
        let vote =
            |place: usize| incoming.votes[place].and_then(|n| i32::try_from(n).ok()).filter(|n| *n >= 0);
        let cut = |text: &str, most: usize| sanitise::truncate(&sanitise::paragraph(text), most);
        let mut scope: Vec<String> =
            incoming.scope.iter().filter(|urn| rules::is_subject(urn)).take(rules::SCOPE).cloned().collect();
        scope.sort();
        scope.dedup();
        let revoked = incoming.revoked.map(|at| at.min(now));
        let view = View {
            mandate: Mandate {
                id: known.as_ref().map_or_else(MandateId::new, |known| known.id.clone()),
                uri: incoming.uri.clone(),
                organisation_id: organisation.clone(),
                local: false,
                state: if revoked.is_some() { State::Revoked } else { State::Active },
                holder_id: None,
                shown_name: sanitise::name(&incoming.holder, rules::NAME),
                accepted_at: None,
                forum: cut(&incoming.forum, rules::FORUM),
                decision: cut(&incoming.decision, rules::DECISION),
                decided_on: rules::day(&incoming.decided_on),
                votes_for: vote(0),
                votes_against: vote(1),
                votes_abstained: vote(2),
                valid_from: from,
                valid_until: until,
                created_by: None,
                created_at: known.as_ref().map_or(now, |known| known.created_at),
                updated_at: now,
                activated_at: None,
                revoked_at: revoked,
                revocation_reason: cut(&incoming.reason, rules::FORUM),
                warned_at: None,
                ended_told_at: None,
                unlisted_at: None,
            },
            scope,
        };
        store::write(conn, &view)?;
    }
    diesel::update(
        mandate::table
            .filter(mandate::organisation_id.eq(organisation))
            .filter(mandate::local.eq(false))
            .filter(mandate::unlisted_at.is_null())
            .filter(mandate::uri.ne_all(seen)),
    )
    .set(mandate::unlisted_at.eq(now))
    .execute(conn)?;
    Ok(())
}
