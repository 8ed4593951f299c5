//! Giving, changing and leaving seats.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::membership;

use super::model::{Change, Member};
use super::{rules, store};
use crate::account::{self, AccountId, Identity, Seat};
use crate::actor::{self, ActorId, ActorKind};
use crate::approval::{self, Proposal, ProposalState, Subject};
use crate::audit::{self, actions::Act};
use crate::error::{Error, Result};
use crate::notification::{self, Kind};
use crate::site::At;
use crate::{invitation, joining};

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

/// An officer changes somebody's seat, or their own. Where somebody else becomes an officer or is one no more, that is
/// decided by the organisation's rule; what then waits is given.
///
/// # Errors
/// As [`rules::officer_only`]; `NotFound` for an account without a seat in it; `Conflict` for the last officer, and where
/// those who could decide are too few.
pub fn change(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    id: &AccountId,
    seat: Seat,
) -> Result<Option<Proposal>> {
    rules::officer_only(who, organisation)?;
    let member = store::member(conn, organisation, id)?;
    if member.seat == seat {
        return Ok(None);
    }
    rules::may_lose(member.seat, member.active, store::active_officers(conn, organisation)?)?;
    // One's own officer's seat one may give up alone: that takes a say from nobody else.
    if *id != who.account && rules::is_decided_by_rule(member.seat, Some(seat)) {
        let account = id.clone();
        let change = match seat {
            Seat::Officer => Change::Appoint { account, from: member.seat },
            Seat::Editor | Seat::Member => Change::Lower { account, to: seat },
        };
        return propose(conn, at, who, organisation, &change);
    }
    replace(conn, at.now, who, organisation, &member, seat)?;
    Ok(None)
}

/// An officer takes somebody's seat away; an officer's by the organisation's rule, and what then waits is given. One's
/// own is given up.
///
/// # Errors
/// As [`change`].
pub fn remove(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    id: &AccountId,
    reason: &str,
) -> Result<Option<Proposal>> {
    rules::officer_only(who, organisation)?;
    if *id == who.account {
        return leave(conn, at.now, who, organisation).map(|()| None);
    }
    let member = store::member(conn, organisation, id)?;
    rules::may_lose(member.seat, member.active, store::active_officers(conn, organisation)?)?;
    if rules::is_decided_by_rule(member.seat, None) {
        let change = Change::Remove { account: id.clone(), reason: sanitise::line(reason) };
        return propose(conn, at, who, organisation, &change);
    }
    take_away(conn, at.now, who, organisation, id, reason)?;
    Ok(None)
}

/// Proposes what concerns an officer's seat, under the organisation's rule. Gives what waits, or nothing when it was done
/// at once.
///
/// # Errors
/// `Conflict` when those who may decide could not meet the rule even if all were for it.
pub(crate) fn propose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    change: &Change,
) -> Result<Option<Proposal>> {
    if !approval::store::can_be_met(conn, organisation, change.concerned())? {
        return Err(Error::Conflict("error-officers-too-few"));
    }
    let content = serde_json::to_string(change).map_err(|e| Error::Internal(e.to_string()))?;
    let new = approval::actions::New {
        organisation,
        kind: Subject::Seat,
        object: change.object(),
        content_hash: sha256_hex(content.as_bytes()),
        content,
        at_once: true,
        stands_for_it: true,
    };
    let made = approval::actions::propose(conn, at, who, new)?;
    if made.state != ProposalState::Open {
        return Ok(None);
    }
    if let Some(concerned) = change.concerned() {
        // They have no say in it, but they learn of it.
        let link = made.path(&actor::store::get(conn, organisation)?.username);
        notification::actions::tell(conn, at.now, concerned, Kind::OfficersChanged, &link)?;
    }
    Ok(Some(made))
}

