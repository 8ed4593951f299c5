//! SIG: who sent this, and is it whole?

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sofra_base::clock::{Timestamp, hours, minutes};
use sofra_domain::statement;
use sofra_federation::signature::{BodyDigest, Pair, Scheme, SigningKey};

use super::peer::{Reply, Voice, ed25519, number, rsa, uri};
use super::rig::{Fetch, MARK, Rig, wait_until};
use super::wire::Wire;

/// A note that must not arrive.
fn forged(voice: &Voice) -> Value {
    voice.act("Create", voice.note(&format!("n{}", number()), MARK))
}

/// Signs by hand as draft-cavage has it, over exactly the named parts; `parameters` stand before `headers`.
fn by_hand(voice: &Voice, wire: Wire, names: &str, parameters: &str) -> Wire {
    let parameter = |name: &str| {
        let (_, rest) = parameters.split_once(&format!("{name}=")).unwrap_or_default();
        rest.split(',').next().unwrap_or_default().trim_matches('"').to_owned()
    };
    let base: Vec<String> = names
        .split(' ')
        .map(|name| match name {
            "(request-target)" => format!("{name}: {} {}", wire.method.to_lowercase(), wire.target),
            "(created)" => format!("{name}: {}", parameter("created")),
            "(expires)" => format!("{name}: {}", parameter("expires")),
            _ => format!("{name}: {}", wire.header(name)),
        })
        .collect();
    let signature = STANDARD.encode(voice.key.sign(base.join("\n").as_bytes()).expect("signed"));
    let value =
        format!("keyId=\"{}\",{parameters}headers=\"{names}\",signature=\"{signature}\"", voice.key_id);
    wire.set("Signature", value)
}

/// Signs by hand as RFC 9421 has it.
fn by_hand_9421(voice: &Voice, wire: Wire, components: &[&str], parameters: &str) -> Wire {
    let names: Vec<String> = components.iter().map(|c| format!("\"{c}\"")).collect();
    let input = format!("({}){parameters}", names.join(" "));
    let mut base = String::new();
    for component in components {
        let value = match *component {
            "@method" => wire.method.clone(),
            "@target-uri" => format!("http://{}{}", wire.header("host"), wire.target),
            "@authority" => wire.header("host").to_owned(),
            "@path" => wire.target.clone(),
            name => wire.header(name).to_owned(),
        };
        base.push_str(&format!("\"{component}\": {value}\n"));
    }
    base.push_str(&format!("\"@signature-params\": {input}"));
    let signature = STANDARD.encode(voice.key.sign(base.as_bytes()).expect("signed"));
    wire.set("Signature-Input", format!("sig1={input}")).set("Signature", format!("sig1=:{signature}:"))
}

/// An unsigned POST with date, digests and type.
fn unsigned(rig: &Rig, voice: &Voice, body: &str) -> Wire {
    let digest = BodyDigest::outgoing(body.as_bytes());
    voice
        .post(&rig.inbox(), body, &rig.clock)
        .without("signature")
        .set("Content-Digest", digest.to_content_digest_header())
}

fn http_date(at: Timestamp) -> String {
    let since = std::time::Duration::from_micros(u64::try_from(at.0).expect("after 1970"));
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + since)
}

const ALL: &str = "(request-target) host date digest";

