//! Organisations moving to another node, with their followers and their history.
//!
//! What stays true: an organisation moved only if both ends say so in their own documents; after seven days at the
//! earliest it moves again, and never onwards from where it went; who follows it is taken along, who it let follow
//! privately is not; what is brought along keeps the id it came out under, and that id counts here only once the move
//! is confirmed.

pub mod actions;
pub mod archive;
pub mod bundle;
pub mod export;
pub mod import;
pub mod receive;
pub mod rules;
pub mod store;

pub use store::Moved;
