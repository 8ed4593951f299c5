//! What is not out yet, and what is taken back: the list of drafts, throwing one away, withdrawing a statement.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::text::sanitise;
use sofra_domain::statement::model::List;
use sofra_domain::statement::store::{self, Scope};
use sofra_domain::statement::{State, StatementId, View, actions};
use sofra_domain::{Error, FieldError, moving};

use super::compose::mine;
use super::show::{CardView, Speaker, Words};
use super::{Page, ok, redirect, respond};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::pager::{Pager, Place};
use crate::viewer::Viewer;

/// Characters of a reason for withdrawing at most.
const REASON: usize = 300;

#[derive(Template)]
#[template(path = "drafts.html")]
struct Drafts {
    page: Page,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    card: CardView,
    saved: String,
    /// Whether it came out on another node and waits for the move.
    held: bool,
}

/// `GET /drafts`
///
/// # Errors
/// To the sign-in.
pub async fn list(app: Data<App>, viewer: Viewer) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let place = Place::of(&viewer);
    let before = place.before.clone();
    let (list, held): (List, Vec<StatementId>) = app
        .db
        .read(move |c| {
            let list = store::list(c, &Scope::Drafts(who), before.as_ref())?;
            let ids: Vec<StatementId> = list.cards.iter().map(|card| card.statement.id.clone()).collect();
            let held = moving::store::held(c, &ids)?;
            Ok::<_, Error>((list, held))
        })
        .await?;
    let language = viewer.language;
    let rows = list
        .cards
        .iter()
        .map(|card| Row {
            card: CardView::new(&viewer, card, true),
            held: held.contains(&card.statement.id),
            saved: language.t1(
                "compose-draft-begun",
                "when",
                language.ago(card.statement.created_at, viewer.now),
            ),
        })
        .collect();
    let page = Page::new(&viewer, language.plain("compose-drafts")).under("compose");
    ok(&viewer, &Drafts { page, rows, pager: Pager::new("/drafts", "", &place, &list) })
}

/// `POST /statements/{id}/discard`
///
/// # Errors
/// 404 for what this account may not change, 409 for what is no draft any more.
pub async fn discard(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let who = form.viewer.signed_in()?.clone();
    app.db
        .write(move |c| {
            mine(c, &who, &id)?;
            actions::discard(c, &who, &id)
        })
        .await?;
    Ok(redirect("/drafts?done=discarded"))
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct Withdraw {
    page: Page,
    errors: Errors,
    path: String,
    speaker: Speaker,
    title: Words,
    hosts: usize,
    reason: String,
}

/// `GET /statements/{id}/withdraw`
///
/// # Errors
/// 404 for what this account may not change.
pub async fn confirm_withdrawal(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    show_withdrawal(&app, &viewer, id, String::new(), Vec::new()).await
}

async fn show_withdrawal(
    app: &App,
    viewer: &Viewer,
    id: StatementId,
    reason: String,
    wrong: Vec<FieldError>,
) -> Outcome {
    let who = viewer.signed_in()?.clone();
    let found = app
        .db
        .read(move |c| {
            let found = mine(c, &who, &id)?;
            if found.state != State::Published {
                return Ok::<_, Error>(Err(found));
            }
            let sending = store::sending(c, &found.id)?;
            let hosts = sending.delivered + sending.waiting + sending.failed.len();
            Ok(Ok((store::view(c, found, None)?, hosts)))
        })
        .await?;
    let (view, hosts): (View, usize) = match found {
        Ok(found) => found,
        Err(other) => return Ok(redirect(&other.path())),
    };
    let language = viewer.language;
    let text = view.text(&viewer.languages)?;
    let errors = Errors::new(language, &wrong);
    let title = language.plain1("statement-withdraw-title", "title", &text.title);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Withdraw {
        page: Page::new(viewer, title).wrong(!errors.is_empty()),
        errors,
        path: view.statement.path(),
        speaker: Speaker::new(viewer, &view.author),
        title: Words::new(language, &text.language, &text.title),
        hosts,
        reason,
    };
    respond(viewer, status, &page)
}

/// `POST /statements/{id}/withdraw`: once, however often the button is pressed.
///
/// # Errors
/// 404 for what this account may not change.
pub async fn withdraw(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let id = StatementId::parse(&id).ok_or_else(Failure::not_found)?;
    let reason = fields.get("reason").to_owned();
    let (at, who, of) = (app.at(), viewer.signed_in()?.clone(), id.clone());
    if sanitise::line(&reason).chars().count() > REASON {
        let wrong = vec![FieldError::limit("reason", "error-too-long", REASON as i64)];
        return show_withdrawal(&app, &viewer, id, reason, wrong).await;
    }
    let left = app
        .db
        .write(move |c| {
            mine(c, &who, &of)?;
            actions::withdraw(c, &at, &who, &of, &reason)
        })
        .await?;
    if left.state == State::Published {
        return Ok(redirect(&format!("/statements/{id}/approval?done=withdrawal-proposed")));
    }
    Ok(redirect(&format!("/statements/{id}?done=withdrawn")))
}
