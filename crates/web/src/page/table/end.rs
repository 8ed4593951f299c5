//! What a moderator takes off everything that is shown here: a seat of another node, or a reply.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::table::store::{self, View};
use sofra_domain::table::{ReplyId, SeatId, actions, reply};
use sofra_domain::{Error, FieldError};

use super::SeatCard;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::moderation::keeper;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "table/end.html")]
struct Ask {
    page: Page,
    errors: Errors,
    card: SeatCard,
    path: String,
    action: String,
    points: Vec<String>,
    reason: String,
    button: String,
}

/// What is to be hidden: the seat itself, or one reply to it.
enum What {
    Seat(SeatId),
    Reply(ReplyId),
}

impl What {
    fn seat(id: &str) -> Result<Self, Failure> {
        SeatId::parse(id).map(Self::Seat).ok_or_else(Failure::not_found)
    }

    fn reply(id: &str) -> Result<Self, Failure> {
        ReplyId::parse(id).map(Self::Reply).ok_or_else(Failure::not_found)
    }

    fn action(&self) -> String {
        match self {
            Self::Seat(id) => format!("/seats/{id}/hide"),
            Self::Reply(id) => format!("/seats/replies/{id}/hide"),
        }
    }
}

/// The seat, for a keeper who may decide about it.
async fn seen(app: &App, viewer: &Viewer, what: &What) -> Result<View, Failure> {
    let who = keeper(viewer)?;
    let reader = viewer.reader();
    let (seat, said) = match what {
        What::Seat(seat) => (Some(seat.clone()), None),
        What::Reply(id) => (None, Some(id.clone())),
    };
    Ok(app
        .db
        .read(move |c| {
            let said = match said {
                Some(id) => Some(store::reply(c, &id)?),
                None => None,
            };
            let seat = said.as_ref().map(|said| said.seat_id.clone()).or(seat).ok_or(Error::NotFound)?;
            let found = store::read(c, &seat, &reader)?;
            // Nobody decides about an answer to themselves, and about a record here nobody but who made it.
            let may = match &said {
                Some(said) => said.hidden_at.is_none() && who.seat(&found.holder_id).is_none(),
                None => !found.local,
            };
            if may { store::view(c, found) } else { Err(Error::NotFound) }
        })
        .await?)
}

async fn ask(app: &App, viewer: &Viewer, what: &What, reason: String, wrong: &[FieldError]) -> Outcome {
    let view = seen(app, viewer, what).await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let (title, note) = match what {
        What::Seat(_) => ("seat-hide-title", "seat-hide-note"),
        What::Reply(_) => ("seat-reply-hide-title", "seat-reply-hide-note"),
    };
    let page = Ask {
        page: Page::new(viewer, language.plain(title)).under("seats").wrong(!errors.is_empty()),
        errors,
        card: SeatCard::new(viewer, &view),
        path: view.seat.path(),
        action: what.action(),
        points: vec![language.t(note)],
        reason,
        button: language.t("seat-hide"),
    };
    respond(viewer, if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
}

async fn hide(app: &App, viewer: &Viewer, what: What, reason: String) -> Outcome {
    let view = seen(app, viewer, &what).await?;
    let (who, at, why) = (keeper(viewer)?, app.at(), reason.clone());
    let (seat, said) = match &what {
        What::Seat(_) => (view.seat.id.clone(), None),
        What::Reply(id) => (view.seat.id.clone(), Some(id.clone())),
    };
    let done = app
        .db
        .write(move |c| match &said {
            None => actions::set_hidden(c, &at, Some(&who), &seat, true, &why),
            Some(id) => reply::actions::set_hidden(c, &at, Some(&who), id, true, &why),
        })
        .await;
    match (done, &what) {
        (Ok(()), What::Seat(_)) => Ok(redirect("/seats?done=seat-hidden")),
        (Ok(()), What::Reply(_)) => Ok(redirect(&format!("{}?done=seat-hidden", view.seat.path()))),
        (Err(Error::Invalid(wrong)), _) => ask(app, viewer, &what, reason, &wrong).await,
        (Err(other), _) => Err(other.into()),
    }
}

/// `GET /seats/{id}/hide`
///
/// # Errors
/// 404 for everybody but those who look after the node, and for seats of this node.
pub async fn confirm(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    ask(&app, &viewer, &What::seat(&id)?, String::new(), &[]).await
}

/// `POST /seats/{id}/hide`
///
/// # Errors
/// As [`confirm`]. Without a reason the form comes back.
pub async fn submit(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    hide(&app, &viewer, What::seat(&id)?, fields.get("reason").to_owned()).await
}

/// `GET /seats/replies/{reply}/hide`
///
/// # Errors
/// 404 for everybody but those who look after the node and do not sit in the organisation that was answered.
pub async fn confirm_reply(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    ask(&app, &viewer, &What::reply(&id)?, String::new(), &[]).await
}

/// `POST /seats/replies/{reply}/hide`
///
/// # Errors
/// As [`confirm_reply`]. Without a reason the form comes back.
pub async fn submit_reply(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    hide(&app, &viewer, What::reply(&id)?, fields.get("reason").to_owned()).await
}
