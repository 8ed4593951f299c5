//! Asking once more who somebody is, before something that changes the keys of the account.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use sofra_domain::account::{actions, password, store};
use sofra_domain::sign_in::{self, Checked};
use sofra_domain::{Error, FieldError};

use super::head;
use crate::App;
use crate::error::Outcome;
use crate::form::{Errors, Form, safe_path};
use crate::page::account::slowly;
use crate::page::second::code_problem;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "security/confirm.html")]
struct Confirm {
    page: Page,
    errors: Errors,
    next: String,
    codes: bool,
}

async fn show(app: &App, viewer: &Viewer, status: StatusCode, next: String, errors: Errors) -> Outcome {
    let account = viewer.signed_in()?.account.clone();
    let kinds = app.db.read(move |c| sign_in::store::kinds(c, &account)).await?;
    let page = head(viewer, "security-confirm-title").wrong(!errors.is_empty()).keeping("next", &next);
    respond(viewer, status, &Confirm { page, errors, next, codes: kinds.app })
}

/// `GET /settings/security/confirm?next=…`
///
/// # Errors
/// To the sign-in.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    let next = parameter(&viewer.query, "next").unwrap_or_default();
    let next = safe_path(&next).unwrap_or(super::PAGE).to_owned();
    show(&app, &viewer, StatusCode::OK, next, Errors::default()).await
}

/// `POST /settings/security/confirm`: the password, or a code of the second factor.
///
/// # Errors
/// To the sign-in.
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.signed_in()?.clone();
    let Some(session) = viewer.session.clone() else { return Err(Error::SignIn.into()) };
    let next = safe_path(fields.get("next")).unwrap_or(super::PAGE).to_owned();
    let (now, code) = (viewer.now, fields.get("code").trim().to_owned());
    let mut errors = Errors::default();
    if code.is_empty() {
        if !is_own_password(&app, &viewer, fields.get("password")).await? {
            errors = Errors::new(viewer.language, &[FieldError::new("password", "error-password-wrong")]);
        }
    } else {
        let account = who.account.clone();
        let checked: Checked =
            app.db.write(move |c| sign_in::actions::check_code(c, now, &account, &code)).await?;
        if let Some((field, text)) = code_problem(viewer.language, now, checked) {
            errors.add(field, text);
        }
    }
    if !errors.is_empty() {
        return show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, next, errors).await;
    }
    app.db.write(move |c| actions::prove_session(c, now, &who, &session.id)).await?;
    Ok(redirect(&next))
}

/// Whether that is the password of who is signed in. Few tries, as at the sign-in.
///
/// # Errors
/// 429 after too many.
pub(super) async fn is_own_password(
    app: &App,
    viewer: &Viewer,
    typed: &str,
) -> Result<bool, crate::error::Failure> {
    let who = viewer.signed_in()?.clone();
    if !app.known_sign_ins.allows(&format!("again {}", who.account), viewer.now) {
        return Err(Error::TooMany.into());
    }
    let (login, typed) = (who.login.clone(), typed.to_owned());
    let stored = app.db.read(move |c| store::by_login(c, &login)).await?.map(|found| found.password_hash);
    slowly(move || password::verify(stored.as_deref(), &typed)).await
}
