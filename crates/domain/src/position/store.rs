//! Finding positions; and the writes that actions and receiving share.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_db::AnyConnection;
use sofra_db::schema::{activity, delivery, position, position_network, position_revision, position_text};

pub use super::audience::{is_for_inbox, read, will_receive};
pub use super::find::{Filter, List, Which, counts, list};
use super::model::{Audience, Position, PositionId, Revision, State, Text};
use super::rules;
use super::subject::{self, Subject};
use super::totals::Told;
use crate::account::{Identity, Seat};
use crate::actor::{self, Actor, ActorId};
use crate::error::{Error, Result};
use crate::statement;
use crate::viewer::Reader;
use crate::{overview, search};

/// Entries of one page of a list.
pub const PAGE: i64 = 20;

/// By row, whoever asks. For actions and workers; pages use [`read`].
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &PositionId) -> Result<Position> {
    Ok(position::table.find(id).select(Position::as_select()).first(conn)?)
}

/// By id on the wire, whoever asks.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Position>> {
    Ok(position::table.filter(position::uri.eq(uri)).select(Position::as_select()).first(conn).optional()?)
}

/// The position of a holder that counts on a subject.
///
/// # Errors
/// The database's own.
pub fn standing(conn: &mut AnyConnection, holder: &ActorId, subject: &str) -> Result<Option<Position>> {
    Ok(position::table
        .filter(position::holder_id.eq(holder))
        .filter(position::subject.eq(subject))
        .filter(position::state.eq(State::Standing))
        .select(Position::as_select())
        .first(conn)
        .optional()?)
}

/// All positions of a holder, whatever became of them, the oldest first.
///
/// # Errors
/// The database's own.
pub fn all_of(conn: &mut AnyConnection, holder: &ActorId) -> Result<Vec<Position>> {
    Ok(position::table
        .filter(position::holder_id.eq(holder))
        .order((position::decided_at, position::id))
        .select(Position::as_select())
        .load(conn)?)
}

/// The networks that a position is told to.
///
/// # Errors
/// The database's own.
pub fn told_to(conn: &mut AnyConnection, id: &PositionId) -> Result<Vec<ActorId>> {
    Ok(position_network::table
        .filter(position_network::position_id.eq(id))
        .order(position_network::network_id)
        .select(position_network::network_id)
        .load(conn)?)
}

/// What a subject is, as far as a reader may know it: of a statement that they may not read there is only the identity.
///
/// # Errors
/// The database's own.
pub fn subject_for(conn: &mut AnyConnection, identity: &str, reader: &Reader) -> Result<Subject> {
    let found = subject::resolve(conn, identity)?;
    let Some(id) = &found.statement else { return Ok(found) };
    match statement::store::read(conn, id, reader) {
        Ok(_) => Ok(found),
        Err(Error::NotFound) => Ok(Subject {
            kind: subject::Kind::Unknown,
            title: Localized::default(),
            statement: None,
            author: None,
            path: None,
            ..found
        }),
        Err(other) => Err(other),
    }
}

/// A position with all that a page or an object on the wire is made of.
#[derive(Debug, Clone)]
pub struct View {
    /// The position.
    pub position: Position,
    /// Whose it is.
    pub holder: Actor,
    /// What it is about, as it is now.
    pub subject: Subject,
    /// Whether that changed since.
    pub stale: bool,
    /// The reasons of the present revision by language.
    pub reasons: Localized<String>,
    /// Members' totals, where they are told.
    pub totals: Option<Told>,
    /// The networks it is told to.
    pub networks: Vec<Actor>,
}

/// A position in full; the subject as a reader may know it.
///
/// # Errors
/// The database's own.
pub fn view(conn: &mut AnyConnection, found: Position, reader: &Reader) -> Result<View> {
    let holder = actor::store::get(conn, &found.holder_id)?;
    let subject = subject_for(conn, &found.subject, reader)?;
    complete(conn, found, holder, subject)
}

