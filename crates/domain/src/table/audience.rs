//! Who may read a seat, and to whom it goes: questions about followers, networks and nodes.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::table_network;

use super::Audience;
use super::model::{Seat, SeatId};
use super::rules::{self, Relation};
use super::store::get;
use crate::actor::{self, ActorId};
use crate::error::{Error, Result};
use crate::network::store::scopes_of;
use crate::position::audience::members_of;
use crate::viewer::Reader;
use crate::{block, network, peer, statement};

/// The networks that a seat is told to.
///
/// # Errors
/// The database's own.
pub fn told_to(conn: &mut AnyConnection, id: &SeatId) -> Result<Vec<ActorId>> {
    Ok(table_network::table
        .filter(table_network::seat_id.eq(id))
        .order(table_network::network_id)
        .select(table_network::network_id)
        .load(conn)?)
}

/// How a reader stands to a seat.
///
/// # Errors
/// The database's own.
pub fn relation(conn: &mut AnyConnection, found: &Seat, reader: &Reader) -> Result<Relation> {
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

/// A seat for a reader. What may not be read is not found.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, id: &SeatId, reader: &Reader) -> Result<Seat> {
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

/// Whether what is not public may go to an inbox: of an organisation that follows the holder, of a network that it is
/// told to and in which the holder is admitted, or of an admitted member of one.
///
/// # Errors
/// The database's own.
pub fn is_for_inbox(conn: &mut AnyConnection, found: &Seat, inbox: &str) -> Result<bool> {
    if found.audience == Audience::Public
        || crate::follow::store::has_follower_at(conn, &found.holder_id, inbox, true)?
    {
        return Ok(true);
    }
    let own = scopes_of(conn, &found.holder_id)?;
    let networks: Vec<ActorId> =
        told_to(conn, &found.id)?.into_iter().filter(|network| own.contains(network)).collect();
    let mut receivers = members_of(conn, &networks)?;
    receivers.extend(networks);
    Ok(actor::store::get_many(conn, &receivers)?
        .iter()
        .any(|one| !one.local && one.is_active() && (one.delivery_inbox() == inbox || one.inbox == inbox)))
}
