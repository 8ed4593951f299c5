//! Passkeys (WebAuthn, level 3): giving challenges and taking answers. What a challenge was is remembered here, in
//! memory, for five minutes and for one answer; it never travels through the browser.

use std::collections::HashMap;
use std::sync::Mutex;

use sofra_base::clock::{Timestamp, minutes};
use sofra_base::id::sha256_hex;
use url::Url;
use webauthn_rs::prelude::{
    CredentialID, Passkey as Key, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnBuilder,
};

use super::model::Passkey;
use crate::account::AccountId;
use crate::error::{Error, Result};
use crate::seal;
use crate::site::Site;

/// For what passkeys are sealed.
const PURPOSE: &str = "passkey";
/// Challenges remembered at most.
const MOST: usize = 1000;
/// Bytes of an answer at most.
const LONGEST: usize = 16 * 1024;

enum Waiting {
    New(PasskeyRegistration),
    Known(PasskeyAuthentication),
}

/// The passkeys of this node's pages.
pub struct Passkeys {
    webauthn: Option<Webauthn>,
    waiting: Mutex<HashMap<String, (Timestamp, Waiting)>>,
}

/// A passkey that was just made, to be stored.
pub struct New {
    /// SHA-256 of the credential's id.
    pub credential_hash: String,
    /// As JSON.
    pub data: Vec<u8>,
}

/// A passkey that was just used, with its counter moved on.
pub struct Used {
    /// SHA-256 of the credential's id.
    pub credential_hash: String,
    /// As JSON.
    pub data: Vec<u8>,
}

fn refused<E: std::fmt::Display>(error: E) -> Error {
    tracing::info!(%error, "an answer of a passkey was refused");
    Error::field("answer", "error-passkey-refused")
}

fn hash(id: &CredentialID) -> String {
    sha256_hex(id.as_ref())
}

