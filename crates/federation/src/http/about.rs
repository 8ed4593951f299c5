//! What a node says about itself and its terms: NodeInfo, and the published context.

use actix_web::HttpResponse;
use actix_web::http::header as actix_header;
use actix_web::web::Data;
use serde_json::json;
use sofra_domain::actor::ActorKind;
use sofra_domain::node;

use super::failed;
use crate::Federation;
use crate::object::context;

pub(super) async fn nodeinfo_links(federation: Data<Federation>) -> HttpResponse {
    let site = &federation.site;
    HttpResponse::Ok().json(json!({
        "links": [
            {"rel": "http://nodeinfo.diaspora.software/ns/schema/2.1", "href": format!("{}/nodeinfo/2.1", site.base)},
            {"rel": "https://www.w3.org/ns/activitystreams#Application", "href": site.actor_uri(ActorKind::Node, "")}
        ]
    }))
}

/// NodeInfo 2.1, without numbers of people and without the exact version: neither helps a peer, both help a
/// persecutor.
pub(super) async fn nodeinfo(federation: Data<Federation>) -> HttpResponse {
    let node = match federation.db.read(node::store::get).await {
        Ok(node) => node,
        Err(error) => return failed(&error),
    };
    let major = env!("CARGO_PKG_VERSION_MAJOR");
    HttpResponse::Ok()
        .content_type("application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\"")
        .body(
            json!({
                "version": "2.1",
                "software": {"name": "sofra", "version": major},
                "protocols": ["activitypub"],
                "services": {"inbound": [], "outbound": []},
                "openRegistrations": false,
                "usage": {"users": {}},
                "metadata": {"nodeName": node.name, "nodeDescription": node.about}
            })
            .to_string(),
        )
}

pub(super) async fn published_context() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/ld+json")
        .insert_header((actix_header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((actix_header::CACHE_CONTROL, "public, max-age=86400"))
        .body(json!({"@context": context::terms()}).to_string())
}
