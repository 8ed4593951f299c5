//! The network view to take along: sealed for programs, as tables, and on paper. All of them hold the same positions, and
//! each says when it was made, of how many, how it was counted, and the digest by which others compare.

mod document;
mod paper;
mod sheet;
mod table;

pub(crate) use table::harmless;
mod words;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use askama::Template;
use sofra_domain::Error;
use sofra_domain::overview::export::{self, Taken};

use self::paper::Paper;
use super::asked::{self, Asked};
use super::reader;
use crate::App;
use crate::error::{Failure, Outcome};
use crate::page::{Page, ok, unlisted};
use crate::viewer::{Viewer, parameter};

/// The addresses under which it can be taken along, with the messages that name them.
pub(super) const FILES: [(&str, &str); 5] = [
    ("/overview/print", "overview-take-print"),
    ("/overview/export.docx", "overview-take-docx"),
    ("/overview/export.xlsx", "overview-take-xlsx"),
    ("/overview/export.csv", "overview-take-csv"),
    ("/overview/export.json", "overview-take-json"),
];

/// What is asked, with everything behind it.
async fn taken(app: &App, viewer: &Viewer) -> Result<(Asked, Taken), Failure> {
    // A file holds every position behind a view, which costs more than a page; nothing tells strangers apart.
    let allowed = match &viewer.identity {
        Some(who) => app.views_taken.allows(who.account.as_str(), viewer.now),
        None => app.strangers_views_taken.allows("visitor", viewer.now),
    };
    if !allowed {
        return Err(Error::TooMany.into());
    }
    let (query, at, reader) = (viewer.query.clone(), app.at(), reader(viewer));
    let found = app
        .db
        .read(move |c| {
            let get = |name: &str| parameter(&query, name).unwrap_or_default();
            let asked = asked::read(c, &reader, None, get)?;
            let taken = export::take(c, &at, asked.question.clone(), &reader)?;
            Ok::<_, Error>((asked, taken))
        })
        .await?;
    Ok(found)
}

/// A file. What it holds depends on who asks, so nothing between us keeps it.
fn file(taken: &Taken, ending: &str, media_type: &'static str, body: Vec<u8>) -> HttpResponse {
    let name = format!("attachment; filename=\"sofra-view-{}.{ending}\"", taken.view.at.day());
    let response = HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(body);
    unlisted(response)
}

fn internal(error: impl std::fmt::Display) -> Failure {
    Failure::from(Error::Internal(error.to_string()))
}

/// `GET /overview/export.json`: sealed, for `sofra verify`.
///
/// # Errors
/// 404 for what is not there; 409 for too much; 429 after too many.
pub async fn json(app: Data<App>, viewer: Viewer) -> Outcome {
    let (_, taken) = taken(&app, &viewer).await?;
    let text = serde_json::to_vec_pretty(&taken.sealed).map_err(internal)?;
    Ok(file(&taken, "json", "application/json", text))
}

/// `GET /overview/export.csv`: one row a position.
///
/// # Errors
/// As [`json`].
pub async fn csv(app: Data<App>, viewer: Viewer) -> Outcome {
    let (_, taken) = taken(&app, &viewer).await?;
    let text = table::write(&viewer, &taken).map_err(internal)?;
    Ok(file(&taken, "csv", "text/csv; charset=utf-8; header=present", text))
}

/// `GET /overview/export.xlsx`: a sheet of totals and a sheet of positions.
///
/// # Errors
/// As [`json`].
pub async fn xlsx(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, taken) = taken(&app, &viewer).await?;
    let book = sheet::write(&viewer, &asked, &taken).map_err(internal)?;
    let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(&taken, "xlsx", media_type, book))
}

#[derive(Template)]
#[template(path = "overview/print.html")]
struct Print {
    page: Page,
    paper: Paper,
}

/// `GET /overview/print`: a page without navigation, for paper.
///
/// # Errors
/// As [`json`].
pub async fn print(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, taken) = taken(&app, &viewer).await?;
    let paper = Paper::new(&viewer, &asked, &taken);
    let page = Page::new(&viewer, paper.title.clone()).bare();
    ok(&viewer, &Print { page, paper }).map(unlisted)
}

/// `GET /overview/export.docx`: the same for a word processor.
///
/// # Errors
/// As [`json`].
pub async fn docx(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, taken) = taken(&app, &viewer).await?;
    let paper = Paper::new(&viewer, &asked, &taken);
    let document = document::write(viewer.language, &paper).map_err(internal)?;
    let media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(file(&taken, "docx", media_type, document))
}
