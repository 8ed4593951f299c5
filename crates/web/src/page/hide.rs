//! Taking a statement off this node's pages, and putting it back: for the host alone.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::Error;
use sofra_domain::statement::{State, StatementId, actions, store};

use super::peers::host;
use super::show::{Speaker, Words};
use super::{Page, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::Form;
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "hide.html")]
struct Hide {
    page: Page,
    path: String,
    speaker: Speaker,
    title: Words,
}

/// `GET /statements/{id}/hide`
///
/// # Errors
/// 404 for everybody but the host, and for what the host may not read.
pub async fn confirm(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    host(&viewer)?;
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
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
    let speaker = Speaker::new(&viewer, &view.author);
    let page = Hide {
        page: Page::new(&viewer, viewer.language.plain("statement-hide-title")),
        path: view.statement.path(),
        // A short post has no title: then its author stands for it.
        title: if text.title.is_empty() {
            speaker.name.clone()
        } else {
            Words::new(viewer.language, &text.language, &text.title)
        },
        speaker,
    };
    respond(&viewer, StatusCode::OK, &page)
}

/// `POST /statements/{id}/hide`
///
/// # Errors
/// As [`confirm`].
pub async fn hide(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let (who, at) = (host(&form.viewer)?, app.at());
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    app.db.write(move |c| actions::hide(c, &at, &who, &id)).await?;
    Ok(redirect("/admin/federation?done=hidden#hidden"))
}

/// `POST /admin/federation/hidden/{id}/show`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn unhide(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = host(&form.viewer)?;
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    app.db.write(move |c| actions::unhide(c, &who, &id)).await?;
    Ok(redirect("/admin/federation?done=shown-again#hidden"))
}
