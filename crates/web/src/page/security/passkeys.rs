//! Passkeys. No browser makes or uses one without a script, so this page and that of the sign-in carry the one script
//! of this node, in a file of its own; everything else about signing in works without.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use sofra_domain::Error;
use sofra_domain::sign_in::{self, Checked, PasskeyId};

use super::head;
use super::second_factor::{one, show_codes};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::second::{code_problem, with_script};
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

/// Where this page is.
const HERE: &str = "/settings/security/passkeys";

#[derive(Template)]
#[template(path = "security/passkeys.html")]
struct Passkeys {
    page: Page,
    errors: Errors,
    keys: Vec<Row>,
    options: String,
    name: String,
}

struct Row {
    id: String,
    name: String,
    since: String,
}

/// Who must answer the challenge: this session.
fn whose(viewer: &Viewer) -> Result<String, Failure> {
    viewer.session.as_ref().map(|s| format!("session {}", s.id)).ok_or_else(|| Error::SignIn.into())
}

async fn show(app: &App, viewer: &Viewer, status: StatusCode, name: String, errors: Errors) -> Outcome {
    let who = viewer.signed_in()?;
    let account = who.account.clone();
    let known = app.db.read(move |c| sign_in::store::passkeys(c, &account)).await?;
    let secret = viewer.node.as_ref().map(|node| node.secret.clone()).unwrap_or_default();
    let options =
        app.passkeys.begin_new(viewer.now, &whose(viewer)?, &secret, &who.account, &who.login, &known)?;
    let keys = known
        .iter()
        .map(|key| Row {
            id: key.id.to_string(),
            name: key.name.clone(),
            since: viewer.language.t1("security-passkey-since", "date", viewer.language.date(key.created_at)),
        })
        .collect();
    let page = head(viewer, "security-passkeys-title").wrong(!errors.is_empty());
    respond(viewer, status, &Passkeys { page, errors, keys, options, name }).map(with_script)
}

/// `GET /settings/security/passkeys`
///
/// # Errors
/// To the sign-in, or to the page that asks for the password again; 404 where browsers make none.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    viewer.lately(HERE)?;
    show(&app, &viewer, StatusCode::OK, String::new(), Errors::default()).await
}

/// `POST /settings/security/passkeys`
///
/// # Errors
/// As [`form`].
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.lately(HERE)?.clone();
    let (now, name) = (viewer.now, fields.get("name").to_owned());
    let done = match app.passkeys.finish_new(now, &whose(&viewer)?, fields.get("answer")) {
        Ok(new) => {
            let name = name.clone();
            app.db.write(move |c| sign_in::actions::add_passkey(c, now, &who, &name, &new)).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(codes) if codes.is_empty() => Ok(redirect(HERE)),
        Ok(codes) => show_codes(&viewer, codes, "security-passkey-done"),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(viewer.language, &wrong);
            show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, name, errors).await
        }
        Err(Error::Conflict(key)) => {
            show(&app, &viewer, StatusCode::CONFLICT, name, one(&viewer, "answer", key)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/security/passkeys/remove`: with a code of the app or a recovery code.
///
/// # Errors
/// As [`form`]; 404 for a passkey that is not the account's.
pub async fn remove(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = viewer.lately(HERE)?.clone();
    let id = PasskeyId::parse(fields.get("key")).ok_or_else(Failure::not_found)?;
    let (now, code, required) = (viewer.now, fields.get("code").to_owned(), app.requires_second_factor());
    let checked = app
        .db
        .write(move |c| {
            let checked = sign_in::actions::check_code(c, now, &who.account, &code)?;
            if checked == Checked::Right {
                sign_in::actions::remove_passkey(c, now, &who, &id, required)?;
            }
            Ok::<_, Error>(checked)
        })
        .await?;
    match code_problem(viewer.language, now, checked) {
        None => Ok(redirect("/settings/security?done=second-factor-removed")),
        Some((field, text)) => {
            let mut errors = Errors::default();
            errors.add(field, text);
            show(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, String::new(), errors).await
        }
    }
}
