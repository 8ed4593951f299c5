//! Networks: organisations that act together, on one node or many.
//!
//! What stays true: who is a member is decided by members (two vouch, none can be brought in by the node's host alone);
//! who coordinates is chosen by the members; what is told to a network alone is read by its members and nobody else;
//! every member's node holds what it takes to found the network anew elsewhere; an organisation belongs to no network
//! that it did not ask to join, whatever the network's node says.
//!
//! An organisation acts through [`actions::propose`], under its own rule. Where the network lives on this node, its act
//! and that of an organisation elsewhere end in the same functions of [`membership::actions`]; where it lives elsewhere,
//! the act is told to its node, and what came of it is learned from there ([`receive::receive_group`]).

pub mod actions;
pub mod agenda;
pub mod audience;
pub mod call;
pub mod founding;
pub mod membership;
pub mod model;
pub mod receive;
pub mod rules;
pub mod store;

pub use agenda::Agenda;
pub use model::{Act, Call, CallId, Incoming, Kind, Member, MemberState, Motion, Network, Told};
