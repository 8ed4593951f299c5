//! Three nodes, late, doubled and shuffled deliveries, one view.

use sofra_base::clock::days;
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::{Actor, ActorId};
use sofra_domain::approval::{Decision, ProposalState, Rule, RuleKind, Subject};
use sofra_domain::network::{self, Act, MemberState};
use sofra_domain::organisation::rules::FactsForm;
use sofra_domain::organisation::{self, actions::Profile};
use sofra_domain::position::rules::Form;
use sofra_domain::position::subject::paragraph;
use sofra_domain::position::{Position, actions, store};
use sofra_domain::{Error, Result, statement};

use super::quiet;
use crate::networks::calls::call_form;
use crate::on_both;
use crate::position::{R1, stance};
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

const R2: &str = "urn:sofra:agenda:istanbul-2018:R2";

/// Officers beside the host, who decide with it.
struct Second {
    who: Option<Identity>,
}

impl TestNode {
    /// An organisation of the node says what it thinks, by its rule.
    async fn says_as(&self, organisation: &ActorId, second: &Second, subject: &str, form: Form) -> Position {
        let (who, id, about) = (self.identity().await, organisation.clone(), subject.to_owned());
        let proposal =
            self.act(move |c, at| actions::propose(c, at, &who, &id, &about, &form)).await.expect("proposed");
        if let Some(other) = &second.who {
            assert_eq!(proposal.state, ProposalState::Open, "one alone decides nothing");
            self.decide_on(other, &proposal, Decision::Approve, "").await.expect("approved");
        }
        let (id, subject) = (organisation.clone(), subject.to_owned());
        self.ask(move |c| store::standing(c, &id, &subject)).await.expect("taken")
    }

    /// …and takes it back.
    async fn takes_back(&self, found: &Position, second: &Second) {
        let (who, id) = (self.identity().await, found.id.clone());
        self.act(move |c, at| actions::withdraw(c, at, &who, &id, "We see it differently."))
            .await
            .expect("asked");
        if let Some(other) = &second.who {
            self.approve(other, found.id.as_str(), Subject::PositionWithdrawal).await.expect("approved");
        }
    }

    /// An organisation says what it is.
    async fn is(&self, organisation: &ActorId, host: &str, kinds: &[&str], languages: &[&str]) {
        let facts = FactsForm {
            host: host.to_owned(),
            declared: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
            origins: vec!["SY".to_owned()],
            ..FactsForm::default()
        };
        let profile = Profile {
            texts: vec![("en".to_owned(), format!("{} {}", self.name, kinds.join(" and ")), String::new())],
            approves_followers: false,
        };
        let (who, id) = (self.identity().await, organisation.clone());
        self.act(move |c, at| organisation::actions::describe_fully(c, at, &who, &id, &profile, &facts))
            .await
            .expect("described");
    }

    async fn writes_agenda(&self, network: &Actor, text: &str) {
        let agenda = network::agenda::read(&[("en".to_owned(), text.to_owned())]).expect("an agenda");
        self.do_in_network(Act::Agenda { network: network.id.clone(), agenda }).await;
    }

    /// What it is asked about is known here in this version.
    async fn knows(&self, subject: &str, hash: &str) {
        let what = format!("{} knows {subject} as it is", self.name);
        wait_until(&what, PATIENCE, || async {
            let (subject, hash) = (subject.to_owned(), hash.to_owned());
            self.ask(move |c| Ok(sofra_domain::position::subject::resolve(c, &subject)?.hash == hash)).await
        })
        .await;
    }

    async fn hash_of(&self, subject: &str) -> String {
        let subject = subject.to_owned();
        self.ask(move |c| Ok(sofra_domain::position::subject::resolve(c, &subject)?.hash)).await
    }

    async fn revises(&self, said: &statement::Statement, network: &Actor, body: &str) {
        let (who, id) = (self.identity().await, said.id.clone());
        let mut form = numbered("What we ask for", body);
        form.networks = vec![network.id.to_string()];
        self.act(move |c, at| statement::actions::revise(c, at, &who, &id, &form)).await.expect("revised");
    }

    async fn joins(&self, network: &str, organisation: &ActorId) -> Result<()> {
        let network = self.network_here(network).await;
        self.try_act_as(organisation, Act::Join { network, words: "We belong here.".to_owned() }).await?;
        Ok::<_, Error>(())
    }
}

fn numbered(title: &str, body: &str) -> statement::rules::Form {
    let mut form = form(title, body, "public");
    form.numbered = true;
    form
}

fn answer(kind: &str, audience: &str, reasons: &str, call: &str) -> Form {
    Form { call: call.to_owned(), ..stance(kind, audience, reasons) }
}

