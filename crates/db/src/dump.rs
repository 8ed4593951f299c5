//! A copy of every table that fits either database: rows as JSON objects, one for each row.
//!
//! What stays true: a dump is one consistent moment; what one backend writes, the other reads; no table is left out
//! (a test compares the list with the migrations).

use std::fmt::Write as _;

use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::{RunQueryDsl, sql_query};

use crate::{AnyConnection, Error};

/// Every table, so that one stands after those it refers to.
pub const TABLES: &[&str] = &[
    "node",
    "actor",
    "actor_key",
    "account",
    "membership",
    "session",
    "api_token",
    "invitation",
    "join_request",
    "peer",
    "follow",
    "statement",
    "statement_revision",
    "statement_text",
    "statement_paragraph",
    "statement_demand",
    "statement_recipient",
    "media",
    "attachment",
    "tombstone",
    "inbox_item",
    "activity",
    "delivery",
    "job",
    "refusal",
    "idempotency",
    "audit_entry",
    "notification",
    "panic_code",
    "panic",
    "second_factor",
    "recovery_code",
    "passkey",
    "sign_in_step",
    "email",
    "one_time_link",
    "lost_second_factor",
    "organisation_profile",
    "organisation_trait",
    "approval_rule",
    "proposal",
    "approval_vote",
    "draft_comment",
    "mandate",
    "mandate_scope",
    "statement_mandate",
    "moderation_setting",
    "block",
    "report",
    "report_statement",
    "report_note",
    "decision",
    "appeal",
    "rule_version",
    "rule_text",
    "vouch",
    "vouch_claim",
    "trust_anchor",
    "directory_entry",
    "actor_move",
    "statement_alias",
    "position",
    "position_revision",
    "position_text",
    "position_network",
    "member_position",
    "table_seat",
    "table_step",
    "table_network",
    "table_reply",
    "table_reply_link",
    "network",
    "network_member",
    "network_vouch",
    "network_choice",
    "network_motion",
    "statement_network",
    "call",
    "call_text",
    "call_subject",
    "tally",
    "tally_voice",
    "voice",
    "counted",
    "counted_holder",
    "brought_archive",
    "statement_writer",
    "search_document",
    "digest_subscription",
    "key_history",
    "object_proof",
    "report_position",
];

/// Rows that go into one INSERT.
const BATCH: usize = 200;

/// How a column is spelled in a dump: numbers and texts as they are, truth values as JSON has them, bytes in hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Integer,
    Truth,
    Bytes,
}

#[derive(Debug, Clone)]
struct Column {
    name: String,
    shape: Shape,
}

