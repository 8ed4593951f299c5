//! Appealing, and answering an appeal.

use diesel::prelude::*;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::appeal;

use crate::account::{Identity, Seat};
use crate::actor::{self, ActorKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, FieldError, Result};
use crate::moderation::actions::{check, checked_reason, undo};
use crate::moderation::model::{Appeal, AppealId, AppealState, DecisionId, Measure};
use crate::moderation::rules::{Power, Target};
use crate::moderation::store;
use crate::notification::Kind;
use crate::notification::actions::tell;
use crate::site::At;

/// Characters of an appeal at most.
pub const WORDS: usize = 5000;

/// Answers a decision, once, in the name of the one it concerns.
///
/// # Errors
/// `NotFound` for everybody else, `Conflict` when it was appealed against before or does not stand any more, `Invalid`.
pub fn appeal(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &DecisionId,
    words: &str,
) -> Result<AppealId> {
    let found = store::get(conn, id)?;
    if !store::concerns(who, &found) || found.measure == Measure::Dismiss {
        return Err(Error::NotFound);
    }
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    if found.lifted_at.is_some() {
        return Err(Error::Conflict("error-decision-lifted"));
    }
    if store::appeal_of(conn, id)?.is_some() {
        return Err(Error::Conflict("error-appeal-again"));
    }
    let words = sanitise::paragraph(words);
    if words.is_empty() {
        return Err(Error::field("words", "error-field-required"));
    }
    if words.chars().count() > WORDS {
        let limit = i64::try_from(WORDS).unwrap_or(i64::MAX);
        return Err(Error::Invalid(vec![FieldError::limit("words", "error-too-long", limit)]));
    }
    let appeal_id = AppealId::new();
    diesel::insert_into(appeal::table)
        .values(Appeal {
            id: appeal_id.clone(),
            decision_id: id.clone(),
            account_id: Some(who.account.clone()),
            words,
            state: AppealState::Open,
            answer: String::new(),
            answered_by: None,
            created_at: at.now,
            answered_at: None,
        })
        .execute(conn)?;
    // Whoever may answer is told: the one who decided only if there is nobody else.
    let target = Target { actor: found.actor_id.as_ref(), ..Target::default() };
    let free = store::without_part(conn, None, &target)?;
    let others: Vec<_> = free.iter().filter(|keeper| found.decided_by.as_ref() != Some(*keeper)).collect();
    let told = if others.is_empty() { free.iter().collect() } else { others };
    let link = format!("/appeals/{id}");
    for keeper in told {
        tell(conn, at.now, keeper, Kind::AppealReceived, &link)?;
    }
    Ok(appeal_id)
}

/// Answers an appeal: the decision stands, or is taken back.
///
/// # Errors
/// `Forbidden` by [`super::super::rules::may`] (nobody answers an appeal against their own decision where there is
/// somebody else), `NotFound`, `Conflict` when it was answered before, `Invalid` without an answer.
pub fn answer(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &AppealId,
    granted: bool,
    words: &str,
) -> Result<()> {
    let found = store::appeal(conn, id)?;
    let decision = store::get(conn, &found.decision_id)?;
    let subject = decision.actor_id.clone().ok_or(Error::NotFound)?;
    let subject = actor::store::get(conn, &subject)?;
    check(conn, who, Power::AnswerAppeal, &subject, None, decision.decided_by.as_ref())?;
    if found.state != AppealState::Open {
        return Err(Error::Conflict("error-appeal-answered"));
    }
    let words = checked_reason(words, true).map_err(|error| match error {
        Error::Invalid(wrong) => Error::Invalid(
            wrong.into_iter().map(|w| FieldError { field: "answer".to_owned(), ..w }).collect(),
        ),
        other => other,
    })?;
    let state = if granted { AppealState::Granted } else { AppealState::Refused };
    diesel::update(appeal::table.find(id))
        .set((
            appeal::state.eq(state),
            appeal::answer.eq(&words),
            appeal::answered_by.eq(who.map(|who| who.account.clone())),
            appeal::answered_at.eq(at.now),
        ))
        .execute(conn)?;
    let act = if granted { "appeal.grant" } else { "appeal.refuse" };
    let is_organisation = subject.local && subject.kind == ActorKind::Organisation;
    let organisation = is_organisation.then_some(&subject.id);
    let object = decision.id.to_string();
    record(conn, at.now, who, Act { act, object: &object, organisation, reason: &words })?;
    if granted && decision.lifted_at.is_none() {
        undo(conn, at, who, &decision, &subject, &words)?;
    }
    let link = format!("/appeals/{}", decision.id);
    if is_organisation {
        let except = who.map(|who| &who.account);
        return crate::notification::actions::tell_seats(
            conn,
            at.now,
            &subject.id,
            &[Seat::Officer],
            except,
            Kind::AppealDecided,
            &link,
        );
    }
    match &found.account_id {
        Some(account) => tell(conn, at.now, account, Kind::AppealDecided, &link),
        None => Ok(()),
    }
}
