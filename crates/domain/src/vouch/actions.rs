//! Vouching, answering, ending, and whom the host trusts: what people here do.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::schema::{actor, trust_anchor, vouch, vouch_claim};
use sofra_db::{AnyConnection, Both};

use super::model::{Vouch, VouchId, VouchState};
use super::rules::{self, Form};
use super::store;
use crate::account::{Identity, Seat};
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::notification::{self, Kind};
use crate::site::At;
use crate::statement::store::remember_gone;

/// The page on which an organisation's officers deal with vouches.
#[must_use]
pub fn desk_path(organisation: &Actor) -> String {
    format!("/desk/{}/vouches", organisation.username)
}

/// Whether an actor can be vouched for at all.
#[must_use]
pub fn can_be_vouched_for(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Organisation | ActorKind::Network) && actor.is_active()
}

/// Offers to vouch for another organisation, here or elsewhere.
///
/// # Errors
/// `Forbidden` unless the account is an officer of the voucher; `Invalid`; `Conflict` when it vouches already, vouches
/// for itself, or waits for too many answers.
pub fn offer(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    voucher: &ActorId,
    vouched: &ActorId,
    form: &Form,
) -> Result<Vouch> {
    if !who.is_officer(voucher) {
        return Err(Error::Forbidden("officer-only"));
    }
    if !actors::store::get(conn, voucher)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    let target = actors::store::get(conn, vouched)?;
    if !can_be_vouched_for(&target) || !crate::peer::store::deals_with(conn, &target)? {
        return Err(Error::NotFound);
    }
    if voucher == vouched {
        return Err(Error::Conflict("error-vouch-self"));
    }
    if store::live(conn, voucher, vouched)?.is_some() {
        return Err(Error::Conflict("error-vouch-already"));
    }
    if store::pending_by(conn, voucher)? >= rules::PENDING {
        return Err(Error::Conflict("error-vouch-too-many"));
    }
    let (reason, until) = rules::check(form, at.now).map_err(Error::Invalid)?;
    let id = VouchId::new();
    let row = Vouch {
        uri: at.site.vouch_uri(&id),
        offer_uri: Some(at.site.activity_uri(id.as_str())),
        id,
        voucher_id: voucher.clone(),
        vouched_id: vouched.clone(),
        state: VouchState::Offered,
        reason,
        until,
        offered_at: at.now,
        answered_at: None,
        ended_at: None,
        checked_at: None,
    };
    diesel::insert_into(vouch::table).values(row.clone()).execute(conn)?;
    let act = Act {
        act: "vouch.offer",
        object: vouched.as_str(),
        organisation: Some(voucher),
        reason: &row.reason,
    };
    record(conn, at.now, Some(who), act)?;
    if target.local {
        tell(conn, at.now, &target, Some(who), Kind::VouchOffered)?;
    } else {
        fact::record(conn, &Fact::VouchOffered { vouch: row.id.clone() }, at.now)?;
    }
    Ok(row)
}

/// Answers an offer, or gives up a vouch that was accepted before. The same answer twice does no harm.
///
/// # Errors
/// `NotFound` unless the account is an officer of the vouched; `Conflict` when the offer is no more.
pub fn answer(conn: &mut AnyConnection, at: &At, who: &Identity, id: &VouchId, accept: bool) -> Result<()> {
    let known = store::get(conn, id)?;
    if !who.is_officer(&known.vouched_id) {
        return Err(Error::NotFound);
    }
    let Some(state) = rules::after_answer(known.state, accept) else {
        let same =
            if accept { known.state == VouchState::Accepted } else { known.state != VouchState::Revoked };
        return if same { Ok(()) } else { Err(Error::Conflict("error-vouch-over")) };
    };
    let (voucher, vouched) = ends(conn, &known)?;
    settle(conn, at, &known, state)?;
    if state == VouchState::Accepted && !voucher.local {
        // Its node is asked again from time to time whether it still stands.
        expect(conn, &vouched.id, &known.uri, at.now + rules::RECHECK)?;
    }
    let act = match state {
        VouchState::Accepted => "vouch.accept",
        VouchState::Refused => "vouch.refuse",
        _ => "vouch.decline",
    };
    let act = Act { act, object: voucher.id.as_str(), organisation: Some(&vouched.id), reason: "" };
    record(conn, at.now, Some(who), act)?;
    if voucher.local {
        tell(conn, at.now, &voucher, Some(who), Kind::VouchChanged)?;
    } else if let Some(offer) = known.offer_uri.clone() {
        let fact =
            Fact::VouchAnswered { offer, voucher: voucher.id, vouched: vouched.id.clone(), accepted: accept };
        fact::record(conn, &fact, at.now)?;
    }
    if state != VouchState::Refused {
        changed(conn, at, &vouched)?;
    }
    Ok(())
}

