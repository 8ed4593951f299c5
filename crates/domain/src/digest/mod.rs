//! What was new in a week, for whoever looks, and a mail that says how much it was, for those who want one.
//!
//! What stays true: a digest shows what lists and search show the same reader, never more; the mail names nobody and
//! nothing, goes to confirmed addresses of those who asked for it alone, once a week at most, and not when there is
//! nothing new; the link in it ends it without signing in.
//!
//! To put more into it: one more [`store::Section`] in [`store::Digest`].

pub mod actions;
pub mod rules;
pub mod store;
