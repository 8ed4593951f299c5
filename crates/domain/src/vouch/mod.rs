//! Organisations vouching for each other, across nodes.
//!
//! What stays true: nobody is vouched for against their will; only the voucher and the vouched end a vouch; a vouch
//! between two others is believed only after its voucher's own node confirmed it, and for as long as it does; who is
//! trusted begins with whom this node's host chose, so that a ring of strangers proves nothing.

pub mod actions;
pub mod model;
pub mod receive;
pub mod rules;
pub mod store;

pub use model::{Vouch, VouchId, VouchState};
