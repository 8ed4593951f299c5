//! What is stored about getting back in.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::text_enum;
use sofra_db::schema::{email, lost_second_factor, one_time_link};

use crate::account::AccountId;

text_enum! {
    /// What a link does.
    pub enum Purpose {
        /// Confirms that an address is read by whom it was given by.
        ConfirmEmail = "confirm-email",
        /// Lets a new password be chosen.
        Password = "password",
        /// Says that the second factor is not lost.
        KeepSecondFactor = "keep-second-factor",
    }
}

/// A link that works once.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = one_time_link)]
pub struct Link {
    /// SHA-256 of what is in the address.
    pub token_hash: String,
    /// For whose account.
    pub account_id: AccountId,
    /// What it does.
    pub purpose: Purpose,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// The address of an account, sealed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = email)]
pub struct Email {
    /// Whose.
    pub account_id: AccountId,
    /// Confirmed.
    pub address: Option<Vec<u8>>,
    /// Given, not yet confirmed.
    pub pending: Option<Vec<u8>>,
    /// Since when there is one.
    pub created_at: Timestamp,
}

/// Somebody says that a second factor is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = lost_second_factor)]
pub struct Lost {
    /// Since when.
    pub requested_at: Timestamp,
    /// When the second factor can be ended.
    pub due_at: Timestamp,
}

/// Addresses as their owner sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// In use.
    pub confirmed: Option<String>,
    /// Waiting for its link.
    pub pending: Option<String>,
}

/// A mail to be written, as a job holds it: without the link, which is made when the mail is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// To the address that waits to be confirmed.
    Confirm {
        /// Whose.
        account: AccountId,
    },
    /// To whoever has that user name, if anybody has, and has an address.
    Password {
        /// As it was typed.
        login: String,
    },
    /// That somebody says that the second factor is lost.
    Lost {
        /// Whose.
        account: AccountId,
    },
    /// How much was new in a week, to whoever asked for it.
    Digest {
        /// Whose.
        account: AccountId,
        /// Which week.
        week: String,
    },
    /// To an address that is no longer used.
    Changed {
        /// Whose.
        account: AccountId,
        /// Sealed.
        address: Vec<u8>,
    },
}

/// What a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// Confirm this address.
    Confirm,
    /// Choose a new password.
    Password,
    /// The second factor is said to be lost.
    Lost,
    /// This address is no longer used.
    Changed,
    /// So much was new in a week; the secret is that of the link that ends these mails.
    Digest {
        /// Statements, positions and calls together.
        new: i64,
    },
}

/// A mail, ready to be put into words and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The language of the account.
    pub language: Option<String>,
    /// What it says.
    pub kind: MailKind,
    /// The secret of its link.
    pub token: Option<String>,
}
