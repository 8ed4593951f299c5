//! Reports, what is decided about them, and the answer to that.

use serde_json::{Value, json};
use sofra_domain::account::{Identity, Role, Seat};
use sofra_domain::actor::ActorId;
use sofra_domain::moderation::actions::{Ruling, decide};
use sofra_domain::moderation::appeal::actions as appeals;
use sofra_domain::moderation::{AppealState, DecisionId, Measure, store as decisions};
use sofra_domain::report::actions::{New, Subject, report};
use sofra_domain::report::store::{self, Filter};
use sofra_domain::report::{Category, ReportId};
use sofra_domain::statement::{self, State, StatementId};
use sofra_domain::viewer::Reader;
use sofra_domain::{At, Error, Result, actor, node_rule};

use super::{account, forbidden, rig};
use crate::inbox::rig::{MARK, Rig};
use crate::on_both;
use crate::support::TestNode;

fn new(subject: Subject, words: &str) -> New {
    New {
        subject,
        category: Category::Other,
        rule: None,
        words: words.to_owned(),
        forward: false,
        with_words: false,
    }
}

async fn reported(rig: &Rig, who: &Identity, new: New) -> Result<ReportId> {
    let (at, who) = (rig.at(), who.clone());
    rig.db.write(move |c| report(c, &at, Some(&who), &new)).await
}

async fn decided(
    rig: &Rig,
    who: &Identity,
    id: &ReportId,
    measure: Measure,
    statements: Vec<StatementId>,
) -> Result<Vec<DecisionId>> {
    let (at, who, id) = (rig.at(), who.clone(), id.clone());
    rig.db
        .write(move |c| {
            let found = store::get(c, &id)?;
            let ruling = Ruling {
                report: Some(&id),
                actor: &found.actor_id,
                statements: &statements,
                positions: &[],
                measure,
                rule: None,
                reason: "a good reason",
            };
            decide(c, &at, Some(&who), &ruling)
        })
        .await
}

/// A moderator without a part, an officer of the organisation who is a moderator as well, and a member.
async fn people(rig: &Rig) -> (Identity, Identity, Identity) {
    let (at, organisation) = (rig.at(), rig.organisation.id.clone());
    rig.write(move |c| {
        Ok((
            account(c, &at, "moderator", Role::Moderator, None)?,
            account(c, &at, "officer", Role::Moderator, Some((&organisation, Seat::Officer)))?,
            account(c, &at, "member", Role::Member, None)?,
        ))
    })
    .await
}

async fn kinds(rig: &Rig, who: &Identity) -> Vec<String> {
    let who = who.clone();
    let found = rig.read(move |c| sofra_domain::notification::store::page(c, &who, None, 50)).await;
    found.into_iter().map(|n| n.kind.to_string()).collect()
}

