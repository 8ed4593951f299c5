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
        /// A position that counts: its reasons, each language by itself.
        Position = "position",
        /// A call for positions that is out, each of its texts by itself.
        Call = "call",
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
    /// Positions, by their rows.
    Position,
    /// Calls, by their rows.
    Call,
    /// What is in the index and should not be.
    Rest,
}

impl Stage {
    /// The kind of things that is gone through; none where what is left over is taken out.
    pub(super) const fn kind(self) -> Option<Kind> {
        match self {
            Self::Statement => Some(Kind::Statement),
            Self::Organisation => Some(Kind::Organisation),
            Self::Position => Some(Kind::Position),
            Self::Call => Some(Kind::Call),
            Self::Rest => None,
        }
    }

    /// What comes after it.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Statement => Self::Organisation,
            Self::Organisation => Self::Position,
            Self::Position => Self::Call,
            Self::Call | Self::Rest => Self::Rest,
        }
    }
}
