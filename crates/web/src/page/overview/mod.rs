//! The network view: what organisations think, of whom they are so many, and what they say who think otherwise.

pub(crate) mod asked;
pub mod export;
mod parts;
mod positions;
mod shown;

pub use parts::{method, silent, subjects, weeks, who};
pub(crate) use positions::narrowed;
pub use positions::positions;

use actix_web::web::{Data, Path};
use askama::Template;
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::overview::store::{self, SHORT};
use sofra_domain::overview::{Dimension, View, What};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, agenda};

use self::asked::{Asked, label};
use self::positions::EntryView;
use self::shown::{Choice, GroundView, Head, Stance4, SubjectView};
use super::chart::{Chart, bar};
use super::{Page, ok, redirect};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::viewer::{Viewer, parameter};

/// Subjects on the first page.
const FIRST: usize = 8;

/// Who reads, as the domain asks it.
fn reader(viewer: &Viewer) -> Reader {
    viewer.identity.clone().map_or(Reader::Anyone, Reader::Account)
}

/// Reads what is asked and the view of it; `named` subjects are named.
async fn looked_at(
    app: &App,
    viewer: &Viewer,
    network: Option<ActorId>,
    named: usize,
) -> Result<(Asked, View), Failure> {
    parted_by(app, viewer, network, named, None).await
}

/// The same with those who are asked about parted by what else they are.
async fn parted_by(
    app: &App,
    viewer: &Viewer,
    network: Option<ActorId>,
    named: usize,
    across: Option<Dimension>,
) -> Result<(Asked, View), Failure> {
    let (query, now, reader) = (viewer.query.clone(), viewer.now, reader(viewer));
    let found = app
        .db
        .read(move |c| {
            let get = |name: &str| parameter(&query, name).unwrap_or_default();
            let mut asked = asked::read(c, &reader, network.as_ref(), get)?;
            asked.question.named = named;
            asked.question.across = across;
            let view = store::view(c, now, asked.question.clone(), &reader)?;
            Ok::<_, Error>((asked, view))
        })
        .await?;
    Ok(found)
}

#[derive(Template)]
#[template(path = "overview/show.html")]
struct Show {
    page: Page,
    head: Head,
    whole: Chart,
    totals: Vec<Stance4>,
    answers: i64,
    common: Vec<GroundView>,
    constituencies: Vec<Choice>,
    contested: Vec<SubjectView>,
    dissent: Vec<EntryView>,
    dissent_total: i64,
    dissent_path: String,
    subjects: Vec<SubjectView>,
    subjects_total: usize,
    subjects_path: String,
    fresh: i64,
    fresh_path: String,
    unaddressed: Vec<SubjectView>,
    unaddressed_total: usize,
    everything: bool,
    filtered: bool,
    files: Vec<(String, &'static str)>,
}

/// `GET /overview`
///
/// # Errors
/// 404 for what is not there.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    page(&app, &viewer, None).await
}

/// `GET /o/{name}/overview`
///
/// # Errors
/// 404 for a network that is not there.
pub async fn of_local(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    if name.len() > 64 {
        return Err(Failure::not_found());
    }
    let wanted = name.clone();
    let found = app.db.read(move |c| actor::store::local_by_username(c, &wanted)).await?;
    let found = found.filter(|a| a.kind == ActorKind::Network).ok_or_else(Failure::not_found)?;
    // A name in another case is the same name: its page has one address.
    if found.username != *name && found.is_active() {
        return Ok(redirect(&format!("{}/overview", found.path())));
    }
    page(&app, &viewer, Some(found.id)).await
}

/// `GET /actors/{id}/overview`
///
/// # Errors
/// 404 for a network that is not there.
pub async fn of_remote(app: Data<App>, viewer: Viewer, id: Path<String>) -> Outcome {
    let id = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    page(&app, &viewer, Some(id)).await
}

async fn page(app: &App, viewer: &Viewer, network: Option<ActorId>) -> Outcome {
    let (asked, view) = looked_at(app, viewer, network, FIRST).await?;
    let language = viewer.language;
    let head = Head::new(viewer, &asked, &view, "/overview");
    let one = |place: &usize| SubjectView::new(viewer, &asked, &view, &view.lines[*place]);
    let title = language.plain("overview-answers");
    let fresh_weeks: Vec<String> = view.weeks.iter().rev().take(2).map(|(week, _)| week.clone()).collect();
    let show = Show {
        page: Page::new(viewer, head.title.clone()).under("overview"),
        whole: bar(language, &title, &view.totals),
        totals: Stance4::all(language, &asked, &view.totals, &[]),
        answers: view.totals.all(),
        common: view
            .common
            .iter()
            .take(SHORT)
            .filter_map(|place| GroundView::new(viewer, &asked, &view, &view.lines[*place]))
            .collect(),
        constituencies: Dimension::CONSTITUENCIES
            .iter()
            .map(|by| Choice {
                value: asked.link("/overview", &[("by", by.as_str())]),
                label: language.plain(shown::by_key(*by)),
                on: *by == asked.question.by,
            })
            .collect(),
        contested: view.contested.iter().take(3).map(one).collect(),
        dissent: view.dissent.entries.iter().take(3).map(|e| EntryView::new(viewer, &view, e)).collect(),
        dissent_total: view.dissent.total,
        dissent_path: asked.link("/overview/positions", &[("stance", "dissent")]),
        subjects: (0..view.lines.len().min(FIRST)).map(|place| one(&place)).collect(),
        subjects_total: view.lines.len(),
        subjects_path: asked.link("/overview/subjects", &[]),
        fresh: view.fresh.all(),
        fresh_path: asked.link("/overview/positions", &[("week", &fresh_weeks.join(" "))]),
        unaddressed: view
            .unaddressed
            .iter()
            .take(12)
            .map(|identity| SubjectView::empty(viewer, &asked, &view, identity))
            .collect(),
        unaddressed_total: view.unaddressed.len(),
        everything: matches!(view.question.what, What::Everything),
        filtered: view.question.who.is_some(),
        files: if view.question.and.is_empty() {
            export::FILES.iter().map(|(to, key)| (asked.link(to, &[]), *key)).collect()
        } else {
            Vec::new()
        },
        head,
    };
    ok(viewer, &show)
}

/// The themes that can be chosen, with the one that is.
fn themes(viewer: &Viewer, what: &What) -> Vec<Choice> {
    let istanbul = agenda::istanbul();
    let chosen = match what {
        What::Theme(urn) => urn.as_str(),
        _ => "",
    };
    let none =
        Choice { value: String::new(), label: viewer.language.t("overview-any"), on: chosen.is_empty() };
    std::iter::once(none)
        .chain(istanbul.themes.iter().map(|theme| Choice {
            value: theme.code.clone(),
            label: super::show::Words::best(viewer, &theme.title, &theme.code).text,
            on: istanbul.theme_urn(theme) == chosen,
        }))
        .collect()
}

/// The values of a dimension that members have, with the one that is chosen.
fn values(viewer: &Viewer, view: &View, dimension: Dimension) -> Vec<Choice> {
    let conditions = view.question.conditions();
    let mut all: Vec<Choice> = view
        .choices
        .iter()
        .filter(|(of, _)| *of == dimension)
        .map(|(_, value)| Choice {
            value: asked::pair(dimension, value).1,
            label: label(viewer.language, dimension, value),
            on: conditions.iter().any(|(of, chosen)| *of == dimension && chosen == value),
        })
        .collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    all
}
