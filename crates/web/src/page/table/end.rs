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
    Reply(SeatId, ReplyId),
}

impl What {
    fn seat(id: &str) -> Result<Self, Failure> {
        SeatId::parse(id).map(Self::Seat).ok_or_else(Failure::not_found)
    }

    fn reply((seat, id): &(String, String)) -> Result<Self, Failure> {
        SeatId::parse(seat)
            .zip(ReplyId::parse(id))
            .map(|(seat, id)| Self::Reply(seat, id))
            .ok_or_else(Failure::not_found)
    }

    fn action(&self) -> String {
        match self {
            Self::Seat(id) => format!("/seats/{id}/hide"),
            Self::Reply(seat, id) => format!("/seats/{seat}/replies/{id}/hide"),
        }
    }
}

/// The seat, for a keeper who may decide about it.
async fn seen(app: &App, viewer: &Viewer, what: &What) -> Result<View, Failure> {
    let who = keeper(viewer)?;
    let reader = viewer.reader();
    let (seat, said) = match what {
        What::Seat(seat) => (seat.clone(), None),
        What::Reply(seat, id) => (seat.clone(), Some(id.clone())),
    };
    Ok(app
        .db
        .read(move |c| {
            let found = store::read(c, &seat, &reader)?;
            match said {
                None if found.local => return Err(Error::NotFound),
                Some(id) => {
                    let said = store::reply(c, &id)?;
                    let own = who.seat(&found.holder_id).is_some();
                    if said.seat_id != found.id || said.hidden_at.is_some() || own {
                        return Err(Error::NotFound);
                    }
                }
                None => {}
            }
            store::view(c, found)
        })
        .await?)
}

async fn ask(app: &App, viewer: &Viewer, what: &What, reason: String, wrong: &[FieldError]) -> Outcome {
    let view = seen(app, viewer, what).await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let (title, note) = match what {
        What::Seat(_) => ("seat-hide-title", "seat-hide-note"),
        What::Reply(..) => ("seat-reply-hide-title", "seat-reply-hide-note"),
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
        What::Seat(seat) => (seat.clone(), None),
        What::Reply(seat, id) => (seat.clone(), Some(id.clone())),
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
        (Ok(()), What::Reply(..)) => Ok(redirect(&format!("{}?done=seat-hidden", view.seat.path()))),
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

/// `GET /seats/{id}/replies/{reply}/hide`
///
/// # Errors
/// 404 for everybody but those who look after the node and do not sit in the organisation that was answered.
pub async fn confirm_reply(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    ask(&app, &viewer, &What::reply(&path)?, String::new(), &[]).await
}

/// `POST /seats/{id}/replies/{reply}/hide`
///
/// # Errors
/// As [`confirm_reply`]. Without a reason the form comes back.
pub async fn submit_reply(app: Data<App>, form: Form, path: Path<(String, String)>) -> Outcome {
    let Form { fields, viewer } = form;
    hide(&app, &viewer, What::reply(&path)?, fields.get("reason").to_owned()).await
}
