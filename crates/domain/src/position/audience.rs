//! Who may read a position, and to whom it goes: questions about followers, networks and nodes.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::network_member;

use super::model::{Audience, Position, PositionId};
use super::store::{get, told_to};
use crate::actor::{self, ActorId};
use crate::error::Result;
use crate::network::MemberState;
use crate::network::store::scopes_of;
use crate::told;
use crate::viewer::Reader;
use crate::{peer, statement};

/// The admitted members of any of these networks.
fn members_of(conn: &mut AnyConnection, networks: &[ActorId]) -> Result<Vec<ActorId>> {
    Ok(network_member::table
        .filter(network_member::network_id.eq_any(networks))
        .filter(network_member::state.eq(MemberState::Admitted))
        .select(network_member::organisation_id)
        .distinct()
        .load(conn)?)
}

/// A position for a reader. What may not be read is not found.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, id: &PositionId, reader: &Reader) -> Result<Position> {
    let found = get(conn, id)?;
    told::check(conn, &found.word(), |conn| told_to(conn, id), reader)?;
    Ok(found)
}

/// Whether what is not public may go to an inbox (see [`told::is_for_inbox`]).
///
/// # Errors
/// The database's own.
pub fn is_for_inbox(conn: &mut AnyConnection, found: &Position, inbox: &str) -> Result<bool> {
    let networks = told_to(conn, &found.id)?;
    told::is_for_inbox(conn, &found.holder_id, &networks, inbox)
}

/// The hosts that get a copy of what a holder says for an audience now, in order.
///
/// # Errors
/// The database's own.
pub fn will_receive(conn: &mut AnyConnection, holder: &ActorId, audience: Audience) -> Result<Vec<String>> {
    let of_followers = match audience {
        Audience::Public => statement::Audience::Public,
        Audience::Network => statement::Audience::Network,
    };
    let mut hosts = peer::store::holders(conn, holder, of_followers)?;
    // A network passes it on to its members.
    let networks = scopes_of(conn, holder)?;
    let mut others = members_of(conn, &networks)?;
    others.extend(networks);
    let others = actor::store::get_many(conn, &others)?;
    for other in others.iter().filter(|one| !one.local && one.is_active()) {
        if peer::store::deals_with(conn, other)? {
            hosts.extend(peer::store::host_of(other.delivery_inbox()));
        }
    }
    hosts.sort();
    hosts.dedup();
    Ok(hosts)
}
