//! The stylesheet and the few drawings, each under a name that changes with its content, so that browsers keep it.

use std::collections::HashMap;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use sofra_base::id::sha256_hex;

use crate::error::{Failure, Outcome};

#[derive(rust_embed::Embed)]
#[folder = "static/"]
struct Files;

struct Asset {
    path: String,
    kind: &'static str,
    bytes: web::Bytes,
}

/// By plain name.
static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| {
            let (stem, extension) = name.rsplit_once('.')?;
            let kind = match extension {
                "css" => "text/css; charset=utf-8",
                "js" => "text/javascript; charset=utf-8",
                "svg" => "image/svg+xml",
                "png" => "image/png",
                _ => return None,
            };
            let bytes = web::Bytes::from(Files::get(&name)?.data.into_owned());
            let path = format!("/static/{stem}.{}.{extension}", &sha256_hex(&bytes)[..12]);
            Some((name.to_string(), Asset { path, kind, bytes }))
        })
        .collect()
});

/// Where a file is served.
#[must_use]
pub fn url(name: &str) -> &'static str {
    ASSETS.get(name).map_or("", |asset| asset.path.as_str())
}

/// `GET /static/{name}`
///
/// # Errors
/// 404 for any other name.
pub async fn show(name: web::Path<String>) -> Outcome {
    let path = format!("/static/{name}");
    let asset = ASSETS.values().find(|asset| asset.path == path).ok_or_else(Failure::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, asset.kind))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((actix_web::http::header::VARY, "Accept-Encoding"))
        .body(asset.bytes.clone()))
}

/// `GET /icon.png`: the picture of actors without one of their own, under a name that does not change because other
/// nodes keep it.
///
/// # Errors
/// None in practice: the file is part of the program.
pub async fn icon() -> Outcome {
    let asset = ASSETS.get("icon.png").ok_or_else(Failure::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, asset.kind))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(asset.bytes.clone()))
}