/// Takes a vouch or an offer back.
///
/// # Errors
/// `NotFound` unless the account is an officer of the voucher.
pub fn take_back(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &VouchId,
    reason: &str,
) -> Result<()> {
    let known = store::get(conn, id)?;
    if !who.is_officer(&known.voucher_id) {
        return Err(Error::NotFound);
    }
    end(conn, at, Some(who), known, reason)
}

/// Takes a vouch or an offer of an organisation of this node back at the machine itself.
///
/// # Errors
/// `NotFound` for one that was not given here.
pub fn take_back_at_the_machine(conn: &mut AnyConnection, at: &At, id: &VouchId, reason: &str) -> Result<()> {
    let known = store::get(conn, id)?;
    if !actors::store::get(conn, &known.voucher_id)?.local {
        return Err(Error::NotFound);
    }
    end(conn, at, None, known, reason)
}

fn end(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, known: Vouch, reason: &str) -> Result<()> {
    let (voucher, vouched) = ends(conn, &known)?;
    let (act, was_accepted) = match known.state {
        VouchState::Offered => ("vouch.withdraw", false),
        VouchState::Accepted => ("vouch.revoke", true),
        _ => return Ok(()),
    };
    if was_accepted {
        settle(conn, at, &known, VouchState::Revoked)?;
    } else {
        diesel::delete(vouch::table.find(&known.id)).execute(conn)?;
    }
    let act = Act { act, object: vouched.id.as_str(), organisation: Some(&voucher.id), reason };
    record(conn, at.now, who, act)?;
    if vouched.local {
        if was_accepted {
            tell(conn, at.now, &vouched, who, Kind::VouchChanged)?;
            changed(conn, at, &vouched)?;
        }
    } else if let Some(offer) = known.offer_uri {
        let fact = Fact::VouchTakenBack { offer, uri: known.uri, voucher: voucher.id, vouched: vouched.id };
        fact::record(conn, &fact, at.now)?;
    }
    Ok(())
}

/// The host trusts an organisation elsewhere from now on, or no longer.
///
/// # Errors
/// `Forbidden` unless the account runs the node; `NotFound` for what is no organisation elsewhere; `Invalid` without a
/// reason.
pub fn trust(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &ActorId,
    reason: Option<&str>,
) -> Result<()> {
    if who.is_some_and(|who| !who.is_host()) {
        return Err(Error::Forbidden("host-only"));
    }
    let target = actors::store::get(conn, id)?;
    if target.local {
        return Err(Error::NotFound);
    }
    let Some(reason) = reason else {
        let gone = diesel::delete(trust_anchor::table.find(id)).execute(conn)?;
        if gone > 0 {
            let act = Act { act: "vouch.distrust", object: id.as_str(), ..Act::default() };
            record(conn, at.now, who, act)?;
        }
        return Ok(());
    };
    if !can_be_vouched_for(&target) {
        return Err(Error::NotFound);
    }
    let reason = sanitise::line(reason);
    if reason.is_empty() {
        return Err(Error::field("reason", "error-vouch-reason-required"));
    }
    if reason.chars().count() > rules::REASON {
        return Err(Error::Invalid(vec![crate::FieldError::limit(
            "reason",
            "error-too-long",
            rules::REASON as i64,
        )]));
    }
    diesel::delete(trust_anchor::table.find(id)).execute(conn)?;
    diesel::insert_into(trust_anchor::table)
        .values((
            trust_anchor::actor_id.eq(id),
            trust_anchor::reason.eq(&reason),
            trust_anchor::decided_at.eq(at.now),
        ))
        .execute(conn)?;
    let act = Act { act: "vouch.trust", object: id.as_str(), organisation: None, reason: &reason };
    record(conn, at.now, who, act)
}

