//! What happened here and must be told elsewhere. Recorded in the transaction that made it happen; a worker turns
//! it into an activity with its deliveries, in one transaction of its own.

use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_db::queue::job;

use crate::AnyConnection;
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::follow::FollowId;
use crate::position::PositionId;
use crate::report::ReportId;
use crate::statement::StatementId;
use crate::vouch::VouchId;

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
    /// A position was taken.
    PositionTaken {
        /// Which.
        position: PositionId,
    },
    /// A position has a new revision.
    PositionChanged {
        /// Which.
        position: PositionId,
    },
    /// A position was taken back.
    PositionWithdrawn {
        /// Which.
        position: PositionId,
    },
    /// A local actor's profile or keys changed.
    ActorChanged {
        /// Which.
        actor: ActorId,
    },
    /// A local actor left for good.
    ActorDeparted {
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
    /// A report is passed on to the node of the reported, in the name of this node.
    ReportForwarded {
        /// Which.
        report: ReportId,
    },
    /// A local organisation offers to vouch for a remote one.
    VouchOffered {
        /// The offer.
        vouch: VouchId,
    },
    /// A local organisation answers a remote offer, or gives up what it accepted.
    VouchAnswered {
        /// The offer's id on the wire.
        offer: String,
        /// Who vouches.
        voucher: ActorId,
        /// For whom.
        vouched: ActorId,
        /// Yes or no.
        accepted: bool,
    },
    /// A local organisation no longer vouches for a remote one.
    VouchTakenBack {
        /// The offer's id on the wire.
        offer: String,
        /// The relationship's id on the wire.
        uri: String,
        /// Who vouched.
        voucher: ActorId,
        /// For whom.
        vouched: ActorId,
    },
    /// Something about a network.
    Network {
        /// What.
        told: crate::network::Told,
    },
    /// Something about a seat at somebody else's table.
    Table {
        /// What.
        told: crate::table::Told,
    },
    /// A local organisation lives elsewhere now.
    Moved {
        /// Which.
        actor: ActorId,
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
