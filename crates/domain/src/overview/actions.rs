//! Keeping the totals in step.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use diesel::upsert::excluded;
use sofra_base::clock::Timestamp;
use sofra_db::queue::job;
use sofra_db::schema::{counted, counted_holder, position, tally, tally_voice, voice};
use sofra_db::{AnyConnection, Database, each_backend};

use super::check::{kept_positions, kept_standings, missed_holders, some_holders, spoken};
use super::count::{Counted, Deltas, Key, Standing, Word, spaced, unspaced};
use super::model::Dimension;
use super::truth::{self, Of};
use crate::actor::ActorId;
use crate::error::Result;
use crate::position::{PositionId, Stance};

/// The job that stands while all is counted anew.
const RECOUNT: &str = "recount";
/// Totals that are written in one transaction of a recount.
const AT_ONCE: usize = 5_000;
/// Rows of one statement, where a database takes several.
const ROWS: usize = 1_000;

/// Counts a position anew: after it was taken, changed, withdrawn, superseded, hidden or shown again, or told to other
/// networks. Whatever it was counted as before is taken out first, so that calling this twice changes nothing.
///
/// # Errors
/// The database's own.
pub fn position_changed(conn: &mut AnyConnection, _now: Timestamp, id: &PositionId) -> Result<()> {
    type Row = (ActorId, String, Stance, String, String, String, Timestamp);
    let before: Option<Row> = counted::table
        .find(id)
        .select((
            counted::holder_id,
            counted::subject,
            counted::stance,
            counted::week,
            counted::version,
            counted::scopes,
            counted::updated_at,
        ))
        .first(conn)
        .optional()?;
    let owner: Option<ActorId> =
        position::table.find(id).select(position::holder_id).first(conn).optional()?;
    let Some(holder) = owner.or_else(|| before.as_ref().map(|row| row.0.clone())) else {
        return Ok(());
    };
    let ids = std::slice::from_ref(&holder);
    let standings = truth::standings(conn, ids)?;
    let kept = kept_standings(conn, ids)?.remove(&holder).unwrap_or_default();
    if standings.get(&holder).unwrap_or(&Standing::default()) != &kept {
        // Something else about the holder changed as well: all of it is counted anew.
        return recount(conn, &holder);
    }
    let before = before.map(|(_, subject, stance, week, version, scopes, updated_at)| Counted {
        subject,
        stance,
        week,
        version,
        scopes: unspaced(&scopes),
        updated_at,
    });
    let after = truth::positions(conn, Of::Position(id), &standings)?.pop().map(|(_, _, counted)| counted);
    change(conn, &holder, (&kept, &kept), &[(id.clone(), before, after)])
}

/// Counts an organisation anew: after its profile changed, it was suspended, left, moved or was hidden, or was taken
/// into a network or out of it.
///
/// # Errors
/// The database's own.
pub fn holder_changed(conn: &mut AnyConnection, _now: Timestamp, holder: &ActorId) -> Result<()> {
    recount(conn, holder)
}

fn recount(conn: &mut AnyConnection, holder: &ActorId) -> Result<()> {
    let ids = std::slice::from_ref(holder);
    let standings = truth::standings(conn, ids)?;
    let kept = kept_standings(conn, ids)?.remove(holder).unwrap_or_default();
    let none = Standing::default();
    let standing = standings.get(holder).unwrap_or(&none);
    let mut before: HashMap<PositionId, Counted> = kept_positions(conn, ids)?.into_iter().collect();
    let mut changes: Vec<Change> = truth::positions(conn, Of::Holders(ids), &standings)?
        .into_iter()
        .map(|(id, _, after)| (id.clone(), before.remove(&id), Some(after)))
        .collect();
    changes.extend(before.into_iter().map(|(id, before)| (id, Some(before), None)));
    change(conn, holder, (&kept, standing), &changes)
}

/// Counts anew whoever counts otherwise since the host of this node decided with which nodes to deal.
///
/// # Errors
/// The database's own.
pub fn hosts_changed(conn: &mut AnyConnection) -> Result<()> {
    let mut after = None;
    loop {
        let ids = some_holders(conn, after.as_ref())?;
        let Some(last) = ids.last().cloned() else { return Ok(()) };
        let standings = truth::standings(conn, &ids)?;
        let kept = kept_standings(conn, &ids)?;
        for id in ids.iter().filter(|id| standings.get(id) != kept.get(id)) {
            recount(conn, id)?;
        }
        after = Some(last);
    }
}

