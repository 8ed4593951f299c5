//! Finding organisations in the directory.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::directory_entry;

use crate::actor::ActorId;
use crate::error::Result;

/// Whether an organisation chose to be found.
///
/// # Errors
/// The database's own.
pub fn is_listed(conn: &mut AnyConnection, id: &ActorId) -> Result<bool> {
    Ok(directory_entry::table
        .find(id)
        .select(directory_entry::listed)
        .first(conn)
        .optional()?
        .unwrap_or(false))
}
