//! The cryptosuite `eddsa-jcs-2022` (W3C Data Integrity EdDSA Cryptosuites v1.0), as FEP-8b32 uses it. Values in,
//! values out.

use aws_lc_rs::digest::{SHA256, digest as hash_of};
use serde_json::{Map, Value, json};
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;

use crate::actor::key::{Algorithm, Ed25519Key, KeyError, PublicKey};
use crate::actor::model::StoredKey;

/// The name of the cryptosuite.
pub const SUITE: &str = "eddsa-jcs-2022";
/// The only purpose for which a proof counts here.
pub const PURPOSE: &str = "assertionMethod";
/// The greatest whole number that every reader of JSON reads alike (RFC 7493).
const EXACT: u64 = 1 << 53;

/// Why a proof does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// What is signed is no JSON object, or holds a number that readers read differently.
    #[error("it cannot be put into the one form that is signed")]
    Form,
    /// There are several proofs, or the proof is no object.
    #[error("its proof does not have the form of one proof")]
    Shape,
    /// Another cryptosuite than ours: neither right nor wrong.
    #[error("its proof is of a kind that is not known here")]
    Suite,
    /// The proof was made for another purpose.
    #[error("its proof was made for another purpose")]
    Purpose,
    /// The context that was signed is not the context that stands there.
    #[error("its context is not the one that was signed")]
    Context,
    /// The signature does not belong to these words and this key.
    #[error("it is not what the key of its author signed")]
    Mismatch,
    /// The key itself cannot be used.
    #[error("the key cannot be used")]
    Key,
}

impl From<KeyError> for Fault {
    fn from(_: KeyError) -> Self {
        Self::Key
    }
}

/// The one form of a JSON value (RFC 8785) that is hashed and signed.
///
/// # Errors
/// [`Fault::Form`] for a whole number beyond 2^53: readers would read different ones from the same signature.
pub fn canonical(value: &Value) -> Result<Vec<u8>, Fault> {
    if !is_exact(value) {
        return Err(Fault::Form);
    }
    serde_json_canonicalizer::to_vec(value).map_err(|_| Fault::Form)
}

/// SHA-256 over the one form, in hexadecimal digits.
///
/// # Errors
/// As [`canonical`].
pub fn digest(value: &Value) -> Result<String, Fault> {
    Ok(sha256_hex(&canonical(value)?))
}

fn is_exact(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let whole = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            whole.is_none_or(|whole| whole <= EXACT)
        }
        Value::Array(items) => items.iter().all(is_exact),
        Value::Object(members) => members.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// A key of ours, ready to sign.
#[derive(Debug)]
pub struct Prover {
    method: String,
    key: Ed25519Key,
    since: Timestamp,
}

impl Prover {
    /// A key under its id on the wire; proofs by it are never dated before `since`.
    #[must_use]
    pub fn new(method: String, key: Ed25519Key, since: Timestamp) -> Self {
        Self { method, key, since }
    }

    /// The Ed25519 key among the stored keys of a local actor.
    #[must_use]
    pub fn of(stored: &[StoredKey]) -> Option<Self> {
        let stored = stored.iter().find(|key| key.algorithm == "ed25519")?;
        let key = Ed25519Key::from_pkcs8(stored.private_key.as_deref()?).ok()?;
        Some(Self::new(stored.uri.clone(), key, stored.created_at))
    }

    /// The id of the key on the wire.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Signs a document: its `proof` is replaced by one of this key. The same document gets the same bytes each time.
    ///
    /// # Errors
    /// [`Fault::Form`] if it is no object.
    pub fn prove(&self, document: &mut Value, created: Timestamp) -> Result<(), Fault> {
        let object = document.as_object_mut().ok_or(Fault::Form)?;
        object.remove("proof");
        let mut proof = json!({
            "type": "DataIntegrityProof",
            "cryptosuite": SUITE,
            "verificationMethod": self.method,
            "proofPurpose": PURPOSE,
            "created": created.max(self.since).to_rfc3339()
        });
        if let Some(context) = object.get("@context") {
            proof["@context"] = context.clone();
        }
        let signature = self.key.sign(&hash(&proof, document)?)?;
        proof["proofValue"] = format!("z{}", bs58::encode(signature).into_string()).into();
        document["proof"] = proof;
        Ok(())
    }
}

