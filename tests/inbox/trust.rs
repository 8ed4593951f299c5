//! Vouches and moves, said by strangers: who may offer, answer, take back; what is believed, and how often it is asked.

use serde_json::{Value, json};
use sofra_base::clock::days;
use sofra_domain::actor::ActorId;
use sofra_domain::vouch::rules::{Form, Standing};
use sofra_domain::vouch::{self, Vouch, VouchState};
use sofra_domain::{Error, follow, moving};

use super::peer::{Reply, Voice, number, rsa};
use super::rig::{PATIENCE, Rig};
use crate::support::{wait_for, wait_until};

/// An organisation of the peer, with what its document says beyond the usual.
async fn organisation(rig: &Rig, host: &str, name: &str, more: Value) -> Voice {
    let mut voice = Voice::new(host, name, rsa(usize::try_from(number()).unwrap_or(0)));
    voice.kind = "Organization";
    rig.peers.introduce(&voice);
    publish(rig, &voice, more);
    rig.meet(&voice).await;
    voice
}

fn publish(rig: &Rig, voice: &Voice, more: Value) {
    let mut document = voice.document();
    for (name, value) in more.as_object().expect("an object") {
        document[name] = value.clone();
    }
    rig.peers.publish(&document);
}

fn relationship(voucher: &Voice, vouched: &str, n: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": format!("http://{}/vouches/{n}", voucher.host),
        "type": "Relationship",
        "attributedTo": voucher.id,
        "subject": voucher.id,
        "relationship": "urn:sofra:ns#vouchesFor",
        "object": vouched,
        "content": "We know them.",
        "published": "2026-01-01T00:00:00Z"
    })
}

fn offer(rig: &Rig, voucher: &Voice, n: &str) -> Value {
    voucher.act("Offer", relationship(voucher, &rig.org(), n))
}

async fn had(rig: &Rig) -> Vec<Vouch> {
    let me = rig.organisation.id.clone();
    rig.read(move |c| vouch::store::of(c, &me)).await.1.into_iter().map(|(vouch, _)| vouch).collect()
}

async fn standing(rig: &Rig, id: &ActorId) -> Standing {
    let (id, now) = (id.clone(), rig.clock.now());
    rig.read(move |c| vouch::store::standing(c, &id, now)).await.0
}

async fn trust(rig: &Rig, voice: &Voice) {
    let (at, id) = (rig.at(), rig.actor_id(&voice.id).await);
    rig.write(move |c| vouch::actions::trust(c, &at, None, &id, Some("We have met."))).await;
}

async fn refresh(rig: &Rig, voice: &Voice) {
    let update = voice.act("Update", voice.id.clone().into());
    assert_eq!(rig.take(voice, &update).await, "actor refreshed");
}

fn asked(rig: &Rig, host: &str, path: &str) -> usize {
    rig.peers.log().iter().filter(|l| l.host == host && l.target == path).count()
}

