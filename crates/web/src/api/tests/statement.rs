//! From draft to withdrawal, lists, images.

use actix_web::test::TestRequest;
use serde_json::json;

use super::{World, at, new_statement, on_both, with};

on_both! {
    a_statement_is_published_and_read_in_all_its_languages
    a_repeated_request_makes_one_statement
    a_draft_becomes_a_revised_and_then_a_withdrawn_statement
    a_stale_revision_overwrites_nothing
    lists_are_paged_without_a_gap
    all_mistakes_are_named_at_once
    an_image_is_taken_encoded_anew_and_shown
    the_agenda_counts_what_was_said
}

async fn a_statement_is_published_and_read_in_all_its_languages(world: World) {
    let made = world.post(&world.host, "/statements", &new_statement()).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    assert_eq!(made.header("cache-control"), "no-store");
    let location = made.header("location").to_owned();
    let path = location.strip_prefix("https://kakuma.example/api/v1").expect("an address of this API");

    let read = world.get(None, path).await;
    assert_eq!(read.status, 200);
    assert_eq!(read.header("cache-control"), "no-cache");
    let json = read.json();
    assert_eq!(json["state"], "published");
    assert_eq!(json["author"]["handle"], "@kakuma@kakuma.example");
    assert_eq!(json["texts"]["ar"]["direction"], "rtl");
    assert_eq!(json["texts"]["en"]["translator"], "Amal");
    assert_eq!(json["content_hash"].as_str().map(str::len), Some(64));
    assert_eq!(json["demands"][0]["url"], "https://kakuma.example/api/v1/agendas/istanbul-2018/demands/R1");
    assert!(json.get("written_by").is_none() && json.get("deliveries").is_none());

    let by_author = world.get(Some(&world.host), path).await.json();
    assert_eq!(by_author["deliveries"]["waiting"], 0);

    let paragraphs = world.get(None, &format!("{path}/paragraphs")).await.json();
    assert_eq!(paragraphs["total"], 2, "{paragraphs}");
    assert_eq!(paragraphs["items"][1]["number"], 2);
    assert_eq!(paragraphs["items"][1]["section"], "باب");
}

async fn a_repeated_request_makes_one_statement(world: World) {
    let ask = || {
        let request = TestRequest::post().uri(&at("/statements")).set_json(new_statement());
        with(Some(&world.host), request.insert_header(("Idempotency-Key", "9f0c-1")))
    };
    let first = world.send(ask()).await;
    let second = world.send(ask()).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.json()["id"], second.json()["id"]);
    assert_eq!(world.get(None, "/statements").await.json()["total"], 1);
    let third = world.post(&world.host, "/statements", &new_statement()).await;
    assert_ne!(third.json()["id"], first.json()["id"]);

    for wrong in ["", "with blank", &"x".repeat(101)] {
        let request = TestRequest::post().uri(&at("/statements")).set_json(new_statement());
        let got =
            world.send(with(Some(&world.host), request.insert_header(("Idempotency-Key", wrong)))).await;
        assert_eq!(got.problem(400), "bad-header");
        assert_eq!(got.errors()[0].0, "Idempotency-Key");
    }
}

async fn a_draft_becomes_a_revised_and_then_a_withdrawn_statement(world: World) {
    let id = world.statement(|body| body["publish"] = false.into()).await;
    let path = format!("/statements/{id}");
    assert_eq!(world.get(Some(&world.reading), "/statements?scope=drafts").await.json()["total"], 1);
    assert_eq!(world.get(None, "/statements").await.json()["total"], 0);

    let mut draft = new_statement();
    let map = draft.as_object_mut().expect("an object");
    map.remove("as");
    map.remove("publish");
    draft["texts"][1]["title"] = "A better call".into();
    let saved = world.put(&world.host, &path, &draft).await;
    assert_eq!(saved.status, 200, "{:?}", saved.body);
    assert_eq!(saved.json()["texts"]["en"]["title"], "A better call");

    for _ in 0..2 {
        let published = world.post(&world.host, &format!("{path}/publish"), &json!({})).await;
        assert_eq!(published.json()["state"], "published", "{:?}", published.body);
    }
    assert_eq!(world.put(&world.host, &path, &draft).await.problem(409), "not-a-draft");
    assert_eq!(world.delete(&world.host, &path).await.problem(409), "not-a-draft");

    let mut revision = draft.clone();
    revision["after"] = 1.into();
    revision["note"] = "A word was wrong".into();
    revision["texts"][1]["title"] = "The best call".into();
    let revised = world.post(&world.host, &format!("{path}/revisions"), &revision).await;
    assert_eq!(revised.status, 201, "{:?}", revised.body);
    assert_eq!(revised.header("location"), format!("https://kakuma.example/api/v1{path}/revisions/2"));
    let revisions = world.get(None, &format!("{path}/revisions")).await.json();
    assert_eq!(revisions["total"], 2);
    assert_eq!(revisions["items"][1]["note"], "A word was wrong");
    let before = world.get(None, &format!("{path}/revisions/1")).await.json();
    assert_eq!(before["texts"]["en"]["title"], "A better call");
    assert_eq!(before["revision"], 2);
    assert_eq!(before["shown"]["number"], 1);
    assert_eq!(world.get(None, &format!("{path}/revisions/3")).await.problem(404), "not-found");

    let withdrawn =
        world.post(&world.host, &format!("{path}/withdraw"), &json!({ "reason": "Danger" })).await;
    assert_eq!(withdrawn.status, 200, "{:?}", withdrawn.body);
    let again =
        world.send(with(Some(&world.host), TestRequest::post().uri(&at(&format!("{path}/withdraw"))))).await;
    assert_eq!(again.status, 200, "without a body: {:?}", again.body);
    let gone = world.get(None, &path).await.json();
    assert_eq!(gone["state"], "withdrawn");
    assert_eq!(gone["withdrawal_reason"], "Danger");
    assert_eq!(gone["texts"], json!({}));
    assert_eq!(world.get(None, "/statements").await.json()["total"], 0);

    let draft = world.statement(|body| body["publish"] = false.into()).await;
    assert_eq!(world.delete(&world.host, &format!("/statements/{draft}")).await.status, 204);
    assert_eq!(world.get(Some(&world.host), &format!("/statements/{draft}")).await.status, 404);
}

