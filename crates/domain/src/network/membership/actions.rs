//! Applying, vouching, choosing, suspending, leaving, in a network that lives on this node. Every function is given the
//! organisation that acts, of this node or another, and lets nobody do what its place in the network does not allow.

use diesel::prelude::*;
use sofra_base::text::sanitise;
use sofra_db::schema::{actor, network, network_choice, network_member, network_motion, network_vouch};
use sofra_db::{AnyConnection, Both};

use crate::account::Seat;
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::network::model::{Member, MemberState, Motion, Network, Told};
use crate::network::rules::{self, Candidate};
use crate::network::{Agenda, store};
use crate::notification::{self, Kind};
use crate::site::At;

/// A network of this node.
#[derive(Debug, Clone)]
pub struct Hosted {
    /// Its actor.
    pub actor: Actor,
    /// What it is.
    pub network: Network,
}

/// A network of this node that acts.
///
/// # Errors
/// `NotFound` for everything else.
pub fn hosted(conn: &mut AnyConnection, id: &ActorId) -> Result<Hosted> {
    let actor = actors::store::get(conn, id)?;
    let network = store::get(conn, id)?;
    if !actor.local || !actor.is_active() || network.closed_at.is_some() {
        return Err(Error::NotFound);
    }
    Ok(Hosted { actor, network })
}

/// A row of an organisation that stands to a network from now on.
pub(in crate::network) fn new_member(
    network: &ActorId,
    organisation: &ActorId,
    state: MemberState,
    at: &At,
) -> Member {
    Member {
        network_id: network.clone(),
        organisation_id: organisation.clone(),
        state,
        coordinates: false,
        apply_uri: None,
        words: String::new(),
        reason: String::new(),
        applied_at: at.now,
        admitted_at: (state == MemberState::Admitted).then_some(at.now),
        ended_at: None,
        updated_at: at.now,
        relay_hour: 0,
        relayed: 0,
    }
}

/// Writes how an organisation stands to a network.
pub(in crate::network) fn put(conn: &mut AnyConnection, row: &Member) -> Result<()> {
    diesel::delete(network_member::table.find((&row.network_id, &row.organisation_id))).execute(conn)?;
    diesel::insert_into(network_member::table).values(row.clone()).execute(conn)?;
    Ok(())
}

/// An organisation applies, or comes because it was invited; a subgroup asks to be one. Said twice it changes nothing.
///
/// # Errors
/// `Forbidden` when it may not, `NotFound` for what is no organisation.
pub fn join(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    who: &Actor,
    uri: &str,
    words: &str,
) -> Result<MemberState> {
    let id = &hosted.actor.id;
    let is_part = who.kind == ActorKind::Network
        && store::find(conn, &who.id)?.and_then(|sub| sub.parent_uri).as_deref() == Some(&*hosted.actor.uri);
    if !who.is_active() || !(who.kind == ActorKind::Organisation || is_part) {
        return Err(Error::Forbidden("not-an-organisation"));
    }
    if crate::block::store::refuses(conn, id, &who.id)? {
        return Err(Error::Forbidden("blocked"));
    }
    let known = store::member(conn, id, &who.id)?;
    let state = match known.as_ref().map(|row| row.state) {
        Some(MemberState::Admitted | MemberState::Invited) => MemberState::Admitted,
        Some(MemberState::Suspended) => return Err(Error::Forbidden("suspended")),
        Some(MemberState::Refused)
            if known
                .as_ref()
                .and_then(|row| row.ended_at)
                .is_some_and(|end| end > at.now - rules::REFUSED_FOR) =>
        {
            return Err(Error::Forbidden("refused"));
        }
        Some(MemberState::Applied) => MemberState::Applied,
        Some(MemberState::Refused | MemberState::Left) | None => {
            let waiting: Vec<(Member, Actor)> = store::everybody(conn, id)?
                .into_iter()
                .filter(|(row, _)| row.state == MemberState::Applied)
                .collect();
            let of_host = waiting.iter().filter(|(_, other)| other.host == who.host).count();
            if waiting.len() >= rules::APPLICANTS || of_host >= rules::APPLICANTS_OF_HOST {
                return Err(Error::Forbidden("too-many-applicants"));
            }
            MemberState::Applied
        }
    };
    let is_new = known.as_ref().map(|row| row.state) != Some(state);
    let mut row = known.unwrap_or_else(|| new_member(id, &who.id, state, at));
    if is_new {
        row = Member { applied_at: at.now, coordinates: false, ended_at: None, reason: String::new(), ..row };
        row.admitted_at = (state == MemberState::Admitted).then_some(at.now);
    }
    row.state = state;
    row.apply_uri = Some(uri.to_owned());
    row.words = sanitise::truncate(&sanitise::paragraph(words), rules::WORDS);
    row.updated_at = at.now;
    put(conn, &row)?;
    if state == MemberState::Admitted {
        answer(conn, at, hosted, &row, true)?;
    } else if is_new {
        // Members that live here are told; those elsewhere learn it from their own node.
        for ours in store::ours(conn, id)? {
            tell(conn, at, hosted, &ours, Kind::NetworkApplied)?;
        }
    }
    if is_new {
        counted(conn, at, &who.id)?;
        settle(conn, at, hosted)?;
    }
    Ok(store::member(conn, id, &who.id)?.map_or(state, |row| row.state))
}

