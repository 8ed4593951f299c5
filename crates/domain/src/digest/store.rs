//! Putting a digest together.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::week::Week;
use sofra_db::AnyConnection;
use sofra_db::schema::digest_subscription;

use crate::account::AccountId;
use crate::block;
use crate::directory;
use crate::error::Result;
use crate::search;
use crate::statement::{Card, find};
use crate::viewer::Reader;

/// Things of one kind that a digest shows; the rest is found by searching.
const SHOWN: i64 = 40;

/// New things of one kind.
#[derive(Debug, Clone)]
pub struct Section<T> {
    /// The newest of them.
    pub items: Vec<T>,
    /// How many there are.
    pub total: i64,
}

/// What was new in a week, as one reader may see it.
#[derive(Debug, Clone)]
pub struct Digest {
    /// Statements that came out.
    pub statements: Section<Card>,
    /// Organisations of the directory that were first seen here.
    pub organisations: Section<directory::store::Entry>,
}

/// What was new in a week, for a reader.
///
/// # Errors
/// The database's own.
pub fn of(conn: &mut AnyConnection, week: Week, reader: &Reader, now: Timestamp) -> Result<Digest> {
    let found = find::find(conn, &statements_of(week), reader, None, SHOWN)?.list;
    let without = match reader {
        Reader::Account(who) => block::store::unheard(conn, who)?,
        _ => block::store::Unheard::default(),
    };
    let filter = directory::store::Filter {
        seen: Some((week.begins(), week.ends())),
        without,
        ..directory::store::Filter::default()
    };
    let organisations = directory::store::list(conn, &filter, None, SHOWN, now)?;
    Ok(Digest {
        statements: Section { items: found.cards, total: found.total },
        organisations: Section { items: organisations.entries, total: organisations.total },
    })
}

/// How many statements came out in a week that a reader may see.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, week: Week, reader: &Reader) -> Result<i64> {
    find::count(conn, &statements_of(week), reader)
}

fn statements_of(week: Week) -> search::Filter {
    search::Filter { from: Some(week.begins()), until: Some(week.ends()), ..search::Filter::default() }
}

/// Whether an account wants the mail.
///
/// # Errors
/// The database's own.
pub fn is_wanted(conn: &mut AnyConnection, account: &AccountId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(digest_subscription::table.find(account))).get_result(conn)?)
}
