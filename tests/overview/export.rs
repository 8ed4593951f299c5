//! What is taken along: it can be checked, it is harmless, and it holds what its reader may see.

use std::io::{Cursor, Read};

use reqwest::header::{ACCEPT_LANGUAGE, HOST};
use serde_json::{Value, json};
use sofra_domain::position::Stance;

use crate::on_both;
use crate::position::{R1, stance};
use crate::support::TestNode;
use crate::support::program::{Outcome, binary, finish};

/// As somebody runs it who has the file and nothing else.
async fn verify(export: &Value) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("view.json"), export.to_string()).expect("written");
    let mut command = tokio::process::Command::new(binary());
    command.current_dir(folder.path()).args(["verify", "view.json"]);
    finish(command).await
}

/// A file as a visitor gets it who reads a language.
async fn fetch(node: &TestNode, path: &str, language: &str) -> Vec<u8> {
    let base = node.base();
    let host = base.split_once("://").expect("a base").1.to_owned();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client
        .get(format!("http://{}{path}", node.address()))
        .header(HOST, host)
        .header(ACCEPT_LANGUAGE, language)
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    assert!(answer.headers()["cache-control"].to_str().expect("text").contains("no-store"));
    answer.bytes().await.expect("a body").to_vec()
}

/// One part of a packed document, and the names of all.
fn part(packed: &[u8], name: &str) -> (String, Vec<String>) {
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).expect("it opens");
    let names = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    (text, names)
}

