//! What went wrong, as a program reads it: `application/problem+json` (RFC 9457). The one place where an error of
//! the domain becomes an HTTP status. Nothing that was sent is repeated in it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use sofra_domain::{Error, FieldError};
use utoipa::ToSchema;

/// Seconds after which a limit on attempts opens again; as long as the window of `App`'s limiters.
const WINDOW_SECONDS: u32 = 600;

/// The challenge for somebody who sent no token (RFC 6750, section 3).
const CHALLENGE: &str = "Bearer realm=\"sofra\"";

/// A problem, ready to be answered.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    code: Cow<'static, str>,
    errors: Vec<FieldProblem>,
    challenge: Option<&'static str>,
    retry_after: Option<u32>,
    allow: &'static [&'static str],
}

/// The body of a problem (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Body<'a> {
    /// `urn:sofra:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// The same in English words, for whoever reads a log.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What it is; stays the same from version to version.
    code: &'a str,
    /// Which fields, parameters or headers need attention.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldProblem],
}

/// One thing wrong with one field, parameter or header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct FieldProblem {
    /// The field as the request names it: `texts.0.title`, `limit`, `Idempotency-Key`.
    field: String,
    /// What is wrong with it; stays the same from version to version.
    code: Cow<'static, str>,
    /// Numbers that belong to it, such as `limit`.
    args: BTreeMap<&'static str, i64>,
}

impl FieldProblem {
    pub(super) fn new(
        field: impl Into<String>,
        code: &'static str,
        args: impl IntoIterator<Item = (&'static str, i64)>,
    ) -> Self {
        Self { field: field.into(), code: code.into(), args: args.into_iter().collect() }
    }
}

impl From<FieldError> for FieldProblem {
    fn from(error: FieldError) -> Self {
        Self { field: error.field, code: plain(error.key), args: error.args.into_iter().collect() }
    }
}

/// The keys of the translations begin with `error-`; a code in a problem need not say so.
fn plain(key: &'static str) -> Cow<'static, str> {
    key.strip_prefix("error-").unwrap_or(key).into()
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code: code.into(), errors: Vec::new(), challenge: None, retry_after: None, allow: &[] }
    }

    /// The request cannot be read; the field, parameter or header is named.
    pub(super) fn bad_request(code: &'static str, error: FieldProblem) -> Self {
        Self { errors: vec![error], ..Self::new(StatusCode::BAD_REQUEST, code) }
    }

