//! The week, and the mail about it.

use sofra_base::clock::days;
use sofra_base::config::SecondFactor;
use sofra_base::week::Week;
use sofra_domain::digest::actions;
use sofra_domain::statement::StatementId;

use super::{ask, list, plain};
use crate::on_both;
use crate::sign_in::mail::{confirm_address, with_mail};
use crate::sign_in::sink::Sink;
use crate::support::TestNode;
use crate::support::node::form;

/// What the schedule does each hour.
async fn hour(node: &TestNode) {
    let now = node.clock.now();
    while node.node().db.write(move |c| actions::send_due(c, now)).await.expect("made ready") {}
}

/// Nothing waits any more; how many mails came.
async fn mails(node: &TestNode, sink: &Sink) -> usize {
    node.settle().await;
    sink.count()
}

async fn withdraw(node: &TestNode, id: StatementId) {
    node.withdraw(&id).await;
}

on_both! {
    async fn a_week_shows_what_was_new_to_whoever_may_read_it(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        node.publish("Public words", "Words.").await;
        node.publish_form(form("Local words", "Words.", "local")).await;
        list(&node, true).await;
        let this = Week::of(node.clock.now());
        let mut visitor = node.browser();
        let mut host = node.signed_in().await;
        let page = plain(&visitor.get(&format!("/digest/{this}")).await.text);
        assert!(page.contains("Public words") && !page.contains("Local words"), "{page}");
        assert!(page.contains("1 statement") && page.contains("not over yet") && page.contains("a organisation"), "{page}");
        let page = plain(&host.get(&format!("/digest/{this}")).await.text);
        assert!(page.contains("Local words") && page.contains("2 statements"), "{page}");
        for path in [format!("/digest/{}", this.after()), format!("/digest/{}", this.before()), "/digest/2026-W99".to_owned(), "/digest/x".to_owned()] {
            assert_eq!(visitor.get(&path).await.status, 404, "{path}");
        }
        node.clock.advance(days(7));
        let page = plain(&visitor.get("/digest").await.text);
        assert!(page.contains("Public words") && !page.contains("Local words") && !page.contains("not over yet"), "{page}");
        assert!(page.contains(&format!("/digest/{}", this.after())), "{page}");
        let weeks = ask(&node, "/feeds/digest", &[]).await.2;
        assert!(weeks.contains(&format!("/digest/{this}")) && weeks.contains("1 statement"), "{weeks}");
    }

    async fn priv_14_a_mail_a_week_for_whoever_asked_until_they_end_it(backend: Backend) {
        let (node, sink) = with_mail(backend, SecondFactor::Optional).await;
        let mut browser = node.signed_in().await;
        // Without a confirmed address it cannot be asked for.
        let page = browser.get("/settings").await;
        assert!(page.text.contains("needs an e-mail address") && !page.text.contains("action=\"/settings/digest\""), "{}", page.text);
        let token = page.fields_of_form("/language").into_iter().find(|(name, _)| name == "token").unwrap().1;
        assert_eq!(browser.post("/settings/digest", &[("token", &token), ("digest", "yes")]).await.status, 409);
        confirm_address(&node, &sink, &mut browser, "amina@example.org", 0).await;
        // Off unless asked for.
        node.publish("Secret title", "Words.").await;
        node.clock.advance(days(7));
        hour(&node).await;
        assert_eq!(mails(&node, &sink).await, 1);
        let page = browser.get("/settings").await;
        let done = browser.submit(&page, "/settings/digest", &[("digest", "yes")]).await;
        assert_eq!(done.status, 200);
        assert!(done.text.contains("name=\"digest\" value=\"yes\" checked"), "{}", done.text);
        hour(&node).await;
        assert_eq!(mails(&node, &sink).await, 1, "the first is about the week that runs now");
        node.publish("Secret title", "Words.").await;
        node.publish_form(form("Inside", "Words.", "local")).await;
        node.clock.advance(days(7));
        hour(&node).await;
        hour(&node).await;
        assert_eq!(mails(&node, &sink).await, 2, "one a week, however often is looked");
        let mail = sink.mail(1).await;
        assert_eq!(mail.to, ["<amina@example.org>"]);
        let text = mail.text();
        assert!(text.contains("2 things were new"), "{text}");
        for word in ["Secret", "Inside", "a_org", "a organisation", "a_host", "a node"] {
            assert!(!text.contains(word) && !mail.head().contains(word), "{word}: {}", mail.raw);
        }
        assert_eq!(mail.link(&node.base()), "/digest");
        // A week without anything new brings no mail; nor does one whose only statement was taken back.
        let gone = node.publish("Secret title", "Words.").await.id;
        withdraw(&node, gone).await;
        node.clock.advance(days(7));
        hour(&node).await;
        assert_eq!(mails(&node, &sink).await, 2);
        // A session lasts two weeks.
        let mut browser = node.signed_in().await;
        // Mail programs end it with one request, without cookie, form or page (RFC 8058).
        let dense: String = mail.head().replace("\r\n ", " ");
        assert!(dense.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{dense}");
        let stop = text.lines().find(|line| line.contains("/digest/stop/")).unwrap().trim().strip_prefix(&node.base()).unwrap().to_owned();
        assert!(dense.split_whitespace().collect::<String>().contains(&format!("<{}{stop}>", node.base())), "{dense}");
        let mut stranger = node.browser();
        let page = stranger.get(&stop).await;
        assert!(page.status == 200 && page.text.contains("End the mail"), "looking at the link ends nothing");
        assert!(browser.get("/settings").await.text.contains("name=\"digest\" value=\"yes\" checked"));
        for wrong in [format!("{stop}0"), "/digest/stop/x".to_owned(), format!("/digest/stop/{}.{}", node.who.account, "0".repeat(64))] {
            assert_eq!(stranger.get(&wrong).await.status, 404);
            assert_eq!(stranger.post(&wrong, &[("List-Unsubscribe", "One-Click")]).await.status, 404);
        }
        let done = stranger.post(&stop, &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(!browser.get("/settings").await.text.contains("name=\"digest\" value=\"yes\" checked"));
        node.publish("Secret title", "Words.").await;
        node.clock.advance(days(7));
        hour(&node).await;
        assert_eq!(mails(&node, &sink).await, 2);
        // Asked for again, it ends with the address.
        let mut browser = node.signed_in().await;
        let page = browser.get("/settings").await;
        browser.submit(&page, "/settings/digest", &[("digest", "yes")]).await;
        let page = browser.get("/settings/security/email").await;
        browser.submit(&page, "/settings/security/email/remove", &[]).await;
        node.publish("Secret title", "Words.").await;
        node.clock.advance(days(7));
        hour(&node).await;
        assert_eq!(mails(&node, &sink).await, 3, "only that the address was removed");
        let account = node.who.account.clone();
        assert!(!node.ask(move |c| sofra_domain::digest::store::is_wanted(c, &account)).await);
    }
}
