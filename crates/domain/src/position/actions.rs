//! Taking, changing and withdrawing positions; what follows when a subject changes.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::{Timestamp, seconds};
use sofra_base::id::sha256_hex;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{
    account, activity, call, call_subject, position, position_revision, position_text, statement_paragraph,
};

use super::model::{Audience, Position, PositionId, State};
use super::rules::{self, Checked, Form};
use super::store;
use super::subject::{self, Subject};
use super::totals;
use crate::account::{AccountId, Identity, Seat};
use crate::actor::{self, Actor, ActorId, ActorKind};
use crate::approval::actions::New;
use crate::approval::{self, Proposal};
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::moderation::rules::Power;
use crate::network::store::scopes_of;
use crate::notification::{self, Kind};
use crate::overview;
use crate::search;
use crate::site::At;
use crate::statement::{self, Statement};
use crate::viewer::Reader;

/// Replaced words that are forgotten in one go: the rest an hour later.
const REPLACED_AT_ONCE: i64 = 500;

/// A position that waits for approval, as the proposal holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What it is about.
    pub subject: String,
    /// The hash of that when it was proposed: approvals are for this version.
    pub subject_hash: String,
    /// The position that it changes, with its revision.
    pub follows: Option<(PositionId, i32)>,
    /// What it would say.
    pub form: Form,
    /// Members' totals that would be told, as JSON; empty where they would not.
    pub totals: String,
}

/// A subject on which somebody may say something now: it is known here, and they may read it. Of a statement only what
/// is for everybody or for the network, because a position names it.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn open_subject(conn: &mut AnyConnection, who: &Identity, identity: &str) -> Result<Subject> {
    if identity.len() > subject::IDENTITY {
        return Err(Error::NotFound);
    }
    let found = store::subject_for(conn, identity, &Reader::Account(who.clone()))?;
    let is_there = found.is_known() && !found.title.is_empty();
    if is_there { Ok(found) } else { Err(Error::NotFound) }
}

/// What a position is bound to by an approval, as it is now: another text when what it is about, or what it follows,
/// changed meanwhile.
pub(crate) fn fingerprint_of(conn: &mut AnyConnection, found: &Proposal) -> Result<String> {
    let pending = pending(found)?;
    let about = subject::resolve(conn, &pending.subject)?;
    let follows = follows(conn, &found.organisation_id, &about.identity)?;
    if about.hash != pending.subject_hash || follows != pending.follows {
        return Ok(String::new());
    }
    Ok(sha256_hex(found.content.as_bytes()))
}

/// The position that a proposal holds.
///
/// # Errors
/// `Internal` when it holds none.
pub fn pending(found: &Proposal) -> Result<Pending> {
    serde_json::from_str(&found.content).map_err(|e| Error::Internal(format!("a pending position: {e}")))
}

fn follows(conn: &mut AnyConnection, holder: &ActorId, subject: &str) -> Result<Option<(PositionId, i32)>> {
    Ok(store::standing(conn, holder, subject)?.map(|found| (found.id, found.revision)))
}

/// What proposals about an organisation's position on a subject have in common.
#[must_use]
pub fn proposal_object(organisation: &ActorId, subject: &str) -> String {
    format!("{organisation} {}", sha256_hex(subject.as_bytes()))
}

/// An officer proposes what an organisation thinks, or thinks from now on. Where that meets its rule, it is taken at
/// once: the proposal's state says which.
///
/// # Errors
/// `NotFound` for others, `Forbidden` for whoever is no officer, `Invalid`.
pub fn propose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    subject: &str,
    form: &Form,
) -> Result<Proposal> {
    must_decide(conn, who, organisation)?;
    let about = open_subject(conn, who, subject)?;
    let checked = check(conn, &about, form)?;
    let totals = if form.tells_totals {
        let counted = super::inside::store::count(conn, organisation, &about)?;
        match totals::tell(&counted) {
            Some(told) => serde_json::to_string(&told).map_err(|e| Error::Internal(e.to_string()))?,
            None => return Err(Error::field("tells_totals", "error-totals-too-few")),
        }
    } else {
        String::new()
    };
    let pending = Pending {
        follows: follows(conn, organisation, &about.identity)?,
        form: kept(form, &checked),
        subject: about.identity,
        subject_hash: about.hash,
        totals,
    };
    let content = serde_json::to_string(&pending).map_err(|e| Error::Internal(e.to_string()))?;
    let object = proposal_object(organisation, &pending.subject);
    let new = New {
        organisation,
        kind: approval::Subject::Position,
        object: &object,
        content_hash: sha256_hex(content.as_bytes()),
        content,
        at_once: true,
        stands_for_it: true,
    };
    approval::actions::propose(conn, at, who, new)
}

