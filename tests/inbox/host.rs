//! A network whose own node lies: what it says is believed about who belongs, and about nothing that others said. What it
//! keeps back is asked for where it was said.

use diesel::prelude::*;
use serde_json::{Value, json};
use sofra_base::clock::days;
use sofra_db::schema::notification as notification_table;
use sofra_domain::network::call;
use sofra_domain::network::model::CallState;
use sofra_domain::network::{Act, MemberState};
use sofra_domain::notification::{self, Kind};
use sofra_domain::overview::{Question, Scope, check, store as overview};
use sofra_domain::position::{Audience, Stance};
use sofra_domain::viewer::Reader;

use super::network::{act, state, voice, with_alice};
use super::peer::{Reply, Voice, number, uri};
use super::positions::stance;
use super::rig::{Rig, wait_until};

/// A network on a hostile node, to which the organisation of this node belongs; and Alice, an honest member.
struct Hostile {
    net: Voice,
    alice: Voice,
    network: sofra_domain::actor::Actor,
}

fn line(who: &str, standing: &str, coordinates: bool) -> Value {
    json!({"organisation": who, "standing": standing, "coordinates": coordinates,
        "applied": "2026-01-01T00:00:00Z", "admitted": "2026-01-02T00:00:00Z"})
}

impl Hostile {
    async fn begin(rig: &Rig) -> Self {
        let net = voice(rig, "evil.localhost", "net", "Group").await;
        let alice = voice(rig, "a.localhost", "alice", "Organization").await;
        list_of(rig, &alice, &[]);
        let hostile = Self { network: rig.actor(&net.id).await.expect("known"), net, alice };
        hostile.says(rig, &[]).await;
        let network = hostile.network.id.clone();
        act(rig, Act::Join { network, words: String::new() }).await;
        hostile
            .says(rig, &[line(&rig.org(), "admitted", false), line(&hostile.alice.id, "admitted", true)])
            .await;
        assert_eq!(state(rig, &hostile.network, &rig.org()).await, Some(MemberState::Admitted));
        assert_eq!(state(rig, &hostile.network, &hostile.alice.id).await, Some(MemberState::Admitted));
        hostile
    }

    /// The network's node gives out a list of members, and says that it is all of them.
    async fn says(&self, rig: &Rig, lines: &[Value]) {
        let mut document = self.net.document();
        for (name, value) in [
            ("networkKind", json!("global")),
            ("foundingText", json!({"en": "Come in."})),
            ("memberList", json!(lines).to_string().into()),
            ("memberListComplete", true.into()),
        ] {
            document[name] = value;
        }
        rig.peers.publish(&document);
        rig.take(&self.net, &self.net.act("Update", self.net.id.clone().into())).await;
    }

    async fn announces(&self, rig: &Rig, by: &Voice, verb: &str, object: Value) -> String {
        let mut inner = by.act(verb, object);
        inner["id"] = format!("http://{}/activities/{}", by.host, number()).into();
        rig.take(&self.net, &self.net.act("Announce", inner)).await
    }

    async fn totals(&self, rig: &Rig) -> sofra_domain::overview::Stances {
        let (id, now) = (self.network.id.clone(), rig.clock.now());
        rig.read(move |c| {
            let found = check::compare(c)?;
            assert_eq!(found.wrong, 0, "{:?}", found.examples);
            let question = Question::all(Scope::Members(id));
            Ok(overview::view(c, now, question, &Reader::Anyone)?.totals)
        })
        .await
    }
}

/// A position told to the network alone.
fn told(by: &Voice, network: &Voice, n: &str, kind: &str, updated: &str) -> Value {
    let mut note = stance(by, n, kind, updated);
    note["to"] = json!([network.id]);
    note["audience"] = json!([network.id]);
    note
}

/// What somebody's own outbox lists.
fn list_of(rig: &Rig, by: &Voice, objects: &[&Value]) {
    let outbox = format!("{}/outbox", by.id);
    let items: Vec<Value> = objects
        .iter()
        .map(|object| {
            json!({"id": format!("http://{}/activities/of-{}", by.host, object["id"].as_str().unwrap().len()),
                "type": "Create", "actor": by.id, "object": object})
        })
        .collect();
    rig.peers.publish(&json!({
        "id": outbox, "type": "OrderedCollection", "totalItems": items.len(), "first": format!("{outbox}?page=true")
    }));
    let page = json!({
        "id": format!("{outbox}?page=true"), "type": "OrderedCollectionPage", "partOf": outbox, "orderedItems": items
    });
    let path = format!("{}?page=true", uri(&outbox).as_url().path());
    rig.peers.on(&by.host, &path, Reply::activity(&page));
}

