//! RFC 9421: SIG-16, SIG-17 and the vector of the RFC.

use super::*;

#[test]
fn rfc9421_is_accepted() {
    let digest = BodyDigest::outgoing(BODY).to_content_digest_header();
    let parameters = rfc_parameters(NOW);
    assert_eq!(Request::post().rfc(&rfc_lines(&digest), &parameters).outcome(), Ok(()));
    let parts = [
        ("@method", "POST"),
        ("@authority", "we.test"),
        ("@path", "/inbox"),
        ("@scheme", "https"),
        ("@query", "?"),
        ("@request-target", "/inbox"),
        ("host", "we.test"),
        ("content-digest", &digest),
    ];
    assert_eq!(Request::post().rfc(&parts, &parameters).outcome(), Ok(()));
    let declared = format!("{parameters};alg=\"rsa-v1_5-sha256\";expires={};nonce=\"a\\\"b ,\"", NOW + 60);
    assert_eq!(Request::post().rfc(&rfc_lines(&digest), &declared).outcome(), Ok(()));
    let mut changed = Request::post().rfc(&rfc_lines(&digest), &parameters);
    changed.target = "/u/bob/inbox".into();
    assert_eq!(changed.outcome(), Err(SignatureError::Mismatch));
}

#[test]
fn sig_16_missing_components_are_refused() {
    let digest = BodyDigest::outgoing(BODY).to_content_digest_header();
    let parameters = rfc_parameters(NOW);
    let all = rfc_lines(&digest);
    for skipped in 0..all.len() {
        let mut lines = all.clone();
        lines.remove(skipped);
        let outcome = Request::post().rfc(&lines, &parameters).outcome();
        assert_eq!(outcome, Err(SignatureError::Coverage), "{skipped}");
    }
    assert_eq!(
        Request::post().rfc(&[("@method", "POST")], &parameters).outcome(),
        Err(SignatureError::Coverage)
    );
    assert_eq!(Request::post().rfc(&[], &parameters).outcome(), Err(SignatureError::Coverage));
    let created = format!(";created={NOW}");
    assert_eq!(Request::post().rfc(&all, &created).outcome(), Err(SignatureError::Coverage));
    let keyid = ";keyid=\"https://a.test/k\"";
    assert_eq!(Request::post().rfc(&all, keyid).outcome(), Err(SignatureError::Coverage));
    let path_only = [("@method", "POST"), ("@path", "/inbox"), ("content-digest", &digest)];
    assert_eq!(Request::post().rfc(&path_only, &parameters).outcome(), Err(SignatureError::Coverage));
    // The old Digest header does not stand in for Content-Digest.
    let old = BodyDigest::outgoing(BODY).to_digest_header();
    let lines = [all[0], all[1], ("digest", old.as_str())];
    assert_eq!(Request::post().rfc(&lines, &parameters).outcome(), Err(SignatureError::Coverage));
}

#[test]
fn sig_16_rfc9421_times_and_algorithms() {
    let digest = BodyDigest::outgoing(BODY).to_content_digest_header();
    let lines = rfc_lines(&digest);
    let with = |created: i64, extra: &str| {
        let mut request = Request::post();
        request.headers.remove("date");
        request.rfc(&lines, &format!("{}{extra}", rfc_parameters(created))).outcome()
    };
    assert_eq!(with(NOW, ""), Ok(()));
    assert_eq!(with(NOW - 65 * 60 - 1, ""), Err(SignatureError::Stale));
    assert_eq!(with(NOW + 301, ""), Err(SignatureError::Future));
    assert_eq!(with(NOW, &format!(";expires={}", NOW - 1)), Err(SignatureError::Expired));
    assert_eq!(with(NOW, &format!(";expires={NOW}")), Err(SignatureError::Expired));
    assert_eq!(with(NOW, ";expires=\"x\""), Err(SignatureError::TimeMalformed));
    for name in ["hmac-sha256", "none", "rsa-pss-sha512", "ecdsa-p256-sha256", "RSA-V1_5-SHA256"] {
        assert_eq!(with(NOW, &format!(";alg=\"{name}\"")), Err(SignatureError::Algorithm));
    }
    assert_eq!(with(NOW, ";alg=\"ed25519\""), Err(SignatureError::Algorithm));
    // Date and created disagree.
    let request = Request::post().rfc(&lines, &rfc_parameters(NOW - 120));
    assert_eq!(request.outcome(), Err(SignatureError::TimesDisagree));
}

