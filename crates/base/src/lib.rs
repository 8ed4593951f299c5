//! What every other crate stands on: configuration, time, ids, languages, text. No feature, no I/O but reading the
//! configuration.

pub mod clock;
pub mod config;
pub mod country;
pub mod id;
pub mod lang;
pub mod text;
pub mod week;
