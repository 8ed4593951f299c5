//! Networks: organisations that act together, on one node or many.
//!
//! What stays true: who is a member is decided by members (two vouch, none can be brought in by the node's host alone);
//! who coordinates is chosen by the members; what is told to a network alone is read by its members and nobody else;
//! every member's node holds what it takes to found the network anew elsewhere.

pub mod model;
pub mod store;

pub use model::{Call, CallId, Member, MemberState, Network};
