//! Following, organisations, look-ups.

use serde_json::json;
use sofra_domain::actor::ActorId;

use super::{World, new_statement, on_both};

on_both! {
    a_follow_is_asked_for_accepted_and_ended
    an_organisation_describes_itself
    a_statement_is_found_by_its_address
}

async fn a_follow_is_asked_for_accepted_and_ended(world: World) {
    let ask = json!({ "as": "kakuma", "target": world.athens });
    let made = world.post(&world.host, "/follows", &ask).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    assert_eq!(made.json()["state"], "accepted");
    assert_eq!(world.post(&world.host, "/follows", &ask).await.problem(409), "follow-already");
    let me = json!({ "as": "kakuma", "target": world.kakuma });
    assert_eq!(world.post(&world.host, "/follows", &me).await.problem(409), "follow-self");
    for target in ["0x10".to_owned(), ActorId::new().to_string()] {
        let got = world.post(&world.host, "/follows", &json!({ "as": "kakuma", "target": target })).await;
        assert_eq!(got.problem(422), "invalid");
        assert_eq!(got.errors(), [("target".to_owned(), "unknown".to_owned())]);
    }
    let following = world.get(Some(&world.reading), "/following?as=kakuma").await.json();
    assert_eq!(following["items"][0]["actor"]["handle"], "@athens@kakuma.example");
    let followers = world.get(Some(&world.other), "/followers?as=athens").await.json();
    assert_eq!(followers["items"][0]["actor"]["handle"], "@kakuma@kakuma.example");
    for name in ["kakuma", "nobody"] {
        let got = world.get(Some(&world.other), &format!("/followers?as={name}")).await;
        assert_eq!(got.problem(403), "speaks-for");
    }
    assert_eq!(world.get(Some(&world.other), "/followers").await.errors()[0].0, "as");

    let id = following["items"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(world.delete(&world.other, &format!("/follows/{id}")).await.problem(404), "not-found");
    assert_eq!(world.delete(&world.host, &format!("/follows/{id}")).await.status, 204);
    assert_eq!(world.delete(&world.host, &format!("/follows/{id}")).await.problem(404), "not-found");

    // Amal, the person, wants to be asked.
    let amal = world.get(Some(&world.host), "/me").await.json()["person"]["id"].clone();
    let mut asked = Vec::new();
    let made = world.post(&world.other, "/follows", &json!({ "as": "athens", "target": amal })).await;
    assert_eq!(made.json()["state"], "requested");
    asked.push(made.json()["id"].as_str().expect("an id").to_owned());
    let made = world.post(&world.host, "/follows", &json!({ "as": "kakuma", "target": amal })).await;
    asked.push(made.json()["id"].as_str().expect("an id").to_owned());
    assert_eq!(world.get(Some(&world.host), "/me").await.json()["follow_requests"], 2);
    let accept = |id: &str| format!("/follows/{id}/accept");
    assert_eq!(world.post(&world.other, &accept(&asked[0]), &json!({})).await.problem(404), "not-found");
    assert_eq!(world.post(&world.host, &accept(&asked[0]), &json!({})).await.status, 204);
    let reject = format!("/follows/{}/reject", asked[1]);
    assert_eq!(world.post(&world.host, &reject, &json!({})).await.status, 204);
    let first = world.get(Some(&world.host), "/followers?as=amal_k&limit=1").await.json();
    assert_eq!((&first["total"], &first["items"][0]["state"]), (&2.into(), &"rejected".into()));
    let next = first["next"].as_str().expect("a next page").replace("https://kakuma.example/api/v1", "");
    let second = world.get(Some(&world.host), &next).await.json();
    assert_eq!(second["items"][0]["state"], "accepted");
    assert!(second.get("next").is_none());
}

async fn an_organisation_describes_itself(world: World) {
    let profile = json!({
        "texts": [
            { "language": "en", "name": "Kakuma Voices", "about": "We *speak*. <script>x</script>" },
            { "language": "sw", "name": "Sauti za Kakuma" },
        ],
        "approves_followers": true,
    });
    let changed = world.put(&world.host, "/organisations/kakuma", &profile).await;
    assert_eq!(changed.status, 200, "{:?}", changed.body);
    let shown = world.get(None, "/organisations/KAKUMA").await.json();
    assert_eq!(shown["names"]["sw"], "Sauti za Kakuma");
    assert_eq!(shown["approves_followers"], true);
    let summary = shown["summary"].as_str().expect("a text");
    assert!(summary.contains("<em>speak</em>") && !summary.contains("<script"), "{summary}");
    let by_id = world.get(None, &format!("/actors/{}", world.kakuma)).await.json();
    assert_eq!(by_id, shown);
    let wrong = json!({ "texts": [{ "language": "x!", "name": "K" }, { "language": "en", "name": " " }] });
    let got = world.put(&world.host, "/organisations/kakuma", &wrong).await;
    assert_eq!(got.problem(422), "invalid");
    let fields: Vec<String> = got.errors().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["texts.0.language", "texts.1.name"]);
    assert_eq!(world.get(None, "/organisations").await.json()["total"], 2);
    let node = world.get(None, "/node").await.json();
    assert_eq!(node["organisation"]["handle"], "@kakuma@kakuma.example");
    let absent = world.get(None, &format!("/actors/{}", ActorId::new())).await;
    assert_eq!(absent.problem(404), "not-found");
    assert_eq!(world.get(None, "/organisations/amal").await.body, absent.body);
}

async fn a_statement_is_found_by_its_address(world: World) {
    let id = world.statement(|_| {}).await;
    let hidden = world.statement(|body| body["publish"] = false.into()).await;
    let address = |id: &str| format!("/lookup?q=https://kakuma.example/statements/{id}");
    let found = world.get(Some(&world.other), &address(&id)).await.json();
    assert_eq!(found["type"], "statement");
    assert_eq!(found["statement"]["texts"]["en"]["title"], new_statement()["texts"][1]["title"]);
    assert_eq!(world.get(Some(&world.other), &address(&hidden)).await.problem(404), "not-found");
}
