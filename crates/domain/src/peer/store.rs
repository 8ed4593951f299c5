//! Reading what is known of other nodes.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::peer;

use super::rules::Decisions;
use super::{DeadLetter, Policy};
use crate::error::Result;

/// Another node.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = peer)]
pub struct Peer {
    /// Its host.
    pub host: String,
    /// What the host of this node decided.
    pub policy: Policy,
    /// Why.
    pub reason: String,
    /// Failures in a row.
    pub failures: i32,
    /// No delivery is tried before this time.
    pub open_until: Timestamp,
    /// When it last took something.
    pub last_success_at: Option<Timestamp>,
    /// When it last failed.
    pub last_failure_at: Option<Timestamp>,
    /// How; a code of ours.
    pub last_error: Option<String>,
}

/// A peer with what waits for it.
#[derive(Debug, Clone)]
pub struct PeerLine {
    /// The peer.
    pub peer: Peer,
    /// Deliveries that wait.
    pub waiting: i64,
    /// Dead letters.
    pub dead: i64,
}

/// The host's decisions.
///
/// # Errors
/// The database's own.
pub fn decisions(conn: &mut AnyConnection) -> Result<Decisions> {
    let federation = crate::node::store::get(conn)?.federation;
    let policies: Vec<(String, Policy)> =
        peer::table.filter(peer::policy.ne(Policy::None)).select((peer::host, peer::policy)).load(conn)?;
    Ok(Decisions { federation, policies: policies.into_iter().collect() })
}

/// All peers, those in trouble first.
///
/// # Errors
/// The database's own.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<PeerLine>> {
    let peers: Vec<Peer> = peer::table
        .order((peer::failures.desc(), peer::host))
        .limit(1000)
        .select(Peer::as_select())
        .load(conn)?;
    let counts = delivery::counts_by_host(conn)?;
    let of = |host: &str, state: &str| {
        counts.iter().find(|(h, s, _)| h == host && s == state).map_or(0, |(_, _, n)| *n)
    };
    Ok(peers
        .into_iter()
        .map(|peer| {
            let (waiting, dead) = (of(&peer.host, "pending"), of(&peer.host, "dead"));
            PeerLine { peer, waiting, dead }
        })
        .collect())
}

/// What a host decided about one peer, and how that peer is.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, host: &str) -> Result<PeerLine> {
    let peer: Peer = peer::table.find(host).select(Peer::as_select()).first(conn)?;
    let counts = delivery::counts_by_host(conn)?;
    let of = |state: &str| counts.iter().find(|(h, s, _)| h == host && s == state).map_or(0, |(_, _, n)| *n);
    Ok(PeerLine { waiting: of("pending"), dead: of("dead"), peer })
}

/// One page of dead letters, newest first, before the one of that number; and how many there are in all.
///
/// # Errors
/// The database's own.
pub fn dead_letters(
    conn: &mut AnyConnection,
    before: Option<i64>,
    most: i64,
) -> Result<(Vec<DeadLetter>, i64)> {
    let letters = delivery::dead_letters_before(conn, before.unwrap_or(i64::MAX), most)?;
    let counts = delivery::counts(conn, None)?;
    Ok((letters, counts.iter().find(|(state, _)| state == "dead").map_or(0, |(_, n)| *n)))
}
