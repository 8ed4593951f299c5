//! Vouches: offered, accepted, seen by a third node, taken back; forged ones, rings, floods.

use sofra_base::clock::days;
use sofra_domain::Error;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::ActorId;
use sofra_domain::notification::{self, Kind};
use sofra_domain::remote::Found;
use sofra_domain::vouch::rules::{Form, Standing};
use sofra_domain::vouch::{self, Vouch, VouchState};

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Network, TestNode, wait_for, wait_until};

fn reason(text: &str) -> Form {
    Form { reason: text.to_owned(), until: String::new() }
}

impl TestNode {
    /// The organisation of another node, as this node knows it.
    pub async fn known_here(&self, other: &Self) -> ActorId {
        let Found::Actor(id) = self.find(&other.handle()).await else {
            panic!("an organisation is an actor")
        };
        id
    }

    /// The organisation offers to vouch for another node's.
    pub async fn vouch_for(&self, other: &Self) -> Vouch {
        let target = self.known_here(other).await;
        self.try_vouch(&target, &reason("We run a school together.")).await.expect("offered")
    }

    pub async fn try_vouch(&self, target: &ActorId, form: &Form) -> Result<Vouch, Error> {
        let (at, who, me) = (self.node().app.at(), self.who.clone(), self.organisation.clone());
        let (target, form) = (target.clone(), form.clone());
        self.node().db.write(move |c| vouch::actions::offer(c, &at, &who, &me, &target, &form)).await
    }

    /// Vouches that the organisation has or was offered, whatever their state.
    pub async fn had(&self) -> Vec<Vouch> {
        let me = self.organisation.clone();
        let (_, had) = self.node().db.read(move |c| vouch::store::of(c, &me)).await.expect("readable");
        had.into_iter().map(|(vouch, _)| vouch).collect()
    }

    /// Vouches that the organisation gave or offered.
    pub async fn given(&self) -> Vec<Vouch> {
        let me = self.organisation.clone();
        let (given, _) = self.node().db.read(move |c| vouch::store::of(c, &me)).await.expect("readable");
        given.into_iter().map(|(vouch, _)| vouch).collect()
    }

    pub async fn offered(&self) -> Vouch {
        wait_for("an offer to vouch", PATIENCE, || async {
            self.had().await.into_iter().find(|v| v.state == VouchState::Offered)
        })
        .await
    }

    pub async fn answer_vouch(&self, vouch: &Vouch, accept: bool) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), vouch.id.clone());
        self.node()
            .db
            .write(move |c| vouch::actions::answer(c, &at, &who, &id, accept))
            .await
            .expect("answered");
    }

    pub async fn take_back(&self, vouch: &Vouch) {
        let (at, who, id) = (self.node().app.at(), self.who.clone(), vouch.id.clone());
        self.node()
            .db
            .write(move |c| vouch::actions::take_back(c, &at, &who, &id, ""))
            .await
            .expect("taken back");
    }

    /// The host trusts the organisation of another node.
    pub async fn trust(&self, other: &Self) {
        let target = self.known_here(other).await;
        let (at, who) = (self.node().app.at(), self.who.clone());
        self.node()
            .db
            .write(move |c| vouch::actions::trust(c, &at, Some(&who), &target, Some("We have met.")))
            .await
            .expect("trusted");
    }

    /// What this node says about the organisation of another.
    pub async fn standing_of(&self, other: &Self) -> Standing {
        let Some(target) = self.actor(&other.organisation_uri()).await else { return Standing::Unverified };
        let now = self.clock.now();
        self.node().db.read(move |c| vouch::store::standing(c, &target.id, now)).await.expect("readable").0
    }

    pub async fn wait_for_standing(&self, other: &Self, vouched: bool) -> Standing {
        let what = format!("{} sees {} as vouched for: {vouched}", self.name, other.name);
        wait_for(&what, PATIENCE, || async {
            let standing = self.standing_of(other).await;
            (matches!(standing, Standing::Vouched { .. }) == vouched).then_some(standing)
        })
        .await
    }

    /// Whether something of a kind waits for the host.
    pub async fn was_told(&self, kind: Kind) -> bool {
        let who = self.who.clone();
        let all = self.node().db.read(move |c| notification::store::page(c, &who, None, 50)).await;
        all.expect("readable").iter().any(|n| n.kind == kind)
    }

    pub async fn accept_offer_of(&self, voucher: &Self) {
        let offer = self.offered().await;
        self.answer_vouch(&offer, true).await;
        wait_until("the voucher knows of the answer", PATIENCE, || async {
            voucher.given().await.iter().any(|v| v.state == VouchState::Accepted)
        })
        .await;
    }
}

async fn three(backend: crate::support::Backend) -> (TestNode, TestNode, TestNode) {
    let mut network = Network::new(&["amman", "berlin", "cairo"]);
    let amman = network.start(backend, "amman").await;
    let berlin = network.start(backend, "berlin").await;
    let cairo = network.start(backend, "cairo").await;
    (amman, berlin, cairo)
}

