//! An organisation moves to another node, with its followers and its history.

use std::collections::HashMap;

use sofra_base::clock::{days, hours};
use sofra_domain::Error;
use sofra_domain::actor::ActorId;
use sofra_domain::approval::Proposal;
use sofra_domain::follow::{self, FollowState};
use sofra_domain::moving::{self, archive, export, import};
use sofra_domain::notification::Kind;
use sofra_domain::remote::Resolver as _;
use sofra_domain::statement::State;

use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

impl TestNode {
    pub async fn export(&self) -> Vec<u8> {
        let (who, id, now) = (self.who.clone(), self.organisation.clone(), self.clock.now());
        let collected =
            self.node().db.read(move |c| export::collect(c, now, Some(&who), &id)).await.expect("collected");
        export::assemble(collected, &self.config().media_folder(), now).expect("assembled")
    }

    pub async fn import(&self, bytes: &[u8]) -> Result<import::Report, Error> {
        let parsed = import::read(bytes)?;
        let sofra_domain::remote::Found::Actor(old) = self.find(&parsed.actor).await else {
            panic!("an actor")
        };
        let (at, who, id) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node()
            .db
            .write(move |c| import::bring(c, &at, Some(&who), &id, &old, &parsed, HashMap::new()))
            .await
    }

    /// Moves the organisation to another node's.
    pub async fn move_to(&self, other: &Self) -> Result<Proposal, Error> {
        let target = self.known_here(other).await;
        let lookup = self.node().federation.refresh(&target).await?;
        let (at, who, id) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node().db.write(move |c| moving::actions::move_away(c, &at, &who, &id, &target, lookup)).await
    }

    pub async fn name_old(&self, old: &Self) {
        let old = self.known_here(old).await;
        let (at, who, id) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        self.node()
            .db
            .write(move |c| moving::actions::name_old(c, &at, &who, &id, &old))
            .await
            .expect("named");
    }

    pub async fn sees_moved(&self, old: &Self, new: &Self) -> bool {
        let Some(old) = self.actor(&old.organisation_uri()).await else { return false };
        let moved = self.node().db.read(move |c| moving::store::target(c, &old.id)).await.expect("readable");
        moved.is_some_and(|(_, target)| target.uri == new.organisation_uri())
    }

    async fn state_of(&self, follower: &ActorId, target: &ActorId) -> Option<FollowState> {
        let (follower, target) = (follower.clone(), target.clone());
        let found = self.node().db.read(move |c| follow::store::between(c, &follower, &target)).await;
        found.expect("readable").map(|f| f.state)
    }
}

pub async fn three(backend: crate::support::Backend) -> (TestNode, TestNode, TestNode) {
    let mut network = Network::new(&["old", "new", "third"]);
    let old = network.start(backend, "old").await;
    let new = network.start(backend, "new").await;
    let third = network.start(backend, "third").await;
    (old, new, third)
}

