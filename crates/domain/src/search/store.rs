//! Asking the index.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use sofra_base::text::seek::Sought;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, directory_entry, search_document, statement, statement_text};

use super::model::{Entry, Kind};
use super::rules;
use crate::actor::{Actor, ActorId};
use crate::error::Result;
use crate::statement::{State, StatementId, Text};

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

/// What should stand in the index for a statement.
pub(super) fn expected_of_statement(
    conn: &mut AnyConnection,
    id: &StatementId,
) -> Result<Option<(ActorId, Vec<Entry>)>> {
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

/// What should stand in the index for an organisation.
pub(super) fn expected_of_organisation(
    conn: &mut AnyConnection,
    id: &ActorId,
) -> Result<Option<(ActorId, Vec<Entry>)>> {
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

/// The statements that should be in the index, after one, in the order of their rows.
pub(super) fn statements_after(conn: &mut AnyConnection, after: &str) -> Result<Vec<StatementId>> {
    Ok(statement::table
        .filter(statement::state.eq(State::Published))
        .filter(statement::id.gt(after))
        .order(statement::id)
        .limit(BATCH)
        .select(statement::id)
        .load(conn)?)
}

/// The organisations that should be in the index, after one, in the order of their rows.
pub(super) fn organisations_after(conn: &mut AnyConnection, after: &str) -> Result<Vec<ActorId>> {
    Ok(directory_entry::table
        .filter(directory_entry::listed.eq(true))
        .filter(directory_entry::actor_id.gt(after))
        .order(directory_entry::actor_id)
        .limit(BATCH)
        .select(directory_entry::actor_id)
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
    let mut after = String::new();
    loop {
        let ids = statements_after(conn, &after)?;
        let Some(last) = ids.last() else { break };
        after = last.to_string();
        for id in ids {
            let expected = expected_of_statement(conn, &id)?;
            look(conn, &mut faults, Kind::Statement, id.as_str(), expected)?;
            known.entry(Kind::Statement).or_default().insert(id.to_string());
        }
    }
    after.clear();
    loop {
        let ids = organisations_after(conn, &after)?;
        let Some(last) = ids.last() else { break };
        after = last.to_string();
        for id in ids {
            let expected = expected_of_organisation(conn, &id)?;
            look(conn, &mut faults, Kind::Organisation, id.as_str(), expected)?;
            known.entry(Kind::Organisation).or_default().insert(id.to_string());
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
