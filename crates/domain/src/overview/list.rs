//! The positions behind a figure: exactly those that it counts.

use std::collections::HashMap;

use diesel::prelude::*;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, counted, counted_holder, position, position_text, tally};

use super::count::TOGETHER;
use super::crossing::{Condition, holder_fits};
use super::model::{Dimension, Scope};
use crate::actor::Actor;
use crate::cursor::Cursor;
use crate::error::Result;
use crate::position::{Position, PositionId, Stance};
use crate::proof::{self, Status};

/// Positions of one page.
pub const PAGE: i64 = 20;

/// Which positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Of whom.
    pub scope: Scope,
    /// On what; all subjects where nothing is said.
    pub subjects: Option<Vec<String>>,
    /// Of which stances; all where nothing is said.
    pub stances: Vec<Stance>,
    /// What their holders are.
    pub who: Option<(Dimension, String)>,
    /// What they are besides.
    pub and: Vec<Condition>,
    /// Decided in these weeks; ever where nothing is said.
    pub weeks: Vec<String>,
}

impl Filter {
    /// All of a scope.
    #[must_use]
    pub const fn all(scope: Scope) -> Self {
        Self { scope, subjects: None, stances: Vec::new(), who: None, and: Vec::new(), weeks: Vec::new() }
    }
}

/// A position as lists show it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The position.
    pub position: Position,
    /// Whose it is.
    pub holder: Actor,
    /// Why, by language.
    pub reasons: Localized<String>,
    /// Whether its words can be shown to be its holder's, whoever passed them on.
    pub proof: Status,
}

/// One page of positions, the latest first.
#[derive(Debug, Clone)]
pub struct List {
    /// The positions.
    pub entries: Vec<Entry>,
    /// How many there are.
    pub total: i64,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// With fewer positions than this they are found by whom they are and put in order, instead of walking the order of all
/// that the node knows until enough of them were met.
const FEW: i64 = 20_000;

/// The conditions of a filter.
macro_rules! fitting {
    ($filter:expr) => {{
        let filter: &Filter = $filter;
        let mut query =
            counted::table.filter(counted::scopes.like(format!("% {} %", filter.scope.key()))).into_boxed();
        if let Some(subjects) = &filter.subjects {
            query = query.filter(counted::subject.eq_any(subjects.clone()));
        }
        if !filter.stances.is_empty() {
            query = query.filter(counted::stance.eq_any(filter.stances.clone()));
        }
        if !filter.weeks.is_empty() {
            query = query.filter(counted::week.eq_any(filter.weeks.clone()));
        }
        holder_fits!(query, filter.who.iter().chain(&filter.and))
    }};
}

/// One page.
///
/// # Errors
/// The database's own.
pub fn list(conn: &mut AnyConnection, filter: &Filter, before: Option<&Cursor>, most: i64) -> Result<List> {
    let total = total(conn, filter)?;
    let mut query = fitting!(filter);
    if let Some(before) = before {
        query = query.filter(
            counted::updated_at
                .lt(before.at)
                .or(counted::updated_at.eq(before.at).and(counted::position_id.lt(before.id.clone()))),
        );
    }
    query = if total < FEW {
        // A sum is in no index, so that the order is none to walk in.
        query
            .filter(
                counted::holder_id.eq_any(
                    counted_holder::table
                        .filter(counted_holder::scopes.like(format!("% {} %", filter.scope.key())))
                        .select(counted_holder::actor_id),
                ),
            )
            .order(((counted::updated_at + 0_i64).desc(), counted::position_id.desc()))
    } else {
        query.order((counted::updated_at.desc(), counted::position_id.desc()))
    };
    let mut ids: Vec<PositionId> = query.limit(most + 1).select(counted::position_id).load(conn)?;
    let more = i64::try_from(ids.len()).unwrap_or(i64::MAX) > most;
    ids.truncate(usize::try_from(most).unwrap_or(0));
    let mut rows: Vec<(Position, Actor)> = position::table
        .inner_join(actor::table)
        .filter(position::id.eq_any(&ids))
        .select((Position::as_select(), Actor::as_select()))
        .load(conn)?;
    rows.sort_by(|(a, _), (b, _)| (b.updated_at, &b.id).cmp(&(a.updated_at, &a.id)));
    let next = rows.last().filter(|_| more).map(|(last, _)| Cursor::new(last.updated_at, &last.id));
    Ok(List { entries: entries(conn, rows)?, total, next })
}

/// How many positions fit: read from the kept totals wherever one of them says it, so that figure and list are the same.
fn total(conn: &mut AnyConnection, filter: &Filter) -> Result<i64> {
    if !filter.and.is_empty() {
        // Of several conditions at once no total is kept.
        return Ok(fitting!(filter).count().get_result(conn)?);
    }
    let by = match (&filter.who, filter.weeks.as_slice()) {
        (None, []) => (Dimension::All, vec![String::new()]),
        (Some((dimension, value)), []) => (*dimension, vec![value.clone()]),
        // A position was decided in one week only, so that weeks can be added up.
        (None, weeks) => (Dimension::Week, weeks.to_vec()),
        (Some(_), _) => return Ok(fitting!(filter).count().get_result(conn)?),
    };
    let subjects = filter.subjects.clone().unwrap_or_else(|| vec![TOGETHER.to_owned()]);
    let rows: Vec<(Stance, i64)> = tally::table
        .filter(tally::scope.eq(filter.scope.key()))
        .filter(tally::subject.eq_any(subjects))
        .filter(tally::dimension.eq(by.0))
        .filter(tally::value.eq_any(by.1))
        .select((tally::stance, tally::count))
        .load(conn)?;
    let wanted = |stance: &Stance| filter.stances.is_empty() || filter.stances.contains(stance);
    Ok(rows.iter().filter(|(stance, _)| wanted(stance)).map(|(_, count)| count).sum())
}

fn entries(conn: &mut AnyConnection, rows: Vec<(Position, Actor)>) -> Result<Vec<Entry>> {
    let ids: Vec<PositionId> = rows.iter().map(|(position, _)| position.id.clone()).collect();
    let uris: Vec<String> = rows.iter().map(|(position, _)| position.uri.clone()).collect();
    let proofs = proof::store::statuses(conn, &uris)?;
    let mut texts: HashMap<(PositionId, i32), Localized<String>> = HashMap::new();
    let found: Vec<(PositionId, i32, LanguageTag, String)> = position_text::table
        .filter(position_text::position_id.eq_any(&ids))
        .order((position_text::position_id, position_text::language))
        .select((
            position_text::position_id,
            position_text::revision,
            position_text::language,
            position_text::reasons,
        ))
        .load(conn)?;
    for (id, revision, language, reasons) in found {
        texts.entry((id, revision)).or_default().insert(language, reasons);
    }
    Ok(rows
        .into_iter()
        .map(|(position, holder)| Entry {
            reasons: texts.remove(&(position.id.clone(), position.revision)).unwrap_or_default(),
            proof: proofs.get(&position.uri).copied().unwrap_or(Status::None),
            position,
            holder,
        })
        .collect())
}
