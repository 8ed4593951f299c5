//! The further pages of the network view: all subjects, who has spoken, the course over time, the method.

use actix_web::web::Data;
use askama::Template;
use sofra_domain::actor::ActorId;
use sofra_domain::overview::{Dimension, store};

use super::asked::{self, label};
use super::shown::{Choice, Head, Stance4, SubjectView, by_key, percent};
use super::{looked_at, parted_by};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::page::chart::{Chart, bar, columns, in_words, share};
use crate::page::show::Speaker;
use crate::page::{Page, ok, unlisted};
use crate::viewer::{Viewer, parameter};

/// Subjects on one page.
const SUBJECTS: usize = 12;
/// Organisations on one page.
const ORGANISATIONS: i64 = 40;
/// Rows of a table by what organisations are, the largest first.
const SLICES: usize = 25;

#[derive(Template)]
#[template(path = "overview/subjects.html")]
struct Subjects {
    page: Page,
    head: Head,
    subjects: Vec<SubjectView>,
    first: usize,
    last: usize,
    total: usize,
    next: Option<String>,
    start: Option<String>,
}

/// `GET /overview/subjects`: those with the most answers first.
///
/// # Errors
/// 404 for what is not there.
pub async fn subjects(app: Data<App>, viewer: Viewer) -> Outcome {
    let from: usize = parameter(&viewer.query, "from").and_then(|n| n.parse().ok()).unwrap_or(0).min(100_000);
    let (asked, view) = looked_at(&app, &viewer, None, from + SUBJECTS).await?;
    let total = view.lines.len();
    let last = (from + SUBJECTS).min(total);
    let shown = view.lines.get(from..last).unwrap_or_default();
    let show = Subjects {
        page: Page::new(&viewer, viewer.language.plain("overview-tab-subjects")).under("overview"),
        head: Head::new(&viewer, &asked, &view, "/overview/subjects"),
        subjects: shown.iter().map(|line| SubjectView::new(&viewer, &asked, &view, line)).collect(),
        first: if shown.is_empty() { 0 } else { from + 1 },
        last,
        total,
        next: (last < total).then(|| asked.link("/overview/subjects", &[("from", &last.to_string())])),
        start: (from > 0).then(|| asked.link("/overview/subjects", &[])),
    };
    ok(&viewer, &show)
}

struct Row {
    label: String,
    href: String,
    /// How many of how many; not where that is only at most.
    chart: Option<Chart>,
    of: String,
    positions: Chart,
    figures: Vec<Stance4>,
    words: String,
}

#[derive(Template)]
#[template(path = "overview/who.html")]
struct Who {
    page: Page,
    head: Head,
    dimensions: Vec<Choice>,
    by: String,
    rows: Vec<Row>,
    left_out: usize,
    all_path: Option<String>,
    silent: Option<(i64, String)>,
    silent_count: i64,
    /// Whether the number of those who were silent is told.
    silence: bool,
    /// Whether some numbers are only the most that it can be.
    at_most: bool,
}

/// `GET /overview/who`: who has spoken and who has not, by what they are.
///
/// # Errors
/// 404 for what is not there.
pub async fn who(app: Data<App>, viewer: Viewer) -> Outcome {
    let language = viewer.language;
    let wanted = parameter(&viewer.query, "dimension").and_then(|name| Dimension::parse(&name));
    let wanted = wanted.filter(|d| Dimension::CHOICES.contains(d));
    // What is chosen already parts nobody further, so that the first of the rest is taken.
    let chosen =
        |one: &Dimension| parameter(&viewer.query, asked::parameter_of(*one)).is_some_and(|v| !v.is_empty());
    let first = Dimension::CHOICES.iter().copied().find(|one| !chosen(one));
    let dimension = wanted.or(first).unwrap_or(Dimension::Region);
    let (asked, view) = parted_by(&app, &viewer, None, 0, Some(dimension)).await?;
    let whole = parameter(&viewer.query, "all").is_some();
    let slices: Vec<_> = view.slices.iter().filter(|slice| slice.dimension == dimension).collect();
    let most = if whole { slices.len() } else { SLICES };
    let link = |dimension: Dimension, all: &str| {
        asked.link("/overview/who", &[("dimension", dimension.as_str()), ("all", all)])
    };
    let rows: Vec<Row> = slices
        .iter()
        .take(most)
        .map(|slice| {
            let name = label(language, dimension, &slice.value);
            let (parameter, value) = asked::pair(dimension, &slice.value);
            let figures = Stance4::all(language, &asked, &slice.stances, &[(parameter, &value)]);
            let spoken = percent(language, (slice.spoken * 1000 / slice.members.max(1) + 5) / 10);
            Row {
                href: asked.link("/overview", &[(parameter, &value)]),
                chart: (!slice.at_most).then(|| share(language, &name, spoken, slice.spoken, slice.members)),
                of: language.t2(
                    if slice.at_most { "overview-some-of-at-most" } else { "overview-some-of" },
                    "shown",
                    slice.spoken,
                    "total",
                    slice.members,
                ),
                positions: bar(language, &name, &slice.stances),
                words: in_words(language, &slice.stances),
                figures: figures.into_iter().filter(|figure| figure.count > 0).collect(),
                label: name,
            }
        })
        .collect();
    let silent_count = view.voices.members - view.voices.spoken;
    let show = Who {
        page: Page::new(&viewer, language.plain("overview-tab-who")).under("overview"),
        dimensions: Dimension::CHOICES
            .iter()
            .filter(|one| **one == dimension || !chosen(one))
            .map(|one| Choice {
                value: link(*one, ""),
                label: language.t(by_key(*one)),
                on: *one == dimension,
            })
            .collect(),
        by: language.t(by_key(dimension)),
        left_out: slices.len() - rows.len(),
        all_path: (rows.len() < slices.len()).then(|| link(dimension, "1")),
        silent: (!view.question.scope.is_public() && silent_count > 0)
            .then(|| (silent_count, asked.link("/overview/silent", &[]))),
        silent_count,
        at_most: view.voices.at_most || view.slices.iter().any(|slice| slice.at_most),
        silence: !view.voices.at_most,
        head: Head::new(&viewer, &asked, &view, "/overview/who"),
        rows,
    };
    ok(&viewer, &show)
}

