//! The program around the crates: it opens the database, starts the web server and the workers, and stops them in
//! good order. Tests start nodes with it inside their own process.
//!
//! What is absent on purpose: no page, no activity, no rule.

pub mod cli;
pub mod http;
mod lock;
mod mail;
mod metrics;
mod node;
mod schedule;

pub use node::{Node, StartError};
