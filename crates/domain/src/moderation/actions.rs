//! Deciding, and taking a decision back.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::{actor as actor_table, appeal, decision, follow, moderation_setting};

use super::model::{AppealState, Decision, DecisionId, Measure, Setting};
use super::rules::{self, Doer, Power, Target};
use super::store;
use crate::account::{AccountId, Identity, Seat};
use crate::actor::{self, Actor, ActorId, ActorKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::notification::Kind;
use crate::notification::actions::{tell, tell_seats};
use crate::peer::{self, Policy, Rule};
use crate::position::{self, PositionId};
use crate::report::{self, ReportId};
use crate::site::At;
use crate::statement::{self, State, StatementId};

/// Characters of a reason at most.
pub const REASON: usize = 1000;

/// What is to be decided.
#[derive(Debug, Clone)]
pub struct Ruling<'a> {
    /// The report it answers.
    pub report: Option<&'a ReportId>,
    /// Whom it concerns.
    pub actor: &'a ActorId,
    /// The statements it is about; hiding and removing needs some of these…
    pub statements: &'a [StatementId],
    /// …or positions.
    pub positions: &'a [PositionId],
    /// What is decided.
    pub measure: Measure,
    /// The rule of the node that was broken, by its number now.
    pub rule: Option<i32>,
    /// Why; the one concerned reads it.
    pub reason: &'a str,
}

/// What somebody said that a measure is about.
#[derive(Debug, Clone)]
enum Said {
    Statement(StatementId),
    Position(PositionId),
}

const fn power_of(measure: Measure) -> Power {
    match measure {
        Measure::Dismiss => Power::HandleReport,
        Measure::Hide => Power::Hide,
        Measure::Remove => Power::Remove,
        Measure::Warn => Power::Warn,
        Measure::Suspend => Power::Suspend,
        Measure::LimitHost | Measure::SuspendHost => Power::RestrictHost,
    }
}

const fn code_of(measure: Measure, is_position: bool) -> &'static str {
    match measure {
        Measure::Hide if is_position => "position.hide",
        Measure::Remove if is_position => "position.remove",
        Measure::Dismiss => "report.dismiss",
        Measure::Hide => "statement.hide",
        Measure::Remove => "statement.remove",
        Measure::Warn => "actor.warn",
        Measure::Suspend => "actor.suspend",
        Measure::LimitHost => "peer.limit",
        Measure::SuspendHost => "peer.suspend",
    }
}

