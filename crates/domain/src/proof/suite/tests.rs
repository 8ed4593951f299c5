use proptest::prelude::*;

use super::*;

/// The key pair of the published vectors (FEP-8b32, W3C vc-di-eddsa).
const SECRET: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const PUBLIC: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const METHOD: &str = "https://server.example/users/alice#ed25519-key";

fn vector_key() -> Ed25519Key {
    let bytes = bs58::decode(&SECRET[1..]).into_vec().unwrap();
    // The multicodec of an Ed25519 seed, then PKCS#8 (RFC 8410) around the seed.
    assert_eq!(bytes[..2], [0x80, 0x26]);
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend_from_slice(&bytes[2..]);
    Ed25519Key::from_pkcs8(&der).unwrap()
}

fn vector_prover() -> Prover {
    Prover::new(METHOD.to_owned(), vector_key(), Timestamp(0))
}

fn time(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn public() -> PublicKey {
    PublicKey::from_multikey(PUBLIC).unwrap()
}

fn activity(context: &str) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", context],
        "id": "https://server.example/activities/1",
        "type": "Create",
        "actor": "https://server.example/users/alice",
        "object": {
            "id": "https://server.example/objects/1",
            "type": "Note",
            "attributedTo": "https://server.example/users/alice",
            "content": "Hello world",
            "location": {"type": "Place", "longitude": -71.184_902, "latitude": 25.273_962}
        }
    })
}

#[test]
fn the_vectors_of_fep_8b32_are_met_to_the_byte() {
    assert_eq!(vector_key().public_multikey(), PUBLIC);
    for (context, expected) in [
        (
            "https://w3id.org/security/data-integrity/v1",
            "zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z",
        ),
        (
            "https://w3id.org/security/data-integrity/v2",
            "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL",
        ),
    ] {
        let mut signed = activity(context);
        vector_prover().prove(&mut signed, time("2023-02-24T23:36:38Z")).unwrap();
        assert_eq!(signed["proof"]["proofValue"], expected);
        let claimed = Claimed::read(&signed).unwrap().unwrap();
        assert_eq!(claimed.method(), METHOD);
        assert_eq!(claimed.created(), Some(time("2023-02-24T23:36:38Z")));
        claimed.verify(&public()).unwrap();
    }
}

#[test]
fn the_earlier_vector_without_a_context_in_the_proof_verifies() {
    let signed = json!({
        "@context": [
            "https://www.w3.org/ns/activitystreams",
            "https://w3id.org/security/data-integrity/v1"
        ],
        "type": "Create",
        "actor": "https://server.example/users/alice",
        "object": {"type": "Note", "content": "Hello world"},
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "verificationMethod": METHOD,
            "proofPurpose": "assertionMethod",
            "proofValue":
                "z3sXaxjKs4M3BRicwWA9peyNPJvJqxtGsDmpt1jjoHCjgeUf71TRFz56osPSfDErszyLp5Ks1EhYSgpDaNM977Rg2",
            "created": "2023-02-24T23:36:38Z"
        }
    });
    Claimed::read(&signed).unwrap().unwrap().verify(&public()).unwrap();
}

#[test]
fn the_vector_of_w3c_verifies() {
    let context =
        json!(["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]);
    let signed = json!({
        "@context": context,
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "AlumniCredential"],
        "name": "Alumni Credential",
        "description": "A minimum viable example of an Alumni Credential.",
        "issuer": "https://vc.example/issuers/5678",
        "validFrom": "2023-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod":
                "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
            "proofPurpose": "assertionMethod",
            "@context": context,
            "proofValue":
                "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"
        }
    });
    Claimed::read(&signed).unwrap().unwrap().verify(&public()).unwrap();
}

#[test]
fn the_one_form_is_that_of_rfc_8785() {
    let value: Value = serde_json::from_str(
        r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,0,-0.0],
            "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#,
    )
    .unwrap();
    assert_eq!(
        String::from_utf8(canonical(&value).unwrap()).unwrap(),
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,0],\
         \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
    // Names are sorted by their UTF-16 units, not by their bytes.
    let names = json!({"\u{fb33}": 1, "\u{1f600}": 2, "\u{20ac}": 3, "1": 4, "\r": 5});
    assert_eq!(
        String::from_utf8(canonical(&names).unwrap()).unwrap(),
        "{\"\\r\":5,\"1\":4,\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}"
    );
    assert_eq!(canonical(&json!({"n": 9_007_199_254_740_993_u64})), Err(Fault::Form));
    assert_eq!(canonical(&json!([[-9_007_199_254_740_993_i64]])), Err(Fault::Form));
    assert!(canonical(&json!(9_007_199_254_740_992_u64)).is_ok());
}

fn signed() -> Value {
    let mut note = activity("https://w3id.org/security/data-integrity/v2");
    vector_prover().prove(&mut note, time("2026-11-24T10:00:00Z")).unwrap();
    note
}

