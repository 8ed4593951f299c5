//! Moving to another node and coming from one, from inside of an organisation.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{self, Data, Path};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use futures_util::future::LocalBoxFuture;
use sofra_domain::account::{Identity, Seat, store as accounts};
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::moving::{self, archive, export, import};
use sofra_domain::remote::Found;
use sofra_domain::{Error, media, statement};

use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::compose::input::Upload;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "moving.html")]
struct Show {
    page: Page,
    errors: Errors,
    speaker: Speaker,
    base: String,
    moved: Option<Speaker>,
    known_as: Vec<String>,
    statements: i64,
    followers: i64,
    handle: String,
    old: String,
    report: Option<import::Report>,
}

#[derive(Template)]
#[template(path = "moving-confirm.html")]
struct Confirm {
    page: Page,
    speaker: Speaker,
    base: String,
    target: Speaker,
    target_id: String,
    names_us: bool,
    followers: i64,
}

/// The organisation, for whoever holds an officer's seat in it, also after it moved away.
async fn own(app: &App, viewer: &Viewer, name: &str) -> Result<(Identity, Actor), Failure> {
    let who = viewer.signed_in()?.clone();
    if name.len() > 64 {
        return Err(Failure::not_found());
    }
    let (wanted, account) = (name.to_owned(), who.account.clone());
    let found = app
        .db
        .read(move |c| {
            let found = actor::store::local_by_username(c, &wanted)?
                .filter(|a| matches!(a.kind, ActorKind::Organisation | ActorKind::Network))
                .filter(|a| a.deleted_at.is_none())
                .ok_or(Error::NotFound)?;
            if accounts::holds_officer_seat(c, &account, &found.id)? {
                Ok(found)
            } else {
                Err(Error::NotFound)
            }
        })
        .await?;
    Ok((who, found))
}

/// What was typed into the page before it came back.
#[derive(Default)]
struct Typed {
    handle: String,
    old: String,
    report: Option<import::Report>,
}

async fn page(
    app: &App,
    viewer: &Viewer,
    found: &Actor,
    status: StatusCode,
    errors: Errors,
    typed: Typed,
) -> Outcome {
    let id = found.id.clone();
    let (moved, statements, followers) = app
        .db
        .read(move |c| {
            let moved = moving::store::target(c, &id)?.map(|(_, target)| target);
            let all = statement::store::list(c, &statement::store::Scope::By(id.clone()), None)?.total;
            Ok::<_, Error>((moved, all, sofra_domain::follow::store::counts(c, &id)?.0))
        })
        .await?;
    let language = viewer.language;
    let show = Show {
        page: Page::new(viewer, language.plain("moving-title")).under("desk").wrong(!errors.is_empty()),
        errors,
        speaker: Speaker::new(viewer, found),
        base: format!("/desk/{}/move", found.username),
        moved: moved.as_ref().map(|target| Speaker::new(viewer, target)),
        known_as: found.known_as(),
        statements,
        followers,
        handle: typed.handle,
        old: typed.old,
        report: typed.report,
    };
    respond(viewer, status, &show)
}

/// `GET /desk/{name}/move`
///
/// # Errors
/// 404 for everybody but the officers.
pub async fn show(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (_, found) = own(&app, &viewer, &name).await?;
    page(&app, &viewer, &found, StatusCode::OK, Errors::default(), Typed::default()).await
}