on_both! {
    async fn an_export_is_checked_by_anybody_and_each_change_is_found(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        let taken = node.takes(R1, stance("support-with-reservations", "public", "The camps first.")).await;
        node.settle().await;
        let mut visitor = node.browser();
        let page = visitor.get("/overview/export.json?demand=R1").await;
        assert_eq!(page.status, 200, "{}", page.text);
        let export: Value = serde_json::from_str(&page.text).expect("JSON");
        assert_eq!(export["positions"][0]["id"], taken.uri.as_str(), "{export}");
        assert_eq!((&export["unproven"], &export["totals"]["proven"]), (&json!([]), &json!(1)));
        assert_eq!(export["method"]["denominators"]["answered"], 1);
        let said = verify(&export).await.well();
        assert!(said.contains("Nothing is wrong") && said.contains("1 positions"), "{said}");

        type Change = (&'static str, fn(&mut Value));
        let changes: [Change; 8] = [
            ("a word", |e| e["positions"][0]["reasons"]["en"] = "The camps last.".into()),
            ("a stance", |e| e["positions"][0]["stance"] = "oppose".into()),
            ("a position left out", |e| e["positions"] = json!([])),
            ("another key", |e| {
                let node = e["node"].as_str().unwrap().to_owned();
                e["positions"][0]["proof"]["verificationMethod"] = format!("{node}#ed25519-key").into();
            }),
            ("a holder's keys left out", |e| {
                let node = e["node"].clone();
                e["keys"].as_array_mut().unwrap().retain(|keys| keys["holder"] == node);
            }),
            ("other totals", |e| e["totals"]["stances"]["support"] = 64.into()),
            ("another denominator", |e| e["method"]["denominators"]["organisations"] = 98.into()),
            ("a stranger added", |e| e["members"] = json!(["https://other.test/o/x"])),
        ];
        for (what, change) in changes {
            let mut changed = export.clone();
            change(&mut changed);
            assert_ne!(changed, export, "{what}");
            let outcome = verify(&changed).await;
            assert!(outcome.code == 1 && !outcome.out.contains("Nothing is wrong"), "{what}: {}", outcome.out);
        }
        let list = visitor.get("/overview/positions?lang=en").await;
        assert!(list.text.contains("Proven: signed"), "{}", list.text);
    }

    async fn what_is_told_to_a_network_is_in_no_file_of_a_visitor(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        let network = node.with_network().await;
        node.say("R1", Stance::Support, None, "Said to all").await;
        node.say("R2", Stance::Oppose, Some(network.clone()), "Said among us").await;
        let mut member = node.signed_in().await;
        for path in ["export.json", "export.csv", "print"] {
            let address = format!("/overview/{path}?network={network}");
            let seen = node.browser().get(&address).await;
            assert_eq!(seen.status, 200, "{path}");
            assert!(!seen.text.contains("among us") && !seen.text.contains("istanbul-2018:R2"), "{path}");
            let theirs = member.get(&address).await;
            assert!(theirs.text.contains("among us") || path == "export.json", "{path}: {}", theirs.text);
            let public = member.get(&format!("{address}&part=public")).await;
            assert!(!public.text.contains("among us"), "{path}");
            let unseen = node.browser().get(&format!("{address}&part=members")).await;
            assert_eq!(unseen.status, 404, "{path}");
        }
        for path in ["export.xlsx", "export.docx"] {
            let address = format!("/overview/{path}?network={network}");
            let inner = if path == "export.xlsx" { "xl/sharedStrings.xml" } else { "word/document.xml" };
            let (text, _) = part(&fetch(&node, &address, "en").await, inner);
            assert!(!text.contains("among us"), "{path}");
            let unseen = node.browser().get(&format!("{address}&part=members")).await;
            assert_eq!(unseen.status, 404, "{path}");
        }
        // For members it is listed, and never as something that can be proven to others.
        let page = member.get(&format!("/overview/export.json?network={network}")).await;
        let export: Value = serde_json::from_str(&page.text).expect("JSON");
        assert_eq!(export["positions"], json!([]));
        assert_eq!(export["unproven"].as_array().map(Vec::len), Some(2));
        assert_eq!(export["scope"]["part"], "members");
        verify(&export).await.well();
    }

    async fn tables_are_harmless_and_documents_follow_the_language(backend: Backend) {
        let node = TestNode::start(backend, "here").await;
        node.say("R1", Stance::Oppose, None, "=HYPERLINK(\"https://evil.example\",\"x\")").await;
        let text = String::from_utf8(fetch(&node, "/overview/export.csv", "en").await).expect("UTF-8");
        assert!(text.starts_with('\u{feff}') && text.contains("\"'=HYPERLINK("), "{text}");
        assert!(!text.contains(",=") && !text.contains("\"="), "{text}");
        let export: Value = serde_json::from_slice(&fetch(&node, "/overview/export.json", "en").await).expect("JSON");
        let digest = export["digest"].as_str().expect("a digest");
        assert!(text.contains(digest), "the same in each file");
        for (language, rtl) in [("en", false), ("ar", true), ("fr", false)] {
            let book = fetch(&node, "/overview/export.xlsx", language).await;
            let (strings, names) = part(&book, "xl/sharedStrings.xml");
            assert!(strings.contains("'=HYPERLINK") && strings.contains(digest), "{strings}");
            assert!(names.iter().any(|name| name == "xl/workbook.xml"), "{names:?}");
            for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
                let (sheet, _) = part(&book, sheet);
                assert_eq!(sheet.contains("rightToLeft=\"1\""), rtl, "{language}");
                assert!(!sheet.contains("<f>"), "no formula");
            }
            let (document, names) = part(&fetch(&node, "/overview/export.docx", language).await, "word/document.xml");
            assert!(names.iter().any(|name| name == "[Content_Types].xml"), "{names:?}");
            assert_eq!(document.contains("<w:bidi"), rtl, "{language}: {document}");
            assert!(document.contains(digest) && document.contains("evil.example"), "{language}");
            let printed = String::from_utf8(fetch(&node, "/overview/print", language).await).expect("UTF-8");
            assert!(printed.contains(digest) && printed.contains("evil.example"), "{language}");
            assert_eq!(printed.contains("dir=\"rtl\""), rtl, "{language}");
            assert!(!printed.contains("site-nav") && !printed.contains("style="), "{language}");
        }
        let printed = String::from_utf8(fetch(&node, "/overview/print", "en").await).expect("UTF-8");
        let plain = printed.replace(['\u{2068}', '\u{2069}'], "");
        assert!(plain.contains("1 of 1 organisations known here answered between"), "{plain}");
    }
}
