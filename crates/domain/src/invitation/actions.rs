//! Inviting, and coming in.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_base::id::{random_token, sha256_hex};
use sofra_db::AnyConnection;
use sofra_db::schema::{account as account_table, invitation};

use super::model::{Invitation, InvitationId, NewPerson, Offer};
use super::{rules, store};
use crate::account::model::NewAccount;
use crate::account::{self, AccountId, Identity, Role, Seat};
use crate::approval;
use crate::audit::{self, actions::Act};
use crate::error::{Error, Result};
use crate::seat::{self, Change};
use crate::site::At;

/// Days for which a used, revoked or expired invitation is still kept.
pub const KEPT_DAYS: i64 = 14;

/// Makes an invitation and gives the secret of its link, which is not kept. One to an officer's seat opens nothing until
/// the organisation's rule is met for it.
///
/// # Errors
/// As [`rules::may_offer`] and [`rules::check_days`]; `Conflict` when too many are open.
pub fn create(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    offer: &Offer,
    valid_days: i64,
) -> Result<(InvitationId, String)> {
    let now = at.now;
    let organisation = offer.place.as_ref().map(|(id, _)| id);
    let has_officer = match organisation {
        Some(id) => seat::store::standing_officers(conn, id, now)? > 0,
        None => false,
    };
    rules::may_offer(who, offer, has_officer)?;
    rules::check_days(valid_days)?;
    if store::open(conn, organisation, now)?.len() as i64 >= rules::MOST_OPEN {
        return Err(Error::Conflict("error-too-many-invitations"));
    }
    // Where nobody decides yet, or at the machine itself, there is no rule to ask.
    let ruled = match (who, &offer.place) {
        (Some(who), Some((organisation, Seat::Officer))) => who.is_officer(organisation),
        _ => false,
    };
    let token = random_token();
    let id = InvitationId::new();
    diesel::insert_into(invitation::table)
        .values(Invitation {
            id: id.clone(),
            token_hash: sha256_hex(token.as_bytes()),
            made_by: who.map(|who| who.account.clone()),
            organisation_id: organisation.cloned(),
            seat: offer.place.as_ref().map(|(_, seat)| *seat),
            role: offer.role,
            created_at: now,
            expires_at: now + days(valid_days),
            used_at: None,
            revoked_at: None,
            approved: !ruled,
        })
        .execute(conn)?;
    let seat = offer.place.as_ref().map_or("", |(_, seat)| seat.as_str());
    let reason = format!("{} {seat}", offer.role);
    let act = Act { act: "invitation.create", object: id.as_str(), organisation, reason: reason.trim() };
    audit::actions::record(conn, now, who, act)?;
    if let (true, Some(who), Some(organisation)) = (ruled, who, organisation) {
        let change = Change::Invite { invitation: id.clone(), days: valid_days };
        seat::actions::propose(conn, at, who, organisation, &change)?;
    }
    Ok((id, token))
}

/// The organisation's rule is met for an invitation: from now on it is good, for as long as it was meant to be.
pub(crate) fn approve(
    conn: &mut AnyConnection,
    now: Timestamp,
    id: &InvitationId,
    valid_days: i64,
) -> Result<()> {
    diesel::update(invitation::table.find(id))
        .set((invitation::approved.eq(true), invitation::expires_at.eq(now + days(valid_days))))
        .execute(conn)?;
    Ok(())
}

/// What was to be approved no longer waits: the invitation will never be good.
pub(crate) fn end_unapproved(conn: &mut AnyConnection, now: Timestamp, id: &InvitationId) -> Result<()> {
    diesel::update(
        invitation::table
            .find(id)
            .filter(diesel::dsl::not(invitation::approved))
            .filter(invitation::revoked_at.is_null()),
    )
    .set(invitation::revoked_at.eq(now))
    .execute(conn)?;
    Ok(())
}

/// Takes an invitation back: by an officer of its organisation, by who made it, or, without an organisation, by the
/// host.
///
/// # Errors
/// `NotFound` for others, and for one that cannot be used any more.
pub fn revoke(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: Option<&Identity>,
    id: &InvitationId,
) -> Result<()> {
    let found = store::get(conn, id)?;
    if let Some(who) = who {
        let own = found.made_by.as_ref() == Some(&who.account);
        let may = match &found.organisation_id {
            Some(organisation) => who.is_officer(organisation),
            None => who.is_host(),
        };
        if !(own || may) {
            return Err(Error::NotFound);
        }
        if !who.may_write {
            return Err(Error::Forbidden("read-only"));
        }
    }
    let changed = diesel::update(
        invitation::table
            .find(id)
            .filter(invitation::used_at.is_null())
            .filter(invitation::revoked_at.is_null()),
    )
    .set(invitation::revoked_at.eq(now))
    .execute(conn)?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let organisation = found.organisation_id.as_ref();
    if let Some(organisation) = organisation {
        approval::actions::void_seats_about(conn, now, organisation, id.as_str())?;
    }
    let act = Act { act: "invitation.revoke", object: id.as_str(), organisation, reason: "" };
    audit::actions::record(conn, now, who, act)
}

