//! Everybody who can speak: this node, its organisations and members, and those of other nodes.
//!
//! What stays true: an actor's id never changes; a local actor has its keys for as long as it exists; a remote actor
//! is believed only as its own origin describes it (FEP-fe34); user names of one node differ by more than look-alike
//! letters.

pub mod actions;
pub mod key;
pub mod model;
pub mod store;

pub use model::{Actor, ActorId, ActorKind, NewActor};
