//! Reading a request strictly: what is not understood is refused and named, nothing of it is repeated.

use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut, Payload};
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use sofra_domain::Error;
use sofra_domain::error::FieldError;
use url::form_urlencoded;

use super::problem::{FieldProblem, Problem};

/// Bytes of a JSON body at most.
pub(super) const JSON_BYTES: usize = 256 * 1024;
/// Entries of one page of a list at most.
pub(super) const MOST: i64 = 40;
/// Entries of one page where the caller does not say.
const USUAL: i64 = 20;
/// Characters of an `Idempotency-Key` at most; a UUID has 36.
const KEY: usize = 100;

/// A JSON body.
pub(super) async fn json<T: DeserializeOwned>(request: &HttpRequest, payload: Payload) -> Result<T, Problem> {
    match optional_json(request, payload).await? {
        Some(value) => Ok(value),
        None => Err(Problem::media_type()),
    }
}

/// A JSON body, or none at all.
pub(super) async fn optional_json<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<Option<T>, Problem> {
    let is_json = request.mime_type().ok().flatten().is_some_and(|mime| {
        mime.essence_str() == "application/json"
            && mime.get_param("charset").is_none_or(|charset| charset == "utf-8")
    });
    if !is_json {
        // A body of no or another type is not even read, unless there is none.
        return if request.headers().contains_key(header::CONTENT_TYPE) || !is_empty(payload).await {
            Err(Problem::media_type())
        } else {
            Ok(None)
        };
    }
    let bytes = body(request, payload, JSON_BYTES).await?;
    serde_json::from_slice(&bytes).map(Some).map_err(|error| not_json(&error))
}

async fn is_empty(mut payload: Payload) -> bool {
    payload.next().await.is_none()
}

/// Says where the JSON is wrong, and how; serde's own words would repeat what was sent.
fn not_json(error: &serde_json::Error) -> Problem {
    let words = error.to_string();
    let code = if !error.is_data() {
        "not-json"
    } else if words.starts_with("unknown field") {
        "unknown-field"
    } else if words.starts_with("missing field") {
        "missing-field"
    } else if words.starts_with("duplicate field") {
        "given-twice"
    } else {
        "wrong-type"
    };
    // The name of a missing field is ours, not the caller's.
    let name = words
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split('`').next())
        .filter(|_| code == "missing-field")
        .unwrap_or("body");
    let place = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [("line", place(error.line())), ("column", place(error.column()))];
    Problem::bad_request("bad-json", FieldProblem::new(name, code, args))
}

/// A body of a limited size. A length that is announced is believed only when it is too large.
pub(super) async fn body(
    request: &HttpRequest,
    mut payload: Payload,
    limit: usize,
) -> Result<Bytes, Problem> {
    // Packed bodies are not taken: their true size shows only when it is too late.
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::media_type());
    }
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok())
        .unwrap_or(0);
    if announced > limit as u64 {
        return Err(Problem::too_large(limit));
    }
    let mut bytes = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece =
            piece.map_err(|_| Problem::new(actix_web::http::StatusCode::BAD_REQUEST, "incomplete"))?;
        if bytes.len() + piece.len() > limit {
            return Err(Problem::too_large(limit));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}

/// The parameters of an address.
pub(super) struct Query(Vec<(&'static str, String)>);

impl Query {
    /// Reads them. Each has a name that is known here and is given once.
    pub(super) fn read(request: &HttpRequest, known: &[&'static str]) -> Result<Self, Problem> {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            let Some(name) = known.iter().find(|known| **known == name) else {
                return Err(Problem::parameter("query", "unknown-parameter", []));
            };
            if found.iter().any(|(other, _)| other == name) {
                return Err(Problem::parameter(name, "given-twice", []));
            }
            found.push((name, value.into_owned()));
        }
        Ok(Self(found))
    }

    /// A text, if it is given.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// A text that must be given.
    pub(super) fn required(&self, name: &'static str) -> Result<&str, Problem> {
        self.text(name)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Problem::parameter(name, "required", []))
    }

    /// Something that is read from its text.
    pub(super) fn parsed<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        match self.text(name).map(read) {
            None => Ok(None),
            Some(Some(value)) => Ok(Some(value)),
            Some(None) => Err(Problem::parameter(name, "not-understood", [])),
        }
    }

    /// A whole number within bounds.
    pub(super) fn number(&self, name: &'static str, min: i64, max: i64) -> Result<Option<i64>, Problem> {
        self.text(name).map(|text| number(name, text, min, max)).transpose()
    }

    /// How many entries a page has.
    pub(super) fn limit(&self) -> Result<i64, Problem> {
        Ok(self.number("limit", 1, MOST)?.unwrap_or(USUAL))
    }
}

/// A whole number in plain digits, within bounds.
pub(super) fn number(name: &'static str, text: &str, min: i64, max: i64) -> Result<i64, Problem> {
    if text.is_empty() || text.len() > 19 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::parameter(name, "not-a-number", [("min", min), ("max", max)]));
    }
    text.parse()
        .ok()
        .filter(|value| (min..=max).contains(value))
        .ok_or_else(|| Problem::parameter(name, "out-of-range", [("min", min), ("max", max)]))
}

/// A part of the path. What has not the shape of an id cannot be there.
pub(super) fn id<T>(
    request: &HttpRequest,
    name: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Problem> {
    request.match_info().get(name).and_then(parse).ok_or_else(|| Error::NotFound.into())
}

/// A number in the path.
pub(super) fn path_number(request: &HttpRequest, name: &'static str, max: i64) -> Result<i64, Problem> {
    number(name, request.match_info().get(name).unwrap_or_default(), 1, max)
}

/// The key under which a request may be repeated without being done twice.
pub(super) fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let mut values = request.headers().get_all("Idempotency-Key");
    let Some(first) = values.next() else { return Ok(None) };
    let limit = i64::try_from(KEY).unwrap_or(i64::MAX);
    first
        .to_str()
        .ok()
        .filter(|key| values.next().is_none() && !key.is_empty() && key.len() <= KEY)
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(|key| Some(key.to_owned()))
        .ok_or_else(|| {
            let error = FieldProblem::new("Idempotency-Key", "not-understood", [("limit", limit)]);
            Problem::bad_request("bad-header", error)
        })
}

/// A field whose text has one of a few spellings.
pub(super) fn choice<T>(
    field: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Problem> {
    parse(text).ok_or_else(|| Error::Invalid(vec![FieldError::new(field, "error-field-required")]).into())
}