attacks! {
    async fn sig_01_unsigned(rig) {
        let alice = rig.peers.actor("a.localhost", "alice");
        let wire = rig.wire(&alice, &forged(&alice)).without("signature");
        rig.refuse("unsigned", wire, 401, Fetch::Nothing).await;
        assert_eq!(rig.refusals("signature-missing").await, 1, "it is counted");
    }

    async fn sig_02_key_of_another_actor(rig) {
        let alice = rig.peers.actor("a.localhost", "alice");
        let mallory = rig.known("evil.localhost", "mallory").await;
        let body = forged(&alice).to_string();
        let wire = mallory.post(&rig.inbox(), &body, &rig.clock);
        rig.refuse("another host's key", wire, 401, Fetch::Nothing).await;
        let bob = rig.peers.actor("a.localhost", "bob");
        let wire = bob.post(&rig.inbox(), &body, &rig.clock);
        rig.refuse("a neighbour's key, unknown", wire, 401, Fetch::Key("a.localhost")).await;
        rig.meet(&bob).await;
        let wire = bob.post(&rig.inbox(), &body, &rig.clock);
        rig.refuse("a neighbour's key, known", wire, 401, Fetch::Nothing).await;
    }

    async fn sig_03_digest_of_another_body(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let good = rig.wire(&alice, &alice.act("Create", alice.note("1", "first")));
        let wire = good.body(forged(&alice).to_string());
        rig.refuse("body replaced", wire, 401, Fetch::Nothing).await;
        for digest in ["", "SHA-256=", "SHA-256=AAAA", "MD5=AAAA", "sha=x", "SHA-256"] {
            let body = forged(&alice).to_string();
            let wire = by_hand(&alice, unsigned(rig, &alice, &body).set("Digest", digest), ALL, "");
            rig.refuse("no usable digest", wire, 401, Fetch::Nothing).await;
        }
    }

    async fn sig_04_digest_not_signed(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let wire = unsigned(rig, &alice, &forged(&alice).to_string());
        let wire = by_hand(&alice, wire, "(request-target) host date", "");
        rig.refuse("digest present but not signed", wire, 401, Fetch::Nothing).await;
        // The same by hand with all parts is taken: the hand signs well.
        let body = alice.act("Create", alice.note("ok", "whole")).to_string();
        let wire = by_hand(&alice, unsigned(rig, &alice, &body), ALL, "algorithm=\"rsa-sha256\",");
        assert_eq!(rig.send(wire).await.status, 202);
    }

    async fn sig_05_duplicate_headers(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let forged = forged(&alice).to_string();
        let lie = BodyDigest::outgoing(forged.as_bytes()).to_digest_header();
        let good = rig.wire(&alice, &alice.act("Create", alice.note("1", "first")));
        let wire = good.clone().body(forged.clone()).add_first("Digest", lie.clone());
        rig.refuse("forged digest first", wire, 400, Fetch::Nothing).await;
        let wire = good.clone().body(forged).add("Digest", lie);
        rig.refuse("forged digest last", wire, 400, Fetch::Nothing).await;
        for name in
            ["Digest", "Content-Digest", "Signature", "Signature-Input", "Host", "Date", "Authorization",
             "Content-Type", "Content-Length"]
        {
            let value = match name {
                "Content-Length" => good.body.len().to_string(),
                _ if good.header(name).is_empty() => "x".to_owned(),
                _ => good.header(name).to_owned(),
            };
            let wire = good.clone().set(name, value.clone()).add(name, value);
            rig.refuse(name, wire, 400, Fetch::Nothing).await;
        }
    }

    async fn sig_06_meant_for_another_host(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let body = forged(&alice).to_string();
        let wire = alice.post("http://evil.localhost/inbox", &body, &rig.clock);
        rig.refuse("foreign host kept", wire.clone(), 401, Fetch::Nothing).await;
        let wire = wire.set("Host", rig.site.domain.clone());
        rig.refuse("foreign host replaced", wire, 401, Fetch::Nothing).await;
        let (scheme, key) = (Scheme::Rfc9421, alice.signing_key());
        let wire = alice.post_with(scheme, &key, "http://evil.localhost/inbox", &body, rig.clock.now().0);
        rig.refuse("RFC 9421, kept", wire.clone(), 401, Fetch::Nothing).await;
        rig.refuse("RFC 9421, replaced", wire.set("Host", rig.site.domain.clone()), 401, Fetch::Nothing).await;
    }

    async fn sig_07_target_or_host_not_signed(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for names in [
            "date digest", "(request-target) date digest", "host date digest", "(request-target) host digest",
            "date",
        ] {
            let wire = by_hand(&alice, unsigned(rig, &alice, &forged(&alice).to_string()), names, "");
            rig.refuse(names, wire, 401, Fetch::Nothing).await;
        }
    }

    async fn sig_08_out_of_time(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let now = rig.clock.now();
        let body = forged(&alice).to_string();
        for (what, at) in [("two hours old", now - hours(2)), ("two hours ahead", now + hours(2))] {
            for scheme in [Scheme::Cavage, Scheme::Rfc9421] {
                let wire = alice.post_with(scheme, &alice.signing_key(), &rig.inbox(), &body, at.0);
                rig.refuse(what, wire, 401, Fetch::Nothing).await;
            }
        }
        for date in ["yesterday", "", "2026-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"] {
            let wire = by_hand(&alice, unsigned(rig, &alice, &body).set("Date", date), ALL, "");
            rig.refuse("no date", wire, 401, Fetch::Nothing).await;
        }
        let created = "(request-target) host digest (created)";
        let expires = "(request-target) host digest (created) (expires)";
        let seconds = now.as_seconds();
        for (what, names, parameters) in [
            ("created ahead", created, format!("algorithm=\"hs2019\",created={},", seconds + 7200)),
            ("created long ago", created, format!("algorithm=\"hs2019\",created={},", seconds - 7200)),
            ("expired", expires, format!("algorithm=\"hs2019\",created={},expires={},", seconds - 60, seconds - 30)),
            ("disagrees with Date", created, format!("algorithm=\"hs2019\",created={},", seconds - 600)),
            ("created by an old algorithm", created, format!("algorithm=\"rsa-sha256\",created={seconds},")),
            ("created missing", created, "algorithm=\"hs2019\",".to_owned()),
        ] {
            let wire = unsigned(rig, &alice, &body).set("Date", http_date(now));
            rig.refuse(what, by_hand(&alice, wire, names, &parameters), 401, Fetch::Nothing).await;
        }
    }

    async fn sig_09_replay(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let wire = rig.wire(&alice, &alice.act("Create", alice.note("1", "once")));
        for _ in 0..3 {
            assert_eq!(rig.send(wire.clone()).await.status, 202);
        }
        let before = rig.snapshot().await;
        assert_eq!(rig.send(wire.clone()).await.status, 202);
        rig.assert_untouched("a replay", &before, Fetch::Nothing).await;
        let (total, revision) = rig.read(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::statement::dsl;
            Ok((dsl::statement.count().get_result::<i64>(c)?, dsl::statement.select(dsl::revision).first::<i32>(c)?))
        }).await;
        assert_eq!((total, revision), (1, 1));
    }

    async fn sig_10_same_id_other_body(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let first = alice.act("Create", alice.note("1", "first word"));
        assert_eq!(rig.take(&alice, &first).await, "new");
        let mut second = alice.act("Create", alice.note("1", MARK));
        second["id"] = first["id"].clone();
        rig.ignore("other body", &alice, &second).await;
        // Another actor of the host, with another object, is no better.
        let bob = rig.followed("a.localhost", "bob").await;
        let mut third = bob.act("Create", bob.note("b1", MARK));
        third["id"] = first["id"].clone();
        rig.ignore("another actor", &bob, &third).await;
        assert_eq!(rig.refusals("id-conflict").await, 2);
    }

    async fn sig_11_duplicate_parameters(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let good = rig.wire(&alice, &forged(&alice));
        let value = good.header("signature").to_owned();
        for extra in [
            format!("keyId=\"{}\",", mallory.key_id),
            "headers=\"date\",".to_owned(),
            "signature=\"AAAA\",".to_owned(),
            "algorithm=\"hs2019\",".to_owned(),
            "KEYID=\"x\",".to_owned(),
        ] {
            let wire = good.clone().set("Signature", format!("{extra}{value}"));
            rig.refuse("a parameter twice, first", wire, 401, Fetch::Nothing).await;
            let wire = good.clone().set("Signature", format!("{value},{}", extra.trim_end_matches(',')));
            rig.refuse("a parameter twice, last", wire, 401, Fetch::Nothing).await;
        }
        let doubled = value.replace("host date", "host host date");
        rig.refuse("a header twice", good.clone().set("Signature", doubled), 401, Fetch::Nothing).await;
    }

    async fn sig_12_two_places(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let body = forged(&alice).to_string();
        let by = |voice: &Voice, at: Timestamp| {
            voice.post_with(Scheme::Cavage, &voice.signing_key(), &rig.inbox(), &body, at.0)
        };
        let (now, old) = (rig.clock.now(), rig.clock.now() - hours(3));
        for (signature, authorization) in [(by(&mallory, now), by(&alice, old)), (by(&alice, old), by(&mallory, now))] {
            let value = format!("Signature {}", authorization.header("signature"));
            rig.refuse("both", signature.set("Authorization", value), 401, Fetch::Nothing).await;
        }
    }

    async fn sig_13_weak_algorithms_and_keys(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for algorithm in ["hmac-sha256", "none", "rsa-sha1", "ed25519", "ecdsa-sha256", "hs2019x"] {
            let wire = unsigned(rig, &alice, &forged(&alice).to_string());
            let wire = by_hand(&alice, wire, ALL, &format!("algorithm=\"{algorithm}\","));
            rig.refuse(algorithm, wire, 401, Fetch::Nothing).await;
        }
        for (name, pem) in [
            ("RSA 512", include_str!("keys/rsa-512.pem")),
            ("RSA 1024", include_str!("keys/rsa-1024.pem")),
            ("exponent 3", include_str!("keys/rsa-e3.pem")),
            ("no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
        ] {
            let weak = Voice::new("evil.localhost", &format!("mallory{}", number()), rsa(0));
            let mut document = weak.document();
            document["publicKey"]["publicKeyPem"] = pem.into();
            rig.peers.publish(&document);
            let wire = rig.wire(&weak, &forged(&weak));
            rig.refuse(name, wire, 401, Fetch::Key("evil.localhost")).await;
        }
    }

    async fn sig_14_encoded_line_end_in_target(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for target in ["/inbox%0Ahost:%20evil", "/inbox%0d%0ahost:%20evil", "/inbox%00", "//inbox", "/inbox/"] {
            let wire = unsigned(rig, &alice, &forged(&alice).to_string()).target(target);
            let before = rig.snapshot().await;
            let answer = rig.send(by_hand(&alice, wire, ALL, "")).await;
            assert!(matches!(answer.status, 401 | 404 | 405), "{target}: {}", answer.status);
            rig.assert_untouched(target, &before, Fetch::Nothing).await;
        }
    }

    async fn sig_15_query_strings(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let wire = unsigned(rig, &alice, &forged(&alice).to_string()).target("/inbox?x=1");
        rig.refuse("signed with it", by_hand(&alice, wire.clone(), ALL, ""), 401, Fetch::Nothing).await;
        let without = by_hand(&alice, wire.target("/inbox"), ALL, "").target("/inbox?x=1");
        rig.refuse("signed without it", without, 401, Fetch::Nothing).await;
        // A GET may be signed either way.
        let outbox = format!("{}/outbox", rig.org());
        let whole = alice.get(&format!("{outbox}?page=true"), &rig.clock);
        assert_eq!(rig.send(whole.clone()).await.status, 200);
        let bare = alice.get(&outbox, &rig.clock).target(&whole.target);
        assert_eq!(rig.send(bare).await.status, 200);
        let other = alice.get(&format!("{outbox}?page=false"), &rig.clock).target(&whole.target);
        assert_eq!(rig.send(other).await.status, 401);
    }

    async fn sig_16_missing_components(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let seconds = rig.clock.now().as_seconds();
        let all = format!(";created={seconds};keyid=\"{}\"", alice.key_id);
        let whole: &[&str] = &["@method", "@target-uri", "content-digest"];
        for (what, components, parameters) in [
            ("the method alone", &["@method"][..], all.clone()),
            ("no target", &["@method", "content-digest"], all.clone()),
            ("the path without authority", &["@method", "@path", "content-digest"], all.clone()),
            ("no digest", &["@method", "@target-uri"], all.clone()),
            ("no method", &["@target-uri", "content-digest"], all.clone()),
            ("no time", whole, format!(";keyid=\"{}\"", alice.key_id)),
            ("no key", whole, format!(";created={seconds}")),
            ("symmetric", whole, format!("{all};alg=\"hmac-sha256\"")),
            ("a status of a request", &["@method", "@target-uri", "content-digest", "@status"], all.clone()),
            ("a component twice", &["@method", "@method", "@target-uri", "content-digest"], all.clone()),
        ] {
            let wire = unsigned(rig, &alice, &forged(&alice).to_string());
            rig.refuse(what, by_hand_9421(&alice, wire, components, &parameters), 401, Fetch::Nothing).await;
        }
        // With all of them it is taken, also with an Ed25519 key that the actor lists.
        let wire = unsigned(rig, &alice, &alice.act("Create", alice.note("r1", "whole")).to_string());
        assert_eq!(rig.send(by_hand_9421(&alice, wire, whole, &all)).await.status, 202);
        let key = ed25519();
        let carol = Voice::new("a.localhost", "carol", rsa(1));
        let mut document = carol.document();
        let key_id = format!("{}#ed25519", carol.id);
        document["assertionMethod"] = json!([{
            "id": key_id, "type": "Multikey", "controller": carol.id, "publicKeyMultibase": key.public_multikey()
        }]);
        rig.peers.publish(&document);
        let key = SigningKey { key_id: uri(&key_id), pair: Pair::Ed25519(key.into()) };
        let body = carol.act("Like", rig.org().into()).to_string();
        let wire = carol.post_with(Scheme::Rfc9421, &key, &rig.inbox(), &body, rig.clock.now().0);
        let answer = rig.send(wire).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
    }

    async fn sig_17_labels(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let body = forged(&alice).to_string();
        let by = |voice: &Voice, scheme| {
            voice.post_with(scheme, &voice.signing_key(), &rig.inbox(), &body, rig.clock.now().0)
        };
        let (a, m) = (by(&alice, Scheme::Rfc9421), by(&mallory, Scheme::Rfc9421));
        let second = |text: &str| text.replacen("sig1=", "sig2=", 1);
        let two = a
            .clone()
            .set("Signature-Input", format!("{}, {}", a.header("signature-input"), second(m.header("signature-input"))))
            .set("Signature", format!("{}, {}", a.header("signature"), second(m.header("signature"))));
        rig.refuse("two usable labels", two, 401, Fetch::Nothing).await;
        let same = a
            .clone()
            .set("Signature-Input", format!("{}, {}", a.header("signature-input"), m.header("signature-input")))
            .set("Signature", format!("{}, {}", a.header("signature"), m.header("signature")));
        rig.refuse("one label twice", same, 401, Fetch::Nothing).await;
        let old = by(&mallory, Scheme::Cavage);
        let both = a
            .set("Digest", old.header("digest").to_owned())
            .set("Authorization", format!("Signature {}", old.header("signature")));
        rig.refuse("both systems, two keys", both, 401, Fetch::Nothing).await;
    }

    async fn sig_18_linked_data_signatures(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let mut activity = forged(&alice);
        activity["signature"] = json!({
            "type": "RsaSignature2017", "creator": alice.key_id, "created": "2026-01-01T00:00:00Z",
            "signatureValue": STANDARD.encode([7; 256])
        });
        let wire = rig.wire(&alice, &activity).without("signature");
        rig.refuse("instead of an HTTP signature", wire, 401, Fetch::Nothing).await;
        let wire = mallory.post(&rig.inbox(), &activity.to_string(), &rig.clock);
        rig.refuse("carried by another", wire, 401, Fetch::Nothing).await;
        for renamed in ["as:object", "https://www.w3.org/ns/activitystreams#actor", "@graph", "@id"] {
            let mut tricky = forged(&alice);
            tricky[renamed] = json!({"id": mallory.id});
            rig.refuse(renamed, rig.wire(&alice, &tricky), 400, Fetch::Nothing).await;
        }
    }

    async fn sig_19_proof_of_another(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let mut note = alice.note("p1", MARK);
        note["proof"] = json!({
            "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod",
            "verificationMethod": format!("{}#ed25519", mallory.id), "proofValue": "z3sXaxjKs4M3BRicwWA9peyNPJvJqxtGsDmpt1jjoHCjgeUf71TRFz56osPSfDErszyLp5Ks1EhYSgpDaNM977Rg2"
        });
        for verb in ["Create", "Update", "Announce", "Add", "Offer"] {
            rig.ignore(verb, &mallory, &mallory.act(verb, note.clone())).await;
        }
    }

    async fn sig_20_proof_of_another_kind(rig) {
        let mallory = rig.known("evil.localhost", "mallory").await;
        let alice = rig.known("a.localhost", "alice").await;
        for (purpose, suite) in [("authentication", "eddsa-jcs-2022"), ("assertionMethod", "unknown-2099")] {
            let proof = json!({
                "type": "DataIntegrityProof", "cryptosuite": suite, "proofPurpose": purpose,
                "verificationMethod": format!("{}#ed25519", alice.id), "proofValue": "zAAAA"
            });
            let mut activity = forged(&alice);
            activity["proof"] = json!([proof, proof]);
            activity["signature"] = json!({"type": "RsaSignature2017"});
            let wire = mallory.post(&rig.inbox(), &activity.to_string(), &rig.clock);
            rig.refuse(suite, wire, 401, Fetch::Nothing).await;
        }
    }

    async fn sig_21_ambiguous_json(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let body = forged(&alice).to_string();
        let inner = &body[1..];
        let cases: Vec<(&str, Vec<u8>)> = vec![
            ("a member twice", format!("{{\"actor\":\"http://evil.localhost/u/mallory\",{inner}").into_bytes()),
            ("a member twice, escaped", format!("{{\"\\u0061ctor\":\"x\",{inner}").into_bytes()),
            ("beyond doubles", format!("{{\"x\":1e400,{inner}").into_bytes()),
            ("a lone surrogate", format!("{{\"x\":\"\\ud800\",{inner}").into_bytes()),
            ("NUL", format!("{{\"x\":\"\\u0000\",{inner}").into_bytes()),
            ("a byte order mark", format!("\u{FEFF}{body}").into_bytes()),
            ("two documents", format!("{body}{body}").into_bytes()),
            ("no UTF-8", [body.as_bytes(), b"\xff"].concat()),
            ("nothing", Vec::new()),
            ("a list", format!("[{body}]").into_bytes()),
        ];
        for (what, bytes) in cases {
            let digest = BodyDigest::outgoing(&bytes).to_digest_header();
            let wire = unsigned(rig, &alice, "").set("Digest", digest).body(bytes);
            rig.refuse(what, by_hand(&alice, wire, ALL, ""), 400, Fetch::Nothing).await;
        }
    }

    async fn sig_22_key_fetch(rig) {
        let slow = Voice::new("slow.localhost", "alice", rsa(0));
        rig.peers.on("slow.localhost", "/u/alice", Reply::Hang);
        rig.refuse("never answers", rig.wire(&slow, &forged(&slow)), 503, Fetch::Key("slow.localhost")).await;
        rig.refuse("asked once", rig.wire(&slow, &forged(&slow)), 503, Fetch::Nothing).await;
        let cases: [(&str, Reply); 4] = [
            ("r", Reply::redirect("http://evil.localhost/u/r")),
            ("big", Reply::Give(200, "application/activity+json", vec![b' '; 3 * 1024 * 1024])),
            ("html", Reply::Give(200, "text/html", b"<p>".to_vec())),
            ("gone", Reply::status(410)),
        ];
        for (name, reply) in cases {
            let mallory = Voice::new("evil.localhost", name, rsa(1));
            rig.peers.on("evil.localhost", &format!("/u/{name}"), reply);
            rig.refuse(name, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
            let before = rig.snapshot().await;
            let again = rig.send(rig.wire(&mallory, &forged(&mallory))).await;
            assert!(matches!(again.status, 401 | 503), "{name}: {}", again.status);
            rig.assert_untouched("not asked again within five minutes", &before, Fetch::Nothing).await;
        }
        // A key that is another one each time is asked for once an hour.
        let twist = Voice::new("b.localhost", "twist", rsa(2));
        rig.peers.introduce(&twist.rekeyed(3));
        rig.refuse("another key", rig.wire(&twist, &forged(&twist)), 401, Fetch::Key("b.localhost")).await;
        rig.refuse("within the hour", rig.wire(&twist, &forged(&twist)), 401, Fetch::Nothing).await;
    }

    async fn sig_23_key_with_another_id(rig) {
        for (id, owner) in [("k2", "alice"), ("k1", "bob")] {
            let name = format!("alice{}", number());
            let owner = if owner == "alice" { name.clone() } else { owner.to_owned() };
            let mut alice = Voice::new("a.localhost", &name, rsa(0));
            rig.peers.introduce(&alice);
            alice.key_id = format!("http://a.localhost/keys/{name}/k1");
            let document = json!({
                "id": format!("http://a.localhost/keys/{name}/{id}"),
                "owner": format!("http://a.localhost/u/{owner}"),
                "publicKeyPem": alice.key.public_pem().expect("a key")
            });
            rig.peers.on("a.localhost", &format!("/keys/{name}/k1"), Reply::activity(&document));
            rig.refuse(id, rig.wire(&alice, &forged(&alice)), 401, Fetch::Key("a.localhost")).await;
        }
    }

    async fn sig_24_key_that_its_owner_does_not_list(rig) {
        let mut alice = rig.peers.actor("a.localhost", "alice");
        let thief = rsa(9);
        alice.key_id = "http://a.localhost/keys/1".to_owned();
        alice.key = thief;
        let document = json!({
            "id": alice.key_id, "type": "Key", "owner": alice.id,
            "publicKeyPem": alice.key.public_pem().expect("a key")
        });
        rig.peers.publish(&document);
        rig.refuse("not listed", rig.wire(&alice, &forged(&alice)), 401, Fetch::Key("a.localhost")).await;
        // Listed by its owner, the same key is good (after the five minutes in which it is not asked for).
        let mut owner = alice.document();
        owner["publicKey"]["id"] = alice.key_id.clone().into();
        rig.peers.publish(&owner);
        rig.advance(minutes(6)).await;
        let answer = rig.deliver(&alice, &alice.act("Like", rig.org().into())).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
    }

    async fn sig_25_old_keys_and_suspended_actors(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let renewed = alice.rekeyed(rsa_other(&alice));
        rig.peers.introduce(&renewed);
        assert_eq!(rig.take(&alice, &alice.act("Update", alice.id.clone().into())).await, "actor refreshed");
        rig.refuse("the key before", rig.wire(&alice, &forged(&alice)), 401, Fetch::Nothing).await;
        assert_eq!(rig.take(&renewed, &renewed.act("Create", renewed.note("1", "new key"))).await, "new");
        // Changed without a word: asked for again, but not twice within an hour.
        rig.peers.introduce(&alice);
        rig.refuse("too soon", rig.wire(&alice, &forged(&alice)), 401, Fetch::Nothing).await;
        rig.advance(minutes(61)).await;
        assert_eq!(rig.take(&alice, &alice.act("Create", alice.note("2", "old key again"))).await, "new");
        let id = rig.actor_id(&alice.id).await;
        rig.write(move |c| {
            use diesel::prelude::*;
            use sofra_db::schema::actor::dsl;
            diesel::update(dsl::actor.find(id)).set(dsl::suspended_at.eq(1_i64)).execute(c)?;
            Ok(())
        }).await;
        // Keys that were read are believed for two seconds more.
        rig.advance(sofra_base::clock::seconds(3)).await;
        rig.refuse("suspended", rig.wire(&alice, &forged(&alice)), 403, Fetch::Nothing).await;
    }

    /// A forgery must not stop the real sender from being heard.
    async fn sig_26_forgery_first(rig) {
        let alice = rig.peers.actor("a.localhost", "alice");
        let thief = alice.rekeyed(rsa_other(&alice));
        rig.refuse("a forgery first", rig.wire(&thief, &forged(&alice)), 401, Fetch::Key("a.localhost")).await;
        rig.refuse("and again", rig.wire(&thief, &forged(&alice)), 401, Fetch::Nothing).await;
        rig.meet(&alice).await;
        let note = alice.act("Create", alice.note("x", "hello"));
        assert_eq!(rig.take(&alice, &note).await, "nobody asked for it");
        wait_until("nothing of it is kept", || async {
            rig.read(|c| Ok(statement::store::by_uri(c, "http://a.localhost/notes/x")?.is_none())).await
        }).await;
    }
}

/// The index of a key that is not the voice's.
fn rsa_other(voice: &Voice) -> usize {
    (0..4).find(|i| !std::sync::Arc::ptr_eq(&rsa(*i), &voice.key)).expect("there are several")
}
