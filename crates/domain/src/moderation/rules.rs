//! Who may do what: the one function that pages, API, command line and other nodes go through.

use crate::account::{AccountId, Identity, Role};
use crate::actor::ActorId;
use crate::error::{Error, Result};

/// Who wants to do something.
#[derive(Debug, Clone, Copy)]
pub enum Doer<'a> {
    /// The owner of the machine, at its command line.
    Machine,
    /// Somebody signed in here.
    Account(&'a Identity),
    /// An actor of another node, whatever that node says it is there.
    Remote,
}

impl<'a> Doer<'a> {
    /// Somebody signed in, or the machine's owner where nobody is.
    #[must_use]
    pub const fn of(who: Option<&'a Identity>) -> Self {
        match who {
            Some(who) => Self::Account(who),
            None => Self::Machine,
        }
    }
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Read reports, decisions and appeals.
    SeeReports,
    /// Take a report on, write notes, find that nothing is wrong.
    HandleReport,
    /// Take a statement off what is shown, or show it again.
    Hide,
    /// Withdraw a statement, or delete a copy, for good.
    Remove,
    /// Write to the one concerned.
    Warn,
    /// Stop showing an actor, or show it again.
    Suspend,
    /// Answer an appeal.
    AnswerAppeal,
    /// Read what was decided about hosts.
    SeeHosts,
    /// Restrict or suspend a host.
    RestrictHost,
    /// Decide anything about a host, open or close federation, bring in lists.
    DecideHost,
    /// Write the rules, and choose about reports and lists.
    WriteRules,
    /// Read the record of the node.
    ReadRecord,
}

impl Power {
    const fn is_reading(self) -> bool {
        matches!(self, Self::SeeReports | Self::SeeHosts | Self::ReadRecord)
    }

    const fn is_of_host_alone(self) -> bool {
        matches!(self, Self::DecideHost | Self::WriteRules | Self::ReadRecord)
    }

    /// Whether it decides about somebody.
    const fn decides(self) -> bool {
        matches!(
            self,
            Self::HandleReport | Self::Hide | Self::Remove | Self::Warn | Self::Suspend | Self::AnswerAppeal
        )
    }
}

/// To whom it would be done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Target<'a> {
    /// Whom it concerns.
    pub actor: Option<&'a ActorId>,
    /// Who reported it.
    pub reporter: Option<&'a AccountId>,
    /// Who decided what is appealed against.
    pub decided_by: Option<&'a AccountId>,
    /// Whether it is the node itself, the organisation that hosts it, or the host's own person.
    pub is_own_table: bool,
    /// How many others could do it who have no part in it.
    pub others: usize,
}

/// Whether somebody has a part in what is to be decided: it concerns them or an organisation of theirs, or they
/// reported it.
#[must_use]
pub fn has_part(who: &Identity, target: &Target<'_>) -> bool {
    target.actor.is_some_and(|actor| who.actors().contains(actor)) || target.reporter == Some(&who.account)
}

