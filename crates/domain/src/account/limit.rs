//! How often somebody may try. Kept in memory only, keyed by a hash under a key that changes each day: nothing here
//! tells who tried.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Mutex;

use sofra_base::clock::{Span, Timestamp};

/// Entries kept at most; beyond that the oldest windows go first.
const MOST: usize = 20_000;

struct State {
    day: String,
    key: RandomState,
    windows: HashMap<u64, (Timestamp, u32)>,
}

/// Counts attempts in windows of fixed length.
pub struct Limiter {
    most: u32,
    window: Span,
    state: Mutex<State>,
}

impl Limiter {
    /// At most `most` attempts in each `window`.
    #[must_use]
    pub fn new(most: u32, window: Span) -> Self {
        let state = State { day: String::new(), key: RandomState::new(), windows: HashMap::new() };
        Self { most, window, state: Mutex::new(state) }
    }

    /// Counts one attempt and says whether it is still allowed.
    pub fn allows(&self, what: &str, now: Timestamp) -> bool {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let day = now.day();
        if state.day != day {
            *state = State { day, key: RandomState::new(), windows: HashMap::new() };
        }
        let key = state.key.hash_one(what);
        if state.windows.len() >= MOST {
            let window = self.window;
            state.windows.retain(|_, (since, _)| *since + window > now);
            if state.windows.len() >= MOST {
                // Under a flood of names every new one is denied: on doubt deny. Known ones are counted as ever.
                if !state.windows.contains_key(&key) {
                    return false;
                }
            }
        }
        let entry = state.windows.entry(key).or_insert((now, 0));
        if entry.0 + self.window <= now {
            *entry = (now, 0);
        }
        entry.1 = entry.1.saturating_add(1);
        entry.1 <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sofra_base::clock::minutes;

    #[test]
    fn the_window_closes_and_opens_again() {
        let limiter = Limiter::new(2, minutes(10));
        let now = Timestamp::from_seconds(1_800_000_000);
        assert!(limiter.allows("a", now) && limiter.allows("a", now));
        assert!(!limiter.allows("a", now));
        assert!(limiter.allows("b", now));
        assert!(limiter.allows("a", now + minutes(10)));
    }
}
