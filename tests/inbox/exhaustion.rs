//! DOS: what one stranger can make this node do is bounded.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::peer::{Reply, Voice, number, rsa};
use super::rig::{Fetch, MARK};
use super::wire::Wire;

fn forged(voice: &Voice) -> Value {
    voice.act("Create", voice.note(&format!("n{}", number()), MARK))
}

attacks! {
    async fn a_host_with_too_much_waiting_is_told_to_come_later(rig) {
        let (flood, alice) = (rig.known("evil.localhost", "one").await, rig.known("a.localhost", "alice").await);
        let (now, later) = (rig.clock.now(), rig.clock.now() + sofra_base::clock::days(300));
        rig.write(move |c| {
            for n in 0..10_000 {
                let item = sofra_db::queue::inbox::NewItem {
                    activity_uri: format!("http://evil.localhost/waiting/{n}"),
                    actor_uri: "http://evil.localhost/u/one".into(),
                    host: "evil.localhost".into(),
                    body: "{}".into(),
                    body_hash: String::new(),
                    state: "pending".into(),
                    attempts: 0,
                    due_at: later,
                    leased_until: sofra_base::clock::Timestamp(0),
                    received_at: now,
                };
                sofra_db::queue::inbox::store(c, &item)?;
            }
            Ok(())
        }).await;
        // The node counts a host anew after a hundred arrivals at the latest.
        let mut last = 0;
        for _ in 0..102 {
            last = rig.deliver(&flood, &forged(&flood)).await.status;
            if last == 429 {
                break;
            }
        }
        assert_eq!(last, 429);
        assert_eq!(rig.deliver(&alice, &forged(&alice)).await.status, 202, "others are served");
    }

    async fn the_rest_of_a_long_turn_is_given_back_and_applied(rig) {
        let (flood, alice) = (rig.follower("evil.localhost", "one").await, rig.known("a.localhost", "alice").await);
        let many: Vec<Value> = (0..120).map(|_| flood.undo(&flood.follow(&rig.org()))).collect();
        for activity in &many {
            assert_eq!(rig.deliver(&flood, activity).await.status, 202);
        }
        assert_eq!(rig.deliver(&alice, &forged(&alice)).await.status, 202);
        rig.settle().await;
        for activity in &many {
            assert_ne!(rig.outcome(activity).await, "", "each was applied");
        }
    }

    async fn dos_01_slow_answers(rig) {
        let slow = Voice::new("slow.localhost", "alice", rsa(0));
        rig.peers.on("slow.localhost", "/u/alice", Reply::Drip);
        rig.refuse("drop by drop", rig.wire(&slow, &forged(&slow)), 503, Fetch::Key("slow.localhost")).await;
        // While one peer is slow others are served.
        let another = Voice::new("slow.localhost", "other", rsa(1));
        rig.advance(sofra_base::clock::minutes(6)).await;
        rig.peers.on("slow.localhost", "/u/other", Reply::Hang);
        let alice = rig.known("a.localhost", "alice").await;
        let hostile = forged(&another);
        let mut waiting = std::pin::pin!(rig.deliver(&another, &hostile));
        let like = alice.act("Like", rig.org().into());
        let quick = rig.deliver(&alice, &like);
        // Whichever is answered first: it must not be the one whose key hangs.
        tokio::select! {
            biased;
            slow = &mut waiting => panic!("the slow one was answered first: {}", slow.status),
            quick = quick => assert_eq!(quick.status, 202),
        }
        assert_eq!(waiting.await.status, 503);
    }

    async fn dos_02_slow_senders(rig) {
        let mut connections = Vec::new();
        for _ in 0..40 {
            let mut stream = TcpStream::connect(rig.address).await.expect("connected");
            let head = format!("POST /inbox HTTP/1.1\r\nHost: {}\r\nContent-Type: application/activity+json\r\nContent-Length: 1000\r\n\r\n{{", rig.site.domain);
            stream.write_all(head.as_bytes()).await.expect("written");
            connections.push(stream);
        }
        let answer = rig.send(Wire::get(&rig.site.domain, "/actor")).await;
        assert_eq!(answer.status, 200, "others are served");
        for mut stream in connections {
            let mut text = Vec::new();
            let _ = stream.read_to_end(&mut text).await;
            assert!(String::from_utf8_lossy(&text).starts_with("HTTP/1.1 408"), "{}", String::from_utf8_lossy(&text));
        }
    }

    async fn dos_03_large_bodies(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mut activity = forged(&alice);
        activity["x"] = "x".repeat(300 * 1024).into();
        rig.refuse("announced", rig.wire(&alice, &activity), 413, Fetch::Nothing).await;
        let mut chunked = rig.wire(&alice, &activity);
        chunked.announce = None;
        rig.refuse("in chunks", chunked, 413, Fetch::Nothing).await;
        let mut lie = rig.wire(&alice, &forged(&alice));
        lie.announce = Some(100_000_000);
        rig.refuse("announced, never sent", lie, 413, Fetch::Nothing).await;
        let mut short = rig.wire(&alice, &forged(&alice));
        short.announce = Some(short.body.len() - 10);
        rig.refuse("longer than announced", short, 400, Fetch::Nothing).await;
        for length in ["-1", "18446744073709551616", "1e3", "0x10", "1, 2"] {
            let wire = rig.wire(&alice, &forged(&alice)).set("Content-Length", length);
            let before = rig.snapshot().await;
            assert_eq!(rig.send(wire).await.status, 400, "{length}");
            rig.assert_untouched(length, &before, Fetch::Nothing).await;
        }
        // A body within the limit passes in chunks as well.
        let mut fine = rig.wire(&alice, &alice.act("Create", alice.note("fine", "words")));
        fine.announce = None;
        assert_eq!(rig.send(fine).await.status, 202);
    }

    async fn dos_04_compression(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        for encoding in ["gzip", "br", "zstd", "deflate", "gzip, identity", "x"] {
            let wire = rig.wire(&alice, &forged(&alice)).set("Content-Encoding", encoding);
            rig.refuse(encoding, wire, 415, Fetch::Nothing).await;
            let mallory = Voice::new("evil.localhost", &format!("m{}", number()), rsa(1));
            let headers = vec![("Content-Type", "application/activity+json".to_owned()), ("Content-Encoding", encoding.to_owned())];
            let body = mallory.document().to_string().into_bytes();
            rig.peers.on("evil.localhost", &format!("/u/{}", mallory.name), Reply::Head(200, headers, body));
            rig.refuse(encoding, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        }
    }

    async fn dos_05_deep_json(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        for (what, body) in [
            ("lists", "[".repeat(200_000)),
            ("objects", "{\"a\":".repeat(50_000)),
            ("closed", format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))),
            ("inside", {
                let text = forged(&alice).to_string();
                format!("{{\"x\":{}1{},{}", "[".repeat(40), "]".repeat(40), &text[1..])
            }),
        ] {
            rig.refuse(what, alice.post(&rig.inbox(), &body, &rig.clock), 400, Fetch::Nothing).await;
        }
        // The same in a fetched document.
        let mallory = Voice::new("evil.localhost", "mallory", rsa(1));
        rig.peers.on("evil.localhost", "/u/mallory", Reply::Give(200, "application/activity+json", "[".repeat(900_000).into_bytes()));
        rig.refuse("fetched", rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
    }

    async fn dos_06_wide_json(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let mut activity = forged(&alice);
        for i in 0..2_001 {
            activity[format!("k{i}")] = 1.into();
        }
        rig.refuse("many members", rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
        let mut activity = forged(&alice);
        activity["x"] = vec![1; 4_001].into();
        rig.refuse("many elements", rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
    }

    async fn dos_07_oversized_fields(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let long = "x ".repeat(40_000);
        let mut note = alice.note("long", "words");
        note["type"] = "Article".into();
        note["name"] = long.clone().into();
        note["summary"] = long.clone().into();
        note["attachment"] = (0..200).map(|i| json!({"type": "Image", "url": format!("https://a.example/{i}.png"), "name": "y".repeat(100)})).collect();
        note["nameMap"] = (0..200).map(|i| (format!("x-l{i}"), json!("name"))).collect::<serde_json::Map<_, _>>().into();
        note["oneOf"] = (0..500).map(|i| json!({"name": i.to_string()})).collect();
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "new");
        let uri = note["id"].as_str().expect("an id");
        let (title, _) = rig.shown(uri).await.expect("kept");
        assert!(title.chars().count() <= 300, "{}", title.chars().count());
        let found = rig.statement(uri).await.expect("kept");
        let view = rig.read(move |c| sofra_domain::statement::store::view(c, found, None)).await;
        assert!(view.attachments.len() <= 16 && view.texts.len() <= 30, "{} {}", view.attachments.len(), view.texts.len());
        assert!(view.texts.iter().all(|(_, t)| t.summary.chars().count() <= 500));
        // An actor with a name of a megabyte keeps a short one.
        let bob = Voice::new("b.localhost", "bob", rsa(1));
        let mut document = bob.document();
        document["name"] = "n".repeat(300_000).into();
        document["summary"] = "s".repeat(300_000).into();
        document["preferredUsername"] = "b".repeat(100_000).into();
        rig.peers.publish(&document);
        rig.meet(&bob).await;
        let known = rig.actor(&bob.id).await.expect("known");
        assert!(known.name.len() <= 400 && known.summary.is_empty() && known.username.len() <= 64);
        // A megabyte of address is none.
        let mut activity = forged(&alice);
        activity["object"]["id"] = format!("http://a.localhost/{}", "u".repeat(100_000)).into();
        rig.refuse("a long address", rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
    }

    async fn dos_08_mention_flood(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mention = |i: usize| json!({"type": "Mention", "href": format!("http://a.localhost/u/{i}")});
        let mut activity = forged(&alice);
        activity["object"]["tag"] = (0..51).map(mention).collect();
        rig.refuse("51 mentions", rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
        for field in ["to", "cc", "bto", "bcc", "audience"] {
            let mut activity = forged(&alice);
            activity[field] = (0..1_001).map(|i| json!(format!("http://a.localhost/u/{i}"))).collect();
            rig.refuse(field, rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
        }
        let mut activity = alice.act("Create", alice.note("fifty", "words"));
        activity["object"]["tag"] = (0..50).map(mention).collect();
        let before = rig.peers.log_length();
        assert_eq!(rig.take(&alice, &activity).await, "new");
        assert_eq!(rig.peers.log_length(), before, "nobody who is mentioned is fetched");
    }

    async fn dos_09_thread_ancestry(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for i in 0..200 {
            let mut ancestor = alice.note(&format!("anc{i}"), "words");
            ancestor["inReplyTo"] = format!("http://a.localhost/notes/anc{}", i + 1).into();
            rig.peers.publish(&ancestor);
        }
        let mut note = alice.note("leaf", "words");
        note["inReplyTo"] = "http://a.localhost/notes/anc0".into();
        note["context"] = "http://a.localhost/contexts/1".into();
        note["conversation"] = "http://a.localhost/contexts/1".into();
        note["quoteUrl"] = "http://a.localhost/notes/anc0".into();
        note["replies"] = json!({"type": "Collection", "first": "http://a.localhost/replies?page=1"});
        let before = rig.peers.log_length();
        assert_eq!(rig.take(&alice, &alice.act("Create", note)).await, "new");
        assert_eq!(rig.peers.log_length(), before, "what it answers is not fetched");
    }

    async fn dos_10_endless_collections(rig) {
        let alice = Voice::new("a.localhost", "alice", rsa(0));
        rig.peers.introduce(&alice);
        for path in ["/u/alice/outbox", "/u/alice/followers"] {
            let page = json!({"id": format!("http://a.localhost{path}"), "type": "OrderedCollection", "totalItems": 1_000_000_000_000_i64, "first": format!("http://a.localhost{path}"), "next": format!("http://a.localhost{path}")});
            rig.peers.on("a.localhost", path, Reply::activity(&page));
        }
        rig.meet(&alice).await;
        rig.let_follow(&alice).await;
        let accept = alice.act("Accept", rig.request(&alice).await);
        rig.take(&alice, &accept).await;
        let asked: Vec<String> = rig.peers.log().iter().filter(|l| l.method == "GET").map(|l| l.target.clone()).collect();
        assert_eq!(asked.len(), 2, "the actor and the handle: {asked:?}");
    }

    async fn dos_11_redirect_loops(rig) {
        rig.peers.on("evil.localhost", "/u/a", Reply::redirect("/u/b"));
        rig.peers.on("evil.localhost", "/u/b", Reply::redirect("/u/a"));
        rig.peers.on("evil.localhost", "/u/self", Reply::redirect("/u/self"));
        for name in ["a", "self"] {
            let mallory = Voice::new("evil.localhost", name, rsa(1));
            rig.refuse(name, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        }
    }

    async fn dos_12_expensive_html(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let bombs: Vec<String> = vec![
            "<a rel=\"".to_owned() + &"a ".repeat(100_000) + "\">x",
            "<a ".repeat(60_000),
            "<p>".to_owned() + &"&nbsp;".repeat(38_000),
            "&#".repeat(100_000),
            "<!--".repeat(50_000),
            format!("<p>{}</p>", "\u{A0}".repeat(100_000)),
            "x ".repeat(110_000),
        ];
        for (i, bomb) in bombs.into_iter().enumerate() {
            let mut note = alice.note(&format!("bomb{i}"), "");
            note["numberedParagraphs"] = (i % 2 == 0).into();
            note["content"] = bomb.into();
            let outcome = rig.take(&alice, &alice.act("Create", note)).await;
            assert!(outcome != "panic", "{i}: {outcome}");
        }
    }

    async fn dos_13_html_that_breaks_parsers(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let bombs: Vec<String> = vec![
            "<div>".repeat(50_000),
            "<b><i>".repeat(40_000),
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>".to_owned(),
            "<table><tr><td>".repeat(15_000),
            "<svg><foreignObject><math>".repeat(8_000),
            "<blockquote>".repeat(20_000) + "deep",
            "<ul><li>".repeat(25_000),
            "</p></div></b>".repeat(15_000),
            "<p title='\u{0}\u{FFFD}'>\u{202E}x<template><script>alert(1)</script></template>".replace('\0', ""),
        ];
        for (i, bomb) in bombs.into_iter().enumerate() {
            let mut note = alice.note(&format!("crash{i}"), "");
            note["numberedParagraphs"] = (i % 2 == 0).into();
            note["content"] = bomb.into();
            note["name"] = "a name".into();
            let uri = note["id"].as_str().expect("an id").to_owned();
            let outcome = rig.take(&alice, &alice.act("Create", note)).await;
            assert!(outcome != "panic", "{i}: {outcome}");
            if let Some((_, html)) = rig.shown(&uri).await {
                let low = html.to_lowercase();
                assert!(!low.contains("<script") && !low.contains("onerror") && !low.contains("<math") && !low.contains("<style"), "{i}: {html:.300}");
            }
        }
    }

    async fn inj_14_two_lengths(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let good = rig.wire(&alice, &forged(&alice));
        for (name, value) in [
            ("Transfer-Encoding", "chunked"),
            ("Transfer-Encoding", "identity"),
            ("Transfer-Encoding", "xchunked"),
            ("Transfer-Encoding", "chunked, identity"),
        ] {
            let before = rig.snapshot().await;
            let answer = rig.send(good.clone().set("Content-Length", good.body.len().to_string()).add(name, value)).await;
            assert!(matches!(answer.status, 400 | 411 | 501), "{value}: {} {}", answer.status, answer.text());
            rig.assert_untouched(value, &before, Fetch::Nothing).await;
        }
        // A header folded over two lines.
        let before = rig.snapshot().await;
        let answer = rig.send(good.set("X-Folded", "a\r\n b")).await;
        assert_eq!(answer.status, 400);
        rig.assert_untouched("folded", &before, Fetch::Nothing).await;
    }
}
