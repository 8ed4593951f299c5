//! Who may do what, and what bad requests get.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use sofra_base::clock::days;
use sofra_domain::statement::StatementId;

use super::{PASSWORD, World, at, new_statement, on_both, with};

on_both! {
    unseen_and_absent_get_the_same_answer
    a_token_for_reading_changes_nothing
    a_dead_token_is_no_token
    only_the_header_says_who_calls
    inj_13_numbers_and_limits_are_read_strictly
    dos_14_no_question_is_without_bounds
    a_body_is_read_strictly
    tokens_show_their_secret_once
    one_speaks_for_ones_own_only
}

async fn unseen_and_absent_get_the_same_answer(world: World) {
    let draft = world.statement(|body| body["publish"] = false.into()).await;
    let local = world.statement(|body| body["audience"] = "local".into()).await;
    let absent = StatementId::new().to_string();
    let mut form = new_statement();
    form.as_object_mut().expect("an object").retain(|key, _| key != "as" && key != "publish");
    let mut revision = form.clone();
    revision["after"] = 1.into();
    for tail in ["", "/revisions", "/revisions/1", "/paragraphs", "/paragraphs?revision=1"] {
        let of = |id: &str| format!("/statements/{id}{tail}");
        let reference = world.get(None, &of(&absent)).await;
        assert_eq!(reference.problem(404), "not-found");
        for (token, id) in [
            (None, draft.as_str()),
            (None, local.as_str()),
            (None, "no-id"),
            (None, "0x10"),
            (Some(&world.other), draft.as_str()),
        ] {
            let got = world.get(token.map(String::as_str), &of(id)).await;
            assert_eq!(got.status, 404);
            assert_eq!(got.body, reference.body, "{tail} {id}");
            let same = if token.is_some() {
                world.get(token.map(String::as_str), &of(&absent)).await
            } else {
                world.get(None, &of(&absent)).await
            };
            assert_eq!(names(&got), names(&same));
        }
    }
    for (method, tail, body) in [
        ("put", "", &form),
        ("delete", "", &Value::Null),
        ("post", "/publish", &json!({})),
        ("post", "/withdraw", &json!({})),
        ("post", "/revisions", &revision),
    ] {
        let mut answers = Vec::new();
        for id in [draft.as_str(), absent.as_str(), "no-id"] {
            let path = format!("/statements/{id}{tail}");
            let got = match method {
                "put" => world.put(&world.other, &path, body).await,
                "delete" => world.delete(&world.other, &path).await,
                _ => world.post(&world.other, &path, body).await,
            };
            assert_eq!(got.problem(404), "not-found", "{method} {tail}");
            answers.push(got.body);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{method} {tail}");
    }
    assert_eq!(world.get(Some(&world.other), &format!("/statements/{local}")).await.status, 200);
    let nowhere = world.get(None, "/nowhere").await;
    assert_eq!(nowhere.problem(404), "not-found");
    assert_eq!(world.get(Some(&world.host), &format!("/statements/{draft}")).await.status, 200);
}

fn names(got: &super::Got) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = got
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().expect("a text").to_owned()))
        .collect();
    all.sort();
    all
}

async fn a_token_for_reading_changes_nothing(world: World) {
    let draft = world.statement(|body| body["publish"] = false.into()).await;
    let path = format!("/statements/{draft}");
    let token = &world.reading;
    let empty = json!({});
    let answers = [
        world.post(token, "/statements", &new_statement()).await,
        world.put(token, &path, &empty).await,
        world.delete(token, &path).await,
        world.post(token, &format!("{path}/publish"), &empty).await,
        world.post(token, &format!("{path}/withdraw"), &empty).await,
        world.post(token, &format!("{path}/revisions"), &empty).await,
        world.post(token, "/tokens", &json!({ "name": "more", "may_write": true, "days": 9 })).await,
        world.put(token, "/organisations/kakuma", &empty).await,
        world.post(token, "/follows", &json!({ "as": "kakuma", "target": world.athens })).await,
        world.put(token, "/peers/elsewhere.example", &json!({ "policy": "block" })).await,
        world.post(token, "/dead-letters/1/send-again", &empty).await,
    ];
    for got in &answers {
        assert_eq!(got.problem(403), "read-only");
        assert!(got.header("www-authenticate").contains("insufficient_scope"));
    }
    assert_eq!(world.get(Some(token), &path).await.status, 200);
    assert_eq!(world.get(Some(token), "/me").await.json()["may_write"], false);
    assert_eq!(world.get(Some(token), "/peers").await.status, 200);
    assert_eq!(world.get(Some(token), "/tokens").await.json()["total"], 2);
}