/// Does what was approved about an officer's seat.
///
/// # Errors
/// `Conflict` when things are no longer as they were, or nobody would be left to decide.
pub(crate) fn apply(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    change: &Change,
) -> Result<()> {
    if !store::still_possible(conn, organisation, change)? {
        return Err(Error::Conflict("error-proposal-changed"));
    }
    let member = match change {
        Change::Invite { invitation, days } => {
            return invitation::actions::approve(conn, at.now, invitation, *days);
        }
        Change::Admit { request } => {
            return joining::actions::admit_officer(conn, at.now, who, request);
        }
        Change::Appoint { account, .. } | Change::Lower { account, .. } | Change::Remove { account, .. } => {
            store::member(conn, organisation, account)?
        }
    };
    match change {
        Change::Lower { to, .. } => {
            rules::may_lose(member.seat, member.active, store::active_officers(conn, organisation)?)?;
            replace(conn, at.now, who, organisation, &member, *to)?;
        }
        Change::Remove { reason, .. } => {
            rules::may_lose(member.seat, member.active, store::active_officers(conn, organisation)?)?;
            take_away(conn, at.now, who, organisation, &member.account, reason)?;
        }
        _ => replace(conn, at.now, who, organisation, &member, Seat::Officer)?,
    }
    tell_of_officers(conn, at.now, organisation, Some(&who.account))
}

fn replace(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    organisation: &ActorId,
    member: &Member,
    seat: Seat,
) -> Result<()> {
    diesel::update(membership::table.find((&member.account, organisation)))
        .set(membership::role.eq(seat))
        .execute(conn)?;
    let reason = format!("{} → {seat}", member.seat);
    record(conn, now, Some(who), "seat.change", organisation, &member.account, &reason)?;
    // What waited about this seat was meant for how it was; what is just being done is closed as done afterwards.
    approval::actions::void_seats_about(conn, now, organisation, member.account.as_str())?;
    if member.account != who.account {
        let link = format!("/desk/{}", actor::store::get(conn, organisation)?.username);
        notification::actions::tell(conn, now, &member.account, Kind::RoleChanged, &link)?;
    }
    Ok(())
}

fn take_away(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    organisation: &ActorId,
    id: &AccountId,
    reason: &str,
) -> Result<()> {
    diesel::delete(membership::table.find((id, organisation))).execute(conn)?;
    crate::position::inside::actions::forget(conn, id, organisation)?;
    record(conn, now, Some(who), "seat.remove", organisation, id, reason)?;
    approval::actions::void_seats_about(conn, now, organisation, id.as_str())?;
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
    approval::actions::void_seats_about(conn, now, organisation, who.account.as_str())?;
    crate::position::inside::actions::forget(conn, &who.account, organisation)?;
    record(conn, now, Some(who), "seat.leave", organisation, &who.account, "")
}

/// The host makes an account officer of an organisation in which nobody is left to decide, and was not a while ago
/// either. Anywhere else the host has no say about seats. Told to everybody inside, because it opens the inside to
/// somebody they did not choose.
///
/// # Errors
/// `NotFound` unless the account runs the node; `Conflict` where an officer is left, or was switched off lately.
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
    if store::standing_officers(conn, organisation, now)? > 0 {
        return Err(Error::Conflict("error-officer-off-lately"));
    }
    give(conn, now, id, organisation, Seat::Officer)?;
    record(conn, now, who, "seat.appoint", organisation, id, "")?;
    tell_of_officers(conn, now, organisation, None)
}

/// An officer's account was switched off or on from outside: each organisation in which they decide has that in its own
/// record, and all in it are told.
pub(crate) fn officer_switched(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    id: &AccountId,
    act: &'static str,
    reason: &str,
) -> Result<()> {
    let organisations: Vec<ActorId> = membership::table
        .filter(membership::account_id.eq(id))
        .filter(membership::role.eq(Seat::Officer))
        .order(membership::organisation_id)
        .select(membership::organisation_id)
        .load(conn)?;
    for organisation in &organisations {
        record(conn, now, who, act, organisation, id, reason)?;
        tell_of_officers(conn, now, organisation, Some(id))?;
    }
    Ok(())
}

/// Tells everybody inside that those who decide are others now.
pub(crate) fn tell_of_officers(
    conn: &mut AnyConnection,
    now: Timestamp,
    organisation: &ActorId,
    except: Option<&AccountId>,
) -> Result<()> {
    let link = format!("/desk/{}/members", actor::store::get(conn, organisation)?.username);
    notification::actions::tell_seats(
        conn,
        now,
        organisation,
        Seat::ALL,
        except,
        Kind::OfficersChanged,
        &link,
    )
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
