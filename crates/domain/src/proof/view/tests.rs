use proptest::prelude::*;
use sofra_base::clock::days;

use super::*;
use crate::actor::key::Ed25519Key;

const NODE: &str = "https://node.test/actor";
const WORK: &str = "urn:sofra:agenda:istanbul-2018:R1";
const SCHOOL: &str = "urn:sofra:agenda:istanbul-2018:R2";

fn day(n: i64) -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-01T00:00:00Z").unwrap() + days(n)
}

/// Somebody with keys, the last of which signs.
struct Holder {
    id: String,
    chain: Vec<Entry>,
    provers: Vec<Prover>,
}

impl Holder {
    fn new(id: &str) -> Self {
        let key = Ed25519Key::generate().unwrap();
        let (method, public_key) = (format!("{id}#ed25519-key"), key.public_multikey());
        Self {
            id: id.to_owned(),
            chain: vec![Entry { id: method.clone(), public_key, succession: None }],
            provers: vec![Prover::new(method, key, day(0))],
        }
    }

    fn organisation(n: usize) -> Self {
        Self::new(&format!("https://n{n}.test/o/voices"))
    }

    fn rotate(&mut self, at: Timestamp) {
        let key = Ed25519Key::generate().unwrap();
        let id = format!("{}#ed25519-key-{}", self.id, self.chain.len() + 1);
        let public_key = key.public_multikey();
        let trace = chain::succession(&self.id, self.provers.last().unwrap(), &id, &public_key, at).unwrap();
        self.chain.push(Entry { id: id.clone(), public_key, succession: Some(trace) });
        self.provers.push(Prover::new(id, key, at));
    }

    fn position(&self, subject: &str, stance: &str, at: Timestamp) -> Value {
        let mut note = json!({
            "@context": ["https://www.w3.org/ns/activitystreams", {"stance": "urn:sofra:ns#stance"}],
            "type": "Note",
            "id": format!("{}/positions/{}", self.id, subject.rsplit(':').next().unwrap()),
            "attributedTo": self.id,
            "inReplyTo": "https://node.test/agenda/istanbul-2018/R1",
            "subject": subject,
            "stance": stance,
            "subjectHash": "0".repeat(64),
            "content": "<p>We teach, and may not work.</p>",
            "reasons": {"en": "We teach, and may not work."},
            "contentMap": {"en": "<p>We teach, and may not work.</p>", "ar": "<p>نعلّم ولا يُسمح لنا بالعمل</p>"},
            "published": at.to_rfc3339(),
            "to": ["https://www.w3.org/ns/activitystreams#Public"],
            "cc": [format!("{}/followers", self.id)]
        });
        self.provers.last().unwrap().prove(&mut note, at).unwrap();
        note
    }
}

/// Three organisations, the second with two keys, the third with a position that is not public; and the node.
struct Scene {
    node: Holder,
    holders: Vec<Holder>,
    parts: Parts,
}

fn scene() -> Scene {
    let node = Holder::new(NODE);
    let mut holders: Vec<Holder> = (1..=3).map(Holder::organisation).collect();
    let early = holders[1].position(SCHOOL, "oppose", day(1));
    holders[1].rotate(day(2));
    let positions = vec![
        holders[0].position(WORK, "support", day(1)),
        holders[1].position(WORK, "support-with-reservations", day(3)),
        early,
    ];
    let mut parts = Parts {
        made: day(5),
        node: NODE.to_owned(),
        scope: json!({"network": "https://node.test/g/all", "subjects": [WORK, SCHOOL]}),
        method: json!({"name": "stances counted by subject"}),
        members: holders.iter().map(|h| h.id.clone()).collect(),
        keys: holders.iter().map(|h| (h.id.clone(), h.chain.clone())).collect(),
        positions,
        unproven: vec![json!({
            "uri": format!("{}/positions/quiet", holders[2].id),
            "holder": holders[2].id,
            "subject": WORK,
            "subjectHash": "0".repeat(64),
            "stance": "abstain",
            "updated": day(1).to_rfc3339_exact(),
            "words": suite::digest(&json!({})).unwrap()
        })],
    };
    parts.keys.insert(NODE.to_owned(), node.chain.clone());
    Scene { node, holders, parts }
}

