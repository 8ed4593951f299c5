//! Giving, accepting, revoking mandates; speaking under one.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{mandate, membership};

use super::model::{Mandate, MandateId, State, View, path};
use super::rules::{self, Checked, Form, Standing};
use super::store;
use crate::account::{AccountId, Identity, Seat};
use crate::actor::{self, ActorId};
use crate::approval::actions::New;
use crate::approval::{self, Proposal, Subject};
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::notification::{self, Kind};
use crate::site::At;
use crate::statement::{self, State as StatementState, Statement, StatementId};

/// Characters of a reason for revoking at most.
pub const REASON: usize = 300;
/// How many days before its end the holder and the officers are told.
pub const WARNING_DAYS: i64 = 14;
/// Drafts and given mandates of one organisation at most, so that its document stays a document.
const MOST: i64 = 500;

/// Begins a mandate.
///
/// # Errors
/// `Forbidden` for whoever does not write for the organisation, `Invalid`.
pub fn begin(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    form: &Form,
) -> Result<MandateId> {
    must_write(who, organisation)?;
    let known: i64 =
        mandate::table.filter(mandate::organisation_id.eq(organisation)).count().get_result(conn)?;
    if known >= MOST {
        return Err(Error::Conflict("error-too-many-mandates"));
    }
    let id = MandateId::new();
    let username = actor::store::get(conn, organisation)?.username;
    let empty = Mandate {
        uri: format!("{}{}", at.site.base, path(&username, &id)),
        id: id.clone(),
        organisation_id: organisation.clone(),
        local: true,
        state: State::Draft,
        holder_id: None,
        shown_name: String::new(),
        accepted_at: None,
        forum: String::new(),
        decision: String::new(),
        decided_on: None,
        votes_for: None,
        votes_against: None,
        votes_abstained: None,
        valid_from: String::new(),
        valid_until: String::new(),
        created_by: Some(who.account.clone()),
        created_at: at.now,
        updated_at: at.now,
        activated_at: None,
        revoked_at: None,
        revocation_reason: String::new(),
        warned_at: None,
        ended_told_at: None,
        unlisted_at: None,
    };
    fill(conn, at, who, empty, form)?;
    Ok(id)
}

/// Changes a mandate that was not given yet. What the holder accepted and officers approved was another text.
///
/// # Errors
/// `NotFound`, `Conflict` when it was given already, `Invalid`.
pub fn save(conn: &mut AnyConnection, at: &At, who: &Identity, id: &MandateId, form: &Form) -> Result<()> {
    let found = draft(conn, who, id)?;
    must_write(who, &found.mandate.organisation_id)?;
    let before = rules::fingerprint(&found);
    let kept = (found.mandate.shown_name.clone(), found.mandate.accepted_at, found.mandate.holder_id.clone());
    let changed = fill(conn, at, who, found.mandate, form)?;
    let same_holder = changed.mandate.holder_id == kept.2 && kept.2.is_some();
    let as_accepted = View {
        mandate: Mandate { shown_name: kept.0, accepted_at: kept.1, ..changed.mandate.clone() },
        scope: changed.scope.clone(),
    };
    if same_holder && rules::fingerprint(&as_accepted) == before {
        // Nothing changed: what was accepted stays accepted.
        return store::write(conn, &as_accepted);
    }
    if rules::fingerprint(&changed) == before {
        return Ok(());
    }
    approval::actions::void_about(conn, at, who, id.as_str())
}

fn fill(conn: &mut AnyConnection, at: &At, who: &Identity, row: Mandate, form: &Form) -> Result<View> {
    let today = at.now.day();
    let holder = holder(conn, &row.organisation_id, &form.holder)?;
    let checked = rules::check(form, holder.is_some(), &today).map_err(Error::Invalid)?;
    let Checked { name, scope, forum, decision, decided_on, votes, from, until } = checked;
    // Whoever writes a mandate for themselves chooses the name here; another member chooses it when accepting.
    let own = holder.as_ref() == Some(&who.account);
    if own && name.is_empty() {
        return Err(Error::field("name", "error-field-required"));
    }
    let agreed = holder.is_none() || own;
    let view = View {
        mandate: Mandate {
            shown_name: if agreed { name } else { String::new() },
            accepted_at: agreed.then_some(at.now),
            forum,
            decision,
            decided_on,
            votes_for: votes[0],
            votes_against: votes[1],
            votes_abstained: votes[2],
            valid_from: from,
            valid_until: until,
            updated_at: at.now,
            holder_id: holder.clone(),
            ..row
        },
        scope,
    };
    store::write(conn, &view)?;
    if let Some(other) = holder.filter(|_| !own) {
        tell(conn, at, &view.mandate, &other)?;
    }
    Ok(view)
}

