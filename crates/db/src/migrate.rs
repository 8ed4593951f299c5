//! Brings the schema up to date at start, under a lock, in one transaction; or to the schema that a backup has.

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
    conn.write_tx(finish)
}

/// As [`run`], within a transaction of the caller's.
///
/// # Errors
/// As [`run`]; the caller rolls back.
pub fn finish(conn: &mut AnyConnection) -> Result<(), Error> {
    within(conn, None)
}

/// Takes a database to exactly one schema that this program knows, forward or back, within a transaction of the
/// caller's. Going back throws away what the later schema added: only an empty database is taken there.
///
/// # Errors
/// [`Error::Unknown`] or [`Error::Newer`]: nothing was changed. [`Error::Migration`]: the caller rolls back.
pub fn to(conn: &mut AnyConnection, version: &str) -> Result<(), Error> {
    within(conn, Some(version))
}

/// The versions of all schemas this program knows, the oldest first. Both databases have the same.
///
/// # Errors
/// [`Error::Migration`] when the embedded migrations cannot be read.
pub fn versions() -> Result<Vec<String>, Error> {
    Ok(known::<diesel::sqlite::Sqlite>(&SQLITE)?.iter().map(|m| version_of(m.as_ref())).collect())
}

fn within(conn: &mut AnyConnection, target: Option<&str>) -> Result<(), Error> {
    match conn {
        AnyConnection::Sqlite(c) => apply(c, &SQLITE, target),
        AnyConnection::Postgres(c) => {
            // Held until the transaction ends: a second process waits here. A table whose references are still to be
            // checked could not be altered.
            c.batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK}); SET CONSTRAINTS ALL IMMEDIATE"))?;
            apply(c, &POSTGRES, target)
        }
    }
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Migration(error.to_string())
}

fn version_of<DB: diesel::backend::Backend>(migration: &dyn Migration<DB>) -> String {
    migration.name().version().to_string()
}

fn known<DB: diesel::backend::Backend>(
    source: &EmbeddedMigrations,
) -> Result<Vec<Box<dyn Migration<DB>>>, Error>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let mut known = source.migrations().map_err(failed)?;
    known.sort_by_key(|m| version_of(m.as_ref()));
    Ok(known)
}

