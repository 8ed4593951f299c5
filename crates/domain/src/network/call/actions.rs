//! Writing a call, asking, taking it back, reminding.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, seconds};
use sofra_db::AnyConnection;
use sofra_db::schema::{call, call_subject, call_text};

use super::rules::{self, Form};
use super::store;
use crate::account::{Identity, Seat};
use crate::actor::ActorId;
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::network::model::{Call, CallId, CallState, CallSubject, CallText, Told};
use crate::network::store as networks;
use crate::notification::{self, Kind};
use crate::position::subject;
use crate::search;
use crate::site::At;
use crate::statement::StatementId;

/// The page on which an organisation's officers see what is asked of it.
#[must_use]
pub fn desk_path(username: &str) -> String {
    format!("/desk/{username}/calls")
}

/// A coordinator writes a call down, or changes one that is not out yet (`known`).
///
/// # Errors
/// `Forbidden` unless the account is an officer of a coordinating organisation; `Invalid`, with all that is wrong at once;
/// `Conflict` for one that is out.
pub fn draft(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    network: &ActorId,
    known: Option<&CallId>,
    form: &Form,
) -> Result<CallId> {
    if !who.is_officer(organisation) {
        return Err(Error::Forbidden("officers-only"));
    }
    if !networks::coordinates(conn, network, organisation)? {
        return Err(Error::Conflict("error-network-not-coordinator"));
    }
    let checked = rules::check(form, at.now);
    let mut subjects: Vec<(String, String)> = Vec::new();
    let mut wrong = checked.as_ref().err().cloned().unwrap_or_default();
    for (index, typed) in form.subjects.iter().take(rules::SUBJECTS).enumerate() {
        match named(conn, at, typed)? {
            Some(found) if found.is_known() => {
                if !subjects.iter().any(|(identity, _)| *identity == found.identity) {
                    subjects.push((found.identity, found.hash));
                }
            }
            _ => wrong.push(FieldError::limit(
                "subjects",
                "error-call-subject",
                i64::try_from(index).unwrap_or(0) + 1,
            )),
        }
    }
    let (Ok(checked), true) = (checked, wrong.is_empty()) else { return Err(Error::Invalid(wrong)) };
    let id = match known {
        Some(id) => {
            must_be_of(conn, id, network, organisation)?;
            if store::get(conn, id)?.state != CallState::Draft {
                return Err(Error::Conflict("error-call-is-out"));
            }
            // What waits for approval was about other words.
            void(conn, at, who, organisation, network, id)?;
            diesel::delete(call::table.find(id)).execute(conn)?;
            id.clone()
        }
        None => CallId::new(),
    };
    let row = Call {
        uri: at.site.call_uri(&id),
        local: true,
        network_id: network.clone(),
        author_id: organisation.clone(),
        state: CallState::Draft,
        authentic: checked.authentic.clone(),
        deadline_at: checked.deadline,
        created_at: at.now,
        published_at: None,
        updated_at: at.now,
        reminded_at: None,
        id,
    };
    let texts = checked.texts.iter().map(|(language, (title, body))| CallText {
        call_id: row.id.clone(),
        language: language.clone(),
        title: title.clone(),
        body: body.clone(),
    });
    write(conn, &row, &texts.collect::<Vec<_>>(), &subjects)?;
    Ok(row.id)
}

fn void(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    network: &ActorId,
    id: &CallId,
) -> Result<()> {
    let act = crate::network::Act::Ask { network: network.clone(), call: id.clone() };
    let object = format!("{organisation} {network} {}", act.matter());
    crate::approval::actions::void_about(conn, at, who, &object)
}

/// Writes a call with its words and subjects.
pub(super) fn write(
    conn: &mut AnyConnection,
    row: &Call,
    texts: &[CallText],
    subjects: &[(String, String)],
) -> Result<()> {
    diesel::insert_into(call::table).values(row.clone()).execute(conn)?;
    for text in texts {
        diesel::insert_into(call_text::table).values(text.clone()).execute(conn)?;
    }
    for (number, (identity, hash)) in (1..).zip(subjects) {
        diesel::insert_into(call_subject::table)
            .values(CallSubject {
                call_id: row.id.clone(),
                number,
                subject: identity.clone(),
                subject_hash: hash.clone(),
            })
            .execute(conn)?;
    }
    changed(conn, &row.id)
}

