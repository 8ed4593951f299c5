//! The whole way in a browser without scripts: propose, comment, approve, publish; a mandate accepted and given.

use sofra_domain::account::Seat;
use sofra_domain::statement::rules::Form;
use sofra_domain::statement::{self, State};

use crate::on_both;
use crate::support::TestNode;
use crate::support::node::form;

on_both! {
    async fn a_statement_is_proposed_commented_and_approved_on_pages(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let editor = node.person("editor", Seat::Editor).await;
        node.person("second", Seat::Officer).await;
        let draft = node.draft(&editor, form("A seat at the table", "We ask for two seats.", "public")).await;
        let mut writing = node.signed_in_as("editor").await;
        let path = format!("{}/publish", draft.path());
        let page = writing.get(&path).await;
        assert!(page.text.contains("Others must approve it first"), "{}", page.text);
        let page = writing.submit(&page, &path, &[("do", "publish")]).await;
        assert!(page.path.contains("/approval"), "{}", page.path);
        assert_eq!(node.state(&draft.id).await, State::Draft);
        let page = writing.submit(&page, &format!("{}/comments", draft.path()), &[("comment", "Please read it by Thursday.")]).await;
        assert!(page.text.contains("Please read it by Thursday."), "{}", page.text);
        assert_eq!(node.browser().get(&draft.path()).await.status, 404, "nobody outside sees it");

        for (login, last) in [("a_host", false), ("second", true)] {
            let mut officer = node.signed_in_as(login).await;
            let page = officer.get("/awaits").await;
            assert!(page.text.contains("Awaiting you (1)") && page.text.contains("A seat at the table"), "{}", page.text);
            let page = officer.get(&format!("{}/approval", draft.path())).await;
            let action = page.text.split("action=\"/proposals/").nth(1).unwrap().split('"').next().unwrap();
            let action = format!("/proposals/{action}");
            let page = officer.submit(&page, &action, &[("do", "approve")]).await;
            assert_eq!(page.status, 200, "{}", page.text);
            assert_eq!(node.state(&draft.id).await == State::Published, last);
            assert!(!officer.get("/awaits").await.text.contains("Awaiting you ("), "{login} has decided");
        }
        let inside = writing.get(&draft.path()).await;
        assert!(inside.text.contains("For it:") && inside.text.contains("second"), "{}", inside.text);
        let outside = node.browser().get(&draft.path()).await;
        assert!(outside.text.contains("No mandate that covers this text") && !outside.text.contains("For it:"));
        assert!(!outside.text.contains("second") && !outside.text.contains("Thursday"));
    }

    async fn a_revision_is_compared_and_a_no_without_a_reason_loses_nothing(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let old = form("A seat at the table", "It is far.\n\nWe ask for two seats.", "public");
        let draft = node.draft(&node.who, old).await;
        let mut host = node.signed_in().await;
        let publish = format!("{}/publish", draft.path());
        let page = host.get(&publish).await;
        host.submit(&page, &publish, &[("do", "publish")]).await;
        assert_eq!(node.state(&draft.id).await, State::Published);
        node.person("second", Seat::Officer).await;
        let new = form("A seat at the table", "It is far.\n\nWe ask for three seats.", "public");
        let new = Form { note: "One more.".to_owned(), ..new };
        let (at, who, id) = (node.node().app.at(), node.who.clone(), draft.id.clone());
        let revise = node.node().db.write(move |c| statement::actions::revise(c, &at, &who, &id, &new));
        assert_eq!(revise.await.unwrap().revision, 1, "it waits apart");

        let mut officer = node.signed_in_as("second").await;
        let page = officer.get(&format!("{}/approval", draft.path())).await;
        let plain = page.text.replace("<span class=\"visually-hidden\">added: </span>", "+");
        let plain = plain.replace("<span class=\"visually-hidden\">removed: </span>", "-");
        assert!(plain.contains("<del>-two") && plain.contains("<ins>+three"), "{}", page.text);
        assert!(page.text.contains("<p>It is far.</p>") && page.text.contains("One more."), "{}", page.text);
        let action = page.text.split("action=\"/proposals/").nth(1).unwrap().split('"').next().unwrap();
        let action = format!("/proposals/{action}");
        let long = "We said two. ".repeat(100);
        for (reason, wrong) in [(" ", "Give a reason."), (long.as_str(), "We said two. We said two.")] {
            let again = officer.submit(&page, &action, &[("reason", reason), ("do", "reject")]).await;
            assert!(again.status == 422 && again.text.contains(wrong), "{}", again.text);
            assert!(again.text.contains("id=\"errors\"") && again.text.contains("value=\"reject\""), "{}", again.text);
        }
        let again = officer.submit(&page, &action, &[("reason", " "), ("do", "reject")]).await;
        let done = officer.submit(&again, &action, &[("reason", "Two were agreed."), ("do", "reject")]).await;
        assert!(done.status == 200 && done.text.contains("Two were agreed."), "{}", done.text);
        let outside = node.browser().get(&draft.path()).await;
        assert!(outside.text.contains("two seats") && !outside.text.contains("three"), "{}", outside.text);
    }

    async fn a_mandate_is_written_accepted_given_and_revoked_on_pages(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let holder = node.person("holder", Seat::Member).await;
        let mut host = node.signed_in().await;
        let page = host.get("/desk/a_org/mandates/new").await;
        let today = node.clock.now().day();
        let fields = [
            ("holder", holder.account.as_str()),
            ("scope", "urn:sofra:agenda:istanbul-2018:R"),
            ("forum", "Global Refugee Forum"),
            ("decision", "General assembly"),
            ("decided_on", today.as_str()),
            ("votes_for", "12"),
            ("from", today.as_str()),
            ("until", today.as_str()),
        ];
        let page = host.submit(&page, "/desk/a_org/mandates/new", &fields).await;
        assert!(page.text.contains("It waits for its holder"), "{}", page.text);
        let path = page.path.split('?').next().unwrap().to_owned();
        let mut member = node.signed_in_as("holder").await;
        assert!(member.get("/awaits").await.text.contains(&path));
        let page = member.get(&path).await;
        let page = member.submit(&page, &path, &[("name", "Delegate for education"), ("do", "accept")]).await;
        assert!(page.text.contains("You accepted it"), "{}", page.text);
        let page = host.get(&path).await;
        let page = host.submit(&page, &path, &[("do", "propose")]).await;
        assert!(page.text.contains("The mandate is given"), "{}", page.text);
        let public = node.browser().get("/o/a_org").await;
        assert!(public.text.contains("Delegate for education") && !public.text.contains(">holder<"), "{}", public.text);
        let page = host.get(&path).await;
        let page = host.submit(&page, &path, &[("reason", "Chosen anew."), ("do", "revoke")]).await;
        assert!(page.text.contains("revoked on") && page.text.contains("Chosen anew."), "{}", page.text);
    }

    async fn the_profile_and_the_rule_are_changed_on_pages(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let old = host.get("/settings/organisation/a_org").await;
        assert!(old.path.starts_with("/desk/a_org/profile"), "{}", old.path);
        let typed = |link: &'static str| {
            [
                ("texts.0.language", "en"),
                ("texts.0.name", "The circle"),
                ("declared", "women-led"),
                ("host", "LB"),
                ("since", "2014"),
                ("links.0", link),
                ("do", "save"),
            ]
        };
        let page = host.submit(&old, "/desk/a_org/profile", &typed("javascript:alert(1)")).await;
        assert!(page.status == 422 && page.text.contains("begins with https://"), "{}", page.text);
        let page = host.submit(&page, "/desk/a_org/profile", &typed("https://example.org/us")).await;
        assert!(page.text.contains("The profile is saved"), "{}", page.text);
        let public = node.browser().get("/o/a_org").await;
        assert!(public.text.contains("Lebanon") && public.text.contains("Women-led (declared)"), "{}", public.text);
        assert!(public.text.contains("https://example.org/us") && public.text.contains("2014"));
        let page = host.get("/desk/a_org/rule").await;
        let page = host.submit(&page, "/desk/a_org/rule", &[("kind", "vote"), ("quorum", "60"), ("threshold", "40")]).await;
        assert_eq!(page.status, 422, "less than half is no threshold");
        let page = host.submit(&page, "/desk/a_org/rule", &[("kind", "vote"), ("quorum", "60"), ("threshold", "67")]).await;
        assert!(page.text.contains("at least") && page.text.contains("60"), "{}", page.text);
    }
}
