//! Moving away, following those who moved, and what their documents say of it.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, actor, actor_move, follow};

use super::rules::{self, Ends, Refused};
use super::store::{self, Moved};
use crate::account::{AccountId, Identity, Seat};
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::approval::actions::New;
use crate::approval::{self, Proposal, Subject};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::follow::{Follow, FollowId, FollowState};
use crate::notification::{self, Kind};
use crate::site::At;

/// Ids that an organisation was known by before, at most.
const MOST_NAMES: usize = 5;

/// The other end of a move that waits for other officers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherEnd {
    /// The actor there.
    pub actor: ActorId,
    /// Where its node says what became of an address of the old one.
    #[serde(default)]
    pub lookup: Option<String>,
}

/// The other end that a proposal names.
///
/// # Errors
/// `Internal` when it names none.
pub fn other_end(found: &Proposal) -> Result<OtherEnd> {
    serde_json::from_str(&found.content).map_err(|e| Error::Internal(format!("the other end of a move: {e}")))
}

fn propose(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    kind: Subject,
    other: &OtherEnd,
) -> Result<Proposal> {
    let content = serde_json::to_string(other).map_err(|e| Error::Internal(e.to_string()))?;
    let new = New {
        organisation,
        kind,
        object: organisation.as_str(),
        content_hash: sha256_hex(content.as_bytes()),
        content,
        at_once: true,
        stands_for_it: true,
    };
    approval::actions::propose(conn, at, who, new)
}

/// An officer says that the organisation lives elsewhere now: at once where that meets its rule, else it is proposed to
/// the other officers. The new actor's document was asked for just before and must name this one. From then on nothing is
/// written in its name here.
///
/// # Errors
/// `NotFound` unless the account is an officer of it; `Conflict` with what is missing.
pub fn move_away(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    target: &ActorId,
    lookup: Option<String>,
) -> Result<Proposal> {
    if !who.is_officer(id) {
        return Err(Error::NotFound);
    }
    let other = OtherEnd { actor: target.clone(), lookup };
    // What cannot be done is not proposed either.
    may_leave(conn, at, id, &other)?;
    propose(conn, at, who, id, Subject::Move, &other)
}

fn may_leave(conn: &mut AnyConnection, at: &At, id: &ActorId, other: &OtherEnd) -> Result<(Actor, Actor)> {
    let old = actors::store::get(conn, id)?;
    if !old.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    let new = actors::store::get(conn, &other.actor)?;
    if new.local || !matches!(new.kind, ActorKind::Organisation | ActorKind::Network) || !new.is_active() {
        return Err(Error::Conflict("error-move-not-an-organisation"));
    }
    if !crate::peer::store::deals_with(conn, &new)? {
        return Err(Error::Conflict("error-move-peer"));
    }
    let ends = Ends {
        old: &old.uri,
        // It says so by this very act.
        says_moved_to: Some(&new.uri),
        moved_before: store::of(conn, id)?.map(|before| before.moved_at),
        new: &new.uri,
        also_known_as: &new.known_as(),
        new_has_moved: store::said(conn, &other.actor)?.is_some(),
    };
    rules::check(ends, at.now).map_err(|refused| {
        Error::Conflict(match refused {
            Refused::Same => "error-move-not-an-organisation",
            Refused::OldDoesNotSay | Refused::NewDoesNotSay => "error-move-not-named",
            Refused::TooSoon => "error-move-too-soon",
            Refused::Onwards => "error-move-onwards",
        })
    })?;
    Ok((old, new))
}

/// Moves, once the organisation's rule is met.
pub(crate) fn carry_out(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    other: &OtherEnd,
) -> Result<()> {
    let (old, new) = may_leave(conn, at, id, other)?;
    let act = Act { act: "organisation.move", object: &new.uri, organisation: Some(id), reason: "" };
    record(conn, at.now, Some(who), act)?;
    write(conn, at, &old, &new, other.lookup.clone())?;
    diesel::update(actor::table.find(id)).set(actor::updated_at.eq(at.now)).execute(conn)?;
    // The document first, because whoever hears of the move asks for it.
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)?;
    fact::record(conn, &Fact::Moved { actor: id.clone() }, at.now)?;
    follow_along(conn, at, &old, &new)
}

