//! What waits for an account, of all features: the one number in the navigation.

use sofra_db::AnyConnection;

use crate::account::Identity;
use crate::error::Result;
use crate::{approval, mandate, position};

/// How much waits for an account, feature by feature.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Proposals to decide about or to finish.
    pub approvals: i64,
    /// Mandates to accept or to decline.
    pub mandates: i64,
    /// Positions whose subject changed since they were taken.
    pub positions: i64,
}

impl Counts {
    /// All together.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.approvals + self.mandates + self.positions
    }
}

/// Counts what waits for an account.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, who: &Identity) -> Result<Counts> {
    let mandates = mandate::store::to_accept(conn, who)?.len();
    Ok(Counts {
        approvals: approval::store::count_awaiting(conn, who)?,
        mandates: i64::try_from(mandates).unwrap_or(i64::MAX),
        positions: position::store::count_stale(conn, who)?,
    })
}
