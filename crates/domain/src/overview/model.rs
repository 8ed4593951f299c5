//! What is counted, for whom and by what.

use sofra_base::text_enum;

use crate::actor::ActorId;
use crate::position::Stance;

text_enum! {
    /// By what positions are counted. The values of the first six are what a holder is; an organisation can have several
    /// of one. A holder that does not tell has the empty value, which is counted like any other.
    pub enum Dimension {
        /// Everything together; its one value is empty.
        All = "all",
        /// The country that the holder works in.
        Host = "host",
        /// A country that its people come from.
        Origin = "origin",
        /// The region of the United Nations' M49 that the country it works in lies in.
        Region = "region",
        /// What it declares to be.
        Kind = "kind",
        /// A language it works in.
        Language = "language",
        /// The ISO week in which the position was decided.
        Week = "week",
        /// The beginning of the hash of the subject as it was then.
        Version = "version",
    }
}

impl Dimension {
    /// What holders are: by these, organisations are counted too.
    pub const OF_HOLDERS: [Self; 6] =
        [Self::All, Self::Host, Self::Origin, Self::Region, Self::Kind, Self::Language];

    /// What a reader may choose among by.
    pub const CHOICES: [Self; 5] = [Self::Region, Self::Host, Self::Origin, Self::Kind, Self::Language];

    /// What may be a constituency of common ground: a holder is in few of each, and says so itself.
    pub const CONSTITUENCIES: [Self; 3] = [Self::Region, Self::Kind, Self::Host];
}

/// Whose positions are counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The public ones of all organisations known here.
    All,
    /// The public ones of a network's members.
    Public(ActorId),
    /// Those, and what members told that network alone.
    Members(ActorId),
}

impl Scope {
    /// As it is stored.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Public(network) => format!("public:{network}"),
            Self::Members(network) => format!("members:{network}"),
        }
    }

    /// The network, where it is one's.
    #[must_use]
    pub const fn network(&self) -> Option<&ActorId> {
        match self {
            Self::All => None,
            Self::Public(network) | Self::Members(network) => Some(network),
        }
    }

    /// Whether everybody may see it.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        !matches!(self, Self::Members(_))
    }
}

/// How many took each stance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stances {
    /// For it.
    pub support: i64,
    /// For it, but.
    pub reservations: i64,
    /// Neither.
    pub abstain: i64,
    /// Against it.
    pub oppose: i64,
}

impl Stances {
    /// Adds so many of one stance.
    pub const fn add(&mut self, stance: Stance, count: i64) {
        match stance {
            Stance::Support => self.support += count,
            Stance::Reservations => self.reservations += count,
            Stance::Abstain => self.abstain += count,
            Stance::Oppose => self.oppose += count,
        }
    }

    /// How many took one stance.
    #[must_use]
    pub const fn of(&self, stance: Stance) -> i64 {
        match stance {
            Stance::Support => self.support,
            Stance::Reservations => self.reservations,
            Stance::Abstain => self.abstain,
            Stance::Oppose => self.oppose,
        }
    }

    /// How many took any.
    #[must_use]
    pub const fn all(&self) -> i64 {
        self.support + self.reservations + self.abstain + self.oppose
    }

    /// How many are for it, with reservations or without.
    #[must_use]
    pub const fn agree(&self) -> i64 {
        self.support + self.reservations
    }
}

impl std::ops::AddAssign for Stances {
    fn add_assign(&mut self, other: Self) {
        self.support += other.support;
        self.reservations += other.reservations;
        self.abstain += other.abstain;
        self.oppose += other.oppose;
    }
}
