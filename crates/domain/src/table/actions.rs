//! Recording seats in an organisation's name, adding steps, rating, correcting, withdrawing.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::{Timestamp, seconds};
use sofra_base::id::sha256_hex;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::table_seat;

use super::model::{Seat, SeatId, State, Step, Told};
use super::rules::{self, CheckedStep, Form, StepForm};
use super::store;
use crate::account::{Identity, Seat as Role};
use crate::actor::{self, Actor, ActorId};
use crate::approval::actions::New;
use crate::approval::{self, Proposal};
use crate::audit::{self, actions::Act as Line};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::moderation::rules::Power;
use crate::network::store::scopes_of;
use crate::site::At;
use crate::statement;

/// What is to be done with a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// It is recorded, with its first step.
    Record {
        /// Whose table it is, and so on.
        form: Form,
        /// The first step.
        step: StepForm,
    },
    /// Another step.
    Step {
        /// Which.
        step: StepForm,
    },
    /// What those who sat there think came of it.
    Rate {
        /// 1 to 5, or 0 to take it back.
        rating: i32,
        /// In words.
        words: String,
    },
    /// What was written of body, process and so on is corrected. Who may read it stays.
    Correct {
        /// As it is from now on.
        form: Form,
    },
    /// It is taken back as a whole.
    Withdraw {
        /// Why, for those inside.
        reason: String,
    },
}

impl Act {
    /// The code of the act in the record.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Record { .. } => "table.record",
            Self::Step { .. } => "table.step",
            Self::Rate { .. } => "table.rate",
            Self::Correct { .. } => "table.correct",
            Self::Withdraw { .. } => "table.withdraw",
        }
    }
}

/// Something about a seat that waits for approval, as the proposal holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Which seat: of a new one the row that it will be.
    pub seat: SeatId,
    /// The revision that it follows; 0 for a new one.
    pub after: i32,
    /// What is to be done.
    pub act: Act,
}

/// What a proposal holds.
///
/// # Errors
/// `Internal` when it holds none.
pub fn pending(found: &Proposal) -> Result<Pending> {
    serde_json::from_str(&found.content).map_err(|e| Error::Internal(format!("a pending seat: {e}")))
}

/// What an approval is bound to, as it is now: another text when the seat changed meanwhile.
pub(crate) fn fingerprint_of(conn: &mut AnyConnection, found: &Proposal) -> Result<String> {
    let pending = pending(found)?;
    let now = match store::get(conn, &pending.seat) {
        Ok(seat) if seat.stands() => seat.revision,
        Ok(_) => -1,
        Err(Error::NotFound) => 0,
        Err(other) => return Err(other),
    };
    Ok(if now == pending.after { sha256_hex(found.content.as_bytes()) } else { String::new() })
}

/// An officer proposes something about a seat of an organisation (`None`: a new one). Where that meets its rule, it is
/// done at once: the proposal's state says which.
///
/// # Errors
/// `NotFound` for others, `Forbidden` for whoever is no officer, `Invalid`.
pub fn propose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    seat: Option<&SeatId>,
    act: Act,
) -> Result<(Proposal, SeatId)> {
    must_decide(conn, who, organisation)?;
    let known = match seat {
        Some(id) => Some(own(conn, organisation, id)?),
        None => None,
    };
    let act = checked(conn, at, known.as_ref(), act)?;
    let pending = Pending {
        seat: known.as_ref().map_or_else(SeatId::new, |seat| seat.id.clone()),
        after: known.as_ref().map_or(0, |seat| seat.revision),
        act,
    };
    let content = serde_json::to_string(&pending).map_err(|e| Error::Internal(e.to_string()))?;
    let new = New {
        organisation,
        kind: approval::Subject::Place,
        object: pending.seat.as_str(),
        content_hash: sha256_hex(content.as_bytes()),
        content,
        at_once: true,
        stands_for_it: true,
    };
    Ok((approval::actions::propose(conn, at, who, new)?, pending.seat))
}