async fn a_dead_token_is_no_token(world: World) {
    let made = world
        .post(&world.host, "/tokens", &json!({ "name": "short", "days": 1, "password": PASSWORD }))
        .await
        .json();
    let secret = made["secret"].as_str().expect("a secret").to_owned();
    assert_eq!(world.get(Some(&secret), "/me").await.status, 200);
    let id = made["id"].as_str().expect("an id");
    assert_eq!(world.delete(&world.other, &format!("/tokens/{id}")).await.problem(404), "not-found");
    assert_eq!(world.delete(&world.host, &format!("/tokens/{id}")).await.status, 204);
    for path in ["/me", "/node", "/statements", "/agendas"] {
        let got = world.get(Some(&secret), path).await;
        assert_eq!(got.problem(401), "sign-in");
        assert!(got.header("www-authenticate").contains("error=\"invalid_token\""));
        assert_eq!(got.header("cache-control"), "no-store");
    }
    let nobody = world.get(None, "/me").await;
    assert_eq!(nobody.problem(401), "sign-in");
    assert_eq!(nobody.header("www-authenticate"), "Bearer realm=\"sofra\"");
    world.app.clock.advance(days(31));
    assert_eq!(world.get(Some(&world.host), "/me").await.problem(401), "sign-in");
}

async fn only_the_header_says_who_calls(world: World) {
    let cookie =
        TestRequest::get().uri(&at("/me")).insert_header(("Cookie", format!("session={}", world.host)));
    assert_eq!(world.send(cookie).await.problem(401), "sign-in");
    let address = world.get(None, &format!("/me?access_token={}", world.host)).await;
    assert_eq!(address.problem(401), "sign-in");
    for wrong in
        [format!("Basic {}", world.host), world.host.clone(), "Bearer".into(), "Bearer sofra_x".into()]
    {
        let request = TestRequest::get().uri(&at("/node")).insert_header(("Authorization", wrong));
        assert_eq!(world.send(request).await.problem(401), "sign-in");
    }
    let twice = TestRequest::get()
        .uri(&at("/me"))
        .append_header(("Authorization", format!("Bearer {}", world.host)))
        .append_header(("Authorization", format!("Bearer {}", world.other)));
    assert_eq!(world.send(twice).await.problem(401), "sign-in");
    let lower =
        TestRequest::get().uri(&at("/me")).insert_header(("Authorization", format!("bearer {}", world.host)));
    assert_eq!(world.send(lower).await.status, 200);
}

