//! Blocking and muting, and no longer doing so.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actor_table, block, follow};

use super::{Block, BlockId, Kind, Owner, Whom, store};
use crate::account::Identity;
use crate::actor::{self, ActorId, ActorKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::follow::Follow;
use crate::peer::actions::host_name;
use crate::peer::rules::covers;
use crate::site::At;

/// Blocks and mutes of one owner at most.
const MOST: i64 = 1000;

/// Blocks or mutes somebody. A block ends the follows between the two: the other side is told what it is told when a
/// follower is removed or a follow ends, which happens for many reasons; nothing else leaves.
///
/// # Errors
/// `Forbidden` unless it is one's own or one is an officer, `NotFound`, `Conflict` for oneself and when there are too
/// many, `Invalid`. Doing it twice changes nothing.
pub fn add(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    owner: &Owner,
    kind: Kind,
    whom: &Whom,
) -> Result<BlockId> {
    check_owner(conn, who, owner)?;
    // An organisation has no timeline.
    if kind == Kind::Mute && *owner != Owner::Member {
        return Err(Error::Conflict("error-block-mute-organisation"));
    }
    let whom = checked(conn, at, who, owner, whom)?;
    let (account_id, organisation_id) = match owner {
        Owner::Member => (Some(who.account.clone()), None),
        Owner::Organisation(id) => (None, Some(id.clone())),
    };
    let own = store::of(conn, who, owner)?;
    let same = |row: &&Block| match &whom {
        Whom::Actor(id) => row.actor_id.as_ref() == Some(id),
        Whom::Host(host) => row.host.as_ref() == Some(host),
    };
    if let Some(known) = own.iter().find(same) {
        if known.kind == kind {
            return Ok(known.id.clone());
        }
        diesel::delete(block::table.find(&known.id)).execute(conn)?;
    } else if i64::try_from(own.len()).unwrap_or(i64::MAX) >= MOST {
        return Err(Error::Conflict("error-block-too-many"));
    }
    let id = BlockId::new();
    let (actor_id, host) = match &whom {
        Whom::Actor(id) => (Some(id.clone()), None),
        Whom::Host(host) => (None, Some(host.clone())),
    };
    diesel::insert_into(block::table)
        .values(Block {
            id: id.clone(),
            account_id,
            organisation_id,
            kind,
            actor_id,
            host,
            created_at: at.now,
        })
        .execute(conn)?;
    if kind == Kind::Block {
        let mine = match owner {
            Owner::Member => who.person.clone(),
            Owner::Organisation(id) => Some(id.clone()),
        };
        if let Some(mine) = mine {
            end_follows(conn, at, &mine, &whom)?;
        }
    }
    recorded(conn, at, who, owner, "block.add", &whom)?;
    Ok(id)
}

/// A block that came along with an organisation of another node. Says whether it is new. The import is in the record as
/// one act.
pub(crate) fn bring(conn: &mut AnyConnection, at: &At, organisation: &ActorId, whom: &Whom) -> Result<bool> {
    let (actor_id, host) = match whom {
        Whom::Actor(id) if id != organisation => (Some(id.clone()), None),
        Whom::Host(text) => match host_name(text).filter(|host| !covers(host, &at.site.domain)) {
            Some(host) => (None, Some(host)),
            None => return Ok(false),
        },
        Whom::Actor(_) => return Ok(false),
    };
    let own = store::of_organisation(conn, organisation)?;
    if own.iter().any(|row| row.actor_id == actor_id && row.host == host)
        || i64::try_from(own.len()).unwrap_or(i64::MAX) >= MOST
    {
        return Ok(false);
    }
    let whom = match (&actor_id, &host) {
        (Some(id), _) => Whom::Actor(id.clone()),
        (None, host) => Whom::Host(host.clone().unwrap_or_default()),
    };
    diesel::insert_into(block::table)
        .values(Block {
            id: BlockId::new(),
            account_id: None,
            organisation_id: Some(organisation.clone()),
            kind: Kind::Block,
            actor_id,
            host,
            created_at: at.now,
        })
        .execute(conn)?;
    end_follows(conn, at, organisation, &whom)?;
    Ok(true)
}

/// Takes a block or a mute back. Follows that it ended do not come back.
///
/// # Errors
/// `NotFound` unless it is one's own or one is an officer.
pub fn remove(conn: &mut AnyConnection, at: &At, who: &Identity, id: &BlockId) -> Result<()> {
    let found = store::get(conn, id)?;
    let owner = match (&found.account_id, &found.organisation_id) {
        (Some(account), _) if *account == who.account => Owner::Member,
        (None, Some(organisation)) if who.is_officer(organisation) => {
            Owner::Organisation(organisation.clone())
        }
        _ => return Err(Error::NotFound),
    };
    check_owner(conn, who, &owner)?;
    diesel::delete(block::table.find(id)).execute(conn)?;
    let whom = match (found.actor_id, found.host) {
        (Some(actor), _) => Whom::Actor(actor),
        (None, host) => Whom::Host(host.unwrap_or_default()),
    };
    recorded(conn, at, who, &owner, "block.remove", &whom)
}

/// An organisation's blocks are acts of its officers and stand in its record; a member's own are nobody's business.
fn recorded(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    owner: &Owner,
    act: &'static str,
    whom: &Whom,
) -> Result<()> {
    let Owner::Organisation(organisation) = owner else { return Ok(()) };
    let object = match whom {
        Whom::Actor(id) => id.to_string(),
        Whom::Host(host) => host.clone(),
    };
    record(
        conn,
        at.now,
        Some(who),
        Act { act, object: &object, organisation: Some(organisation), reason: "" },
    )
}

fn check_owner(conn: &mut AnyConnection, who: &Identity, owner: &Owner) -> Result<()> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    match owner {
        Owner::Member => Ok(()),
        Owner::Organisation(id) if who.is_officer(id) && actor::store::get(conn, id)?.local => Ok(()),
        Owner::Organisation(_) => Err(Error::Forbidden("officer-only")),
    }
}