/// Decides: does what the measure says, writes down why, tells the one concerned and whoever reported, and records it.
/// Gives the decision, one for each statement that was hidden or removed.
///
/// # Errors
/// `Forbidden` by [`rules::may`], `NotFound`, `Invalid` without a reason or without a statement where one is needed,
/// `Conflict` when a measure does not fit.
pub fn decide(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    ruling: &Ruling<'_>,
) -> Result<Vec<DecisionId>> {
    let subject = actor::store::get(conn, ruling.actor)?;
    let reported = ruling.report.map(|id| report::store::get(conn, id)).transpose()?;
    let reporter = reported.as_ref().and_then(|report| report.account_id.clone());
    check(conn, who, power_of(ruling.measure), &subject, reporter.as_ref(), None)?;
    if reported.as_ref().is_some_and(|report| report.actor_id != subject.id) {
        return Err(Error::NotFound);
    }
    let reason = checked_reason(ruling.reason, ruling.measure != Measure::Dismiss)?;
    let rule = match ruling.rule {
        Some(number) => Some(crate::node_rule::store::numbered(conn, number)?),
        None => None,
    };
    let about: Vec<Option<Said>> = match ruling.measure {
        Measure::Hide | Measure::Remove if ruling.statements.is_empty() && ruling.positions.is_empty() => {
            return Err(Error::field("statements", "error-decision-statement"));
        }
        Measure::Hide | Measure::Remove => {
            let statements = ruling.statements.iter().cloned().map(Said::Statement);
            let positions = ruling.positions.iter().cloned().map(Said::Position);
            statements.chain(positions).map(Some).collect()
        }
        _ => vec![None],
    };
    let host = match ruling.measure {
        Measure::LimitHost | Measure::SuspendHost if subject.local => {
            return Err(Error::Conflict("error-decision-own-host"));
        }
        Measure::LimitHost | Measure::SuspendHost => Some(store::home(conn, &subject.id)?),
        _ => None,
    };
    let mut made = Vec::new();
    for said in about {
        // What is somebody else's, or gone, is nothing to decide about here.
        let is_theirs = match &said {
            Some(Said::Statement(id)) => {
                let found = statement::store::get(conn, id)?;
                found.author_id == subject.id && found.state == State::Published
            }
            Some(Said::Position(id)) => {
                let found = position::store::get(conn, id)?;
                found.holder_id == subject.id && found.state != position::State::Withdrawn
            }
            None => true,
        };
        if !is_theirs {
            return Err(Error::NotFound);
        }
        carry_out(conn, at, who, ruling.measure, &subject, said.as_ref(), host.as_deref(), &reason)?;
        let (statement, stance) = match &said {
            Some(Said::Statement(id)) => (Some(id.clone()), None),
            Some(Said::Position(id)) => (None, Some(id.clone())),
            None => (None, None),
        };
        let id = DecisionId::new();
        diesel::insert_into(decision::table)
            .values(Decision {
                id: id.clone(),
                report_id: ruling.report.cloned(),
                measure: ruling.measure,
                actor_id: Some(subject.id.clone()),
                statement_id: statement.clone(),
                position_id: stance.clone(),
                host: host.clone(),
                rule_version: rule.map(|(version, _)| version),
                rule_number: rule.map(|(_, number)| number),
                reason: reason.clone(),
                decided_by: who.map(|who| who.account.clone()),
                decided_at: at.now,
                lifted_at: None,
            })
            .execute(conn)?;
        // A decision about a host is recorded where that is decided.
        if host.is_none() {
            let object = match (&said, ruling.report) {
                (Some(Said::Statement(id)), _) => id.to_string(),
                (Some(Said::Position(id)), _) => id.to_string(),
                (None, Some(report)) if ruling.measure == Measure::Dismiss => report.to_string(),
                _ => subject.id.to_string(),
            };
            let act = Act {
                act: code_of(ruling.measure, stance.is_some()),
                object: &object,
                organisation: organisation_of(&subject),
                reason: &reason,
            };
            record(conn, at.now, who, act)?;
        }
        if ruling.measure != Measure::Dismiss && host.is_none() {
            tell_concerned(conn, at, &subject, who, &id)?;
        }
        made.push(id);
    }
    if let Some(report) = &reported {
        report::store::close(conn, &report.id, at.now)?;
        if let Some(reporter) = reporter.filter(|reporter| who.is_none_or(|who| who.account != *reporter)) {
            tell(conn, at.now, &reporter, Kind::ReportDecided, "/reports")?;
        }
    }
    Ok(made)
}

/// The organisation of this node that a line of the record concerns.
fn organisation_of(actor: &Actor) -> Option<&ActorId> {
    (actor.local && actor.kind == ActorKind::Organisation).then_some(&actor.id)
}

pub(crate) fn check(
    conn: &mut AnyConnection,
    who: Option<&Identity>,
    power: Power,
    subject: &Actor,
    reporter: Option<&AccountId>,
    decided_by: Option<&AccountId>,
) -> Result<()> {
    let mut target =
        Target { actor: Some(&subject.id), reporter, decided_by, is_own_table: false, others: 0 };
    target.is_own_table = store::is_own_table(conn, subject)?;
    let free = store::without_part(conn, who.map(|who| &who.account), &target)?;
    target.others = free.iter().filter(|other| decided_by != Some(*other)).count();
    rules::may(&Doer::of(who), power, &target)
}

pub(super) fn checked_reason(text: &str, needed: bool) -> Result<String> {
    let reason = sanitise::paragraph(text);
    if needed && reason.is_empty() {
        return Err(Error::field("reason", "error-field-required"));
    }
    if reason.chars().count() > REASON {
        let limit = i64::try_from(REASON).unwrap_or(i64::MAX);
        return Err(Error::Invalid(vec![crate::FieldError::limit("reason", "error-too-long", limit)]));
    }
    Ok(reason)
}

