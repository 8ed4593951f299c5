//! Reading what waits for somebody.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::notification;

use super::model::{Notification, NotificationId};
use crate::account::Identity;
use crate::error::Result;

/// One page, newest first, before the one of that id.
///
/// # Errors
/// The database's own.
pub fn page(
    conn: &mut AnyConnection,
    who: &Identity,
    before: Option<&NotificationId>,
    most: i64,
) -> Result<Vec<Notification>> {
    let mut query = notification::table.filter(notification::account_id.eq(&who.account)).into_boxed();
    if let Some(before) = before {
        query = query.filter(notification::id.lt(before.as_str()));
    }
    Ok(query.order(notification::id.desc()).limit(most).select(Notification::as_select()).load(conn)?)
}

/// How many wait unseen.
///
/// # Errors
/// The database's own.
pub fn unseen(conn: &mut AnyConnection, who: &Identity) -> Result<i64> {
    Ok(notification::table
        .filter(notification::account_id.eq(&who.account))
        .filter(notification::seen_at.is_null())
        .count()
        .get_result(conn)?)
}

/// How many there are, seen and unseen.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, who: &Identity) -> Result<i64> {
    Ok(notification::table.filter(notification::account_id.eq(&who.account)).count().get_result(conn)?)
}