/// What can be found follows.
fn changed(conn: &mut AnyConnection, id: &CallId) -> Result<()> {
    search::actions::changed(conn, search::Kind::Call, id.as_str())
}

/// What somebody names as a subject: by its identity, or by the address of its page here.
///
/// # Errors
/// The database's own.
pub fn named(conn: &mut AnyConnection, at: &At, typed: &str) -> Result<Option<subject::Subject>> {
    let typed = typed.trim();
    if typed.is_empty() || typed.len() > 2_000 {
        return Ok(None);
    }
    let found = subject::resolve(conn, typed)?;
    if found.is_known() {
        return Ok(Some(found));
    }
    let path = at.site.path_of(typed).or_else(|| typed.starts_with('/').then_some(typed)).unwrap_or("");
    let (page, fragment) = path.split_once('#').unwrap_or((path, ""));
    if let Some(id) = page.strip_prefix("/statements/").and_then(StatementId::parse) {
        let Ok(statement) = crate::statement::store::get(conn, &id) else { return Ok(None) };
        let number = fragment.strip_prefix('p').or_else(|| fragment.strip_prefix("paragraph-"));
        let identity = match number.and_then(|number| number.parse::<i32>().ok()) {
            Some(number) => subject::paragraph(&statement.uri, number),
            None => statement.uri,
        };
        return Ok(Some(subject::resolve(conn, &identity)?));
    }
    if let Some((agenda, code)) = page.strip_prefix("/agenda/").and_then(|rest| rest.split_once('/')) {
        let identity = format!("urn:sofra:agenda:{agenda}:{}", code.to_ascii_uppercase());
        return Ok(Some(subject::resolve(conn, &identity)?));
    }
    Ok(None)
}

/// Whether a call was written by an organisation for a network.
///
/// # Errors
/// `NotFound` where not.
pub fn must_be_of(
    conn: &mut AnyConnection,
    id: &CallId,
    network: &ActorId,
    organisation: &ActorId,
) -> Result<()> {
    let found = store::get(conn, id)?;
    let is_own = found.local && found.network_id == *network && found.author_id == *organisation;
    if is_own { Ok(()) } else { Err(Error::NotFound) }
}

/// A call goes out, as it was approved: the subjects are bound to what they say now.
pub(in crate::network) fn open(conn: &mut AnyConnection, at: &At, id: &CallId) -> Result<()> {
    let found = store::get(conn, id)?;
    if found.state != CallState::Draft {
        return Err(Error::Conflict("error-call-is-out"));
    }
    if found.deadline_at <= at.now {
        return Err(Error::Conflict("error-call-past"));
    }
    for asked in store::view(conn, found.clone())?.subjects {
        let now = subject::resolve(conn, &asked.subject)?;
        diesel::update(call_subject::table.find((&asked.call_id, asked.number)))
            .set(call_subject::subject_hash.eq(&now.hash))
            .execute(conn)?;
    }
    diesel::update(call::table.find(id))
        .set((call::state.eq(CallState::Open), call::published_at.eq(at.now), call::updated_at.eq(at.now)))
        .execute(conn)?;
    changed(conn, id)?;
    let asked = store::get(conn, id)?;
    tell_asked(conn, at.now, &asked, Kind::CallAsked)?;
    fact::record(
        conn,
        &Fact::Network { told: Told::Called { call: id.clone(), verb: "Create".to_owned() } },
        at.now,
    )
}

/// Whether a call that is out can be corrected like this: its words and its deadline can; what it asks about stays, because
/// members answered that.
///
/// # Errors
/// `Conflict` for one that is not out, or was taken back; `Invalid`.
pub fn correctable(
    conn: &mut AnyConnection,
    now: Timestamp,
    id: &CallId,
    form: &Form,
) -> Result<(Call, rules::Checked)> {
    let found = store::get(conn, id)?;
    if found.state != CallState::Open {
        return Err(Error::Conflict("error-call-not-open"));
    }
    let asked = store::view(conn, found.clone())?.subjects;
    let form = Form { subjects: asked.into_iter().map(|one| one.subject).collect(), ..form.clone() };
    let checked = rules::check(&form, now).map_err(Error::Invalid)?;
    Ok((found, checked))
}

