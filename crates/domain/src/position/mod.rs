//! What organisations and people think of a demand, a statement or one numbered paragraph of it.
//!
//! What stays true: an organisation's position is taken under its own rule and by nothing else; a holder counts once on
//! a subject, by its latest word, and not at all once that was withdrawn; a position binds to the exact version of what
//! it is about; what members think inside of an organisation never leaves it, except as totals that the organisation
//! chose to tell and never below five; replies, likes and boosts are no positions.

pub mod actions;
pub(crate) mod audience;
pub mod find;
pub mod inside;
pub mod model;
pub mod receive;
pub mod rules;
pub mod store;
pub mod subject;
pub mod totals;

pub use model::{Audience, Position, PositionId, Stance, State};
pub use subject::Subject;
