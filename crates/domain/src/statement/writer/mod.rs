//! Being named as the writer of what an organisation says. Outside, the organisation is the author; the person is hidden.
//!
//! What stays true: nobody is named who did not choose it themselves, for this statement, while the organisation's public
//! page names them; the name goes from the pages of this node when they take that back; other nodes learn a name, and the
//! public profile where there is one, never an account.

pub mod actions;
pub mod store;

/// Somebody who chose to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    /// What they are called in public.
    pub name: String,
    /// Their public profile, by id on the wire.
    pub person: Option<String>,
}
