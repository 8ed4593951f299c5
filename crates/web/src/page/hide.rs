//! Taking a statement off this node's pages, and putting it back: for those who look after the node.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::moderation::Measure;
use sofra_domain::moderation::actions::{Ruling, decide, show};
use sofra_domain::statement::{State, StatementId, store};
use sofra_domain::{Error, FieldError};

use super::moderation::keeper;
use super::show::{Speaker, Words};
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "hide.html")]
struct Hide {
    page: Page,
    errors: Errors,
    path: String,
    speaker: Speaker,
    title: Words,
    reason: String,
}

/// `GET /statements/{id}/hide`
///
/// # Errors
/// 404 for everybody else, and for what they may not read.
pub async fn confirm(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    keeper(&viewer)?;
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    page(&app, &viewer, id, StatusCode::OK, String::new(), &[]).await
}

async fn page(
    app: &App,
    viewer: &Viewer,
    id: StatementId,
    status: StatusCode,
    reason: String,
    wrong: &[FieldError],
) -> Outcome {
    let reader = viewer.reader();
    let view = app
        .db
        .read(move |c| {
            let found = store::read(c, &id, &reader)?;
            if found.state != State::Published {
                return Err(Error::NotFound);
            }
            store::view(c, found, None)
        })
        .await?;
    let text = view.text(&viewer.languages)?;
    let speaker = Speaker::new(viewer, &view.author);
    let errors = Errors::new(viewer.language, wrong);
    let page = Hide {
        page: Page::new(viewer, viewer.language.plain("statement-hide-title")).wrong(!errors.is_empty()),
        errors,
        path: view.statement.path(),
        // A short post has no title: then its author stands for it.
        title: if text.title.is_empty() {
            speaker.name.clone()
        } else {
            Words::new(viewer.language, &text.language, &text.title)
        },
        speaker,
        reason,
    };
    respond(viewer, status, &page)
}

/// `POST /statements/{id}/hide`
///
/// # Errors
/// As [`confirm`]. Without a reason the form comes back.
pub async fn hide(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (keeper(&viewer)?, app.at());
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let reader = viewer.reader();
    let (about, reason) = (id.clone(), fields.get("reason").to_owned());
    let why = reason.clone();
    let result = app
        .db
        .write(move |c| {
            let known = store::get(c, &about)?;
            // Twice changes nothing.
            if known.hidden_at.is_some() {
                return Ok(());
            }
            let found = store::read(c, &about, &reader)?;
            let statements = [about.clone()];
            let ruling = Ruling {
                report: None,
                actor: &found.author_id,
                statements: &statements,
                positions: &[],
                measure: Measure::Hide,
                rule: None,
                reason: &why,
            };
            decide(c, &at, Some(&who), &ruling).map(|_| ())
        })
        .await;
    match result {
        Ok(()) if viewer.identity.as_ref().is_some_and(sofra_domain::account::Identity::is_host) => {
            Ok(redirect("/admin/federation?done=hidden#hidden"))
        }
        Ok(()) => Ok(redirect("/admin/reports?done=hidden")),
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, id, StatusCode::UNPROCESSABLE_ENTITY, reason, &wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/federation/hidden/{id}/show`
///
/// # Errors
/// 404 for everybody but those who look after the node.
pub async fn unhide(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let (who, at) = (keeper(&form.viewer)?, app.at());
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    app.db.write(move |c| show(c, &at, Some(&who), &id)).await?;
    Ok(redirect("/admin/federation?done=shown-again#hidden"))
}
