//! Invitations, and requests where the host allows them.

use sofra_base::clock::days;
use sofra_domain::account::{Role, Seat};
use sofra_domain::invitation::model::{NewPerson, Offer};
use sofra_domain::node::Joining;
use sofra_domain::{Error, invitation, joining, node};

use super::{account_of, come_in, establish, invite, path_on};
use crate::on_both;
use crate::support::node::PASSWORD;
use crate::support::{Browser, TestNode};

async fn ask(browser: &mut Browser, login: &str, name: &str) -> crate::support::browser::Page {
    let page = browser.get("/join").await;
    let fields = [
        ("organisation", "a_org"),
        ("login", login),
        ("name", name),
        ("words", "Layla knows me."),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        ("role", "host"),
        ("state", "admitted"),
        ("seat", "officer"),
    ];
    browser.submit(&page, "/join", &fields).await
}

async fn open_the_door(node: &TestNode) {
    let (who, now) = (node.who.clone(), node.clock.now());
    let opened =
        node.node().db.write(move |c| node::actions::choose_joining(c, now, Some(&who), Joining::Request));
    opened.await.unwrap();
}

on_both! {
    async fn auth_11_an_invitation_is_good_once_and_all_that_are_not_look_alike(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let (used, revoked, old) = (
            invite(&mut host, "a_org", "member").await,
            invite(&mut host, "a_org", "member").await,
            invite(&mut host, "a_org", "member").await,
        );
        assert!(used.len() >= "/invitations/".len() + 43, "256 bits: {used}");
        // A mistake does not use it up.
        let (_, page) = come_in(&node, &used, "not a name", "Layla").await;
        assert_eq!(page.status, 422);
        let (mut layla, page) = come_in(&node, &used, "layla", "Layla").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert_eq!(layla.get("/admin/people").await.status, 404, "no role came with what was typed");
        assert!(!layla.get("/desk/a_org/members").await.text.contains("/seat\""));

        let page = host.get("/desk/a_org/members").await;
        // The newest comes first; the one before it is taken back.
        let ids: Vec<&str> = page.text.split("/members/invitations/").skip(1).map(|rest| &rest[..26]).collect();
        assert_eq!(ids.len(), 2, "{}", page.text);
        let action = format!("/desk/a_org/members/invitations/{}/revoke", ids[1]);
        assert_eq!(host.submit(&page, &action, &[]).await.status, 200);
        let good = node.browser().get(&old).await;
        assert_eq!(good.status, 200);
        node.clock.advance(days(8));
        let mut stranger = node.browser();
        let unknown = stranger.get(&format!("/invitations/{}", "x".repeat(43))).await;
        assert_eq!(unknown.status, 404);
        for link in [&used, &revoked, &old] {
            let page = node.browser().get(link).await;
            assert_eq!((page.status, page.text), (404, unknown.text.clone()), "{link}");
        }
    }

    async fn auth_11_of_two_who_come_at_once_one_comes_in(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let link = invite(&mut host, "a_org", "member").await;
        let ((_, one), (_, two)) =
            tokio::join!(come_in(&node, &link, "first", "First"), come_in(&node, &link, "second", "Second"));
        let mut seen = [one.status, two.status];
        seen.sort_unstable();
        assert_eq!(seen, [200, 404], "{} {}", one.text, two.text);
        // And below the pages, in the database itself.
        let (who, now, organisation) = (node.who.clone(), node.clock.now(), node.organisation.clone());
        let at = node.node().app.at();
        let token = node.node().db.write(move |c| {
            let offer = Offer { place: Some((organisation, Seat::Member)), role: Role::Member };
            invitation::actions::create(c, &at, Some(&who), &offer, 1).map(|(_, token)| token)
        });
        let token = token.await.unwrap();
        let come = |login: &str| {
            let (token, login, db) = (token.clone(), login.to_owned(), node.node().db.clone());
            async move {
                let person = NewPerson { name: login.clone(), login, password_hash: "-".into(), language: None };
                db.write(move |c| invitation::actions::come_in(c, now, &token, person)).await
            }
        };
        let came = tokio::join!(come("third"), come("fourth"), come("fifth"));
        let came = [came.0, came.1, came.2];
        assert_eq!(came.iter().filter(|one| one.is_ok()).count(), 1);
        assert!(came.iter().filter(|one| one.is_err()).all(|one| matches!(one, Err(Error::NotFound))));
    }

    async fn somebody_with_an_account_takes_a_second_seat(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut host = node.signed_in().await;
        let first = establish(&mut host, "voices", "Voices").await;
        let (mut officer, _) = come_in(&node, &first, "nour", "Nour").await;
        let link = invite(&mut officer, "voices", "editor").await;
        let page = host.get(&link).await;
        assert!(page.text.contains("Voices") && !page.text.contains("Nour"), "the one who made it is not named");
        let done = host.submit(&page, &link, &[]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(host.get("/desk").await.text.contains("/desk/voices"));
        assert_eq!(host.get(&link).await.status, 404);
        let link = invite(&mut officer, "voices", "member").await;
        let page = host.get(&link).await;
        assert_eq!(host.submit(&page, &link, &[]).await.status, 409, "it gives nothing new");
        assert_eq!(node.browser().get(&link).await.status, 200, "and stays good for somebody else");
    }

    async fn a_request_waits_for_an_officer_and_gives_nothing_before(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        let mut stranger = node.browser();
        assert!(!stranger.get("/join").await.text.contains("<form class=\"stack\""), "by invitation only");
        open_the_door(&node).await;
        let sent = ask(&mut stranger, "amina", "Amina").await;
        assert_eq!(sent.status, 200, "{}", sent.text);
        let link = path_on(&sent, "/join/");
        let waiting = stranger.get(&link).await;
        assert!(waiting.status == 200 && !waiting.text.contains("/sign-out"));
        let sign_in = |browser: Browser| async move {
            let mut browser = browser;
            let page = browser.get("/sign-in").await;
            browser.submit(&page, "/sign-in", &[("user-name", "amina"), ("password", PASSWORD)]).await
        };
        assert!(!sign_in(node.browser()).await.text.contains("/sign-out"), "nobody said yes yet");
        let mut host = node.signed_in().await;
        let page = host.get("/desk/a_org/members").await;
        assert!(page.text.contains("Layla knows me."), "{}", page.text);
        let id = &page.text.split("/members/requests/").nth(1).unwrap()[..26];
        let done = host.submit(&page, &format!("/desk/a_org/members/requests/{id}/accept"), &[("seat", "member")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(stranger.get(&link).await.text.contains("amina"));
        assert!(sign_in(node.browser()).await.text.contains("/sign-out"));
        let members = host.get("/desk/a_org/members").await;
        account_of(&members, "Amina");
        assert!(!members.text.contains("Layla knows me."));
    }

    async fn priv_08_whether_a_name_is_taken_is_told_to_nobody_outside(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        open_the_door(&node).await;
        let answer = |login: &'static str, name: &'static str| {
            let mut browser = node.browser();
            async move {
                let sent = ask(&mut browser, login, name).await;
                let link = path_on(&sent, "/join/");
                let text = sent.text.replace(&link, "");
                let status = browser.get(&link).await;
                (sent.status, text, status.status, status.text.replace(&link, "").replace(browser_token(&status.text), ""), link)
            }
        };
        let (free, taken) = (answer("nobody_yet", "Somebody").await, answer("a_host", "a host").await);
        assert_eq!((free.0, &free.1, free.2, &free.3), (taken.0, &taken.1, taken.2, &taken.3));
        // After an officer said yes, the person chooses another name under their link.
        let mut host = node.signed_in().await;
        let page = host.get("/desk/a_org/members").await;
        let card = page.text.split("<li class=\"card\">").find(|card| card.contains("<bdi>a host</bdi>") && card.contains("/requests/")).unwrap();
        let id = card.split("/members/requests/").nth(1).unwrap()[..26].to_owned();
        host.submit(&page, &format!("/desk/a_org/members/requests/{id}/accept"), &[("seat", "member")]).await;
        let mut browser = node.browser();
        let page = browser.get(&taken.4).await;
        let still = browser.submit(&page, &taken.4, &[("login", "a_host"), ("name", "Rana")]).await;
        assert_eq!(still.status, 422);
        let done = browser.submit(&still, &taken.4, &[("login", "rana"), ("name", "Rana")]).await;
        assert!(done.status == 200 && done.text.contains("rana"), "{}", done.text);
        // A login is no address: neither a page nor a handle.
        for path in ["/m/a_host", "/o/a_host", "/.well-known/webfinger?resource=acct:a_host@"] {
            let path = if path.ends_with('@') { format!("{path}{}", node.config().domain) } else { path.to_owned() };
            let (real, made_up) =
                (browser.get(&path).await, browser.get(&path.replace("a_host", "a_hosp")).await);
            assert_eq!((real.status, real.text.replace("a_host", "")), (404, made_up.text.replace("a_hosp", "")), "{path}");
        }
    }

    async fn what_nobody_decides_is_forgotten(backend: Backend) {
        let node = TestNode::start(backend, "a").await;
        open_the_door(&node).await;
        let (mut one, mut two) = (node.browser(), node.browser());
        let (sent, other) = (ask(&mut one, "amina", "Amina").await, ask(&mut two, "basim", "Basim").await);
        let (waiting, refused) = (path_on(&sent, "/join/"), path_on(&other, "/join/"));
        let mut host = node.signed_in().await;
        let page = host.get("/desk/a_org/members").await;
        let card = page.text.split("<li class=\"card\">").find(|c| c.contains("<bdi>Basim</bdi>")).unwrap();
        let id = card.split("/members/requests/").nth(1).unwrap()[..26].to_owned();
        host.submit(&page, &format!("/desk/a_org/members/requests/{id}/refuse"), &[]).await;
        let code = refused.trim_start_matches("/join/").to_owned();
        let row = node.node().db.read(move |c| joining::store::by_code(c, &code)).await.unwrap();
        assert!(row.login.is_empty() && row.words.is_empty() && row.password_hash.is_empty() && row.name.is_empty());
        node.clock.advance(days(joining::actions::KEPT_DAYS + 1));
        let now = node.clock.now();
        node.node().db.write(move |c| joining::actions::forget(c, now)).await.unwrap();
        for link in [waiting, refused] {
            assert_eq!(node.browser().get(&link).await.status, 404);
        }
    }
}

/// The token of the form on a page, which differs from browser to browser; a space where there is none.
fn browser_token(text: &str) -> &str {
    text.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or(" ")
}
