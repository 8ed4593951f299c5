//! What other nodes say about the keys of their actors.

use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;

use super::chain::{self, Entry};
use super::model::{Key, Trace};
use super::store;
use crate::actor::ActorId;
use crate::error::Result;

/// Takes in the keys that an actor's own document names: those of before and those of now, of which `present` are the
/// ids. Nothing that was known is forgotten; a key that comes without a word of a known one is marked.
pub(crate) fn receive(
    conn: &mut AnyConnection,
    now: Timestamp,
    id: &ActorId,
    holder: &str,
    named: &[Entry],
    present: &[&str],
) -> Result<()> {
    let mut known = store::history(conn, id)?;
    let count = known.len();
    let first_sight = known.is_empty();
    for entry in named.iter().take(chain::MOST) {
        if known.len() >= chain::MOST || known.iter().any(|key| is_same(key, entry)) {
            continue;
        }
        let trace = judge(&known, holder, entry, first_sight);
        known.push(Key {
            actor_id: id.clone(),
            position: i32::try_from(known.len() + 1).unwrap_or(i32::MAX),
            uri: entry.id.clone(),
            public_key: entry.public_key.clone(),
            // What was not verified is not kept: nobody shall take it for a trace.
            succession: entry
                .succession
                .as_ref()
                .filter(|_| trace == Trace::Followed)
                .map(ToString::to_string),
            trace,
            created_at: entry.since().filter(|_| trace == Trace::Followed).unwrap_or(now),
            retired_at: None,
        });
    }
    for (place, mut key) in known.into_iter().enumerate() {
        let is_present =
            present.contains(&key.uri.as_str()) && named.iter().any(|entry| is_same(&key, entry));
        let retired = if is_present { None } else { key.retired_at.or(Some(now)) };
        if place >= count {
            key.retired_at = retired;
            store::insert_key(conn, key)?;
        } else if retired != key.retired_at {
            store::set_retired(conn, &key, retired)?;
        }
    }
    Ok(())
}

fn is_same(key: &Key, entry: &Entry) -> bool {
    key.uri == entry.id && key.public_key == entry.public_key
}

/// How a key that was not known comes: named by a known one that named no other, there from the beginning, or not so.
fn judge(known: &[Key], holder: &str, entry: &Entry, first_sight: bool) -> Trace {
    let named_by_known = known.iter().any(|key| {
        key.trace.is_sound()
            && chain::follows(holder, &key.entry(), entry)
            // A key that named its successor names no second one: whoever holds it later could.
            && !known.iter().any(|other| other.previous().as_deref() == Some(key.uri.as_str()))
    });
    if named_by_known {
        Trace::Followed
    } else if first_sight && entry.succession.is_none() {
        Trace::First
    } else {
        Trace::Broken
    }
}
