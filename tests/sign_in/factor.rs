//! The app that shows codes, recovery codes, and who must have a second factor.

use sofra_base::clock::{minutes, seconds};
use sofra_domain::account::Seat;
use sofra_domain::audit;

use super::{
    another, between, call, code, codes_of, first_step, host, second_step, set_up_app, strict, token,
    wrong_code,
};
use crate::on_both;
use crate::support::TestNode;
use crate::support::node::PASSWORD;

on_both! {
    async fn auth_09_a_host_without_a_second_factor_reaches_nothing_but_its_set_up(backend: Backend) {
        let node = strict(backend).await;
        let bearer = token(&node, &node.who).await;
        let (status, body) = call(&node, "GET", "/api/v1/me", &bearer, None).await;
        assert_eq!(status, 403);
        assert!(body.contains("urn:sofra:problem:second-factor-required"), "{body}");
        let (mut browser, page) = host(&node).await;
        assert_eq!(page.path, "/settings/security/second-factor");
        for path in ["/timeline", "/", "/compose", "/settings", "/admin/federation", "/drafts", "/agenda"] {
            assert_eq!(browser.get(path).await.path, "/settings/security/second-factor", "{path}");
        }
        // A form that was open before does nothing either.
        let form = browser.get("/settings/security/second-factor").await;
        let held = between(&form.text, "name=\"token\" value=\"", "\"").to_owned();
        let made = browser
            .post("/settings/tokens", &[("token", &held), ("name", "x"), ("days", "30"), ("scope", "write")])
            .await;
        assert_eq!(made.path, "/settings/security/second-factor");
        assert_eq!(call(&node, "POST", "/api/v1/tokens", &bearer, None).await.0, 403);

        let (_, codes) = set_up_app(&node, &mut browser).await;
        assert_eq!(codes.len(), 10);
        assert_eq!(browser.get("/timeline").await.path, "/timeline");
        assert_eq!(call(&node, "GET", "/api/v1/me", &bearer, None).await.0, 200);
        // It is the last one, so it stays.
        let page = browser.get("/settings/security/second-factor").await;
        let action = "/settings/security/second-factor/remove";
        let refused = browser.submit(&page, action, &[("remove_code", &codes[0])]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("your account must have one"), "{}", refused.text);
    }

    async fn auth_09_officers_must_have_one_and_members_need_not(backend: Backend) {
        let node = strict(backend).await;
        another(&node, "officer", Some(Seat::Officer)).await;
        another(&node, "editor", Some(Seat::Editor)).await;
        another(&node, "nobody", None).await;
        for (login, path) in
            [("officer", "/settings/security/second-factor"), ("editor", "/timeline"), ("nobody", "/timeline")]
        {
            assert_eq!(first_step(&mut node.browser(), login, PASSWORD).await.path, path, "{login}");
        }
    }

    async fn auth_03_a_code_is_good_once_and_five_wrong_ones_bring_a_wait(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        let (secret, _) = set_up_app(&node, &mut browser).await;
        let at_set_up = code(&node, &secret);

        let (mut other, page) = host(&node).await;
        assert_eq!(page.path, "/sign-in/second");
        let again = second_step(&mut other, &at_set_up).await;
        assert_eq!(again.status, 422);
        assert!(again.text.contains("was used before"), "{}", again.text);
        // Half signed in is not signed in.
        assert!(other.get("/timeline").await.path.starts_with("/sign-in"));
        node.clock.advance(seconds(30));
        let next = code(&node, &secret);
        assert_eq!(second_step(&mut other, &next).await.path, "/timeline");
        // The same code in the same step, in another browser.
        let (mut third, _) = host(&node).await;
        assert_eq!(second_step(&mut third, &next).await.status, 422);

        node.clock.advance(seconds(60));
        let wrong = wrong_code(&node, &secret);
        for _ in 0..3 {
            assert_eq!(second_step(&mut third, &wrong).await.status, 422);
        }
        assert_eq!(second_step(&mut third, &wrong).await.status, 429);
        // From now on the right one is not looked at either, in any browser.
        let (mut fourth, _) = host(&node).await;
        let refused = second_step(&mut fourth, &code(&node, &secret)).await;
        assert_eq!(refused.status, 429);
        assert!(refused.text.contains("10"), "{}", refused.text);
        // Who is signed in is told.
        let who = node.who.clone();
        let told = node.node().db.read(move |c| sofra_domain::notification::store::unseen(c, &who)).await.unwrap();
        assert!(told >= 1);
        node.clock.advance(minutes(10));
        let (mut fifth, _) = host(&node).await;
        assert_eq!(second_step(&mut fifth, &code(&node, &secret)).await.path, "/timeline");
    }

    async fn auth_03_recovery_codes_work_once_and_new_ones_void_the_old(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        let (_, codes) = set_up_app(&node, &mut browser).await;
        let (mut other, _) = host(&node).await;
        assert_eq!(second_step(&mut other, &codes[0].to_uppercase()).await.path, "/timeline");
        let (mut third, _) = host(&node).await;
        assert_eq!(second_step(&mut third, &codes[0]).await.status, 422);
        let page = browser.get("/settings/security/codes").await;
        assert!(page.text.contains('9') && !page.text.contains(&codes[1]), "codes are shown once");
        let page = browser.submit(&page, "/settings/security/codes", &[]).await;
        let renewed = codes_of(&page);
        assert_eq!(renewed.len(), 10);
        assert_eq!(second_step(&mut third, &codes[1]).await.status, 422);
        assert_eq!(second_step(&mut third, &renewed[1]).await.path, "/timeline");
        // What the database holds is neither a code nor the app's secret.
        let dump = everything(&node).await;
        assert!(codes.iter().chain(&renewed).all(|code| !dump.contains(code.as_str())));
    }

    async fn auth_02_a_session_has_a_new_id_at_each_sign_in_and_a_step_is_no_session(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        let before = browser.cookies()["sofra"].clone();
        let (secret, codes) = set_up_app(&node, &mut browser).await;
        let mut fixed = node.browser();
        fixed.keep("sofra", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        fixed.keep("sofra-step", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert!(fixed.get("/sign-in/second").await.path.starts_with("/sign-in"));
        let page = first_step(&mut fixed, "a_host", PASSWORD).await;
        assert_eq!(page.path, "/sign-in/second");
        let step = fixed.cookies()["sofra-step"].clone();
        assert!(!fixed.cookies().contains_key("sofra"), "there is no session yet");
        let mut thief = node.browser();
        thief.keep("sofra", &step);
        assert!(thief.get("/timeline").await.path.starts_with("/sign-in"));
        assert_eq!(second_step(&mut fixed, &codes[2]).await.path, "/timeline");
        assert!(!fixed.cookies().contains_key("sofra-step"));
        let first = fixed.cookies()["sofra"].clone();
        assert!(first.len() == 43 && first != step && first != before);
        // The step was used up.
        let mut late = node.browser();
        late.keep("sofra-step", &step);
        assert!(late.get("/sign-in/second").await.path.starts_with("/sign-in"));
        assert_ne!(late.get("/sign-in/second").await.path, "/sign-in/second");
        // It ends after ten minutes by itself.
        let (mut slow, _) = host(&node).await;
        let open = slow.get("/sign-in/second").await;
        node.clock.advance(minutes(11));
        let over = slow.submit(&open, "/sign-in/second", &[("code", &code(&node, &secret))]).await;
        assert_eq!(over.path, "/sign-in");
    }

    async fn what_changes_the_keys_asks_again_after_a_quarter_of_an_hour(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut browser = node.signed_in().await;
        assert_eq!(browser.get("/settings/security/second-factor").await.path, "/settings/security/second-factor");
        node.clock.advance(minutes(16));
        for path in ["second-factor", "codes", "passkeys"] {
            let page = browser.get(&format!("/settings/security/{path}")).await;
            assert!(page.path.starts_with("/settings/security/confirm?next="), "{}", page.path);
        }
        let page = browser.get("/settings/security/second-factor").await;
        let wrong = browser.submit(&page, "/settings/security/confirm", &[("password", "not this one")]).await;
        assert_eq!(wrong.status, 422);
        let right = browser.submit(&page, "/settings/security/confirm", &[("password", PASSWORD)]).await;
        assert_eq!(right.path, "/settings/security/second-factor");
        // Where nobody must have one, it can be turned off: with the second factor.
        let (secret, codes) = set_up_app(&node, &mut browser).await;
        let page = browser.get("/settings/security/second-factor").await;
        let action = "/settings/security/second-factor/remove";
        let refused = browser.submit(&page, action, &[("remove_code", &wrong_code(&node, &secret))]).await;
        assert_eq!(refused.status, 422);
        let gone = browser.submit(&page, action, &[("remove_code", &codes[4])]).await;
        assert_eq!(gone.path, "/settings/security?done=second-factor-removed");
        assert_eq!(first_step(&mut node.browser(), "a_host", PASSWORD).await.path, "/timeline");
    }

    async fn the_owner_of_the_machine_ends_a_lost_second_factor_and_the_record_says_so(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        set_up_app(&node, &mut browser).await;
        let now = node.clock.now();
        node.node().db.write(move |c| sofra_domain::sign_in::actions::reset(c, now, "a_host")).await.unwrap();
        assert!(browser.get("/timeline").await.path.starts_with("/sign-in"), "sessions are ended");
        assert_eq!(host(&node).await.1.path, "/settings/security/second-factor");
        let record = node.node().db.read(|c| audit::store::page(c, None, None, 10)).await.unwrap();
        assert!(record.iter().any(|e| e.act == "account.second-factor" && e.account_id.is_none()));
        assert_eq!(node.node().db.read(audit::store::check).await.unwrap().1, None);
    }
}

/// All that the database holds, as text.
pub(super) async fn everything(node: &TestNode) -> String {
    node.node()
        .db
        .read(|c| {
            let mut all = String::new();
            sofra_db::dump::dump::<sofra_domain::Error>(c, |_, line| {
                all.push_str(line);
                Ok(())
            })?;
            Ok::<_, sofra_domain::Error>(all)
        })
        .await
        .unwrap()
}
