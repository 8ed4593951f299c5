//! Keeping the totals in step.

use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;

use crate::actor::ActorId;
use crate::error::Result;
use crate::position::PositionId;

/// Counts a position anew: after it was taken, changed, withdrawn, superseded, hidden or shown again, or told to other
/// networks. Whatever it was counted as before is taken out first, so that calling this twice changes nothing.
///
/// # Errors
/// The database's own.
pub fn position_changed(_conn: &mut AnyConnection, _now: Timestamp, _position: &PositionId) -> Result<()> {
    Ok(())
}

/// Counts an organisation anew: after its profile changed, it was suspended, left, moved or was hidden, or was taken
/// into a network or out of it.
///
/// # Errors
/// The database's own.
pub fn holder_changed(_conn: &mut AnyConnection, _now: Timestamp, _holder: &ActorId) -> Result<()> {
    Ok(())
}
