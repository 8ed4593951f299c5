//! Integrity proofs (FEP-8b32): what we sign, what we believe of others, and keys that change.

use serde_json::{Value, json};
use sofra_base::clock::{Timestamp, hours, minutes};
use sofra_domain::actor::actions::Keys;
use sofra_domain::proof::model::{ObjectProof, Trace};
use sofra_domain::proof::{self, Claimed, Fault, Prover, Status};
use sofra_domain::statement::Statement;
use sofra_federation::budget::FetchBudget;
use sofra_federation::guard::{Embedded, Object, shape};
use sofra_federation::key::{Ed25519Key, PublicKey};
use sofra_federation::resolve::Failure;
use sofra_federation::uri::UriPolicy;

use super::peer::{Voice, ed25519, number};
use super::rig::{Rig, wait_until};
use super::wire::Wire;

/// An actor of the peer that signs what it says.
struct Signer {
    voice: Voice,
    keys: Vec<(String, Ed25519Key)>,
    successions: Vec<Option<Value>>,
}

impl Signer {
    fn new(voice: Voice) -> Self {
        let id = format!("{}#ed25519-key", voice.id);
        Self { voice, keys: vec![(id, ed25519())], successions: vec![None] }
    }

    fn prover(&self, n: usize) -> Prover {
        let (id, key) = &self.keys[n];
        let key = Ed25519Key::from_pkcs8(&key.to_pkcs8().expect("a key")).expect("a key");
        Prover::new(id.clone(), key, Timestamp(0))
    }

    /// A new key, with or without a word of the one before.
    fn rotate(&mut self, now: Timestamp, traced: bool) {
        let id = format!("{}#ed25519-key-{}", self.voice.id, self.keys.len() + 1);
        let key = ed25519();
        let last = self.prover(self.keys.len() - 1);
        let word = proof::chain::succession(&self.voice.id, &last, &id, &key.public_multikey(), now);
        self.successions.push(traced.then(|| word.expect("signed")));
        self.keys.push((id, key));
    }

    fn entry(&self, n: usize) -> Value {
        let (id, key) = &self.keys[n];
        let succession = self.successions[n].clone();
        proof::Entry { id: id.clone(), public_key: key.public_multikey(), succession }.to_json(&self.voice.id)
    }

    fn document(&self) -> Value {
        let last = self.keys.len() - 1;
        let mut document = self.voice.document();
        document["assertionMethod"] = json!([self.entry(last)]);
        document["formerKeys"] = (0..last).map(|n| self.entry(n)).collect();
        document
    }

    fn publish(&self, rig: &Rig) {
        rig.peers.publish(&self.document());
    }

    /// A signed note, with the key of this number.
    fn note_by(&self, n: usize, words: &str, now: Timestamp) -> Value {
        let mut note = self.voice.note(&format!("p{}", number()), words);
        note["@context"] = "https://www.w3.org/ns/activitystreams".into();
        note["published"] = now.to_rfc3339().into();
        self.prover(n).prove(&mut note, now).expect("signed");
        note
    }

    fn note(&self, words: &str, now: Timestamp) -> Value {
        self.note_by(self.keys.len() - 1, words, now)
    }

    async fn say(&self, rig: &Rig, note: &Value) -> Option<ObjectProof> {
        assert_eq!(rig.take(&self.voice, &self.voice.act("Create", note.clone())).await, "new");
        stored(rig, note).await
    }
}

async fn stored(rig: &Rig, note: &Value) -> Option<ObjectProof> {
    let id = note["id"].as_str().expect("an id").to_owned();
    rig.read(move |c| proof::store::find(c, &id)).await
}

/// Somebody whom the organisation follows, who signs.
async fn signer(rig: &Rig, host: &str, name: &str) -> Signer {
    let signer = Signer::new(rig.followed(host, name).await);
    signer.publish(rig);
    rig.advance(hours(2)).await;
    signer
}

/// What a group carries around: a copy of somebody else's note.
fn carried(group: &Voice, note: &Value) -> Embedded {
    let announce = group.act("Announce", note.clone());
    match shape(&announce, UriPolicy { development: true }, "we.localhost").expect("an activity").object {
        Object::Embedded(copy) => copy,
        other => panic!("not a copy: {other:?}"),
    }
}

async fn fetched(rig: &Rig, uri: &str) -> Value {
    let path = uri.strip_prefix(&rig.site.base).expect("of ours");
    let wire = Wire::get(&rig.site.domain, path).set("Accept", "application/activity+json");
    let answer = rig.send(wire).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_str(&answer.text()).expect("JSON")
}

