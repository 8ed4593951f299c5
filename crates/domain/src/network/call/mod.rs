//! Calls: the coordinators of a network ask its members for positions on a list of subjects, until a time.
//!
//! What stays true: only a coordinator asks; who may read a call belongs to the network it is told to; what an
//! organisation answers is its own position, kept where positions are, and never part of the call.

pub mod actions;
pub mod find;
pub mod receive;
pub mod rules;
pub mod store;
