//! Giving, changing and leaving seats.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::membership;

use super::{rules, store};
use crate::account::{self, AccountId, Identity, Seat};
use crate::actor::{self, ActorId, ActorKind};
use crate::audit::{self, actions::Act};
use crate::error::{Error, Result};
use crate::notification::{self, Kind};

/// Gives an account a seat, in place of the one it has. For actions that have checked the right to it.
///
/// # Errors
/// `Invalid` when somebody in the organisation has a name that looks the same.
pub fn give(
    conn: &mut AnyConnection,
    now: Timestamp,
    id: &AccountId,
    organisation: &ActorId,
    seat: Seat,
) -> Result<()> {
    let person = account::store::get(conn, id)?;
    if store::is_name_taken(conn, organisation, &person.name_skeleton, Some(id))? {
        return Err(Error::field("name", "error-name-taken"));
    }
    let changed = diesel::update(membership::table.find((id, organisation)))
        .set(membership::role.eq(seat))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(membership::table)
            .values((
                membership::account_id.eq(id),
                membership::organisation_id.eq(organisation),
                membership::role.eq(seat),
                membership::created_at.eq(now),
                membership::shown.eq(false),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// An officer changes somebody's seat, or their own.
///
/// # Errors
/// As [`rules::officer_only`]; `NotFound` for an account without a seat in it; `Conflict` for the last officer.
pub fn change(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    organisation: &ActorId,
    id: &AccountId,
    seat: Seat,
) -> Result<()> {
    rules::officer_only(who, organisation)?;
    let member = store::member(conn, organisation, id)?;
    if member.seat == seat {
        return Ok(());
    }
    rules::may_lose(member.seat, member.active, store::active_officers(conn, organisation)?)?;
    diesel::update(membership::table.find((id, organisation)))
        .set(membership::role.eq(seat))
        .execute(conn)?;
    let reason = format!("{} → {seat}", member.seat);
    record(conn, now, Some(who), "seat.change", organisation, id, &reason)?;
    if *id != who.account {
        let link = format!("/desk/{}", actor::store::get(conn, organisation)?.username);
        notification::actions::tell(conn, now, id, Kind::RoleChanged, &link)?;
    }
    Ok(())
}

/// An officer takes somebody's seat away.
///
/// # Errors
/// As [`change`].
pub fn remove(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    organisation: &ActorId,
    id: &AccountId,
    reason: &str,
) -> Result<()> {
    rules::officer_only(who, organisation)?;
    let member = store::member(conn, organisation, id)?;
    rules::may_lose(member.seat, member.active, store::active_officers(conn, organisation)?)?;
    diesel::delete(membership::table.find((id, organisation))).execute(conn)?;
    crate::position::inside::actions::forget(conn, id, organisation)?;
    record(conn, now, Some(who), "seat.remove", organisation, id, reason)?;
    notification::actions::tell(conn, now, id, Kind::RoleChanged, "/desk")
}

/// Somebody gives their own seat up.
///
/// # Errors
/// `NotFound` without one, `Conflict` for the last officer.
pub fn leave(conn: &mut AnyConnection, now: Timestamp, who: &Identity, organisation: &ActorId) -> Result<()> {
    let seat = who.seat(organisation).ok_or(Error::NotFound)?;
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    rules::may_lose(seat, true, store::active_officers(conn, organisation)?)?;
    diesel::delete(membership::table.find((&who.account, organisation))).execute(conn)?;
    crate::position::inside::actions::forget(conn, &who.account, organisation)?;
    record(conn, now, Some(who), "seat.leave", organisation, &who.account, "")
}

/// The host makes an account officer of an organisation in which nobody is left to decide. Anywhere else the host has
/// no say about seats. Told to everybody inside, because it opens the inside to somebody they did not choose.
///
/// # Errors
/// `NotFound` unless the account runs the node; `Conflict` where an officer is left.
pub fn appoint(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    organisation: &ActorId,
    id: &AccountId,
) -> Result<()> {
    account::rules::host_only(who)?;
    let found = actor::store::get(conn, organisation)?;
    if !found.local || found.kind != ActorKind::Organisation || found.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    let person = account::store::get(conn, id)?;
    if person.disabled_at.is_some() {
        return Err(Error::Conflict("error-account-disabled"));
    }
    if store::active_officers(conn, organisation)? > 0 {
        return Err(Error::Conflict("error-officer-left"));
    }
    give(conn, now, id, organisation, Seat::Officer)?;
    record(conn, now, who, "seat.appoint", organisation, id, "")?;
    let link = format!("/desk/{}/members", found.username);
    notification::actions::tell_seats(conn, now, organisation, Seat::ALL, None, Kind::RoleChanged, &link)
}

/// Adds a line about a seat to the record.
pub(crate) fn record(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    act: &'static str,
    organisation: &ActorId,
    id: &AccountId,
    reason: &str,
) -> Result<()> {
    let act = Act { act, object: id.as_str(), organisation: Some(organisation), reason };
    audit::actions::record(conn, now, who, act)
}
