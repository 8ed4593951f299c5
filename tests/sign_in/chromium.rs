//! Passkeys in a real browser with a made-up security key, and the same sign-in without scripts
//! (`tests/browser/passkey.mjs`).

use std::time::Duration;

use serde_json::json;
use sofra_base::config::SecondFactor;
use tokio::process::Command;

use crate::browser::{installed, scripts};
use crate::support::node::PASSWORD;
use crate::support::{Backend, Network};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passkey_in_chromium_and_a_code_where_there_are_no_scripts() {
    let modules = installed().await;
    let node = Network::new(&["a"])
        .start_with(Backend::Sqlite, "a", |config| {
            config.accounts.second_factor = SecondFactor::Required;
            // Browsers make passkeys over https and on localhost.
            config.domain = format!("localhost:{}", config.listen.port());
        })
        .await;
    let walk = Command::new("node")
        .arg(scripts().join("passkey.mjs"))
        .env("SOFRA_WALK", json!({"base": node.base(), "login": "a_host", "password": PASSWORD}).to_string())
        .env("SOFRA_BROWSER_MODULES", &modules)
        .kill_on_drop(true)
        .output();
    let output =
        tokio::time::timeout(Duration::from_secs(240), walk).await.expect("in time").expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