/// A call that is out gets other words or another deadline; all who have it are told.
pub(in crate::network) fn correct(conn: &mut AnyConnection, at: &At, id: &CallId, form: &Form) -> Result<()> {
    let (found, checked) = correctable(conn, at.now, id, form)?;
    diesel::delete(call_text::table.filter(call_text::call_id.eq(id))).execute(conn)?;
    for (language, (title, body)) in checked.texts.iter() {
        let text = CallText {
            call_id: id.clone(),
            language: language.clone(),
            title: title.clone(),
            body: body.clone(),
        };
        diesel::insert_into(call_text::table).values(text).execute(conn)?;
    }
    diesel::update(call::table.find(id))
        .set((
            call::authentic.eq(checked.authentic),
            call::deadline_at.eq(checked.deadline),
            // Always later than what was told before, or others would take it for the same word.
            call::updated_at.eq(at.now.max(found.updated_at + seconds(1))),
        ))
        .execute(conn)?;
    fact::record(
        conn,
        &Fact::Network { told: Told::Called { call: id.clone(), verb: "Update".to_owned() } },
        at.now,
    )
}

/// A call is taken back: what was answered stays what it is, a position.
pub(in crate::network) fn cancel(conn: &mut AnyConnection, at: &At, id: &CallId) -> Result<()> {
    let found = store::get(conn, id)?;
    match found.state {
        CallState::Cancelled => return Ok(()),
        CallState::Draft => {
            diesel::delete(call::table.find(id)).execute(conn)?;
            return Ok(());
        }
        CallState::Open => {}
    }
    diesel::update(call::table.find(id))
        .set((call::state.eq(CallState::Cancelled), call::updated_at.eq(at.now)))
        .execute(conn)?;
    changed(conn, id)?;
    fact::record(
        conn,
        &Fact::Network { told: Told::Called { call: id.clone(), verb: "Update".to_owned() } },
        at.now,
    )
}

/// Tells the officers of the organisations of this node that a call is about, without a word of what it asks.
pub(super) fn tell_asked(conn: &mut AnyConnection, now: Timestamp, found: &Call, kind: Kind) -> Result<()> {
    for asked in store::asked_here(conn, found)? {
        let path = desk_path(&asked.username);
        notification::actions::tell_seats(conn, now, &asked.id, &[Seat::Officer], None, kind, &path)?;
    }
    Ok(())
}

/// Reminds the organisations of this node that have not answered in full, a week before the deadline and a day before it;
/// gives how many calls were due.
///
/// # Errors
/// The database's own.
pub fn remind(conn: &mut AnyConnection, at: &At) -> Result<usize> {
    let mut due = 0;
    for found in store::open(conn, at.now)? {
        let published = found.published_at.unwrap_or(found.created_at);
        if !rules::is_time(found.deadline_at, found.reminded_at, published, at.now) {
            continue;
        }
        due += 1;
        diesel::update(call::table.find(&found.id)).set(call::reminded_at.eq(at.now)).execute(conn)?;
        let subjects = store::view(conn, found.clone())?.subjects;
        for asked in store::asked_here(conn, &found)? {
            if store::answered(conn, &subjects, &asked.id)?.len() < subjects.len() {
                let (path, officers) = (desk_path(&asked.username), [Seat::Officer]);
                let kind = Kind::CallReminder;
                notification::actions::tell_seats(conn, at.now, &asked.id, &officers, None, kind, &path)?;
            }
        }
    }
    Ok(due)
}

/// Records in the organisation's own record that a draft was thrown away.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `Conflict` for one that is out.
pub fn discard(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    network: &ActorId,
    id: &CallId,
) -> Result<()> {
    if !who.is_officer(organisation) {
        return Err(Error::Forbidden("officers-only"));
    }
    must_be_of(conn, id, network, organisation)?;
    if store::get(conn, id)?.state != CallState::Draft {
        return Err(Error::Conflict("error-call-is-out"));
    }
    void(conn, at, who, organisation, network, id)?;
    diesel::delete(call::table.find(id)).execute(conn)?;
    let act =
        Act { act: "network.discard", object: id.as_str(), organisation: Some(organisation), reason: "" };
    audit::actions::record(conn, at.now, Some(who), act)
}
