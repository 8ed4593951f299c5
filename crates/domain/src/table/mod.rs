//! The register of seats: places at other people's tables, from the promise to what became of what was said there.
//!
//! In what is shown a *seat* is this and nothing else; in code [`crate::account::Seat`] is the role of an account in an
//! organisation, so that here the feature is called `table` and the noun is [`Seat`] of this module (decision 0026).
//!
//! What stays true: a seat is recorded in the name of an organisation, under its rule, and by nothing else; its steps
//! are never rewritten, only added to; nobody is named in it; what the body answers stands beside the record and changes
//! nothing in it; a figure of the scorecard and the list behind it count the same seats by the same rule.

pub mod actions;
mod audience;
pub mod body;
pub mod model;
pub mod receive;
pub mod reply;
pub mod rules;
pub mod score;
pub mod store;

pub use crate::position::Audience;
pub use model::{BodyKind, Kind, Refusal, Reply, ReplyId, Seat, SeatId, Stage, State, Step, Told};