/// A member says in public, or to the network, what they think themselves. Only whoever chose to be visible can.
///
/// # Errors
/// `Conflict` without a public profile, `NotFound`, `Forbidden`, `Invalid`.
pub fn show_own(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    subject: &str,
    form: &Form,
) -> Result<Position> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let Some(person) = &who.person else { return Err(Error::Conflict("error-position-not-visible")) };
    let about = open_subject(conn, who, subject)?;
    let form = Form { tells_totals: false, ..form.clone() };
    let checked = check(conn, &about, &form)?;
    let pending = Pending {
        follows: follows(conn, person, &about.identity)?,
        form: kept(&form, &checked),
        subject: about.identity,
        subject_hash: about.hash,
        totals: String::new(),
    };
    take(conn, at, person, &pending)?;
    store::standing(conn, person, &pending.subject)?.ok_or(Error::NotFound)
}

fn check(conn: &mut AnyConnection, about: &Subject, form: &Form) -> Result<Checked> {
    let checked = rules::check(form).map_err(Error::Invalid)?;
    if let Some(id) = &about.statement {
        let narrow = match statement::store::get(conn, id)?.audience {
            statement::Audience::Public => false,
            statement::Audience::Network => checked.audience == Audience::Public,
            // A position names what it is about: who may not read that must not learn that it exists.
            _ => return Err(Error::NotFound),
        };
        if narrow {
            return Err(Error::Invalid(vec![FieldError::new("audience", "error-position-wider")]));
        }
    }
    if !form.call.is_empty() && !is_asked(conn, &form.call, &about.identity)? {
        return Err(Error::field("call", "error-call-unknown"));
    }
    Ok(checked)
}

fn is_asked(conn: &mut AnyConnection, call_uri: &str, subject: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        call::table
            .inner_join(call_subject::table)
            .filter(call::uri.eq(call_uri))
            .filter(call_subject::subject.eq(subject)),
    ))
    .get_result(conn)?)
}

/// The form as it is approved: cleaned, without what stayed empty.
fn kept(form: &Form, checked: &Checked) -> Form {
    Form {
        stance: checked.stance.as_str().to_owned(),
        audience: checked.audience.as_str().to_owned(),
        authentic: checked.authentic.to_string(),
        reasons: checked
            .reasons
            .iter()
            .map(|(language, reasons)| rules::ReasonForm {
                language: language.to_string(),
                reasons: reasons.clone(),
            })
            .collect(),
        tells_totals: form.tells_totals,
        call: form.call.clone(),
    }
}

/// Takes a position that was approved, or a person's own: a new revision of the one that counts, or a new one. Where
/// it is to be read by others than before, it is a new one and the old one is withdrawn, because copies of the old one
/// are with those who may not read the new one, or the word given with it would be broken.
pub(crate) fn take(conn: &mut AnyConnection, at: &At, holder: &ActorId, pending: &Pending) -> Result<()> {
    let owner = actor::store::get(conn, holder)?;
    if !owner.is_active() || !owner.local {
        return Err(Error::Forbidden("suspended"));
    }
    let checked = rules::check(&pending.form).map_err(Error::Invalid)?;
    let about = subject::resolve(conn, &pending.subject)?;
    let before = store::standing(conn, holder, &about.identity)?;
    let follows = before.as_ref().map(|found| (found.id.clone(), found.revision));
    if follows != pending.follows || about.hash != pending.subject_hash {
        return Err(Error::Conflict("error-proposal-changed"));
    }
    let networks = scopes_of(conn, holder)?;
    let rule = match owner.kind {
        ActorKind::Organisation => Some(approval::store::rule(conn, holder)?),
        _ => None,
    };
    let latest = before.as_ref().map_or(at.now, |found| at.now.max(found.updated_at + seconds(1)));
    let row = |id: PositionId, revision: i32| Position {
        uri: at.site.position_uri(&id),
        id,
        local: true,
        holder_id: holder.clone(),
        subject: about.identity.clone(),
        subject_hash: about.hash.clone(),
        stance: checked.stance,
        audience: checked.audience,
        state: State::Superseded,
        revision,
        authentic: checked.authentic.clone(),
        rule: rule.map(|rule| rule.kind.as_str().to_owned()).unwrap_or_default(),
        quorum: rule.map_or(0, |rule| rule.quorum),
        threshold: rule.map_or(0, |rule| rule.threshold),
        member_totals: pending.totals.clone(),
        call_uri: Some(pending.form.call.clone()).filter(|call| !call.is_empty()),
        page_url: None,
        decided_at: at.now,
        updated_at: latest,
        received_at: None,
        withdrawn_at: None,
        hidden_at: None,
    };
    if let Some(before) = before {
        let told = store::told_to(conn, &before.id)?;
        let same = before.audience == checked.audience
            && (checked.audience == Audience::Public || networks.iter().all(|one| told.contains(one)));
        if same {
            let changed = Position { state: State::Standing, ..row(before.id.clone(), before.revision + 1) };
            store::update(conn, &changed, false)?;
            store::write_revision(conn, &changed, &checked.reasons)?;
            store::tell(conn, &changed.id, &networks)?;
            store::changed(conn, at.now, &changed.id)?;
            return fact::record(conn, &Fact::PositionChanged { position: changed.id }, at.now);
        }
        take_back(conn, at, &before.id)?;
    }
    let new = row(PositionId::new(), 1);
    diesel::insert_into(position::table).values(new.clone()).execute(conn)?;
    store::write_revision(conn, &new, &checked.reasons)?;
    store::tell(conn, &new.id, &networks)?;
    store::settle(conn, at.now, holder, &new.subject)?;
    fact::record(conn, &Fact::PositionTaken { position: new.id }, at.now)
}

