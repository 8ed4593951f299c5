//! Decisions about vouches: what stands, and whom this node's trust reaches.

use std::collections::{HashMap, HashSet};

use sofra_base::clock::{Span, Timestamp, days};
use sofra_base::text::sanitise;

use super::model::{Vouch, VouchId, VouchState};
use crate::actor::ActorId;
use crate::error::FieldError;

/// Vouches from somebody this node trusts to the one who is looked at, at most.
pub const HOPS: usize = 3;
/// After this time a voucher's own node is asked again.
pub const RECHECK: Span = days(7);
/// For this long a vouch is believed without its voucher's node answering.
pub const BELIEVED: Span = days(21);
/// After a refusal, offers of the same voucher are not shown for this long.
pub const REFUSED_FOR: Span = days(30);
/// Unanswered offers to one organisation at most.
pub const PENDING: i64 = 50;
/// Unanswered offers from one host at most, to all organisations of this node together.
pub const PENDING_OF_HOST: i64 = 10;
/// Characters of a reason at most.
pub const REASON: usize = 500;
/// Vouches that are read from one actor document at most.
pub const CLAIMS: usize = 20;

/// Whether a vouch stands: accepted, not past its end, and confirmed by the voucher's own node not too long ago.
#[must_use]
pub fn stands(vouch: &Vouch, now: Timestamp) -> bool {
    vouch.state == VouchState::Accepted
        && vouch.until.is_none_or(|until| until > now)
        && vouch.checked_at.is_none_or(|checked| checked >= now - BELIEVED)
}

/// The state after an answer of the vouched; `None` when the answer changes nothing. Only an offer can be accepted; a
/// refusal counts at any time, because the vouched may give up what they accepted.
#[must_use]
pub fn after_answer(state: VouchState, accepted: bool) -> Option<VouchState> {
    match (state, accepted) {
        (VouchState::Offered, true) => Some(VouchState::Accepted),
        (VouchState::Offered, false) => Some(VouchState::Refused),
        (VouchState::Accepted, false) => Some(VouchState::Declined),
        _ => None,
    }
}

/// What an officer types to vouch for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Why: what they know of each other.
    pub reason: String,
    /// Until which day (ISO), or empty.
    pub until: String,
}

/// Checks what an officer typed.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &Form, now: Timestamp) -> Result<(String, Option<Timestamp>), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let reason = sanitise::paragraph(&form.reason);
    if reason.trim().is_empty() {
        wrong.push(FieldError::new("reason", "error-vouch-reason-required"));
    } else if reason.chars().count() > REASON {
        wrong.push(FieldError::limit("reason", "error-too-long", REASON as i64));
    }
    let mut until = None;
    let typed = form.until.trim();
    if !typed.is_empty() {
        // Through the whole of the day that was named.
        until = Timestamp::parse_rfc3339(&format!("{typed}T23:59:59Z")).filter(|_| typed.len() == 10);
        if until.is_none_or(|until| until <= now || until > now + days(3660)) {
            wrong.push(FieldError::new("until", "error-vouch-until"));
        }
    }
    if wrong.is_empty() { Ok((reason, until)) } else { Err(wrong) }
}

/// A vouch that stands, as an arrow from one organisation to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The vouch.
    pub vouch: VouchId,
    /// Who vouches.
    pub voucher: ActorId,
    /// For whom.
    pub vouched: ActorId,
    /// Since when.
    pub since: Timestamp,
    /// When the voucher's own node last confirmed it.
    pub checked: Option<Timestamp>,
}

/// The shortest chain of vouches from somebody trusted to an organisation, in that order; at most `most` long. Of
/// chains of the same length the one with the oldest last vouch, so that every reader sees the same.
#[must_use]
pub fn chain(target: &ActorId, anchors: &HashSet<ActorId>, links: &[Link], most: usize) -> Option<Vec<Link>> {
    let mut into: HashMap<&ActorId, Vec<&Link>> = HashMap::new();
    for link in links {
        into.entry(&link.vouched).or_default().push(link);
    }
    for list in into.values_mut() {
        list.sort_by(|a, b| (a.since, &a.vouch).cmp(&(b.since, &b.vouch)));
    }
    let mut seen: HashSet<&ActorId> = HashSet::from([target]);
    // Each end with the chain from it to the target.
    let mut ends: Vec<(&ActorId, Vec<&Link>)> = vec![(target, Vec::new())];
    for _ in 0..most {
        let mut next = Vec::new();
        for (end, path) in &ends {
            for link in into.get(end).into_iter().flatten() {
                if !seen.insert(&link.voucher) {
                    continue;
                }
                let mut longer = vec![*link];
                longer.extend(path);
                if anchors.contains(&link.voucher) {
                    return Some(longer.into_iter().cloned().collect());
                }
                next.push((&link.voucher, longer));
            }
        }
        ends = next;
    }
    None
}

