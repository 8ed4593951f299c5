//! What gives keys, seats that decide or roles away asks once more who somebody is, and loses nothing that was typed.

use serde_json::json;
use sofra_base::clock::minutes;
use sofra_domain::account::{self, Role, Seat};

use super::{another, call, token};
use crate::on_both;
use crate::support::browser::Page;
use crate::support::node::PASSWORD;
use crate::support::{Browser, TestNode};

/// Whether a page asks for the password once more.
fn asks(page: &Page) -> bool {
    page.path.starts_with("/settings/security/confirm")
}

/// Whether the form with this action shows a choice as made.
fn chosen(page: &Page, action: &str, value: &str) -> bool {
    let form =
        page.text.split("<form").find(|form| form.contains(&format!("action=\"{action}\""))).expect("a form");
    let form = form.split("</form>").next().unwrap();
    ["selected", "checked"].iter().any(|mark| form.contains(&format!("value=\"{value}\" {mark}")))
}

/// Proves it there, and comes back.
async fn prove(browser: &mut Browser, page: &Page) -> Page {
    browser.submit(page, "/settings/security/confirm", &[("password", PASSWORD)]).await
}

async fn seat_of(node: &TestNode, login: &'static str) -> Option<Seat> {
    let id = node.organisation.clone();
    node.ask(move |c| {
        let found = account::store::any_by_login(c, login)?;
        Ok(account::store::identity(c, &found.id, true)?.seat(&id))
    })
    .await
}

