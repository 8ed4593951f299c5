//! Limits on what one stranger can make this server fetch (DOS-09, SIG-22).
//!
//! All of it lives in memory and is bounded; a restart forgets it, which costs a few fetches.
//! The clock is passed in as microseconds since 1970.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::uri::Uri;

/// How long a failed fetch is remembered: five minutes.
pub const NEGATIVE_TTL_MICROSECONDS: i64 = 5 * 60 * 1_000_000;
/// The most fetches one incoming activity may cause.
pub const FETCHES_PER_ACTIVITY: u32 = 20;
const HOUR_MICROSECONDS: i64 = 3_600 * 1_000_000;

/// Remembers which addresses and hosts failed, so that they are not asked again at once.
#[derive(Debug)]
pub struct NegativeCache {
    capacity: usize,
    entries: Mutex<Expiring>,
}

#[derive(Debug, Default)]
struct Expiring {
    until: HashMap<Box<str>, i64>,
    /// Oldest first; an entry that was renewed stands twice and counts by its newer time.
    order: VecDeque<(i64, Box<str>)>,
}

impl NegativeCache {
    /// A cache of at most `capacity` entries (at least one); the oldest make room.
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), entries: Mutex::default() }
    }

    /// Remembers that this address gave nothing usable.
    pub fn remember_uri(&self, uri: &Uri, now: i64) {
        self.remember(uri.as_str(), now);
    }

    /// Remembers that the whole host could not be reached.
    pub fn remember_host(&self, uri: &Uri, now: i64) {
        // An address contains a slash, an authority never does: the two cannot be confused.
        self.remember(uri.authority(), now);
    }

    /// Whether this address, or its host, failed within the last five minutes.
    pub fn blocks(&self, uri: &Uri, now: i64) -> bool {
        let entries = lock(&self.entries);
        [uri.as_str(), uri.authority()]
            .iter()
            .any(|name| entries.until.get(*name).is_some_and(|until| *until > now))
    }

    /// Forgets both, for example when a new key was announced.
    pub fn forget(&self, uri: &Uri) {
        let mut entries = lock(&self.entries);
        entries.until.remove(uri.as_str());
        entries.until.remove(uri.authority());
    }

    fn remember(&self, name: &str, now: i64) {
        let until = now.saturating_add(NEGATIVE_TTL_MICROSECONDS);
        let mut entries = lock(&self.entries);
        let Expiring { until: map, order } = &mut *entries;
        map.insert(name.into(), until);
        order.push_back((until, name.into()));
        while let Some((oldest, oldest_name)) = order.front() {
            let current = map.get(oldest_name) == Some(oldest);
            if current && *oldest > now && map.len() <= self.capacity && order.len() <= 2 * self.capacity {
                break;
            }
            if !current && map.len() <= self.capacity && order.len() <= 2 * self.capacity {
                // A stale note of a renewed or forgotten entry.
                order.pop_front();
                continue;
            }
            if current {
                map.remove(oldest_name);
            }
            order.pop_front();
        }
    }
}

/// A panic while the lock was held leaves at worst one entry too many: carry on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Nothing is left of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no more fetches are allowed now")]
pub struct Spent;

/// The fetches that one incoming activity may still cause.
#[derive(Debug, Clone, Copy)]
pub struct FetchBudget {
    left: u32,
}

impl Default for FetchBudget {
    fn default() -> Self {
        Self { left: FETCHES_PER_ACTIVITY }
    }
}

impl FetchBudget {
    /// Takes one fetch.
    ///
    /// # Errors
    /// [`Spent`] when [`FETCHES_PER_ACTIVITY`] were taken.
    pub fn take(&mut self) -> Result<(), Spent> {
        self.left = self.left.checked_sub(1).ok_or(Spent)?;
        Ok(())
    }

    /// How many are left.
    pub fn left(&self) -> u32 {
        self.left
    }
}

/// How often each host may be asked within an hour.
#[derive(Debug)]
pub struct HostBudget {
    per_hour: u32,
    capacity: usize,
    hosts: Mutex<Windows>,
}

#[derive(Debug, Default)]
struct Windows {
    /// Start of the hour and the fetches in it.
    used: HashMap<Box<str>, (i64, u32)>,
    order: VecDeque<Box<str>>,
}

impl HostBudget {
    /// `per_hour` fetches for each host; at most `capacity` hosts are kept in mind, the
    /// longest known make room.
    pub fn new(per_hour: u32, capacity: usize) -> Self {
        Self { per_hour, capacity: capacity.max(1), hosts: Mutex::default() }
    }

