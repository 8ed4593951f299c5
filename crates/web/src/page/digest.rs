//! What was new in a week, and the choice of a mail about it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::clock::days;
use sofra_base::week::Week;
use sofra_domain::digest::{actions, store};
use sofra_domain::network::call::store::View as CallView;
use sofra_domain::position::State;
use sofra_domain::position::store::View;

use super::directory::{Row, row};
use super::network::CallLine;
use super::position::PositionCard;
use super::show::CardView;
use super::{Page, ok, redirect, respond, unlisted};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::form::Form;
use crate::i18n::Language;
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "digest.html")]
struct Show {
    page: Page,
    title: String,
    running: bool,
    statements: (Vec<CardView>, i64),
    organisations: (Vec<Row>, i64),
    positions: (Vec<PositionCard>, i64),
    withdrawn: (Vec<PositionCard>, i64),
    calls: (Vec<CallLine>, i64),
    closing: (Vec<CallLine>, i64),
    /// Whether there may be calls for whoever reads.
    asked: bool,
    /// All positions of the week, where the page does not show them all.
    more_positions: Option<String>,
    /// All statements of the week, where the page does not show them all.
    more: Option<String>,
    previous: Option<Week>,
    next: Option<Week>,
    /// Whether a mail can be asked for here.
    mail: bool,
}

/// What a week is called.
pub(crate) fn called(language: Language, week: Week, isolate: bool) -> String {
    let (from, to) = (language.date(week.begins()), language.date(week.ends() - days(1)));
    language.message("digest-week", &[("number", &week.number()), ("from", &from), ("to", &to)], isolate)
}

/// `GET /digest`: the last whole week.
///
/// # Errors
/// The database's own.
pub async fn last(app: Data<App>, viewer: Viewer) -> Outcome {
    let week = Week::of(viewer.now).before();
    show(&app, &viewer, week).await
}

/// `GET /digest/{week}`
///
/// # Errors
/// 404 for a week that is none, has not begun, or was over before the node began.
pub async fn of_week(app: Data<App>, viewer: Viewer, week: Path<String>) -> Outcome {
    let week = Week::parse(&week).ok_or_else(Failure::not_found)?;
    let begun = viewer.node.as_ref().ok_or_else(Failure::not_found)?.created_at;
    if week.begins() > viewer.now || week.ends() <= begun {
        return Err(Failure::not_found());
    }
    show(&app, &viewer, week).await
}

async fn show(app: &App, viewer: &Viewer, week: Week) -> Outcome {
    let (reader, now) = (viewer.reader(), viewer.now);
    let found = app.db.read(move |c| store::of(c, week, &reader, now)).await?;
    let language = viewer.language;
    let begun = viewer.node.as_ref().map(|node| node.created_at).unwrap_or_default();
    let day = |at: sofra_base::clock::Timestamp| at.day();
    let (from, to) = (day(week.begins()), day(week.ends() - days(1)));
    let all = |kind: &str, section: (i64, usize)| {
        (section.0 > i64::try_from(section.1).unwrap_or(i64::MAX))
            .then(|| format!("/search?kind={kind}&from={from}&to={to}"))
    };
    let more = all("statement", (found.statements.total, found.statements.items.len()));
    let more_positions = all("position", (found.positions.total, found.positions.items.len()));
    let cards = |section: &store::Section<View>| {
        let cards = section.items.iter().map(|view| {
            let mut card = PositionCard::new(viewer, view, true);
            if view.position.revision > 1 && view.position.state == State::Standing {
                card.marks.insert(0, language.t("digest-position-changed"));
            }
            card
        });
        (cards.collect::<Vec<_>>(), section.total)
    };
    let lines = |section: &store::Section<CallView>| {
        let lines = section.items.iter().map(|view| CallLine::new(viewer, view, None));
        (lines.collect::<Vec<_>>(), section.total)
    };
    let page = Show {
        page: Page::new(viewer, called(language, week, false)).under("digest"),
        title: called(language, week, true),
        running: week.ends() > now,
        statements: (CardView::all(viewer, &found.statements.items, true), found.statements.total),
        organisations: (
            found.organisations.items.iter().map(|entry| row(viewer, entry)).collect(),
            found.organisations.total,
        ),
        positions: cards(&found.positions),
        withdrawn: cards(&found.withdrawn),
        calls: lines(&found.calls),
        closing: lines(&found.closing),
        asked: viewer.identity.as_ref().is_some_and(|who| !who.seats.is_empty()),
        more_positions,
        more,
        previous: Some(week.before()).filter(|week| week.ends() > begun),
        next: Some(week.after()).filter(|week| week.begins() <= now),
        mail: viewer.identity.is_some() && app.config.mail.is_set(),
    };
    ok(viewer, &page)
}

/// `POST /settings/digest`: whether a mail is wanted when a week is over.
///
/// # Errors
/// To the sign-in; 404 on a node without mail; 409 without a confirmed address.
pub async fn choose(app: Data<App>, form: Form) -> Outcome {
    let who = form.viewer.signed_in()?.clone();
    if !app.config.mail.is_set() {
        return Err(Failure::not_found());
    }
    let (now, wanted) = (form.viewer.now, form.fields.get("digest") == "yes");
    app.db.write(move |c| actions::choose(c, now, &who, wanted)).await?;
    Ok(redirect("/settings?done=saved#digest"))
}

#[derive(Template)]
#[template(path = "digest-stop.html")]
struct Stop {
    page: Page,
    token: String,
    done: bool,
}

/// `GET /digest/stop/{token}`: asks, because mail programs look at links by themselves.
///
/// # Errors
/// 404 for a link that is none of ours.
pub async fn ask(app: Data<App>, viewer: Viewer, token: Path<String>) -> Outcome {
    let (token, asked) = (token.to_string(), token.to_string());
    app.db.read(move |c| actions::check(c, &asked)).await?;
    let page = Page::new(&viewer, viewer.language.plain("digest-stop-title"));
    respond(&viewer, StatusCode::OK, &Stop { page, token, done: false }).map(unlisted)
}

/// `POST /digest/stop/{token}`: ends the mail, also when a mail program asks for it (RFC 8058). It takes no form: what
/// proves that it may is in the address, and it can do nothing else.
///
/// # Errors
/// 404 for a link that is none of ours.
pub async fn stop(app: Data<App>, viewer: Viewer, token: Path<String>) -> Outcome {
    let asked = token.to_string();
    app.db.write(move |c| actions::stop(c, &asked)).await?;
    let page = Page::new(&viewer, viewer.language.plain("digest-stop-title"));
    respond(&viewer, StatusCode::OK, &Stop { page, token: String::new(), done: true }).map(unlisted)
}
