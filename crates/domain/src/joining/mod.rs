//! Asking to come in, where the host allows it.
//!
//! What stays true: before somebody said yes there is no account, so that a request gives no rights at all; whether a
//! wished name is taken is not told before that (PRIV-08); what was refused or forgotten is removed after
//! [`actions::KEPT_DAYS`] days, and its password and words at the refusal already.

pub mod actions;
pub mod model;
pub mod store;

pub use model::{JoinRequest, RequestId, RequestState};
