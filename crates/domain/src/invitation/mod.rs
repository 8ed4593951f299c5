//! Invitations: how people come in.
//!
//! What stays true: an invitation is good once, for a while, and only as long as the one who made it could make it
//! again; of its link only a hash is kept; unknown, used, revoked and expired ones get the same answer; who used one
//! is not kept with it.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Invitation, InvitationId};
