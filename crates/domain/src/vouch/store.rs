//! Finding vouches, and whom this node's trust reaches.

use std::collections::HashSet;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, actor_move, trust_anchor, vouch, vouch_claim};

use super::model::{Anchor, Vouch, VouchId, VouchState};
use super::rules::{self, HOPS, Link, Standing};
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::error::Result;

/// Vouches into one step of a chain that are looked at: a bound on work, far above what organisations have.
const WIDTH: i64 = 2_000;

/// By row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &VouchId) -> Result<Vouch> {
    Ok(vouch::table.find(id).select(Vouch::as_select()).first(conn)?)
}

/// By the relationship's id on the wire.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Vouch>> {
    Ok(vouch::table.filter(vouch::uri.eq(uri)).select(Vouch::as_select()).first(conn).optional()?)
}

/// By the offer's id on the wire.
///
/// # Errors
/// The database's own.
pub fn by_offer(conn: &mut AnyConnection, uri: &str) -> Result<Option<Vouch>> {
    Ok(vouch::table
        .filter(vouch::offer_uri.eq(uri).assume_not_null())
        .select(Vouch::as_select())
        .first(conn)
        .optional()?)
}

/// The one between two organisations that is offered or accepted.
///
/// # Errors
/// The database's own.
pub fn live(conn: &mut AnyConnection, voucher: &ActorId, vouched: &ActorId) -> Result<Option<Vouch>> {
    Ok(vouch::table
        .filter(vouch::voucher_id.eq(voucher))
        .filter(vouch::vouched_id.eq(vouched))
        .filter(vouch::state.eq_any([VouchState::Offered, VouchState::Accepted]))
        .select(Vouch::as_select())
        .first(conn)
        .optional()?)
}

/// Every vouch of an organisation, whichever end it is at, with the organisation at the other: those it gives, those
/// it has. The newest first.
///
/// # Errors
/// The database's own.
#[expect(clippy::type_complexity, reason = "two lists of the same pairs")]
pub fn of(conn: &mut AnyConnection, id: &ActorId) -> Result<(Vec<(Vouch, Actor)>, Vec<(Vouch, Actor)>)> {
    let given = vouch::table
        .inner_join(actor::table.on(actor::id.eq(vouch::vouched_id)))
        .filter(vouch::voucher_id.eq(id))
        .order(vouch::id.desc())
        .limit(500)
        .select((Vouch::as_select(), Actor::as_select()))
        .load(conn)?;
    let had = vouch::table
        .inner_join(actor::table.on(actor::id.eq(vouch::voucher_id)))
        .filter(vouch::vouched_id.eq(id))
        .order(vouch::id.desc())
        .limit(500)
        .select((Vouch::as_select(), Actor::as_select()))
        .load(conn)?;
    Ok((given, had))
}

/// The vouches that an organisation has and that stand, with their vouchers, the oldest first. Vouchers with which
/// this node does not deal are left out.
///
/// # Errors
/// The database's own.
pub fn standing_for(conn: &mut AnyConnection, id: &ActorId, now: Timestamp) -> Result<Vec<(Vouch, Actor)>> {
    let shut_out = crate::peer::store::veiled(conn)?.shut_out;
    let rows: Vec<(Vouch, Actor)> = vouch::table
        .inner_join(actor::table.on(actor::id.eq(vouch::voucher_id)))
        .filter(vouch::vouched_id.eq(id))
        .filter(vouch::state.eq(VouchState::Accepted))
        .order(vouch::id)
        .limit(WIDTH)
        .select((Vouch::as_select(), Actor::as_select()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(vouch, voucher)| {
            rules::stands(vouch, now) && voucher.is_active() && !shut_out.contains(&voucher.host)
        })
        .collect())
}

/// The ids on the wire of the vouches that a local organisation has: what its actor document lists.
///
/// # Errors
/// The database's own.
pub fn listed(conn: &mut AnyConnection, id: &ActorId, now: Timestamp) -> Result<Vec<String>> {
    Ok(standing_for(conn, id, now)?.into_iter().map(|(vouch, _)| vouch.uri).take(rules::CLAIMS).collect())
}

/// Everybody whom the host of this node trusts, with the organisations that live here.
///
/// # Errors
/// The database's own.
pub fn anchors(conn: &mut AnyConnection) -> Result<HashSet<ActorId>> {
    let local: Vec<ActorId> = actor::table
        .left_join(actor_move::table)
        .filter(actor::local.eq(true))
        .filter(actor::kind.eq_any([ActorKind::Organisation, ActorKind::Network]))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .filter(actor_move::actor_id.nullable().is_null())
        .select(actor::id)
        .load(conn)?;
    let marked: Vec<ActorId> = trust_anchor::table.select(trust_anchor::actor_id).load(conn)?;
    Ok(local.into_iter().chain(marked).collect())
}

/// The organisations elsewhere that the host trusts.
///
/// # Errors
/// The database's own.
pub fn marked(conn: &mut AnyConnection) -> Result<Vec<Anchor>> {
    let rows: Vec<(Actor, String, Timestamp)> = trust_anchor::table
        .inner_join(actor::table)
        .order(trust_anchor::decided_at)
        .select((Actor::as_select(), trust_anchor::reason, trust_anchor::decided_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(actor, reason, decided_at)| Anchor { actor, reason, decided_at }).collect())
}

