//! Signing in and out, tokens, the language of the pages.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days, hours};
use sofra_base::id::{random_token, sha256_hex};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, api_token, one_time_link, session, sign_in_step};

use super::model::{Account, AccountId, ApiToken, Identity, NewAccount, Role, Session, SessionId, TokenId};
use super::{rules, store};
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::notification::{self, Kind};
use crate::seat;

/// How long a session lasts without being renewed by a new sign-in.
const SESSION_DAYS: i64 = 14;
/// Tokens of one account at most.
const TOKENS: usize = 20;

/// Makes an account. The password is hashed before, see [`super::password::hash`].
///
/// # Errors
/// `Invalid` when a name is not one or the login is taken.
pub fn create(conn: &mut AnyConnection, now: Timestamp, new: NewAccount<'_>) -> Result<AccountId> {
    let login = sanitise::username(new.login).map_err(|_| Error::field("login", "error-username-invalid"))?;
    let name = rules::person_name("name", new.name).map_err(|wrong| Error::Invalid(vec![wrong]))?;
    if store::is_login_taken(conn, &login)? {
        return Err(Error::field("login", "error-username-taken"));
    }
    let id = AccountId::new();
    diesel::insert_into(account::table)
        .values(Account {
            id: id.clone(),
            login_skeleton: sanitise::skeleton(&login),
            login,
            password_hash: new.password_hash,
            role: new.role,
            actor_id: None,
            language: new.language,
            created_at: now,
            disabled_at: None,
            name_skeleton: sanitise::skeleton(&name),
            name,
        })
        .execute(conn)?;
    Ok(id)
}

/// The host makes somebody host, moderator, or neither. The node is never left without a host.
///
/// # Errors
/// `NotFound` unless the account runs the node, and for an account that is not there; `Conflict` for the last host.
pub fn give_role(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    id: &AccountId,
    role: Role,
) -> Result<()> {
    rules::host_only(who)?;
    let found = store::get(conn, id)?;
    if found.role == role {
        return Ok(());
    }
    if found.role == Role::Host && found.disabled_at.is_none() && store::active_hosts(conn)? <= 1 {
        return Err(Error::Conflict("error-last-host"));
    }
    diesel::update(account::table.find(id)).set(account::role.eq(role)).execute(conn)?;
    let reason = format!("{} → {}", found.role, role);
    let act = Act { act: "account.role", object: id.as_str(), organisation: None, reason: &reason };
    audit::actions::record(conn, now, who, act)?;
    notification::actions::tell(conn, now, id, Kind::RoleChanged, "/settings")
}

/// The host switches an account off: it can no longer sign in, and all that it began ends at once. The node is never
/// left without a host. Where it is an officer's, the organisation's own record says so, and all in it are told.
///
/// # Errors
/// `NotFound` unless the account runs the node, and for an account that is not there; `Conflict` for the last host and
/// for oneself.
pub fn disable(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    id: &AccountId,
    reason: &str,
) -> Result<()> {
    rules::host_only(who)?;
    let found = store::get(conn, id)?;
    if found.disabled_at.is_some() {
        return Ok(());
    }
    if who.is_some_and(|who| who.account == *id) {
        return Err(Error::Conflict("error-disable-self"));
    }
    if found.role == Role::Host && store::active_hosts(conn)? <= 1 {
        return Err(Error::Conflict("error-last-host"));
    }
    diesel::update(account::table.find(id)).set(account::disabled_at.eq(now)).execute(conn)?;
    end_everything(conn, now, id)?;
    let act = Act { act: "account.disable", object: id.as_str(), organisation: None, reason };
    audit::actions::record(conn, now, who, act)?;
    seat::actions::officer_switched(conn, now, who, id, "officer.disable", reason)
}

