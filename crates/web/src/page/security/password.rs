//! Changing the password.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use askama::Template;
use sofra_domain::FieldError;
use sofra_domain::account::{actions, password};

use super::confirm::is_own_password;
use super::head;
use crate::App;
use crate::error::Outcome;
use crate::form::{Errors, Form};
use crate::page::link::new_password;
use crate::page::{Page, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "security/password.html")]
struct Password {
    page: Page,
    errors: Errors,
    login: String,
    shortest: usize,
}

fn show(viewer: &Viewer, status: StatusCode, errors: Errors) -> Outcome {
    let login = viewer.signed_in()?.login.clone();
    let page = head(viewer, "security-password-title").wrong(!errors.is_empty());
    respond(viewer, status, &Password { page, errors, login, shortest: password::SHORTEST })
}

/// `GET /settings/security/password`
///
/// # Errors
/// To the sign-in.
pub async fn form(viewer: Viewer) -> Outcome {
    show(&viewer, StatusCode::OK, Errors::default())
}

/// `POST /settings/security/password`: the old password again, and the new one twice.
///
/// # Errors
/// To the sign-in; 429 after too many tries.
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let again = |wrong: &[FieldError]| {
        show(&viewer, StatusCode::UNPROCESSABLE_ENTITY, Errors::new(viewer.language, wrong))
    };
    if !is_own_password(&app, &viewer, fields.get("old_password")).await? {
        return again(&[FieldError::new("old_password", "error-password-wrong")]);
    }
    let hash = match new_password(&fields, vec![who.login.clone(), viewer.node_name().to_owned()]).await? {
        Ok(hash) => hash,
        Err(wrong) => return again(&wrong),
    };
    let now = viewer.now;
    let secret = app.db.write(move |c| actions::change_password(c, now, &who, hash)).await?;
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, "/settings/security?done=password-changed"))
        .cookie(viewer.session_cookie(secret))
        .finish())
}
