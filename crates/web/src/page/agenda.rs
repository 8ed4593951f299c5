//! What the movement asks for, and what was said on each demand, here and elsewhere.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::clock::Timestamp;
use sofra_domain::agenda::{self, Agenda, Demand};
use sofra_domain::statement::store::{self, Scope};

use super::position::Links;
use super::show::{CardView, DemandLink, Words};
use super::{Page, ok, redirect};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::pager::{Pager, Place};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "agenda.html")]
struct Whole {
    page: Page,
    themes: Vec<Theme>,
    demands: usize,
    adopted: String,
    place: String,
}

struct Theme {
    code: String,
    title: Words,
    demands: Vec<Row>,
}

struct Row {
    link: DemandLink,
    counts: Option<(i64, i64)>,
    parts: Vec<Row>,
}

/// `GET /agenda`: one agenda is built in, so it is the one that is meant.
///
/// # Errors
/// None.
pub async fn all() -> Outcome {
    Ok(redirect(&format!("/agenda/{}", agenda::istanbul().id)))
}

/// The last day of the congress, on which the agenda was adopted.
fn adopted(agenda: &Agenda) -> Option<Timestamp> {
    let date = agenda.congress.ends.date?;
    Timestamp::parse_rfc3339(&format!("{date}T12:00:00Z"))
}

/// `GET /agenda/{agenda}`
///
/// # Errors
/// 404 for an agenda that is not known.
pub async fn whole(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let agenda = agenda::by_id(&id).ok_or_else(Failure::not_found)?;
    let counts: BTreeMap<String, (i64, i64)> = app
        .db
        .read(store::counts_by_demand)
        .await?
        .into_iter()
        .map(|(urn, statements, authors)| (urn, (statements, authors)))
        .collect();
    let row = |demand: &Demand, parts: Vec<Row>| {
        let urn = agenda.urn(demand);
        DemandLink::of(&viewer, &urn).map(|link| Row { link, counts: counts.get(&urn).copied(), parts })
    };
    let themes: Vec<Theme> = agenda
        .themes
        .iter()
        .map(|theme| Theme {
            code: theme.code.clone(),
            title: Words::best(&viewer, &theme.title, &theme.code),
            demands: theme
                .demands
                .iter()
                .filter(|d| d.parent.is_none())
                .filter_map(|demand| {
                    let parts = theme.demands.iter().filter(|d| d.parent.as_ref() == Some(&demand.code));
                    row(demand, parts.filter_map(|part| row(part, Vec::new())).collect())
                })
                .collect(),
        })
        .collect();
    let language = viewer.language;
    let page = Whole {
        page: Page::new(&viewer, language.plain("agenda-title")).under("agenda"),
        demands: themes.iter().map(|t| t.demands.len()).sum(),
        themes,
        adopted: adopted(agenda).map(|at| language.date(at)).unwrap_or_default(),
        place: Words::best(&viewer, &agenda.congress.place, "").text,
    };
    ok(&viewer, &page)
}

#[derive(Template)]
#[template(path = "demand.html")]
struct One {
    page: Page,
    code: String,
    agenda: String,
    theme: Words,
    theme_code: String,
    title: Words,
    parent: Option<DemandLink>,
    parts: Vec<DemandLink>,
    adopted: String,
    place: String,
    authors: i64,
    positions: Links,
    here: Vec<CardView>,
    elsewhere: Vec<CardView>,
    all_shown: bool,
    pager: Pager,
    urn: String,
    previous: Option<DemandLink>,
    next: Option<DemandLink>,
}

/// `GET /agenda/{agenda}/{code}`
///
/// # Errors
/// 404 for a demand that is not known.
pub async fn demand(app: Data<App>, viewer: Viewer, path: Path<(String, String)>) -> Outcome {
    let (id, code) = path.into_inner();
    let agenda = agenda::by_id(&id).ok_or_else(Failure::not_found)?;
    let (theme, demand) = agenda.demand(&code).ok_or_else(Failure::not_found)?;
    if demand.code != code {
        let path = agenda.path(demand);
        return Ok(HttpResponse::MovedPermanently().insert_header((LOCATION, path)).finish());
    }
    let urn = agenda.urn(demand);
    let place = Place::of(&viewer);
    let reader = viewer.reader();
    let (scope, before, of) = (Scope::On(urn.clone()), place.before.clone(), urn.clone());
    let (list, authors, positions) = app
        .db
        .read(move |c| {
            Ok::<_, sofra_domain::Error>((
                store::list_for(c, &scope, &reader, before.as_ref(), store::PAGE)?,
                store::authors_on(c, &of)?,
                sofra_domain::position::store::counts(c, std::slice::from_ref(&of), &reader)?,
            ))
        })
        .await?;
    let language = viewer.language;
    let link = |demand: &Demand| DemandLink::of(&viewer, &agenda.urn(demand));
    let all: Vec<&Demand> = agenda.demands().filter(|d| d.parent.is_none()).collect();
    let top = demand.parent.as_deref().unwrap_or(&demand.code);
    let at = all.iter().position(|d| d.code == top).unwrap_or_default();
    let side = |local: bool| -> Vec<CardView> {
        list.cards
            .iter()
            .filter(|card| card.statement.local == local)
            .map(|card| CardView::new(&viewer, card, true))
            .collect()
    };
    let pager = Pager::new(&agenda.path(demand), "", &place, &list);
    let page = One {
        page: Page::new(
            &viewer,
            format!("{}: {}", demand.code, Words::best(&viewer, &demand.title, &demand.code).text),
        )
        .under("agenda"),
        code: demand.code.clone(),
        agenda: agenda.id.clone(),
        theme: Words::best(&viewer, &theme.title, &theme.code),
        theme_code: theme.code.clone(),
        title: Words::best(&viewer, &demand.title, &demand.code),
        parent: demand.parent.as_ref().and_then(|code| agenda.demand(code)).and_then(|(_, d)| link(d)),
        parts: agenda
            .demands()
            .filter(|d| d.parent.as_ref() == Some(&demand.code))
            .filter_map(link)
            .collect(),
        adopted: adopted(agenda).map(|at| language.date(at)).unwrap_or_default(),
        place: Words::best(&viewer, &agenda.congress.place, "").text,
        authors,
        positions: Links::new(&viewer, &urn, positions.get(&urn).copied().unwrap_or(0)),
        here: side(true),
        elsewhere: side(false),
        all_shown: !pager.is_needed(),
        pager,
        urn,
        previous: at.checked_sub(1).and_then(|i| all.get(i)).and_then(|d| link(d)),
        next: all.get(at + 1).and_then(|d| link(d)),
    };
    ok(&viewer, &page)
}