    /// A field is understood but cannot be what it says.
    pub(super) fn invalid(error: FieldProblem) -> Self {
        Self { errors: vec![error], ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
    }

    /// One parameter of the address is wrong.
    pub(super) fn parameter(
        name: &'static str,
        code: &'static str,
        args: impl IntoIterator<Item = (&'static str, i64)>,
    ) -> Self {
        Self::bad_request("bad-parameter", FieldProblem::new(name, code, args))
    }

    /// The body is larger than it may be.
    pub(super) fn too_large(limit: usize) -> Self {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let error = FieldProblem::new("body", "too-large", [("limit", limit)]);
        Self { errors: vec![error], ..Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large") }
    }

    /// The body is of a type that is not taken here.
    pub(super) fn media_type() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type")
    }

    /// A token was sent, and it is not one or no longer one.
    pub(super) fn invalid_token() -> Self {
        Self {
            challenge: Some("Bearer realm=\"sofra\", error=\"invalid_token\""),
            ..Self::from(Error::SignIn)
        }
    }

    /// The address exists, the method does not.
    pub(super) fn method(allow: &'static [&'static str]) -> Self {
        Self { allow, ..Self::new(StatusCode::METHOD_NOT_ALLOWED, "method") }
    }

    fn title(&self) -> &'static str {
        match self.code.as_ref() {
            "speaks-for" => "This account does not speak for that organisation or person",
            "officers-only" => "Only an officer of the organisation may do this",
            "host-only" => "Only the host of the node may do this",
            "second-factor-required" => {
                "This account must set up a second factor first: sign in on the pages of this node to do it"
            }
            "moderator-only" => "Only those who look after the node may do this",
            "officer-only" => "Only an officer of the organisation may do this",
            "has-part" => "Whoever has a part in it does not decide about it",
            "same-person" => "Whoever decided does not answer the appeal",
            "own-table" => "The organisation that hosts the node and its host cannot be suspended",
            "suspended" => "This organisation or person is suspended on this node",
            "read-only" => "This token is for reading only",
            "bad-parameter" => "A parameter of the address is wrong",
            "bad-header" => "A header is wrong",
            "bad-json" => "The body is not the JSON that is expected here",
            "bad-multipart" => "The body is not the form that is expected here",
            "incomplete" => "The body did not arrive whole",
            "not-a-draft" => "This statement is no draft any more",
            "not-published" => "This statement is not published",
            "withdrawn" => "This statement was withdrawn",
            "revision-conflict" => "This statement was revised after the revision you know",
            "follow-self" => "Nobody can follow themselves",
            "follow-already" => "It follows or asked to follow already",
            _ => match self.status {
                StatusCode::BAD_REQUEST => "The request cannot be read",
                StatusCode::UNAUTHORIZED => "A valid token is needed",
                StatusCode::FORBIDDEN => "This is not allowed",
                StatusCode::NOT_FOUND => "There is nothing here",
                StatusCode::METHOD_NOT_ALLOWED => "This address does not take this method",
                StatusCode::CONFLICT => "This is not possible in the present state",
                StatusCode::PAYLOAD_TOO_LARGE => "The body is too large",
                StatusCode::UNSUPPORTED_MEDIA_TYPE => "The body has a type that is not taken here",
                StatusCode::UNPROCESSABLE_ENTITY => "Some fields need attention",
                StatusCode::TOO_MANY_REQUESTS => "Too many attempts; try again later",
                StatusCode::BAD_GATEWAY => "The other side could not be asked",
                StatusCode::SERVICE_UNAVAILABLE => "The node has too much to do; try again in a moment",
                _ => "Something went wrong here; nothing was changed",
            },
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        if error.is_busy() {
            return Self { retry_after: Some(2), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy") };
        }
        match error {
            Error::NotFound => Self::new(StatusCode::NOT_FOUND, "not-found"),
            Error::SignIn => {
                Self { challenge: Some(CHALLENGE), ..Self::new(StatusCode::UNAUTHORIZED, "sign-in") }
            }
            Error::Forbidden(code) => Self {
                challenge: (code == "read-only")
                    .then_some("Bearer realm=\"sofra\", error=\"insufficient_scope\""),
                ..Self::new(StatusCode::FORBIDDEN, code)
            },
            Error::Invalid(errors) => Self {
                errors: errors.into_iter().map(FieldProblem::from).collect(),
                ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid")
            },
            Error::Conflict(key) => Self { code: plain(key), ..Self::new(StatusCode::CONFLICT, "conflict") },
            Error::TooMany => Self {
                retry_after: Some(WINDOW_SECONDS),
                ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many")
            },
            Error::Remote(code) => Self::new(StatusCode::BAD_GATEWAY, code),
            Error::Database(cause) => {
                tracing::error!(%cause, "an API call failed in the database");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
            Error::Internal(cause) => {
                tracing::error!(%cause, "an API call failed");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status);
        if let Some(challenge) = self.challenge {
            answer.insert_header((header::WWW_AUTHENTICATE, challenge));
        }
        if let Some(seconds) = self.retry_after {
            answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if !self.allow.is_empty() {
            answer.insert_header((header::ALLOW, self.allow.join(", ")));
        }
        let body = Body {
            kind: format!("urn:sofra:problem:{}", self.code),
            title: self.title(),
            status: self.status.as_u16(),
            code: &self.code,
            errors: &self.errors,
        };
        // Numbers, our own codes and field names always make JSON.
        let body = serde_json::to_string(&body).unwrap_or_default();
        answer.content_type("application/problem+json").body(body)
    }
}
