//! The app that shows codes, and recovery codes.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use sofra_base::id::random_bytes;
use sofra_domain::account::Identity;
use sofra_domain::sign_in::{self, Checked, Kinds, rules};
use sofra_domain::{Error, FieldError};

use super::{head, qr};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::second::code_problem;
use crate::page::{Page, redirect, respond, unlisted};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "security/app.html")]
struct Show {
    page: Page,
    errors: Errors,
    kinds: Kinds,
    forced: bool,
    passkeys_possible: bool,
    offer: String,
    secret: String,
    drawing: String,
}

#[derive(Template)]
#[template(path = "security/codes.html")]
pub(super) struct Codes {
    pub page: Page,
    pub codes: Vec<String>,
    pub left: i64,
}

fn key(viewer: &Viewer) -> Vec<u8> {
    viewer.node.as_ref().map(|node| node.secret.clone()).unwrap_or_default()
}

async fn kinds(app: &App, who: &Identity) -> Result<Kinds, Failure> {
    let account = who.account.clone();
    Ok(app.db.read(move |c| sign_in::store::kinds(c, &account)).await?)
}

/// In groups of four, as people type it.
fn grouped(secret: &[u8]) -> String {
    let plain = rules::base32(secret);
    let groups: Vec<&str> =
        (0..plain.len()).step_by(4).filter_map(|at| plain.get(at..plain.len().min(at + 4))).collect();
    groups.join(" ")
}

async fn show(app: &App, viewer: &Viewer, status: StatusCode, secret: &[u8], errors: Errors) -> Outcome {
    let who = viewer.signed_in()?;
    let uri = rules::app_uri(secret, viewer.node_name(), &who.login);
    let page = Show {
        page: head(viewer, "security-app-title").wrong(!errors.is_empty()),
        errors,
        kinds: kinds(app, who).await?,
        forced: viewer.must_set_up,
        passkeys_possible: app.passkeys.are_possible(),
        offer: sign_in::actions::offer_app(&key(viewer), who, secret)?,
        secret: grouped(secret),
        drawing: qr::svg(&uri, &viewer.language.plain("security-app-drawing")).unwrap_or_default(),
    };
    respond(viewer, status, &page).map(unlisted)
}

/// `GET /settings/security/second-factor`: each time with a new secret, of which nothing is stored before a code of it
/// comes back.
///
/// # Errors
/// To the sign-in, or to the page that asks for the password again.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    viewer.lately("/settings/security/second-factor")?;
    show(&app, &viewer, StatusCode::OK, &random_bytes::<20>(), Errors::default()).await
}

/// `POST /settings/security/second-factor`
///
/// # Errors
/// As [`form`].
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.lately("/settings/security/second-factor")?.clone();
    let Some(secret) = sign_in::actions::offered_app(&key(&viewer), &who, fields.get("offer")) else {
        return Ok(redirect("/settings/security/second-factor"));
    };
    let before = kinds(&app, &who).await?;
    let (now, code, old_code) =
        (viewer.now, fields.get("code").to_owned(), fields.get("old_code").to_owned());
    let (kept, asking) = (secret.clone(), who.clone());
    let done = app
        .db
        .write(move |c| {
            // Whoever replaces an app shows that they hold it.
            if before.app {
                match sign_in::actions::check_code(c, now, &asking.account, &old_code)? {
                    Checked::Right => {}
                    other => return Ok(Err(other)),
                }
            }
            sign_in::actions::set_app(c, now, &asking, &kept, &code).map(Ok)
        })
        .await;
    let mut errors = Errors::default();
    match done {
        Ok(Ok(codes)) if codes.is_empty() => {
            return Ok(redirect("/settings/security?done=second-factor-set"));
        }
        Ok(Ok(codes)) => return show_codes(&viewer, codes, "security-app-done"),
        Ok(Err(checked)) => {
            if let Some((_, text)) = code_problem(viewer.language, now, checked) {
                errors.add("old_code", text);
            }
        }
        Err(Error::Invalid(wrong)) => errors = Errors::new(viewer.language, &wrong),
        Err(other) => return Err(other.into()),
    }
    show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, &secret, errors).await
}

/// Recovery codes, shown once: in no address, no cookie and no cache.
pub(super) fn show_codes(viewer: &Viewer, codes: Vec<String>, said: &str) -> Result<HttpResponse, Failure> {
    // Nothing holds this reader back any more: the page has its navigation again.
    let page = Page::new(viewer, viewer.language.plain("security-codes-title"))
        .under("settings")
        .saying(viewer.language.t(said));
    respond(viewer, StatusCode::OK, &Codes { page, codes, left: 0 }).map(unlisted)
}

/// `POST /settings/security/second-factor/remove`: the second factor again, to take the app away.
///
/// # Errors
/// As [`form`].
pub async fn remove(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.lately("/settings/security/second-factor")?.clone();
    let (now, code, required) =
        (viewer.now, fields.get("remove_code").to_owned(), app.requires_second_factor());
    let done = app
        .db
        .write(move |c| {
            let checked = sign_in::actions::check_code(c, now, &who.account, &code)?;
            if checked == Checked::Right {
                sign_in::actions::remove_app(c, now, &who, required)?;
            }
            Ok::<_, Error>(checked)
        })
        .await?;
    let Some((_, text)) = code_problem(viewer.language, now, done) else {
        return Ok(redirect("/settings/security?done=second-factor-removed"));
    };
    let mut errors = Errors::default();
    errors.add("remove_code", text);
    show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, &random_bytes::<20>(), errors).await
}

/// `GET /settings/security/codes`
///
/// # Errors
/// As [`form`].
pub async fn codes_form(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.lately("/settings/security/codes")?.clone();
    let left = kinds(&app, &who).await?.codes;
    let page = head(&viewer, "security-codes-title");
    respond(&viewer, StatusCode::OK, &Codes { page, codes: Vec::new(), left })
}

/// `POST /settings/security/codes`: new ones in the place of all before.
///
/// # Errors
/// As [`form`]; 409 without a second factor.
pub async fn codes(app: Data<App>, form: Form) -> Outcome {
    let viewer = form.viewer;
    let who = viewer.lately("/settings/security/codes")?.clone();
    if !kinds(&app, &who).await?.any() {
        return Err(Error::Conflict("error-second-factor-none").into());
    }
    let now = viewer.now;
    let codes = app.db.write(move |c| sign_in::actions::new_codes(c, now, &who)).await?;
    show_codes(&viewer, codes, "security-codes-new")
}

/// One thing wrong with one field.
pub(super) fn one(viewer: &Viewer, field: &str, key: &'static str) -> Errors {
    Errors::new(viewer.language, &[FieldError::new(field, key)])
}
