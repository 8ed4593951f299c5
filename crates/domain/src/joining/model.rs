//! A request to come in, as it is stored.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::{text_enum, typed_id};
use sofra_db::schema::join_request;

use crate::account::Seat;
use crate::actor::ActorId;

typed_id!(RequestId, "A request to come in.");

text_enum! {
    /// How far a request has come.
    pub enum RequestState {
        /// Nobody has decided.
        Waiting = "waiting",
        /// An officer said yes; the wished name is taken, so the person chooses another.
        Welcome = "welcome",
        /// There is an account now.
        Admitted = "admitted",
        /// An officer said no.
        Refused = "refused",
    }
}

/// A request to come in.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = join_request)]
pub struct JoinRequest {
    /// The row.
    pub id: RequestId,
    /// SHA-256 of the secret in the link that shows what became of it.
    pub code_hash: String,
    /// The organisation asked.
    pub organisation_id: ActorId,
    /// The wished name for signing in.
    pub login: String,
    /// What the person wants to be called inside.
    pub name: String,
    /// What they say.
    pub words: String,
    /// argon2id, PHC string; empty once it is no longer needed.
    pub password_hash: String,
    /// The language of the pages.
    pub language: Option<String>,
    /// How far it has come.
    pub state: RequestState,
    /// The seat that was given.
    pub seat: Option<Seat>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

/// What somebody says who asks.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The user name of the organisation.
    pub organisation: String,
    /// The wished name for signing in.
    pub login: String,
    /// What they want to be called inside.
    pub name: String,
    /// A few words.
    pub words: String,
    /// The language of the pages.
    pub language: Option<String>,
}
