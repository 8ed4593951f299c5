//! Withdrawing a position, and hiding one of another node: each after a page that says what will happen.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::actor::ActorKind;
use sofra_domain::position::store::{self, View};
use sofra_domain::position::{PositionId, State, actions};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, FieldError, approval};

use super::{SubjectView, stance_name};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::approval::rule_words;
use crate::page::moderation::keeper;
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "position/end.html")]
struct Ask {
    page: Page,
    errors: Errors,
    path: String,
    action: String,
    speaker: Speaker,
    stance: String,
    subject: SubjectView,
    points: Vec<String>,
    label: Option<(String, String)>,
    reason: String,
    button: String,
    copies: Vec<String>,
}

/// A position that the reader can withdraw, with whether it is a person's own.
async fn own(
    app: &App,
    viewer: &Viewer,
    id: &str,
) -> Result<(View, bool, Option<approval::Rule>, Vec<String>), Failure> {
    let who = viewer.signed_in()?.clone();
    let id = PositionId::parse(id).ok_or_else(Failure::not_found)?;
    Ok(app
        .db
        .read(move |c| {
            let reader = Reader::Account(who.clone());
            let found = store::read(c, &id, &reader)?;
            let own = who.may_write && who.person.as_ref() == Some(&found.holder_id);
            if !found.local || found.state != State::Standing || !own && !who.is_officer(&found.holder_id) {
                return Err(Error::NotFound);
            }
            let copies = store::copies(c, &id)?;
            let view = store::view(c, found, &reader)?;
            let rule = match view.holder.kind {
                ActorKind::Member => None,
                _ => Some(approval::store::rule(c, &view.holder.id)?),
            };
            Ok::<_, Error>((view, own, rule, copies))
        })
        .await?)
}

/// `GET /positions/{id}/withdraw`
///
/// # Errors
/// 404 for whoever cannot withdraw it.
pub async fn confirm(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    withdrawal(&app, &viewer, &id, String::new(), &[]).await
}

async fn withdrawal(app: &App, viewer: &Viewer, id: &str, reason: String, wrong: &[FieldError]) -> Outcome {
    let (view, own, rule, copies) = own(app, viewer, id).await?;
    let language = viewer.language;
    let speaker = Speaker::new(viewer, &view.holder);
    let mut points = vec![language.t("position-withdraw-note")];
    if let Some(rule) = rule {
        points.push(language.t2(
            "position-withdraw-rule",
            "organisation",
            &speaker.name.text,
            "rule",
            rule_words(language, rule),
        ));
    }
    let errors = Errors::new(language, wrong);
    let page = Ask {
        page: Page::new(viewer, language.plain("position-withdraw-title")).wrong(!errors.is_empty()),
        errors,
        path: view.position.path(),
        action: format!("{}/withdraw", view.position.path()),
        stance: stance_name(language, view.position.stance),
        subject: SubjectView::new(viewer, &view.subject),
        speaker,
        points,
        label: (!own)
            .then(|| (language.t("position-withdraw-reason"), language.t("position-withdraw-reason-help"))),
        reason,
        button: language.t("position-withdraw"),
        copies,
    };
    respond(viewer, if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
}

/// `POST /positions/{id}/withdraw`
///
/// # Errors
/// As [`confirm`]. Without a reason the form comes back.
pub async fn withdraw(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    own(&app, &viewer, &id).await?;
    let parsed = PositionId::parse(&id).ok_or_else(Failure::not_found)?;
    let (at, who, reason) = (app.at(), viewer.signed_in()?.clone(), fields.get("reason").to_owned());
    let why = reason.clone();
    match app.db.write(move |c| actions::withdraw(c, &at, &who, &parsed, &why)).await {
        Ok(found) => {
            let done = match found.state {
                State::Withdrawn => "position-withdrawn",
                _ => "position-withdrawal-proposed",
            };
            Ok(redirect(&format!("{}?done={done}", found.path())))
        }
        Err(Error::Invalid(wrong)) => withdrawal(&app, &viewer, &id, reason, &wrong).await,
        Err(other) => Err(other.into()),
    }
}

/// `GET /positions/{id}/hide`
///
/// # Errors
/// 404 for everybody but those who look after the node, and for positions of this node.
pub async fn confirm_hiding(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    keeper(&viewer)?;
    hiding(&app, &viewer, &id, String::new(), &[]).await
}

async fn hiding(app: &App, viewer: &Viewer, id: &str, reason: String, wrong: &[FieldError]) -> Outcome {
    let (id, reader) = (PositionId::parse(id).ok_or_else(Failure::not_found)?, viewer.reader());
    let view = app
        .db
        .read(move |c| {
            let found = store::read(c, &id, &reader)?;
            if found.local { Err(Error::NotFound) } else { store::view(c, found, &reader) }
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let page = Ask {
        page: Page::new(viewer, language.plain("position-hide-title")).wrong(!errors.is_empty()),
        errors,
        path: view.position.path(),
        action: format!("{}/hide", view.position.path()),
        speaker: Speaker::new(viewer, &view.holder),
        stance: stance_name(language, view.position.stance),
        subject: SubjectView::new(viewer, &view.subject),
        points: vec![language.t("position-hide-note")],
        label: Some((language.t("moderation-reason"), language.t("moderation-reason-help"))),
        reason,
        button: language.t("position-hide"),
        copies: Vec::new(),
    };
    respond(viewer, if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
}

/// `POST /positions/{id}/hide`
///
/// # Errors
/// As [`confirm_hiding`]. Without a reason the form comes back.
pub async fn hide(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let (who, at) = (keeper(&viewer)?, app.at());
    let parsed = PositionId::parse(&id).ok_or_else(Failure::not_found)?;
    let (reader, reason) = (viewer.reader(), fields.get("reason").to_owned());
    let why = reason.clone();
    let hidden = app
        .db
        .write(move |c| {
            let found = store::read(c, &parsed, &reader)?;
            if found.local {
                return Err(Error::NotFound);
            }
            actions::set_hidden(c, &at, Some(&who), &parsed, true, &why)
        })
        .await;
    match hidden {
        Ok(()) => Ok(redirect("/positions?done=position-hidden")),
        Err(Error::Invalid(wrong)) => hiding(&app, &viewer, &id, reason, &wrong).await,
        Err(other) => Err(other.into()),
    }
}
