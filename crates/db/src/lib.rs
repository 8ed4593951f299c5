//! Storage: one connection type for SQLite and PostgreSQL, the tables, the migrations and the durable queues.
//!
//! What is absent on purpose: no query of a feature (those live in `domain`), no HTTP, no JSON-LD.

pub mod alone;
pub mod conn;
pub mod dump;
pub mod migrate;
pub mod queue;
pub mod schema;
pub mod testing;

pub use conn::{AnyConnection, Both, Database, DatabaseUrl, Error};
