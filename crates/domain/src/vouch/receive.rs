//! What other nodes say about vouches: under the same rules as what people here do.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_db::AnyConnection;
use sofra_db::schema::{vouch, vouch_claim};

use super::actions::{changed, ends, expect, settle, tell};
use super::model::{Incoming, Vouch, VouchId, VouchState};
use super::{actions, rules, store};
use crate::actor::{self as actors, ActorId};
use crate::error::{Error, Result};
use crate::notification::Kind;
use crate::site::At;
use crate::statement::store::{is_gone, remember_gone};

/// A remote organisation offers to vouch for one of this node. Decorates nobody: an officer has to accept it.
///
/// # Errors
/// `Forbidden` when the voucher is somebody else, the vouched is none of ours, or there are too many offers already.
pub fn receive_offer(
    conn: &mut AnyConnection,
    at: &At,
    offer: &str,
    incoming: &Incoming,
    by: &ActorId,
) -> Result<bool> {
    let voucher = actors::store::get(conn, by)?;
    if incoming.voucher != voucher.uri || voucher.local || !actions::can_be_vouched_for(&voucher) {
        return Err(Error::Forbidden("not-the-author"));
    }
    // An Undo that overtook its offer counts.
    if is_gone(conn, offer, &voucher.uri)? {
        return Ok(false);
    }
    let vouched = actors::store::by_uri(conn, &incoming.vouched)?
        .filter(|a| a.local && actions::can_be_vouched_for(a))
        .ok_or(Error::Forbidden("not-vouchable"))?;
    let known = match store::by_offer(conn, offer)? {
        Some(known) => Some(known),
        None => store::by_uri(conn, &incoming.uri)?,
    };
    if let Some(known) = known {
        if known.voucher_id != voucher.id || known.vouched_id != vouched.id {
            return Err(Error::Forbidden("id-taken"));
        }
        if known.offer_uri.as_deref() == Some(offer) {
            return Ok(false);
        }
        return Err(Error::Forbidden("id-taken"));
    }
    if crate::statement::store::uri_is_taken(conn, &incoming.uri)?
        || actors::store::by_uri(conn, &incoming.uri)?.is_some()
    {
        return Err(Error::Forbidden("id-taken"));
    }
    if incoming.until.is_some_and(|until| until <= at.now)
        || store::refused_since(conn, &voucher.id, &vouched.id, at.now - rules::REFUSED_FOR)?
    {
        return Ok(false);
    }
    if let Some(before) = store::live(conn, &voucher.id, &vouched.id)? {
        // The voucher offers anew, so what it offered before is over.
        if before.state == VouchState::Accepted {
            settle(conn, at, &before, VouchState::Revoked)?;
            changed(conn, at, &vouched)?;
        } else {
            forget_offer(conn, at, &before, &voucher.uri)?;
        }
    }
    if store::pending_for(conn, &vouched.id)? >= rules::PENDING
        || store::pending_from(conn, &voucher.host)? >= rules::PENDING_OF_HOST
    {
        return Err(Error::Forbidden("too-many-offers"));
    }
    diesel::insert_into(vouch::table)
        .values(Vouch {
            id: VouchId::new(),
            uri: incoming.uri.clone(),
            offer_uri: Some(offer.to_owned()),
            voucher_id: voucher.id,
            vouched_id: vouched.id.clone(),
            state: VouchState::Offered,
            reason: incoming.reason.clone(),
            until: incoming.until,
            offered_at: incoming.since.unwrap_or(at.now).min(at.now),
            answered_at: None,
            ended_at: None,
            checked_at: Some(at.now),
        })
        .execute(conn)?;
    tell(conn, at.now, &vouched, None, Kind::VouchOffered)?;
    Ok(true)
}

fn forget_offer(conn: &mut AnyConnection, at: &At, known: &Vouch, voucher_uri: &str) -> Result<()> {
    diesel::delete(vouch::table.find(&known.id)).execute(conn)?;
    if let Some(offer) = &known.offer_uri {
        remember_gone(conn, offer, voucher_uri, "vouch", at.now)?;
    }
    Ok(())
}

