//! A line of the record, and how it is bound to the one before.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_db::schema::audit_entry;

use crate::account::AccountId;
use crate::actor::ActorId;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entry)]
pub struct Entry {
    /// From 1, without a gap.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// Who; absent when it was done at the machine itself.
    pub account_id: Option<AccountId>,
    /// The organisation it concerns.
    pub organisation_id: Option<ActorId>,
    /// What was done: a code such as `peer.block`; `audit-peer-block` names it for people.
    pub act: String,
    /// What it was done to: a row's id, a host, an account's id.
    pub object: String,
    /// Why, in the words of who did it.
    pub reason: String,
    /// The hash of the line before; empty for the first.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

impl Entry {
    /// The hash that this line must bear: SHA-256 over the JSON list of its fields, which has one spelling only.
    #[must_use]
    pub fn expected_hash(&self) -> String {
        let fields = serde_json::json!([
            self.number,
            self.at.0,
            self.account_id.as_ref().map(AccountId::as_str),
            self.organisation_id.as_ref().map(ActorId::as_str),
            self.act,
            self.object,
            self.reason,
            self.previous,
        ]);
        sha256_hex(fields.to_string().as_bytes())
    }
}

/// Where the record is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The first line that does not fit.
    pub number: i64,
}