/// A member vouches for one that applied, or no longer does.
///
/// # Errors
/// `Forbidden` unless the voucher is a member and the other an organisation that waits.
pub fn vouch(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    voucher: &Actor,
    applicant: &ActorId,
    uri: &str,
    given: bool,
) -> Result<()> {
    let id = &hosted.actor.id;
    must_belong(conn, hosted, voucher)?;
    let waits = store::member(conn, id, applicant)?.is_some_and(|row| row.state == MemberState::Applied);
    if !waits || actors::store::get(conn, applicant)?.kind != ActorKind::Organisation {
        return Err(Error::Forbidden("not-an-applicant"));
    }
    put_vouch(conn, at, id, applicant, &voucher.id, uri, given)?;
    settle(conn, at, hosted)
}

/// Notes a vouch, or that it is over.
pub(in crate::network) fn put_vouch(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    applicant: &ActorId,
    voucher: &ActorId,
    uri: &str,
    given: bool,
) -> Result<()> {
    if !given {
        diesel::delete(network_vouch::table.find((id, applicant, voucher))).execute(conn)?;
        return Ok(());
    }
    Both(
        diesel::insert_into(network_vouch::table)
            .values((
                network_vouch::network_id.eq(id.clone()),
                network_vouch::applicant_id.eq(applicant.clone()),
                network_vouch::voucher_id.eq(voucher.clone()),
                network_vouch::uri.eq(uri.to_owned()),
                network_vouch::created_at.eq(at.now),
            ))
            .on_conflict((network_vouch::network_id, network_vouch::applicant_id, network_vouch::voucher_id))
            .do_nothing(),
    )
    .execute(conn)?;
    Ok(())
}

/// A member would have another coordinate, or no longer.
///
/// # Errors
/// `Forbidden` unless both are members, or when it chose enough already.
pub fn choose(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    voter: &Actor,
    candidate: &ActorId,
    uri: &str,
    chosen: bool,
) -> Result<()> {
    let id = &hosted.actor.id;
    must_belong(conn, hosted, voter)?;
    let other = actors::store::get(conn, candidate)?;
    must_belong(conn, hosted, &other)?;
    let own =
        store::choices(conn, id)?.into_iter().filter(|(by, who, _)| *by == voter.id && who != candidate);
    if chosen && own.count() >= rules::COORDINATORS {
        return Err(Error::Forbidden("too-many-choices"));
    }
    put_choice(conn, at, id, &voter.id, candidate, uri, chosen)?;
    settle(conn, at, hosted)
}

/// Notes a choice, or that it is over.
pub(in crate::network) fn put_choice(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    voter: &ActorId,
    candidate: &ActorId,
    uri: &str,
    chosen: bool,
) -> Result<()> {
    if !chosen {
        diesel::delete(network_choice::table.find((id, voter, candidate))).execute(conn)?;
        return Ok(());
    }
    Both(
        diesel::insert_into(network_choice::table)
            .values((
                network_choice::network_id.eq(id.clone()),
                network_choice::voter_id.eq(voter.clone()),
                network_choice::candidate_id.eq(candidate.clone()),
                network_choice::uri.eq(uri.to_owned()),
                network_choice::created_at.eq(at.now),
            ))
            .on_conflict((network_choice::network_id, network_choice::voter_id, network_choice::candidate_id))
            .do_nothing(),
    )
    .execute(conn)?;
    Ok(())
}