/// A position, what it was counted as, and what it is.
type Change = (PositionId, Option<Counted>, Option<Counted>);

/// Takes a holder and some of its positions out as what they were, and in as what they are.
fn change(
    conn: &mut AnyConnection,
    holder: &ActorId,
    (was, is): (&Standing, &Standing),
    positions: &[Change],
) -> Result<()> {
    let mut deltas = Deltas::default();
    let voices: BTreeMap<String, i64> = voice::table
        .filter(voice::actor_id.eq(holder))
        .select((voice::scope, voice::positions))
        .load(conn)?
        .into_iter()
        .collect();
    let mut voices_now = voices.clone();
    for (_, before, after) in positions {
        for (counted, standing, by) in [(before, was, -1), (after, is, 1)] {
            let Some(counted) = counted else { continue };
            deltas.position(standing, counted, by);
            for scope in &counted.scopes {
                *voices_now.entry(scope.clone()).or_default() += by;
            }
        }
    }
    voices_now.retain(|_, count| *count != 0);
    let has = |voices: &BTreeMap<String, i64>, scope: &str| voices.get(scope).is_some_and(|n| *n > 0);
    deltas.holder(was, |scope| has(&voices, scope), -1);
    deltas.holder(is, |scope| has(&voices_now, scope), 1);
    deltas.settle();
    let gone: Vec<&PositionId> =
        positions.iter().filter(|(_, b, a)| b.is_some() && b != a).map(|(id, ..)| id).collect();
    for some in gone.chunks(500) {
        diesel::delete(counted::table.filter(counted::position_id.eq_any(some.iter().copied())))
            .execute(conn)?;
    }
    let noted: Vec<(&PositionId, &ActorId, &Counted)> = positions
        .iter()
        .filter(|(_, before, after)| before != after)
        .filter_map(|(id, _, after)| Some((id, holder, after.as_ref()?)))
        .collect();
    note_positions(conn, &noted)?;
    if voices != voices_now {
        diesel::delete(voice::table.filter(voice::actor_id.eq(holder))).execute(conn)?;
        note_voices(
            conn,
            voices_now.iter().map(|(scope, count)| (scope.as_str(), holder, *count)).collect(),
        )?;
    }
    if was != is {
        diesel::delete(counted_holder::table.find(holder)).execute(conn)?;
        if !is.scopes.is_empty() {
            note_holders(conn, &[(holder, is)])?;
        }
    }
    apply(conn, &deltas.tally, &deltas.voices)
}

fn note_positions(conn: &mut AnyConnection, rows: &[(&PositionId, &ActorId, &Counted)]) -> Result<()> {
    for some in rows.chunks(ROWS) {
        let values: Vec<_> = some
            .iter()
            .map(|(id, holder, as_what)| {
                (
                    counted::position_id.eq(*id),
                    counted::holder_id.eq(*holder),
                    counted::subject.eq(as_what.subject.as_str()),
                    counted::stance.eq(as_what.stance),
                    counted::week.eq(as_what.week.as_str()),
                    counted::version.eq(as_what.version.as_str()),
                    counted::scopes.eq(spaced(&as_what.scopes)),
                    counted::updated_at.eq(as_what.updated_at),
                )
            })
            .collect();
        each_backend!(conn, c => diesel::insert_into(counted::table).values(&values).execute(c))?;
    }
    Ok(())
}

fn note_voices(conn: &mut AnyConnection, rows: Vec<(&str, &ActorId, i64)>) -> Result<()> {
    for some in rows.chunks(ROWS) {
        let values: Vec<_> = some
            .iter()
            .map(|(scope, holder, count)| {
                (voice::scope.eq(*scope), voice::actor_id.eq(*holder), voice::positions.eq(*count))
            })
            .collect();
        each_backend!(conn, c => diesel::insert_into(voice::table).values(&values).execute(c))?;
    }
    Ok(())
}

fn note_holders(conn: &mut AnyConnection, rows: &[(&ActorId, &Standing)]) -> Result<()> {
    let values: Vec<_> = rows
        .iter()
        .map(|(holder, standing)| {
            (
                counted_holder::actor_id.eq(*holder),
                counted_holder::dimensions.eq(standing.dimensions_text()),
                counted_holder::scopes.eq(spaced(&standing.scopes)),
            )
        })
        .collect();
    each_backend!(conn, c => diesel::insert_into(counted_holder::table).values(&values).execute(c))?;
    Ok(())
}

