//! Finding second factors and half-finished sign-ins.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::{passkey, recovery_code, second_factor, sign_in_step};

use super::model::{Kinds, Passkey, SecondFactor, Step};
use super::rules;
use crate::account::{AccountId, Identity};
use crate::error::Result;

/// Which second factors an account has.
///
/// # Errors
/// The database's own.
pub fn kinds(conn: &mut AnyConnection, account: &AccountId) -> Result<Kinds> {
    let app: i64 = second_factor::table
        .filter(second_factor::account_id.eq(account))
        .filter(second_factor::secret.is_not_null())
        .count()
        .get_result(conn)?;
    let passkeys = passkey::table.filter(passkey::account_id.eq(account)).count().get_result(conn)?;
    let codes =
        recovery_code::table.filter(recovery_code::account_id.eq(account)).count().get_result(conn)?;
    Ok(Kinds { app: app > 0, passkeys, codes })
}

/// Whether somebody must set up a second factor before anything else, where the host requires one.
///
/// # Errors
/// The database's own.
pub fn must_set_up(conn: &mut AnyConnection, who: &Identity) -> Result<bool> {
    Ok(rules::must_have(who) && !kinds(conn, &who.account)?.any())
}

/// The app and the count of wrong codes of an account.
///
/// # Errors
/// The database's own.
pub fn second_factor(conn: &mut AnyConnection, account: &AccountId) -> Result<Option<SecondFactor>> {
    Ok(second_factor::table.find(account).select(SecondFactor::as_select()).first(conn).optional()?)
}

/// The passkeys of an account, the oldest first.
///
/// # Errors
/// The database's own.
pub fn passkeys(conn: &mut AnyConnection, account: &AccountId) -> Result<Vec<Passkey>> {
    Ok(passkey::table
        .filter(passkey::account_id.eq(account))
        .order(passkey::id)
        .select(Passkey::as_select())
        .load(conn)?)
}

/// The step that a cookie stands for, if it is not too late.
///
/// # Errors
/// The database's own.
pub fn step(conn: &mut AnyConnection, token: &str, now: Timestamp) -> Result<Option<Step>> {
    Ok(sign_in_step::table
        .find(sha256_hex(token.as_bytes()))
        .filter(sign_in_step::expires_at.gt(now))
        .select(Step::as_select())
        .first(conn)
        .optional()?)
}
