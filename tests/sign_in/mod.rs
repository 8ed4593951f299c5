//! Signing in: passwords, second factors, passkeys, getting back in. Tests that begin with `auth_` answer a line of the
//! catalogue of attacks.

mod authenticator;
mod chromium;
mod factor;
pub mod mail;
mod own;
mod passkey;
mod password;
mod recovery;
pub mod sink;
mod step_up;

use sofra_base::config::SecondFactor;
use sofra_domain::account::Identity;
use sofra_domain::sign_in::rules;

use crate::support::browser::Page;
use crate::support::node::PASSWORD;
use crate::support::{Backend, Browser, Network, TestNode};

/// A node where hosts, moderators and officers must have a second factor.
async fn strict(backend: Backend) -> TestNode {
    Network::new(&["a"])
        .start_with(backend, "a", |config| config.accounts.second_factor = SecondFactor::Required)
        .await
}

/// The first step of a sign-in.
async fn first_step(browser: &mut Browser, name: &str, password: &str) -> Page {
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("user-name", name), ("password", password)]).await
}

async fn host(node: &TestNode) -> (Browser, Page) {
    let mut browser = node.browser();
    let page = first_step(&mut browser, "a_host", PASSWORD).await;
    (browser, page)
}

/// What stands between two pieces of a page.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().unwrap()
}

/// The secret that the page shows as text (RFC 4648, section 6).
fn secret_of(page: &Page) -> Vec<u8> {
    let shown = between(&page.text, "<code class=\"copy\" dir=\"ltr\">", "</code>");
    let mut bits = String::new();
    for letter in shown.chars().filter(|c| !c.is_whitespace()) {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).expect("base 32");
        bits.push_str(&format!("{value:05b}"));
    }
    bits.as_bytes()
        .chunks_exact(8)
        .map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap())
        .collect()
}

/// What the app shows now.
fn code(node: &TestNode, secret: &[u8]) -> String {
    let seconds = u64::try_from(node.clock.now().as_seconds()).unwrap();
    rules::totp(secret).unwrap().generate(seconds).to_string()
}

/// A code of six digits that is none of the app's now.
fn wrong_code(node: &TestNode, secret: &[u8]) -> String {
    let right: u32 = code(node, secret).parse().unwrap();
    format!("{:06}", (right + 123_457) % 1_000_000)
}

/// Recovery codes on a page.
fn codes_of(page: &Page) -> Vec<String> {
    let list = between(&page.text, "<ul class=\"plain codes\"", "</ul>");
    list.split("<code>").skip(1).map(|c| c.split("</code>").next().unwrap().to_owned()).collect()
}

/// Sets up an app in a browser that is signed in; gives its secret and the recovery codes.
async fn set_up_app(node: &TestNode, browser: &mut Browser) -> (Vec<u8>, Vec<String>) {
    let page = browser.get("/settings/security/second-factor").await;
    let secret = secret_of(&page);
    let done =
        browser.submit(&page, "/settings/security/second-factor", &[("code", &code(node, &secret))]).await;
    assert_eq!(done.status, 200, "{}", done.text);
    (secret, codes_of(&done))
}

/// The second step with a code.
async fn second_step(browser: &mut Browser, code: &str) -> Page {
    let page = browser.get("/sign-in/second").await;
    browser.submit(&page, "/sign-in/second", &[("code", code)]).await
}

/// A token for the API, made at the machine.
async fn token(node: &TestNode, who: &Identity) -> String {
    let (now, account) = (node.clock.now(), who.account.clone());
    node.node()
        .db
        .write(move |c| sofra_domain::account::actions::create_token(c, now, &account, "test", true, 30))
        .await
        .unwrap()
        .1
}

/// A call of the API: status and body.
async fn call(
    node: &TestNode,
    method: &str,
    path: &str,
    token: &str,
    body: Option<serde_json::Value>,
) -> (u16, String) {
    let client = reqwest::Client::builder().resolve("a.test", node.address()).no_proxy().build().unwrap();
    let mut request = client
        .request(method.parse().unwrap(), format!("{}{path}", node.base()))
        .header("authorization", format!("Bearer {token}"));
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body.to_string());
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Another account on the node, with a seat in its organisation if one is named.
async fn another(node: &TestNode, login: &str, seat: Option<sofra_domain::account::Seat>) -> Identity {
    let (now, login, organisation) = (node.clock.now(), login.to_owned(), node.organisation.clone());
    let hash = sofra_domain::account::password::hash(PASSWORD).unwrap();
    node.node()
        .db
        .write(move |c| {
            use sofra_domain::account::{Role, store};
            let id = crate::support::newcomer(c, now, &login, &hash, Role::Member)?;
            if let Some(seat) = seat {
                sofra_domain::seat::actions::give(c, now, &id, &organisation, seat)?;
            }
            store::identity(c, &id, true)
        })
        .await
        .unwrap()
}
