//! Asking for the mail, ending it, and having it sent.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::week::Week;
use sofra_db::AnyConnection;
use sofra_db::queue::job;
use sofra_db::schema::digest_subscription;

use super::{rules, store};
use crate::account::{AccountId, Identity};
use crate::error::{Error, Result};
use crate::recovery::actions::JOB;
use crate::recovery::model::Letter;
use crate::{node, recovery};

/// Mails that are made ready in one go: the rest follows.
const AT_ONCE: i64 = 200;

/// Somebody chooses whether they want the mail; the first is for the week that runs now.
///
/// # Errors
/// `Conflict` for an account without a confirmed address.
pub fn choose(conn: &mut AnyConnection, now: Timestamp, who: &Identity, wanted: bool) -> Result<()> {
    if !wanted {
        return forget(conn, &who.account);
    }
    if recovery::store::addresses(conn, &who.account)?.confirmed.is_none() {
        return Err(Error::Conflict("error-digest-no-address"));
    }
    if store::is_wanted(conn, &who.account)? {
        return Ok(());
    }
    diesel::insert_into(digest_subscription::table)
        .values((
            digest_subscription::account_id.eq(&who.account),
            digest_subscription::last_week.eq(Week::of(now).before().to_string()),
            digest_subscription::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends the mail by the link in it, without signing in. Once ended it stays so.
///
/// # Errors
/// `NotFound` for a link that is none of ours.
pub fn stop(conn: &mut AnyConnection, token: &str) -> Result<()> {
    let secret = node::store::get(conn)?.secret;
    let account = rules::read_token(&secret, token).ok_or(Error::NotFound)?;
    forget(conn, &account)
}

/// Whether the link in a mail is one of ours.
///
/// # Errors
/// `NotFound` if it is not.
pub fn check(conn: &mut AnyConnection, token: &str) -> Result<()> {
    let secret = node::store::get(conn)?.secret;
    rules::read_token(&secret, token).map(|_| ()).ok_or(Error::NotFound)
}

/// An account wants no such mail any more.
pub(crate) fn forget(conn: &mut AnyConnection, account: &AccountId) -> Result<()> {
    diesel::delete(digest_subscription::table.find(account)).execute(conn)?;
    Ok(())
}

/// Makes the mails about the last whole week ready that are not yet; whether there may be more. Doing it again changes
/// nothing.
///
/// # Errors
/// The database's own.
pub fn send_due(conn: &mut AnyConnection, now: Timestamp) -> Result<bool> {
    let week = Week::of(now).before().to_string();
    let due: Vec<AccountId> = digest_subscription::table
        .filter(digest_subscription::last_week.lt(&week))
        .order(digest_subscription::account_id)
        .limit(AT_ONCE)
        .select(digest_subscription::account_id)
        .load(conn)?;
    for account in &due {
        let letter = Letter::Digest { account: account.clone(), week: week.clone() };
        let payload = serde_json::to_string(&letter).map_err(|e| Error::Internal(e.to_string()))?;
        job::add(conn, JOB, Some(&format!("digest {account} {week}")), &payload, now, now)?;
        diesel::update(digest_subscription::table.find(account))
            .set(digest_subscription::last_week.eq(&week))
            .execute(conn)?;
    }
    Ok(due.len() as i64 == AT_ONCE)
}