/// Takes the one use of an invitation. Of two who come at once, one finds it used (AUTH-11).
fn claim(conn: &mut AnyConnection, token: &str, now: Timestamp) -> Result<Invitation> {
    let (found, _) = store::by_token(conn, token, now)?;
    let taken = diesel::update(
        invitation::table
            .find(&found.id)
            .filter(invitation::used_at.is_null())
            .filter(invitation::revoked_at.is_null())
            .filter(invitation::expires_at.gt(now)),
    )
    .set(invitation::used_at.eq(now))
    .execute(conn)?;
    if taken == 1 { Ok(found) } else { Err(Error::NotFound) }
}

/// Somebody new comes in. When the form has mistakes, the invitation stays unused.
///
/// # Errors
/// `NotFound` as [`store::by_token`], `Invalid`.
pub fn come_in(
    conn: &mut AnyConnection,
    now: Timestamp,
    token: &str,
    person: NewPerson,
) -> Result<AccountId> {
    let found = claim(conn, token, now)?;
    let new = NewAccount {
        login: &person.login,
        name: &person.name,
        password_hash: person.password_hash,
        role: found.role,
        language: person.language,
    };
    let id = account::actions::create(conn, now, new)?;
    sit_down(conn, now, &found, &id)?;
    Ok(id)
}

/// Somebody who has an account uses an invitation for a seat or a role that they have not yet.
///
/// # Errors
/// `NotFound` as [`store::by_token`]; `Conflict` when it gives nothing that the account has not already; `Invalid` when
/// somebody in the organisation has a name that looks the same.
pub fn take_seat(conn: &mut AnyConnection, now: Timestamp, token: &str, who: &Identity) -> Result<()> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let found = claim(conn, token, now)?;
    let better_role = !who.role.covers(found.role);
    let better_seat =
        found.offer().place.is_some_and(|(id, seat)| !who.seat(&id).is_some_and(|has| has.covers(seat)));
    if !(better_role || better_seat) {
        return Err(Error::Conflict("error-invitation-nothing-new"));
    }
    if better_role {
        diesel::update(account_table::table.find(&who.account))
            .set(account_table::role.eq(found.role))
            .execute(conn)?;
    }
    if better_seat {
        sit_down(conn, now, &found, &who.account)?;
    } else {
        record_use(conn, now, &found, &who.account)?;
    }
    Ok(())
}

fn sit_down(conn: &mut AnyConnection, now: Timestamp, found: &Invitation, id: &AccountId) -> Result<()> {
    if let Some((organisation, seat)) = found.offer().place {
        seat::actions::give(conn, now, id, &organisation, seat)?;
        approval::actions::void_seats_about(conn, now, &organisation, id.as_str())?;
        if seat == Seat::Officer {
            // Who invited knows whom they meant; the others see who came.
            seat::actions::tell_of_officers(conn, now, &organisation, Some(id))?;
        }
    }
    record_use(conn, now, found, id)
}

fn record_use(conn: &mut AnyConnection, now: Timestamp, found: &Invitation, id: &AccountId) -> Result<()> {
    let who = account::store::identity(conn, id, true)?;
    let reason = match (found.seat, found.role) {
        (Some(seat), Role::Member) => seat.to_string(),
        (Some(seat), role) => format!("{role} {seat}"),
        (None, role) => role.to_string(),
    };
    let act = Act {
        act: "invitation.use",
        object: found.id.as_str(),
        organisation: found.organisation_id.as_ref(),
        reason: &reason,
    };
    audit::actions::record(conn, now, Some(&who), act)
}

/// Forgets invitations that can no longer be used.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, now: Timestamp) -> Result<()> {
    let before = now - days(KEPT_DAYS);
    let old: Vec<InvitationId> = invitation::table
        .filter(
            invitation::expires_at
                .lt(before)
                .or(invitation::used_at.lt(before).assume_not_null())
                .or(invitation::revoked_at.lt(before).assume_not_null()),
        )
        .select(invitation::id)
        .load(conn)?;
    for id in &old {
        approval::store::forget(conn, id.as_str())?;
        diesel::delete(invitation::table.find(id)).execute(conn)?;
    }
    Ok(())
}

/// Takes back every open invitation that an account made: whoever had the account in hand may have made them.
///
/// # Errors
/// The database's own.
pub(crate) fn revoke_all_of(conn: &mut AnyConnection, now: Timestamp, maker: &AccountId) -> Result<()> {
    let open: Vec<Invitation> = invitation::table
        .filter(invitation::made_by.eq(maker.as_str()))
        .filter(invitation::used_at.is_null())
        .filter(invitation::revoked_at.is_null())
        .select(Invitation::as_select())
        .load(conn)?;
    for one in open {
        diesel::update(invitation::table.find(&one.id)).set(invitation::revoked_at.eq(now)).execute(conn)?;
        if let Some(organisation) = &one.organisation_id {
            approval::actions::void_seats_about(conn, now, organisation, one.id.as_str())?;
        }
    }
    Ok(())
}