async fn inj_13_numbers_and_limits_are_read_strictly(world: World) {
    let id = world.statement(|_| {}).await;
    let wrong = [
        "-1",
        "0",
        "41",
        "9223372036854775808",
        "18446744073709551616",
        "NaN",
        "0x10",
        "1e1",
        "+5",
        "",
        "1.0",
        "%FF",
        "%D9%A3",
    ];
    for value in wrong {
        for path in ["/statements?limit=", "/followers?as=kakuma&limit=", "/dead-letters?limit="] {
            let got = world.get(Some(&world.host), &format!("{path}{value}")).await;
            assert_eq!(got.problem(400), "bad-parameter", "{path}{value}");
            assert_eq!(got.errors()[0].0, "limit");
            assert_eq!(got.json()["errors"][0]["args"], json!({ "min": 1, "max": 40 }));
        }
    }
    for value in ["-1", "0", "2147483648", "NaN", "0x10"] {
        let got = world.get(None, &format!("/statements/{id}/revisions/{value}")).await;
        assert_eq!(got.problem(400), "bad-parameter");
        assert_eq!(got.errors()[0].0, "number");
        let got = world.get(None, &format!("/statements/{id}/paragraphs?revision={value}")).await;
        assert_eq!(got.errors()[0].0, "revision");
    }
    for value in ["-1", "9223372036854775808", "x"] {
        let path = format!("/dead-letters/{value}/send-again");
        assert_eq!(world.post(&world.host, &path, &json!({})).await.problem(400), "bad-parameter");
    }
    for (path, field) in [
        ("/statements?before=-1-01arz3ndektsv4rrffq69g5fav", "before"),
        ("/statements?before=99999999999999999999-01arz3ndektsv4rrffq69g5fav", "before"),
        ("/statements?before=x", "before"),
        ("/statements?author=0x10", "author"),
        ("/statements?demand=urn:x", "demand"),
        ("/statements?scope=all", "scope"),
        ("/statements?scope=here&author=01arz3ndektsv4rrffq69g5fav", "scope"),
        ("/statements?limit=2&limit=3", "limit"),
        ("/statements?offset=1000000", "query"),
        ("/statements?page=-1", "query"),
    ] {
        let got = world.get(None, path).await;
        assert_eq!(got.problem(400), "bad-parameter", "{path}");
        assert_eq!(got.errors()[0].0, field, "{path}");
    }
}

async fn dos_14_no_question_is_without_bounds(world: World) {
    for _ in 0..45 {
        world.statement(|body| body["numbered"] = false.into()).await;
    }
    let usual = world.get(None, "/statements").await.json();
    assert_eq!(usual["items"].as_array().map(Vec::len), Some(20));
    assert_eq!(usual["total"], 45);
    let most = world.get(None, "/statements?limit=40").await.json();
    assert_eq!(most["items"].as_array().map(Vec::len), Some(40));
    // What asks other nodes, or goes through much, is for accounts.
    for path in [
        "/lookup?q=@a@b.example",
        "/statements?scope=timeline",
        "/followers?as=kakuma",
        "/peers",
        "/dead-letters",
    ] {
        assert_eq!(world.get(None, path).await.problem(401), "sign-in", "{path}");
    }
    let long = world.get(Some(&world.host), &format!("/lookup?q={}", "x".repeat(2049))).await;
    assert_eq!(long.problem(400), "bad-parameter");
    for _ in 0..3 {
        let found = world.get(Some(&world.host), "/lookup?q=@athens@kakuma.example").await;
        assert_eq!(found.json()["actor"]["name"], "Athens Table");
    }
    let often = world.get(Some(&world.host), "/lookup?q=@athens@kakuma.example").await;
    assert_eq!(often.problem(429), "too-many");
    assert_eq!(often.header("retry-after"), "600");
    assert_eq!(
        world.get(Some(&world.other), "/lookup?q=@nobody@kakuma.example").await.problem(404),
        "not-found"
    );
}