/// The act as it is approved: cleaned and sound.
fn checked(conn: &mut AnyConnection, at: &At, known: Option<&Seat>, act: Act) -> Result<Act> {
    Ok(match (act, known) {
        (Act::Record { form, step }, None) => {
            let mut wrong = rules::check(&form).err().unwrap_or_default();
            match rules::check_step(&step, &[], at.now) {
                Ok(found) if wrong.is_empty() => Act::Record { form, step: kept(&found) },
                found => {
                    wrong.extend(found.err().unwrap_or_default());
                    return Err(Error::Invalid(wrong));
                }
            }
        }
        (Act::Step { step }, Some(seat)) => {
            let before = before(&store::steps(conn, &seat.id)?);
            let found = rules::check_step(&step, &before, at.now).map_err(Error::Invalid)?;
            Act::Step { step: kept(&found) }
        }
        (Act::Rate { rating, words }, Some(_)) => {
            let (rating, words) = rules::check_rating(rating, &words).map_err(Error::Invalid)?;
            Act::Rate { rating, words }
        }
        (Act::Correct { form }, Some(seat)) => {
            // To be read by others than before is another promise: a new record.
            let form = Form { audience: seat.audience.as_str().to_owned(), ..form };
            rules::check(&form).map_err(Error::Invalid)?;
            Act::Correct { form }
        }
        (Act::Withdraw { reason }, Some(_)) => {
            let reason = sanitise::paragraph(&reason);
            if reason.is_empty() {
                return Err(Error::field("reason", "error-reason-required"));
            }
            if reason.chars().count() > approval::actions::REASON {
                let wrong = FieldError::limit("reason", "error-too-long", approval::actions::REASON as i64);
                return Err(Error::Invalid(vec![wrong]));
            }
            Act::Withdraw { reason }
        }
        _ => return Err(Error::NotFound),
    })
}

fn kept(step: &CheckedStep) -> StepForm {
    StepForm {
        state: step.state.as_str().to_owned(),
        refusal: step.refusal.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        day: step.day.clone(),
        words: step.words.clone(),
        evidence: step.evidence.clone(),
    }
}

fn before(steps: &[Step]) -> Vec<(State, String)> {
    steps.iter().map(|step| (step.state, step.happened_on.clone())).collect()
}

fn row(id: &SeatId, number: i32, step: &CheckedStep, now: Timestamp) -> Step {
    Step {
        seat_id: id.clone(),
        number,
        state: step.state,
        refusal: step.refusal.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        happened_on: step.day.clone(),
        words: step.words.clone(),
        evidence: step.evidence.clone(),
        recorded_at: now,
    }
}

/// Does what was approved.
pub(crate) fn perform(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    pending: &Pending,
) -> Result<()> {
    let owner = actor::store::get(conn, organisation)?;
    if !owner.is_active() || !owner.local {
        return Err(Error::Forbidden("suspended"));
    }
    let line = Line {
        act: pending.act.code(),
        object: pending.seat.as_str(),
        organisation: Some(organisation),
        reason: "",
    };
    match &pending.act {
        Act::Record { form, step } => record(conn, at, organisation, &pending.seat, form, step)?,
        Act::Withdraw { .. } => {
            let seat = own(conn, organisation, &pending.seat)?;
            take_back(conn, at, &seat)?;
        }
        act => {
            let seat = own(conn, organisation, &pending.seat)?;
            if seat.revision != pending.after {
                return Err(Error::Conflict("error-proposal-changed"));
            }
            change(conn, at, seat, act)?;
        }
    }
    audit::actions::record(conn, at.now, Some(who), line)
}