impl Scene {
    fn export(&self) -> Value {
        seal(&self.parts, self.node.provers.last().unwrap()).unwrap()
    }

    /// As somebody would do it who holds the node's key too: only what members signed themselves stands in the way.
    fn export_with(&self, change: impl FnOnce(&mut Parts)) -> Value {
        let mut parts = self.parts.clone();
        change(&mut parts);
        seal(&parts, self.node.provers.last().unwrap()).unwrap()
    }
}

fn reasons(export: &Value) -> Vec<Reason> {
    verify(export, None).wrong.into_iter().map(|wrong| wrong.reason).collect()
}

/// What is wrong after a change that nobody signed.
fn tampered(export: &Value, change: impl FnOnce(&mut Value)) -> Report {
    let mut changed = export.clone();
    change(&mut changed);
    verify(&changed, None)
}

fn has(report: &Report, position: Option<&Value>, test: impl Fn(&Reason) -> bool) -> bool {
    let id = position.map(|p| p["id"].as_str().unwrap().to_owned());
    report.wrong.iter().any(|wrong| wrong.position == id && test(&wrong.reason))
}

#[test]
fn an_export_as_it_was_made_is_whole() {
    let scene = scene();
    let export = scene.export();
    let report = verify(&export, None);
    assert_eq!(report.wrong, []);
    assert_eq!((report.proven, report.unproven, report.holders, report.successions), (3, 1, 4, 1));
    assert_eq!(export["totals"]["answered"], 3);
    assert_eq!(export["totals"]["stances"]["support-with-reservations"], 1);
    assert_eq!(export["totals"]["subjects"][WORK]["abstain"], 1);
    // Also after it was written to a file and read again, whatever the order of its members.
    let again: Value = serde_json::from_str(&serde_json::to_string_pretty(&export).unwrap()).unwrap();
    assert!(verify(&again, Some(&export)).is_whole());
    // Nor does it matter which of them a node could prove, who made the export, and when.
    let doubting = scene.export_with(|parts| {
        let doubted = parts.positions.remove(0);
        parts.unproven.push(totals::line_of_note(&doubted).unwrap());
        parts.made = day(9);
    });
    assert_eq!(doubting["digest"], export["digest"]);
    assert!(verify(&doubting, None).is_whole());
    let report = tampered(&export, |e| e["unproven"][0]["words"] = "0".repeat(64).into());
    assert!(has(&report, None, |r| *r == Reason::Digest), "{:?}", report.wrong);
    // The order in which a node holds them makes no difference to the digest.
    let shuffled = scene.export_with(|parts| {
        parts.positions.reverse();
        parts.members.reverse();
    });
    assert_eq!(shuffled["digest"], export["digest"]);
    assert!(verify(&shuffled, None).is_whole());
}

#[test]
fn a_changed_word_is_refused() {
    let scene = scene();
    let export = scene.export();
    let first = &export["positions"][0];
    let report = tampered(&export, |e| e["positions"][0]["reasons"]["en"] = "We need nothing.".into());
    assert!(has(&report, Some(first), |r| *r == Reason::Changed(Fault::Mismatch)), "{:?}", report.wrong);
    assert!(has(&report, None, |r| *r == Reason::Digest));
    assert!(has(&report, None, |r| *r == Reason::Seal(Fault::Mismatch)));
    // The node itself cannot do it either.
    let by_node =
        scene.export_with(|p| p.positions[0]["contentMap"]["en"] = "<p>We need nothing.</p>".into());
    assert_eq!(reasons(&by_node), [Reason::Changed(Fault::Mismatch)]);
}