on_both! {
    async fn seats_roles_and_invitations_ask_again_and_come_back_with_what_was_chosen(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let editor = another(&node, "editor", Some(Seat::Editor)).await.account;
        let plain = another(&node, "plain", Some(Seat::Member)).await.account;
        let mut host = node.signed_in().await;
        node.clock.advance(minutes(16));
        // A seat that decides nothing needs nothing.
        let page = host.get("/desk/a_org/members").await;
        let action = format!("/desk/a_org/members/{plain}/seat");
        assert!(!asks(&host.submit(&page, &action, &[("seat", "editor")]).await));
        assert_eq!(seat_of(&node, "plain").await, Some(Seat::Editor));

        let action = format!("/desk/a_org/members/{editor}/seat");
        let asked = host.submit(&page, &action, &[("seat", "officer")]).await;
        assert!(asks(&asked), "{}", asked.path);
        assert_eq!(seat_of(&node, "editor").await, Some(Seat::Editor), "nothing was changed");
        let back = prove(&mut host, &asked).await;
        assert!(back.text.contains("<details open>"), "{}", back.text);
        assert!(chosen(&back, &action, "officer"), "{}", back.text);
        assert!(!asks(&host.submit(&back, &action, &[("seat", "officer")]).await));
        assert_eq!(seat_of(&node, "editor").await, Some(Seat::Officer));

        node.clock.advance(minutes(16));
        let page = host.get("/desk/a_org/members").await;
        let action = "/desk/a_org/members/invitations";
        let asked = host.submit(&page, action, &[("seat", "officer"), ("days", "30")]).await;
        assert!(asks(&asked), "{}", asked.path);
        let back = prove(&mut host, &asked).await;
        assert!(chosen(&back, action, "officer") && chosen(&back, action, "30"), "{}", back.text);

        // Taking an officer's seat asks before its form is shown; what was typed into a form left open comes back.
        let remove = format!("/desk/a_org/members/{editor}/remove");
        let form = host.get(&remove).await;
        assert!(!asks(&form));
        node.clock.advance(minutes(16));
        assert!(asks(&host.get(&remove).await));
        let again = host.submit(&form, &remove, &[("reason", "moved to Berlin")]).await;
        assert!(again.text.contains("id=\"prove\"") && again.text.contains("value=\"moved to Berlin\""), "{}", again.text);
        assert!(asks(&host.get("/desk/a_org/leave").await));

        // Roles on the node, and invitations to them.
        let page = host.get("/admin/people").await;
        let action = format!("/admin/people/{plain}/role");
        let asked = host.submit(&page, &action, &[("role", "moderator")]).await;
        assert!(asks(&asked), "{}", asked.path);
        let asked_too = host.submit(&page, "/admin/people/invitations", &[("role", "host"), ("days", "3")]).await;
        assert!(asks(&asked_too));
        assert!(!asks(&host.submit(&page, "/admin/people/invitations", &[("role", "member"), ("days", "3")]).await));
        let fields = [("name", "Voices"), ("username", "voices"), ("about", "Words"), ("language", "en"), ("days", "7")];
        let organisations = host.get("/admin/organisations").await;
        let again = host.submit(&organisations, "/admin/organisations", &fields).await;
        assert!(again.text.contains("id=\"prove\"") && again.text.contains("Words"), "{}", again.text);
        let back = prove(&mut host, &asked).await;
        assert!(chosen(&back, &action, "moderator"), "{}", back.text);
        let selects = [("language", "en"), ("days", "7")];
        let sent = host.submit(&again, "/admin/organisations", &selects).await;
        assert_eq!(sent.status, 200, "{}", sent.text);
        assert!(sent.text.contains("Voices"), "{}", sent.text);
        host.submit(&back, &action, &[("role", "moderator")]).await;
        let role = node.ask(|c| account::store::any_by_login(c, "plain").map(|found| found.role)).await;
        assert_eq!(role, Role::Moderator);
    }

    async fn tokens_archives_and_the_code_ask_again(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let page = host.get("/settings/panic").await;
        host.submit(&page, "/settings/panic/arm", &[("arm-password", PASSWORD)]).await;
        node.clock.advance(minutes(16));
        let page = host.get("/settings").await;
        let typed = [("name", "بوت الأرشيف"), ("days", "30"), ("scope", "write")];
        let again = host.submit(&page, "/settings/tokens", &typed).await;
        assert!(again.text.contains("id=\"prove\"") && again.text.contains("value=\"بوت الأرشيف\""), "{}", again.text);
        assert!(!again.text.contains("sofra_"), "{}", again.text);
        let page = host.get("/settings/panic").await;
        assert!(asks(&host.submit(&page, "/settings/panic/disarm", &[]).await));
        let armed = node.who.account.clone();
        let armed = node.ask(move |c| sofra_domain::safety::store::armed(c, &armed)).await;
        assert!(armed.is_some(), "the way out is still there");
        let page = host.get("/desk/a_org/move").await;
        let asked = host.submit(&page, "/desk/a_org/move/export", &[]).await;
        assert!(asks(&asked), "{}", asked.path);
        // The file with everything asks for the password itself.
        let page = host.get("/settings/data").await;
        assert_eq!(host.submit(&page, "/settings/data/export", &[("password", "guessed")]).await.status, 422);
        // Proved in another tab, the form that came back works as it is.
        prove(&mut host, &asked).await;
        let made = host.submit(&again, "/settings/tokens", &[("days", "30")]).await;
        assert!(made.text.contains("sofra_"), "{}", made.text);
    }

    async fn saying_yes_about_an_officers_seat_asks_again(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        another(&node, "second", Some(Seat::Officer)).await;
        let third = another(&node, "third", Some(Seat::Editor)).await;
        let (who, id, whom) = (node.who.clone(), node.organisation.clone(), third.account.clone());
        let waits = node
            .act(move |c, at| sofra_domain::seat::actions::change(c, at, &who, &id, &whom, Seat::Officer))
            .await
            .unwrap()
            .expect("it waits");
        let mut second = node.signed_in_as("second").await;
        node.clock.advance(minutes(16));
        let page = second.get("/desk/a_org/members").await;
        let action = format!("/proposals/{}/decide", waits.id);
        let asked = second.submit(&page, &action, &[("do", "approve")]).await;
        assert!(asks(&asked), "{}", asked.path);
        assert_eq!(seat_of(&node, "third").await, Some(Seat::Editor));
        let back = prove(&mut second, &asked).await;
        assert_eq!(back.path, "/desk/a_org/members");
        second.submit(&back, &action, &[("do", "approve")]).await;
        assert_eq!(seat_of(&node, "third").await, Some(Seat::Officer));
    }

    async fn a_token_alone_gives_away_nothing_that_decides(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let second = another(&node, "second", Some(Seat::Officer)).await;
        let editor = another(&node, "editor", Some(Seat::Editor)).await.account;
        let (bearer, others) = (token(&node, &node.who).await, token(&node, &second).await);
        let members = "/api/v1/organisations/a_org/members";
        let one = format!("{members}/{editor}");
        for (method, path, body) in [
            ("PUT", one.clone(), json!({ "seat": "officer" })),
            ("DELETE", format!("{members}/{}", second.account), json!({})),
            ("POST", "/api/v1/organisations/a_org/invitations".to_owned(), json!({ "seat": "officer", "days": 7 })),
            ("POST", "/api/v1/tokens".to_owned(), json!({ "name": "more", "days": 7 })),
            ("PUT", format!("/api/v1/accounts/{editor}/role"), json!({ "role": "host" })),
            ("POST", "/api/v1/invitations".to_owned(), json!({ "role": "moderator", "days": 7 })),
        ] {
            let (status, text) = call(&node, method, &path, &bearer, Some(body)).await;
            assert!(status == 422 && text.contains("password"), "{method} {path}: {status} {text}");
        }
        let (status, _) = call(&node, "PUT", &one, &bearer, Some(json!({ "seat": "member" }))).await;
        assert_eq!(status, 204, "a seat that decides nothing");
        // With the password it is proposed, and the other officer approves it with theirs.
        let body = json!({ "seat": "officer", "password": PASSWORD });
        let (status, text) = call(&node, "PUT", &one, &bearer, Some(body)).await;
        assert_eq!(status, 202, "{text}");
        let found: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&found["kind"], &found["change"], &found["approving"]), (&json!("seat"), &json!("appoint"), &json!(1)));
        let (_, listed) = call(&node, "GET", "/api/v1/organisations/a_org/seat-proposals", &others, None).await;
        assert!(listed.contains(found["id"].as_str().unwrap()), "{listed}");
        let (_, counts) = call(&node, "GET", "/api/v1/awaits/counts", &others, None).await;
        assert!(counts.contains("\"approvals\":1"), "{counts}");
        let decide = format!("/api/v1/proposals/{}/decision", found["id"].as_str().unwrap());
        let yes = json!({ "decision": "approve", "content_hash": found["content_hash"] });
        assert_eq!(call(&node, "POST", &decide, &others, Some(yes.clone())).await.0, 422);
        let mut yes = yes;
        yes["password"] = json!(PASSWORD);
        let (status, text) = call(&node, "POST", &decide, &others, Some(yes)).await;
        assert!(status == 200 && text.contains("\"state\":\"done\""), "{text}");
        assert_eq!(seat_of(&node, "editor").await, Some(Seat::Officer));
    }
}