#[derive(QueryableByName)]
struct NameAndType {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// The newest migration that this database holds.
///
/// # Errors
/// The database's own.
pub fn schema_version(conn: &mut AnyConnection) -> Result<String, Error> {
    let query = sql_query("SELECT coalesce(max(version), '') AS line FROM __diesel_schema_migrations");
    let found: Vec<Line> = crate::each_backend!(conn, c => query.load(c))?;
    Ok(found.into_iter().next().map(|l| l.line).unwrap_or_default())
}

/// Whether nothing was ever stored here, under whichever schema: tables that are not there yet are empty.
///
/// # Errors
/// The database's own.
pub fn is_empty(conn: &mut AnyConnection) -> Result<bool, Error> {
    for table in TABLES {
        if !columns(conn, table)?.is_empty() && count(conn, table)? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many rows a table of [`TABLES`] has.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, table: &str) -> Result<i64, Error> {
    let query = sql_query(format!("SELECT count(*) AS number FROM {}", known(table)?));
    let found: Vec<Number> = crate::each_backend!(conn, c => query.load(c))?;
    Ok(found.first().map_or(0, |n| n.number))
}

/// Hands every row of every table to `take` as (table, JSON object), all as of one moment. Under an older schema the
/// tables that came later are passed over.
///
/// # Errors
/// The database's own, or what `take` gives.
pub fn dump<E: From<Error> + From<diesel::result::Error>>(
    conn: &mut AnyConnection,
    mut take: impl FnMut(&'static str, &str) -> Result<(), E>,
) -> Result<(), E> {
    conn.at_one_moment(|conn| TABLES.iter().try_for_each(|table| dump_table(conn, table, &mut take)))
}

fn dump_table<E: From<Error> + From<diesel::result::Error>>(
    conn: &mut AnyConnection,
    table: &'static str,
    take: &mut impl FnMut(&'static str, &str) -> Result<(), E>,
) -> Result<(), E> {
    let columns = columns(conn, table)?;
    if columns.is_empty() {
        return Ok(());
    }
    match conn {
        AnyConnection::Sqlite(c) => {
            let mut pairs = String::new();
            for Column { name, shape } in &columns {
                let value = match shape {
                    Shape::Text | Shape::Integer => format!("\"{name}\""),
                    Shape::Truth => {
                        format!(
                            "json(CASE \"{name}\" WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END)"
                        )
                    }
                    Shape::Bytes => {
                        format!("CASE WHEN \"{name}\" IS NULL THEN NULL ELSE lower(hex(\"{name}\")) END")
                    }
                };
                let comma = if pairs.is_empty() { "" } else { ", " };
                let _ = write!(pairs, "{comma}'{name}', {value}");
            }
            let sql = format!("SELECT json_object({pairs}) AS line FROM {table} ORDER BY rowid");
            for row in sql_query(sql).load_iter::<Line, DefaultLoadingMode>(c)? {
                take(table, &row?.line)?;
            }
        }
        AnyConnection::Postgres(c) => {
            let list: Vec<String> = columns
                .iter()
                .map(|Column { name, shape }| match shape {
                    Shape::Bytes => format!("encode(\"{name}\", 'hex') AS \"{name}\""),
                    _ => format!("\"{name}\""),
                })
                .collect();
            let sql = format!(
                "SELECT row_to_json(r)::text AS line FROM (SELECT {} FROM {table}) r",
                list.join(", ")
            );
            for row in sql_query(sql).load_iter::<Line, PgRowByRowLoadingMode>(c)? {
                take(table, &row?.line)?;
            }
        }
    }
    Ok(())
}

/// Puts rows of a dump into empty tables of the schema that the dump has, which may be an older one. Hand the rows over
/// in the order in which they were dumped, then call [`Loader::finish`], all in one transaction.
#[derive(Default)]
pub struct Loader {
    table: String,
    waiting: Vec<String>,
    rows: u64,
}

impl Loader {
    /// Takes one row.
    ///
    /// # Errors
    /// The database's own, or when there is no such table.
    pub fn row(&mut self, conn: &mut AnyConnection, table: &str, json: &str) -> Result<(), Error> {
        if table != self.table || self.waiting.len() >= BATCH {
            self.flush(conn)?;
            table.clone_into(&mut self.table);
        }
        self.waiting.push(json.to_owned());
        self.rows += 1;
        Ok(())
    }

    /// Writes what still waits and sets the counters of the tables that number their rows. Gives the number of rows.
    ///
    /// # Errors
    /// The database's own.
    pub fn finish(mut self, conn: &mut AnyConnection) -> Result<u64, Error> {
        self.flush(conn)?;
        if let AnyConnection::Postgres(c) = conn {
            // SQLite moves its own counters with each explicit number.
            let counted: Vec<Line> = sql_query(
                "SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)', \
                 pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name) AS line \
                 FROM information_schema.columns WHERE table_schema = current_schema() \
                 AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL",
            )
            .load(c)?;
            for Line { line } in counted {
                c.batch_execute(&line)?;
            }
        }
        Ok(self.rows)
    }

    fn flush(&mut self, conn: &mut AnyConnection) -> Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let rows = format!("[{}]", std::mem::take(&mut self.waiting).join(","));
        let table = &self.table;
        let columns = columns_of_any(conn, table)?;
        let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        let names = names.join(", ");
        match conn {
            AnyConnection::Sqlite(c) => {
                let values: Vec<String> = columns
                    .iter()
                    .map(|Column { name, shape }| match shape {
                        Shape::Bytes => format!("unhex(json_extract(value, '$.{name}'))"),
                        _ => format!("json_extract(value, '$.{name}')"),
                    })
                    .collect();
                let sql =
                    format!("INSERT INTO {table} ({names}) SELECT {} FROM json_each(?)", values.join(", "));
                sql_query(sql).bind::<Text, _>(rows).execute(c)?;
            }
            AnyConnection::Postgres(c) => {
                let values: Vec<String> = columns
                    .iter()
                    .map(|Column { name, shape }| match shape {
                        Shape::Bytes => format!("decode(r.\"{name}\", 'hex')"),
                        _ => format!("r.\"{name}\""),
                    })
                    .collect();
                let kinds: Vec<String> = columns
                    .iter()
                    .map(|Column { name, shape }| {
                        let kind = match shape {
                            Shape::Text | Shape::Bytes => "text",
                            Shape::Integer => "bigint",
                            Shape::Truth => "boolean",
                        };
                        format!("\"{name}\" {kind}")
                    })
                    .collect();
                let sql = format!(
                    "INSERT INTO {table} ({names}) SELECT {} FROM json_to_recordset($1::json) AS r({})",
                    values.join(", "),
                    kinds.join(", ")
                );
                sql_query(sql).bind::<Text, _>(rows).execute(c)?;
            }
        }
        Ok(())
    }
}

/// The columns of a table that a dump names. A dump of an older schema may name one that is no longer in [`TABLES`]:
/// only the name of a table that is there, spelled as ours are, ever becomes part of a query.
fn columns_of_any(conn: &mut AnyConnection, table: &str) -> Result<Vec<Column>, Error> {
    let plain = table.starts_with(|c: char| c.is_ascii_lowercase())
        && !table.starts_with("sqlite")
        && table.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let found = if plain { columns(conn, table)? } else { Vec::new() };
    if found.is_empty() { Err(no_such_table()) } else { Ok(found) }
}

fn no_such_table() -> Error {
    Error::Io(std::io::Error::new(std::io::ErrorKind::InvalidData, "a table that this program does not know"))
}

/// Only names of [`TABLES`] are counted.
fn known(table: &str) -> Result<&'static str, Error> {
    TABLES.iter().find(|known| **known == table).copied().ok_or_else(no_such_table)
}

fn columns(conn: &mut AnyConnection, table: &str) -> Result<Vec<Column>, Error> {
    let found: Vec<NameAndType> = match conn {
        AnyConnection::Sqlite(c) => {
            sql_query("SELECT name, lower(type) AS kind FROM pragma_table_info(?) ORDER BY cid")
                .bind::<Text, _>(table)
                .load(c)?
        }
        AnyConnection::Postgres(c) => sql_query(
            "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
        )
        .bind::<Text, _>(table)
        .load(c)?,
    };
    Ok(found
        .into_iter()
        .map(|NameAndType { name, kind }| Column {
            name,
            shape: match kind.as_str() {
                "integer" | "bigint" => Shape::Integer,
                "boolean" => Shape::Truth,
                "blob" | "bytea" => Shape::Bytes,
                _ => Shape::Text,
            },
        })
        .collect())
}

/// What the database itself says about its soundness: empty when all is well.
///
/// # Errors
/// The database's own.
pub fn problems(conn: &mut AnyConnection) -> Result<Vec<String>, Error> {
    match conn {
        AnyConnection::Sqlite(c) => {
            let mut found: Vec<Line> =
                sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").load(c)?;
            found.retain(|l| l.line != "ok");
            let broken: Vec<Number> =
                sql_query("SELECT count(*) AS number FROM pragma_foreign_key_check").load(c)?;
            let broken = broken.first().map_or(0, |n| n.number);
            let mut words: Vec<String> = found.into_iter().map(|l| l.line).collect();
            if broken > 0 {
                words.push(format!("{broken} row(s) refer to rows that are not there"));
            }
            Ok(words)
        }
        // PostgreSQL checks its pages and references as it goes; unusable indexes are what can be asked for.
        AnyConnection::Postgres(c) => {
            let found: Vec<Line> =
                sql_query("SELECT indexrelid::regclass::text AS line FROM pg_index WHERE NOT indisvalid")
                    .load(c)?;
            Ok(found.into_iter().map(|l| format!("the index {} is not valid", l.line)).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestDatabase;

    fn on_both(check: impl Fn(&TestDatabase)) {
        check(&TestDatabase::sqlite().expect("a folder"));
        check(&TestDatabase::postgres().expect("a server"));
    }

    #[test]
    fn every_table_of_the_migrations_is_in_the_list() {
        on_both(|database| {
            let db = database.open().expect("opens");
            let mut found: Vec<String> = db
                .read_blocking::<_, Error>(|conn| {
                    let lines: Vec<Line> = match conn {
                        AnyConnection::Sqlite(c) => {
                            sql_query("SELECT name AS line FROM sqlite_master WHERE type = 'table'")
                                .load(c)?
                        }
                        AnyConnection::Postgres(c) => sql_query(
                            "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'",
                        )
                        .load(c)?,
                    };
                    Ok(lines.into_iter().map(|l| l.line).collect())
                })
                .expect("readable");
            found.retain(|t| !t.starts_with("sqlite_") && t != "__diesel_schema_migrations");
            // SQLite makes these of search_document, row by row.
            found.retain(|t| !t.starts_with("search_words"));
            found.sort();
            let mut known: Vec<String> = TABLES.iter().map(|t| (*t).to_owned()).collect();
            known.sort();
            assert_eq!(found, known);
        });
    }

    fn all(db: &crate::Database) -> Vec<(String, serde_json::Value)> {
        let mut rows = Vec::new();
        db.read_blocking::<_, Error>(|conn| {
            dump::<Error>(conn, |table, json| {
                rows.push((table.to_owned(), serde_json::from_str(json).expect("JSON")));
                Ok(())
            })
        })
        .expect("dumps");
        rows
    }

    fn load(db: &crate::Database, rows: &[(String, serde_json::Value)]) {
        let rows = rows.to_vec();
        db.write_blocking::<_, Error>(move |conn| {
            let mut loader = Loader::default();
            for (table, json) in &rows {
                loader.row(conn, table, &json.to_string())?;
            }
            loader.finish(conn)
        })
        .expect("loads");
    }

    #[test]
    fn r_05_what_one_database_writes_the_other_reads_and_back() {
        let start = TestDatabase::sqlite().expect("a folder");
        let first = start.open().expect("opens");
        first
            .write_blocking::<_, Error>(|conn| {
                crate::each_backend!(conn, c => c.batch_execute(
                    "INSERT INTO node (id, domain, secret, name, about, federation, sending_paused, created_at) \
                     VALUES (1, 'a.test', x'00ff10', 'مائدة', 'a \"quoted\" line\nand another', 'open', TRUE, \
                     9007199254740993); \
                     INSERT INTO job (id, kind, payload, state, attempts, due_at, leased_until, created_at) \
                     VALUES (41, 'fact', '{\"a\": [1, null]}', 'waiting', 0, 1, 0, 1)"
                ))?;
                Ok(())
            })
            .expect("written");
        let rows = all(&first);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].1["secret"], "00ff10");
        assert_eq!(rows[0].1["sending_paused"], true);
        assert_eq!(rows[0].1["created_at"], 9_007_199_254_740_993_i64);

        let there = TestDatabase::postgres().expect("a server");
        let second = there.open().expect("opens");
        assert!(second.read_blocking(is_empty).expect("readable"));
        load(&second, &rows);
        assert_eq!(all(&second), rows);
        assert!(!second.read_blocking(is_empty).expect("readable"));

        let back = TestDatabase::sqlite().expect("a folder");
        let third = back.open().expect("opens");
        load(&third, &all(&second));
        assert_eq!(all(&third), rows);
        for db in [&second, &third] {
            // Numbers go on after the restored ones.
            let id = db
                .write_blocking::<_, Error>(|conn| {
                    let now = sofra_base::clock::Timestamp(1);
                    crate::queue::job::add(conn, "other", None, "{}", now, now)?;
                    let found: Vec<Number> = crate::each_backend!(conn, c => sql_query(
                        "SELECT cast(max(id) AS bigint) AS number FROM job").load(c))?;
                    Ok(found[0].number)
                })
                .expect("written");
            assert_eq!(id, 42);
            assert_eq!(db.read_blocking(problems).expect("readable"), Vec::<String>::new());
        }
    }
}
