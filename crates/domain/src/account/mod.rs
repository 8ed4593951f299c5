//! Accounts of this node: signing in, sessions, API tokens.
//!
//! What stays true: passwords and tokens are kept as hashes only; a session ends on the server; known and unknown
//! names cost the same work and get the same answer.

pub mod actions;
pub mod limit;
pub mod model;
pub mod password;
pub mod rules;
pub mod store;

pub use model::{AccountId, Identity, Role, Seat, SessionId, TokenId};
