//! Safeguards for people at risk: leaving quickly, stopping everything, what is kept and for how long, what is taken
//! along and what is deleted.

mod data;
mod exit;
mod panic;
mod retention;
mod setup;
mod traces;
