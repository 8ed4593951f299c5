use super::*;
use serde_json::json;

fn read(value: Value) -> Result<Inbound, (u16, &'static str)> {
    shape(&value, UriPolicy::default(), "we.test").map_err(|r| (r.status, r.reason))
}

fn with(member: &str, value: Value) -> Value {
    let mut activity = json!({
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": "https://a.test/act/1", "type": "Create", "actor": "https://a.test/u/alice",
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "object": {"id": "https://a.test/n/1", "type": "Note", "attributedTo": "https://a.test/u/alice"},
    });
    activity[member] = value;
    activity
}

fn own(inbound: &Inbound) -> bool {
    match &inbound.object {
        Object::Embedded(embedded) => embedded.is_own_of(&inbound.actor),
        _ => false,
    }
}

#[test]
fn usual_shapes_are_read() {
    let inbound = read(with("cc", json!("https://a.test/u/alice/followers"))).unwrap();
    assert_eq!(inbound.verb, Verb::Create);
    assert_eq!(inbound.actor.as_str(), "https://a.test/u/alice");
    assert_eq!(inbound.cc.len(), 1);
    assert!(inbound.is_public() && own(&inbound));
    for public in [json!("as:Public"), json!(["Public"]), json!({"id": PUBLIC})] {
        assert!(read(with("to", public)).unwrap().is_public());
    }
    for nothing in [json!(null), json!([])] {
        assert!(read(with("to", nothing.clone())).unwrap().to.is_empty());
        assert_eq!(read(with("object", nothing)).unwrap().object, Object::None);
    }
    let actor = json!({"type": "Person", "id": "https://A.test:443/u/alice"});
    assert_eq!(read(with("actor", actor)).unwrap().actor.as_str(), "https://a.test/u/alice");
    assert!(read(with("actor", json!(["https://a.test/u/alice"]))).is_ok());
    assert_eq!(read(with("type", json!(["Follow"]))).unwrap().verb, Verb::Follow);
    let flag = json!(["https://we.test/u/x", "https://we.test/n/1"]);
    assert_eq!(read(with("object", flag)).unwrap().object.ids().len(), 2);
    let id = json!("https://a.test/u/alice#likes/1");
    assert!(read(with("id", id)).is_ok());
    let unknown = read(with("type", json!("EmojiReact"))).unwrap();
    assert_eq!(unknown.verb, Verb::Other("EmojiReact".into()));
    assert_eq!(unknown.verb.as_str(), "EmojiReact");
    // Recipients we could never send to are left out.
    let mixed = json!(["did:key:z6Mk", "https://b.test/u/bob", "https://127.0.0.1/x"]);
    assert_eq!(read(with("to", mixed)).unwrap().to.len(), 1);
}

#[test]
fn every_verb_is_read_back() {
    for name in [
        "Create",
        "Update",
        "Delete",
        "Follow",
        "Accept",
        "TentativeAccept",
        "Reject",
        "Undo",
        "Announce",
        "Like",
        "Flag",
        "Add",
        "Remove",
        "Block",
        "Move",
        "Join",
        "Leave",
        "Invite",
        "Offer",
        "Ignore",
    ] {
        let verb = Verb::from_type(name);
        assert!(!matches!(verb, Verb::Other(_)), "{name}");
        assert_eq!(verb.as_str(), name);
    }
}

#[test]
fn org_12_13_embedded_copies_are_believed_from_their_owner_only() {
    let note = |id: &str, owner: Value| {
        let note = json!({"type": "Note", "id": id, "attributedTo": owner});
        own(&read(with("object", note)).unwrap())
    };
    assert!(note("https://a.test/n/1", json!("https://a.test/u/alice")));
    assert!(note("https://a.test/n/1", json!(["https://a.test/u/alice", {"id": "https://a.test/u/alice"}])));
    assert!(!note("https://b.test/n/1", json!("https://a.test/u/alice")));
    assert!(!note("https://a.test/n/1", json!("https://a.test/u/bob")));
    assert!(!note("https://a.test/n/1", json!(["https://a.test/u/alice", "https://b.test/u/bob"])));
    assert!(!note("https://a.test/n/1", json!([])));
    // An actor owns itself.
    let actor = |id: &str| own(&read(with("object", json!({"type": "Person", "id": id}))).unwrap());
    assert!(actor("https://a.test/u/alice"));
    assert!(!actor("https://a.test/u/bob"));
    // An activity belongs to its actor.
    let inner = json!({"type": "Follow", "id": "https://a.test/f/1", "actor": "https://a.test/u/bob"});
    assert!(!own(&read(with("object", inner)).unwrap()));
    assert!(!own(&read(with("object", json!({"type": "Note", "content": "x"}))).unwrap()));
}

