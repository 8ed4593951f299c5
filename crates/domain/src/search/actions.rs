//! Keeping the index in step, and making it anew.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, minutes};
use sofra_db::AnyConnection;
use sofra_db::queue::job;
use sofra_db::schema::{directory_entry, search_document, statement};

use super::model::{Entry, Kind, Progress, Stage};
use super::store;
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::statement::{State, StatementId};

/// The kind of the job that makes the index anew; a new version of the schema adds it by itself.
pub const JOB: &str = "search";

/// Puts a statement into the index as it is now: all texts of its current revision, or nothing if it is not out.
pub(crate) fn statement_changed(conn: &mut AnyConnection, id: &StatementId) -> Result<()> {
    match store::expected_of_statement(conn, id)? {
        Some((author, entries)) => put(conn, Kind::Statement, id.as_str(), &author, entries),
        None => forget(conn, Kind::Statement, id.as_str()),
    }
}

/// Puts an organisation into the index as it is now, or nothing if it did not choose to be found.
pub(crate) fn organisation_changed(conn: &mut AnyConnection, id: &ActorId) -> Result<()> {
    match store::expected_of_organisation(conn, id)? {
        Some((author, entries)) => put(conn, Kind::Organisation, id.as_str(), &author, entries),
        None => forget(conn, Kind::Organisation, id.as_str()),
    }
}

/// Writes what the index has of a thing, in place of what it had.
pub(crate) fn put(
    conn: &mut AnyConnection,
    kind: Kind,
    object: &str,
    author: &ActorId,
    entries: Vec<Entry>,
) -> Result<()> {
    forget(conn, kind, object)?;
    for Entry { language, words } in entries {
        diesel::insert_into(search_document::table)
            .values((
                search_document::kind.eq(kind),
                search_document::object_id.eq(object),
                search_document::language.eq(language),
                search_document::author_id.eq(author),
                search_document::words.eq(words),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Takes a thing out of the index.
pub(crate) fn forget(conn: &mut AnyConnection, kind: Kind, object: &str) -> Result<()> {
    diesel::delete(
        search_document::table
            .filter(search_document::kind.eq(kind))
            .filter(search_document::object_id.eq(object)),
    )
    .execute(conn)?;
    Ok(())
}

/// Lets the index be made anew, from the beginning. What can be found stays findable meanwhile.
///
/// # Errors
/// The database's own.
pub fn rebuild(conn: &mut AnyConnection, now: Timestamp) -> Result<()> {
    let waiting = sofra_db::schema::job::table.filter(sofra_db::schema::job::kind.eq(JOB));
    diesel::delete(waiting).execute(conn)?;
    go_on(conn, &Progress { at: Stage::Statement, after: String::new() }, now)
}

fn go_on(conn: &mut AnyConnection, progress: &Progress, now: Timestamp) -> Result<()> {
    let payload = serde_json::to_string(progress).map_err(|e| Error::Internal(e.to_string()))?;
    job::add(conn, JOB, Some(JOB), &payload, now, now)?;
    Ok(())
}

/// Does one part of making the index anew, if that is to be done; whether there is more. A part is small, so that
/// others who write do not wait long.
///
/// # Errors
/// The database's own.
pub fn work(conn: &mut AnyConnection, now: Timestamp) -> Result<bool> {
    let Some(claimed) = job::claim(conn, JOB, 1, now + minutes(5), now)?.pop() else { return Ok(false) };
    let progress: Progress =
        serde_json::from_str(&claimed.payload).map_err(|e| Error::Internal(format!("a job: {e}")))?;
    let next = match progress.at {
        Stage::Statement => {
            let ids = store::statements_after(conn, &progress.after)?;
            for id in &ids {
                statement_changed(conn, id)?;
            }
            match ids.last() {
                Some(last) => Some(Progress { after: last.to_string(), ..progress }),
                None => Some(Progress { at: Stage::Organisation, after: String::new() }),
            }
        }
        Stage::Organisation => {
            let ids = store::organisations_after(conn, &progress.after)?;
            for id in &ids {
                organisation_changed(conn, id)?;
            }
            match ids.last() {
                Some(last) => Some(Progress { after: last.to_string(), ..progress }),
                None => Some(Progress { at: Stage::Rest, after: String::new() }),
            }
        }
        Stage::Rest => {
            take_out_the_rest(conn)?;
            None
        }
    };
    job::done(conn, claimed.id)?;
    if let Some(next) = &next {
        go_on(conn, next, now)?;
    }
    Ok(next.is_some())
}

fn take_out_the_rest(conn: &mut AnyConnection) -> Result<()> {
    let out = statement::table.filter(statement::state.eq(State::Published)).select(statement::id);
    diesel::delete(
        search_document::table
            .filter(search_document::kind.eq(Kind::Statement))
            .filter(search_document::object_id.ne_all(out)),
    )
    .execute(conn)?;
    let listed =
        directory_entry::table.filter(directory_entry::listed.eq(true)).select(directory_entry::actor_id);
    diesel::delete(
        search_document::table
            .filter(search_document::kind.eq(Kind::Organisation))
            .filter(search_document::object_id.ne_all(listed)),
    )
    .execute(conn)?;
    Ok(())
}
