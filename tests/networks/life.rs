//! Applying, vouching, choosing, suspending, leaving, founding anew.

use sofra_base::clock::hours;
use sofra_domain::network::{self, Act, MemberState};
use sofra_domain::notification::Kind;
use sofra_domain::{actor, approval};

use super::{founding, three};
use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{Network, wait_until};

on_both! {
    async fn members_vouch_choose_suspend_and_leave(backend: Backend) {
        let (amman, berlin, cairo, net) = three(backend).await;
        berlin.was_told_of(Kind::NetworkChanged).await;
        amman.was_told_of(Kind::NetworkApplied).await;
        berlin.was_told_of(Kind::NetworkApplied).await;
        let uri = net.uri.as_str();
        let (a, b, c) = (amman.organisation_uri(), berlin.organisation_uri(), cairo.organisation_uri());
        cairo.wait_for_coordinators(uri, std::slice::from_ref(&a)).await;

        // Two of three choose two others; a choice stands until it is taken back.
        berlin.choose(uri, &[b.clone(), c.clone()]).await;
        cairo.choose(uri, &[b.clone(), c.clone()]).await;
        for node in [&amman, &berlin, &cairo] {
            node.wait_for_coordinators(uri, &[b.clone(), c.clone()]).await;
        }
        cairo.choose(uri, &[a.clone(), b.clone()]).await;
        for node in [&amman, &berlin, &cairo] {
            node.wait_for_coordinators(uri, &[a.clone(), b.clone(), c.clone()]).await;
        }

        // It takes two coordinators to suspend, whose nodes are others than the network's.
        let remove = |network, about| Act::Move {
            network, about, removal: true, reason: "It speaks for a party.".to_owned(),
        };
        let (there, about) = (berlin.network_here(uri).await, berlin.actor(&a).await.expect("known").id);
        berlin.do_in_network(remove(there, about)).await;
        berlin.settle().await;
        amman.settle().await;
        assert_eq!(amman.member(uri, &a).await.expect("a member").state, MemberState::Admitted);
        let (there, about) = (cairo.network_here(uri).await, cairo.actor(&a).await.expect("known").id);
        cairo.do_in_network(remove(there, about)).await;
        for node in [&amman, &berlin, &cairo] {
            node.wait_for_member(uri, &a, MemberState::Suspended).await;
            node.wait_for_coordinators(uri, &[b.clone(), c.clone()]).await;
        }
        amman.was_told_of(Kind::NetworkChanged).await;

        // …and to take it back in.
        for node in [&berlin, &cairo] {
            let (network, about) = (node.network_here(uri).await, node.actor(&a).await.expect("known").id);
            node.do_in_network(Act::Move { network, about, removal: false, reason: String::new() }).await;
        }
        for node in [&amman, &berlin, &cairo] {
            node.wait_for_member(uri, &a, MemberState::Admitted).await;
        }

        let network = cairo.network_here(uri).await;
        cairo.do_in_network(Act::Leave { network }).await;
        for node in [&amman, &berlin] {
            wait_until("the others know that Cairo left", PATIENCE, || async {
                node.member(uri, &c).await.is_none_or(|row| row.state == MemberState::Left)
            })
            .await;
        }
        assert_eq!(cairo.member(uri, &c).await.expect("its own word").state, MemberState::Left);
        wait_until("what was for members is not kept", PATIENCE, || async {
            cairo.settle().await;
            cairo.node().federation.refetch_actor(
                &sofra_federation::uri::Uri::parse(uri, sofra_federation::uri::UriPolicy { development: true }).unwrap(),
                &mut Default::default(),
            ).await.expect("readable");
            cairo.member(uri, &b).await.is_none()
        })
        .await;
    }

    async fn a_network_survives_its_node(backend: Backend) {
        let (mut amman, berlin, cairo, net) = three(backend).await;
        let uri = net.uri.as_str();
        let agenda = network::agenda::read(&[("en".to_owned(), "A: School\nA1: Every child learns".to_owned())])
            .expect("an agenda");
        amman.do_in_network(Act::Agenda { network: net.id.clone(), agenda }).await;
        wait_until("Berlin holds the agenda", PATIENCE, || async {
            let id = berlin.network_here(uri).await;
            !berlin.ask(move |c| network::store::get(c, &id)).await.own_agenda().is_empty()
        })
        .await;
        amman.kill().await;

        let old = berlin.network_here(uri).await;
        berlin.do_in_network(Act::Refound { network: old.clone(), username: "east_again".to_owned() }).await;
        let new = berlin.ask(|c| actor::store::local_by_username(c, "east_again")).await.expect("founded");
        let id = new.id.clone();
        let row = berlin.ask(move |c| network::store::get(c, &id)).await;
        assert_eq!(row.founding_text().len(), 2, "the founding text came along");
        assert_eq!(row.own_agenda().demand("A1").map(|(_, demand)| demand.title.len()), Some(1));
        assert_eq!(row.predecessor_uri.as_deref(), Some(uri));
        let b = berlin.organisation_uri();
        berlin.wait_for_coordinators(&new.uri, std::slice::from_ref(&b)).await;

        // Cairo is invited and belongs only once it says so.
        let c = cairo.organisation_uri();
        cairo.wait_for_member(&new.uri, &c, MemberState::Invited).await;
        cairo.was_told_of(Kind::NetworkChanged).await;
        assert_eq!(berlin.member(&new.uri, &c).await.expect("invited").state, MemberState::Invited);
        let there = cairo.network_here(uri).await;
        let known = cairo.ask(move |c| network::store::get(c, &there)).await;
        assert_eq!(known.successor_uri.as_deref(), Some(new.uri.as_str()));
        cairo.apply(&new).await;
        for node in [&berlin, &cairo] {
            node.wait_for_member(&new.uri, &c, MemberState::Admitted).await;
        }
        // The lost node comes back later: it is invited too, and its own network says nothing of having ended.
        amman.start_again().await;
        for node in [&amman, &berlin, &cairo] {
            // Those who could not reach it try again after a while.
            node.clock.advance(hours(1));
        }
        amman.wait_for_member(&new.uri, &amman.organisation_uri(), MemberState::Invited).await;
        let id = net.id.clone();
        assert_eq!(amman.ask(move |c| network::store::get(c, &id)).await.successor_uri, None);
    }

    async fn where_two_officers_decide_nothing_is_founded_by_one(backend: Backend) {
        let mut net = Network::new(&["amman"]);
        let amman = net.start(backend, "amman").await;
        let (at, me) = (amman.node().app.at(), amman.organisation.clone());
        let rule = approval::Rule::TWO;
        amman
            .node()
            .db
            .write(move |c| approval::actions::set_rule_at_the_machine(c, &at, &me, rule))
            .await
            .expect("a rule");
        let (at, who, me) = (amman.node().app.at(), amman.who.clone(), amman.organisation.clone());
        let act = Act::Found { founding: Box::new(founding("east")) };
        let proposal = amman
            .node()
            .db
            .write(move |c| network::actions::propose(c, &at, &who, &me, &act))
            .await
            .expect("proposed");
        assert!(!network::actions::is_done(&proposal));
        assert!(amman.ask(|c| actor::store::local_by_username(c, "east")).await.is_none());
    }

    async fn a_subgroup_is_one_when_the_network_says_so(backend: Backend) {
        let (amman, berlin, _cairo, net) = three(backend).await;
        let mut founding = founding("east_women");
        founding.parent = Some(net.uri.clone());
        berlin.do_in_network(Act::Found { founding: Box::new(founding) }).await;
        let part = berlin.ask(|c| actor::store::local_by_username(c, "east_women")).await.expect("founded");
        amman.wait_for_member(&net.uri, &part.uri, MemberState::Applied).await;
        let about = amman.actor(&part.uri).await.expect("known").id;
        amman.do_in_network(Act::Move { network: net.id.clone(), about, removal: false, reason: String::new() }).await;
        amman.wait_for_member(&net.uri, &part.uri, MemberState::Admitted).await;
        let id = net.id.clone();
        let members = amman.ask(move |c| network::store::admitted(c, &id)).await;
        assert_eq!(members.len(), 3, "a part of it is not one more member");
    }
}