/// Everybody whom the anchors reach within `most` vouches, with the number of vouches; anchors with 0.
#[must_use]
pub fn reached(anchors: &HashSet<ActorId>, links: &[Link], most: usize) -> HashMap<ActorId, usize> {
    let mut found: HashMap<ActorId, usize> = anchors.iter().map(|id| (id.clone(), 0)).collect();
    for hops in 1..=most {
        let further: Vec<ActorId> = links
            .iter()
            .filter(|l| found.get(&l.voucher) == Some(&(hops - 1)) && !found.contains_key(&l.vouched))
            .map(|l| l.vouched.clone())
            .collect();
        if further.is_empty() {
            break;
        }
        for id in further {
            found.entry(id).or_insert(hops);
        }
    }
    found
}

/// What this node can say about an organisation beside what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It lives here, or the host of this node trusts it.
    Trusted,
    /// This node's trust reaches it.
    Vouched {
        /// How many vouch for it whom this node's trust reaches.
        by: usize,
        /// The shortest way from somebody trusted to it.
        chain: Vec<Link>,
    },
    /// Nobody whom this node's trust reaches vouches for it.
    Unverified,
}

/// Computes the standing of an organisation from the vouches that stand. Vouches by strangers count for nothing, so
/// that a hundred invented organisations that vouch for each other are a hundred strangers.
#[must_use]
pub fn standing(target: &ActorId, anchors: &HashSet<ActorId>, links: &[Link]) -> Standing {
    if anchors.contains(target) {
        return Standing::Trusted;
    }
    let Some(chain) = chain(target, anchors, links, HOPS) else { return Standing::Unverified };
    // Without the target itself: a chain may not lead through the one it is about.
    let others: Vec<Link> =
        links.iter().filter(|l| l.voucher != *target && l.vouched != *target).cloned().collect();
    let near = reached(anchors, &others, HOPS - 1);
    let by: HashSet<&ActorId> = links
        .iter()
        .filter(|l| l.vouched == *target && near.contains_key(&l.voucher))
        .map(|l| &l.voucher)
        .collect();
    Standing::Vouched { by: by.len(), chain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<ActorId> {
        (0..count).map(|_| ActorId::new()).collect()
    }

    fn link(voucher: &ActorId, vouched: &ActorId, since: i64) -> Link {
        Link {
            vouch: VouchId::new(),
            voucher: voucher.clone(),
            vouched: vouched.clone(),
            since: Timestamp(since),
            checked: None,
        }
    }

    fn names(chain: &[Link]) -> Vec<ActorId> {
        chain.iter().map(|l| l.voucher.clone()).collect()
    }

    fn set(of: &[&ActorId]) -> HashSet<ActorId> {
        of.iter().map(|id| (*id).clone()).collect()
    }

    #[test]
    fn the_shortest_chain_from_somebody_trusted_is_shown() {
        let a = ids(5);
        let links = [
            link(&a[0], &a[1], 1),
            link(&a[1], &a[2], 2),
            link(&a[2], &a[4], 3),
            link(&a[0], &a[3], 9),
            link(&a[3], &a[4], 9),
        ];
        let found = chain(&a[4], &set(&[&a[0]]), &links, HOPS).expect("a chain");
        assert_eq!(names(&found), [a[0].clone(), a[3].clone()]);
        assert!(matches!(
            standing(&a[4], &set(&[&a[0]]), &links),
            Standing::Vouched { by: 2, chain } if chain.len() == 2
        ));
        assert_eq!(standing(&a[0], &set(&[&a[0]]), &links), Standing::Trusted);
    }

    #[test]
    fn three_vouches_reach_and_four_do_not() {
        let a = ids(5);
        let links: Vec<Link> = (0..4).map(|i| link(&a[i], &a[i + 1], 1)).collect();
        let anchors = set(&[&a[0]]);
        assert!(matches!(standing(&a[3], &anchors, &links), Standing::Vouched { .. }));
        assert_eq!(standing(&a[4], &anchors, &links), Standing::Unverified);
        let near = reached(&anchors, &links, HOPS);
        assert_eq!((near.get(&a[3]), near.get(&a[4])), (Some(&3), None));
    }

    #[test]
    fn a_ring_of_strangers_proves_nothing() {
        let a = ids(101);
        let mut links = Vec::new();
        for i in 1..101 {
            for step in [1, 7, 31] {
                links.push(link(&a[i], &a[1 + (i - 1 + step) % 100], 1));
            }
            // Even that they vouch for somebody trusted changes nothing.
            links.push(link(&a[i], &a[0], 1));
        }
        let anchors = set(&[&a[0]]);
        for stranger in &a[1..] {
            assert_eq!(standing(stranger, &anchors, &links), Standing::Unverified);
        }
        // One vouch into the ring: its members count as vouchers only within reach, never all hundred.
        links.push(link(&a[0], &a[1], 1));
        let Standing::Vouched { by, .. } = standing(&a[1], &anchors, &links) else { panic!("vouched for") };
        assert_eq!(by, 1, "what it says of itself through its friends does not count");
    }

    #[test]
    fn a_vouch_that_ends_breaks_the_chain() {
        let a = ids(3);
        let anchors = set(&[&a[0]]);
        let mut links = vec![link(&a[0], &a[1], 1), link(&a[1], &a[2], 1)];
        assert!(chain(&a[2], &anchors, &links, HOPS).is_some());
        links.remove(0);
        assert!(chain(&a[2], &anchors, &links, HOPS).is_none());
    }

    #[test]
    fn cycles_end() {
        let a = ids(3);
        let links = [link(&a[0], &a[1], 1), link(&a[1], &a[0], 1), link(&a[1], &a[1], 1)];
        assert!(chain(&a[0], &set(&[&a[2]]), &links, 50).is_none());
        assert_eq!(reached(&set(&[&a[0]]), &links, 50).len(), 2);
    }

    #[test]
    fn chain_and_reach_agree_on_many_graphs() {
        // A small generator of our own: the same graphs on every run.
        let mut state = 7_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or(0) % below
        };
        for _ in 0..300 {
            let a = ids(12);
            let anchors = set(&[&a[0], &a[1]]);
            let links: Vec<Link> = (0..next(30))
                .map(|n| link(&a[next(12)], &a[next(12)], i64::try_from(n).unwrap_or(0)))
                .collect();
            let near = reached(&anchors, &links, HOPS);
            for (index, id) in a.iter().enumerate().skip(2) {
                let found = chain(id, &anchors, &links, HOPS);
                assert_eq!(found.as_ref().map(Vec::len), near.get(id).copied(), "actor {index}");
                if let Some(found) = found {
                    assert!(anchors.contains(&found[0].voucher));
                    assert_eq!(found.last().map(|l| &l.vouched), Some(id));
                    assert!(found.windows(2).all(|two| two[0].vouched == two[1].voucher));
                }
            }
        }
    }

    #[test]
    fn what_stands_is_accepted_lasting_and_confirmed() {
        let a = ids(2);
        let now = Timestamp::from_seconds(2_000_000_000);
        let vouch = Vouch {
            id: VouchId::new(),
            uri: String::new(),
            offer_uri: None,
            voucher_id: a[0].clone(),
            vouched_id: a[1].clone(),
            state: VouchState::Accepted,
            reason: String::new(),
            until: None,
            offered_at: now,
            answered_at: None,
            ended_at: None,
            checked_at: None,
        };
        assert!(stands(&vouch, now));
        assert!(!stands(&Vouch { state: VouchState::Offered, ..vouch.clone() }, now));
        assert!(!stands(&Vouch { until: Some(now), ..vouch.clone() }, now));
        assert!(stands(&Vouch { checked_at: Some(now - BELIEVED), ..vouch.clone() }, now));
        assert!(!stands(&Vouch { checked_at: Some(now - days(22)), ..vouch }, now));
    }

    #[test]
    fn answers_in_any_order() {
        use VouchState::{Accepted, Declined, Offered, Refused, Revoked};
        assert_eq!(after_answer(Offered, true), Some(Accepted));
        assert_eq!(after_answer(Offered, false), Some(Refused));
        assert_eq!(after_answer(Accepted, false), Some(Declined));
        for ended in [Refused, Revoked, Declined] {
            assert_eq!((after_answer(ended, true), after_answer(ended, false)), (None, None));
        }
    }

    #[test]
    fn a_reason_is_needed_and_an_end_lies_ahead() {
        let now = Timestamp::parse_rfc3339("2026-11-24T10:00:00Z").expect("a time");
        let form = |reason: &str, until: &str| Form { reason: reason.into(), until: until.into() };
        assert!(check(&form("We run a school together.", ""), now).is_ok());
        let (_, until) = check(&form("x", "2027-01-31"), now).expect("sound");
        assert_eq!(until.map(Timestamp::day).as_deref(), Some("2027-01-31"));
        for (reason, until) in
            [("", ""), ("x", "2026-11-23"), ("x", "soon"), ("x", "2099-01-01"), ("x", "2027-1-31")]
        {
            assert!(check(&form(reason, until), now).is_err(), "{reason} {until}");
        }
    }
}