fn holder(conn: &mut AnyConnection, organisation: &ActorId, text: &str) -> Result<Option<AccountId>> {
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = || Error::field("holder", "error-holder-unknown");
    let id = AccountId::parse(text).ok_or_else(unknown)?;
    let seats: i64 = membership::table
        .filter(membership::organisation_id.eq(organisation))
        .filter(membership::account_id.eq(&id))
        .count()
        .get_result(conn)?;
    if seats == 0 { Err(unknown()) } else { Ok(Some(id)) }
}

/// The holder agrees to hold it, and chooses the name that everybody will see.
///
/// # Errors
/// `NotFound` for whoever is not the holder, `Conflict`, `Invalid`.
pub fn accept(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &MandateId,
    shown_name: &str,
) -> Result<()> {
    let mut found = offered(conn, who, id)?;
    let name = sanitise::name(shown_name, rules::NAME);
    if name.is_empty() {
        return Err(Error::field("name", "error-field-required"));
    }
    found.mandate.shown_name = name;
    found.mandate.accepted_at = Some(at.now);
    found.mandate.updated_at = at.now;
    store::write(conn, &found)?;
    approval::actions::void_about(conn, at, who, id.as_str())?;
    tell_writers(conn, at, Some(who), &found.mandate)
}

/// The holder does not want it: it is nobody's until another holder is named.
///
/// # Errors
/// `NotFound` for whoever is not the holder, `Conflict`.
pub fn decline(conn: &mut AnyConnection, at: &At, who: &Identity, id: &MandateId) -> Result<()> {
    let mut found = offered(conn, who, id)?;
    found.mandate.holder_id = None;
    found.mandate.shown_name.clear();
    found.mandate.accepted_at = None;
    found.mandate.updated_at = at.now;
    store::write(conn, &found)?;
    approval::actions::void_about(conn, at, who, id.as_str())?;
    tell_writers(conn, at, Some(who), &found.mandate)
}

fn offered(conn: &mut AnyConnection, who: &Identity, id: &MandateId) -> Result<View> {
    let found = store::inside(conn, who, id)?;
    if !who.may_write || found.mandate.holder_id.as_ref() != Some(&who.account) {
        return Err(Error::NotFound);
    }
    if found.mandate.state != State::Draft {
        return Err(Error::Conflict("error-mandate-given"));
    }
    Ok(found)
}

/// Throws away a mandate that was never given.
///
/// # Errors
/// `NotFound`, `Conflict` when it was given.
pub fn discard(conn: &mut AnyConnection, who: &Identity, id: &MandateId) -> Result<()> {
    let found = draft(conn, who, id)?;
    must_write(who, &found.mandate.organisation_id)?;
    approval::store::forget(conn, id.as_str())?;
    diesel::delete(mandate::table.find(id)).execute(conn)?;
    Ok(())
}

/// Proposes to give a mandate: it begins as soon as the organisation's rule is met.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict` before the holder accepted or when its time is over.
pub fn propose(conn: &mut AnyConnection, at: &At, who: &Identity, id: &MandateId) -> Result<Proposal> {
    let found = draft(conn, who, id)?;
    must_write(who, &found.mandate.organisation_id)?;
    must_be_ready(&found.mandate, at)?;
    let new = New {
        organisation: &found.mandate.organisation_id,
        kind: Subject::Mandate,
        object: id.as_str(),
        content: String::new(),
        content_hash: rules::fingerprint(&found),
        at_once: true,
        stands_for_it: true,
    };
    approval::actions::propose(conn, at, who, new)
}

fn must_be_ready(found: &Mandate, at: &At) -> Result<()> {
    if found.accepted_at.is_none() {
        return Err(Error::Conflict("error-mandate-not-accepted"));
    }
    if found.valid_until < at.now.day() {
        return Err(Error::Conflict("error-mandate-over"));
    }
    Ok(())
}

/// What an approval of a mandate binds to, as it is now.
pub(crate) fn fingerprint_of(conn: &mut AnyConnection, id: &MandateId) -> Result<String> {
    Ok(rules::fingerprint(&store::get(conn, id)?))
}

