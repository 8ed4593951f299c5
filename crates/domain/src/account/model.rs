//! Accounts, sessions and tokens, as they are stored and as they act.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::{account, api_token, session};

use crate::actor::ActorId;

typed_id!(AccountId, "An account of this node.");
typed_id!(SessionId, "A sign-in that is still good.");
typed_id!(TokenId, "A token for the API.");

text_enum! {
    /// What an account may do on the node as a whole.
    pub enum Role {
        /// Runs the node.
        Host = "host",
        /// Looks after what is said and shown here; reads reports, decides about them.
        Moderator = "moderator",
        /// Everybody else.
        Member = "member",
    }
}

text_enum! {
    /// What an account may do in an organisation.
    pub enum Seat {
        /// Speaks and decides for it.
        Officer = "officer",
        /// Writes for it.
        Editor = "editor",
        /// Belongs to it.
        Member = "member",
    }
}

impl Seat {
    /// Whether this seat may do all that another may.
    #[must_use]
    pub fn covers(self, needed: Self) -> bool {
        let rank = |seat| match seat {
            Self::Officer => 2,
            Self::Editor => 1,
            Self::Member => 0,
        };
        rank(self) >= rank(needed)
    }
}

impl Role {
    /// Whether this role may do all that another may.
    #[must_use]
    pub fn covers(self, needed: Self) -> bool {
        let rank = |role| match role {
            Self::Host => 2,
            Self::Moderator => 1,
            Self::Member => 0,
        };
        rank(self) >= rank(needed)
    }
}

/// An account.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = account)]
pub struct Account {
    /// The row.
    pub id: AccountId,
    /// The name used for signing in.
    pub login: String,
    /// Its look-alike-free form.
    pub login_skeleton: String,
    /// argon2id, PHC string.
    pub password_hash: String,
    /// On the node.
    pub role: Role,
    /// The person as others may see them, if at all.
    pub actor_id: Option<ActorId>,
    /// The language of the pages.
    pub language: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was switched off.
    pub disabled_at: Option<Timestamp>,
    /// What the person is called inside; a pseudonym is fine.
    pub name: String,
    /// Its look-alike-free form.
    pub name_skeleton: String,
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// The name used for signing in.
    pub login: &'a str,
    /// What the person is called inside.
    pub name: &'a str,
    /// argon2id, PHC string; see [`super::password::hash`].
    pub password_hash: String,
    /// On the node.
    pub role: Role,
    /// The language of the pages.
    pub language: Option<String>,
}

/// A signed-in account, with all that decides what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub account: AccountId,
    /// The name used for signing in.
    pub login: String,
    /// On the node.
    pub role: Role,
    /// The person's actor.
    pub person: Option<ActorId>,
    /// The language of the pages.
    pub language: Option<String>,
    /// In organisations.
    pub seats: Vec<(ActorId, Seat)>,
    /// Whether it may change anything (a token may be for reading only).
    pub may_write: bool,
}

impl Identity {
    /// The actors in whose name this account reads.
    #[must_use]
    pub fn actors(&self) -> Vec<ActorId> {
        self.seats.iter().map(|(id, _)| id.clone()).chain(self.person.clone()).collect()
    }

    /// Whether it may write and publish in the name of an actor.
    #[must_use]
    pub fn speaks_for(&self, actor: &ActorId) -> bool {
        self.may_write
            && (self.person.as_ref() == Some(actor)
                || self.seats.iter().any(|(id, seat)| id == actor && *seat != Seat::Member))
    }

    /// The actors it may write for: organisations first.
    #[must_use]
    pub fn voices(&self) -> Vec<ActorId> {
        self.actors().into_iter().filter(|actor| self.speaks_for(actor)).collect()
    }

    /// Whether it decides in the name of an organisation: people, approval, mandates, profile.
    #[must_use]
    pub fn is_officer(&self, organisation: &ActorId) -> bool {
        self.may_write && self.seat(organisation) == Some(Seat::Officer)
    }

    /// Its seat in an organisation.
    #[must_use]
    pub fn seat(&self, organisation: &ActorId) -> Option<Seat> {
        self.seats.iter().find(|(id, _)| id == organisation).map(|(_, seat)| *seat)
    }

    /// Whether it looks after what is said and shown on the node. The host may do all that a moderator may.
    #[must_use]
    pub fn is_moderator(&self) -> bool {
        matches!(self.role, Role::Host | Role::Moderator)
    }

    /// Whether it runs the node.
    #[must_use]
    pub fn is_host(&self) -> bool {
        self.role == Role::Host
    }
}

/// A session, as the settings page lists it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = session)]
pub struct Session {
    /// The row.
    pub id: SessionId,
    /// SHA-256 of the cookie.
    pub token_hash: String,
    /// Whose it is.
    pub account_id: AccountId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub seen_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When the person last proved in it who they are.
    pub proven_at: Timestamp,
}

/// An API token, as the settings page lists it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_token)]
pub struct ApiToken {
    /// The row.
    pub id: TokenId,
    /// SHA-256 of the token.
    pub token_hash: String,
    /// Whose it is.
    pub account_id: AccountId,
    /// What it is for.
    pub name: String,
    /// Whether it may change anything.
    pub may_write: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

#[cfg(test)]
impl Identity {
    /// Somebody new, for tests of rules.
    pub(crate) fn with(role: Role, seats: Vec<(ActorId, Seat)>) -> Self {
        Self {
            account: AccountId::new(),
            login: "x".to_owned(),
            role,
            person: None,
            language: None,
            seats,
            may_write: true,
        }
    }
}