/// A remote organisation takes back an offer or a vouch of its own. An undo that comes first is remembered.
///
/// # Errors
/// The database's own.
pub fn receive_undo(conn: &mut AnyConnection, at: &At, offer: &str, by: &ActorId) -> Result<bool> {
    let by_row = actors::store::get(conn, by)?;
    let Some(known) = store::by_offer(conn, offer)? else {
        remember_gone(conn, offer, &by_row.uri, "vouch", at.now)?;
        return Ok(false);
    };
    if known.voucher_id != *by {
        return Ok(false);
    }
    match known.state {
        VouchState::Offered => forget_offer(conn, at, &known, &by_row.uri)?,
        VouchState::Accepted => end(conn, at, &known)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// The voucher's word is that a vouch for one of ours ended.
fn end(conn: &mut AnyConnection, at: &At, known: &Vouch) -> Result<()> {
    settle(conn, at, known, VouchState::Revoked)?;
    let (_, vouched) = ends(conn, known)?;
    tell(conn, at.now, &vouched, None, Kind::VouchChanged)?;
    changed(conn, at, &vouched)
}

/// A remote organisation answers an offer of ours, or gives up what it accepted. Anybody but the one it was offered to
/// is not heard.
///
/// # Errors
/// The database's own.
pub fn receive_answer(
    conn: &mut AnyConnection,
    at: &At,
    offer: &str,
    by: &ActorId,
    accepted: bool,
) -> Result<bool> {
    let Some(known) = store::by_offer(conn, offer)? else { return Ok(false) };
    let (voucher, _) = ends(conn, &known)?;
    if known.vouched_id != *by || !voucher.local {
        return Ok(false);
    }
    let Some(state) = rules::after_answer(known.state, accepted) else { return Ok(false) };
    settle(conn, at, &known, state)?;
    tell(conn, at.now, &voucher, None, Kind::VouchChanged)?;
    Ok(true)
}

/// What a remote organisation says it has: nothing of it is believed here; each is asked about at the voucher's node.
/// What it lists no longer is over.
///
/// # Errors
/// The database's own.
pub fn receive_claims(conn: &mut AnyConnection, at: &At, id: &ActorId, listed: &[String]) -> Result<()> {
    let listed: Vec<&String> = listed.iter().filter(|uri| !at.site.owns(uri)).take(rules::CLAIMS).collect();
    let known: Vec<String> =
        vouch_claim::table.filter(vouch_claim::actor_id.eq(id)).select(vouch_claim::uri).load(conn)?;
    let had: Vec<Vouch> =
        vouch::table.filter(vouch::vouched_id.eq(id)).select(Vouch::as_select()).load(conn)?;
    for row in had.iter().filter(|row| !listed.contains(&&row.uri)) {
        if !at.site.owns(&row.uri) {
            diesel::delete(vouch::table.find(&row.id)).execute(conn)?;
        }
    }
    for uri in known.iter().filter(|uri| !listed.contains(uri)) {
        diesel::delete(vouch_claim::table.find((id, uri))).execute(conn)?;
    }
    for uri in listed {
        if known.contains(uri) {
            // Asked again soon, unless it was asked just now or did not answer the last time.
            diesel::update(
                vouch_claim::table
                    .find((id, uri))
                    .filter(vouch_claim::tries.eq(0))
                    .filter(vouch_claim::due_at.gt(at.now))
                    .filter(
                        vouch_claim::checked_at
                            .is_null()
                            .or(vouch_claim::checked_at.lt(at.now - hours(1)).assume_not_null()),
                    ),
            )
            .set(vouch_claim::due_at.eq(at.now))
            .execute(conn)?;
        } else {
            expect(conn, id, uri, at.now)?;
        }
    }
    Ok(())
}

/// What asking a voucher's node about a claim came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// The relationship stands; with the voucher's actor here.
    Stands(Incoming, ActorId),
    /// It does not stand, or is not what was claimed.
    Gone,
    /// The node did not answer.
    Later,
}

/// Takes in what a voucher's node said about a claim.
///
/// # Errors
/// The database's own.
pub fn receive_check(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    uri: &str,
    checked: &Checked,
) -> Result<()> {
    let tries: Option<i32> =
        vouch_claim::table.find((id, uri)).select(vouch_claim::tries).first(conn).optional()?;
    // No longer claimed: of no interest.
    let Some(tries) = tries else { return Ok(()) };
    let vouched = actors::store::get(conn, id)?;
    let known = store::by_uri(conn, uri)?.filter(|known| known.vouched_id == *id);
    let next = match checked {
        Checked::Stands(incoming, voucher) if incoming.uri == uri && incoming.vouched == vouched.uri => {
            take_in(conn, at, known, incoming, voucher, id, vouched.local)?;
            (at.now + rules::RECHECK, 0, Some(at.now))
        }
        Checked::Stands(..) | Checked::Gone => {
            match known {
                Some(known) if vouched.local => {
                    if known.state == VouchState::Accepted {
                        end(conn, at, &known)?;
                    }
                    return Ok(());
                }
                Some(known) => {
                    diesel::delete(vouch::table.find(&known.id)).execute(conn)?;
                }
                None => {}
            }
            (at.now + rules::RECHECK, tries + 1, Some(at.now))
        }
        Checked::Later => {
            let pause = hours(1 << u32::try_from(tries.clamp(0, 7)).unwrap_or(0));
            (at.now + pause.min(rules::RECHECK), tries + 1, None)
        }
    };
    reschedule(conn, id, uri, next)
}

fn reschedule(
    conn: &mut AnyConnection,
    id: &ActorId,
    uri: &str,
    (due, tries, checked): (Timestamp, i32, Option<Timestamp>),
) -> Result<()> {
    diesel::update(vouch_claim::table.find((id, uri)))
        .set((vouch_claim::due_at.eq(due), vouch_claim::tries.eq(tries), vouch_claim::checked_at.eq(checked)))
        .execute(conn)?;
    Ok(())
}

fn take_in(
    conn: &mut AnyConnection,
    at: &At,
    known: Option<Vouch>,
    incoming: &Incoming,
    voucher: &ActorId,
    vouched: &ActorId,
    local: bool,
) -> Result<()> {
    if let Some(known) = known {
        if known.voucher_id != *voucher {
            return Ok(());
        }
        diesel::update(vouch::table.find(&known.id))
            .set((
                vouch::reason.eq(&incoming.reason),
                vouch::until.eq(incoming.until),
                vouch::checked_at.eq(at.now),
            ))
            .execute(conn)?;
        return Ok(());
    }
    // What is offered to one of ours counts only once an officer accepted it.
    if local || store::by_uri(conn, &incoming.uri)?.is_some() {
        return Ok(());
    }
    if let Some(before) = store::live(conn, voucher, vouched)? {
        diesel::delete(vouch::table.find(&before.id)).execute(conn)?;
    }
    let since = incoming.since.unwrap_or(at.now).min(at.now);
    diesel::insert_into(vouch::table)
        .values(Vouch {
            id: VouchId::new(),
            uri: incoming.uri.clone(),
            offer_uri: None,
            voucher_id: voucher.clone(),
            vouched_id: vouched.clone(),
            state: VouchState::Accepted,
            reason: incoming.reason.clone(),
            until: incoming.until,
            offered_at: since,
            answered_at: Some(since),
            ended_at: None,
            checked_at: Some(at.now),
        })
        .execute(conn)?;
    Ok(())
}
