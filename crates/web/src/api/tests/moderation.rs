//! Rules, reports, decisions, blocks, lists and the record over the API.

use serde_json::json;

use super::{World, on_both};

on_both! {
    a_report_goes_its_way_over_the_api
    rules_lists_blocks_and_the_record_are_for_whom_they_concern
}

async fn a_report_goes_its_way_over_the_api(world: World) {
    let statement = world.statement(|_| {}).await;
    let rules = json!({ "texts": { "en": ["Be kind.", "Name nobody in danger."], "ar": ["كونوا لطفاء.", "لا تذكروا أحدًا في خطر."] } });
    assert_eq!(world.put(&world.other, "/rules", &rules).await.problem(403), "host-only");
    assert_eq!(world.put(&world.host, "/rules", &rules).await.json()["version"], 1);
    assert_eq!(world.get(None, "/rules").await.json()["rules"][1]["en"], "Name nobody in danger.");
    let lopsided = json!({ "texts": { "en": ["One."], "fr": ["Un.", "Deux."] } });
    assert_eq!(world.put(&world.host, "/rules", &lopsided).await.problem(422), "invalid");

    let report = json!({ "statement": statement, "category": "rule", "rule": 2, "words": "A name is in it" });
    assert_eq!(world.post(&world.reading, "/reports", &report).await.problem(403), "read-only");
    let unknown = json!({ "statement": statement, "category": "rule", "rule": 9 });
    assert_eq!(world.post(&world.other, "/reports", &unknown).await.errors()[0].1, "rule-unknown");
    let made = world.post(&world.other, "/reports", &report).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    assert_eq!(world.post(&world.other, "/reports", &report).await.problem(409), "report-already");
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    // The host is concerned, and alone: the report is shown, without the name of who reported.
    assert_eq!(world.get(Some(&world.other), "/reports").await.problem(403), "moderator-only");
    let listed = world.get(Some(&world.host), "/reports").await.json();
    assert_eq!((&listed["total"], &listed["items"][0]["id"]), (&1.into(), &id.clone().into()));
    let shown = world.get(Some(&world.host), &format!("/reports/{id}")).await.json();
    assert!(shown["account"].is_null() && shown["rule"] == json!([1, 2]), "{shown}");

    let decide = format!("/reports/{id}/decision");
    let silent = json!({ "measure": "hide", "statements": [statement] });
    assert_eq!(world.post(&world.host, &decide, &silent).await.errors()[0].0, "reason");
    let verdict =
        json!({ "measure": "hide", "statements": [statement], "rule": 2, "reason": "It names somebody" });
    assert_eq!(world.post(&world.other, &decide, &verdict).await.problem(403), "moderator-only");
    let decided = world.post(&world.host, &decide, &verdict).await.json();
    let decision = decided["decisions"][0].as_str().expect("an id").to_owned();
    assert_eq!(world.get(None, &format!("/statements/{statement}")).await.problem(404), "not-found");
    let path = format!("/decisions/{decision}");
    assert_eq!(world.get(Some(&world.other), &path).await.problem(404), "not-found");
    assert_eq!(world.get(Some(&world.host), &path).await.json()["concerns_you"], true);
    let words = json!({ "words": "It is the name of a place" });
    assert_eq!(world.post(&world.other, &format!("{path}/appeal"), &words).await.problem(404), "not-found");
    assert_eq!(world.post(&world.host, &format!("{path}/appeal"), &words).await.json()["appeal"], "open");
    assert_eq!(world.post(&world.host, &format!("{path}/appeal"), &words).await.problem(409), "appeal-again");
    let answer = json!({ "granted": true, "words": "So it is" });
    assert_eq!(
        world.post(&world.other, &format!("{path}/answer"), &answer).await.problem(403),
        "moderator-only"
    );
    let answered = world.post(&world.host, &format!("{path}/answer"), &answer).await.json();
    assert!(answered["appeal"] == "granted" && answered["lifted_at"].is_string(), "{answered}");
    assert_eq!(world.get(None, &format!("/statements/{statement}")).await.status, 200);
}

async fn rules_lists_blocks_and_the_record_are_for_whom_they_concern(world: World) {
    let list = "#domain,#severity\nevil.example,suspend\nkakuma.example,suspend\n";
    let look = json!({ "list": list });
    assert_eq!(world.post(&world.other, "/block-list", &look).await.problem(403), "host-only");
    let looked = world.post(&world.host, "/block-list", &look).await.json();
    assert_eq!(looked["added"], json!(["evil.example"]));
    assert_eq!((&looked["own"], &looked["applied"]), (&json!(["kakuma.example"]), &false.into()));
    assert_eq!(world.get(Some(&world.host), "/peers").await.json()["total"], 0);
    world.post(&world.host, "/block-list", &json!({ "list": list, "apply": true })).await;
    assert_eq!(world.get(Some(&world.other), "/block-list").await.problem(403), "moderator-only");
    assert_eq!(world.get(None, "/block-list").await.problem(401), "sign-in");
    let file = world.get(Some(&world.host), "/block-list").await;
    assert!(String::from_utf8_lossy(&file.body).contains("evil.example,suspend,true,true"));
    assert_eq!(
        world.post(&world.host, "/block-list", &json!({ "list": "" })).await.errors()[0].1,
        "list-empty"
    );

    let limit = json!({ "policy": "none", "limited": true, "no_media": true, "reason": "noise" });
    let made = world.put(&world.host, "/peers/odd.example", &limit).await.json();
    assert!(made["limited"] == true && made["no_media"] == true && made["decided_at"].is_string(), "{made}");

    let block = json!({ "kind": "block", "actor": world.kakuma.as_str() });
    let made = world.post(&world.other, "/blocks", &block).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(world.get(Some(&world.other), "/blocks").await.json()["total"], 1);
    assert_eq!(world.get(Some(&world.host), "/blocks").await.json()["total"], 0);
    assert_eq!(world.delete(&world.host, &format!("/blocks/{id}")).await.problem(404), "not-found");
    let statement = world.statement(|_| {}).await;
    assert_eq!(
        world.get(Some(&world.other), &format!("/statements/{statement}")).await.problem(404),
        "not-found"
    );
    assert_eq!(world.get(Some(&world.other), "/statements").await.json()["total"], 0);
    assert_eq!(world.get(None, "/statements").await.json()["total"], 1);
    assert_eq!(world.delete(&world.other, &format!("/blocks/{id}")).await.status, 204);
    let of_athens = json!({ "kind": "block", "host": "evil.example", "organisation": world.athens.as_str() });
    assert_eq!(world.post(&world.other, "/blocks", &of_athens).await.problem(403), "officer-only");

    assert_eq!(world.get(Some(&world.other), "/record").await.problem(403), "moderator-only");
    assert_eq!(world.get(Some(&world.other), "/record?organisation=athens").await.problem(404), "not-found");
    let record = world.get(Some(&world.host), "/record?limit=1").await.json();
    assert!(record["items"][0]["hash"].as_str().is_some_and(|hash| hash.len() == 64), "{record}");
    let all = world.get(Some(&world.host), "/record?limit=40").await.json();
    let acts: Vec<&str> =
        all["items"].as_array().expect("lines").iter().filter_map(|l| l["act"].as_str()).collect();
    assert!(acts.contains(&"peer.limit") && acts.contains(&"peer.import"), "{acts:?}");
    assert!(record["next"].is_string());
    let part = world.get(Some(&world.host), "/record?organisation=kakuma").await.json();
    let lines = part["items"].as_array().expect("lines");
    assert!(lines.iter().all(|line| line["organisation"] == world.kakuma.as_str()), "{part}");
}