    /// Takes one fetch from the hour of this host.
    ///
    /// # Errors
    /// [`Spent`] when the hour's fetches were taken.
    pub fn take(&self, uri: &Uri, now: i64) -> Result<(), Spent> {
        let mut hosts = lock(&self.hosts);
        let Windows { used, order } = &mut *hosts;
        if let Some((start, count)) = used.get_mut(uri.authority()) {
            if now.saturating_sub(*start) >= HOUR_MICROSECONDS {
                (*start, *count) = (now, 0);
            }
            if *count >= self.per_hour {
                return Err(Spent);
            }
            *count += 1;
            return Ok(());
        }
        if self.per_hour == 0 {
            return Err(Spent);
        }
        if used.len() >= self.capacity
            && let Some(oldest) = order.pop_front()
        {
            used.remove(&oldest);
        }
        used.insert(uri.authority().into(), (now, 1));
        order.push_back(uri.authority().into());
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use super::*;
    use crate::uri::UriPolicy;

    const MINUTE: i64 = 60_000_000;

    fn uri(text: &str) -> Uri {
        Uri::parse(text, UriPolicy::default()).unwrap()
    }

    #[test]
    fn sig_22_failures_are_remembered_for_five_minutes() {
        let cache = NegativeCache::new(10);
        let (a1, a2, b) = (uri("https://a.test/1"), uri("https://a.test/2"), uri("https://b.test/1"));
        cache.remember_uri(&a1, 0);
        assert!(cache.blocks(&a1, 0) && cache.blocks(&a1, 5 * MINUTE - 1));
        assert!(!cache.blocks(&a1, 5 * MINUTE) && !cache.blocks(&a2, 0));
        cache.remember_host(&a1, MINUTE);
        assert!(cache.blocks(&a2, MINUTE) && !cache.blocks(&b, MINUTE));
        cache.forget(&a1);
        assert!(!cache.blocks(&a1, MINUTE) && !cache.blocks(&a2, MINUTE));
    }

    #[test]
    fn dos_15_the_negative_cache_is_bounded() {
        let cache = NegativeCache::new(100);
        for i in 0..10_000 {
            cache.remember_uri(&uri(&format!("https://a.test/{i}")), i);
        }
        // One address renewed again and again does not grow it either.
        for i in 0..10_000 {
            cache.remember_uri(&uri("https://b.test/"), 20_000 + i);
        }
        let entries = cache.entries.lock().unwrap();
        assert!(entries.until.len() <= 100, "{}", entries.until.len());
        assert!(entries.order.len() <= 200, "{}", entries.order.len());
        drop(entries);
        assert!(cache.blocks(&uri("https://b.test/"), 30_000));
        assert!(!cache.blocks(&uri("https://a.test/0"), 30_000));
    }

    #[test]
    fn expired_entries_leave() {
        let cache = NegativeCache::new(100);
        for i in 0..50 {
            cache.remember_uri(&uri(&format!("https://a.test/{i}")), i);
        }
        cache.remember_uri(&uri("https://b.test/"), 6 * MINUTE);
        assert_eq!(cache.entries.lock().unwrap().until.len(), 1);
    }

    #[test]
    fn dos_09_twenty_fetches_for_one_activity() {
        let mut budget = FetchBudget::default();
        for _ in 0..20 {
            assert_eq!(budget.take(), Ok(()));
        }
        assert_eq!(budget.take(), Err(Spent));
        assert_eq!(budget.left(), 0);
    }

    #[test]
    fn dos_09_a_host_has_an_hourly_budget() {
        let budget = HostBudget::new(3, 2);
        let (a, b, c) = (uri("https://a.test/"), uri("https://b.test/"), uri("https://c.test/"));
        for _ in 0..3 {
            assert_eq!(budget.take(&a, 0), Ok(()));
        }
        assert_eq!(budget.take(&a, 59 * MINUTE), Err(Spent));
        assert_eq!(budget.take(&b, 0), Ok(()));
        assert_eq!(budget.take(&a, 60 * MINUTE), Ok(()));
        // The table holds two hosts; the third replaces the oldest.
        assert_eq!(budget.take(&c, 0), Ok(()));
        assert_eq!(budget.hosts.lock().unwrap().used.len(), 2);
        assert_eq!(HostBudget::new(0, 2).take(&a, 0), Err(Spent));
    }
}
