//! Making everything stop in one step: with the password, or with a code that was made beforehand.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::{password, store as accounts};
use sofra_domain::safety::{self, Code};
use sofra_domain::{Error, actor};

use super::account::slowly;
use super::{Page, exit, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "panic.html")]
struct WithCode {
    page: Page,
}

/// `GET /panic`: asks for the code and for nothing else.
///
/// # Errors
/// When the template fails.
pub async fn form(viewer: Viewer) -> Outcome {
    let page = Page::new(&viewer, viewer.language.plain("safety-panic-title")).with_form(&viewer);
    ok(&viewer, &WithCode { page })
}

/// `POST /panic`: the same answer for a right code, a wrong one and one that was used; too many tries with the same
/// beginning come to nothing, and are answered alike.
///
/// # Errors
/// The database's own.
pub async fn by_code(app: Data<App>, form: Form) -> Outcome {
    if let Some(code) = Code::parse(form.fields.get("code"))
        // By its beginning: whoever knows none cannot use up the tries of somebody else's code.
        && app.panics.allows(code.beginning(), form.viewer.now)
    {
        let now = form.viewer.now;
        app.db.write(move |c| safety::actions::pull_by_code(c, now, &code)).await?;
    }
    Ok(exit::away(&app, form.viewer.language, Some(&form.viewer)))
}

/// One organisation that does not send now.
struct Line {
    name: String,
    path: String,
    since: String,
    waiting: i64,
}

#[derive(Template)]
#[template(path = "panic-settings.html")]
struct Settings {
    page: Page,
    errors: Errors,
    /// Since when everything of this account is stopped.
    pulled: Option<String>,
    /// Deliveries of the person that were stopped.
    waiting: i64,
    /// Since when there is a code, and whether it stops organisations.
    armed: Option<(String, bool)>,
    /// A code that was just made.
    code: Option<String>,
    officer: bool,
    stopped: Vec<Line>,
}

/// `GET /settings/panic`
///
/// # Errors
/// `SignIn`.
pub async fn settings(app: Data<App>, viewer: Viewer) -> Outcome {
    show(&app, &viewer, Errors::default(), None).await
}

async fn show(app: &App, viewer: &Viewer, errors: Errors, code: Option<Code>) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let officer = !safety::rules::may_stop(&who).is_empty();
    let (pulled, armed, waiting, stopped) = app
        .db
        .read(move |c| {
            let pulled = safety::store::pulled_at(c, &who.account)?;
            let waiting = match &who.person {
                Some(person) => safety::store::waiting(c, person)?,
                None => 0,
            };
            let armed = safety::store::armed(c, &who.account)?;
            Ok::<_, Error>((pulled, armed, waiting, safety::store::stopped(c, &who)?))
        })
        .await?;
    let ago = |at| viewer.language.ago(at, viewer.now);
    let wrong = !errors.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = Settings {
        page: Page::new(viewer, viewer.language.plain("safety-panic-title")).under("settings").wrong(wrong),
        errors,
        pulled: pulled.map(ago),
        waiting,
        armed: armed.map(|a| (ago(a.created_at), a.stops_organisations)),
        code: code.map(|c| c.shown()),
        officer,
        stopped: stopped
            .into_iter()
            .map(|s| Line {
                path: format!("/settings/panic/organisations/{}/resume", s.organisation.username),
                name: s.organisation.name,
                since: ago(s.since),
                waiting: s.waiting,
            })
            .collect(),
    };
    respond(viewer, status, &template)
}

/// Whether the password in the form is this account's; counted like a sign-in.
pub(super) async fn password_fits(app: &App, form: &Form, field: &str) -> Result<bool, Failure> {
    let who = form.viewer.signed_in()?.clone();
    if !app.known_sign_ins.allows(&format!("panic {}", who.account), form.viewer.now) {
        return Err(Error::TooMany.into());
    }
    let login = who.login.clone();
    let found = app.db.read(move |c| accounts::by_login(c, &login)).await?;
    let stored = found.map(|account| account.password_hash);
    let typed = form.fields.get(field).to_owned();
    slowly(move || password::verify(stored.as_deref(), &typed)).await
}

/// `POST /settings/panic`: everything stops, and the browser is led away from here.
///
/// # Errors
/// `SignIn`, 422 with a wrong password.
pub async fn pull(app: Data<App>, form: Form) -> Outcome {
    if !password_fits(&app, &form, "password").await? {
        let mut errors = Errors::default();
        errors.add("password", form.viewer.language.t("safety-password-wrong"));
        return show(&app, &form.viewer, errors, None).await;
    }
    let who = form.viewer.signed_in()?.clone();
    let organisations = form.fields.get("organisations") == "yes";
    let now = form.viewer.now;
    app.db.write(move |c| safety::actions::pull(c, now, &who, organisations)).await?;
    Ok(exit::away(&app, form.viewer.language, Some(&form.viewer)))
}

/// `POST /settings/panic/arm`: makes a code and shows it, this once.
///
/// # Errors
/// `SignIn`, 422 with a wrong password.
pub async fn arm(app: Data<App>, form: Form) -> Outcome {
    if !password_fits(&app, &form, "arm-password").await? {
        let mut errors = Errors::default();
        errors.add("arm-password", form.viewer.language.t("safety-password-wrong"));
        return show(&app, &form.viewer, errors, None).await;
    }
    let who = form.viewer.signed_in()?.clone();
    let organisations = form.fields.get("organisations") == "yes";
    let now = form.viewer.now;
    let code = app.db.write(move |c| safety::actions::arm(c, now, &who, organisations)).await?;
    show(&app, &form.viewer, Errors::default(), Some(code)).await
}

/// `POST /settings/panic/disarm`
///
/// # Errors
/// `SignIn`.
pub async fn disarm(app: Data<App>, form: Form) -> Outcome {
    // Somebody else at an open page must not take away the way out.
    let who = form.viewer.lately("/settings/panic")?.clone();
    app.db.write(move |c| safety::actions::disarm(c, &who)).await?;
    Ok(redirect("/settings/panic?done=code-void"))
}

/// `POST /settings/panic/back`
///
/// # Errors
/// `SignIn`, `Conflict`.
pub async fn come_back(app: Data<App>, form: Form) -> Outcome {
    let who = form.viewer.signed_in()?.clone();
    let send = form.fields.get("stopped") == "send";
    let now = form.viewer.now;
    app.db.write(move |c| safety::actions::come_back(c, now, &who, send)).await?;
    Ok(redirect("/settings/panic?done=came-back"))
}

/// `POST /settings/panic/organisations/{name}/resume`
///
/// # Errors
/// `SignIn`, `NotFound`, `Conflict`.
pub async fn resume(app: Data<App>, path: Path<String>, form: Form) -> Result<HttpResponse, Failure> {
    let who = form.viewer.signed_in()?.clone();
    let send = form.fields.get("stopped") == "send";
    let (name, now) = (path.into_inner(), form.viewer.now);
    app.db
        .write(move |c| {
            let found = actor::store::local_by_username(c, &name)?.ok_or(Error::NotFound)?;
            safety::actions::resume(c, now, &who, &found.id, send)
        })
        .await?;
    Ok(redirect("/settings/panic?done=sending-resumed"))
}
