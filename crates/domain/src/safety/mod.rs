//! Making everything of a person stop in one step, and coming back.
//!
//! What stays true: one transaction ends every session and token of the account, hides its person and stops what waits
//! to be sent in its name; doing it again changes nothing; whoever tries a code learns nothing from the answer; only
//! somebody who can sign in comes back.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Armed, Code, Stopped};
