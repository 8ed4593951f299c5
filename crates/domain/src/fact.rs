//! What happened here and must be told elsewhere. Recorded in the transaction that made it happen; a worker turns
//! it into an activity with its deliveries, in one transaction of its own.

use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_db::queue::job;

use crate::AnyConnection;
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::follow::FollowId;
use crate::statement::StatementId;

/// The kind of job that carries facts.
pub const JOB: &str = "fact";

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// A statement was published.
    StatementPublished {
        /// Which.
        statement: StatementId,
    },
    /// A published statement has a new revision.
    StatementRevised {
        /// Which.
        statement: StatementId,
        /// The new revision.
        revision: i32,
    },
    /// A published statement was withdrawn.
    StatementWithdrawn {
        /// Which.
        statement: StatementId,
    },
    /// A local actor's profile or keys changed.
    ActorChanged {
        /// Which.
        actor: ActorId,
    },
    /// A local person has no public profile any more.
    ActorGone {
        /// Which.
        actor: ActorId,
        /// Where copies may be: its follows are gone when this is told.
        inboxes: Vec<String>,
    },
    /// A local actor asks to follow a remote one.
    FollowRequested {
        /// The request.
        follow: FollowId,
    },
    /// A local actor accepts a remote follower.
    FollowAccepted {
        /// The request.
        follow: FollowId,
    },
    /// A local actor refuses a remote follower, or removes one.
    FollowRejected {
        /// The request's id on the wire (the row is gone).
        uri: String,
        /// Who asked.
        follower: ActorId,
        /// Who refuses.
        target: ActorId,
    },
    /// A local actor no longer follows a remote one.
    FollowEnded {
        /// The request's id on the wire (the row is gone).
        uri: String,
        /// Who followed.
        follower: ActorId,
        /// Whom.
        target: ActorId,
    },
}

/// Records a fact in the open transaction.
///
/// # Errors
/// The database's own.
pub fn record(conn: &mut AnyConnection, fact: &Fact, now: Timestamp) -> Result<()> {
    let payload = serde_json::to_string(fact).map_err(|e| Error::Internal(e.to_string()))?;
    job::add(conn, JOB, None, &payload, now, now)?;
    Ok(())
}
