//! Getting back in.

use sofra_base::clock::{hours, minutes};
use sofra_base::config::SecondFactor;
use sofra_domain::account::Seat;
use sofra_domain::audit;

use super::mail::{confirm_address, with_mail};
use super::{another, between, call, code, first_step, host, second_step, set_up_app, token};
use crate::on_both;
use crate::support::node::PASSWORD;
use crate::support::{Program, TestNode};

const NEW: &str = "marble window eleven storks";

on_both! {
    async fn auth_13_a_link_for_a_new_password_never_ends_the_second_factor(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Required).await;
        let (mut browser, _) = host(&node).await;
        let (secret, _) = set_up_app(&node, &mut browser).await;
        confirm_address(&node, &sink, &mut browser, "amina@example.org", 0).await;
        let bearer = token(&node, &node.who).await;
        let mut stranger = node.browser();
        let page = stranger.get("/forgot-password").await;
        stranger.submit(&page, "/forgot-password", &[("user-name", "a_host")]).await;
        let link = sink.mail(1).await.link(&node.base());
        let page = stranger.get(&link).await;
        let weak = stranger.submit(&page, &link, &[("password", "password1"), ("password_again", "password1")]).await;
        assert_eq!(weak.status, 422);
        let done = stranger.submit(&page, &link, &[("password", NEW), ("password_again", NEW)]).await;
        assert_eq!(done.path, "/sign-in?done=password-changed");
        assert!(browser.get("/timeline").await.path.starts_with("/sign-in"), "what was open is closed");
        assert_eq!(call(&node, "GET", "/api/v1/me", &bearer, None).await.0, 401);
        assert_eq!(stranger.get(&link).await.status, 403, "it works once");
        assert_eq!(first_step(&mut stranger, "a_host", NEW).await.path, "/sign-in/second");
        assert!(stranger.get("/timeline").await.path.starts_with("/sign-in"));
        node.clock.advance(minutes(1));
        assert_eq!(second_step(&mut stranger, &code(&node, &secret)).await.path, "/timeline");
        // A link that was not used in its hour is over; so is one that was sent before the last.
        let mut other = node.browser();
        let page = other.get("/forgot-password").await;
        other.submit(&page, "/forgot-password", &[("user-name", "a_host")]).await;
        let first = sink.mail(2).await.link(&node.base());
        other.submit(&page, "/forgot-password", &[("user-name", "a_host")]).await;
        let second = sink.mail(3).await.link(&node.base());
        assert_eq!(other.get(&first).await.status, 403);
        assert_eq!(other.get(&second).await.status, 200);
        node.clock.advance(hours(1));
        assert_eq!(other.get(&second).await.status, 403);
        assert_eq!(other.get("/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await.status, 403);
    }

    async fn auth_13_a_lost_second_factor_ends_after_three_days_and_a_warning(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Required).await;
        let (mut browser, _) = host(&node).await;
        set_up_app(&node, &mut browser).await;
        confirm_address(&node, &sink, &mut browser, "amina@example.org", 0).await;
        let (mut thief, _) = host(&node).await;
        let page = thief.get("/sign-in/lost").await;
        assert!(page.text.contains("three days"), "{}", page.text);
        let asked = thief.submit(&page, "/sign-in/lost", &[]).await;
        assert!(asked.text.contains("can be ended from"), "{}", asked.text);
        let warned = sink.mail(1).await;
        assert!(warned.text().contains("your second factor is lost"));
        // Whoever is signed in sees it, and stops it.
        let page = browser.get("/settings/security").await;
        assert!(page.text.contains("Somebody says that your second factor is lost"), "{}", page.text);
        browser.submit(&page, "/settings/security/keep", &[]).await;
        // So does whoever reads the mail.
        let asked = thief.get("/sign-in/lost").await;
        thief.submit(&asked, "/sign-in/lost", &[]).await;
        let link = sink.mail(2).await.link(&node.base());
        let mut reader = node.browser();
        let page = reader.get(&link).await;
        reader.submit(&page, &link, &[]).await;
        assert_eq!(thief.get("/sign-in/lost").await.path, "/sign-in", "the half-finished sign-in is over");
        assert_eq!(first_step(&mut thief, "a_host", PASSWORD).await.path, "/sign-in/second");
        // Before its time nothing ends it, whatever is sent.
        let page = thief.get("/sign-in/lost").await;
        thief.submit(&page, "/sign-in/lost", &[]).await;
        node.clock.advance(hours(71));
        first_step(&mut thief, "a_host", PASSWORD).await;
        assert!(thief.get("/sign-in/lost").await.text.contains("can be ended from"));
        let page = thief.get("/sign-in/second").await;
        let held = between(&page.text, "name=\"token\" value=\"", "\"").to_owned();
        let early = thief.post("/sign-in/lost", &[("token", &held), ("act", "end")]).await;
        assert_eq!(early.status, 409);
        node.clock.advance(hours(2));
        first_step(&mut thief, "a_host", PASSWORD).await;
        let page = thief.get("/sign-in/lost").await;
        let ended = thief.submit(&page, "/sign-in/lost", &[]).await;
        assert_eq!(ended.path, "/settings/security");
        // A new one has to be set up before anything else.
        assert_eq!(thief.get("/timeline").await.path, "/settings/security/second-factor");
        assert!(browser.get("/timeline").await.path.starts_with("/sign-in"));
        let record = node.node().db.read(|c| audit::store::page(c, None, None, 10)).await.unwrap();
        assert!(record.iter().any(|e| e.act == "account.second-factor-lost"));
    }

    async fn auth_13_a_sign_in_with_the_second_factor_shows_that_it_is_not_lost(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Required).await;
        let (mut browser, _) = host(&node).await;
        let (secret, _) = set_up_app(&node, &mut browser).await;
        // Without an address nobody could be warned.
        let (mut other, _) = host(&node).await;
        let page = other.get("/sign-in/lost").await;
        assert_eq!(other.submit(&page, "/sign-in/lost", &[]).await.status, 409);
        confirm_address(&node, &sink, &mut browser, "amina@example.org", 0).await;
        assert!(other.submit(&page, "/sign-in/lost", &[]).await.text.contains("can be ended from"));
        node.clock.advance(minutes(1));
        assert_eq!(second_step(&mut other, &code(&node, &secret)).await.path, "/timeline");
        node.clock.advance(hours(80));
        let (mut late, _) = host(&node).await;
        let page = late.get("/sign-in/lost").await;
        assert!(!page.text.contains("value=\"end\""), "{}", page.text);
    }

    async fn hosts_and_officers_give_links_downwards_and_the_record_says_so(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let officer = another(&node, "officer", Some(Seat::Officer)).await;
        let second = another(&node, "second", Some(Seat::Officer)).await;
        let member = another(&node, "member", Some(Seat::Member)).await;
        let mut browser = node.browser();
        first_step(&mut browser, "officer", PASSWORD).await;
        for other in [&second, &node.who, &officer] {
            assert_eq!(browser.get(&format!("/accounts/{}/reset-link", other.account)).await.status, 404);
        }
        assert_eq!(browser.get("/accounts/01arz3ndektsv4rrffq69g5fav/reset-link").await.status, 404);
        let mut below = node.browser();
        first_step(&mut below, "member", PASSWORD).await;
        assert_eq!(below.get(&format!("/accounts/{}/reset-link", officer.account)).await.status, 404);

        let path = format!("/accounts/{}/reset-link", member.account);
        let page = browser.get(&path).await;
        assert!(page.text.contains("The record will say"), "{}", page.text);
        let page = browser.submit(&page, &path, &[]).await;
        let link = between(&page.text, "<code class=\"copy\" dir=\"ltr\">", "</code>").strip_prefix(&node.base()).unwrap().to_owned();
        // The account is told, without a word about whom or what.
        let told = node.node().db.read({
            let member = member.clone();
            move |c| sofra_domain::notification::store::page(c, &member, None, 10)
        }).await.unwrap();
        assert!(told.iter().any(|n| n.link == "/settings/security"));
        let mut back = node.browser();
        let page = back.get(&link).await;
        back.submit(&page, &link, &[("password", NEW), ("password_again", NEW)]).await;
        assert_eq!(first_step(&mut back, "member", NEW).await.path, "/timeline");
        assert!(below.get("/timeline").await.path.starts_with("/sign-in"));
        let record = node.node().db.read(|c| audit::store::page(c, None, None, 10)).await.unwrap();
        let line = record.iter().find(|e| e.act == "account.reset-link").unwrap();
        assert_eq!(line.account_id.as_ref(), Some(&officer.account));
        assert_eq!(line.organisation_id.as_ref(), Some(&node.organisation));
        assert_eq!(line.object, member.account.as_str());
        assert!(!format!("{record:?}").contains(&link[6..]), "no token in the record");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_machine_there_are_links_and_an_end_of_lost_second_factors() {
    let program = Program::new(crate::support::Backend::Sqlite);
    let options = [
        "setup",
        "--node-name",
        "Table",
        "--organisation",
        "Circle",
        "--username",
        "circle",
        "--federation",
        "closed",
        "--login",
        "host",
        "--person-name",
        "The host",
    ];
    program.run_with(&options, &[("SOFRA_SETUP_PASSWORD", PASSWORD)]).await.well();
    let link = program.run(&["admin", "account", "reset-link", "host"]).await.well();
    assert!(link.trim().starts_with("http://table.test/link/"), "{link}");
    assert!(
        program
            .run(&["admin", "account", "second-factor-reset", "host"])
            .await
            .well()
            .contains("no second factor")
    );
    assert!(program.run(&["admin", "account", "reset-link", "nobody"]).await.failed().contains("no account"));
    let required = [("SOFRA_ACCOUNTS__SECOND_FACTOR", "required")];
    let made = program.run_with(&["admin", "token", "create", "--name", "x"], &required).await;
    assert!(made.err.contains("second factor"), "{}", made.err);
    let wrong = [("SOFRA_ACCOUNTS__SECOND_FACTOR", "sometimes")];
    program.run_with(&["admin", "account", "list"], &wrong).await.failed();
}
