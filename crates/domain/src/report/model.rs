//! Reports, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{report, report_note};

use crate::account::AccountId;
use crate::actor::ActorId;

typed_id!(ReportId, "A report.");
typed_id!(NoteId, "A note on a report.");

text_enum! {
    /// What is wrong.
    pub enum Category {
        /// A rule of the node is broken.
        Rule = "rule",
        /// Somebody is put in danger.
        Danger = "danger",
        /// Somebody says to be who they are not.
        FalseIdentity = "false-identity",
        /// Advertising, or the same again and again.
        Spam = "spam",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// How far a report has come.
    pub enum ReportState {
        /// It waits.
        Open = "open",
        /// It was decided about.
        Decided = "decided",
    }
}

/// A report.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = report)]
pub struct Report {
    /// The row.
    pub id: ReportId,
    /// Who reported, of this node.
    pub account_id: Option<AccountId>,
    /// The node that sent it.
    pub origin_host: Option<String>,
    /// Its id there.
    pub origin_uri: Option<String>,
    /// Who is reported.
    pub actor_id: ActorId,
    /// What is wrong.
    pub category: Category,
    /// The version of the rules…
    pub rule_version: Option<i32>,
    /// …and the rule in it.
    pub rule_number: Option<i32>,
    /// In the words of who reported.
    pub words: String,
    /// Whether the node of the reported is told.
    pub forwarded: bool,
    /// …with these words.
    pub words_forwarded: bool,
    /// How far it has come.
    pub state: ReportState,
    /// Who looks into it.
    pub assigned_to: Option<AccountId>,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was decided about.
    pub decided_at: Option<Timestamp>,
}

/// What a moderator wrote down about a report, for other moderators.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = report_note)]
pub struct Note {
    /// The row.
    pub id: NoteId,
    /// About which report.
    pub report_id: ReportId,
    /// Who wrote it.
    pub account_id: Option<AccountId>,
    /// The words.
    pub words: String,
    /// When.
    pub created_at: Timestamp,
}