/// A coordinator would have a member suspended, an applicant refused, one that was suspended taken back in, or a
/// subgroup confirmed. It is done as soon as enough coordinators say so.
///
/// # Errors
/// `Forbidden` unless it coordinates and the other is somebody to whom this can happen.
pub fn moved(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    coordinator: &Actor,
    about: &ActorId,
    removal: bool,
    reason: &str,
) -> Result<()> {
    let id = &hosted.actor.id;
    must_coordinate(conn, hosted, coordinator)?;
    let row = store::member(conn, id, about)?.ok_or(Error::Forbidden("not-a-member"))?;
    let next = after(&row, actors::store::get(conn, about)?.kind, removal);
    let Some(next) = next.filter(|_| *about != coordinator.id) else {
        // What is so already is no reason to complain: the same word may come twice.
        let is_so = removal == matches!(row.state, MemberState::Suspended | MemberState::Refused);
        return if is_so { Ok(()) } else { Err(Error::Forbidden("not-a-member")) };
    };
    put_motion(conn, at, id, &coordinator.id, about, removal, reason)?;
    let all = store::everybody(conn, id)?;
    let others = all
        .iter()
        .filter(|(row, _)| {
            row.coordinates && row.state == MemberState::Admitted && row.organisation_id != *about
        })
        .map(|(row, _)| row.organisation_id.clone())
        .collect::<Vec<_>>();
    let motions: Vec<Motion> = store::motions(conn, id)?
        .into_iter()
        .filter(|m| m.organisation_id == *about && m.removal == removal && others.contains(&m.coordinator_id))
        .collect();
    if rules::motions_needed(others.len()).is_none_or(|needed| motions.len() < needed) {
        return changed(conn, at, hosted);
    }
    diesel::delete(
        network_motion::table
            .filter(network_motion::network_id.eq(id))
            .filter(network_motion::organisation_id.eq(about)),
    )
    .execute(conn)?;
    let reason = motions.first().map(|motion| motion.reason.clone()).filter(|_| removal).unwrap_or_default();
    let row = Member {
        state: next,
        coordinates: false,
        reason,
        admitted_at: row.admitted_at.or((next == MemberState::Admitted).then_some(at.now)),
        ended_at: (next == MemberState::Refused).then_some(at.now),
        updated_at: at.now,
        ..row
    };
    put(conn, &row)?;
    match next {
        MemberState::Refused => answer(conn, at, hosted, &row, false)?,
        MemberState::Admitted if row.apply_uri.is_some() => answer(conn, at, hosted, &row, true)?,
        _ => {}
    }
    let affected = actors::store::get(conn, about)?;
    if affected.local && affected.kind == ActorKind::Organisation {
        tell(conn, at, hosted, &affected, Kind::NetworkChanged)?;
    }
    counted(conn, at, about)?;
    settle(conn, at, hosted)
}

/// What becomes of an organisation by the coordinators' word; `None` where nothing can.
fn after(row: &Member, kind: ActorKind, removal: bool) -> Option<MemberState> {
    match (row.state, removal) {
        (MemberState::Admitted, true) => Some(MemberState::Suspended),
        (MemberState::Applied | MemberState::Invited, true) => Some(MemberState::Refused),
        (MemberState::Suspended, false) => Some(MemberState::Admitted),
        // Members vouch for organisations; nobody but the coordinators can confirm a part of the network.
        (MemberState::Applied, false) if kind == ActorKind::Network => Some(MemberState::Admitted),
        _ => None,
    }
}

/// Notes what a coordinator would have done; its later word about the same replaces the earlier.
pub(in crate::network) fn put_motion(
    conn: &mut AnyConnection,
    at: &At,
    id: &ActorId,
    coordinator: &ActorId,
    about: &ActorId,
    removal: bool,
    reason: &str,
) -> Result<()> {
    diesel::delete(network_motion::table.find((id, about, coordinator))).execute(conn)?;
    diesel::insert_into(network_motion::table)
        .values(Motion {
            network_id: id.clone(),
            organisation_id: about.clone(),
            coordinator_id: coordinator.clone(),
            removal,
            reason: sanitise::truncate(&sanitise::paragraph(reason), rules::WORDS),
            created_at: at.now,
        })
        .execute(conn)?;
    Ok(())
}

