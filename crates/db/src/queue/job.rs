//! Jobs: what must be done after a commit, at least once, in order of their numbers.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;

use crate::schema::job;
use crate::{AnyConnection, Both};

/// How often a job is tried before it is set aside for the host to look at.
pub const TRIES: i32 = 14;

/// A claimed job.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = job)]
pub struct Job {
    /// Its number; jobs of one kind are done in this order.
    pub id: i64,
    /// What kind of work.
    pub kind: String,
    /// The work itself, as JSON.
    pub payload: String,
    /// How often it was tried before.
    pub attempts: i32,
}

/// Adds a job to the transaction that is open.
///
/// # Errors
/// The database's own.
pub fn add(
    conn: &mut AnyConnection,
    kind: &str,
    dedupe: Option<&str>,
    payload: &str,
    due: Timestamp,
    now: Timestamp,
) -> QueryResult<()> {
    Both(
        diesel::insert_into(job::table)
            .values((
                job::kind.eq(kind),
                job::dedupe.eq(dedupe),
                job::payload.eq(payload),
                job::state.eq("waiting"),
                job::attempts.eq(0),
                job::due_at.eq(due),
                job::leased_until.eq(0_i64),
                job::created_at.eq(now),
            ))
            .on_conflict(job::dedupe)
            .do_nothing(),
    )
    .execute(conn)?;
    Ok(())
}

/// Claims the jobs of a kind that are due, oldest first.
///
/// # Errors
/// The database's own.
pub fn claim(
    conn: &mut AnyConnection,
    kind: &str,
    limit: i64,
    lease_until: Timestamp,
    now: Timestamp,
) -> QueryResult<Vec<Job>> {
    let jobs: Vec<Job> = job::table
        .filter(job::kind.eq(kind))
        .filter(job::state.eq("waiting"))
        .filter(job::due_at.le(now))
        .filter(job::leased_until.le(now))
        .order(job::id)
        .limit(limit)
        .select(Job::as_select())
        .load(conn)?;
    let ids: Vec<i64> = jobs.iter().map(|j| j.id).collect();
    diesel::update(job::table.filter(job::id.eq_any(ids)))
        .set(job::leased_until.eq(lease_until))
        .execute(conn)?;
    Ok(jobs)
}

/// Marks a job done by removing it. Call it in the transaction of the job's effect.
///
/// # Errors
/// The database's own.
pub fn done(conn: &mut AnyConnection, id: i64) -> QueryResult<()> {
    diesel::delete(job::table.find(id)).execute(conn)?;
    Ok(())
}

/// Puts a failed job back, or sets it aside after [`TRIES`].
///
/// # Errors
/// The database's own.
pub fn failed(conn: &mut AnyConnection, id: i64, error: &str, again_at: Timestamp) -> QueryResult<()> {
    let attempts: i32 = job::table.find(id).select(job::attempts).first(conn).optional()?.unwrap_or(0) + 1;
    let state = if attempts >= TRIES { "set aside" } else { "waiting" };
    diesel::update(job::table.find(id))
        .set((
            job::attempts.eq(attempts),
            job::state.eq(state),
            job::due_at.eq(again_at),
            job::leased_until.eq(0_i64),
            job::last_error.eq(error),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many jobs wait and how many were set aside.
///
/// # Errors
/// The database's own.
pub fn counts(conn: &mut AnyConnection) -> QueryResult<(i64, i64)> {
    let waiting = job::table.filter(job::state.eq("waiting")).count().get_result(conn)?;
    let aside = job::table.filter(job::state.eq("set aside")).count().get_result(conn)?;
    Ok((waiting, aside))
}

/// Removes all jobs of a kind.
///
/// # Errors
/// The database's own.
pub fn end_all(conn: &mut AnyConnection, kind: &str) -> QueryResult<()> {
    diesel::delete(job::table.filter(job::kind.eq(kind))).execute(conn)?;
    Ok(())
}

/// Whether a job of a kind could be claimed now.
///
/// # Errors
/// The database's own.
pub fn is_due(conn: &mut AnyConnection, kind: &str, now: Timestamp) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        job::table
            .filter(job::kind.eq(kind))
            .filter(job::state.eq("waiting"))
            .filter(job::due_at.le(now))
            .filter(job::leased_until.le(now)),
    ))
    .get_result(conn)
}
