//! One mapping from the domain's error to a status and a translated page with a way out. What people typed is never
//! part of it; causes go to the log.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, ResponseError};
use askama::Template;
use sofra_domain::{DatabaseError, Error};

use crate::page::{Page, respond};
use crate::viewer::Viewer;

/// Why a page cannot be given. The frame around all handlers turns it into a page in the reader's language.
#[derive(Debug, Clone)]
pub struct Failure {
    status: StatusCode,
    title: &'static str,
    text: &'static str,
    reference: Option<String>,
    location: Option<String>,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.status)
    }
}

impl Failure {
    const fn new(status: StatusCode, title: &'static str, text: &'static str) -> Self {
        Self { status, title, text, reference: None, location: None }
    }

    /// Nothing is there, or nothing that this reader may know of: the same page, byte for byte.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "error-page-404-title", "error-page-404-text")
    }

    /// The form did not come from a page of ours, or the page was open too long.
    #[must_use]
    pub const fn forged() -> Self {
        Self::new(StatusCode::FORBIDDEN, "error-page-403-title", "error-page-403-form")
    }

    /// What was sent cannot be read.
    #[must_use]
    pub const fn unreadable() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "error-page-400-title", "error-page-400-text")
    }

    /// What was sent is too large.
    #[must_use]
    pub const fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "error-page-413-title", "error-page-413-text")
    }

    /// A page of ours for a bare status of the framework.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            404 => Self::not_found(),
            405 => Self::new(status, "error-page-405-title", "error-page-405-text"),
            413 => Self::too_large(),
            429 => Error::TooMany.into(),
            400..=499 => Self { status, ..Self::unreadable() },
            503 => Self::new(status, "error-page-503-title", "error-page-503-text"),
            _ => Self { status, ..Error::Internal(format!("status {status}")).into() },
        }
    }

    /// To the sign-in, and back to a page afterwards.
    #[must_use]
    pub fn sign_in(next: &str) -> Self {
        let query: String =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        Self {
            location: Some(format!("/sign-in?{query}")),
            ..Self::new(StatusCode::SEE_OTHER, "account-sign-in-title", "account-must-sign-in")
        }
    }

    /// To the page that asks once more who somebody is, and back to a page afterwards.
    #[must_use]
    pub fn prove_again(next: &str) -> Self {
        let query: String =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        Self::lead_to(format!("/settings/security/confirm?{query}"))
    }

    /// To the page where a second factor is set up, which comes before everything else.
    #[must_use]
    pub fn set_up_second_factor() -> Self {
        Self::lead_to("/settings/security/second-factor".to_owned())
    }

    /// To another page of this node.
    fn lead_to(location: String) -> Self {
        Self {
            location: Some(location),
            ..Self::new(StatusCode::SEE_OTHER, "account-sign-in-title", "account-must-sign-in")
        }
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The answer in the reader's language.
    pub(crate) fn page(&self, viewer: &Viewer) -> HttpResponse {
        if self.status == StatusCode::SEE_OTHER {
            let own = Self::sign_in(&viewer.path);
            let location = self.location.clone().or(own.location).unwrap_or_else(|| "/sign-in".to_owned());
            return HttpResponse::SeeOther().insert_header((LOCATION, location)).finish();
        }
        let page = Page::new(viewer, viewer.language.plain(self.title)).failing();
        let template = Failed { title: self.title, text: self.text, reference: self.reference.clone(), page };
        respond(viewer, self.status, &template)
            .unwrap_or_else(|_| HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR))
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct Failed {
    page: Page,
    title: &'static str,
    text: &'static str,
    reference: Option<String>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::SignIn => {
                Self::new(StatusCode::SEE_OTHER, "account-sign-in-title", "account-must-sign-in")
            }
            Error::Forbidden("setup-link") => {
                Self::new(StatusCode::FORBIDDEN, "error-page-403-title", "error-setup-link-invalid")
            }
            Error::Forbidden("one-time-link") => {
                Self::new(StatusCode::FORBIDDEN, "error-page-403-title", "error-link-over")
            }
            Error::Forbidden(_) => {
                Self::new(StatusCode::FORBIDDEN, "error-page-403-title", "error-page-403-text")
            }
            Error::Invalid(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "error-page-400-title", "error-page-422-text")
            }
            Error::Conflict(key) => Self::new(StatusCode::CONFLICT, "error-page-409-title", key),
            Error::TooMany => {
                Self::new(StatusCode::TOO_MANY_REQUESTS, "error-page-429-title", "error-page-429-text")
            }
            Error::Remote(code) => {
                tracing::info!(code, "another node could not be asked");
                Self::new(StatusCode::BAD_GATEWAY, "error-page-502-title", "error-page-502-text")
            }
            Error::Database(DatabaseError::Busy | DatabaseError::Pool | DatabaseError::Connect(_)) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "error-page-503-title", "error-page-503-text")
            }
            Error::Database(_) | Error::Internal(_) => {
                let reference = reference();
                tracing::error!(%error, reference, "a page failed");
                Self {
                    reference: Some(reference),
                    ..Self::new(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "error-page-500-title",
                        "error-page-500-text",
                    )
                }
            }
        }
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Error::Database(error).into()
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Error::Internal(format!("a template failed: {error}")).into()
    }
}

/// A short number that people can read out and the host can find in the log.
fn reference() -> String {
    let name = sofra_base::id::random_name().to_uppercase();
    format!("{}-{}", &name[name.len() - 8..name.len() - 4], &name[name.len() - 4..])
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::new(self.status);
        response.extensions_mut().insert(self.clone());
        response
    }
}

/// What a handler gives.
pub type Outcome = Result<HttpResponse, Failure>;
