//! Seats: who belongs to an organisation, and what they may do in it.
//!
//! What stays true: only officers of an organisation decide about its seats; who becomes an officer, and whose officer's
//! seat is taken, is decided by the organisation's own rule ([`actions::propose`]), because whoever could change the
//! officers alone could change every decision; an organisation is never left without an officer by a decision made
//! inside; who runs the node has no seat by that, and may give one only where there has been no officer for a while;
//! nobody outside sees who has a seat, unless that person chose it.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Change, Member};
