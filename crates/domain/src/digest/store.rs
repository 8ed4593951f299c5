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
use crate::network::call;
use crate::position;
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
    /// Positions that count and that were taken, or said anew, in the week.
    pub positions: Section<position::store::View>,
    /// Positions that were taken back.
    pub withdrawn: Section<position::store::View>,
    /// Calls that came out; for those who are asked.
    pub calls: Section<call::store::View>,
    /// Calls whose deadline is in the week after; of a week that still runs, from now on.
    pub closing: Section<call::store::View>,
}

/// How much was new in a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements that came out.
    pub statements: i64,
    /// Positions that were taken or said anew.
    pub positions: i64,
    /// Calls that came out.
    pub calls: i64,
}

impl Counts {
    /// All together.
    #[must_use]
    pub const fn all(self) -> i64 {
        self.statements + self.positions + self.calls
    }
}

/// What was new in a week, for a reader.
///
/// # Errors
/// The database's own.
pub fn of(conn: &mut AnyConnection, week: Week, reader: &Reader, now: Timestamp) -> Result<Digest> {
    let new = of_week(week);
    let found = find::find(conn, &new, reader, None, SHOWN)?.list;
    let said = position::find::find(conn, &new, reader, None, SHOWN)?.list;
    let withdrawn = position::find::withdrawn(conn, reader, week.begins(), week.ends(), SHOWN)?;
    let calls = call::find::find(conn, &new, reader, None, SHOWN)?;
    // Of a call that is closed already nobody needs to be reminded.
    let from = if week.ends() > now { now } else { week.ends() };
    let closing = call::find::closing(conn, reader, from, week.after().ends(), SHOWN)?;
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
        positions: Section { items: said.views, total: said.total },
        withdrawn: Section { items: withdrawn.views, total: withdrawn.total },
        calls: Section { items: calls.views, total: calls.total },
        closing: Section { items: closing.0, total: closing.1 },
    })
}

/// How much was new in a week for a reader.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, week: Week, reader: &Reader) -> Result<Counts> {
    let new = of_week(week);
    Ok(Counts {
        statements: find::count(conn, &new, reader)?,
        positions: position::find::count(conn, &new, reader)?,
        calls: call::find::count(conn, &new, reader)?,
    })
}

fn of_week(week: Week) -> search::Filter {
    search::Filter { from: Some(week.begins()), until: Some(week.ends()), ..search::Filter::default() }
}

/// Whether an account wants the mail.
///
/// # Errors
/// The database's own.
pub fn is_wanted(conn: &mut AnyConnection, account: &AccountId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(digest_subscription::table.find(account))).get_result(conn)?)
}
