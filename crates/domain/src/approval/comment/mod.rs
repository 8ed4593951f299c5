//! What is said about a draft among those who write it. It never leaves: no fact is recorded, no activity knows it.

pub mod actions;

pub use actions::{LONGEST, add, list};
pub(crate) use actions::{bring, clear, of};
