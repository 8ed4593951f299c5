//! draft-cavage: SIG-03 to SIG-15.

use super::*;

#[test]
fn cavage_is_accepted_in_its_usual_forms() {
    assert_eq!(Request::post().cavage(ALL, RSA).outcome(), Ok(()));
    assert_eq!(Request::post().cavage(ALL, "").outcome(), Ok(()));
    assert_eq!(Request::post().cavage(ALL, "algorithm=\"hs2019\",").outcome(), Ok(()));
    let mut typed = Request::post();
    typed.set("content-type", "application/activity+json");
    assert_eq!(typed.cavage("(request-target) host date digest content-type", RSA).outcome(), Ok(()));
    // HTTP/2 carries no Host header.
    let mut h2 = Request::post().cavage(ALL, RSA);
    h2.headers.remove("host");
    h2.authority = Some("we.test".into());
    assert_eq!(h2.outcome(), Ok(()));
    // The same through Authorization alone.
    let mut header = Request::post();
    let value = header.cavage_value(ALL, RSA, None);
    header.set("authorization", &format!("Signature {value}"));
    assert_eq!(header.outcome(), Ok(()));
}

#[test]
fn sig_03_replaced_body_is_refused() {
    let mut request = Request::post().cavage(ALL, RSA);
    request.body = b"{\"type\":\"Delete\"}".to_vec();
    assert_eq!(request.outcome(), Err(SignatureError::DigestMismatch));
    // And a digest rewritten to fit breaks the signature.
    let digest = BodyDigest::outgoing(&request.body).to_digest_header();
    request.set("digest", &digest);
    assert_eq!(request.outcome(), Err(SignatureError::Mismatch));
}

#[test]
fn sig_03_digest_header_forms() {
    let sha256 = BodyDigest::outgoing(BODY).to_digest_header();
    for (value, outcome) in [
        (sha256.clone(), Ok(())),
        (sha256.replace("SHA", "sha"), Ok(())),
        (format!("MD5=AAAA,{sha256}"), Ok(())),
        (format!("{sha256},{sha256}"), Err(SignatureError::DigestMalformed)),
        (format!("{sha256},SHA-512=AAAA"), Err(SignatureError::DigestMismatch)),
        ("MD5=AAAA".into(), Err(SignatureError::DigestAbsent)),
        ("SHA-256=AAAA".into(), Err(SignatureError::DigestMismatch)),
        ("SHA-256=".into(), Err(SignatureError::DigestMismatch)),
        ("SHA-256=*".into(), Err(SignatureError::DigestMalformed)),
        ("nonsense".into(), Err(SignatureError::DigestMalformed)),
    ] {
        let mut request = Request::post();
        request.set("digest", &value);
        assert_eq!(request.cavage(ALL, RSA).outcome(), outcome, "{value}");
    }
    use base64::Engine as _;
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, BODY);
    let encoded = base64::engine::general_purpose::STANDARD.encode(hash.as_ref());
    let mut request = Request::post();
    request.set("digest", &format!("SHA-512={encoded}"));
    assert_eq!(request.cavage(ALL, RSA).outcome(), Ok(()));
}

#[test]
fn sig_04_unsigned_digest_is_refused() {
    let request = Request::post().cavage("(request-target) host date", RSA);
    assert_eq!(request.outcome(), Err(SignatureError::Coverage));
}

#[test]
fn sig_05_duplicate_digest_header_is_refused() {
    for name in ["digest", "signature", "host", "date"] {
        let mut request = Request::post().cavage(ALL, RSA);
        let same = request.headers[name].to_str().unwrap().to_owned();
        request.append(name, &same);
        let outcome = request.outcome();
        assert_eq!(outcome, Err(SignatureError::DuplicateHeader), "{name}");
        assert_eq!(outcome.unwrap_err().status(), 400);
    }
}

#[test]
fn sig_06_foreign_host_is_refused() {
    for host in ["evil.test", "we.test.evil.test", "we.test:8443", "we.test.", "", "evil.test:443"] {
        let mut request = Request::post();
        request.set("host", host);
        assert_eq!(request.cavage(ALL, RSA).outcome(), Err(SignatureError::Host), "{host}");
    }
    for host in ["WE.test", "we.test:443"] {
        let mut request = Request::post();
        request.set("host", host);
        assert_eq!(request.cavage(ALL, RSA).outcome(), Ok(()), "{host}");
    }
    let mut split = Request::post().cavage(ALL, RSA);
    split.authority = Some("evil.test".into());
    assert_eq!(split.outcome(), Err(SignatureError::Host));
    let mut none = Request::post().cavage(ALL, RSA);
    none.headers.remove("host");
    assert_eq!(none.outcome(), Err(SignatureError::Host));
}