/// A position as it goes out: with a statement's title only where everybody who gets the position may read that.
///
/// # Errors
/// The database's own.
pub fn outgoing(conn: &mut AnyConnection, found: Position) -> Result<View> {
    let reader = match found.audience {
        Audience::Public => Reader::Anyone,
        Audience::Network => Reader::Remote(found.holder_id.clone()),
    };
    view(conn, found, &reader)
}

fn complete(conn: &mut AnyConnection, found: Position, holder: Actor, subject: Subject) -> Result<View> {
    let networks = told_to(conn, &found.id)?;
    Ok(View {
        holder,
        stale: found.state == State::Standing && subject.is_changed_since(&found.subject_hash),
        subject,
        reasons: reasons(conn, &found.id, found.revision)?,
        totals: Told::parse(&found.member_totals),
        networks: actor::store::get_many(conn, &networks)?,
        position: found,
    })
}

/// The reasons of one revision by language.
///
/// # Errors
/// The database's own.
pub fn reasons(conn: &mut AnyConnection, id: &PositionId, revision: i32) -> Result<Localized<String>> {
    let rows: Vec<Text> = position_text::table
        .filter(position_text::position_id.eq(id))
        .filter(position_text::revision.eq(revision))
        .select(Text::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.language, row.reasons)).collect())
}

/// Every word that a position was, the first one first, each with its reasons.
///
/// # Errors
/// The database's own.
pub fn history(conn: &mut AnyConnection, id: &PositionId) -> Result<Vec<(Revision, Localized<String>)>> {
    let rows: Vec<Revision> = position_revision::table
        .filter(position_revision::position_id.eq(id))
        .order(position_revision::number)
        .select(Revision::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let reasons = reasons(conn, id, row.number)?;
            Ok((row, reasons))
        })
        .collect()
}

