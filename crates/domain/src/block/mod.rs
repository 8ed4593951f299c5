//! Whom a member or an organisation does not want to hear, or be heard by.
//!
//! What stays true: nobody but the one who blocks, or the officers of the organisation that does, learns of it; no
//! `Block` leaves the node; who is blocked gets what a stranger gets, no more and no less; a mute changes nothing but the
//! member's own timeline.

pub mod actions;
pub mod store;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::block;

use crate::account::AccountId;
use crate::actor::ActorId;

typed_id!(BlockId, "A block or a mute.");

text_enum! {
    /// How far it goes.
    pub enum Kind {
        /// Neither hear nor be followed by.
        Block = "block",
        /// Not in the timeline.
        Mute = "mute",
    }
}

/// A block or a mute.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = block)]
pub struct Block {
    /// The row.
    pub id: BlockId,
    /// The member whose it is…
    pub account_id: Option<AccountId>,
    /// …or the organisation.
    pub organisation_id: Option<ActorId>,
    /// How far it goes.
    pub kind: Kind,
    /// An actor…
    pub actor_id: Option<ActorId>,
    /// …or all of a host.
    pub host: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
}

/// Whose a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The member's own.
    Member,
    /// An organisation's; an officer decides.
    Organisation(ActorId),
}

/// Against whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// One actor.
    Actor(ActorId),
    /// Everybody of a host and of names below it.
    Host(String),
}