fn link(vouch: Vouch) -> Link {
    Link {
        since: vouch.answered_at.unwrap_or(vouch.offered_at),
        checked: vouch.checked_at,
        vouch: vouch.id,
        voucher: vouch.voucher_id,
        vouched: vouch.vouched_id,
    }
}

/// All vouches that stand, for the directory.
///
/// # Errors
/// The database's own.
pub fn all_links(conn: &mut AnyConnection, now: Timestamp) -> Result<Vec<Link>> {
    let shut_out = crate::peer::store::veiled(conn)?.shut_out;
    let rows: Vec<(Vouch, String)> = vouch::table
        .inner_join(actor::table.on(actor::id.eq(vouch::voucher_id)))
        .filter(vouch::state.eq(VouchState::Accepted))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .select((Vouch::as_select(), actor::host))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(vouch, host)| rules::stands(vouch, now) && !shut_out.contains(host))
        .map(|(vouch, _)| link(vouch))
        .collect())
}

/// The vouches that stand and lead to an organisation within the length of a chain.
fn links_to(conn: &mut AnyConnection, id: &ActorId, now: Timestamp) -> Result<Vec<Link>> {
    let shut_out = crate::peer::store::veiled(conn)?.shut_out;
    let mut seen: HashSet<ActorId> = HashSet::from([id.clone()]);
    let mut ends = vec![id.clone()];
    let mut links = Vec::new();
    for _ in 0..HOPS {
        if ends.is_empty() {
            break;
        }
        let rows: Vec<(Vouch, String)> = vouch::table
            .inner_join(actor::table.on(actor::id.eq(vouch::voucher_id)))
            .filter(vouch::vouched_id.eq_any(std::mem::take(&mut ends)))
            .filter(vouch::state.eq(VouchState::Accepted))
            .filter(actor::deleted_at.is_null())
            .filter(actor::suspended_at.is_null())
            .order(vouch::id)
            .limit(WIDTH)
            .select((Vouch::as_select(), actor::host))
            .load(conn)?;
        for (vouch, host) in rows {
            if !rules::stands(&vouch, now) || shut_out.contains(&host) {
                continue;
            }
            if seen.insert(vouch.voucher_id.clone()) {
                ends.push(vouch.voucher_id.clone());
            }
            links.push(link(vouch));
        }
    }
    Ok(links)
}

/// What this node can say about an organisation, with the vouchers of its chain.
///
/// # Errors
/// The database's own.
pub fn standing(conn: &mut AnyConnection, id: &ActorId, now: Timestamp) -> Result<(Standing, Vec<Actor>)> {
    let anchors = anchors(conn)?;
    let links = links_to(conn, id, now)?;
    let standing = rules::standing(id, &anchors, &links);
    let ids: Vec<ActorId> = match &standing {
        Standing::Vouched { chain, .. } => chain.iter().map(|link| link.voucher.clone()).collect(),
        _ => Vec::new(),
    };
    Ok((standing, actors::store::get_many(conn, &ids)?))
}

/// Claims that are due: whose they are, and the id of the relationship. The longest due first.
///
/// # Errors
/// The database's own.
pub fn due_claims(
    conn: &mut AnyConnection,
    now: Timestamp,
    most: i64,
) -> Result<Vec<(ActorId, String, i32)>> {
    Ok(vouch_claim::table
        .filter(vouch_claim::due_at.le(now))
        .order((vouch_claim::due_at, vouch_claim::uri))
        .limit(most)
        .select((vouch_claim::actor_id, vouch_claim::uri, vouch_claim::tries))
        .load(conn)?)
}

/// Unanswered offers to an organisation.
///
/// # Errors
/// The database's own.
pub fn pending_for(conn: &mut AnyConnection, vouched: &ActorId) -> Result<i64> {
    Ok(vouch::table
        .filter(vouch::vouched_id.eq(vouched))
        .filter(vouch::state.eq(VouchState::Offered))
        .count()
        .get_result(conn)?)
}

/// Unanswered offers from actors of one host.
///
/// # Errors
/// The database's own.
pub fn pending_from(conn: &mut AnyConnection, host: &str) -> Result<i64> {
    Ok(vouch::table
        .inner_join(actor::table.on(actor::id.eq(vouch::voucher_id)))
        .filter(actor::host.eq(host))
        .filter(vouch::state.eq(VouchState::Offered))
        .count()
        .get_result(conn)?)
}

/// Unanswered offers that an organisation made.
///
/// # Errors
/// The database's own.
pub fn pending_by(conn: &mut AnyConnection, voucher: &ActorId) -> Result<i64> {
    Ok(vouch::table
        .filter(vouch::voucher_id.eq(voucher))
        .filter(vouch::state.eq(VouchState::Offered))
        .count()
        .get_result(conn)?)
}

/// Whether an offer of this voucher was refused since a time.
///
/// # Errors
/// The database's own.
pub fn refused_since(
    conn: &mut AnyConnection,
    voucher: &ActorId,
    vouched: &ActorId,
    since: Timestamp,
) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        vouch::table
            .filter(vouch::voucher_id.eq(voucher))
            .filter(vouch::vouched_id.eq(vouched))
            .filter(vouch::state.eq_any([VouchState::Refused, VouchState::Declined]))
            .filter(vouch::ended_at.ge(since).assume_not_null()),
    ))
    .get_result(conn)?)
}
