//! Getting back in: the page for a forgotten password, and links that do one thing, once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{self, AccountId, password};
use sofra_domain::recovery::{self, Purpose, rules};
use sofra_domain::{Error, FieldError};

use super::account::slowly;
use super::{Page, redirect, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Fields, Form};
use crate::viewer::Viewer;

/// Bytes of a token in a link; ours have 43.
const LONGEST: usize = 64;

#[derive(Template)]
#[template(path = "security/forgot.html")]
struct Forgot {
    page: Page,
    sent: bool,
    mails: bool,
}

#[derive(Template)]
#[template(path = "security/link.html")]
struct OneTime {
    page: Page,
    errors: Errors,
    action: String,
    purpose: Purpose,
    shortest: usize,
}

#[derive(Template)]
#[template(path = "security/give.html")]
struct Give {
    page: Page,
    login: String,
    action: String,
    link: Option<String>,
}

fn show_forgot(app: &App, viewer: &Viewer, sent: bool) -> Outcome {
    let page =
        Page::new(viewer, viewer.language.plain("security-forgot-title")).under("sign-in").with_form(viewer);
    respond(viewer, StatusCode::OK, &Forgot { page, sent, mails: app.config.mail.is_set() }).map(unlisted)
}

/// `GET /forgot-password`
///
/// # Errors
/// When the template fails.
pub async fn forgot_form(app: Data<App>, viewer: Viewer) -> Outcome {
    show_forgot(&app, &viewer, false)
}

/// `POST /forgot-password`: the same answer and the same work for every name. Who has it, and whether there is an
/// address, is looked up by the worker that sends mail.
///
/// # Errors
/// The database's own.
pub async fn forgot(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    if !app.config.mail.is_set() {
        return show_forgot(&app, &viewer, false);
    }
    let name = fields.get("user-name").trim().chars().take(100).collect::<String>();
    let key = sofra_base::text::sanitise::skeleton(&name);
    if app.recoveries.allows(&key, viewer.now) {
        let now = viewer.now;
        app.db.write(move |c| recovery::actions::ask_for_password_link(c, now, &name)).await?;
    }
    show_forgot(&app, &viewer, true)
}

async fn purpose(app: &App, viewer: &Viewer, token: &str) -> Result<Purpose, Failure> {
    if token.len() > LONGEST {
        return Err(Error::Forbidden("one-time-link").into());
    }
    let (token, now) = (token.to_owned(), viewer.now);
    let found = app.db.read(move |c| recovery::store::link(c, &token, now)).await?;
    found.map(|link| link.purpose).ok_or_else(|| Error::Forbidden("one-time-link").into())
}

fn show(viewer: &Viewer, status: StatusCode, token: &str, purpose: Purpose, errors: Errors) -> Outcome {
    let title = match purpose {
        Purpose::ConfirmEmail => "security-link-email-title",
        Purpose::Password => "security-link-password-title",
        Purpose::KeepSecondFactor => "security-link-keep-title",
    };
    let page =
        Page::new(viewer, viewer.language.plain(title)).bare().with_form(viewer).wrong(!errors.is_empty());
    let action = format!("/link/{token}");
    respond(viewer, status, &OneTime { page, errors, action, purpose, shortest: password::SHORTEST })
        .map(unlisted)
}

/// `GET /link/{token}`: only looks; programs that read mail open links too.
///
/// # Errors
/// 403 when the link is not one, was used, or is too old.
pub async fn form(app: Data<App>, viewer: Viewer, token: Path<String>) -> Outcome {
    let purpose = purpose(&app, &viewer, &token).await?;
    show(&viewer, StatusCode::OK, &token, purpose, Errors::default())
}

