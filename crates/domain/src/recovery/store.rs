//! Finding links and addresses.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::{email, lost_second_factor, one_time_link};

use super::model::{Addresses, Email, Link, Lost};
use crate::account::AccountId;
use crate::error::Result;
use crate::{node, seal};

/// For what addresses are sealed.
pub(super) const PURPOSE: &str = "email";

/// The link that a token stands for, if it is still good.
///
/// # Errors
/// The database's own.
pub fn link(conn: &mut AnyConnection, token: &str, now: Timestamp) -> Result<Option<Link>> {
    Ok(one_time_link::table
        .find(sha256_hex(token.as_bytes()))
        .filter(one_time_link::expires_at.gt(now))
        .select(Link::as_select())
        .first(conn)
        .optional()?)
}

/// The addresses of an account, for itself alone.
///
/// # Errors
/// The database's own.
pub fn addresses(conn: &mut AnyConnection, account: &AccountId) -> Result<Addresses> {
    let Some(found) = row(conn, account)? else { return Ok(Addresses::default()) };
    let key = node::store::get(conn)?.secret;
    let open = |sealed: Option<Vec<u8>>| unseal(&key, account, &sealed?);
    Ok(Addresses { confirmed: open(found.address), pending: open(found.pending) })
}

pub(super) fn row(conn: &mut AnyConnection, account: &AccountId) -> Result<Option<Email>> {
    Ok(email::table.find(account).select(Email::as_select()).first(conn).optional()?)
}

pub(super) fn unseal(key: &[u8], account: &AccountId, sealed: &[u8]) -> Option<String> {
    String::from_utf8(seal::open(key, PURPOSE, account.as_str(), sealed)?).ok()
}

/// Whether somebody says that the second factor of an account is lost.
///
/// # Errors
/// The database's own.
pub fn lost(conn: &mut AnyConnection, account: &AccountId) -> Result<Option<Lost>> {
    Ok(lost_second_factor::table.find(account).select(Lost::as_select()).first(conn).optional()?)
}
