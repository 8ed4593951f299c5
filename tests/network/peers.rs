//! Peers written by others: Fedify, fediverse-pasture, activitypub-testing (see tests/peers/README.md).

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use sofra_domain::statement::{self, StatementId};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::on_both;
use crate::support::node::PATIENCE;
use crate::support::{TestNode, wait_for, wait_until};

/// How long a script of a peer may take.
const LIMIT: Duration = Duration::from_secs(90);

/// The programs that `setup.sh` installed.
struct Peers {
    node: PathBuf,
    python: PathBuf,
    cache: String,
}

fn scripts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers")
}

async fn peers() -> Peers {
    let done = Command::new("bash").arg(scripts().join("setup.sh")).output().await.expect("setup.sh runs");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "setup.sh: {said}{}", String::from_utf8_lossy(&done.stderr));
    let value = |name: &str| {
        said.lines()
            .find_map(|line| line.strip_prefix(&format!("{name}=")))
            .unwrap_or_else(|| panic!("setup.sh names {name}"))
            .trim_matches(['\'', '"'])
            .to_owned()
    };
    Peers {
        node: value("SOFRA_PEER_NODE").into(),
        python: value("SOFRA_PEER_PYTHON").into(),
        cache: value("SOFRA_PEER_CACHE"),
    }
}

impl Peers {
    fn command(&self, program: &PathBuf, script: &str) -> Command {
        let mut command = Command::new(program);
        command.arg(scripts().join(script)).env("SOFRA_PEER_CACHE", &self.cache).kill_on_drop(true);
        command
    }
}

/// The name and address of a node, as the scripts take them.
fn host_of(node: &TestNode) -> String {
    format!("{}.test={}", node.name, node.address())
}

async fn outcome_of(mut command: Command) -> (bool, String) {
    let output =
        tokio::time::timeout(LIMIT, command.output()).await.expect("it ends by itself").expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), format!("{said}\n{}", String::from_utf8_lossy(&output.stderr)))
}

/// A Fedify server with one actor, steered over a port of its own.
struct Fedify {
    process: Child,
    actor: String,
    control: String,
    http: reqwest::Client,
}

impl Fedify {
    async fn start(peers: &Peers, node: &TestNode) -> Self {
        let mut command = peers.command(&peers.node, "fedify/peer.mjs");
        let mut process = command
            .args(["--max-seconds", "80", "--host", &host_of(node)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Fedify starts");
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let first = tokio::time::timeout(Duration::from_secs(30), lines.next_line());
        let first = first.await.expect("in time").expect("readable").expect("a first line");
        let ready: Value = serde_json::from_str(&first).expect("JSON");
        let text = |name: &str| ready[name].as_str().expect("a text").to_owned();
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { actor: text("actor"), control: text("control"), process, http }
    }

    async fn tell(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}/control/{path}", self.control)).json(&body).send().await;
        answer.expect("Fedify answers").json().await.expect("JSON")
    }

    async fn ask(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}/control/{path}", self.control)).send().await;
        answer.expect("Fedify answers").json().await.expect("JSON")
    }

    /// A received activity of a type about an object; Fedify has verified its signature.
    async fn received(&self, kind: &str, object: &str) -> Value {
        wait_for(&format!("a {kind} at Fedify"), PATIENCE, || async {
            let log = self.ask(&format!("log?type={kind}")).await;
            let entries = log.as_array().or_else(|| log["log"].as_array()).cloned().unwrap_or_default();
            entries.into_iter().find(|e| e["object_id"] == object)
        })
        .await
    }
}

