//! What other nodes say about networks: acts of their organisations in networks of this node, under the same rules as
//! acts of organisations that live here; and what the node of a network elsewhere says about it.

use std::collections::HashMap;

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days, hours};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{network, network_choice, network_member, network_vouch};

use super::membership::actions::{self as membership, Hosted, counted, forget_words, put, put_vouch};
use super::model::{Incoming, IncomingMember, Kind, Member, MemberState, Network};
use super::{Agenda, rules, store};
use crate::account::Seat;
use crate::actor::{self, Actor, ActorId};
use crate::error::{Error, Result};
use crate::notification;
use crate::site::At;
use crate::statement::store::{is_gone, remember_gone};

/// How soon the node of a network is asked again when nothing was told meanwhile: what was told may have been lost.
const REFRESH: sofra_base::clock::Span = days(1);

/// What an organisation elsewhere does in a network of this node.
#[derive(Debug, Clone)]
pub enum Act {
    /// It applies.
    Join {
        /// What it says.
        words: String,
    },
    /// It leaves; with the id of what it joined by.
    Leave {
        /// Where it is told.
        join: Option<String>,
    },
    /// It vouches for an applicant, by id on the wire.
    Vouch {
        /// For whom.
        applicant: String,
    },
    /// It would have another coordinate, by id on the wire.
    Choose {
        /// Whom.
        candidate: String,
    },
    /// As a coordinator it would have one out, or in again.
    Move {
        /// Whom, by id on the wire.
        about: String,
        /// Out.
        removal: bool,
        /// Why.
        reason: String,
    },
    /// As a coordinator it writes the agenda.
    Agenda {
        /// All of it.
        agenda: Agenda,
    },
}

/// Applies an act of an organisation elsewhere. `uri` is the activity's own id: an act that was taken back before it came
/// has no effect.
///
/// # Errors
/// `Forbidden` for what the organisation may not do there.
pub fn receive(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    by: &ActorId,
    network: &str,
    act: &Act,
) -> Result<bool> {
    let Some(hosted) = hosted(conn, network)? else { return Ok(false) };
    let who = actor::store::get(conn, by)?;
    if is_gone(conn, uri, &who.uri)? {
        return Ok(false);
    }
    let known = |conn: &mut AnyConnection, uri: &str| -> Result<ActorId> {
        Ok(actor::store::by_uri(conn, uri)?.ok_or(Error::Forbidden("not-a-member"))?.id)
    };
    match act {
        Act::Join { words } => {
            membership::join(conn, at, &hosted, &who, uri, words)?;
        }
        Act::Leave { join } => {
            if let Some(join) = join {
                // A Join that comes after its Leave must not begin anew what is over.
                remember_gone(conn, join, &who.uri, "join", at.now)?;
            }
            return membership::leave(conn, at, &hosted, &who, join.as_deref());
        }
        Act::Vouch { applicant } => {
            let applicant = known(conn, applicant)?;
            membership::vouch(conn, at, &hosted, &who, &applicant, uri, true)?;
        }
        Act::Choose { candidate } => {
            let candidate = known(conn, candidate)?;
            membership::choose(conn, at, &hosted, &who, &candidate, uri, true)?;
        }
        Act::Move { about, removal, reason } => {
            let about = known(conn, about)?;
            membership::moved(conn, at, &hosted, &who, &about, *removal, reason)?;
        }
        Act::Agenda { agenda } => membership::write_agenda(conn, at, &hosted, &who, agenda)?,
    }
    Ok(true)
}

