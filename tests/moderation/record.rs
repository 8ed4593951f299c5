//! The record of acts: whole, or not, and shown to whom it concerns.

use diesel::prelude::*;
use sofra_db::schema::audit_entry;
use sofra_domain::account::{Role, Seat};
use sofra_domain::audit::actions::{Act, record};
use sofra_domain::audit::{Fault, store};

use super::{account, rig};
use crate::inbox::rig::Rig;
use crate::on_both;
use crate::support::TestNode;

async fn written(rig: &Rig, lines: usize) {
    let (at, who, organisation) = (rig.at(), rig.who.clone(), rig.organisation.id.clone());
    rig.write(move |c| {
        for n in 0..lines {
            let object = format!("node{n}.example");
            let act =
                Act { act: "peer.allow", object: &object, organisation: Some(&organisation), reason: "why" };
            record(c, at.now, (n % 2 == 0).then_some(&who), act)?;
        }
        Ok(())
    })
    .await;
}

async fn fault(rig: &Rig) -> Option<Fault> {
    rig.read(store::check).await.1
}

on_both! {
    async fn a_line_that_is_changed_or_taken_out_shows(backend: Backend) {
        let rig = rig(backend).await;
        // What the set-up recorded comes before.
        let base = rig.read(|c| store::count(c, None)).await;
        written(&rig, 6).await;
        assert_eq!(rig.read(store::check).await, (base + 6, None));
        let head = rig.read(store::head).await.expect("lines");
        // A word changed.
        rig.write(move |c| {
            Ok(diesel::update(audit_entry::table.find(base + 3)).set(audit_entry::reason.eq("another")).execute(c)?)
        }).await;
        assert_eq!(fault(&rig).await, Some(Fault { number: base + 3 }));
        rig.write(move |c| Ok(diesel::update(audit_entry::table.find(base + 3)).set(audit_entry::reason.eq("why")).execute(c)?)).await;
        assert_eq!(fault(&rig).await, None);
        // Whoever did it changed.
        rig.write(move |c| {
            Ok(diesel::update(audit_entry::table.find(base + 5)).set(audit_entry::account_id.eq(None::<String>)).execute(c)?)
        }).await;
        assert_eq!(fault(&rig).await, Some(Fault { number: base + 5 }));
        // A line changed together with its own hash: then the next one does not fit.
        rig.write(move |c| {
            let mut line: sofra_domain::audit::Entry =
                audit_entry::table.find(base + 2).select(sofra_domain::audit::Entry::as_select()).first(c)?;
            line.reason = "forged".to_owned();
            let hash = line.expected_hash();
            Ok(diesel::update(audit_entry::table.find(base + 2))
                .set((audit_entry::reason.eq("forged"), audit_entry::hash.eq(hash)))
                .execute(c)?)
        }).await;
        assert_eq!(fault(&rig).await, Some(Fault { number: base + 3 }));
        // A line taken out.
        rig.write(move |c| Ok(diesel::delete(audit_entry::table.find(base + 4)).execute(c)?)).await;
        assert!(fault(&rig).await.is_some_and(|fault| fault.number <= base + 4));
        // The last lines taken out: what is left fits, and only the head that was written down elsewhere tells.
        rig.write(move |c| Ok(diesel::delete(audit_entry::table.filter(audit_entry::number.gt(base + 1))).execute(c)?)).await;
        assert_eq!(fault(&rig).await, None);
        assert_ne!(rig.read(store::head).await.expect("a line"), head);
    }

    async fn the_page_shows_the_record_and_the_files_are_safe_to_open(backend: Backend) {
        let mut node = TestNode::start(backend, "home").await;
        let guest = node.another_organisation("guests").await;
        let (at, organisation) = (node.node().app.at(), guest.clone());
        let base = node.ask(|c| store::count(c, None)).await;
        node.node().db.write(move |c| {
            let officer = account(c, &at, "guest", Role::Member, Some((&organisation, Seat::Officer)))?;
            let act = Act { act: "block.add", object: "x.example", organisation: Some(&organisation), reason: "=1+1" };
            record(c, at.now, Some(&officer), act)?;
            record(c, at.now, None, Act { act: "peer.suspend", object: "evil.example", ..Act::default() })
        }).await.expect("recorded");
        let mut host = node.signed_in().await;
        let page = host.get("/admin/record").await;
        for part in ["Suspended a node", "Blocked somebody", "guest", "at the machine itself", "whole up to line"] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        let only = host.get("/admin/record?kind=peer").await;
        assert!(only.text.contains("evil.example") && !only.text.contains("x.example"));
        let file = host.get("/admin/record.csv").await;
        assert!(file.text.contains("\"'=1+1\"") && file.headers["content-type"].to_str().unwrap().starts_with("text/csv"), "{}", file.text);
        let json: serde_json::Value = serde_json::from_str(&host.get("/admin/record.json").await.text).expect("JSON");
        assert_eq!(json["head"]["number"], base + 2);
        assert_eq!(json["lines"].as_array().map(Vec::len), usize::try_from(base + 2).ok());
        // The host sits in the guests' organisation as well: its part alone.
        let part = host.get("/desk/guests/record").await;
        assert!(part.text.contains("x.example") && !part.text.contains("evil.example"), "{}", part.text);
        for path in ["/admin/record", "/admin/record.csv", "/desk/guests/record", "/desk/guests/record.json", "/desk/nobody/record"] {
            assert_eq!(node.browser().get(path).await.status, 404, "{path}");
        }
        // Broken, it says so.
        node.node().db.write(move |c| {
            Ok::<_, sofra_domain::Error>(diesel::update(audit_entry::table.find(base + 1)).set(audit_entry::object.eq("y")).execute(c)?)
        }).await.expect("tampered");
        let page = host.get("/admin/record").await;
        assert!(page.text.contains("not whole") && !page.text.contains("whole up to line"), "{}", page.text);
    }
}