/// An organisation leaves, or no longer applies. `join` is what it joined by, where that is told: an older `Leave` that
/// comes late ends no newer membership.
///
/// # Errors
/// The database's own.
pub fn leave(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    who: &Actor,
    join: Option<&str>,
) -> Result<bool> {
    let id = &hosted.actor.id;
    let Some(row) = store::member(conn, id, &who.id)? else { return Ok(false) };
    let is_other = join.is_some() && row.apply_uri.is_some() && row.apply_uri.as_deref() != join;
    if is_other || matches!(row.state, MemberState::Left | MemberState::Refused) {
        return Ok(false);
    }
    // Who is suspended does not get rid of that by leaving and applying again.
    let state = if row.state == MemberState::Suspended { MemberState::Refused } else { MemberState::Left };
    let row = Member {
        state,
        coordinates: false,
        ended_at: Some(at.now),
        updated_at: at.now,
        admitted_at: None,
        ..row
    };
    put(conn, &row)?;
    forget_words(conn, id, &who.id)?;
    counted(conn, at, &who.id)?;
    settle(conn, at, hosted)?;
    Ok(true)
}

/// What an organisation said about others in a network, and others about it, is over.
pub(in crate::network) fn forget_words(conn: &mut AnyConnection, id: &ActorId, who: &ActorId) -> Result<()> {
    diesel::delete(
        network_vouch::table
            .filter(network_vouch::network_id.eq(id))
            .filter(network_vouch::voucher_id.eq(who).or(network_vouch::applicant_id.eq(who))),
    )
    .execute(conn)?;
    diesel::delete(
        network_choice::table
            .filter(network_choice::network_id.eq(id))
            .filter(network_choice::voter_id.eq(who).or(network_choice::candidate_id.eq(who))),
    )
    .execute(conn)?;
    diesel::delete(
        network_motion::table
            .filter(network_motion::network_id.eq(id))
            .filter(network_motion::coordinator_id.eq(who).or(network_motion::organisation_id.eq(who))),
    )
    .execute(conn)?;
    Ok(())
}

/// A coordinator writes the network's own agenda.
///
/// # Errors
/// `Forbidden` unless it coordinates.
pub fn write_agenda(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    coordinator: &Actor,
    agenda: &Agenda,
) -> Result<()> {
    must_coordinate(conn, hosted, coordinator)?;
    let agenda = agenda.clone().bounded();
    let text = if agenda.is_empty() {
        String::new()
    } else {
        serde_json::to_string(&agenda).map_err(|e| Error::Internal(e.to_string()))?
    };
    diesel::update(network::table.find(&hosted.actor.id)).set(network::agenda.eq(text)).execute(conn)?;
    let demands = crate::network::agenda::identities(&hosted.actor, &agenda);
    crate::position::actions::subjects_changed(conn, at.now, &demands)?;
    changed(conn, at, hosted)
}

/// Whether something more of a member may be passed on in this hour; counts it.
///
/// # Errors
/// `Forbidden` for whoever is no member.
pub fn takes_relay(conn: &mut AnyConnection, at: &At, hosted: &Hosted, who: &ActorId) -> Result<bool> {
    let id = &hosted.actor.id;
    let row = store::member(conn, id, who)?
        .filter(|row| row.state == MemberState::Admitted)
        .ok_or(Error::Forbidden("not-a-member"))?;
    let hour = at.now.as_seconds() / 3_600;
    let count = if row.relay_hour == hour { row.relayed } else { 0 };
    if count >= rules::RELAYS {
        return Ok(false);
    }
    diesel::update(network_member::table.find((id, who)))
        .set((network_member::relay_hour.eq(hour), network_member::relayed.eq(count + 1)))
        .execute(conn)?;
    Ok(true)
}

fn must_belong(conn: &mut AnyConnection, hosted: &Hosted, who: &Actor) -> Result<()> {
    let is_in = store::is_admitted(conn, &hosted.actor.id, &who.id)?;
    if is_in && who.is_active() && who.kind == ActorKind::Organisation {
        Ok(())
    } else {
        Err(Error::Forbidden("not-a-member"))
    }
}

fn must_coordinate(conn: &mut AnyConnection, hosted: &Hosted, who: &Actor) -> Result<()> {
    must_belong(conn, hosted, who)?;
    if store::coordinates(conn, &hosted.actor.id, &who.id)? {
        Ok(())
    } else {
        Err(Error::Forbidden("not-a-coordinator"))
    }
}

