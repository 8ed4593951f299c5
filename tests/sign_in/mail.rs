//! E-mail: an address is confirmed by a link, and mails give nothing away.

use sofra_base::clock::hours;
use sofra_base::config::SecondFactor;
use sofra_domain::account::Seat;

use super::factor::everything;
use super::sink::Sink;
use super::{another, between, first_step};
use crate::on_both;
use crate::support::node::PASSWORD;
use crate::support::{Backend, Browser, Network, TestNode};

/// A node that sends its mail to a sink.
pub async fn with_mail(backend: Backend, required: SecondFactor) -> (TestNode, Sink) {
    let sink = Sink::start().await;
    let url = sink.url();
    let node = Network::new(&["a"])
        .start_with(backend, "a", move |config| {
            config.mail.smtp = url;
            config.accounts.second_factor = required;
        })
        .await;
    (node, sink)
}

/// Gives an address and opens the link that came; `number` counts the mails before.
pub async fn confirm_address(
    node: &TestNode,
    sink: &Sink,
    browser: &mut Browser,
    address: &str,
    number: usize,
) {
    let page = browser.get("/settings/security/email").await;
    let sent = browser.submit(&page, "/settings/security/email", &[("email", address)]).await;
    assert_eq!(sent.path, "/settings/security?done=email-sent", "{}", sent.text);
    let link = sink.mail(number).await.link(&node.base());
    let page = node.browser().get(&link).await;
    assert_eq!(page.status, 200, "looking at a link changes nothing");
    let mut anywhere = node.browser();
    let page = anywhere.get(&link).await;
    let done = anywhere.submit(&page, &link, &[]).await;
    assert_eq!(done.path, "/sign-in?done=email-confirmed");
    assert_eq!(anywhere.get(&link).await.status, 403, "it works once");
}

