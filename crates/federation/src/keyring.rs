//! The private keys of local actors, parsed once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use sofra_domain::actor::model::StoredKey;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::{AnyConnection, Error, Result};

use crate::key::RsaKey;
use crate::signature::{Pair, SigningKey};
use crate::uri::{Uri, UriPolicy};

/// Parsed keys by actor.
#[derive(Default)]
pub struct Keyring {
    keys: Mutex<HashMap<ActorId, Arc<SigningKey>>>,
}

impl Keyring {
    /// The key that an actor signs requests with, if it was parsed before.
    #[must_use]
    pub fn known(&self, id: &ActorId) -> Option<Arc<SigningKey>> {
        self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get(id).cloned()
    }

    /// The key that an actor signs requests with.
    ///
    /// # Errors
    /// `Internal` when the actor has none.
    pub fn load(&self, conn: &mut AnyConnection, id: &ActorId, policy: UriPolicy) -> Result<Arc<SigningKey>> {
        if let Some(key) = self.known(id) {
            return Ok(key);
        }
        let stored = actor::store::keys(conn, id)?;
        self.adopt(id, &stored, policy)
            .ok_or_else(|| Error::Internal("a local actor has no usable RSA key".to_owned()))
    }

    /// Parses and keeps the RSA key among an actor's stored keys.
    pub fn adopt(&self, id: &ActorId, stored: &[StoredKey], policy: UriPolicy) -> Option<Arc<SigningKey>> {
        let stored = stored.iter().find(|key| key.algorithm == "rsa")?;
        let pair = RsaKey::from_pkcs8(stored.private_key.as_deref()?).ok()?;
        let key_id = Uri::parse(&stored.uri, policy).ok()?;
        let key = Arc::new(SigningKey { key_id, pair: Pair::Rsa(Arc::new(pair)) });
        self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(id.clone(), key.clone());
        Some(key)
    }
}
