//! Everything that the node holds of a member, for the member.
//!
//! What stays true: it is theirs alone; no secret of the node is in it (hashes, keys), and nothing that others said
//! about them in confidence. An organisation's archive is made elsewhere, in the form in which it moves.

use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::dump;

use crate::account::Identity;
use crate::error::{Error, Result};
use crate::recovery;
use crate::site::At;

/// Names the format.
pub const FORMAT: &str = "sofra-member";
/// Its version.
pub const VERSION: u32 = 1;

/// Where the account stands in a row that is its own. What is not named here is not given out: a report about somebody,
/// for example, is not theirs to read.
const OWN: &[(&str, &str)] = &[
    ("account", "id"),
    ("membership", "account_id"),
    ("session", "account_id"),
    ("api_token", "account_id"),
    ("statement", "written_by"),
    ("statement_revision", "written_by"),
    ("media", "account_id"),
    ("audit_entry", "account_id"),
    ("notification", "account_id"),
    ("panic_code", "account_id"),
    ("panic", "account_id"),
    ("second_factor", "account_id"),
    ("passkey", "account_id"),
    ("proposal", "proposed_by"),
    ("approval_vote", "account_id"),
    ("draft_comment", "account_id"),
    ("mandate", "holder_id"),
    ("block", "account_id"),
    ("report", "account_id"),
    ("appeal", "account_id"),
    ("member_position", "account_id"),
];

/// Where their person stands in a row that is theirs.
const OF_PERSON: &[(&str, &str)] = &[
    ("actor", "id"),
    ("follow", "follower_id"),
    ("follow", "target_id"),
    ("statement", "author_id"),
    ("position", "holder_id"),
];

/// Tables whose rows belong to a statement of theirs.
const OF_STATEMENT: &[&str] = &["statement_text", "statement_demand", "attachment"];

/// Tables whose rows belong to a position of their person.
const OF_POSITION: &[&str] = &["position_revision", "position_text", "position_network"];

/// What opens something or serves the program alone.
const SECRET: &[&str] = &[
    "password_hash",
    "token_hash",
    "code_hash",
    "beginning",
    "credential_hash",
    "secret",
    "data",
    "login_skeleton",
    "name_skeleton",
    "skeleton",
    "last_step",
    "assigned_to",
    "previous",
    "hash",
];

/// Everything of an account, table by table, times as RFC 3339. Reads the whole database once: not to be asked for
/// again and again.
///
/// # Errors
/// The database's own.
pub fn member(conn: &mut AnyConnection, at: &At, who: &Identity) -> Result<Value> {
    let email = recovery::store::addresses(conn, &who.account)?;
    let (account, person) = (who.account.as_str(), who.person.as_ref().map(|id| id.as_str()));
    let mut tables: Map<String, Value> = Map::new();
    let mut statements: Vec<String> = Vec::new();
    let mut positions: Vec<String> = Vec::new();
    dump::dump::<Error>(conn, |table, line| {
        let is = |row: &Map<String, Value>, column: &str, id: &str| {
            row.get(column).and_then(Value::as_str) == Some(id)
        };
        let named = OWN.iter().chain(OF_PERSON).any(|(name, _)| *name == table);
        if !named && !OF_STATEMENT.contains(&table) && !OF_POSITION.contains(&table) {
            return Ok(());
        }
        let Ok(Value::Object(mut row)) = serde_json::from_str::<Value>(line) else {
            return Err(Error::Internal(format!("a row of {table} is no object")));
        };
        let own = OWN.iter().any(|(name, column)| *name == table && is(&row, column, account))
            || person.is_some_and(|person| {
                OF_PERSON.iter().any(|(name, column)| *name == table && is(&row, column, person))
            })
            || OF_STATEMENT.contains(&table)
                && row
                    .get("statement_id")
                    .and_then(Value::as_str)
                    .is_some_and(|id| statements.iter().any(|known| known == id))
            || OF_POSITION.contains(&table)
                && row
                    .get("position_id")
                    .and_then(Value::as_str)
                    .is_some_and(|id| positions.iter().any(|known| known == id));
        if !own {
            return Ok(());
        }
        // The texts of an organisation that one left are no longer one's own to read; that one began them is.
        let readable = who.actors().iter().any(|actor| is(&row, "author_id", actor.as_str()));
        if table == "statement"
            && readable
            && let Some(id) = row.get("id").and_then(Value::as_str)
        {
            statements.push(id.to_owned());
        }
        if table == "position"
            && let Some(id) = row.get("id").and_then(Value::as_str)
        {
            positions.push(id.to_owned());
        }
        row.retain(|name, _| !SECRET.contains(&name.as_str()));
        for (name, value) in &mut row {
            if (name.ends_with("_at") || name == "at")
                && let Some(time) = value.as_i64()
            {
                *value = Timestamp(time).to_rfc3339().into();
            }
        }
        if let Value::Array(rows) = tables.entry(table).or_insert_with(|| json!([])) {
            rows.push(Value::Object(row));
        }
        Ok(())
    })?;
    Ok(json!({
        "format": FORMAT,
        "version": VERSION,
        "node": at.site.base,
        "made_at": at.now.to_rfc3339(),
        "email": email.confirmed,
        "tables": tables,
    }))
}
