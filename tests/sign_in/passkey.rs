//! Passkeys, by pages alone: the script of the page only carries what the page says to the device and back.

use serde_json::Value;
use sofra_domain::account::Seat;

use super::authenticator::Authenticator;
use super::{another, between, codes_of, first_step, host, second_step, strict};
use crate::on_both;
use crate::support::browser::Page;
use crate::support::node::PASSWORD;
use crate::support::{Browser, TestNode};

const HERE: &str = "/settings/security/passkeys";

/// What the page asks the device.
fn options(page: &Page) -> Value {
    let text = between(&page.text, "data-options=\"", "\"").replace("&#34;", "\"").replace("&#38;", "&");
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn device(node: &TestNode) -> Authenticator {
    Authenticator::new(&node.base(), "a.test")
}

async fn add(browser: &mut Browser, device: &Authenticator, name: &str) -> Page {
    let page = browser.get(HERE).await;
    let answer = device.create(&options(&page));
    browser.submit(&page, HERE, &[("name", name), ("answer", &answer)]).await
}

async fn use_it(browser: &mut Browser, answer: impl FnOnce(&Value) -> String) -> Page {
    let page = browser.get("/sign-in/passkey").await;
    let answer = answer(&options(&page));
    browser.submit(&page, "/sign-in/passkey", &[("answer", &answer)]).await
}

on_both! {
    async fn a_passkey_is_made_and_opens_the_second_step(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        let mut phone = device(&node);
        let done = add(&mut browser, &phone, "my phone").await;
        let codes = codes_of(&done);
        assert_eq!(codes.len(), 10, "{}", done.text);
        assert_eq!(browser.get("/timeline").await.path, "/timeline", "it is a second factor");
        let page = browser.get(HERE).await;
        assert!(page.text.contains("my phone"));
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
        let script = between(&page.text, "<script src=\"", "\"").to_owned();
        let script = browser.get(&script).await;
        assert_eq!(script.headers["content-type"], "text/javascript; charset=utf-8");
        assert!(!browser.get("/settings/security").await.headers["content-security-policy"].to_str().unwrap().contains("script-src"));

        let (mut other, page) = host(&node).await;
        assert_eq!(page.path, "/sign-in/second");
        assert_eq!(use_it(&mut other, |o| phone.get(o)).await.path, "/timeline");
        let (mut again, _) = host(&node).await;
        assert_eq!(use_it(&mut again, |o| phone.get(o)).await.path, "/timeline");
        // The last second factor of a host stays; with a second one it can go.
        let key = between(&page_of(&mut browser).await.text, "name=\"key\" value=\"", "\"").to_owned();
        let page = browser.get(HERE).await;
        let action = "/settings/security/passkeys/remove";
        assert_eq!(browser.submit(&page, action, &[("key", &key), ("code", &codes[0])]).await.status, 409);
        add(&mut browser, &device(&node), "my key").await;
        let page = browser.get(HERE).await;
        assert_eq!(browser.submit(&page, action, &[("key", &key), ("code", "000000")]).await.status, 422);
        let gone = browser.submit(&page, action, &[("key", &key), ("code", &codes[0])]).await;
        assert_eq!(gone.path, "/settings/security?done=second-factor-removed");
        let (mut late, _) = host(&node).await;
        assert_eq!(use_it(&mut late, |o| phone.get(o)).await.status, 422);
        assert_eq!(second_step(&mut late, &codes[1]).await.path, "/timeline");
    }

    async fn auth_04_answers_from_elsewhere_again_or_of_a_copy_are_refused(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        // Made for another origin, for another name, without looking who is there, twice.
        let mut phone = device(&node);
        for change in [
            |d: &mut Authenticator| d.origin = "https://evil.example".to_owned(),
            |d: &mut Authenticator| d.origin = d.origin.replace("http://a.test", "http://a.test.evil.example"),
            |d: &mut Authenticator| d.origin = d.origin.replace("http://", "https://"),
            |d: &mut Authenticator| d.rp_id = "evil.example".to_owned(),
            |d: &mut Authenticator| d.verifies = false,
        ] {
            let mut liar = device(&node);
            change(&mut liar);
            assert_eq!(add(&mut browser, &liar, "liar").await.status, 422);
        }
        let page = browser.get(HERE).await;
        let answer = phone.create(&options(&page));
        // The answer to one challenge is not the answer to the next.
        browser.get(HERE).await;
        assert_eq!(browser.submit(&page, HERE, &[("name", "x"), ("answer", &answer)]).await.status, 422);
        let page = browser.get(HERE).await;
        let answer = phone.create(&options(&page));
        assert_eq!(browser.submit(&page, HERE, &[("name", "my phone"), ("answer", &answer)]).await.status, 200);
        assert_eq!(browser.submit(&page, HERE, &[("name", "again"), ("answer", &answer)]).await.status, 422);
        assert_eq!(add(&mut browser, &phone, "again").await.status, 422, "it is known already");

        let (mut thief, _) = host(&node).await;
        for change in [
            |d: &mut Authenticator| d.origin = "https://evil.example".to_owned(),
            |d: &mut Authenticator| d.rp_id = "evil.example".to_owned(),
            |d: &mut Authenticator| d.verifies = false,
        ] {
            let (origin, rp_id) = (phone.origin.clone(), phone.rp_id.clone());
            change(&mut phone);
            assert_eq!(use_it(&mut thief, |o| phone.get(o)).await.status, 422);
            (phone.origin, phone.rp_id, phone.verifies) = (origin, rp_id, true);
        }
        // Another key under the same id, and an answer that was given before.
        let mut forged = device(&node);
        forged.under_the_id_of(&phone);
        forged.counter = 90;
        assert_eq!(use_it(&mut thief, |o| forged.get(o)).await.status, 422);
        let page = thief.get("/sign-in/passkey").await;
        let answer = phone.get(&options(&page));
        assert_eq!(thief.submit(&page, "/sign-in/passkey", &[("answer", &answer)]).await.path, "/timeline");
        let (mut replay, _) = host(&node).await;
        assert_eq!(use_it(&mut replay, |_| answer).await.status, 422);
        // A counter that stands still or goes back is that of a copy.
        assert_eq!(use_it(&mut replay, |o| phone.get_without_counting(o)).await.status, 422);
        phone.counter -= 1;
        assert_eq!(use_it(&mut replay, |o| phone.get_without_counting(o)).await.status, 422);
        for junk in ["", "{}", "null", "[", &"x".repeat(20_000)] {
            assert_eq!(use_it(&mut replay, |_| junk.to_owned()).await.status, 422);
        }
    }

    async fn auth_04_nobody_uses_the_passkey_of_another(backend: Backend) {
        let node = strict(backend).await;
        let (mut browser, _) = host(&node).await;
        let mut phone = device(&node);
        assert_eq!(add(&mut browser, &phone, "my phone").await.status, 200);
        another(&node, "member", Some(Seat::Member)).await;
        let mut member = node.browser();
        first_step(&mut member, "member", PASSWORD).await;
        assert_eq!(add(&mut member, &phone, "stolen").await.status, 409, "one key belongs to one account");
        let mut own = device(&node);
        let done = add(&mut member, &own, "mine").await;
        assert_eq!(done.status, 200, "{}", done.text);
        // With the host's password and a key of their own.
        let (mut thief, _) = host(&node).await;
        assert_eq!(use_it(&mut thief, |o| own.get(o)).await.status, 422);
        // The host's answer to the host's challenge, sent in the member's step.
        let (mut half, _) = host(&node).await;
        let page = half.get("/sign-in/passkey").await;
        let answer = phone.get(&options(&page));
        let mut other = node.browser();
        first_step(&mut other, "member", PASSWORD).await;
        assert_eq!(use_it(&mut other, |_| answer.clone()).await.status, 422);
        // The keys of others cannot be taken away either.
        let key = between(&page_of(&mut browser).await.text, "name=\"key\" value=\"", "\"").to_owned();
        let codes = codes_of(&done);
        let page = member.get(HERE).await;
        let refused = member
            .submit(&page, "/settings/security/passkeys/remove", &[("key", &key), ("code", &codes[0])])
            .await;
        assert_eq!(refused.status, 404);
    }
}

async fn page_of(browser: &mut Browser) -> Page {
    browser.get(HERE).await
}