#[test]
fn a_changed_stance_is_refused() {
    let scene = scene();
    let by_node = scene.export_with(|p| p.positions[2]["stance"] = "support".into());
    let report = verify(&by_node, None);
    assert!(has(&report, Some(&by_node["positions"][2]), |r| *r == Reason::Changed(Fault::Mismatch)));
    assert_eq!(report.wrong.len(), 1);
    let report = tampered(&scene.export(), |e| e["positions"][2]["stance"] = "support".into());
    assert!(has(&report, None, |r| matches!(r, Reason::Total { name, .. } if name == "support")));
    let invented = scene.export_with(|p| p.positions[2]["stance"] = "applause".into());
    assert!(reasons(&invented).contains(&Reason::Position("stance")));
}

#[test]
fn a_removed_or_added_position_is_refused() {
    let scene = scene();
    let export = scene.export();
    let report = tampered(&export, |e| drop(e["positions"].as_array_mut().unwrap().remove(1)));
    assert!(has(&report, None, |r| *r == Reason::Digest));
    assert!(has(&report, None, |r| *r == Reason::Seal(Fault::Mismatch)));
    assert!(has(&report, None, |r| matches!(r, Reason::Total { .. })));
    // With the digest and the totals made to fit, the node's own proof is in the way.
    let report = tampered(&export, |e| {
        let without = scene.export_with(|p| drop(p.positions.remove(1)));
        for name in ["positions", "digest", "totals"] {
            e[name] = without[name].clone();
        }
    });
    let left: Vec<&Reason> = report.wrong.iter().map(|w| &w.reason).collect();
    assert_eq!(left, [&Reason::Seal(Fault::Mismatch)]);
    let more = scene.holders[2].position(SCHOOL, "support", day(4));
    let report = tampered(&export, |e| e["positions"].as_array_mut().unwrap().push(more));
    assert!(has(&report, None, |r| *r == Reason::Digest));
}

#[test]
fn a_proof_by_another_key_is_refused() {
    let scene = scene();
    // Signed by somebody else in the holder's name.
    let stranger = Holder::new(&scene.holders[0].id);
    let forged = stranger.position(WORK, "oppose", day(1));
    let export = scene.export_with(|p| p.positions[0] = forged);
    assert_eq!(reasons(&export), [Reason::Changed(Fault::Mismatch)]);
    // Signed by another member, whose key is known and good.
    let export = scene.export_with(|p| {
        scene.holders[2].provers[0].prove(&mut p.positions[0], day(1)).unwrap();
    });
    assert_eq!(reasons(&export), [Reason::OtherKey]);
    // A holder without keys, and a position without a proof.
    let export = scene.export_with(|p| drop(p.keys.remove(&scene.holders[0].id)));
    assert_eq!(reasons(&export), [Reason::OtherKey]);
    let export = scene.export_with(|p| drop(p.positions[0].as_object_mut().unwrap().remove("proof")));
    assert_eq!(reasons(&export), [Reason::NoProof]);
    // The export itself, signed by somebody who is not its node.
    let mut export = scene.export();
    scene.holders[0].provers[0].prove(&mut export, day(5)).unwrap();
    assert_eq!(reasons(&export), [Reason::Unsealed]);
    export.as_object_mut().unwrap().remove("proof");
    assert_eq!(reasons(&export), [Reason::Unsealed]);
}

