//! The whole database as text, so that "nothing was changed" can be shown byte for byte.

use std::fmt::Write as _;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use sofra_domain::{AnyConnection, Result};

/// Tables that a refused request may change: counts of refusals, the health of peers, the log of what arrived.
const AUDIT: [&str; 3] = ["refusal", "peer", "inbox_item"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Every row of every table but those of [`AUDIT`], in order.
pub fn dump(conn: &mut AnyConnection) -> Result<String> {
    let tables = lines(
        conn,
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
        "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    )?;
    assert!(tables.len() > 15, "the tables are found");
    let mut text = String::new();
    for table in tables.iter().filter(|table| !AUDIT.contains(&table.as_str())) {
        let columns = lines(
            conn,
            &format!("SELECT 'quote(\"' || name || '\")' AS line FROM pragma_table_info('{table}')"),
            "SELECT 'x'::text AS line",
        )?;
        let rows = lines(
            conn,
            &format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", columns.join(" || '|' || ")),
            &format!("SELECT t::text AS line FROM \"{table}\" t ORDER BY 1"),
        )?;
        let _ = writeln!(text, "== {table}");
        for row in rows {
            let _ = writeln!(text, "{row}");
        }
    }
    Ok(text)
}

fn lines(conn: &mut AnyConnection, sqlite: &str, postgres: &str) -> Result<Vec<String>> {
    let found: Vec<Line> = match conn {
        AnyConnection::Sqlite(c) => sql_query(sqlite).load(c)?,
        AnyConnection::Postgres(c) => sql_query(postgres).load(c)?,
    };
    Ok(found.into_iter().map(|l| l.line).collect())
}

/// The first line in which two dumps differ, for a message that can be read.
pub fn difference(before: &str, after: &str) -> Option<String> {
    if before == after {
        return None;
    }
    let old: std::collections::HashSet<&str> = before.lines().collect();
    let new: std::collections::HashSet<&str> = after.lines().collect();
    let added: Vec<&str> = after.lines().filter(|l| !old.contains(l)).collect();
    let gone: Vec<&str> = before.lines().filter(|l| !new.contains(l)).collect();
    Some(format!("added: {added:#?}\ngone: {gone:#?}"))
}