/// Adds to totals. What becomes nothing leaves no row.
fn apply(
    conn: &mut AnyConnection,
    tallies: &BTreeMap<Key, i64>,
    voices: &BTreeMap<(Word, Dimension, Word), (i64, i64)>,
) -> Result<()> {
    let rows: Vec<_> = tallies
        .iter()
        .map(|((scope, subject, dimension, value, stance), by)| {
            (
                tally::scope.eq(&**scope),
                tally::subject.eq(&**subject),
                tally::dimension.eq(*dimension),
                tally::value.eq(&**value),
                tally::stance.eq(*stance),
                tally::count.eq(*by),
            )
        })
        .collect();
    let key = (tally::scope, tally::subject, tally::dimension, tally::value, tally::stance);
    let voice_rows: Vec<_> = voices
        .iter()
        .map(|((scope, dimension, value), (members, spoken))| {
            (
                tally_voice::scope.eq(&**scope),
                tally_voice::dimension.eq(*dimension),
                tally_voice::value.eq(&**value),
                tally_voice::members.eq(*members),
                tally_voice::spoken.eq(*spoken),
            )
        })
        .collect();
    let voice_key = (tally_voice::scope, tally_voice::dimension, tally_voice::value);
    let voice_set = (
        tally_voice::members.eq(tally_voice::members + excluded(tally_voice::members)),
        tally_voice::spoken.eq(tally_voice::spoken + excluded(tally_voice::spoken)),
    );
    // SQLite takes one row in such a statement and has no way to go for each; PostgreSQL goes one way for many.
    match conn {
        AnyConnection::Sqlite(c) => {
            for row in rows {
                diesel::insert_into(tally::table)
                    .values(row)
                    .on_conflict(key)
                    .do_update()
                    .set(tally::count.eq(tally::count + excluded(tally::count)))
                    .execute(c)?;
            }
            for row in voice_rows {
                diesel::insert_into(tally_voice::table)
                    .values(row)
                    .on_conflict(voice_key)
                    .do_update()
                    .set(voice_set)
                    .execute(c)?;
            }
        }
        AnyConnection::Postgres(c) => {
            for some in rows.chunks(ROWS) {
                diesel::insert_into(tally::table)
                    .values(some)
                    .on_conflict(key)
                    .do_update()
                    .set(tally::count.eq(tally::count + excluded(tally::count)))
                    .execute(c)?;
            }
            for some in voice_rows.chunks(ROWS) {
                diesel::insert_into(tally_voice::table)
                    .values(some)
                    .on_conflict(voice_key)
                    .do_update()
                    .set(voice_set)
                    .execute(c)?;
            }
        }
    }
    let mut lowered: Vec<(&str, &str)> = tallies
        .iter()
        .filter(|(_, by)| **by < 0)
        .map(|((scope, subject, ..), _)| (&**scope, &**subject))
        .collect();
    lowered.dedup();
    for (scope, subject) in lowered {
        diesel::delete(
            tally::table
                .filter(tally::scope.eq(scope))
                .filter(tally::subject.eq(subject))
                .filter(tally::count.eq(0)),
        )
        .execute(conn)?;
    }
    let mut left: Vec<&str> =
        voices.iter().filter(|(_, (by, _))| *by < 0).map(|((scope, ..), _)| &**scope).collect();
    left.dedup();
    for scope in left {
        diesel::delete(
            tally_voice::table
                .filter(tally_voice::scope.eq(scope))
                .filter(tally_voice::members.eq(0))
                .filter(tally_voice::spoken.eq(0)),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// Throws the kept totals away and counts all anew, in transactions of bounded size; until it ends, figures are too
/// small. Gives how many organisations were counted. What changes meanwhile is counted as ever: totals are added to,
/// and never set.
///
/// # Errors
/// The database's own; then run it again.
pub async fn recount_all(db: &Database) -> Result<u64> {
    db.write::<_, crate::Error>(|conn| {
        diesel::delete(tally::table).execute(conn)?;
        diesel::delete(tally_voice::table).execute(conn)?;
        diesel::delete(voice::table).execute(conn)?;
        diesel::delete(counted::table).execute(conn)?;
        diesel::delete(counted_holder::table).execute(conn)?;
        // Totals are added up in memory and written last: whoever ends in the middle has to begin anew.
        Ok(job::add(conn, RECOUNT, Some(RECOUNT), "", Timestamp(0), Timestamp(0))?)
    })
    .await?;
    let count = count_new(db).await?;
    db.write::<_, crate::Error>(|conn| Ok(job::end_all(conn, RECOUNT)?)).await?;
    Ok(count)
}

/// Counts the organisations that nobody counted: those of a node of before the network view. Where there are none, it
/// takes one read; where it is ended in the middle, the next call goes on with the rest. A recount of everything that was
/// ended in the middle is begun anew.
///
/// # Errors
/// The database's own.
pub async fn count_missed(db: &Database) -> Result<()> {
    let now = Timestamp(0);
    if db.read::<_, crate::Error>(move |conn| Ok(job::is_due(conn, RECOUNT, now)?)).await? {
        recount_all(db).await?;
    }
    let mut after = None;
    loop {
        let from = after.clone();
        let ids = db.read::<_, crate::Error>(move |conn| missed_holders(conn, from.as_ref())).await?;
        let Some(last) = ids.last().cloned() else { return Ok(()) };
        db.write::<_, crate::Error>(move |conn| ids.iter().try_for_each(|id| recount(conn, id))).await?;
        after = Some(last);
    }
}

/// Counts the organisations that are not counted yet, many at once. Gives how many there were.
///
/// # Errors
/// The database's own; then [`recount_all`] mends it.
async fn count_new(db: &Database) -> Result<u64> {
    let (mut deltas, mut after, mut total) = (Deltas::default(), None, 0);
    loop {
        let from = after.clone();
        let (given, last, count) = db
            .write::<_, crate::Error>(move |conn| {
                let mut deltas = deltas;
                let ids = some_holders(conn, from.as_ref())?;
                let count = note_new(conn, &ids, &mut deltas)?;
                Ok((deltas, ids.last().cloned(), count))
            })
            .await?;
        deltas = given;
        total += count;
        if last.is_none() {
            break;
        }
        after = last;
    }
    deltas.settle();
    while !(deltas.tally.is_empty() && deltas.voices.is_empty()) {
        deltas = db
            .write::<_, crate::Error>(move |conn| {
                let mut deltas = deltas;
                let rest = deltas.tally.keys().nth(AT_ONCE).cloned();
                let rest = rest.map_or_else(BTreeMap::new, |key| deltas.tally.split_off(&key));
                apply(conn, &deltas.tally, &deltas.voices)?;
                deltas.tally = rest;
                deltas.voices = BTreeMap::new();
                Ok(deltas)
            })
            .await?;
    }
    Ok(total)
}

/// Notes those of some organisations that are not noted yet, with their positions; what that adds to totals is kept for
/// later, because many add to the same ones.
fn note_new(conn: &mut AnyConnection, ids: &[ActorId], deltas: &mut Deltas) -> Result<u64> {
    let kept = kept_standings(conn, ids)?;
    let mut standings = truth::standings(conn, ids)?;
    standings.retain(|id, _| !kept.contains_key(id));
    let new: Vec<ActorId> = standings.keys().cloned().collect();
    let positions = truth::positions(conn, Of::Holders(&new), &standings)?;
    let mut by_holder: HashMap<&ActorId, Vec<&Counted>> = HashMap::new();
    for (_, holder, counted) in &positions {
        by_holder.entry(holder).or_default().push(counted);
    }
    for (holder, standing) in &standings {
        let own = by_holder.remove(holder).unwrap_or_default();
        for counted in &own {
            deltas.position(standing, counted, 1);
        }
        let spoken = spoken(own);
        deltas.holder(standing, |scope| spoken.contains_key(scope), 1);
        note_voices(conn, spoken.iter().map(|(scope, count)| (scope.as_str(), holder, *count)).collect())?;
    }
    let rows: Vec<_> = positions.iter().map(|(id, holder, counted)| (id, holder, counted)).collect();
    note_positions(conn, &rows)?;
    let rows: Vec<_> = standings.iter().collect();
    if !rows.is_empty() {
        note_holders(conn, &rows)?;
    }
    Ok(standings.len() as u64)
}

/// Organisations whose actor rows go: they are counted no more. To be called after the rows went.
///
/// # Errors
/// The database's own.
pub(crate) fn holders_removed(conn: &mut AnyConnection, ids: &[ActorId]) -> Result<()> {
    for id in kept_standings(conn, ids)?.keys() {
        recount(conn, id)?;
    }
    Ok(())
}