#[test]
fn sig_07_host_target_and_date_must_be_signed() {
    for covered in [
        "date digest",
        "host date digest",
        "(request-target) date digest",
        "(request-target) host digest",
        "date",
        "",
    ] {
        let outcome = Request::post().cavage(covered, RSA).outcome();
        assert_eq!(outcome, Err(SignatureError::Coverage), "{covered}");
    }
    let mut defaulted = Request::post();
    defaulted.set("signature", "keyId=\"https://a.test/k\",signature=\"AAAA\"");
    assert_eq!(defaulted.outcome(), Err(SignatureError::Coverage));
}

#[test]
fn sig_08_dates_outside_the_window_are_refused() {
    for (offset, outcome) in [
        (0, Ok(())),
        (-64 * 60, Ok(())),
        (4 * 60, Ok(())),
        (-65 * 60, Ok(())),
        (-65 * 60 - 1, Err(SignatureError::Stale)),
        (-2 * 3600, Err(SignatureError::Stale)),
        (5 * 60 + 1, Err(SignatureError::Future)),
        (2 * 3600, Err(SignatureError::Future)),
    ] {
        let mut request = Request::post();
        request.set("date", &date(NOW + offset));
        assert_eq!(request.cavage(ALL, RSA).outcome(), outcome, "{offset}");
    }
    for text in ["yesterday", "", "1795507200", "Tue, 24 Nov 2026 08:00:00 +0000"] {
        let mut request = Request::post();
        request.set("date", text);
        assert_eq!(request.cavage(ALL, RSA).outcome(), Err(SignatureError::TimeMalformed), "{text}");
    }
    let mut absent = Request::post().cavage(ALL, RSA);
    absent.headers.remove("date");
    assert_eq!(absent.outcome(), Err(SignatureError::SignedHeaderAbsent));
}

#[test]
fn sig_08_created_and_expires() {
    let covered = "(request-target) host (created) digest";
    let with = |offset: i64, algorithm: &str| {
        let created = NOW + offset;
        let mut request = Request::post();
        request.headers.remove("date");
        let extra = format!("algorithm=\"{algorithm}\",created={created},");
        request.cavage_created(covered, &extra, created).outcome()
    };
    assert_eq!(with(0, "hs2019"), Ok(()));
    assert_eq!(with(-4000, "hs2019"), Err(SignatureError::Stale));
    assert_eq!(with(301, "hs2019"), Err(SignatureError::Future));
    assert_eq!(with(0, "rsa-sha256"), Err(SignatureError::Algorithm));
    let expired = format!("algorithm=\"hs2019\",created={NOW},expires={},", NOW - 1);
    let request = Request::post().cavage_created(covered, &expired, NOW);
    assert_eq!(request.outcome(), Err(SignatureError::Expired));
    // Date and (created) disagree.
    let extra = format!("algorithm=\"hs2019\",created={},", NOW - 600);
    let request = Request::post().cavage_created(covered, &extra, NOW - 600);
    assert_eq!(request.outcome(), Err(SignatureError::TimesDisagree));
    // Named as covered, but not there; or not a number.
    let request = Request::post().cavage_created(covered, "algorithm=\"hs2019\",", NOW);
    assert_eq!(request.outcome(), Err(SignatureError::SignedHeaderAbsent));
    for created in ["\"soon\"", "\"-5\"", "\"1e9\"", "99999999999999"] {
        let extra = format!("algorithm=\"hs2019\",created={created},");
        let request = Request::post().cavage(ALL, &extra);
        assert_eq!(request.outcome(), Err(SignatureError::TimeMalformed), "{created}");
    }
    let request = Request::post().cavage(ALL, "algorithm=\"hs2019\",created=12.5,");
    assert_eq!(request.outcome(), Err(SignatureError::Malformed));
}

#[test]
fn sig_11_duplicate_parameters_are_refused() {
    for extra in [
        "keyId=\"https://b.test/k\",",
        "keyid=\"https://b.test/k\",",
        "headers=\"date\",",
        "signature=\"AAAA\",",
        "algorithm=\"rsa-sha256\",algorithm=\"hs2019\",",
        "x=1,x=2,",
    ] {
        let outcome = Request::post().cavage(ALL, extra).outcome();
        assert_eq!(outcome, Err(SignatureError::DuplicateParameter), "{extra}");
    }
    let twice = Request::post().cavage("(request-target) host date digest Digest", RSA);
    assert_eq!(twice.outcome(), Err(SignatureError::DuplicateParameter));
}

