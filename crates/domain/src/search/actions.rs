//! Keeping the index in step, and making it anew.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, minutes};
use sofra_db::AnyConnection;
use sofra_db::queue::job;
use sofra_db::schema::{actor, call, directory_entry, position, search_document, statement};

use super::model::{Entry, Kind, Progress, Stage};
use super::store;
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::network::model::CallState;
use crate::position::State as Standing;
use crate::statement::{State, StatementId};

/// The kind of the job that makes the index anew; a new version of the schema adds it by itself.
pub const JOB: &str = "search";

/// Puts a statement into the index as it is now: all texts of its current revision, or nothing if it is not out.
pub(crate) fn statement_changed(conn: &mut AnyConnection, id: &StatementId) -> Result<()> {
    changed(conn, Kind::Statement, id.as_str())
}

/// Puts an organisation into the index as it is now, or nothing if it did not choose to be found.
pub(crate) fn organisation_changed(conn: &mut AnyConnection, id: &ActorId) -> Result<()> {
    changed(conn, Kind::Organisation, id.as_str())
}

/// Puts a thing into the index as it is now, or takes it out if it is not to be found.
pub(crate) fn changed(conn: &mut AnyConnection, kind: Kind, object: &str) -> Result<()> {
    match store::expected(conn, kind, object)? {
        Some((author, entries)) => put(conn, kind, object, &author, entries),
        None => forget(conn, kind, object),
    }
}

/// Takes the positions of a holder out of the index when nobody is to be shown them any more, and puts them back when
/// they are shown again. What stands in it already stands in it as it is.
pub(crate) fn holder_changed(conn: &mut AnyConnection, holder: &ActorId) -> Result<()> {
    let shown: i64 = actor::table
        .filter(actor::id.eq(holder))
        .filter(actor::suspended_at.is_null())
        .filter(actor::hidden_at.is_null())
        .count()
        .get_result(conn)?;
    if shown == 0 {
        diesel::delete(
            search_document::table
                .filter(search_document::kind.eq(Kind::Position))
                .filter(search_document::author_id.eq(holder)),
        )
        .execute(conn)?;
        return Ok(());
    }
    for id in store::missing_positions(conn, holder)? {
        changed(conn, Kind::Position, &id)?;
    }
    Ok(())
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
    let next = match progress.at.kind() {
        Some(kind) => {
            let ids = store::after(conn, kind, &progress.after)?;
            for id in &ids {
                changed(conn, kind, id)?;
            }
            Some(match ids.last() {
                Some(last) => Progress { after: last.clone(), ..progress },
                None => Progress { at: progress.at.next(), after: String::new() },
            })
        }
        None => {
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
    // One query for each kind, because each is asked of another table.
    macro_rules! take_out {
        ($kind:expr, $ids:expr) => {
            diesel::delete(
                search_document::table
                    .filter(search_document::kind.eq($kind))
                    .filter(search_document::object_id.ne_all($ids)),
            )
            .execute(conn)?
        };
    }
    take_out!(
        Kind::Statement,
        statement::table.filter(statement::state.eq(State::Published)).select(statement::id)
    );
    take_out!(
        Kind::Organisation,
        directory_entry::table.filter(directory_entry::listed.eq(true)).select(directory_entry::actor_id)
    );
    take_out!(
        Kind::Position,
        store::findable!(position::table.inner_join(actor::table)).select(position::id)
    );
    take_out!(Kind::Call, call::table.filter(call::state.eq(CallState::Open)).select(call::id));
    Ok(())
}
