//! Asking, deciding, and coming in.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_base::id::{random_token, sha256_hex};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::join_request;

use super::model::{Ask, JoinRequest, RequestId, RequestState};
use super::store;
use crate::account::model::NewAccount;
use crate::account::{self, Identity, Role, Seat};
use crate::actor::{self, ActorKind};
use crate::approval;
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::node::{self, Joining};
use crate::notification::{self, Kind};
use crate::seat::{self, Change};
use crate::site::At;

/// Days after which a request that nobody decided, or that was decided, is forgotten.
pub const KEPT_DAYS: i64 = 14;
/// Requests that wait for one organisation at most: what more arrives is refused, so that nobody can fill the disk.
const MOST_WAITING: usize = 50;
/// Characters of the words at most.
const WORDS: usize = 1000;

/// Checks what was typed, each for itself and against nothing that is stored.
///
/// # Errors
/// `Invalid`, with all that is wrong at once.
pub fn check(ask: &Ask) -> Result<()> {
    let mut wrong = Vec::new();
    if sanitise::username(&ask.login).is_err() {
        wrong.push(FieldError::new("login", "error-username-invalid"));
    }
    wrong.extend(account::rules::person_name("name", &ask.name).err());
    if ask.words.chars().count() > WORDS {
        wrong.push(FieldError::limit("words", "error-too-long", WORDS as i64));
    }
    if ask.organisation.is_empty() {
        wrong.push(FieldError::new("organisation", "error-field-required"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// Somebody asks. Gives the secret of the link under which they see what became of it. Whether the wished name is
/// taken changes nothing here, neither the answer nor the work.
///
/// # Errors
/// `NotFound` where nobody can ask, `Invalid`, `TooMany` when too many wait already.
pub fn ask(conn: &mut AnyConnection, now: Timestamp, ask: &Ask, password_hash: String) -> Result<String> {
    if node::store::get(conn)?.joining != Joining::Request {
        return Err(Error::NotFound);
    }
    check(ask)?;
    let organisation = actor::store::local_by_username(conn, &ask.organisation)?
        .filter(|found| found.kind == ActorKind::Organisation && found.is_active())
        .ok_or_else(|| Error::field("organisation", "error-field-required"))?;
    if store::waiting(conn, &organisation.id)?.len() >= MOST_WAITING {
        return Err(Error::TooMany);
    }
    let code = random_token();
    let name = account::rules::person_name("name", &ask.name).map_err(|wrong| Error::Invalid(vec![wrong]))?;
    let login =
        sanitise::username(&ask.login).map_err(|_| Error::field("login", "error-username-invalid"))?;
    diesel::insert_into(join_request::table)
        .values(JoinRequest {
            id: RequestId::new(),
            code_hash: sha256_hex(code.as_bytes()),
            organisation_id: organisation.id.clone(),
            login,
            name,
            words: sanitise::paragraph(&ask.words),
            password_hash,
            language: ask.language.clone(),
            state: RequestState::Waiting,
            seat: None,
            created_at: now,
            decided_at: None,
        })
        .execute(conn)?;
    if seat::store::standing_officers(conn, &organisation.id, now)? > 0 {
        let link = format!("/desk/{}/members", organisation.username);
        notification::actions::tell_seats(
            conn,
            now,
            &organisation.id,
            &[Seat::Officer],
            None,
            Kind::JoinRequest,
            &link,
        )?;
    } else {
        notification::actions::tell_keepers(
            conn,
            now,
            &[Role::Host],
            None,
            Kind::JoinRequest,
            "/admin/people",
        )?;
    }
    Ok(code)
}

/// Whether somebody decides about a request: an officer of the organisation asked; the host only where it has none, and
/// had none for a while.
fn may_decide(conn: &mut AnyConnection, now: Timestamp, who: &Identity, request: &JoinRequest) -> Result<()> {
    let organisation = &request.organisation_id;
    if who.seat(organisation).is_none()
        && who.is_host()
        && who.may_write
        && seat::store::standing_officers(conn, organisation, now)? == 0
    {
        return Ok(());
    }
    seat::rules::officer_only(who, organisation)
}

/// Says yes, with a seat. Where the wished names are free the account is there at once; else the person chooses others
/// under their link. As an officer somebody comes in by the organisation's rule: until it is met the request waits.
///
/// # Errors
/// As [`seat::rules::officer_only`]; `NotFound` for a request that waits no more; `Forbidden` for a host who would make
/// somebody an officer in this way.
pub fn accept(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &RequestId,
    seat: Seat,
) -> Result<RequestState> {
    let request = waiting(conn, at.now, who, id)?;
    if seat == Seat::Officer {
        if !who.is_officer(&request.organisation_id) {
            return Err(Error::Forbidden("officer-only"));
        }
        let change = Change::Admit { request: id.clone() };
        seat::actions::propose(conn, at, who, &request.organisation_id, &change)?;
        return Ok(store::get(conn, id)?.state);
    }
    approval::actions::void_seats_about(conn, at.now, &request.organisation_id, id.as_str())?;
    welcome(conn, at.now, who, request, seat)
}

/// Somebody who asked comes in as an officer: the organisation's rule is met.
///
/// # Errors
/// `NotFound` for a request that waits no more.
pub(crate) fn admit_officer(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    id: &RequestId,
) -> Result<()> {
    let request = waiting(conn, now, who, id)?;
    let organisation = request.organisation_id.clone();
    welcome(conn, now, who, request, Seat::Officer)?;
    seat::actions::tell_of_officers(conn, now, &organisation, Some(&who.account))
}

fn welcome(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    mut request: JoinRequest,
    seat: Seat,
) -> Result<RequestState> {
    let id = request.id.clone();
    diesel::update(join_request::table.find(&id))
        .set((
            join_request::state.eq(RequestState::Welcome),
            join_request::seat.eq(seat),
            join_request::decided_at.eq(now),
            // They were for those who decide, and that is done.
            join_request::words.eq(""),
        ))
        .execute(conn)?;
    request.seat = Some(seat);
    let organisation = Some(&request.organisation_id);
    let act = Act { act: "request.accept", object: id.as_str(), organisation, reason: seat.as_str() };
    audit::actions::record(conn, now, Some(who), act)?;
    let (login, name) = (request.login.clone(), request.name.clone());
    if taken(conn, &request, &login, &name)?.is_empty() {
        admit(conn, now, &request, &login, &name)?;
        return Ok(RequestState::Admitted);
    }
    Ok(RequestState::Welcome)
}

/// Says no.
///
/// # Errors
/// As [`accept`].
pub fn refuse(conn: &mut AnyConnection, now: Timestamp, who: &Identity, id: &RequestId) -> Result<()> {
    let request = waiting(conn, now, who, id)?;
    approval::actions::void_seats_about(conn, now, &request.organisation_id, id.as_str())?;
    diesel::update(join_request::table.find(id))
        .set((
            join_request::state.eq(RequestState::Refused),
            join_request::decided_at.eq(now),
            join_request::words.eq(""),
            join_request::login.eq(""),
            join_request::name.eq(""),
            join_request::password_hash.eq(""),
        ))
        .execute(conn)?;
    let organisation = Some(&request.organisation_id);
    let act = Act { act: "request.refuse", object: id.as_str(), organisation, reason: "" };
    audit::actions::record(conn, now, Some(who), act)
}

fn waiting(conn: &mut AnyConnection, now: Timestamp, who: &Identity, id: &RequestId) -> Result<JoinRequest> {
    let request = store::get(conn, id)?;
    may_decide(conn, now, who, &request)?;
    if request.state != RequestState::Waiting { Err(Error::NotFound) } else { Ok(request) }
}

/// Somebody who is welcome chooses other names than those that were taken.
///
/// # Errors
/// `NotFound` for a link that opens nothing, `Invalid`.
pub fn choose_names(
    conn: &mut AnyConnection,
    now: Timestamp,
    code: &str,
    login: &str,
    name: &str,
) -> Result<()> {
    let request = store::by_code(conn, code)?;
    if request.state != RequestState::Welcome {
        return Err(Error::NotFound);
    }
    let wrong = taken(conn, &request, login, name)?;
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    admit(conn, now, &request, login, name)
}

/// What stands against a name.
fn taken(
    conn: &mut AnyConnection,
    request: &JoinRequest,
    login: &str,
    name: &str,
) -> Result<Vec<FieldError>> {
    let mut wrong = Vec::new();
    match sanitise::username(login) {
        Ok(login) if account::store::is_login_taken(conn, &login)? => {
            wrong.push(FieldError::new("login", "error-username-taken"));
        }
        Ok(_) => {}
        Err(_) => wrong.push(FieldError::new("login", "error-username-invalid")),
    }
    match account::rules::person_name("name", name) {
        Ok(name) => {
            let skeleton = sanitise::skeleton(&name);
            if seat::store::is_name_taken(conn, &request.organisation_id, &skeleton, None)? {
                wrong.push(FieldError::new("name", "error-name-taken"));
            }
        }
        Err(error) => wrong.push(error),
    }
    Ok(wrong)
}

fn admit(
    conn: &mut AnyConnection,
    now: Timestamp,
    request: &JoinRequest,
    login: &str,
    name: &str,
) -> Result<()> {
    let new = NewAccount {
        login,
        name,
        password_hash: request.password_hash.clone(),
        role: Role::Member,
        language: request.language.clone(),
    };
    let id = account::actions::create(conn, now, new)?;
    let seat = request.seat.unwrap_or(Seat::Member);
    seat::actions::give(conn, now, &id, &request.organisation_id, seat)?;
    let login = account::store::get(conn, &id)?.login;
    diesel::update(join_request::table.find(&request.id))
        .set((
            join_request::state.eq(RequestState::Admitted),
            join_request::login.eq(login),
            join_request::password_hash.eq(""),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets what has had its time.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, now: Timestamp) -> Result<()> {
    let before = now - days(KEPT_DAYS);
    let undecided = join_request::decided_at.is_null().and(join_request::created_at.lt(before));
    let decided = join_request::decided_at.lt(before).assume_not_null();
    let old: Vec<RequestId> =
        join_request::table.filter(undecided.or(decided)).select(join_request::id).load(conn)?;
    for id in &old {
        approval::store::forget(conn, id.as_str())?;
        diesel::delete(join_request::table.find(id)).execute(conn)?;
    }
    Ok(())
}
