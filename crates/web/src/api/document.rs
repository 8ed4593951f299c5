//! The description of this API, made from its handlers.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ComponentsBuilder, Ref, Schema};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::server::ServerBuilder;
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, RefOr};
use utoipa::{OpenApi as _, ToSchema};

use super::problem::Body;

static DOCUMENT: LazyLock<String> =
    LazyLock::new(|| document().to_json().expect("a document made of strings, numbers and lists is JSON"));

/// This document.
#[utoipa::path(get, path = "/openapi.json", tag = "node", operation_id = "describe_api",
    responses((status = 200, description = "The OpenAPI document of this API", body = Object)))]
pub(super) async fn show() -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/json")).body(DOCUMENT.as_str())
}

/// The handlers' descriptions, with what holds for all of them.
pub(super) fn document() -> OpenApi {
    let mut api = super::Described::openapi();
    api.info = InfoBuilder::new()
        .title("Sofra")
        .version("1")
        .description(Some(
            "The API of a Sofra node. Call it with an API token in `Authorization: Bearer sofra_…`; what everybody \
             may read needs none. Problems are `application/problem+json` (RFC 9457) with a stable `code`.",
        ))
        .license(Some(LicenseBuilder::new().name("AGPL-3.0-or-later").identifier(Some("AGPL-3.0-or-later")).build()))
        .build();
    api.servers = Some(vec![ServerBuilder::new().url(super::ROOT).build()]);
    let mut schemas: Vec<(String, RefOr<Schema>)> = Vec::new();
    Body::schemas(&mut schemas);
    schemas.push((Body::name().into_owned(), <Body as utoipa::PartialSchema>::schema()));
    let known = api.components.take().unwrap_or_else(|| ComponentsBuilder::new().build());
    let mut components = known;
    components.schemas.extend(schemas);
    components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    api.components = Some(components);
    for item in api.paths.paths.values_mut() {
        for operation in
            [&mut item.get, &mut item.post, &mut item.put, &mut item.delete].into_iter().flatten()
        {
            add_problem(operation);
        }
    }
    api
}

/// Whatever is called may answer with a problem.
fn add_problem(operation: &mut Operation) {
    let content =
        ContentBuilder::new().schema(Some(Ref::from_schema_name(Body::name().into_owned()))).build();
    let problem = ResponseBuilder::new()
        .description("A problem (RFC 9457); nothing was changed")
        .content("application/problem+json", content)
        .build();
    operation.responses.responses.insert("default".to_owned(), RefOr::T(problem));
}
