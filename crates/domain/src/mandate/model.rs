//! Mandates, as they are stored and read.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::mandate;

use crate::account::AccountId;
use crate::actor::ActorId;

typed_id!(MandateId, "A mandate of this or another node.");

text_enum! {
    /// How far a mandate has come. That one is over is seen by its dates.
    pub enum State {
        /// Seen by those inside.
        Draft = "draft",
        /// Given.
        Active = "active",
        /// Taken back, or laid down.
        Revoked = "revoked",
    }
}

/// A mandate without its scope.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = mandate, treat_none_as_null = true)]
pub struct Mandate {
    /// The row.
    pub id: MandateId,
    /// The id on the wire.
    pub uri: String,
    /// Whose mandate it is.
    pub organisation_id: ActorId,
    /// Whether it was given here.
    pub local: bool,
    /// How far it has come.
    pub state: State,
    /// The member who holds it; never shown outside.
    pub holder_id: Option<AccountId>,
    /// The name that everybody sees, chosen by the holder.
    pub shown_name: String,
    /// When the holder agreed to be shown so.
    pub accepted_at: Option<Timestamp>,
    /// Where it holds: a meeting, a body; plain text.
    pub forum: String,
    /// The decision it rests on; plain text.
    pub decision: String,
    /// The day of the decision.
    pub decided_on: Option<String>,
    /// Votes for it.
    pub votes_for: Option<i32>,
    /// Votes against it.
    pub votes_against: Option<i32>,
    /// Votes that were neither.
    pub votes_abstained: Option<i32>,
    /// The first day, as `YYYY-MM-DD`.
    pub valid_from: String,
    /// The last day.
    pub valid_until: String,
    /// Who wrote it down; never shown outside.
    pub created_by: Option<AccountId>,
    /// When it was begun, or first seen here.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was given.
    pub activated_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub revocation_reason: String,
    /// When the holder was told that it ends soon.
    pub warned_at: Option<Timestamp>,
    /// When the holder was told that it ended.
    pub ended_told_at: Option<Timestamp>,
    /// When its organisation's document no longer named it.
    pub unlisted_at: Option<Timestamp>,
}

/// A mandate in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The mandate.
    pub mandate: Mandate,
    /// Identities of demands, themes or an agenda.
    pub scope: Vec<String>,
}

/// The path of a local mandate: its page and the last part of its id.
#[must_use]
pub fn path(username: &str, id: &MandateId) -> String {
    format!("/o/{username}/mandates/{id}")
}
