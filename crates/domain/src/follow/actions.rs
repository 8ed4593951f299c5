//! Asking to follow, answering, ending: by people here and by other nodes.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::follow;

use super::model::{Follow, FollowId, FollowState};
use super::{rules, store};
use crate::account::Identity;
use crate::actor::{self, ActorId};
use crate::block;
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::site::At;
use crate::statement::store::{is_gone, remember_gone};

fn speaks(who: &Identity, actor: &ActorId) -> Result<()> {
    if who.speaks_for(actor) { Ok(()) } else { Err(Error::Forbidden("speaks-for")) }
}

/// Asks to follow somebody, in the name of a local actor. Asking again after a refusal asks anew.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Conflict` when it follows already or is the same actor.
pub fn request(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    as_actor: &ActorId,
    target: &ActorId,
) -> Result<Follow> {
    speaks(who, as_actor)?;
    if !actor::store::get(conn, as_actor)?.is_active() {
        return Err(Error::Forbidden("suspended"));
    }
    let target = actor::store::get(conn, target)?;
    if !target.is_active() || target.kind == actor::ActorKind::Node {
        return Err(Error::NotFound);
    }
    // Whoever is blocked finds nobody to follow; whoever blocks somebody does not follow them.
    if block::store::refuses(conn, as_actor, &target.id)?
        || (target.local && block::store::refuses(conn, &target.id, as_actor)?)
    {
        return Err(Error::NotFound);
    }
    if target.id == *as_actor {
        return Err(Error::Conflict("error-follow-self"));
    }
    if let Some(known) = store::between(conn, as_actor, &target.id)? {
        if known.state != FollowState::Rejected {
            return Err(Error::Conflict("error-follow-already"));
        }
        diesel::delete(follow::table.find(&known.id)).execute(conn)?;
    }
    let id = FollowId::new();
    let state =
        if target.local { rules::on_request(target.approves_followers) } else { FollowState::Requested };
    let row = Follow {
        uri: at.site.activity_uri(id.as_str()),
        id: id.clone(),
        follower_id: as_actor.clone(),
        target_id: target.id,
        state,
        created_at: at.now,
        decided_at: (state == FollowState::Accepted).then_some(at.now),
    };
    diesel::insert_into(follow::table).values(row.clone()).execute(conn)?;
    if !target.local {
        fact::record(conn, &Fact::FollowRequested { follow: id }, at.now)?;
    }
    Ok(row)
}

/// Ends a follow, or takes a request back.
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub fn end(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    as_actor: &ActorId,
    target: &ActorId,
) -> Result<()> {
    speaks(who, as_actor)?;
    let known = store::between(conn, as_actor, target)?.ok_or(Error::NotFound)?;
    diesel::delete(follow::table.find(&known.id)).execute(conn)?;
    if !actor::store::get(conn, target)?.local && known.state != FollowState::Rejected {
        let fact = Fact::FollowEnded { uri: known.uri, follower: as_actor.clone(), target: target.clone() };
        fact::record(conn, &fact, at.now)?;
    }
    Ok(())
}

/// Answers a request, or removes a follower that was accepted before.
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub fn answer(conn: &mut AnyConnection, at: &At, who: &Identity, id: &FollowId, accept: bool) -> Result<()> {
    let known = store::get(conn, id)?;
    if !who.speaks_for(&known.target_id) {
        // Others need not learn who asks to follow whom.
        return Err(Error::NotFound);
    }
    let follower = actor::store::get(conn, &known.follower_id)?;
    if accept {
        if known.state == FollowState::Accepted {
            return Ok(());
        }
        if !actor::store::get(conn, &known.target_id)?.is_active() {
            return Err(Error::Forbidden("suspended"));
        }
        diesel::update(follow::table.find(id))
            .set((follow::state.eq(FollowState::Accepted), follow::decided_at.eq(at.now)))
            .execute(conn)?;
        if !follower.local {
            fact::record(conn, &Fact::FollowAccepted { follow: id.clone() }, at.now)?;
        }
        return Ok(());
    }
    if follower.local {
        diesel::update(follow::table.find(id))
            .set((follow::state.eq(FollowState::Rejected), follow::decided_at.eq(at.now)))
            .execute(conn)?;
        return Ok(());
    }
    diesel::delete(follow::table.find(id)).execute(conn)?;
    let fact = Fact::FollowRejected { uri: known.uri, follower: known.follower_id, target: known.target_id };
    fact::record(conn, &fact, at.now)
}

