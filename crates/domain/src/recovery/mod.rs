//! Getting back in: links that work once, and e-mail for those who want it.
//!
//! What stays true: nobody learns from an answer whether an account or an address exists; a link is kept as a hash
//! and works once; a new password never ends a second factor, whoever made the link; a lost second factor ends after
//! three days at the earliest, and everybody concerned is told first; addresses are sealed, and used for nothing else.

pub mod actions;
pub mod model;
pub mod rules;
pub mod store;

pub use model::{Letter, Link, Mail, MailKind, Purpose};
