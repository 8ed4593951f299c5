//! A coordinator asks; the members are asked, reminded once each time, and the call is taken back.

use sofra_base::clock::{days, hours};
use sofra_domain::network::call::rules::Form;
use sofra_domain::network::call::{self, store};
use sofra_domain::network::model::CallState;
use sofra_domain::network::{Act, CallId};
use sofra_domain::notification::{self, Kind};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, agenda};

use super::three;
use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{TestNode, wait_for, wait_until};

pub(crate) fn call_form(subjects: Vec<String>, day: String) -> Form {
    Form {
        texts: vec![
            ("en".to_owned(), "Before the Forum".to_owned(), "What do you think?".to_owned()),
            ("ar".to_owned(), "قبل المنتدى".to_owned(), "ما رأيكم؟".to_owned()),
        ],
        subjects,
        day,
        time: "12:00".to_owned(),
    }
}

impl TestNode {
    pub(crate) async fn draft_call(&self, network: &str, form: Form) -> Result<CallId, Error> {
        let network = self.network_here(network).await;
        let (at, who, me) = (self.node().app.at(), self.identity().await, self.organisation.clone());
        self.node().db.write(move |c| call::actions::draft(c, &at, &who, &me, &network, None, &form)).await
    }

    pub(crate) async fn call_here(&self, uri: &str) -> Option<sofra_domain::network::Call> {
        let uri = uri.to_owned();
        self.ask(move |c| store::by_uri(c, &uri)).await
    }

    async fn reminders(&self) -> usize {
        let who = self.who.clone();
        let all = self.ask(move |c| notification::store::page(c, &who, None, 50)).await;
        all.iter().filter(|one| one.kind == Kind::CallReminder).count()
    }

    async fn remind(&self) {
        let at = self.node().app.at();
        self.node().db.write(move |c| call::actions::remind(c, &at)).await.expect("reminded");
    }
}

on_both! {
    async fn a_call_reaches_every_member_and_nobody_else(backend: Backend) {
        let (amman, berlin, cairo, net) = three(backend).await;
        let b = berlin.organisation_uri();
        // Berlin coordinates, on another node than the network's.
        for node in [&berlin, &cairo] {
            node.choose(&net.uri, std::slice::from_ref(&b)).await;
        }
        for node in [&amman, &berlin, &cairo] {
            node.wait_for_coordinators(&net.uri, std::slice::from_ref(&b)).await;
        }
        let istanbul = agenda::istanbul();
        let demand = istanbul.urn(istanbul.demand("R1").expect("a demand").1);
        let page = format!("{}/agenda/istanbul-2018/R2", berlin.base());
        let day = (berlin.clock.now() + days(10)).day();
        assert!(matches!(
            cairo.draft_call(&net.uri, call_form(vec![demand.clone()], day.clone())).await,
            Err(Error::Conflict("error-network-not-coordinator"))
        ));
        assert!(berlin.draft_call(&net.uri, call_form(vec!["https://nowhere.example/x".into()], day.clone())).await.is_err());
        let id = berlin
            .draft_call(&net.uri, call_form(vec![demand.clone(), page, demand.clone()], day))
            .await
            .expect("drafted");
        let drafted = { let id = id.clone(); berlin.ask(move |c| store::get(c, &id)).await };
        berlin.settle().await;
        assert!(amman.call_here(&drafted.uri).await.is_none(), "a draft is nobody's business");

        let network = berlin.network_here(&net.uri).await;
        berlin.do_in_network(Act::Ask { network: network.clone(), call: id.clone() }).await;
        for node in [&amman, &cairo] {
            let known = wait_for("the call", PATIENCE, || node.call_here(&drafted.uri)).await;
            assert_eq!(known.state, CallState::Open);
            let view = node.ask(move |c| store::view(c, known)).await;
            assert_eq!((view.subjects.len(), view.texts.len()), (2, 2), "each subject once");
            assert!(view.subjects.iter().all(|one| one.subject_hash.len() == 64));
            node.was_told_of(Kind::CallAsked).await;
            let (id, who) = (view.call.id.clone(), node.identity().await);
            node.ask(move |c| store::read(c, &id, &Reader::Account(who))).await;
            let id = view.call.id.clone();
            assert!(node.node().db.read(move |c| store::read(c, &id, &Reader::Anyone)).await.is_err());
            let (me, subjects) = (node.organisation.clone(), view.subjects.clone());
            assert!(node.ask(move |c| store::answered(c, &subjects, &me)).await.is_empty());
        }
        berlin.was_told_of(Kind::CallAsked).await;

        // A week before, and a day before, each once.
        cairo.remind().await;
        assert_eq!(cairo.reminders().await, 0);
        // Everywhere, or what is signed on one node would be too old on another.
        for node in [&amman, &berlin, &cairo] {
            node.clock.advance(days(4));
        }
        cairo.remind().await;
        cairo.remind().await;
        assert_eq!(cairo.reminders().await, 1);
        let due = cairo.call_here(&drafted.uri).await.expect("known").reminded_at;
        for node in [&amman, &berlin, &cairo] {
            node.clock.advance(days(5));
            node.clock.advance(hours(13));
        }
        cairo.remind().await;
        assert!(cairo.call_here(&drafted.uri).await.expect("known").reminded_at > due);

        // Another wording and a later day reach everybody; what is asked about, and where, stays.
        let before = cairo.call_here(&drafted.uri).await.expect("known").id;
        let mut form = call_form(Vec::new(), (berlin.clock.now() + days(12)).day());
        form.texts.push(("fr".to_owned(), "Avant le Forum".to_owned(), "Qu’en pensez-vous ?".to_owned()));
        form.texts[0].1 = "Before the Forum, corrected".to_owned();
        let correct = |form: Form| Act::Correct { network: network.clone(), call: id.clone(), form: Box::new(form) };
        let wrong = Form { day: "2001-01-01".to_owned(), ..form.clone() };
        assert!(matches!(berlin.try_act(correct(wrong)).await, Err(Error::Invalid(_))));
        berlin.do_in_network(correct(form.clone())).await;
        for node in [&amman, &cairo] {
            wait_until("the corrected words", PATIENCE, || async {
                let Some(known) = node.call_here(&drafted.uri).await else { return false };
                let view = node.ask(move |c| store::view(c, known)).await;
                view.texts.iter().any(|(_, text)| text.title.ends_with("corrected"))
                    && (view.texts.len(), view.subjects.len()) == (3, 2)
                    && view.call.state == CallState::Open
                    && view.call.deadline_at > drafted.deadline_at
            })
            .await;
        }
        assert_eq!(cairo.call_here(&drafted.uri).await.expect("known").id, before);
        assert!(amman.try_act(correct(form.clone())).await.is_err(), "only whoever asked corrects it");

        berlin.do_in_network(Act::Cancel { network: network.clone(), call: id.clone() }).await;
        for node in [&amman, &cairo] {
            wait_until("it is taken back", PATIENCE, || async {
                node.call_here(&drafted.uri).await.is_some_and(|call| call.state == CallState::Cancelled)
            })
            .await;
        }
        assert!(matches!(berlin.try_act(correct(form)).await, Err(Error::Conflict("error-call-not-open"))));
    }
}
