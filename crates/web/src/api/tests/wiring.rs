//! Addresses and their description.

use std::collections::BTreeSet;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::Value;

use super::super::{ROUTES, document};
use super::{World, at, on_both};

on_both! {
    every_described_address_answers
}

fn described() -> BTreeSet<(String, String)> {
    let api: Value = serde_json::to_value(document::document()).expect("JSON");
    let paths = api["paths"].as_object().expect("paths");
    paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("operations").keys();
            methods.map(|method| (method.clone(), path.clone())).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn what_is_registered_is_described_and_the_other_way_round() {
    let registered: BTreeSet<(String, String)> =
        ROUTES.iter().map(|(method, path)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(registered.len(), ROUTES.len(), "an address is registered twice");
    assert_eq!(registered, described());
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let api: Value = serde_json::to_value(document::document()).expect("JSON");
    let mut wanted = BTreeSet::new();
    collect(&api, &mut wanted);
    assert!(wanted.len() > 20, "{wanted:?}");
    for reference in wanted {
        let pointer = reference.strip_prefix('#').expect("a reference within the document");
        assert!(api.pointer(pointer).is_some(), "{reference}");
    }
    let mut ids = BTreeSet::new();
    for (path, item) in api["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            assert!(operation["summary"].is_string() || operation["description"].is_string(), "{path}");
            assert!(ids.insert(operation["operationId"].to_string()), "{path} {method}");
            let problem = &operation["responses"]["default"]["content"]["application/problem+json"];
            assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem");
            for name in path.split('/').filter_map(|part| part.strip_prefix('{')) {
                let name = name.trim_end_matches('}');
                let parameters = operation["parameters"].as_array().expect("parameters");
                assert!(parameters.iter().any(|p| p["name"] == name && p["in"] == "path"), "{path}");
            }
            if method != "get" {
                assert_eq!(operation["security"], serde_json::json!([{ "bearer": [] }]), "{path}");
            }
        }
    }
    assert_eq!(api["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
}

fn collect(value: &Value, wanted: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value.as_str().filter(|_| key == "$ref") {
                    Some(reference) => {
                        wanted.insert(reference.to_owned());
                    }
                    None => collect(value, wanted),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, wanted)),
        _ => {}
    }
}

async fn every_described_address_answers(world: World) {
    let served = world.get(None, "/openapi.json").await;
    assert_eq!(served.header("content-type"), "application/json");
    assert_eq!(served.json(), serde_json::to_value(document::document()).expect("JSON"));
    let mut closed = 0;
    for (method, path) in described() {
        let address = at(&path.replace("{number}", "1").replace(['{', '}'], ""));
        let upper: Method = method.to_uppercase().parse().expect("a method");
        let got = world.send(TestRequest::default().method(upper).uri(&address)).await;
        // Without a token a handler says 200, 401 or that its thing is absent; an unknown method says 405.
        assert_ne!(got.status, 405, "{method} {path}");
        if method != "get" {
            assert_eq!(got.problem(401), "sign-in", "{method} {path}");
            closed += 1;
        }
        let got = world.send(TestRequest::default().method(Method::HEAD).uri(&address)).await;
        assert_eq!(
            got.status == 405,
            method != "get" && !described().contains(&("get".to_owned(), path.clone()))
        );
        let got = world.send(TestRequest::default().method(Method::PATCH).uri(&address)).await;
        assert_eq!(got.problem(405), "method", "{path}");
        assert!(got.header("allow").split(", ").any(|one| one.eq_ignore_ascii_case(&method)), "{path}");
    }
    assert!(closed > 10);
    for bare in ["/", "", "/statements/", "/statements/x/y/z"] {
        assert_eq!(world.get(None, bare).await.problem(404), "not-found", "{bare}");
    }
}
