//! Keys that were read from the database a moment ago, parsed: a peer that sends much is not looked up for each
//! activity. For two seconds only, so that a key that was changed or taken away is not believed for long.

use std::collections::HashMap;
use std::sync::Mutex;

use sofra_base::clock::{Span, Timestamp, seconds};

use crate::resolve::Keyholder;
use crate::uri::Uri;

/// How long an entry is believed.
const FRESH: Span = seconds(2);
/// Entries at most; a full cache starts anew.
const MOST: usize = 5_000;

/// Keys by their id.
#[derive(Default)]
pub struct KeyCache {
    entries: Mutex<HashMap<String, (Timestamp, Keyholder)>>,
}

impl KeyCache {
    /// A key read less than two seconds ago.
    #[must_use]
    pub fn get(&self, id: &Uri, now: Timestamp) -> Option<Keyholder> {
        let entries = self.lock();
        let (read_at, holder) = entries.get(id.as_str())?;
        // A clock that was set back makes an entry stale as well.
        (*read_at <= now && *read_at + FRESH > now).then(|| holder.clone())
    }

    /// Keeps a key that was just read.
    pub fn put(&self, id: &Uri, holder: &Keyholder, now: Timestamp) {
        let mut entries = self.lock();
        if entries.len() >= MOST {
            entries.clear();
        }
        entries.insert(id.as_str().to_owned(), (now, holder.clone()));
    }

    /// Forgets everything, because an actor's keys may have changed.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Timestamp, Keyholder)>> {
        self.entries.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
