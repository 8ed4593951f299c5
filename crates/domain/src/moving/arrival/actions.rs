//! Keeping what waits, and its coming out.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, approval_rule, brought_archive, statement, statement_alias};

use super::{Waiting, WaitingMandate, mark_of};
use crate::account::Seat;
use crate::actor::{Actor, ActorId};
use crate::approval::{self, Rule, RuleKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::mandate::{self, MandateId, model};
use crate::moving::bundle;
use crate::moving::export::LINES;
use crate::moving::import::{Archive, Report, origin_of};
use crate::notification::{self, Kind};
use crate::organisation;
use crate::site::At;
use crate::statement::{State, StatementId};

/// Mandates of one archive at most.
const MANDATES: usize = 500;
/// Followers of one archive that are counted at most.
const FOLLOWERS: usize = 100_000;

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Internal(e.to_string()))
}

/// Keeps what waits. Gives the ids that the mandates will have here, by those they had.
pub(in crate::moving) fn keep(
    conn: &mut AnyConnection,
    at: &At,
    own: &Actor,
    owner: &str,
    archive: &Archive,
    report: &mut Report,
) -> Result<HashMap<String, String>> {
    let known: Option<(Option<Timestamp>, String)> = brought_archive::table
        .find((&own.id, owner))
        .select((brought_archive::confirmed_at, brought_archive::waiting))
        .first(conn)
        .optional()?;
    // Confirmed once, it is taken in: a second archive of the same organisation does not overwrite what is public by now.
    let (confirmed, before) = match known {
        Some((confirmed, waiting)) => (confirmed, serde_json::from_str(&waiting).unwrap_or_default()),
        None => (None, Waiting::default()),
    };
    let mut mandates: Vec<WaitingMandate> = before.mandates;
    if confirmed.is_none() {
        let earlier = std::mem::take(&mut mandates);
        for was in archive.mandates.iter().take(MANDATES).filter_map(|was| checked(was, owner)) {
            let id = earlier.iter().find(|one| one.was.uri == was.uri).map(|one| one.id.clone());
            if !mandates.iter().any(|one| one.was.uri == was.uri) {
                mandates.push(WaitingMandate { id: id.unwrap_or_else(MandateId::new), was });
            }
        }
        report.mandates = mandates.len();
        let year = at.now.parts().0.into();
        let facts = bundle::Facts::of(&archive.organisation.facts.checked(year));
        let rule = archive.inside.rule.filter(is_rule);
        let mut followers: Vec<String> =
            archive.relations.followers.iter().take(FOLLOWERS).map(|one| mark_of(&one.uri)).collect();
        followers.sort();
        followers.dedup();
        let acts: Vec<bundle::Act> = lines(&archive.inside.record);
        report.acts = acts.len();
        diesel::delete(brought_archive::table.find((&own.id, owner))).execute(conn)?;
        diesel::insert_into(brought_archive::table)
            .values((
                brought_archive::organisation_id.eq(&own.id),
                brought_archive::owner_uri.eq(owner),
                brought_archive::brought_at.eq(at.now),
                brought_archive::waiting.eq(json(&Waiting { facts, rule, mandates: mandates.clone() })?),
                brought_archive::followers.eq(json(&followers)?),
                brought_archive::record.eq(json(&acts)?),
            ))
            .execute(conn)?;
    }
    Ok(mandates
        .into_iter()
        .map(|one| {
            let uri = format!("{}{}", at.site.base, mandate::model::path(&own.username, &one.id));
            (one.was.uri, uri)
        })
        .collect())
}

fn is_rule(rule: &Rule) -> bool {
    (1..=100).contains(&rule.quorum) && (51..=100).contains(&rule.threshold)
}

fn lines(record: &[bundle::Act]) -> Vec<bundle::Act> {
    let most = usize::try_from(LINES).unwrap_or(usize::MAX);
    record
        .iter()
        .skip(record.len().saturating_sub(most))
        .map(|act| bundle::Act {
            at: act.at,
            by: act.by,
            act: sanitise::truncate(&sanitise::line(&act.act), 60),
            object: sanitise::truncate(&sanitise::line(&act.object), 300),
            reason: sanitise::truncate(&sanitise::line(&act.reason), 1_000),
        })
        .collect()
}

/// A mandate of an archive, cleaned; nothing for one that could not have been given.
fn checked(was: &bundle::Mandate, owner: &str) -> Option<bundle::Mandate> {
    use mandate::rules;
    let origin = origin_of(owner)?;
    if origin_of(&was.uri) != Some(origin) {
        return None;
    }
    let words = |text: &str, most: usize| sanitise::truncate(&sanitise::paragraph(text), most);
    let mut scope: Vec<String> =
        was.scope.iter().filter(|urn| rules::is_subject(urn)).take(rules::SCOPE).cloned().collect();
    scope.sort();
    scope.dedup();
    let shown_name = sanitise::name(&was.shown_name, rules::NAME);
    if scope.is_empty() || shown_name.is_empty() {
        return None;
    }
    model::State::parse(&was.state).filter(|state| *state != model::State::Draft)?;
    Some(bundle::Mandate {
        uri: was.uri.clone(),
        state: was.state.clone(),
        shown_name,
        scope,
        forum: words(&was.forum, rules::FORUM),
        decision: words(&was.decision, rules::DECISION),
        decided_on: was.decided_on.as_deref().and_then(rules::day),
        votes: was.votes.map(|votes| votes.filter(|votes| *votes >= 0)),
        valid_from: rules::day(&was.valid_from)?,
        valid_until: rules::day(&was.valid_until)?,
        activated_at: was.activated_at,
        revoked_at: was.revoked_at,
        revocation_reason: words(&was.revocation_reason, mandate::actions::REASON),
    })
}