async fn a_stale_revision_overwrites_nothing(world: World) {
    let id = world.statement(|_| {}).await;
    let mut revision = new_statement();
    let map = revision.as_object_mut().expect("an object");
    map.remove("as");
    map.remove("publish");
    revision["after"] = 1.into();
    let path = format!("/statements/{id}/revisions");
    assert_eq!(world.post(&world.host, &path, &revision).await.status, 201);
    assert_eq!(world.post(&world.host, &path, &revision).await.problem(409), "revision-conflict");
    assert_eq!(world.get(None, &path).await.json()["total"], 2);
}

async fn lists_are_paged_without_a_gap(world: World) {
    let mut made = Vec::new();
    for number in 0..5 {
        made.push(world.statement(|body| body["texts"][1]["title"] = format!("Call {number}").into()).await);
    }
    made.reverse();
    for question in
        ["scope=here", &format!("author={}", world.kakuma), "demand=urn:sofra:agenda:istanbul-2018:R1"]
    {
        let mut seen = Vec::new();
        let mut next = Some(format!("/statements?{question}&limit=2"));
        while let Some(path) = next {
            let got = world.get(None, &path).await;
            assert_eq!(got.status, 200, "{path} {:?}", got.body);
            let page = got.json();
            assert_eq!(page["total"], 5);
            for item in page["items"].as_array().expect("a list") {
                seen.push(item["id"].as_str().expect("an id").to_owned());
            }
            next = page["next"].as_str().map(|url| {
                assert_eq!(got.header("link"), format!("<{url}>; rel=\"next\""));
                url.strip_prefix("https://kakuma.example/api/v1").expect("an address of this API").to_owned()
            });
        }
        assert_eq!(seen, made, "{question}");
    }
    assert_eq!(world.get(Some(&world.host), "/statements?scope=timeline").await.json()["total"], 5);
    assert_eq!(world.get(None, "/statements?scope=timeline").await.problem(401), "sign-in");
    assert_eq!(world.get(None, "/statements?scope=drafts").await.problem(401), "sign-in");
}

async fn all_mistakes_are_named_at_once(world: World) {
    let mut body = new_statement();
    body["audience"] = "everybody-secret-word".into();
    body["texts"][1]["translator"] = "".into();
    body["demands"] = json!(["urn:secret-word"]);
    let got = world.post(&world.host, "/statements", &body).await;
    assert_eq!(got.problem(422), "invalid");
    let fields: Vec<String> = got.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["audience", "texts.1.translator", "demands"]);
    assert!(!String::from_utf8_lossy(&got.body).contains("secret-word"));
    let mut body = new_statement();
    body["texts"][0]["title"] = "x".repeat(201).into();
    let got = world.post(&world.host, "/statements", &body).await;
    assert_eq!(got.json()["errors"][0]["args"]["limit"], 200, "{:?}", got.body);
    assert_eq!(world.get(Some(&world.host), "/statements?scope=drafts").await.json()["total"], 0);
}

