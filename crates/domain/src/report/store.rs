//! Reading reports.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{report, report_note, report_position, report_statement};

use super::model::{Note, Report, ReportId, ReportState};
use crate::account::Identity;
use crate::error::{Error, Result};
use crate::moderation;
use crate::moderation::rules::{self, Doer, Power, Target};
use crate::position::PositionId;
use crate::statement::StatementId;

/// One report, whoever asks. For actions and workers.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &ReportId) -> Result<Report> {
    Ok(report::table.find(id).select(Report::as_select()).first(conn)?)
}

/// The statements that a report names.
///
/// # Errors
/// The database's own.
pub fn statements(conn: &mut AnyConnection, id: &ReportId) -> Result<Vec<StatementId>> {
    Ok(report_statement::table
        .filter(report_statement::report_id.eq(id))
        .order(report_statement::statement_id)
        .select(report_statement::statement_id)
        .load(conn)?)
}

/// The positions that a report names.
///
/// # Errors
/// The database's own.
pub fn positions(conn: &mut AnyConnection, id: &ReportId) -> Result<Vec<PositionId>> {
    Ok(report_position::table
        .filter(report_position::report_id.eq(id))
        .order(report_position::position_id)
        .select(report_position::position_id)
        .load(conn)?)
}

/// What a report names of what somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Statements.
    pub statements: Vec<StatementId>,
    /// Positions.
    pub positions: Vec<PositionId>,
}

/// All that a report names of what somebody said.
///
/// # Errors
/// The database's own.
pub fn named(conn: &mut AnyConnection, id: &ReportId) -> Result<Named> {
    Ok(Named { statements: statements(conn, id)?, positions: positions(conn, id)? })
}

/// What moderators wrote down about a report.
///
/// # Errors
/// The database's own.
pub fn notes(conn: &mut AnyConnection, id: &ReportId) -> Result<Vec<Note>> {
    Ok(report_note::table
        .filter(report_note::report_id.eq(id))
        .order(report_note::id)
        .select(Note::as_select())
        .load(conn)?)
}

/// A report for somebody who looks after the node. One in which they have a part is not found, unless there is nobody
/// else; then they read it without the name of who reported.
///
/// # Errors
/// `Forbidden` for everybody else, `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, who: &Identity, id: &ReportId) -> Result<Report> {
    rules::may(&Doer::Account(who), Power::SeeReports, &Target::default())?;
    let mut found = get(conn, id)?;
    if moderation::store::withheld(conn, who)?.contains(&found.actor_id) {
        return Err(Error::NotFound);
    }
    veil(who, &mut found);
    Ok(found)
}

/// Whoever is reported does not learn who reported, though they look after the node alone.
fn veil(who: &Identity, found: &mut Report) {
    if who.actors().contains(&found.actor_id) && found.account_id.as_ref() != Some(&who.account) {
        found.account_id = None;
    }
}

/// Which reports a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Those that wait.
    #[default]
    Open,
    /// Those that wait and that the reader has taken on.
    Mine,
    /// Those that were decided about.
    Decided,
}

/// One page of reports, newest first, before the one of that id, and how many there are in all; without those in which
/// the reader has a part, unless there is nobody else.
///
/// # Errors
/// `Forbidden` unless the account looks after the node; the database's own.
pub fn page(
    conn: &mut AnyConnection,
    who: &Identity,
    filter: Filter,
    before: Option<&ReportId>,
    most: i64,
) -> Result<(Vec<Report>, i64)> {
    rules::may(&Doer::Account(who), Power::SeeReports, &Target::default())?;
    let withheld = moderation::store::withheld(conn, who)?;
    let query = || {
        let all = report::table.filter(report::actor_id.ne_all(withheld.clone())).into_boxed();
        match filter {
            Filter::Open => all.filter(report::state.eq(ReportState::Open)),
            Filter::Mine => all
                .filter(report::state.eq(ReportState::Open))
                .filter(report::assigned_to.eq(who.account.as_str())),
            Filter::Decided => all.filter(report::state.eq(ReportState::Decided)),
        }
    };
    let total = query().count().get_result(conn)?;
    let mut rows = query();
    if let Some(before) = before {
        rows = rows.filter(report::id.lt(before.clone()));
    }
    let mut found: Vec<Report> =
        rows.order(report::id.desc()).limit(most).select(Report::as_select()).load(conn)?;
    for report in &mut found {
        veil(who, report);
    }
    Ok((found, total))
}

/// The same for the owner of the machine, at its command line.
///
/// # Errors
/// The database's own.
pub fn open(conn: &mut AnyConnection, most: i64) -> Result<Vec<Report>> {
    Ok(report::table
        .filter(report::state.eq(ReportState::Open))
        .order(report::id.desc())
        .limit(most)
        .select(Report::as_select())
        .load(conn)?)
}

/// What an account reported, the last first; at most a hundred.
///
/// # Errors
/// The database's own.
pub fn own(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<Report>> {
    Ok(report::table
        .filter(report::account_id.eq(who.account.as_str()))
        .order(report::id.desc())
        .limit(100)
        .select(Report::as_select())
        .load(conn)?)
}

/// How many reports a node sent since a time.
///
/// # Errors
/// The database's own.
pub fn received_since(conn: &mut AnyConnection, host: &str, since: Timestamp) -> Result<i64> {
    Ok(report::table
        .filter(report::origin_host.eq(host))
        .filter(report::created_at.ge(since))
        .count()
        .get_result(conn)?)
}

/// Whether a report of that id came before.
///
/// # Errors
/// The database's own.
pub fn is_known(conn: &mut AnyConnection, uri: &str) -> Result<bool> {
    Ok(report::table.filter(report::origin_uri.eq(uri)).count().get_result::<i64>(conn)? > 0)
}

pub(crate) fn insert(conn: &mut AnyConnection, new: &Report, about: &Named) -> Result<()> {
    diesel::insert_into(report::table).values(new.clone()).execute(conn)?;
    for position in &about.positions {
        diesel::insert_into(report_position::table)
            .values((report_position::report_id.eq(&new.id), report_position::position_id.eq(position)))
            .execute(conn)?;
    }
    for statement in &about.statements {
        diesel::insert_into(report_statement::table)
            .values((report_statement::report_id.eq(&new.id), report_statement::statement_id.eq(statement)))
            .execute(conn)?;
    }
    Ok(())
}

pub(crate) fn close(conn: &mut AnyConnection, id: &ReportId, now: Timestamp) -> Result<()> {
    diesel::update(report::table.find(id))
        .set((report::state.eq(ReportState::Decided), report::decided_at.eq(now)))
        .execute(conn)?;
    Ok(())
}