attacks! {
    async fn org_13_an_offer_in_somebody_elses_name(rig) {
        let alice = organisation(rig, "a.localhost", "alice", json!({})).await;
        let mallory = organisation(rig, "evil.localhost", "mallory", json!({})).await;
        let bob = organisation(rig, "a.localhost", "bob", json!({})).await;
        // Of another origin, of another on the same origin, with another as its subject.
        let forged = mallory.act("Offer", relationship(&alice, &rig.org(), "1"));
        assert_eq!(rig.take(&mallory, &forged).await, "not-the-author");
        let forged = bob.act("Offer", relationship(&alice, &rig.org(), "2"));
        assert_eq!(rig.take(&bob, &forged).await, "not-the-author");
        let mut own = relationship(&mallory, &rig.org(), "3");
        own["subject"] = alice.id.clone().into();
        assert_eq!(rig.take(&mallory, &mallory.act("Offer", own)).await, "ignored");
        assert!(had(rig).await.is_empty());
    }

    async fn an_offer_undone_before_it_comes(rig) {
        let alice = organisation(rig, "a.localhost", "alice", json!({})).await;
        let offer = offer(rig, &alice, "1");
        let undo = alice.undo(&json!({"id": offer["id"], "type": "Offer", "actor": alice.id}));
        rig.take(&alice, &undo).await;
        rig.take(&alice, &offer).await;
        assert!(had(rig).await.is_empty(), "what was taken back does not come to life later");
    }

    async fn org_11_only_the_voucher_takes_it_back(rig) {
        let alice = organisation(rig, "a.localhost", "alice", json!({})).await;
        let bob = organisation(rig, "a.localhost", "bob", json!({})).await;
        let mallory = organisation(rig, "evil.localhost", "mallory", json!({})).await;
        let offer = offer(rig, &alice, "1");
        assert_eq!(rig.take(&alice, &offer).await, "vouch offered");
        // The same once more changes nothing.
        let mut again = offer.clone();
        again["id"] = format!("{}x", offer["id"].as_str().expect("an id")).into();
        rig.take(&alice, &again).await;
        assert_eq!(had(rig).await.len(), 1);
        for other in [&bob, &mallory] {
            rig.take(other, &other.undo(&json!({"id": offer["id"], "type": "Offer", "actor": alice.id}))).await;
            assert_eq!(had(rig).await[0].state, VouchState::Offered);
        }
        rig.take(&alice, &alice.undo(&json!({"id": offer["id"], "type": "Offer", "actor": alice.id}))).await;
        assert!(had(rig).await.is_empty());
    }

    async fn org_14_only_the_one_who_was_asked_answers(rig) {
        let alice = organisation(rig, "a.localhost", "alice", json!({})).await;
        let bob = organisation(rig, "a.localhost", "bob", json!({})).await;
        let (at, who, me, target) =
            (rig.at(), rig.who.clone(), rig.organisation.id.clone(), rig.actor_id(&alice.id).await);
        let form = Form { reason: "We know them.".into(), until: String::new() };
        let given = rig.write(move |c| vouch::actions::offer(c, &at, &who, &me, &target, &form)).await;
        let sent = wait_for("the offer at the peer", PATIENCE, || async {
            rig.peers.delivered("a.localhost").into_iter().find(|a| a["type"] == "Offer")
        })
        .await;
        assert_eq!(sent["object"]["type"], "Relationship");
        let state = || async {
            let id = given.id.clone();
            rig.read(move |c| vouch::store::get(c, &id)).await.state
        };
        assert_eq!(rig.take(&bob, &bob.act("Accept", sent.clone())).await, "ignored");
        assert_eq!(state().await, VouchState::Offered);
        assert_eq!(rig.take(&alice, &alice.act("Accept", sent["id"].clone())).await, "vouch accepted");
        assert_eq!(state().await, VouchState::Accepted);
        // The relationship stands at its own address now, and no longer once it is given up.
        let id = given.uri.clone();
        let answer = rig.send(alice.get(&id, &rig.clock)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(rig.take(&alice, &alice.act("Reject", sent.clone())).await, "vouch refused");
        assert_eq!(state().await, VouchState::Declined);
        assert_eq!(rig.send(alice.get(&id, &rig.clock)).await.status, 410);
        // An acceptance that comes late does not revive it.
        rig.take(&alice, &alice.act("Accept", sent)).await;
        assert_eq!(state().await, VouchState::Declined);
    }

    async fn mod_10_a_flood_of_offers(rig) {
        for n in 0..14 {
            let voucher = organisation(rig, "evil.localhost", &format!("m{n}"), json!({})).await;
            rig.take(&voucher, &offer(rig, &voucher, &format!("v{n}"))).await;
        }
        assert_eq!(had(rig).await.len(), 10, "one host has ten offers open at most");
        let alice = organisation(rig, "a.localhost", "alice", json!({})).await;
        assert_eq!(rig.take(&alice, &offer(rig, &alice, "1")).await, "vouch offered", "others are heard");
    }

    async fn org_13_a_claim_counts_only_as_its_voucher_says(rig) {
        let alice = organisation(rig, "a.localhost", "alice", json!({})).await;
        trust(rig, &alice).await;
        // Bob claims a vouch of Alice; Alice's node knows nothing of it.
        let claimed = "http://a.localhost/vouches/1";
        let bob = organisation(rig, "b.localhost", "bob", json!({"vouches": [claimed]})).await;
        wait_until("the voucher was asked", PATIENCE, || async { asked(rig, "a.localhost", "/vouches/1") == 1 }).await;
        rig.settle().await;
        let id = rig.actor_id(&bob.id).await;
        assert_eq!(standing(rig, &id).await, Standing::Unverified);
        // A vouch of Alice for somebody else is none for Bob; nor is one on Bob's own node in Alice's name.
        rig.peers.publish(&relationship(&alice, "http://b.localhost/u/carol", "2"));
        let mut own = relationship(&alice, &bob.id, "3");
        own["id"] = "http://b.localhost/vouches/3".into();
        rig.peers.publish(&own);
        publish(rig, &bob, json!({"vouches": ["http://a.localhost/vouches/2", "http://b.localhost/vouches/3"]}));
        refresh(rig, &bob).await;
        wait_until("both were asked", PATIENCE, || async {
            asked(rig, "a.localhost", "/vouches/2") == 1 && asked(rig, "b.localhost", "/vouches/3") == 1
        })
        .await;
        rig.settle().await;
        assert_eq!(standing(rig, &id).await, Standing::Unverified);
        // A real one counts, until Alice's node says that it is gone.
        rig.peers.publish(&relationship(&alice, &bob.id, "4"));
        publish(rig, &bob, json!({"vouches": ["http://a.localhost/vouches/4"]}));
        refresh(rig, &bob).await;
        wait_until("vouched for", PATIENCE, || async {
            matches!(standing(rig, &id).await, Standing::Vouched { by: 1, .. })
        })
        .await;
        rig.peers.on("a.localhost", "/vouches/4", Reply::status(410));
        rig.advance(days(8)).await;
        wait_until("asked again within a week, and gone", PATIENCE, || async {
            standing(rig, &id).await == Standing::Unverified
        })
        .await;
    }

    async fn a_ring_of_strangers_stays_unverified_and_costs_little(rig) {
        // Each of ten strangers of one host is vouched for by all the others, and lists a victim's addresses as well.
        let name = |n: usize| format!("s{n}");
        let all: Vec<Voice> = (0..10)
            .map(|n| {
                let mut voice = Voice::new("evil.localhost", &name(n), rsa(n));
                voice.kind = "Organization";
                voice
            })
            .collect();
        for (n, voice) in all.iter().enumerate() {
            rig.peers.introduce(voice);
            let mut claims = Vec::new();
            for (m, other) in all.iter().enumerate().filter(|(m, _)| *m != n) {
                let document = relationship(other, &voice.id, &format!("{m}-{n}"));
                claims.push(document["id"].clone());
                rig.peers.publish(&document);
            }
            claims.extend((0..40).map(|v| json!(format!("http://b.localhost/victim/{n}/{v}"))));
            publish(rig, voice, json!({"vouches": claims}));
        }
        for voice in &all {
            rig.meet(voice).await;
        }
        wait_until("some were asked", PATIENCE, || async { asked(rig, "evil.localhost", "/vouches/1-0") == 1 }).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let victim = rig.peers.log().iter().filter(|l| l.host == "b.localhost").count();
        let own = rig.peers.log().iter().filter(|l| l.target.starts_with("/vouches/")).count();
        assert!(victim + own <= 60, "{victim} + {own} requests within an hour for all claims of one host");
        for voice in &all {
            let id = rig.actor_id(&voice.id).await;
            assert_eq!(standing(rig, &id).await, Standing::Unverified);
        }
    }

    async fn org_23_moves_that_do_not_count(rig) {
        let new = organisation(rig, "b.localhost", "new", json!({})).await;
        let old = rig.followed("a.localhost", "old").await;
        let followed = |who: String| async move {
            rig.follow_between(&rig.org(), &who).await.is_some()
        };
        let moves = |by: &Voice, object: &str, target: &str| {
            let mut activity = by.act("Move", object.into());
            activity["target"] = target.into();
            activity
        };
        // Nobody moves anybody else.
        let mallory = rig.known("evil.localhost", "mallory").await;
        assert_eq!(rig.take(&mallory, &moves(&mallory, &old.id, &mallory.id)).await, "not-the-author");
        // Neither end says so; then the old one only; then the new one only.
        let says = json!({"movedTo": new.id});
        let names = json!({"alsoKnownAs": [old.id]});
        assert_ne!(rig.take(&old, &moves(&old, &old.id, &new.id)).await, "moved");
        publish(rig, &old, says.clone());
        assert_eq!(rig.take(&old, &moves(&old, &old.id, &new.id)).await, "move-not-named");
        publish(rig, &old, json!({}));
        publish(rig, &new, names.clone());
        assert_eq!(rig.take(&old, &moves(&old, &old.id, &new.id)).await, "move-not-said");
        assert!(followed(old.id.clone()).await && !followed(new.id.clone()).await);
        // Onwards: the new one has moved itself.
        publish(rig, &old, says.clone());
        publish(rig, &new, json!({"alsoKnownAs": [old.id], "movedTo": mallory.id}));
        refresh(rig, &new).await;
        assert_ne!(rig.take(&old, &moves(&old, &old.id, &new.id)).await, "moved");
        assert!(followed(old.id.clone()).await);
        // Both say so.
        publish(rig, &new, names);
        refresh(rig, &new).await;
        assert_eq!(rig.take(&old, &moves(&old, &old.id, &new.id)).await, "moved");
        assert!(!followed(old.id.clone()).await && followed(new.id.clone()).await);
        let asked = rig.follow_between(&rig.org(), &new.id).await.expect("asked");
        assert_eq!(asked.state, follow::FollowState::Requested);
        // Again at once, elsewhere: too soon, and not even worth a question.
        publish(rig, &old, json!({"movedTo": mallory.id}));
        let before = rig.peers.log_length();
        assert_eq!(rig.take(&old, &moves(&old, &old.id, &mallory.id)).await, "ignored");
        let fetched = rig.peers.log()[before..].iter().filter(|l| l.host == "evil.localhost").count();
        assert_eq!(fetched, 0);
        // And back again: never in a circle.
        assert_ne!(rig.take(&new, &moves(&new, &new.id, &old.id)).await, "moved");
        let id = rig.actor_id(&old.id).await;
        let known = rig.read(move |c| moving::store::of(c, &id)).await.expect("moved");
        assert_eq!(known.target_uri, new.id);
    }

    async fn a_vouch_is_for_organisations_and_decided_by_officers(rig) {
        let person = rig.known("a.localhost", "person").await;
        let (at, who, me, target) =
            (rig.at(), rig.who.clone(), rig.organisation.id.clone(), rig.actor_id(&person.id).await);
        let form = Form { reason: "We know them.".into(), until: String::new() };
        let refused = rig.db.write(move |c| vouch::actions::offer(c, &at, &who, &me, &target, &form)).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        rig.take(&person, &person.act("Offer", relationship(&person, &rig.org(), "1"))).await;
        assert!(had(rig).await.is_empty());
    }
}
