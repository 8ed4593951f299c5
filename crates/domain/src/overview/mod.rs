//! The network view: who has spoken, how they stand, what is contested and what nobody has addressed.
//!
//! What stays true: totals are kept in the transaction that changes a position, a membership or a profile, and equal a
//! full count at any time; totals that everybody sees hold public positions only; an organisation counts once; behind
//! each figure stands the list of exactly those positions that it counts.

pub mod actions;
pub mod check;
pub mod count;
pub mod crossing;
pub mod export;
pub mod generate;
mod holders;
pub mod list;
pub mod model;
pub mod named;
pub mod rules;
pub mod store;
pub mod truth;

pub use export::Taken;
pub use model::{Dimension, Scope, Stances};
pub use store::{Question, View, What};
