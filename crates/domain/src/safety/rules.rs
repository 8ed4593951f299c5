//! Whose sending stops.

use crate::account::Identity;
use crate::account::Seat;
use crate::actor::ActorId;

/// The organisations that an account may stop: those in which it decides.
#[must_use]
pub fn may_stop(who: &Identity) -> Vec<ActorId> {
    who.seats.iter().filter(|(_, seat)| *seat == Seat::Officer).map(|(id, _)| id.clone()).collect()
}

/// Whether an account may let an organisation send again: who decides in it, or runs the node.
#[must_use]
pub fn may_resume(who: &Identity, organisation: &ActorId) -> bool {
    who.may_write && (who.is_host() || who.is_officer(organisation))
}
