//! Who has a seat.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_db::AnyConnection;
use sofra_db::schema::{account, membership};

use super::model::{Change, Member};
use crate::account::{AccountId, Seat};
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::joining::RequestState;
use crate::{invitation, joining};

/// For how many days an officer whose account was switched off still counts as one, where it is asked whether an
/// organisation has any: else whoever switches accounts off could then choose whom it gets.
pub const STANDING_DAYS: i64 = 30;

/// Everybody with a seat in an organisation: officers first, then by name. For those inside.
///
/// # Errors
/// The database's own.
pub fn members(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<Member>> {
    type Row = (AccountId, String, Seat, Timestamp, bool, Option<Timestamp>);
    let rows: Vec<Row> = membership::table
        .inner_join(account::table)
        .filter(membership::organisation_id.eq(organisation))
        .select((
            membership::account_id,
            account::name,
            membership::role,
            membership::created_at,
            membership::shown,
            account::disabled_at,
        ))
        .load(conn)?;
    let mut members: Vec<Member> = rows
        .into_iter()
        .map(|(account, name, seat, since, shown, disabled_at)| Member {
            account,
            name,
            seat,
            since,
            shown,
            active: disabled_at.is_none(),
        })
        .collect();
    members.sort_by(|a, b| {
        // The two seats that decide least come last.
        b.seat.covers(a.seat).cmp(&a.seat.covers(b.seat)).then_with(|| a.name.cmp(&b.name))
    });
    Ok(members)
}

/// One of them.
///
/// # Errors
/// `NotFound` for an account without a seat in it.
pub fn member(conn: &mut AnyConnection, organisation: &ActorId, id: &AccountId) -> Result<Member> {
    members(conn, organisation)?
        .into_iter()
        .find(|member| member.account == *id)
        .ok_or(crate::error::Error::NotFound)
}

/// How many can decide for an organisation now.
///
/// # Errors
/// The database's own.
pub fn active_officers(conn: &mut AnyConnection, organisation: &ActorId) -> Result<i64> {
    Ok(membership::table
        .inner_join(account::table)
        .filter(membership::organisation_id.eq(organisation))
        .filter(membership::role.eq(Seat::Officer))
        .filter(account::disabled_at.is_null())
        .count()
        .get_result(conn)?)
}

/// How many officers an organisation has for those outside it: the active ones, and those whose accounts were switched
/// off not long ago. As long as there is one, the host gives nobody a seat in it.
///
/// # Errors
/// The database's own.
pub fn standing_officers(conn: &mut AnyConnection, organisation: &ActorId, now: Timestamp) -> Result<i64> {
    let lately = account::disabled_at.gt(now - days(STANDING_DAYS)).assume_not_null();
    Ok(membership::table
        .inner_join(account::table)
        .filter(membership::organisation_id.eq(organisation))
        .filter(membership::role.eq(Seat::Officer))
        .filter(account::disabled_at.is_null().or(lately))
        .count()
        .get_result(conn)?)
}

/// Whether what is proposed about an officer's seat still starts from how things are.
///
/// # Errors
/// The database's own.
pub fn still_possible(conn: &mut AnyConnection, organisation: &ActorId, change: &Change) -> Result<bool> {
    let has = |conn: &mut AnyConnection, id: &AccountId, seat: Seat| match member(conn, organisation, id) {
        Ok(member) => Ok(member.seat == seat),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    };
    match change {
        Change::Appoint { account, from } => has(conn, account, *from),
        Change::Lower { account, .. } | Change::Remove { account, .. } => has(conn, account, Seat::Officer),
        Change::Invite { invitation, .. } => match invitation::store::get(conn, invitation) {
            Ok(found) => Ok(!found.approved && found.revoked_at.is_none()),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        },
        Change::Admit { request } => match joining::store::get(conn, request) {
            Ok(found) => Ok(found.state == RequestState::Waiting),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        },
    }
}

/// Whether somebody else in an organisation has a name that looks the same (UNI-06).
///
/// # Errors
/// The database's own.
pub fn is_name_taken(
    conn: &mut AnyConnection,
    organisation: &ActorId,
    skeleton: &str,
    except: Option<&AccountId>,
) -> Result<bool> {
    let holders: Vec<AccountId> = membership::table
        .inner_join(account::table)
        .filter(membership::organisation_id.eq(organisation))
        .filter(account::name_skeleton.eq(skeleton))
        .select(membership::account_id)
        .load(conn)?;
    Ok(holders.iter().any(|holder| Some(holder) != except))
}
