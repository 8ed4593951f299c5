//! Every page in a real browser, without scripts: the walk of a host from the set-up to a withdrawal, in English,
//! Arabic and French. What is checked on each page stands in `tests/browser/checks.mjs`.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};
use sofra::Node;
use sofra_base::clock::Clock;
use sofra_base::config::{Config, SecondFactor};
use sofra_db::testing::TestDatabase;
use sofra_domain::node::actions::new_setup_token;
use tokio::process::Command;

use crate::on_both;
use crate::support::node::PASSWORD;
use crate::support::{Backend, Network};

/// How long the whole walk may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(600);

/// A node that nobody has set up yet.
struct NewNode {
    running: Node,
    setup: String,
    port: u16,
    // Dropped last: the database is removed when nobody uses it any more.
    _database: TestDatabase,
    _folder: tempfile::TempDir,
}

impl NewNode {
    async fn start(backend: Backend, name: &str, network: &mut Network, second: SecondFactor) -> Self {
        let database = backend.database();
        let folder = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        listener.set_nonblocking(true).expect("possible");
        network.add(&format!("{name}.test"), address);
        let mut config = Config::defaults().expect("sound defaults");
        config.data = folder.path().join("data");
        config.database = database.url_text();
        config.listen = address;
        config.domain = format!("{name}.test:{}", address.port());
        config.development = true;
        config.federation.hosts.clone_from(network.hosts());
        config.accounts.second_factor = second;
        let running = Node::start_on(listener, config, Clock::default()).await.expect("the node starts");
        let token = running.db.write(new_setup_token).await.expect("a database").expect("a new node");
        let setup = format!("{}/setup?token={token}", running.base_url);
        Self { running, setup, port: address.port(), _database: database, _folder: folder }
    }

    fn walk(&self, language: &str) -> Value {
        json!({"language": language, "base": self.running.base_url, "port": self.port, "setup": self.setup})
    }
}

pub(crate) fn scripts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("browser")
}

/// Where `setup.sh` put the packages.
pub(crate) async fn installed() -> PathBuf {
    let done = Command::new("bash").arg(scripts().join("setup.sh")).output().await.expect("setup.sh runs");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "setup.sh: {said}{}", String::from_utf8_lossy(&done.stderr));
    let modules = said.trim().strip_prefix("SOFRA_BROWSER_MODULES=").expect("setup.sh names the folder");
    PathBuf::from(modules.trim_matches(['\'', '"']))
}

on_both! {
    async fn every_page_in_a_real_browser_without_scripts(backend: Backend) {
        let modules = installed().await;
        // What a page looks like does not depend on the database: on the second one walk is enough.
        let languages: &[&str] = if backend == Backend::Sqlite { &["en", "ar", "fr"] } else { &["ar"] };
        // The older node deals with the new ones, so it has to know where they are: it starts last.
        let mut network = Network::new(&["beirut"]);
        let mut new = Vec::new();
        for language in languages {
            new.push(
                // This walk is about everything else.
                NewNode::start(backend, &format!("new-{language}"), &mut network, SecondFactor::Optional).await,
            );
        }
        let beirut = network.start(backend, "beirut").await;

        let names: serde_json::Map<String, Value> =
            network.hosts().iter().map(|(name, address)| (name.clone(), json!(address.ip().to_string()))).collect();
        let plan = json!({
            "walks": new.iter().zip(languages).map(|(node, language)| node.walk(language)).collect::<Vec<_>>(),
            "remote": {
                "base": beirut.base(), "port": beirut.address().port(),
                "login": "beirut_host", "password": PASSWORD, "handle": beirut.handle(),
            },
            "password": PASSWORD,
            "picture": PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/web/static/icon.png"),
            "names": names,
        });
        walk_through("walk.mjs", &plan, &modules, backend).await;
        for node in new {
            node.running.stop().await;
        }
    }

    async fn the_whole_way_of_a_new_host_from_set_up_to_sign_out(backend: Backend) {
        let modules = installed().await;
        let languages: &[&str] = if backend == Backend::Sqlite { &["en", "ar"] } else { &["ar"] };
        let mut network = Network::new(&[]);
        let mut new = Vec::new();
        for language in languages {
            let name = format!("first-{language}");
            new.push(NewNode::start(backend, &name, &mut network, SecondFactor::Required).await);
        }
        let names: serde_json::Map<String, Value> =
            network.hosts().iter().map(|(name, address)| (name.clone(), json!(address.ip().to_string()))).collect();
        let plan = json!({
            "walks": new.iter().zip(languages).map(|(node, language)| node.walk(language)).collect::<Vec<_>>(),
            "password": PASSWORD,
            "names": names,
        });
        walk_through("arrival.mjs", &plan, &modules, backend).await;
        for node in new {
            node.running.stop().await;
        }
    }
}

/// Runs a walk; it says on standard error what is wrong.
pub(crate) async fn walk_through(script: &str, plan: &Value, modules: &std::path::Path, backend: Backend) {
    let mut walk = Command::new("node");
    walk.arg(scripts().join(script))
        .env("SOFRA_WALK", plan.to_string())
        .env("SOFRA_BROWSER_MODULES", modules)
        .kill_on_drop(true);
    if let Ok(folder) = std::env::var("SOFRA_SCREENSHOTS") {
        let folder = PathBuf::from(folder).join(format!("{backend:?}").to_lowercase());
        std::fs::create_dir_all(&folder).expect("a folder for the pictures");
        walk.env("SOFRA_SCREENSHOTS", folder);
    }
    let output =
        tokio::time::timeout(LIMIT, walk.output()).await.expect("it ends in time").expect("node runs");
    eprintln!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
