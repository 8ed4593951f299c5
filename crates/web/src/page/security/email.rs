//! The e-mail address, for those who want one: for getting back in, and for the mail about the week if they ask for it.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use sofra_domain::Error;
use sofra_domain::recovery::{self, model::Addresses};

use super::head;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

/// Where this page is.
const HERE: &str = "/settings/security/email";

#[derive(Template)]
#[template(path = "security/email.html")]
struct Email {
    page: Page,
    errors: Errors,
    addresses: Addresses,
    typed: String,
}

/// A node without mail has no such page.
fn sends_mail(app: &App) -> Result<(), Failure> {
    if app.config.mail.is_set() { Ok(()) } else { Err(Failure::not_found()) }
}

async fn show(app: &App, viewer: &Viewer, status: StatusCode, typed: String, errors: Errors) -> Outcome {
    let account = viewer.signed_in()?.account.clone();
    let addresses = app.db.read(move |c| recovery::store::addresses(c, &account)).await?;
    let page = head(viewer, "security-email-title").wrong(!errors.is_empty());
    respond(viewer, status, &Email { page, errors, addresses, typed })
}

/// `GET /settings/security/email`
///
/// # Errors
/// To the sign-in, or to the page that asks for the password again; 404 on a node without mail.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    sends_mail(&app)?;
    viewer.lately(HERE)?;
    show(&app, &viewer, StatusCode::OK, String::new(), Errors::default()).await
}

/// `POST /settings/security/email`: a link is sent to the address; only its opening puts the address to use.
///
/// # Errors
/// As [`form`]; 429 after too many mails.
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    sends_mail(&app)?;
    let who = viewer.lately(HERE)?.clone();
    // Only what would send a mail counts.
    let sends = recovery::rules::address(fields.get("email")).is_some();
    if sends && !app.recoveries.allows(&format!("address {}", who.account), viewer.now) {
        return Err(Error::TooMany.into());
    }
    let (now, typed) = (viewer.now, fields.get("email").to_owned());
    let asked = typed.clone();
    match app.db.write(move |c| recovery::actions::set_email(c, now, &who, &asked)).await {
        Ok(()) => Ok(redirect("/settings/security?done=email-sent")),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(viewer.language, &wrong);
            show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/security/email/remove`
///
/// # Errors
/// As [`form`].
pub async fn remove(app: Data<App>, form: Form) -> Outcome {
    let who = form.viewer.lately(HERE)?.clone();
    let now = form.viewer.now;
    app.db.write(move |c| recovery::actions::remove_email(c, now, &who)).await?;
    Ok(redirect("/settings/security?done=email-removed"))
}
