//! Statements: what organisations and members say, here and elsewhere, from draft to withdrawal.
//!
//! What stays true: a published statement keeps every revision; what is withdrawn never comes back; one text is the
//! authentic one and each other names its translator; whether somebody may read is decided in
//! [`rules::may_read`] alone; a remote statement changes only by the word of its own author, the latest word wins.

pub mod actions;
pub mod find;
pub mod import;
pub mod model;
pub mod receive;
pub mod rules;
pub mod store;
mod veil;
pub mod writer;

pub use model::{
    Attachment, Audience, Card, Kind, ObjectType, Paragraph, Revision, State, Statement, StatementId, Text,
    View,
};
