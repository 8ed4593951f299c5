//! The second step of a sign-in: the code of an app, a recovery code, or a passkey. The first step left a cookie that
//! stands for it on the server, for ten minutes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, LOCATION};
use actix_web::web::Data;
use askama::Template;
use sofra_base::clock::Timestamp;
use sofra_domain::sign_in::{self, Checked, Kinds, Step};
use sofra_domain::{Error, recovery};

use super::account::signed_in;
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::frame::POLICY_WITH_SCRIPT;
use crate::i18n::Language;
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "security/second.html")]
struct Second {
    page: Page,
    errors: Errors,
    kinds: Kinds,
}

#[derive(Template)]
#[template(path = "security/second-passkey.html")]
struct WithPasskey {
    page: Page,
    errors: Errors,
    options: String,
}

#[derive(Template)]
#[template(path = "security/lost.html")]
struct Lost {
    page: Page,
    errors: Errors,
    due: Option<String>,
    is_due: bool,
}

/// What is wrong with a code, for a form.
pub(super) fn code_problem(
    language: Language,
    now: Timestamp,
    checked: Checked,
) -> Option<(&'static str, String)> {
    match checked {
        Checked::Right => None,
        Checked::Wrong => Some(("code", language.t("error-code-wrong"))),
        Checked::Blocked(until) => {
            // Rounded up, so that it is never too early.
            let minutes = ((until - now).0 + 59_999_999) / 60_000_000;
            Some(("code", language.t1("error-code-blocked", "count", minutes)))
        }
    }
}

/// The step that the cookie stands for; without one, back to the first.
async fn step(app: &App, viewer: &Viewer) -> Result<Option<(Step, Kinds, String)>, Failure> {
    let Some(token) = viewer.step.clone() else { return Ok(None) };
    let now = viewer.now;
    Ok(app
        .db
        .read(move |c| {
            let Some(step) = sign_in::store::step(c, &token, now)? else { return Ok::<_, Error>(None) };
            let kinds = sign_in::store::kinds(c, &step.account_id)?;
            Ok(Some((step, kinds, token)))
        })
        .await?)
}

fn first() -> HttpResponse {
    redirect("/sign-in")
}

fn head(viewer: &Viewer, title: &str, errors: &Errors) -> Page {
    Page::new(viewer, viewer.language.plain(title))
        .under("sign-in")
        .with_form(viewer)
        .wrong(!errors.is_empty())
}

fn show(viewer: &Viewer, status: StatusCode, kinds: Kinds, errors: Errors) -> Outcome {
    let page = head(viewer, "security-second-title", &errors);
    respond(viewer, status, &Second { page, errors, kinds }).map(super::unlisted)
}

/// `GET /sign-in/second`
///
/// # Errors
/// The database's own.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    match step(&app, &viewer).await? {
        Some((_, kinds, _)) => show(&viewer, StatusCode::OK, kinds, Errors::default()),
        None => Ok(first()),
    }
}

/// `POST /sign-in/second`
///
/// # Errors
/// The database's own.
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let Some((step, kinds, _)) = step(&app, &viewer).await? else { return Ok(first()) };
    let (now, typed, asked) = (viewer.now, fields.get("code").to_owned(), step.clone());
    let (checked, secret) = app
        .db
        .write(move |c| {
            let checked = sign_in::actions::check_code(c, now, &asked.account_id, &typed)?;
            let secret = match checked {
                Checked::Right => Some(sign_in::actions::finish_step(c, now, &asked)?),
                _ => None,
            };
            Ok::<_, Error>((checked, secret))
        })
        .await?;
    if let Some(secret) = secret {
        return Ok(signed_in(&viewer, &step.account_id, secret, &step.next));
    }
    let mut errors = Errors::default();
    if let Some((field, text)) = code_problem(viewer.language, now, checked) {
        errors.add(field, text);
    }
    let status = match checked {
        Checked::Blocked(_) => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show(&viewer, status, kinds, errors)
}

/// A page with the one script of this node.
pub(super) fn with_script(mut response: HttpResponse) -> HttpResponse {
    let policy = actix_web::http::header::HeaderValue::from_static(POLICY_WITH_SCRIPT);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    super::unlisted(response)
}