on_both! {
    async fn an_organisation_moves_with_followers_and_history(backend: Backend) {
        let (old, new, third) = three(backend).await;
        third.follow(&old).await;
        let said = old.publish("Who we are", "One.\n\nTwo.").await;
        old.revise(&said.id, "Who we are, revised", "One.\n\nTwo, said better.").await;
        let gone = old.publish("Withdrawn", "Text").await;
        old.withdraw(&gone.id).await;
        old.publish_form(form("For this node only", "Text", "local")).await;
        old.settle().await;
        let before = old.statement(&said.uri).await.expect("known");

        // The archive travels by hand; the new node asks the old one for its keys and takes it in.
        let bytes = old.export().await;
        let report = new.import(&bytes).await.expect("brought in");
        assert_eq!((report.brought, report.drafts, report.withdrawn, report.refused), (1, 1, 1, 0));
        let again = new.import(&bytes).await.expect("the same again");
        assert_eq!((again.brought, again.known), (0, 2), "doing it twice brings nothing twice");
        assert_eq!(new.activities_about(&said.uri).await, 0, "not announced as new");
        assert_eq!(new.statements_of(&new.organisation_uri()).await, 0);
        let mut browser = new.browser();
        let page = browser.get("/o/new_org").await;
        assert!(!page.text.contains("Who we are"), "nobody sees it before the old node confirms: {}", page.text);

        old.move_to(&new).await.expect("moved");
        wait_until("the new node knows of the move", PATIENCE, || new.sees_moved(&old, &new)).await;
        wait_until("the third node knows of the move", PATIENCE, || third.sees_moved(&old, &new)).await;

        // Followers came along.
        let new_at_third = third.actor(&new.organisation_uri()).await.expect("known").id;
        let old_at_third = third.actor(&old.organisation_uri()).await.expect("known").id;
        wait_until("the third follows the new home", PATIENCE, || async {
            third.state_of(&third.organisation, &new_at_third).await == Some(FollowState::Accepted)
        })
        .await;
        assert_eq!(third.state_of(&third.organisation, &old_at_third).await, None);
        assert!(third.was_told(Kind::Moved).await);
        wait_until("the new home has its follower", PATIENCE, || async { new.follower_count().await == 1 }).await;

        // History came along: the old id leads to the same words, with the same hash.
        let uri = said.uri.clone();
        let copy = new.node().db.read(move |c| moving::store::brought(c, &uri)).await.unwrap().expect("brought");
        assert_eq!((copy.content_hash, copy.revision), (before.content_hash, 2));
        assert_eq!(copy.state, State::Published);
        assert!(copy.local && copy.author_id == new.organisation && copy.uri.starts_with(&new.base()));
        assert_eq!(copy.published_at, before.published_at.map(|t| sofra_base::clock::Timestamp::from_seconds(t.as_seconds())));
        let mut browser = new.browser();
        let page = browser.get(&format!("/moved?from={}", said.uri)).await;
        assert!(page.text.contains("Who we are, revised"), "{}", page.text);

        // Nothing is written in the name of who is gone, and the way is shown.
        let who = {
            let (account, db) = (old.who.account.clone(), old.node().db.clone());
            db.read(move |c| sofra_domain::account::store::identity(c, &account, true)).await.unwrap()
        };
        assert!(!who.speaks_for(&old.organisation) && !who.is_officer(&old.organisation));
        let mut browser = old.browser();
        let page = browser.get("/o/old_org").await;
        assert!(page.text.contains(&new.organisation_uri()), "{}", page.text);
        let page = browser.get(&format!("/statements/{}", said.id)).await;
        assert!(page.text.contains("/moved?from="), "{}", page.text);
    }

    async fn a_reply_to_the_old_id_reaches_the_new_home(backend: Backend) {
        let (old, new, third) = three(backend).await;
        let said = old.publish("Who we are", "Text").await;
        new.import(&old.export().await).await.expect("brought in");
        let referred = |node: &TestNode, uri: String| {
            let db = node.node().db.clone();
            async move { db.read(move |c| moving::store::referred(c, &uri)).await.unwrap() }
        };
        // Before the move is confirmed an archive alone takes nobody's place.
        assert!(referred(&new, said.uri.clone()).await.is_none());
        third.follow(&old).await;
        old.move_to(&new).await.expect("moved");
        wait_until("the new node knows of the move", PATIENCE, || new.sees_moved(&old, &new)).await;
        assert!(referred(&new, said.uri.clone()).await.is_some_and(|s| s.local));
    }

    async fn org_23_a_move_that_one_end_does_not_confirm_moves_nobody(backend: Backend) {
        let (old, new, third) = three(backend).await;
        third.follow(&old).await;
        // The new one does not name the old one.
        assert!(matches!(old.move_to(&new).await, Err(Error::Conflict("error-move-not-named"))));
        // The new one names the old one, which does not say so: nobody moves by that.
        new.name_old(&old).await;
        third.known_here(&new).await;
        let target = third.actor(&new.organisation_uri()).await.expect("known").id;
        let from = third.actor(&old.organisation_uri()).await.expect("known").id;
        let at = third.node().app.at();
        let refused = {
            let (from, target) = (from.clone(), target.clone());
            third.node().db.write(move |c| moving::actions::receive_move(c, &at, &from, &target)).await
        };
        assert!(matches!(refused, Err(Error::Forbidden("move-not-said"))), "{refused:?}");
        assert_eq!(third.follow_state(&old).await, Some(FollowState::Accepted));
        assert!(!third.sees_moved(&old, &new).await);
    }

    async fn priv_19_what_is_private_does_not_follow_a_move(backend: Backend) {
        let (old, new, third) = three(backend).await;
        // The old one follows the third, which lets followers in one by one.
        third.lock_followers(true).await;
        old.request_follow(&third).await;
        let request = third.waiting_request().await;
        third.answer(&request, true).await;
        wait_until("followed", PATIENCE, || async {
            old.follow_state(&third).await == Some(FollowState::Accepted)
        })
        .await;
        third.follow(&old).await;
        new.name_old(&old).await;
        new.settle().await;
        old.move_to(&new).await.expect("moved");
        wait_until("the third node knows of the move", PATIENCE, || third.sees_moved(&old, &new)).await;
        let said = third.publish_form(form("For followers", "Text", "followers")).await;
        third.settle().await;
        new.settle().await;
        assert!(new.statement(&said.uri).await.is_none(), "who moved asks anew before it gets what is private");
        assert_eq!(third.follower_count().await, 1);
    }

    async fn inj_09_a_changed_or_strange_archive_is_refused(backend: Backend) {
        let (old, new, third) = three(backend).await;
        old.publish("Who we are", "Text").await;
        let bytes = old.export().await;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("private") && !text.contains("password"), "no secret is in it");

        // A changed word: the manifest says otherwise.
        let position = bytes.windows(10).position(|w| w == b"Who we are").expect("there");
        let mut changed = bytes.clone();
        changed[position] = b'N';
        assert!(matches!(import::read(&changed), Err(Error::Invalid(_))));

        // Repacked by somebody else, with a manifest that fits: the signature does not.
        let files = archive::read(&bytes).expect("an archive");
        let mut files: HashMap<String, Vec<u8>> = files.into_iter().map(|(n, c)| (n, c.to_vec())).collect();
        let name = files.keys().find(|n| n.starts_with("statements/")).expect("one").clone();
        let forged = String::from_utf8(files[&name].clone()).unwrap().replace("Who we are", "Not what we said");
        let mut manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        for file in manifest["files"].as_array_mut().unwrap() {
            if file["name"] == name.as_str() {
                file["bytes"] = forged.len().into();
                file["sha256"] = sofra_base::id::sha256_hex(forged.as_bytes()).into();
            }
        }
        files.insert(name, forged.into_bytes());
        files.insert("manifest.json".to_owned(), serde_json::to_vec_pretty(&manifest).unwrap());
        let repacked = archive::write(files.iter().map(|(n, c)| (n.as_str(), c.as_slice())), 0);
        assert!(matches!(new.import(&repacked).await, Err(Error::Invalid(_))));
        assert_eq!(new.statements_of(&new.organisation_uri()).await, 0);

        // The archive of one organisation is no archive of another.
        let report = third.import(&bytes).await.expect("signed by the old one, so it can be read");
        assert_eq!(report.brought, 1);
        let from = third.actor(&old.organisation_uri()).await.expect("known");
        assert!(third.node().db.read(move |c| moving::store::of(c, &from.id)).await.unwrap().is_none());
    }

    async fn after_seven_days_at_the_earliest_and_never_onwards(backend: Backend) {
        let (old, new, third) = three(backend).await;
        new.name_old(&old).await;
        new.settle().await;
        old.move_to(&new).await.expect("moved");
        // It has moved: nobody decides for it here any more.
        let who = {
            let (account, db) = (old.who.account.clone(), old.node().db.clone());
            db.read(move |c| sofra_domain::account::store::identity(c, &account, true)).await.unwrap()
        };
        let (at, id, target) = (old.node().app.at(), old.organisation.clone(), old.known_here(&third).await);
        let again =
            old.node().db.write(move |c| moving::actions::move_away(c, &at, &who, &id, &target, None)).await;
        assert!(matches!(again, Err(Error::NotFound)));
        // Whoever went there is not led on from there in one step.
        wait_until("the new node knows of the move", PATIENCE, || new.sees_moved(&old, &new)).await;
        let old_id = new.actor(&old.organisation_uri()).await.expect("known").id;
        let now = new.clock.now();
        let worth = |time| {
            let (db, id, uri) = (new.node().db.clone(), old_id.clone(), third.organisation_uri());
            async move { db.read(move |c| moving::store::may_move(c, &id, &uri, time)).await.unwrap() }
        };
        assert!(!worth(now + hours(1)).await);
        assert!(worth(now + days(8)).await);
    }
}