/// A remote actor asks to follow a local one.
///
/// # Errors
/// `Forbidden` when the target cannot be followed.
pub fn receive_request(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    follower: &ActorId,
    target: &ActorId,
) -> Result<()> {
    let follower_row = actor::store::get(conn, follower)?;
    // An Undo that overtook its request counts, whoever's name the request bears now.
    if is_gone(conn, uri, &follower_row.uri)? {
        return Ok(());
    }
    let target = actor::store::get(conn, target)?;
    if !target.local || !target.is_active() || target.kind == actor::ActorKind::Node {
        return Err(Error::Forbidden("not-followable"));
    }
    // As with one who looks at requests now and then: no answer, and nobody is bothered with the question.
    if block::store::refuses(conn, &target.id, follower)? {
        return Ok(());
    }
    if let Some(other) = store::by_uri(conn, uri)?
        && (other.follower_id != *follower || other.target_id != target.id)
    {
        return Err(Error::Forbidden("id-taken"));
    }
    let state = rules::on_request(target.approves_followers);
    let id = match store::between(conn, follower, &target.id)? {
        Some(known) => {
            // The other side may have lost our answer, and may use a new id: it is answered again under that. The
            // id before has had its time: neither a late copy nor a late Undo of it touches this follow.
            if known.uri != uri {
                remember_gone(conn, &known.uri, &follower_row.uri, "follow", at.now)?;
            }
            let state = if known.state == FollowState::Accepted { FollowState::Accepted } else { state };
            diesel::update(follow::table.find(&known.id))
                .set((
                    follow::uri.eq(uri),
                    follow::state.eq(state),
                    follow::decided_at.eq((state == FollowState::Accepted).then_some(at.now)),
                ))
                .execute(conn)?;
            if state != FollowState::Accepted {
                return Ok(());
            }
            known.id
        }
        None => {
            let id = FollowId::new();
            diesel::insert_into(follow::table)
                .values(Follow {
                    id: id.clone(),
                    uri: uri.to_owned(),
                    follower_id: follower.clone(),
                    target_id: target.id,
                    state,
                    created_at: at.now,
                    decided_at: (state == FollowState::Accepted).then_some(at.now),
                })
                .execute(conn)?;
            if state != FollowState::Accepted {
                return Ok(());
            }
            id
        }
    };
    fact::record(conn, &Fact::FollowAccepted { follow: id }, at.now)
}

/// A remote actor takes its request or its follow back: named by its id, or by its two ends where the other side gave
/// it no id. An undo that comes first is remembered.
///
/// # Errors
/// The database's own.
pub fn receive_undo(
    conn: &mut AnyConnection,
    at: &At,
    uri: Option<&str>,
    by: &ActorId,
    target: Option<&ActorId>,
) -> Result<bool> {
    let by_row = actor::store::get(conn, by)?;
    let known = match (uri, target) {
        (Some(uri), _) => store::by_uri(conn, uri)?,
        (None, Some(target)) => store::between(conn, by, target)?,
        (None, None) => None,
    };
    match known {
        Some(known) if known.follower_id == *by => {
            diesel::delete(follow::table.find(&known.id)).execute(conn)?;
            remember_gone(conn, &known.uri, &by_row.uri, "follow", at.now)?;
            Ok(true)
        }
        Some(_) => Ok(false),
        None => {
            if let Some(uri) = uri {
                remember_gone(conn, uri, &by_row.uri, "follow", at.now)?;
            }
            Ok(false)
        }
    }
}

/// A remote actor answers a request of ours. Anybody but the one who was asked is not heard.
///
/// # Errors
/// The database's own.
pub fn receive_answer(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    by: &ActorId,
    accepted: bool,
) -> Result<bool> {
    let Some(known) = store::by_uri(conn, uri)? else { return Ok(false) };
    if known.target_id != *by || !actor::store::get(conn, &known.follower_id)?.local {
        return Ok(false);
    }
    let state = rules::after_answer(known.state, accepted);
    diesel::update(follow::table.find(&known.id))
        .set((follow::state.eq(state), follow::decided_at.eq(at.now)))
        .execute(conn)?;
    Ok(true)
}
