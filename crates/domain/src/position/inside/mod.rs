//! What members think, among those with a seat. Nothing of it leaves: no fact is recorded, no activity knows it.

pub mod actions;
pub mod store;

pub use store::{Said, own, said, totals};