on_both! {
    async fn an_address_is_used_once_its_link_was_opened_and_kept_sealed(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Optional).await;
        let mut browser = node.signed_in().await;
        confirm_address(&node, &sink, &mut browser, "Amina+sofra@Example.org", 0).await;
        let page = browser.get("/settings/security").await;
        assert!(page.text.contains("Amina+sofra@example.org"), "{}", page.text);
        assert!(!everything(&node).await.contains("Amina+sofra"), "no address stands in the database as it is");
        // Another address: the one before stays until the link is opened, and is told then.
        let page = browser.get("/settings/security/email").await;
        browser.submit(&page, "/settings/security/email", &[("email", "huda@example.net")]).await;
        let link = sink.mail(1).await.link(&node.base());
        assert!(browser.get("/settings/security").await.text.contains("Amina+sofra@example.org"));
        let page = browser.get(&link).await;
        browser.submit(&page, &link, &[]).await;
        let told = sink.mail(2).await;
        assert_eq!(told.to, ["<Amina+sofra@example.org>"]);
        assert!(told.text().contains("changed or removed"));
        let page = browser.get("/settings/security/email").await;
        browser.submit(&page, "/settings/security/email/remove", &[]).await;
        assert_eq!(sink.mail(3).await.to, ["<huda@example.net>"]);
        assert!(browser.get("/settings/security").await.text.contains("No address. That is fine."));
    }

    async fn inj_04_net_04_a_mail_says_nothing_and_its_link_is_the_nodes_own(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Optional).await;
        let mut browser = node.signed_in().await;
        for hostile in ["a@b.example\r\nBcc: c@d.example", "a@b.example%0aBcc:c@d.example", "a@b.example, c@d.example", "<a@b.example>"] {
            let page = browser.get("/settings/security/email").await;
            let refused = browser.submit(&page, "/settings/security/email", &[("email", hostile)]).await;
            assert_eq!(refused.status, 422, "{hostile}");
        }
        assert_eq!(sink.count(), 0);
        confirm_address(&node, &sink, &mut browser, "amina@example.org", 0).await;
        // Whatever a request says about hosts, links are those of the configuration.
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client
            .post(format!("http://{}/forgot-password", node.address()))
            .header("host", "evil.example")
            .header("x-forwarded-host", "evil.example")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 421);
        let page = browser.get("/forgot-password").await;
        browser.submit(&page, "/forgot-password", &[("user-name", "a_host")]).await;
        for mail in [sink.mail(0).await, sink.mail(1).await] {
            assert_eq!(mail.from, "<no-reply@a.test>");
            assert_eq!(mail.to, ["<amina@example.org>"]);
            let head = mail.head();
            assert!(head.contains("\r\nTo: amina@example.org") && head.contains("@a.test>"), "{head}");
            for word in ["a_host", "a_org", "evil", "Bcc", "a_host@"] {
                assert!(!mail.raw.contains(word) && !mail.text().contains(word), "{word}: {}", mail.raw);
            }
            assert!(mail.link(&node.base()).starts_with("/link/"));
        }
    }

    async fn a_mail_is_in_the_language_of_the_account_and_is_tried_again(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Optional).await;
        let mut browser = node.signed_in().await;
        let page = browser.get("/settings").await;
        browser.submit(&page, "/language", &[("language", "ar")]).await;
        *sink.refuse.lock().unwrap() = 2;
        let page = browser.get("/settings/security/email").await;
        browser.submit(&page, "/settings/security/email", &[("email", "amina@example.org")]).await;
        crate::support::wait_until("the first try failed", std::time::Duration::from_secs(10), || async {
            *sink.refuse.lock().unwrap() == 1
        })
        .await;
        node.clock.advance(hours(2));
        crate::support::wait_until("the second try failed", std::time::Duration::from_secs(10), || async {
            *sink.refuse.lock().unwrap() == 0
        })
        .await;
        node.clock.advance(hours(2));
        let mail = sink.mail(0).await;
        assert!(mail.text().contains("العنوان"), "{}", mail.text());
        assert!(mail.head().contains("Subject: =?utf-8?"), "{}", mail.head());
    }

    async fn priv_08_a_forgotten_password_gets_the_same_answer_and_the_same_work(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Optional).await;
        let mut browser = node.signed_in().await;
        confirm_address(&node, &sink, &mut browser, "amina@example.org", 0).await;
        another(&node, "plain", Some(Seat::Member)).await;
        let mut seen = Vec::new();
        for name in ["a_host", "plain", "no_such_name"] {
            let mut stranger = node.browser();
            let page = stranger.get("/forgot-password").await;
            let done = stranger.submit(&page, "/forgot-password", &[("user-name", name)]).await;
            assert!(done.text.contains("If this account exists"), "{}", done.text);
            seen.push((done.status, done.text.split("<main").nth(1).unwrap().to_owned()));
        }
        assert!(seen.windows(2).all(|two| two[0] == two[1]));
        sink.mail(1).await;
        // Nobody's mailbox is filled: three in an hour, and the answer stays the same.
        for _ in 0..5 {
            let mut stranger = node.browser();
            let page = stranger.get("/forgot-password").await;
            let done = stranger.submit(&page, "/forgot-password", &[("user-name", "a_host")]).await;
            assert!(done.text.contains("If this account exists"));
        }
        sink.mail(3).await;
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        assert_eq!(sink.count(), 4);
    }

    async fn without_mail_there_is_no_such_page_and_nothing_waits(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut browser = node.signed_in().await;
        assert_eq!(browser.get("/settings/security/email").await.status, 404);
        assert!(!browser.get("/settings/security").await.text.contains("E-mail"));
        let mut stranger = node.browser();
        assert!(stranger.get("/sign-in").await.text.contains("one-time link"));
        let page = stranger.get("/forgot-password").await;
        assert!(!page.text.contains("user-name") && page.text.contains("one-time link"));
        let page = first_step(&mut stranger, "a_host", PASSWORD).await;
        let held = between(&page.text, "name=\"token\" value=\"", "\"").to_owned();
        stranger.post("/forgot-password", &[("token", &held), ("user-name", "a_host")]).await;
        let waiting = node
            .node()
            .db
            .read(|c| Ok::<_, sofra_domain::Error>(sofra_db::queue::job::is_due(c, "mail", sofra_base::clock::Timestamp(i64::MAX))?))
            .await
            .unwrap();
        assert!(!waiting);
    }
}
