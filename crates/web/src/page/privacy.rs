//! What is kept here, how long, and who sees to it: the same table that the schedule enforces.

use actix_web::web::Data;
use askama::Template;
use sofra_domain::retention::{self, By, Kept};

use super::{Page, ok};
use crate::App;
use crate::error::Outcome;
use crate::i18n::Language;
use crate::viewer::Viewer;

struct Line {
    what: String,
    why: String,
    kept: String,
    by: String,
}

#[derive(Template)]
#[template(path = "privacy.html")]
struct Privacy {
    page: Page,
    lines: Vec<Line>,
}

fn kept(language: Language, kept: Kept) -> String {
    match kept {
        Kept::Never => language.t("retention-never"),
        Kept::Memory => language.t("retention-memory"),
        Kept::Hours(hours) => language.t1("retention-hours", "count", hours),
        Kept::Days(days) => language.t1("retention-days", "count", days),
        Kept::Account => language.t("retention-until-account"),
        Kept::Author => language.t("retention-until-author"),
        Kept::Node => language.t("retention-until-node"),
    }
}

/// `GET /privacy`
///
/// # Errors
/// When the template fails.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let language = viewer.language;
    let lines = retention::table(&app.config.retention)
        .into_iter()
        .map(|rule| Line {
            what: language.t(&format!("retention-{}", rule.code)),
            why: language.t(&format!("retention-{}-why", rule.code)),
            kept: kept(language, rule.kept),
            by: language.t(match rule.by {
                By::Schedule => "retention-by-schedule",
                By::Design => "retention-by-design",
                By::Owner => "retention-by-owner",
                By::Host => "retention-by-host",
            }),
        })
        .collect();
    ok(&viewer, &Privacy { page: Page::new(&viewer, language.plain("retention-title")), lines })
}
