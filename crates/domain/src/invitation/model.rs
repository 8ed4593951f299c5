//! An invitation, as it is stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::typed_id;
use sofra_db::schema::invitation;

use crate::account::{AccountId, Role, Seat};
use crate::actor::ActorId;

typed_id!(InvitationId, "An invitation.");

/// An invitation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitation)]
pub struct Invitation {
    /// The row.
    pub id: InvitationId,
    /// SHA-256 of the secret in the link.
    pub token_hash: String,
    /// Who made it; absent when it was made at the machine itself.
    pub made_by: Option<AccountId>,
    /// The organisation it gives a seat in.
    pub organisation_id: Option<ActorId>,
    /// The seat.
    pub seat: Option<Seat>,
    /// What it gives on the node.
    pub role: Role,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// Whether the organisation's rule is met for it, where it gives an officer's seat.
    pub approved: bool,
}

/// What an invitation offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// A seat in an organisation.
    pub place: Option<(ActorId, Seat)>,
    /// On the node.
    pub role: Role,
}

/// An account that somebody makes for themselves with an invitation.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The name used for signing in.
    pub login: String,
    /// What the person is called inside.
    pub name: String,
    /// argon2id, PHC string; made before the transaction.
    pub password_hash: String,
    /// The language of the pages.
    pub language: Option<String>,
}