#[test]
fn sig_16_content_digest_forms() {
    let good = BodyDigest::outgoing(BODY).to_content_digest_header();
    for (value, outcome) in [
        (good.clone(), Ok(())),
        (format!("md5=:AAAA:, {good}"), Ok(())),
        (format!("{good}, {good}"), Err(SignatureError::DigestMalformed)),
        (format!("sha-256=:AAAA:, {good}"), Err(SignatureError::DigestMalformed)),
        ("sha-256=:AAAA:".into(), Err(SignatureError::DigestMismatch)),
        ("sha-256=1".into(), Err(SignatureError::DigestMalformed)),
        ("md5=:AAAA:".into(), Err(SignatureError::DigestAbsent)),
        ("???".into(), Err(SignatureError::DigestMalformed)),
    ] {
        let mut request = Request::post();
        request.set("content-digest", &value);
        let request = request.rfc(&rfc_lines(&value), &rfc_parameters(NOW));
        assert_eq!(request.outcome(), outcome, "{value}");
    }
}

#[test]
fn sig_17_labels_are_not_confused() {
    let digest = BodyDigest::outgoing(BODY).to_content_digest_header();
    let lines = rfc_lines(&digest);
    let (strong, strong_sig) = rfc_pair(&lines, &rfc_parameters(NOW), &ALICE);
    let (weak, weak_sig) = rfc_pair(&lines[..1], &rfc_parameters(NOW), &ALICE);
    let mallory = rfc_parameters(NOW).replace("a.test/u/alice", "evil.test/u/m");
    let (other, other_sig) = rfc_pair(&lines, &mallory, &MALLORY);
    let outcome = |input: String, signature: String| {
        let mut request = Request::post();
        request.set("signature-input", &input);
        request.set("signature", &signature);
        request.parse()
    };
    // Only one counts: the weak one does not.
    let claim = outcome(format!("sig1={weak}, sig2={strong}"), format!("sig1={weak_sig}, sig2={strong_sig}"));
    assert!(claim.unwrap().verify(&ALICE.public_key().unwrap()).is_ok());
    // The weak one names alice, the strong one is mallory's: the claim is mallory's.
    let claim =
        outcome(format!("sig1={weak}, sig2={other}"), format!("sig1={weak_sig}, sig2={other_sig}")).unwrap();
    assert_eq!(claim.key_id(), "https://evil.test/u/m#main-key");
    assert!(claim.verify(&ALICE.public_key().unwrap()).is_err());
    // Two that count.
    let claim =
        outcome(format!("sig1={strong}, sig2={other}"), format!("sig1={strong_sig}, sig2={other_sig}"));
    assert_eq!(claim.unwrap_err(), SignatureError::Ambiguous);
    // The same label or parameter twice.
    let claim = outcome(format!("sig1={other}, sig1={strong}"), format!("sig1={strong_sig}"));
    assert_eq!(claim.unwrap_err(), SignatureError::DuplicateParameter);
    let claim = outcome(format!("sig1={strong}"), format!("sig1={other_sig}, sig1={strong_sig}"));
    assert_eq!(claim.unwrap_err(), SignatureError::DuplicateParameter);
    let claim = outcome(format!("sig1={strong};keyid=\"https://x.test/\""), format!("sig1={strong_sig}"));
    assert_eq!(claim.unwrap_err(), SignatureError::DuplicateParameter);
    // Labels that do not meet.
    let claim = outcome(format!("sig1={strong}"), format!("sig2={strong_sig}"));
    assert_eq!(claim.unwrap_err(), SignatureError::Malformed);
    let claim = outcome(format!("sig1={strong}"), "sig1=\"text\"".into());
    assert_eq!(claim.unwrap_err(), SignatureError::Malformed);
}

