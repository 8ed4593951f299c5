//! Who may read a position, and to whom it goes: questions about followers, networks and nodes.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::network_member;

use super::model::{Audience, Position, PositionId};
use super::rules::{self, Relation};
use super::store::{get, told_to};
use crate::actor::{self, ActorId};
use crate::error::{Error, Result};
use crate::network::MemberState;
use crate::network::store::scopes_of;
use crate::viewer::Reader;
use crate::{block, network, peer, statement};

/// The admitted members of any of these networks.
pub(crate) fn members_of(conn: &mut AnyConnection, networks: &[ActorId]) -> Result<Vec<ActorId>> {
    Ok(network_member::table
        .filter(network_member::network_id.eq_any(networks))
        .filter(network_member::state.eq(MemberState::Admitted))
        .select(network_member::organisation_id)
        .distinct()
        .load(conn)?)
}

/// How a reader stands to a position.
///
/// # Errors
/// The database's own.
pub fn relation(conn: &mut AnyConnection, found: &Position, reader: &Reader) -> Result<Relation> {
    let actors = reader.actors();
    if actors.is_empty() {
        return Ok(Relation::default());
    }
    // Whoever the holder blocks gets what a stranger gets.
    if let Reader::Remote(other) = reader
        && found.local
        && block::store::refuses(conn, &found.holder_id, other)?
    {
        return Ok(Relation::default());
    }
    let following = crate::follow::store::any_follows(conn, &actors, &found.holder_id)?;
    let organised = !following.is_empty()
        && actor::store::get_many(conn, &following)?
            .iter()
            .any(|one| statement::rules::is_organised(one.kind));
    Ok(Relation {
        is_holder: found.local && reader.is_local() && actors.contains(&found.holder_id),
        follows_as_organisation: organised,
        is_told: {
            let networks = told_to(conn, &found.id)?;
            network::audience::is_told(conn, &networks, reader)?
        },
    })
}

/// A position for a reader. What may not be read is not found.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, id: &PositionId, reader: &Reader) -> Result<Position> {
    let found = get(conn, id)?;
    let relation = relation(conn, &found, reader)?;
    if !rules::may_read(&found, relation) {
        return Err(Error::NotFound);
    }
    let holder = actor::store::get(conn, &found.holder_id)?;
    if (holder.suspended_at.is_some() || holder.hidden_at.is_some()) && !relation.is_holder {
        return Err(Error::NotFound);
    }
    if !found.local {
        let follows =
            !crate::follow::store::any_follows(conn, &reader.actors(), &found.holder_id)?.is_empty();
        if !peer::store::shows(conn, &holder, follows)? {
            return Err(Error::NotFound);
        }
    }
    if let Reader::Account(who) = reader
        && !relation.is_holder
        && block::store::is_unheard(conn, who, &holder)?
    {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// Whether what is not public may go to an inbox: of an organisation that follows the holder, or of a network that it is
/// told to (see [`network::audience::takes_at`]).
///
/// # Errors
/// The database's own.
pub fn is_for_inbox(conn: &mut AnyConnection, found: &Position, inbox: &str) -> Result<bool> {
    let networks = told_to(conn, &found.id)?;
    Ok(crate::follow::store::has_follower_at(conn, &found.holder_id, inbox, true)?
        || network::audience::takes_at(conn, &networks, &found.holder_id, inbox)?)
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
