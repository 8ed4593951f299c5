//! Seats of other nodes, and what bodies answer: in any order, twice, in somebody else's name.

use serde_json::{Value, json};
use sofra_domain::table::actions::{Act, propose};
use sofra_domain::table::rules::{Form, StepForm};
use sofra_domain::table::{Audience, Reply, Seat, SeatId, State, store};

use super::peer::{Voice, number, rsa};
use super::rig::{MARK, Rig};

fn steps(states: &[&str]) -> Value {
    let day = |n: usize| format!("2026-01-{:02}", n + 1);
    states
        .iter()
        .enumerate()
        .map(|(n, state)| json!({"state": state, "day": day(n), "words": format!("{state} indeed"), "reason": "visa"}))
        .collect()
}

/// A seat recorded by a voice, named `n`.
fn seat(voice: &Voice, n: &str, states: &[&str], updated: &str) -> Value {
    let mut article = voice.note(n, "in words");
    article["type"] = "Article".into();
    article["seatBody"] = json!({"name": "IASC", "kind": "un"});
    article["seatProcess"] = "Guidelines".into();
    article["seatStage"] = "design".into();
    article["seatKind"] = "observer".into();
    article["seatSteps"] = steps(states);
    article["updated"] = updated.into();
    article
}

/// An organisation of the peer that the node knows, and follows if it is asked to.
async fn organisation(rig: &Rig, host: &str, name: &str, followed: bool) -> Voice {
    let mut voice = Voice::new(host, name, rsa(usize::try_from(number()).unwrap_or(0)));
    voice.kind = "Organization";
    rig.peers.introduce(&voice);
    rig.peers.publish(&voice.document());
    rig.meet(&voice).await;
    if followed {
        let request = rig.request(&voice).await;
        assert_eq!(rig.take(&voice, &voice.act("Accept", request)).await, "follow accepted");
    }
    voice
}

fn id(document: &Value) -> String {
    document["id"].as_str().expect("an id").to_owned()
}

impl Rig {
    async fn seat(&self, uri: &str) -> Option<Seat> {
        let uri = uri.to_owned();
        self.read(move |c| store::by_uri(c, &uri)).await
    }

    async fn replies(&self, seat: &SeatId) -> Vec<Reply> {
        let seat = seat.clone();
        self.read(move |c| store::replies(c, &seat)).await
    }

    /// A seat of this node's organisation that names who answers for the body.
    async fn own_seat(&self, body: &Voice) -> Seat {
        let form = Form {
            body: "A city".to_owned(),
            body_kind: "city".to_owned(),
            body_actor: body.id.clone(),
            process: "Housing".to_owned(),
            stage: "decision".to_owned(),
            kind: "speaking".to_owned(),
            audience: "public".to_owned(),
            language: "en".to_owned(),
            ..Form::default()
        };
        let step =
            StepForm { state: "attended".to_owned(), day: "2026-01-01".to_owned(), ..StepForm::default() };
        let (who, owner, at) = (self.who.clone(), self.organisation.id.clone(), self.at());
        self.write(move |c| {
            let (_, id) = propose(c, &at, &who, &owner, None, Act::Record { form, step })?;
            store::get(c, &id)
        })
        .await
    }
}