/// Gives a mandate that was approved.
pub(crate) fn activate(conn: &mut AnyConnection, at: &At, id: &MandateId) -> Result<()> {
    let found = store::get(conn, id)?.mandate;
    if found.state != State::Draft {
        return Err(Error::Conflict("error-mandate-given"));
    }
    must_be_ready(&found, at)?;
    diesel::update(mandate::table.find(id))
        .set((
            mandate::state.eq(State::Active),
            mandate::activated_at.eq(at.now),
            mandate::updated_at.eq(at.now),
        ))
        .execute(conn)?;
    if let Some(holder) = &found.holder_id {
        tell(conn, at, &found, holder)?;
    }
    changed(conn, at, &found.organisation_id)
}

/// Revokes a mandate: an officer, or the holder who lays it down. To give power takes the rule; to end it takes one.
/// What was said under it is marked, and stays.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict` unless it was given, `Invalid` without a reason.
pub fn revoke(conn: &mut AnyConnection, at: &At, who: &Identity, id: &MandateId, reason: &str) -> Result<()> {
    let found = store::inside(conn, who, id)?.mandate;
    let holds = who.may_write && found.holder_id.as_ref() == Some(&who.account);
    if !holds && !who.is_officer(&found.organisation_id) {
        return Err(Error::Forbidden("officers-only"));
    }
    end(conn, at, Some(who), &found, reason)
}

/// Revokes a mandate of an organisation of this node at the machine itself.
///
/// # Errors
/// As [`revoke`].
pub fn revoke_at_the_machine(conn: &mut AnyConnection, at: &At, id: &MandateId, reason: &str) -> Result<()> {
    let found = store::get(conn, id)?.mandate;
    if !found.local {
        return Err(Error::NotFound);
    }
    end(conn, at, None, &found, reason)
}

fn end(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    found: &Mandate,
    reason: &str,
) -> Result<()> {
    match found.state {
        State::Active => {}
        State::Revoked => return Ok(()),
        State::Draft => return Err(Error::Conflict("error-mandate-not-given")),
    }
    let reason = sanitise::line(reason);
    if reason.is_empty() {
        return Err(Error::field("reason", "error-reason-required"));
    }
    if reason.chars().count() > REASON {
        return Err(Error::Invalid(vec![FieldError::limit("reason", "error-too-long", REASON as i64)]));
    }
    diesel::update(mandate::table.find(&found.id))
        .set((
            mandate::state.eq(State::Revoked),
            mandate::revoked_at.eq(at.now),
            mandate::revocation_reason.eq(&reason),
            mandate::updated_at.eq(at.now),
        ))
        .execute(conn)?;
    let organisation = Some(&found.organisation_id);
    let act = Act { act: "mandate.revoke", object: found.id.as_str(), organisation, reason: &reason };
    audit::actions::record(conn, at.now, who, act)?;
    if let Some(holder) =
        found.holder_id.as_ref().filter(|holder| who.is_none_or(|who| **holder != who.account))
    {
        tell(conn, at, found, holder)?;
    }
    tell_writers(conn, at, who, found)?;
    changed(conn, at, &found.organisation_id)
}

/// Chooses the mandate under which a draft is to speak, or none. What waited for approval was another thing.
///
/// # Errors
/// `NotFound`, `Conflict` when it is no draft, `Invalid` when the mandate does not hold or does not cover it.
pub fn choose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &StatementId,
    chosen: Option<&MandateId>,
) -> Result<()> {
    let found = statement::actions::own(conn, who, id)?;
    if found.state != StatementState::Draft {
        return Err(Error::Conflict("error-not-a-draft"));
    }
    statement::actions::not_held(conn, id)?;
    let wrong = || Error::field("mandate", "error-mandate-not-covering");
    let uri = match chosen {
        None => None,
        Some(chosen) => {
            let demands = statement::store::demands(conn, id)?;
            let covering = store::covering(conn, &found.author_id, &demands, &at.now.day())?;
            let view = covering.into_iter().find(|view| view.mandate.id == *chosen).ok_or_else(wrong)?;
            Some(view.mandate.uri)
        }
    };
    if store::claimed(conn, id)? == uri {
        return Ok(());
    }
    store::claim(conn, id, uri.as_deref())?;
    approval::actions::void_about(conn, at, who, id.as_str())
}