fn key_of(actor: &Value) -> (String, PublicKey) {
    let key = &actor["assertionMethod"][0];
    let public = PublicKey::from_multikey(key["publicKeyMultibase"].as_str().expect("a key")).expect("a key");
    (key["id"].as_str().expect("an id").to_owned(), public)
}

fn assert_signed(document: &Value, actor: &Value) {
    let (id, key) = key_of(actor);
    let claimed = Claimed::read(document).expect("one proof").expect("a proof");
    assert_eq!(claimed.method(), id);
    claimed.verify(&key).expect("the signature of its author");
}

/// What the organisation sent to a follower about a statement, last.
async fn delivered(rig: &Rig, host: &str, statement: &Statement, verb: &str) -> Value {
    let is_it = |sent: &Value| {
        sent["type"] == verb && (sent["object"]["id"] == statement.uri || sent["object"] == statement.uri)
    };
    wait_until(verb, || async { rig.peers.delivered(host).iter().any(is_it) }).await;
    rig.peers.delivered(host).into_iter().rev().find(is_it).expect("delivered")
}

attacks! {
    async fn what_is_public_is_signed_by_its_author(rig) {
        let follower = rig.follower("a.localhost", "alice").await;
        let said = rig.publish("Work", "public").await;
        let actor = fetched(rig, &rig.org()).await;
        let document = fetched(rig, &said.uri).await;
        assert_signed(&document, &actor);
        assert_eq!(document["proof"]["created"], document["published"]);
        assert_eq!(fetched(rig, &said.uri).await.to_string(), document.to_string(), "the same bytes each time");
        let create = delivered(rig, &follower.host, &said, "Create").await;
        assert_eq!(create["object"], document, "the copy is the document");
        // In the outbox as well.
        let outbox = fetched(rig, &format!("{}/outbox?page=true", rig.org())).await;
        assert_eq!(outbox["orderedItems"][0]["object"], document);
        rig.advance(minutes(5)).await;
        rig.revise(&said.id, "Work, revised").await;
        let update = delivered(rig, &follower.host, &said, "Update").await;
        let revised = fetched(rig, &said.uri).await;
        assert_signed(&revised, &actor);
        assert_eq!(update["object"], revised);
        assert_eq!(revised["proof"]["created"], revised["updated"]);
        // The proof of one revision says nothing about another.
        let mut mixed = revised.clone();
        mixed["proof"] = document["proof"].clone();
        let claimed = Claimed::read(&mixed).expect("one proof").expect("a proof");
        assert_eq!(claimed.verify(&key_of(&actor).1), Err(Fault::Mismatch));
    }

    async fn priv_12_what_is_not_public_is_never_signed(rig) {
        let mut follower = rig.peers.actor("a.localhost", "circle");
        follower.kind = "Organization";
        rig.peers.introduce(&follower);
        rig.meet(&follower).await;
        rig.let_follow(&follower).await;
        for audience in ["followers", "network"] {
            let said = rig.publish(audience, audience).await;
            let create = delivered(rig, &follower.host, &said, "Create").await;
            assert!(!create.to_string().contains("proof"), "{audience}: {create}");
            let answer = rig.send(follower.get(&said.uri, &rig.clock)).await;
            assert_eq!(answer.status, 200, "{audience}");
            assert!(answer.text().contains(audience) && !answer.text().contains("proof"), "{audience}");
        }
        // What stays here is signed nowhere, and what is withdrawn no more.
        rig.publish("local", "local").await;
        let said = rig.publish("Gone soon", "public").await;
        delivered(rig, &follower.host, &said, "Create").await;
        rig.withdraw(&said.id).await;
        let delete = delivered(rig, &follower.host, &said, "Delete").await;
        assert!(!delete.to_string().contains("proof"), "{delete}");
        let signed = |value: &Value| value.to_string().contains("proofValue");
        let sent = rig.peers.delivered(&follower.host);
        let signed: Vec<&Value> = sent.iter().filter(|sent| signed(sent)).collect();
        assert!(signed.iter().all(|sent| sent["object"]["id"] == said.uri), "{signed:?}");
        let copies: i64 = rig.read(|c| {
            use diesel::prelude::*;
            Ok(sofra_db::schema::object_proof::table.count().get_result(c)?)
        }).await;
        assert_eq!(copies, 0);
    }

    async fn a_proof_of_another_node_is_checked_and_the_object_kept_as_it_came(rig) {
        let alice = signer(rig, "a.localhost", "alice").await;
        let note = alice.note("signed words", rig.clock.now());
        let row = alice.say(rig, &note).await.expect("checked");
        assert_eq!((row.status, row.key_uri.as_deref()), (Status::Verified, Some(alice.keys[0].0.as_str())));
        assert_eq!(row.object(), Some(note.clone()));
        // Without a proof there is nothing to say.
        assert_eq!(alice.say(rig, &alice.voice.note("plain", "plain words")).await, None);
        // A newer word without a proof: the old copy is no longer what its author says.
        let id = note["id"].as_str().expect("an id");
        let name = id.rsplit('/').next().expect("a name");
        let later = alice.voice.note_updated(name, "newer words", &(rig.clock.now() + hours(1)).to_rfc3339());
        rig.advance(hours(2)).await;
        assert_eq!(rig.take(&alice.voice, &alice.voice.act("Update", later)).await, "revised");
        assert_eq!(stored(rig, &note).await, None);
        // An Update without a date of its own is given one here, and its proof is still good.
        let first = alice.note("once", rig.clock.now());
        alice.say(rig, &first).await.expect("checked");
        rig.advance(minutes(1)).await;
        let mut again = first.clone();
        again["content"] = "<p>twice</p>".into();
        alice.prover(0).prove(&mut again, rig.clock.now()).expect("signed");
        assert_eq!(rig.take(&alice.voice, &alice.voice.act("Update", again.clone())).await, "revised");
        let row = stored(rig, &again).await.expect("checked");
        assert_eq!((row.status, row.object()), (Status::Verified, Some(again.clone())));
        // Withdrawn, with the copy.
        let delete = alice.voice.act("Delete", again["id"].clone());
        rig.take(&alice.voice, &delete).await;
        assert_eq!(stored(rig, &again).await, None);
    }

    async fn what_is_not_public_is_checked_but_not_kept_for_others(rig) {
        let alice = signer(rig, "a.localhost", "alice").await;
        let mut note = alice.note("for followers", rig.clock.now());
        note["to"] = json!([format!("{}/followers", alice.voice.id)]);
        alice.prover(0).prove(&mut note, rig.clock.now()).expect("signed");
        let row = alice.say(rig, &note).await.expect("checked");
        assert_eq!((row.status, row.document), (Status::Verified, None));
    }

    async fn a_wrong_proof_from_its_own_origin_is_marked(rig) {
        let alice = signer(rig, "a.localhost", "alice").await;
        let bob = signer(rig, "b.localhost", "bob").await;
        let now = rig.clock.now();
        type Change<'a> = (&'static str, Box<dyn Fn(&mut Value) + Sync + Send + 'a>);
        let cases: [Change; 4] = [
            ("a changed word", Box::new(|n| n["content"] = "<p>other words</p>".into())),
            ("another purpose", Box::new(|n| n["proof"]["proofPurpose"] = "authentication".into())),
            ("two proofs", Box::new(|n| n["proof"] = json!([n["proof"], n["proof"]]))),
            // SIG-19
            ("a key of somebody else", Box::new(|n| bob.prover(0).prove(n, now).expect("signed"))),
        ];
        for (what, change) in cases {
            let mut note = alice.note("words", now);
            change(&mut note);
            let asked = rig.peers.log().iter().filter(|l| l.host == "b.localhost").count();
            let row = alice.say(rig, &note).await.expect("checked");
            assert_eq!((row.status, row.document), (Status::Failed, None), "{what}");
            let after = rig.peers.log().iter().filter(|l| l.host == "b.localhost").count();
            assert_eq!(asked, after, "{what}: nobody else is asked");
        }
        // A kind of proof that we cannot read says nothing, neither good nor bad.
        let mut note = alice.note("words", now);
        note["proof"]["cryptosuite"] = "mldsa44-jcs-2024".into();
        assert_eq!(alice.say(rig, &note).await, None);
    }

    async fn a_key_that_replaced_another_is_followed_by_its_trace(rig) {
        let mut alice = signer(rig, "a.localhost", "alice").await;
        let early = alice.note("early words", rig.clock.now());
        assert_eq!(alice.say(rig, &early).await.map(|r| r.status), Some(Status::Verified));
        let delayed = alice.note("said before, delivered after", rig.clock.now());
        rig.advance(hours(3)).await;
        alice.rotate(rig.clock.now(), true);
        alice.publish(rig);
        // The new key is not known here: its owner is asked, once.
        let fetches = || rig.peers.log().iter().filter(|l| l.target == "/u/alice").count();
        let before = fetches();
        let note = alice.note("words with the new key", rig.clock.now());
        let row = alice.say(rig, &note).await.expect("checked");
        assert_eq!((row.status, row.key_uri.as_deref()), (Status::Verified, Some(alice.keys[1].0.as_str())));
        assert_eq!(fetches(), before + 1);
        assert_eq!(alice.say(rig, &delayed).await.map(|r| r.status), Some(Status::Verified));
        // The old key signs nothing new.
        let late = alice.note_by(0, "by whoever has the old key", rig.clock.now() + minutes(1));
        assert_eq!(alice.say(rig, &late).await.map(|r| r.status), Some(Status::Failed));
        let id = rig.actor_id(&alice.voice.id).await;
        let chain = rig.read(move |c| proof::store::chain(c, &id)).await;
        assert_eq!(chain.len(), 2);
        assert_eq!(proof::chain::check(&alice.voice.id, &chain), Ok(()));
    }

    async fn a_key_that_changed_without_a_trace_proves_nothing_until_the_host_says_so(rig) {
        let mut alice = signer(rig, "a.localhost", "alice").await;
        alice.say(rig, &alice.note("early words", rig.clock.now())).await.expect("checked");
        rig.advance(hours(3)).await;
        alice.rotate(rig.clock.now(), false);
        alice.publish(rig);
        let note = alice.note("words with a key from nowhere", rig.clock.now());
        let row = alice.say(rig, &note).await.expect("checked");
        assert_eq!((row.status, row.document), (Status::Unproven, None));
        let id = rig.actor_id(&alice.voice.id).await;
        let (whose, marked) = (id.clone(), id.clone());
        assert!(rig.read(move |c| proof::store::has_untraced_key(c, &whose)).await);
        let changed = rig.read(proof::store::changed_without_trace).await;
        assert_eq!(changed.len(), 1);
        assert_eq!((&changed[0].0.id, changed[0].1.trace), (&id, Trace::Broken));
        // A key named by one that came from nowhere is no better.
        alice.rotate(rig.clock.now(), true);
        alice.publish(rig);
        rig.advance(minutes(2)).await;
        let row = alice.say(rig, &alice.note("and on", rig.clock.now())).await.expect("checked");
        assert_eq!(row.status, Status::Unproven);
        let at = rig.at();
        rig.write(move |c| proof::actions::confirm(c, &at, None, &marked)).await;
        let row = alice.say(rig, &alice.note("confirmed", rig.clock.now())).await.expect("checked");
        assert_eq!(row.status, Status::Verified);
        let whose = id.clone();
        assert!(!rig.read(move |c| proof::store::has_untraced_key(c, &whose)).await);
        // Under the name of the old key another one is another one.
        let mut bob = signer(rig, "b.localhost", "bob").await;
        bob.say(rig, &bob.note("early words", rig.clock.now())).await.expect("checked");
        bob.keys[0].1 = ed25519();
        bob.publish(rig);
        rig.advance(hours(2)).await;
        let row = bob.say(rig, &bob.note("later words", rig.clock.now())).await.expect("checked");
        assert_eq!(row.status, Status::Unproven);
    }

    async fn org_24_a_copy_in_other_hands_is_believed_by_its_proof_alone(rig) {
        let mut alice = signer(rig, "a.localhost", "alice").await;
        let mallory = signer(rig, "evil.localhost", "mallory").await;
        let group = rig.peers.actor("b.localhost", "group");
        let believed = async |copy: Embedded| {
            let mut budget = FetchBudget::default();
            rig.federation.believable(&copy, &mut budget).await.map(|found| found.is_some())
        };
        let now = rig.clock.now();
        let good = alice.note("words", now);
        assert_eq!(believed(carried(&group, &good)).await, Ok(true));
        let log = rig.peers.log_length();
        let change = |change: &dyn Fn(&mut Value)| {
            let mut note = good.clone();
            change(&mut note);
            carried(&group, &note)
        };
        assert_eq!(believed(change(&|n| n["content"] = "<p>forged</p>".into())).await, Ok(false));
        assert_eq!(believed(change(&|n| drop(n.as_object_mut().map(|o| o.remove("proof"))))).await, Ok(false));
        assert_eq!(believed(change(&|n| n["attributedTo"] = mallory.voice.id.clone().into())).await, Ok(false));
        assert_eq!(believed(change(&|n| mallory.prover(0).prove(n, now).expect("signed"))).await, Ok(false));
        let both = json!([alice.voice.id, mallory.voice.id]);
        assert_eq!(believed(change(&|n| n["attributedTo"] = both.clone())).await, Ok(false));
        assert_eq!(believed(change(&|n| {
            n["to"] = json!([format!("{}/followers", alice.voice.id)]);
            alice.prover(0).prove(n, now).expect("signed");
        })).await, Ok(false));
        assert_eq!(believed(change(&|n| n["id"] = format!("{}/statements/x", rig.site.base).into())).await, Ok(false));
        assert_eq!(rig.peers.log_length(), log, "nobody was asked for any of it");
        // A key of before may have been stolen since: a copy by it is asked for at its origin.
        rig.advance(hours(3)).await;
        alice.rotate(rig.clock.now(), true);
        alice.publish(rig);
        let newer = alice.note("newer words", rig.clock.now());
        assert_eq!(believed(carried(&group, &newer)).await, Ok(true));
        assert_eq!(believed(carried(&group, &good)).await, Ok(false));
        rig.decide("a.localhost", sofra_domain::peer::Policy::Suspend).await;
        assert_eq!(believed(carried(&group, &newer)).await, Err(Failure::Policy));
    }

    async fn new_keys_of_ours_leave_a_trace(rig) {
        let follower = rig.follower("a.localhost", "alice").await;
        let said = rig.publish("Work", "public").await;
        let create = delivered(rig, &follower.host, &said, "Create").await;
        let before = fetched(rig, &rig.org()).await;
        rig.advance(hours(1)).await;
        let keys = tokio::task::spawn_blocking(|| Keys::generate().expect("keys")).await.expect("no panic");
        let (at, id) = (rig.at(), rig.organisation.id.clone());
        rig.write(move |c| proof::actions::rotate(c, &at, None, &id, keys)).await;
        rig.advance(minutes(2)).await;
        let actor = fetched(rig, &rig.org()).await;
        assert_ne!(actor["publicKey"]["id"], before["publicKey"]["id"]);
        assert_ne!(actor["publicKey"]["publicKeyPem"], before["publicKey"]["publicKeyPem"]);
        assert_eq!(actor["assertionMethod"].as_array().map(Vec::len), Some(1), "the old key signs no more");
        assert_eq!(actor["formerKeys"], before["assertionMethod"]);
        let chain: Vec<proof::Entry> = [&actor["formerKeys"][0], &actor["assertionMethod"][0]]
            .into_iter()
            .map(|entry| proof::Entry::read(entry, &rig.org()).expect("an entry"))
            .collect();
        assert_eq!(proof::chain::check(&rig.org(), &chain), Ok(()));
        // What is given out is signed anew; the old proof still belongs to the old key.
        let document = fetched(rig, &said.uri).await;
        assert_signed(&document, &actor);
        assert_eq!(document["proof"]["created"], actor["assertionMethod"][0]["succession"]["created"]);
        assert_signed(&create["object"], &before);
        let sent = |verb: &'static str| {
            rig.peers.log().into_iter().rev().find(|l| l.host == "a.localhost" && l.verb() == verb)
        };
        wait_until("the new keys are told", || async { sent("Update").is_some() }).await;
        let told = sent("Update").expect("told");
        assert_eq!(told.json()["object"]["assertionMethod"], actor["assertionMethod"]);
        assert!(told.headers["signature"].contains("main-key-2"), "requests are signed with the new key");
        // A second time, from the second to the third.
        let keys = tokio::task::spawn_blocking(|| Keys::generate().expect("keys")).await.expect("no panic");
        let (at, id) = (rig.at(), rig.organisation.id.clone());
        rig.write(move |c| proof::actions::rotate(c, &at, None, &id, keys)).await;
        let actor = fetched(rig, &rig.org()).await;
        assert_eq!(actor["formerKeys"].as_array().map(Vec::len), Some(2));
        let id = rig.organisation.id.clone();
        let chain = rig.read(move |c| proof::store::chain(c, &id)).await;
        assert_eq!(proof::chain::check(&rig.org(), &chain), Ok(()));
        assert_signed(&fetched(rig, &said.uri).await, &actor);
        // A remote actor gets no keys from us.
        let theirs = rig.actor_id(&follower.id).await;
        let keys = tokio::task::spawn_blocking(|| Keys::generate().expect("keys")).await.expect("no panic");
        let at = rig.at();
        let refused = rig.db.write(move |c| proof::actions::rotate(c, &at, None, &theirs, keys)).await;
        assert!(matches!(refused, Err(sofra_domain::Error::NotFound)));
    }
}