/// The answer to whoever joined from elsewhere; whoever lives here is told beside it.
fn answer(conn: &mut AnyConnection, at: &At, hosted: &Hosted, row: &Member, accepted: bool) -> Result<()> {
    let who = actors::store::get(conn, &row.organisation_id)?;
    if who.local {
        return Ok(());
    }
    let Some(join) = row.apply_uri.clone() else { return Ok(()) };
    let told = Told::Answered {
        network: hosted.actor.id.clone(),
        organisation: who.id,
        join,
        accepted,
        reason: row.reason.clone(),
    };
    fact::record(conn, &Fact::Network { told }, at.now)
}

/// Draws what follows from the present members, vouches and choices: who is admitted, who coordinates.
pub(in crate::network) fn settle(conn: &mut AnyConnection, at: &At, hosted: &Hosted) -> Result<()> {
    let id = &hosted.actor.id;
    loop {
        let members = store::admitted(conn, id)?;
        let needed = rules::vouches_needed(members.len(), hosted.network.vouches);
        let mut admitted = None;
        for (row, who) in store::everybody(conn, id)? {
            if row.state != MemberState::Applied || who.kind != ActorKind::Organisation || !who.is_active() {
                continue;
            }
            let vouchers = store::vouchers(conn, id, &who.id)?;
            // Only members vouch: whoever was one when it did and is one no more does not count.
            if vouchers.iter().filter(|voucher| members.contains(voucher)).count() >= needed {
                admitted = Some((row, who));
                break;
            }
        }
        let Some((row, who)) = admitted else { break };
        // One by one: each new member makes one more whose word is needed while there are few.
        let row =
            Member { state: MemberState::Admitted, admitted_at: Some(at.now), updated_at: at.now, ..row };
        put(conn, &row)?;
        answer(conn, at, hosted, &row, true)?;
        if who.local {
            tell(conn, at, hosted, &who, Kind::NetworkChanged)?;
        }
        counted(conn, at, &who.id)?;
    }
    elect(conn, at, id)?;
    changed(conn, at, hosted)
}

fn elect(conn: &mut AnyConnection, at: &At, id: &ActorId) -> Result<()> {
    let members: Vec<Candidate> = store::everybody(conn, id)?
        .into_iter()
        .filter(|(row, who)| row.state == MemberState::Admitted && who.kind == ActorKind::Organisation)
        .map(|(row, who)| Candidate {
            id: who.id,
            uri: who.uri,
            admitted_at: row.admitted_at.unwrap_or(row.applied_at),
            coordinates: row.coordinates,
        })
        .collect();
    let choices: Vec<(ActorId, ActorId)> =
        store::choices(conn, id)?.into_iter().map(|(voter, candidate, _)| (voter, candidate)).collect();
    let elected = rules::coordinators(&members, &choices);
    for member in &members {
        let coordinates = elected.contains(&member.id);
        if coordinates != member.coordinates {
            diesel::update(network_member::table.find((id, &member.id)))
                .set((network_member::coordinates.eq(coordinates), network_member::updated_at.eq(at.now)))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The network's document says something new: followers, and the nodes of all that stand to it, are told.
pub(in crate::network) fn changed(conn: &mut AnyConnection, at: &At, hosted: &Hosted) -> Result<()> {
    let id = &hosted.actor.id;
    diesel::update(actor::table.find(id)).set(actor::updated_at.eq(at.now)).execute(conn)?;
    // Whoever came in has said something before, perhaps.
    diesel::update(network::table.find(id))
        .set((network::updated_at.eq(at.now), network::refresh_at.eq(at.now)))
        .execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)
}

/// What counts an organisation hears that its place in a network changed.
pub(in crate::network) fn counted(conn: &mut AnyConnection, at: &At, who: &ActorId) -> Result<()> {
    crate::overview::actions::holder_changed(conn, at.now, who)
}

/// Tells the officers of an organisation of this node.
pub(in crate::network) fn tell(
    conn: &mut AnyConnection,
    at: &At,
    hosted: &Hosted,
    organisation: &Actor,
    kind: Kind,
) -> Result<()> {
    let path = desk_path(&organisation.username, &hosted.actor.id);
    notification::actions::tell_seats(conn, at.now, &organisation.id, &[Seat::Officer], None, kind, &path)
}

/// The page on which an organisation's officers deal with one network.
#[must_use]
pub fn desk_path(username: &str, network: &ActorId) -> String {
    format!("/desk/{username}/networks/{network}")
}
