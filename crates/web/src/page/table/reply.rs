//! The right of reply, by the link that an officer gave to the body: it needs no account here.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::table::reply::{Form as Typed, actions};
use sofra_domain::table::rules::{NAME, WORDS};
use sofra_domain::table::store;
use sofra_domain::{Error, FieldError};

use super::{SeatCard, StepView};
use crate::App;
use crate::error::Outcome;
use crate::form::{Errors, Form};
use crate::i18n::Language;
use crate::page::{Page, redirect, respond, unlisted};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "table/reply.html")]
struct Ask {
    page: Page,
    errors: Errors,
    card: SeatCard,
    steps: Vec<StepView>,
    action: String,
    typed: Typed,
    languages: Vec<(String, String)>,
    longest_name: usize,
    longest: usize,
    public: bool,
}

async fn page(
    app: &App,
    viewer: &Viewer,
    token: &str,
    typed: Option<Typed>,
    wrong: &[FieldError],
) -> Outcome {
    let (at, secret) = (app.at(), token.to_owned());
    let view = app
        .db
        .read(move |c| {
            let seat = actions::by_link(c, &at, &secret)?;
            store::view(c, seat)
        })
        .await?;
    let language = viewer.language;
    let errors = Errors::new(language, wrong);
    let page = Ask {
        page: Page::new(viewer, language.plain("seat-reply-title"))
            .under("seats")
            .with_form(viewer)
            .wrong(!errors.is_empty()),
        errors,
        card: SeatCard::new(viewer, &view),
        steps: view.steps.iter().map(|step| StepView::new(viewer, &view, step)).collect(),
        action: format!("/seats/reply/{token}"),
        typed: typed.unwrap_or_else(|| Typed {
            name: view.seat.body_name.clone(),
            language: language.as_str().to_owned(),
            words: String::new(),
        }),
        languages: Language::ALL
            .into_iter()
            .map(|one| (one.as_str().to_owned(), language.language_name(&one.tag())))
            .collect(),
        longest_name: NAME,
        longest: WORDS,
        public: view.seat.audience == sofra_domain::table::Audience::Public,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(viewer, status, &page).map(unlisted)
}

/// `GET /seats/reply/{token}`
///
/// # Errors
/// 404 for a link that is not, was used or is too old: they look alike.
pub async fn form(app: Data<App>, viewer: Viewer, token: Path<String>) -> Outcome {
    page(&app, &viewer, &token, None, &[]).await
}

/// `POST /seats/reply/{token}`
///
/// # Errors
/// As [`form`]. Mistakes bring the form back.
pub async fn submit(app: Data<App>, form: Form, token: Path<String>) -> Outcome {
    let Form { fields, viewer } = form;
    let typed = Typed {
        name: fields.get("name").to_owned(),
        language: fields.get("language").to_owned(),
        words: fields.get("words").to_owned(),
    };
    let (at, secret, said) = (app.at(), token.clone(), typed.clone());
    match app.db.write(move |c| actions::by_whom_it_may(c, &at, &secret, &said)).await {
        // What is for a network cannot be read by whoever answered to it: they are told on the way out.
        Ok(seat) if seat.audience == sofra_domain::table::Audience::Public => {
            Ok(redirect(&format!("{}?done=seat-replied", seat.path())))
        }
        Ok(_) => Ok(redirect("/seats?done=seat-replied")),
        Err(Error::Invalid(wrong)) => page(&app, &viewer, &token, Some(typed), &wrong).await,
        Err(other) => Err(other.into()),
    }
}
