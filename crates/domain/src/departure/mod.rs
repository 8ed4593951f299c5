//! Leaving for good: a member deletes the account, an organisation is deleted.
//!
//! What stays true: nobody is left without somebody who answers for them (the last host and the last officer hand over
//! first); here all words of whoever leaves are gone at once; other nodes are asked to forget, which nobody can force;
//! the name in the address is not given to anybody else. What a member wrote for an organisation stays the
//! organisation's, without their name.

pub mod actions;
pub mod store;
