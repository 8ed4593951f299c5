//! Keys that were fetched because a request named them, but that have signed nothing yet.
//!
//! A forged request must leave nothing in the database and must not make us ask the named actor's node again and
//! again (RULE 1 and RULE 2 of the attack catalogue). So what came back waits here, in memory and bounded, until a
//! signature is proven with it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use sofra_base::clock::Timestamp;

use crate::key::PublicKey;
use crate::uri::Uri;

/// A key with the actor who lists it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who lists it.
    pub owner: Uri,
    /// The key.
    pub key: PublicKey,
    /// When it was fetched.
    pub fetched_at: Timestamp,
}

/// Candidates by key id; the longest known make room.
#[derive(Debug)]
pub struct Candidates {
    capacity: usize,
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    by_id: HashMap<Box<str>, Candidate>,
    order: VecDeque<Box<str>>,
}

impl Candidates {
    /// At most `capacity` of them.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), entries: Mutex::default() }
    }

    /// The candidate of an id, unless it was fetched before `since`.
    #[must_use]
    pub fn get(&self, key_id: &Uri, since: Timestamp) -> Option<Candidate> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.by_id.get(key_id.as_str()).filter(|found| found.fetched_at > since).cloned()
    }

    /// Forgets one: it has proven something and is stored.
    pub fn forget(&self, key_id: &Uri) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.by_id.remove(key_id.as_str()).is_some() {
            entries.order.retain(|id| **id != *key_id.as_str());
        }
    }

    /// Keeps one.
    pub fn put(&self, key_id: &Uri, candidate: Candidate) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let Entries { by_id, order } = &mut *entries;
        if by_id.insert(key_id.as_str().into(), candidate).is_none() {
            order.push_back(key_id.as_str().into());
        }
        while by_id.len() > self.capacity {
            let Some(oldest) = order.pop_front() else { return };
            by_id.remove(&oldest);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;
    use crate::key::Ed25519Key;
    use crate::uri::UriPolicy;

    #[test]
    fn candidates_age_and_make_room() {
        let key = Ed25519Key::generate().unwrap().public_key().unwrap();
        let uri = |n: i64| Uri::parse(&format!("https://a.test/{n}#key"), UriPolicy::default()).unwrap();
        let candidate = |n| Candidate { owner: uri(n), key: key.clone(), fetched_at: Timestamp(n) };
        let candidates = Candidates::new(2);
        for n in 1..=3 {
            candidates.put(&uri(n), candidate(n));
            candidates.put(&uri(n), candidate(n));
        }
        assert!(candidates.get(&uri(1), Timestamp(0)).is_none(), "the oldest made room");
        assert!(candidates.get(&uri(3), Timestamp(2)).is_some());
        assert!(candidates.get(&uri(3), Timestamp(3)).is_none(), "too old");
        assert_eq!(candidates.entries.lock().unwrap().order.len(), 2);
    }
}
