//! Links, addresses, and a lost second factor.

use diesel::prelude::*;
use sofra_base::clock::{Span, Timestamp, days, hours};
use sofra_base::id::{random_token, sha256_hex};
use sofra_base::week::Week;
use sofra_db::AnyConnection;
use sofra_db::queue::job;
use sofra_db::schema::{email, lost_second_factor, one_time_link, sign_in_step};

use super::model::{Email, Letter, Link, Lost, Mail, MailKind, Purpose};
use super::rules;
use super::store::{self, PURPOSE};
use crate::account::{self, AccountId, Identity};
use crate::audit::{self, actions::Act};
use crate::error::{Error, Result};
use crate::notification::{self, Kind};
use crate::sign_in::{self, Step};
use crate::viewer::Reader;
use crate::{digest, node, seal};

/// The kind of the jobs that send mail.
pub const JOB: &str = "mail";
/// Hours for which a link that was sent is good.
const SENT_HOURS: i64 = 1;
/// Hours for which a link to confirm an address, or one that somebody was given, is good.
const GIVEN_HOURS: i64 = 24;
/// Hours between saying that the second factor is lost and its end (AUTH-13).
pub const LOST_HOURS: i64 = 72;
/// The page that shows what changed.
const PAGE: &str = "/settings/security";

