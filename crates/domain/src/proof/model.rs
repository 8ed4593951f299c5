//! Keys of before and of now, and what checking proofs came to, as they are stored.

use diesel::prelude::*;
use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_base::text_enum;
use sofra_db::schema::{key_history, object_proof};

use super::chain::Entry;
use crate::actor::ActorId;
use crate::actor::model::StoredKey;

text_enum! {
    /// What checking the proof of an object came to.
    pub enum Status {
        /// Signed by its author, with a key whose history is known.
        Verified = "verified",
        /// Signed by its author, but with a key that replaced another without a trace: it proves nothing until the
        /// host confirmed the key.
        Unproven = "unproven",
        /// There is no proof, or none of a kind we know; no row says the same.
        None = "none",
        /// The proof is wrong.
        Failed = "failed",
    }
}

text_enum! {
    /// How a key came to be known here.
    pub enum Trace {
        /// It was there when the actor was first seen.
        First = "first",
        /// The key before it names it.
        Followed = "followed",
        /// It replaced another without a word of that one.
        Broken = "broken",
        /// The same, and the host of this node made sure that it is right.
        Confirmed = "confirmed",
    }
}

impl Trace {
    /// Whether what is signed with such a key counts as proven.
    #[must_use]
    pub const fn is_sound(self) -> bool {
        !matches!(self, Self::Broken)
    }
}

/// An Ed25519 key that an actor has or had.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = key_history)]
pub struct Key {
    /// Whose.
    pub actor_id: ActorId,
    /// Its place, counted from one.
    pub position: i32,
    /// Its id on the wire.
    pub uri: String,
    /// The key as Multikey.
    pub public_key: String,
    /// What the key before says about it, as JSON; kept only where that was verified.
    pub succession: Option<String>,
    /// How it came to be known.
    pub trace: Trace,
    /// When it was made, or first seen.
    pub created_at: Timestamp,
    /// Since when it signs nothing new.
    pub retired_at: Option<Timestamp>,
}

impl Key {
    /// The first key of a local actor.
    #[must_use]
    pub fn first(stored: &StoredKey) -> Self {
        Self {
            actor_id: stored.actor_id.clone(),
            position: 1,
            uri: stored.uri.clone(),
            public_key: stored.public_key.clone(),
            succession: None,
            trace: Trace::First,
            created_at: stored.created_at,
            retired_at: None,
        }
    }

    /// The same as the wire and the rules see it.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            id: self.uri.clone(),
            public_key: self.public_key.clone(),
            succession: self.succession.as_deref().and_then(|text| serde_json::from_str(text).ok()),
        }
    }

    /// The id of the key before it, by that key's own word.
    #[must_use]
    pub fn previous(&self) -> Option<String> {
        Some(self.entry().succession?.get("previousKey")?.as_str()?.to_owned())
    }
}

/// What checking an object came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The outcome.
    pub status: Status,
    /// The key that signed, where that was found out.
    pub key_uri: Option<String>,
}

impl Checked {
    /// An outcome without a key.
    #[must_use]
    pub const fn without_key(status: Status) -> Self {
        Self { status, key_uri: None }
    }
}

/// The stored outcome for one object.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = object_proof, treat_none_as_null = true)]
pub struct ObjectProof {
    /// The object's id on the wire.
    pub uri: String,
    /// Whose it is.
    pub holder_id: ActorId,
    /// The outcome.
    pub status: Status,
    /// The key that signed.
    pub key_uri: Option<String>,
    /// The object exactly as it came, where it is public and verified.
    pub document: Option<String>,
    /// When it was checked.
    pub checked_at: Timestamp,
}

impl ObjectProof {
    /// The object exactly as it came, where it is public and verified.
    #[must_use]
    pub fn object(&self) -> Option<Value> {
        serde_json::from_str(self.document.as_deref()?).ok()
    }
}