on_both! {
    async fn fedify_follows_reads_and_is_followed_back(backend: Backend) {
        let peers = peers().await;
        let node = TestNode::start(backend, "kakuma").await;
        let mut fedify = Fedify::start(&peers, &node).await;

        fedify.tell("follow", json!({"actor": node.organisation_uri()})).await;
        wait_until("Fedify's follow is accepted", PATIENCE, || async {
            let state = fedify.ask("state").await;
            state["following"].as_array().is_some_and(|f| f.iter().any(|f| f["accepted"] == true))
        })
        .await;

        let said = node.publish("Nothing about us without us", "One **bold** word.").await;
        let create = fedify.received("Create", &said.uri).await;
        assert_eq!(create["verified"], true);
        assert_eq!(create["verified_by"], json!(["http"]));
        assert_eq!(create["name"], "Nothing about us without us");
        assert!(create["content"].as_str().is_some_and(|c| c.contains("<strong>bold</strong>")), "{create}");
        assert!(create["summary"].as_str().is_some_and(|s| s.contains(&said.uri)), "{create}");

        node.revise(&said.id, "Nothing about us", "Another word.").await;
        let update = fedify.received("Update", &said.uri).await;
        assert_eq!(update["name"], "Nothing about us");
        node.withdraw(&said.id).await;
        let delete = fedify.received("Delete", &said.uri).await;
        assert_eq!(delete["verified"], true);

        // And the other way round.
        let target = match node.find(&fedify.actor).await {
            sofra_domain::remote::Found::Actor(id) => id,
            other => panic!("{other:?}"),
        };
        node.request_follow_of(&target).await;
        wait_until("Fedify has accepted", PATIENCE, || async { node.follows(&target).await }).await;
        let note = fedify.tell("note", json!({"content": "<p>Hello <script>alert(1)</script>there</p>"})).await;
        let note = note["id"].as_str().expect("an id").to_owned();
        wait_until("the note has arrived", PATIENCE, || async { node.statement(&note).await.is_some() }).await;
        let mut browser = node.signed_in().await;
        let page = browser.get(&node.statement(&note).await.expect("there").path()).await;
        assert!(page.text.contains("Hello") && !page.text.contains("<script"), "{}", page.text);
        fedify.tell("note/delete", json!({"id": note})).await;
        wait_until("the note is withdrawn", PATIENCE, || async {
            node.statement(&note).await.is_some_and(|s| s.state == statement::State::Withdrawn)
        })
        .await;
        fedify.process.kill().await.expect("ended");
    }

    async fn pasture_verifies_our_actor(backend: Backend) {
        let peers = peers().await;
        let node = TestNode::start(backend, "kakuma").await;
        let mut command = peers.command(&peers.python, "pasture/verify_actor.py");
        command.args([&node.organisation_uri(), "--strict", "--host", &host_of(&node)]);
        let (well, said) = outcome_of(command).await;
        assert!(well, "{said}");
    }

    async fn activitypub_testing_passes(backend: Backend) {
        let peers = peers().await;
        let node = TestNode::start(backend, "kakuma").await;
        let mut command = peers.command(&peers.node, "activitypub-testing/run.mjs");
        command.args([&node.organisation_uri(), "--host", &host_of(&node)]);
        let (well, said) = outcome_of(command).await;
        assert!(well, "{said}");
    }

    async fn every_pasture_input_is_taken_and_shown_sanitised(backend: Backend) {
        let peers = peers().await;
        let node = TestNode::start(backend, "kakuma").await;
        let mut command = peers.command(&peers.python, "pasture/inputs.py");
        let inbox = format!("{}/inbox", node.base());
        // The script serves the objects while the node fetches them, hence the lingering.
        command.args(["--send", "--inbox", &inbox, "--to", &node.organisation_uri()]);
        command.args(["--linger", "12", "--host", &host_of(&node)]);
        let (well, said) = outcome_of(command).await;
        assert!(well, "{said}");
        let lines: Vec<Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let statuses: Vec<u64> = lines.iter().filter_map(|line| line["status"].as_u64()).collect();
        assert!(statuses.len() > 500, "{} inputs", statuses.len());
        assert!(statuses.iter().all(|status| *status < 500), "{statuses:?}");
        node.settle().await;

        let mut browser = node.signed_in().await;
        let ids = node.all_statements().await;
        assert!(ids.len() > 400, "{} of the inputs are shown", ids.len());
        for id in ids {
            let page = browser.get(&format!("/statements/{id}")).await;
            assert_eq!(page.status, 200, "{id}");
            assert_harmless(&id, &page.text, &node);
        }
    }
}

/// Nothing on a page runs, and nothing of a third party is loaded.
fn assert_harmless(id: &StatementId, page: &str, node: &TestNode) {
    let lower = page.to_lowercase();
    for bad in [
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<audio",
        "<video",
        "javascript:",
        " style=",
        " onerror",
        " onload",
    ] {
        assert!(!lower.contains(bad), "{id}: {bad}\n{page}");
    }
    for part in lower.split("src=\"").skip(1) {
        let address = part.split('"').next().unwrap_or_default();
        let own = address.starts_with('/') && !address.starts_with("//") || address.starts_with(&node.base());
        assert!(own, "{id} loads {address}");
    }
}
