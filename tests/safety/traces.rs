//! What a visit leaves behind: nothing that leads to the visitor (PRIV-15), nothing about people in what programs read
//! (PRIV-21), no proof that could be shown around on what is not public (PRIV-12).

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use sofra_db::dump;
use sofra_db::schema::activity;
use sofra_domain::{Database, DatabaseUrl, Error};

use crate::on_both;
use crate::support::node::form;
use crate::support::{Browser, Program, TestNode, wait_for};

/// An address on loopback that nothing else uses.
const ADDRESS: [u8; 4] = [127, 91, 83, 77];
const AGENT: &str = "Telltale/9.83 (Pocket of Amal)";
const MAIL: &str = "amal.telltale@mail.example";

on_both! {
    async fn priv_15_neither_database_nor_log_nor_folder_knows_who_came(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let log = program.folder.path().join("log");
        let file = || Stdio::from(std::fs::File::options().create(true).append(true).open(&log).expect("a file"));
        let mut command = program.command(&["serve"]);
        command.env("SOFRA_LOG__LEVEL", "debug").env("SOFRA_ACCOUNTS__SECOND_FACTOR", "optional").stdout(file()).stderr(file());
        let mut child = command.spawn().expect("the program runs");
        let address: std::net::SocketAddr = wait_for("an address", Duration::from_secs(20), || async {
            let text = std::fs::read_to_string(&log).ok()?;
            text.split("(listening on ").nth(1)?.split(')').next()?.parse().ok()
        }).await;
        let from = |languages: &str| {
            let mut browser = Browser::from("http://table.test", address, Some((ADDRESS.into(), AGENT)));
            browser.languages = languages.to_owned();
            browser
        };
        let mut visitor = from("ar, ku;q=0.7");
        for path in ["/", "/agenda", "/nothing-here", "/o/circle", "/statements/none", "/privacy", "/panic", "/directory"] {
            visitor.get(path).await;
        }
        for (name, word) in [(MAIL, "wrong password of mine"), ("host", "another wrong one"), ("host'--", "x")] {
            let page = visitor.get("/sign-in").await;
            visitor.submit(&page, "/sign-in", &[("user-name", name), ("password", word)]).await;
        }
        let page = visitor.get("/forgot-password").await;
        if page.status == 200 && page.text.contains("action=\"/forgot-password\"") {
            visitor.submit(&page, "/forgot-password", &[("user-name", MAIL)]).await;
        }
        let page = visitor.get("/panic").await;
        visitor.submit_once(&page, "/panic", &[("code", "AAAA-BBBB-CCCC-DDDD-EEEE")]).await;
        let mut host = from("en");
        let page = host.get("/sign-in").await;
        let page = host.submit(&page, "/sign-in", &[("user-name", "host"), ("password", "a table of one's own")]).await;
        assert!(page.text.contains("/sign-out"), "{}", page.text);
        for path in ["/timeline", "/settings", "/notifications", "/settings/panic", "/settings/data", "/admin/federation"] {
            assert_eq!(host.get(path).await.status, 200, "{path}");
        }
        // Refused requests of the other kinds: forged forms, an API without a right, an inbox without a signature.
        host.post("/settings/tokens", &[("name", "x")]).await;
        host.post("/inbox", &[("x", "y")]).await;
        host.get("/api/v1/me").await;
        let page = host.get("/settings").await;
        host.submit_once(&page, "/exit", &[]).await;
        // What is counted in memory is written at the end.
        let id = child.id().expect("it runs").to_string();
        assert!(tokio::process::Command::new("kill").args(["-TERM", &id]).status().await.expect("kill runs").success());
        tokio::time::timeout(Duration::from_secs(12), child.wait()).await.expect("it stops").expect("it ended");

        let mut everything = std::fs::read_to_string(&log).expect("readable");
        assert!(everything.contains("the node runs"), "the log is there: {everything}");
        let url = DatabaseUrl::parse(&program.database_url()).expect("sound");
        let rows = tokio::task::spawn_blocking(move || {
            let db = Database::open(&url)?;
            let mut text = String::new();
            db.read_blocking(|c| dump::dump::<Error>(c, |table, row| {
                text.push_str(table);
                text.push_str(row);
                text.push('\n');
                Ok(())
            }))?;
            Ok::<_, Error>(text)
        }).await.expect("run").expect("readable");
        assert!(rows.contains("\"login\":\"host\""), "the dump is whole");
        everything.push_str(&rows);
        // Free pages and journals of SQLite as well.
        for entry in walk(&program.data()) {
            everything.push_str(&String::from_utf8_lossy(&std::fs::read(entry).expect("readable")));
        }
        for trace in ["127.91.83.77", "7f5b534d", "Telltale", "telltale", "mail.example", "wrong password of mine", "another wrong one"] {
            assert!(!everything.contains(trace), "{trace} was kept");
        }
    }

    async fn priv_21_programs_learn_nothing_about_people(backend: Backend) {
        let kakuma = TestNode::start(backend, "kakuma").await;
        kakuma.publish("Water first", "Text").await;
        let mut reader = kakuma.browser();
        reader.accept = "application/json".to_owned();
        let info: Value = serde_json::from_str(&reader.get("/nodeinfo/2.1").await.text).expect("JSON");
        assert_eq!(info["usage"], serde_json::json!({"users": {}}), "no numbers of people");
        let version = info["software"]["version"].as_str().expect("a version");
        assert!(version.chars().all(|c| c.is_ascii_digit()), "the exact version helps nobody but an attacker: {version}");
        let text = info.to_string();
        for word in ["kakuma_host", "staff", "admin", "postCount", "localPosts", "sqlite", "postgres"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        let page = reader.get("/api/v1/node").await.text;
        assert!(!page.contains("kakuma_host"), "{page}");
    }

    async fn priv_12_what_is_not_public_bears_no_proof(backend: Backend) {
        let kakuma = TestNode::start(backend, "kakuma").await;
        for audience in ["public", "followers", "network"] {
            kakuma.publish_form(form("Title", "Text", audience)).await;
        }
        kakuma.settle().await;
        let bodies: Vec<(bool, String)> = kakuma.node().db.read(|c| {
            use diesel::prelude::*;
            Ok::<_, Error>(activity::table.select((activity::public, activity::body)).load(c)?)
        }).await.expect("readable");
        assert!(bodies.iter().filter(|(public, _)| !public).count() >= 2, "{bodies:?}");
        for (_, body) in bodies.iter().filter(|(public, _)| !public) {
            for word in ["\"proof\"", "proofValue", "signatureValue", "\"signature\""] {
                assert!(!body.contains(word), "{word}: {body}");
            }
        }
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { found.extend(walk(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}
