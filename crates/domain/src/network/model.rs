//! Networks, their members and what they are asked, as they are stored.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
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

impl Network {
    /// The founding text by language; plain text.
    #[must_use]
    pub fn founding_text(&self) -> Localized<String> {
        serde_json::from_str(&self.founding).unwrap_or_default()
    }

    /// Its own agenda; without themes where it has none.
    #[must_use]
    pub fn own_agenda(&self) -> super::agenda::Agenda {
        serde_json::from_str(&self.agenda).unwrap_or_default()
    }
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

impl Call {
    /// Whether it says something else by now than what was asked at first: whoever answered before must see that.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.state == CallState::Open && self.published_at.is_some_and(|asked| self.updated_at > asked)
    }
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

/// What an organisation does in a network, under its own rule of approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// It founds one on its node.
    Found {
        /// What was written for it.
        founding: Box<super::rules::Founding>,
    },
    /// It founds one anew, whose node is lost.
    Refound {
        /// Which.
        network: ActorId,
        /// The name in the new handle.
        username: String,
    },
    /// It applies, or comes when it is invited.
    Join {
        /// Where.
        network: ActorId,
        /// What it says to the members.
        words: String,
    },
    /// It leaves.
    Leave {
        /// Which.
        network: ActorId,
    },
    /// It vouches for one that applied, or no longer does.
    Vouch {
        /// Where.
        network: ActorId,
        /// For whom.
        applicant: ActorId,
        /// Whether it does.
        given: bool,
    },
    /// It would have these coordinate.
    Choose {
        /// Where.
        network: ActorId,
        /// Whom.
        candidates: Vec<ActorId>,
    },
    /// As a coordinator it would have a member suspended or an applicant refused, or one taken back in.
    Move {
        /// Where.
        network: ActorId,
        /// Whom.
        about: ActorId,
        /// Out, or in again.
        removal: bool,
        /// Why.
        reason: String,
    },
    /// As a coordinator it writes the network's own agenda.
    Agenda {
        /// Whose.
        network: ActorId,
        /// All of it.
        agenda: super::agenda::Agenda,
    },
    /// As a coordinator it asks the members for positions.
    Ask {
        /// What it drafted.
        call: CallId,
        /// Where.
        network: ActorId,
    },
    /// As a coordinator it corrects the words or the deadline of a call that is out.
    Correct {
        /// Which.
        call: CallId,
        /// Where.
        network: ActorId,
        /// What it says from then on; its subjects stay what they are.
        form: Box<super::call::rules::Form>,
    },
    /// As a coordinator it takes a call back.
    Cancel {
        /// Which.
        call: CallId,
        /// Where.
        network: ActorId,
    },
}

impl Act {
    /// The network it is about, where there is one already.
    #[must_use]
    pub fn network(&self) -> Option<&ActorId> {
        match self {
            Self::Found { .. } => None,
            Self::Refound { network, .. }
            | Self::Join { network, .. }
            | Self::Leave { network }
            | Self::Vouch { network, .. }
            | Self::Choose { network, .. }
            | Self::Move { network, .. }
            | Self::Agenda { network, .. }
            | Self::Ask { network, .. }
            | Self::Correct { network, .. }
            | Self::Cancel { network, .. } => Some(network),
        }
    }

    /// What of the network it is about, in a word: a new proposal about the same replaces the one that waits.
    pub(super) fn matter(&self) -> String {
        match self {
            Self::Found { founding } => format!("found {}", founding.username),
            Self::Refound { .. } => "refound".to_owned(),
            Self::Join { .. } | Self::Leave { .. } => "belong".to_owned(),
            Self::Vouch { applicant, .. } => format!("vouch {applicant}"),
            Self::Choose { .. } => "choose".to_owned(),
            Self::Move { about, .. } => format!("move {about}"),
            Self::Agenda { .. } => "agenda".to_owned(),
            Self::Ask { call, .. } | Self::Correct { call, .. } | Self::Cancel { call, .. } => {
                format!("call {call}")
            }
        }
    }

    /// The code of the act in the record.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Found { .. } => "network.found",
            Self::Refound { .. } => "network.refound",
            Self::Join { .. } => "network.join",
            Self::Leave { .. } => "network.leave",
            Self::Vouch { given: true, .. } => "network.vouch",
            Self::Vouch { given: false, .. } => "network.unvouch",
            Self::Choose { .. } => "network.choose",
            Self::Move { removal: true, .. } => "network.remove",
            Self::Move { removal: false, .. } => "network.readmit",
            Self::Agenda { .. } => "network.agenda",
            Self::Ask { .. } => "network.ask",
            Self::Correct { .. } => "network.correct",
            Self::Cancel { .. } => "network.cancel",
        }
    }
}

/// What is to be told to other nodes about a network: by one of its members here, or by the network itself where it
/// lives here.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "told", rename_all = "kebab-case")]
#[allow(missing_docs)] // The fields are those of the acts above.
pub enum Told {
    /// An organisation of this node applies elsewhere.
    Joined { network: ActorId, organisation: ActorId, uri: String, words: String },
    /// A network of this node answers.
    Answered { network: ActorId, organisation: ActorId, join: String, accepted: bool, reason: String },
    /// An organisation of this node leaves; with the id of what it joined by.
    Left { network: ActorId, organisation: ActorId, join: Option<String> },
    /// An organisation of this node vouches for an applicant.
    Vouched { network: ActorId, organisation: ActorId, about: ActorId, uri: String },
    /// An organisation of this node would have another coordinate.
    Chose { network: ActorId, organisation: ActorId, about: ActorId, uri: String },
    /// It takes such an offer back.
    TakenBack { network: ActorId, organisation: ActorId, uri: String },
    /// A coordinator of this node moves that one goes, or comes back.
    Moved { network: ActorId, organisation: ActorId, about: ActorId, removal: bool, reason: String },
    /// A coordinator of this node wrote the agenda.
    Agenda { network: ActorId, organisation: ActorId, agenda: String },
    /// A network of this node passes on what a member told it: the member's own activity, byte for byte.
    Relayed { network: ActorId, activity: String, inner: String, public: bool },
    /// A coordinator of this node asks, changes what it asks, or takes it back.
    Called { call: CallId, verb: String },
}

/// A network as its own node describes it.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// The founding text by language.
    pub founding: Localized<String>,
    /// What brings it together.
    pub kind: Option<Kind>,
    /// The network that it is a part of.
    pub parent: Option<String>,
    /// Its own agenda.
    pub agenda: super::agenda::Agenda,
    /// How many members must vouch for whoever applies.
    pub vouches: i32,
    /// When it was founded.
    pub founded: Option<Timestamp>,
    /// The network it was founded anew as.
    pub successor: Option<String>,
    /// The network that it follows on.
    pub predecessor: Option<String>,
    /// Who stands to it, as far as this node is told.
    pub members: Vec<IncomingMember>,
    /// Whether these are all.
    pub complete: bool,
}

/// An organisation in such a description.
#[derive(Debug, Clone)]
pub struct IncomingMember {
    /// Its id on the wire.
    pub uri: String,
    /// How it stands to the network.
    pub state: MemberState,
    /// Whether it coordinates.
    pub coordinates: bool,
    /// What it said when it applied.
    pub words: String,
    /// Why it was suspended or refused.
    pub reason: String,
    /// When it applied.
    pub applied: Option<Timestamp>,
    /// When it was taken in.
    pub admitted: Option<Timestamp>,
    /// Who vouches for it.
    pub vouchers: Vec<String>,
}
