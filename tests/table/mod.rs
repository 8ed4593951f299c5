//! Seats: recorded under the organisation's rule, told to other nodes, answered by the body, counted.

mod browser;
mod page;

use sofra_domain::account::{Identity, Seat as Role};
use sofra_domain::approval::{Decision, Proposal, ProposalState, Rule};
use sofra_domain::table::actions::{self, Act};
use sofra_domain::table::reply::{self, Form as Said};
use sofra_domain::table::rules::{Form, StepForm};
use sofra_domain::table::score::{self, Figure};
use sofra_domain::table::store::{self, Filter, View};
use sofra_domain::table::{Refusal, Seat, SeatId, Stage, State};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, Result};

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Backend, Network, TestNode, wait_until};

/// A seat at the table of a body.
pub fn form(body: &str, stage: &str, audience: &str) -> Form {
    Form {
        body: body.to_owned(),
        body_kind: "government".to_owned(),
        process: "What is dealt with".to_owned(),
        stage: stage.to_owned(),
        kind: "speaking".to_owned(),
        audience: audience.to_owned(),
        language: "en".to_owned(),
        ..Form::default()
    }
}

/// A step on a day of January.
pub fn step(state: &str, day: u32) -> StepForm {
    StepForm {
        state: state.to_owned(),
        refusal: if state == "refused" { "visa".to_owned() } else { String::new() },
        day: format!("2026-01-{day:02}"),
        words: format!("words of {state}"),
        evidence: String::new(),
    }
}

impl TestNode {
    /// An officer proposes something about a seat.
    pub async fn place(&self, who: &Identity, seat: Option<&SeatId>, act: Act) -> Result<(Proposal, SeatId)> {
        let (who, id, seat) = (who.clone(), self.organisation.clone(), seat.cloned());
        self.act(move |c, at| actions::propose(c, at, &who, &id, seat.as_ref(), act)).await
    }

    /// The host, alone in deciding, records a seat that went through these steps.
    pub async fn sat(&self, form: Form, states: &[&str]) -> SeatId {
        let who = self.who.clone();
        let act = Act::Record { form, step: step(states[0], 1) };
        let (_, id) = self.place(&who, None, act).await.expect("recorded");
        for (day, state) in (2..).zip(&states[1..]) {
            self.place(&who, Some(&id), Act::Step { step: step(state, day) }).await.expect("a step");
        }
        id
    }

    async fn seat_by(&self, uri: &str) -> Option<Seat> {
        let uri = uri.to_owned();
        self.ask(move |c| store::by_uri(c, &uri)).await
    }

    async fn whole(&self, id: &SeatId) -> View {
        let id = id.clone();
        self.ask(move |c| {
            let seat = store::get(c, &id)?;
            store::view(c, seat)
        })
        .await
    }

    async fn becomes(&self, uri: &str, state: State) {
        wait_until(&format!("{} knows that it was {state}", self.name), PATIENCE, || async {
            self.seat_by(uri).await.is_some_and(|found| found.state == state)
        })
        .await;
    }
}

async fn two(backend: Backend) -> (TestNode, TestNode) {
    let mut network = Network::new(&["kakuma", "beirut"]);
    (network.start(backend, "kakuma").await, network.start(backend, "beirut").await)
}

