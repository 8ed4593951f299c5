//! Local control over what is said and shown here: who may decide what, what was decided and why, and the answer to it.
//!
//! What stays true: whether somebody may do something is decided by [`rules::may`] alone, for pages, API, command line
//! and other nodes alike, and other nodes may do nothing; every decision has a reason that the one concerned can read and
//! answer once; nobody decides about themselves, and nobody answers an appeal against their own decision, unless there is
//! nobody else.

pub mod actions;
pub mod appeal;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Appeal, AppealId, AppealState, Decision, DecisionId, Measure, Setting};
