//! Notifications, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::notification;

use crate::account::AccountId;

typed_id!(NotificationId, "A notification.");

text_enum! {
    /// Of what kind something is that waits.
    pub enum Kind {
        /// Somebody asks for an account or for a place in an organisation.
        JoinRequest = "join-request",
        /// One's own place in an organisation or on the node changed.
        RoleChanged = "role-changed",
        /// Who decides in an organisation changed, or is to change.
        OfficersChanged = "officers-changed",
        /// A password, a second factor or a session changed.
        SecurityChanged = "security-changed",
        /// A draft waits for one's approval.
        ApprovalAwaited = "approval-awaited",
        /// A draft one proposed was decided about.
        ApprovalDecided = "approval-decided",
        /// A draft has a new comment.
        DraftCommented = "draft-commented",
        /// A mandate begins, ends soon, ended or was revoked.
        MandateChanged = "mandate-changed",
        /// Another organisation offers to vouch, or asks for it.
        VouchOffered = "vouch-offered",
        /// Something about a vouch changed.
        VouchChanged = "vouch-changed",
        /// Somebody asks to follow.
        FollowRequest = "follow-request",
        /// A report waits for a moderator.
        ReportReceived = "report-received",
        /// A report one made was decided about.
        ReportDecided = "report-decided",
        /// A moderator decided about oneself or one's organisation; an appeal is possible.
        ModerationDecided = "moderation-decided",
        /// An appeal waits for a moderator.
        AppealReceived = "appeal-received",
        /// An appeal one made was decided about.
        AppealDecided = "appeal-decided",
        /// An organisation moved from or to this node.
        Moved = "moved",
        /// An organisation applied to a network to which one's own belongs.
        NetworkApplied = "network-applied",
        /// One's own organisation's place in a network changed.
        NetworkChanged = "network-changed",
        /// One's own organisation is asked for positions.
        CallAsked = "call-asked",
        /// It has not answered yet.
        CallReminder = "call-reminder",
        /// Another officer stopped all sending in the organisation's name.
        SendingStopped = "sending-stopped",
        /// What one's own or one's organisation's position is about changed.
        PositionStale = "position-stale",
        /// What one said inside of an organisation is about something that changed.
        InsideStale = "inside-stale",
        /// The other side answered to a seat that one's own organisation recorded.
        SeatAnswered = "seat-answered",
    }
}

/// That something waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notification)]
pub struct Notification {
    /// The row.
    pub id: NotificationId,
    /// For whom.
    pub account_id: AccountId,
    /// Of what kind.
    pub kind: Kind,
    /// The path of the page where it can be dealt with.
    pub link: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was seen.
    pub seen_at: Option<Timestamp>,
}