/// The host switches an account on again. It signs in anew: nothing that ended comes back.
///
/// # Errors
/// `NotFound` unless the account runs the node, and for an account that is not there.
pub fn enable(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    id: &AccountId,
) -> Result<()> {
    rules::host_only(who)?;
    let changed = diesel::update(account::table.find(id).filter(account::disabled_at.is_not_null()))
        .set(account::disabled_at.eq(None::<Timestamp>))
        .execute(conn)?;
    if changed == 0 {
        return store::get(conn, id).map(|_| ());
    }
    let act = Act { act: "account.enable", object: id.as_str(), organisation: None, reason: "" };
    audit::actions::record(conn, now, who, act)?;
    seat::actions::officer_switched(conn, now, who, id, "officer.enable", "")
}

/// Somebody chooses what they are called inside, in all their organisations.
///
/// # Errors
/// `Invalid` when it is no name, or looks like that of somebody else in one of them.
pub fn rename(conn: &mut AnyConnection, who: &Identity, name: &str) -> Result<()> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let name = rules::person_name("name", name).map_err(|wrong| Error::Invalid(vec![wrong]))?;
    let skeleton = sanitise::skeleton(&name);
    for (organisation, _) in &who.seats {
        if seat::store::is_name_taken(conn, organisation, &skeleton, Some(&who.account))? {
            return Err(Error::field("name", "error-name-taken"));
        }
    }
    diesel::update(account::table.find(&who.account))
        .set((account::name.eq(name), account::name_skeleton.eq(skeleton)))
        .execute(conn)?;
    Ok(())
}

/// Begins a session after the password was verified, and gives the cookie's secret, which is not kept.
///
/// # Errors
/// The database's own.
pub fn begin_session(conn: &mut AnyConnection, now: Timestamp, account_id: &AccountId) -> Result<String> {
    diesel::delete(session::table.filter(session::expires_at.le(now))).execute(conn)?;
    let token = random_token();
    diesel::insert_into(session::table)
        .values(Session {
            id: SessionId::new(),
            token_hash: sha256_hex(token.as_bytes()),
            account_id: account_id.clone(),
            created_at: now,
            seen_at: now,
            expires_at: now + days(SESSION_DAYS),
            proven_at: now,
        })
        .execute(conn)?;
    Ok(token)
}

