//! Who follows whom, across nodes.
//!
//! What stays true: an accepted follow was asked for by its follower and allowed by its target, whatever order the
//! messages came in; only an accepted follower receives what is meant for followers; an undone request cannot be
//! revived by a late copy of it.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Follow, FollowId, FollowState};
