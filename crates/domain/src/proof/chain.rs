//! The history of an actor's Ed25519 keys: each that replaces another is named by the one before, so that anybody can
//! follow from a key they knew to the one of now. Values in, values out.

use serde_json::{Value, json};
use sofra_base::clock::Timestamp;

use super::suite::{Claimed, Fault, Prover};
use crate::actor::key::PublicKey;

/// Keys of one actor that are read at most, those of before included.
pub const MOST: usize = 40;

/// One key of a history.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id on the wire.
    pub id: String,
    /// The key as Multikey.
    pub public_key: String,
    /// What the key before says about it; the first key has none.
    pub succession: Option<Value>,
}

/// Why a history cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Break {
    /// There is no key.
    #[error("no key is named")]
    Empty,
    /// A key without its owner, of another server, or one that nobody should use.
    #[error("a key cannot be read, or is not of its holder's server")]
    Key,
    /// Two keys of one id, or one key under two ids.
    #[error("two of its keys have the same id, or the same key stands there twice")]
    Twice,
    /// A key replaced another, and the other does not say so.
    #[error("a key was replaced without a trace: the key before does not name it")]
    NoTrace,
}

impl Entry {
    /// As the wire has it (FEP-521a, with our `succession`).
    #[must_use]
    pub fn to_json(&self, holder: &str) -> Value {
        let mut entry = json!({
            "id": self.id,
            "type": "Multikey",
            "controller": holder,
            "publicKeyMultibase": self.public_key
        });
        if let Some(succession) = &self.succession {
            entry["succession"] = succession.clone();
        }
        entry
    }

    /// Reads one that names `holder` as its owner.
    #[must_use]
    pub fn read(value: &Value, holder: &str) -> Option<Self> {
        let word = |name: &str| value.get(name).and_then(Value::as_str);
        if word("type") != Some("Multikey") || word("controller") != Some(holder) {
            return None;
        }
        Some(Self {
            id: word("id")?.to_owned(),
            public_key: word("publicKeyMultibase")?.to_owned(),
            succession: value.get("succession").filter(|s| s.is_object()).cloned(),
        })
    }

    /// The key itself.
    ///
    /// # Errors
    /// [`Fault::Key`].
    pub fn key(&self) -> Result<PublicKey, Fault> {
        Ok(PublicKey::from_multikey(&self.public_key)?)
    }

    /// Since when it signs, by the word of the key before; the first key has always signed.
    #[must_use]
    pub fn since(&self) -> Option<Timestamp> {
        let text = self.succession.as_ref()?.get("created")?.as_str()?;
        Timestamp::parse_rfc3339(text)
    }
}

/// What a key says about the one that replaces it: signed by the key that goes.
///
/// # Errors
/// When the library cannot sign.
pub fn succession(
    holder: &str,
    previous: &Prover,
    next: &str,
    next_key: &str,
    created: Timestamp,
) -> Result<Value, Fault> {
    let mut succession = json!({
        "type": "KeySuccession",
        "actor": holder,
        "previousKey": previous.method(),
        "key": next,
        "publicKeyMultibase": next_key,
        "created": created.to_rfc3339()
    });
    previous.prove(&mut succession, created)?;
    Ok(succession)
}

/// Whether `previous` itself says that `next` takes its place.
#[must_use]
pub fn follows(holder: &str, previous: &Entry, next: &Entry) -> bool {
    let Some(succession) = &next.succession else { return false };
    let says = |name: &str, value: &str| succession.get(name).and_then(Value::as_str) == Some(value);
    let named = says("type", "KeySuccession")
        && says("actor", holder)
        && says("previousKey", &previous.id)
        && says("key", &next.id)
        && says("publicKeyMultibase", &next.public_key)
        && next.since().is_some_and(|since| previous.since().is_none_or(|before| before <= since));
    let Ok(Some(claimed)) = Claimed::read(succession) else { return false };
    named && claimed.method() == previous.id && previous.key().is_ok_and(|key| claimed.verify(&key).is_ok())
}

/// Whether a history can be followed from its first key to its last.
///
/// # Errors
/// The first place where it cannot.
pub fn check(holder: &str, entries: &[Entry]) -> Result<(), Break> {
    if entries.is_empty() {
        return Err(Break::Empty);
    }
    for (position, entry) in entries.iter().enumerate() {
        if entry.key().is_err() || !same_server(holder, &entry.id) {
            return Err(Break::Key);
        }
        let known = &entries[..position];
        if known.iter().any(|k| k.id == entry.id || k.public_key == entry.public_key) {
            return Err(Break::Twice);
        }
        // A first key with a predecessor that is not there is a history that was cut.
        let traced = match known.last() {
            Some(previous) => follows(holder, previous, entry),
            None => entry.succession.is_none(),
        };
        if !traced {
            return Err(Break::NoTrace);
        }
    }
    Ok(())
}

