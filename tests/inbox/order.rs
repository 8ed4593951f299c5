//! Messages in the wrong order, twice, or about things that are gone.

use serde_json::json;
use sofra_domain::follow::FollowState;
use sofra_domain::statement::State;

use super::peer::{Reply, Voice, rsa};
use super::rig::{Fetch, MARK};

attacks! {
    async fn delete_before_create(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let note = alice.note("1", MARK);
        let delete = alice.act("Delete", json!({"id": note["id"], "type": "Tombstone"}));
        rig.take(&alice, &delete).await;
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "withdrawn before");
        let update = alice.act("Update", alice.note_updated("1", MARK, "2026-06-01T00:00:00Z"));
        assert_eq!(rig.take(&alice, &update).await, "withdrawn before");
        assert!(rig.statement(note["id"].as_str().expect("an id")).await.is_none());
    }

    async fn create_after_delete(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let note = alice.note("1", MARK);
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "new");
        assert_eq!(rig.take(&alice, &alice.act("Delete", note["id"].clone())).await, "withdrawn");
        assert_eq!(rig.take(&alice, &alice.act("Create", note.clone())).await, "withdrawn before");
        let found = rig.statement(note["id"].as_str().expect("an id")).await.expect("its place");
        assert_eq!(found.state, State::Withdrawn);
        assert!(!rig.read(super::super::dump::dump).await.contains(MARK), "the words are gone");
    }

    async fn undo_before_follow(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let follow = alice.follow(&rig.org());
        rig.take(&alice, &alice.undo(&follow)).await;
        rig.take(&alice, &follow).await;
        assert!(rig.follow_between(&alice.id, &rig.org()).await.is_none());
        assert!(rig.peers.delivered("a.localhost").iter().all(|a| a["type"] != "Accept"));
        // A new request is a new request.
        rig.let_follow(&alice).await;
        assert!(rig.follow_between(&alice.id, &rig.org()).await.is_some());
    }

    async fn old_update_after_new(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let first = alice.note("1", "first");
        assert_eq!(rig.take(&alice, &alice.act("Create", first.clone())).await, "new");
        let newer = alice.act("Update", alice.note_updated("1", "third", "2026-03-01T00:00:00Z"));
        assert_eq!(rig.take(&alice, &newer).await, "revised");
        let older = alice.act("Update", alice.note_updated("1", "second", "2026-02-01T00:00:00Z"));
        assert_eq!(rig.take(&alice, &older).await, "known");
        let (_, html) = rig.shown(first["id"].as_str().expect("an id")).await.expect("kept");
        assert!(html.contains("third"), "{html}");
        // A date far ahead does not win for ever.
        let ahead = alice.act("Update", alice.note_updated("1", "fourth", "2090-01-01T00:00:00Z"));
        rig.take(&alice, &ahead).await;
        rig.advance(sofra_base::clock::minutes(1)).await;
        let now = rig.clock.now().to_rfc3339();
        assert_eq!(rig.take(&alice, &alice.act("Update", alice.note_updated("1", "fifth", &now))).await, "revised");
    }

    async fn update_before_create(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        let update = alice.act("Update", alice.note_updated("1", "second", "2026-02-01T00:00:00Z"));
        assert_eq!(rig.take(&alice, &update).await, "new");
        assert_eq!(rig.take(&alice, &alice.act("Create", alice.note("1", "first"))).await, "known");
        let (_, html) = rig.shown("http://a.localhost/notes/1").await.expect("kept");
        assert!(html.contains("second"), "{html}");
    }

    async fn reject_after_accept(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let request = rig.request(&alice).await;
        let state = || async { rig.follow_between(&rig.org(), &alice.id).await.map(|f| f.state) };
        rig.take(&alice, &alice.act("Accept", request.clone())).await;
        assert_eq!(state().await, Some(FollowState::Accepted));
        rig.take(&alice, &alice.act("Reject", request.clone())).await;
        assert_eq!(state().await, Some(FollowState::Rejected), "she may end what she allowed");
        rig.take(&alice, &alice.act("Accept", request)).await;
        assert_eq!(state().await, Some(FollowState::Rejected));
        // What comes from her afterwards is not asked for.
        assert_eq!(rig.take(&alice, &alice.act("Create", alice.note("1", MARK))).await, "nobody asked for it");
    }

    async fn follow_twice_and_undo(rig) {
        let alice = rig.known("a.localhost", "alice").await;
        let first = rig.let_follow(&alice).await;
        let second = rig.let_follow(&alice).await;
        let accepts = rig.peers.delivered("a.localhost").into_iter().filter(|a| a["type"] == "Accept").count();
        assert_eq!(accepts, 2, "a repeated request is answered again");
        assert_eq!(rig.take(&alice, &alice.undo(&second)).await, "follow ended");
        assert!(rig.follow_between(&alice.id, &rig.org()).await.is_none());
        // A late copy of the request that was undone revives nothing.
        let mut late = second.clone();
        late["published"] = "2026-01-01T00:00:00Z".into();
        rig.deliver(&alice, &late).await;
        rig.settle().await;
        let _ = first;
        assert!(rig.follow_between(&alice.id, &rig.org()).await.is_none());
    }

    async fn farewell_of_strangers_costs_nothing(rig) {
        let stranger = Voice::new("a.localhost", "alice", rsa(0));
        rig.peers.on("a.localhost", "/u/alice", Reply::status(410));
        let before = rig.snapshot().await;
        for object in [json!(stranger.id), json!("http://a.localhost/notes/1")] {
            let answer = rig.deliver(&stranger, &stranger.act("Delete", object)).await;
            assert_eq!(answer.status, 202);
        }
        rig.assert_untouched("a stranger's farewell", &before, Fetch::Nothing).await;
        let stored = rig.read(|c| Ok(sofra_db::queue::inbox::counts(c)?)).await;
        assert_eq!(stored, (0, 0));
    }

    async fn farewell_of_a_known_actor(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        rig.let_follow(&alice).await;
        assert_eq!(rig.take(&alice, &alice.act("Create", alice.note("1", "some words"))).await, "new");
        let mallory = rig.peers.actor("evil.localhost", "mallory");
        let wire = mallory.post(&rig.inbox(), &alice.act("Delete", alice.id.clone().into()).to_string(), &rig.clock);
        rig.refuse("another says she left", wire, 401, Fetch::Nothing).await;
        assert_eq!(rig.take(&alice, &alice.act("Delete", alice.id.clone().into())).await, "actor gone");
        assert!(rig.actor(&alice.id).await.expect("its place").deleted_at.is_some());
        assert!(rig.follow_between(&alice.id, &rig.org()).await.is_none());
        assert!(!rig.read(super::super::dump::dump).await.contains("some words"));
        // She does not come back by writing again.
        let before = rig.snapshot().await;
        let answer = rig.deliver(&alice, &alice.act("Create", alice.note("2", MARK))).await;
        assert_eq!(answer.status, 401);
        rig.assert_untouched("after the farewell", &before, Fetch::Key("a.localhost")).await;
    }

    async fn unknown_verbs_are_taken_and_ignored(rig) {
        let alice = rig.followed("a.localhost", "alice").await;
        for verb in ["Like", "Announce", "Listen", "EmojiReact", "Question", "litepub:Thing", "Travel"] {
            rig.ignore(verb, &alice, &alice.act(verb, rig.org().into())).await;
        }
        for object in [json!(null), json!([]), json!(7), json!("x"), json!({"type": "Note"}), json!([[["x"]]])] {
            for verb in ["Create", "Update", "Delete", "Follow", "Undo", "Accept", "Reject"] {
                rig.ignore(verb, &alice, &alice.act(verb, object.clone())).await;
            }
        }
    }
}
