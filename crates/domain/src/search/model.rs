//! What is kept for searching.

use serde::{Deserialize, Serialize};
use sofra_base::text_enum;

text_enum! {
    /// What can be found.
    pub enum Kind {
        /// A statement, each of its texts by itself.
        Statement = "statement",
        /// An organisation or network that chose to be in directories.
        Organisation = "organisation",
    }
}

/// The words of one thing in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The language; empty where the words are of several.
    pub language: String,
    /// Folded, each once, parted by single spaces.
    pub words: String,
}

/// How far making the index anew has come; what the job says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// Which kind is gone through.
    pub at: Stage,
    /// After which of it.
    pub after: String,
}

/// The stages of making the index anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// Statements, by their rows.
    Statement,
    /// Organisations, by their rows.
    Organisation,
    /// What is in the index and should not be.
    Rest,
}
