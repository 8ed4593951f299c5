//! Signing in and out, and the language of the pages.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use askama::Template;
use sofra_domain::account::{AccountId, actions, password, store};
use sofra_domain::{Error, account, sign_in};
use tokio::sync::Semaphore;

use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Form, safe_path};
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

/// Each hashing takes 19 MiB and a good part of a second: two at a time are enough for a small machine.
static HASHING: Semaphore = Semaphore::const_new(2);

/// Runs slow password work off the request threads, a little of it at a time.
///
/// # Errors
/// 500 when the work failed to run.
pub async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let internal = |e: &dyn std::fmt::Display| Failure::from(Error::Internal(e.to_string()));
    let _turn = HASHING.acquire().await.map_err(|e| internal(&e))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| internal(&e))
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignIn {
    page: Page,
    next: String,
    name: String,
    problem: Option<&'static str>,
    asked: bool,
    mails: bool,
}

/// `GET /sign-in`
///
/// # Errors
/// When the template fails.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    if viewer.identity.is_some() {
        return Ok(redirect("/timeline"));
    }
    let next =
        parameter(&viewer.query, "next").and_then(|n| safe_path(&n).map(str::to_owned)).unwrap_or_default();
    show(&app, &viewer, StatusCode::OK, next, String::new(), None)
}

fn show(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    next: String,
    name: String,
    problem: Option<&'static str>,
) -> Outcome {
    let title = viewer.language.plain("account-sign-in-title");
    let page = Page::new(viewer, title).under("sign-in").with_form(viewer).wrong(problem.is_some());
    respond(
        viewer,
        status,
        &SignIn {
            page,
            asked: !next.is_empty() && problem.is_none(),
            next,
            name,
            problem,
            mails: app.config.mail.is_set(),
        },
    )
}

/// `POST /sign-in`: known and unknown names cost the same work and get the same answer.
///
/// # Errors
/// The database's own.
pub async fn sign_in(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let name = fields.get("user-name").trim().chars().take(100).collect::<String>();
    let next = safe_path(fields.get("next")).unwrap_or_default().to_owned();
    let key = sofra_base::text::sanitise::skeleton(&name);
    let login = name.clone();
    let found = app.db.read(move |c| store::by_login(c, &login)).await?;
    // Whoever knows a name can use up its tries. A browser that has signed in to the account before has its own, so
    // that strangers cannot lock out the one to whom the account belongs.
    let known = found.as_ref().and_then(|account| viewer.is_known_device(&account.id));
    let allowed = match known {
        Some(device) => app.known_sign_ins.allows(&device, viewer.now),
        None => app.sign_ins.allows(&key, viewer.now),
    };
    if !allowed {
        return show(
            &app,
            &viewer,
            StatusCode::TOO_MANY_REQUESTS,
            next,
            name,
            Some("error-sign-in-too-often"),
        );
    }
    let typed = fields.get("password").to_owned();
    let stored = found.as_ref().map(|a| a.password_hash.clone());
    let fits = slowly(move || password::verify(stored.as_deref(), &typed)).await?;
    let Some(account) = found.filter(|_| fits) else {
        return show(
            &app,
            &viewer,
            StatusCode::UNPROCESSABLE_ENTITY,
            next,
            name,
            Some("error-sign-in-failed"),
        );
    };
    let (now, id, before, to) = (viewer.now, account.id.clone(), viewer.session.clone(), next.clone());
    let begun = app
        .db
        .write(move |c| {
            // A sign-in never goes on in a session that was there before (AUTH-02).
            if let Some(old) = before {
                let who = store::identity(c, &old.account_id, true)?;
                let _ = actions::end_session(c, &who, &old.id);
            }
            if sign_in::store::kinds(c, &id)?.any() {
                return Ok(Begun::Step(sign_in::actions::begin_step(c, now, &id, &to)?));
            }
            actions::begin_session(c, now, &id).map(Begun::Session)
        })
        .await?;
    match begun {
        Begun::Session(secret) => Ok(signed_in(&viewer, &account.id, secret, &next)),
        Begun::Step(secret) => Ok(HttpResponse::SeeOther()
            .insert_header((LOCATION, "/sign-in/second"))
            .cookie(viewer.step_cookie(secret))
            .cookie(viewer.no_session_cookie())
            .finish()),
    }
}

/// What a right password begins.
enum Begun {
    /// All that was asked for.
    Session(String),
    /// The second factor is yet to come.
    Step(String),
}

/// The answer that gives a new session to the browser and leads on.
pub(super) fn signed_in(viewer: &Viewer, account: &AccountId, secret: String, next: &str) -> HttpResponse {
    let to = safe_path(next).unwrap_or("/timeline");
    let mut response = HttpResponse::SeeOther();
    response.insert_header((LOCATION, to)).cookie(viewer.session_cookie(secret));
    response.cookie(viewer.no_step_cookie());
    if let Some(device) = viewer.device_cookie(account) {
        response.cookie(device);
    }
    response.finish()
}

/// `POST /sign-out`
///
/// # Errors
/// The database's own.
pub async fn sign_out(app: Data<App>, form: Form) -> Outcome {
    let viewer = form.viewer;
    if let (Some(session), Some(who)) = (viewer.session.clone(), viewer.identity.clone()) {
        match app.db.write(move |c| actions::end_session(c, &who, &session.id)).await {
            // Ended elsewhere in the meantime: that is what was wanted.
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, "/sign-in?done=signed-out"))
        .cookie(viewer.no_session_cookie())
        .finish())
}

/// `POST /language`: remembers the language of the pages in a cookie, and in the account of somebody signed in. An
/// empty one means "as in my browser".
///
/// # Errors
/// 422 for a language that the pages do not speak.
pub async fn language(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let to = safe_path(fields.get("back")).unwrap_or("/").to_owned();
    let mut response = HttpResponse::SeeOther();
    response.insert_header((LOCATION, to));
    let chosen = fields.get("language");
    if chosen.is_empty() {
        let mut cookie = viewer.language_cookie(viewer.language);
        cookie.make_removal();
        response.cookie(cookie);
    } else {
        let language =
            Language::parse(chosen).ok_or_else(|| Error::field("language", "error-language-invalid"))?;
        response.cookie(viewer.language_cookie(language));
    }
    if let Some(who) = viewer.identity.clone() {
        let chosen = chosen.to_owned();
        app.db.write(move |c| account::actions::choose_language(c, &who, &chosen)).await?;
    }
    Ok(response.finish())
}
