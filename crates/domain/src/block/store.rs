//! Reading blocks and mutes, and what follows from them.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, actor as actor_table, block};

use super::{Block, BlockId, Kind, Owner};
use crate::account::Identity;
use crate::actor::{Actor, ActorId};
use crate::error::{Error, Result};
use crate::peer::rules::covers;

/// By row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &BlockId) -> Result<Block> {
    Ok(block::table.find(id).select(Block::as_select()).first(conn)?)
}

/// All of an owner, the last first.
///
/// # Errors
/// `Forbidden` unless it is one's own or one is an officer.
pub fn of(conn: &mut AnyConnection, who: &Identity, owner: &Owner) -> Result<Vec<Block>> {
    let query = block::table.order(block::id.desc()).limit(2000).select(Block::as_select());
    match owner {
        Owner::Member => Ok(query.filter(block::account_id.eq(who.account.as_str())).load(conn)?),
        Owner::Organisation(id) if who.seat(id) == Some(crate::account::Seat::Officer) => {
            Ok(query.filter(block::organisation_id.eq(id.as_str())).load(conn)?)
        }
        Owner::Organisation(_) => Err(Error::Forbidden("officer-only")),
    }
}

/// All of an organisation, whoever asks: for its archive.
pub(crate) fn of_organisation(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Block>> {
    Ok(block::table
        .filter(block::organisation_id.eq(id.as_str()))
        .order(block::id)
        .select(Block::as_select())
        .load(conn)?)
}

/// Whom a member does not want to hear.
#[derive(Debug, Clone, Default)]
pub struct Unheard {
    /// Nowhere.
    pub blocked: Vec<ActorId>,
    /// Nowhere: everybody of these hosts, as they are named by known actors.
    pub blocked_hosts: Vec<String>,
    /// Not in the timeline.
    pub muted: Vec<ActorId>,
    /// Not in the timeline: everybody of these hosts.
    pub muted_hosts: Vec<String>,
}

/// Whom a member does not want to hear.
///
/// # Errors
/// The database's own.
pub fn unheard(conn: &mut AnyConnection, who: &Identity) -> Result<Unheard> {
    let mut unheard = Unheard::default();
    let (mut blocked, mut muted) = (Vec::new(), Vec::new());
    for row in of(conn, who, &Owner::Member)? {
        match (row.kind, row.actor_id, row.host) {
            (Kind::Block, Some(id), _) => unheard.blocked.push(id),
            (Kind::Mute, Some(id), _) => unheard.muted.push(id),
            (Kind::Block, None, Some(host)) => blocked.push(host),
            (Kind::Mute, None, Some(host)) => muted.push(host),
            (_, None, None) => {}
        }
    }
    if !blocked.is_empty() || !muted.is_empty() {
        let pairs: Vec<(String, String)> = actor_table::table
            .filter(actor_table::local.eq(false))
            .select((actor_table::host, actor_table::home))
            .distinct()
            .load(conn)?;
        let mut names: Vec<String> = pairs.into_iter().flat_map(|(host, home)| [host, home]).collect();
        names.sort();
        names.dedup();
        let covered = |list: &[String]| {
            names.iter().filter(|name| list.iter().any(|host| covers(host, name))).cloned().collect()
        };
        unheard.blocked_hosts = covered(&blocked);
        unheard.muted_hosts = covered(&muted);
    }
    Ok(unheard)
}

/// Whether a member does not want to hear somebody at all.
///
/// # Errors
/// The database's own.
pub fn is_unheard(conn: &mut AnyConnection, who: &Identity, speaker: &Actor) -> Result<bool> {
    let unheard = unheard(conn, who)?;
    if unheard.blocked.contains(&speaker.id) {
        return Ok(true);
    }
    if speaker.local || unheard.blocked_hosts.is_empty() {
        return Ok(false);
    }
    let home: String = actor_table::table.find(&speaker.id).select(actor_table::home).first(conn)?;
    Ok(unheard.blocked_hosts.iter().any(|host| *host == speaker.host || *host == home))
}

/// Whether one of our actors blocks somebody: the organisation, or the member behind the person.
///
/// # Errors
/// The database's own.
pub fn refuses(conn: &mut AnyConnection, ours: &ActorId, other: &ActorId) -> Result<bool> {
    let behind = account::table.filter(account::actor_id.eq(ours.as_str())).select(account::id.nullable());
    let rows: Vec<(Option<ActorId>, Option<String>)> = block::table
        .filter(block::kind.eq(Kind::Block))
        .filter(
            block::organisation_id
                .eq(ours.as_str())
                .assume_not_null()
                .or(block::account_id.eq_any(behind).assume_not_null()),
        )
        .select((block::actor_id, block::host))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(false);
    }
    let (local, host, home): (bool, String, String) = actor_table::table
        .find(other)
        .select((actor_table::local, actor_table::host, actor_table::home))
        .first(conn)?;
    Ok(rows.iter().any(|(actor, name)| {
        actor.as_ref() == Some(other)
            || (!local && name.as_ref().is_some_and(|name| covers(name, &host) || covers(name, &home)))
    }))
}
