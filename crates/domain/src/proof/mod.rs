//! Integrity proofs: anybody can check that a public object is as its author signed it, also without asking the
//! author's node (FEP-8b32, `eddsa-jcs-2022`); and the history of the keys that sign.
//!
//! What must stay true: only what is public is ever signed, because a signature cannot be denied later; a proof counts
//! only by a key of the author itself; a key that replaces another is named by the one before, or is marked.

pub mod actions;
pub mod chain;
pub mod model;
pub mod receive;
pub mod store;
pub mod suite;
pub mod view;

pub use chain::Entry;
pub use model::{Checked, Status, Trace};
pub use suite::{Claimed, Fault, Prover};
pub use view::{Report, verify};
