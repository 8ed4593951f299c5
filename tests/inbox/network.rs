//! Acts in a network, said by those who may not; what a network may say about others; and what it passes on.

use serde_json::{Value, json};
use sofra_domain::Error;
use sofra_domain::actor::{self, Actor};
use sofra_domain::network::membership::actions::{hosted, takes_relay};
use sofra_domain::network::rules::{FoundingForm, RELAYS};
use sofra_domain::network::{self, Act, MemberState};

use super::peer::{Voice, number, rsa};
use super::rig::Rig;

pub(super) async fn voice(rig: &Rig, host: &str, name: &str, kind: &'static str) -> Voice {
    let mut voice = Voice::new(host, name, rsa(usize::try_from(number()).unwrap_or(0)));
    voice.kind = kind;
    rig.peers.introduce(&voice);
    rig.peers.publish(&voice.document());
    rig.meet(&voice).await;
    voice
}

async fn found(rig: &Rig) -> Actor {
    let form = FoundingForm {
        username: "east".to_owned(),
        kind: "regional".to_owned(),
        parent: String::new(),
        texts: vec![("en".to_owned(), "East".to_owned(), "We speak for ourselves.".to_owned())],
    };
    act(rig, Act::Found { founding: Box::new(network::rules::check(&form).expect("sound")) }).await;
    rig.read(|c| actor::store::local_by_username(c, "east")).await.expect("founded")
}

pub(super) async fn act(rig: &Rig, act: Act) {
    let (at, who, me) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
    rig.write(move |c| network::actions::propose(c, &at, &who, &me, &act)).await;
}

pub(super) async fn state(rig: &Rig, network: &Actor, uri: &str) -> Option<MemberState> {
    let (id, uri) = (network.id.clone(), uri.to_owned());
    rig.read(move |c| {
        let Some(who) = actor::store::by_uri(c, &uri)? else { return Ok(None) };
        Ok(network::store::member(c, &id, &who.id)?.map(|row| row.state))
    })
    .await
}

fn join(voice: &Voice, network: &Actor) -> Value {
    let mut join = voice.act("Join", network.uri.clone().into());
    join["to"] = json!([network.uri]);
    join
}

fn said(voice: &Voice, network: &Actor, relation: &str, about: &str) -> Value {
    let object = json!({
        "id": format!("http://{}/said/{}", voice.host, number()),
        "type": "Relationship",
        "attributedTo": voice.id,
        "subject": voice.id,
        "relationship": relation,
        "object": about,
        "context": network.uri
    });
    voice.act("Offer", object)
}

const VOUCH: &str = "urn:sofra:ns#vouchesForMember";
const CHOICE: &str = "urn:sofra:ns#choosesCoordinator";

/// Alice belongs to the network.
pub(super) async fn with_alice(rig: &Rig) -> (Actor, Voice) {
    let net = found(rig).await;
    let alice = voice(rig, "a.localhost", "alice", "Organization").await;
    assert_eq!(rig.take(&alice, &join(&alice, &net)).await, "joined");
    assert_eq!(state(rig, &net, &alice.id).await, Some(MemberState::Applied));
    let applicant = rig.actor_id(&alice.id).await;
    act(rig, Act::Vouch { network: net.id.clone(), applicant, given: true }).await;
    assert_eq!(state(rig, &net, &alice.id).await, Some(MemberState::Admitted));
    (net, alice)
}

async fn announces(rig: &Rig, host: &str) -> Vec<Value> {
    rig.told().await;
    rig.settle().await;
    rig.peers.delivered(host).into_iter().filter(|body| body["type"] == "Announce").collect()
}

