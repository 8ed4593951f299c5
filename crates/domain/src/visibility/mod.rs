//! Whether somebody outside may know of a person at all.
//!
//! What stays true: an account has no actor, and no page names the person, until they chose it themselves, for each
//! organisation apart; nobody else can choose it for them; what is taken back is gone here at once, and others are
//! told, but copies elsewhere may stay; a name that was public is never given out again.

pub mod actions;
pub mod store;