/// A draft that names a mandate may go out only while that mandate holds and covers it.
pub(crate) fn check_claim(conn: &mut AnyConnection, at: &At, found: &Statement) -> Result<()> {
    let Some(uri) = store::claimed(conn, &found.id)? else { return Ok(()) };
    let demands = statement::store::demands(conn, &found.id)?;
    let view = store::by_uri(conn, &found.author_id, &uri)?;
    let holds = view.is_some_and(|view| {
        rules::standing(&view.mandate, &at.now.day()) == Standing::Active
            && rules::covers(&view.scope, &demands)
    });
    if holds { Ok(()) } else { Err(Error::field("mandate", "error-mandate-not-covering")) }
}

/// Tells holders and officers that a mandate ends soon, and that it ended; others are told anew what the organisation's
/// document says then. Each once.
///
/// # Errors
/// The database's own.
pub fn remind(conn: &mut AnyConnection, at: &At) -> Result<()> {
    let today = at.now.day();
    let soon = rules::days_after(&today, WARNING_DAYS).unwrap_or_else(|| today.clone());
    let active = || mandate::table.filter(mandate::local.eq(true)).filter(mandate::state.eq(State::Active));
    let ending: Vec<Mandate> = active()
        .filter(mandate::warned_at.is_null())
        .filter(mandate::valid_until.le(soon))
        .filter(mandate::valid_until.ge(&today))
        .select(Mandate::as_select())
        .load(conn)?;
    for found in ending {
        tell_all(conn, at, &found)?;
        diesel::update(mandate::table.find(&found.id)).set(mandate::warned_at.eq(at.now)).execute(conn)?;
    }
    let ended: Vec<Mandate> = active()
        .filter(mandate::ended_told_at.is_null())
        .filter(mandate::valid_until.lt(&today))
        .select(Mandate::as_select())
        .load(conn)?;
    for found in ended {
        tell_all(conn, at, &found)?;
        diesel::update(mandate::table.find(&found.id))
            .set(mandate::ended_told_at.eq(at.now))
            .execute(conn)?;
        changed(conn, at, &found.organisation_id)?;
    }
    Ok(())
}

fn changed(conn: &mut AnyConnection, at: &At, organisation: &ActorId) -> Result<()> {
    use sofra_db::schema::actor;
    let now: Timestamp = at.now;
    diesel::update(actor::table.find(organisation)).set(actor::updated_at.eq(now)).execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: organisation.clone() }, now)
}

fn must_write(who: &Identity, organisation: &ActorId) -> Result<()> {
    let writes = who.may_write && matches!(who.seat(organisation), Some(Seat::Officer | Seat::Editor));
    if writes { Ok(()) } else { Err(Error::Forbidden("speaks-for")) }
}

fn draft(conn: &mut AnyConnection, who: &Identity, id: &MandateId) -> Result<View> {
    let found = store::inside(conn, who, id)?;
    if found.mandate.state == State::Draft { Ok(found) } else { Err(Error::Conflict("error-mandate-given")) }
}

fn link(conn: &mut AnyConnection, found: &Mandate) -> Result<String> {
    let username = actor::store::get(conn, &found.organisation_id)?.username;
    Ok(format!("/desk/{username}/mandates/{}", found.id))
}

fn tell(conn: &mut AnyConnection, at: &At, found: &Mandate, to: &AccountId) -> Result<()> {
    let link = link(conn, found)?;
    notification::actions::tell(conn, at.now, to, Kind::MandateChanged, &link)
}

fn tell_writers(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, found: &Mandate) -> Result<()> {
    let link = link(conn, found)?;
    let (organisation, except) = (&found.organisation_id, who.map(|who| &who.account));
    notification::actions::tell_seats(
        conn,
        at.now,
        organisation,
        &[Seat::Officer],
        except,
        Kind::MandateChanged,
        &link,
    )
}

fn tell_all(conn: &mut AnyConnection, at: &At, found: &Mandate) -> Result<()> {
    let link = link(conn, found)?;
    let organisation = &found.organisation_id;
    notification::actions::tell_seats(
        conn,
        at.now,
        organisation,
        &[Seat::Officer],
        None,
        Kind::MandateChanged,
        &link,
    )?;
    match &found.holder_id {
        Some(holder) => notification::actions::tell(conn, at.now, holder, Kind::MandateChanged, &link),
        None => Ok(()),
    }
}