async fn an_image_is_taken_encoded_anew_and_shown(world: World) {
    let png = png(20, 10);
    let post = |kind: &str, body: Vec<u8>| {
        let request = TestRequest::post().uri(&at("/images")).insert_header(("Content-Type", kind));
        with(Some(&world.host), request.set_payload(body))
    };
    let raw = world.send(post("image/png", png.clone())).await;
    assert_eq!(raw.status, 201, "{:?}", raw.body);
    assert_eq!((&raw.json()["width"], &raw.json()["height"]), (&20.into(), &10.into()));

    let part = |name: &str| {
        let mut part =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"x.png\"\r\n\r\n")
                .into_bytes();
        part.extend_from_slice(&png);
        part.extend_from_slice(b"\r\n");
        part
    };
    let whole = |parts: &[Vec<u8>]| [parts.concat(), b"--b--\r\n".to_vec()].concat();
    let form = "multipart/form-data; boundary=b";
    let uploaded = world.send(post(form, whole(&[part("image")]))).await;
    assert_eq!(uploaded.status, 201, "{:?}", uploaded.body);
    for (wrong, code) in [
        (whole(&[part("file")]), "unknown-field"),
        (whole(&[part("image"), part("image")]), "given-twice"),
        (whole(&[]), "required"),
    ] {
        let got = world.send(post(form, wrong)).await;
        assert_eq!(got.problem(400), "bad-multipart");
        assert_eq!(got.errors(), [("image".to_owned(), code.to_owned())]);
    }
    assert_eq!(world.send(post("image/svg+xml", b"<svg/>".to_vec())).await.problem(415), "media-type");
    assert_eq!(world.send(post("image/png", vec![0; 200_001])).await.problem(413), "too-large");
    let large = [
        b"--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n".to_vec(),
        vec![0; 200_001],
        b"\r\n--b--\r\n".to_vec(),
    ];
    assert_eq!(world.send(post(form, large.concat())).await.problem(413), "too-large");
    let not_one = world.send(post("image/png", b"no picture".to_vec())).await;
    assert_eq!(not_one.problem(422), "invalid");
    assert_eq!(not_one.errors()[0].0, "image");
    let readers = TestRequest::post().uri(&at("/images")).insert_header(("Content-Type", "image/png"));
    let readers = world.send(with(Some(&world.reading), readers.set_payload(png.clone()))).await;
    assert_eq!(readers.problem(403), "read-only");

    let media = raw.json()["id"].as_str().expect("an id").to_owned();
    let id = world.statement(|body| body["images"] = json!([{ "media": media, "alt": "A tent" }])).await;
    let shown = world.get(None, &format!("/statements/{id}")).await.json();
    assert_eq!(shown["attachments"][0]["alt"], "A tent");
    assert_eq!(shown["attachments"][0]["url"], raw.json()["url"]);
    let mut theirs = new_statement();
    theirs["as"] = "athens".into();
    theirs["images"] = json!([{ "media": uploaded.json()["id"], "alt": "Not theirs" }]);
    let got = world.post(&world.other, "/statements", &theirs).await;
    assert_eq!(got.problem(422), "invalid");
    assert_eq!(got.errors(), [("images.0.media".to_owned(), "image-unknown".to_owned())]);
}

async fn the_agenda_counts_what_was_said(world: World) {
    world.statement(|_| {}).await;
    world.statement(|body| body["audience"] = "local".into()).await;
    let agendas = world.get(None, "/agendas").await.json();
    assert_eq!(agendas["items"][0]["demands"], 42);
    let agenda = world.get(None, "/agendas/istanbul-2018").await.json();
    let themes = agenda["themes"].as_array().expect("themes");
    assert_eq!(themes.len(), 6);
    let demand = world.get(None, "/agendas/istanbul-2018/demands/r1").await.json();
    assert_eq!((&demand["statements"], &demand["authors"]), (&1.into(), &1.into()));
    assert!(themes.iter().any(|theme| { theme["demands"].as_array().expect("demands").contains(&demand) }));
    for path in ["/agendas/x", "/agendas/istanbul-2018/demands/X9"] {
        assert_eq!(world.get(None, path).await.problem(404), "not-found");
    }
}

/// A small picture, made by hand: stored blocks, so that no encoder is needed.
fn png(width: u32, height: u32) -> Vec<u8> {
    fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
        out.extend_from_slice(&u32::try_from(data.len()).expect("small").to_be_bytes());
        let body = [name.as_slice(), data].concat();
        out.extend_from_slice(&body);
        let mut crc = u32::MAX;
        for byte in body {
            crc ^= u32::from(byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
        }
        out.extend_from_slice(&(!crc).to_be_bytes());
    }
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            rows.extend_from_slice(&[(x * 12) as u8, (y * 20) as u8, 90]);
        }
    }
    let length = u16::try_from(rows.len()).expect("small");
    let mut packed = vec![0x78, 0x01, 0x01];
    packed.extend_from_slice(&length.to_le_bytes());
    packed.extend_from_slice(&(!length).to_le_bytes());
    packed.extend_from_slice(&rows);
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in rows {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    packed.extend_from_slice(&((b << 16) | a).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(&mut out, b"IHDR", &[size.as_slice(), &[8, 2, 0, 0, 0]].concat());
    chunk(&mut out, b"IDAT", &packed);
    chunk(&mut out, b"IEND", &[]);
    out
}
