//! Durable work: jobs (facts to be told first of all), activities that arrived, and deliveries.
//!
//! Each queue is a table, so that work commits together with the change that caused it. Workers claim rows with a
//! lease: a worker that dies loses its lease, and the row is claimed again.

pub mod delivery;
pub mod inbox;
pub mod job;

use diesel::prelude::*;

use crate::AnyConnection;
use crate::schema::{delivery as delivery_table, inbox_item, job as job_table};

/// Puts back what a program that died had in hand. Only one program at a time works on a database, so whatever is
/// claimed when it starts was claimed by one that is gone.
///
/// # Errors
/// The database's own.
pub fn release_leases(conn: &mut AnyConnection) -> QueryResult<()> {
    diesel::update(job_table::table.filter(job_table::leased_until.gt(0)))
        .set(job_table::leased_until.eq(0_i64))
        .execute(conn)?;
    diesel::update(
        inbox_item::table.filter(inbox_item::leased_until.gt(0)).filter(inbox_item::state.eq("pending")),
    )
    .set(inbox_item::leased_until.eq(0_i64))
    .execute(conn)?;
    diesel::update(
        delivery_table::table
            .filter(delivery_table::leased_until.gt(0))
            .filter(delivery_table::state.eq("pending")),
    )
    .set(delivery_table::leased_until.eq(0_i64))
    .execute(conn)?;
    Ok(())
}

/// Lets jobs and received activities that were set aside be tried again; how many there were.
///
/// # Errors
/// The database's own.
pub fn retry_set_aside(conn: &mut AnyConnection, now: sofra_base::clock::Timestamp) -> QueryResult<usize> {
    let jobs = diesel::update(job_table::table.filter(job_table::state.eq("set aside")))
        .set((
            job_table::state.eq("waiting"),
            job_table::attempts.eq(0),
            job_table::due_at.eq(now),
            job_table::leased_until.eq(0_i64),
        ))
        .execute(conn)?;
    let items = diesel::update(inbox_item::table.filter(inbox_item::state.eq("set aside")))
        .set((
            inbox_item::state.eq("pending"),
            inbox_item::attempts.eq(0),
            inbox_item::due_at.eq(now),
            inbox_item::leased_until.eq(0_i64),
        ))
        .execute(conn)?;
    Ok(jobs + items)
}

/// Forgets names that were gone for good before a time: nobody sends a `Create` that late any more.
///
/// # Errors
/// The database's own.
pub fn forget_tombstones(
    conn: &mut AnyConnection,
    before: sofra_base::clock::Timestamp,
) -> QueryResult<usize> {
    use crate::schema::tombstone;
    diesel::delete(tombstone::table.filter(tombstone::created_at.lt(before))).execute(conn)
}
