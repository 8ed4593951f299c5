//! Comparing what is kept with a full count.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, counted, counted_holder, tally, tally_voice, voice};

use super::count::{Counted, Deltas, Standing, unspaced};
use super::model::Dimension;
use super::truth::{self, Of};
use crate::actor::{ActorId, ActorKind};
use crate::error::Result;
use crate::position::{PositionId, Stance};

/// Holders that are counted at once: so much is held in memory.
pub const HOLDERS: i64 = 200;

/// What a comparison found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Organisations that count.
    pub holders: u64,
    /// Positions that count.
    pub positions: u64,
    /// Kept figures that were compared.
    pub figures: u64,
    /// How many things are not as a full count says.
    pub wrong: u64,
    /// The first of them, in words for whoever mends.
    pub examples: Vec<String>,
}

impl Comparison {
    fn wrong(&mut self, what: impl FnOnce() -> String) {
        self.wrong += 1;
        if self.examples.len() < 5 {
            self.examples.push(what());
        }
    }
}

/// Organisations after one, in order: a piece of a walk through all of them.
///
/// # Errors
/// The database's own.
pub fn some_holders(conn: &mut AnyConnection, after: Option<&ActorId>) -> Result<Vec<ActorId>> {
    let mut query = actor::table
        .filter(actor::kind.eq(ActorKind::Organisation))
        .order(actor::id)
        .limit(HOLDERS)
        .select(actor::id)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(actor::id.gt(after));
    }
    Ok(query.load(conn)?)
}

/// The next organisations that are shown and that nobody counted yet.
///
/// # Errors
/// The database's own.
pub fn missed_holders(conn: &mut AnyConnection, after: Option<&ActorId>) -> Result<Vec<ActorId>> {
    let mut query = actor::table
        .filter(actor::kind.eq(ActorKind::Organisation))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(
            counted_holder::table.filter(counted_holder::actor_id.eq(actor::id)),
        )))
        .order(actor::id)
        .limit(HOLDERS)
        .select(actor::id)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(actor::id.gt(after));
    }
    Ok(query.load(conn)?)
}

/// In how many positions a holder has spoken, by scope.
#[must_use]
pub fn spoken<'a>(positions: impl IntoIterator<Item = &'a Counted>) -> BTreeMap<String, i64> {
    let mut spoken: BTreeMap<String, i64> = BTreeMap::new();
    for scope in positions.into_iter().flat_map(|counted| &counted.scopes) {
        *spoken.entry(scope.clone()).or_default() += 1;
    }
    spoken
}

/// Compares all that is kept with a full count.
///
/// # Errors
/// The database's own.
pub fn compare(conn: &mut AnyConnection) -> Result<Comparison> {
    let mut found = Comparison::default();
    let mut truth = Deltas::default();
    let mut after = None;
    loop {
        let ids = some_holders(conn, after.as_ref())?;
        let Some(last) = ids.last().cloned() else { break };
        holders(conn, &ids, &mut truth, &mut found)?;
        after = Some(last);
    }
    strays(conn, &mut found)?;
    truth.settle();
    totals(conn, &mut truth, &mut found)?;
    Ok(found)
}

/// Compares what is noted of some holders and their positions, and counts them.
fn holders(
    conn: &mut AnyConnection,
    ids: &[ActorId],
    truth: &mut Deltas,
    found: &mut Comparison,
) -> Result<()> {
    let standings = truth::standings(conn, ids)?;
    let mut positions: HashMap<ActorId, Vec<(PositionId, Counted)>> = HashMap::new();
    for (id, holder, counted) in truth::positions(conn, Of::Holders(ids), &standings)? {
        positions.entry(holder).or_default().push((id, counted));
    }
    let mut kept = kept_standings(conn, ids)?;
    let mut noted: HashMap<PositionId, Counted> = kept_positions(conn, ids)?.into_iter().collect();
    let mut voices: HashMap<ActorId, BTreeMap<String, i64>> = HashMap::new();
    let rows: Vec<(ActorId, String, i64)> = voice::table
        .filter(voice::actor_id.eq_any(ids))
        .select((voice::actor_id, voice::scope, voice::positions))
        .load(conn)?;
    for (id, scope, count) in rows {
        voices.entry(id).or_default().insert(scope, count);
    }
    for id in ids {
        let standing = standings.get(id);
        if kept.remove(id).as_ref() != standing {
            found.wrong(|| format!("organisation {id} is not noted as what it is"));
        }
        let own = positions.remove(id).unwrap_or_default();
        let spoken = spoken(own.iter().map(|(_, counted)| counted));
        if voices.remove(id).unwrap_or_default() != spoken {
            found.wrong(|| format!("organisation {id} is noted with another number of positions"));
        }
        for (position, counted) in &own {
            if noted.remove(position).as_ref() != Some(counted) {
                found.wrong(|| format!("position {position} is not noted as what it is"));
            }
        }
        let Some(standing) = standing else { continue };
        found.holders += 1;
        found.positions += own.len() as u64;
        truth.holder(standing, |scope| spoken.contains_key(scope), 1);
        for (_, counted) in &own {
            truth.position(standing, counted, 1);
        }
    }
    for id in noted.keys() {
        found.wrong(|| format!("position {id} is noted but does not count"));
    }
    Ok(())
}

