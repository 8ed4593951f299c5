//! Positions, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::LanguageTag;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{member_position, position, position_revision, position_text};

use crate::account::AccountId;
use crate::actor::ActorId;
use crate::told::Word;

typed_id!(PositionId, "A position of this or another node.");

text_enum! {
    /// How somebody stands to a subject.
    pub enum Stance {
        /// For it.
        Support = "support",
        /// For it, but.
        Reservations = "support-with-reservations",
        /// Neither.
        Abstain = "abstain",
        /// Against it.
        Oppose = "oppose",
    }
}

text_enum! {
    /// Who may read a position.
    pub enum Audience {
        /// Everybody.
        Public = "public",
        /// The members of the networks that it is told to.
        Network = "network",
    }
}

text_enum! {
    /// Whether a position counts.
    pub enum State {
        /// It counts.
        Standing = "standing",
        /// A newer one of the same holder on the same subject counts.
        Superseded = "superseded",
        /// Its holder took it back.
        Withdrawn = "withdrawn",
    }
}

/// A position: the present word of one holder on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = position)]
pub struct Position {
    /// The row.
    pub id: PositionId,
    /// The id on the wire.
    pub uri: String,
    /// Whether it was taken here.
    pub local: bool,
    /// Whose it is.
    pub holder_id: ActorId,
    /// The identity of a demand, the id of a statement, or that id with `#paragraph-N`.
    pub subject: String,
    /// The subject's hash when the stance was taken.
    pub subject_hash: String,
    /// The stance.
    pub stance: Stance,
    /// Who may read it.
    pub audience: Audience,
    /// Whether it counts.
    pub state: State,
    /// The present revision, from 1.
    pub revision: i32,
    /// The language of the authentic reasons.
    pub authentic: LanguageTag,
    /// The rule it was taken by (see [`crate::approval::RuleKind`]); empty where it is not told.
    pub rule: String,
    /// Of a vote, in percent.
    pub quorum: i32,
    /// Of a vote, in percent.
    pub threshold: i32,
    /// Members' totals as JSON, where the organisation chose to tell them; else empty.
    pub member_totals: String,
    /// The call it answers, by id on the wire.
    pub call_uri: Option<String>,
    /// Its page for people on its own node.
    pub page_url: Option<String>,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// When it last changed, by its holder's word; the latest counts.
    pub updated_at: Timestamp,
    /// When it arrived here.
    pub received_at: Option<Timestamp>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// When this node stopped showing it.
    pub hidden_at: Option<Timestamp>,
}

impl Position {
    /// As far as it matters for who may read it.
    #[must_use]
    pub fn word(&self) -> Word<'_> {
        Word {
            holder: &self.holder_id,
            local: self.local,
            audience: self.audience,
            is_hidden: self.hidden_at.is_some(),
        }
    }

    /// The path of its page here.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/positions/{}", self.id)
    }
}

/// A word that a position was, or is.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = position_revision)]
pub struct Revision {
    /// Of which position.
    pub position_id: PositionId,
    /// From 1.
    pub number: i32,
    /// The stance.
    pub stance: Stance,
    /// What it bound to.
    pub subject_hash: String,
    /// When it was decided.
    pub decided_at: Timestamp,
}

/// The reasons of one revision in one language.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = position_text)]
pub struct Text {
    /// Of which position.
    pub position_id: PositionId,
    /// Of which revision.
    pub revision: i32,
    /// In which language.
    pub language: LanguageTag,
    /// Plain text.
    pub reasons: String,
}

/// What a member thinks, for those inside of the organisation only.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = member_position)]
pub struct MemberPosition {
    /// Who.
    pub account_id: AccountId,
    /// In which organisation.
    pub organisation_id: ActorId,
    /// On what.
    pub subject: String,
    /// The subject's hash when it was said.
    pub subject_hash: String,
    /// The stance.
    pub stance: Stance,
    /// Plain text.
    pub reasons: String,
    /// When.
    pub updated_at: Timestamp,
}
