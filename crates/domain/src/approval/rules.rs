//! Counting: values in, outcome out.

use std::collections::BTreeMap;

use sofra_base::id::sha256_hex;

use super::model::{Decision, Rule, RuleKind};
use crate::account::AccountId;
use crate::error::FieldError;
use crate::statement::rules::Form;

/// What a count comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is not decided yet.
    Open,
    /// The rule is met.
    Approved,
    /// It cannot be met any more.
    Rejected,
}

/// A count in numbers, as it is shown to those inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Officers there are now.
    pub officers: usize,
    /// Of them for it.
    pub approving: usize,
    /// Of them against it.
    pub rejecting: usize,
    /// Of them neither.
    pub abstaining: usize,
    /// Officers that must be for it (one or two), or must take part (a vote).
    pub needed: usize,
    /// What it comes to.
    pub outcome: Outcome,
}

impl Tally {
    /// Officers who took part.
    #[must_use]
    pub const fn cast(&self) -> usize {
        self.approving + self.rejecting + self.abstaining
    }
}

/// The rule of an organisation that has decided on none: one officer while there is one officer, then two.
#[must_use]
pub const fn usual(officers: usize) -> Rule {
    if officers > 1 { Rule::TWO } else { Rule::ONE }
}

/// Counts the votes of those who are officers now, each once, the later word of each.
#[must_use]
pub fn tally(rule: Rule, officers: &[AccountId], votes: &[(AccountId, Decision)]) -> Tally {
    tally_about(rule, officers, votes, None)
}

/// As [`tally`], where it is about the seat of one of them: that one is not asked, for or against. The rule keeps its
/// measure, so that what takes two officers is never done by the other one alone; only a part of a vote that could not
/// take place without the one concerned is left out, as long as two remain.
#[must_use]
pub fn tally_about(
    rule: Rule,
    officers: &[AccountId],
    votes: &[(AccountId, Decision)],
    concerned: Option<&AccountId>,
) -> Tally {
    let all: std::collections::BTreeSet<&AccountId> = officers.iter().collect();
    let officers: std::collections::BTreeSet<&AccountId> =
        all.iter().copied().filter(|officer| Some(*officer) != concerned).collect();
    let last: BTreeMap<&AccountId, Decision> =
        votes.iter().filter(|(who, _)| officers.contains(who)).map(|(who, what)| (who, *what)).collect();
    let of = |wanted: Decision| last.values().filter(|found| **found == wanted).count();
    let (approving, rejecting, abstaining) =
        (of(Decision::Approve), of(Decision::Reject), of(Decision::Abstain));
    let percent = |value: i32, least: i32| usize::try_from(value.clamp(least, 100)).unwrap_or(100);
    let (needed, outcome) = match rule.kind {
        RuleKind::One | RuleKind::Two => {
            let needed = if rule.kind == RuleKind::One { 1 } else { 2 };
            let outcome = if rejecting > 0 {
                Outcome::Rejected
            } else if approving >= needed {
                Outcome::Approved
            } else {
                Outcome::Open
            };
            (needed, outcome)
        }
        RuleKind::Vote => {
            let threshold = percent(rule.threshold, 51);
            let of_all = (percent(rule.quorum, 1) * all.len()).div_ceil(100).max(1);
            let needed = if officers.len() < all.len() { of_all.min(officers.len().max(2)) } else { of_all };
            let cast = approving + rejecting + abstaining;
            let carries =
                |approving: usize| approving > 0 && approving * 100 >= threshold * (approving + rejecting);
            let outcome = if cast >= needed && carries(approving) {
                Outcome::Approved
            } else if !carries(approving + officers.len().saturating_sub(cast)) {
                // Not even if all the others were for it.
                Outcome::Rejected
            } else {
                Outcome::Open
            };
            (needed, outcome)
        }
    };
    Tally { officers: officers.len(), approving, rejecting, abstaining, needed, outcome }
}