/// The positions that count of those in whose name an account decides and whose subject changed since; oldest first.
///
/// # Errors
/// The database's own.
pub fn stale(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<Position>> {
    Ok(position::table
        .filter(position::local.eq(true))
        .filter(position::state.eq(State::Standing))
        .filter(position::stale.eq(true))
        .filter(position::hidden_at.is_null())
        .filter(position::holder_id.eq_any(decides_for(who)))
        .order((position::updated_at, position::id))
        .limit(200)
        .select(Position::as_select())
        .load(conn)?)
}

/// How many there are of [`stale`].
///
/// # Errors
/// The database's own.
pub fn count_stale(conn: &mut AnyConnection, who: &Identity) -> Result<i64> {
    let holders = decides_for(who);
    if holders.is_empty() {
        return Ok(0);
    }
    Ok(position::table
        .filter(position::local.eq(true))
        .filter(position::state.eq(State::Standing))
        .filter(position::stale.eq(true))
        .filter(position::hidden_at.is_null())
        .filter(position::holder_id.eq_any(holders))
        .count()
        .get_result(conn)?)
}

fn decides_for(who: &Identity) -> Vec<ActorId> {
    let officer = who.seats.iter().filter(|(_, seat)| *seat == Seat::Officer).map(|(id, _)| id.clone());
    officer.chain(who.person.clone()).collect()
}

/// The hosts to which something of a position went, or may have gone because it was tried; in order.
///
/// # Errors
/// The database's own.
pub fn copies(conn: &mut AnyConnection, id: &PositionId) -> Result<Vec<String>> {
    Ok(delivery::table
        .inner_join(activity::table)
        .filter(activity::position_id.eq(id.as_str()))
        .filter(delivery::state.eq("delivered").or(delivery::attempts.gt(0)))
        .order(delivery::host)
        .select(delivery::host)
        .distinct()
        .load(conn)?)
}

/// The texts of a position's activities are gone with its words; that they existed may stay known.
pub(super) fn clear(conn: &mut AnyConnection, id: &PositionId) -> Result<()> {
    diesel::delete(position_text::table.filter(position_text::position_id.eq(id))).execute(conn)?;
    diesel::update(activity::table.filter(activity::position_id.eq(id.as_str())))
        .set(activity::body.eq(""))
        .execute(conn)?;
    diesel::update(position::table.find(id)).set(position::member_totals.eq("")).execute(conn)?;
    Ok(())
}

/// Writes one revision with its reasons.
pub(super) fn write_revision(
    conn: &mut AnyConnection,
    found: &Position,
    reasons: &Localized<String>,
) -> Result<()> {
    diesel::delete(position_revision::table.find((&found.id, found.revision))).execute(conn)?;
    diesel::delete(
        position_text::table
            .filter(position_text::position_id.eq(&found.id))
            .filter(position_text::revision.eq(found.revision)),
    )
    .execute(conn)?;
    diesel::insert_into(position_revision::table)
        .values(Revision {
            position_id: found.id.clone(),
            number: found.revision,
            stance: found.stance,
            subject_hash: found.subject_hash.clone(),
            decided_at: found.decided_at,
        })
        .execute(conn)?;
    for (language, text) in reasons {
        diesel::insert_into(position_text::table)
            .values(Text {
                position_id: found.id.clone(),
                revision: found.revision,
                language: language.clone(),
                reasons: text.clone(),
            })
            .execute(conn)?;
    }
    Ok(())
}

/// Writes a row anew, apart from whether it counts, which [`settle`] decides.
pub(super) fn update(conn: &mut AnyConnection, row: &Position, stale: bool) -> Result<()> {
    diesel::update(position::table.find(&row.id))
        .set((
            position::subject.eq(&row.subject),
            position::subject_hash.eq(&row.subject_hash),
            position::stance.eq(row.stance),
            position::audience.eq(row.audience),
            position::state.eq(row.state),
            position::revision.eq(row.revision),
            position::authentic.eq(&row.authentic),
            position::rule.eq(&row.rule),
            position::quorum.eq(row.quorum),
            position::threshold.eq(row.threshold),
            position::member_totals.eq(&row.member_totals),
            position::call_uri.eq(&row.call_uri),
            position::page_url.eq(&row.page_url),
            position::decided_at.eq(row.decided_at),
            position::updated_at.eq(row.updated_at),
        ))
        .execute(conn)?;
    diesel::update(position::table.find(&row.id)).set(position::stale.eq(stale)).execute(conn)?;
    Ok(())
}

/// Writes to which networks a position is told, in place of what was written before.
pub(super) fn tell(conn: &mut AnyConnection, id: &PositionId, networks: &[ActorId]) -> Result<()> {
    diesel::delete(position_network::table.filter(position_network::position_id.eq(id))).execute(conn)?;
    for network in networks {
        diesel::insert_into(position_network::table)
            .values((position_network::position_id.eq(id), position_network::network_id.eq(network)))
            .execute(conn)?;
    }
    Ok(())
}

/// Lets the latest word of a holder on a subject count, and no other, and has both counted anew. Whatever the order of
/// arrival, this comes to the same.
pub(super) fn settle(
    conn: &mut AnyConnection,
    now: Timestamp,
    holder: &ActorId,
    subject: &str,
) -> Result<()> {
    let all: Vec<Position> = position::table
        .filter(position::holder_id.eq(holder))
        .filter(position::subject.eq(subject))
        .filter(position::state.ne(State::Withdrawn))
        .select(Position::as_select())
        .load(conn)?;
    let Some(winner) = rules::latest(&all) else { return Ok(()) };
    // The one that counted steps down first: no moment knows two.
    for loser in all.iter().filter(|one| one.id != winner.id && one.state == State::Standing) {
        diesel::update(position::table.find(&loser.id))
            .set(position::state.eq(State::Superseded))
            .execute(conn)?;
        changed(conn, now, &loser.id)?;
    }
    if winner.state != State::Standing {
        diesel::update(position::table.find(&winner.id))
            .set(position::state.eq(State::Standing))
            .execute(conn)?;
        changed(conn, now, &winner.id)?;
    }
    Ok(())
}

/// What is kept about positions elsewhere follows: the totals, and what can be found. After every change of one.
pub(super) fn changed(conn: &mut AnyConnection, now: Timestamp, id: &PositionId) -> Result<()> {
    search::actions::changed(conn, search::Kind::Position, id.as_str())?;
    overview::actions::position_changed(conn, now, id)
}
