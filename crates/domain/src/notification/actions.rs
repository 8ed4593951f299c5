//! Telling people that something waits for them, in the transaction that made it wait.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, membership, notification};

use super::model::{Kind, Notification, NotificationId};
use crate::account::{AccountId, Identity, Role, Seat};
use crate::actor::ActorId;
use crate::error::Result;

/// Tells one account. The same kind for the same page waits once only, however often it happens.
///
/// # Errors
/// The database's own.
pub fn tell(conn: &mut AnyConnection, now: Timestamp, to: &AccountId, kind: Kind, link: &str) -> Result<()> {
    let waits: i64 = notification::table
        .filter(notification::account_id.eq(to))
        .filter(notification::kind.eq(kind))
        .filter(notification::link.eq(link))
        .filter(notification::seen_at.is_null())
        .count()
        .get_result(conn)?;
    if waits == 0 {
        diesel::insert_into(notification::table)
            .values(Notification {
                id: NotificationId::new(),
                account_id: to.clone(),
                kind,
                link: link.to_owned(),
                created_at: now,
                seen_at: None,
            })
            .execute(conn)?;
    }
    Ok(())
}

/// Tells those who hold one of these seats in an organisation, but not the one who did it.
///
/// # Errors
/// The database's own.
pub fn tell_seats(
    conn: &mut AnyConnection,
    now: Timestamp,
    organisation: &ActorId,
    seats: &[Seat],
    except: Option<&AccountId>,
    kind: Kind,
    link: &str,
) -> Result<()> {
    let holders: Vec<AccountId> = membership::table
        .filter(membership::organisation_id.eq(organisation))
        .filter(membership::role.eq_any(seats.iter().copied()))
        .select(membership::account_id)
        .load(conn)?;
    for holder in holders.iter().filter(|holder| Some(*holder) != except) {
        tell(conn, now, holder, kind, link)?;
    }
    Ok(())
}

/// Tells those who look after the node: the host, and for what moderators deal with, the moderators too.
///
/// # Errors
/// The database's own.
pub fn tell_keepers(
    conn: &mut AnyConnection,
    now: Timestamp,
    roles: &[Role],
    except: Option<&AccountId>,
    kind: Kind,
    link: &str,
) -> Result<()> {
    let keepers: Vec<AccountId> = account::table
        .filter(account::role.eq_any(roles.iter().copied()))
        .filter(account::disabled_at.is_null())
        .select(account::id)
        .load(conn)?;
    for keeper in keepers.iter().filter(|keeper| Some(*keeper) != except) {
        tell(conn, now, keeper, kind, link)?;
    }
    Ok(())
}

/// Marks all of an account's as seen that point at a page, or all of them.
///
/// # Errors
/// The database's own.
pub fn see(conn: &mut AnyConnection, now: Timestamp, who: &Identity, link: Option<&str>) -> Result<()> {
    let mine = notification::table
        .filter(notification::account_id.eq(&who.account))
        .filter(notification::seen_at.is_null());
    match link {
        Some(link) => diesel::update(mine.filter(notification::link.eq(link)))
            .set(notification::seen_at.eq(now))
            .execute(conn)?,
        None => diesel::update(mine).set(notification::seen_at.eq(now)).execute(conn)?,
    };
    Ok(())
}

/// Opens one: it is seen, and the path of its page is given.
///
/// # Errors
/// `NotFound` when it is not this account's.
pub fn open(conn: &mut AnyConnection, now: Timestamp, who: &Identity, id: &NotificationId) -> Result<String> {
    let found: Notification = notification::table
        .find(id)
        .filter(notification::account_id.eq(&who.account))
        .select(Notification::as_select())
        .first(conn)?;
    // All that point there: who looks at the page has seen what they were about.
    see(conn, now, who, Some(&found.link))?;
    Ok(found.link)
}

/// Forgets what was seen before one time, or is older than another; gives how many.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, seen_before: Timestamp, before: Timestamp) -> Result<usize> {
    Ok(diesel::delete(notification::table.filter(
        notification::created_at.lt(before).or(notification::seen_at.lt(seen_before).assume_not_null()),
    ))
    .execute(conn)?)
}
