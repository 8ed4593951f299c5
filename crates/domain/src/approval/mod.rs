//! How an organisation approves what is said and done in its name, and what is said about a draft meanwhile.
//!
//! What stays true: nothing is published, revised or withdrawn in an organisation's name, no mandate begins and no rule
//! changes below the organisation's rule, whichever way it is asked for ([`actions::propose`] is the only one); an
//! approval counts for the content it was given for and for nothing else; an officer counts once, and only while an
//! officer; what is said about a draft stays with those who have a seat.

pub mod actions;
pub mod comment;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Decision, Proposal, ProposalId, ProposalState, Rule, RuleKind, Subject, Vote};
