//! Writing down what checks came to; new keys for a local actor; confirming a key of a remote one.

use diesel::prelude::*;
use serde_json::Value;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, actor_key, key_history};

use super::chain;
use super::model::{Checked, Key, ObjectProof, Status, Trace};
use super::store;
use crate::account::Identity;
use crate::actor::actions::Keys;
use crate::actor::{self as actors, ActorId};
use crate::audit::{self, actions::Act};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::site::At;

/// Writes down what checking an object came to. `public` is the object exactly as it came, and only where everybody may
/// read it: it is kept if its proof is good, so that others can check it as well. The same for an object of ours, when
/// it goes out signed. A check that found no proof leaves no row.
///
/// # Errors
/// The database's own.
pub fn record(
    conn: &mut AnyConnection,
    at: &At,
    uri: &str,
    holder: &ActorId,
    checked: &Checked,
    public: Option<&Value>,
) -> Result<()> {
    if checked.status == Status::None {
        // No row says the same, for the very many objects that bear no proof.
        return store::forget(conn, uri);
    }
    store::put(
        conn,
        ObjectProof {
            uri: uri.to_owned(),
            holder_id: holder.clone(),
            status: checked.status,
            key_uri: checked.key_uri.clone(),
            document: public.filter(|_| checked.status == Status::Verified).map(ToString::to_string),
            checked_at: at.now,
        },
    )
}

/// Gives a local actor new keys, of both kinds. The Ed25519 key that goes signs a word about the one that comes, and its
/// private half is forgotten: it signs nothing afterwards, whoever asks.
///
/// # Errors
/// `NotFound` for an actor that is not of this node or has left; `Conflict` after too many keys.
pub fn rotate(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &ActorId,
    fresh: Keys,
) -> Result<()> {
    let found = actors::store::get(conn, id)?;
    if !found.local || found.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    let previous = store::prover(conn, id)?.ok_or(Error::NotFound)?;
    let known = store::history(conn, id)?;
    if known.len() >= chain::MOST {
        return Err(Error::Conflict("error-too-many-keys"));
    }
    let number = known.len() + 1;
    let keys = fresh.stored(&found, at.now, number);
    let next = keys.iter().find(|key| key.algorithm == "ed25519").ok_or(Error::NotFound)?;
    let succession = chain::succession(&found.uri, &previous, &next.uri, &next.public_key, at.now)
        .map_err(|e| Error::Internal(e.to_string()))?;
    for key in known.iter().filter(|key| key.retired_at.is_none()) {
        store::set_retired(conn, key, Some(at.now))?;
    }
    store::insert_key(
        conn,
        Key {
            actor_id: id.clone(),
            position: i32::try_from(number).unwrap_or(i32::MAX),
            uri: next.uri.clone(),
            public_key: next.public_key.clone(),
            succession: Some(succession.to_string()),
            trace: Trace::Followed,
            created_at: at.now,
            retired_at: None,
        },
    )?;
    diesel::delete(actor_key::table.filter(actor_key::actor_id.eq(id))).execute(conn)?;
    for key in &keys {
        actors::store::insert_key(conn, key)?;
    }
    diesel::update(actor::table.find(id)).set(actor::updated_at.eq(at.now)).execute(conn)?;
    let act = Act { act: "key.rotate", object: &found.uri, organisation: None, reason: "" };
    audit::actions::record(conn, at.now, who, act)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)
}

/// The host made sure, by another way, that the keys of a remote actor are right although no trace leads to them. What
/// was signed with them and is known here counts as proven from the next time it comes.
///
/// # Errors
/// `NotFound` when there is nothing to confirm.
pub fn confirm(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, id: &ActorId) -> Result<()> {
    let found = actors::store::get(conn, id)?;
    let confirmed = diesel::update(
        key_history::table
            .filter(key_history::actor_id.eq(id))
            .filter(key_history::trace.eq(Trace::Broken))
            .filter(key_history::retired_at.is_null()),
    )
    .set(key_history::trace.eq(Trace::Confirmed))
    .execute(conn)?;
    if confirmed == 0 {
        return Err(Error::NotFound);
    }
    let act = Act { act: "key.confirm", object: &found.uri, organisation: None, reason: "" };
    audit::actions::record(conn, at.now, who, act)
}
