//! Finding accounts, sessions and tokens.

use std::collections::HashMap;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, actor_move, api_token, membership, session};

use super::model::{Account, AccountId, ApiToken, Identity, Seat, Session, SessionId};
use crate::actor::ActorId;
use crate::error::{Error, Result};

/// By the name used for signing in.
///
/// # Errors
/// The database's own.
pub fn by_login(conn: &mut AnyConnection, login: &str) -> Result<Option<Account>> {
    Ok(account::table
        .filter(account::login_skeleton.eq(sanitise::skeleton(login.trim())))
        .filter(account::disabled_at.is_null())
        .select(Account::as_select())
        .first(conn)
        .optional()?)
}

/// The first host of the node, in whose name the command line acts.
///
/// # Errors
/// `NotFound` before the node is set up.
pub fn first_host(conn: &mut AnyConnection) -> Result<Account> {
    Ok(account::table
        .filter(account::role.eq(super::Role::Host))
        .filter(account::disabled_at.is_null())
        .order(account::id)
        .select(Account::as_select())
        .first(conn)?)
}

/// One account, switched off or not.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &AccountId) -> Result<Account> {
    Ok(account::table.find(id).select(Account::as_select()).first(conn)?)
}

/// One account by the name used for signing in, switched off or not.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn any_by_login(conn: &mut AnyConnection, login: &str) -> Result<Account> {
    Ok(account::table
        .filter(account::login_skeleton.eq(sanitise::skeleton(login.trim())))
        .select(Account::as_select())
        .first(conn)?)
}

/// Whether a login is taken, look-alikes included.
///
/// # Errors
/// The database's own.
pub fn is_login_taken(conn: &mut AnyConnection, login: &str) -> Result<bool> {
    let taken: i64 = account::table
        .filter(account::login_skeleton.eq(sanitise::skeleton(login)))
        .count()
        .get_result(conn)?;
    Ok(taken > 0)
}

/// How many accounts run the node.
///
/// # Errors
/// The database's own.
pub fn active_hosts(conn: &mut AnyConnection) -> Result<i64> {
    Ok(account::table
        .filter(account::role.eq(super::Role::Host))
        .filter(account::disabled_at.is_null())
        .count()
        .get_result(conn)?)
}

/// What people are called inside, by account; for pages that only those inside see.
///
/// # Errors
/// The database's own.
pub fn names(conn: &mut AnyConnection, ids: &[AccountId]) -> Result<HashMap<AccountId, String>> {
    let found: Vec<(AccountId, String)> =
        account::table.filter(account::id.eq_any(ids)).select((account::id, account::name)).load(conn)?;
    Ok(found.into_iter().collect())
}

/// The seats of all accounts, for the one who runs the node.
///
/// # Errors
/// The database's own.
pub fn all_seats(conn: &mut AnyConnection) -> Result<Vec<(AccountId, ActorId, Seat)>> {
    Ok(membership::table
        .order((membership::account_id, membership::organisation_id))
        .select((membership::account_id, membership::organisation_id, membership::role))
        .load(conn)?)
}

/// All accounts, the oldest first.
///
/// # Errors
/// The database's own.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Account>> {
    Ok(account::table.order(account::id).select(Account::as_select()).load(conn)?)
}

/// By row, also one that is switched off.
///
/// # Errors
/// The database's own.
pub fn find(conn: &mut AnyConnection, id: &AccountId) -> Result<Option<Account>> {
    Ok(account::table.find(id).select(Account::as_select()).first(conn).optional()?)
}

/// What an account may do.
///
/// # Errors
/// `SignIn` when it is switched off or gone.
pub fn identity(conn: &mut AnyConnection, id: &AccountId, may_write: bool) -> Result<Identity> {
    let found: Account = account::table
        .find(id)
        .filter(account::disabled_at.is_null())
        .select(Account::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::SignIn)?;
    let mut seats: Vec<(ActorId, Seat)> = membership::table
        .filter(membership::account_id.eq(id))
        .order(membership::organisation_id)
        .select((membership::organisation_id, membership::role))
        .load(conn)?;
    // An organisation that lives elsewhere now does not speak from here any more, whoever sits in it.
    let moved: Vec<ActorId> = actor_move::table
        .filter(actor_move::target_id.is_not_null())
        .filter(actor_move::actor_id.eq_any(seats.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()))
        .select(actor_move::actor_id)
        .load(conn)?;
    for (organisation, seat) in &mut seats {
        if moved.contains(organisation) {
            *seat = Seat::Member;
        }
    }
    Ok(Identity {
        account: found.id,
        login: found.login,
        role: found.role,
        person: found.actor_id,
        language: found.language,
        seats,
        may_write,
    })
}

/// Whether an account holds an officer's seat, also in an organisation that moved away and is only read here.
///
/// # Errors
/// The database's own.
pub fn holds_officer_seat(
    conn: &mut AnyConnection,
    account: &AccountId,
    organisation: &ActorId,
) -> Result<bool> {
    let seat: Option<Seat> =
        membership::table.find((account, organisation)).select(membership::role).first(conn).optional()?;
    Ok(seat == Some(Seat::Officer))
}

/// Who holds a session cookie, if it is still good.
///
/// # Errors
/// The database's own.
pub fn by_session(
    conn: &mut AnyConnection,
    token: &str,
    now: Timestamp,
) -> Result<Option<(Session, Identity)>> {
    let found: Option<Session> = session::table
        .filter(session::token_hash.eq(sha256_hex(token.as_bytes())))
        .filter(session::expires_at.gt(now))
        .select(Session::as_select())
        .first(conn)
        .optional()?;
    let Some(found) = found else { return Ok(None) };
    match identity(conn, &found.account_id, true) {
        Ok(identity) => Ok(Some((found, identity))),
        Err(Error::SignIn) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Who holds an API token, if it is still good.
///
/// # Errors
/// The database's own.
pub fn by_token(conn: &mut AnyConnection, token: &str, now: Timestamp) -> Result<Option<Identity>> {
    let found: Option<ApiToken> = api_token::table
        .filter(api_token::token_hash.eq(sha256_hex(token.as_bytes())))
        .filter(api_token::expires_at.gt(now))
        .filter(api_token::revoked_at.is_null())
        .select(ApiToken::as_select())
        .first(conn)
        .optional()?;
    let Some(found) = found else { return Ok(None) };
    match identity(conn, &found.account_id, found.may_write) {
        Ok(identity) => Ok(Some(identity)),
        Err(Error::SignIn) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The sessions of an account, newest first.
///
/// # Errors
/// The database's own.
pub fn sessions(conn: &mut AnyConnection, id: &AccountId, now: Timestamp) -> Result<Vec<Session>> {
    Ok(session::table
        .filter(session::account_id.eq(id))
        .filter(session::expires_at.gt(now))
        .order(session::id.desc())
        .select(Session::as_select())
        .load(conn)?)
}

/// The tokens of an account, newest first.
///
/// # Errors
/// The database's own.
pub fn tokens(conn: &mut AnyConnection, id: &AccountId) -> Result<Vec<ApiToken>> {
    Ok(api_token::table
        .filter(api_token::account_id.eq(id))
        .filter(api_token::revoked_at.is_null())
        .order(api_token::id.desc())
        .select(ApiToken::as_select())
        .load(conn)?)
}

pub(super) fn end_session(conn: &mut AnyConnection, account_id: &AccountId, id: &SessionId) -> Result<usize> {
    Ok(diesel::delete(session::table.find(id).filter(session::account_id.eq(account_id))).execute(conn)?)
}