/// Notes that the person proved once more in a session who they are.
///
/// # Errors
/// `NotFound` when the session ended.
pub fn prove_session(conn: &mut AnyConnection, now: Timestamp, who: &Identity, id: &SessionId) -> Result<()> {
    let changed = diesel::update(session::table.find(id).filter(session::account_id.eq(&who.account)))
        .set(session::proven_at.eq(now))
        .execute(conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Notes that a session is in use, to the hour: more would be a diary of the person.
///
/// # Errors
/// The database's own.
pub fn touch_session(conn: &mut AnyConnection, now: Timestamp, id: &SessionId) -> Result<()> {
    diesel::update(session::table.find(id).filter(session::seen_at.lt(now - hours(1))))
        .set(session::seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// `NotFound` when it is not this account's.
pub fn end_session(conn: &mut AnyConnection, who: &Identity, id: &SessionId) -> Result<()> {
    if store::end_session(conn, &who.account, id)? == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// Ends all sessions of the account.
///
/// # Errors
/// The database's own.
pub fn end_all_sessions(conn: &mut AnyConnection, who: &Identity) -> Result<()> {
    diesel::delete(session::table.filter(session::account_id.eq(&who.account))).execute(conn)?;
    Ok(())
}

/// Makes an API token and gives its secret, which is not kept.
///
/// # Errors
/// `Invalid` when it has no name, `Conflict` when there are too many.
pub fn create_token(
    conn: &mut AnyConnection,
    now: Timestamp,
    account_id: &AccountId,
    name: &str,
    may_write: bool,
    valid_days: i64,
) -> Result<(TokenId, String)> {
    let name = sanitise::name(name, 60);
    if name.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new("name", "error-field-required")]));
    }
    if !(1..=366).contains(&valid_days) {
        return Err(Error::Invalid(vec![FieldError::limit("days", "error-days-invalid", 366)]));
    }
    if store::tokens(conn, account_id)?.len() >= TOKENS {
        return Err(Error::Conflict("error-too-many-tokens"));
    }
    let secret = format!("sofra_{}", random_token());
    let id = TokenId::new();
    diesel::insert_into(api_token::table)
        .values(ApiToken {
            id: id.clone(),
            token_hash: sha256_hex(secret.as_bytes()),
            account_id: account_id.clone(),
            name,
            may_write,
            created_at: now,
            expires_at: now + days(valid_days),
            revoked_at: None,
        })
        .execute(conn)?;
    Ok((id, secret))
}

/// Takes a token back; it is dead at once.
///
/// # Errors
/// `NotFound` when it is not this account's.
pub fn revoke_token(conn: &mut AnyConnection, now: Timestamp, who: &Identity, id: &TokenId) -> Result<()> {
    let changed = diesel::update(
        api_token::table
            .find(id)
            .filter(api_token::account_id.eq(&who.account))
            .filter(api_token::revoked_at.is_null()),
    )
    .set(api_token::revoked_at.eq(now))
    .execute(conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Remembers the language of the pages.
///
/// # Errors
/// The database's own.
pub fn choose_language(conn: &mut AnyConnection, who: &Identity, language: &str) -> Result<()> {
    diesel::update(account::table.find(&who.account)).set(account::language.eq(language)).execute(conn)?;
    Ok(())
}

/// Gives an account a new password and ends everything the old one began: sessions and tokens. For the owner of the
/// machine, when a password was forgotten or may be known to others.
///
/// # Errors
/// `NotFound` when there is no such account.
pub fn replace_password(
    conn: &mut AnyConnection,
    now: Timestamp,
    login: &str,
    password_hash: String,
) -> Result<()> {
    let found = store::by_login(conn, login)?.ok_or(Error::NotFound)?;
    set_password(conn, now, &found.id, password_hash)?;
    let act = Act { act: "account.password", object: found.id.as_str(), ..Act::default() };
    audit::actions::record(conn, now, None, act)
}

/// Somebody changes their own password, which was verified before. Everything else that is open for the account ends;
/// this session goes on under a new cookie, whose secret is given (AUTH-02).
///
/// # Errors
/// The database's own.
pub fn change_password(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    password_hash: String,
) -> Result<String> {
    set_password(conn, now, &who.account, password_hash)?;
    begin_session(conn, now, &who.account)
}

/// As [`change_password`], for a program: nothing goes on.
///
/// # Errors
/// The database's own.
pub fn replace_own_password(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    password_hash: String,
) -> Result<()> {
    set_password(conn, now, &who.account, password_hash)
}

/// The one place where a password changes: whatever the old one opened is closed, and the account is told.
///
/// # Errors
/// The database's own.
pub(crate) fn set_password(
    conn: &mut AnyConnection,
    now: Timestamp,
    account_id: &AccountId,
    password_hash: String,
) -> Result<()> {
    diesel::update(account::table.find(account_id))
        .set(account::password_hash.eq(password_hash))
        .execute(conn)?;
    end_everything(conn, now, account_id)?;
    notification::actions::tell(conn, now, account_id, Kind::SecurityChanged, "/settings/security")
}

/// Ends all that is open for an account: sessions, API tokens, half-finished sign-ins, links that wait, and the
/// invitations it made. The one list of that: a new password, a switched-off account and stopping everything use it.
///
/// # Errors
/// The database's own.
pub fn end_everything(conn: &mut AnyConnection, now: Timestamp, account_id: &AccountId) -> Result<()> {
    diesel::delete(session::table.filter(session::account_id.eq(account_id))).execute(conn)?;
    diesel::delete(sign_in_step::table.filter(sign_in_step::account_id.eq(account_id))).execute(conn)?;
    diesel::delete(one_time_link::table.filter(one_time_link::account_id.eq(account_id))).execute(conn)?;
    crate::invitation::actions::revoke_all_of(conn, now, account_id)?;
    diesel::update(
        api_token::table.filter(api_token::account_id.eq(account_id)).filter(api_token::revoked_at.is_null()),
    )
    .set(api_token::revoked_at.eq(now))
    .execute(conn)?;
    Ok(())
}
