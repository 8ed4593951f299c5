//! Finding who is named.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::statement_writer;

use super::Writer;
use crate::account::AccountId;
use crate::error::Result;
use crate::statement::{Statement, StatementId};
use crate::visibility;

/// Who is named as the writer of a statement, now.
///
/// # Errors
/// The database's own.
pub fn of(conn: &mut AnyConnection, found: &Statement) -> Result<Option<Writer>> {
    let row: Option<(Option<AccountId>, String, Option<String>)> = statement_writer::table
        .find(&found.id)
        .select((statement_writer::account_id, statement_writer::name, statement_writer::actor_uri))
        .first(conn)
        .optional()?;
    let Some((account, name, person)) = row else { return Ok(None) };
    match account {
        // As they are called today, and only as long as they want to be.
        Some(account) => {
            let shown = visibility::store::named(conn, &account, &found.author_id)?;
            Ok(shown.map(|shown| Writer { name: shown.name, person: shown.person.map(|p| p.uri) }))
        }
        None => Ok(Some(Writer { name, person })),
    }
}

/// Which account of this node chose to be named.
///
/// # Errors
/// The database's own.
pub fn account(conn: &mut AnyConnection, id: &StatementId) -> Result<Option<AccountId>> {
    let found: Option<Option<AccountId>> =
        statement_writer::table.find(id).select(statement_writer::account_id).first(conn).optional()?;
    Ok(found.flatten())
}

pub(super) fn write(
    conn: &mut AnyConnection,
    id: &StatementId,
    account: Option<&AccountId>,
    writer: &Writer,
) -> Result<()> {
    clear(conn, id)?;
    diesel::insert_into(statement_writer::table)
        .values((
            statement_writer::statement_id.eq(id),
            statement_writer::account_id.eq(account),
            statement_writer::name.eq(&writer.name),
            statement_writer::actor_uri.eq(&writer.person),
        ))
        .execute(conn)?;
    Ok(())
}

pub(crate) fn clear(conn: &mut AnyConnection, id: &StatementId) -> Result<()> {
    diesel::delete(statement_writer::table.find(id)).execute(conn)?;
    Ok(())
}