fn hosted(conn: &mut AnyConnection, uri: &str) -> Result<Option<Hosted>> {
    let Some(found) = actor::store::by_uri(conn, uri)?.filter(|found| found.local) else { return Ok(None) };
    match membership::hosted(conn, &found.id) {
        Ok(hosted) => Ok(Some(hosted)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// An organisation elsewhere takes back that it vouches or chose; `None` when the id names neither. What comes first is
/// remembered for a network of this node.
///
/// # Errors
/// `Forbidden` when it was somebody else's.
pub fn receive_undo(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    by: &ActorId,
    network: Option<&str>,
) -> Result<Option<bool>> {
    let vouch: Option<(ActorId, ActorId, ActorId)> = network_vouch::table
        .filter(network_vouch::uri.eq(uri))
        .select((network_vouch::network_id, network_vouch::applicant_id, network_vouch::voucher_id))
        .first(conn)
        .optional()?;
    let choice: Option<(ActorId, ActorId, ActorId)> = network_choice::table
        .filter(network_choice::uri.eq(uri))
        .select((network_choice::network_id, network_choice::candidate_id, network_choice::voter_id))
        .first(conn)
        .optional()?;
    let who = actor::store::get(conn, by)?;
    let Some((id, about, own)) = vouch.clone().or(choice) else {
        let ours = match network {
            Some(network) => hosted(conn, network)?.is_some(),
            None => false,
        };
        if ours {
            remember_gone(conn, uri, &who.uri, "offer", at.now)?;
        }
        return Ok(ours.then_some(false));
    };
    if own != *by {
        return Err(Error::Forbidden("not-the-author"));
    }
    let Ok(hosted) = membership::hosted(conn, &id) else { return Ok(Some(false)) };
    remember_gone(conn, uri, &who.uri, "offer", at.now)?;
    if vouch.is_some() {
        membership::put_vouch(conn, at, &id, &about, by, uri, false)?;
    } else {
        membership::put_choice(conn, at, &id, by, &about, uri, false)?;
    }
    membership::settle(conn, at, &hosted)?;
    Ok(Some(true))
}

/// The node of a network answers what one of ours joined by; `None` when the id names nothing of the kind.
///
/// # Errors
/// `Forbidden` when another answers than was asked.
pub fn receive_answer(
    conn: &mut AnyConnection,
    at: &At,
    join: &str,
    by: &ActorId,
    accepted: bool,
    reason: &str,
) -> Result<Option<bool>> {
    let found: Option<Member> = network_member::table
        .filter(network_member::apply_uri.eq(join).assume_not_null())
        .select(Member::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = found else { return Ok(None) };
    if row.network_id != *by {
        return Err(Error::Forbidden("not-the-author"));
    }
    let own = actor::store::get(conn, &row.organisation_id)?;
    if !own.local || actor::store::get(conn, by)?.local || row.state != MemberState::Applied {
        return Ok(Some(false));
    }
    let state = if accepted { MemberState::Admitted } else { MemberState::Refused };
    let row = Member {
        state,
        admitted_at: accepted.then_some(at.now),
        ended_at: (!accepted).then_some(at.now),
        reason: if accepted {
            String::new()
        } else {
            sanitise::truncate(&sanitise::paragraph(reason), rules::WORDS)
        },
        updated_at: at.now,
        ..row
    };
    put(conn, &row)?;
    refresh(conn, by, at.now)?;
    counted(conn, at, &own.id)?;
    tell_own(conn, at, &own, by)?;
    Ok(Some(true))
}

/// The node of a network is to be asked at a time.
///
/// # Errors
/// The database's own.
pub fn refresh(conn: &mut AnyConnection, id: &ActorId, when: Timestamp) -> Result<()> {
    diesel::update(network::table.find(id)).set(network::refresh_at.eq(when)).execute(conn)?;
    Ok(())
}

/// Whose actors are not known here, of those whom a description lists.
///
/// # Errors
/// The database's own.
pub fn missing(conn: &mut AnyConnection, incoming: &Incoming, site: &crate::Site) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for member in incoming.members.iter().filter(|member| !site.owns(&member.uri)) {
        if actor::store::by_uri(conn, &member.uri)?.is_none() {
            found.push(member.uri.clone());
        }
    }
    Ok(found)
}

/// Takes in what the node of a network says about it. Of organisations that live here it decides nothing that they did
/// not ask for: none is a member that did not join, none that left is one again.
///
/// # Errors
/// The database's own.
pub fn receive_group(conn: &mut AnyConnection, at: &At, id: &ActorId, incoming: &Incoming) -> Result<()> {
    let group = actor::store::get(conn, id)?;
    if group.local {
        return Err(Error::Forbidden("own-domain"));
    }
    let known = store::find(conn, id)?;
    let is_known = known.is_some();
    let before = known.as_ref().map(|known| known.agenda.clone()).unwrap_or_default();
    let agenda = incoming.agenda.clone().bounded();
    let row = Network {
        actor_id: id.clone(),
        founding: serde_json::to_string(&incoming.founding).map_err(|e| Error::Internal(e.to_string()))?,
        parent_uri: incoming.parent.clone(),
        kind: incoming.kind.unwrap_or(Kind::Other),
        agenda: if agenda.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&agenda).map_err(|e| Error::Internal(e.to_string()))?
        },
        vouches: incoming.vouches.clamp(1, 10),
        founded_at: incoming.founded.unwrap_or(at.now).min(at.now),
        closed_at: known.as_ref().and_then(|known| known.closed_at),
        // Found anew by one of its members is what this node knows better than the lost one.
        successor_uri: incoming.successor.clone().or_else(|| known.and_then(|known| known.successor_uri)),
        predecessor_uri: incoming.predecessor.clone(),
        refresh_at: None,
        updated_at: at.now,
    };
    let is_other = row.agenda != before;
    if is_known {
        diesel::delete(network::table.find(id)).execute(conn)?;
    }
    diesel::insert_into(network::table).values(row).execute(conn)?;
    if is_other {
        let demands = super::agenda::identities(&group, &agenda);
        crate::position::actions::subjects_changed(conn, at.now, &demands)?;
    }
    let is_whole = receive_members(conn, at, &group, incoming)?;
    let is_ours = store::of_us(conn, id)?;
    let next = if is_whole { at.now + REFRESH } else { at.now };
    let next = is_ours.then_some(next);
    diesel::update(network::table.find(id)).set(network::refresh_at.eq(next)).execute(conn)?;
    Ok(())
}

/// Gives whether every organisation that is listed was known here as what it is listed.
fn receive_members(conn: &mut AnyConnection, at: &At, group: &Actor, incoming: &Incoming) -> Result<bool> {
    let before: HashMap<ActorId, (Member, Actor)> =
        store::everybody(conn, &group.id)?.into_iter().map(|pair| (pair.1.id.clone(), pair)).collect();
    let mut is_whole = true;
    let mut is_grown = false;
    let mut listed: HashMap<ActorId, &IncomingMember> = HashMap::new();
    for said in &incoming.members {
        match actor::store::by_uri(conn, &said.uri)? {
            Some(who) => {
                let old = before.get(&who.id).map(|(row, _)| row);
                let own = who.local;
                let next = if own { for_own(conn, group, incoming, old, said)? } else { Some(said.state) };
                if let Some(state) = next {
                    let was = old.map(|row| row.state);
                    is_grown |= state == MemberState::Admitted && was != Some(MemberState::Admitted);
                    take_member(conn, at, group, &who, old, said, state)?;
                }
                listed.insert(who.id.clone(), said);
            }
            None if at.site.owns(&said.uri) => {}
            None => is_whole = false,
        }
    }
    // Elsewhere others vouched since, or no longer do; our own word stands as we gave it.
    if incoming.complete {
        take_vouches(conn, at, &group.id, &listed)?;
    }
    let still_inside = incoming.complete || store::of_us(conn, &group.id)?;
    for (id, (row, who)) in before {
        if listed.contains_key(&id) {
            continue;
        }
        let is_own_word = who.local && !matches!(row.state, MemberState::Admitted | MemberState::Suspended);
        if is_own_word || (!incoming.complete && still_inside) {
            continue;
        }
        if who.local {
            let ended = Member {
                state: MemberState::Left,
                coordinates: false,
                ended_at: Some(at.now),
                updated_at: at.now,
                ..row
            };
            put(conn, &ended)?;
            tell_own(conn, at, &who, &group.id)?;
        } else {
            // Also when nobody here belongs any more: what was for members is not kept.
            diesel::delete(network_member::table.find((&group.id, &id))).execute(conn)?;
        }
        forget_words(conn, &group.id, &id)?;
        counted(conn, at, &id)?;
    }
    // Whoever came in has said something before, perhaps: their nodes are asked.
    Ok(is_whole && !is_grown)
}

/// What a network's node may say about an organisation that lives here; `None` where it may not.
fn for_own(
    conn: &mut AnyConnection,
    group: &Actor,
    incoming: &Incoming,
    old: Option<&Member>,
    said: &IncomingMember,
) -> Result<Option<MemberState>> {
    use MemberState::{Admitted, Applied, Invited, Left, Refused, Suspended};
    Ok(match (old.map(|row| row.state), said.state) {
        // Its own word that it leaves may still be on its way.
        (Some(Left), Invited) | (Some(Left | Refused), _) => None,
        // What it asked may still be on its way, so that an older state is no answer.
        (Some(Applied), Invited | Left | Refused) => None,
        (Some(Applied | Admitted | Suspended), state) => Some(state),
        // Invited: it has not joined yet, so that nothing else can be.
        (Some(Invited), _) => None,
        (None, Invited) => succeeds(conn, group, incoming, &said.uri)?.then_some(Invited),
        (None, _) => None,
    })
}

/// Whether a network follows on one to which an organisation of this node belongs, by the word of a node that holds one of
/// its members: others may not invite.
fn succeeds(conn: &mut AnyConnection, group: &Actor, incoming: &Incoming, own: &str) -> Result<bool> {
    let Some(before) = incoming.predecessor.as_deref() else { return Ok(false) };
    let Some(old) = actor::store::by_uri(conn, before)? else { return Ok(false) };
    let Some(own) = actor::store::by_uri(conn, own)? else { return Ok(false) };
    let Some(home) = crate::peer::store::host_of(&group.uri) else { return Ok(false) };
    if !store::is_admitted(conn, &old.id, &own.id)? {
        return Ok(false);
    }
    Ok(store::everybody(conn, &old.id)?.into_iter().any(|(row, who)| {
        row.state == MemberState::Admitted && crate::peer::store::host_of(&who.uri).as_deref() == Some(&*home)
    }))
}

fn take_member(
    conn: &mut AnyConnection,
    at: &At,
    group: &Actor,
    who: &Actor,
    old: Option<&Member>,
    said: &IncomingMember,
    state: MemberState,
) -> Result<()> {
    let cut = |text: &str| sanitise::truncate(&sanitise::paragraph(text), rules::WORDS);
    let applied = said.applied.unwrap_or(at.now).min(at.now + hours(1));
    let row = Member {
        network_id: group.id.clone(),
        organisation_id: who.id.clone(),
        state,
        coordinates: said.coordinates && state == MemberState::Admitted,
        apply_uri: old.and_then(|row| row.apply_uri.clone()),
        words: cut(&said.words),
        reason: cut(&said.reason),
        applied_at: applied,
        admitted_at: said.admitted.or((state == MemberState::Admitted).then_some(applied)),
        ended_at: None,
        updated_at: at.now,
        relay_hour: 0,
        relayed: 0,
    };
    let was = old.map(|row| row.state);
    let is_applicant = |state: Option<MemberState>| state == Some(MemberState::Applied);
    put(conn, &row)?;
    if was == Some(state) {
        return Ok(());
    }
    counted(conn, at, &who.id)?;
    if who.local {
        if state == MemberState::Invited
            && let Some(before) = store::find(conn, &group.id)?.and_then(|found| found.predecessor_uri)
            && let Some(old) = actor::store::by_uri(conn, &before)?
            // Of a network that lives here nobody elsewhere says that it is lost.
            && !old.local
        {
            diesel::update(network::table.find(&old.id).filter(network::successor_uri.is_null()))
                .set(network::successor_uri.eq(&group.uri))
                .execute(conn)?;
        }
        tell_own(conn, at, who, &group.id)?;
    } else if is_applicant(Some(state)) && !is_applicant(was) {
        for ours in store::ours(conn, &group.id)? {
            let path = membership::desk_path(&ours.username, &group.id);
            let kind = notification::Kind::NetworkApplied;
            notification::actions::tell_seats(conn, at.now, &ours.id, &[Seat::Officer], None, kind, &path)?;
        }
    }
    Ok(())
}

fn take_vouches(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    listed: &HashMap<ActorId, &IncomingMember>,
) -> Result<()> {
    let known: Vec<(ActorId, ActorId)> = network_vouch::table
        .filter(network_vouch::network_id.eq(id))
        .select((network_vouch::applicant_id, network_vouch::voucher_id))
        .load(conn)?;
    let mut said = std::collections::HashSet::new();
    for (applicant, member) in listed {
        for voucher in &member.vouchers {
            let Some(voucher) = actor::store::by_uri(conn, voucher)? else { continue };
            said.insert((applicant.clone(), voucher.id.clone()));
            if !voucher.local {
                put_vouch(conn, at, id, applicant, &voucher.id, "", true)?;
            }
        }
    }
    for (applicant, voucher) in known {
        let is_own = actor::store::get(conn, &voucher)?.local;
        let waits = listed.get(&applicant).is_some_and(|member| member.state == MemberState::Applied);
        if (!is_own && !said.contains(&(applicant.clone(), voucher.clone()))) || !waits {
            put_vouch(conn, at, id, &applicant, &voucher, "", false)?;
        }
    }
    Ok(())
}

fn tell_own(conn: &mut AnyConnection, at: &At, own: &Actor, id: &ActorId) -> Result<()> {
    let path = membership::desk_path(&own.username, id);
    let kind = notification::Kind::NetworkChanged;
    notification::actions::tell_seats(conn, at.now, &own.id, &[Seat::Officer], None, kind, &path)
}
