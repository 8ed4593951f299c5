//! Brings the schema up to date at start, under a lock, in one transaction.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::conn::{AnyConnection, Error};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// The key of PostgreSQL's advisory lock: the letters "sofra".
const LOCK: i64 = 0x73_6f_66_72_61;

/// Applies what is missing; refuses a database that a newer program has written.
///
/// # Errors
/// [`Error::Newer`] or [`Error::Migration`]; the database is as it was before.
pub fn run(conn: &mut AnyConnection) -> Result<(), Error> {
    conn.write_tx(|conn| match conn {
        AnyConnection::Sqlite(c) => apply(c, &SQLITE),
        AnyConnection::Postgres(c) => {
            // Held until the transaction ends: a second process waits here.
            c.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK})"))?;
            apply(c, &POSTGRES)
        }
    })
}

fn apply<C, DB>(conn: &mut C, source: &EmbeddedMigrations) -> Result<(), Error>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| Error::Migration(e.to_string());
    let mut known: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(failed)?;
    known.sort_by_key(|m| m.name().version().to_string());
    let newest = known.last().map(|m| m.name().version().to_string()).unwrap_or_default();
    let applied: Vec<String> =
        conn.applied_migrations().map_err(failed)?.iter().map(ToString::to_string).collect();
    if let Some(found) = applied.iter().max().filter(|found| **found > newest) {
        return Err(Error::Newer { found: found.clone(), known: newest });
    }
    for migration in known.iter().filter(|m| !applied.contains(&m.name().version().to_string())) {
        tracing::info!(migration = %migration.name(), "bringing the database up to date");
        conn.run_migration(migration.as_ref()).map_err(failed)?;
    }
    Ok(())
}
