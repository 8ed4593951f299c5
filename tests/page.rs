//! The pages as people use them, without JavaScript.

use crate::on_both;
use crate::support::node::PASSWORD;
use crate::support::{Browser, Program, TestNode};

on_both! {
    async fn the_host_signs_in_and_a_statement_is_there_for_everybody(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let statement = node.publish("A seat at the table", "We ask for **two seats**.").await;
        let mut reader = node.browser();
        let page = reader.get(&statement.path()).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("A seat at the table") && page.text.contains("<strong>two seats</strong>"));
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(reader.get("/").await.text.contains("A seat at the table"));
        assert_eq!(reader.get("/statements/01arz3ndektsv4rrffq69g5fav").await.status, 404);

        let page = reader.get("/sign-in").await;
        let wrong = reader.submit(&page, "/sign-in", &[("user-name", "a_host"), ("password", "not this one")]).await;
        assert!(!wrong.text.contains("not this one") && reader.get("/").await.text.contains("/sign-in"));
        let page = reader.get("/sign-in").await;
        let forged = reader.post("/sign-in", &[("user-name", "a_host"), ("password", PASSWORD)]).await;
        assert!(forged.status >= 400, "a form without its token is refused: {}", forged.status);
        drop(page);
        let mut host = node.signed_in().await;
        assert!(host.get("/").await.text.contains("/sign-out"));
        assert!(host.cookies().values().all(|v| v.len() >= 20), "a cookie holds a secret and nothing else");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_setup_link_works_in_a_browser_once() {
    let program = Program::new(crate::support::Backend::Sqlite);
    let mut serving = program.serve().await;
    let address = serving.address();
    let link = serving.hear("/setup?token=").await;
    let link = link.trim().strip_prefix("http://table.test").unwrap().to_owned();
    let mut browser = Browser::new("http://table.test", address);
    let page = browser.get(&link).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let fields = [
        ("node_name", "Table"),
        ("organisation_name", "Table Circle"),
        ("username", "circle"),
        ("organisation_about", "We meet on Thursdays."),
        ("language", "en"),
        ("login", "host"),
        ("person_name", "The host"),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("federation", "closed"),
    ];
    let done = browser.submit(&page, "/setup", &fields).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert!(done.path.starts_with("/?"), "{}", done.path);
    assert!(browser.get("/o/circle").await.text.contains("Table Circle"));
    let again = Browser::new("http://table.test", address).get(&link).await;
    assert!(again.status >= 400, "the link is good once");
    assert_eq!(serving.terminate().await, Some(0));
}