async fn a_body_is_read_strictly(world: World) {
    let post = |kind: Option<&str>, body: Vec<u8>| {
        let mut request = TestRequest::post().uri(&at("/statements"));
        if let Some(kind) = kind {
            request = request.insert_header(("Content-Type", kind));
        }
        with(Some(&world.host), request.set_payload(body))
    };
    let json = Some("application/json");
    let whole = serde_json::to_vec(&new_statement()).expect("JSON");
    for kind in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("application/json; charset=latin1"),
    ] {
        assert_eq!(world.send(post(kind, whole.clone())).await.problem(415), "media-type", "{kind:?}");
    }
    let packed = post(json, whole.clone()).insert_header(("Content-Encoding", "gzip"));
    assert_eq!(world.send(packed).await.problem(415), "media-type");
    let large = world.send(post(json, vec![b' '; 256 * 1024 + 1])).await;
    assert_eq!(large.problem(413), "too-large");
    assert_eq!(large.json()["errors"][0]["args"]["limit"], 262_144);
    let announced = post(json, b"{}".to_vec()).insert_header(("Content-Length", "99999999999"));
    assert_eq!(world.send(announced).await.problem(413), "too-large");

    let mut unknown = new_statement();
    unknown["secret-word"] = 1.into();
    let mut deep_unknown = new_statement();
    deep_unknown["texts"][0]["secret-word"] = 1.into();
    let mut missing = new_statement();
    missing.as_object_mut().expect("an object").remove("texts");
    let mut number = new_statement();
    number["kind"] = json!({ "secret-word": 1 });
    for (body, field, code) in [
        (unknown.to_string(), "body", "unknown-field"),
        (deep_unknown.to_string(), "body", "unknown-field"),
        (missing.to_string(), "texts", "missing-field"),
        (number.to_string(), "body", "wrong-type"),
        ("{\"as\":\"secret-word\",\"as\":\"kakuma\"}".to_owned(), "body", "given-twice"),
        ("{\"secret-word".to_owned(), "body", "not-json"),
        ("[".repeat(100_000), "body", "not-json"),
        (String::new(), "body", "not-json"),
        ("\"\\ud800 secret-word\"".to_owned(), "body", "not-json"),
        (format!("{new} secret-word", new = new_statement()), "body", "not-json"),
    ] {
        let start: String = body.chars().take(60).collect();
        let got = world.send(post(json, body.into_bytes())).await;
        assert_eq!(got.problem(400), "bad-json", "{start}");
        let errors = got.errors();
        if code != "not-json" || errors[0].1 != "wrong-type" {
            assert_eq!(errors, [(field.to_owned(), code.to_owned())], "{start}");
        }
        assert!(!String::from_utf8_lossy(&got.body).contains("secret-word"), "{start}");
        assert!(got.json()["errors"][0]["args"]["line"].is_i64());
    }
    assert_eq!(world.get(None, "/statements").await.json()["total"], 0);
    // Who is not signed in learns nothing of the body's mistakes, and none of it is read.
    let anonymous = TestRequest::post().uri(&at("/statements")).set_payload(vec![b' '; 300_000]);
    assert_eq!(world.send(anonymous).await.problem(401), "sign-in");
}

async fn tokens_show_their_secret_once(world: World) {
    let made = world
        .post(
            &world.host,
            "/tokens",
            &json!({ "name": "Archive", "may_write": true, "days": 30, "password": PASSWORD }),
        )
        .await;
    assert_eq!(made.status, 201);
    assert_eq!(made.header("cache-control"), "no-store");
    let secret = made.json()["secret"].as_str().expect("a secret").to_owned();
    assert!(secret.starts_with("sofra_"));
    let list = world.get(Some(&secret), "/tokens").await;
    assert!(!String::from_utf8_lossy(&list.body).contains("sofra_"));
    assert_eq!(list.json()["items"][0]["name"], "Archive");
    assert_eq!(world.get(Some(&world.other), "/tokens").await.json()["total"], 1);
    for (body, field) in [
        (json!({ "name": " ", "days": 30, "password": PASSWORD }), "name"),
        (json!({ "name": "x", "days": 367, "password": PASSWORD }), "days"),
        (json!({ "name": "x", "days": -1, "password": PASSWORD }), "days"),
        // A token that somebody found makes no further ones.
        (json!({ "name": "x", "days": 30 }), "password"),
        (json!({ "name": "x", "days": 30, "password": "guessed" }), "password"),
    ] {
        let got = world.post(&world.host, "/tokens", &body).await;
        assert_eq!(got.problem(422), "invalid");
        assert_eq!(got.errors()[0].0, field);
    }
}

async fn one_speaks_for_ones_own_only(world: World) {
    let mut body = new_statement();
    for name in ["athens", "nobody", "node", "nour", ""] {
        body["as"] = name.into();
        let got = world.post(&world.host, "/statements", &body).await;
        assert_eq!(got.problem(403), "speaks-for", "{name}");
    }
    let profile = json!({ "texts": [{ "language": "en", "name": "Athens" }] });
    assert_eq!(world.put(&world.host, "/organisations/athens", &profile).await.problem(403), "officers-only");
    assert_eq!(world.put(&world.host, "/organisations/amal", &profile).await.problem(404), "not-found");
    let me = world.get(Some(&world.other), "/me").await.json();
    assert_eq!(me["organisations"][0]["seat"], "editor");
    assert_eq!(me["role"], "member");
}
