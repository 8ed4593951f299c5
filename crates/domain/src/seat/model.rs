//! Somebody with a seat, as those inside see them.

use sofra_base::clock::Timestamp;

use crate::account::{AccountId, Seat};

/// Somebody with a seat in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// What they are called inside.
    pub name: String,
    /// What they may do.
    pub seat: Seat,
    /// Since when.
    pub since: Timestamp,
    /// Whether the public page names them; their own choice.
    pub shown: bool,
    /// Whether the account is switched on.
    pub active: bool,
}
