//! Taking everything along, and leaving for good.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::actor::{self, Actor};
use sofra_domain::{Error, departure, export};

use super::panic::password_fits;
use super::show::Speaker;
use super::{Page, exit, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "data.html")]
struct Show {
    page: Page,
    errors: Errors,
    /// Organisations that this account may delete: name and path.
    organisations: Vec<(String, String)>,
    /// Organisations of which this account may take a copy: name and path.
    copies: Vec<(String, String)>,
}

/// `GET /settings/data`
///
/// # Errors
/// To the sign-in.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    overview(&app, &viewer, Errors::default()).await
}

async fn overview(app: &App, viewer: &Viewer, errors: Errors) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let (found, decides): (Vec<Actor>, Vec<Actor>) = app
        .db
        .read(move |c| {
            let (mut mine, mut decides) = (Vec::new(), Vec::new());
            for organisation in actor::store::local_organisations(c)? {
                if who.is_officer(&organisation.id) {
                    decides.push(organisation.clone());
                }
                match departure::store::check_organisation(c, &who, &organisation.id) {
                    Ok(()) => mine.push(organisation),
                    Err(Error::NotFound | Error::Forbidden(_) | Error::Conflict(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok::<_, Error>((mine, decides))
        })
        .await?;
    let copies = decides.iter().map(|o| (o.name.clone(), format!("/desk/{}/export", o.username))).collect();
    let organisations = found
        .iter()
        .map(|o| (o.name.clone(), format!("/settings/data/organisations/{}/delete", o.username)))
        .collect();
    let wrong = !errors.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page::new(viewer, viewer.language.plain("data-title")).under("settings").wrong(wrong);
    respond(viewer, status, &Show { page, errors, organisations, copies })
}

fn wrong_password(viewer: &Viewer) -> Errors {
    let mut errors = Errors::default();
    errors.add("password", viewer.language.t("safety-password-wrong"));
    errors
}

/// `POST /settings/data/export`: a file with everything. The password, because an open page is soon read by others.
///
/// # Errors
/// To the sign-in; 429 when asked for again and again.
pub async fn export(app: Data<App>, form: Form) -> Outcome {
    if !password_fits(&app, &form, "password").await? {
        return overview(&app, &form.viewer, wrong_password(&form.viewer)).await;
    }
    let who = form.viewer.signed_in()?.clone();
    if !app.exports.allows(who.account.as_str(), form.viewer.now) {
        return Err(Error::TooMany.into());
    }
    let at = app.at();
    let name = format!("attachment; filename=\"sofra-{}.json\"", at.now.day());
    let document = app.db.read(move |c| export::member(c, &at, &who)).await?;
    let text =
        serde_json::to_string_pretty(&document).map_err(|e| Failure::from(Error::Internal(e.to_string())))?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(text))
}

#[derive(Template)]
#[template(path = "data-delete.html")]
struct Delete {
    page: Page,
    errors: Errors,
    /// Whose: an organisation, or the account itself.
    organisation: Option<Speaker>,
    action: String,
    /// Why it cannot be deleted now.
    hindered: Option<String>,
    /// Hosts that hold copies.
    hosts: Vec<String>,
}

/// `GET /settings/data/delete`
///
/// # Errors
/// To the sign-in.
pub async fn confirm(app: Data<App>, viewer: Viewer) -> Outcome {
    ask(&app, &viewer, Errors::default()).await
}

async fn ask(app: &App, viewer: &Viewer, errors: Errors) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let (hindered, hosts) = app
        .db
        .read(move |c| {
            let hindered = match departure::store::check_account(c, &who) {
                Ok(()) => None,
                Err(Error::Conflict(key)) => Some(key),
                Err(error) => return Err(error),
            };
            let hosts = match &who.person {
                Some(person) => departure::store::holders(c, person)?,
                None => Vec::new(),
            };
            Ok::<_, Error>((hindered, hosts))
        })
        .await?;
    let wrong = !errors.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = Delete {
        page: Page::new(viewer, viewer.language.plain("data-delete-title")).under("settings").wrong(wrong),
        errors,
        organisation: None,
        action: "/settings/data/delete".to_owned(),
        hindered: hindered.map(|key| viewer.language.t(key)),
        hosts,
    };
    respond(viewer, status, &template)
}

/// `POST /settings/data/delete`
///
/// # Errors
/// To the sign-in; 409 for the last host and the last officer.
pub async fn delete(app: Data<App>, form: Form) -> Outcome {
    if !password_fits(&app, &form, "password").await? {
        return ask(&app, &form.viewer, wrong_password(&form.viewer)).await;
    }
    let who = form.viewer.signed_in()?.clone();
    let at = app.at();
    app.db.write(move |c| departure::actions::delete_account(c, &at, &who)).await?;
    Ok(exit::away(&app, form.viewer.language, Some(&form.viewer)))
}

/// `GET /settings/data/organisations/{name}/delete`
///
/// # Errors
/// To the sign-in; 404 for whoever may not, or may not alone.
pub async fn confirm_organisation(app: Data<App>, viewer: Viewer, path: Path<String>) -> Outcome {
    ask_organisation(&app, &viewer, &path, Errors::default()).await
}

async fn ask_organisation(app: &App, viewer: &Viewer, name: &str, errors: Errors) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let wanted = name.to_owned();
    let (found, hosts) = app
        .db
        .read(move |c| {
            let found = actor::store::local_by_username(c, &wanted)?
                .filter(Actor::is_active)
                .ok_or(Error::NotFound)?;
            departure::store::check_organisation(c, &who, &found.id)?;
            let hosts = departure::store::holders(c, &found.id)?;
            Ok::<_, Error>((found, hosts))
        })
        .await?;
    let wrong = !errors.is_empty();
    let template = Delete {
        page: Page::new(viewer, viewer.language.plain("data-delete-title")).under("settings").wrong(wrong),
        errors,
        action: format!("/settings/data/organisations/{}/delete", found.username),
        organisation: Some(Speaker::new(viewer, &found)),
        hindered: None,
        hosts,
    };
    if wrong { respond(viewer, StatusCode::UNPROCESSABLE_ENTITY, &template) } else { ok(viewer, &template) }
}

/// `POST /settings/data/organisations/{name}/delete`
///
/// # Errors
/// To the sign-in; 404 for whoever may not, or may not alone.
pub async fn delete_organisation(app: Data<App>, path: Path<String>, form: Form) -> Outcome {
    if !password_fits(&app, &form, "password").await? {
        return ask_organisation(&app, &form.viewer, &path, wrong_password(&form.viewer)).await;
    }
    let who = form.viewer.signed_in()?.clone();
    let (at, name) = (app.at(), path.into_inner());
    app.db
        .write(move |c| {
            let found = actor::store::local_by_username(c, &name)?
                .filter(|a| a.deleted_at.is_none())
                .ok_or(Error::NotFound)?;
            departure::actions::delete_organisation(c, &at, &who, &found.id)
        })
        .await?;
    Ok(redirect("/settings/data?done=organisation-deleted"))
}