/// Every code that the source records has words in every language.
#[test]
fn every_act_in_the_record_has_words() {
    fn walk(folder: &std::path::Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned();
    let mut files = Vec::new();
    walk(&root.join("crates"), &mut files);
    let is_code = |text: &str| {
        text.split_once('.').is_some_and(|(noun, verb)| {
            let word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            word(noun) && word(verb)
        })
    };
    let mut codes = std::collections::BTreeSet::new();
    for (path, text) in &files {
        // In a file that records acts, everything in quotes that has the form of a code; the extensions are files.
        if !text.contains("audit::actions") && !text.contains("Act {") {
            continue;
        }
        for quoted in text.split('"').skip(1).step_by(2).filter(|q| is_code(q)) {
            let file = ["rs", "html", "csv", "json", "toml", "example", "test", "css", "png", "svg"];
            if !file.contains(&quoted.rsplit('.').next().unwrap_or_default()) && !path.contains("/tests") {
                codes.insert(quoted.to_owned());
            }
        }
    }
    assert!(
        codes.contains("peer.suspend") && codes.contains("rules.change") && codes.len() >= 15,
        "{codes:?}"
    );
    let mut missing = Vec::new();
    for language in ["en", "ar", "fr"] {
        let mut words = Vec::new();
        for entry in std::fs::read_dir(root.join("crates/web/locales").join(language)).unwrap().flatten() {
            words.push(std::fs::read_to_string(entry.path()).unwrap());
        }
        for noun in codes.iter().filter_map(|code| code.split('.').next()) {
            let key = format!("record-kind-{noun} = ");
            if !words.iter().any(|text| text.lines().any(|line| line.starts_with(&key))) {
                missing.push(format!("{language}: record-kind-{noun}"));
            }
        }
        for code in &codes {
            let key = format!("audit-{} = ", code.replace('.', "-"));
            if !words.iter().any(|text| text.lines().any(|line| line.starts_with(&key))) {
                missing.push(format!("{language}: {code}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