/// `POST /desk/{name}/move/export`: the archive. A form and no link, because it is written in the record.
///
/// # Errors
/// As [`show`].
pub async fn take(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let (who, found) = own(&app, &form.viewer, &name).await?;
    let (id, asking, now) = (found.id.clone(), who.clone(), app.clock.now());
    let collected = app.db.read(move |c| export::collect(c, now, Some(&asking), &id)).await?;
    let folder = app.config.media_folder();
    let bytes = web::block(move || export::assemble(collected, &folder, now))
        .await
        .map_err(|e| Error::Internal(e.to_string()))??;
    let (at, id) = (app.at(), found.id.clone());
    app.db.write(move |c| export::note(c, &at, Some(&who), &id)).await?;
    let file = format!("attachment; filename=\"{}-{}.tar\"", found.username, now.day());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/x-tar"))
        .insert_header((CONTENT_DISPOSITION, file))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// An archive that an officer sends: larger than pictures may be, and from nobody else.
pub struct Sent(Upload);

impl FromRequest for Sent {
    type Error = Failure;
    type Future = LocalBoxFuture<'static, Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            // The memory of this machine is for those who may use it.
            let may = |viewer: &Viewer| {
                let who = viewer.signed_in()?;
                let decides = who.seats.iter().any(|(_, seat)| *seat == Seat::Officer);
                decides.then_some(()).ok_or_else(Failure::not_found)
            };
            Upload::receive(&request, &mut payload, may, archive::LARGEST).await.map(Self)
        })
    }
}

