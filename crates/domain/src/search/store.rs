//! Asking the index.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use sofra_base::text::seek::Sought;
use sofra_db::AnyConnection;
use sofra_db::schema::{
    actor, call, call_text, directory_entry, position, search_document, statement, statement_text,
};

use super::model::{Entry, Kind};
use super::rules;
use crate::actor::{Actor, ActorId};
use crate::error::Result;
use crate::network::model::{CallState, CallText};
use crate::position::PositionId;
use crate::position::State as Standing;
use crate::statement::{State, Text};

/// Things looked at in one go.
const BATCH: i64 = 200;

/// The condition that a text has all of some words, as the database at hand is asked for it: a literal of ours before
/// and after the words, which go in as a value. See `rules` for what they can hold.
pub(crate) struct Having {
    pub before: &'static str,
    pub words: String,
    pub after: &'static str,
}

impl Having {
    pub(crate) fn all_of(conn: &AnyConnection, words: &[Sought]) -> Self {
        // The two databases have nothing in common here but the place for the value.
        let (before, words, after) = if words.is_empty() {
            ("(", String::new(), " = '')")
        } else if conn.is_postgres() {
            (
                "array_to_tsvector(string_to_array(search_document.words, ' ')) @@ CAST(",
                rules::for_postgres(words),
                " AS tsquery)",
            )
        } else {
            (
                "search_document.id IN (SELECT rowid FROM search_words WHERE search_words MATCH ",
                rules::for_sqlite(words),
                ")",
            )
        };
        Self { before, words, after }
    }
}

/// The ids of the things of a kind that have all the words in one text, in a text of that language if one is named; the
/// query of a feature keeps of them what its reader may find. A macro, because the type of such a query has no name.
macro_rules! matching {
    ($kind:expr, $having:expr, $language:expr) => {{
        use sofra_db::schema::search_document;
        let having: &$crate::search::store::Having = $having;
        search_document::table
            .filter(search_document::kind.eq($kind))
            .filter(
                diesel::dsl::sql::<diesel::sql_types::Bool>(having.before)
                    .bind::<diesel::sql_types::Text, _>(having.words.clone())
                    .sql(having.after),
            )
            .filter(
                diesel::dsl::sql::<diesel::sql_types::Bool>("")
                    .bind::<diesel::sql_types::Text, _>($language.unwrap_or_default())
                    .sql(" IN ('', search_document.language)"),
            )
            .select(search_document::object_id)
    }};
}
pub(crate) use matching;

/// Keeps of a query over positions and their holders what can be found: what counts, of those who may be shown. A macro,
/// because the type of such a query has no name.
macro_rules! findable {
    ($query:expr) => {
        $query
            .filter(position::state.eq(Standing::Standing))
            .filter(position::hidden_at.is_null())
            .filter(actor::suspended_at.is_null())
            .filter(actor::hidden_at.is_null())
    };
}
pub(super) use findable;

/// What should stand in the index for a thing, and of whom it is; nothing for what cannot be found.
pub(super) fn expected(
    conn: &mut AnyConnection,
    kind: Kind,
    object: &str,
) -> Result<Option<(ActorId, Vec<Entry>)>> {
    match kind {
        Kind::Statement => expected_of_statement(conn, object),
        Kind::Organisation => expected_of_organisation(conn, object),
        Kind::Position => expected_of_position(conn, object),
        Kind::Call => expected_of_call(conn, object),
    }
}

fn expected_of_statement(conn: &mut AnyConnection, id: &str) -> Result<Option<(ActorId, Vec<Entry>)>> {
    let found: Option<(ActorId, State, i32)> = statement::table
        .find(id)
        .select((statement::author_id, statement::state, statement::revision))
        .first(conn)
        .optional()?;
    let Some((author, State::Published, revision)) = found else { return Ok(None) };
    let texts: Vec<Text> = statement_text::table
        .filter(statement_text::statement_id.eq(id))
        .filter(statement_text::revision.eq(revision))
        .select(Text::as_select())
        .load(conn)?;
    Ok(Some((author, rules::of_statement(&texts))))
}

fn expected_of_organisation(conn: &mut AnyConnection, id: &str) -> Result<Option<(ActorId, Vec<Entry>)>> {
    let found: Option<Actor> = actor::table
        .inner_join(directory_entry::table)
        .filter(actor::id.eq(id))
        .filter(directory_entry::listed.eq(true))
        .filter(actor::deleted_at.is_null())
        .select(Actor::as_select())
        .first(conn)
        .optional()?;
    Ok(found.map(|found| (found.id.clone(), rules::of_organisation(&found))))
}

fn expected_of_position(conn: &mut AnyConnection, id: &str) -> Result<Option<(ActorId, Vec<Entry>)>> {
    let found: Option<(PositionId, ActorId, i32)> = findable!(position::table.inner_join(actor::table))
        .filter(position::id.eq(id))
        .select((position::id, position::holder_id, position::revision))
        .first(conn)
        .optional()?;
    let Some((id, holder, revision)) = found else { return Ok(None) };
    let reasons = crate::position::store::reasons(conn, &id, revision)?;
    Ok(Some((holder, rules::of_position(&reasons))))
}

