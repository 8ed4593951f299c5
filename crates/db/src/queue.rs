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