#[test]
fn org_18_id_and_actor_must_share_their_origin() {
    assert_eq!(read(with("id", json!("https://b.test/1"))).unwrap_err(), (403, "id-origin"));
    let local = with("actor", json!("https://we.test/u/admin"));
    assert_eq!(read(local).unwrap_err(), (403, "actor-is-local"));
    let dotted = with("actor", json!("https://WE.test.:443/u/admin"));
    assert_eq!(read(dotted).unwrap_err(), (403, "actor-is-local"));
    let dev = UriPolicy { development: true };
    let neighbour =
        json!({"type": "Like", "id": "http://localhost:8081/1", "actor": "http://localhost:8081/u/a"});
    assert!(shape(&neighbour, dev, "localhost:8080").is_ok());
    assert!(shape(&neighbour, dev, "localhost:8081").is_err());
}

#[test]
fn org_34_unknown_shapes_are_refused() {
    let reason = |value| read(value).unwrap_err();
    for value in [json!([]), json!("x"), json!(null), json!([{"type": "Create"}])] {
        assert_eq!(reason(value), (400, "shape-not-an-object"));
    }
    for name in [
        "@graph",
        "@reverse",
        "@id",
        "@type",
        "@included",
        "as:actor",
        "as:object",
        "https://www.w3.org/ns/activitystreams#actor",
    ] {
        assert_eq!(reason(with(name, json!("x"))), (400, "shape-renamed"), "{name}");
        let inner = json!({"type": "Note", "id": "https://a.test/n/1", name: "x"});
        assert_eq!(reason(with("object", inner)), (400, "shape-renamed"), "{name}");
    }
    for value in [
        json!(null),
        json!(1),
        json!(["Create", "Delete"]),
        json!([]),
        json!(""),
        json!("a b"),
        json!("x".repeat(65)),
        json!({"id": "Create"}),
    ] {
        assert_eq!(reason(with("type", value)), (400, "shape-type"));
    }
    for value in [
        json!(null),
        json!(1),
        json!(""),
        json!({}),
        json!(["https://a.test/1"]),
        json!("http://a.test/1"),
        json!("https://a.test@evil.test/1"),
    ] {
        assert_eq!(reason(with("id", value)), (400, "shape-id"));
    }
    for value in [
        json!(null),
        json!(1),
        json!({}),
        json!([]),
        json!(["https://a.test/a", "https://a.test/b"]),
        json!([["https://a.test/a"]]),
        json!({"id": {}}),
        json!("https://203.0.113.5/u"),
        json!("https://a.test/u#x"),
    ] {
        assert_eq!(reason(with("actor", value)), (400, "shape-actor"));
    }
    for value in [
        json!(1),
        json!(true),
        json!([["https://a.test/n"]]),
        json!("x"),
        json!({"id": 1}),
        json!({"id": "x"}),
        json!([1, 2]),
        json!([null]),
    ] {
        assert_eq!(reason(with("object", value)), (400, "shape-object"));
    }
    for value in [json!(1), json!([["https://a.test/n"]]), json!([{}]), json!({"id": 1}), json!([null])] {
        assert_eq!(reason(with("to", value)), (400, "shape-recipients"));
    }
    let strange = json!({"type": "Note", "id": "https://a.test/n", "attributedTo": [[]]});
    assert_eq!(reason(with("object", strange)), (400, "shape-owner"));
}

#[test]
fn dos_08_recipients_mentions_and_objects_are_limited() {
    let uris = |n: usize| Value::Array((0..n).map(|i| json!(format!("https://b.test/{i}"))).collect());
    assert!(read(with("to", uris(1_000))).is_ok());
    assert_eq!(read(with("to", uris(1_001))).unwrap_err(), (400, "too-many-recipients"));
    assert_eq!(read(with("bcc", uris(1_000))).unwrap_err(), (400, "too-many-recipients"));
    assert_eq!(read(with("object", uris(101))).unwrap_err(), (400, "too-many-objects"));
    let note = |n: usize| {
        let tag = vec![json!({"type": "Mention", "href": "https://b.test/u"}); n];
        with("object", json!({"type": "Note", "id": "https://a.test/n/1", "tag": tag}))
    };
    assert!(read(note(50)).is_ok());
    assert_eq!(read(note(51)).unwrap_err(), (400, "too-many-mentions"));
}
