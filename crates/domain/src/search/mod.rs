//! Searching: one index of words over all that can be found.
//!
//! What stays true: the index changes in the transaction of what it is about; it holds what is published or chose to be
//! found, and nothing of what was withdrawn. It never decides who may find something: a query of the thing's own
//! feature does, of which the index is one more condition, so that no number and no excerpt tells of anything unseen.
//! Words are compared folded (`base::text::seek`), and what somebody types is never an order to the database.
//!
//! To let another kind of thing be found: a variant of [`Kind`] and of the stages of making the index anew; its
//! words in [`rules`]; what should stand in the index for it in [`store`]; [`actions::changed`] from its own actions;
//! [`store::matching`] in its own query, which says who may find it.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::Kind;
pub use rules::Filter;