#[allow(clippy::too_many_arguments, reason = "one place where a measure becomes a change")]
fn carry_out(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    measure: Measure,
    subject: &Actor,
    said: Option<&Said>,
    host: Option<&str>,
    reason: &str,
) -> Result<()> {
    match (measure, said, host) {
        (Measure::Hide, Some(Said::Statement(id)), _) => {
            statement::actions::set_hidden(conn, id, Some(at.now))
        }
        (Measure::Remove, Some(Said::Statement(id)), _) => statement::actions::remove(conn, at, id),
        (Measure::Hide, Some(Said::Position(id)), _) => position::actions::hide(conn, at.now, id, true),
        (Measure::Remove, Some(Said::Position(id)), _) => position::actions::remove(conn, at, id),
        (Measure::Suspend, ..) => suspend(conn, at, subject),
        (Measure::LimitHost | Measure::SuspendHost, _, Some(host)) => {
            let known = peer::store::find(conn, host)?;
            let before = known.as_ref().map_or(Rule::of(Policy::None), peer::store::Peer::rule);
            let rule = if measure == Measure::SuspendHost {
                Rule { policy: Policy::Suspend, ..before }
            } else {
                Rule { limited: true, ..before }
            };
            let mut decision =
                known.map_or_else(|| peer::Decision::new(rule, reason), |peer| peer.decision());
            decision.rule = rule;
            decision.reason = reason.to_owned();
            peer::actions::decide(conn, at, who, host, &decision)
        }
        _ => Ok(()),
    }
}

/// From now on nothing of the actor is shown, and nothing is taken from it. The follows of a remote one end without a
/// word; those of a local one wait for it, because it may come back.
fn suspend(conn: &mut AnyConnection, at: &At, subject: &Actor) -> Result<()> {
    if subject.suspended_at.is_some() {
        return Err(Error::Conflict("error-decision-suspended"));
    }
    diesel::update(actor_table::table.find(&subject.id))
        .set(actor_table::suspended_at.eq(at.now))
        .execute(conn)?;
    position::actions::holder_changed(conn, at.now, &subject.id)?;
    if subject.local {
        delivery::cancel_actor(conn, subject.id.as_str(), at.now)?;
    } else {
        diesel::delete(
            follow::table.filter(follow::follower_id.eq(&subject.id).or(follow::target_id.eq(&subject.id))),
        )
        .execute(conn)?;
    }
    Ok(())
}

fn tell_concerned(
    conn: &mut AnyConnection,
    at: &At,
    subject: &Actor,
    who: Option<&Identity>,
    id: &DecisionId,
) -> Result<()> {
    if !subject.local {
        return Ok(());
    }
    let link = format!("/appeals/{id}");
    let except = who.map(|who| &who.account);
    if subject.kind == ActorKind::Organisation {
        return tell_seats(
            conn,
            at.now,
            &subject.id,
            &[Seat::Officer],
            except,
            Kind::ModerationDecided,
            &link,
        );
    }
    match store::account_of(conn, &subject.id)? {
        Some(account) => tell(conn, at.now, &account, Kind::ModerationDecided, &link),
        None => Ok(()),
    }
}

/// Takes a decision back: what was hidden is shown, who was suspended may speak. What was removed stays gone.
///
/// # Errors
/// `Forbidden` by [`rules::may`], `NotFound`, `Conflict` when it was taken back before or cannot be.
pub fn lift(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &DecisionId,
    reason: &str,
) -> Result<()> {
    let found = store::get(conn, id)?;
    let subject = found.actor_id.as_ref().ok_or(Error::NotFound)?;
    let subject = actor::store::get(conn, subject)?;
    check(conn, who, power_of(found.measure), &subject, None, None)?;
    let reason = checked_reason(reason, true)?;
    undo(conn, at, who, &found, &subject, &reason)
}