attacks! {
    async fn org_13_nobody_acts_in_a_network_for_another(rig) {
        let (net, alice) = with_alice(rig).await;
        let mallory = voice(rig, "evil.localhost", "mallory", "Organization").await;
        let person = voice(rig, "a.localhost", "carol", "Person").await;
        // A person is no organisation.
        assert_eq!(rig.take(&person, &join(&person, &net)).await, "not-an-organisation");
        rig.take(&mallory, &join(&mallory, &net)).await;
        assert_eq!(state(rig, &net, &mallory.id).await, Some(MemberState::Applied));
        // Not for oneself, not as one that only applied, not in the name of a member.
        assert_eq!(rig.take(&mallory, &said(&mallory, &net, VOUCH, &mallory.id)).await, "not-a-member");
        let mut forged = said(&mallory, &net, VOUCH, &mallory.id);
        forged["object"]["subject"] = alice.id.clone().into();
        assert_eq!(rig.take(&mallory, &forged).await, "not-the-author");
        forged["object"]["attributedTo"] = alice.id.clone().into();
        forged["id"] = format!("http://evil.localhost/activities/{}", number()).into();
        assert_eq!(rig.take(&mallory, &forged).await, "not-the-author");
        assert_eq!(rig.take(&mallory, &said(&mallory, &net, CHOICE, &mallory.id)).await, "not-a-member");
        // A member that does not coordinate suspends nobody, and nobody leaves for another.
        for by in [&mallory, &alice] {
            let mut remove = by.act("Remove", rig.org().into());
            remove["target"] = format!("{}/members", net.uri).into();
            rig.take(by, &remove).await;
        }
        assert_eq!(state(rig, &net, &rig.org()).await, Some(MemberState::Admitted));
        let mut leave = mallory.act("Leave", net.uri.clone().into());
        leave["target"] = format!("http://a.localhost/activities/{}", number()).into();
        rig.take(&mallory, &leave).await;
        assert_eq!(state(rig, &net, &alice.id).await, Some(MemberState::Admitted));
        let agenda = json!({
            "id": "http://a.localhost/agenda/1", "type": "Agenda", "attributedTo": alice.id,
            "agenda": "{\"themes\":[{\"code\":\"A\",\"title\":{\"en\":\"x\"},\"demands\":[]}]}"
        });
        let mut offer = alice.act("Offer", agenda);
        offer["target"] = net.uri.clone().into();
        assert_eq!(rig.take(&alice, &offer).await, "not-a-coordinator");
    }

    async fn acts_that_come_twice_or_in_another_order(rig) {
        let (net, alice) = with_alice(rig).await;
        let bob = voice(rig, "b.localhost", "bob", "Organization").await;
        // Left before the Join came.
        let join_of_bob = join(&bob, &net);
        let mut leave = bob.act("Leave", net.uri.clone().into());
        leave["target"] = join_of_bob["id"].clone();
        rig.take(&bob, &leave).await;
        rig.take(&bob, &join_of_bob).await;
        assert_eq!(state(rig, &net, &bob.id).await, None);
        // A newer one counts, and the old Leave, sent once more under another id, ends it not.
        rig.take(&bob, &join(&bob, &net)).await;
        leave["id"] = format!("http://b.localhost/activities/{}", number()).into();
        rig.take(&bob, &leave).await;
        assert_eq!(state(rig, &net, &bob.id).await, Some(MemberState::Applied));
        // Taken back before it came.
        let vouch = said(&alice, &net, VOUCH, &bob.id);
        let undo = alice.undo(&json!({
            "id": vouch["id"], "type": "Offer", "actor": alice.id, "target": net.uri
        }));
        rig.take(&alice, &undo).await;
        rig.take(&alice, &vouch).await;
        act(rig, Act::Vouch {
            network: net.id.clone(), applicant: rig.actor_id(&bob.id).await, given: true,
        }).await;
        assert_eq!(state(rig, &net, &bob.id).await, Some(MemberState::Applied), "one of two");
        let again = said(&alice, &net, VOUCH, &bob.id);
        assert_eq!(rig.take(&alice, &again).await, "said in a network");
        assert_eq!(state(rig, &net, &bob.id).await, Some(MemberState::Admitted));
        // Only its voucher could have taken it back.
        let stolen = bob.undo(&json!({"id": again["id"], "type": "Offer", "actor": bob.id}));
        assert_eq!(rig.take(&bob, &stolen).await, "not-the-author");
    }

    async fn org_28_no_network_makes_one_of_ours_a_member(rig) {
        let evil = voice(rig, "evil.localhost", "net", "Group").await;
        let list = json!([
            {"organisation": rig.org(), "standing": "admitted", "coordinates": true,
             "applied": "2026-01-01T00:00:00Z", "admitted": "2026-01-01T00:00:00Z"}
        ]);
        let mut document = evil.document();
        for (name, value) in [
            ("networkKind", json!("global")), ("foundingText", json!({"en": "Come in."})),
            ("memberList", list.to_string().into()), ("memberListComplete", true.into()),
        ] {
            document[name] = value;
        }
        rig.peers.publish(&document);
        rig.take(&evil, &evil.act("Update", evil.id.clone().into())).await;
        let me = rig.organisation.id.clone();
        assert!(rig.read(move |c| network::store::scopes_of(c, &me)).await.is_empty());
        // Invited only by a node that holds a member of a network to which ours belongs.
        document["memberList"] = list.to_string().replace("\"standing\":\"admitted\"", "\"standing\":\"invited\"").into();
        document["predecessor"] = "http://a.localhost/o/lost".into();
        rig.peers.publish(&document);
        rig.take(&evil, &evil.act("Update", evil.id.clone().into())).await;
        let me = rig.organisation.id.clone();
        assert!(rig.read(move |c| network::store::of_organisation(c, &me)).await.is_empty());
        // Nobody answers for it either.
        let known = rig.actor(&evil.id).await.expect("known");
        act(rig, Act::Join { network: known.id.clone(), words: String::new() }).await;
        let id = known.id.clone();
        let me = rig.organisation.id.clone();
        let row = rig.read(move |c| network::store::member(c, &id, &me)).await.expect("applied");
        let mallory = voice(rig, "evil.localhost", "mallory", "Organization").await;
        let accept = mallory.act("Accept", json!({"id": row.apply_uri, "type": "Join"}));
        assert_eq!(rig.take(&mallory, &accept).await, "not-the-author");
        let accept = evil.act("Accept", json!({"id": row.apply_uri, "type": "Join"}));
        assert_eq!(rig.take(&evil, &accept).await, "admitted");
    }

    async fn org_24_a_group_is_believed_about_nothing_that_others_said(rig) {
        let stranger = voice(rig, "evil.localhost", "net", "Group").await;
        let alice = voice(rig, "a.localhost", "alice", "Organization").await;
        let copy = alice.note("1", "what Alice never said");
        let announce = |by: &Voice| by.act("Announce", alice.act("Create", copy.clone()));
        // A group that nobody here asked to hear: nothing is fetched.
        let before = rig.peers.log_length();
        assert_eq!(rig.take(&stranger, &announce(&stranger)).await, "ignored");
        assert_eq!(rig.peers.log_length(), before);
        // One that is followed: its copy is not read, the origin is asked, and it says that there is no such thing.
        let id = rig.actor_id(&stranger.id).await;
        let (at, who, me) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
        let asked = rig.write(move |c| sofra_domain::follow::actions::request(c, &at, &who, &me, &id)).await;
        rig.take(&stranger, &stranger.act("Accept", json!({
            "id": asked.uri, "type": "Follow", "actor": rig.org(), "object": stranger.id
        }))).await;
        assert_eq!(rig.take(&stranger, &announce(&stranger)).await, "absent");
        assert!(rig.statement(copy["id"].as_str().expect("an id")).await.is_none());
        // What its origin does say is taken in, as the origin says it.
        rig.peers.publish(&alice.note("2", "her own words"));
        let mut forged = alice.note("2", "other words");
        forged["attributedTo"] = stranger.id.clone().into();
        let hint = stranger.act("Announce", stranger.act("Create", forged));
        assert_eq!(rig.take(&stranger, &hint).await, "new");
        let shown = rig.shown(&format!("http://{}/notes/2", alice.host)).await.expect("shown");
        assert!(format!("{shown:?}").contains("her own words"), "{shown:?}");
        // Boosts by people are dropped as they come.
        let carol = voice(rig, "a.localhost", "carol", "Person").await;
        assert_eq!(rig.take(&carol, &carol.act("Announce", copy["id"].clone())).await, "dropped");
    }

    async fn what_is_passed_on_is_the_members_own_byte_for_byte(rig) {
        let (net, alice) = with_alice(rig).await;
        let bob = voice(rig, "b.localhost", "bob", "Organization").await;
        rig.take(&bob, &join(&bob, &net)).await;
        rig.take(&alice, &said(&alice, &net, VOUCH, &bob.id)).await;
        act(rig, Act::Vouch {
            network: net.id.clone(), applicant: rig.actor_id(&bob.id).await, given: true,
        }).await;
        let stranger = voice(rig, "evil.localhost", "mallory", "Organization").await;
        assert!(announces(rig, "b.localhost").await.is_empty());

        let mut create = alice.act("Create", alice.note("7", "to all of us"));
        create["to"] = json!([net.uri]);
        create["object"]["to"] = json!([net.uri]);
        rig.take(&alice, &create).await;
        let passed = announces(rig, "b.localhost").await;
        assert_eq!(passed.len(), 1);
        assert_eq!((&passed[0]["actor"], &passed[0]["object"]), (&json!(net.uri), &create));
        assert!(!passed[0].to_string().contains("#Public"), "told to members alone");
        // Of a stranger, of what others said, of an Announce, of a member's own departure: nothing.
        let mut of_stranger = stranger.act("Create", stranger.note("1", "spam"));
        of_stranger["to"] = json!([net.uri]);
        rig.take(&stranger, &of_stranger).await;
        for (verb, object) in [
            ("Create", stranger.note("1", "spam")),
            ("Announce", stranger.note("1", "spam")),
            ("Announce", create.clone()),
            ("Like", json!(format!("http://{}/notes/7", alice.host))),
        ] {
            let mut activity = alice.act(verb, object);
            activity["to"] = json!([net.uri]);
            rig.deliver(&alice, &activity).await;
        }
        assert_eq!(announces(rig, "b.localhost").await.len(), 1);
        assert!(announces(rig, "evil.localhost").await.is_empty());
    }

    async fn dos_one_member_is_passed_on_so_often_and_no_more(rig) {
        let (net, alice) = with_alice(rig).await;
        let (at, by, id) = (rig.at(), rig.actor_id(&alice.id).await, net.id.clone());
        let taken = rig
            .write(move |c| {
                let hosted = hosted(c, &id)?;
                let mut taken = 0;
                for _ in 0..RELAYS + 3 {
                    taken += i32::from(takes_relay(c, &at, &hosted, &by)?);
                }
                Ok::<_, Error>(taken)
            })
            .await;
        assert_eq!(taken, RELAYS);
    }
}