fn write(conn: &mut AnyConnection, at: &At, old: &Actor, new: &Actor, lookup: Option<String>) -> Result<()> {
    diesel::delete(actor_move::table.find(&old.id)).execute(conn)?;
    diesel::insert_into(actor_move::table)
        .values(Moved {
            actor_id: old.id.clone(),
            target_uri: new.uri.clone(),
            target_id: Some(new.id.clone()),
            lookup,
            moved_at: at.now,
        })
        .execute(conn)?;
    crate::overview::actions::holder_changed(conn, at.now, &old.id)
}

/// A remote actor says that it moved; both documents were asked for just before. Says whether it counts.
///
/// # Errors
/// `Forbidden` with the reason why it does not count.
pub fn receive_move(conn: &mut AnyConnection, at: &At, old: &ActorId, new: &ActorId) -> Result<bool> {
    let said = store::said(conn, old)?;
    let (old, new) = (actors::store::get(conn, old)?, actors::store::get(conn, new)?);
    if old.local || !new.is_active() || old.kind == ActorKind::Node || new.kind == ActorKind::Node {
        return Err(Error::Forbidden("move-target"));
    }
    let before = said.as_ref().filter(|said| said.target_id.is_some());
    if before.is_some_and(|before| before.target_id.as_ref() == Some(&new.id)) {
        return Ok(false);
    }
    let ends = Ends {
        old: &old.uri,
        says_moved_to: said.as_ref().map(|said| said.target_uri.as_str()),
        moved_before: before.map(|before| before.moved_at),
        new: &new.uri,
        also_known_as: &new.known_as(),
        new_has_moved: store::said(conn, &new.id)?.is_some(),
    };
    rules::check(ends, at.now).map_err(|refused| {
        Error::Forbidden(match refused {
            Refused::Same => "move-to-itself",
            Refused::OldDoesNotSay => "move-not-said",
            Refused::NewDoesNotSay => "move-not-named",
            Refused::TooSoon => "move-too-soon",
            Refused::Onwards => "move-onwards",
        })
    })?;
    write(conn, at, &old, &new, None)?;
    follow_along(conn, at, &old, &new)?;
    if new.local {
        super::arrival::actions::come_out(conn, at, &new.id, &old.uri)?;
    }
    Ok(true)
}

/// What a remote actor's own document says of a move. It is only kept in mind: it counts once the other end says so.
///
/// # Errors
/// The database's own.
pub fn receive_claim(conn: &mut AnyConnection, at: &At, id: &ActorId, target: Option<&str>) -> Result<()> {
    let known = store::said(conn, id)?;
    match (known, target) {
        (Some(known), Some(target)) if known.target_uri == target => return Ok(()),
        // For a while after a move a new word changes nothing.
        (Some(known), Some(_)) if known.target_id.is_some() && known.moved_at > at.now - rules::PAUSE => {
            return Ok(());
        }
        (None, None) => return Ok(()),
        _ => {}
    }
    diesel::delete(actor_move::table.find(id)).execute(conn)?;
    if let Some(target) = target {
        diesel::insert_into(actor_move::table)
            .values(Moved {
                actor_id: id.clone(),
                target_uri: target.to_owned(),
                target_id: None,
                lookup: None,
                moved_at: at.now,
            })
            .execute(conn)?;
    }
    crate::overview::actions::holder_changed(conn, at.now, id)
}

/// Everybody here who follows the old actor asks to follow the new one, and no longer follows the old. Followers of
/// people and organisations here are not touched: who moved has to ask anew before it gets what is private (PRIV-19).
fn follow_along(conn: &mut AnyConnection, at: &At, old: &Actor, new: &Actor) -> Result<()> {
    let followers: Vec<Follow> = follow::table
        .inner_join(actor::table.on(actor::id.eq(follow::follower_id)))
        .filter(follow::target_id.eq(&old.id))
        .filter(follow::state.ne(FollowState::Rejected))
        .filter(actor::local.eq(true))
        .filter(actor::deleted_at.is_null())
        .select(Follow::as_select())
        .load(conn)?;
    for known in followers {
        let follower = known.follower_id.clone();
        diesel::delete(follow::table.find(&known.id)).execute(conn)?;
        if !old.local {
            let fact =
                Fact::FollowEnded { uri: known.uri, follower: follower.clone(), target: old.id.clone() };
            fact::record(conn, &fact, at.now)?;
        }
        if follower != new.id {
            ask(conn, at, &follower, new)?;
        }
        notify(conn, at, &follower, new)?;
    }
    Ok(())
}