#[test]
fn sig_20_only_one_proof_of_one_kind_counts() {
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut document = signed();
        change(&mut document);
        match Claimed::read(&document) {
            Err(fault) => fault,
            Ok(None) => panic!("no proof was seen"),
            Ok(Some(claimed)) => claimed.verify(&public()).unwrap_err(),
        }
    };
    assert_eq!(refused(&|d| d["proof"]["proofPurpose"] = "authentication".into()), Fault::Purpose);
    assert_eq!(refused(&|d| d["proof"]["cryptosuite"] = "eddsa-rdfc-2022".into()), Fault::Suite);
    assert_eq!(refused(&|d| d["proof"]["type"] = "Ed25519Signature2020".into()), Fault::Suite);
    assert_eq!(refused(&|d| d["proof"] = json!([d["proof"], d["proof"]])), Fault::Shape);
    assert_eq!(refused(&|d| d["proof"] = "z1".into()), Fault::Shape);
    assert_eq!(refused(&|d| d["proof"]["proofValue"] = "z1".into()), Fault::Shape);
    assert_eq!(refused(&|d| d["proof"]["proofValue"] = "m1".into()), Fault::Shape);
    assert_eq!(refused(&|d| d["@context"] = "https://www.w3.org/ns/activitystreams".into()), Fault::Context);
    assert_eq!(refused(&|d| d["proof"]["created"] = "2026-11-24T10:00:01Z".into()), Fault::Mismatch);
    assert_eq!(refused(&|d| d["proof"]["expires"] = "2030-01-01T00:00:00Z".into()), Fault::Mismatch);
    // One proof in a list is one proof; a linked-data signature beside it is none of its business.
    let mut listed = signed();
    listed["proof"] = json!([listed["proof"]]);
    listed["signature"] = json!({"type": "RsaSignature2017"});
    Claimed::read(&listed).unwrap().unwrap().verify(&public()).unwrap();
    assert!(Claimed::read(&activity("x")).unwrap().is_none());
    let other = Ed25519Key::generate().unwrap().public_key().unwrap();
    assert_eq!(Claimed::read(&signed()).unwrap().unwrap().verify(&other), Err(Fault::Mismatch));
}

#[test]
fn a_proof_is_the_same_at_each_time_and_never_older_than_its_key() {
    assert_eq!(signed(), signed());
    let key = Prover::new(METHOD.to_owned(), vector_key(), time("2026-11-24T12:00:00Z"));
    let mut note = json!({"content": "x"});
    key.prove(&mut note, time("2020-01-01T00:00:00Z")).unwrap();
    assert_eq!(note["proof"]["created"], "2026-11-24T12:00:00Z");
    assert!(note["proof"].get("@context").is_none());
}

/// Any JSON value, not too deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-1_000_000_i64..1_000_000).prop_map(Value::from),
        any::<f64>().prop_map(|f| serde_json::Number::from_f64(f).map_or(Value::Null, Value::Number)),
        "\\PC{0,12}".prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map("\\PC{0,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn any_object() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map("[a-zA-Z\u{600}-\u{6ff}]{1,8}", any_json(), 1..6)
        .prop_map(|map| map.into_iter().filter(|(k, _)| k != "proof" && k != "signature").collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_signed_document_survives_travel_and_any_order_of_its_members(object in any_object()) {
        let mut document = Value::Object(object);
        vector_prover().prove(&mut document, Timestamp(0)).unwrap();
        Claimed::read(&document).unwrap().unwrap().verify(&public()).unwrap();
        // Written by hand in the reverse order, and read again.
        let reversed: Vec<String> = document
            .as_object()
            .unwrap()
            .iter()
            .rev()
            .map(|(name, value)| format!("{} : {value}", Value::String(name.clone())))
            .collect();
        let text = format!("{{ {} }}", reversed.join(" ,\n"));
        let again: Value = serde_json::from_str(&text).unwrap();
        Claimed::read(&again).unwrap().unwrap().verify(&public()).unwrap();
    }

    #[test]
    fn a_changed_added_or_removed_member_breaks_it(
        object in any_object(),
        which in any::<prop::sample::Index>(),
        value in any_json(),
    ) {
        let names: Vec<String> = object.keys().cloned().collect();
        prop_assume!(!names.is_empty());
        let name = &names[which.index(names.len())];
        let mut document = Value::Object(object.clone());
        vector_prover().prove(&mut document, Timestamp(0)).unwrap();
        let broken = |document: &Value| {
            Claimed::read(document).unwrap().unwrap().verify(&public()) == Err(Fault::Mismatch)
        };
        if canonical(&document[name]) != canonical(&value) {
            let mut changed = document.clone();
            changed[name] = value.clone();
            prop_assert!(broken(&changed));
        }
        let mut removed = document.clone();
        removed.as_object_mut().unwrap().remove(name);
        prop_assert!(broken(&removed));
        let mut added = document.clone();
        added["another member"] = value;
        prop_assert!(broken(&added));
    }
}