on_both! {
    async fn mod_06_org_32_what_is_passed_on_bears_the_name_of_the_node_alone(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let note = alice.note("n1", "words");
        let uri = note["id"].as_str().expect("an id").to_owned();
        rig.take(&alice, &alice.act("Create", note)).await;
        let own = rig.publish("Ours", "public").await;
        rig.settle().await;
        let (_, _, member) = people(&rig).await;
        let id = rig.statement(&uri).await.expect("kept").id;
        let sent = rig.peers.delivered("a.localhost").len();
        let mut silent = new(Subject::Statement(id.clone()), "my name is Secretname");
        silent.forward = true;
        reported(&rig, &member, silent).await.expect("reported");
        rig.settle().await;
        let flags: Vec<Value> = rig.peers.delivered("a.localhost")[sent..].to_vec();
        assert_eq!(flags.len(), 1);
        let flag = &flags[0];
        assert_eq!(flag["type"], "Flag");
        assert_eq!(flag["actor"], format!("{}/actor", rig.site.base));
        assert_eq!(flag["object"], json!([alice.id, uri]));
        assert_eq!(flag["content"], "");
        let text = flag.to_string();
        for word in ["Secretname", "member", "amal", member.account.as_str()] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        // With words only where the reporter chose so.
        let mut spoken = new(Subject::Actor(rig.actor_id(&alice.id).await), "what happened");
        (spoken.forward, spoken.with_words) = (true, true);
        reported(&rig, &member, spoken).await.expect("reported");
        rig.settle().await;
        let last = rig.peers.delivered("a.localhost").pop().expect("a second");
        assert_eq!(last["content"], "what happened");
        assert_eq!(last["actor"], format!("{}/actor", rig.site.base));
        // The activity is nobody's to read but its receiver's.
        let address = last["id"].as_str().expect("an id");
        let stranger = rig.known("b.localhost", "bob").await;
        assert_eq!(rig.send(stranger.get(address, &rig.clock)).await.status, 404);
        // Of what is said here nothing is passed on.
        let mut of_ours = new(Subject::Statement(own.id), "x");
        of_ours.forward = true;
        let id = reported(&rig, &member, of_ours).await.expect("reported");
        assert!(!rig.read(move |c| store::get(c, &id)).await.forwarded);
    }

    async fn mod_06_a_flood_of_reports_is_capped(backend: Backend) {
        let rig = rig(backend).await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let mut objects = vec![json!(rig.org())];
        for n in 0..14 {
            objects.push(json!(rig.publish(&format!("Statement {n}"), "public").await.uri));
        }
        rig.settle().await;
        let mut flag = mallory.act("Flag", Value::Array(objects.clone()));
        flag["content"] = format!("{MARK} <script>alert(1)</script>{}", "x".repeat(20_000)).into();
        assert_eq!(rig.take(&mallory, &flag).await, "report");
        let who = rig.who.clone();
        let (found, total) = rig.read(move |c| store::page(c, &who, Filter::Open, None, 10)).await;
        assert_eq!(total, 1);
        let (first, id) = (found[0].clone(), found[0].id.clone());
        assert!(first.words.chars().count() <= 5000 && !first.words.contains("<script"), "{}", first.words);
        assert!(rig.read(move |c| store::statements(c, &id)).await.len() <= 10);
        // The node, not whoever is said to have reported there.
        assert_eq!(first.origin_host.as_deref(), Some("evil.localhost"));
        assert!(first.account_id.is_none());
        // Ten thousand objects are refused at the door.
        let many: Vec<Value> = (0..10_000).map(|n| json!(format!("{}/statements/{n}", rig.site.base))).collect();
        let status = rig.deliver(&mallory, &mallory.act("Flag", Value::Array(many))).await.status;
        assert!(matches!(status, 400 | 413), "{status}");
        let more: Vec<Value> = (0..200).map(|n| json!(format!("{}/s/{n}", rig.site.base))).collect();
        assert_eq!(rig.deliver(&mallory, &mallory.act("Flag", Value::Array(more))).await.status, 400);
        // So many of one node in a day, and no more.
        for _ in 0..55 {
            rig.deliver(&mallory, &mallory.act("Flag", json!([rig.org()]))).await;
        }
        rig.settle().await;
        let who = rig.who.clone();
        let (_, total) = rig.read(move |c| store::page(c, &who, Filter::Open, None, 1)).await;
        assert_eq!(total, sofra_domain::report::receive::A_DAY);
        // What is about nobody here is nothing to us; drafts and what stays here were never to be read by others.
        let other = rig.known("a.localhost", "alice").await;
        let draft = rig.draft("Draft", "public").await;
        for object in [json!([other.id]), json!("http://b.localhost/x"), json!([draft.uri])] {
            assert_eq!(rig.take(&other, &other.act("Flag", object.clone())).await, "ignored", "{object}");
        }
        // A node whose reports are not taken.
        let (at, host) = (rig.at(), "a.localhost".to_owned());
        rig.write(move |c| {
            use sofra_domain::peer::{Decision, Policy, Rule, actions};
            let rule = Rule { no_reports: true, ..Rule::of(Policy::None) };
            actions::decide(c, &at, None, &host, &Decision::new(rule, ""))
        })
        .await;
        rig.federation.reread_policy().await;
        assert_eq!(rig.take(&other, &other.act("Flag", json!([rig.org()]))).await, "ignored");
    }

    async fn org_32_a_flag_in_anothers_name_and_a_block_do_nothing(backend: Backend) {
        let rig = rig(backend).await;
        let alice = rig.known("a.localhost", "alice").await;
        let mallory = rig.known("evil.localhost", "mallory").await;
        let mut forged = mallory.act("Flag", json!([rig.org()]));
        forged["actor"] = alice.id.clone().into();
        assert_ne!(rig.deliver(&mallory, &forged).await.status, 202);
        rig.ignore("Block", &mallory, &mallory.act("Block", rig.org().into())).await;
        let who = rig.who.clone();
        assert_eq!(rig.read(move |c| store::page(c, &who, Filter::Open, None, 1)).await.1, 0);
    }

    async fn org_25_a_moderator_of_another_node_has_no_power_here(backend: Backend) {
        let rig = rig(backend).await;
        let boss = rig.follower("evil.localhost", "boss").await;
        let said = rig.publish("Ours", "public").await;
        rig.settle().await;
        let before = rig.read(|c| sofra_domain::audit::store::count(c, None)).await;
        for object in [json!(rig.org()), json!(said.uri), json!({"type": "Person", "id": rig.org()})] {
            for verb in ["Remove", "Block", "Undo", "Delete", "Add", "Update"] {
                let mut activity = boss.act(verb, object.clone());
                activity["target"] = format!("{}/moderators", rig.site.base).into();
                let answer = rig.deliver(&boss, &activity).await;
                assert!(matches!(answer.status, 202 | 400 | 403), "{verb}: {}", answer.status);
            }
        }
        rig.settle().await;
        let after = rig.statement(&said.uri).await.expect("ours");
        assert!(after.state == State::Published && after.hidden_at.is_none() && after.revision == said.revision);
        assert!(rig.actor(&rig.org()).await.expect("ours").is_active());
        assert_eq!(rig.read(|c| sofra_domain::audit::store::count(c, None)).await, before);
    }

    async fn who_has_a_part_in_it_neither_sees_nor_decides(backend: Backend) {
        let rig = rig(backend).await;
        // Before there are two officers, whose rule would ask for both.
        let said = rig.publish("Ours", "public").await;
        let (moderator, officer, member) = people(&rig).await;
        let id = reported(&rig, &member, new(Subject::Statement(said.id.clone()), "wrong")).await.expect("reported");
        // Twice the same waits once.
        let again = reported(&rig, &member, new(Subject::Statement(said.id.clone()), "wrong")).await;
        assert!(matches!(again, Err(Error::Conflict("error-report-already"))), "{again:?}");
        assert!(kinds(&rig, &moderator).await.contains(&"report-received".to_owned()));
        for kept_out in [&officer, &rig.who] {
            assert!(!kinds(&rig, kept_out).await.contains(&"report-received".to_owned()), "{}", kept_out.login);
            let (who, about) = (kept_out.clone(), id.clone());
            assert!(matches!(rig.db.read(move |c| store::read(c, &who, &about)).await, Err(Error::NotFound)));
            let who = kept_out.clone();
            assert_eq!(rig.read(move |c| store::page(c, &who, Filter::Open, None, 5)).await.1, 0);
            let result = decided(&rig, kept_out, &id, Measure::Dismiss, vec![]).await;
            assert_eq!(forbidden(result), "has-part", "{}", kept_out.login);
        }
        assert_eq!(forbidden(decided(&rig, &member, &id, Measure::Hide, vec![said.id.clone()]).await), "moderator-only");
        // The one without a part sees who reported, and decides.
        let (who, about) = (moderator.clone(), id.clone());
        let seen = rig.read(move |c| store::read(c, &who, &about)).await;
        assert_eq!(seen.account_id.as_ref(), Some(&member.account));
        let made = decided(&rig, &moderator, &id, Measure::Hide, vec![said.id.clone()]).await.expect("decided");
        let hidden = rig.statement(&said.uri).await.expect("ours");
        assert!(hidden.hidden_at.is_some());
        let about = said.id.clone();
        assert!(rig.db.read(move |c| statement::store::read(c, &about, &Reader::Anyone)).await.is_err());
        // The officers read why, not who; the reporter learns that it was decided.
        assert!(kinds(&rig, &officer).await.contains(&"moderation-decided".to_owned()));
        assert!(kinds(&rig, &member).await.contains(&"report-decided".to_owned()));
        let (who, decision) = (officer.clone(), made[0].clone());
        let (read, concerned) = rig.read(move |c| decisions::read(c, &who, &decision)).await;
        assert!(concerned && read.reason == "a good reason");
        let (who, decision) = (member.clone(), made[0].clone());
        assert!(rig.db.read(move |c| decisions::read(c, &who, &decision)).await.is_err());
    }

    async fn an_appeal_is_answered_by_another_and_takes_the_decision_back(backend: Backend) {
        let rig = rig(backend).await;
        let said = rig.publish("Ours", "public").await;
        let (moderator, officer, member) = people(&rig).await;
        let (at, second) = (rig.at(), "second".to_owned());
        let second = rig.write(move |c| account(c, &at, &second, Role::Moderator, None)).await;
        let id = reported(&rig, &member, new(Subject::Statement(said.id.clone()), "wrong")).await.expect("reported");
        let made = decided(&rig, &moderator, &id, Measure::Hide, vec![said.id.clone()]).await.expect("decided");
        let appeal = |who: Identity| {
            let (at, decision) = (rig.at(), made[0].clone());
            rig.db.write(move |c| appeals::appeal(c, &at, &who, &decision, "It is true."))
        };
        assert!(matches!(appeal(member.clone()).await, Err(Error::NotFound)));
        let appealed = appeal(officer.clone()).await.expect("appealed");
        assert!(matches!(appeal(officer.clone()).await, Err(Error::Conflict("error-appeal-again"))));
        assert!(kinds(&rig, &second).await.contains(&"appeal-received".to_owned()));
        assert!(!kinds(&rig, &moderator).await.contains(&"appeal-received".to_owned()));
        let answer = |who: Identity| {
            let (at, appealed) = (rig.at(), appealed.clone());
            rig.db.write(move |c| appeals::answer(c, &at, Some(&who), &appealed, true, "You are right."))
        };
        assert_eq!(forbidden(answer(moderator.clone()).await), "same-person");
        assert_eq!(forbidden(answer(officer.clone()).await), "has-part");
        answer(second.clone()).await.expect("answered");
        assert!(rig.statement(&said.uri).await.expect("ours").hidden_at.is_none());
        let decision = made[0].clone();
        let (lifted, found) = rig
            .read(move |c| Ok((decisions::get(c, &decision)?.lifted_at, decisions::appeal_of(c, &decision)?)))
            .await;
        assert!(lifted.is_some() && found.expect("an appeal").state == AppealState::Granted);
        assert!(kinds(&rig, &officer).await.contains(&"appeal-decided".to_owned()));
        let lines = rig.read(|c| sofra_domain::audit::store::page(c, None, None, 10)).await;
        let acts: Vec<&str> = lines.iter().take(3).map(|line| line.act.as_str()).collect();
        assert_eq!(acts, ["statement.show", "appeal.grant", "statement.hide"]);
        assert!(lines.iter().take(3).all(|line| line.organisation_id.as_ref() == Some(&rig.organisation.id)));
        assert_eq!(rig.read(sofra_domain::audit::store::check).await.1, None);
    }

    async fn what_is_removed_is_withdrawn_here_and_deleted_of_others(backend: Backend) {
        let rig = rig(backend).await;
        let fan = rig.follower("fan.localhost", "fan").await;
        let said = rig.publish("Ours", "public").await;
        rig.settle().await;
        let (moderator, _, member) = people(&rig).await;
        let id = reported(&rig, &member, new(Subject::Statement(said.id.clone()), "wrong")).await.expect("reported");
        decided(&rig, &moderator, &id, Measure::Remove, vec![said.id.clone()]).await.expect("decided");
        rig.settle().await;
        assert_eq!(rig.statement(&said.uri).await.expect("ours").state, State::Withdrawn);
        let last = rig.peers.delivered("fan.localhost").pop().expect("something");
        assert_eq!(last["type"], "Delete");
        let alice = rig.followed("a.localhost", "alice").await;
        let note = alice.note("n1", "words of theirs");
        let uri = note["id"].as_str().expect("an id").to_owned();
        rig.take(&alice, &alice.act("Create", note.clone())).await;
        let theirs = rig.statement(&uri).await.expect("kept").id;
        let id = reported(&rig, &member, new(Subject::Statement(theirs.clone()), "wrong")).await.expect("reported");
        let sent = rig.peers.delivered("a.localhost").len();
        decided(&rig, &moderator, &id, Measure::Remove, vec![theirs]).await.expect("decided");
        rig.settle().await;
        assert!(rig.shown(&uri).await.is_none());
        assert_eq!(rig.peers.delivered("a.localhost").len(), sent, "a copy of ours is our own business");
        // It does not come back.
        rig.take(&alice, &alice.act("Update", alice.note_updated("n1", "again", "2031-01-01T00:00:00Z"))).await;
        assert!(rig.shown(&uri).await.is_none());
        drop(fan);
    }

    async fn a_suspended_actor_of_another_node_is_neither_shown_nor_heard(backend: Backend) {
        let rig = rig(backend).await;
        let (moderator, _, member) = people(&rig).await;
        let alice = rig.followed("a.localhost", "alice").await;
        let other = rig.followed("a.localhost", "carol").await;
        let note = alice.note("n1", "words");
        let uri = note["id"].as_str().expect("an id").to_owned();
        rig.take(&alice, &alice.act("Create", note)).await;
        let target: ActorId = rig.actor_id(&alice.id).await;
        let id = reported(&rig, &member, new(Subject::Actor(target.clone()), "wrong")).await.expect("reported");
        let made = decided(&rig, &moderator, &id, Measure::Suspend, vec![]).await.expect("decided");
        let found = rig.statement(&uri).await.expect("kept").id;
        let readable = || async {
            let found = found.clone();
            rig.db.read(move |c| statement::store::read(c, &found, &Reader::Anyone)).await.is_ok()
        };
        rig.federation.reread_policy().await;
        assert!(!readable().await);
        assert!(rig.follow_between(&rig.org(), &alice.id).await.is_none());
        assert_eq!(rig.deliver(&alice, &alice.act("Create", alice.note("n2", "more"))).await.status, 403);
        assert_eq!(rig.take(&other, &other.act("Create", other.note("n3", "more"))).await, "new", "only the one");
        let (at, who, decision) = (rig.at(), moderator.clone(), made[0].clone());
        rig.write(move |c| sofra_domain::moderation::actions::lift(c, &at, Some(&who), &decision, "a mistake")).await;
        assert!(readable().await);
    }

    async fn an_organisation_that_is_suspended_publishes_nothing_and_its_officers_see_why(backend: Backend) {
        let mut node = TestNode::start(backend, "home").await;
        let guest = node.another_organisation("guests").await;
        let at: At = node.node().app.at();
        let organisation = guest.clone();
        let officer = node.node().db.write(move |c| {
            account(c, &at, "guest", Role::Member, Some((&organisation, Seat::Officer)))
        }).await.expect("an account");
        let form = crate::inbox::rig::form("Said before", "public");
        let (at, by, author) = (node.node().app.at(), officer.clone(), guest.clone());
        let said = node.node().db.write(move |c| {
            statement::actions::publish_once(c, &at, &by, &author, &form, None, true)
        }).await.expect("published");
        let (at, id) = (node.node().app.at(), guest.clone());
        let made = node.node().db.write(move |c| {
            let ruling = Ruling {
                report: None, actor: &id, statements: &[], positions: &[], measure: Measure::Suspend, rule: None,
                reason: "<script>alert(1)</script> false name",
            };
            decide(c, &at, None, &ruling)
        }).await.expect("suspended");
        let form = crate::inbox::rig::form("Said after", "public");
        let (at, by, author) = (node.node().app.at(), officer.clone(), guest.clone());
        let after = node.node().db.write(move |c| {
            statement::actions::publish_once(c, &at, &by, &author, &form, None, true)
        }).await;
        assert_eq!(forbidden(after), "suspended");
        let mut anyone = node.browser();
        let page = anyone.get("/o/guests").await;
        assert!(page.status == 410 && page.text.contains("suspended here"), "{} {}", page.status, page.text);
        assert!(!page.text.contains("Said before") && !page.text.contains("/appeals/"));
        assert_eq!(anyone.get(&format!("/statements/{}", said.id)).await.status, 404);
        assert!(!anyone.get("/").await.text.contains("Said before"));
        // Its officers read why and what they said before.
        let (decision, by) = (made[0].clone(), officer.clone());
        let (read, concerned) = node.ask(move |c| decisions::read(c, &by, &decision)).await;
        assert!(concerned && read.measure == Measure::Suspend);
        let (by, id) = (officer.clone(), said.id.clone());
        assert!(node.node().db.read(move |c| statement::store::read(c, &id, &Reader::Account(by))).await.is_ok());
        // The organisation that hosts the node cannot be suspended from a page.
        let (at, by, id) = (node.node().app.at(), node.who.clone(), node.organisation.clone());
        let own = node.node().db.write(move |c| {
            let ruling = Ruling {
                report: None, actor: &id, statements: &[], positions: &[], measure: Measure::Suspend, rule: None, reason: "x",
            };
            decide(c, &at, Some(&by), &ruling)
        }).await;
        assert_eq!(forbidden(own), "own-table");
        // XSS-07: the reason is text on the pages of the host.
        let mut host = node.signed_in().await;
        for path in [format!("/appeals/{}", made[0]), "/admin/record".to_owned()] {
            let page = host.get(&path).await;
            assert!(page.status == 200 && page.text.contains("false name"), "{path} {}", page.status);
            assert!(!page.text.contains("<script>alert"), "{path}");
        }
    }

    async fn xss_07_reports_are_text_from_the_form_to_the_queue(backend: Backend) {
        let mut node = TestNode::start(backend, "home").await;
        let guest = node.another_organisation("guests").await;
        let name = actor::store::get;
        let about = node.ask(move |c| name(c, &guest)).await;
        let mut host = node.signed_in().await;
        // Nobody reports without signing in, unless the node says so.
        let path = format!("/report?object=actor:{}", about.id);
        assert!(node.browser().get_once(&path).await.status == 303);
        let page = host.get("/admin/rules").await;
        let rules = [("rules-en", "Be kind.\n\nName nobody in danger."), ("rules-ar", "كونوا لطفاء.\n\nلا تذكروا أحدًا في خطر.")];
        let page = host.submit(&page, "/admin/rules", &rules).await;
        assert!(page.path.starts_with("/rules") && page.text.contains("Name nobody in danger."), "{}", page.text);
        let page = host.get("/admin/rules").await;
        let page = host.submit(&page, "/admin/rules", &[("rules-en", "one"), ("rules-ar", "واحد\n\nاثنان")]).await;
        assert_eq!(page.status, 422);
        let page = host.get("/admin/rules").await;
        host.submit(&page, "/admin/rules/choices", &[("visitors_report", "yes")]).await;
        let mut visitor = node.browser();
        let page = visitor.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("A rule of this node is broken") && page.text.contains("Something else"));
        let bad = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
        let wrong = visitor.submit(&page, "/report", &[("words", bad)]).await;
        assert_eq!(wrong.status, 422);
        assert!(!wrong.text.contains("<script>alert") && wrong.text.contains("&#60;script&#62;"), "kept: {}", wrong.text);
        let done = visitor.submit(&page, "/report", &[("words", bad), ("category", "rule"), ("rule", "2")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        let page = host.get("/admin/reports").await;
        assert!(page.text.contains("without a name"), "{}", page.text);
        let id = page.text.split("/admin/reports/").nth(1).and_then(|t| t.split('"').next()).expect("one").to_owned();
        let page = host.get(&format!("/admin/reports/{id}")).await;
        assert!(page.text.contains("Name nobody in danger.") && page.text.contains("alert(1)"), "{}", page.text);
        assert!(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"));
        assert!(page.text.contains("Nothing is wrong") && page.text.contains("They read your reason."), "{}", page.text);
        // The queue works without scripts: note, take, decide with a reason.
        let action = format!("/admin/reports/{id}/note");
        let page = host.submit(&page, &action, &[("note", "<b>bold</b>")]).await;
        assert!(!page.text.contains("<b>bold</b>") && page.text.contains("bold"));
        let action = format!("/admin/reports/{id}/decide");
        let wrong = host.submit(&page, &action, &[("measure", "warn")]).await;
        assert_eq!(wrong.status, 422, "no reason");
        let done = host.submit(&page, &action, &[("measure", "warn"), ("reason", "Mind rule two"), ("rule", "2")]).await;
        assert!(done.status == 200 && done.text.contains("Mind rule two"), "{}", done.text);
        let version = node.ask(node_rule::store::current).await.expect("rules");
        assert_eq!((version.number, version.rules.len()), (1, 2));
        // Everybody else finds nothing.
        for path in ["/admin/reports".to_owned(), format!("/admin/reports/{id}"), "/admin/rules".to_owned()] {
            assert_eq!(node.browser().get(&path).await.status, 404, "{path}");
        }
    }
}
