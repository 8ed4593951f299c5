//! Durable work: jobs (facts to be told first of all), activities that arrived, and deliveries.
//!
//! Each queue is a table, so that work commits together with the change that caused it. Workers claim rows with a
//! lease: a worker that dies loses its lease, and the row is claimed again.

pub mod delivery;
pub mod inbox;
pub mod job;
