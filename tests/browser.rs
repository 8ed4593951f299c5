//! The pages in a real Chromium, scripts switched off, in three languages (tests/browser/walk.mjs).

use std::path::PathBuf;
use std::time::Duration;

use tokio::process::Command;

use crate::on_both;
use crate::support::Network;
use crate::support::node::PASSWORD;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("browser")
}

/// Where the packages are that setup.sh installed.
async fn modules() -> String {
    let done = Command::new("bash").arg(folder().join("setup.sh")).output().await.expect("setup.sh runs");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
    let line = said.lines().find_map(|line| line.strip_prefix("SOFRA_BROWSER_MODULES="));
    line.expect("it names the folder").trim_matches(['\'', '"']).to_owned()
}

on_both! {
    async fn a_whole_day_in_three_languages(backend: Backend) {
        let modules = modules().await;
        let mut network = Network::new(&["kakuma", "beirut"]);
        let beirut = network.start(backend, "beirut").await;
        let kakuma = network.start(backend, "kakuma").await;
        beirut.publish("A word from Beirut", "Text").await;
        for language in ["en", "ar", "fr"] {
            let walk = Command::new("node")
                .arg(folder().join("walk.mjs"))
                .args(["--base", &kakuma.base(), "--user", "kakuma_host", "--password", PASSWORD])
                .args(["--language", language, "--peer", &beirut.handle()])
                .args(["--rules", "MAP *.test 127.0.0.1"])
                .env("SOFRA_BROWSER_MODULES", &modules)
                .kill_on_drop(true)
                .output();
            let done = tokio::time::timeout(Duration::from_secs(170), walk).await.expect("it ends").expect("it runs");
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
            // The next walk follows anew.
            kakuma.unfollow(&beirut).await;
        }
    }
}
