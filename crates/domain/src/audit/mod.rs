//! The record of what hosts, moderators and officers did.
//!
//! What stays true: every line is bound by its hash to the one before, so that a changed or missing line shows; lines
//! are only added; nobody's reading is recorded; no line holds a password, a token, the words of a report or the name
//! of who reported.

pub mod actions;
pub mod model;
pub mod store;

pub use model::{Entry, Fault};
