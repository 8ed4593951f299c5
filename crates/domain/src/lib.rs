//! What Sofra is about: who speaks, what was said, who follows whom. Rules and queries; no HTTP, no JSON-LD.
//!
//! One folder a feature: `model` (rows, enums, ids), `rules` (pure decisions), `store` (queries), `actions`
//! (one function, one transaction: check the rules, write, record the [`fact::Fact`]). A local act and an activity
//! from another node end in the same `actions`.

pub mod account;
pub mod actor;
pub mod agenda;
pub mod approval;
pub mod audit;
pub mod awaits;
pub mod block;
pub mod cursor;
pub mod departure;
pub mod digest;
pub mod directory;
pub mod error;
pub mod export;
pub mod fact;
pub mod follow;
pub mod invitation;
pub mod joining;
pub mod mandate;
pub mod media;
pub mod moderation;
pub mod moving;
pub mod network;
pub mod node;
pub mod node_rule;
pub mod notification;
pub mod organisation;
pub mod overview;
pub mod peer;
pub mod position;
pub mod proof;
pub mod recovery;
pub mod remote;
pub mod report;
pub mod retention;
pub mod safety;
pub mod seal;
pub mod search;
pub mod seat;
pub mod sign_in;
pub mod site;
pub mod statement;
pub mod table;
pub mod told;
pub mod viewer;
pub mod visibility;
pub mod vouch;

pub use error::{Error, FieldError, Result};
pub use site::{At, Site};
pub use sofra_db::{AnyConnection, Database, DatabaseUrl, Error as DatabaseError};
