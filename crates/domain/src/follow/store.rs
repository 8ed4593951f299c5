//! Finding follows.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, follow};

use super::model::{Follow, FollowId, FollowState};
use crate::actor::{Actor, ActorId};
use crate::error::Result;

/// By row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &FollowId) -> Result<Follow> {
    Ok(follow::table.find(id).select(Follow::as_select()).first(conn)?)
}

/// By the request's id on the wire.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Follow>> {
    Ok(follow::table.filter(follow::uri.eq(uri)).select(Follow::as_select()).first(conn).optional()?)
}

/// Between two actors.
///
/// # Errors
/// The database's own.
pub fn between(conn: &mut AnyConnection, follower: &ActorId, target: &ActorId) -> Result<Option<Follow>> {
    Ok(follow::table
        .filter(follow::follower_id.eq(follower))
        .filter(follow::target_id.eq(target))
        .select(Follow::as_select())
        .first(conn)
        .optional()?)
}

/// Whom an actor follows or asked to follow, newest first.
///
/// # Errors
/// The database's own.
pub fn following(conn: &mut AnyConnection, follower: &ActorId) -> Result<Vec<(Follow, Actor)>> {
    Ok(follow::table
        .inner_join(actor::table.on(actor::id.eq(follow::target_id)))
        .filter(follow::follower_id.eq(follower))
        .filter(actor::hidden_at.is_null())
        .order(follow::id.desc())
        .limit(1000)
        .select((Follow::as_select(), Actor::as_select()))
        .load(conn)?)
}

/// Who follows an actor or asked to, newest first.
///
/// # Errors
/// The database's own.
pub fn followers(conn: &mut AnyConnection, target: &ActorId) -> Result<Vec<(Follow, Actor)>> {
    Ok(follow::table
        .inner_join(actor::table.on(actor::id.eq(follow::follower_id)))
        .filter(follow::target_id.eq(target))
        .filter(actor::hidden_at.is_null())
        .order(follow::id.desc())
        .limit(1000)
        .select((Follow::as_select(), Actor::as_select()))
        .load(conn)?)
}

/// Which end of a follow an actor is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It follows others.
    Follower,
    /// Others follow it.
    Target,
}

/// One page of an actor's follows in every state, newest first, each with the actor at its other end; and how many
/// there are in all. No offset, so that a page costs the same however far back it is.
///
/// # Errors
/// The database's own.
pub fn page(
    conn: &mut AnyConnection,
    id: &ActorId,
    end: End,
    before: Option<&FollowId>,
    most: i64,
) -> Result<(Vec<(Follow, Actor)>, i64)> {
    let side = |id: &ActorId| {
        let all = follow::table.into_boxed();
        match end {
            End::Follower => all.filter(follow::follower_id.eq(id.clone())),
            End::Target => all.filter(follow::target_id.eq(id.clone())),
        }
    };
    let total = side(id).count().get_result(conn)?;
    let mut query = side(id);
    if let Some(before) = before {
        query = query.filter(follow::id.lt(before.clone()));
    }
    let found: Vec<Follow> =
        query.order(follow::id.desc()).limit(most).select(Follow::as_select()).load(conn)?;
    let other = |row: &Follow| match end {
        End::Follower => row.target_id.clone(),
        End::Target => row.follower_id.clone(),
    };
    let ids: Vec<ActorId> = found.iter().map(other).collect();
    let actors = crate::actor::store::get_many(conn, &ids)?;
    let rows = found
        .into_iter()
        .filter_map(|row| {
            let actor =
                actors.iter().find(|actor| actor.id == other(&row) && actor.hidden_at.is_none())?.clone();
            Some((row, actor))
        })
        .collect();
    Ok((rows, total))
}

/// All accepted followers that live elsewhere.
///
/// # Errors
/// The database's own.
pub fn remote_followers(conn: &mut AnyConnection, target: &ActorId) -> Result<Vec<Actor>> {
    Ok(follow::table
        .inner_join(actor::table.on(actor::id.eq(follow::follower_id)))
        .filter(follow::target_id.eq(target))
        .filter(follow::state.eq(FollowState::Accepted))
        .filter(actor::local.eq(false))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .select(Actor::as_select())
        .load(conn)?)
}

/// Accepted followers and accepted followings of an actor, as numbers.
///
/// # Errors
/// The database's own.
pub fn counts(conn: &mut AnyConnection, id: &ActorId) -> Result<(i64, i64)> {
    let accepted = follow::table.filter(follow::state.eq(FollowState::Accepted));
    let followers = accepted.filter(follow::target_id.eq(id)).count().get_result(conn)?;
    let following = accepted.filter(follow::follower_id.eq(id)).count().get_result(conn)?;
    Ok((followers, following))
}

/// How many requests wait for an answer of these actors.
///
/// # Errors
/// The database's own.
pub fn waiting(conn: &mut AnyConnection, targets: &[ActorId]) -> Result<i64> {
    Ok(follow::table
        .filter(follow::target_id.eq_any(targets))
        .filter(follow::state.eq(FollowState::Requested))
        .count()
        .get_result(conn)?)
}

/// Whether any of these actors is an accepted follower of the target.
///
/// # Errors
/// The database's own.
pub fn any_follows(
    conn: &mut AnyConnection,
    followers: &[ActorId],
    target: &ActorId,
) -> Result<Vec<ActorId>> {
    Ok(follow::table
        .filter(follow::follower_id.eq_any(followers))
        .filter(follow::target_id.eq(target))
        .filter(follow::state.eq(FollowState::Accepted))
        .select(follow::follower_id)
        .load(conn)?)
}

/// Whether anybody here follows a remote actor.
///
/// # Errors
/// The database's own.
pub fn is_followed_here(conn: &mut AnyConnection, target: &ActorId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        follow::table
            .inner_join(actor::table.on(actor::id.eq(follow::follower_id)))
            .filter(follow::target_id.eq(target))
            .filter(follow::state.eq(FollowState::Accepted))
            .filter(actor::local.eq(true)),
    ))
    .get_result(conn)?)
}

/// Whether an accepted follower of an actor receives at this inbox.
///
/// # Errors
/// The database's own.
pub fn has_follower_at(
    conn: &mut AnyConnection,
    target: &ActorId,
    inbox: &str,
    organised_only: bool,
) -> Result<bool> {
    let kinds: Vec<crate::actor::ActorKind> = crate::actor::ActorKind::ALL
        .iter()
        .copied()
        .filter(|kind| !organised_only || crate::statement::rules::is_organised(*kind))
        .collect();
    Ok(diesel::select(diesel::dsl::exists(
        follow::table
            .inner_join(actor::table.on(actor::id.eq(follow::follower_id)))
            .filter(follow::target_id.eq(target))
            .filter(follow::state.eq(FollowState::Accepted))
            .filter(actor::local.eq(false))
            .filter(actor::deleted_at.is_null())
            .filter(actor::suspended_at.is_null())
            .filter(actor::kind.eq_any(kinds))
            // The shared inbox where there is one, else the actor's own: where deliveries go.
            .filter(
                actor::shared_inbox
                    .eq(inbox)
                    .assume_not_null()
                    .or(actor::shared_inbox.is_null().and(actor::inbox.eq(inbox))),
            ),
    ))
    .get_result(conn)?)
}
