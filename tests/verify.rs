//! `sofra verify` and `sofra admin key`, as people run them.

use std::path::Path;

use serde_json::{Value, json};
use sofra_base::clock::{Timestamp, days};
use sofra_domain::actor::key::Ed25519Key;
use sofra_domain::proof::view::{Parts, seal};
use sofra_domain::proof::{Entry, Prover, chain};

use crate::on_both;
use crate::support::Program;
use crate::support::program::{Outcome, binary, finish};

const NODE: &str = "https://node.test/actor";
const HOLDER: &str = "https://kakuma.test/o/voices";
const SUBJECT: &str = "urn:sofra:agenda:istanbul-2018:R1";

fn day(n: i64) -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-01T00:00:00Z").expect("a time") + days(n)
}

fn new_key(id: String) -> (Entry, Prover) {
    let key = Ed25519Key::generate().expect("a key");
    let entry = Entry { id: id.clone(), public_key: key.public_multikey(), succession: None };
    (entry, Prover::new(id, key, day(0)))
}

/// An export with one position, whose holder has two keys.
fn export() -> Value {
    let (node_key, node) = new_key(format!("{NODE}#ed25519-key"));
    let (first, old) = new_key(format!("{HOLDER}#ed25519-key"));
    let (mut second, new) = new_key(format!("{HOLDER}#ed25519-key-2"));
    let trace = chain::succession(HOLDER, &old, &second.id, &second.public_key, day(1));
    second.succession = Some(trace.expect("signed"));
    let mut position = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "Note",
        "id": "https://kakuma.test/positions/1",
        "attributedTo": HOLDER,
        "subject": SUBJECT,
        "stance": "support",
        "content": "<p>We teach.</p>",
        "to": ["https://www.w3.org/ns/activitystreams#Public"]
    });
    new.prove(&mut position, day(2)).expect("signed");
    let parts = Parts {
        made: day(3),
        node: NODE.to_owned(),
        scope: json!({"subjects": [SUBJECT]}),
        method: json!({"name": "stances counted by subject"}),
        members: vec![HOLDER.to_owned()],
        keys: [(NODE.to_owned(), vec![node_key]), (HOLDER.to_owned(), vec![first, second])].into(),
        positions: vec![position],
        unproven: Vec::new(),
    };
    seal(&parts, &node).expect("sealed")
}

/// As somebody runs it who has the file and nothing else: no data, no configuration.
async fn verify(folder: &Path, file: &str, earlier: Option<&str>) -> Outcome {
    let mut command = tokio::process::Command::new(binary());
    command.current_dir(folder).arg("verify").arg(file);
    if let Some(earlier) = earlier {
        command.args(["--earlier", earlier]);
    }
    finish(command).await
}

#[tokio::test]
async fn an_export_is_checked_with_nothing_but_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("written");
    let good = export();
    write("good.json", serde_json::to_string_pretty(&good).expect("JSON"));
    let said = verify(folder.path(), "good.json", None).await.well();
    assert!(
        said.contains("Nothing is wrong") && said.contains("1 positions") && said.contains(NODE),
        "{said}"
    );
    let said = verify(folder.path(), "good.json", Some("good.json")).await.well();
    assert!(said.contains("continue those of the earlier"), "{said}");

    type Change = (&'static str, fn(&mut Value), &'static str);
    let cases: [Change; 6] = [
        (
            "a changed word",
            |e| e["positions"][0]["content"] = "<p>We beg.</p>".into(),
            "positions/1: it is not as its holder signed it",
        ),
        (
            "a changed stance",
            |e| e["positions"][0]["stance"] = "oppose".into(),
            "positions/1: it is not as its holder signed it",
        ),
        ("a removed position", |e| e["positions"] = json!([]), "the digest does not fit"),
        (
            "a proof by another key",
            |e| e["positions"][0]["proof"]["verificationMethod"] = format!("{NODE}#ed25519-key").into(),
            "a key that is not one of its holder",
        ),
        (
            "a key rotated without trace",
            |e| drop(e["keys"][0]["chain"][1].as_object_mut().map(|k| k.remove("succession"))),
            "replaced without a trace",
        ),
        ("other totals", |e| e["totals"]["stances"]["support"] = 64.into(), "support is 64, counted 1"),
    ];
    for (what, change, expected) in cases {
        let mut changed = good.clone();
        change(&mut changed);
        write("changed.json", changed.to_string());
        let outcome = verify(folder.path(), "changed.json", None).await;
        assert_eq!(outcome.code, 1, "{what}: {}", outcome.out);
        assert!(
            outcome.out.contains(expected) && !outcome.out.contains("Nothing is wrong"),
            "{what}: {}",
            outcome.out
        );
        assert!(outcome.err.is_empty(), "{what}: {}", outcome.err);
    }
    // All made anew by somebody else: only the earlier export tells.
    write("other.json", export().to_string());
    verify(folder.path(), "other.json", None).await.well();
    let outcome = verify(folder.path(), "other.json", Some("good.json")).await;
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("do not continue those of the earlier export"), "{}", outcome.out);
    // A file that two readers read differently, one that is no JSON, and one that is not there.
    let twice = good.to_string().replacen("\"version\":1", "\"version\":1,\"version\":1", 1);
    write("twice.json", twice);
    assert!(verify(folder.path(), "twice.json", None).await.failed().contains("twice.json"));
    write("none.json", "{".to_owned());
    assert!(verify(folder.path(), "none.json", None).await.failed().contains("not JSON"));
    assert!(verify(folder.path(), "absent.json", None).await.failed().contains("absent.json"));
    write("other.json", "{}".to_owned());
    let outcome = verify(folder.path(), "other.json", None).await;
    assert!(outcome.code == 1 && outcome.out.contains("not an export"), "{}", outcome.out);
}

on_both! {
    async fn keys_are_replaced_at_the_machine(backend: Backend) {
        let program = Program::new(backend);
        program.set_up().await;
        let said = program.run(&["admin", "key", "rotate", "circle"]).await.well();
        assert!(said.contains("/o/circle#ed25519-key-2") && said.contains("z6Mk"), "{said}");
        program.run(&["admin", "key", "rotate", "node"]).await.well();
        let said = program.run(&["admin", "key", "rotate", "circle"]).await.well();
        assert!(said.contains("/o/circle#ed25519-key-3"), "{said}");
        let refused = program.run(&["admin", "key", "rotate", "nobody"]).await.failed();
        assert!(refused.contains("there is no \"nobody\""), "{refused}");
        let record = program.run(&["admin", "record"]).await.well();
        assert_eq!(record.matches("key.rotate").count(), 3, "{record}");
        let said = program.run(&["admin", "key", "changed"]).await.well();
        assert!(said.contains("No actor known here"), "{said}");
        let refused = program.run(&["admin", "key", "confirm", "@a@b.test"]).await.failed();
        assert!(refused.contains("@a@b.test waits") && !refused.contains("panicked"), "{refused}");
    }
}
