//! The one row that says who this node is.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text_enum;
use sofra_db::schema::node;

use crate::actor::ActorId;

text_enum! {
    /// With whom this node deals.
    pub enum Federation {
        /// Only with nodes that the host named.
        Closed = "closed",
        /// With all but those that the host blocked.
        Open = "open",
    }
}

text_enum! {
    /// How people come in.
    pub enum Joining {
        /// Only by invitation.
        Invitation = "invitation",
        /// Also by asking an organisation of this node.
        Request = "request",
    }
}

/// This node.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = node)]
pub struct Node {
    /// Always 1.
    pub id: i32,
    /// The name it was set up with; a different one in the configuration is refused.
    pub domain: String,
    /// The key of everything this node seals for itself.
    pub secret: Vec<u8>,
    /// What people call it.
    pub name: String,
    /// A few words about it.
    pub about: String,
    /// With whom it deals.
    pub federation: Federation,
    /// Its own actor.
    pub actor_id: Option<ActorId>,
    /// The organisation that hosts it.
    pub organisation_id: Option<ActorId>,
    /// SHA-256 of the one-time secret of the set-up page.
    pub setup_token_hash: Option<String>,
    /// When it was set up.
    pub setup_at: Option<Timestamp>,
    /// Whether sending waits for the host, after a restore.
    pub sending_paused: bool,
    /// When it first started.
    pub created_at: Timestamp,
    /// How people come in.
    pub joining: Joining,
    /// Since when it holds invented organisations and positions; see [`crate::overview::generate`].
    pub generated_at: Option<Timestamp>,
}

impl Node {
    /// Whether it is set up.
    #[must_use]
    pub fn is_set_up(&self) -> bool {
        self.setup_at.is_some()
    }
}