impl Passkeys {
    /// For a node's own addresses: an answer that was made for any other origin is refused. A node whose name is an
    /// address in numbers has no passkeys, because browsers make none for it.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let webauthn = Url::parse(&site.base).ok().and_then(|origin| {
            let id = origin.domain()?.to_owned();
            WebauthnBuilder::new(&id, &origin).ok()?.rp_name(&site.domain).build().ok()
        });
        Self { webauthn, waiting: Mutex::default() }
    }

    /// Whether this node can have any.
    #[must_use]
    pub fn are_possible(&self) -> bool {
        self.webauthn.is_some()
    }

    fn webauthn(&self) -> Result<&Webauthn> {
        self.webauthn.as_ref().ok_or(Error::NotFound)
    }

    fn keep(&self, now: Timestamp, whose: &str, what: Waiting) -> Result<()> {
        let mut waiting = self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        waiting.retain(|_, (until, _)| *until > now);
        if waiting.len() >= MOST && !waiting.contains_key(whose) {
            return Err(Error::TooMany);
        }
        waiting.insert(whose.to_owned(), (now + minutes(5), what));
        Ok(())
    }

    /// Taken out, whatever comes of it: a challenge is answered once.
    fn take(&self, now: Timestamp, whose: &str) -> Option<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        waiting.remove(whose).filter(|(until, _)| *until > now).map(|(_, what)| what)
    }

    /// Begins to make a passkey; gives the options for `navigator.credentials.create`, as JSON. `whose` names the one
    /// who must answer: a session.
    ///
    /// # Errors
    /// `NotFound` where there can be none, `TooMany`.
    pub fn begin_new(
        &self,
        now: Timestamp,
        whose: &str,
        secret: &[u8],
        account: &AccountId,
        login: &str,
        known: &[Passkey],
    ) -> Result<String> {
        // The authenticator learns a name that means nothing elsewhere.
        let handle = sha256_hex(&[secret, format!("sofra-passkey\n{account}").as_bytes()].concat());
        let handle = Uuid::from_u128(u128::from_str_radix(&handle[..32], 16).unwrap_or_default());
        let known: Vec<CredentialID> =
            unsealed(secret, account, known).iter().map(|key| key.cred_id().clone()).collect();
        let (challenge, state) = self
            .webauthn()?
            .start_passkey_registration(handle, login, login, Some(known))
            .map_err(|e| Error::Internal(format!("a passkey: {e}")))?;
        self.keep(now, whose, Waiting::New(state))?;
        json(&challenge)
    }

    /// Takes the answer to [`Passkeys::begin_new`].
    ///
    /// # Errors
    /// `Invalid` when it is not the answer to the challenge that was given to `whose`.
    pub fn finish_new(&self, now: Timestamp, whose: &str, answer: &str) -> Result<New> {
        let Some(Waiting::New(state)) = self.take(now, whose) else {
            return Err(refused("no challenge waits for it"));
        };
        let answer: RegisterPublicKeyCredential = parse(answer)?;
        let key = self.webauthn()?.finish_passkey_registration(&answer, &state).map_err(refused)?;
        Ok(New { credential_hash: hash(key.cred_id()), data: serialised(&key)? })
    }

    /// Begins to ask for a passkey; gives the options for `navigator.credentials.get`, as JSON. Only passkeys of that
    /// account are asked for. `whose` names the one who must answer: a half-finished sign-in or a session.
    ///
    /// # Errors
    /// `NotFound` where there is none, `TooMany`.
    pub fn begin_use(
        &self,
        now: Timestamp,
        whose: &str,
        secret: &[u8],
        account: &AccountId,
        known: &[Passkey],
    ) -> Result<String> {
        let keys = unsealed(secret, account, known);
        if keys.is_empty() {
            return Err(Error::NotFound);
        }
        let (challenge, state) = self
            .webauthn()?
            .start_passkey_authentication(&keys)
            .map_err(|e| Error::Internal(format!("a passkey: {e}")))?;
        self.keep(now, whose, Waiting::Known(state))?;
        json(&challenge)
    }

    /// Takes the answer to [`Passkeys::begin_use`], for the passkeys of the same account.
    ///
    /// # Errors
    /// `Invalid` when it is not the answer to the challenge that was given to `whose`, or its counter goes back, as
    /// that of a copied key does.
    pub fn finish_use(
        &self,
        now: Timestamp,
        whose: &str,
        secret: &[u8],
        account: &AccountId,
        known: &[Passkey],
        answer: &str,
    ) -> Result<Used> {
        let Some(Waiting::Known(state)) = self.take(now, whose) else {
            return Err(refused("no challenge waits for it"));
        };
        let answer: PublicKeyCredential = parse(answer)?;
        let result = self.webauthn()?.finish_passkey_authentication(&answer, &state).map_err(refused)?;
        let mut key = unsealed(secret, account, known)
            .into_iter()
            .find(|key| key.cred_id() == result.cred_id())
            .ok_or_else(|| refused("it belongs to somebody else"))?;
        key.update_credential(&result);
        Ok(Used { credential_hash: hash(key.cred_id()), data: serialised(&key)? })
    }
}

fn parse<T: serde::de::DeserializeOwned>(answer: &str) -> Result<T> {
    if answer.len() > LONGEST {
        return Err(refused("it is too long"));
    }
    serde_json::from_str(answer).map_err(refused)
}

fn json(challenge: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(challenge).map_err(|e| Error::Internal(format!("a passkey: {e}")))
}

fn serialised(key: &Key) -> Result<Vec<u8>> {
    serde_json::to_vec(key).map_err(|e| Error::Internal(format!("a passkey: {e}")))
}

/// Those that open; one that does not was not sealed by this node for this account.
fn unsealed(secret: &[u8], account: &AccountId, rows: &[Passkey]) -> Vec<Key> {
    rows.iter()
        .filter_map(|row| seal::open(secret, PURPOSE, account.as_str(), &row.data))
        .filter_map(|data| serde_json::from_slice(&data).ok())
        .collect()
}

pub(super) fn sealed(secret: &[u8], account: &AccountId, data: &[u8]) -> Result<Vec<u8>> {
    seal::seal(secret, PURPOSE, account.as_str(), data)
}
