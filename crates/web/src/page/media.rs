//! Images, to those who may see what they belong to.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use actix_web::web::{Data, Path};
use sofra_domain::media::store;
use sofra_domain::site::extension;

use crate::App;
use crate::error::{Failure, Outcome};
use crate::viewer::Viewer;

/// `GET /media/{name}.{extension}`
///
/// # Errors
/// 404 for what is not there and for what this reader may not see.
pub async fn show(app: Data<App>, viewer: Viewer, file: Path<String>) -> Outcome {
    let (name, wanted) = file.split_once('.').ok_or_else(Failure::not_found)?;
    if !sofra_base::id::is_ulid(name) {
        return Err(Failure::not_found());
    }
    let (reader, named) = (viewer.reader(), name.to_owned());
    let (media, public) = app.db.read(move |c| store::read(c, &named, &reader)).await?;
    // The type is the one we encoded, whatever the address says.
    if extension(&media.media_type) != wanted {
        return Err(Failure::not_found());
    }
    let path = app.config.media_folder().join(format!("{}.{}", media.name, extension(&media.media_type)));
    let bytes = tokio::fs::read(&path).await.map_err(|error| {
        tracing::error!(%error, "an image that the database knows is not on disk");
        Failure::not_found()
    })?;
    let (cache, vary) = if public {
        ("public, max-age=31536000, immutable", "Accept-Encoding")
    } else {
        ("private, no-store", "Cookie")
    };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media.media_type))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((CACHE_CONTROL, cache))
        .insert_header((VARY, vary))
        .body(bytes))
}
