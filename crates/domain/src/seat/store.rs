//! Who has a seat.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, membership};

use super::model::Member;
use crate::account::{AccountId, Seat};
use crate::actor::ActorId;
use crate::error::Result;

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