#[test]
fn a_key_that_was_rotated_without_trace_is_refused() {
    let scene = scene();
    let holder = scene.holders[1].id.clone();
    let export = scene.export_with(|p| p.keys.get_mut(&holder).unwrap()[1].succession = None);
    let found = reasons(&export);
    assert!(found.contains(&Reason::Keys(holder.clone(), Break::NoTrace)), "{found:?}");
    // What was signed by keys that cannot be followed proves nothing.
    assert_eq!(found.iter().filter(|r| **r == Reason::OtherKey).count(), 2);
    // The old key left out, so that the history seems to begin with the new one.
    let export = scene.export_with(|p| {
        let chain = p.keys.get_mut(&holder).unwrap();
        chain.remove(0);
        chain[0].succession = None;
    });
    assert!(reasons(&export).contains(&Reason::OtherKey), "what the old key signed is by nobody");
    // All made anew with a key of somebody who took the server over: only an earlier export tells.
    let earlier = scene.export();
    let taken = Holder::new(&holder);
    let export = scene.export_with(|p| {
        p.keys.insert(holder.clone(), taken.chain.clone());
        p.positions = vec![p.positions[0].clone(), taken.position(WORK, "support", day(4))];
    });
    assert!(verify(&export, None).is_whole());
    let found: Vec<Reason> = verify(&export, Some(&earlier)).wrong.into_iter().map(|w| w.reason).collect();
    assert_eq!(found, [Reason::NotContinued(holder.clone())]);
    // A history that goes on is as good as one that stays.
    let mut rotated = scene.holders;
    rotated[0].rotate(day(6));
    let mut parts = scene.parts.clone();
    parts.made = day(7);
    parts.keys.insert(rotated[0].id.clone(), rotated[0].chain.clone());
    let later = seal(&parts, scene.node.provers.last().unwrap()).unwrap();
    assert!(verify(&later, Some(&earlier)).is_whole());
    let found: Vec<Reason> = verify(&earlier, Some(&later)).wrong.into_iter().map(|w| w.reason).collect();
    assert_eq!(found, [Reason::Order, Reason::NotContinued(rotated[0].id.clone())]);
    let mut broken = earlier.clone();
    broken["members"] = json!([]);
    let found: Vec<Reason> = verify(&later, Some(&broken)).wrong.into_iter().map(|w| w.reason).collect();
    assert_eq!(found, [Reason::Earlier]);
}

#[test]
fn a_retired_key_signs_nothing_new() {
    let scene = scene();
    let old = &scene.holders[1].provers[0];
    let export = scene.export_with(|p| old.prove(&mut p.positions[1], day(3)).unwrap());
    assert_eq!(reasons(&export), [Reason::KeyTime]);
    // And a key signs nothing before it came: the date is the signer's own word, so it is dated by hand.
    let newer = Ed25519Key::generate().unwrap();
    let mut holder = Holder::organisation(1);
    let id = format!("{}#ed25519-key-2", holder.id);
    let public_key = newer.public_multikey();
    let trace = chain::succession(&holder.id, &holder.provers[0], &id, &public_key, day(3)).unwrap();
    holder.chain.push(Entry { id: id.clone(), public_key, succession: Some(trace) });
    let ungoverned = Prover::new(id, newer, day(0));
    let mut note = holder.position(WORK, "support", day(1));
    ungoverned.prove(&mut note, day(1)).unwrap();
    let export = scene.export_with(|p| {
        p.keys.insert(holder.id.clone(), holder.chain.clone());
        p.positions[0] = note;
    });
    assert_eq!(reasons(&export), [Reason::KeyTime]);
}

#[test]
fn totals_that_do_not_follow_from_the_positions_are_refused() {
    let scene = scene();
    let export = scene.export();
    for (pointer, value) in [
        ("/totals/members", json!(98)),
        ("/totals/answered", json!(4)),
        ("/totals/proven", json!("3")),
        ("/totals/unproven", json!(0)),
        ("/totals/stances/support", json!(64)),
        ("/totals/stances/oppose", json!(-1)),
        (&format!("/totals/subjects/{WORK}/support"), json!(2)),
    ] {
        let report = tampered(&export, |e| *e.pointer_mut(pointer).unwrap() = value);
        assert!(has(&report, None, |r| matches!(r, Reason::Total { .. })), "{pointer}: {:?}", report.wrong);
    }
    let report = tampered(&export, |e| e["totals"]["stances"]["applause"] = 3.into());
    assert!(has(&report, None, |r| matches!(r, Reason::Total { name, .. } if name == "applause")));
    let report = tampered(&export, |e| e["totals"]["subjects"]["urn:other"] = json!({"support": 1}));
    assert!(has(&report, None, |r| matches!(r, Reason::Total { name, .. } if name == "urn:other support")));
    // A subject that nobody spoke about may be named with nothing in it; only the node may add it.
    let report = tampered(&export, |e| e["totals"]["subjects"]["urn:other"] = json!({"support": 0}));
    assert!(!has(&report, None, |r| matches!(r, Reason::Total { .. })));
}

