//! Organisations moving to another node, with their followers and their history.
//!
//! What stays true: an organisation moved only if both ends say so in their own documents; after seven days at the
//! earliest it moves again, and never onwards from where it went; who follows it is taken along, who it let follow
//! privately is not; what is brought along is seen by nobody outside until the move is confirmed, and the id it came
//! out under counts here only from then on; neither leaving nor becoming somebody's new home is done below the
//! organisation's rule.

pub mod actions;
pub mod archive;
pub mod arrival;
pub mod bundle;
pub mod copy;
pub mod export;
pub mod import;
pub mod receive;
pub mod rules;
pub mod store;

pub use store::Moved;
