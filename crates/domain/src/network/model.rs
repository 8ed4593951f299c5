//! Networks, their members and what they are asked, as they are stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::LanguageTag;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{call, call_subject, call_text, network, network_member, network_motion};

use crate::actor::ActorId;

typed_id!(CallId, "A call for positions.");

text_enum! {
    /// What brings a network together.
    pub enum Kind {
        /// From everywhere.
        Global = "global",
        /// From one region.
        Regional = "regional",
        /// Women.
        Women = "women",
        /// Young people.
        Youth = "youth",
        /// Something else.
        Other = "other",
    }
}

text_enum! {
    /// How an organisation stands to a network.
    pub enum MemberState {
        /// It belonged to the network that this one follows on; it belongs as soon as it joins.
        Invited = "invited",
        /// It applied; members vouch.
        Applied = "applied",
        /// It belongs.
        Admitted = "admitted",
        /// It belongs, but does not speak or count for now.
        Suspended = "suspended",
        /// It was not taken in.
        Refused = "refused",
        /// It left.
        Left = "left",
    }
}

text_enum! {
    /// How far a call has come. That it is over is seen by its deadline.
    pub enum CallState {
        /// Seen by those who write it.
        Draft = "draft",
        /// Asked.
        Open = "open",
        /// Taken back.
        Cancelled = "cancelled",
    }
}

/// What a network is, beyond its actor.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = network)]
pub struct Network {
    /// Its actor.
    pub actor_id: ActorId,
    /// The founding text by language, as JSON; plain text.
    pub founding: String,
    /// The network that it is a part of, by id on the wire.
    pub parent_uri: Option<String>,
    /// What brings it together.
    pub kind: Kind,
    /// Its own agenda as JSON, or empty.
    pub agenda: String,
    /// How many members must vouch for whoever applies.
    pub vouches: i32,
    /// When it was founded.
    pub founded_at: Timestamp,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// The network it was founded anew as, by id on the wire.
    pub successor_uri: Option<String>,
    /// The network that it follows on, by id on the wire.
    pub predecessor_uri: Option<String>,
    /// When its own node is to be asked again.
    pub refresh_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// An organisation and a network.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = network_member)]
pub struct Member {
    /// Which network.
    pub network_id: ActorId,
    /// Which organisation.
    pub organisation_id: ActorId,
    /// How it stands to it.
    pub state: MemberState,
    /// Whether the members chose it to coordinate.
    pub coordinates: bool,
    /// The id of the activity by which it applied.
    pub apply_uri: Option<String>,
    /// What it said when it applied; plain text.
    pub words: String,
    /// Why it was suspended or refused; plain text.
    pub reason: String,
    /// When it applied.
    pub applied_at: Timestamp,
    /// When it was taken in.
    pub admitted_at: Option<Timestamp>,
    /// When it left or was refused.
    pub ended_at: Option<Timestamp>,
    /// When this last changed.
    pub updated_at: Timestamp,
    /// The hour in which something of it was last passed on.
    pub relay_hour: i64,
    /// How much was passed on in that hour.
    pub relayed: i32,
}

/// What a coordinator would have done about an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = network_motion)]
pub struct Motion {
    /// In which network.
    pub network_id: ActorId,
    /// About whom.
    pub organisation_id: ActorId,
    /// Who would.
    pub coordinator_id: ActorId,
    /// Whether it would have it out: suspended, or refused if it only applied. Otherwise in (again).
    pub removal: bool,
    /// Why; plain text.
    pub reason: String,
    /// When.
    pub created_at: Timestamp,
}

/// A call for positions.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = call)]
pub struct Call {
    /// The row.
    pub id: CallId,
    /// The id on the wire.
    pub uri: String,
    /// Whether it was written here.
    pub local: bool,
    /// Which network is asked.
    pub network_id: ActorId,
    /// The coordinating organisation that asks.
    pub author_id: ActorId,
    /// How far it has come.
    pub state: CallState,
    /// The language of the authentic text.
    pub authentic: LanguageTag,
    /// Until when answers are asked for.
    pub deadline_at: Timestamp,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was asked.
    pub published_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When its answerers here were last reminded.
    pub reminded_at: Option<Timestamp>,
}

/// A call's words in one language.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = call_text)]
pub struct CallText {
    /// Of which call.
    pub call_id: CallId,
    /// In which language.
    pub language: LanguageTag,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub body: String,
}

/// Something that a call asks about.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = call_subject)]
pub struct CallSubject {
    /// Of which call.
    pub call_id: CallId,
    /// From 1.
    pub number: i32,
    /// See [`crate::position::Position::subject`].
    pub subject: String,
    /// Its hash when it was asked about.
    pub subject_hash: String,
}