fn checked(conn: &mut AnyConnection, at: &At, who: &Identity, owner: &Owner, whom: &Whom) -> Result<Whom> {
    match whom {
        Whom::Actor(id) => {
            let found = actor::store::get(conn, id)?;
            let own = match owner {
                Owner::Member => who.person.as_ref() == Some(id),
                Owner::Organisation(organisation) => organisation == id,
            };
            if own || found.kind == ActorKind::Node {
                return Err(Error::Conflict("error-block-self"));
            }
            Ok(Whom::Actor(id.clone()))
        }
        Whom::Host(text) => {
            let host = host_name(text).ok_or_else(|| Error::field("host", "error-host-invalid"))?;
            if covers(&host, &at.site.domain) {
                return Err(Error::field("host", "error-host-own"));
            }
            Ok(Whom::Host(host))
        }
    }
}

/// Ends the follows between one of ours and those who are blocked, in both directions.
fn end_follows(conn: &mut AnyConnection, at: &At, mine: &ActorId, whom: &Whom) -> Result<()> {
    let found: Vec<Follow> = follow::table
        .filter(follow::follower_id.eq(mine).or(follow::target_id.eq(mine)))
        .select(Follow::as_select())
        .load(conn)?;
    for row in found {
        let outwards = row.follower_id == *mine;
        let other = if outwards { &row.target_id } else { &row.follower_id };
        let (local, host, home): (bool, String, String) = actor_table::table
            .find(other)
            .select((actor_table::local, actor_table::host, actor_table::home))
            .first(conn)?;
        let meant = match whom {
            Whom::Actor(id) => id == other,
            Whom::Host(name) => !local && (covers(name, &host) || covers(name, &home)),
        };
        if !meant {
            continue;
        }
        diesel::delete(follow::table.find(&row.id)).execute(conn)?;
        if !local {
            let (uri, follower, target) = (row.uri, row.follower_id, row.target_id);
            let fact = if outwards {
                Fact::FollowEnded { uri, follower, target }
            } else {
                Fact::FollowRejected { uri, follower, target }
            };
            fact::record(conn, &fact, at.now)?;
        }
    }
    Ok(())
}
