//! Vouches, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::vouch;

use crate::actor::ActorId;

typed_id!(VouchId, "One organisation vouching for another, or offering to.");

text_enum! {
    /// How far a vouch has come.
    pub enum VouchState {
        /// Offered, not answered.
        Offered = "offered",
        /// Accepted by the vouched.
        Accepted = "accepted",
        /// Refused by the one it was offered to.
        Refused = "refused",
        /// Taken back by the voucher after it was accepted.
        Revoked = "revoked",
        /// Given up by the vouched after it was accepted.
        Declined = "declined",
    }
}

impl VouchState {
    /// Whether it was once accepted and ended.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Revoked | Self::Declined)
    }
}

/// A vouch.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = vouch)]
pub struct Vouch {
    /// The row.
    pub id: VouchId,
    /// The relationship's id on the wire, on the voucher's node.
    pub uri: String,
    /// The id of the activity that offered it.
    pub offer_uri: Option<String>,
    /// Who vouches.
    pub voucher_id: ActorId,
    /// For whom.
    pub vouched_id: ActorId,
    /// How far it has come.
    pub state: VouchState,
    /// What the voucher says about it; plain text.
    pub reason: String,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    /// When it was offered, by the voucher's word.
    pub offered_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// When the voucher's own node last said that it stands; absent for vouchers of this node.
    pub checked_at: Option<Timestamp>,
}

/// A relationship, as the voucher's own node describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// Who vouches: an actor of the same origin.
    pub voucher: String,
    /// For whom.
    pub vouched: String,
    /// What the voucher says about it; plain text.
    pub reason: String,
    /// When it ends by itself.
    pub until: Option<Timestamp>,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// An organisation elsewhere that the host of this node trusts.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// Which.
    pub actor: crate::actor::Actor,
    /// Why, in the host's words.
    pub reason: String,
    /// Since when.
    pub decided_at: Timestamp,
}