/// Whether somebody may do something.
///
/// # Errors
/// `Forbidden`, with the rule that forbids it.
pub fn may(doer: &Doer<'_>, power: Power, target: &Target<'_>) -> Result<()> {
    let who = match doer {
        // Whatever rank somebody has elsewhere, here they have none (ORG-25).
        Doer::Remote => return Err(Error::Forbidden("remote")),
        Doer::Machine => return Ok(()),
        Doer::Account(who) => who,
    };
    if !who.is_moderator() {
        return Err(Error::Forbidden("moderator-only"));
    }
    if !power.is_reading() && !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    if power.is_of_host_alone() && who.role != Role::Host {
        return Err(Error::Forbidden("host-only"));
    }
    if power == Power::Suspend && target.is_own_table {
        // The node would have nobody left who runs it.
        return Err(Error::Forbidden("own-table"));
    }
    if power.decides() && target.others > 0 {
        if has_part(who, target) {
            return Err(Error::Forbidden("has-part"));
        }
        if power == Power::AnswerAppeal && target.decided_by == Some(&who.account) {
            return Err(Error::Forbidden("same-person"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Seat;

    fn somebody(role: Role, seats: &[(&ActorId, Seat)]) -> Identity {
        Identity::with(role, seats.iter().map(|(id, seat)| ((*id).clone(), *seat)).collect())
    }

    const ALL: [Power; 12] = [
        Power::SeeReports,
        Power::HandleReport,
        Power::Hide,
        Power::Remove,
        Power::Warn,
        Power::Suspend,
        Power::AnswerAppeal,
        Power::SeeHosts,
        Power::RestrictHost,
        Power::DecideHost,
        Power::WriteRules,
        Power::ReadRecord,
    ];

    fn is_allowed(doer: &Doer<'_>, power: Power, target: &Target<'_>) -> bool {
        may(doer, power, target).is_ok()
    }

    #[test]
    fn org_25_others_have_no_power_here_and_members_none_over_others() {
        let (member, moderator, host) =
            (somebody(Role::Member, &[]), somebody(Role::Moderator, &[]), somebody(Role::Host, &[]));
        let target = Target { others: 1, ..Target::default() };
        for power in ALL {
            assert!(!is_allowed(&Doer::Remote, power, &target), "{power:?}");
            assert!(!is_allowed(&Doer::Account(&member), power, &target), "{power:?}");
            assert!(is_allowed(&Doer::Account(&host), power, &target), "{power:?}");
            assert!(is_allowed(&Doer::Machine, power, &target), "{power:?}");
            let hosts_own = matches!(power, Power::DecideHost | Power::WriteRules | Power::ReadRecord);
            assert_eq!(is_allowed(&Doer::Account(&moderator), power, &target), !hosts_own, "{power:?}");
        }
        let reading = Identity { may_write: false, ..host };
        assert!(is_allowed(&Doer::Account(&reading), Power::SeeReports, &target));
        assert!(!is_allowed(&Doer::Account(&reading), Power::Hide, &target));
    }

    #[test]
    fn nobody_decides_about_themselves_unless_alone() {
        let organisation = ActorId::new();
        for seat in [Seat::Officer, Seat::Editor, Seat::Member] {
            let who = somebody(Role::Moderator, &[(&organisation, seat)]);
            let about = |others| Target { actor: Some(&organisation), others, ..Target::default() };
            for power in ALL.into_iter().filter(|power| power.decides()) {
                assert!(!is_allowed(&Doer::Account(&who), power, &about(1)), "{power:?}");
                assert!(is_allowed(&Doer::Account(&who), power, &about(0)), "{power:?}");
            }
        }
        let who = somebody(Role::Host, &[]);
        let reported = Target { reporter: Some(&who.account), others: 2, ..Target::default() };
        assert!(!is_allowed(&Doer::Account(&who), Power::Hide, &reported));
    }

    #[test]
    fn an_appeal_is_answered_by_another_where_there_is_another() {
        let who = somebody(Role::Host, &[]);
        let target = |others| Target { decided_by: Some(&who.account), others, ..Target::default() };
        assert!(!is_allowed(&Doer::Account(&who), Power::AnswerAppeal, &target(1)));
        assert!(is_allowed(&Doer::Account(&who), Power::AnswerAppeal, &target(0)));
        // The rule is about appeals, not about the rest.
        assert!(is_allowed(&Doer::Account(&who), Power::Hide, &target(1)));
    }

    #[test]
    fn the_table_of_the_house_cannot_be_suspended() {
        let host = somebody(Role::Host, &[]);
        let target = Target { is_own_table: true, others: 1, ..Target::default() };
        assert!(!is_allowed(&Doer::Account(&host), Power::Suspend, &target));
        assert!(is_allowed(&Doer::Account(&host), Power::Warn, &target));
    }
}
