//! Positions between nodes.

use sofra_domain::account::Seat;
use sofra_domain::approval::{Decision, ProposalState, Rule, Subject};
use sofra_domain::notification::Kind;
use sofra_domain::position::store::{self, Filter, Which};
use sofra_domain::position::subject::{paragraph, resolve};
use sofra_domain::position::{Audience, Stance, State, actions};
use sofra_domain::viewer::Reader;
use sofra_domain::{awaits, notification};

use super::{R1, stance};
use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Backend, Network, TestNode, wait_for, wait_until};

async fn two(backend: Backend) -> (TestNode, TestNode) {
    let mut network = Network::new(&["kakuma", "beirut"]);
    (network.start(backend, "kakuma").await, network.start(backend, "beirut").await)
}

async fn arrives(node: &TestNode, uri: &str, wanted: Stance) {
    wait_until(&format!("{} knows of {wanted}", node.name), PATIENCE, || async {
        node.position(uri).await.is_some_and(|found| found.stance == wanted)
    })
    .await;
}

on_both! {
    async fn from_inside_to_the_other_side_and_back(backend: Backend) {
        let (kakuma, beirut) = two(backend).await;
        beirut.follow(&kakuma).await;
        kakuma.rule(Rule::TWO).await;
        let member = kakuma.person("member", Seat::Member).await;
        let second = kakuma.person("second", Seat::Officer).await;
        kakuma.says(&member, R1, "oppose", "innermost words").await.expect("every seat may");

        let mut proposed = stance("support-with-reservations", "public", "Yes, but the camps first.");
        proposed.reasons.push(sofra_domain::position::rules::ReasonForm {
            language: "ar".to_owned(),
            reasons: "نعم، ولكن المخيمات أولاً.".to_owned(),
        });
        let proposal = kakuma.propose(&kakuma.who, R1, proposed).await.expect("proposed");
        assert_eq!(proposal.state, ProposalState::Open);
        kakuma.settle().await;
        assert!(kakuma.stands(R1).await.is_none(), "one officer alone takes nothing");
        let refused = kakuma.decide_on(&member, &proposal, Decision::Approve, "").await;
        assert!(refused.is_err(), "who is no officer decides nothing");
        let done = kakuma.decide_on(&second, &proposal, Decision::Approve, "").await.expect("approved");
        assert_eq!(done.state, ProposalState::Done);
        let taken = kakuma.stands(R1).await.expect("taken");
        assert_eq!((taken.rule.as_str(), taken.revision), ("two", 1));

        arrives(&beirut, &taken.uri, Stance::Reservations).await;
        let copy = beirut.position(&taken.uri).await.expect("there");
        assert_eq!((copy.subject.as_str(), copy.subject_hash), (R1, taken.subject_hash.clone()));
        assert_eq!((copy.rule.as_str(), copy.audience, copy.state), ("two", Audience::Public, State::Standing));
        let (id, revision) = (copy.id.clone(), copy.revision);
        let reasons = beirut.ask(move |c| store::reasons(c, &id, revision)).await;
        assert_eq!(reasons.len(), 2, "in both languages");

        // A change of mind.
        let proposal =
            kakuma.propose(&kakuma.who, R1, stance("oppose", "public", "Not like this.")).await.expect("proposed");
        kakuma.decide_on(&second, &proposal, Decision::Approve, "").await.expect("approved");
        arrives(&beirut, &taken.uri, Stance::Oppose).await;
        let of = copy.id.clone();
        let history = beirut.ask(move |c| store::history(c, &of)).await;
        assert_eq!(history.len(), 2, "what it was before stays known");

        // Taken back, by the same rule.
        let (who, id) = (kakuma.who.clone(), taken.id.clone());
        let still =
            kakuma.act(move |c, at| actions::withdraw(c, at, &who, &id, "We see it differently now.")).await;
        assert_eq!(still.expect("proposed").state, State::Standing);
        kakuma.approve(&second, taken.id.as_str(), Subject::PositionWithdrawal).await.expect("approved");
        wait_until("the withdrawal has arrived", PATIENCE, || async {
            beirut.position(&taken.uri).await.is_some_and(|found| found.state == State::Withdrawn)
        })
        .await;
        beirut.settle().await;
        let held = beirut.everything().await;
        for gone in ["innermost words", "We see it differently now", "Not like this", "camps first"] {
            let kept = held.lines().any(|line| line.contains(gone) && !line.starts_with("inbox_item"));
            assert!(!kept, "{gone} is held elsewhere");
        }
        // Anew is another one.
        let proposal = kakuma.propose(&kakuma.who, R1, stance("abstain", "public", "")).await.expect("proposed");
        kakuma.decide_on(&second, &proposal, Decision::Approve, "").await.expect("approved");
        let anew = kakuma.stands(R1).await.expect("taken");
        assert_ne!(anew.uri, taken.uri);
        arrives(&beirut, &anew.uri, Stance::Abstain).await;
    }

    async fn when_the_subject_changes_its_holder_is_asked_again(backend: Backend) {
        let (kakuma, beirut) = two(backend).await;
        beirut.follow(&kakuma).await;
        let body = "# Why\n\n- one *item*\n- two & <b>three</b>\n\nFirst [link](https://a.example/x?y=1&z=2).\n\n> Second \"quoted\".";
        let mut said = form("On work", body, "public");
        said.numbered = true;
        let said = kakuma.publish_form(said).await;
        wait_until("the statement has arrived", PATIENCE, || async {
            beirut.title(&said.uri).await.is_some()
        })
        .await;
        // Both nodes mean the same by every subject.
        for identity in [said.uri.clone(), paragraph(&said.uri, 1), paragraph(&said.uri, 2)] {
            let (here, there) = (identity.clone(), identity.clone());
            let here = kakuma.ask(move |c| resolve(c, &here)).await;
            let there = beirut.ask(move |c| resolve(c, &there)).await;
            assert!(here.is_known() && here.hash == there.hash, "{identity}");
        }
        let whole = beirut.takes(&said.uri, stance("support", "public", "All of it.")).await;
        let part = beirut.takes(&paragraph(&said.uri, 1), stance("oppose", "public", "Not this one.")).await;
        // The author hears of it without following anybody.
        arrives(&kakuma, &whole.uri, Stance::Support).await;
        arrives(&kakuma, &part.uri, Stance::Oppose).await;
        let stale = |node: &TestNode| {
            let db = node.node().db.clone();
            async move {
                let filter = Filter { which: Which::Stale, ..Filter::default() };
                db.read(move |c| store::list(c, &filter, &Reader::Anyone, None, 10)).await.expect("a list").total
            }
        };
        assert_eq!((stale(&kakuma).await, stale(&beirut).await), (0, 0));

        kakuma.revise(&said.id, "On work", "Something else altogether.").await;
        wait_until("the revision has arrived", PATIENCE, || async { stale(&beirut).await == 2 }).await;
        assert_eq!(stale(&kakuma).await, 2);
        let (who, now) = (beirut.who.clone(), beirut.clock.now());
        let (waits, told) = beirut
            .ask(move |c| Ok((awaits::count(c, now, &who)?.positions, notification::store::page(c, &who, None, 50)?)))
            .await;
        assert_eq!(waits, 2);
        assert!(told.iter().any(|one| one.kind == Kind::PositionStale && one.link == "/desk/beirut_org/positions"));
        // Looked at again and taken anew: it binds to the version of now.
        beirut.takes(&said.uri, stance("oppose", "public", "Not any more.")).await;
        assert_eq!(stale(&beirut).await, 1);
        arrives(&kakuma, &whole.uri, Stance::Oppose).await;
        assert_eq!(stale(&kakuma).await, 1);
    }

    async fn what_is_for_the_network_reaches_nobody_else(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut", "athens"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        let mut athens = network.start(backend, "athens").await;
        beirut.follow(&kakuma).await;
        // A person follows too, but is no organisation.
        let person = athens.appear().await;
        athens.find(&kakuma.handle()).await;
        let target = athens.known_actor(&kakuma.organisation_uri()).await;
        let who = athens.who.clone();
        athens
            .act(move |c, at| sofra_domain::follow::actions::request(c, at, &who, &person, &target))
            .await
            .expect("asked");
        wait_until("both follow", PATIENCE, || async { kakuma.follower_count().await == 2 }).await;

        let taken = kakuma.takes(R1, stance("oppose", "network", "for our ears only")).await;
        arrives(&beirut, &taken.uri, Stance::Oppose).await;
        assert_eq!(beirut.position(&taken.uri).await.expect("there").audience, Audience::Network);
        kakuma.settle().await;
        athens.settle().await;
        assert!(athens.position(&taken.uri).await.is_none());
        assert!(!athens.everything().await.contains("for our ears only"));
        // Nor does whoever asks for it: a visitor, the other node, the list, the outbox, the API.
        let athens_asks = athens.node().federation.clone();
        let uri = taken.uri.clone();
        use sofra_domain::remote::Resolver as _;
        assert!(athens_asks.find(&uri).await.is_err());
        for node in [&kakuma, &beirut] {
            let mut browser = node.browser();
            for path in [taken.path(), "/positions".to_owned(), "/api/v1/positions".to_owned(),
                "/o/kakuma_org/outbox?page=true".to_owned(), "/agenda/istanbul-2018/R1".to_owned()] {
                let page = browser.get(&path).await;
                assert!(!page.text.contains("for our ears only") && !page.text.contains(&taken.uri), "{path}");
            }
        }
        let page = kakuma.browser().get(&taken.path()).await;
        assert_eq!(page.status, 404);

        // To be read by everybody it is said anew: the one for the network is taken back.
        let public = kakuma.takes(R1, stance("oppose", "public", "for everybody")).await;
        assert_ne!(public.uri, taken.uri);
        arrives(&beirut, &public.uri, Stance::Oppose).await;
        let copy = wait_for("the first one to be gone", PATIENCE, || async {
            beirut.position(&taken.uri).await.filter(|found| found.state == State::Withdrawn)
        })
        .await;
        assert_eq!(copy.audience, Audience::Network);
        arrives(&athens, &public.uri, Stance::Oppose).await;
    }
}
