//! The private keys of local actors, parsed once in a while: keys are replaced from the command line too, which is
//! another process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use sofra_base::clock::{Span, Timestamp, minutes};
use sofra_domain::actor::ActorId;
use sofra_domain::actor::model::StoredKey;

use crate::key::RsaKey;
use crate::signature::{Pair, SigningKey};
use crate::uri::{Uri, UriPolicy};

/// How long a parsed key is used before the database is asked again.
const FRESH: Span = minutes(1);

/// Parsed keys by actor.
#[derive(Default)]
pub struct Keyring {
    keys: Mutex<HashMap<ActorId, (Timestamp, Arc<SigningKey>)>>,
}

impl Keyring {
    /// The key that an actor signs requests with, if it was parsed a moment ago.
    #[must_use]
    pub fn known(&self, id: &ActorId, now: Timestamp) -> Option<Arc<SigningKey>> {
        let keys = self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (since, key) = keys.get(id)?;
        // A clock that was set back makes an entry stale as well.
        (*since <= now && *since + FRESH > now).then(|| key.clone())
    }

    /// Parses and keeps the RSA key among an actor's stored keys.
    pub fn adopt(
        &self,
        id: &ActorId,
        stored: &[StoredKey],
        policy: UriPolicy,
        now: Timestamp,
    ) -> Option<Arc<SigningKey>> {
        let stored = stored.iter().find(|key| key.algorithm == "rsa")?;
        let pair = RsaKey::from_pkcs8(stored.private_key.as_deref()?).ok()?;
        let key_id = Uri::parse(&stored.uri, policy).ok()?;
        let key = Arc::new(SigningKey { key_id, pair: Pair::Rsa(Arc::new(pair)) });
        self.keys
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(id.clone(), (now, key.clone()));
        Some(key)
    }
}
