//! What imports what (DESIGN.md, section 3), and a few house rules that can be seen in the source.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The direct dependencies of each package of the workspace, those for tests and builds left out.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = std::process::Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = |package: &serde_json::Value| {
        package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|d| d["kind"].is_null())
            .map(|d| d["name"].as_str().unwrap().to_owned())
            .collect()
    };
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["name"].as_str().unwrap().to_owned(), list(p)))
        .collect()
}

#[test]
fn imports_follow_the_arrows() {
    // Each crate with those of ours that it may know.
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("sofra-base", &[] as &[&str]),
        ("sofra-db", &["sofra-base"]),
        ("sofra-domain", &["sofra-base", "sofra-db"]),
        ("sofra-federation", &["sofra-base", "sofra-db", "sofra-domain"]),
        // No database: pages go through the domain.
        ("sofra-web", &["sofra-base", "sofra-domain"]),
        ("sofra", &["sofra-base", "sofra-db", "sofra-domain", "sofra-federation", "sofra-web"]),
        ("sofra-tests", &[]),
    ]);
    for (package, dependencies) in dependencies() {
        let may = allowed.get(package.as_str()).unwrap_or_else(|| {
            panic!(
                "{package} is new: a new crate needs one of the three reasons of DESIGN.md, and a line here"
            )
        });
        for name in dependencies.iter().filter(|d| *d == "sofra" || d.starts_with("sofra-")) {
            assert!(may.contains(&name.as_str()), "{package} must not import {name}");
        }
    }
}

#[test]
fn some_libraries_belong_to_one_crate() {
    // Library, and who may use it. `confidential` is to stand beside `domain`, seen by `web` alone.
    let owners: [(&str, &[&str]); 7] = [
        // Every outgoing request goes through the guarded client.
        ("reqwest", &["sofra-federation"]),
        ("diesel", &["sofra-base", "sofra-db", "sofra-domain", "sofra-federation"]),
        ("diesel_migrations", &["sofra-db"]),
        ("actix-web", &["sofra-federation", "sofra-web", "sofra"]),
        ("askama", &["sofra-web"]),
        ("clap", &["sofra"]),
        // Errors have types up to the command line.
        ("anyhow", &["sofra"]),
    ];
    for (package, dependencies) in dependencies() {
        for (library, may) in owners {
            assert!(
                !dependencies.iter().any(|d| d == library) || may.contains(&package.as_str()),
                "{package} must not use {library}"
            );
        }
    }
}

/// Nobody else vouches for who signs in: there is no library for it, so no identity that somebody else could change.
#[test]
fn auth_07_no_identity_of_others_opens_an_account() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = "));
    for name in names {
        for word in ["oauth", "openid", "oidc", "saml", "ldap", "kerberos"] {
            assert!(!name.contains(word), "{name} is there for signing in by somebody else");
        }
    }
}

/// Every source file of a folder, with its path from the root, without tests.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn is_test(path: &Path) -> bool {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        name.ends_with("tests.rs") || path.components().any(|c| c.as_os_str() == "tests")
    }
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") && !is_test(&path) {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "{folder} has no source");
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            (path.strip_prefix(root()).unwrap().to_string_lossy().into_owned(), text)
        })
        .collect()
}

#[test]
fn only_the_guarded_client_talks_to_the_outside() {
    for (path, text) in sources("crates") {
        let may = path.starts_with("crates/federation/src/client");
        for word in ["reqwest::Client", "reqwest::get", "reqwest::blocking", "TcpStream::connect"] {
            assert!(may || !text.contains(word), "{path}: {word} belongs into crates/federation/src/client");
        }
    }
}

#[test]
fn no_value_is_ever_written_into_a_query() {
    // These two write names of tables and columns that they know or that the database gave, and numbers of their own.
    let may = [
        "crates/db/src/dump.rs",
        "crates/db/src/alone.rs",
        "crates/db/src/migrate.rs",
        "crates/db/src/testing.rs",
    ];
    for (path, text) in sources("crates") {
        let dense: String = text.split_whitespace().collect();
        for word in ["sql_query(format!", "sql_query(&format!", "batch_execute(&format!", "sql::<_>(&format!"]
        {
            assert!(may.contains(&path.as_str()) || !dense.contains(word), "{path}: {word}");
        }
        if path.starts_with("crates/domain") || path.starts_with("crates/web") {
            assert!(!dense.contains("sql_query("), "{path}: queries of a feature are typed");
        }
    }
}