fn ask(conn: &mut AnyConnection, at: &At, follower: &ActorId, new: &Actor) -> Result<()> {
    if crate::follow::store::between(conn, follower, &new.id)?.is_some() {
        return Ok(());
    }
    let id = FollowId::new();
    let state = if new.local {
        crate::follow::rules::on_request(new.approves_followers)
    } else {
        FollowState::Requested
    };
    diesel::insert_into(follow::table)
        .values(Follow {
            uri: at.site.activity_uri(id.as_str()),
            id: id.clone(),
            follower_id: follower.clone(),
            target_id: new.id.clone(),
            state,
            created_at: at.now,
            decided_at: (state == FollowState::Accepted).then_some(at.now),
        })
        .execute(conn)?;
    if new.local { Ok(()) } else { fact::record(conn, &Fact::FollowRequested { follow: id }, at.now) }
}

fn notify(conn: &mut AnyConnection, at: &At, follower: &ActorId, new: &Actor) -> Result<()> {
    let path = new.path();
    let people: Vec<AccountId> = account::table
        .filter(account::actor_id.eq(follower).assume_not_null())
        .select(account::id)
        .load(conn)?;
    for person in &people {
        notification::actions::tell(conn, at.now, person, Kind::Moved, &path)?;
    }
    let seats = [Seat::Officer, Seat::Editor];
    notification::actions::tell_seats(conn, at.now, follower, &seats, None, Kind::Moved, &path)
}

/// An officer prepares an organisation of this node to be the new home of one elsewhere: its document names the other
/// once the organisation's rule is met. That alone moves nobody: the other end has to say so too.
///
/// # Errors
/// `NotFound` unless the account is an officer of it; `Conflict` when it moved away, or names too many.
pub fn name_old(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    old: &ActorId,
) -> Result<Proposal> {
    if !who.is_officer(id) {
        return Err(Error::NotFound);
    }
    let other = OtherEnd { actor: old.clone(), lookup: None };
    may_be_home(conn, id, &other)?;
    propose(conn, at, who, id, Subject::Home, &other)
}

fn may_be_home(conn: &mut AnyConnection, id: &ActorId, other: &OtherEnd) -> Result<Actor> {
    let own = actors::store::get(conn, id)?;
    if !own.local || !own.is_active() || store::said(conn, id)?.is_some() {
        return Err(Error::NotFound);
    }
    let old = actors::store::get(conn, &other.actor)?;
    if old.local || !matches!(old.kind, ActorKind::Organisation | ActorKind::Network) {
        return Err(Error::Conflict("error-move-not-an-organisation"));
    }
    let known = own.known_as();
    if known.len() >= MOST_NAMES && !known.contains(&old.uri) {
        return Err(Error::Conflict("error-move-too-many-names"));
    }
    Ok(old)
}

/// Names the one that comes, once the organisation's rule is met; at the machine itself, at once.
pub(crate) fn become_home(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &ActorId,
    other: &OtherEnd,
) -> Result<()> {
    let old = may_be_home(conn, id, other)?;
    let own = actors::store::get(conn, id)?;
    let mut known = own.known_as();
    if known.contains(&old.uri) {
        return Ok(());
    }
    known.push(old.uri.clone());
    let act = Act { act: "organisation.name-old", object: &old.uri, organisation: Some(id), reason: "" };
    record(conn, at.now, who, act)?;
    let json = serde_json::to_string(&known).map_err(|e| Error::Internal(e.to_string()))?;
    diesel::update(actor::table.find(id))
        .set((actor::also_known_as.eq(json), actor::updated_at.eq(at.now)))
        .execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)
}
