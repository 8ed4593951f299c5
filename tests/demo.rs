//! `sofra demo`, as people run it: a network of a dozen organisations on three nodes, and what can be opened.

use std::net::SocketAddr;
use std::process::Stdio;

use sofra_domain::proof::view::{Report, verify};
use tokio::process::Command;

use crate::support::browser::Browser;
use crate::support::program::{self, Serving};

fn demo(folder: &std::path::Path, more: &[&str]) -> Command {
    let mut command = Command::new(program::binary());
    command.args(["demo", "--port", "0", "--data"]).arg(folder.join("demo")).args(more).kill_on_drop(true);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[tokio::test]
async fn the_demonstration_settles_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let said = program::finish(demo(folder.path(), &["--once"])).await.well();
    assert!(said.contains("Settled after"), "{said}");
    assert_eq!(said.matches("  published: ").count(), 12, "{said}");
    assert_eq!(said.matches("password: ").count(), 3, "{said}");
    // Both before and after somebody changed its mind and another withdrew, the three nodes came to one view.
    for part in [
        "one view: 10 of 12 members answered, 42 positions",
        "one view: 10 of 12 members answered, 41 positions",
        "three coordinators are chosen",
        "juba_road_women changes its mind",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// The base, the path and the place of an address that was printed after these words.
fn printed(said: &[String], words: &str) -> (String, String, SocketAddr) {
    let line = said.iter().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {said:#?}"));
    let start = line.find("http://").expect("an address");
    let address = line[start..].split_whitespace().next().expect("an address");
    let (host, path) = address["http://".len()..].split_once('/').expect("a path");
    let port: u16 = host.split(':').nth(1).and_then(|port| port.parse().ok()).expect("a port");
    (format!("http://{host}"), format!("/{path}"), SocketAddr::from(([127, 0, 0, 1], port)))
}

async fn open(said: &[String], words: &str) -> crate::support::browser::Page {
    let (base, path, place) = printed(said, words);
    let page = Browser::new(&base, place).get(&path).await;
    assert_eq!(page.status, 200, "{words} {path}: {}", page.text);
    page
}

#[tokio::test]
async fn what_the_demonstration_names_can_be_opened_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Serving::begin(demo(folder.path(), &[]), "They run until", 200).await;
    let said = serving.said.clone();

    let network = open(&said, "The network: ").await.text;
    for part in [
        "Table of the Road",
        "12\u{2069} member organisations",
        "What it thinks",
        "Kakuma Voices",
        "/overview",
    ] {
        assert!(network.contains(part), "{part}: {network}");
    }
    // Everybody sees what is public: one member told the network alone.
    let view = open(&said, "what it thinks: ").await.text;
    let away = open(&said, "from Athens").await.text;
    for page in [&view, &away] {
        for part in [
            "Of \u{2068}12\u{2069} members\u{2069}, \u{2068}\u{2068}10\u{2069} have",
            "if they have a budget",
            "press people to return",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("removal centre"), "what is told to members alone");
    }
    open(&said, "to print: ").await;
    open(&said, "as a document").await;
    let export = open(&said, "to check").await.text;
    let whole: serde_json::Value = serde_json::from_str(&export).expect("JSON");
    let report: Report = verify(&whole, None);
    assert!(report.is_whole() && report.unproven == 0, "{:?}", report.wrong);
    assert_eq!(report.proven, 41, "{report:?}");
    // Ten organisations, and the node that sealed it.
    assert_eq!(report.holders, 11, "{report:?}");

    // Members see the call, what was told to them alone, and what waits.
    let (base, path, place) = printed(&said, "the call: ");
    assert_eq!(Browser::new(&base, place).get(&path).await.status, 404, "a call is for members");
    let sign_in = said.iter().find(|line| line.contains("name: nyandeng")).expect("how to sign in");
    let password = sign_in.split("password: ").nth(1).expect("a password").trim();
    let mut member = Browser::new(&base, place);
    let form = member.get("/sign-in").await;
    member.submit(&form, "/sign-in", &[("user-name", "nyandeng"), ("password", password)]).await;
    let call = member.get(&path).await;
    assert!(call.status == 200 && call.text.contains("What do we take to the Forum?"), "{}", call.text);
    let answered = member.get(&printed(&said, "what is answered: ").1).await.text;
    assert!(
        answered.contains("Of \u{2068}12\u{2069} members\u{2069}, \u{2068}\u{2068}10\u{2069} have"),
        "{answered}"
    );
    assert_eq!(member.get("/awaits").await.status, 200);
    assert_eq!(serving.terminate().await, Some(0));
}