#[derive(Template)]
#[template(path = "overview/silent.html")]
struct Silent {
    page: Page,
    head: Head,
    speakers: Vec<Speaker>,
    total: i64,
    next: Option<String>,
}

/// `GET /overview/silent`: who took no position, by name, for people in the network alone. Silence is never consent, and
/// to others it is a number.
///
/// # Errors
/// 404 for everybody else.
pub async fn silent(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, view) = looked_at(&app, &viewer, None, 0).await?;
    if view.question.scope.is_public() {
        return Err(Failure::not_found());
    }
    let after = parameter(&viewer.query, "after").and_then(|id| ActorId::parse(&id));
    let question = view.question.clone();
    let mut found =
        app.db.read(move |c| store::silent(c, &question, after.as_ref(), ORGANISATIONS + 1)).await?;
    let most = usize::try_from(ORGANISATIONS).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| asked.link("/overview/silent", &[("after", last.id.as_str())]));
    let show = Silent {
        page: Page::new(&viewer, viewer.language.plain("overview-silent")).under("overview"),
        head: Head::new(&viewer, &asked, &view, "/overview/silent"),
        speakers: found.iter().map(|actor| Speaker::new(&viewer, actor)).collect(),
        total: view.voices.members - view.voices.spoken,
        next,
    };
    ok(&viewer, &show).map(unlisted)
}

struct Week {
    name: String,
    answers: i64,
    href: String,
    words: String,
}

#[derive(Template)]
#[template(path = "overview/weeks.html")]
struct Weeks {
    page: Page,
    head: Head,
    chart: Chart,
    rows: Vec<Week>,
    filtered: bool,
}

/// `GET /overview/weeks`: when positions were decided.
///
/// # Errors
/// 404 for what is not there.
pub async fn weeks(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, view) = looked_at(&app, &viewer, None, 0).await?;
    let language = viewer.language;
    let total: i64 = view.weeks.iter().map(|(_, stances)| stances.all()).sum();
    let description = language.plain2("overview-weeks-desc", "count", total, "weeks", view.weeks.len());
    let show = Weeks {
        page: Page::new(&viewer, language.plain("overview-tab-weeks")).under("overview"),
        head: Head::new(&viewer, &asked, &view, "/overview/weeks"),
        chart: columns(language, &language.plain("overview-tab-weeks"), description, &view.weeks),
        rows: view
            .weeks
            .iter()
            .rev()
            .filter(|(_, stances)| stances.all() > 0)
            .map(|(week, stances)| Week {
                name: week_name(&viewer, week),
                answers: stances.all(),
                href: asked.link("/overview/positions", &[("week", week)]),
                words: in_words(language, stances),
            })
            .collect(),
        filtered: view.question.who.is_some(),
    };
    ok(&viewer, &show)
}

/// `2026-W48` as people say it.
fn week_name(viewer: &Viewer, week: &str) -> String {
    let (year, number) = week.split_once("-W").unwrap_or((week, ""));
    let number: i64 = number.parse().unwrap_or(0);
    viewer.language.plain2("overview-week", "week", number, "year", year)
}

#[derive(Template)]
#[template(path = "overview/method.html")]
struct Method {
    page: Page,
    head: Head,
}

/// `GET /overview/method`: how all of it is counted.
///
/// # Errors
/// 404 for what is not there.
pub async fn method(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, view) = looked_at(&app, &viewer, None, 0).await?;
    let show = Method {
        page: Page::new(&viewer, viewer.language.plain("overview-tab-method")).under("overview"),
        head: Head::new(&viewer, &asked, &view, "/overview/method"),
    };
    ok(&viewer, &show)
}