#[test]
fn only_actions_write() {
    for (path, text) in sources("crates/domain/src") {
        let name = path.rsplit('/').next().unwrap_or_default();
        // `receive.rs` holds the actions of remote statements; what `store.rs` writes is private to its feature.
        if matches!(name, "actions.rs" | "receive.rs" | "store.rs") {
            continue;
        }
        for word in ["insert_into(", "diesel::update(", "diesel::delete(", "replace_into("] {
            assert!(!text.contains(word), "{path}: {word} belongs into actions.rs");
        }
    }
    for (path, text) in sources("crates/web/src") {
        for word in ["insert_into(", "diesel::", "sofra_db::"] {
            assert!(!text.contains(word), "{path}: {word} belongs into the domain");
        }
    }
    for (path, text) in sources("crates/federation/src") {
        // Its own are the activities of this node; everything else it changes through the domain or a queue.
        let own = path == "crates/federation/src/outbox.rs";
        for word in ["insert_into(", "diesel::update(", "diesel::delete("] {
            assert!(own || !text.contains(word), "{path}: {word} belongs into the domain");
        }
        for (_, table) in text.match_indices("insert_into(").map(|(at, m)| (at, &text[at + m.len()..])) {
            assert!(table.starts_with("activity::table"), "{path}: writes a table that is not its own");
        }
    }
}

#[test]
fn the_clock_is_asked_in_one_place() {
    // Anything else could not be tested over a month of retries.
    for (path, text) in sources("crates") {
        let may = path == "crates/base/src/clock.rs" || path == "crates/db/src/testing.rs";
        assert!(may || !text.contains("SystemTime::now"), "{path}: ask the Clock");
    }
}

#[test]
fn no_file_needs_a_table_of_contents() {
    for (path, text) in sources("crates") {
        if path == "crates/db/src/schema.rs" {
            // One table after another, found by its name.
            continue;
        }
        let lines = text.lines().count();
        assert!(lines <= 650, "{path} has {lines} lines: a file that needs a table of contents is two files");
    }
}

#[test]
fn every_crate_forbids_unsafe_code_and_shares_the_lints() {
    for folder in std::fs::read_dir(root().join("crates")).unwrap().flatten() {
        let manifest = std::fs::read_to_string(folder.path().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[lints]\nworkspace = true"), "{}", folder.path().display());
    }
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(workspace.contains("unsafe_code = \"forbid\""));
}

#[test]
fn pages_carry_no_script_and_no_inline_code() {
    fn walk(folder: &Path, check: &mut dyn FnMut(&Path)) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() { walk(&entry.path(), check) } else { check(&entry.path()) }
        }
    }
    for folder in ["crates/web/templates", "crates/web/static"] {
        let folder = root().join(folder);
        if !folder.exists() {
            continue;
        }
        walk(&folder, &mut |path| {
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            // Browsers talk to a passkey through a script alone: one file, on two pages, which say so in their policy.
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            let script = name == "crates/web/static/passkey.js";
            assert!(script || !matches!(extension, "js" | "mjs" | "wasm"), "{name} is a script");
            if matches!(extension, "html" | "svg") {
                let mut text = std::fs::read_to_string(path).unwrap();
                if matches!(name.rsplit('/').next(), Some("passkeys.html" | "second-passkey.html")) {
                    text = text.replacen(
                        "<script src=\"{{ page.asset(\"passkey.js\") }}\" defer></script>",
                        "",
                        1,
                    );
                }
                for word in ["<script", " style=\"", "javascript:", " onclick=", " onload="] {
                    assert!(!text.contains(word), "{}: {word}", path.display());
                }
            }
        });
    }
}