/// Withdraws a position: an officer proposes it, and the organisation's rule decides; a person decides alone. What is
/// given back says whether it was done.
///
/// # Errors
/// `NotFound` for others, `Forbidden` for whoever is no officer, `Conflict` when it does not count any more, `Invalid`
/// without a reason where others are to approve.
pub fn withdraw(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &PositionId,
    reason: &str,
) -> Result<Position> {
    let found = own(conn, who, id)?;
    match found.state {
        State::Withdrawn => return Ok(found),
        State::Superseded => return Err(Error::Conflict("error-position-superseded")),
        State::Standing => {}
    }
    if who.person.as_ref() == Some(&found.holder_id) {
        take_back(conn, at, id)?;
        return store::get(conn, id);
    }
    must_decide(conn, who, &found.holder_id)?;
    let reason = sanitise::paragraph(reason);
    if reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    if reason.chars().count() > approval::actions::REASON {
        let wrong = FieldError::limit("reason", "error-too-long", approval::actions::REASON as i64);
        return Err(Error::Invalid(vec![wrong]));
    }
    let new = New {
        organisation: &found.holder_id,
        kind: approval::Subject::PositionWithdrawal,
        object: id.as_str(),
        content_hash: sha256_hex(reason.as_bytes()),
        content: reason,
        at_once: true,
        stands_for_it: true,
    };
    approval::actions::propose(conn, at, who, new)?;
    store::get(conn, id)
}

/// Withdraws a position of this node at the machine itself: the way out where nobody is left who could.
///
/// # Errors
/// `NotFound`, `Conflict` for one of another node, `Invalid` without a reason.
pub fn withdraw_at_the_machine(
    conn: &mut AnyConnection,
    at: &At,
    id: &PositionId,
    reason: &str,
) -> Result<()> {
    let found = store::get(conn, id)?;
    if !found.local {
        return Err(Error::Conflict("error-position-own-node"));
    }
    let reason = sanitise::line(reason);
    if reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    take_back(conn, at, id)?;
    let act = Act {
        act: "position.withdraw",
        object: id.as_str(),
        organisation: Some(&found.holder_id),
        reason: &reason,
    };
    audit::actions::record(conn, at.now, None, act)
}

/// Withdraws what was approved to be withdrawn. Its reasons are gone here, and whoever holds a copy is told; which
/// stances it was stays known, because it counted.
pub(crate) fn take_back(conn: &mut AnyConnection, at: &At, id: &PositionId) -> Result<()> {
    let found = store::get(conn, id)?;
    if found.state == State::Withdrawn {
        return Ok(());
    }
    let holder = actor::store::get(conn, &found.holder_id)?;
    end(conn, at.now, &found, &holder)?;
    if found.local {
        fact::record(conn, &Fact::PositionWithdrawn { position: id.clone() }, at.now)?;
    }
    store::settle(conn, at.now, &found.holder_id, &found.subject)
}

