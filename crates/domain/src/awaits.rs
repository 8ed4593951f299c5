//! What waits for an account, of all features: the one number in the navigation.

use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;

use crate::account::{Identity, Seat};
use crate::actor::ActorId;
use crate::error::Result;
use crate::report::store::Filter;
use crate::{approval, joining, mandate, moderation, position, report, vouch};

/// How much waits for an account, feature by feature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Proposals to decide about or to finish.
    pub approvals: i64,
    /// Mandates to accept or to decline.
    pub mandates: i64,
    /// Requests to join that the account can answer, by organisation.
    pub requests: Vec<(ActorId, i64)>,
    /// Offers to vouch that the account can answer, by organisation.
    pub vouches: Vec<(ActorId, i64)>,
    /// Reports to decide about.
    pub reports: i64,
    /// Appeals to decide about.
    pub appeals: i64,
    /// Positions whose subject changed since they were taken.
    pub positions: i64,
}

impl Counts {
    /// All together.
    #[must_use]
    pub fn total(&self) -> i64 {
        let of = |rows: &[(ActorId, i64)]| rows.iter().map(|(_, count)| count).sum::<i64>();
        self.approvals
            + self.mandates
            + of(&self.requests)
            + of(&self.vouches)
            + self.reports
            + self.appeals
            + self.positions
    }
}

/// Counts what waits for an account.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, now: Timestamp, who: &Identity) -> Result<Counts> {
    let mut vouches = Vec::new();
    for (organisation, _) in who.seats.iter().filter(|(_, seat)| *seat == Seat::Officer) {
        let offers = vouch::store::pending_for(conn, organisation)?;
        if offers > 0 {
            vouches.push((organisation.clone(), offers));
        }
    }
    let (reports, appeals) = if who.is_moderator() {
        let (_, reports) = report::store::page(conn, who, Filter::Open, None, 1)?;
        (reports, moderation::store::waiting(conn, who)?.len())
    } else {
        (0, 0)
    };
    let whole = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Ok(Counts {
        approvals: approval::store::count_awaiting(conn, who)?,
        mandates: whole(mandate::store::to_accept(conn, who)?.len()),
        requests: joining::store::to_answer(conn, now, who)?,
        vouches,
        reports,
        appeals: whole(appeals),
        positions: position::store::count_stale(conn, who)?,
    })
}