fn expected_of_call(conn: &mut AnyConnection, id: &str) -> Result<Option<(ActorId, Vec<Entry>)>> {
    let found: Option<ActorId> = call::table
        .filter(call::id.eq(id))
        .filter(call::state.eq(CallState::Open))
        .select(call::author_id)
        .first(conn)
        .optional()?;
    let Some(author) = found else { return Ok(None) };
    let texts: Vec<CallText> =
        call_text::table.filter(call_text::call_id.eq(id)).select(CallText::as_select()).load(conn)?;
    Ok(Some((author, rules::of_call(&texts))))
}

/// The things of a kind that should be in the index, after one, in the order of their rows.
pub(super) fn after(conn: &mut AnyConnection, kind: Kind, after: &str) -> Result<Vec<String>> {
    Ok(match kind {
        Kind::Statement => statement::table
            .filter(statement::state.eq(State::Published))
            .filter(statement::id.gt(after))
            .order(statement::id)
            .limit(BATCH)
            .select(statement::id)
            .load(conn)?,
        Kind::Organisation => directory_entry::table
            .filter(directory_entry::listed.eq(true))
            .filter(directory_entry::actor_id.gt(after))
            .order(directory_entry::actor_id)
            .limit(BATCH)
            .select(directory_entry::actor_id)
            .load(conn)?,
        Kind::Position => findable!(position::table.inner_join(actor::table))
            .filter(position::id.gt(after))
            .order(position::id)
            .limit(BATCH)
            .select(position::id)
            .load(conn)?,
        Kind::Call => call::table
            .filter(call::state.eq(CallState::Open))
            .filter(call::id.gt(after))
            .order(call::id)
            .limit(BATCH)
            .select(call::id)
            .load(conn)?,
    })
}

/// The positions of a holder that should be in the index and are not.
pub(super) fn missing_positions(conn: &mut AnyConnection, holder: &ActorId) -> Result<Vec<String>> {
    let kept = search_document::table
        .filter(search_document::kind.eq(Kind::Position))
        .filter(search_document::author_id.eq(holder))
        .select(search_document::object_id);
    Ok(findable!(position::table.inner_join(actor::table))
        .filter(position::holder_id.eq(holder))
        .filter(position::id.ne_all(kept))
        .order(position::id)
        .select(position::id)
        .load(conn)?)
}

/// What the index has of one thing.
fn kept(conn: &mut AnyConnection, kind: Kind, object: &str) -> Result<Vec<Entry>> {
    let rows: Vec<(String, String)> = search_document::table
        .filter(search_document::kind.eq(kind))
        .filter(search_document::object_id.eq(object))
        .select((search_document::language, search_document::words))
        .load(conn)?;
    let mut entries: Vec<Entry> =
        rows.into_iter().map(|(language, words)| Entry { language, words }).collect();
    entries.sort_by(|a, b| a.language.cmp(&b.language));
    Ok(entries)
}

/// What a check of the index found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Things looked at.
    pub looked_at: i64,
    /// Things that are not in it as they are now.
    pub missing: i64,
    /// Things that are in it and should not be.
    pub left_over: i64,
}

/// Compares the index with the tables it is made of, thing by thing.
///
/// # Errors
/// The database's own.
pub fn faults(conn: &mut AnyConnection) -> Result<Faults> {
    let mut faults = Faults::default();
    let mut known: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
    for kind in Kind::ALL {
        let mut last = String::new();
        loop {
            let ids = after(conn, *kind, &last)?;
            let Some(reached) = ids.last() else { break };
            last.clone_from(reached);
            for id in ids {
                let expected = expected(conn, *kind, &id)?;
                look(conn, &mut faults, *kind, &id, expected)?;
                known.entry(*kind).or_default().insert(id);
            }
        }
    }
    let all: Vec<(String, String)> = search_document::table
        .select((search_document::kind, search_document::object_id))
        .distinct()
        .load(conn)?;
    let is_known = |kind: &str, id: &str| {
        Kind::parse(kind).and_then(|kind| known.get(&kind)).is_some_and(|ids| ids.contains(id))
    };
    faults.left_over += all.iter().filter(|(kind, id)| !is_known(kind, id)).count() as i64;
    Ok(faults)
}

fn look(
    conn: &mut AnyConnection,
    faults: &mut Faults,
    kind: Kind,
    object: &str,
    expected: Option<(ActorId, Vec<Entry>)>,
) -> Result<()> {
    let kept = kept(conn, kind, object)?;
    let expected = expected.map(|(_, entries)| entries).unwrap_or_default();
    faults.looked_at += 1;
    if kept != expected {
        if expected.is_empty() { faults.left_over += 1 } else { faults.missing += 1 }
    }
    Ok(())
}