fn id(document: &Value) -> String {
    document["id"].as_str().expect("an id").to_owned()
}

attacks! {
    async fn priv_01_one_rule_says_who_reads_what_a_network_was_told(rig) {
        let (net, alice) = with_alice(rig).await;
        let (at, who, me) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
        let form = sofra_domain::position::rules::Form {
            stance: "oppose".to_owned(),
            audience: "network".to_owned(),
            ..sofra_domain::position::rules::Form::default()
        };
        let subject = "urn:sofra:agenda:istanbul-2018:R1";
        let taken = rig
            .write(move |c| {
                sofra_domain::position::actions::propose(c, &at, &who, &me, subject, &form)?;
                Ok(sofra_domain::position::store::standing(c, &me, subject)?.expect("taken"))
            })
            .await;
        rig.settle().await;
        let outbox = format!("{}/outbox?page=true", rig.org());
        let mut readers = vec![(alice.clone(), true)];
        for (host, name, kind, may) in [
            // The node of a member asks for it; nobody else of the same server does, and no other node.
            ("a.localhost", "node", "Application", true),
            ("a.localhost", "carol", "Person", false),
            ("a.localhost", "other", "Organization", false),
            ("a.localhost", "group", "Group", false),
            ("a.localhost", "robot", "Service", false),
            ("evil.localhost", "node", "Application", false),
            ("evil.localhost", "mallory", "Organization", false),
        ] {
            readers.push((voice(rig, host, name, kind).await, may));
        }
        for (reader, may) in &readers {
            let answer = rig.send(reader.get(&taken.uri, &rig.clock)).await;
            assert_eq!(answer.status, if *may { 200 } else { 404 }, "{} of {}", reader.kind, reader.host);
            let listed = rig.send(reader.get(&outbox, &rig.clock)).await;
            assert_eq!(listed.status, 200);
            assert_eq!(listed.text().contains(&taken.uri), *may, "{} of {}", reader.kind, reader.host);
        }
        // Suspended, she reads no more, nor does her node.
        let about = rig.actor_id(&alice.id).await;
        act(rig, Act::Move { network: net.id.clone(), about, removal: true, reason: "For now.".to_owned() }).await;
        for (reader, _) in &readers {
            assert_eq!(rig.send(reader.get(&taken.uri, &rig.clock)).await.status, 404, "{}", reader.id);
            let listed = rig.send(reader.get(&outbox, &rig.clock)).await;
            assert!(!listed.text().contains(&taken.uri), "{}", reader.id);
        }
    }

    async fn org_24_what_a_network_keeps_back_is_asked_for_where_it_was_said(rig) {
        let hostile = Hostile::begin(rig).await;
        let note = told(&hostile.alice, &hostile.net, "kept-back", "oppose", "2026-02-01T00:00:00Z");
        rig.peers.publish(&note);
        list_of(rig, &hostile.alice, &[&note]);
        // Nothing of it is announced. A day later its author is asked.
        rig.advance(days(1)).await;
        wait_until("the author was asked", || async { rig.position(&id(&note)).await.is_some() }).await;
        let found = rig.position(&id(&note)).await.expect("there");
        assert_eq!((found.stance, found.audience), (Stance::Oppose, Audience::Network));
        assert_eq!(hostile.totals(rig).await.oppose, 1);
        // Nor is it told that it was taken back: its author's node says so.
        rig.peers.on(&hostile.alice.host, uri(&id(&note)).as_url().path(), Reply::status(410));
        list_of(rig, &hostile.alice, &[]);
        rig.advance(days(2)).await;
        wait_until("the withdrawal was seen", || async {
            rig.position(&id(&note)).await.is_some_and(|found| found.state == sofra_domain::position::State::Withdrawn)
        })
        .await;
        assert_eq!(hostile.totals(rig).await.all(), 0);
        // An outbox says nothing in the name of others.
        let stranger = voice(rig, "b.localhost", "bob", "Organization").await;
        let forged = told(&stranger, &hostile.net, "forged", "support", "2026-02-01T00:00:00Z");
        list_of(rig, &hostile.alice, &[&forged]);
        rig.advance(days(2)).await;
        rig.settle().await;
        assert!(rig.position(&id(&forged)).await.is_none());
    }

    async fn org_24_what_a_network_alters_is_taken_as_its_author_said_it(rig) {
        let hostile = Hostile::begin(rig).await;
        let alice = &hostile.alice;
        let note = told(alice, &hostile.net, "1", "oppose", "2026-03-01T00:00:00Z");
        rig.peers.publish(&note);
        let mut altered = note.clone();
        altered["stance"] = "support".into();
        altered["reasons"] = json!({"en": "We are for it."});
        assert_eq!(hostile.announces(rig, alice, "Create", altered.clone()).await, "new position");
        let found = rig.position(&id(&note)).await.expect("there");
        assert_eq!(found.stance, Stance::Oppose, "as it stands at its source");
        // Also when it says that it was changed since, and when an older word is passed on again.
        altered["updated"] = "2026-04-01T00:00:00Z".into();
        assert_eq!(hostile.announces(rig, alice, "Update", altered).await, "known");
        let older = told(alice, &hostile.net, "1", "support", "2026-02-01T00:00:00Z");
        assert_eq!(hostile.announces(rig, alice, "Create", older).await, "known");
        assert_eq!(rig.position(&id(&note)).await.expect("there").stance, Stance::Oppose);
        // What its source does not have was never said; what it still has was not taken back.
        let invented = told(alice, &hostile.net, "never", "support", "2026-02-01T00:00:00Z");
        assert_eq!(hostile.announces(rig, alice, "Create", invented.clone()).await, "absent");
        assert!(rig.position(&id(&invented)).await.is_none());
        let delete = json!({"id": note["id"], "type": "Tombstone"});
        assert_eq!(hostile.announces(rig, alice, "Delete", delete).await, "still there");
        assert_eq!(hostile.totals(rig).await.oppose, 1);
    }

    async fn org_24_who_does_not_belong_is_not_heard_through_a_network(rig) {
        let hostile = Hostile::begin(rig).await;
        let bob = voice(rig, "b.localhost", "bob", "Organization").await;
        let note = told(&bob, &hostile.net, "1", "support", "2026-02-01T00:00:00Z");
        rig.peers.publish(&note);
        assert_eq!(hostile.announces(rig, &bob, "Create", note.clone()).await, "not of a member");
        assert!(rig.position(&id(&note)).await.is_none());
        // It may say that he belongs: who belongs is what it decides. Then his word counts, and only his own.
        let lines = [
            line(&rig.org(), "admitted", false),
            line(&hostile.alice.id, "admitted", true),
            line(&bob.id, "admitted", false),
        ];
        hostile.says(rig, &lines).await;
        assert_eq!(state(rig, &hostile.network, &bob.id).await, Some(MemberState::Admitted));
        assert_eq!(hostile.announces(rig, &bob, "Create", note.clone()).await, "new position");
        // Only now: the node asks whoever belongs by itself, and would have found it there before it was passed on.
        list_of(rig, &bob, &[&note]);
        assert_eq!(hostile.totals(rig).await.support, 1);
    }

    async fn a_word_that_overtakes_the_news_that_its_author_belongs_is_not_lost(rig) {
        let hostile = Hostile::begin(rig).await;
        let bob = voice(rig, "b.localhost", "bob", "Organization").await;
        list_of(rig, &bob, &[]);
        let note = told(&bob, &hostile.net, "1", "support", "2026-02-01T00:00:00Z");
        rig.peers.publish(&note);
        // The network's document says already that he belongs; the word of it is still on its way.
        let mut document = hostile.net.document();
        let lines = [line(&rig.org(), "admitted", false), line(&bob.id, "admitted", false)];
        for (name, value) in [
            ("networkKind", json!("global")),
            ("memberList", json!(lines).to_string().into()),
            ("memberListComplete", true.into()),
        ] {
            document[name] = value;
        }
        rig.peers.publish(&document);
        assert_eq!(hostile.announces(rig, &bob, "Create", note).await, "new position");
    }

    async fn whom_a_network_drops_counts_there_no_more_and_our_own_is_told(rig) {
        let hostile = Hostile::begin(rig).await;
        let public = stance(&hostile.alice, "1", "support", "2026-02-01T00:00:00Z");
        rig.peers.publish(&public);
        assert_eq!(hostile.announces(rig, &hostile.alice, "Create", public.clone()).await, "new position");
        assert_eq!(hostile.totals(rig).await.support, 1);
        hostile.says(rig, &[line(&rig.org(), "admitted", false)]).await;
        assert_eq!(state(rig, &hostile.network, &hostile.alice.id).await, None);
        assert_eq!(hostile.totals(rig).await.all(), 0, "not in this network's figures");
        assert!(rig.position(&id(&public)).await.is_some(), "what she said stays said");
        hostile.says(rig, &[line(&hostile.alice.id, "admitted", true)]).await;
        assert_eq!(state(rig, &hostile.network, &rig.org()).await, Some(MemberState::Left));
        let who = rig.who.clone();
        let heard = rig.read(move |c| notification::store::page(c, &who, None, 50)).await;
        assert!(heard.iter().any(|one| one.kind == Kind::NetworkChanged), "its officers hear of it");
        // It does not come back in without having asked.
        hostile.says(rig, &[line(&rig.org(), "admitted", false)]).await;
        assert_eq!(state(rig, &hostile.network, &rig.org()).await, Some(MemberState::Left));
    }

    async fn a_call_that_is_changed_after_it_was_asked_is_seen_to_be(rig) {
        let hostile = Hostile::begin(rig).await;
        let alice = &hostile.alice;
        let call_of = |title: &str, updated: &str| {
            json!({
                "id": "http://a.localhost/calls/1", "type": "Article", "attributedTo": alice.id,
                "to": [hostile.net.id], "audience": [hostile.net.id], "authenticLanguage": "en",
                "nameMap": {"en": title}, "contentMap": {"en": "<p>What do you think?</p>"},
                "published": "2026-02-01T00:00:00Z", "updated": updated, "endTime": "2099-01-01T00:00:00Z",
                "callState": "open",
                "callSubjects": [{"subject": "urn:sofra:agenda:istanbul-2018:R1", "subjectHash": "0".repeat(64)}]
            })
        };
        let first = call_of("Before the Forum", "2026-02-01T00:00:00Z");
        rig.peers.publish(&first);
        assert_eq!(hostile.announces(rig, alice, "Create", first.clone()).await, "call");
        let known = || rig.read(|c| Ok(call::store::by_uri(c, "http://a.localhost/calls/1")?.expect("asked")));
        assert!(!known().await.is_changed());
        // The network cannot change it.
        let forged = call_of("Do you agree with us?", "2026-03-01T00:00:00Z");
        assert_eq!(hostile.announces(rig, alice, "Update", forged.clone()).await, "known");
        assert!(!known().await.is_changed());
        // Who asked can; whoever was asked hears of it, and it is seen for good.
        let before = heard(rig).await;
        rig.write(|c| {
            let seen = sofra_base::clock::Timestamp(1);
            Ok(diesel::update(notification_table::table).set(notification_table::seen_at.eq(seen)).execute(c)?)
        })
        .await;
        rig.peers.publish(&forged);
        assert_eq!(hostile.announces(rig, alice, "Update", forged).await, "call");
        let changed = known().await;
        assert!(changed.is_changed() && changed.state == CallState::Open);
        assert_eq!(heard(rig).await, before + 1);
        // Another coordinator's call, or one of nobody's, is none.
        let mut stolen = first;
        stolen["id"] = "http://a.localhost/calls/2".into();
        stolen["attributedTo"] = hostile.net.id.clone().into();
        rig.peers.publish(&stolen);
        assert_ne!(hostile.announces(rig, alice, "Create", stolen).await, "call");
    }
}

/// How often officers were told that something is asked of them.
async fn heard(rig: &Rig) -> usize {
    let who = rig.who.clone();
    let all = rig.read(move |c| notification::store::page(c, &who, None, 50)).await;
    all.iter().filter(|one| one.kind == Kind::CallAsked).count()
}