async fn show_passkey(
    app: &App,
    viewer: &Viewer,
    step: &Step,
    status: StatusCode,
    errors: Errors,
) -> Outcome {
    let secret = viewer.node.as_ref().map(|node| node.secret.clone()).unwrap_or_default();
    let account = step.account_id.clone();
    let known = app.db.read(move |c| sign_in::store::passkeys(c, &account)).await?;
    let options = app.passkeys.begin_use(viewer.now, &step.token_hash, &secret, &step.account_id, &known)?;
    let page = head(viewer, "security-second-passkey-title", &errors);
    respond(viewer, status, &WithPasskey { page, errors, options }).map(with_script)
}

/// `GET /sign-in/passkey`
///
/// # Errors
/// 404 where the account has none.
pub async fn passkey_form(app: Data<App>, viewer: Viewer) -> Outcome {
    match step(&app, &viewer).await? {
        Some((step, ..)) => show_passkey(&app, &viewer, &step, StatusCode::OK, Errors::default()).await,
        None => Ok(first()),
    }
}

/// `POST /sign-in/passkey`
///
/// # Errors
/// The database's own.
pub async fn passkey(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let Some((step, ..)) = step(&app, &viewer).await? else { return Ok(first()) };
    let secret = viewer.node.as_ref().map(|node| node.secret.clone()).unwrap_or_default();
    let account = step.account_id.clone();
    let known = app.db.read(move |c| sign_in::store::passkeys(c, &account)).await?;
    let answered = app.passkeys.finish_use(
        viewer.now,
        &step.token_hash,
        &secret,
        &step.account_id,
        &known,
        fields.get("answer"),
    );
    let used = match answered {
        Ok(used) => used,
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(viewer.language, &wrong);
            return show_passkey(&app, &viewer, &step, StatusCode::UNPROCESSABLE_ENTITY, errors).await;
        }
        Err(other) => return Err(other.into()),
    };
    let (now, asked) = (viewer.now, step.clone());
    let secret = app
        .db
        .write(move |c| {
            sign_in::actions::use_passkey(c, &asked.account_id, &used)?;
            sign_in::actions::finish_step(c, now, &asked)
        })
        .await?;
    Ok(signed_in(&viewer, &step.account_id, secret, &step.next))
}

async fn show_lost(app: &App, viewer: &Viewer, step: &Step, status: StatusCode, errors: Errors) -> Outcome {
    let account = step.account_id.clone();
    let lost = app.db.read(move |c| recovery::store::lost(c, &account)).await?;
    let page = head(viewer, "security-lost-title", &errors);
    let due = lost.map(|lost| viewer.language.date_time(lost.due_at));
    let is_due = lost.is_some_and(|lost| lost.due_at <= viewer.now);
    respond(viewer, status, &Lost { page, errors, due, is_due }).map(super::unlisted)
}

/// `GET /sign-in/lost`
///
/// # Errors
/// The database's own.
pub async fn lost_form(app: Data<App>, viewer: Viewer) -> Outcome {
    match step(&app, &viewer).await? {
        Some((step, ..)) => show_lost(&app, &viewer, &step, StatusCode::OK, Errors::default()).await,
        None => Ok(first()),
    }
}

/// `POST /sign-in/lost`: begins the three days, or ends the second factor after them.
///
/// # Errors
/// The database's own.
pub async fn lost(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let Some((step, ..)) = step(&app, &viewer).await? else { return Ok(first()) };
    let (now, asked, end) = (viewer.now, step.clone(), fields.get("act") == "end");
    let done = app
        .db
        .write(move |c| {
            if end {
                return recovery::actions::end_lost(c, now, &asked).map(Some);
            }
            recovery::actions::say_lost(c, now, &asked.account_id)?;
            Ok(None)
        })
        .await;
    match done {
        Ok(Some(secret)) => Ok(signed_in(&viewer, &step.account_id, secret, "/settings/security")),
        Ok(None) => Ok(HttpResponse::SeeOther().insert_header((LOCATION, "/sign-in/lost")).finish()),
        Err(Error::Conflict(key)) => {
            let mut errors = Errors::default();
            errors.add("lost", viewer.language.t(key));
            show_lost(&app, &viewer, &step, StatusCode::CONFLICT, errors).await
        }
        Err(other) => Err(other.into()),
    }
}