/// What taking a decision back changes; who may do it was checked before.
pub(super) fn undo(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    found: &Decision,
    subject: &Actor,
    reason: &str,
) -> Result<()> {
    if found.lifted_at.is_some() {
        return Err(Error::Conflict("error-decision-lifted"));
    }
    let (act, object) = match (found.measure, &found.statement_id, &found.position_id) {
        (Measure::Hide, Some(statement), _) => {
            statement::actions::set_hidden(conn, statement, None)?;
            ("statement.show", statement.to_string())
        }
        (Measure::Hide, None, Some(stance)) => {
            position::actions::hide(conn, at.now, stance, false)?;
            ("position.show", stance.to_string())
        }
        (Measure::Suspend, ..) => {
            diesel::update(actor_table::table.find(&subject.id))
                .set(actor_table::suspended_at.eq(None::<Timestamp>))
                .execute(conn)?;
            position::actions::holder_changed(conn, at.now, &subject.id)?;
            ("actor.restore", subject.id.to_string())
        }
        (Measure::Remove | Measure::Warn, ..) => ("decision.lift", found.id.to_string()),
        // The host's own page is the place for those.
        _ => return Err(Error::Conflict("error-decision-host-page")),
    };
    diesel::update(decision::table.find(&found.id)).set(decision::lifted_at.eq(at.now)).execute(conn)?;
    // An appeal against what no longer stands needs no answer any more.
    diesel::update(
        appeal::table.filter(appeal::decision_id.eq(&found.id)).filter(appeal::state.eq(AppealState::Open)),
    )
    .set((
        appeal::state.eq(AppealState::Granted),
        appeal::answered_at.eq(at.now),
        appeal::answered_by.eq(who.map(|who| who.account.clone())),
    ))
    .execute(conn)?;
    record(conn, at.now, who, Act { act, object: &object, organisation: organisation_of(subject), reason })?;
    tell_concerned(conn, at, subject, who, &found.id)
}

/// Shows a hidden statement again. Twice changes nothing.
///
/// # Errors
/// `Forbidden` by [`rules::may`], `NotFound`.
pub fn show(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, id: &StatementId) -> Result<()> {
    let found = statement::store::get(conn, id)?;
    let subject = actor::store::get(conn, &found.author_id)?;
    check(conn, who, Power::Hide, &subject, None, None)?;
    if found.hidden_at.is_none() {
        return Ok(());
    }
    let decided: Vec<DecisionId> = decision::table
        .filter(decision::statement_id.eq(id.as_str()))
        .filter(decision::measure.eq(Measure::Hide))
        .filter(decision::lifted_at.is_null())
        .select(decision::id)
        .load(conn)?;
    diesel::update(decision::table.filter(decision::id.eq_any(&decided)))
        .set(decision::lifted_at.eq(at.now))
        .execute(conn)?;
    statement::actions::set_hidden(conn, id, None)?;
    let object = id.to_string();
    let organisation = organisation_of(&subject);
    record(conn, at.now, who, Act { act: "statement.show", object: &object, organisation, reason: "" })
}

/// Decisions to hide a position stand no more once it is shown again otherwise.
pub(crate) fn position_shown(conn: &mut AnyConnection, now: Timestamp, id: &PositionId) -> Result<()> {
    diesel::update(
        decision::table
            .filter(decision::position_id.eq(id.as_str()))
            .filter(decision::measure.eq(Measure::Hide))
            .filter(decision::lifted_at.is_null()),
    )
    .set(decision::lifted_at.eq(now))
    .execute(conn)?;
    Ok(())
}

/// The host chooses about reports and lists.
///
/// # Errors
/// `Forbidden` unless the account runs the node.
pub fn choose(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, setting: Setting) -> Result<()> {
    rules::may(&Doer::of(who), Power::WriteRules, &Target::default())?;
    if store::setting(conn)? == setting {
        return Ok(());
    }
    let values = (
        moderation_setting::publishes_blocks.eq(setting.publishes_blocks),
        moderation_setting::visitors_report.eq(setting.visitors_report),
    );
    if diesel::update(moderation_setting::table.find(1)).set(values).execute(conn)? == 0 {
        diesel::insert_into(moderation_setting::table)
            .values((moderation_setting::id.eq(1), values.0, values.1))
            .execute(conn)?;
    }
    let object =
        format!("publishes-blocks={} visitors-report={}", setting.publishes_blocks, setting.visitors_report);
    record(conn, at.now, who, Act { act: "moderation.choose", object: &object, ..Act::default() })
}
