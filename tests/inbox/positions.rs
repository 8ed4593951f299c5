//! Positions of other nodes: in any order, twice, in somebody else's name, or no positions at all.

use serde_json::{Value, json};
use sofra_domain::position::store::{self, Filter};
use sofra_domain::position::{Audience, Position, Stance, State};
use sofra_domain::viewer::Reader;

use super::peer::Voice;
use super::rig::{MARK, Rig};

const R1: &str = "urn:sofra:agenda:istanbul-2018:R1";

fn hash_of(subject: &str) -> String {
    sofra_base::id::sha256_hex(subject.as_bytes())
}

/// A position of a voice, named `n`.
pub(super) fn stance(voice: &Voice, n: &str, stance: &str, updated: &str) -> Value {
    let mut note = voice.note(n, "in words");
    note["stance"] = stance.into();
    note["subject"] = R1.into();
    note["subjectHash"] = hash_of(R1).into();
    note["reasons"] = json!({"en": format!("because of {n} {updated}")});
    note["updated"] = updated.into();
    note
}

fn id(note: &Value) -> String {
    note["id"].as_str().expect("an id").to_owned()
}

impl Rig {
    pub(super) async fn position(&self, uri: &str) -> Option<Position> {
        let uri = uri.to_owned();
        self.read(move |c| store::by_uri(c, &uri)).await
    }

    /// The ids of all positions that count, as a visitor finds them.
    async fn standing(&self) -> Vec<(String, Stance)> {
        let list = self.read(|c| store::list(c, &Filter::default(), &Reader::Anyone, None, 100)).await;
        let mut found: Vec<_> =
            list.views.into_iter().map(|view| (view.position.uri, view.position.stance)).collect();
        assert_eq!(found.len() as i64, list.total);
        found.sort();
        found
    }
}