#[test]
fn one_holder_counts_once_on_a_subject() {
    let scene = scene();
    let mut again = scene.holders[0].position(WORK, "oppose", day(4));
    again["id"] = format!("{}/positions/again", scene.holders[0].id).into();
    scene.holders[0].provers[0].prove(&mut again, day(4)).unwrap();
    let first = scene.parts.positions[0]["id"].as_str().unwrap().to_owned();
    let export = scene.export_with(|p| p.positions.push(again.clone()));
    assert_eq!(reasons(&export), [Reason::Second(first.clone())]);
    // Also when the second is only listed.
    let export = scene.export_with(|p| {
        p.unproven.push(totals::line_of_note(&again).unwrap());
    });
    assert_eq!(reasons(&export), [Reason::Second(first)]);
    // The very same one twice.
    let export = scene.export_with(|p| p.positions.push(p.positions[0].clone()));
    assert!(reasons(&export).contains(&Reason::Twice));
}

#[test]
fn what_should_not_be_in_an_export_is_refused() {
    let scene = scene();
    let stranger = Holder::organisation(9);
    let export = scene.export_with(|p| {
        p.keys.insert(stranger.id.clone(), stranger.chain.clone());
        p.positions.push(stranger.position(WORK, "support", day(1)));
    });
    assert_eq!(reasons(&export), [Reason::Stranger]);
    let holder = &scene.holders[0];
    let resigned = |change: &dyn Fn(&mut Value)| {
        let export = scene.export_with(|p| {
            change(&mut p.positions[0]);
            holder.provers[0].prove(&mut p.positions[0], day(1)).unwrap();
        });
        reasons(&export)
    };
    assert_eq!(resigned(&|p| p["to"] = json!([format!("{}/network", holder.id)])), [Reason::NotPublic]);
    assert_eq!(resigned(&|p| p["id"] = "https://evil.test/positions/1".into()), [Reason::Origin]);
    let found = resigned(&|p| p["type"] = "Article".into());
    assert!(found.contains(&Reason::Position("type")));
    let export = scene.export_with(|p| {
        let entries = p.keys.get_mut(&holder.id).unwrap();
        entries[0].id = "https://evil.test/o/voices#ed25519-key".into();
    });
    assert!(reasons(&export).contains(&Reason::Keys(holder.id.clone(), Break::Key)));
    let report = tampered(&scene.export(), |e| {
        let first = e["keys"][0].clone();
        e["keys"].as_array_mut().unwrap().push(first);
    });
    assert!(has(&report, None, |r| matches!(r, Reason::KeysTwice(_))));
}

#[test]
fn anything_else_is_no_export() {
    for other in
        [json!(null), json!([]), json!({}), json!({"type": TYPE}), json!({"type": TYPE, "version": 2})]
    {
        assert_eq!(reasons(&other), [Reason::Format]);
    }
    let export = scene().export();
    let names: Vec<String> = export.as_object().unwrap().keys().cloned().collect();
    for name in names {
        for value in [Value::Null, json!("x"), json!(7), json!([1]), json!({"a": [null]})] {
            let report = tampered(&export, |e| e[&name] = value.clone());
            assert!(!report.is_whole(), "{name} as {value}");
        }
        let report = tampered(&export, |e| drop(e.as_object_mut().unwrap().remove(&name)));
        assert!(!report.is_whole(), "without {name}");
    }
}

/// Every place in a value, as a JSON pointer.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                places(inner, &format!("{here}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (n, inner) in items.iter().enumerate() {
                places(inner, &format!("{here}/{n}"), found);
            }
        }
        _ => found.push(here.to_owned()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_changed_is_noticed(which in any::<prop::sample::Index>(), with in "[a-z]{1,6}") {
        let export = scene().export();
        let mut all = Vec::new();
        places(&export, "", &mut all);
        let place = &all[which.index(all.len())];
        let report = tampered(&export, |e| {
            let value = e.pointer_mut(place).unwrap();
            *value = format!("{}{with}", value.as_str().unwrap_or_default()).into();
        });
        prop_assert!(!report.is_whole(), "{}", place);
    }
}
