//! Passwords, sessions, forged forms, redirects.

use std::time::Instant;

use serde_json::json;
use sofra_domain::account::Seat;

use super::{another, between, call, first_step, second_step, set_up_app, token};
use crate::on_both;
use crate::support::TestNode;
use crate::support::node::PASSWORD;

const NEW: &str = "marble window eleven storks";

on_both! {
    async fn auth_12_the_new_password_must_be_good_and_ends_everything_else(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let bearer = token(&node, &node.who).await;
        let mut elsewhere = node.signed_in().await;
        let mut browser = node.signed_in().await;
        let path = "/settings/security/password";
        let page = browser.get(path).await;
        let huge = "x7 Q".repeat(300);
        for (old, new, again, said) in [
            ("not this one", NEW, NEW, "current password is not right"),
            (PASSWORD, "short", "short", "has fewer than"),
            (PASSWORD, "password123", "password123", "among the first"),
            (PASSWORD, "a_host_2026", "a_host_2026", "password"),
            (PASSWORD, &huge, &huge, "is longer than"),
            (PASSWORD, NEW, "marble window eleven stork", "not the same"),
        ] {
            let refused = browser
                .submit(&page, path, &[("old_password", old), ("password", new), ("password_again", again)])
                .await;
            assert_eq!(refused.status, 422, "{new:.20}");
            assert!(refused.text.contains(said), "{said}: {}", refused.text);
            assert!(!refused.text.contains(PASSWORD) && !refused.text.contains(NEW));
        }
        let before = browser.cookies()["sofra"].clone();
        let done = browser
            .submit(&page, path, &[("old_password", PASSWORD), ("password", NEW), ("password_again", NEW)])
            .await;
        assert_eq!(done.path, "/settings/security?done=password-changed");
        assert_ne!(browser.cookies()["sofra"], before);
        assert!(elsewhere.get("/timeline").await.path.starts_with("/sign-in"));
        assert_eq!(call(&node, "GET", "/api/v1/me", &bearer, None).await.0, 401);
        assert_eq!(first_step(&mut node.browser(), "a_host", PASSWORD).await.status, 422);
        assert_eq!(first_step(&mut node.browser(), "a_host", NEW).await.path, "/timeline");
    }

    async fn priv_13_a_session_or_token_that_was_ended_is_dead_at_the_next_request(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let (one, two) = (token(&node, &node.who).await, token(&node, &node.who).await);
        let mut phone = node.signed_in().await;
        let mut laptop = node.signed_in().await;
        let (_, listed) = call(&node, "GET", "/api/v1/sessions", &one, None).await;
        let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
        assert_eq!(listed["total"], 2);
        assert!(listed["items"][0].as_object().unwrap().keys().all(|k| {
            matches!(k.as_str(), "id" | "begun_at" | "seen_at" | "expires_at")
        }));
        let begin = Instant::now();
        let id = listed["items"][1]["id"].as_str().unwrap();
        assert_eq!(call(&node, "DELETE", &format!("/api/v1/sessions/{id}"), &one, None).await.0, 204);
        assert!(phone.get("/timeline").await.path.starts_with("/sign-in"));
        assert!(begin.elapsed().as_secs() < 5);
        assert_eq!(laptop.get("/timeline").await.path, "/timeline");
        assert_eq!(call(&node, "DELETE", "/api/v1/sessions", &one, None).await.0, 204);
        assert!(laptop.get("/timeline").await.path.starts_with("/sign-in"));
        // A token that another token takes back.
        let (_, tokens) = call(&node, "GET", "/api/v1/tokens", &one, None).await;
        let tokens: serde_json::Value = serde_json::from_str(&tokens).unwrap();
        let newest = tokens["items"][0]["id"].as_str().unwrap();
        assert_eq!(call(&node, "DELETE", &format!("/api/v1/tokens/{newest}"), &one, None).await.0, 204);
        assert_eq!(call(&node, "GET", "/api/v1/me", &two, None).await.0, 401);
        // Nobody ends the sessions of others.
        let stranger = another(&node, "stranger", None).await;
        let strange = token(&node, &stranger).await;
        node.signed_in().await;
        let (_, listed) = call(&node, "GET", "/api/v1/sessions", &one, None).await;
        let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
        let id = listed["items"][0]["id"].as_str().unwrap();
        assert_eq!(call(&node, "DELETE", &format!("/api/v1/sessions/{id}"), &strange, None).await.0, 404);
    }

    async fn priv_08_known_and_unknown_names_get_the_same_answer(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut browser = node.signed_in().await;
        set_up_app(&node, &mut browser).await;
        another(&node, "plain", Some(Seat::Member)).await;
        let mut seen = Vec::new();
        for name in ["a_host", "plain", "no_such_name"] {
            let mut stranger = node.browser();
            let page = first_step(&mut stranger, name, "not this one at all").await;
            let token = between(&page.text, "name=\"token\" value=\"", "\"").to_owned();
            seen.push((page.status, page.text.replace(&token, "").replace(name, "NAME"), stranger.cookies().len()));
        }
        assert_eq!(seen[0], seen[1]);
        assert_eq!(seen[1], seen[2]);
        // Argon2 runs for all three: the unknown name is not answered in a fraction of the time.
        let mut times = Vec::new();
        for name in ["plain", "no_such_name"] {
            let mut best = f64::MAX;
            for _ in 0..3 {
                let mut stranger = node.browser();
                let page = stranger.get("/sign-in").await;
                let begin = Instant::now();
                stranger.submit(&page, "/sign-in", &[("user-name", name), ("password", "not this one at all")]).await;
                best = best.min(begin.elapsed().as_secs_f64());
            }
            times.push(best);
        }
        assert!(times[1] > times[0] / 3.0, "{times:?}");
    }

    async fn auth_01_security_pages_take_no_forged_form_and_no_get_has_an_effect(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut browser = node.signed_in().await;
        for path in [
            "/settings/security/password", "/settings/security/second-factor", "/settings/security/second-factor/remove",
            "/settings/security/codes", "/settings/security/passkeys", "/settings/security/passkeys/remove",
            "/settings/security/keep", "/settings/security/confirm", "/settings/security/email/remove",
            "/sign-in/second", "/sign-in/passkey", "/sign-in/lost", "/forgot-password", "/link/x",
        ] {
            let forged = browser.post(path, &[("password", NEW), ("old_password", PASSWORD)]).await;
            assert_eq!(forged.status, 403, "{path}");
        }
        for path in ["/settings/security/second-factor/remove", "/settings/security/keep", "/settings/security/email/remove"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        let over = browser.get("/settings/security?_method=DELETE&remove=1").await;
        assert_eq!(over.status, 200);
        assert_eq!(first_step(&mut node.browser(), "a_host", PASSWORD).await.path, "/timeline");
    }

    async fn auth_06_both_steps_lead_to_pages_of_this_node_only(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut browser = node.signed_in().await;
        let (_, codes) = set_up_app(&node, &mut browser).await;
        for (asked, used) in [("//evil.example", 0), ("/%2Fevil.example", 1), ("https:evil.example", 2), ("\\\\evil", 3)] {
            let mut stranger = node.browser();
            let page = stranger.get("/sign-in").await;
            stranger
                .submit(&page, "/sign-in", &[("user-name", "a_host"), ("password", PASSWORD), ("next", asked)])
                .await;
            assert_eq!(second_step(&mut stranger, &codes[used]).await.path, "/timeline", "{asked}");
            let page = stranger.get(&format!("/settings/security/confirm?next={asked}")).await;
            let next = page.fields_of_form("/settings/security/confirm");
            assert!(next.iter().any(|(name, value)| name == "next" && value == "/settings/security"), "{next:?}");
        }
        let mut friend = node.browser();
        let page = friend.get("/sign-in?next=/o/a_org").await;
        friend.submit(&page, "/sign-in", &[("user-name", "a_host"), ("password", PASSWORD)]).await;
        assert_eq!(second_step(&mut friend, &codes[5]).await.path, "/o/a_org");
    }

    async fn auth_05_10_15_16_there_is_no_oauth_no_streaming_and_no_service_to_approve(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let bearer = token(&node, &node.who).await;
        for path in [
            "/oauth/authorize", "/oauth/token", "/oauth/revoke", "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration", "/api/v1/apps", "/api/v1/streaming", "/api/v1/streaming/user",
            "/api/v1/streaming/public", "/fasp/registration", "/auth/saml", "/auth/ldap",
        ] {
            for method in ["GET", "POST"] {
                let (status, _) = call(&node, method, path, &bearer, Some(json!({}))).await;
                assert!(matches!(status, 404 | 405), "{method} {path}: {status}");
            }
        }
    }

    async fn auth_08_no_form_and_no_document_sets_what_only_the_node_decides(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let member = another(&node, "plain", Some(Seat::Member)).await;
        let mut browser = node.browser();
        first_step(&mut browser, "plain", PASSWORD).await;
        let page = browser.get("/settings/security/password").await;
        browser
            .submit(&page, "/settings/security/password", &[
                ("old_password", PASSWORD), ("password", NEW), ("password_again", NEW),
                ("role", "host"), ("account_id", node.who.account.as_str()), ("login", "a_host"),
                ("confirmed", "true"), ("isPendingEmail", "false"), ("proven_at", "99999999999999"),
            ])
            .await;
        let id = member.account.clone();
        let after = node.node().db.read(move |c| sofra_domain::account::store::identity(c, &id, true)).await.unwrap();
        assert_eq!(after, member);
        assert_eq!(first_step(&mut node.browser(), "a_host", PASSWORD).await.path, "/timeline");
        let bearer = token(&node, &member).await;
        for extra in ["role", "account", "may_write", "confirmed"] {
            let body = json!({"old_password": NEW, "password": "seven other plain words", extra: true});
            let (status, _) = call(&node, "PUT", "/api/v1/password", &bearer, Some(body)).await;
            assert!((400..500).contains(&status) && status != 401, "{extra}: {status}");
        }
        let body = json!({"old_password": "wrong wrong wrong", "password": "seven other plain words"});
        assert_eq!(call(&node, "PUT", "/api/v1/password", &bearer, Some(body)).await.0, 422);
        let body = json!({"old_password": NEW, "password": "seven other plain words"});
        assert_eq!(call(&node, "PUT", "/api/v1/password", &bearer, Some(body)).await.0, 204);
        assert_eq!(call(&node, "GET", "/api/v1/me", &bearer, None).await.0, 401);
    }
}