/// A node goes away, others go on, what waits for it is shuffled, it comes back.
async fn comes_back(node: &mut TestNode, others: &[&TestNode], seed: u64) {
    let host = node.config().domain.clone();
    for other in others {
        let away = [host.clone()];
        wait_until("everybody else was told", PATIENCE, || other.is_told(&away)).await;
        other.shuffle(&host, seed).await;
    }
    node.start_again().await;
}

on_both! {
    async fn whatever_the_order_all_nodes_say_the_same(backend: Backend) {
        let mut net = Network::new(&["amman", "berlin", "cairo"]);
        let mut amman = net.start(backend, "amman").await;
        let mut berlin = net.start(backend, "berlin").await;
        let mut cairo = net.start(backend, "cairo").await;
        let one = Second { who: None };
        let (a, b, c) =
            (amman.organisation.clone(), berlin.organisation.clone(), cairo.organisation.clone());
        let network = amman.found_network("east").await;
        let uri = network.uri.clone();
        berlin.apply(&network).await;
        amman.vouch_in(&uri, &berlin.organisation_uri()).await;
        berlin.wait_for_member(&uri, &berlin.organisation_uri(), MemberState::Admitted).await;
        amman.writes_agenda(&network, "A: School\nA1: Every child learns\nA2: Diplomas count").await;
        let own = format!("{uri}/agenda/A1");
        berlin.knows(&own, &amman.hash_of(&own).await).await;

        // Said before some of them belonged: in public, and to those who did.
        let women = berlin.another_organisation("berlin_women").await;
        berlin.says_as(&women, &one, R2, stance("oppose", "public", "Before we belonged.")).await;
        berlin.says_as(&b, &one, R2, stance("support", "network", "To those who belonged.")).await;
        let mut said = numbered("What we ask for", "Work.\n\nSchool.\n\nA voice.");
        said.networks = vec![network.id.to_string()];
        let said = amman.publish_form(said).await;
        let part = paragraph(&said.uri, 2);

        berlin.joins(&uri, &women).await.expect("applied");
        cairo.apply(&network).await;
        let youth = cairo.another_organisation("cairo_youth").await;
        cairo.joins(&uri, &youth).await.expect("applied");
        let joining = [
            format!("{}/o/berlin_women", berlin.base()),
            cairo.organisation_uri(),
            format!("{}/o/cairo_youth", cairo.base()),
        ];
        for about in &joining {
            amman.vouch_in(&uri, about).await;
            berlin.vouch_in(&uri, about).await;
        }
        for about in &joining {
            for node in [&amman, &berlin, &cairo] {
                node.wait_for_member(&uri, about, MemberState::Admitted).await;
            }
        }
        // What they are is told after they came in.
        amman.is(&a, "JO", &["refugee-led"], &["ar"]).await;
        berlin.is(&b, "DE", &["refugee-led", "women-led"], &["ar", "de"]).await;
        berlin.is(&women, "DE", &["women-led"], &["de"]).await;
        cairo.is(&c, "EG", &["refugee-led"], &["ar", "en"]).await;
        cairo.is(&youth, "EG", &["youth-led"], &["en"]).await;

        let day = (amman.clock.now() + days(20)).day();
        let subjects = vec![R1.to_owned(), said.uri.clone(), part.clone(), own.clone()];
        let id = amman.draft_call(&uri, call_form(subjects, day)).await.expect("drafted");
        amman.do_in_network(Act::Ask { network: network.id.clone(), call: id.clone() }).await;
        let call = amman.ask(move |c| network::call::store::get(c, &id)).await.uri;
        quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
        for node in [&amman, &berlin, &cairo] {
            assert!(node.call_here(&call).await.is_some(), "{} is asked", node.name);
            node.knows(&part, &amman.hash_of(&part).await).await;
        }

        // Other rules than one officer's from now on.
        berlin.rule(Rule::TWO).await;
        let of_berlin = Second { who: Some(berlin.person("second", Seat::Officer).await) };
        cairo.rule(Rule { kind: RuleKind::Vote, quorum: 60, threshold: 60 }).await;
        let of_cairo = Second { who: Some(cairo.person("second", Seat::Officer).await) };

        amman.says_as(&a, &one, R1, answer("support", "public", "Yes.", &call)).await;
        amman.says_as(&a, &one, &part, answer("support", "network", "", &call)).await;
        let mind = berlin.says_as(&b, &of_berlin, R1, answer("oppose", "public", "No.", &call)).await;
        berlin.says_as(&b, &of_berlin, &own, answer("support", "network", "Quietly.", &call)).await;
        berlin.says_as(&women, &one, R1, answer("support", "public", "Yes.", &call)).await;
        let gone = cairo.says_as(&c, &of_cairo, R1, answer("abstain", "public", "Perhaps.", &call)).await;
        cairo.says_as(&c, &of_cairo, &said.uri, answer("support-with-reservations", "public", "But.", &call)).await;
        cairo.says_as(&youth, &one, &part, answer("oppose", "network", "Not this.", &call)).await;
        cairo.says_as(&youth, &one, &own, answer("support", "public", "", &call)).await;
        let first = quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
        assert!(first["call: voices"].contains("members: 5, spoken: 5"), "{}", first["call: voices"]);
        assert!(first["network: lines"].contains("R2"), "what was said before is there: {}", first["network: lines"]);

        // Cairo is away while minds change, and what it was asked about changes too.
        cairo.stop().await;
        berlin.says_as(&b, &of_berlin, R1, answer("support-with-reservations", "public", "If the camps come first.", &call)).await;
        amman.revises(&said, &network, "Work.\n\nSchools for all.\n\nA voice.").await;
        amman.says_as(&a, &one, R1, answer("oppose", "network", "Said to you alone now.", &call)).await;
        berlin.says_as(&women, &one, R2, stance("support", "public", "We have changed our mind.")).await;
        amman.writes_agenda(&network, "A: School\nA1: Every child learns in its language\nA2: Diplomas count").await;
        comes_back(&mut cairo, &[&amman, &berlin], 1).await;
        let second = quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
        assert_ne!(first["call: digest"], second["call: digest"]);
        assert!(second["call: lines"].contains("stale: 2"), "{}", second["call: lines"]);

        // The network's own node is away.
        amman.stop().await;
        cairo.takes_back(&gone, &of_cairo).await;
        cairo.says_as(&youth, &one, &own, answer("support", "public", "In its language.", &call)).await;
        cairo.says_as(&youth, &one, R1, answer("oppose", "network", "", &call)).await;
        berlin.says_as(&b, &of_berlin, &part, answer("oppose", "public", "The new words.", &call)).await;
        cairo.is(&c, "LB", &["refugee-led", "women-led"], &["ar"]).await;
        comes_back(&mut amman, &[&berlin, &cairo], 2).await;
        let third = quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
        assert_ne!(second["call: digest"], third["call: digest"]);
        assert!(!third["call: positions"].contains(&gone.uri), "what was taken back counts no more");

        // Berlin, whose words are passed on by others.
        berlin.stop().await;
        amman.says_as(&a, &one, &part, answer("abstain", "network", "", &call)).await;
        let anew = cairo.says_as(&c, &of_cairo, R1, answer("support", "public", "After all.", &call)).await;
        cairo.says_as(&c, &of_cairo, R1, answer("oppose", "public", "No, after all.", &call)).await;
        comes_back(&mut berlin, &[&amman, &cairo], 3).await;
        let last = quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
        assert!(last["call: positions"].contains(&format!("{} oppose", anew.uri)));
        assert!(last["call: positions"].contains(&format!("{} support-with-reservations", mind.uri)));
        for node in [&amman, &berlin, &cairo] {
            node.assert_counts().await;
        }

        // Everything that was ever sent comes again, in other orders, to nodes that forgot that it came.
        for seed in 10..13 {
            let mut sent = 0;
            for node in [&amman, &berlin, &cairo] {
                node.forget_arrivals().await;
                for other in [&amman, &berlin, &cairo] {
                    if other.name != node.name {
                        sent += other.send_all_again(&node.config().domain, seed).await;
                    }
                }
            }
            assert!(sent > 30, "{sent} activities came again");
            let again = quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
            assert_eq!(again["call: digest"], last["call: digest"], "seed {seed}");
            assert_eq!(again["network: positions"], last["network: positions"], "seed {seed}");
            assert_eq!(again["network: lines"], last["network: lines"], "seed {seed}");
        }
        // …and to one that lost all that others said.
        for seed in 20..22 {
            cairo.loses_what_others_said().await;
            for other in [&amman, &berlin] {
                other.send_all_again(&cairo.config().domain, seed).await;
            }
            let again = quiet(&[&amman, &berlin, &cairo], &uri, &call).await;
            assert_eq!(again["call: digest"], last["call: digest"], "seed {seed}");
        }
        for node in [&amman, &berlin, &cairo] {
            node.assert_counts().await;
        }
    }
}

impl TestNode {
    async fn loses_what_others_said(&self) {
        use diesel::prelude::*;
        use sofra_db::schema::{call, inbox_item, position, statement, tombstone};
        self.act(|c, _| {
            diesel::delete(inbox_item::table).execute(c)?;
            diesel::delete(position::table.filter(position::local.eq(false))).execute(c)?;
            diesel::delete(statement::table.filter(statement::local.eq(false))).execute(c)?;
            diesel::delete(call::table.filter(call::local.eq(false))).execute(c)?;
            diesel::delete(tombstone::table).execute(c)?;
            Ok(())
        })
        .await
        .expect("lost");
        sofra_domain::overview::actions::recount_all(&self.node().db).await.expect("counted");
    }
}
