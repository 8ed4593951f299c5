//! Whom the host of this node trusts: where chains of vouches begin.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::account::Role;
use sofra_domain::actor::{ActorId, store};
use sofra_domain::vouch::{actions, store as vouches};
use sofra_domain::{Error, FieldError};

use super::keeper;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::{Errors, Form};
use crate::page::show::Speaker;
use crate::page::{Page, redirect, respond};
use crate::viewer::{Viewer, parameter};

#[derive(Template)]
#[template(path = "trust.html")]
struct Show {
    page: Page,
    errors: Errors,
    rows: Vec<Row>,
    target: Option<Speaker>,
    target_id: String,
    reason: String,
}

struct Row {
    id: String,
    speaker: Speaker,
    reason: String,
    since: String,
}

async fn page(
    app: &App,
    viewer: &Viewer,
    status: StatusCode,
    target: &str,
    reason: String,
    wrong: &[FieldError],
) -> Outcome {
    let id = ActorId::parse(target);
    let (anchors, target) = app
        .db
        .read(move |c| {
            let target = match &id {
                Some(id) => Some(store::get(c, id)?).filter(|a| !a.local && actions::can_be_vouched_for(a)),
                None => None,
            };
            Ok::<_, Error>((vouches::marked(c)?, target))
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let show = Show {
        page: Page::new(viewer, language.plain("vouch-trust-title")).under("admin").wrong(!errors.is_empty()),
        errors,
        rows: anchors
            .iter()
            .map(|anchor| Row {
                id: anchor.actor.id.to_string(),
                speaker: Speaker::new(viewer, &anchor.actor),
                reason: anchor.reason.clone(),
                since: language.date(anchor.decided_at),
            })
            .collect(),
        target_id: target.as_ref().map(|a| a.id.to_string()).unwrap_or_default(),
        target: target.as_ref().map(|a| Speaker::new(viewer, a)),
        reason,
    };
    respond(viewer, status, &show)
}

/// `GET /admin/trust?for=…`
///
/// # Errors
/// 404 for everybody but the host.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    keeper(&viewer, Role::Host)?;
    let target = parameter(&viewer.query, "for").unwrap_or_default();
    page(&app, &viewer, StatusCode::OK, &target, String::new(), &[]).await
}

/// `POST /admin/trust/{actor}`
///
/// # Errors
/// As [`show`]; a missing reason brings the form back.
pub async fn begin(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let who = keeper(&viewer, Role::Host)?;
    let target = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let reason: String = fields.get("reason").chars().take(2000).collect();
    let (at, typed) = (app.at(), reason.clone());
    match app.db.write(move |c| actions::trust(c, &at, Some(&who), &target, Some(&typed))).await {
        Ok(()) => Ok(redirect("/admin/trust?done=saved")),
        Err(Error::Invalid(wrong)) => {
            page(&app, &viewer, StatusCode::UNPROCESSABLE_ENTITY, &id, reason, &wrong).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /admin/trust/{actor}/end`
///
/// # Errors
/// As [`show`].
pub async fn end(app: Data<App>, form: Form, id: Path<String>) -> Outcome {
    let who = keeper(&form.viewer, Role::Host)?;
    let target = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let at = app.at();
    app.db.write(move |c| actions::trust(c, &at, Some(&who), &target, None)).await?;
    Ok(redirect("/admin/trust?done=saved"))
}
