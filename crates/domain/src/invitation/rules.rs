//! Who may invite to what, and for how long.

use super::model::Offer;
use crate::account::{Identity, Role, Seat};
use crate::error::{Error, FieldError, Result};

/// Days for which an invitation is good, as offered.
pub const DAYS: [i64; 4] = [1, 3, 7, 30];
/// Invitations of one organisation, or of the node, that are good at the same time.
pub const MOST_OPEN: i64 = 100;

/// Whether somebody may make an offer. At the machine itself its owner may make each. Officers offer seats in their own
/// organisation; the host offers accounts and roles on the node, and the first seat in an organisation that has
/// nobody to decide for it, but no seat in any other: that would open its inside to whom the host likes.
///
/// # Errors
/// `NotFound` for those who see nothing of it, `Forbidden` for those who do.
pub fn may_offer(who: Option<&Identity>, offer: &Offer, has_officer: bool) -> Result<()> {
    let Some(who) = who else { return Ok(()) };
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    if offer.role != Role::Member && !who.is_host() {
        return Err(Error::NotFound);
    }
    match &offer.place {
        None if who.is_host() => Ok(()),
        None => Err(Error::NotFound),
        Some((organisation, _)) if who.is_officer(organisation) => Ok(()),
        Some((_, Seat::Officer)) if who.is_host() && !has_officer => Ok(()),
        Some((organisation, _)) if who.seat(organisation).is_some() => Err(Error::Forbidden("officer-only")),
        Some(_) => Err(Error::NotFound),
    }
}

/// Whether it may be good for so long.
///
/// # Errors
/// `Invalid`.
pub fn check_days(days: i64) -> Result<()> {
    if DAYS.contains(&days) {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError::limit("days", "error-days-invalid", DAYS[3])]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorId;

    #[test]
    fn officers_invite_to_their_own_table_only_and_the_host_to_none_that_has_an_officer() {
        let (own, other) = (ActorId::new(), ActorId::new());
        let place = |organisation: &ActorId, seat| Offer {
            place: Some((organisation.clone(), seat)),
            role: Role::Member,
        };
        let node = |role| Offer { place: None, role };
        let officer = Identity::with(Role::Member, vec![(own.clone(), Seat::Officer)]);
        for seat in Seat::ALL {
            assert!(may_offer(Some(&officer), &place(&own, *seat), true).is_ok());
            assert!(matches!(may_offer(Some(&officer), &place(&other, *seat), true), Err(Error::NotFound)));
        }
        assert!(may_offer(Some(&officer), &node(Role::Member), true).is_err());
        let too_much = Offer { role: Role::Host, ..place(&own, Seat::Member) };
        assert!(may_offer(Some(&officer), &too_much, true).is_err());
        for seat in [Seat::Editor, Seat::Member] {
            let low = Identity::with(Role::Member, vec![(own.clone(), seat)]);
            assert!(matches!(
                may_offer(Some(&low), &place(&own, Seat::Member), true),
                Err(Error::Forbidden(_))
            ));
        }
        let host = Identity::with(Role::Host, vec![]);
        assert!(may_offer(Some(&host), &node(Role::Moderator), true).is_ok());
        assert!(may_offer(Some(&host), &place(&other, Seat::Officer), true).is_err());
        assert!(may_offer(Some(&host), &place(&other, Seat::Officer), false).is_ok());
        assert!(may_offer(Some(&host), &place(&other, Seat::Member), false).is_err());
        let moderator = Identity::with(Role::Moderator, vec![]);
        assert!(may_offer(Some(&moderator), &node(Role::Member), true).is_err());
        let reading = Identity { may_write: false, ..host };
        assert!(may_offer(Some(&reading), &node(Role::Member), true).is_err());
    }

    #[test]
    fn only_the_four_spans() {
        assert!(DAYS.iter().all(|days| check_days(*days).is_ok()));
        assert!([0, -1, 2, 31, 366, i64::MAX].iter().all(|days| check_days(*days).is_err()));
    }
}
