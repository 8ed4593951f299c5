//! The directory: all organisations known here that chose to be in one.
//!
//! What stays true: who did not choose it is nowhere in it, not even in a number; nothing is said of a place smaller than
//! a country; of a host with which this node does not deal nothing is shown.

pub mod actions;
pub mod store;
