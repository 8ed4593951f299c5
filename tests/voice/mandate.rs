//! Mandates, seen from the node that gives them and from another.

use sofra_base::clock::days;
use sofra_domain::account::Seat;
use sofra_domain::approval::{ProposalState, Subject};
use sofra_domain::mandate::rules::Form;
use sofra_domain::mandate::{self, MandateId, Mark, State};
use sofra_domain::notification::{self, Kind};
use sofra_domain::statement::{self, Statement};
use sofra_domain::{Error, actor};

use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

const R1: &str = "urn:sofra:agenda:istanbul-2018:R1";
const S1: &str = "urn:sofra:agenda:istanbul-2018:S1";

/// A mandate on the theme R, from today for a hundred days.
pub fn mandate(node: &TestNode, name: &str) -> Form {
    let today = node.clock.now();
    Form {
        name: name.to_owned(),
        agreed: true,
        scope: vec!["urn:sofra:agenda:istanbul-2018:R".to_owned()],
        forum: "Global Refugee Forum".to_owned(),
        decision: "General assembly of all members".to_owned(),
        decided_on: today.day(),
        votes_for: "31".to_owned(),
        votes_against: "2".to_owned(),
        from: today.day(),
        until: (today + days(100)).day(),
        ..Form::default()
    }
}

/// Written and given by the host, who decides alone.
pub async fn given(node: &TestNode, form: Form) -> MandateId {
    let (who, id) = (node.who.clone(), node.organisation.clone());
    node.act(move |c, at| {
        let made = mandate::actions::begin(c, at, &who, &id, &form)?;
        let proposal = mandate::actions::propose(c, at, &who, &made)?;
        assert_eq!(proposal.state, ProposalState::Done);
        Ok(made)
    })
    .await
    .expect("given")
}

/// Said on a demand, under a mandate.
pub async fn said_under(
    node: &TestNode,
    title: &str,
    demand: &str,
    under: Option<&MandateId>,
) -> Result<Statement, Error> {
    let mut text = form(title, "Text", "public");
    text.demands = vec![demand.to_owned()];
    let draft = node.draft(&node.who, text).await;
    let (who, id, under) = (node.who.clone(), draft.id.clone(), under.cloned());
    node.act(move |c, at| {
        mandate::actions::choose(c, at, &who, &id, under.as_ref())?;
        statement::actions::publish(c, at, &who, &id)
    })
    .await
}

pub async fn mark(node: &TestNode, uri: &str) -> Option<Mark> {
    let (uri, today) = (uri.to_owned(), node.clock.now().day());
    node.act(move |c, _| {
        let Some(found) = statement::store::by_uri(c, &uri)? else { return Ok(None) };
        let author = actor::store::get(c, &found.author_id)?;
        mandate::store::mark(c, &found, &author, &today).map(Some)
    })
    .await
    .expect("readable")
}

