//! This node: its name, its own actor, how it federates, and the one time it is set up.

pub mod actions;
pub mod model;
pub mod store;

pub use model::{Federation, Joining, Node};
