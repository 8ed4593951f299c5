//! The organisations of the node, for the one who runs it: making one, and what to do where nobody is left to decide.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::lang::LanguageTag;
use sofra_domain::account::{self, Role, Seat};
use sofra_domain::actor::actions::Keys;
use sofra_domain::actor::{self, Actor, ActorKind};
use sofra_domain::invitation::model::Offer;
use sofra_domain::{Error, FieldError, invitation, organisation, seat};

use super::keeper;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::account::slowly;
use crate::page::desk::members::day_choices;
use crate::page::setup::text_languages;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "admin-organisations.html")]
struct Show {
    page: Page,
    errors: Errors,
    link: Option<String>,
    rows: Vec<Row>,
    typed: Typed,
    languages: Vec<(String, String)>,
    days: Vec<(String, String)>,
    domain: String,
}

struct Row {
    speaker: Speaker,
    username: String,
    people: usize,
    /// Nobody is left to decide for it.
    orphaned: bool,
    /// Whom the reader was about to appoint, before proving who they are.
    login: String,
}

/// What the form for a new organisation holds.
struct Typed {
    name: String,
    username: String,
    about: String,
    language: String,
}

/// `GET /admin/organisations`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    page(&app, &viewer, StatusCode::OK, None, None, &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    token: Option<String>,
    typed: Option<Typed>,
    wrong: &[FieldError],
) -> Outcome {
    keeper(viewer, Role::Host)?;
    let now = viewer.now;
    let found: Vec<(Actor, usize, i64)> = app
        .db
        .read(move |c| {
            let mut rows = Vec::new();
            for organisation in actor::store::local_organisations(c)? {
                let people = seat::store::members(c, &organisation.id)?.len();
                let officers = seat::store::standing_officers(c, &organisation.id, now)?;
                rows.push((organisation, people, officers));
            }
            Ok::<_, Error>(rows)
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let given = |name: &str| parameter(&viewer.query, name).unwrap_or_default();
    let (appointing, login) = (given("appoint"), given("login"));
    let show = Show {
        page: Page::new(viewer, language.plain("admin-organisations-title"))
            .under("admin")
            .wrong(!errors.is_empty())
            .must_prove(status != StatusCode::OK && !viewer.is_proven()),
        errors,
        link: token.map(|token| format!("{}/invitations/{token}", app.site.base)),
        rows: found
            .iter()
            .map(|(organisation, people, officers)| Row {
                speaker: Speaker::new(viewer, organisation),
                username: organisation.username.clone(),
                people: *people,
                orphaned: *officers == 0,
                login: if appointing == organisation.username { login.clone() } else { String::new() },
            })
            .collect(),
        typed: typed.unwrap_or_else(|| Typed {
            name: String::new(),
            username: String::new(),
            about: String::new(),
            language: language.as_str().to_owned(),
        }),
        languages: text_languages(language),
        days: day_choices(language),
        domain: app.site.domain.clone(),
    };
    respond(viewer, status, &show)
}

/// `POST /admin/organisations`: makes one, and an invitation for its first officer, whose link the answer shows once.
///
/// # Errors
/// 404 for everybody but the host. Mistakes bring the form back.
pub async fn create(app: Data<App>, form: Form) -> Outcome {
    let Form { fields, viewer } = form;
    let who = keeper(&viewer, Role::Host)?;
    let typed = Typed {
        name: fields.get("name").to_owned(),
        username: fields.get("username").to_owned(),
        about: fields.get("about").to_owned(),
        language: fields.get("language").to_owned(),
    };
    // It comes with an invitation to an officer's seat.
    if !viewer.is_proven() {
        return page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, None, Some(typed), &[]).await;
    }
    let keys = slowly(Keys::generate).await??;
    let new = organisation::actions::New {
        username: typed.username.clone(),
        name: typed.name.clone(),
        about: typed.about.clone(),
        language: typed.language.parse::<LanguageTag>().ok(),
    };
    let (at, days) = (app.at(), fields.get("days").parse().unwrap_or(7));
    let made = app
        .db
        .write(move |c| {
            let made = organisation::actions::establish(c, &at, Some(&who), &new, keys)?;
            let offer = Offer { place: Some((made.id, Seat::Officer)), role: Role::Member };
            invitation::actions::create(c, &at, Some(&who), &offer, days)
        })
        .await;
    match made {
        Ok((_, token)) => page(&app, &viewer, StatusCode::OK, Some(token), None, &[]).await,
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, None, Some(typed), &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn organisation(app: &App, name: &str) -> Result<Actor, Failure> {
    let wanted = name.to_owned();
    let found = app.db.read(move |c| actor::store::local_by_username(c, &wanted)).await?;
    found
        .filter(|found| found.kind == ActorKind::Organisation && found.deleted_at.is_none())
        .ok_or_else(Failure::not_found)
}

/// `POST /admin/organisations/{name}/invite`: a new link for the first officer, where there is none.
///
/// # Errors
/// 404 for everybody but the host, and where officers decide.
pub async fn invite(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let viewer = form.viewer;
    let who = keeper(&viewer, Role::Host)?;
    let found = organisation(&app, &name).await?;
    viewer.lately("/admin/organisations")?;
    let at = app.at();
    let offer = Offer { place: Some((found.id, Seat::Officer)), role: Role::Member };
    let (_, token) =
        app.db.write(move |c| invitation::actions::create(c, &at, Some(&who), &offer, 7)).await?;
    page(&app, &viewer, StatusCode::OK, Some(token), None, &[]).await
}

/// `POST /admin/organisations/{name}/appoint`: makes an account officer where none is left.
///
/// # Errors
/// 404 for everybody but the host; 409 where an officer is left.
pub async fn appoint(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let found = organisation(&app, &name).await?;
    let (now, login) = (form.viewer.now, form.fields.get("login").to_owned());
    // A name for signing in is plain; anything else is none and need not come back.
    let plain = login.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let typed = if plain { login.as_str() } else { "" };
    form.viewer.lately(&format!("/admin/organisations?appoint={}&login={typed}", found.username))?;
    app.db
        .write(move |c| {
            let account = account::store::any_by_login(c, &login)?;
            seat::actions::appoint(c, now, Some(&who), &found.id, &account.id)
        })
        .await?;
    Ok(redirect("/admin/organisations?done=officer-appointed"))
}
