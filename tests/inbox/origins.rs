//! ORG: an object is believed only from its own origin, and changed only by its owner.

use serde_json::{Value, json};
use sofra_domain::Error;
use sofra_domain::follow::FollowState;
use sofra_domain::remote::{Found, Resolver as _};
use sofra_domain::statement::State;

use super::peer::{Reply, Voice, number, rsa};
use super::rig::{Fetch, MARK, Rig};

const AS2: &str = "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

fn forged(voice: &Voice) -> Value {
    voice.act("Create", voice.note(&format!("n{}", number()), MARK))
}

/// A first word of alice that the node keeps.
async fn said(rig: &Rig, alice: &Voice, name: &str) -> String {
    let note = alice.note(name, "true words");
    assert_eq!(rig.take(alice, &alice.act("Create", note.clone())).await, "new");
    note["id"].as_str().expect("an id").to_owned()
}

attacks! {
    async fn org_01_another_actors_document(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let mallory = Voice::new("evil.localhost", "mallory", rsa(1));
        let mut document = alice.document();
        document["publicKey"] = mallory.document()["publicKey"].clone();
        document["inbox"] = mallory.inbox().into();
        rig.peers.on("evil.localhost", "/u/mallory", Reply::activity(&document));
        rig.refuse("alice's id", rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        // Asked for by a person it is no better.
        let before = rig.snapshot().await;
        assert!(rig.federation.find("http://evil.localhost/u/mallory").await.is_err());
        rig.assert_untouched("looked up", &before, Fetch::Key("evil.localhost")).await;
    }

    async fn org_02_media_types(rig) {
        for kind in ["application/json", "text/plain", "image/png", "application/ld+json", "text/html", ""] {
            let alice = Voice::new("a.localhost", &format!("alice{}", number()), rsa(0));
            let document = alice.document().to_string().into_bytes();
            rig.peers.on("a.localhost", &format!("/u/{}", alice.name), Reply::Give(200, kind, document));
            rig.refuse(kind, rig.wire(&alice, &forged(&alice)), 401, Fetch::Key("a.localhost")).await;
        }
        let alice = rig.peers.actor("a.localhost", "carol");
        let document = alice.document().to_string().into_bytes();
        rig.peers.on("a.localhost", "/u/carol", Reply::Give(200, AS2, document));
        rig.meet(&alice).await;
        for kind in ["application/json", "text/plain", "application/ld+json"] {
            let wire = rig.wire(&alice, &forged(&alice)).set("Content-Type", kind);
            rig.refuse(kind, wire, 415, Fetch::Nothing).await;
        }
    }

    async fn org_04_redirect_to_another_origin(rig) {
        let alice = Voice::new("a.localhost", "alice", rsa(0));
        rig.peers.on("a.localhost", "/u/alice", Reply::redirect("http://evil.localhost/u/alice"));
        rig.peers.on("evil.localhost", "/u/alice", Reply::activity(&alice.document()));
        rig.refuse("redirected", rig.wire(&alice, &forged(&alice)), 401, Fetch::Key("a.localhost")).await;
        // Within the origin, once, it is followed.
        let bob = rig.peers.actor("b.localhost", "bob");
        rig.peers.on("b.localhost", "/u/bob", Reply::redirect("/users/bob"));
        rig.peers.on("b.localhost", "/users/bob", Reply::activity(&bob.document()));
        rig.meet(&bob).await;
    }

    async fn org_05_redirect_to_ourselves(rig) {
        let inbox = rig.inbox();
        for (name, target) in [("m1", rig.org()), ("m2", inbox), ("m3", format!("{}/actor", rig.site.base))] {
            let mallory = Voice::new("evil.localhost", name, rsa(1));
            rig.peers.on("evil.localhost", &format!("/u/{name}"), Reply::redirect(&target));
            rig.refuse(name, rig.wire(&mallory, &forged(&mallory)), 401, Fetch::Key("evil.localhost")).await;
        }
    }

    async fn org_06_page_on_another_host(rig) {
        let mallory = rig.followed("evil.localhost", "mallory").await;
        for (n, url) in [("1", json!("http://a.localhost/@alice/1")), ("2", json!([{"type": "Link", "href": "http://a.localhost/2"}]))] {
            let mut note = mallory.note(n, "words");
            note["url"] = url;
            assert_eq!(rig.take(&mallory, &mallory.act("Create", note.clone())).await, "new");
            let found = rig.statement(note["id"].as_str().expect("an id")).await.expect("kept");
            assert_eq!(found.page_url, None);
            assert!(found.uri.starts_with("http://evil.localhost/"));
        }
    }

    async fn org_07_actor_rebinding(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let known = rig.actor(&alice.id).await.expect("known");
        // A copy inside the activity is not believed.
        let mut copy = alice.document();
        copy["name"] = MARK.into();
        copy["inbox"] = "http://a.localhost/u/other/inbox".into();
        rig.take(&alice, &alice.act("Update", copy)).await;
        let after = rig.actor(&alice.id).await.expect("known");
        assert_eq!((after.name.as_str(), &after.inbox), ("alice", &known.inbox));
        // What is not there now would be asked for again later.
        rig.peers.on("a.localhost", "/u/bob", Reply::status(410));
        for (what, member, value) in [
            ("another id", "id", json!("http://evil.localhost/u/mallory")),
            ("an id of ours", "id", json!(rig.org())),
            ("a neighbour's id", "id", json!("http://a.localhost/u/bob")),
            ("another inbox", "inbox", json!("http://evil.localhost/inbox")),
            ("our inbox", "inbox", json!(rig.inbox())),
        ] {
            let mut document = alice.document();
            document[member] = value;
            rig.peers.on("a.localhost", "/u/alice", Reply::activity(&document));
            let before = rig.snapshot().await;
            assert_eq!(rig.deliver(&alice, &alice.act("Update", alice.id.clone().into())).await.status, 202);
            rig.assert_untouched(what, &before, Fetch::Key("a.localhost")).await;
            // The failure is forgotten before the next case.
            rig.advance(sofra_base::clock::minutes(6)).await;
        }
        let mallory = Voice::new("evil.localhost", "mallory", rsa(1));
        let mut document = alice.document();
        document["publicKey"] = mallory.document()["publicKey"].clone();
        document["preferredUsername"] = "table".into();
        document["endpoints"] = json!({"sharedInbox": "http://evil.localhost/inbox"});
        rig.peers.on("a.localhost", "/u/alice", Reply::activity(&document));
        rig.deliver(&alice, &alice.act("Update", alice.id.clone().into())).await;
        rig.settle().await;
        let after = rig.actor(&alice.id).await.expect("known");
        assert_eq!((after.id, after.host.as_str(), after.shared_inbox), (known.id, "a.localhost", None));
        assert!(!after.handle_checked, "nobody confirmed the new name");
        let keys = rig.read(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::actor_key::dsl;
            Ok(dsl::actor_key.filter(dsl::uri.like("%evil%")).count().get_result::<i64>(c)?)
        }).await;
        assert_eq!(keys, 0, "another's key is not hers");
    }

    async fn org_08_update_of_anothers_note(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let id = said(rig, &alice, "1").await;
        let mallory = rig.followed("evil.localhost", "mallory").await;
        let bob = rig.known("a.localhost", "bob").await;
        let forged = alice.note_updated("1", MARK, "2026-06-01T00:00:00Z");
        rig.ignore("another host", &mallory, &mallory.act("Update", forged.clone())).await;
        rig.ignore("a neighbour", &bob, &bob.act("Update", forged.clone())).await;
        let mut stolen = forged.clone();
        stolen["attributedTo"] = bob.id.clone().into();
        rig.ignore("a neighbour who calls it his", &bob, &bob.act("Update", stolen)).await;
        rig.ignore("by id", &mallory, &mallory.act("Update", id.clone().into())).await;
        assert!(rig.shown(&id).await.expect("kept").1.contains("true words"));
    }

    async fn org_09_objects_of_ours(rig) {
        let mallory = rig.known("evil.localhost", "mallory").await;
        let statement = rig.publish("Ours", "public").await;
        let alice = rig.known("a.localhost", "alice").await;
        let request = rig.request(&alice).await;
        let mut copy = mallory.note("x", MARK);
        copy["id"] = statement.uri.clone().into();
        let mut as_ours = copy.clone();
        as_ours["attributedTo"] = rig.org().into();
        for object in [json!(statement.uri), copy, as_ours, json!(rig.org()), json!({"id": rig.org(), "type": "Organization"}), request.clone(), request["id"].clone()] {
            for verb in ["Create", "Update", "Delete", "Undo", "Accept", "Reject", "Remove", "Block", "Move"] {
                rig.ignore(verb, &mallory, &mallory.act(verb, object.clone())).await;
            }
        }
        // In our name.
        let mut activity = mallory.act("Update", json!(statement.uri));
        activity["actor"] = rig.org().into();
        rig.refuse("our actor", rig.wire(&mallory, &activity), 403, Fetch::Nothing).await;
    }

    async fn org_10_delete_of_anothers(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let id = said(rig, &alice, "1").await;
        let bob = rig.known("a.localhost", "bob").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        for voice in [&bob, &mallory] {
            for object in [json!(id), json!({"id": id, "type": "Tombstone"}), json!(alice.id), alice.document()] {
                rig.ignore("a deletion", voice, &voice.act("Delete", object)).await;
            }
        }
        assert_eq!(rig.statement(&id).await.expect("kept").state, State::Published);
        // Nor can a neighbour close a name before it is used.
        let carol = rig.followed("a.localhost", "carol").await;
        rig.take(&carol, &carol.act("Delete", "http://a.localhost/notes/2".into())).await;
        said(rig, &alice, "2").await;
    }

    async fn org_11_undo_of_anothers(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let follow = rig.let_follow(&alice).await;
        let bob = rig.known("a.localhost", "bob").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        for voice in [&bob, &mallory] {
            rig.ignore("embedded", voice, &voice.undo(&follow)).await;
            rig.ignore("by id", voice, &voice.undo(&follow["id"])).await;
            let mut claimed = follow.clone();
            claimed["actor"] = voice.id.clone().into();
            rig.ignore("as his own", voice, &voice.undo(&claimed)).await;
        }
        let found = rig.follow_between(&alice.id, &rig.org()).await.expect("still there");
        assert_eq!(found.state, FollowState::Accepted);
    }

    async fn org_12_said_by_another(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        for owner in [json!(alice.id), json!([mallory.id, alice.id]), json!([alice.id]), json!({"id": alice.id})] {
            for host in ["a.localhost", "evil.localhost"] {
                let mut note = mallory.note(&format!("n{}", number()), MARK);
                note["id"] = format!("http://{host}/notes/f{}", number()).into();
                note["attributedTo"] = owner.clone();
                rig.ignore("another author", &mallory, &mallory.act("Create", note)).await;
            }
        }
        // Followed, it may be asked for its own word; two authors are no author.
        let mallory = rig.followed("evil.localhost", "mallory2").await;
        let mut note = mallory.note("two", MARK);
        note["attributedTo"] = json!([mallory.id, alice.id]);
        rig.peers.publish(&note);
        let before = rig.snapshot().await;
        rig.deliver(&mallory, &mallory.act("Create", note)).await;
        rig.assert_untouched("two authors", &before, Fetch::Key("evil.localhost")).await;
    }

    async fn org_13_copies_of_a_third_origin(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mallory = rig.followed("evil.localhost", "mallory").await;
        let mut actor = alice.document();
        actor["name"] = MARK.into();
        for verb in ["Announce", "Add", "Accept", "Create", "Update", "Offer", "Invite", "Like", "Flag"] {
            rig.ignore(verb, &mallory, &mallory.act(verb, alice.note("t1", MARK))).await;
            rig.ignore(verb, &mallory, &mallory.act(verb, actor.clone())).await;
            let inner = alice.act("Create", alice.note("t2", MARK));
            rig.ignore(verb, &mallory, &mallory.act(verb, inner)).await;
        }
    }

    async fn org_14_answers_to_no_request(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let never = json!({"id": format!("{}/activities/01jd0000000000000000000000", rig.site.base), "type": "Follow", "actor": rig.org(), "object": mallory.id});
        let anonymous = json!({"type": "Follow", "actor": rig.org(), "object": mallory.id});
        for object in [never.clone(), never["id"].clone(), anonymous, json!(rig.org())] {
            for verb in ["Accept", "Reject", "TentativeAccept"] {
                rig.ignore(verb, &mallory, &mallory.act(verb, object.clone())).await;
            }
        }
        let request = rig.request(&alice).await;
        let bob = rig.known("a.localhost", "bob").await;
        let mut changed = request.clone();
        changed["object"] = mallory.id.clone().into();
        for voice in [&mallory, &bob] {
            for object in [request.clone(), request["id"].clone(), changed.clone()] {
                rig.ignore("an answer by a third", voice, &voice.act("Accept", object.clone())).await;
                rig.ignore("a refusal by a third", voice, &voice.act("Reject", object)).await;
            }
        }
        assert_eq!(rig.take(&alice, &alice.act("Accept", request["id"].clone())).await, "follow accepted");
    }

    async fn org_15_locked_accounts(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let request = rig.request(&alice).await;
        let found = rig.follow_between(&rig.org(), &alice.id).await.expect("asked");
        assert_eq!(found.state, FollowState::Requested);
        let mut note = alice.note("private", "for followers");
        note["to"] = json!([format!("{}/followers", alice.id)]);
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "nobody asked for it");
        assert_eq!(rig.take(&alice, &alice.act("Reject", request.clone())).await, "follow refused");
        let found = rig.follow_between(&rig.org(), &alice.id).await.expect("kept for the person to see");
        assert_eq!(found.state, FollowState::Rejected);
        // A late Accept does not turn the refusal round.
        rig.take(&alice, &alice.act("Accept", request)).await;
        let found = rig.follow_between(&rig.org(), &alice.id).await.expect("kept");
        assert_eq!(found.state, FollowState::Rejected);
        assert!(rig.statement(note["id"].as_str().expect("an id")).await.is_none());
    }

    async fn org_16_one_id_one_thing(rig) {
        let mallory = rig.followed("evil.localhost", "mallory").await;
        let id = said(rig, &mallory, "thing").await;
        let mut person = Voice::new("evil.localhost", "thing", rsa(2));
        person.id = id.clone();
        person.key_id = format!("{id}#main-key");
        rig.peers.publish(&person.document());
        rig.refuse("a note becomes a person", rig.wire(&person, &forged(&person)), 401, Fetch::Key("evil.localhost")).await;
        // A person, or a key, becomes a note.
        for taken in [mallory.id.clone(), mallory.key_id.clone()] {
            let mut note = mallory.note("x", MARK);
            note["id"] = taken.into();
            rig.ignore("a person becomes a note", &mallory, &mallory.act("Create", note)).await;
        }
    }

    async fn org_17_spellings(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for (n, spelling) in ["HTTP://A.LOCALHOST:80/u/alice", "http://a.localhost./u/alice", "http://a.localhost/x/../u/alice"].iter().enumerate() {
            let mut activity = alice.act("Create", alice.note(&format!("s{n}"), "words"));
            activity["actor"] = (*spelling).into();
            assert_eq!(rig.take(&alice, &activity).await, "new", "{spelling}");
        }
        for spelling in [
            "http://a.localhost@evil.localhost/u/alice", "http://alice@a.localhost/u/alice",
            "http://a.localhost/u/alice#x", "http://a.localhost/u/al\tice", "http://a.localhost/u/alice\n",
            "//a.localhost/u/alice", "a.localhost/u/alice", "http:a.localhost/u/alice", " http://a.localhost/u/alice",
            "http:\\\\a.localhost\\u\\alice", "http://a.localhost:0/u/alice", "javascript://a.localhost/u/alice",
            "http://a.localhost/u/\u{202E}alice", "urn:alice", "",
        ] {
            let mut activity = forged(&alice);
            activity["actor"] = spelling.into();
            rig.refuse(spelling, rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
        }
    }

    async fn org_18_port_and_scheme_are_part_of_the_origin(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for origin in ["http://a.localhost:8443", "https://a.localhost", "http://sub.a.localhost", "http://localhost"] {
            let mut activity = forged(&alice);
            activity["id"] = format!("{origin}/activities/{}", number()).into();
            rig.refuse(origin, rig.wire(&alice, &activity), 403, Fetch::Nothing).await;
            let mut note = alice.note("o", MARK);
            note["id"] = format!("{origin}/notes/{}", number()).into();
            rig.ignore(origin, &alice, &alice.act("Create", note)).await;
            let mut other = alice.clone();
            other.key_id = format!("{origin}/u/alice#main-key");
            rig.refuse(origin, rig.wire(&other, &forged(&alice)), 401, Fetch::Nothing).await;
        }
    }

    async fn org_19_numbers_instead_of_names(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        for host in ["203.0.113.5", "198.51.100.7", "10.0.0.1", "[2001:db8::1]", "[fe80::1]", "0", "0x0a.1", "167772161"] {
            let mut activity = forged(&alice);
            activity["actor"] = format!("http://{host}/u/alice").into();
            activity["id"] = format!("http://{host}/1").into();
            rig.refuse(host, rig.wire(&alice, &activity), 400, Fetch::Nothing).await;
        }
    }

    async fn org_20_names_that_look_like_others(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        for host in [
            "a\u{FF0E}localhost", "a\u{3002}localhost", "a.local\u{AD}host", "a.local\u{200B}host",
            "\u{430}.localhost", "a.localho\u{DF}t", "a..localhost", "a .localhost", "a%2elocalhost", "-a.localhost",
            "xn--a.localhost",
        ] {
            let mut activity = forged(&alice);
            activity["actor"] = format!("http://{host}/u/alice").into();
            activity["id"] = format!("http://{host}/1").into();
            let before = rig.snapshot().await;
            let answer = rig.send(rig.wire(&alice, &activity)).await;
            assert!(matches!(answer.status, 400 | 401), "{host}: {}", answer.status);
            rig.assert_untouched(host, &before, Fetch::Nothing).await;
        }
    }

    async fn org_21_webfinger_of_two_minds(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        // evil's WebFinger gives alice's address for a name of its own.
        let jrd = json!({"subject": "acct:bob@evil.localhost", "links": [{"rel": "self", "type": "application/activity+json", "href": alice.id}]});
        rig.peers.on("evil.localhost", "/.well-known/webfinger?resource=acct%3Abob%40evil.localhost", Reply::Give(200, "application/jrd+json", jrd.to_string().into_bytes()));
        if let Ok(Found::Actor(id)) = rig.federation.find("@bob@evil.localhost").await {
            let found = rig.read(move |c| sofra_domain::actor::store::get(c, &id)).await;
            assert_eq!(found.handle(), "@alice@a.localhost", "shown under its own name only");
        }
        // mallory claims alice's handle; alice's host disagrees.
        let mallory = Voice::new("evil.localhost", "alice", rsa(1));
        let mut document = mallory.document();
        document["webfinger"] = "alice@a.localhost".into();
        rig.peers.publish(&document);
        rig.meet(&mallory).await;
        let found = rig.actor(&mallory.id).await.expect("known");
        assert!(!found.handle_checked);
        assert_eq!(found.host, "evil.localhost");
        assert!(rig.actor(&alice.id).await.expect("known").handle_checked);
    }

    async fn org_22_paths_in_handles(rig) {
        let before = rig.snapshot().await;
        for typed in [
            "hacker@evil.localhost:80/secret.txt?x=1#", "hacker@evil.localhost/secret", "@a@b@evil.localhost",
            "hacker@evil.localhost?x", "hacker@evil.localhost#x", "ha/cker@evil.localhost", "h@ evil.localhost",
            "@@evil.localhost", "hacker@", "@evil.localhost", "h\r\nX: y@evil.localhost", "http://", "ftp://evil.localhost/u/x",
            "http://user@evil.localhost/u/x", "http://10.0.0.1/u/x", "javascript:alert(1)",
        ] {
            let result = rig.federation.find(typed).await;
            assert!(matches!(result, Err(Error::Invalid(_))), "{typed:?}: {result:?}");
        }
        rig.assert_untouched("strange handles", &before, Fetch::Nothing).await;
    }

    async fn org_27_audience_never_grows(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mut note = alice.note("quiet", "for followers");
        note["to"] = json!([format!("{}/followers", alice.id)]);
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "new");
        let uri = note["id"].as_str().expect("an id").to_owned();
        // Another actor delivers it with a wider address.
        let bob = rig.known("a.localhost", "bob").await;
        let mut wider = note.clone();
        wider["to"] = json!(["https://www.w3.org/ns/activitystreams#Public"]);
        rig.ignore("another widens it", &bob, &bob.act("Create", wider.clone())).await;
        rig.ignore("another shares it", &bob, &bob.act("Announce", uri.clone().into())).await;
        // The author may say more, but never to more people.
        wider["updated"] = "2026-06-01T00:00:00Z".into();
        rig.take(&alice, &alice.act("Update", wider)).await;
        let found = rig.statement(&uri).await.expect("kept");
        assert_eq!(found.audience.as_str(), "followers");
    }
}