#[test]
fn cavage_grammar_is_strict() {
    for value in [
        "",
        "x",
        "keyId",
        "keyId=",
        "keyId=\"",
        "keyId=\"a",
        ",",
        "=\"a\"",
        "keyId=\"a\"algorithm=\"b\"",
        "keyId=\"a\\\"b\",headers=\"date\",signature=\"AAAA\"",
        "keyId=\"\",headers=\"date\",signature=\"AAAA\"",
        "keyId=\"a b\",headers=\"date\",signature=\"AAAA\"",
        "keyId=\"a\",headers=\"date\",signature=\"?\"",
        "headers=\"date\",signature=\"AAAA\"",
        "keyId=\"a\",headers=\"date\"",
        "keyId=\"a\",headers=\"date\",signature=\"AAAA\",",
        "sig1=:AAAA:",
    ] {
        let mut request = Request::post();
        request.set("signature", value);
        assert_eq!(request.outcome(), Err(SignatureError::Malformed), "{value}");
    }
    let mut long = Request::post();
    long.set("signature", &format!("keyId=\"{}\"", "a".repeat(9000)));
    assert_eq!(long.outcome(), Err(SignatureError::Malformed));
    let many = format!(
        "(request-target) host date digest {}",
        (0..40).map(|i| format!("x-{i}")).collect::<Vec<_>>().join(" ")
    );
    assert_eq!(Request::post().cavage(&many, RSA).outcome(), Err(SignatureError::Malformed));
}

#[test]
fn sig_12_authorization_and_signature_together_are_refused() {
    let mut request = Request::post().cavage(ALL, RSA);
    let value = request.headers["signature"].to_str().unwrap().to_owned();
    for scheme in ["Signature", "signature", "SIGNATURE"] {
        request.set("authorization", &format!("{scheme} {value}"));
        assert_eq!(request.outcome(), Err(SignatureError::Ambiguous));
    }
}

#[test]
fn sig_13_algorithms_are_not_confused() {
    for name in ["none", "hmac-sha256", "rsa-sha1", "ecdsa-sha256", "ed25519", "", "dsa-sha1"] {
        let extra = format!("algorithm=\"{name}\",");
        let outcome = Request::post().cavage(ALL, &extra).outcome();
        assert_eq!(outcome, Err(SignatureError::Algorithm), "{name}");
    }
    // The declared algorithm must be one of the key that is found.
    let claim = Request::post().cavage(ALL, RSA).parse().unwrap();
    let ed = Ed25519Key::generate().unwrap().public_key().unwrap();
    assert_eq!(claim.verify(&ed), Err(SignatureError::Algorithm));
    assert_eq!(claim.verify(&MALLORY.public_key().unwrap()), Err(SignatureError::Mismatch));
    let sha512 = Request::post().cavage(ALL, "algorithm=\"rsa-sha512\",");
    assert_eq!(sha512.outcome(), Err(SignatureError::Mismatch));
}

#[test]
fn sig_14_target_is_taken_raw() {
    // The encoded line feed stays encoded: it cannot add a line to what is signed.
    let mut request = Request::new(Method::POST, "/inbox%0Ahost:%20evil", BODY).cavage(ALL, RSA);
    assert_eq!(request.outcome(), Ok(()));
    request.target = "/inbox%0ahost:%20evil".into();
    assert_eq!(request.outcome(), Err(SignatureError::Mismatch));
    for target in [
        "/inbox\nhost: evil",
        "inbox",
        "https://we.test/inbox",
        "*",
        "",
        "/in box",
        "/é",
        "/a#b",
        "/a\\b",
        "/a\0",
    ] {
        let mut request = Request::post().cavage(ALL, RSA);
        request.target = target.into();
        assert_eq!(request.outcome(), Err(SignatureError::Target), "{target:?}");
    }
}

#[test]
fn sig_15_query_rules() {
    let post = Request::new(Method::POST, "/inbox?x=1", BODY).cavage(ALL, RSA);
    assert_eq!(post.outcome(), Err(SignatureError::Query));
    let mut added = Request::post().cavage(ALL, RSA);
    added.target = "/inbox?x=1".into();
    assert_eq!(added.outcome(), Err(SignatureError::Query));
    let covered = "(request-target) host date";
    let whole = Request::new(Method::GET, "/u/bob?page=1", b"").cavage(covered, RSA);
    assert_eq!(whole.outcome(), Ok(()));
    // Signed without its query.
    let mut stripped = Request::new(Method::GET, "/u/bob", b"").cavage(covered, RSA);
    stripped.target = "/u/bob?page=1".into();
    assert_eq!(stripped.outcome(), Ok(()));
    // But never with another query.
    let mut changed = whole.clone();
    changed.target = "/u/bob?page=2".into();
    assert_eq!(changed.outcome(), Err(SignatureError::Mismatch));
}
