//! Follows, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::follow;

use crate::actor::ActorId;

typed_id!(FollowId, "One actor following another, or asking to.");

text_enum! {
    /// How far a follow has come.
    pub enum FollowState {
        /// Asked for, not answered.
        Requested = "requested",
        /// Allowed.
        Accepted = "accepted",
        /// Refused; kept on the asking side so that the person sees it.
        Rejected = "rejected",
    }
}

/// A follow.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = follow)]
pub struct Follow {
    /// The row.
    pub id: FollowId,
    /// The id of the request on the wire.
    pub uri: String,
    /// Who follows.
    pub follower_id: ActorId,
    /// Whom.
    pub target_id: ActorId,
    /// How far it has come.
    pub state: FollowState,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was answered.
    pub decided_at: Option<Timestamp>,
}
