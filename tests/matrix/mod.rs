//! Every role at every page and every call of the API: what is allowed, and how what is not allowed is refused
//! (AUTH-09, NET-09). The tables stand in `pages.txt` and `api.txt`; a route that is missing there fails the test, so
//! that no page is added without somebody deciding who may use it.
//!
//! A cell says what the answer is:
//! - `ok` it was allowed, and done;
//! - `re` it was allowed, and answered with a remark about what was sent or how things are: 409 or 422;
//! - `in` sign in first: the way to the sign-in page, or 401;
//! - `no` you may not: 403;
//! - `--` there is no such thing, as far as you may know: 404.

mod table;
mod world;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;

use crate::on_both;
use crate::support::Backend;
use world::{Role, World};

struct Row {
    method: String,
    path: String,
    /// One expectation for each of [`Role::ALL`].
    cells: Vec<String>,
    /// Fields of the form or the JSON of the call.
    sent: String,
}

fn rows(text: &str) -> Vec<Row> {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (head, sent) = line.split_once(" | ").unwrap_or((line, ""));
            let mut words = head.split_whitespace().map(ToOwned::to_owned);
            let (method, path) = (words.next().expect("a method"), words.next().expect("a path"));
            let cells: Vec<String> = words.collect();
            assert_eq!(cells.len(), Role::ALL.len(), "{line}");
            Row { method, path, cells, sent: sent.trim().to_owned() }
        })
        .collect()
}

fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Placeholders say which thing is meant; for the comparison with the routes they are all the same.
fn shape(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let segments = path.split('/').map(|part| if part.contains('{') { "{}" } else { part });
    segments.collect::<Vec<_>>().join("/")
}

fn page_routes() -> BTreeSet<(String, String)> {
    let text = source("crates/web/src/lib.rs");
    let mut found = BTreeSet::new();
    for part in text.split(".route(").skip(1) {
        let path = part.split('"').nth(1).expect("a path");
        let method = if part.split(".to(").next().is_some_and(|head| head.contains("post()")) {
            "POST"
        } else {
            "GET"
        };
        found.insert((method.to_owned(), shape(path)));
    }
    assert!(found.len() > 40, "the routes were not found in the source");
    found
}

fn api_routes() -> BTreeSet<(String, String)> {
    let text = source("crates/web/src/api/mod.rs");
    let list = text.split("\nroutes! {").nth(1).and_then(|rest| rest.split("\n}").next()).expect("the list");
    let mut found = BTreeSet::new();
    for part in list.split("    \"").skip(1) {
        let (path, methods) = part.split_once('"').expect("a path");
        for method in ["get", "post", "put", "delete", "patch"] {
            if methods.contains(&format!(" {method} ")) {
                found.insert((method.to_uppercase(), shape(&format!("/api/v1{path}"))));
            }
        }
    }
    assert!(found.len() > 30, "the routes were not found in the source");
    found
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    for (rows, routes) in
        [(rows(include_str!("pages.txt")), page_routes()), (rows(include_str!("api.txt")), api_routes())]
    {
        let listed: BTreeSet<(String, String)> =
            rows.iter().map(|row| (row.method.clone(), shape(&row.path))).collect();
        let missing: Vec<_> = routes.difference(&listed).collect();
        let gone: Vec<_> = listed.difference(&routes).collect();
        assert!(
            missing.is_empty() && gone.is_empty(),
            "without a row: {missing:#?}\nwithout a route: {gone:#?}"
        );
    }
}

/// Asks in each role; gives the rows that came out otherwise, as they would have to stand in the table.
async fn differences(world: &mut World, rows: &[Row], api: bool) -> String {
    let mut wrong = String::new();
    for row in rows {
        let mut seen = Vec::new();
        for role in Role::ALL {
            let answer = if api { world.call(*role, row).await } else { world.open(*role, row).await };
            assert!(answer.status < 500, "{} {} as {role:?}: {}", row.method, row.path, answer.status);
            assert!(
                !answer.text.contains(world::EMAIL),
                "{} {} as {role:?} tells an address",
                row.method,
                row.path
            );
            seen.push(answer.word);
        }
        if seen != row.cells {
            let sent = if row.sent.is_empty() { String::new() } else { format!(" | {}", row.sent) };
            let _ = writeln!(wrong, "{} {} {}{sent}", row.method, row.path, seen.join(" "));
        }
    }
    wrong
}

on_both! {
    async fn auth_09_every_role_at_every_page(backend: Backend) {
        let mut world = World::new(backend).await;
        let wrong = differences(&mut world, &rows(include_str!("pages.txt")), false).await;
        assert!(wrong.is_empty(), "the table says otherwise; what was seen:\n{wrong}");
    }

    async fn auth_09_every_role_at_every_call(backend: Backend) {
        let mut world = World::new(backend).await;
        let wrong = differences(&mut world, &rows(include_str!("api.txt")), true).await;
        assert!(wrong.is_empty(), "the table says otherwise; what was seen:\n{wrong}");
    }
}

/// What the browser is shown: every page that an officer, the host or anybody may open, of a node on which something
/// waits everywhere.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_table_in_a_real_browser() {
    let modules = crate::browser::installed().await;
    let mut world = World::new(Backend::Sqlite).await;
    let table = rows(include_str!("pages.txt"));
    let people = world.people().await;
    // Pictures, files and the neutral page are no pages of ours to look at.
    let other = |row: &Row| {
        ["/static", "/icon", "/blank", ".csv", ".svg", ".json", ".xlsx", ".docx", "/feeds", "/setup"]
            .iter()
            .any(|part| row.path.contains(part))
    };
    let mut rooms = Vec::new();
    for row in table.iter().filter(|row| row.method == "POST") {
        // What others could act upon waits in the lists.
        world.path_for(row, &people[1]).await;
    }
    for row in table.iter().filter(|row| row.method == "GET" && !other(row)) {
        // Some pages are for those who come from outside.
        let outside = ["/invitations", "/join", "/sign-in", "/forgot", "/panic"]
            .iter()
            .any(|p| row.path.starts_with(p));
        let mut order: Vec<_> = people.iter().collect();
        order.sort_by_key(|person| outside && person.role != Role::Anyone);
        let allowed = order.into_iter().find(|person| {
            let column = Role::ALL.iter().position(|role| *role == person.role);
            column.is_some_and(|column| row.cells[column] == "ok")
        });
        if let Some(person) = allowed {
            let path = world.path_for(row, person).await;
            rooms.push(
                json!({"path": path, "row": row.path, "who": format!("{:?}", person.role).to_lowercase()}),
            );
        }
    }
    assert!(rooms.len() > 80, "the table was not read: {}", rooms.len());
    let address = world.address();
    let walks =
        ["en", "ar", "fr"].map(|l| json!({"language": l, "base": world.base(), "port": address.port()}));
    let cookies: serde_json::Map<_, _> =
        people.iter().map(|p| (format!("{:?}", p.role).to_lowercase(), json!(p.cookies))).collect();
    let plan = json!({
        "walks": walks, "rooms": rooms, "people": cookies, "names": {"m.test": address.ip().to_string()},
    });
    crate::browser::walk_through("rooms.mjs", &plan, &modules, Backend::Sqlite).await;
}
