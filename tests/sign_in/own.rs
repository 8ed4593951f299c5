//! What a program does for the account of its token: the same as the pages, with the password where they ask for it.

use serde_json::{Value, json};
use sofra_domain::account::Seat;

use super::{call, token};
use crate::on_both;
use crate::support::TestNode;
use crate::support::node::PASSWORD;

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

on_both! {
    async fn a_program_chooses_who_sees_the_account(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let bearer = token(&node, &node.who).await;
        let get = |path: &'static str| call(&node, "GET", path, &bearer, None);
        let found = read(&get("/api/v1/visibility").await.1);
        assert_eq!((&found["profile"], &found["organisations"][0]["shown"]), (&Value::Null, &json!(false)));
        let path = "/api/v1/visibility/profile";
        assert_eq!(call(&node, "PUT", path, &bearer, Some(json!({"name": "X", "language": "en"}))).await.0, 404);
        let new = json!({"handle": "a_host", "name": "Amal", "language": "en"});
        let (status, text) = call(&node, "POST", path, &bearer, Some(new)).await;
        assert!(status == 422 && text.contains("handle-is-login"), "{status} {text}");
        let new = json!({"handle": "amal", "name": "Amal", "language": "en"});
        assert_eq!(call(&node, "POST", path, &bearer, Some(new)).await.0, 201);
        assert!(node.browser().get("/m/amal").await.text.contains("Amal"));
        let (status, text) = call(&node, "PUT", path, &bearer, Some(json!({"name": "", "language": "en"}))).await;
        assert!(status == 422 && text.contains("\"name\""), "{status} {text}");
        assert_eq!(call(&node, "PUT", path, &bearer, Some(json!({"name": "Amal of Kakuma", "language": "en"}))).await.0, 204);
        assert!(node.browser().get("/m/amal").await.text.contains("Amal of Kakuma"));
        let shown = "/api/v1/visibility/organisations/a_org";
        assert_eq!(call(&node, "PUT", shown, &bearer, Some(json!({"shown": true}))).await.0, 204);
        assert!(node.browser().get("/o/a_org").await.text.contains("Amal of Kakuma"));
        assert_eq!(call(&node, "PUT", "/api/v1/visibility/organisations/nowhere", &bearer, Some(json!({"shown": true}))).await.0, 404);
        assert_eq!(call(&node, "DELETE", path, &bearer, None).await.0, 204);
        assert_eq!(node.browser().get("/m/amal").await.status, 404);
    }

    async fn a_found_token_alone_neither_takes_everything_nor_ends_the_account(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let member = node.person("basim", Seat::Member).await;
        let bearer = token(&node, &member).await;
        let wrong = json!({"password": "not the password"});
        for path in ["/api/v1/me/export", "/api/v1/me/delete", "/api/v1/panic"] {
            let (status, text) = call(&node, "POST", path, &bearer, Some(wrong.clone())).await;
            assert!(status == 422 && text.contains("password-wrong"), "{path}: {status} {text}");
            assert_eq!(call(&node, "POST", path, &bearer, Some(json!({}))).await.0, 400, "{path}");
        }
        // With it: everything, without a secret.
        let proof = json!({"password": PASSWORD});
        let (status, text) = call(&node, "POST", "/api/v1/me/export", &bearer, Some(proof.clone())).await;
        assert_eq!(status, 200, "{text}");
        let document = read(&text);
        assert_eq!(document["format"], "sofra-member");
        assert!(!text.contains("password_hash") && !text.contains("a_host"), "{text}");
        // A code for an emergency is shown once and works without signing in.
        let (status, text) = call(&node, "PUT", "/api/v1/panic/code", &bearer, Some(proof.clone())).await;
        assert_eq!(status, 200, "{text}");
        let code = read(&text)["code"].as_str().expect("a code").to_owned();
        assert!(read(&call(&node, "GET", "/api/v1/panic", &bearer, None).await.1)["code_made_at"].is_string());
        let mut browser = node.browser();
        let page = browser.get("/panic").await;
        browser.submit(&page, "/panic", &[("code", &code)]).await;
        assert_eq!(call(&node, "GET", "/api/v1/me", &bearer, None).await.0, 401, "tokens end as well");
        let bearer = token(&node, &member).await;
        assert!(read(&call(&node, "GET", "/api/v1/panic", &bearer, None).await.1)["stopped_at"].is_string());
        assert_eq!(call(&node, "POST", "/api/v1/panic/back", &bearer, Some(json!({"send": false}))).await.0, 204);
        // The end. The last host does not leave that way.
        assert_eq!(call(&node, "POST", "/api/v1/me/delete", &bearer, Some(proof.clone())).await.0, 204);
        assert_eq!(call(&node, "GET", "/api/v1/me", &bearer, None).await.0, 401);
        let host = token(&node, &node.who).await;
        let (status, text) = call(&node, "POST", "/api/v1/me/delete", &host, Some(proof)).await;
        assert!(status == 409 && text.contains("last-host"), "{status} {text}");
    }

    async fn a_program_of_the_host_makes_the_host_s_choices(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let bearer = token(&node, &node.who).await;
        let put = |path: &'static str, body: Value| call(&node, "PUT", path, &bearer, Some(body));
        let get = |path: &'static str| call(&node, "GET", path, &bearer, None);
        assert_eq!(put("/api/v1/joining", json!({"joining": "request"})).await.0, 204);
        assert_eq!(read(&get("/api/v1/joining").await.1)["joining"], "request");
        assert_eq!(put("/api/v1/federation", json!({"federation": "closed"})).await.0, 204);
        assert_eq!(read(&get("/api/v1/node").await.1)["federation"], "closed");
        assert_eq!(put("/api/v1/federation", json!({"federation": "ajar"})).await.0, 422);
        let choices = json!({"publishes_blocks": true, "visitors_report": false});
        assert_eq!(put("/api/v1/rules/choices", choices.clone()).await.0, 204);
        assert_eq!(read(&get("/api/v1/rules/choices").await.1), choices);
        assert_eq!(put("/api/v1/organisations/a_org/directory", json!({"listed": true})).await.0, 204);
        assert_eq!(read(&get("/api/v1/organisations/a_org/directory").await.1)["listed"], true);
        assert!(node.browser().get("/directory").await.text.contains("/o/a_org"));
        let (status, text) = get("/api/v1/trust").await;
        assert!(status == 200 && read(&text)["items"].as_array().is_some_and(Vec::is_empty), "{status} {text}");
        // An address is nothing on a node that sends no mail.
        assert_eq!(get("/api/v1/email").await.0, 404);
        let seen = read(&get("/api/v1/notifications").await.1);
        assert!(seen["items"].is_array());
        assert_eq!(call(&node, "POST", "/api/v1/notifications/01ARZ3NDEKTSV4RRFFQ69G5FAV/seen", &bearer, None).await.0, 404);
    }
}