fn record(
    conn: &mut AnyConnection,
    at: &At,
    organisation: &ActorId,
    id: &SeatId,
    form: &Form,
    step: &StepForm,
) -> Result<()> {
    let checked = rules::check(form).map_err(Error::Invalid)?;
    let first = rules::check_step(step, &[], at.now).map_err(Error::Invalid)?;
    let steps = [self::row(id, 1, &first, at.now)];
    let mut seat = Seat {
        uri: at.site.seat_uri(id),
        id: id.clone(),
        local: true,
        holder_id: organisation.clone(),
        body: checked.body,
        body_name: checked.body_name,
        body_kind: checked.body_kind,
        country: checked.country,
        body_actor: checked.body_actor,
        process: checked.process,
        meeting: checked.meeting,
        stage: checked.stage,
        kind: checked.kind,
        language: checked.language,
        state: first.state,
        rung: 1,
        refusal: String::new(),
        rating: 0,
        rating_words: String::new(),
        audience: checked.audience,
        revision: 1,
        recorded_at: at.now,
        updated_at: at.now,
        received_at: None,
        withdrawn_at: None,
        hidden_at: None,
        page_url: None,
    };
    store::summed(&mut seat, &steps);
    diesel::insert_into(table_seat::table).values(seat.clone()).execute(conn)?;
    store::write_steps(conn, id, &steps)?;
    let networks = scopes_of(conn, organisation)?;
    store::tell(conn, id, &networks)?;
    fact::record(conn, &Fact::Table { told: Told::Recorded { seat: id.clone() } }, at.now)
}

fn change(conn: &mut AnyConnection, at: &At, mut seat: Seat, act: &Act) -> Result<()> {
    match act {
        Act::Step { step } => {
            let mut steps = store::steps(conn, &seat.id)?;
            let next = rules::check_step(step, &before(&steps), at.now).map_err(Error::Invalid)?;
            let number = steps.last().map_or(0, |last| last.number) + 1;
            steps.push(row(&seat.id, number, &next, at.now));
            store::summed(&mut seat, &steps);
            store::write_steps(conn, &seat.id, &steps)?;
        }
        Act::Rate { rating, words } => {
            (seat.rating, seat.rating_words) = (*rating, words.clone());
        }
        Act::Correct { form } => {
            let checked = rules::check(form).map_err(Error::Invalid)?;
            seat = Seat {
                body: checked.body,
                body_name: checked.body_name,
                body_kind: checked.body_kind,
                country: checked.country,
                body_actor: checked.body_actor,
                process: checked.process,
                meeting: checked.meeting,
                stage: checked.stage,
                kind: checked.kind,
                language: checked.language,
                ..seat
            };
        }
        Act::Record { .. } | Act::Withdraw { .. } => return Err(Error::NotFound),
    }
    seat.revision += 1;
    touch(conn, at, &mut seat)
}

/// A seat of this node says something else than before: its date is later, and others are told.
pub(super) fn touch(conn: &mut AnyConnection, at: &At, seat: &mut Seat) -> Result<()> {
    seat.updated_at = at.now.max(seat.updated_at + seconds(1));
    store::update(conn, seat)?;
    fact::record(conn, &Fact::Table { told: Told::Changed { seat: seat.id.clone() } }, at.now)
}

/// Takes a seat out of the register. Its words are gone here, and whoever holds a copy is told.
fn take_back(conn: &mut AnyConnection, at: &At, seat: &Seat) -> Result<()> {
    let holder = actor::store::get(conn, &seat.holder_id)?;
    end(conn, at.now, seat, &holder)?;
    fact::record(conn, &Fact::Table { told: Told::Withdrawn { seat: seat.id.clone() } }, at.now)
}

/// Takes a seat of this node back at the machine itself: the way out where nobody is left who could.
///
/// # Errors
/// `NotFound`, `Conflict` for one of another node, `Invalid` without a reason.
pub fn withdraw_at_the_machine(conn: &mut AnyConnection, at: &At, id: &SeatId, reason: &str) -> Result<()> {
    let found = store::get(conn, id)?;
    if !found.local {
        return Err(Error::Conflict("error-seat-own-node"));
    }
    let reason = sanitise::line(reason);
    if reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    if found.stands() {
        take_back(conn, at, &found)?;
    }
    let line = Line {
        act: "table.withdraw",
        object: id.as_str(),
        organisation: Some(&found.holder_id),
        reason: &reason,
    };
    audit::actions::record(conn, at.now, None, line)
}

