//! Asking to come in, where the host allows it, and the page that shows what became of it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::password;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::joining::model::Ask;
use sofra_domain::joining::{RequestState, actions, store};
use sofra_domain::node::Joining;
use sofra_domain::{Error, FieldError};

use super::account::slowly;
use super::show::Speaker;
use super::{Page, redirect, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "join.html")]
struct Show {
    page: Page,
    errors: Errors,
    open: bool,
    /// User names and names of the organisations that can be asked.
    organisations: Vec<(String, String)>,
    typed: Ask,
    kept_days: i64,
}

#[derive(Template)]
#[template(path = "join-sent.html")]
struct Sent {
    page: Page,
    link: String,
    kept_days: i64,
}

#[derive(Template)]
#[template(path = "join-status.html")]
struct Status {
    page: Page,
    errors: Errors,
    state: RequestState,
    organisation: Speaker,
    path: String,
    login: String,
    name: String,
    kept_days: i64,
}

fn is_open(viewer: &Viewer) -> bool {
    viewer.node.as_ref().is_some_and(|node| node.is_set_up() && node.joining == Joining::Request)
}

/// `GET /join`
///
/// # Errors
/// The database's own.
pub async fn form(app: Data<App>, viewer: Viewer) -> Outcome {
    page(&app, &viewer, StatusCode::OK, Ask::default(), &[]).await
}

async fn page(app: &App, viewer: &Viewer, status: StatusCode, typed: Ask, wrong: &[FieldError]) -> Outcome {
    let language = viewer.language;
    let open = is_open(viewer);
    let found = if open { app.db.read(actor::store::local_organisations).await? } else { Vec::new() };
    let mut organisations: Vec<(String, String)> = found
        .iter()
        .filter(|o| o.is_active())
        .map(|o| (o.username.clone(), Speaker::new(viewer, o).name.text))
        .collect();
    if organisations.len() != 1 {
        organisations.insert(0, (String::new(), language.t("join-organisation-choose")));
    }
    let errors = Errors::new(language, wrong);
    let mut page = Page::new(viewer, language.plain("join-title")).under("join").wrong(!errors.is_empty());
    if open {
        page = page.with_form(viewer);
    }
    let show = Show { page, errors, open, organisations, typed, kept_days: actions::KEPT_DAYS };
    respond(viewer, status, &show)
}

/// `POST /join`: whether the wished name is taken changes neither the answer nor the work (PRIV-08).
///
/// # Errors
/// 404 where nobody can ask. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    if !is_open(&viewer) {
        return Err(Failure::not_found());
    }
    let typed = Ask {
        organisation: fields.get("organisation").to_owned(),
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        words: fields.get("words").to_owned(),
        language: Some(viewer.language.as_str().to_owned()),
    };
    let secret = fields.get("password").to_owned();
    let mut wrong = match actions::check(&typed) {
        Ok(()) => Vec::new(),
        Err(Error::Invalid(wrong)) => wrong,
        Err(other) => return Err(other.into()),
    };
    wrong.extend(password::problem_for(&secret, &[&typed.login, &typed.name]));
    if secret != fields.get("password_again") {
        wrong.push(FieldError::new("password_again", "error-passwords-differ"));
    }
    if !wrong.is_empty() {
        return page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong).await;
    }
    if !app.requests.allows("join", viewer.now) {
        return Err(Error::TooMany.into());
    }
    let hashed = slowly({
        let known = (typed.login.clone(), typed.name.clone());
        move || password::hash_for(&secret, &[&known.0, &known.1])
    })
    .await?;
    let (now, ask) = (viewer.now, typed.clone());
    let sent = match hashed {
        Ok(hash) => app.db.write(move |c| actions::ask(c, now, &ask, hash)).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(code) => {
            let page = Page::new(&viewer, viewer.language.plain("join-sent-title")).under("join");
            let link = format!("{}/join/{code}", app.site.base);
            respond(&viewer, StatusCode::OK, &Sent { page, link, kept_days: actions::KEPT_DAYS })
                .map(unlisted)
        }
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, typed, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /join/{code}`: what became of a request; for whoever holds its link.
///
/// # Errors
/// 404 for a link that opens nothing.
pub async fn status(app: Data<App>, viewer: Viewer, code: Path<String>) -> Outcome {
    state(&app, &viewer, StatusCode::OK, &code, None, &[]).await
}

async fn state(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    code: &str,
    typed: Option<(String, String)>,
    wrong: &[FieldError],
) -> Outcome {
    let secret = code.to_owned();
    let (request, organisation): (_, Actor) = app
        .db
        .read(move |c| {
            let request = store::by_code(c, &secret)?;
            let organisation = actor::store::get(c, &request.organisation_id)?;
            Ok::<_, Error>((request, organisation))
        })
        .await?;
    if organisation.kind != ActorKind::Organisation {
        return Err(Failure::not_found());
    }
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let (login, name) = typed.unwrap_or_else(|| (request.login.clone(), request.name.clone()));
    let show = Status {
        page: Page::new(viewer, language.plain("join-status-title"))
            .under("join")
            .with_form(viewer)
            .wrong(!errors.is_empty()),
        errors,
        state: request.state,
        organisation: Speaker::new(viewer, &organisation),
        path: format!("/join/{code}"),
        login,
        name,
        kept_days: actions::KEPT_DAYS,
    };
    respond(viewer, status, &show).map(unlisted)
}

/// `POST /join/{code}`: somebody who is welcome chooses other names than those that were taken.
///
/// # Errors
/// 404 for a link that opens nothing. Mistakes bring the form back.
pub async fn choose_names(app: Data<App>, form: Form, code: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    if !app.arrivals.allows(&code, viewer.now) {
        return Err(Error::TooMany.into());
    }
    let typed = (fields.get("login").to_owned(), fields.get("name").to_owned());
    let (now, secret, (login, name)) = (viewer.now, code.clone(), typed.clone());
    match app.db.write(move |c| actions::choose_names(c, now, &secret, &login, &name)).await {
        Ok(()) => Ok(redirect(&format!("/join/{code}"))),
        Err(Error::Invalid(wrong)) => {
            state(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, &code, Some(typed), &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}
