//! Several conditions about who at once, such as women-led organisations of one country. Only one at a time is kept as a
//! total; more are counted when they are asked.
//!
//! What stays true: to everybody who does not belong to the network, a crossing tells what its public positions tell, and
//! of how many at most, by totals that are shown anyway. Whoever was silent cannot be picked out by asking for ever
//! smaller groups: where they stand changes no figure of a crossing.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{counted, counted_holder, tally_voice};

use super::count::Standing;
use super::model::{Dimension, Stances};
use super::rules;
use super::store::{Line, Question, Slice, Voices};
use crate::actor::ActorId;
use crate::error::Result;
use crate::position::Stance;

/// A condition about who: a dimension and a value of it.
pub type Condition = (Dimension, String);

/// Members of a scope by single conditions, as they are kept and shown.
pub type Margins = BTreeMap<Condition, i64>;

/// An organisation that fits, as what it counts, with its positions on what is asked.
pub type Fitting = (Standing, Stances);

/// Keeps of a query over holders those that fit all of some conditions.
macro_rules! who_fits {
    ($query:expr, $conditions:expr) => {{
        let mut query = $query;
        for (dimension, value) in $conditions {
            let inside = format!("% {} %", $crate::overview::count::token(*dimension, value));
            query = query.filter(sofra_db::schema::counted_holder::dimensions.like(inside));
        }
        query
    }};
}
pub(super) use who_fits;

/// Keeps of a query over what is counted what those hold who fit all of some conditions. One question for each: a query
/// inside of a query cannot be put together as it goes.
macro_rules! holder_fits {
    ($query:expr, $conditions:expr) => {{
        let mut query = $query;
        for (dimension, value) in $conditions {
            let inside = format!("% {} %", $crate::overview::count::token(*dimension, value));
            query = query.filter(
                sofra_db::schema::counted::holder_id.eq_any(
                    sofra_db::schema::counted_holder::table
                        .filter(sofra_db::schema::counted_holder::dimensions.like(inside))
                        .select(sofra_db::schema::counted_holder::actor_id),
                ),
            );
        }
        query
    }};
}
pub(super) use holder_fits;

/// All that is asked of holders, read at once.
pub(super) struct Read {
    fitting: Vec<Fitting>,
    margins: Margins,
    is_open: bool,
}

/// Reads what crossings of a question are made of.
pub(super) fn read(conn: &mut AnyConnection, question: &Question, only: Option<&[String]>) -> Result<Read> {
    let scope = question.scope.key();
    let inside = format!("% {scope} %");
    let conditions = question.conditions();
    let holders = counted_holder::table.filter(counted_holder::scopes.like(inside.clone())).into_boxed();
    let rows: Vec<(ActorId, String)> = who_fits!(holders, &conditions)
        .select((counted_holder::actor_id, counted_holder::dimensions))
        .load(conn)?;
    let mut query = counted::table
        .group_by((counted::holder_id, counted::stance))
        .select((counted::holder_id, counted::stance, diesel::dsl::count_star()))
        .filter(counted::scopes.like(inside))
        .into_boxed();
    query = holder_fits!(query, &conditions);
    if let Some(only) = only {
        query = query.filter(counted::subject.eq_any(only.to_vec()));
    }
    let mut said: HashMap<ActorId, Stances> = HashMap::new();
    for (holder, stance, count) in query.load::<(ActorId, Stance, i64)>(conn)? {
        said.entry(holder).or_default().add(stance, count);
    }
    let fitting = rows
        .into_iter()
        .map(|(id, dimensions)| (Standing::read(&dimensions, ""), said.remove(&id).unwrap_or_default()))
        .collect();
    let margins = tally_voice::table
        .filter(tally_voice::scope.eq(&scope))
        .select((tally_voice::dimension, tally_voice::value, tally_voice::members))
        .load::<(Dimension, String, i64)>(conn)?
        .into_iter()
        .map(|(dimension, value, members)| ((dimension, value), members))
        .collect();
    Ok(Read { fitting, margins, is_open: question.scope.is_public() })
}

impl Read {
    /// Who has spoken of those who fit.
    pub(super) fn voices(&self, conditions: &[Condition]) -> Voices {
        let (members, spoken) = rules::crossed(&self.fitting, &self.margins, conditions, self.is_open);
        Voices { members, spoken, at_most: self.is_open && conditions.len() > 1, ..Voices::default() }
    }

    /// Those who fit, parted by one more thing that they are.
    pub(super) fn slices(&self, conditions: &[Condition], by: Dimension) -> Vec<Slice> {
        rules::parted(&self.fitting, &self.margins, conditions, by, self.is_open)
    }
}

/// The subjects with positions of those who fit.
pub(super) fn lines(
    conn: &mut AnyConnection,
    question: &Question,
    only: Option<&[String]>,
) -> Result<Vec<Line>> {
    let conditions = question.conditions();
    let mut query = counted::table
        .group_by((counted::subject, counted::stance))
        .select((counted::subject, counted::stance, diesel::dsl::count_star()))
        .filter(counted::scopes.like(format!("% {} %", question.scope.key())))
        .into_boxed();
    query = holder_fits!(query, &conditions);
    if let Some(only) = only {
        query = query.filter(counted::subject.eq_any(only.to_vec()));
    }
    let mut found: BTreeMap<String, Stances> = BTreeMap::new();
    for (subject, stance, count) in query.load::<(String, Stance, i64)>(conn)? {
        found.entry(subject).or_default().add(stance, count);
    }
    Ok(super::store::lines_of(found))
}

/// The values by which a reader may choose among the members of a scope.
pub(super) fn choices(conn: &mut AnyConnection, scope: &str) -> Result<Vec<Condition>> {
    Ok(tally_voice::table
        .filter(tally_voice::scope.eq(scope))
        .filter(tally_voice::dimension.eq_any(Dimension::CHOICES))
        .filter(tally_voice::members.gt(0))
        .order((tally_voice::dimension, tally_voice::value))
        .select((tally_voice::dimension, tally_voice::value))
        .load(conn)?)
}
