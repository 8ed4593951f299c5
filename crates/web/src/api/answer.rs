//! Answers: JSON, pages of lists, and the headers that all of them bear.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use serde::Serialize;
use sofra_base::clock::Timestamp;
use url::form_urlencoded;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};

use crate::App;

/// What every handler gives.
pub(super) type Answer = Result<HttpResponse, super::problem::Problem>;

/// A list that is whole.
#[derive(Serialize, ToSchema)]
pub(super) struct All<T: ToSchema> {
    /// How many there are.
    pub total: i64,
    /// All of them.
    pub items: Vec<T>,
}

impl<T: ToSchema> From<Vec<T>> for All<T> {
    fn from(items: Vec<T>) -> Self {
        Self { total: i64::try_from(items.len()).unwrap_or(i64::MAX), items }
    }
}

/// One page of a list, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct Page<T: ToSchema> {
    /// How many there are in all.
    pub total: i64,
    /// Those of this page.
    pub items: Vec<T>,
    /// The address of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `200` with JSON.
pub(super) fn ok(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().json(body)
}

/// `201` with JSON and where to find it from now on.
pub(super) fn created(app: &App, path: &str, body: &impl Serialize) -> HttpResponse {
    HttpResponse::build(StatusCode::CREATED).insert_header((header::LOCATION, address(app, path))).json(body)
}

/// `202` with JSON: it waits for others.
pub(super) fn accepted(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Accepted().json(body)
}

/// `204`.
pub(super) fn nothing() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// `202`: it was taken, and waits for others.
pub(super) fn waits<T: Serialize + ToSchema>(what: &T) -> HttpResponse {
    HttpResponse::Accepted().json(what)
}

/// A page of a list, with a `Link` to the next (RFC 8288).
pub(super) fn page<T: Serialize + ToSchema>(page: &Page<T>) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    if let Some(next) = &page.next {
        answer.insert_header((header::LINK, format!("<{next}>; rel=\"next\"")));
    }
    answer.json(page)
}

/// The address of something in this API.
pub(super) fn address(app: &App, path: &str) -> String {
    format!("{}{}{path}", app.site.base, super::ROOT)
}

/// The address of the next page of a list: the same question, beginning elsewhere.
pub(super) fn next(app: &App, path: &str, question: &[(&str, Option<&str>)], before: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in question {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    query.append_pair("before", before);
    address(app, &format!("{path}?{}", query.finish()))
}

/// A time as the API writes it: RFC 3339 in UTC.
pub(super) fn time(at: Timestamp) -> String {
    at.to_rfc3339()
}

/// The schema of a text with a few spellings, taken from the domain's own list.
pub(super) fn spellings<'a>(all: impl IntoIterator<Item = &'a str>) -> utoipa::openapi::schema::Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(all)).build()
}

/// What all answers bear: nothing that was read under a token is kept by a cache, and nothing is taken for anything
/// but what it says it is.
pub(super) async fn headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let changes = !request.method().is_safe();
    let authorised = request.headers().contains_key(header::AUTHORIZATION);
    let mut answer = next.call(request).await?;
    let cache = if authorised || changes { "no-store" } else { "no-cache" };
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, cache),
        (header::VARY, "Authorization"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}
