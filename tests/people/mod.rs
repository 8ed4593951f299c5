//! People: how they come in, what they may do, and who sees them.

mod arriving;
mod awaits;
mod machine;
mod officers;
mod seats;
mod seen;

use crate::support::browser::Page;
use crate::support::node::PASSWORD;
use crate::support::{Browser, TestNode};

/// The link of an invitation that a page shows, as a path.
fn link_on(page: &Page) -> String {
    path_on(page, "/invitations/")
}

/// The path of a link that a page shows to be copied.
fn path_on(page: &Page, beginning: &str) -> String {
    let shown = page.text.split("<code class=\"copy\">").skip(1).filter_map(|rest| rest.split('<').next());
    let link = shown.filter_map(|link| link.find(beginning).map(|at| link[at..].to_owned())).next();
    link.unwrap_or_else(|| panic!("no link to {beginning} on {}: {}", page.path, page.text))
}

/// An officer invites to a seat; gives the path of the link.
async fn invite(browser: &mut Browser, organisation: &str, seat: &str) -> String {
    let members = format!("/desk/{organisation}/members");
    let page = browser.get(&members).await;
    let action = format!("{members}/invitations");
    let made = browser.submit(&page, &action, &[("seat", seat), ("days", "7")]).await;
    assert_eq!(made.status, 200, "{}", made.text);
    link_on(&made)
}

/// Somebody new comes in with a link.
async fn come_in(node: &TestNode, link: &str, login: &str, name: &str) -> (Browser, Page) {
    let mut browser = node.browser();
    let page = browser.get(link).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let fields = [
        ("login", login),
        ("name", name),
        ("password", PASSWORD),
        ("password_again", PASSWORD),
        // Nobody gives themselves a role by asking for it (AUTH-09).
        ("role", "host"),
        ("seat", "officer"),
        ("approved", "true"),
    ];
    let done = browser.submit(&page, link, &fields).await;
    (browser, done)
}

/// The host makes another organisation and gives the path of its first officer's link.
async fn establish(host: &mut Browser, username: &str, name: &str) -> String {
    let page = host.get("/admin/organisations").await;
    let fields = [("name", name), ("username", username), ("about", ""), ("language", "en"), ("days", "7")];
    let made = host.submit(&page, "/admin/organisations", &fields).await;
    assert_eq!(made.status, 200, "{}", made.text);
    link_on(&made)
}

/// The account's id on a page of members, by the name shown.
fn account_of(page: &Page, name: &str) -> String {
    let card = page
        .text
        .split("<li class=\"card\">")
        .find(|card| card.contains(&format!("<bdi>{name}</bdi>")))
        .unwrap_or_else(|| panic!("{name} is not on {}: {}", page.path, page.text));
    let at = card.find("/members/").expect("a form") + "/members/".len();
    card[at..at + 26].to_owned()
}
