//! What of an archive waits until the old node confirms the move, and what is kept of it afterwards.
//!
//! What stays true: before the confirmation nobody outside sees any of it; what was decided here already is not
//! overwritten; of the followers only marks are kept, and only as long as they are counted; the record it brought stands
//! apart from the record of this node and is never mixed into its chain.

pub mod actions;
pub mod store;

use serde::{Deserialize, Serialize};
use sofra_base::id::sha256_hex;

use super::bundle;
use crate::approval::Rule;
use crate::mandate::MandateId;

/// Days after the move for which it is counted who came over.
pub const COUNTED: i64 = 90;

/// What waits, as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// What it declares to be.
    pub facts: bundle::Facts,
    /// How it approved.
    pub rule: Option<Rule>,
    /// Its mandates, with the rows that they will have here.
    pub mandates: Vec<WaitingMandate>,
}

/// A mandate that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingMandate {
    /// The row it will have here.
    pub id: MandateId,
    /// As it was.
    pub was: bundle::Mandate,
}

/// The beginning of a hash of a follower's id: enough to count who came, too little to be a list of people.
fn mark_of(uri: &str) -> String {
    sha256_hex(uri.as_bytes())[..16].to_owned()
}
