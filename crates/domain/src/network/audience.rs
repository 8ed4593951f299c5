//! Who may read what was told to a network alone, and where it may be delivered: the one place where this is decided, for
//! positions, statements and calls, on pages, over the API, for other nodes that ask, and right before bytes leave.
//!
//! It is read by those inside of an admitted member organisation. An organisation's node is its home: a node asks in its
//! own name for the organisations that live on it, and for the networks that do, because it could not pass on what it may
//! not read. Nobody asks for anybody else: not another organisation or a person of the same server, whose key is no proof
//! that the member's node would let them read. In doubt it is no.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, network, network_member};

use super::model::MemberState;
use super::store::is_admitted;
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::error::Result;
use crate::peer::store::host_of;
use crate::viewer::Reader;

/// The networks whose members' words to each other a reader may read.
///
/// # Errors
/// The database's own.
pub fn networks_of(conn: &mut AnyConnection, reader: &Reader) -> Result<Vec<ActorId>> {
    match reader {
        Reader::Anyone => Ok(Vec::new()),
        Reader::Account(who) => {
            let seats: Vec<ActorId> = who.seats.iter().map(|(id, _)| id.clone()).collect();
            of_members(conn, &seats)
        }
        Reader::Remote(asking) => of_remote(conn, asking),
    }
}

/// Whether a reader may read what was told to some networks alone.
///
/// # Errors
/// The database's own.
pub fn is_told(conn: &mut AnyConnection, networks: &[ActorId], reader: &Reader) -> Result<bool> {
    if networks.is_empty() {
        return Ok(false);
    }
    Ok(networks_of(conn, reader)?.iter().any(|heard| networks.contains(heard)))
}

/// Whether what an author told some networks alone may go to an inbox: it is that of one of them, in which the author is
/// still admitted. Members get it from there.
///
/// # Errors
/// The database's own.
pub fn takes_at(
    conn: &mut AnyConnection,
    networks: &[ActorId],
    author: &ActorId,
    inbox: &str,
) -> Result<bool> {
    for network in networks {
        let target = actors::store::get(conn, network)?;
        if target.inbox == inbox && target.is_active() && is_admitted(conn, network, author)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The networks in which any of these is a member that may speak now.
fn of_members(conn: &mut AnyConnection, members: &[ActorId]) -> Result<Vec<ActorId>> {
    if members.is_empty() {
        return Ok(Vec::new());
    }
    Ok(network_member::table
        .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
        .filter(network_member::organisation_id.eq_any(members.to_vec()))
        .filter(network_member::state.eq(MemberState::Admitted))
        // A part of a network belongs to it, but it is its own members who read.
        .filter(actor::kind.eq(ActorKind::Organisation))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .order(network_member::network_id)
        .select(network_member::network_id)
        .distinct()
        .load(conn)?)
}

fn of_remote(conn: &mut AnyConnection, asking: &ActorId) -> Result<Vec<ActorId>> {
    let asking = actors::store::get(conn, asking)?;
    if asking.local || !asking.is_active() {
        return Ok(Vec::new());
    }
    match asking.kind {
        ActorKind::Organisation => of_members(conn, &[asking.id]),
        ActorKind::Node => of_node(conn, &asking),
        ActorKind::Network => {
            let is_one: Option<ActorId> =
                network::table.find(&asking.id).select(network::actor_id).first(conn).optional()?;
            Ok(is_one.into_iter().collect())
        }
        ActorKind::Member | ActorKind::Bot => Ok(Vec::new()),
    }
}

/// What a node is told for the organisations and the networks that live on it.
fn of_node(conn: &mut AnyConnection, node: &Actor) -> Result<Vec<ActorId>> {
    let (Some(home), Some(origin)) = (host_of(&node.uri), origin_of(&node.uri)) else {
        return Ok(Vec::new());
    };
    let here = actor::table
        .filter(actor::local.eq(false))
        .filter(actor::home.eq(home))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .filter(actor::kind.eq_any([ActorKind::Organisation, ActorKind::Network]));
    let lives: Vec<(ActorId, String, ActorKind)> =
        here.select((actor::id, actor::uri, actor::kind)).load(conn)?;
    // The home is a host; who answers for it is an origin, with its scheme and port.
    let of = |kind: ActorKind| -> Vec<ActorId> {
        let own = lives.iter().filter(|(_, uri, is)| *is == kind && origin_of(uri).as_ref() == Some(&origin));
        own.map(|(id, ..)| id.clone()).collect()
    };
    let mut found = of_members(conn, &of(ActorKind::Organisation))?;
    let hosted: Vec<ActorId> = network::table
        .filter(network::actor_id.eq_any(of(ActorKind::Network)))
        .select(network::actor_id)
        .load(conn)?;
    found.extend(hosted);
    found.sort();
    found.dedup();
    Ok(found)
}

/// Scheme, host and port.
fn origin_of(uri: &str) -> Option<String> {
    let origin = url::Url::parse(uri).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}
