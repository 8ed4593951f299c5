//! Finding moves, and what was brought along.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, actor_move, statement_alias};

use super::rules;
use crate::actor::{self as actors, Actor, ActorId};
use crate::error::Result;
use crate::statement::{self, Statement, StatementId};

/// That an organisation lives elsewhere now.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = actor_move)]
pub struct Moved {
    /// Which.
    pub actor_id: ActorId,
    /// Where it says that it went.
    pub target_uri: String,
    /// The actor there; absent until both ends said so.
    pub target_id: Option<ActorId>,
    /// Where the new node says what became of an address of the old one.
    pub lookup: Option<String>,
    /// Since when.
    pub moved_at: Timestamp,
}

/// What an actor itself said of a move, confirmed or not.
///
/// # Errors
/// The database's own.
pub fn said(conn: &mut AnyConnection, id: &ActorId) -> Result<Option<Moved>> {
    Ok(actor_move::table.find(id).select(Moved::as_select()).first(conn).optional()?)
}

/// The move of an actor, once both ends said so.
///
/// # Errors
/// The database's own.
pub fn of(conn: &mut AnyConnection, id: &ActorId) -> Result<Option<Moved>> {
    Ok(said(conn, id)?.filter(|moved| moved.target_id.is_some()))
}

/// The move of an actor with the actor where it lives now, for pages.
///
/// # Errors
/// The database's own.
pub fn target(conn: &mut AnyConnection, id: &ActorId) -> Result<Option<(Moved, Actor)>> {
    let Some(moved) = of(conn, id)? else { return Ok(None) };
    let Some(target) = &moved.target_id else { return Ok(None) };
    let target = actors::store::get(conn, target)?;
    Ok(Some((moved, target)))
}

/// Who moved to an actor, once both ends said so.
///
/// # Errors
/// The database's own.
pub fn came_from(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Actor>> {
    Ok(actor_move::table
        .inner_join(actor::table.on(actor::id.eq(actor_move::actor_id)))
        .filter(actor_move::target_id.eq(id).assume_not_null())
        .order(actor_move::moved_at)
        .select(Actor::as_select())
        .load(conn)?)
}

/// Whether the move of an actor to an address is worth asking about: it did not move a short while ago, and the one
/// there has not moved on.
///
/// # Errors
/// The database's own.
pub fn may_move(conn: &mut AnyConnection, id: &ActorId, target: &str, now: Timestamp) -> Result<bool> {
    if of(conn, id)?.is_some_and(|before| before.moved_at > now - rules::PAUSE) {
        return Ok(false);
    }
    match actors::store::by_uri(conn, target)? {
        Some(target) => Ok(target.is_active() && said(conn, &target.id)?.is_none()),
        None => Ok(true),
    }
}

/// A statement by the id it came out under elsewhere, if its author moved here and both ends said so.
///
/// # Errors
/// The database's own.
pub fn brought(conn: &mut AnyConnection, uri: &str) -> Result<Option<Statement>> {
    let found: Option<(StatementId, String)> = statement_alias::table
        .find(uri)
        .select((statement_alias::statement_id, statement_alias::owner_uri))
        .first(conn)
        .optional()?;
    let Some((id, owner)) = found else { return Ok(None) };
    let found = statement::store::get(conn, &id)?;
    let from = came_from(conn, &found.author_id)?;
    Ok(from.iter().any(|old| old.uri == owner).then_some(found))
}

/// Whatever a reference names: a statement by its id, or one that was brought here under another id before.
///
/// # Errors
/// The database's own.
pub fn referred(conn: &mut AnyConnection, uri: &str) -> Result<Option<Statement>> {
    match brought(conn, uri)? {
        Some(found) => Ok(Some(found)),
        None => statement::store::by_uri(conn, uri),
    }
}

/// The id that a statement came out under before it was brought here.
///
/// # Errors
/// The database's own.
pub fn first_uri(conn: &mut AnyConnection, id: &StatementId) -> Result<Option<String>> {
    Ok(statement_alias::table
        .filter(statement_alias::statement_id.eq(id))
        .select(statement_alias::uri)
        .first(conn)
        .optional()?)
}

/// Whether a statement came out elsewhere first and waits here for the move to be confirmed: until then its words stay as
/// they were, and nobody publishes it.
///
/// # Errors
/// The database's own.
pub fn is_held(conn: &mut AnyConnection, id: &StatementId) -> Result<bool> {
    Ok(!held(conn, std::slice::from_ref(id))?.is_empty())
}

/// Those of some statements for which [`is_held`] holds.
///
/// # Errors
/// The database's own.
pub fn held(conn: &mut AnyConnection, ids: &[StatementId]) -> Result<Vec<StatementId>> {
    Ok(statement_alias::table
        .filter(statement_alias::statement_id.eq_any(ids))
        .filter(statement_alias::held_since.is_not_null())
        .select(statement_alias::statement_id)
        .load(conn)?)
}
