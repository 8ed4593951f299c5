//! The stylesheet and the few drawings, each under a name that changes with its content, so that browsers keep it.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::Compression;
use flate2::write::GzEncoder;
use sofra_base::id::sha256_hex;

use crate::error::{Failure, Outcome};

#[derive(rust_embed::Embed)]
#[folder = "static/"]
struct Files;

struct Asset {
    path: String,
    kind: &'static str,
    bytes: web::Bytes,
    /// The same in gzip, where that is smaller.
    packed: Option<web::Bytes>,
}

fn pack(bytes: &[u8]) -> Option<web::Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    let packed = encoder.finish().ok()?;
    (packed.len() < bytes.len()).then(|| packed.into())
}

/// Whether an `Accept-Encoding` takes gzip (RFC 9110, section 12.5.3).
fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let none = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case("gzip") && !none
    })
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
            let packed = pack(&bytes);
            Some((name.to_string(), Asset { path, kind, bytes, packed }))
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
pub async fn show(request: HttpRequest, name: web::Path<String>) -> Outcome {
    let path = format!("/static/{name}");
    let asset = ASSETS.values().find(|asset| asset.path == path).ok_or_else(Failure::not_found)?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, asset.kind))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((VARY, "Accept-Encoding"));
    let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    Ok(match &asset.packed {
        Some(packed) if accepted.is_some_and(takes_gzip) => {
            response.insert_header((CONTENT_ENCODING, "gzip")).body(packed.clone())
        }
        _ => response.body(asset.bytes.clone()),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        assert!(takes_gzip("gzip, deflate, br") && takes_gzip("br;q=1.0, GZIP;q=0.5") && takes_gzip("gzip"));
        assert!(!takes_gzip("") && !takes_gzip("br, zstd") && !takes_gzip("gzip;q=0, identity"));
        let style = &ASSETS["style.css"];
        assert!(style.packed.as_ref().is_some_and(|packed| packed.len() * 2 < style.bytes.len()));
    }
}