/// The words are gone, and the name is never given out again.
pub(super) fn end(conn: &mut AnyConnection, now: Timestamp, found: &Seat, holder: &Actor) -> Result<()> {
    diesel::update(table_seat::table.find(&found.id)).set(table_seat::withdrawn_at.eq(now)).execute(conn)?;
    store::clear(conn, &found.id)?;
    // What proved its words holds a copy of them.
    crate::proof::store::forget(conn, &found.uri)?;
    if found.local {
        super::reply::actions::end_link(conn, &found.id)?;
        approval::store::clear(conn, found.id.as_str())?;
    }
    statement::store::remember_gone(conn, &found.uri, &holder.uri, "seat", now)
}

/// Everything that a holder recorded ends with it: its node is gone.
pub(crate) fn end_all_of(conn: &mut AnyConnection, now: Timestamp, holder: &ActorId) -> Result<()> {
    let owner = actor::store::get(conn, holder)?;
    let all: Vec<Seat> = table_seat::table
        .filter(table_seat::holder_id.eq(holder))
        .filter(table_seat::withdrawn_at.is_null())
        .select(Seat::as_select())
        .load(conn)?;
    for found in &all {
        end(conn, now, found, &owner)?;
    }
    Ok(())
}

/// A moderator takes a seat of another node off everything that is shown here, or shows it again.
///
/// # Errors
/// `Forbidden` by [`crate::moderation::rules::may`], `NotFound`, `Conflict` for one of this node, `Invalid` without a
/// reason.
pub fn set_hidden(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &SeatId,
    hidden: bool,
    reason: &str,
) -> Result<()> {
    let found = store::get(conn, id)?;
    let holder = actor::store::get(conn, &found.holder_id)?;
    crate::moderation::actions::check(conn, who, Power::Hide, &holder, None, None)?;
    if found.local {
        return Err(Error::Conflict("error-seat-own-node"));
    }
    if found.hidden_at.is_some() == hidden {
        return Ok(());
    }
    let reason = checked_reason(reason, hidden)?;
    diesel::update(table_seat::table.find(id))
        .set(table_seat::hidden_at.eq(hidden.then_some(at.now)))
        .execute(conn)?;
    let act = if hidden { "table.hide" } else { "table.show" };
    audit::actions::record(
        conn,
        at.now,
        who,
        Line { act, object: id.as_str(), organisation: None, reason: &reason },
    )
}

pub(super) fn checked_reason(reason: &str, needed: bool) -> Result<String> {
    let reason = sanitise::line(reason);
    if needed && reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    if reason.chars().count() > approval::actions::REASON {
        let wrong = FieldError::limit("reason", "error-too-long", approval::actions::REASON as i64);
        return Err(Error::Invalid(vec![wrong]));
    }
    Ok(reason)
}

/// A seat of an organisation that stands. Others need not learn that it exists.
pub(super) fn own(conn: &mut AnyConnection, organisation: &ActorId, id: &SeatId) -> Result<Seat> {
    let found = store::get(conn, id)?;
    let theirs = found.local && found.stands() && found.hidden_at.is_none();
    if theirs && found.holder_id == *organisation { Ok(found) } else { Err(Error::NotFound) }
}

pub(super) fn must_decide(conn: &mut AnyConnection, who: &Identity, organisation: &ActorId) -> Result<()> {
    match who.seat(organisation) {
        None => return Err(Error::NotFound),
        Some(Role::Officer) => {}
        Some(_) => return Err(Error::Forbidden("officers-only")),
    }
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    if !actor::store::get(conn, organisation)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    Ok(())
}
