//! Reading the rules.

use std::collections::BTreeMap;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_db::AnyConnection;
use sofra_db::schema::{rule_text, rule_version};

use super::Version;
use crate::error::{Error, Result};

/// The rules as they hold now; `None` when there are none.
///
/// # Errors
/// The database's own.
pub fn current(conn: &mut AnyConnection) -> Result<Option<Version>> {
    let last: Option<i32> = rule_version::table.select(diesel::dsl::max(rule_version::number)).first(conn)?;
    match last {
        Some(number) => Ok(Some(version(conn, number)?)),
        None => Ok(None),
    }
}

/// One version.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn version(conn: &mut AnyConnection, number: i32) -> Result<Version> {
    let created_at: Timestamp =
        rule_version::table.find(number).select(rule_version::created_at).first(conn)?;
    let rows: Vec<(i32, LanguageTag, String)> = rule_text::table
        .filter(rule_text::version.eq(number))
        .order((rule_text::number, rule_text::language))
        .select((rule_text::number, rule_text::language, rule_text::words))
        .load(conn)?;
    let mut rules: BTreeMap<i32, Localized<String>> = BTreeMap::new();
    for (rule, language, words) in rows {
        rules.entry(rule).or_default().insert(language, words);
    }
    Ok(Version { number, created_at, rules: rules.into_values().collect() })
}

/// All versions with the time since which each held, the newest first.
///
/// # Errors
/// The database's own.
pub fn versions(conn: &mut AnyConnection) -> Result<Vec<(i32, Timestamp)>> {
    Ok(rule_version::table
        .order(rule_version::number.desc())
        .select((rule_version::number, rule_version::created_at))
        .load(conn)?)
}

/// A rule by its number now, with the version that makes the number lasting.
///
/// # Errors
/// `Invalid` when there is no such rule.
pub fn numbered(conn: &mut AnyConnection, number: i32) -> Result<(i32, i32)> {
    let current = current(conn)?;
    current
        .filter(|version| usize::try_from(number).is_ok_and(|n| n >= 1 && n <= version.rules.len()))
        .map(|version| (version.number, number))
        .ok_or_else(|| Error::field("rule", "error-rule-unknown"))
}

/// The words of a rule as it read in a version; `None` when it is not known any more.
///
/// # Errors
/// The database's own.
pub fn words(conn: &mut AnyConnection, rule_version: i32, number: i32) -> Result<Option<Localized<String>>> {
    let found = match version(conn, rule_version) {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    Ok(index.and_then(|index| found.rules.get(index).cloned()))
}