/// What is signed: the hash of the proof's own members, then that of the document.
fn hash(proof: &Value, document: &Value) -> Result<[u8; 64], Fault> {
    let mut both = [0; 64];
    both[..32].copy_from_slice(hash_of(&SHA256, &canonical(proof)?).as_ref());
    both[32..].copy_from_slice(hash_of(&SHA256, &canonical(document)?).as_ref());
    Ok(both)
}

/// A proof that a document bears, not verified yet.
#[derive(Debug, Clone)]
pub struct Claimed {
    method: String,
    created: Option<Timestamp>,
    expires: Option<Timestamp>,
    hash: [u8; 64],
    signature: Vec<u8>,
}

impl Claimed {
    /// Reads the proof of a document; `None` where there is none.
    ///
    /// # Errors
    /// Why it cannot count, whatever the key.
    pub fn read(document: &Value) -> Result<Option<Self>, Fault> {
        let object = document.as_object().ok_or(Fault::Form)?;
        let proof = match object.get("proof") {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Array(several)) => match several.as_slice() {
                [] => return Ok(None),
                [Value::Object(one)] => one,
                // Which of several would count, a reader could choose: then none does (SIG-20).
                _ => return Err(Fault::Shape),
            },
            Some(Value::Object(one)) => one,
            Some(_) => return Err(Fault::Shape),
        };
        let word = |name: &str| proof.get(name).and_then(Value::as_str);
        if word("type") != Some("DataIntegrityProof") || word("cryptosuite") != Some(SUITE) {
            return Err(Fault::Suite);
        }
        if word("proofPurpose") != Some(PURPOSE) {
            return Err(Fault::Purpose);
        }
        let method = word("verificationMethod").filter(|m| m.len() <= 2_000).ok_or(Fault::Shape)?;
        let signature = word("proofValue").and_then(signature).ok_or(Fault::Shape)?;
        let mut config = proof.clone();
        config.remove("proofValue");
        let mut secured: Map<String, Value> = object.clone();
        secured.remove("proof");
        // A linked-data signature is put on after the proof (FEP-8b32); nothing reads it.
        secured.remove("signature");
        if let Some(signed) = proof.get("@context") {
            if !begins_with(object.get("@context"), signed) {
                return Err(Fault::Context);
            }
            secured.insert("@context".to_owned(), signed.clone());
        }
        Ok(Some(Self {
            method: method.to_owned(),
            created: word("created").and_then(Timestamp::parse_rfc3339),
            expires: match proof.get("expires") {
                None => None,
                Some(text) => {
                    let read = text.as_str().and_then(Timestamp::parse_rfc3339);
                    Some(read.ok_or(Fault::Shape)?)
                }
            },
            hash: hash(&Value::Object(config), &Value::Object(secured))?,
            signature,
        }))
    }

    /// The id of the key that is said to have signed.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// When it was signed, by the signer's own word.
    #[must_use]
    pub fn created(&self) -> Option<Timestamp> {
        self.created
    }

    /// Whether its signer set an end to it that has passed.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }

    /// Verifies it with a key.
    ///
    /// # Errors
    /// [`Fault::Mismatch`].
    pub fn verify(&self, key: &PublicKey) -> Result<(), Fault> {
        key.verify(Algorithm::Ed25519, &self.hash, &self.signature).map_err(|_| Fault::Mismatch)
    }
}

fn signature(text: &str) -> Option<Vec<u8>> {
    let encoded = text.strip_prefix('z').filter(|t| t.len() <= 128)?;
    bs58::decode(encoded).into_vec().ok().filter(|bytes| bytes.len() == 64)
}

/// Whether the context of a document begins with the one that was signed.
fn begins_with(whole: Option<&Value>, signed: &Value) -> bool {
    fn list(value: &Value) -> &[Value] {
        match value {
            Value::Array(items) => items,
            one => std::slice::from_ref(one),
        }
    }
    whole.is_some_and(|whole| list(whole).starts_with(list(signed)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests;