attacks! {
    async fn an_update_before_its_create_and_everything_twice(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let first = stance(&alice, "1", "support", "2026-02-01T00:00:00Z");
        let later = stance(&alice, "1", "oppose", "2026-03-01T00:00:00Z");
        assert_eq!(rig.take(&alice, &alice.act("Update", later.clone())).await, "new position");
        assert_eq!(rig.take(&alice, &alice.act("Create", first.clone())).await, "known");
        assert_eq!(rig.take(&alice, &alice.act("Update", later.clone())).await, "known");
        assert_eq!(rig.take(&alice, &alice.act("Create", later.clone())).await, "known");
        let found = rig.position(&id(&first)).await.expect("there");
        assert_eq!((found.stance, found.revision, found.state), (Stance::Oppose, 1, State::Standing));
        // In order it is a change, with what it was before.
        let changed = stance(&alice, "1", "abstain", "2026-04-01T00:00:00Z");
        assert_eq!(rig.take(&alice, &alice.act("Update", changed)).await, "position changed");
        let known = found.id.clone();
        let history = rig.read(move |c| store::history(c, &known)).await;
        assert_eq!(history.iter().map(|(r, _)| r.stance).collect::<Vec<_>>(), [Stance::Oppose, Stance::Abstain]);
    }

    async fn a_delete_before_its_create_and_after(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let early = stance(&alice, "1", "support", "2026-02-01T00:00:00Z");
        let gone = alice.act("Delete", json!({"id": early["id"], "type": "Tombstone"}));
        rig.take(&alice, &gone).await;
        assert_eq!(rig.take(&alice, &alice.act("Create", early.clone())).await, "withdrawn before");
        assert!(rig.position(&id(&early)).await.is_none());

        let mut late = stance(&alice, "2", "support", "2026-02-01T00:00:00Z");
        late["reasons"] = json!({"en": MARK});
        assert_eq!(rig.take(&alice, &alice.act("Create", late.clone())).await, "new position");
        assert_eq!(rig.take(&alice, &alice.act("Delete", late["id"].clone())).await, "withdrawn");
        assert_eq!(rig.take(&alice, &alice.act("Delete", late["id"].clone())).await, "not known");
        let newer = stance(&alice, "2", "oppose", "2026-09-01T00:00:00Z");
        assert_eq!(rig.take(&alice, &alice.act("Update", newer)).await, "withdrawn before");
        assert_eq!(rig.position(&id(&late)).await.expect("its place").state, State::Withdrawn);
        assert!(rig.standing().await.is_empty());
        let text = rig.read(super::super::dump::dump).await;
        let kept = text.lines().any(|line| line.contains(MARK) && !line.contains("inbox_item"));
        assert!(!kept, "the reasons are gone");
    }

    async fn of_two_on_one_subject_the_later_counts_in_both_orders(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let bob = rig.followed("b.localhost", "bob").await;
        for (voice, reversed) in [(&alice, false), (&bob, true)] {
            let older = stance(voice, "1", "support", "2026-02-01T00:00:00Z");
            let newer = stance(voice, "2", "oppose", "2026-03-01T00:00:00Z");
            let mut both = [older.clone(), newer.clone()];
            if reversed {
                both.reverse();
            }
            for note in both {
                assert_eq!(rig.take(voice, &voice.act("Create", note)).await, "new position");
            }
            assert_eq!(rig.position(&id(&older)).await.expect("there").state, State::Superseded);
            assert_eq!(rig.position(&id(&newer)).await.expect("there").state, State::Standing);
        }
        assert_eq!(rig.standing().await.len(), 2, "each holder counts once");
        // What was withdrawn counts no more; the word before it does, as on a node where it never arrived.
        rig.take(&alice, &alice.act("Delete", format!("http://{}/notes/2", alice.host).into())).await;
        let older = rig.position(&format!("http://{}/notes/1", alice.host)).await.expect("there");
        assert_eq!(older.state, State::Standing);
    }

    async fn nobody_speaks_for_somebody_else(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let neighbour = rig.followed("a.localhost", "mallory").await;
        let stranger = rig.followed("b.localhost", "bob").await;
        let note = stance(&alice, "1", "support", "2026-02-01T00:00:00Z");
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "new position");
        for other in [&neighbour, &stranger] {
            // In her name, in their own name under her id, and the end of it.
            let hers = stance(&alice, "1", "oppose", "2026-05-01T00:00:00Z");
            rig.deliver(other, &other.act("Update", hers.clone())).await;
            let mut theirs = hers.clone();
            theirs["attributedTo"] = other.id.clone().into();
            rig.deliver(other, &other.act("Update", theirs.clone())).await;
            rig.deliver(other, &other.act("Create", theirs)).await;
            rig.deliver(other, &other.act("Delete", note["id"].clone())).await;
            rig.settle().await;
        }
        let found = rig.position(&id(&note)).await.expect("there");
        assert_eq!((found.stance, found.state), (Stance::Support, State::Standing));
        // Signed by somebody else's key.
        let forged = alice.rekeyed(2).act("Update", stance(&alice, "1", "oppose", "2026-06-01T00:00:00Z"));
        let answer = rig.deliver(&alice.rekeyed(2), &forged).await;
        assert_eq!(answer.status, 401, "{}", answer.text());
    }

    async fn likes_boosts_and_replies_are_no_positions(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let ours = rig.publish("Ours", "public").await;
        let mut reply = alice.note("1", "I support this");
        reply["inReplyTo"] = ours.uri.clone().into();
        reply["subject"] = ours.uri.clone().into();
        assert_eq!(rig.take(&alice, &alice.act("Create", reply)).await, "new");
        for verb in ["Like", "Announce"] {
            rig.take(&alice, &alice.act(verb, ours.uri.clone().into())).await;
        }
        for odd in ["like", "SUPPORT", ""] {
            let mut note = stance(&alice, "2", odd, "2026-02-01T00:00:00Z");
            note["content"] = format!("<p>odd {odd}</p>").into();
            rig.take(&alice, &alice.act("Create", note)).await;
        }
        assert!(rig.standing().await.is_empty());
        let post = rig.statement("http://a.localhost/notes/2").await;
        assert!(post.is_none() || post.is_some_and(|p| p.uri.ends_with("/2")), "it is a post like any other");
    }

    async fn a_stranger_fills_no_page_and_who_answers_us_is_heard(rig) {
        let stranger = rig.known("b.localhost", "stranger").await;
        let on_demand = stance(&stranger, "1", "oppose", "2026-02-01T00:00:00Z");
        assert_eq!(rig.take(&stranger, &stranger.act("Create", on_demand)).await, "nobody asked for it");
        let ours = rig.publish("Ours", "public").await;
        let mut answer = stance(&stranger, "2", "oppose", "2026-02-01T00:00:00Z");
        answer["subject"] = ours.uri.clone().into();
        answer["subjectHash"] = ours.content_hash.clone().into();
        assert_eq!(rig.take(&stranger, &stranger.act("Create", answer.clone())).await, "new position");
        // What names a statement that nobody here knows is kept where the holder is followed.
        let alice = rig.followed("a.localhost", "alice").await;
        let mut far = stance(&alice, "3", "abstain", "2026-02-01T00:00:00Z");
        far["subject"] = "http://far.localhost/statements/1#paragraph-4".into();
        assert_eq!(rig.take(&alice, &alice.act("Create", far)).await, "new position");
        assert_eq!(rig.standing().await.len(), 2);
    }

    async fn the_audience_never_grows(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let mut first = stance(&alice, "1", "support", "2026-02-01T00:00:00Z");
        first["to"] = json!([format!("{}/network", alice.id)]);
        assert_eq!(rig.take(&alice, &alice.act("Create", first.clone())).await, "new position");
        let wider = stance(&alice, "1", "oppose", "2026-03-01T00:00:00Z");
        assert_eq!(rig.take(&alice, &alice.act("Update", wider)).await, "position changed");
        let found = rig.position(&id(&first)).await.expect("there");
        assert_eq!((found.audience, found.stance), (Audience::Network, Stance::Oppose));
        assert!(rig.standing().await.is_empty(), "no visitor sees it or finds it counted");
        let who = rig.who.clone();
        let inside = rig
            .read(move |c| store::list(c, &Filter::default(), &Reader::Account(who), None, 10))
            .await;
        assert_eq!(inside.total, 1, "the organisation that follows does");
        // One to named people alone is no position of any list.
        let mut direct = stance(&alice, "9", "support", "2026-02-01T00:00:00Z");
        direct["to"] = json!([rig.org()]);
        assert_eq!(rig.take(&alice, &alice.act("Create", direct)).await, "nobody asked for it");
    }
}
