//! SSRF: nothing a stranger writes makes this node connect to a private place.
//!
//! Rebinding (SSRF-04) and the address tables are unit-tested beside the client; here the whole node is asked.

use serde_json::{Value, json};

use super::peer::{Reply, Voice, number, rsa};
use super::rig::{Fetch, MARK, PRIVATE, Rig};

fn forged(voice: &Voice) -> Value {
    voice.act("Create", voice.note(&format!("n{}", number()), MARK))
}

/// An actor at a host is not asked for its key, and the refusal does not say why.
async fn never_asked(rig: &Rig, host: &str, status: u16) {
    let alice = Voice::new(host, "alice", rsa(0));
    let answer = rig.refuse(host, rig.wire(&alice, &forged(&alice)), status, Fetch::Nothing).await;
    if status == 503 {
        assert_eq!(answer.json()["code"], "key-unreachable", "as for any host that does not answer");
    }
}

attacks! {
    async fn ssrf_01_private_ipv4(rig) {
        for (name, _) in &PRIVATE[..4] {
            never_asked(rig, name, 503).await;
        }
    }

    async fn ssrf_02_special_ipv4(rig) {
        for (name, _) in &PRIVATE[4..8] {
            never_asked(rig, name, 503).await;
        }
    }

    async fn ssrf_03_special_ipv6(rig) {
        for (name, _) in &PRIVATE[8..] {
            never_asked(rig, name, 503).await;
        }
    }

    async fn ssrf_05_redirects_to_private_places(rig) {
        let secret = format!("http://{}/secret", rig.peers.address);
        for target in [
            secret.as_str(), "http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "data:text/plain,x",
            "gopher://127.0.0.1:6379/_x", "ftp://127.0.0.1/", "http://ten.test/", "//ten.test/", "\\\\ten.test\\x",
            "https://evil.localhost/u/x", "http://evil.localhost:6379/", "",
        ] {
            let mallory = Voice::new("evil.localhost", &format!("m{}", number()), rsa(1));
            rig.peers.on("evil.localhost", &format!("/u/{}", mallory.name), Reply::redirect(target));
            let before = rig.peers.log_length();
            rig.refuse(target, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
            assert_eq!(rig.peers.log_length(), before + 1, "{target}: one request, not followed");
        }
    }

    async fn ssrf_06_addresses_inside_of_documents(rig) {
        let hidden = "http://down.localhost/secret";
        for inbox in [hidden, "http://ten.test/inbox", "http://169.254.169.254/latest", "file:///etc/passwd"] {
            let mallory = Voice::new("evil.localhost", &format!("m{}", number()), rsa(1));
            let mut document = mallory.document();
            document["inbox"] = inbox.into();
            rig.peers.publish(&document);
            rig.refuse(inbox, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        }
        let mallory = Voice::new("evil.localhost", "mallory", rsa(1));
        let mut document = mallory.document();
        for member in ["icon", "image"] {
            document[member] = json!({"type": "Image", "url": hidden});
        }
        for member in ["outbox", "followers", "following", "featured", "url", "movedTo"] {
            document[member] = hidden.into();
        }
        document["endpoints"] = json!({"sharedInbox": hidden, "proxyUrl": hidden, "oauthTokenEndpoint": hidden});
        document["attachment"] = json!([{"type": "PropertyValue", "name": "x", "value": hidden}]);
        document["alsoKnownAs"] = json!([hidden]);
        rig.peers.publish(&document);
        rig.meet(&mallory).await;
        rig.let_follow(&mallory).await;
        let known = rig.actor(&mallory.id).await.expect("known");
        assert_eq!((known.shared_inbox, known.outbox, known.followers, known.page_url), (None, None, None, None));
        rig.publish("To the followers", "public").await;
        rig.settle().await;
        assert!(rig.peers.log().iter().all(|l| l.host != "down.localhost"), "{:#?}", rig.peers.log());
    }

    async fn ssrf_07_metadata_service(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let metadata = "http://169.254.169.254/latest/meta-data/";
        let mut note = alice.note("meta", "words");
        note["attachment"] = json!([
            {"type": "Image", "mediaType": "image/png", "url": metadata},
            {"type": "Link", "href": metadata},
            {"type": "Document", "url": "http://metadata.test/?file_type=jpg&proxy=http://10.0.0.1"},
        ]);
        note["image"] = json!({"type": "Image", "url": metadata});
        note["inReplyTo"] = metadata.into();
        note["tag"] = json!([{"type": "Emoji", "icon": {"url": metadata}}, {"type": "Mention", "href": metadata}]);
        note["content"] = format!("<p>words <img src=\"{metadata}\"> <a href=\"{metadata}\">x</a></p>").into();
        let before = rig.peers.log_length();
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "new");
        assert_eq!(rig.peers.log_length(), before);
        let (_, html) = rig.shown(note["id"].as_str().expect("an id")).await.expect("kept");
        assert!(!html.contains("<img"), "{html}");
    }

    async fn ssrf_08_parser_tricks(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        // Loopback is allowed in development, so the numbers here mean 10.0.0.1.
        for address in [
            "http://a.localhost#@127.0.0.1/", "http://10.1/u", "http://0x0a.1/u", "http://167772161/u", "http://012.0.0.1/u",
            "http://a.localhost%00.evil.localhost/u", "http://a.localhost\\@evil.localhost/u", "http://[::ffff:10.0.0.1]/u",
            "http://a.localhost%2f@evil.localhost/u", "http://\u{2460}\u{2461}.localhost/u", "http:///u", "http://?x",
        ] {
            let mut activity = forged(&alice);
            activity["actor"] = address.into();
            let before = rig.snapshot().await;
            let answer = rig.send(rig.wire(&alice, &activity)).await;
            assert!(matches!(answer.status, 400 | 401 | 403), "{address}: {}", answer.status);
            rig.assert_untouched(address, &before, Fetch::Nothing).await;
            let good = rig.wire(&alice, &forged(&alice));
            let signature = good.header("signature").replace(&alice.key_id, address);
            if address.is_ascii() {
                // The first of them does name a.localhost: it may be asked, and nobody else.
                let wire = good.clone().set("Signature", signature);
                rig.refuse(address, wire, 401, Fetch::Key("a.localhost")).await;
            }
        }
    }

    async fn ssrf_09_ourselves(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let mut ours = alice.clone();
        ours.key_id = format!("{}#main-key", rig.org());
        rig.refuse("our key", rig.wire(&ours, &forged(&alice)), 401, Fetch::Nothing).await;
        let mut activity = forged(&alice);
        activity["actor"] = rig.org().into();
        activity["id"] = format!("{}/activities/1", rig.site.base).into();
        rig.refuse("our actor", rig.wire(&ours, &activity), 403, Fetch::Nothing).await;
        let mallory = Voice::new("evil.localhost", "mallory", rsa(1));
        let mut document = mallory.document();
        document["inbox"] = rig.inbox().into();
        rig.peers.publish(&document);
        rig.refuse("our inbox", rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        // With our key on a request of ours: a reader who says to be one of us.
        let read = rig.send(ours.get(&rig.org(), &rig.clock)).await;
        assert_eq!(read.status, 401);
    }

    async fn ssrf_11_other_ports(rig) {
        for inbox in ["http://evil.localhost:6379/", "http://evil.localhost:5432/inbox", "https://evil.localhost/inbox"] {
            let mallory = Voice::new("evil.localhost", &format!("m{}", number()), rsa(1));
            let mut document = mallory.document();
            document["inbox"] = inbox.into();
            rig.peers.publish(&document);
            rig.refuse(inbox, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        }
    }

    async fn ssrf_12_names_that_must_not_be_asked(rig) {
        for host in ["abc.onion", "abc.i2p", "printer.local", "metadata.google.internal", "nas.lan", "x.home", "1.0.0.127.in-addr.arpa"] {
            never_asked(rig, host, 401).await;
        }
    }
}
