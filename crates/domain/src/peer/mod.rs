//! Other nodes: what the host decided about them, and how they are.
//!
//! What stays true: whether this node deals with another, shows what it said, shows its images or takes its reports is
//! decided by [`rules::Decisions`] alone, whatever way the question comes in; every decision has a reason, an author and
//! a date and stands in the record; nobody but the host and the moderators learns of one unless the host publishes them.

pub mod actions;
pub mod list;
pub mod rules;
pub mod store;

use sofra_base::text_enum;
pub use sofra_db::queue::delivery::{Again, DeadLetter};
pub use sofra_db::queue::inbox::Refusal;

text_enum! {
    /// Whether this node deals with another.
    pub enum Policy {
        /// As with all: the rule for all nodes decides.
        None = "none",
        /// Deal with it, also where federation is closed.
        Allow = "allow",
        /// Have nothing to do with it or with names below it.
        Suspend = "suspend",
    }
}

/// What the host of this node decided about another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Whether this node deals with it.
    pub policy: Policy,
    /// What it says is shown only to those who follow who said it.
    pub limited: bool,
    /// Its images and files are neither shown nor linked.
    pub no_media: bool,
    /// Its reports are not taken.
    pub no_reports: bool,
}

impl Rule {
    /// A decision without restrictions.
    #[must_use]
    pub const fn of(policy: Policy) -> Self {
        Self { policy, limited: false, no_media: false, no_reports: false }
    }

    /// Whether it says anything.
    #[must_use]
    pub fn is_silent(self) -> bool {
        self == Self::of(Policy::None)
    }
}

/// A decision with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is decided.
    pub rule: Rule,
    /// Why; for the host and the moderators.
    pub reason: String,
    /// Why, as others may read it if the host publishes the list.
    pub public_reason: String,
    /// Whether the published list shows the name in part only.
    pub obfuscated: bool,
}

impl Decision {
    /// A decision with a reason for the host's own memory.
    #[must_use]
    pub fn new(rule: Rule, reason: &str) -> Self {
        Self { rule, reason: reason.to_owned(), public_reason: String::new(), obfuscated: false }
    }
}
