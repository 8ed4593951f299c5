//! Rules, proposals and votes, as they are stored.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{approval_vote, draft_comment, proposal};

use crate::account::{AccountId, Identity, Seat};
use crate::actor::ActorId;
use crate::seat::Change;
use crate::statement::StatementId;

typed_id!(ProposalId, "Something that waits for the officers of an organisation.");
typed_id!(CommentId, "What somebody said about a draft.");

text_enum! {
    /// How many officers it takes.
    pub enum RuleKind {
        /// One officer.
        One = "one",
        /// Two different officers.
        Two = "two",
        /// A vote of the officers.
        Vote = "vote",
    }
}

/// How an organisation approves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// How many officers it takes.
    pub kind: RuleKind,
    /// Of a vote: how many percent of the officers must take part, 1 to 100.
    pub quorum: i32,
    /// Of a vote: how many percent of those for and against must be for it, 51 to 100.
    pub threshold: i32,
}

impl Rule {
    /// One officer.
    pub const ONE: Self = Self { kind: RuleKind::One, quorum: 100, threshold: 51 };
    /// Two officers.
    pub const TWO: Self = Self { kind: RuleKind::Two, quorum: 100, threshold: 51 };
}

text_enum! {
    /// What is proposed.
    pub enum Subject {
        /// To publish a draft.
        Statement = "statement",
        /// To revise what was published.
        Revision = "revision",
        /// To withdraw what was published.
        Withdrawal = "withdrawal",
        /// To approve by another rule from now on.
        Rule = "rule",
        /// To give a mandate.
        Mandate = "mandate",
        /// That somebody becomes an officer, or is one no more.
        Seat = "seat",
        /// To move to another node.
        Move = "move",
        /// To be the new home of an organisation of another node.
        Home = "home",
        /// To take or change a position.
        Position = "position",
        /// To take a position back.
        PositionWithdrawal = "position-withdrawal",
        /// To do something in a network.
        NetworkAct = "network-act",
        /// To record a place at somebody else's table, or something about one.
        Place = "place",
    }
}

text_enum! {
    /// How far a proposal has come. Whether an open one is approved is counted, not stored.
    pub enum ProposalState {
        /// It waits.
        Open = "open",
        /// It was approved and done.
        Done = "done",
        /// It was rejected.
        Rejected = "rejected",
        /// What it was about changed, or it was taken back.
        Void = "void",
    }
}

text_enum! {
    /// What an officer says to a proposal.
    pub enum Decision {
        /// For it.
        Approve = "approve",
        /// Against it.
        Reject = "reject",
        /// Neither, but taking part in a vote.
        Abstain = "abstain",
    }
}

/// Something that waits for the officers of an organisation, or did.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposal)]
pub struct Proposal {
    /// The row.
    pub id: ProposalId,
    /// In whose name.
    pub organisation_id: ActorId,
    /// What is proposed.
    pub kind: Subject,
    /// The row it is about.
    pub object: String,
    /// What is proposed where it is not in that row, as JSON.
    pub content: String,
    /// What approvals bind to.
    pub content_hash: String,
    /// Whether it is done as soon as it is approved.
    pub at_once: bool,
    /// How far it has come.
    pub state: ProposalState,
    /// Who proposed it; never shown outside.
    pub proposed_by: Option<AccountId>,
    /// When.
    pub proposed_at: Timestamp,
    /// Who took the last step; never shown outside.
    pub done_by: Option<AccountId>,
    /// When it was done, rejected or void.
    pub done_at: Option<Timestamp>,
}

impl Proposal {
    /// What it would do to an officer's seat, if it is about one.
    #[must_use]
    pub fn seat_change(&self) -> Option<Change> {
        if self.kind == Subject::Seat { serde_json::from_str(&self.content).ok() } else { None }
    }

    /// Whose seat would be taken: that officer has no say in it.
    #[must_use]
    pub fn concerned(&self) -> Option<AccountId> {
        self.seat_change().and_then(|change| change.concerned().cloned())
    }

    /// Whether somebody is among those who decide about it.
    #[must_use]
    pub fn may_be_decided_by(&self, who: &Identity) -> bool {
        who.seat(&self.organisation_id) == Some(Seat::Officer)
            && self.concerned().as_ref() != Some(&who.account)
    }

    /// Whether somebody may take the last step once it is approved.
    #[must_use]
    pub fn may_be_finished_by(&self, who: &Identity) -> bool {
        match self.kind {
            Subject::Seat => self.may_be_decided_by(who),
            _ => who.seat(&self.organisation_id).is_some_and(|seat| seat != Seat::Member),
        }
    }

    /// Whether somebody may take it back: who made it, and where it is not about a seat, each officer. About a seat that
    /// would be a way round the count.
    #[must_use]
    pub fn may_be_taken_back_by(&self, who: &Identity) -> bool {
        let own = self.proposed_by.as_ref() == Some(&who.account);
        own || (self.kind != Subject::Seat && who.seat(&self.organisation_id) == Some(Seat::Officer))
    }

    /// The path of the page where it is decided about.
    #[must_use]
    pub fn path(&self, username: &str) -> String {
        match self.kind {
            Subject::Statement | Subject::Revision | Subject::Withdrawal => {
                format!("/statements/{}/approval", self.object)
            }
            Subject::Rule => format!("/desk/{username}/rule"),
            Subject::Seat => format!("/desk/{username}/members"),
            Subject::Mandate => format!("/desk/{username}/mandates/{}", self.object),
            Subject::Move | Subject::Home => format!("/desk/{username}/move"),
            Subject::Position | Subject::PositionWithdrawal => {
                format!("/desk/{username}/positions/proposals/{}", self.id)
            }
            Subject::NetworkAct => format!("/desk/{username}/networks/waiting"),
            Subject::Place => format!("/desk/{username}/seats/proposals/{}", self.id),
        }
    }
}

/// What an officer decided.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = approval_vote)]
pub struct Vote {
    /// About which proposal.
    pub proposal_id: ProposalId,
    /// Who.
    pub account_id: AccountId,
    /// What.
    pub decision: Decision,
    /// Why, for those inside.
    pub reason: String,
    /// The content it was given for.
    pub content_hash: String,
    /// When.
    pub created_at: Timestamp,
}

/// What somebody said about a draft; for those with a seat only.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = draft_comment)]
pub struct Comment {
    /// The row.
    pub id: CommentId,
    /// About which statement.
    pub statement_id: StatementId,
    /// Who; absent once the account is gone.
    pub account_id: Option<AccountId>,
    /// Plain text.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}
