//! Reading the record, and checking that it is whole.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::audit_entry;

use super::model::{Entry, Fault};
use crate::actor::ActorId;
use crate::error::Result;

/// Lines read at once when the record is checked.
const BATCH: i64 = 1000;

/// One page of the record, newest first, before the line of that number; of one organisation or of the whole node.
///
/// # Errors
/// The database's own.
pub fn page(
    conn: &mut AnyConnection,
    organisation: Option<&ActorId>,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Entry>> {
    lines(conn, audit_entry::table.into_boxed(), organisation, before, most)
}

/// As [`page`], of one kind only: the noun of the act, such as `peer`.
///
/// # Errors
/// The database's own.
pub fn page_of(
    conn: &mut AnyConnection,
    organisation: Option<&ActorId>,
    noun: &str,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Entry>> {
    // A word of ours, or nothing: no sign that a pattern knows.
    let noun: String = noun.chars().filter(|c| c.is_ascii_lowercase() || *c == '-').collect();
    let of_noun = audit_entry::table.filter(audit_entry::act.like(format!("{noun}.%"))).into_boxed();
    lines(conn, of_noun, organisation, before, most)
}

/// The nouns of all acts in the record, in order.
///
/// # Errors
/// The database's own.
pub fn nouns(conn: &mut AnyConnection, organisation: Option<&ActorId>) -> Result<Vec<String>> {
    let mut query = audit_entry::table.into_boxed();
    if let Some(organisation) = organisation {
        query = query.filter(audit_entry::organisation_id.eq(organisation.as_str()));
    }
    let acts: Vec<String> = query.select(audit_entry::act).distinct().load(conn)?;
    let mut nouns: Vec<String> =
        acts.iter().filter_map(|act| act.split('.').next().map(str::to_owned)).collect();
    nouns.sort();
    nouns.dedup();
    Ok(nouns)
}

/// The last line: its number and its hash. Whoever wrote them down elsewhere notices when lines at the end are gone,
/// which the lines that are left cannot tell.
///
/// # Errors
/// The database's own.
pub fn head(conn: &mut AnyConnection) -> Result<Option<(i64, String)>> {
    Ok(audit_entry::table
        .order(audit_entry::number.desc())
        .select((audit_entry::number, audit_entry::hash))
        .first(conn)
        .optional()?)
}

fn lines(
    conn: &mut AnyConnection,
    mut query: audit_entry::BoxedQuery<'_, sofra_db::conn::Backend>,
    organisation: Option<&ActorId>,
    before: Option<i64>,
    most: i64,
) -> Result<Vec<Entry>> {
    if let Some(organisation) = organisation {
        query = query.filter(audit_entry::organisation_id.eq(organisation.as_str().to_owned()));
    }
    Ok(query
        .filter(audit_entry::number.lt(before.unwrap_or(i64::MAX)))
        .order(audit_entry::number.desc())
        .limit(most)
        .select(Entry::as_select())
        .load(conn)?)
}

/// How many lines there are, of one organisation or of the whole node.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, organisation: Option<&ActorId>) -> Result<i64> {
    let mut query = audit_entry::table.into_boxed();
    if let Some(organisation) = organisation {
        query = query.filter(audit_entry::organisation_id.eq(organisation.as_str()));
    }
    Ok(query.count().get_result(conn)?)
}

/// Goes through the whole record; gives the first line that does not fit the ones before, if there is one, and how
/// many lines were read.
///
/// # Errors
/// The database's own.
pub fn check(conn: &mut AnyConnection) -> Result<(i64, Option<Fault>)> {
    let (mut number, mut previous) = (0_i64, String::new());
    loop {
        let entries: Vec<Entry> = audit_entry::table
            .filter(audit_entry::number.gt(number))
            .order(audit_entry::number)
            .limit(BATCH)
            .select(Entry::as_select())
            .load(conn)?;
        if entries.is_empty() {
            return Ok((number, None));
        }
        for entry in entries {
            if entry.number != number + 1 || entry.previous != previous || entry.hash != entry.expected_hash()
            {
                return Ok((number, Some(Fault { number: number + 1 })));
            }
            number = entry.number;
            previous = entry.hash;
        }
    }
}