/// A rule, as people type it.
///
/// # Errors
/// All that is wrong, at once.
pub fn check_rule(kind: &str, quorum: &str, threshold: &str) -> Result<Rule, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let kind = RuleKind::parse(kind);
    if kind.is_none() {
        wrong.push(FieldError::new("kind", "error-field-required"));
    }
    if kind != Some(RuleKind::Vote) {
        return match kind {
            Some(RuleKind::One) => Ok(Rule::ONE),
            Some(RuleKind::Two) => Ok(Rule::TWO),
            _ => Err(wrong),
        };
    }
    let mut percent = |field: &'static str, text: &str, least: i32| {
        let found = text.trim().parse().ok().filter(|found| (least..=100).contains(found));
        if found.is_none() {
            wrong.push(FieldError::limit(field, "error-percent-invalid", least.into()));
        }
        found.unwrap_or(100)
    };
    let (quorum, threshold) = (percent("quorum", quorum, 1), percent("threshold", threshold, 51));
    if wrong.is_empty() { Ok(Rule { kind: RuleKind::Vote, quorum, threshold }) } else { Err(wrong) }
}

/// What an approval of a text binds to: everything that would be published, to whom and under which mandate.
#[must_use]
pub fn fingerprint(form: &Form, mandate: Option<&str>) -> String {
    let texts: Vec<_> = form
        .texts
        .iter()
        .map(|t| serde_json::json!([t.language, t.title, t.summary, t.body, t.translator]))
        .collect();
    let images: Vec<_> = form.images.iter().map(|i| serde_json::json!([i.media, i.alt])).collect();
    let whole = serde_json::json!([
        form.kind,
        form.audience,
        form.authentic,
        texts,
        form.demands,
        images,
        form.numbered,
        form.note,
        mandate,
    ]);
    // Whom it is told to, where it is: what was hashed before there were networks keeps its hash.
    let whole = if form.networks.is_empty() { whole } else { serde_json::json!([whole, form.networks]) };
    sha256_hex(whole.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn people(n: usize) -> Vec<AccountId> {
        (0..n).map(|_| AccountId::new()).collect()
    }

    fn vote(quorum: i32, threshold: i32) -> Rule {
        Rule { kind: RuleKind::Vote, quorum, threshold }
    }

    #[test]
    fn one_two_and_a_vote_in_numbers() {
        use Decision::{Abstain, Approve, Reject};
        let o = people(5);
        let count = |rule, votes: &[(usize, Decision)]| {
            let votes: Vec<_> = votes.iter().map(|(who, what)| (o[*who].clone(), *what)).collect();
            tally(rule, &o, &votes).outcome
        };
        assert_eq!(count(Rule::ONE, &[]), Outcome::Open);
        assert_eq!(count(Rule::ONE, &[(0, Approve)]), Outcome::Approved);
        assert_eq!(count(Rule::TWO, &[(0, Approve), (0, Approve)]), Outcome::Open, "an officer counts once");
        assert_eq!(count(Rule::TWO, &[(0, Approve), (1, Approve)]), Outcome::Approved);
        assert_eq!(count(Rule::TWO, &[(0, Approve), (1, Reject)]), Outcome::Rejected);
        // Three of five must take part, two thirds of those for or against must be for it.
        assert_eq!(count(vote(60, 67), &[(0, Approve), (1, Approve)]), Outcome::Open);
        assert_eq!(count(vote(60, 67), &[(0, Approve), (1, Approve), (2, Abstain)]), Outcome::Approved);
        assert_eq!(count(vote(60, 67), &[(0, Approve), (1, Approve), (2, Reject)]), Outcome::Open);
        assert_eq!(count(vote(60, 67), &[(0, Reject), (1, Reject)]), Outcome::Rejected);
        let everybody: Vec<_> = (0..5).map(|n| (n, Abstain)).collect();
        assert_eq!(count(vote(60, 67), &everybody), Outcome::Rejected, "silence is no consent");
        assert_eq!(usual(1), Rule::ONE);
        assert_eq!(usual(2), Rule::TWO);
    }

    #[test]
    fn officers_who_left_no_longer_count() {
        let o = people(3);
        let votes = [(o[0].clone(), Decision::Approve), (o[1].clone(), Decision::Approve)];
        assert_eq!(tally(Rule::TWO, &o, &votes).outcome, Outcome::Approved);
        assert_eq!(tally(Rule::TWO, &o[1..], &votes).outcome, Outcome::Open);
        assert_eq!(tally(Rule::ONE, &[], &votes).outcome, Outcome::Open);
    }

    #[test]
    fn about_a_seat_the_others_decide_and_never_one_of_them_alone_where_it_takes_two() {
        let officers = people(4);
        let yes = |who: &[AccountId]| -> Vec<_> {
            who.iter().map(|who| (who.clone(), Decision::Approve)).collect()
        };
        let concerned = Some(&officers[3]);
        // Two of the three others; the one concerned counts neither way.
        let counted = tally_about(Rule::TWO, &officers, &yes(&officers[..2]), concerned);
        assert_eq!((counted.outcome, counted.officers), (Outcome::Approved, 3));
        let mut votes = yes(&officers[..1]);
        votes.push((officers[3].clone(), Decision::Approve));
        assert_eq!(tally_about(Rule::TWO, &officers, &votes, concerned).outcome, Outcome::Open);
        votes = yes(&officers[..2]);
        votes.push((officers[3].clone(), Decision::Reject));
        assert_eq!(tally_about(Rule::TWO, &officers, &votes, concerned).outcome, Outcome::Approved);
        // Of two, the other one alone is not enough, whether it takes two or a vote of all.
        for rule in [Rule::TWO, vote(100, 51)] {
            let pair = &officers[2..];
            assert_ne!(tally_about(rule, pair, &yes(&pair[..1]), concerned).outcome, Outcome::Approved);
        }
        // A vote of all is a vote of all the others; where one suffices, one does.
        assert_eq!(
            tally_about(vote(100, 51), &officers, &yes(&officers[..3]), concerned).outcome,
            Outcome::Approved
        );
        assert_eq!(
            tally_about(vote(100, 51), &officers, &yes(&officers[..2]), concerned).outcome,
            Outcome::Open
        );
        assert_eq!(
            tally_about(Rule::ONE, &officers[2..], &yes(&officers[2..3]), concerned).outcome,
            Outcome::Approved
        );
    }

    fn decisions() -> impl Strategy<Value = Decision> {
        prop_oneof![Just(Decision::Approve), Just(Decision::Reject), Just(Decision::Abstain)]
    }

    fn rules() -> impl Strategy<Value = Rule> {
        prop_oneof![Just(Rule::ONE), Just(Rule::TWO), (1..=100, 51..=100).prop_map(|(q, t)| vote(q, t))]
    }

    proptest! {
        /// Whatever is voted by whomever how often: never approved below the rule.
        #[test]
        fn never_approved_below_the_rule(
            rule in rules(),
            officers in 0_usize..9,
            strangers in 0_usize..4,
            cast in proptest::collection::vec((0_usize..12, decisions()), 0..40),
        ) {
            let everybody = people(officers + strangers);
            let now = &everybody[..officers];
            let votes: Vec<_> = cast
                .into_iter()
                .filter(|(who, _)| *who < everybody.len())
                .map(|(who, what)| (everybody[who].clone(), what))
                .collect();
            let counted = tally(rule, now, &votes);
            prop_assert!(counted.cast() <= officers);
            let last = |who: &AccountId| votes.iter().rev().find(|(v, _)| v == who).map(|(_, what)| *what);
            let approving = now.iter().filter(|who| last(who) == Some(Decision::Approve)).count();
            let rejecting = now.iter().filter(|who| last(who) == Some(Decision::Reject)).count();
            prop_assert_eq!((counted.approving, counted.rejecting), (approving, rejecting));
            if counted.outcome == Outcome::Approved {
                prop_assert!(approving > 0);
                match rule.kind {
                    RuleKind::One => prop_assert_eq!(rejecting, 0),
                    RuleKind::Two => prop_assert!(approving >= 2 && rejecting == 0),
                    RuleKind::Vote => {
                        prop_assert!(counted.cast() as f64 >= officers as f64 * f64::from(rule.quorum) / 100.0 - 1e-9);
                        prop_assert!(approving > rejecting);
                        let share = approving as f64 / (approving + rejecting) as f64;
                        prop_assert!(share >= f64::from(rule.threshold) / 100.0 - 1e-9);
                    }
                }
            }
            // A vote of a stranger changes nothing.
            let inside: Vec<_> = votes.iter().filter(|(who, _)| now.contains(who)).cloned().collect();
            prop_assert_eq!(tally(rule, now, &inside), counted);
        }

        /// When everybody has spoken, it is decided (two officers where there is one apart).
        #[test]
        fn a_vote_of_all_is_decided(q in 1..=100, t in 51..=100, all in proptest::collection::vec(decisions(), 1..9)) {
            let officers = people(all.len());
            let votes: Vec<_> = officers.iter().cloned().zip(all).collect();
            prop_assert_ne!(tally(vote(q, t), &officers, &votes).outcome, Outcome::Open);
        }
    }
}
