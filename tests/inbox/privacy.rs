//! PRIV: what is not for everybody is not seen by anybody else, and is not told from what is not there.

use serde_json::{Value, json};
use sofra_domain::peer::Policy;

use super::peer::{Voice, rsa};
use super::rig::{Fetch, MARK, Rig};
use super::wire::{Answer, Wire};

async fn anonymous(rig: &Rig, address: &str) -> Answer {
    let path = address.strip_prefix(&rig.site.base).expect("an address of the node");
    rig.send(Wire::get(&rig.site.domain, path)).await
}

async fn signed(rig: &Rig, voice: &Voice, address: &str) -> Answer {
    rig.send(voice.get(address, &rig.clock)).await
}

/// Ids of all activities about statements.
async fn activities(rig: &Rig) -> Vec<String> {
    rig.read(|c| {
        use diesel::prelude::*;
        use sofra_db::schema::activity::dsl;
        Ok(dsl::activity.filter(dsl::statement_id.is_not_null()).select(dsl::uri).load(c)?)
    })
    .await
}

attacks! {
    async fn priv_01_unseen_and_absent_are_one(rig) {
        let fan = rig.follower("fan.localhost", "fan").await;
        let stranger = rig.peers.actor("a.localhost", "alice");
        let blocked = rig.follower("evil.localhost", "mallory").await;
        rig.decide("evil.localhost", Policy::Suspend).await;
        let drafts = [rig.draft(MARK, "public").await, rig.draft(MARK, "followers").await];
        let local = rig.publish(MARK, "local").await;
        let followers = rig.publish(MARK, "followers").await;
        let network = rig.publish(MARK, "network").await;
        let withdrawn = rig.publish(MARK, "followers").await;
        rig.settle().await;
        rig.withdraw(&withdrawn.id).await;
        rig.settle().await;
        let absent = format!("{}/statements/01jd0000000000000000000000", rig.site.base);
        let mut hidden: Vec<String> = drafts.iter().map(|s| s.uri.clone()).collect();
        hidden.extend([local.uri.clone(), followers.uri.clone(), network.uri.clone(), withdrawn.uri.clone()]);
        let public = anonymous(rig, &absent).await;
        assert_eq!(public.status, 404);
        for uri in &hidden {
            assert_eq!(anonymous(rig, uri).await.comparable(), public.comparable(), "anonymous {uri}");
            for voice in [&stranger, &blocked] {
                let (seen, not_there) = (signed(rig, voice, uri).await, signed(rig, voice, &absent).await);
                assert_eq!(seen.comparable(), not_there.comparable(), "{} {uri}", voice.name);
                assert_eq!(seen.comparable(), public.comparable(), "{} {uri}", voice.name);
            }
        }
        // The follower sees what is for followers, and nothing of what is not.
        assert_eq!(signed(rig, &fan, &followers.uri).await.status, 200);
        for uri in [&drafts[0].uri, &drafts[1].uri, &local.uri, &network.uri] {
            assert_eq!(signed(rig, &fan, uri).await.comparable(), public.comparable(), "follower {uri}");
        }
        // Activities about them are as unseen.
        let absent = format!("{}/activities/01jd0000000000000000000000", rig.site.base);
        let public = anonymous(rig, &absent).await;
        for uri in activities(rig).await {
            assert_eq!(anonymous(rig, &uri).await.comparable(), public.comparable(), "{uri}");
            assert_eq!(signed(rig, &stranger, &uri).await.comparable(), public.comparable(), "{uri}");
            assert_eq!(signed(rig, &blocked, &uri).await.comparable(), public.comparable(), "{uri}");
        }
    }

    async fn priv_02_collections_hold_public_things_only(rig) {
        let fan = rig.follower("fan.localhost", "fan").await;
        let open = rig.publish("For everybody", "public").await;
        for audience in ["followers", "network", "local"] {
            rig.publish(MARK, audience).await;
        }
        rig.draft(MARK, "public").await;
        let gone = rig.publish(MARK, "public").await;
        rig.settle().await;
        rig.withdraw(&gone.id).await;
        rig.settle().await;
        for answer in [
            anonymous(rig, &format!("{}/outbox?page=true", rig.org())).await,
            signed(rig, &fan, &format!("{}/outbox?page=true", rig.org())).await,
        ] {
            assert!(!answer.text().contains(MARK), "{}", answer.text());
            assert!(answer.text().contains(&open.uri));
        }
        let outbox = anonymous(rig, &format!("{}/outbox", rig.org())).await.json();
        assert_eq!(outbox["totalItems"], 1);
    }

    async fn priv_03_answers_for_one_are_kept_by_nobody(rig) {
        let fan = rig.follower("fan.localhost", "fan").await;
        let quiet = rig.publish("For followers", "followers").await;
        let open = rig.publish("For everybody", "public").await;
        rig.settle().await;
        for uri in [&quiet.uri, &open.uri] {
            let answer = signed(rig, &fan, uri).await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("cache-control"), Some("private, no-store"));
            let vary = answer.header("vary").unwrap_or_default().to_lowercase();
            for name in ["accept", "signature", "cookie", "authorization"] {
                assert!(vary.contains(name), "{vary}");
            }
        }
        assert_eq!(anonymous(rig, &quiet.uri).await.status, 404);
        assert!(anonymous(rig, &open.uri).await.header("cache-control").expect("set").contains("public"));
    }

    async fn priv_04_local_only_never_leaves(rig) {
        let _fan = rig.follower("fan.localhost", "fan").await;
        let before = rig.peers.log_length();
        let local = rig.publish(MARK, "local").await;
        rig.settle().await;
        rig.revise(&local.id, &format!("{MARK} again")).await;
        rig.settle().await;
        rig.withdraw(&local.id).await;
        rig.settle().await;
        assert_eq!(rig.peers.log_length(), before, "nobody hears of it");
        assert!(activities(rig).await.is_empty(), "there is no activity about it");
        // Something public goes out afterwards and says nothing of it either.
        rig.publish("For everybody", "public").await;
        rig.settle().await;
        let after = rig.peers.delivered("fan.localhost");
        assert!(!after.is_empty() && after.iter().all(|a| !a.to_string().contains(MARK) && !a.to_string().contains(local.id.as_str())));
    }

    async fn priv_05_hidden_recipients(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mut activity = alice.act("Create", alice.note("1", "words"));
        for field in ["bto", "bcc"] {
            activity[field] = json!([format!("http://b.localhost/u/{MARK}")]);
            activity["object"][field] = json!([format!("http://b.localhost/u/{MARK}")]);
        }
        assert_eq!(rig.take(&alice, &activity).await, "new");
        assert!(!rig.read(super::super::dump::dump).await.contains(MARK), "not kept");
        let body = rig.read(|c| {
            use diesel::prelude::*;
            use sofra_db::schema::inbox_item::dsl;
            Ok(dsl::inbox_item.select(dsl::body).load::<String>(c)?.concat())
        }).await;
        assert_eq!(body, "", "what was applied is not kept as it came");
        let fan = rig.follower("fan.localhost", "fan").await;
        rig.publish("For everybody", "public").await;
        rig.publish("For followers", "followers").await;
        rig.settle().await;
        for sent in rig.peers.delivered(&fan.host) {
            let text = sent.to_string();
            assert!(!text.contains("\"bto\"") && !text.contains("\"bcc\""), "{text}");
        }
    }

    async fn priv_07_who_follows_is_not_told(rig) {
        let fan = rig.follower("fan.localhost", "fan").await;
        for which in ["followers", "following", "inbox"] {
            for answer in [
                anonymous(rig, &format!("{}/{which}", rig.org())).await,
                signed(rig, &fan, &format!("{}/{which}", rig.org())).await,
            ] {
                assert_eq!(answer.status, 200, "{which}");
                assert!(!answer.text().contains("fan"), "{}", answer.text());
            }
        }
    }

    async fn priv_12_no_proof_of_what_is_not_public_and_no_trace_of_the_writer(rig) {
        let fan = rig.follower("fan.localhost", "fan").await;
        rig.publish("For followers", "followers").await;
        rig.publish("For everybody", "public").await;
        rig.settle().await;
        let created: Vec<Value> = rig.peers.delivered(&fan.host).into_iter().filter(|a| a["type"] == "Create").collect();
        assert_eq!(created.len(), 2);
        for activity in created {
            let text = activity.to_string();
            // What everybody may read is signed by the organisation, never by whoever wrote it down.
            let is_public = activity["object"]["name"] == "For everybody";
            assert_eq!(text.contains("\"proof\""), is_public, "{text}");
            assert!(!text.contains("\"signature\""), "{text}");
            assert!(!text.to_lowercase().contains("amal"), "who wrote it down stays here: {text}");
        }
    }

    async fn priv_forged_readers_leave_nothing(rig) {
        let quiet = rig.publish(MARK, "followers").await;
        let fan = rig.follower("fan.localhost", "fan").await;
        // Somebody who signs with another key than the fan's, known and unknown; and with a key in a private place.
        let thief = fan.rekeyed((0..4).find(|i| !std::sync::Arc::ptr_eq(&rsa(*i), &fan.key)).expect("another"));
        let unknown = rig.peers.actor("a.localhost", "alice");
        let thief_of_unknown = unknown.rekeyed((0..4).find(|i| !std::sync::Arc::ptr_eq(&rsa(*i), &unknown.key)).expect("another"));
        let hidden = Voice::new("ten.test", "alice", rsa(0));
        for (voice, status, fetch) in [
            (&thief, 401, Fetch::Nothing),
            (&thief_of_unknown, 401, Fetch::Key("a.localhost")),
            (&hidden, 503, Fetch::Nothing),
        ] {
            let wire = voice.get(&quiet.uri, &rig.clock);
            let answer = rig.refuse(&voice.host, wire, status, fetch).await;
            assert!(!answer.text().contains(MARK));
        }
        // A signature for another statement, or another host, opens nothing.
        let open = rig.publish("For everybody", "public").await;
        let path = quiet.uri.strip_prefix(&rig.site.base).expect("ours");
        for address in [open.uri.clone(), format!("http://evil.localhost{path}")] {
            let wire = fan.get(&address, &rig.clock).set("Host", rig.site.domain.clone()).target(path);
            rig.refuse(&address, wire, 401, Fetch::Nothing).await;
        }
        assert_eq!(signed(rig, &fan, &quiet.uri).await.status, 200);
    }

    async fn mod_08_closed_means_closed(rig) {
        let friend = rig.follower("fan.localhost", "fan").await;
        let stranger = rig.peers.actor("a.localhost", "alice");
        let open = rig.publish("For everybody", "public").await;
        rig.settle().await;
        rig.write(|c| sofra_domain::node::actions::set_federation(c, sofra_domain::node::Federation::Closed)).await;
        rig.decide("fan.localhost", Policy::Allow).await;
        let hello = stranger.act("Follow", rig.org().into());
        rig.refuse("a stranger writes", rig.wire(&stranger, &hello), 403, Fetch::Nothing).await;
        let before = rig.snapshot().await;
        assert_eq!(anonymous(rig, &open.uri).await.status, 401);
        assert_eq!(signed(rig, &stranger, &open.uri).await.status, 404);
        rig.assert_untouched("strangers read", &before, Fetch::Nothing).await;
        assert_eq!(signed(rig, &friend, &open.uri).await.status, 200);
        assert_eq!(anonymous(rig, &format!("{}/actor", rig.site.base)).await.status, 200, "peers need its key");
        // Nothing goes to those who were not named either.
        let before = rig.peers.log_length();
        assert!(sofra_domain::remote::Resolver::find(&*rig.federation, &stranger.id).await.is_err());
        assert_eq!(rig.peers.log_length(), before);
    }
}