/// The new password of a form, typed twice, hashed.
pub(super) async fn new_password(
    fields: &Fields,
    known: Vec<String>,
) -> Result<Result<String, Vec<FieldError>>, Failure> {
    let typed = fields.get("password").to_owned();
    if typed != fields.get("password_again") {
        return Ok(Err(vec![FieldError::new("password_again", "error-passwords-differ")]));
    }
    let hashed = slowly(move || {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        password::hash_for(&typed, &known)
    })
    .await?;
    match hashed {
        Ok(hash) => Ok(Ok(hash)),
        Err(Error::Invalid(wrong)) => Ok(Err(wrong)),
        Err(other) => Err(other.into()),
    }
}

/// `POST /link/{token}`
///
/// # Errors
/// As [`form`].
pub async fn submit(app: Data<App>, form: Form, token: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let purpose = purpose(&app, &viewer, &token).await?;
    let (now, used) = (viewer.now, token.to_string());
    let (done, to) = match purpose {
        Purpose::ConfirmEmail => {
            let done = app.db.write(move |c| recovery::actions::confirm_email(c, now, &used)).await;
            (done, "/sign-in?done=email-confirmed")
        }
        Purpose::KeepSecondFactor => {
            let done = app.db.write(move |c| recovery::actions::keep_by_link(c, now, &used)).await;
            (done, "/sign-in?done=second-factor-kept")
        }
        Purpose::Password => {
            let hash = match new_password(&fields, Vec::new()).await? {
                Ok(hash) => hash,
                Err(wrong) => {
                    let errors = Errors::new(viewer.language, &wrong);
                    return show(&viewer, StatusCode::UNPROCESSABLE_ENTITY, &token, purpose, errors);
                }
            };
            let done = app.db.write(move |c| recovery::actions::use_password_link(c, now, &used, hash)).await;
            (done, "/sign-in?done=password-changed")
        }
    };
    match done {
        Ok(()) => Ok(redirect(if viewer.identity.is_some() && purpose == Purpose::ConfirmEmail {
            "/settings/security?done=email-confirmed"
        } else {
            to
        })),
        // Two at the same moment: the other was first.
        Err(Error::NotFound) => Err(Error::Forbidden("one-time-link").into()),
        Err(other) => Err(other.into()),
    }
}

/// Whether the reader may give that account a link; 404 for everybody else, as for an account that is not there.
async fn receiver(app: &App, viewer: &Viewer, id: &str) -> Result<account::Identity, Failure> {
    let id = AccountId::parse(id).ok_or_else(Failure::not_found)?;
    let who = viewer.signed_in()?.clone();
    let to = app.db.read(move |c| account::store::identity(c, &id, true)).await;
    match to {
        Ok(to) if rules::may_give_link(&who, &to) => Ok(to),
        Ok(_) | Err(Error::SignIn | Error::NotFound) => Err(Failure::not_found()),
        Err(other) => Err(other.into()),
    }
}

fn show_give(viewer: &Viewer, to: &account::Identity, link: Option<String>) -> Outcome {
    let page = Page::new(viewer, viewer.language.plain("security-give-title"));
    let action = format!("/accounts/{}/reset-link", to.account);
    respond(viewer, StatusCode::OK, &Give { page, login: to.login.clone(), action, link }).map(unlisted)
}

/// `GET /accounts/{id}/reset-link`
///
/// # Errors
/// 404 for whoever has no say about the account.
pub async fn give_form(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let to = receiver(&app, &viewer, &id).await?;
    viewer.lately(&format!("/accounts/{id}/reset-link"))?;
    show_give(&viewer, &to, None)
}

/// `POST /accounts/{id}/reset-link`: the answer shows the link, once.
///
/// # Errors
/// As [`give_form`].
pub async fn give(app: Data<App>, form: Form, id: Path<String>) -> Result<HttpResponse, Failure> {
    let viewer = form.viewer;
    let to = receiver(&app, &viewer, &id).await?;
    let who = viewer.lately(&format!("/accounts/{id}/reset-link"))?.clone();
    let (now, account) = (viewer.now, to.account.clone());
    let token =
        app.db.write(move |c| recovery::actions::give_password_link(c, now, Some(&who), &account)).await?;
    let link = format!("{}/link/{token}", app.site.base);
    show_give(&viewer, &to, Some(link))
}
