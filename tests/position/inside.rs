//! What members think, and what may be told of it.

use sofra_domain::account::Seat;
use sofra_domain::approval::{Decision, ProposalState, Rule, Subject};
use sofra_domain::position::totals::Told;
use sofra_domain::position::{State, actions, inside, store, subject};
use sofra_domain::{Error, seat, visibility};

use super::{R1, stance};
use crate::on_both;
use crate::support::{TestNode, newcomer};

on_both! {
    async fn every_seat_may_say_what_it_thinks_and_nobody_else_hears_it(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        let member = node.person("member", Seat::Member).await;
        let editor = node.person("editor", Seat::Editor).await;
        node.says(&member, R1, "oppose", "first").await.expect("said");
        node.says(&member, R1, "support", "the later word").await.expect("changed");
        node.says(&editor, R1, "abstain", "").await.expect("said");
        let (organisation, who) = (node.organisation.clone(), node.who.clone());
        let about = node.ask(|c| subject::resolve(c, R1)).await;
        let (seen, asked) = (about.clone(), organisation.clone());
        let (said, totals) = node
            .ask(move |c| Ok((inside::said(c, &who, &asked, &seen)?, inside::totals(c, &who, &asked, &seen)?)))
            .await;
        assert_eq!(said.len(), 2, "one word each, the latest");
        assert_eq!((totals.members, totals.spoken(), totals.support, totals.abstain), (3, 2, 1, 1));
        // A stranger with an account, and the host of another organisation, learn nothing.
        let stranger = node
            .act(|c, at| {
                let made = newcomer(c, at.now, "stranger", "x", sofra_domain::account::Role::Moderator)?;
                sofra_domain::account::store::identity(c, &made, true)
            })
            .await
            .expect("somebody");
        assert!(matches!(node.says(&stranger, R1, "support", "").await, Err(Error::NotFound)));
        let (asked, asking) = (organisation.clone(), stranger.clone());
        let refused = node
            .node()
            .db
            .read(move |c| inside::said(c, &asking, &asked, &about))
            .await;
        assert!(matches!(refused, Err(Error::NotFound)));
        // It goes with the seat.
        let (officer, gone, of) = (node.who.clone(), member.account.clone(), organisation.clone());
        node.act(move |c, at| seat::actions::remove(c, at, &officer, &of, &gone, "")).await.expect("removed");
        assert!(!node.everything().await.contains("the later word"));
    }

    async fn totals_below_five_are_not_told(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        node.rule(Rule::ONE).await;
        let mut form = stance("support", "public", "");
        form.tells_totals = true;
        let few = node.propose(&node.who, R1, form.clone()).await;
        assert!(matches!(few, Err(Error::Invalid(wrong)) if wrong[0].key == "error-totals-too-few"));
        for n in 0..11 {
            let who = node.person(&format!("member{n}"), Seat::Member).await;
            let word = if n < 6 { "support" } else if n < 7 { "oppose" } else { "abstain" };
            if n < 10 {
                node.says(&who, R1, word, "").await.expect("said");
            }
        }
        // Twelve have a seat: six for it, one against it, three abstain, two say nothing.
        let taken = node.takes(R1, form).await;
        let told = Told::parse(&taken.member_totals).expect("told");
        assert_eq!(told.members, 12);
        assert_eq!(told.support, Some(6));
        assert_eq!((told.oppose, told.abstain, told.reservations, told.spoken), (None, None, None, None));
    }

    async fn an_approval_is_for_what_was_seen(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        node.rule(Rule::TWO).await;
        let second = node.person("second", Seat::Officer).await;
        let said = {
            // One officer writes and both let it out.
            let text = node.draft(&node.who, crate::support::node::form("Ours", "Text", "public")).await;
            node.ask_to_publish(&node.who, &text.id).await.expect("asked");
            node.approve(&second, text.id.as_str(), Subject::Statement).await.expect("out");
            node.statement(&text.uri).await.expect("there")
        };
        let first = node.propose(&node.who, &said.uri, stance("support", "public", "a")).await.expect("proposed");
        let other = node.propose(&node.who, &said.uri, stance("oppose", "public", "b")).await.expect("proposed");
        let stale = node.decide_on(&second, &first, Decision::Approve, "").await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "the first one is void");
        // The statement changes before the second officer decides.
        let (who, id) = (node.who.clone(), said.id.clone());
        let words = crate::support::node::form("Ours", "Other text", "public");
        node.act(move |c, at| sofra_domain::statement::actions::revise(c, at, &who, &id, &words)).await.expect("asked");
        node.approve(&second, said.id.as_str(), Subject::Revision).await.expect("revised");
        let late = node.decide_on(&second, &other, Decision::Approve, "").await;
        assert!(matches!(late, Err(Error::Conflict("error-proposal-changed"))), "{late:?}");
        assert!(node.stands(&said.uri).await.is_none());
        let anew = node.propose(&node.who, &said.uri, stance("oppose", "public", "b")).await.expect("proposed");
        let done = node.decide_on(&second, &anew, Decision::Approve, "").await.expect("approved");
        assert_eq!(done.state, ProposalState::Done);
        assert!(node.stands(&said.uri).await.is_some());
    }

    async fn a_person_shows_what_they_think_by_their_own_choice_alone(backend: Backend) {
        let mut node = TestNode::start(backend, "kakuma").await;
        let who = node.who.clone();
        let hidden = node.act(move |c, at| actions::show_own(c, at, &who, R1, &stance("support", "public", ""))).await;
        assert!(matches!(hidden, Err(Error::Conflict("error-position-not-visible"))));
        node.appear().await;
        let who = node.who.clone();
        let shown = node
            .act(move |c, at| actions::show_own(c, at, &who, R1, &stance("support", "public", "my own words")))
            .await
            .expect("shown");
        assert_eq!((shown.state, shown.rule.as_str()), (State::Standing, ""));
        // What a person takes back about themselves takes their positions with it.
        let who = node.who.clone();
        node.act(move |c, at| visibility::actions::disappear(c, at, &who)).await.expect("gone");
        let id = shown.id.clone();
        let after = node.ask(move |c| store::get(c, &id)).await;
        assert_eq!(after.state, State::Withdrawn);
        node.settle().await;
        assert!(!node.everything().await.contains("my own words"));
    }

    async fn a_position_tells_no_more_than_its_subject_may(backend: Backend) {
        let node = TestNode::start(backend, "kakuma").await;
        let local = node.publish_form(crate::support::node::form("Only here", "Text", "local")).await;
        let hidden = node.propose(&node.who, &local.uri, stance("support", "network", "")).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        let network = node.publish_form(crate::support::node::form("For some", "Text", "network")).await;
        let wider = node.propose(&node.who, &network.uri, stance("support", "public", "")).await;
        assert!(matches!(wider, Err(Error::Invalid(_))));
        let taken = node.takes(&network.uri, stance("support", "network", "")).await;
        let page = node.browser().get(&taken.path()).await;
        assert_eq!(page.status, 404);
    }
}