on_both! {
    async fn a_third_node_sees_the_chain_and_sees_it_gone(backend: Backend) {
        // Amman vouches for Berlin; Cairo trusts Amman and follows Berlin.
        let (amman, berlin, cairo) = three(backend).await;
        cairo.follow(&berlin).await;
        cairo.trust(&amman).await;
        assert_eq!(cairo.standing_of(&berlin).await, Standing::Unverified);

        let given = amman.vouch_for(&berlin).await;
        let offer = berlin.offered().await;
        assert_eq!((offer.uri.as_str(), offer.reason.as_str()), (given.uri.as_str(), "We run a school together."));
        assert!(berlin.was_told(Kind::VouchOffered).await);
        assert_eq!(cairo.standing_of(&berlin).await, Standing::Unverified, "an offer decorates nobody");

        berlin.answer_vouch(&offer, true).await;
        let Standing::Vouched { by, chain } = cairo.wait_for_standing(&berlin, true).await else { unreachable!() };
        assert_eq!((by, chain.len()), (1, 1));
        assert!(chain[0].checked.is_some(), "asked at the voucher's own node");
        assert!(amman.was_told(Kind::VouchChanged).await);

        amman.take_back(&amman.given().await[0]).await;
        cairo.wait_for_standing(&berlin, false).await;
        assert!(berlin.was_told(Kind::VouchChanged).await);
        assert_eq!(berlin.had().await[0].state, VouchState::Revoked);
    }

    async fn nobody_is_vouched_for_against_their_will(backend: Backend) {
        let (amman, berlin, cairo) = three(backend).await;
        cairo.follow(&berlin).await;
        cairo.trust(&amman).await;
        amman.vouch_for(&berlin).await;
        let offer = berlin.offered().await;
        berlin.answer_vouch(&offer, false).await;
        wait_until("the voucher knows of the refusal", PATIENCE, || async {
            amman.given().await[0].state == VouchState::Refused
        })
        .await;
        // Asked again at once: not shown, and not told as an offer that waits.
        amman.vouch_for(&berlin).await;
        amman.settle().await;
        berlin.settle().await;
        assert!(berlin.had().await.iter().all(|v| v.state != VouchState::Offered));
        assert_eq!(cairo.standing_of(&berlin).await, Standing::Unverified);
    }

    async fn the_vouched_gives_it_up(backend: Backend) {
        let (amman, berlin, cairo) = three(backend).await;
        cairo.follow(&berlin).await;
        cairo.trust(&amman).await;
        amman.vouch_for(&berlin).await;
        berlin.accept_offer_of(&amman).await;
        cairo.wait_for_standing(&berlin, true).await;

        let held = berlin.had().await.remove(0);
        berlin.answer_vouch(&held, false).await;
        cairo.wait_for_standing(&berlin, false).await;
        wait_until("the voucher knows", PATIENCE, || async {
            amman.given().await[0].state == VouchState::Declined
        })
        .await;
        // A second answer changes nothing; a late acceptance neither.
        berlin.answer_vouch(&held, false).await;
    }

    async fn only_officers_and_only_once(backend: Backend) {
        let (amman, berlin, _cairo) = three(backend).await;
        amman.vouch_for(&berlin).await;
        let target = amman.known_here(&berlin).await;
        assert!(matches!(
            amman.try_vouch(&target, &reason("Again.")).await,
            Err(Error::Conflict("error-vouch-already"))
        ));
        assert!(matches!(
            amman.try_vouch(&amman.organisation, &reason("Ourselves.")).await,
            Err(Error::Conflict("error-vouch-self"))
        ));
        // An editor decides about no vouch.
        let seats = vec![(amman.organisation.clone(), Seat::Editor)];
        let who = Identity { seats, ..amman.who.clone() };
        let (at, id) = (amman.node().app.at(), amman.given().await[0].id.clone());
        let refused =
            amman.node().db.write(move |c| vouch::actions::take_back(c, &at, &who, &id, "")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }

    async fn what_nobody_confirms_any_more_is_not_believed_for_ever(backend: Backend) {
        let (mut amman, berlin, cairo) = three(backend).await;
        cairo.follow(&berlin).await;
        cairo.trust(&amman).await;
        amman.vouch_for(&berlin).await;
        berlin.accept_offer_of(&amman).await;
        cairo.wait_for_standing(&berlin, true).await;
        amman.stop().await;
        // A week later it does not answer; for a while its word stands.
        cairo.clock.advance(days(8));
        cairo.settle().await;
        assert!(matches!(cairo.standing_of(&berlin).await, Standing::Vouched { .. }));
        cairo.clock.advance(days(14));
        assert_eq!(cairo.standing_of(&berlin).await, Standing::Unverified);
    }
}
