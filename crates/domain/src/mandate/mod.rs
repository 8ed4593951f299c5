//! Mandates: who may speak for an organisation, on what, where, until when, by which decision.
//!
//! What stays true: nothing about a holder is public without the holder's agreement, and under the name the holder
//! chose; a mandate begins by the organisation's own rule and ends by its date or by being revoked; an end marks what
//! was said under it and erases nothing; a mandate of another node is what its organisation's own document says, and
//! counts for that organisation only.

pub mod actions;
pub mod model;
pub mod receive;
pub mod rules;
pub mod store;

pub use model::{Mandate, MandateId, State, View};
pub use rules::{Mark, Standing};
