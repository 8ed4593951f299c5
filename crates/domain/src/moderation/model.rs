//! Decisions and appeals, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{appeal, decision, moderation_setting};

use crate::account::AccountId;
use crate::actor::ActorId;
use crate::position::PositionId;
use crate::report::ReportId;
use crate::statement::StatementId;

typed_id!(DecisionId, "A decision of a moderator.");
typed_id!(AppealId, "An answer to a decision.");

text_enum! {
    /// What a moderator can decide.
    pub enum Measure {
        /// Nothing is wrong.
        Dismiss = "dismiss",
        /// A statement is shown nowhere on this node; it can be shown again.
        Hide = "hide",
        /// A statement is withdrawn, or the copy of a remote one deleted, for good.
        Remove = "remove",
        /// The one concerned reads a text, and nothing else happens.
        Warn = "warn",
        /// An actor is shown no more, and one of this node publishes no more.
        Suspend = "suspend",
        /// What the actor's node says is shown only to those who follow who said it.
        LimitHost = "limit-host",
        /// Nothing more to do with the actor's node.
        SuspendHost = "suspend-host",
    }
}

text_enum! {
    /// How far an appeal has come.
    pub enum AppealState {
        /// It waits.
        Open = "open",
        /// The decision stands.
        Refused = "refused",
        /// The decision was taken back.
        Granted = "granted",
    }
}

/// What a moderator decided.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = decision)]
pub struct Decision {
    /// The row.
    pub id: DecisionId,
    /// The report it answers.
    pub report_id: Option<ReportId>,
    /// What.
    pub measure: Measure,
    /// Whom it concerns.
    pub actor_id: Option<ActorId>,
    /// Which statement it is about.
    pub statement_id: Option<StatementId>,
    /// Which position it is about.
    pub position_id: Option<PositionId>,
    /// Which host it is about.
    pub host: Option<String>,
    /// The version of the rules…
    pub rule_version: Option<i32>,
    /// …and the rule in it.
    pub rule_number: Option<i32>,
    /// Why, in words that the one concerned reads.
    pub reason: String,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Timestamp,
    /// When it was taken back.
    pub lifted_at: Option<Timestamp>,
}

/// An answer to a decision, by the one it concerns.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = appeal)]
pub struct Appeal {
    /// The row.
    pub id: AppealId,
    /// To which decision.
    pub decision_id: DecisionId,
    /// Who wrote it.
    pub account_id: Option<AccountId>,
    /// The words.
    pub words: String,
    /// How far it has come.
    pub state: AppealState,
    /// What was answered.
    pub answer: String,
    /// Who answered.
    pub answered_by: Option<AccountId>,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// What the host chose about reports and lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = moderation_setting)]
pub struct Setting {
    /// Whether everybody may read which hosts are suspended or limited.
    pub publishes_blocks: bool,
    /// Whether somebody who is not signed in may report.
    pub visitors_report: bool,
}