/// `POST /desk/{name}/move/import`
///
/// # Errors
/// As [`show`]; what is wrong with the archive brings the page back.
pub async fn bring(app: Data<App>, sent: Sent, name: Path<String>) -> Outcome {
    let Upload { files, too_large, viewer, .. } = sent.0;
    let (who, found) = own(&app, &viewer, &name).await?;
    match brought(&app, &viewer, who, &found, files, too_large).await {
        Ok(report) => {
            let id = found.id.clone();
            let found = app.db.read(move |c| actor::store::get(c, &id)).await?;
            let typed = Typed { report: Some(report), ..Typed::default() };
            page(&app, &viewer, &found, StatusCode::OK, Errors::default(), typed).await
        }
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::new(viewer.language, &wrong);
            page(&app, &viewer, &found, StatusCode::UNPROCESSABLE_ENTITY, errors, Typed::default()).await
        }
        Err(Error::Remote(_)) => {
            let mut errors = Errors::default();
            errors.add("archive", viewer.language.t("error-move-old-node-silent"));
            page(&app, &viewer, &found, StatusCode::BAD_GATEWAY, errors, Typed::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn brought(
    app: &App,
    viewer: &Viewer,
    who: Identity,
    own: &Actor,
    mut files: Vec<Vec<u8>>,
    too_large: bool,
) -> Result<import::Report, Error> {
    if too_large {
        return Err(Error::field("archive", "error-move-archive-too-large"));
    }
    let bytes = files.pop().ok_or_else(|| Error::field("archive", "error-move-archive-missing"))?;
    let internal = |e: actix_web::error::BlockingError| Error::Internal(e.to_string());
    let mut parsed = web::block(move || import::read(&bytes)).await.map_err(internal)??;
    if !app.lookups.allows(who.account.as_str(), viewer.now) {
        return Err(Error::TooMany);
    }
    let old = match app.resolver.find(&parsed.actor).await? {
        Found::Actor(id) => id,
        Found::Statement(_) | Found::Position(_) => {
            return Err(Error::field("archive", "error-move-archive-damaged"));
        }
    };
    let (folder, now) = (app.config.media_folder(), viewer.now);
    let limits =
        media::image::Limits { max_bytes: app.config.limits.image_bytes, ..media::image::Limits::default() };
    let (parsed, images) = web::block(move || {
        let images = parsed.prepare_images(&folder, &limits, now)?;
        Ok::<_, Error>((parsed, images))
    })
    .await
    .map_err(internal)??;
    let (at, id) = (app.at(), own.id.clone());
    app.db.write(move |c| import::bring(c, &at, Some(&who), &id, &old, &parsed, images)).await
}

/// Finds an organisation elsewhere by what somebody typed, and asks its node for its document now.
async fn elsewhere(
    app: &App,
    viewer: &Viewer,
    typed: &str,
    field: &str,
) -> Result<(ActorId, Option<String>), Errors> {
    let mut errors = Errors::default();
    let language = viewer.language;
    let account = viewer.identity.as_ref().map(|who| who.account.clone());
    if typed.is_empty() {
        errors.add(field, language.t("error-field-required"));
        return Err(errors);
    }
    if !account.is_some_and(|account| app.lookups.allows(account.as_str(), viewer.now)) {
        errors.add(field, language.t("error-page-429-text"));
        return Err(errors);
    }
    let found = match app.resolver.find(typed).await {
        Ok(Found::Actor(id)) => app.resolver.refresh(&id).await.map(|lookup| (id, lookup)),
        Ok(Found::Statement(_) | Found::Position(_)) => Err(Error::NotFound),
        Err(error) => Err(error),
    };
    found.map_err(|error| {
        tracing::info!(%error, "the other end of a move could not be asked");
        errors.add(field, language.t("error-move-not-found"));
        errors
    })
}

/// `POST /desk/{name}/move/old`: names the organisation elsewhere that will come here.
///
/// # Errors
/// As [`show`].
pub async fn name_old(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found) = own(&app, &viewer, &name).await?;
    viewer.lately(&format!("/desk/{}/move", found.username))?;
    let old: String = fields.get("old").trim().chars().take(1000).collect();
    match elsewhere(&app, &viewer, &old, "old").await {
        Ok((other, _)) => {
            let (at, id) = (app.at(), found.id.clone());
            app.db.write(move |c| moving::actions::name_old(c, &at, &who, &id, &other)).await?;
            Ok(redirect(&format!("/desk/{}/move?done=move-named", found.username)))
        }
        Err(errors) => {
            let typed = Typed { old, ..Typed::default() };
            page(&app, &viewer, &found, StatusCode::UNPROCESSABLE_ENTITY, errors, typed).await
        }
    }
}

/// `POST /desk/{name}/move`: first looks at the new home and says what will happen, then moves.
///
/// # Errors
/// As [`show`].
pub async fn leave(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, found) = own(&app, &viewer, &name).await?;
    viewer.lately(&format!("/desk/{}/move", found.username))?;
    let base = format!("/desk/{}/move", found.username);
    if let Some(target) = ActorId::parse(fields.get("target")) {
        // Asked for once more: between looking and deciding it may have changed its word.
        let lookup = app.resolver.refresh(&target).await?;
        let (at, id) = (app.at(), found.id.clone());
        app.db.write(move |c| moving::actions::move_away(c, &at, &who, &id, &target, lookup)).await?;
        return Ok(redirect(&format!("{base}?done=moved")));
    }
    let handle: String = fields.get("handle").trim().chars().take(1000).collect();
    let (target, _) = match elsewhere(&app, &viewer, &handle, "handle").await {
        Ok(found) => found,
        Err(errors) => {
            let typed = Typed { handle, ..Typed::default() };
            return page(&app, &viewer, &found, StatusCode::UNPROCESSABLE_ENTITY, errors, typed).await;
        }
    };
    let id = found.id.clone();
    let (target, followers) = app
        .db
        .read(move |c| {
            let followers = sofra_domain::follow::store::counts(c, &id)?.0;
            Ok::<_, Error>((actor::store::get(c, &target)?, followers))
        })
        .await?;
    let show = Confirm {
        page: Page::new(&viewer, viewer.language.plain("moving-confirm-title")).under("desk"),
        speaker: Speaker::new(&viewer, &found),
        base,
        target_id: target.id.to_string(),
        names_us: target.known_as().contains(&found.uri),
        target: Speaker::new(&viewer, &target),
        followers,
    };
    respond(&viewer, StatusCode::OK, &show)
}

/// `GET /moved?from=…`: leads from the first id of a statement that was brought here to where it stands now.
///
/// # Errors
/// 404 for anything else.
pub async fn from(app: Data<App>, viewer: Viewer) -> Outcome {
    let uri =
        parameter(&viewer.query, "from").filter(|uri| uri.len() <= 2000).ok_or_else(Failure::not_found)?;
    let reader = viewer.reader();
    let found = app
        .db
        .read(move |c| {
            let found = moving::store::brought(c, &uri)?.ok_or(Error::NotFound)?;
            statement::store::read(c, &found.id, &reader)
        })
        .await?;
    Ok(redirect(&found.path()))
}
