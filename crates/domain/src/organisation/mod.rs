//! Organisations: what they say that they are, here and on other nodes.
//!
//! What stays true: everything in a profile is *declared*, by the organisation itself, and shown as that; only officers
//! change the profile of an organisation of this node; one of another node is what its own origin says, checked and
//! bounded like what is typed here.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Declared, Facts};
