//! Uploading an image, to be shown in a statement.

use actix_multipart::{Multipart, MultipartError};
use actix_web::http::{StatusCode, header};
use actix_web::web::BytesMut;
use actix_web::{HttpMessage as _, HttpRequest, web};
use futures_util::StreamExt as _;
use serde::Serialize;
use sofra_domain::{Error, media};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use super::answer::{Answer, time};
use super::problem::{FieldProblem, Problem};
use super::{auth, input};
use crate::App;

/// Images decoded at once. Each may need a quarter of a gigabyte for a moment, and the machine is small.
static DECODING: Semaphore = Semaphore::const_new(2);

/// The types of image that are taken, as they are declared; what an image really is, its bytes tell.
const TYPES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/gif"];

/// An uploaded image. It was encoded anew; nothing but its pixels is left of what was sent.
#[derive(Serialize, ToSchema)]
struct Image {
    /// The id that `images` of a statement take.
    id: String,
    /// Where it is.
    url: String,
    /// Its type.
    media_type: String,
    /// Pixels.
    width: i32,
    /// Pixels.
    height: i32,
    /// Size of the file.
    bytes: i64,
    /// A blur to show while it loads.
    blurhash: Option<String>,
    /// When it was uploaded. An image that no statement shows is removed after a day.
    #[schema(format = DateTime)]
    created_at: String,
}

/// A form with the image in its one field.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form; its parts are read as they arrive")]
struct Upload {
    /// The file.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    image: String,
}

/// Uploads an image: its bytes as the body, or a form with the one field `image`.
#[utoipa::path(post, path = "/images", tag = "statements", operation_id = "upload_image",
    request_body(description = "JPEG, PNG, WebP or GIF (its first picture)", content(
        (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"), (Vec<u8> = "image/gif"),
        (Upload = "multipart/form-data"),
    )),
    responses((status = 201, description = "The image", body = Image)), security(("bearer" = [])))]
pub(super) async fn create(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let limit = app.config.limits.image_bytes;
    let mime = request.mime_type().ok().flatten().ok_or_else(Problem::media_type)?;
    let bytes = if mime.essence_str() == "multipart/form-data" {
        from_form(&request, payload, limit).await?
    } else if TYPES.contains(&mime.essence_str()) {
        input::body(&request, payload, limit).await?
    } else {
        return Err(Problem::media_type());
    };
    let folder = app.config.media_folder();
    let limits = media::image::Limits { max_bytes: limit, ..media::image::Limits::default() };
    let now = app.clock.now();
    let _place = DECODING.acquire().await.map_err(|_| Error::Internal("no place to decode".to_owned()))?;
    let prepared =
        tokio::task::spawn_blocking(move || media::actions::prepare(&folder, &bytes, &limits, now))
            .await
            .map_err(|_| Error::Internal("decoding an image ended early".to_owned()))??;
    let made = app.db.write(move |conn| media::actions::add(conn, &who, prepared)).await?;
    Ok(actix_web::HttpResponse::Created()
        .insert_header((header::LOCATION, app.site.media_url(&made.name, &made.media_type)))
        .json(Image {
            id: made.id.to_string(),
            url: app.site.media_url(&made.name, &made.media_type),
            media_type: made.media_type,
            width: made.width,
            height: made.height,
            bytes: made.bytes,
            blurhash: made.blurhash,
            created_at: time(made.created_at),
        }))
}

/// The bytes of the one field of a form; read as they arrive, so that a body without an end is cut off.
async fn from_form(
    request: &HttpRequest,
    payload: web::Payload,
    limit: usize,
) -> Result<web::Bytes, Problem> {
    let wrong = |code| Problem::bad_request("bad-multipart", FieldProblem::new("image", code, []));
    let broken = |error: MultipartError| match error {
        MultipartError::Incomplete | MultipartError::Payload(_) => {
            Problem::new(StatusCode::BAD_REQUEST, "incomplete")
        }
        _ => wrong("not-understood"),
    };
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::media_type());
    }
    let mut form = Multipart::new(request.headers(), payload);
    let mut bytes: Option<BytesMut> = None;
    while let Some(field) = form.next().await {
        let mut field = field.map_err(broken)?;
        if field.name() != Some("image") {
            return Err(wrong("unknown-field"));
        }
        if bytes.is_some() {
            return Err(wrong("given-twice"));
        }
        let mut read = BytesMut::new();
        while let Some(piece) = field.next().await {
            let piece = piece.map_err(broken)?;
            if read.len() + piece.len() > limit {
                return Err(Problem::too_large(limit));
            }
            read.extend_from_slice(&piece);
        }
        bytes = Some(read);
    }
    bytes.map(BytesMut::freeze).ok_or_else(|| wrong("required"))
}