/// The words are gone, and the name is never given out again.
pub(super) fn end(conn: &mut AnyConnection, now: Timestamp, found: &Position, holder: &Actor) -> Result<()> {
    diesel::update(position::table.find(&found.id))
        .set((
            position::state.eq(State::Withdrawn),
            position::withdrawn_at.eq(now),
            position::stale.eq(false),
        ))
        .execute(conn)?;
    store::clear(conn, &found.id)?;
    // What proved its words holds a copy of them.
    crate::proof::store::forget(conn, &found.uri)?;
    if found.local {
        approval::store::clear(conn, &proposal_object(&found.holder_id, &found.subject))?;
    }
    statement::store::remember_gone(conn, &found.uri, &holder.uri, "position", now)?;
    store::changed(conn, now, &found.id)
}

/// Everything that a holder said ends with it: its node, or the person, is gone.
pub(crate) fn end_all_of(conn: &mut AnyConnection, now: Timestamp, holder: &ActorId) -> Result<()> {
    let owner = actor::store::get(conn, holder)?;
    let all: Vec<Position> = position::table
        .filter(position::holder_id.eq(holder))
        .filter(position::state.ne(State::Withdrawn))
        .select(Position::as_select())
        .load(conn)?;
    for found in &all {
        end(conn, now, found, &owner)?;
    }
    Ok(())
}

/// What is kept about all positions of a holder follows it: after it was suspended or hid, came back or left.
pub(crate) fn holder_changed(conn: &mut AnyConnection, now: Timestamp, holder: &ActorId) -> Result<()> {
    search::actions::holder_changed(conn, holder)?;
    overview::actions::holder_changed(conn, now, holder)
}

/// A statement says something else by now: positions on it, and on its paragraphs, are looked at again. Holders of this
/// node are asked again, once for each change.
pub(crate) fn subject_changed(conn: &mut AnyConnection, now: Timestamp, changed: &Statement) -> Result<()> {
    let mut uris = vec![changed.uri.clone()];
    uris.extend(crate::moving::store::first_uri(conn, &changed.id)?);
    // Of all revisions: a paragraph that is gone has changed too.
    let numbers: Vec<i32> = statement_paragraph::table
        .filter(statement_paragraph::statement_id.eq(&changed.id))
        .select(statement_paragraph::number)
        .distinct()
        .load(conn)?;
    let mut identities = uris.clone();
    for uri in &uris {
        identities.extend(numbers.iter().map(|number| subject::paragraph(uri, *number)));
    }
    subjects_changed(conn, now, &identities)
}

/// The same of any subjects, by identity: what was taken on an earlier version is marked, and its holders here asked again.
///
/// # Errors
/// The database's own.
pub(crate) fn subjects_changed(
    conn: &mut AnyConnection,
    now: Timestamp,
    identities: &[String],
) -> Result<()> {
    let mut on: Vec<(PositionId, String, String, bool)> = Vec::new();
    for some in identities.chunks(500) {
        on.extend(
            position::table
                .filter(position::subject.eq_any(some))
                .filter(position::state.ne(State::Withdrawn))
                .select((position::id, position::subject, position::subject_hash, position::stale))
                .load::<(PositionId, String, String, bool)>(conn)?,
        );
    }
    on.sort_by(|a, b| a.1.cmp(&b.1));
    let mut about: Option<Subject> = None;
    for (id, identity, taken_on, was_stale) in on {
        if about.as_ref().is_none_or(|known| known.identity != identity) {
            about = Some(subject::resolve(conn, &identity)?);
        }
        let is_stale = about.as_ref().is_some_and(|known| known.is_changed_since(&taken_on));
        if is_stale != was_stale {
            diesel::update(position::table.find(&id)).set(position::stale.eq(is_stale)).execute(conn)?;
        }
        if is_stale {
            ask_again(conn, now, &id)?;
        }
    }
    super::inside::actions::subjects_changed(conn, now, identities)
}

fn ask_again(conn: &mut AnyConnection, now: Timestamp, id: &PositionId) -> Result<()> {
    let found = store::get(conn, id)?;
    if !found.local || found.state != State::Standing {
        return Ok(());
    }
    let holder = actor::store::get(conn, &found.holder_id)?;
    if holder.kind == ActorKind::Organisation {
        let link = format!("/desk/{}/positions", holder.username);
        return notification::actions::tell_seats(
            conn,
            now,
            &holder.id,
            &[Seat::Officer],
            None,
            Kind::PositionStale,
            &link,
        );
    }
    let person: Option<AccountId> =
        account::table.filter(account::actor_id.eq(&holder.id)).select(account::id).first(conn).optional()?;
    match person {
        Some(person) => notification::actions::tell(conn, now, &person, Kind::PositionStale, &found.path()),
        None => Ok(()),
    }
}