/// Forgets refusals that have had their time; gives how many.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, now: Timestamp) -> Result<usize> {
    Ok(diesel::delete(
        vouch::table
            .filter(vouch::state.eq(VouchState::Refused))
            .filter(vouch::ended_at.lt(now - rules::REFUSED_FOR).assume_not_null()),
    )
    .execute(conn)?)
}

pub(super) fn ends(conn: &mut AnyConnection, known: &Vouch) -> Result<(Actor, Actor)> {
    Ok((actors::store::get(conn, &known.voucher_id)?, actors::store::get(conn, &known.vouched_id)?))
}

/// Writes the new state of a vouch; one that ended is not asked about any more and cannot come back.
pub(super) fn settle(conn: &mut AnyConnection, at: &At, known: &Vouch, state: VouchState) -> Result<()> {
    if state == VouchState::Accepted {
        diesel::update(vouch::table.find(&known.id))
            .set((vouch::state.eq(state), vouch::answered_at.eq(at.now)))
            .execute(conn)?;
        return Ok(());
    }
    diesel::update(vouch::table.find(&known.id))
        .set((vouch::state.eq(state), vouch::ended_at.eq(at.now)))
        .execute(conn)?;
    diesel::delete(
        vouch_claim::table
            .filter(vouch_claim::actor_id.eq(&known.vouched_id))
            .filter(vouch_claim::uri.eq(&known.uri)),
    )
    .execute(conn)?;
    if let Some(offer) = &known.offer_uri {
        let voucher = actors::store::get(conn, &known.voucher_id)?;
        remember_gone(conn, offer, &voucher.uri, "vouch", at.now)?;
    }
    Ok(())
}

/// Notes that a voucher's node is to be asked about a vouch at a time.
pub(super) fn expect(conn: &mut AnyConnection, actor: &ActorId, uri: &str, due: Timestamp) -> Result<()> {
    Both(
        diesel::insert_into(vouch_claim::table)
            .values((
                vouch_claim::actor_id.eq(actor.clone()),
                vouch_claim::uri.eq(uri.to_owned()),
                vouch_claim::due_at.eq(due),
                vouch_claim::tries.eq(0),
            ))
            .on_conflict((vouch_claim::actor_id, vouch_claim::uri))
            .do_nothing(),
    )
    .execute(conn)?;
    Ok(())
}

/// Tells an organisation's officers.
pub(super) fn tell(
    conn: &mut AnyConnection,
    now: Timestamp,
    organisation: &Actor,
    who: Option<&Identity>,
    kind: Kind,
) -> Result<()> {
    let path = desk_path(organisation);
    let except = who.map(|who| &who.account);
    notification::actions::tell_seats(conn, now, &organisation.id, &[Seat::Officer], except, kind, &path)
}

/// A local organisation's document lists other vouches now: its followers are told.
pub(super) fn changed(conn: &mut AnyConnection, at: &At, vouched: &Actor) -> Result<()> {
    if !vouched.local {
        return Ok(());
    }
    diesel::update(actor::table.find(&vouched.id)).set(actor::updated_at.eq(at.now)).execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: vouched.id.clone() }, at.now)
}