attacks! {
    async fn org_seats_come_in_any_order_and_the_latest_word_wins(rig) {
        let alice = organisation(rig, "a.localhost", "alice", true).await;
        let first = seat(&alice, "1", &["promised"], "2026-02-01T00:00:00Z");
        let later = seat(&alice, "1", &["promised", "refused"], "2026-03-01T00:00:00Z");
        assert_eq!(rig.take(&alice, &alice.act("Update", later.clone())).await, "new seat");
        assert_eq!(rig.take(&alice, &alice.act("Create", first.clone())).await, "known");
        assert_eq!(rig.take(&alice, &alice.act("Update", later.clone())).await, "known");
        let found = rig.seat(&id(&first)).await.expect("there");
        assert_eq!((found.state, found.refusal.as_str(), found.body.as_str()), (State::Refused, "visa", "iasc"));
        assert_eq!(found.audience, Audience::Public);
        // Taken back, and never again.
        let mut marked = seat(&alice, "1", &["promised", "refused"], "2026-04-01T00:00:00Z");
        marked["seatProcess"] = MARK.into();
        assert_eq!(rig.take(&alice, &alice.act("Update", marked)).await, "seat changed");
        assert_eq!(rig.take(&alice, &alice.act("Delete", json!({"id": first["id"], "type": "Tombstone"}))).await, "withdrawn");
        assert_eq!(rig.take(&alice, &alice.act("Create", later)).await, "withdrawn before");
        let gone = rig.seat(&id(&first)).await.expect("a place where it stood");
        assert!(!gone.stands() && gone.process.is_empty());
        let steps = rig.read(move |c| store::steps(c, &gone.id)).await;
        assert!(steps.is_empty(), "its words are gone");
    }

    async fn org_nobody_records_changes_or_takes_back_in_the_name_of_another(rig) {
        let alice = organisation(rig, "a.localhost", "alice", true).await;
        let bob = organisation(rig, "b.localhost", "bob", true).await;
        let stranger = organisation(rig, "b.localhost", "carol", false).await;
        let hers = seat(&alice, "1", &["promised"], "2026-02-01T00:00:00Z");
        rig.take(&alice, &alice.act("Create", hers.clone())).await;
        let mut forged = hers.clone();
        forged["seatSteps"] = steps(&["promised", "invited", "attended", "adopted"]);
        forged["updated"] = "2026-05-01T00:00:00Z".into();
        rig.take(&bob, &bob.act("Update", forged.clone())).await;
        forged["attributedTo"] = bob.id.clone().into();
        rig.take(&bob, &bob.act("Update", forged)).await;
        rig.take(&bob, &bob.act("Delete", hers["id"].clone())).await;
        let found = rig.seat(&id(&hers)).await.expect("there");
        assert!(found.stands() && found.state == State::Promised);
        // Nobody here asked a stranger.
        let theirs = seat(&stranger, "2", &["promised"], "2026-02-01T00:00:00Z");
        assert_eq!(rig.take(&stranger, &stranger.act("Create", theirs.clone())).await, "nobody asked for it");
        assert!(rig.seat(&id(&theirs)).await.is_none());
        // Steps that cannot be are no steps.
        let odd = seat(&alice, "3", &["adopted"], "2026-02-01T00:00:00Z");
        rig.take(&alice, &alice.act("Create", odd.clone())).await;
        assert!(rig.seat(&id(&odd)).await.is_none());
        assert!(rig.statement(&id(&odd)).await.is_none(), "nor does it come in as something else");
    }

    async fn org_a_reply_counts_only_from_the_actor_whom_the_record_names(rig) {
        let city = organisation(rig, "a.localhost", "office", false).await;
        let other = organisation(rig, "evil.localhost", "mallory", false).await;
        let seat = rig.own_seat(&city).await;
        let says = |voice: &Voice, n: &str, words: &str, updated: &str| {
            let mut note = voice.note_updated(n, words, updated);
            note["inReplyTo"] = seat.uri.clone().into();
            note
        };
        let forged = says(&other, "1", "They were heard in full.", "2026-02-01T00:00:00Z");
        let outcome = rig.take(&other, &other.act("Create", forged)).await;
        assert_ne!(outcome, "reply of a body");
        assert!(rig.replies(&seat.id).await.is_empty());

        let note = says(&city, "1", "We answered &lt;b&gt; in writing.", "2026-02-01T00:00:00Z");
        assert_eq!(rig.take(&city, &city.act("Create", note.clone())).await, "reply of a body");
        assert_eq!(rig.take(&city, &city.act("Create", note.clone())).await, "known");
        let replies = rig.replies(&seat.id).await;
        assert_eq!(replies.len(), 1);
        assert!(replies[0].words.contains("We answered <b> in writing."), "{}", replies[0].words);
        let now = rig.seat(&seat.uri).await.expect("there");
        assert_eq!((now.state, now.rung, now.rating), (seat.state, seat.rung, seat.rating), "nothing in the record changed");

        // A newer word of its own; nobody else changes it or takes it back.
        let newer = says(&city, "1", "We answered on 3 March.", "2026-03-01T00:00:00Z");
        assert_eq!(rig.take(&city, &city.act("Update", newer)).await, "reply of a body");
        assert_eq!(rig.take(&city, &city.act("Update", note.clone())).await, "known");
        rig.take(&other, &other.act("Delete", note["id"].clone())).await;
        let replies = rig.replies(&seat.id).await;
        assert_eq!((replies.len(), replies[0].words.as_str()), (1, "We answered on 3 March."));
        rig.take(&city, &city.act("Delete", note["id"].clone())).await;
        assert!(rig.replies(&seat.id).await.is_empty());
        assert_ne!(rig.take(&city, &city.act("Create", note)).await, "reply of a body", "what was taken back stays so");
        assert!(rig.replies(&seat.id).await.is_empty());
    }
}
