//! Who decides about seats.

use crate::account::{Identity, Seat};
use crate::actor::ActorId;
use crate::error::{Error, Result};

/// Only an officer of the organisation goes on.
///
/// # Errors
/// `NotFound` for those outside (NET-09), `Forbidden` for those inside with another seat or a token for reading only.
pub fn officer_only(who: &Identity, organisation: &ActorId) -> Result<()> {
    match who.seat(organisation) {
        None => Err(Error::NotFound),
        Some(_) if who.is_officer(organisation) => Ok(()),
        Some(_) => Err(Error::Forbidden("officer-only")),
    }
}

/// Whether an organisation may lose a seat of that kind, or an account that holds it, with so many active officers now.
///
/// # Errors
/// `Conflict` when nobody would be left to decide for it.
pub fn may_lose(seat: Seat, active: bool, active_officers: i64) -> Result<()> {
    if seat == Seat::Officer && active && active_officers <= 1 {
        return Err(Error::Conflict("error-last-officer"));
    }
    Ok(())
}

/// Whether a change from one seat to another, or to none, makes an officer or takes one: about that the organisation's
/// rule decides, and no officer alone.
#[must_use]
pub fn is_decided_by_rule(from: Seat, to: Option<Seat>) -> bool {
    (from == Seat::Officer) != (to == Some(Seat::Officer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_officer_stays_until_there_is_another() {
        assert!(may_lose(Seat::Officer, true, 1).is_err());
        assert!(may_lose(Seat::Officer, true, 2).is_ok());
        assert!(may_lose(Seat::Editor, true, 1).is_ok());
        assert!(may_lose(Seat::Officer, false, 1).is_ok(), "one that is switched off decides nothing anyway");
    }
}
