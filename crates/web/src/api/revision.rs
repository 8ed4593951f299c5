//! The revisions of a statement, and its numbered paragraphs.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::statement::rules::Form;
use sofra_domain::statement::{self, StatementId};
use sofra_domain::{Error, statement as statements};
use utoipa::ToSchema;

use super::answer::{self, All, Answer};
use super::auth;
use super::input::{self, Query};
use super::shape::{Shown, Statement};
use super::statement::{Full, NewRevision};
use crate::App;

/// The numbered paragraphs of one revision.
#[derive(Serialize, ToSchema)]
struct Paragraphs {
    /// Of which revision.
    revision: i32,
    /// How many there are; none where the statement bears no numbers.
    total: usize,
    /// In the order of the text.
    items: Vec<Paragraph>,
}

/// A paragraph that can be cited.
#[derive(Serialize, ToSchema)]
struct Paragraph {
    /// From 1.
    number: i32,
    /// The heading it stands under.
    section: String,
    /// Plain text.
    text: String,
    /// SHA-256 over the text, in hex.
    hash: String,
}

/// The revisions of a statement, the first one first.
#[utoipa::path(get, path = "/statements/{id}/revisions", tag = "statements", operation_id = "list_revisions",
    params(("id" = String, Path, description = "The statement's id in this API")),
    responses((status = 200, description = "The revisions", body = All<Shown>)), security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let found = app
        .db
        .read(move |conn| {
            statements::store::read(conn, &id, &reader)?;
            statements::store::revisions(conn, &id)
        })
        .await?;
    let items: Vec<Shown> = found.iter().map(|revision| Shown::new(&app, revision)).collect();
    Ok(answer::ok(&All::from(items)))
}

/// Revises a published statement; the revisions before stay.
#[utoipa::path(post, path = "/statements/{id}/revisions", tag = "statements", operation_id = "revise_statement",
    params(("id" = String, Path, description = "The statement's id in this API")), request_body = NewRevision,
    responses((status = 201, description = "The statement as it is now", body = Statement,
        headers(("Location" = String, description = "Where the revision is"))),
        (status = 202, description = "Proposed: it waits for the organisation's officers", body = Statement)),
    security(("bearer" = [])))]
pub(super) async fn create(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let new: NewRevision = input::json(&request, payload).await?;
    let at = app.at();
    let (path, full) = app
        .db
        .write(move |conn| {
            let form = Form { note: new.note.clone(), ..new.form() };
            let before = statement::store::get(conn, &id).map(|found| found.revision);
            let revised = statement::actions::revise(conn, &at, &who, &id, &form)?;
            // The action decides first whether the caller may know the statement at all; an error undoes it.
            if before? != new.after {
                return Err(Error::Conflict("error-revision-conflict"));
            }
            let out = revised.revision > new.after;
            let path = out.then(|| format!("/statements/{id}/revisions/{}", revised.revision));
            Ok((path, Full::after(conn, &who, &id)?))
        })
        .await?;
    let Some(path) = path else { return Ok(answer::accepted(&full.shape(&app))) };
    Ok(answer::created(&app, &path, &full.shape(&app)))
}

/// A statement as it was in one revision.
#[utoipa::path(get, path = "/statements/{id}/revisions/{number}", tag = "statements", operation_id = "get_revision",
    params(
        ("id" = String, Path, description = "The statement's id in this API"),
        ("number" = i32, Path, minimum = 1, description = "From 1"),
    ),
    responses((status = 200, description = "The statement in that revision", body = Statement)),
    security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let number = input::path_number(&request, "number", i32::MAX.into())?;
    let number = i32::try_from(number).map_err(|_| Error::NotFound)?;
    let full = app.db.read(move |conn| Full::load(conn, &reader, &id, Some(number))).await?;
    Ok(answer::ok(&full.shape(&app)))
}

/// The numbered paragraphs of the authentic text.
#[utoipa::path(get, path = "/statements/{id}/paragraphs", tag = "statements", operation_id = "list_paragraphs",
    params(
        ("id" = String, Path, description = "The statement's id in this API"),
        ("revision" = Option<i32>, Query, minimum = 1, description = "The current one if not said"),
    ),
    responses((status = 200, description = "The paragraphs", body = Paragraphs)), security((), ("bearer" = [])))]
pub(super) async fn paragraphs(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let id = input::id(&request, "id", StatementId::parse)?;
    let query = Query::read(&request, &["revision"])?;
    let wanted = query.number("revision", 1, i32::MAX.into())?.and_then(|number| i32::try_from(number).ok());
    let (revision, found) = app
        .db
        .read(move |conn| {
            let found = statements::store::read(conn, &id, &reader)?;
            let revision = statements::store::view(conn, found, wanted)?.revision.number;
            Ok::<_, Error>((revision, statements::store::paragraphs(conn, &id, revision)?))
        })
        .await?;
    Ok(answer::ok(&Paragraphs {
        revision,
        total: found.len(),
        items: found
            .into_iter()
            .map(|one| Paragraph { number: one.number, section: one.section, text: one.text, hash: one.hash })
            .collect(),
    }))
}
