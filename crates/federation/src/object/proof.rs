//! Integrity proofs on what we give out (FEP-8b32): for public objects only, because a signature cannot be denied.

use serde_json::Value;
use sofra_base::clock::Timestamp;
use sofra_domain::actor::Actor;
use sofra_domain::proof::{Checked, Prover, Status, store};
use sofra_domain::{AnyConnection, Error, Result};

use super::context::{self, PUBLIC};
use super::{first_text, list, text};

/// Signs an object of a local author with the author's key, if everybody may read it; leaves it as it is otherwise. The
/// object gets a context of its own, so that it means the same wherever it is carried; `made` is when it became what it
/// is, so that it has the same bytes each time it is asked for.
///
/// This is the one call by which an object becomes signed. Whether it is public is read from the object itself: what is
/// signed is what is addressed to everybody, whatever the caller meant.
///
/// # Errors
/// The database's own.
pub fn sign_public(
    conn: &mut AnyConnection,
    author: &Actor,
    object: &mut Value,
    made: Timestamp,
) -> Result<()> {
    if !author.local || text(object, "attributedTo") != Some(author.uri.as_str()) || !is_public(object) {
        return Ok(());
    }
    let Some(prover) = store::prover(conn, &author.id)? else { return Ok(()) };
    sign(object, &prover, made)
}

fn sign(object: &mut Value, prover: &Prover, made: Timestamp) -> Result<()> {
    object["@context"] = context::of_signed(object);
    prover.prove(object, made).map_err(|fault| Error::Internal(fault.to_string()))
}

/// What is kept of a received object, so that others can check it too: all that was signed, where everybody may read it
/// and its proof is good.
#[must_use]
pub fn to_keep(document: &Value, checked: &Checked) -> Option<Value> {
    if checked.status != Status::Verified || !is_public(document) {
        return None;
    }
    let mut kept = document.clone();
    // A linked-data signature stands outside of what was signed.
    kept.as_object_mut()?.remove("signature");
    Some(kept)
}

/// Whether an object says that everybody may read it.
#[must_use]
pub fn is_public(object: &Value) -> bool {
    ["to", "cc"]
        .iter()
        .flat_map(|name| list(object.get(*name)))
        .filter_map(|entry| first_text(Some(entry)))
        .any(|uri| matches!(uri, PUBLIC | "as:Public" | "Public"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail by panicking.
mod tests {
    use serde_json::json;
    use sofra_domain::actor::key::Ed25519Key;
    use sofra_domain::proof::Claimed;

    use super::*;

    #[test]
    fn a_signed_object_explains_its_own_words_and_no_others() {
        let key = Ed25519Key::generate().unwrap();
        let public = key.public_key().unwrap();
        let prover = Prover::new("https://a.test/o/a#ed25519-key".into(), key, Timestamp(0));
        let mut object = json!({
            "type": "Note",
            "attributedTo": "https://a.test/o/a",
            "subject": ["urn:sofra:agenda:istanbul-2018:R1"],
            "tag": [{"type": "Hashtag", "name": "#IstanbulR1"}]
        });
        sign(&mut object, &prover, Timestamp(0)).unwrap();
        let context = object["@context"].as_array().unwrap();
        assert_eq!(context[0], context::ACTIVITY_STREAMS);
        assert_eq!(context[1], context::DATA_INTEGRITY);
        let terms: Vec<&String> = context[2].as_object().unwrap().keys().collect();
        assert_eq!(terms, ["Hashtag", "sofra", "subject"]);
        assert_eq!(object["proof"]["@context"], object["@context"]);
        Claimed::read(&object).unwrap().unwrap().verify(&public).unwrap();
    }

    #[test]
    fn priv_12_only_what_is_addressed_to_everybody_is_public() {
        assert!(is_public(&json!({"to": PUBLIC})));
        assert!(is_public(&json!({"to": [], "cc": ["as:Public"]})));
        for object in [
            json!({}),
            json!({"to": [], "cc": []}),
            json!({"to": ["https://a.test/o/a/followers"]}),
            json!({"to": ["https://a.test/o/a/network"], "audience": PUBLIC}),
            json!({"content": PUBLIC}),
        ] {
            assert!(!is_public(&object), "{object}");
        }
    }
}