on_both! {
    async fn another_node_sees_it_active_then_revoked_and_marks_what_was_said(backend: Backend) {
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let id = given(&kakuma, mandate(&kakuma, "Our delegate")).await;
        let under = said_under(&kakuma, "Under it", R1, Some(&id)).await.unwrap();
        let without = said_under(&kakuma, "Without", R1, None).await.unwrap();
        assert!(matches!(said_under(&kakuma, "Beyond", S1, Some(&id)).await, Err(Error::Invalid(_))), "it does not cover that");
        for node in [&kakuma, &beirut] {
            wait_until("it is marked as covered", PATIENCE, || async {
                matches!(mark(node, &under.uri).await, Some(Mark::Holds(view))
                    if view.mandate.shown_name == "Our delegate" && view.mandate.votes_for == Some(31))
            })
            .await;
            wait_until("it is marked as not covered", PATIENCE, || async {
                mark(node, &without.uri).await == Some(Mark::Without)
            })
            .await;
        }
        // On the page of the organisation there, and under its own address here.
        let there = beirut.known_actor(&kakuma.organisation_uri()).await;
        let page = beirut.browser().get(&format!("/actors/{there}")).await;
        assert!(page.text.contains("Our delegate") && page.text.contains("Global Refugee Forum"), "{}", page.text);
        let path = format!("/o/kakuma_org/mandates/{id}");
        assert!(kakuma.browser().get(&path).await.text.contains("General assembly of all members"));
        let mut program = kakuma.browser();
        program.accept = "application/activity+json".to_owned();
        let document: serde_json::Value = serde_json::from_str(&program.get(&path).await.text).unwrap();
        assert_eq!(document["type"], "Mandate");
        assert_eq!(document["standing"], "active");
        assert_eq!(document["attributedTo"], kakuma.organisation_uri());

        let (who, revoked) = (kakuma.who.clone(), id.clone());
        kakuma.act(move |c, at| mandate::actions::revoke(c, at, &who, &revoked, "The assembly chose anew.")).await.unwrap();
        for node in [&kakuma, &beirut] {
            wait_until("it is marked as revoked", PATIENCE, || async {
                matches!(mark(node, &under.uri).await, Some(Mark::Revoked(view))
                    if view.mandate.revocation_reason == "The assembly chose anew.")
            })
            .await;
            assert_eq!(node.title(&under.uri).await.as_deref(), Some("Under it"), "nothing is erased");
        }
        let copy = beirut.statement(&under.uri).await.unwrap();
        let page = beirut.browser().get(&copy.path()).await;
        assert!(page.text.contains("revoked since"), "{}", page.text);
        // Nothing new can be said under it.
        assert!(matches!(said_under(&kakuma, "Late", R1, Some(&id)).await, Err(Error::Invalid(_))));
    }

    async fn a_mandate_of_another_organisation_is_not_believed(backend: Backend) {
        use diesel::prelude::*;
        use sofra_db::schema::{mandate as rows, statement_mandate};
        let mut network = Network::new(&["kakuma", "beirut"]);
        let mut kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let id = given(&kakuma, mandate(&kakuma, "Our delegate")).await;
        let own = kakuma.organisation.clone();
        let other = kakuma.another_organisation("other_org").await;
        // The organisation says that it speaks under the other one's mandate, as only a changed program could.
        kakuma.organisation = other.clone();
        let theirs = given(&kakuma, mandate(&kakuma, "Their delegate")).await;
        kakuma.organisation = own;
        let said = said_under(&kakuma, "Forged", R1, Some(&id)).await.unwrap();
        wait_until("it arrived", PATIENCE, || async { beirut.title(&said.uri).await.is_some() }).await;
        let (of, uri) = (said.id.clone(), format!("{}/o/other_org/mandates/{theirs}", kakuma.base()));
        kakuma
            .act(move |c, _| {
                diesel::update(statement_mandate::table.find(of)).set(statement_mandate::mandate_uri.eq(uri)).execute(c)?;
                Ok(())
            })
            .await
            .unwrap();
        let mut text = form("Forged again", "Text", "public");
        text.demands = vec![R1.to_owned()];
        let (who, of) = (kakuma.who.clone(), said.id.clone());
        kakuma.act(move |c, at| statement::actions::revise(c, at, &who, &of, &text)).await.unwrap();
        wait_until("the revision arrived", PATIENCE, || async {
            beirut.title(&said.uri).await.as_deref() == Some("Forged again")
        })
        .await;
        for node in [&kakuma, &beirut] {
            assert_eq!(mark(node, &said.uri).await, Some(Mark::Without), "{}", node.name);
        }
        // Drafts are in nobody's document.
        let listed: Vec<State> = beirut.act(|c, _| Ok(rows::table.select(rows::state).load(c)?)).await.unwrap();
        assert!(!listed.contains(&State::Draft));
    }

    async fn nothing_of_a_holder_is_public_before_the_holder_agreed(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let holder = node.person("quiet_member", Seat::Member).await;
        let mut form = mandate(&node, "Not this name");
        form.holder = holder.account.to_string();
        let (who, org) = (node.who.clone(), node.organisation.clone());
        let id = node.act(move |c, at| mandate::actions::begin(c, at, &who, &org, &form)).await.unwrap();
        let give = || {
            let (who, id) = (node.who.clone(), id.clone());
            node.act(move |c, at| mandate::actions::propose(c, at, &who, &id))
        };
        assert!(matches!(give().await, Err(Error::Conflict("error-mandate-not-accepted"))));
        let path = format!("/o/a_org/mandates/{id}");
        assert_eq!(node.browser().get(&path).await.status, 404);
        let (who, of) = (node.who.clone(), id.clone());
        let other = node.act(move |c, at| mandate::actions::accept(c, at, &who, &of, "In their place")).await;
        assert!(matches!(other, Err(Error::NotFound)), "nobody accepts for somebody else");
        let (who, of) = (holder.clone(), id.clone());
        node.act(move |c, at| mandate::actions::accept(c, at, &who, &of, "Speaker of the women's group")).await.unwrap();
        assert_eq!(give().await.unwrap().state, ProposalState::Done);
        let page = node.browser().get(&path).await;
        assert!(page.text.contains("Speaker of the women") && !page.text.contains("quiet_member"), "{}", page.text);
        let mut program = node.browser();
        program.accept = "application/activity+json".to_owned();
        let actor = program.get("/o/a_org").await.text;
        assert!(actor.contains("Speaker of the women") && !actor.contains("quiet_member") && !actor.contains("Not this name"));
        let document: serde_json::Value = serde_json::from_str(&actor).unwrap();
        let fields = document["attachment"].as_array().unwrap();
        assert!(fields.iter().any(|f| f["type"] == "PropertyValue" && f["name"] == "Mandate"), "{fields:?}");
        // The holder lays it down.
        let (who, of) = (holder, id);
        node.act(move |c, at| mandate::actions::revoke(c, at, &who, &of, "I move away.")).await.unwrap();
    }

    async fn a_mandate_begins_by_the_rule_and_ends_by_its_date(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let second = node.person("second", Seat::Officer).await;
        let (who, org, form) = (node.who.clone(), node.organisation.clone(), mandate(&node, "Our delegate"));
        let id = node
            .act(move |c, at| {
                let id = mandate::actions::begin(c, at, &who, &org, &form)?;
                assert_eq!(mandate::actions::propose(c, at, &who, &id)?.state, ProposalState::Open);
                Ok(id)
            })
            .await
            .unwrap();
        // Changed after it was proposed: what waited is void.
        let (who, of, mut changed) = (node.who.clone(), id.clone(), mandate(&node, "Our delegate"));
        changed.forum = "Another forum".to_owned();
        node.act(move |c, at| mandate::actions::save(c, at, &who, &of, &changed)).await.unwrap();
        assert!(node.waiting(id.as_str(), Subject::Mandate).await.is_none());
        let (who, of) = (node.who.clone(), id.clone());
        node.act(move |c, at| mandate::actions::propose(c, at, &who, &of)).await.unwrap();
        node.approve(&second, id.as_str(), Subject::Mandate).await.unwrap();
        let of = id.clone();
        assert_eq!(node.act(move |c, _| mandate::store::get(c, &of)).await.unwrap().mandate.state, State::Active);
        let told = || {
            let who = second.clone();
            node.act(move |c, at| {
                mandate::actions::remind(c, at)?;
                mandate::actions::remind(c, at)?;
                notification::actions::see(c, at.now, &who, None)?;
                let all = notification::store::page(c, &who, None, 50)?;
                Ok(all.iter().filter(|n| n.kind == Kind::MandateChanged).count())
            })
        };
        assert_eq!(told().await.unwrap(), 0, "a hundred days are far");
        node.clock.advance(days(87));
        assert_eq!(told().await.unwrap(), 1, "two weeks before its end");
        node.clock.advance(days(20));
        assert_eq!(told().await.unwrap(), 2, "and once when it ended");
        let page = node.browser().get(&format!("/o/a_org/mandates/{id}")).await;
        assert!(page.text.contains("ended on"), "{}", page.text);
    }
}
