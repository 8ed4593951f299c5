//! Who becomes an officer, and who is one no more, is decided by the organisation's own rule; the host has no way round it.

use sofra_base::clock::days;
use sofra_domain::account::{self, Identity, Seat};
use sofra_domain::approval::{Decision, Proposal, ProposalState, Rule, RuleKind, Subject, actions, store};
use sofra_domain::invitation::model::{NewPerson, Offer};
use sofra_domain::joining::{self, RequestState};
use sofra_domain::node::{self, Joining};
use sofra_domain::notification::{self, Kind};
use sofra_domain::seat::{self, Change};
use sofra_domain::{Error, Result, audit, invitation};

use super::{account_of, come_in, establish, invite};
use crate::on_both;
use crate::support::TestNode;
use crate::support::node::form;

/// What an officer does about somebody's seat.
async fn change(node: &TestNode, who: &Identity, whom: &Identity, seat: Seat) -> Result<Option<Proposal>> {
    let (who, whom, id) = (who.clone(), whom.account.clone(), node.organisation.clone());
    node.act(move |c, at| seat::actions::change(c, at, &who, &id, &whom, seat)).await
}

/// An officer wants somebody's seat taken away.
async fn remove(node: &TestNode, who: &Identity, whom: &Identity) -> Result<Option<Proposal>> {
    let (who, whom, id) = (who.clone(), whom.account.clone(), node.organisation.clone());
    node.act(move |c, at| seat::actions::remove(c, at, &who, &id, &whom, "for this test")).await
}

/// Somebody as they are now: the seats they have may have changed since.
async fn seated(node: &TestNode, whom: &Identity) -> Identity {
    let whom = whom.account.clone();
    node.ask(move |c| account::store::identity(c, &whom, true)).await
}

async fn seat_of(node: &TestNode, whom: &Identity) -> Option<Seat> {
    let (whom, id) = (whom.account.clone(), node.organisation.clone());
    node.ask(move |c| Ok(account::store::identity(c, &whom, true)?.seat(&id))).await
}

async fn state_of(node: &TestNode, found: &Proposal) -> ProposalState {
    let id = found.id.clone();
    node.ask(move |c| store::get(c, &id)).await.state
}

/// Of what kind an account's notifications are.
async fn told(node: &TestNode, whom: &Identity) -> Vec<Kind> {
    let whom = whom.clone();
    let page = node.ask(move |c| notification::store::page(c, &whom, None, 50)).await;
    page.into_iter().map(|one| one.kind).collect()
}

async fn acts(node: &TestNode) -> Vec<String> {
    let id = node.organisation.clone();
    let lines = node.ask(move |c| audit::store::page(c, Some(&id), None, 100)).await;
    lines.into_iter().map(|line| line.act).collect()
}