fn apply<C, DB>(conn: &mut C, source: &EmbeddedMigrations, target: Option<&str>) -> Result<(), Error>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let known = known(source)?;
    let newest = known.last().map(|m| version_of(m.as_ref())).unwrap_or_default();
    let target = target.unwrap_or(&newest);
    if !known.iter().any(|m| version_of(m.as_ref()) == target) {
        return Err(Error::Unknown { found: target.to_owned(), known: newest });
    }
    let applied: Vec<String> =
        conn.applied_migrations().map_err(failed)?.iter().map(ToString::to_string).collect();
    if let Some(found) = applied.iter().max().filter(|found| **found > newest) {
        return Err(Error::Newer { found: found.clone(), known: newest });
    }
    for migration in known
        .iter()
        .rev()
        .filter(|m| version_of(m.as_ref()).as_str() > target && applied.contains(&version_of(m.as_ref())))
    {
        conn.revert_migration(migration.as_ref()).map_err(failed)?;
    }
    for migration in known
        .iter()
        .filter(|m| version_of(m.as_ref()).as_str() <= target && !applied.contains(&version_of(m.as_ref())))
    {
        tracing::info!(migration = %migration.name(), "bringing the database up to date");
        conn.run_migration(migration.as_ref()).map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use diesel::{RunQueryDsl, sql_query};

    use super::*;
    use crate::conn::connect;
    use crate::dump::{self, Loader};
    use crate::testing::TestDatabase;

    fn both() -> [TestDatabase; 2] {
        [TestDatabase::sqlite().expect("a folder"), TestDatabase::postgres().expect("a server")]
    }

    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }

    /// All tables, columns, keys and indexes, in words that compare.
    fn shape(conn: &mut AnyConnection) -> Vec<String> {
        let lines: Vec<Line> = match conn {
            AnyConnection::Sqlite(c) => sql_query(
                "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS line FROM sqlite_master \
                 WHERE name NOT LIKE 'sqlite_%' ORDER BY 1",
            )
            .load(c),
            AnyConnection::Postgres(c) => sql_query(
                "SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, is_identity) \
                 AS line FROM information_schema.columns WHERE table_schema = 'public' \
                 UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
                 UNION ALL SELECT concat_ws(' ', conrelid::regclass::text, conname, pg_get_constraintdef(oid)) \
                 FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1",
            )
            .load(c),
        }
        .expect("a catalogue");
        lines.into_iter().map(|l| l.line).collect()
    }

    fn rows(conn: &mut AnyConnection) -> Vec<(String, String)> {
        let mut rows = Vec::new();
        dump::dump::<Error>(conn, |table, json| {
            rows.push((table.to_owned(), json.to_owned()));
            Ok(())
        })
        .expect("dumps");
        rows
    }

    fn values(rows: &[(String, String)]) -> Vec<(String, serde_json::Value)> {
        rows.iter().map(|(table, json)| (table.clone(), serde_json::from_str(json).expect("JSON"))).collect()
    }

    #[test]
    fn both_databases_have_the_same_versions_in_order() {
        let names = known::<diesel::pg::Pg>(&POSTGRES).expect("embedded");
        let postgres: Vec<String> = names.iter().map(|m| version_of(m.as_ref())).collect();
        let versions = versions().expect("embedded");
        assert_eq!(versions, postgres);
        assert!(versions.iter().all(|v| v.len() == 4), "versions compare as texts: {versions:?}");
    }

    #[test]
    fn the_way_back_leaves_what_the_way_there_found() {
        let versions = versions().expect("embedded");
        for database in both() {
            let mut conn = connect(database.url()).expect("opens");
            let mut shapes = Vec::new();
            for version in &versions {
                conn.write_tx(|c| to(c, version)).expect("forward");
                shapes.push(shape(&mut conn));
                assert!(dump::is_empty(&mut conn).expect("readable"), "the migration {version} adds rows");
            }
            for (version, expected) in versions.iter().zip(&shapes).rev() {
                conn.write_tx(|c| to(c, version)).expect("back");
                assert_eq!(&shape(&mut conn), expected, "back at {version}");
            }
            run(&mut conn).expect("forward again");
            assert_eq!(Some(&shape(&mut conn)), shapes.last());
        }
    }

    #[test]
    fn rows_of_every_older_schema_go_in_and_come_up_to_date() {
        let newest = versions().expect("embedded").pop().expect("at least one");
        for from in both() {
            let mut old = connect(from.url()).expect("opens");
            for (n, version) in versions().expect("embedded").iter().enumerate() {
                old.write_tx(|c| to(c, version)).expect("forward");
                if n == 0 {
                    crate::each_backend!(&mut old, c => c.batch_execute(
                        "INSERT INTO job (id, kind, payload, state, attempts, due_at, leased_until, created_at) \
                         VALUES (41, 'fact', '{}', 'waiting', 0, 1, 0, 1)"
                    ))
                    .expect("written");
                }
                let rows = rows(&mut old);
                for into in both() {
                    // One that this program has opened already, which is then at the newest schema, serves as well.
                    drop(into.open().expect("opens"));
                    let mut conn = connect(into.url()).expect("opens");
                    conn.write_tx::<_, Error>(|c| {
                        to(c, version)?;
                        let mut loader = Loader::default();
                        for (table, json) in &rows {
                            loader.row(c, table, json)?;
                        }
                        assert_eq!(loader.finish(c)?, rows.len() as u64);
                        finish(c)
                    })
                    .expect("restored");
                    assert_eq!(dump::schema_version(&mut conn).expect("readable"), newest);
                    assert_eq!(dump::problems(&mut conn).expect("readable"), Vec::<String>::new());
                    let now = sofra_base::clock::Timestamp(1);
                    crate::queue::job::add(&mut conn, "other", None, "{}", now, now).expect("numbers go on");
                }
            }
            // The same rows as in a database that was brought up to date where it stood.
            let there = TestDatabase::sqlite().expect("a folder");
            let mut conn = connect(there.url()).expect("opens");
            conn.write_tx::<_, Error>(|c| {
                to(c, "0001")?;
                crate::each_backend!(c, c => c.batch_execute(
                    "INSERT INTO job (id, kind, payload, state, attempts, due_at, leased_until, created_at) \
                     VALUES (41, 'fact', '{}', 'waiting', 0, 1, 0, 1)"
                ))?;
                finish(c)
            })
            .expect("brought up to date");
            assert_eq!(values(&rows(&mut conn)), values(&rows(&mut old)));
        }
    }

    #[test]
    fn a_schema_that_nobody_knows_and_one_of_the_future_change_nothing() {
        for database in both() {
            let mut conn = connect(database.url()).expect("opens");
            let refused = conn.write_tx(|c| to(c, "9999")).expect_err("refused");
            assert!(matches!(&refused, Error::Unknown { found, .. } if found == "9999"), "{refused}");
            run(&mut conn).expect("up to date");
            crate::each_backend!(&mut conn, c => c.batch_execute(
                "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')"
            ))
            .expect("written");
            let before = shape(&mut conn);
            for refused in [run(&mut conn), conn.write_tx(|c| to(c, "0001"))] {
                assert!(matches!(refused, Err(Error::Newer { .. })));
            }
            assert_eq!(shape(&mut conn), before);
        }
    }
}
