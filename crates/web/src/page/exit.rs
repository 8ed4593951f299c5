//! Leaving quickly: out of the session and away from here, with one button on every page.
//!
//! A button and not a link: a link must not change anything (AUTH-01). Whoever presses it is led away in any case; the
//! session ends and the browser forgets us where it is certain that a page of ours was used.

use actix_web::http::header::{CACHE_CONTROL, ContentType, HeaderName, HeaderValue, LOCATION};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use sofra_domain::Error;
use sofra_domain::account::actions;

use crate::App;
use crate::error::Outcome;
use crate::form::{self, Form};
use crate::i18n::Language;
use crate::viewer::Viewer;

/// What browsers forget of us: pages kept, cookies, whatever else is stored (Clear-Site-Data, W3C).
const FORGET: HeaderValue = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");

/// `POST /exit`
///
/// # Errors
/// 403 when it was sent from elsewhere.
pub async fn leave(app: Data<App>, request: HttpRequest, typed: Option<Form>) -> Outcome {
    form::check_origin(&request)?;
    // Away in any case, also when the database has nothing to say.
    let Ok(viewer) = Viewer::load(&request).await else {
        return Ok(away(&app, Language::En, None));
    };
    // A form that carries the token of its page proves where it came from; so does a browser that says so. A page
    // that has been open for long has an old token: then the person is led away all the same.
    let says_so = request.headers().get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    if typed.is_none() && !says_so {
        return Ok(away(&app, viewer.language, None));
    }
    if let (Some(session), Some(who)) = (viewer.session.clone(), viewer.identity.clone()) {
        match app.db.write(move |c| actions::end_session(c, &who, &session.id)).await {
            Ok(()) | Err(Error::NotFound) => {}
            // Away from here is what matters now.
            Err(error) => tracing::error!(%error, "a session could not be ended by leaving quickly"),
        }
    }
    Ok(away(&app, viewer.language, Some(&viewer)))
}

/// Leads away; with a reader, the browser also forgets us.
pub fn away(app: &App, language: Language, forget: Option<&Viewer>) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response
        .insert_header((LOCATION, app.config.safety.exit(language.as_str()).to_owned()))
        .insert_header((CACHE_CONTROL, "no-store"));
    if let Some(viewer) = forget {
        response.insert_header((HeaderName::from_static("clear-site-data"), FORGET));
        // Also for browsers that do not know the header.
        for cookie in viewer.no_cookies() {
            response.cookie(cookie);
        }
    }
    response.finish()
}

/// `GET /blank`: nothing, and nothing that says whose nothing it is.
pub async fn blank() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>OK</title>\n")
}