/// The old node confirmed the move: what waited is public from now on, with the dates it had.
pub(in crate::moving) fn come_out(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    owner: &str,
) -> Result<()> {
    let held: Vec<(String, StatementId, Timestamp)> = statement_alias::table
        .inner_join(statement::table)
        .filter(statement_alias::owner_uri.eq(owner))
        .filter(statement_alias::held_since.is_not_null())
        .filter(statement::author_id.eq(id))
        .filter(statement::state.eq(State::Draft))
        .select((
            statement_alias::uri,
            statement_alias::statement_id,
            statement_alias::held_since.assume_not_null(),
        ))
        .load(conn)?;
    let came_out = !held.is_empty();
    for (uri, of, since) in held {
        diesel::update(statement::table.find(&of))
            .set((
                statement::state.eq(State::Published),
                statement::published_at.eq(since),
                statement::listed_at.eq(since),
            ))
            .execute(conn)?;
        diesel::update(statement_alias::table.find(uri))
            .set(statement_alias::held_since.eq(None::<Timestamp>))
            .execute(conn)?;
        crate::search::actions::statement_changed(conn, &of)?;
    }
    let row: Option<(Option<Timestamp>, String)> = brought_archive::table
        .find((id, owner))
        .select((brought_archive::confirmed_at, brought_archive::waiting))
        .first(conn)
        .optional()?;
    let waited = match row {
        Some((None, waiting)) => Some(serde_json::from_str::<Waiting>(&waiting).unwrap_or_default()),
        _ => None,
    };
    if !came_out && waited.is_none() {
        return Ok(());
    }
    if let Some(waiting) = waited {
        take_in(conn, at, id, &waiting)?;
        // Which row became of which mandate is kept; the rest is where it belongs now.
        let kept = Waiting { mandates: waiting.mandates, ..Waiting::default() };
        diesel::update(brought_archive::table.find((id, owner)))
            .set((brought_archive::confirmed_at.eq(Some(at.now)), brought_archive::waiting.eq(json(&kept)?)))
            .execute(conn)?;
    }
    let act = Act { act: "organisation.arrive", object: owner, organisation: Some(id), reason: "" };
    record(conn, at.now, None, act)?;
    diesel::update(actor::table.find(id)).set(actor::updated_at.eq(at.now)).execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)?;
    let own = crate::actor::store::get(conn, id)?;
    let link = format!("/desk/{}/move", own.username);
    notification::actions::tell_seats(conn, at.now, id, &[Seat::Officer], None, Kind::Moved, &link)
}

/// What was decided here already stays: an archive fills what is empty.
fn take_in(conn: &mut AnyConnection, at: &At, id: &ActorId, waiting: &Waiting) -> Result<()> {
    if organisation::store::facts(conn, id)?.is_empty() {
        let facts = waiting.facts.checked(at.now.parts().0.into());
        organisation::store::replace_facts(conn, id, &facts, at.now)?;
    }
    let officers = approval::store::officers(conn, id)?.len();
    let fits = |rule: &Rule| rule.kind != RuleKind::Two || officers > 1;
    if let Some(rule) = waiting.rule.filter(fits)
        && approval::store::decided_rule(conn, id)?.is_none()
    {
        diesel::insert_into(approval_rule::table)
            .values((
                approval_rule::organisation_id.eq(id),
                approval_rule::kind.eq(rule.kind),
                approval_rule::quorum.eq(rule.quorum),
                approval_rule::threshold.eq(rule.threshold),
                approval_rule::decided_at.eq(at.now),
            ))
            .execute(conn)?;
    }
    let own = crate::actor::store::get(conn, id)?;
    for WaitingMandate { id: row, was } in &waiting.mandates {
        let view = mandate::View {
            mandate: mandate::Mandate {
                uri: format!("{}{}", at.site.base, mandate::model::path(&own.username, row)),
                id: row.clone(),
                organisation_id: id.clone(),
                local: true,
                state: model::State::parse(&was.state).unwrap_or(model::State::Revoked),
                holder_id: None,
                shown_name: was.shown_name.clone(),
                accepted_at: was.activated_at,
                forum: was.forum.clone(),
                decision: was.decision.clone(),
                decided_on: was.decided_on.clone(),
                votes_for: was.votes[0],
                votes_against: was.votes[1],
                votes_abstained: was.votes[2],
                valid_from: was.valid_from.clone(),
                valid_until: was.valid_until.clone(),
                created_by: None,
                created_at: at.now,
                updated_at: at.now,
                activated_at: was.activated_at,
                revoked_at: was.revoked_at,
                revocation_reason: was.revocation_reason.clone(),
                warned_at: None,
                ended_told_at: None,
                unlisted_at: None,
            },
            scope: was.scope.clone(),
        };
        mandate::store::write(conn, &view)?;
    }
    Ok(())
}

/// Forgets who was expected, once it has been counted long enough.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, before: Timestamp) -> Result<()> {
    diesel::update(brought_archive::table.filter(brought_archive::confirmed_at.lt(before).assume_not_null()))
        .set(brought_archive::followers.eq("[]"))
        .execute(conn)?;
    Ok(())
}
