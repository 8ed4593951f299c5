//! Reporting, and looking into a report.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{report, report_note};

use super::model::{Category, Note, NoteId, Report, ReportId, ReportState};
use super::store;
use crate::account::{AccountId, Identity};
use crate::actor::{self, ActorId, ActorKind};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::moderation;
use crate::moderation::rules::{Power, Target};
use crate::notification::Kind;
use crate::notification::actions::tell;
use crate::position::{self, Position, PositionId};
use crate::site::At;
use crate::statement::{self, StatementId};
use crate::viewer::Reader;

/// Characters of a report's words at most.
pub const WORDS: usize = 5000;
/// Reports of one account in a day at most.
const A_DAY: i64 = 20;
/// Days for which a report that was decided about is kept.
pub const KEPT: i64 = 365;

/// What is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Something that was said.
    Statement(StatementId),
    /// What somebody thinks of something.
    Position(PositionId),
    /// Somebody.
    Actor(ActorId),
}

/// What was said, of the one who is reported; neither where it is about somebody.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The statement.
    pub statement: Option<statement::Statement>,
    /// The position.
    pub position: Option<Position>,
}

/// A report, as people fill it in.
#[derive(Debug, Clone)]
pub struct New {
    /// What is reported.
    pub subject: Subject,
    /// What is wrong.
    pub category: Category,
    /// The rule of the node that is broken, by its number now.
    pub rule: Option<i32>,
    /// In one's own words.
    pub words: String,
    /// Whether the node of the reported is told.
    pub forward: bool,
    /// …with these words.
    pub with_words: bool,
}

/// Whom and what a report is about, for a reader who may see it.
///
/// # Errors
/// `NotFound` for what the reader may not see.
pub fn subject(
    conn: &mut AnyConnection,
    reader: &Reader,
    subject: &Subject,
) -> Result<(actor::Actor, About)> {
    match subject {
        Subject::Statement(id) => {
            let found = statement::store::read(conn, id, reader)?;
            if found.state != statement::State::Published {
                return Err(Error::NotFound);
            }
            let author = actor::store::get(conn, &found.author_id)?;
            Ok((author, About { statement: Some(found), ..About::default() }))
        }
        Subject::Position(id) => {
            let found = position::store::read(conn, id, reader)?;
            if found.state == position::State::Withdrawn {
                return Err(Error::NotFound);
            }
            let holder = actor::store::get(conn, &found.holder_id)?;
            Ok((holder, About { position: Some(found), ..About::default() }))
        }
        Subject::Actor(id) => {
            let found = actor::store::get(conn, id)?;
            let seen = found.is_active() && crate::peer::store::deals_with(conn, &found)?;
            // The node itself says nothing of its own.
            if !seen || found.kind == ActorKind::Node {
                return Err(Error::NotFound);
            }
            Ok((found, About::default()))
        }
    }
}

/// Reports something. Where it was said elsewhere and the reporter wants it, that node is told, in the name of this
/// node.
///
/// # Errors
/// `NotFound` for what the reporter may not see, `SignIn` where visitors do not report, `Conflict` when it was reported
/// already, `TooMany`, `Invalid`.
pub fn report(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, new: &New) -> Result<ReportId> {
    if who.is_none() && !moderation::store::setting(conn)?.visitors_report {
        return Err(Error::SignIn);
    }
    if who.is_some_and(|who| !who.may_write) {
        return Err(Error::Forbidden("read-only"));
    }
    let reader = who.map_or(Reader::Anyone, |who| Reader::Account(who.clone()));
    let (reported, about) = subject(conn, &reader, &new.subject)?;
    let words = sanitise::paragraph(&new.words);
    if words.is_empty() && matches!(new.category, Category::Other | Category::Danger) {
        return Err(Error::field("words", "error-field-required"));
    }
    if words.chars().count() > WORDS {
        let limit = i64::try_from(WORDS).unwrap_or(i64::MAX);
        return Err(Error::Invalid(vec![FieldError::limit("words", "error-too-long", limit)]));
    }
    let rule = match (new.category, new.rule) {
        (Category::Rule, Some(number)) => Some(crate::node_rule::store::numbered(conn, number)?),
        (Category::Rule, None) if crate::node_rule::store::current(conn)?.is_some() => {
            return Err(Error::field("rule", "error-field-required"));
        }
        _ => None,
    };
    let about = store::Named {
        statements: about.statement.into_iter().map(|statement| statement.id).collect(),
        positions: about.position.into_iter().map(|position| position.id).collect(),
    };
    if let Some(who) = who {
        limit(conn, at, who, &reported.id, &about)?;
    }
    let forwarded = new.forward && !reported.local;
    let id = ReportId::new();
    let row = Report {
        id: id.clone(),
        account_id: who.map(|who| who.account.clone()),
        origin_host: None,
        origin_uri: None,
        actor_id: reported.id.clone(),
        category: new.category,
        rule_version: rule.map(|(version, _)| version),
        rule_number: rule.map(|(_, number)| number),
        words_forwarded: forwarded && new.with_words && !words.is_empty(),
        words,
        forwarded,
        state: ReportState::Open,
        assigned_to: None,
        created_at: at.now,
        decided_at: None,
    };
    store::insert(conn, &row, &about)?;
    if forwarded {
        fact::record(conn, &Fact::ReportForwarded { report: id.clone() }, at.now)?;
    }
    tell_keepers(conn, at.now, &row)?;
    Ok(id)
}

