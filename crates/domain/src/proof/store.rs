//! Finding keys of before and outcomes of checks.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_db::schema::{actor, key_history, object_proof};
use sofra_db::{AnyConnection, Both};

use super::chain::Entry;
use super::model::{Key, ObjectProof, Status, Trace};
use super::suite::Prover;
use crate::actor::{self as actors, Actor, ActorId};
use crate::error::Result;

/// Ids in one query at most.
const MANY: usize = 500;

/// Every Ed25519 key that an actor has or had, the first one first.
///
/// # Errors
/// The database's own.
pub fn history(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Key>> {
    Ok(key_history::table
        .filter(key_history::actor_id.eq(id))
        .order(key_history::position)
        .select(Key::as_select())
        .load(conn)?)
}

/// The keys that lead to the one with which an actor signs now, the first one first: what an export holds of each
/// holder.
///
/// # Errors
/// The database's own.
pub fn chain(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Entry>> {
    Ok(path(&history(conn, id)?))
}

/// The way back from the key of now, by what each says about the next.
pub(super) fn path(keys: &[Key]) -> Vec<Entry> {
    let last = keys.iter().rev().find(|key| key.retired_at.is_none()).or(keys.last());
    let mut found: Vec<&Key> = last.into_iter().collect();
    while let Some(previous) = found.last().and_then(|key| key.previous()) {
        let before = keys.iter().find(|key| key.uri == previous);
        match before.filter(|key| !found.contains(key)) {
            Some(key) => found.push(key),
            None => break,
        }
    }
    found.into_iter().rev().map(Key::entry).collect()
}

/// The key with which a local actor signs what is public; `None` when it has none (it left).
///
/// # Errors
/// The database's own.
pub fn prover(conn: &mut AnyConnection, id: &ActorId) -> Result<Option<Prover>> {
    Ok(Prover::of(&actors::store::keys(conn, id)?))
}

/// The stored outcome for an object.
///
/// # Errors
/// The database's own.
pub fn find(conn: &mut AnyConnection, uri: &str) -> Result<Option<ObjectProof>> {
    Ok(object_proof::table.find(uri).select(ObjectProof::as_select()).first(conn).optional()?)
}

/// The outcomes for many objects; those that were never checked are not in it.
///
/// # Errors
/// The database's own.
pub fn statuses(conn: &mut AnyConnection, uris: &[String]) -> Result<BTreeMap<String, Status>> {
    let mut found = BTreeMap::new();
    for some in uris.chunks(MANY) {
        let rows: Vec<(String, Status)> = object_proof::table
            .filter(object_proof::uri.eq_any(some))
            .select((object_proof::uri, object_proof::status))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// The objects that are public and verified, exactly as they came, by id.
///
/// # Errors
/// The database's own.
pub fn documents(conn: &mut AnyConnection, uris: &[String]) -> Result<BTreeMap<String, Value>> {
    let mut found = BTreeMap::new();
    for some in uris.chunks(MANY) {
        let rows: Vec<ObjectProof> = object_proof::table
            .filter(object_proof::uri.eq_any(some))
            .filter(object_proof::status.eq(Status::Verified))
            .select(ObjectProof::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|row| Some((row.uri.clone(), row.object()?))));
    }
    Ok(found)
}

/// The actors of other nodes whose key changed without a trace, and the host has not confirmed it, with that key.
///
/// # Errors
/// The database's own.
pub fn changed_without_trace(conn: &mut AnyConnection) -> Result<Vec<(Actor, Key)>> {
    Ok(key_history::table
        .inner_join(actor::table)
        .filter(key_history::trace.eq(Trace::Broken))
        .filter(key_history::retired_at.is_null())
        .filter(actor::deleted_at.is_null())
        .order((actor::host, actor::username, key_history::position))
        .select((Actor::as_select(), Key::as_select()))
        .load(conn)?)
}

/// Whether an actor signs with a key that replaced another without a trace.
///
/// # Errors
/// The database's own.
pub fn has_untraced_key(conn: &mut AnyConnection, id: &ActorId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        key_history::table
            .filter(key_history::actor_id.eq(id))
            .filter(key_history::trace.eq(Trace::Broken))
            .filter(key_history::retired_at.is_null()),
    ))
    .get_result(conn)?)
}

pub(crate) fn insert_key(conn: &mut AnyConnection, key: Key) -> Result<()> {
    diesel::insert_into(key_history::table).values(key).execute(conn)?;
    Ok(())
}

pub(super) fn set_retired(conn: &mut AnyConnection, key: &Key, retired: Option<Timestamp>) -> Result<()> {
    diesel::update(key_history::table.find((&key.actor_id, key.position)))
        .set(key_history::retired_at.eq(retired))
        .execute(conn)?;
    Ok(())
}

pub(super) fn put(conn: &mut AnyConnection, row: ObjectProof) -> Result<()> {
    Both(
        diesel::insert_into(object_proof::table)
            .values(row.clone())
            .on_conflict(object_proof::uri)
            .do_update()
            .set(row),
    )
    .execute(conn)?;
    Ok(())
}

/// Forgets the outcome for an object with the copy of it: it was withdrawn.
pub(crate) fn forget(conn: &mut AnyConnection, uri: &str) -> Result<()> {
    diesel::delete(object_proof::table.find(uri)).execute(conn)?;
    Ok(())
}

/// Forgets the keys and the copies of actors who left.
pub(crate) fn forget_actors(conn: &mut AnyConnection, ids: &[ActorId]) -> Result<()> {
    diesel::delete(object_proof::table.filter(object_proof::holder_id.eq_any(ids))).execute(conn)?;
    diesel::delete(key_history::table.filter(key_history::actor_id.eq_any(ids))).execute(conn)?;
    Ok(())
}
