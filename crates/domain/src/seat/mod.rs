//! Seats: who belongs to an organisation, and what they may do in it.
//!
//! What stays true: only officers of an organisation decide about its seats; an organisation is never left without an
//! officer by a decision made inside; who runs the node has no seat by that, and may give one only where no officer
//! is left; nobody outside sees who has a seat, unless that person chose it.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::Member;