/// Those who may decide about a report are told that one waits.
pub(super) fn tell_keepers(conn: &mut AnyConnection, now: Timestamp, row: &Report) -> Result<()> {
    let target =
        Target { actor: Some(&row.actor_id), reporter: row.account_id.as_ref(), ..Target::default() };
    let mut told = moderation::store::without_part(conn, None, &target)?;
    if told.is_empty() {
        told = moderation::store::without_part(conn, None, &Target::default())?;
    }
    for keeper in &told {
        tell(conn, now, keeper, Kind::ReportReceived, "/admin/reports")?;
    }
    Ok(())
}

fn limit(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    reported: &ActorId,
    about: &store::Named,
) -> Result<()> {
    let own = store::own(conn, who)?;
    let today = own.iter().filter(|report| report.created_at > at.now - days(1)).count();
    if i64::try_from(today).unwrap_or(i64::MAX) >= A_DAY {
        return Err(Error::TooMany);
    }
    for known in own.iter().filter(|r| r.state == ReportState::Open && r.actor_id == *reported) {
        if store::named(conn, &known.id)? == *about {
            return Err(Error::Conflict("error-report-already"));
        }
    }
    Ok(())
}

/// A report that this keeper may look into.
fn mine(conn: &mut AnyConnection, who: &Identity, id: &ReportId) -> Result<Report> {
    let found = store::get(conn, id)?;
    if moderation::store::withheld(conn, who)?.contains(&found.actor_id) {
        return Err(Error::NotFound);
    }
    let reported = actor::store::get(conn, &found.actor_id)?;
    moderation::actions::check(
        conn,
        Some(who),
        Power::HandleReport,
        &reported,
        found.account_id.as_ref(),
        None,
    )?;
    Ok(found)
}

/// Takes a report on, or gives it back.
///
/// # Errors
/// `Forbidden` by [`moderation::rules::may`], `NotFound`.
pub fn assign(conn: &mut AnyConnection, who: &Identity, id: &ReportId, taken: bool) -> Result<()> {
    mine(conn, who, id)?;
    let whose: Option<AccountId> = taken.then(|| who.account.clone());
    diesel::update(report::table.find(id)).set(report::assigned_to.eq(whose)).execute(conn)?;
    Ok(())
}

/// Writes down something for other moderators.
///
/// # Errors
/// `Forbidden` by [`moderation::rules::may`], `NotFound`, `Invalid`.
pub fn note(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ReportId, words: &str) -> Result<()> {
    mine(conn, who, id)?;
    let words = sanitise::paragraph(words);
    if words.is_empty() {
        return Err(Error::field("note", "error-field-required"));
    }
    if words.chars().count() > 2000 {
        return Err(Error::Invalid(vec![FieldError::limit("note", "error-too-long", 2000)]));
    }
    diesel::insert_into(report_note::table)
        .values(Note {
            id: NoteId::new(),
            report_id: id.clone(),
            account_id: Some(who.account.clone()),
            words,
            created_at: at.now,
        })
        .execute(conn)?;
    Ok(())
}

/// Forgets reports that were decided about long ago; gives how many. The decisions stay.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, now: Timestamp) -> Result<usize> {
    Ok(diesel::delete(
        report::table
            .filter(report::state.eq(ReportState::Decided))
            .filter(report::decided_at.lt(now - days(KEPT)).assume_not_null()),
    )
    .execute(conn)?)
}