on_both! {
    async fn one_officer_appoints_alone_two_need_each_other_and_other_seats_stay_direct(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let second = node.person("second", Seat::Editor).await;
        let third = node.person("third", Seat::Member).await;
        assert!(change(&node, &node.who, &second, Seat::Officer).await.unwrap().is_none(), "one officer suffices");
        assert_eq!(seat_of(&node, &second).await, Some(Seat::Officer));
        let second = seated(&node, &second).await;
        // From now on it takes two.
        let waits = change(&node, &node.who, &third, Seat::Officer).await.unwrap().expect("it waits");
        assert_eq!(seat_of(&node, &third).await, Some(Seat::Member));
        let again = change(&node, &node.who, &third, Seat::Officer).await.unwrap().expect("it still waits");
        assert_eq!(again.id, waits.id, "who asks twice is no second voice");
        let twice = node.decide_on(&node.who, &waits, Decision::Approve, "").await.unwrap();
        assert_eq!(twice.state, ProposalState::Open, "who proposed does not approve it a second time");
        assert!(matches!(node.decide_on(&third, &waits, Decision::Approve, "").await, Err(Error::Forbidden(_))));
        assert!(told(&node, &second).await.contains(&Kind::ApprovalAwaited));
        // Editors' and members' seats are an officer's own act.
        assert!(change(&node, &second, &third, Seat::Editor).await.unwrap().is_none());
        assert_eq!(state_of(&node, &waits).await, ProposalState::Void, "it was meant for another seat");
        let waits = change(&node, &node.who, &third, Seat::Officer).await.unwrap().expect("it waits");
        let done = node.decide_on(&second, &waits, Decision::Approve, "").await.unwrap();
        assert_eq!((done.state, seat_of(&node, &third).await), (ProposalState::Done, Some(Seat::Officer)));
        assert!(told(&node, &third).await.contains(&Kind::RoleChanged));
        let acts = acts(&node).await;
        for act in ["approval.propose", "approval.approve", "seat.change"] {
            assert!(acts.iter().any(|one| one == act), "{act}: {acts:?}");
        }
        // The last one left appoints alone, also under a rule of two that could not be met any more.
        node.rule(Rule::TWO).await;
        for gone in [&second, &third] {
            let (who, id) = (seated(&node, gone).await, node.organisation.clone());
            node.act(move |c, at| seat::actions::leave(c, at.now, &who, &id)).await.unwrap();
        }
        for back in [&second, &third] {
            let (back, id) = (back.account.clone(), node.organisation.clone());
            node.act(move |c, at| seat::actions::give(c, at.now, &back, &id, Seat::Editor)).await.unwrap();
        }
        assert!(change(&node, &node.who, &second, Seat::Officer).await.unwrap().is_none());
        let waits = change(&node, &node.who, &third, Seat::Officer).await.unwrap().expect("now it takes two");
        node.decide_on(&seated(&node, &second).await, &waits, Decision::Approve, "").await.unwrap();
        let (second, third) = (seated(&node, &second).await, seated(&node, &third).await);
        // Where the organisation decided that one suffices, one does.
        node.rule(Rule::ONE).await;
        assert!(change(&node, &second, &third, Seat::Editor).await.unwrap().is_none());
        assert_eq!(seat_of(&node, &third).await, Some(Seat::Editor));
    }

    async fn whoever_would_lose_the_seat_has_no_say_and_their_word_counts_no_more(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let (second, third) = (node.person("second", Seat::Officer).await, node.person("third", Seat::Officer).await);
        // Something that the third one has approved, and that lacks one voice.
        let text = node.begin_text(&third, form("Asked", "Text", "public"), true).await.unwrap();
        let waits = remove(&node, &node.who, &third).await.unwrap().expect("it waits");
        assert_eq!(seat_of(&node, &third).await, Some(Seat::Officer));
        assert!(told(&node, &third).await.contains(&Kind::OfficersChanged), "they learn of it");
        for decision in [Decision::Reject, Decision::Approve] {
            let said = node.decide_on(&third, &waits, decision, "I stay").await;
            assert!(matches!(said, Err(Error::Forbidden("own-seat"))), "{said:?}");
        }
        for who in [&third, &second] {
            let (who, id) = (who.clone(), waits.id.clone());
            let back = node.act(move |c, at| actions::take_back(c, at, &who, &id)).await;
            assert!(matches!(back, Err(Error::Forbidden(_))), "only who proposed it takes it back: {back:?}");
        }
        // Nor does a proposal of their own about it void it.
        assert!(change(&node, &third, &node.who, Seat::Editor).await.unwrap().is_some(), "about another seat");
        assert_eq!(state_of(&node, &waits).await, ProposalState::Open);
        node.decide_on(&second, &waits, Decision::Approve, "").await.unwrap();
        assert_eq!(seat_of(&node, &third).await, None);
        let found = node.waiting(text.id.as_str(), Subject::Statement).await.expect("it waits");
        let counted = node.act(move |c, _| store::tally(c, &found)).await.unwrap();
        assert_eq!((counted.approving, counted.officers), (0, 2), "an officer's word ends with the seat");
        // Of two, none takes the other's seat: that would be one officer deciding alone.
        for (who, whom) in [(&node.who, &second), (&second, &node.who)] {
            let tried = remove(&node, who, whom).await;
            assert!(matches!(tried, Err(Error::Conflict("error-officers-too-few"))), "{tried:?}");
            let tried = change(&node, who, whom, Seat::Member).await;
            assert!(matches!(tried, Err(Error::Conflict("error-officers-too-few"))), "{tried:?}");
        }
        // One's own seat one gives up alone, but not the last one.
        assert!(change(&node, &second, &second, Seat::Editor).await.unwrap().is_none());
        let last = change(&node, &node.who, &node.who, Seat::Editor).await;
        assert!(matches!(last, Err(Error::Conflict("error-last-officer"))), "{last:?}");
    }

    async fn a_vote_about_a_seat_is_a_vote_of_the_others(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut officers = vec![node.who.clone()];
        for n in 0..3 {
            officers.push(node.person(&format!("officer{n}"), Seat::Officer).await);
        }
        node.rule(Rule { kind: RuleKind::Vote, quorum: 100, threshold: 67 }).await;
        let waits = remove(&node, &officers[0], &officers[3]).await.unwrap().expect("it waits");
        node.decide_on(&officers[1], &waits, Decision::Approve, "").await.unwrap();
        assert_eq!(seat_of(&node, &officers[3]).await, Some(Seat::Officer), "all of the others must take part");
        node.decide_on(&officers[2], &waits, Decision::Approve, "").await.unwrap();
        assert_eq!(seat_of(&node, &officers[3]).await, None);
        // Rejected by the others, the seat stays.
        let waits = remove(&node, &officers[0], &officers[1]).await.unwrap().expect("it waits");
        let rejected = node.decide_on(&officers[2], &waits, Decision::Reject, "Not so.").await.unwrap();
        assert_eq!((rejected.state, seat_of(&node, &officers[1]).await), (ProposalState::Rejected, Some(Seat::Officer)));
    }

    async fn an_invitation_to_an_officers_seat_opens_nothing_before_it_is_approved(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let second = node.person("second", Seat::Officer).await;
        let invite = async || {
            let (who, id) = (node.who.clone(), node.organisation.clone());
            node.act(move |c, at| {
                let offer = Offer { place: Some((id, Seat::Officer)), role: account::Role::Member };
                invitation::actions::create(c, at, Some(&who), &offer, 7)
            })
            .await
            .unwrap()
        };
        let (id, token) = invite().await;
        let link = format!("/invitations/{token}");
        let unknown = node.browser().get(&format!("/invitations/{}", "x".repeat(43))).await;
        let early = node.browser().get(&link).await;
        assert_eq!((early.status, early.text), (404, unknown.text));
        let early = {
            let token = token.clone();
            let person = NewPerson { login: "early".into(), name: "Early".into(), password_hash: "-".into(), language: None };
            node.act(move |c, at| invitation::actions::come_in(c, at.now, &token, person)).await
        };
        assert!(matches!(early, Err(Error::NotFound)), "{early:?}");
        let waits = node.waiting(id.as_str(), Subject::Seat).await.expect("it waits");
        assert!(matches!(waits.seat_change(), Some(Change::Invite { days: 7, .. })));
        // Five days later it is approved, and good for its seven days from then.
        node.clock.advance(days(5));
        node.decide_on(&second, &waits, Decision::Approve, "").await.unwrap();
        node.clock.advance(days(6));
        let (mut nour, page) = come_in(&node, &link, "nour", "Nour").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(nour.get("/desk/a_org/members").await.text.contains("/desk/a_org/members/invitations"));
        assert!(told(&node, &second).await.contains(&Kind::OfficersChanged), "the others see who came");
        // One that is rejected never opens anything.
        let (id, token) = invite().await;
        let waits = node.waiting(id.as_str(), Subject::Seat).await.expect("it waits");
        node.decide_on(&second, &waits, Decision::Reject, "No.").await.unwrap();
        assert_eq!(node.browser().get(&format!("/invitations/{token}")).await.status, 404);
        // Nor does one that is taken back, nor is it approved afterwards.
        let (id, _) = invite().await;
        let waits = node.waiting(id.as_str(), Subject::Seat).await.expect("it waits");
        let who = node.who.clone();
        node.act(move |c, at| invitation::actions::revoke(c, at.now, Some(&who), &id)).await.unwrap();
        let late = node.decide_on(&second, &waits, Decision::Approve, "").await;
        assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    }

    async fn somebody_who_asks_becomes_an_officer_by_the_rule_only(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let second = node.person("second", Seat::Officer).await;
        let ask = async |login: &str| {
            let ask = joining::model::Ask {
                organisation: "a_org".to_owned(),
                login: login.to_owned(),
                name: login.to_owned(),
                ..joining::model::Ask::default()
            };
            node.act(move |c, at| {
                node::actions::choose_joining(c, at.now, None, Joining::Request)?;
                let code = joining::actions::ask(c, at.now, &ask, "-".to_owned())?;
                joining::store::by_code(c, &code).map(|found| found.id)
            })
            .await
            .unwrap()
        };
        let accept = async |who: &Identity, id: &joining::RequestId, seat: Seat| {
            let (who, id) = (who.clone(), id.clone());
            node.act(move |c, at| joining::actions::accept(c, at, &who, &id, seat)).await
        };
        let amina = ask("amina").await;
        assert_eq!(accept(&node.who, &amina, Seat::Officer).await.unwrap(), RequestState::Waiting);
        let waits = node.waiting(amina.as_str(), Subject::Seat).await.expect("it waits");
        node.decide_on(&second, &waits, Decision::Approve, "").await.unwrap();
        let id = node.organisation.clone();
        let officers = node.ask(move |c| seat::store::active_officers(c, &id)).await;
        assert_eq!(officers, 3);
        // As a member one officer lets somebody in, and then nothing waits any more.
        let basim = ask("basim").await;
        accept(&node.who, &basim, Seat::Officer).await.unwrap();
        let waits = node.waiting(basim.as_str(), Subject::Seat).await.expect("it waits");
        assert_eq!(accept(&second, &basim, Seat::Member).await.unwrap(), RequestState::Admitted);
        assert_eq!(state_of(&node, &waits).await, ProposalState::Void);
        // Forgotten with the request.
        let carim = ask("carim").await;
        accept(&node.who, &carim, Seat::Officer).await.unwrap();
        node.clock.advance(days(joining::actions::KEPT_DAYS + 1));
        node.act(|c, at| joining::actions::forget(c, at.now)).await.unwrap();
        assert!(node.waiting(carim.as_str(), Subject::Seat).await.is_none());
    }

    async fn the_page_of_members_shows_what_waits_and_takes_the_decision(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        node.person("second", Seat::Officer).await;
        let third = node.person("third", Seat::Editor).await;
        let mut host = node.signed_in().await;
        let mut second = node.signed_in_as("second").await;
        let mut editor = node.signed_in_as("third").await;
        let page = host.get("/desk/a_org/members").await;
        let action = format!("/desk/a_org/members/{}/seat", third.account);
        let done = host.submit(&page, &action, &[("seat", "officer")]).await;
        assert!(done.text.contains("It is proposed."), "{}", done.text);
        assert!(done.text.contains("id=\"proposals\""), "{}", done.text);
        let seen = editor.get("/desk/a_org/members").await;
        assert!(seen.text.contains("becomes an officer") && !seen.text.contains("/decide"), "{}", seen.text);
        let awaits = second.get("/awaits").await;
        assert!(awaits.text.contains("Change who is an officer") && awaits.text.contains("href=\"/desk/a_org/members\""), "{}", awaits.text);
        let page = second.get("/desk/a_org/members").await;
        assert!(page.text.contains("a host"), "who proposed it is named: {}", page.text);
        let decide = page.text.split("action=\"").find(|rest| rest.contains("/decide\"")).unwrap();
        let decide = decide.split('"').next().unwrap().to_owned();
        let done = second.submit(&page, &decide, &[("do", "approve")]).await;
        assert!(done.status == 200 && done.path.starts_with("/desk/a_org/members?"), "{}", done.text);
        assert!(editor.get("/desk/a_org/members").await.text.contains("/desk/a_org/members/invitations"));
        // An invitation to an officer's seat says that it waits.
        let page = host.get("/desk/a_org/members").await;
        let made = host.submit(&page, "/desk/a_org/members/invitations", &[("seat", "officer"), ("days", "7")]).await;
        assert!(made.text.contains("The link does not work yet") && made.text.contains("Waits for approval"), "{}", made.text);
        // Taking a seat away says so too.
        let page = host.get("/desk/a_org/members").await;
        let id = account_of(&page, "third");
        let page = host.get(&format!("/desk/a_org/members/{id}/remove")).await;
        assert!(page.text.contains("without their vote"), "{}", page.text);
        let done = host.submit(&page, &format!("/desk/a_org/members/{id}/remove"), &[("reason", "moved away")]).await;
        assert!(done.text.contains("Reason: ") && done.text.contains("moved away"), "{}", done.text);
        let own = editor.get("/desk/a_org/members").await;
        assert!(own.text.contains("you have no vote in it"), "{}", own.text);
    }

    async fn a_host_who_switches_officers_off_gets_nobody_in(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let link = establish(&mut host, "voices", "Voices").await;
        let (mut officer, _) = come_in(&node, &link, "nour", "Nour").await;
        let link = invite(&mut officer, "voices", "member").await;
        let (mut member, _) = come_in(&node, &link, "layla", "Layla").await;
        let (nour, layla, voices) = node
            .ask(|c| {
                let id = |c: &mut _, login| account::store::any_by_login(c, login).map(|found| found.id);
                let (nour, layla) = (id(c, "nour")?, id(c, "layla")?);
                let voices = account::store::identity(c, &nour, true)?.seats[0].0.clone();
                Ok((account::store::identity(c, &nour, true)?, account::store::identity(c, &layla, true)?, voices))
            })
            .await;
        let (who, off) = (node.who.clone(), nour.account.clone());
        node.act(move |c, at| account::actions::disable(c, at.now, Some(&who), &off, "a lost phone")).await.unwrap();
        // It stands in the organisation's own record, and the others are told.
        let id = voices.clone();
        let lines = node.ask(move |c| audit::store::page(c, Some(&id), None, 20)).await;
        assert!(lines.iter().any(|line| line.act == "officer.disable" && line.object == nour.account.as_str()));
        assert!(told(&node, &layla).await.contains(&Kind::OfficersChanged));
        assert!(member.get("/notifications").await.text.contains("officers of your organisation"));
        // Nobody gets the seat: not by appointing, not by an invitation, not by a request.
        let tries = async || {
            let (who, id) = (node.who.clone(), voices.clone());
            let own = who.account.clone();
            let appointed = node.act(move |c, at| seat::actions::appoint(c, at.now, Some(&who), &id, &own)).await;
            let (who, id) = (node.who.clone(), voices.clone());
            let invited = node
                .act(move |c, at| {
                    let offer = Offer { place: Some((id, Seat::Officer)), role: account::Role::Member };
                    invitation::actions::create(c, at, Some(&who), &offer, 7)
                })
                .await;
            (appointed, invited)
        };
        let (appointed, invited) = tries().await;
        assert!(matches!(appointed, Err(Error::Conflict("error-officer-off-lately"))), "{appointed:?}");
        assert!(matches!(invited, Err(Error::NotFound)), "{invited:?}");
        assert!(!host.get("/admin/organisations").await.text.contains("/admin/organisations/voices/appoint"));
        let asked = node
            .act(|c, at| {
                node::actions::choose_joining(c, at.now, None, Joining::Request)?;
                let ask = joining::model::Ask {
                    organisation: "voices".into(),
                    login: "friend".into(),
                    name: "Friend".into(),
                    ..joining::model::Ask::default()
                };
                let code = joining::actions::ask(c, at.now, &ask, "-".to_owned())?;
                joining::store::by_code(c, &code).map(|found| found.id)
            })
            .await
            .unwrap();
        for seat in [Seat::Officer, Seat::Member] {
            let (who, id) = (node.who.clone(), asked.clone());
            let accepted = node.act(move |c, at| joining::actions::accept(c, at, &who, &id, seat)).await;
            assert!(matches!(accepted, Err(Error::NotFound)), "{accepted:?}");
        }
        // After thirty days nobody is left, and then it is done in the open.
        node.clock.advance(days(30));
        let (appointed, _) = tries().await;
        appointed.unwrap();
        let id = voices.clone();
        let lines = node.ask(move |c| audit::store::page(c, Some(&id), None, 20)).await;
        assert!(lines.iter().any(|line| line.act == "seat.appoint"));
        // Switching on again is in the record as well.
        let (who, on) = (node.who.clone(), nour.account.clone());
        node.act(move |c, at| account::actions::enable(c, at.now, Some(&who), &on)).await.unwrap();
        let id = voices.clone();
        let lines = node.ask(move |c| audit::store::page(c, Some(&id), None, 20)).await;
        assert!(lines.iter().any(|line| line.act == "officer.enable"));
    }
}