/// What is noted of organisations and positions that are not there any more.
fn strays(conn: &mut AnyConnection, found: &mut Comparison) -> Result<()> {
    let organisations = actor::table.filter(actor::kind.eq(ActorKind::Organisation)).select(actor::id);
    let holders: i64 = counted_holder::table
        .filter(counted_holder::actor_id.ne_all(organisations))
        .count()
        .get_result(conn)?;
    let positions: i64 =
        counted::table.filter(counted::holder_id.ne_all(organisations)).count().get_result(conn)?;
    if holders + positions > 0 {
        found.wrong(|| format!("{holders} organisations and {positions} positions that are gone are noted"));
    }
    Ok(())
}

/// Compares the totals, one subject of one scope after another.
fn totals(conn: &mut AnyConnection, truth: &mut Deltas, found: &mut Comparison) -> Result<()> {
    let parts: Vec<(String, String)> =
        tally::table.select((tally::scope, tally::subject)).distinct().load(conn)?;
    for (scope, subject) in parts {
        type Row = (Dimension, String, Stance, i64);
        let rows: Vec<Row> = tally::table
            .filter(tally::scope.eq(&scope))
            .filter(tally::subject.eq(&subject))
            .select((tally::dimension, tally::value, tally::stance, tally::count))
            .load(conn)?;
        let (scope, subject): (super::count::Word, super::count::Word) = (scope.into(), subject.into());
        for (dimension, value, stance, count) in rows {
            let key = (scope.clone(), subject.clone(), dimension, value.into(), stance);
            let right = truth.tally.remove(&key).unwrap_or_default();
            found.figures += 1;
            if right != count {
                found.wrong(|| format!("{key:?}: {count} is kept, {right} is right"));
            }
        }
    }
    for (key, right) in &truth.tally {
        found.wrong(|| format!("{key:?}: nothing is kept, {right} is right"));
    }
    let rows: Vec<(String, Dimension, String, i64, i64)> = tally_voice::table
        .select((
            tally_voice::scope,
            tally_voice::dimension,
            tally_voice::value,
            tally_voice::members,
            tally_voice::spoken,
        ))
        .load(conn)?;
    for (scope, dimension, value, members, spoken) in rows {
        let key = (scope.into(), dimension, value.into());
        let right = truth.voices.remove(&key).unwrap_or_default();
        found.figures += 1;
        if right != (members, spoken) {
            found.wrong(|| format!("{key:?}: {spoken} of {members} is kept, {right:?} is right"));
        }
    }
    for (key, right) in &truth.voices {
        found.wrong(|| format!("{key:?}: nothing is kept, {right:?} is right"));
    }
    Ok(())
}

/// As what organisations are noted.
///
/// # Errors
/// The database's own.
pub fn kept_standings(conn: &mut AnyConnection, ids: &[ActorId]) -> Result<HashMap<ActorId, Standing>> {
    let rows: Vec<(ActorId, String, String)> = counted_holder::table
        .filter(counted_holder::actor_id.eq_any(ids))
        .select((counted_holder::actor_id, counted_holder::dimensions, counted_holder::scopes))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, d, s)| (id, Standing::read(&d, &s))).collect())
}

/// As what the positions of holders are noted.
///
/// # Errors
/// The database's own.
pub fn kept_positions(conn: &mut AnyConnection, holders: &[ActorId]) -> Result<Vec<(PositionId, Counted)>> {
    type Row = (PositionId, String, Stance, String, String, String, Timestamp);
    let rows: Vec<Row> = counted::table
        .filter(counted::holder_id.eq_any(holders))
        .select((
            counted::position_id,
            counted::subject,
            counted::stance,
            counted::week,
            counted::version,
            counted::scopes,
            counted::updated_at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, subject, stance, week, version, scopes, updated_at)| {
            (id, Counted { subject, stance, week, version, scopes: unspaced(&scopes), updated_at })
        })
        .collect())
}
