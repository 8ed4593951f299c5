//! Nothing is said in an organisation's name below its own rule, whichever way it is asked for.

use sofra_domain::Error;
use sofra_domain::account::Seat;
use sofra_domain::approval::{Decision, ProposalState, Rule, Subject, actions, comment, store};
use sofra_domain::audit;
use sofra_domain::notification::{self, Kind};
use sofra_domain::statement::{self, State};

use super::vote;
use crate::on_both;
use crate::support::node::{PATIENCE, form};
use crate::support::{Network, TestNode, wait_until};

/// Something that is nowhere else.
const MARK: &str = "xq7-only-inside-xq7";

on_both! {
    async fn an_organisation_with_one_officer_publishes_directly_and_an_editor_needs_that_one(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let direct = node.publish("Direct", "Text").await;
        assert_eq!(direct.state, State::Published);
        let editor = node.person("editor", Seat::Editor).await;
        let asked = node.begin_text(&editor, form("Asked", "Text", "public"), true).await.unwrap();
        assert_eq!(asked.state, State::Draft, "an editor asks");
        assert_eq!(node.activities_about(&asked.uri).await, 0);
        let told = node.who.clone();
        let kinds = node.act(move |c, _| notification::store::page(c, &told, None, 10)).await.unwrap();
        assert!(kinds.iter().any(|n| n.kind == Kind::ApprovalAwaited && n.link.contains(asked.id.as_str())));
        assert!(matches!(node.approve(&editor, asked.id.as_str(), Subject::Statement).await, Err(Error::Forbidden(_))));
        let done = node.approve(&node.who, asked.id.as_str(), Subject::Statement).await.unwrap();
        assert_eq!((done.state, node.state(&asked.id).await), (ProposalState::Done, State::Published));
        // The record says who proposed and who let it out.
        assert_eq!(done.proposed_by, Some(editor.account.clone()));
        assert_eq!(done.done_by, Some(node.who.account.clone()));
        let id = node.organisation.clone();
        let lines = node.act(move |c, _| audit::store::page(c, Some(&id), None, 20)).await.unwrap();
        for act in ["approval.propose", "approval.approve", "statement.publish"] {
            assert!(lines.iter().any(|line| line.act == act), "{act}: {lines:?}");
        }
    }

    async fn two_different_officers_are_two(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let (second, editor) = (node.person("second", Seat::Officer).await, node.person("editor", Seat::Editor).await);
        let member = node.person("member", Seat::Member).await;
        // Nobody decided on a rule: with a second officer it takes two.
        let asked = node.begin_text(&editor, form("Asked", "Text", "public"), true).await.unwrap();
        let object = asked.id.as_str();
        node.approve(&second, object, Subject::Statement).await.unwrap();
        node.approve(&second, object, Subject::Statement).await.unwrap();
        assert_eq!(node.state(&asked.id).await, State::Draft, "an officer counts once");
        assert!(node.approve(&member, object, Subject::Statement).await.is_err());
        // The officer's own proposal is one of the two.
        let own = node.begin_text(&node.who, form("Own", "Text", "public"), true).await.unwrap();
        assert_eq!(own.state, State::Draft);
        assert_eq!(node.ask_to_publish(&node.who, &own.id).await.unwrap().state, State::Draft, "asking twice is no second voice");
        node.approve(&second, own.id.as_str(), Subject::Statement).await.unwrap();
        assert_eq!(node.state(&own.id).await, State::Published);
        // Of two who approved, one leaves before it goes out: it does not.
        let step = node.draft(&editor, form("Step", "Text", "public")).await;
        let (who, id) = (editor.clone(), step.id.clone());
        node.act(move |c, at| statement::actions::propose(c, at, &who, &id)).await.unwrap();
        let third = node.person("third", Seat::Officer).await;
        node.approve(&second, step.id.as_str(), Subject::Statement).await.unwrap();
        let approved = node.approve(&third, step.id.as_str(), Subject::Statement).await.unwrap();
        assert_eq!(approved.state, ProposalState::Open, "approved, and it waits for the last step");
        node.leaves(&third).await;
        let (who, found) = (editor.clone(), approved.clone());
        let early = node.act(move |c, at| actions::finish(c, at, &who, &found.id, &found.content_hash)).await;
        assert!(matches!(early, Err(Error::Conflict("error-not-approved"))), "{early:?}");
        assert_eq!(node.state(&step.id).await, State::Draft);
        node.approve(&node.who, step.id.as_str(), Subject::Statement).await.unwrap();
        let (who, found) = (editor.clone(), approved);
        node.act(move |c, at| actions::finish(c, at, &who, &found.id, &found.content_hash)).await.unwrap();
        assert_eq!(node.state(&step.id).await, State::Published);
        // A rejection goes back to the writer, with its reason inside.
        let bad = node.begin_text(&editor, form("Bad", "Text", "public"), true).await.unwrap();
        let found = node.waiting(bad.id.as_str(), Subject::Statement).await.unwrap();
        assert!(node.decide_on(&second, &found, Decision::Reject, " ").await.is_err(), "a reason is needed");
        let rejected = node.decide_on(&second, &found, Decision::Reject, "Not so.").await.unwrap();
        assert_eq!((rejected.state, node.state(&bad.id).await), (ProposalState::Rejected, State::Draft));
        assert!(node.decide_on(&node.who, &found, Decision::Approve, "").await.is_err(), "it no longer waits");
    }

    async fn mod_03_an_approval_is_for_the_text_it_was_given_for(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let (second, editor) = (node.person("second", Seat::Officer).await, node.person("editor", Seat::Editor).await);
        let asked = node.begin_text(&editor, form("Asked", "The text that was read", "public"), true).await.unwrap();
        let seen = node.waiting(asked.id.as_str(), Subject::Statement).await.unwrap();
        node.decide_on(&second, &seen, Decision::Approve, "").await.unwrap();
        for change in [form("Asked", "Another text", "public"), form("Asked", "Another text", "followers")] {
            let (who, id) = (editor.clone(), asked.id.clone());
            node.act(move |c, at| statement::actions::save(c, at, &who, &id, &change)).await.unwrap();
            let late = node.decide_on(&node.who, &seen, Decision::Approve, "").await;
            assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
            assert!(node.waiting(asked.id.as_str(), Subject::Statement).await.is_none(), "what waited is void");
            let again = node.ask_to_publish(&editor, &asked.id).await.unwrap();
            assert_eq!(again.state, State::Draft);
            let tally = node.waiting(asked.id.as_str(), Subject::Statement).await.unwrap();
            let counted = node.act(move |c, _| store::tally(c, &tally)).await.unwrap();
            assert_eq!(counted.approving, 0, "the approvals of before are gone");
            let other = node.waiting(asked.id.as_str(), Subject::Statement).await.unwrap();
            node.decide_on(&second, &other, Decision::Approve, "").await.unwrap();
        }
        // Saved without a change, what was approved stays approved.
        let (who, id) = (editor.clone(), asked.id.clone());
        let same = form("Asked", "Another text", "followers");
        node.act(move |c, at| statement::actions::save(c, at, &who, &id, &same)).await.unwrap();
        node.approve(&node.who, asked.id.as_str(), Subject::Statement).await.unwrap();
        assert_eq!(node.state(&asked.id).await, State::Published);
    }

    async fn a_vote_needs_its_quorum_and_its_threshold(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut officers = vec![node.who.clone()];
        for n in 0..4 {
            officers.push(node.person(&format!("officer{n}"), Seat::Officer).await);
        }
        // Five officers: three must take part, two thirds of those for or against must be for it.
        node.rule(vote(60, 67)).await;
        let text = node.begin_text(&officers[1], form("Vote", "Text", "public"), true).await.unwrap();
        let found = node.waiting(text.id.as_str(), Subject::Statement).await.unwrap();
        node.decide_on(&officers[2], &found, Decision::Approve, "").await.unwrap();
        assert_eq!(node.state(&text.id).await, State::Draft, "two of five");
        node.decide_on(&officers[3], &found, Decision::Reject, "No.").await.unwrap();
        assert_eq!(node.state(&text.id).await, State::Draft, "two of three are 66 percent");
        node.decide_on(&officers[4], &found, Decision::Approve, "").await.unwrap();
        assert_eq!(node.state(&text.id).await, State::Published);
        // An officer who left takes no part any more.
        let text = node.begin_text(&officers[1], form("Again", "Text", "public"), true).await.unwrap();
        let found = node.waiting(text.id.as_str(), Subject::Statement).await.unwrap();
        node.decide_on(&officers[2], &found, Decision::Approve, "").await.unwrap();
        node.leaves(&officers[2]).await;
        let counting = found.clone();
        let counted = node.act(move |c, _| store::tally(c, &counting)).await.unwrap();
        assert_eq!((counted.officers, counted.approving, counted.needed), (4, 1, 3));
    }

    async fn revising_and_withdrawing_wait_for_the_rule_as_well(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let said = node.publish("Said", "Text").await;
        let second = node.person("second", Seat::Officer).await;
        let revised = node.revise(&said.id, "Said better", "Text").await;
        assert_eq!(revised.revision, 1, "it waits apart");
        assert_eq!(node.title(&said.uri).await.as_deref(), Some("Said"));
        node.settle().await;
        assert_eq!(node.activities_about(&said.uri).await, 1, "nobody was told of it");
        // Another wording voids the first, with its approvals.
        node.revise(&said.id, "Said best", "Text").await;
        node.approve(&second, said.id.as_str(), Subject::Revision).await.unwrap();
        assert_eq!(node.title(&said.uri).await.as_deref(), Some("Said best"));
        node.withdraw(&said.id).await;
        assert_eq!(node.state(&said.id).await, State::Published);
        node.approve(&second, said.id.as_str(), Subject::Withdrawal).await.unwrap();
        assert_eq!(node.state(&said.id).await, State::Withdrawn);
        // Nothing of what it said is left in what was proposed.
        let id = said.id.clone();
        let rows = node.act(move |c, _| store::all_about(c, id.as_str())).await.unwrap();
        assert!(rows.iter().all(|row| row.content.is_empty()), "{rows:?}");
    }

    async fn the_rule_itself_changes_by_the_rule(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let (second, editor) = (node.person("second", Seat::Officer).await, node.person("editor", Seat::Editor).await);
        let (id, who) = (node.organisation.clone(), editor.clone());
        let refused = node.act(move |c, at| actions::propose_rule(c, at, &who, &id, Rule::ONE)).await;
        assert!(matches!(refused, Err(Error::Forbidden(_))));
        let (id, who) = (node.organisation.clone(), node.who.clone());
        let made = node.act(move |c, at| actions::propose_rule(c, at, &who, &id, Rule::ONE)).await.unwrap();
        assert_eq!(made.state, ProposalState::Open, "one officer cannot lower the rule alone");
        node.approve(&second, node.organisation.clone().as_str(), Subject::Rule).await.unwrap();
        let id = node.organisation.clone();
        assert_eq!(node.act(move |c, _| store::rule(c, &id)).await.unwrap(), Rule::ONE);
        assert_eq!(node.publish("Alone", "Text").await.state, State::Published);
        let id = node.organisation.clone();
        let lines = node.act(move |c, _| audit::store::page(c, Some(&id), None, 5)).await.unwrap();
        assert!(lines.iter().any(|line| line.act == "approval.rule"));
    }

    async fn what_is_said_about_a_draft_never_leaves(backend: Backend) {
        use diesel::prelude::*;
        use sofra_db::schema::{activity, inbox_item};
        let mut network = Network::new(&["kakuma", "beirut"]);
        let kakuma = network.start(backend, "kakuma").await;
        let beirut = network.start(backend, "beirut").await;
        beirut.follow(&kakuma).await;
        let (second, stranger) = (kakuma.person("second", Seat::Officer).await, beirut.who.clone());
        let member = kakuma.person("member", Seat::Member).await;
        let asked = kakuma.begin_text(&kakuma.who, form("Asked", "Text", "public"), true).await.unwrap();
        let say = |who: &sofra_domain::account::Identity, body: &str| {
            let (who, id, body) = (who.clone(), asked.id.clone(), body.to_owned());
            kakuma.act(move |c, at| comment::add(c, at, &who, &id, &body))
        };
        say(&second, &format!("Too weak. {MARK}")).await.unwrap();
        say(&member, &format!("I agree. {MARK}")).await.unwrap();
        assert!(matches!(say(&stranger, "x").await, Err(Error::NotFound)));
        let found = kakuma.waiting(asked.id.as_str(), Subject::Statement).await.unwrap();
        kakuma.decide_on(&second, &found, Decision::Approve, MARK).await.unwrap();
        wait_until("it arrived", PATIENCE, || async { beirut.title(&asked.uri).await.is_some() }).await;
        kakuma.settle().await;
        // Not in anything that was sent, nor in anything that arrived.
        let sent: Vec<String> = kakuma.act(|c, _| Ok(activity::table.select(activity::body).load(c)?)).await.unwrap();
        let came: Vec<String> = beirut.act(|c, _| Ok(inbox_item::table.select(inbox_item::body).load(c)?)).await.unwrap();
        assert!(sent.len() > 1 && !came.is_empty());
        for body in sent.iter().chain(&came) {
            assert!(!body.contains(MARK), "{body}");
            // The terms of the context are the same in all that is sent; some of them are words like these names.
            let mut said: serde_json::Value = serde_json::from_str(body).unwrap_or_else(|_| body.as_str().into());
            if let Some(parts) = said.as_object_mut() {
                parts.remove("@context");
            }
            let said = said.to_string();
            for name in ["second", "member", "kakuma_host"] {
                assert!(!said.contains(name), "{name}: {body}");
            }
        }
        // Not on a page or in the API for anybody outside, and not in what other nodes fetch.
        let mut outside = kakuma.browser();
        for path in [
            asked.path(),
            format!("{}/approval", asked.path()),
            format!("/api/v1/statements/{}", asked.id),
            format!("/api/v1/statements/{}/comments", asked.id),
            format!("/api/v1/statements/{}/proposals", asked.id),
            "/o/kakuma_org".to_owned(),
        ] {
            let page = outside.get(&path).await;
            assert!(!page.text.contains(MARK) && !page.text.contains("second"), "{path}: {}", page.text);
        }
        outside.accept = "application/activity+json".to_owned();
        assert!(!outside.get(&asked.path()).await.text.contains(MARK));
        // Inside it is there, with its name.
        let page = kakuma.signed_in().await.get(&format!("{}/approval", asked.path())).await;
        assert!(page.text.contains(MARK) && page.text.contains("second"), "{}", page.text);
    }
}
