//! How long things are kept: one table, which the privacy page shows and the schedule enforces.
//!
//! What stays true: what the page promises is what the node does, because both read the same list; the host can shorten
//! a period, not lengthen it.

pub mod actions;
pub mod model;

pub use model::{By, Kept, Rule, table};