#[test]
fn sig_17_component_parameters_and_repeats_are_refused() {
    let digest = BodyDigest::outgoing(BODY).to_content_digest_header();
    let mut request = Request::post();
    request.set("signature", "sig1=:AAAA:");
    for (list, error) in [
        ("(\"@method\";req \"@target-uri\" \"content-digest\")", SignatureError::Coverage),
        ("(\"@method\" \"@target-uri\" \"content-digest\";bs)", SignatureError::Coverage),
        ("(\"@method\" \"@method\" \"@target-uri\" \"content-digest\")", SignatureError::DuplicateParameter),
        ("(\"@method\" \"@target-uri\" \"content-digest\" \"@status\")", SignatureError::Coverage),
        ("(\"@method\" \"@target-uri\" \"content-digest\" \"x-absent\")", SignatureError::SignedHeaderAbsent),
        ("(\"@method\" \"@target-uri\" \"content-digest\" \"Host\")", SignatureError::Malformed),
        ("(\"@method\" \"@target-uri\" \"content-digest\" token)", SignatureError::Malformed),
    ] {
        request.set("content-digest", &digest);
        request.set("signature-input", &format!("sig1={list}{}", rfc_parameters(NOW)));
        assert_eq!(request.outcome(), Err(error), "{list}");
    }
    for input in ["", "sig1", "sig1=1", "sig1=(", "Signature keyId=\"x\""] {
        request.set("signature-input", input);
        assert_eq!(request.outcome(), Err(SignatureError::Malformed), "{input}");
    }
    let mut alone = Request::post();
    alone.set("signature-input", "sig1=()");
    assert_eq!(alone.outcome(), Err(SignatureError::Malformed));
}

#[test]
fn sig_17_both_systems_must_name_one_key() {
    let digest = BodyDigest::outgoing(BODY).to_content_digest_header();
    let mut request = Request::post().rfc(&rfc_lines(&digest), &rfc_parameters(NOW));
    let cavage = request.cavage_value(ALL, RSA, None);
    request.set("authorization", &format!("Signature {cavage}"));
    assert_eq!(request.outcome(), Ok(()));
    let other = cavage.replace("a.test/u/alice", "evil.test/u/m");
    request.set("authorization", &format!("Signature {other}"));
    assert_eq!(request.outcome(), Err(SignatureError::KeyIdsDiffer));
    // One key named, but only one of the two signatures is genuine.
    let broken = cavage.replace("signature=\"", "signature=\"AAAA");
    request.set("authorization", &format!("Signature {broken}"));
    assert_eq!(request.outcome(), Err(SignatureError::Mismatch));
}

/// RFC 9421, appendix B.2.6: the published Ed25519 signature over the published base.
#[test]
fn rfc9421_b_2_6_vector_verifies() {
    use base64::Engine as _;
    let pem = "-----BEGIN PUBLIC KEY-----\n\
        MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n\
        -----END PUBLIC KEY-----\n";
    let key = PublicKey::from_pem(pem).unwrap();
    let base = "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\
        \"@method\": POST\n\
        \"@path\": /foo\n\
        \"@authority\": example.com\n\
        \"content-type\": application/json\n\
        \"content-length\": 18\n\
        \"@signature-params\": (\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \
        \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    let signature = base64::engine::general_purpose::STANDARD
        .decode("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==")
        .unwrap();
    assert!(key.verify(Algorithm::Ed25519, base.as_bytes(), &signature).is_ok());

    // The same base comes out of our own reading of that request. The vector covers no
    // content-digest, so the reading is tried as a GET-like one on the builder alone.
    let mut headers = HeaderMap::new();
    headers.insert("host", HeaderValue::from_static("example.com"));
    headers.insert("date", HeaderValue::from_static("Tue, 20 Apr 2021 02:07:55 GMT"));
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    headers.insert("content-length", HeaderValue::from_static("18"));
    let head = RequestHead {
        method: &Method::POST,
        scheme: "https",
        target: "/foo?param=Value&Pet=dog",
        authority: None,
        headers: &headers,
    };
    let incoming = Incoming {
        head: &head,
        expected_host: "example.com",
        now_seconds: 1_618_884_473,
        date: None,
        body: None,
    };
    let input = "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \
        \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    assert_eq!(crate::signature::rfc9421::base_for_test(&incoming, input), base.as_bytes());
}