on_both! {
    async fn a_seat_is_recorded_under_the_rule_and_travels(backend: Backend) {
        let (kakuma, beirut) = two(backend).await;
        beirut.follow(&kakuma).await;
        kakuma.rule(Rule::TWO).await;
        let member = kakuma.person("member", Role::Member).await;
        let second = kakuma.person("second", Role::Officer).await;
        let new = || Act::Record { form: form("Inter-Agency Standing Committee", "design", "public"), step: step("promised", 1) };
        assert!(matches!(kakuma.place(&member, None, new()).await, Err(Error::Forbidden(_))));
        let (waits, id) = kakuma.place(&kakuma.who.clone(), None, new()).await.expect("proposed");
        assert_eq!(waits.state, ProposalState::Open);
        let known = id.clone();
        let there = kakuma.node().db.read(move |c| store::get(c, &known)).await;
        assert!(matches!(there, Err(Error::NotFound)), "one officer alone records nothing");
        kakuma.decide_on(&second, &waits, Decision::Approve, "").await.expect("approved");
        let uri = kakuma.whole(&id).await.seat.uri;
        beirut.becomes(&uri, State::Promised).await;
        assert_eq!(beirut.seat_by(&uri).await.expect("there").body, "iasc");

        // Two steps are proposed at once: what was approved is bound to the record as it was seen.
        kakuma.rule(Rule::ONE).await;
        let who = kakuma.who.clone();
        kakuma.place(&who, Some(&id), Act::Step { step: step("invited", 2) }).await.expect("a step");
        let back = kakuma.place(&who, Some(&id), Act::Step { step: step("promised", 3) }).await;
        assert!(matches!(back, Err(Error::Invalid(_))), "no step leads back");
        kakuma.place(&who, Some(&id), Act::Step { step: step("refused", 4) }).await.expect("a step");
        beirut.becomes(&uri, State::Refused).await;
        let rated = Act::Rate { rating: 1, words: "We had no way to be there.".to_owned() };
        kakuma.place(&who, Some(&id), rated).await.expect("rated");
        wait_until("the rating has arrived", PATIENCE, || async {
            beirut.seat_by(&uri).await.is_some_and(|found| found.rating == 1)
        })
        .await;
        let copy = beirut.seat_by(&uri).await.expect("there");
        let copy = beirut.whole(&copy.id).await;
        let states: Vec<State> = copy.steps.iter().map(|step| step.state).collect();
        assert_eq!(states, [State::Promised, State::Invited, State::Refused]);
        assert_eq!(copy.steps[2].refusal, "visa");

        // Taken back: gone here, gone there.
        let end = Act::Withdraw { reason: "Recorded twice.".to_owned() };
        kakuma.place(&who, Some(&id), end).await.expect("withdrawn");
        wait_until("the withdrawal has arrived", PATIENCE, || async {
            beirut.seat_by(&uri).await.is_some_and(|found| !found.stands())
        })
        .await;
        for node in [&kakuma, &beirut] {
            let held = node.everything().await;
            let kept = held.lines().any(|line| {
                line.contains("no way to be there") && !line.starts_with("inbox_item") && !line.starts_with("proposal")
            });
            assert!(!kept, "{} holds the words", node.name);
        }
        assert!(!kakuma.everything().await.lines().any(|line| line.starts_with("approval_vote") && line.contains("Recorded twice")));
    }

    async fn what_is_for_the_network_reaches_nobody_else(backend: Backend) {
        let (kakuma, beirut) = two(backend).await;
        beirut.follow(&kakuma).await;
        let id = kakuma.sat(form("A ministry", "decision", "network"), &["invited"]).await;
        let uri = kakuma.whole(&id).await.seat.uri;
        // An organisation that follows is told; a visitor finds nothing, on neither node.
        beirut.becomes(&uri, State::Invited).await;
        for node in [&kakuma, &beirut] {
            let seen = node.ask(|c| store::list(c, &Filter::default(), &Reader::Anyone, None, 10)).await;
            assert_eq!(seen.total, 0);
            let counted = node.ask(|c| score::count(c, &Filter::default(), &Reader::Anyone)).await;
            assert_eq!(counted.all.of(Figure::Promised), 0);
            let here = node.seat_by(&uri).await.expect("there");
            let read = node.node().db.read(move |c| store::read(c, &here.id, &Reader::Anyone)).await;
            assert!(matches!(read, Err(Error::NotFound)));
        }
        let who = kakuma.who.clone();
        let own = kakuma.ask(move |c| store::list(c, &Filter::default(), &Reader::Account(who), None, 10)).await;
        assert_eq!(own.total, 1);
    }

    async fn the_body_replies_by_its_link_and_changes_nothing(backend: Backend) {
        let (kakuma, beirut) = two(backend).await;
        beirut.follow(&kakuma).await;
        let id = kakuma.sat(form("A city", "implementation", "public"), &["invited", "attended"]).await;
        let uri = kakuma.whole(&id).await.seat.uri;
        let link = || {
            let (who, owner, seat) = (kakuma.who.clone(), kakuma.organisation.clone(), id.clone());
            kakuma.act(move |c, at| reply::actions::make_link(c, at, &who, &owner, &seat))
        };
        let first = link().await.expect("a link");
        let second = link().await.expect("another");
        let says = |token: &str, words: &str| {
            let said = Said { name: "The mayor's office".to_owned(), language: "fr".to_owned(), words: words.to_owned() };
            let token = token.to_owned();
            kakuma.act(move |c, at| reply::actions::by_whom_it_may(c, at, &token, &said))
        };
        assert!(matches!(says(&first, "x").await, Err(Error::NotFound)), "a new link ends the one before");
        assert!(matches!(says(&second, " ").await, Err(Error::Invalid(_))));
        says(&second, "Nous avons répondu.").await.expect("said");
        assert!(matches!(says(&second, "encore").await, Err(Error::NotFound)), "a link is good once");
        let view = kakuma.whole(&id).await;
        assert_eq!((view.replies.len(), view.seat.state, view.steps.len()), (1, State::Attended, 2));
        assert!(!kakuma.everything().await.contains(&second), "the link itself is kept nowhere");
        wait_until("the reply has arrived", PATIENCE, || async {
            match beirut.seat_by(&uri).await {
                Some(found) => !beirut.whole(&found.id).await.replies.is_empty(),
                None => false,
            }
        })
        .await;
        let copy = beirut.seat_by(&uri).await.expect("there");
        let copy = beirut.whole(&copy.id).await;
        assert!(copy.replies[0].passed_on && copy.replies[0].words == "Nous avons répondu.");
        assert_eq!(copy.seat.state, State::Attended);
    }

    async fn figures_and_the_lists_behind_them_are_the_same(backend: Backend) {
        let mut node = TestNode::start(backend, "kakuma").await;
        let other = node.another_organisation("other").await;
        for (body, stage, states) in [
            ("ExCom", "decision", &["promised"][..]),
            ("ExCom", "decision", &["promised", "invited", "refused"]),
            ("UNHCR Executive Committee", "decision", &["invited", "attended"]),
            ("ExCom", "design", &["invited", "attended", "ignored"]),
            ("IASC", "design", &["promised", "invited", "attended", "heard", "answered"]),
            ("IASC", "design", &["attended", "heard", "answered", "adopted"]),
            ("=A ministry", "evaluation", &["promised", "refused"]),
        ] {
            node.sat(form(body, stage, "public"), states).await;
        }
        let (who, of) = (node.who.clone(), other.clone());
        let act = Act::Record { form: form("IASC", "design", "public"), step: step("heard", 1) };
        node.act(move |c, at| actions::propose(c, at, &who, &of, None, act)).await.expect("recorded");
        let score = node.ask(|c| score::count(c, &Filter::default(), &Reader::Anyone)).await;
        let all: Vec<i64> = Figure::ALL.into_iter().map(|figure| score.all.of(figure)).collect();
        assert_eq!(all, [8, 6, 5, 3, 1, 1, 3, 2]);
        assert_eq!(score.all.refusals.get(&Refusal::Visa), Some(&2));
        let bodies: Vec<(&str, i64)> =
            score.bodies.iter().map(|body| (body.body.as_str(), body.figures.of(Figure::Promised))).collect();
        assert_eq!(bodies[..2], [("unhcr-excom", 4), ("iasc", 3)]);
        // Every figure, of all, of each body and of each stage, counts what the list behind it shows.
        let mut questions = vec![(Filter::default(), score.all.clone())];
        for body in &score.bodies {
            questions.push((Filter { body: Some(body.body.clone()), ..Filter::default() }, body.figures.clone()));
        }
        for (stage, figures) in &score.stages {
            questions.push((Filter { stage: Some(*stage), ..Filter::default() }, figures.clone()));
        }
        let of = Filter { holder: Some(other), ..Filter::default() };
        let narrowed = of.clone();
        let counted = node.ask(move |c| score::count(c, &narrowed, &Reader::Anyone)).await;
        assert_eq!(counted.all.of(Figure::Heard), 1);
        questions.push((of, counted.all));
        for (question, figures) in questions {
            for figure in Figure::ALL {
                let filter = Filter { figure: Some(figure), ..question.clone() };
                let list = node.ask(move |c| store::list(c, &filter, &Reader::Anyone, None, 200)).await;
                assert_eq!((list.total, list.views.len() as i64), (figures.of(figure), figures.of(figure)), "{figure:?}");
            }
            let filter = Filter { refusal: Some(Refusal::Visa), ..question };
            let list = node.ask(move |c| store::list(c, &filter, &Reader::Anyone, None, 200)).await;
            assert_eq!(list.total, figures.refusals.get(&Refusal::Visa).copied().unwrap_or(0));
        }
        assert_eq!(score.stages[&Stage::Evaluation].of(Figure::Refused), 1);
        let mut visitor = node.browser();
        let file = visitor.get("/seats/score.csv").await;
        assert!(file.text.contains(",'=a ministry,'=A ministry,") || file.text.contains("'=A ministry"), "{}", file.text);
        assert!(!file.text.contains(",=A ministry"), "no cell begins a formula: {}", file.text);
        let file = visitor.get("/seats/score.json?body=iasc").await;
        let file: serde_json::Value = serde_json::from_str(&file.text).expect("JSON");
        assert_eq!(file["lines"][0]["figures"]["heard"], 3);
        assert_eq!(file["question"]["body"], "iasc");
    }
}