fn tell(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<()> {
    notification::actions::tell(conn, now, account, Kind::SecurityChanged, PAGE)
}

fn post(conn: &mut AnyConnection, now: Timestamp, letter: &Letter) -> Result<()> {
    let payload = serde_json::to_string(letter).map_err(|e| Error::Internal(e.to_string()))?;
    job::add(conn, JOB, None, &payload, now, now)?;
    Ok(())
}

/// A new link; the one before for the same purpose is void.
fn make_link(
    conn: &mut AnyConnection,
    now: Timestamp,
    account: &AccountId,
    purpose: Purpose,
    good_for: Span,
) -> Result<String> {
    diesel::delete(
        one_time_link::table
            .filter(one_time_link::account_id.eq(account))
            .filter(one_time_link::purpose.eq(purpose)),
    )
    .execute(conn)?;
    let token = random_token();
    diesel::insert_into(one_time_link::table)
        .values(Link {
            token_hash: sha256_hex(token.as_bytes()),
            account_id: account.clone(),
            purpose,
            expires_at: now + good_for,
        })
        .execute(conn)?;
    Ok(token)
}

/// Takes a link out: it works once, also when two ask at the same moment.
fn take_link(conn: &mut AnyConnection, now: Timestamp, token: &str, purpose: Purpose) -> Result<AccountId> {
    let found =
        store::link(conn, token, now)?.filter(|link| link.purpose == purpose).ok_or(Error::NotFound)?;
    if diesel::delete(one_time_link::table.find(&found.token_hash)).execute(conn)? == 0 {
        return Err(Error::NotFound);
    }
    Ok(found.account_id)
}

/// Somebody forgot the password of an account, or says so. Nothing is looked up here, so that known and unknown names
/// cost the same (PRIV-08): the worker that sends mail finds out.
///
/// # Errors
/// The database's own.
pub fn ask_for_password_link(conn: &mut AnyConnection, now: Timestamp, login: &str) -> Result<()> {
    let login = login.chars().take(100).collect();
    post(conn, now, &Letter::Password { login })
}

/// A host or an officer makes a link with which somebody chooses a new password; `who` is absent at the machine. Its
/// secret is given, and not kept.
///
/// # Errors
/// `NotFound` when there is no such account, or `who` has no say about it.
pub fn give_password_link(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    account: &AccountId,
) -> Result<String> {
    let to = account::store::identity(conn, account, true).map_err(|_| Error::NotFound)?;
    if who.is_some_and(|who| !rules::may_give_link(who, &to)) {
        return Err(Error::NotFound);
    }
    let organisation =
        who.filter(|who| !who.is_host()).and_then(|_| to.seats.first()).map(|(organisation, _)| organisation);
    let act = Act { act: "account.reset-link", object: account.as_str(), organisation, reason: "" };
    audit::actions::record(conn, now, who, act)?;
    tell(conn, now, account)?;
    make_link(conn, now, account, Purpose::Password, hours(GIVEN_HOURS))
}

/// A new password by a link. Everything that was open for the account ends; its second factor stays (AUTH-13).
///
/// # Errors
/// `NotFound` when the link is not one, was used, or is too old.
pub fn use_password_link(conn: &mut AnyConnection, now: Timestamp, token: &str, hash: String) -> Result<()> {
    let account = take_link(conn, now, token, Purpose::Password)?;
    account::actions::set_password(conn, now, &account, hash)
}

/// Somebody gives an address. It is used once it is confirmed by the link that is sent there; one before stays until
/// then.
///
/// # Errors
/// `Invalid` for anything but a plain address.
pub fn set_email(conn: &mut AnyConnection, now: Timestamp, who: &Identity, typed: &str) -> Result<()> {
    let address = rules::address(typed).ok_or_else(|| Error::field("email", "error-email-invalid"))?;
    let key = node::store::get(conn)?.secret;
    let sealed = seal::seal(&key, PURPOSE, who.account.as_str(), address.as_bytes())?;
    if store::row(conn, &who.account)?.is_some() {
        diesel::update(email::table.find(&who.account)).set(email::pending.eq(Some(sealed))).execute(conn)?;
    } else {
        diesel::insert_into(email::table)
            .values(Email {
                account_id: who.account.clone(),
                address: None,
                pending: Some(sealed),
                created_at: now,
            })
            .execute(conn)?;
    }
    post(conn, now, &Letter::Confirm { account: who.account.clone() })
}

/// The address that waited is used from now on; the one before is told.
///
/// # Errors
/// `NotFound` when the link is not one, was used, or is too old.
pub fn confirm_email(conn: &mut AnyConnection, now: Timestamp, token: &str) -> Result<()> {
    let account = take_link(conn, now, token, Purpose::ConfirmEmail)?;
    let found = store::row(conn, &account)?.filter(|row| row.pending.is_some()).ok_or(Error::NotFound)?;
    diesel::update(email::table.find(&account))
        .set((email::address.eq(found.pending), email::pending.eq(None::<Vec<u8>>)))
        .execute(conn)?;
    if let Some(address) = found.address {
        post(conn, now, &Letter::Changed { account: account.clone(), address })?;
    }
    tell(conn, now, &account)
}

/// Forgets the address of an account; it is told so.
///
/// # Errors
/// The database's own.
pub fn remove_email(conn: &mut AnyConnection, now: Timestamp, who: &Identity) -> Result<()> {
    let Some(found) = store::row(conn, &who.account)? else { return Ok(()) };
    diesel::delete(email::table.find(&who.account)).execute(conn)?;
    digest::actions::forget(conn, &who.account)?;
    if let Some(address) = found.address {
        post(conn, now, &Letter::Changed { account: who.account.clone(), address })?;
    }
    tell(conn, now, &who.account)
}

/// Somebody who gave the right password says that the second factor is lost. Whoever is signed in, and the address
/// of the account, are told; after three days [`end_lost`] ends it. Saying it again changes nothing.
///
/// # Errors
/// `Conflict` when the account has no confirmed address: then nobody could be warned, and the host has to help.
pub fn say_lost(conn: &mut AnyConnection, now: Timestamp, account: &AccountId) -> Result<Lost> {
    if let Some(lost) = store::lost(conn, account)? {
        return Ok(lost);
    }
    if store::row(conn, account)?.is_none_or(|row| row.address.is_none()) {
        return Err(Error::Conflict("error-lost-no-address"));
    }
    let lost = Lost { requested_at: now, due_at: now + hours(LOST_HOURS) };
    diesel::insert_into(lost_second_factor::table)
        .values((lost_second_factor::account_id.eq(account), lost))
        .execute(conn)?;
    post(conn, now, &Letter::Lost { account: account.clone() })?;
    tell(conn, now, account)?;
    Ok(lost)
}

/// It is not lost: said by somebody who is signed in.
///
/// # Errors
/// The database's own.
pub fn keep(conn: &mut AnyConnection, who: &Identity) -> Result<()> {
    forget_lost(conn, &who.account)
}

/// It is not lost: said by the link in the mail. Whoever has the password is not the owner then, so every
/// half-finished sign-in ends.
///
/// # Errors
/// `NotFound` when the link is not one, was used, or is too old.
pub fn keep_by_link(conn: &mut AnyConnection, now: Timestamp, token: &str) -> Result<()> {
    let account = take_link(conn, now, token, Purpose::KeepSecondFactor)?;
    diesel::delete(sign_in_step::table.filter(sign_in_step::account_id.eq(&account))).execute(conn)?;
    tell(conn, now, &account)?;
    forget_lost(conn, &account)
}

fn forget_lost(conn: &mut AnyConnection, account: &AccountId) -> Result<()> {
    diesel::delete(lost_second_factor::table.find(account)).execute(conn)?;
    Ok(())
}

/// The three days are over: the second factor ends, with all that is open, and a session begins, whose secret is
/// given.
///
/// # Errors
/// `Conflict` before that time.
pub fn end_lost(conn: &mut AnyConnection, now: Timestamp, step: &Step) -> Result<String> {
    let lost = store::lost(conn, &step.account_id)?.ok_or(Error::NotFound)?;
    if lost.due_at > now {
        return Err(Error::Conflict("error-lost-too-early"));
    }
    account::store::identity(conn, &step.account_id, true)?;
    sign_in::actions::end_after_loss(conn, now, &step.account_id)?;
    let act = Act { act: "account.second-factor-lost", object: step.account_id.as_str(), ..Act::default() };
    audit::actions::record(conn, now, None, act)?;
    account::actions::begin_session(conn, now, &step.account_id)
}

/// What a job says, ready to be sent: makes the link and finds the address. `None` when there is nobody to write to,
/// which is as good as sent.
///
/// # Errors
/// `Internal` when the job is not one of ours.
pub fn open_letter(conn: &mut AnyConnection, now: Timestamp, payload: &str) -> Result<Option<Mail>> {
    let letter: Letter =
        serde_json::from_str(payload).map_err(|e| Error::Internal(format!("a letter: {e}")))?;
    let key = node::store::get(conn)?.secret;
    let (account, kind) = match &letter {
        Letter::Confirm { account } => (account.clone(), MailKind::Confirm),
        Letter::Lost { account } => (account.clone(), MailKind::Lost),
        Letter::Changed { account, .. } => (account.clone(), MailKind::Changed),
        Letter::Digest { account, week } => {
            // Counted when it is sent, as whoever gets it may read now; nothing new is no reason to write.
            match new_in(conn, account, week)? {
                0 => return Ok(None),
                new => (account.clone(), MailKind::Digest { new }),
            }
        }
        Letter::Password { login } => match account::store::by_login(conn, login)? {
            Some(found) => (found.id, MailKind::Password),
            None => return Ok(None),
        },
    };
    let Ok(whose) = account::store::identity(conn, &account, true) else { return Ok(None) };
    let row = store::row(conn, &account)?;
    let sealed = match letter {
        Letter::Changed { address, .. } => Some(address),
        Letter::Confirm { .. } => row.and_then(|row| row.pending),
        Letter::Password { .. } | Letter::Lost { .. } | Letter::Digest { .. } => {
            row.and_then(|row| row.address)
        }
    };
    let Some(to) = sealed.and_then(|sealed| store::unseal(&key, &account, &sealed)) else { return Ok(None) };
    let link = match kind {
        MailKind::Confirm => Some((Purpose::ConfirmEmail, hours(GIVEN_HOURS))),
        MailKind::Password => Some((Purpose::Password, hours(SENT_HOURS))),
        // As long as it can help.
        MailKind::Lost => Some((Purpose::KeepSecondFactor, hours(LOST_HOURS + 14 * 24))),
        MailKind::Changed | MailKind::Digest { .. } => None,
    };
    let token = match link {
        Some((purpose, good_for)) => Some(make_link(conn, now, &account, purpose, good_for)?),
        None if matches!(kind, MailKind::Digest { .. }) => Some(digest::rules::stop_token(&key, &account)),
        None => None,
    };
    Ok(Some(Mail { to, language: whose.language, kind, token }))
}

/// How much of a week is new for an account that still wants to be told.
fn new_in(conn: &mut AnyConnection, account: &AccountId, week: &str) -> Result<i64> {
    let (Some(week), true) = (Week::parse(week), digest::store::is_wanted(conn, account)?) else {
        return Ok(0);
    };
    match account::store::identity(conn, account, true) {
        Ok(who) => Ok(digest::store::count(conn, week, &Reader::Account(who))?.all()),
        Err(_) => Ok(0),
    }
}

/// Forgets what is over: links, half-finished sign-ins, and losses that nobody followed up for two weeks.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, now: Timestamp) -> Result<()> {
    diesel::delete(one_time_link::table.filter(one_time_link::expires_at.le(now))).execute(conn)?;
    diesel::delete(sign_in_step::table.filter(sign_in_step::expires_at.le(now))).execute(conn)?;
    diesel::delete(lost_second_factor::table.filter(lost_second_factor::due_at.le(now - days(14))))
        .execute(conn)?;
    Ok(())
}
