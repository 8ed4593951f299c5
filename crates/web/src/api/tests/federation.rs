//! What the host sees and decides about other nodes.

use serde_json::json;
use sofra_domain::Error;

use super::{World, on_both};

on_both! {
    the_host_decides_about_peers
    dead_letters_are_listed_and_sent_again
}

async fn the_host_decides_about_peers(world: World) {
    let block = json!({ "policy": "block", "reason": "Harassment" });
    let made = world.put(&world.host, "/peers/Elsewhere.Example", &block).await;
    assert_eq!(made.status, 200, "{:?}", made.body);
    assert_eq!(made.json()["host"], "elsewhere.example");
    let listed = world.get(Some(&world.host), "/peers").await.json();
    assert_eq!((&listed["total"], &listed["items"][0]["policy"]), (&1.into(), &"suspend".into()));
    assert_eq!(world.put(&world.host, "/peers/kakuma.example", &block).await.errors()[0].1, "host-own");
    assert_eq!(world.put(&world.host, "/peers/a_b", &block).await.errors()[0].1, "host-invalid");
    let wrong = world.put(&world.host, "/peers/elsewhere.example", &json!({ "policy": "maybe" })).await;
    assert_eq!(wrong.problem(422), "invalid");
    for path in ["/peers", "/dead-letters"] {
        assert_eq!(world.get(Some(&world.other), path).await.problem(403), "host-only");
    }
    let got = world.put(&world.other, "/peers/elsewhere.example", &block).await;
    assert_eq!(got.problem(403), "host-only");
    let got = world.post(&world.other, "/dead-letters/1/send-again", &json!({})).await;
    assert_eq!(got.problem(403), "host-only");
}

async fn dead_letters_are_listed_and_sent_again(world: World) {
    use diesel::prelude::*;
    use sofra_db::schema::{activity, delivery};
    let id = world.statement(|_| {}).await;
    let (kakuma, statement, now) = (world.kakuma.clone(), id.clone(), world.app.clock.now());
    world
        .app
        .db
        .write(move |conn| {
            diesel::insert_into(activity::table)
                .values((
                    activity::id.eq("01arz3ndektsv4rrffq69g5fav"),
                    activity::uri.eq("https://kakuma.example/activities/01arz3ndektsv4rrffq69g5fav"),
                    activity::actor_id.eq(kakuma.as_str()),
                    activity::verb.eq("Create"),
                    activity::object_uri.eq(format!("https://kakuma.example/statements/{statement}")),
                    activity::statement_id.eq(statement),
                    activity::public.eq(true),
                    activity::body.eq("{}"),
                    activity::created_at.eq(now),
                ))
                .execute(conn)?;
            for number in 1..=3 {
                diesel::insert_into(delivery::table)
                    .values((
                        delivery::activity_id.eq("01arz3ndektsv4rrffq69g5fav"),
                        delivery::actor_id.eq(kakuma.as_str()),
                        delivery::inbox.eq(format!("https://n{number}.example/inbox")),
                        delivery::host.eq(format!("n{number}.example")),
                        delivery::state.eq("dead"),
                        delivery::in_line.eq(true),
                        delivery::attempts.eq(20),
                        delivery::due_at.eq(now),
                        delivery::leased_until.eq(0_i64),
                        delivery::last_error.eq("timeout"),
                        delivery::created_at.eq(now),
                        delivery::finished_at.eq(now),
                    ))
                    .execute(conn)?;
            }
            Ok::<_, Error>(())
        })
        .await
        .expect("three dead letters");
    let first = world.get(Some(&world.host), "/dead-letters?limit=2").await.json();
    assert_eq!((&first["total"], &first["items"][0]["host"]), (&3.into(), &"n3.example".into()));
    let next = first["next"].as_str().expect("a next page").replace("https://kakuma.example/api/v1", "");
    let second = world.get(Some(&world.host), &next).await.json();
    assert_eq!(second["items"].as_array().map(Vec::len), Some(1));
    assert!(second.get("next").is_none());
    let letter = second["items"][0]["id"].as_i64().expect("a number");
    let again = format!("/dead-letters/{letter}/send-again");
    assert_eq!(world.post(&world.host, &again, &json!({})).await.status, 204);
    assert_eq!(world.post(&world.host, &again, &json!({})).await.problem(404), "not-found");
    let shown = world.get(Some(&world.host), &format!("/statements/{id}")).await.json();
    assert_eq!((&shown["deliveries"]["waiting"], &shown["deliveries"]["dead"]), (&1.into(), &2.into()));
    let others = world.get(Some(&world.other), &format!("/statements/{id}")).await.json();
    assert!(others.get("deliveries").is_none());
}
