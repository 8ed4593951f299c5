//! Finding actors and keys.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::sanitise;
use sofra_db::schema::{actor, actor_key, delivery};
use sofra_db::{AnyConnection, Both};

use super::model::{Actor, ActorId, ActorKind, NewActor, StoredKey};
use crate::error::Result;

/// By row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &ActorId) -> Result<Actor> {
    Ok(actor::table.find(id).select(Actor::as_select()).first(conn)?)
}

/// Several by row, in no order.
///
/// # Errors
/// The database's own.
pub fn get_many(conn: &mut AnyConnection, ids: &[ActorId]) -> Result<Vec<Actor>> {
    Ok(actor::table.filter(actor::id.eq_any(ids)).select(Actor::as_select()).load(conn)?)
}

/// By id on the wire.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Actor>> {
    Ok(actor::table.filter(actor::uri.eq(uri)).select(Actor::as_select()).first(conn).optional()?)
}

/// A local actor by its user name, whatever the case.
///
/// # Errors
/// The database's own.
pub fn local_by_username(conn: &mut AnyConnection, username: &str) -> Result<Option<Actor>> {
    // What cannot be a user name here is not asked for: the two databases differ about odd characters.
    let Ok(username) = sanitise::username(username) else { return Ok(None) };
    Ok(actor::table
        .filter(actor::local.eq(true))
        .filter(actor::username.eq(username))
        .select(Actor::as_select())
        .first(conn)
        .optional()?)
}

/// A known actor by handle.
///
/// # Errors
/// The database's own.
pub fn by_handle(conn: &mut AnyConnection, username: &str, host: &str) -> Result<Option<Actor>> {
    Ok(actor::table
        .filter(actor::host.eq(host))
        .filter(actor::username.eq(username))
        .filter(actor::deleted_at.is_null())
        .select(Actor::as_select())
        .first(conn)
        .optional()?)
}

/// The organisations of this node, by name.
///
/// # Errors
/// The database's own.
pub fn local_organisations(conn: &mut AnyConnection) -> Result<Vec<Actor>> {
    Ok(actor::table
        .filter(actor::local.eq(true))
        .filter(actor::kind.eq(ActorKind::Organisation))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .order(actor::name)
        .select(Actor::as_select())
        .load(conn)?)
}

/// A key by its id on the wire, with its owner.
///
/// # Errors
/// The database's own.
pub fn key(conn: &mut AnyConnection, uri: &str) -> Result<Option<(StoredKey, Actor)>> {
    Ok(actor_key::table
        .inner_join(actor::table)
        .filter(actor_key::uri.eq(uri))
        .select((StoredKey::as_select(), Actor::as_select()))
        .first(conn)
        .optional()?)
}

/// The keys of an actor.
///
/// # Errors
/// The database's own.
pub fn keys(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<StoredKey>> {
    Ok(actor_key::table
        .filter(actor_key::actor_id.eq(id))
        .order(actor_key::uri)
        .select(StoredKey::as_select())
        .load(conn)?)
}

/// Whether a user name is taken here, look-alikes included.
///
/// # Errors
/// The database's own.
pub fn is_taken(conn: &mut AnyConnection, skeleton: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        actor::table.filter(actor::local.eq(true)).filter(actor::skeleton.eq(skeleton)),
    ))
    .get_result(conn)?)
}

/// The actors that this node stopped dealing with.
///
/// # Errors
/// The database's own.
pub fn suspended(conn: &mut AnyConnection) -> Result<Vec<ActorId>> {
    Ok(actor::table.filter(actor::suspended_at.is_not_null()).select(actor::id).load(conn)?)
}

/// Remote actors that share an inbox address.
///
/// # Errors
/// The database's own.
pub fn remote_by_inbox(conn: &mut AnyConnection, inbox: &str, limit: i64) -> Result<Vec<Actor>> {
    Ok(actor::table
        .filter(actor::local.eq(false))
        .filter(actor::deleted_at.is_null())
        .filter(actor::inbox.eq(inbox).or(actor::shared_inbox.eq(inbox)))
        .limit(limit)
        .select(Actor::as_select())
        .load(conn)?)
}

/// How many actors of a host were first seen since a time.
///
/// # Errors
/// The database's own.
pub fn new_since(conn: &mut AnyConnection, host: &str, since: Timestamp) -> Result<i64> {
    Ok(actor::table
        .filter(actor::host.eq(host))
        .filter(actor::created_at.ge(since))
        .count()
        .get_result(conn)?)
}

/// The inboxes to which anything of a local actor was sent.
///
/// # Errors
/// The database's own.
pub fn inboxes_told_by(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<String>> {
    Ok(delivery::table
        .filter(delivery::actor_id.eq(id.as_str()))
        .filter(delivery::state.ne("cancelled").or(delivery::attempts.gt(0)))
        .select(delivery::inbox)
        .distinct()
        .load(conn)?)
}

pub(crate) fn insert(conn: &mut AnyConnection, new: &NewActor) -> Result<()> {
    diesel::insert_into(actor::table).values(new.clone()).execute(conn)?;
    Ok(())
}

pub(crate) fn insert_key(conn: &mut AnyConnection, key: &StoredKey) -> Result<()> {
    Both(diesel::insert_into(actor_key::table).values(key.clone()).on_conflict(actor_key::uri).do_nothing())
        .execute(conn)?;
    Ok(())
}

pub(crate) fn rename(
    conn: &mut AnyConnection,
    id: &ActorId,
    name: &str,
    about: &str,
    now: Timestamp,
) -> Result<()> {
    diesel::update(actor::table.find(id))
        .set((actor::name.eq(name), actor::summary.eq(about), actor::updated_at.eq(now)))
        .execute(conn)?;
    Ok(())
}