/// A moderator takes a position of another node off everything that is shown here, or shows it again. About positions
/// of this node decides nobody but their holders; what is wrong with a holder is decided about the holder.
///
/// # Errors
/// `Forbidden` by [`crate::moderation::rules::may`], `NotFound`, `Conflict` for one of this node, `Invalid` without a
/// reason.
pub fn set_hidden(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &PositionId,
    hidden: bool,
    reason: &str,
) -> Result<()> {
    let found = store::get(conn, id)?;
    let holder = actor::store::get(conn, &found.holder_id)?;
    crate::moderation::actions::check(conn, who, Power::Hide, &holder, None, None)?;
    if found.local {
        return Err(Error::Conflict("error-position-own-node"));
    }
    if found.hidden_at.is_some() == hidden {
        return Ok(());
    }
    let reason = sanitise::line(reason);
    if hidden && reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    if reason.chars().count() > approval::actions::REASON {
        let wrong = FieldError::limit("reason", "error-too-long", approval::actions::REASON as i64);
        return Err(Error::Invalid(vec![wrong]));
    }
    hide(conn, at.now, id, hidden)?;
    if !hidden {
        crate::moderation::actions::position_shown(conn, at.now, id)?;
    }
    let act = if hidden { "position.hide" } else { "position.show" };
    audit::actions::record(
        conn,
        at.now,
        who,
        Act { act, object: id.as_str(), organisation: None, reason: &reason },
    )
}

/// A position is shown nowhere here any more and counts no more here, or again; whoever may decide that was asked before.
pub(crate) fn hide(conn: &mut AnyConnection, now: Timestamp, id: &PositionId, hidden: bool) -> Result<()> {
    diesel::update(position::table.find(id))
        .set(position::hidden_at.eq(hidden.then_some(now)))
        .execute(conn)?;
    store::changed(conn, now, id)
}

/// A moderator's decision: one of this node is withdrawn and its receivers are told; of another node's the copy here is
/// gone for good, whatever comes later. Whoever may decide that was asked before.
pub(crate) fn remove(conn: &mut AnyConnection, at: &At, id: &PositionId) -> Result<()> {
    take_back(conn, at, id)
}

/// Forgets the reasons of words that were replaced before a time, with the activities that carried them and
/// the proposals in which they were approved. Which stance
/// it was, and when, stays known.
///
/// # Errors
/// The database's own.
pub(crate) fn forget_replaced(conn: &mut AnyConnection, before: Timestamp) -> Result<()> {
    let old: Vec<(PositionId, i32, Timestamp)> = position_revision::table
        .inner_join(
            position_text::table.on(position_text::position_id
                .eq(position_revision::position_id)
                .and(position_text::revision.eq(position_revision::number - 1))),
        )
        .filter(position_revision::decided_at.lt(before))
        .select((position_revision::position_id, position_revision::number, position_revision::decided_at))
        .distinct()
        .limit(REPLACED_AT_ONCE)
        .load(conn)?;
    for (id, number, replaced) in old {
        diesel::delete(
            position_text::table
                .filter(position_text::position_id.eq(&id))
                .filter(position_text::revision.lt(number)),
        )
        .execute(conn)?;
        diesel::update(
            activity::table
                .filter(activity::position_id.eq(id.as_str()))
                .filter(activity::created_at.lt(replaced)),
        )
        .set(activity::body.eq(""))
        .execute(conn)?;
        let found = store::get(conn, &id)?;
        let object = proposal_object(&found.holder_id, &found.subject);
        approval::store::clear_before(conn, &object, replaced)?;
    }
    Ok(())
}

/// A position in whose holder's name an account can act. Others need not learn that it exists.
fn own(conn: &mut AnyConnection, who: &Identity, id: &PositionId) -> Result<Position> {
    let found = store::get(conn, id)?;
    let theirs = found.local && found.hidden_at.is_none() && who.actors().contains(&found.holder_id);
    if !theirs {
        return Err(Error::NotFound);
    }
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    Ok(found)
}

fn must_decide(conn: &mut AnyConnection, who: &Identity, organisation: &ActorId) -> Result<()> {
    if who.seat(organisation).is_none() {
        return Err(Error::NotFound);
    }
    if !who.is_officer(organisation) {
        return Err(Error::Forbidden("officers-only"));
    }
    if !actor::store::get(conn, organisation)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    Ok(())
}
