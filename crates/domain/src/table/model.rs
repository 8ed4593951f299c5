//! Seats, their steps and the replies to them, as they are stored.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::lang::LanguageTag;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{table_reply, table_seat, table_step};

use super::Audience;
use crate::actor::ActorId;
use crate::told::Word;

typed_id!(SeatId, "A place at somebody else's table, of this or another node.");
typed_id!(ReplyId, "What the other side says to a seat.");

text_enum! {
    /// What a body is.
    pub enum BodyKind {
        /// A body of the United Nations.
        Un = "un",
        /// Another body of states.
        Regional = "regional",
        /// A government or a ministry.
        Government = "government",
        /// A city or a municipality.
        City = "city",
        /// An organisation that is not one of states.
        Organisation = "organisation",
        /// Anything else.
        Other = "other",
    }
}

text_enum! {
    /// How far what is dealt with at the table has come.
    pub enum Stage {
        /// What is to be decided is being written.
        Design = "design",
        /// It is decided.
        Decision = "decision",
        /// It is carried out.
        Implementation = "implementation",
        /// It is looked at what became of it.
        Evaluation = "evaluation",
    }
}

text_enum! {
    /// What one may do at the table.
    pub enum Kind {
        /// Listen.
        Observer = "observer",
        /// Speak.
        Speaking = "speaking",
        /// Vote.
        Voting = "voting",
    }
}

text_enum! {
    /// What a step says.
    pub enum State {
        /// Somebody said that there would be a place.
        Promised = "promised",
        /// An invitation came.
        Invited = "invited",
        /// Somebody sat there.
        Attended = "attended",
        /// They could speak, or what they wrote was taken up.
        Heard = "heard",
        /// What they said became part of the result.
        Adopted = "adopted",
        /// What they said was answered, with reasons.
        Answered = "answered",
        /// Nothing became of it, and nobody said why.
        Ignored = "ignored",
        /// Nobody could sit there.
        Refused = "refused",
    }
}

text_enum! {
    /// Why nobody could sit there.
    pub enum Refusal {
        /// A visa was refused, or came too late.
        Visa = "visa",
        /// There was no money for the journey.
        Money = "money",
        /// The invitation that was promised did not come.
        NotInvited = "not-invited",
        /// No entry: accreditation, a list, a door.
        Access = "access",
        /// It was not safe to go, or to be seen there.
        Safety = "safety",
        /// It was told too late.
        Late = "late",
        /// Anything else.
        Other = "other",
    }
}

/// A place at somebody else's table.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = table_seat)]
pub struct Seat {
    /// The row.
    pub id: SeatId,
    /// The id on the wire.
    pub uri: String,
    /// Whether it was recorded here.
    pub local: bool,
    /// Who records it.
    pub holder_id: ActorId,
    /// Whose table it is, in the one spelling of [`super::body::identity`].
    pub body: String,
    /// The same as it was written.
    pub body_name: String,
    /// What it is.
    pub body_kind: BodyKind,
    /// In which country, by its code; empty where it is in none.
    pub country: String,
    /// The actor that may answer for the body, by id on the wire.
    pub body_actor: Option<String>,
    /// What is dealt with there; plain text.
    pub process: String,
    /// The event that it was about, by id on the wire.
    pub meeting: Option<String>,
    /// How far that has come.
    pub stage: Stage,
    /// What one may do there.
    pub kind: Kind,
    /// Of what is written in it.
    pub language: LanguageTag,
    /// What the last step says.
    pub state: State,
    /// How far it came at its best: see [`super::rules::rung`].
    pub rung: i32,
    /// Why it was refused, where it was at last; else empty.
    pub refusal: String,
    /// What those who sat there think came of it: 1 to 5, or 0.
    pub rating: i32,
    /// The same in words.
    pub rating_words: String,
    /// Who may read it.
    pub audience: Audience,
    /// From 1.
    pub revision: i32,
    /// When it was first recorded.
    pub recorded_at: Timestamp,
    /// When it last changed, by its holder's word; the latest counts.
    pub updated_at: Timestamp,
    /// When it arrived here.
    pub received_at: Option<Timestamp>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// When this node stopped showing it.
    pub hidden_at: Option<Timestamp>,
    /// Its page for people on its own node.
    pub page_url: Option<String>,
}

impl Seat {
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
        format!("/seats/{}", self.id)
    }

    /// Whether it is in the register, and not only the place where it stood.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

/// Something that happened with a seat.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = table_step)]
pub struct Step {
    /// Of which seat.
    pub seat_id: SeatId,
    /// From 1.
    pub number: i32,
    /// What.
    pub state: State,
    /// Of a refusal, why; else empty.
    pub refusal: String,
    /// The day, as `YYYY-MM-DD`.
    pub happened_on: String,
    /// How it went; plain text.
    pub words: String,
    /// Where it can be checked: a link, or empty.
    pub evidence: String,
    /// When it was written down.
    pub recorded_at: Timestamp,
}

/// What the other side says to a seat.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = table_reply)]
pub struct Reply {
    /// The row.
    pub id: ReplyId,
    /// To which seat.
    pub seat_id: SeatId,
    /// The id on the wire.
    pub uri: String,
    /// Who says it, in their own words.
    pub name: String,
    /// The actor who says it; absent where it came by a link.
    pub actor_uri: Option<String>,
    /// Of the words.
    pub language: LanguageTag,
    /// Plain text.
    pub words: String,
    /// Whether we have it from the node of the record alone.
    pub passed_on: bool,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When its author took it back.
    pub withdrawn_at: Option<Timestamp>,
    /// When this node stopped showing it.
    pub hidden_at: Option<Timestamp>,
}

/// What others are to be told about a seat.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "told", rename_all = "kebab-case")]
pub enum Told {
    /// It was recorded.
    Recorded {
        /// Which.
        seat: SeatId,
    },
    /// It changed, or was answered.
    Changed {
        /// Which.
        seat: SeatId,
    },
    /// It was taken back.
    Withdrawn {
        /// Which.
        seat: SeatId,
    },
}

impl Told {
    /// The seat that it is about.
    #[must_use]
    pub const fn seat(&self) -> &SeatId {
        match self {
            Self::Recorded { seat } | Self::Changed { seat } | Self::Withdrawn { seat } => seat,
        }
    }
}
