//! Moving away, following those who moved, and what their documents say of it.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, actor, actor_move, follow};

use super::rules::{self, Ends, Refused};
use super::store::{self, Moved};
use crate::account::{AccountId, Identity, Seat};
use crate::actor::{self as actors, Actor, ActorId, ActorKind};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::follow::{Follow, FollowId, FollowState};
use crate::notification::{self, Kind};
use crate::site::At;

/// An officer says that the organisation lives elsewhere now. The new actor's document was asked for just before and
/// must name this one. From then on nothing is written in its name here.
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
) -> Result<()> {
    if !who.is_officer(id) {
        return Err(Error::NotFound);
    }
    let old = actors::store::get(conn, id)?;
    if !old.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    if !crate::approval::store::suffices_alone(conn, &who.account, id)? {
        return Err(Error::Conflict("error-rule-needs-others"));
    }
    let new = actors::store::get(conn, target)?;
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
        new_has_moved: store::said(conn, target)?.is_some(),
    };
    rules::check(ends, at.now).map_err(|refused| {
        Error::Conflict(match refused {
            Refused::Same => "error-move-not-an-organisation",
            Refused::OldDoesNotSay | Refused::NewDoesNotSay => "error-move-not-named",
            Refused::TooSoon => "error-move-too-soon",
            Refused::Onwards => "error-move-onwards",
        })
    })?;
    let act = Act { act: "organisation.move", object: &new.uri, organisation: Some(id), reason: "" };
    record(conn, at.now, Some(who), act)?;
    write(conn, at, &old, &new, lookup)?;
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
/// from now on. That alone moves nobody: the other end has to say so too.
///
/// # Errors
/// `NotFound` unless the account is an officer of it; `Conflict` when it moved away, or names too many.
pub fn name_old(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    old: &ActorId,
) -> Result<()> {
    if !who.is_officer(id) {
        return Err(Error::NotFound);
    }
    let old = actors::store::get(conn, old)?;
    if old.local || !matches!(old.kind, ActorKind::Organisation | ActorKind::Network) {
        return Err(Error::Conflict("error-move-not-an-organisation"));
    }
    let act = Act { act: "organisation.name-old", object: &old.uri, organisation: Some(id), reason: "" };
    record(conn, at.now, Some(who), act)?;
    add_known_as(conn, at, id, &old.uri)
}

pub(super) fn add_known_as(conn: &mut AnyConnection, at: &At, id: &ActorId, old: &str) -> Result<()> {
    let own = actors::store::get(conn, id)?;
    let mut known = own.known_as();
    if known.iter().any(|uri| uri == old) {
        return Ok(());
    }
    if known.len() >= 5 {
        return Err(Error::Conflict("error-move-too-many-names"));
    }
    known.push(old.to_owned());
    let json = serde_json::to_string(&known).map_err(|e| Error::Internal(e.to_string()))?;
    diesel::update(actor::table.find(id))
        .set((actor::also_known_as.eq(json), actor::updated_at.eq(at.now)))
        .execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)
}
