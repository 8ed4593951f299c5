//! What members and organisations decide for themselves.

use serde_json::json;
use sofra_domain::block::{Kind, Owner, Whom, actions, store as blocks};
use sofra_domain::statement::store::{self, Scope};
use sofra_domain::viewer::Reader;

use super::{account, forbidden, rig};
use crate::inbox::peer::Voice;
use crate::inbox::rig::Rig;
use crate::on_both;

async fn block(rig: &Rig, owner: Owner, kind: Kind, whom: Whom) {
    let (at, who) = (rig.at(), rig.who.clone());
    rig.write(move |c| actions::add(c, &at, &who, &owner, kind, &whom)).await;
    rig.settle().await;
}

async fn timeline(rig: &Rig) -> i64 {
    let who = rig.who.clone();
    rig.read(move |c| Ok(store::list(c, &Scope::Timeline(who), None)?.total)).await
}

async fn fetched(rig: &Rig, voice: &Voice, uri: &str) -> String {
    rig.send(voice.get(uri, &rig.clock)).await.comparable()
}

on_both! {
    async fn priv_09_who_is_blocked_gets_what_a_stranger_gets(backend: Backend) {
        let rig = rig(backend).await;
        let mallory = rig.follower("evil.localhost", "mallory").await;
        let stranger = rig.known("a.localhost", "alice").await;
        let public = rig.publish("For all", "public").await;
        let followers = rig.publish("For followers", "followers").await;
        rig.settle().await;
        assert!(fetched(&rig, &mallory, &followers.uri).await.contains("200"));
        let sent = rig.peers.delivered("evil.localhost").len();
        let id = rig.actor_id(&mallory.id).await;
        block(&rig, Owner::Organisation(rig.organisation.id.clone()), Kind::Block, Whom::Actor(id.clone())).await;
        // What leaves is the ordinary end of a follow, and no Block.
        let new: Vec<String> = rig.peers.delivered("evil.localhost")[sent..]
            .iter()
            .map(|a| a["type"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(new, ["Reject"]);
        let absent = format!("{}/statements/01jd0000000000000000000000", rig.site.base);
        for uri in [&public.uri, &followers.uri, &absent, &rig.org()] {
            assert_eq!(fetched(&rig, &mallory, uri).await, fetched(&rig, &stranger, uri).await, "{uri}");
        }
        // A new request is not answered, and nobody is bothered with it.
        let before = rig.peers.delivered("evil.localhost").len();
        let follow = mallory.follow(&rig.org());
        assert_eq!(rig.deliver(&mallory, &follow).await.status, 202);
        rig.settle().await;
        assert_eq!(rig.peers.delivered("evil.localhost").len(), before);
        assert!(rig.follow_between(&mallory.id, &rig.org()).await.is_none());
        let next = rig.publish("Later", "followers").await;
        rig.settle().await;
        assert_eq!(rig.peers.delivered("evil.localhost").len(), before);
        assert!(!fetched(&rig, &mallory, &next.uri).await.contains("200"));
        // Taken back, they may ask again.
        let (at, who, owner) = (rig.at(), rig.who.clone(), Owner::Organisation(rig.organisation.id.clone()));
        rig.write(move |c| {
            let row = blocks::of(c, &who, &owner)?.remove(0);
            actions::remove(c, &at, &who, &row.id)
        })
        .await;
        rig.let_follow(&mallory).await;
    }

    async fn a_block_of_a_host_holds_for_names_below_and_for_all_its_people(backend: Backend) {
        let rig = rig(backend).await;
        let mallory = rig.follower("evil.localhost", "mallory").await;
        let other = rig.known("evil.localhost", "other").await;
        let fan = rig.follower("fan.localhost", "fan").await;
        block(&rig, Owner::Organisation(rig.organisation.id.clone()), Kind::Block, Whom::Host("evil.localhost".into())).await;
        assert!(rig.follow_between(&mallory.id, &rig.org()).await.is_none());
        assert!(rig.follow_between(&fan.id, &rig.org()).await.is_some());
        rig.take(&other, &other.follow(&rig.org())).await;
        assert!(rig.follow_between(&other.id, &rig.org()).await.is_none());
    }

    async fn what_a_blocked_one_says_is_hidden_to_the_member_and_a_mute_only_leaves_the_timeline(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let note = alice.note("n1", "words");
        let uri = note["id"].as_str().expect("an id").to_owned();
        rig.take(&alice, &alice.act("Create", note)).await;
        let id = rig.actor_id(&alice.id).await;
        let statement = rig.statement(&uri).await.expect("kept").id;
        let readable = || async {
            let (id, who) = (statement.clone(), rig.who.clone());
            rig.db.read(move |c| store::read(c, &id, &Reader::Account(who))).await.is_ok()
        };
        assert!(timeline(&rig).await == 1 && readable().await);
        let sent = rig.peers.delivered("a.localhost").len();
        block(&rig, Owner::Member, Kind::Mute, Whom::Actor(id.clone())).await;
        assert!(timeline(&rig).await == 0 && readable().await, "muted");
        block(&rig, Owner::Member, Kind::Block, Whom::Actor(id.clone())).await;
        assert!(timeline(&rig).await == 0 && !readable().await, "blocked");
        // It is the member's own: others read on, and the organisation follows on.
        let statement_again = statement.clone();
        assert!(rig.db.read(move |c| store::read(c, &statement_again, &Reader::Anyone)).await.is_ok());
        assert!(rig.follow_between(&rig.org(), &alice.id).await.is_some());
        assert_eq!(rig.peers.delivered("a.localhost").len(), sent, "nothing of it leaves");
        // Nor does anybody on the node learn of it.
        let lines = rig.read(|c| sofra_domain::audit::store::page(c, None, None, 100)).await;
        assert!(lines.iter().all(|line| !line.act.starts_with("block.")));
    }

    async fn mod_04_a_later_word_of_one_who_was_blocked_is_not_taken_in(backend: Backend) {
        let rig = rig(backend).await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let mut note = mallory.note("n1", "first words");
        note["to"] = json!([rig.org()]);
        note["cc"] = json!([]);
        let uri = note["id"].as_str().expect("an id").to_owned();
        assert_eq!(rig.take(&mallory, &mallory.act("Create", note)).await, "new");
        let id = rig.actor_id(&mallory.id).await;
        block(&rig, Owner::Organisation(rig.organisation.id.clone()), Kind::Block, Whom::Actor(id)).await;
        let mut later = mallory.note_updated("n1", "worse words", "2030-01-01T00:00:00Z");
        later["to"] = json!([rig.org()]);
        later["cc"] = json!([]);
        rig.take(&mallory, &mallory.act("Update", later)).await;
        let (_, html) = rig.shown(&uri).await.expect("kept");
        assert!(html.contains("first words"), "{html}");
        // Nor a new one.
        let mut again = mallory.note("n2", "again");
        again["to"] = json!([rig.org()]);
        again["cc"] = json!([]);
        rig.take(&mallory, &mallory.act("Create", again.clone())).await;
        assert!(rig.statement(again["id"].as_str().expect("an id")).await.is_none());
    }

    async fn an_officer_decides_for_the_organisation_and_nobody_else(backend: Backend) {
        use sofra_domain::account::{Role, Seat};
        let rig = rig(backend).await;
        let alice = rig.known("a.localhost", "alice").await;
        let target = rig.actor_id(&alice.id).await;
        let (at, organisation) = (rig.at(), rig.organisation.id.clone());
        let made = rig
            .write(move |c| {
                let editor = account(c, &at, "editor", Role::Member, Some((&organisation, Seat::Editor)))?;
                let other = account(c, &at, "other", Role::Member, None)?;
                Ok((editor, other))
            })
            .await;
        for who in [made.0, made.1] {
            let (at, organisation, target) = (rig.at(), rig.organisation.id.clone(), target.clone());
            let by = who.clone();
            let result = rig
                .db
                .write(move |c| {
                    actions::add(c, &at, &by, &Owner::Organisation(organisation), Kind::Block, &Whom::Actor(target))
                })
                .await;
            assert_eq!(forbidden(result), "officer-only", "{}", who.login);
        }
        block(&rig, Owner::Organisation(rig.organisation.id.clone()), Kind::Block, Whom::Actor(target)).await;
        let organisation = rig.organisation.id.clone();
        let lines = rig.read(move |c| sofra_domain::audit::store::page(c, Some(&organisation), None, 10)).await;
        assert_eq!(lines[0].act, "block.add");
    }
}
