//! The rules of the node: what holds for what is said here, in several languages, each version whole and numbered.
//!
//! What stays true: a version is never changed, so that a report or a decision can name a rule as it read then; the
//! rules of a version have the same numbers in every language.

pub mod actions;
pub mod store;

use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};

/// One version of the rules.
#[derive(Debug, Clone)]
pub struct Version {
    /// From 1.
    pub number: i32,
    /// Since when it holds.
    pub created_at: Timestamp,
    /// The rules in order, each by language.
    pub rules: Vec<Localized<String>>,
}

impl Version {
    /// The languages it is written in.
    #[must_use]
    pub fn languages(&self) -> Vec<LanguageTag> {
        self.rules.first().map(|rule| rule.languages().cloned().collect()).unwrap_or_default()
    }
}
