//! What is stored about second factors.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::typed_id;
use sofra_db::schema::{passkey, second_factor, sign_in_step};

use crate::account::AccountId;

typed_id!(PasskeyId, "A passkey of an account.");

/// The app that shows codes, and how often a code was wrong.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = second_factor)]
pub struct SecondFactor {
    /// Whose.
    pub account_id: AccountId,
    /// The secret shared with the app, sealed; absent where only passkeys are used.
    pub secret: Option<Vec<u8>>,
    /// The step of the last code that was taken.
    pub last_step: i64,
    /// Wrong codes since the last right one.
    pub failures: i32,
    /// No code is looked at before.
    pub blocked_until: Timestamp,
    /// Since when.
    pub created_at: Timestamp,
}

/// A passkey, as it is stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = passkey)]
pub struct Passkey {
    /// The row.
    pub id: PasskeyId,
    /// Whose.
    pub account_id: AccountId,
    /// SHA-256 of the credential's id.
    pub credential_hash: String,
    /// What its owner calls it.
    pub name: String,
    /// The public key with its counter, sealed.
    pub data: Vec<u8>,
    /// Since when.
    pub created_at: Timestamp,
}

/// Somebody gave the right password and is yet to show the second factor.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_step)]
pub struct Step {
    /// SHA-256 of the cookie.
    pub token_hash: String,
    /// Who, if the second factor is right.
    pub account_id: AccountId,
    /// The page to go on to.
    pub next: String,
    /// When it is too late.
    pub expires_at: Timestamp,
}

/// Which second factors an account has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds {
    /// An app that shows codes.
    pub app: bool,
    /// How many passkeys.
    pub passkeys: i64,
    /// How many recovery codes are left.
    pub codes: i64,
}

impl Kinds {
    /// Whether there is a second factor at all. Recovery codes alone are none.
    #[must_use]
    pub fn any(self) -> bool {
        self.app || self.passkeys > 0
    }
}

/// What came of a code that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// It is right, and now used up.
    Right,
    /// It is wrong, or was used before.
    Wrong,
    /// Too many were wrong: none is looked at before that time.
    Blocked(Timestamp),
}