/// Whether a later history holds all of an earlier one, in its place.
#[must_use]
pub fn continues(earlier: &[Entry], later: &[Entry]) -> bool {
    earlier.len() <= later.len()
        && earlier.iter().zip(later).all(|(a, b)| a.id == b.id && a.public_key == b.public_key)
}

/// Whether two addresses are of one scheme, host and port (FEP-fe34).
#[must_use]
pub fn same_server(one: &str, other: &str) -> bool {
    let origin = |text: &str| url::Url::parse(text).ok().filter(url::Url::has_host).map(|url| url.origin());
    origin(one).is_some_and(|found| origin(other) == Some(found))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use sofra_base::clock::days;

    use super::*;
    use crate::actor::key::Ed25519Key;

    const HOLDER: &str = "https://a.test/o/voices";

    fn history(length: usize) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut previous: Option<Prover> = None;
        for n in 0..length {
            let at = Timestamp::parse_rfc3339("2026-01-01T00:00:00Z").unwrap() + days(n as i64);
            let key = Ed25519Key::generate().unwrap();
            let (id, public_key) = (format!("{HOLDER}#key-{n}"), key.public_multikey());
            let succession =
                previous.as_ref().map(|previous| succession(HOLDER, previous, &id, &public_key, at).unwrap());
            previous = Some(Prover::new(id.clone(), key, at));
            entries.push(Entry { id, public_key, succession });
        }
        entries
    }

    #[test]
    fn a_history_is_followed_from_its_first_key_to_its_last() {
        for length in 1..4 {
            let entries = history(length);
            assert_eq!(check(HOLDER, &entries), Ok(()));
            let read: Vec<Entry> =
                entries.iter().map(|e| Entry::read(&e.to_json(HOLDER), HOLDER).unwrap()).collect();
            assert_eq!(read, entries);
        }
        assert_eq!(check(HOLDER, &[]), Err(Break::Empty));
    }

    #[test]
    fn a_key_without_a_word_of_the_one_before_breaks_it() {
        let good = history(3);
        let broken = |change: &dyn Fn(&mut Vec<Entry>)| {
            let mut entries = good.clone();
            change(&mut entries);
            check(HOLDER, &entries).unwrap_err()
        };
        assert_eq!(broken(&|e| e[1].succession = None), Break::NoTrace);
        assert_eq!(broken(&|e| e[2].succession = e[1].succession.clone()), Break::NoTrace);
        assert_eq!(broken(&|e| e[1].public_key = history(1)[0].public_key.clone()), Break::NoTrace);
        assert_eq!(broken(&|e| drop(e.remove(1))), Break::NoTrace);
        assert_eq!(broken(&|e| drop(e.remove(0))), Break::NoTrace);
        assert_eq!(broken(&|e| e.swap(1, 2)), Break::NoTrace);
        assert_eq!(broken(&|e| e.push(e[0].clone())), Break::Twice);
        assert_eq!(broken(&|e| e[2].public_key = "z6Mk".into()), Break::Key);
        assert_eq!(broken(&|e| e[1].id = "https://evil.test/o/voices#key-1".into()), Break::Key);
        // Named by a key that is not the one before: whoever holds the newer key cannot write the history anew.
        let newer = Ed25519Key::generate().unwrap();
        assert_eq!(
            broken(&|e| {
                let prover = Prover::new(e[0].id.clone(), Ed25519Key::generate().unwrap(), Timestamp(0));
                let public_key = newer.public_multikey();
                e[1].succession =
                    Some(succession(HOLDER, &prover, &e[1].id, &public_key, Timestamp(0)).unwrap());
                e[1].public_key = public_key;
            }),
            Break::NoTrace
        );
        // Of another holder.
        assert_eq!(check("https://a.test/o/others", &good), Err(Break::NoTrace));
    }

    #[test]
    fn a_later_history_holds_the_earlier_one() {
        let all = history(3);
        assert!(continues(&all[..1], &all) && continues(&all, &all));
        assert!(!continues(&all, &all[..2]));
        assert!(!continues(&history(1), &all));
    }

    #[test]
    fn servers_are_told_apart_by_scheme_host_and_port() {
        assert!(same_server("https://a.test/x", "https://a.test:443/y#k"));
        for other in ["http://a.test/x", "https://a.test:8443/x", "https://b.test/x", "urn:a", "", "a.test"] {
            assert!(!same_server("https://a.test/x", other), "{other}");
        }
        assert!(!same_server("urn:a", "urn:a"));
    }
}
