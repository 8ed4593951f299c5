//! The scorecard: seats against influence. Every figure leads to the seats that it counts.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use askama::Template;
use sofra_domain::table::score::{self, Figure, Figures, Score};

use super::{Asked, body_kind_name, country_name, figure_key, refusal_name, stage_name};
use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::page::chart::{Chart, outcome, share};
use crate::page::overview::export::harmless;
use crate::page::show::{Speaker, Words};
use crate::page::{Page, ok, unlisted};
use crate::viewer::Viewer;

/// One figure with its denominator and its bar.
struct Line {
    name: String,
    number: String,
    href: String,
    chart: Chart,
}

/// A body or a stage, with all figures.
struct Row {
    name: Words,
    help: String,
    href: String,
    chart: Chart,
    cells: Vec<(String, String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "table/score.html")]
struct Show {
    page: Page,
    of: Vec<(String, Words)>,
    sentence: String,
    lines: Vec<Line>,
    refusals: Vec<(String, String, String)>,
    rating: Option<String>,
    heads: Vec<String>,
    bodies: Vec<Row>,
    stages: Vec<Row>,
    stage: String,
    stage_choices: Vec<(String, String)>,
    network: String,
    networks: Vec<(String, String)>,
    body: String,
    filtered: bool,
    files: Vec<(String, String)>,
    list: String,
}

/// Of what a figure is a part: outcomes are parts of those who sat there, everything else of all seats.
const fn whole(figure: Figure) -> Figure {
    match figure {
        Figure::Adopted | Figure::Answered | Figure::Unanswered => Figure::Attended,
        _ => Figure::Promised,
    }
}

/// All figures in a sentence: of how many promised, and so on.
fn sentence(language: Language, figures: &Figures) -> String {
    let mut parts: Vec<String> = Figure::ALL
        .into_iter()
        .filter(|figure| !matches!(figure, Figure::Promised | Figure::Refused))
        .map(|figure| counted(language, figure, figures.of(figure)))
        .collect();
    let refusals: Vec<String> = figures
        .refusals
        .iter()
        .map(|(refusal, count)| {
            language.plain2("seat-refusal-cell", "reason", refusal_name(language, *refusal), "number", *count)
        })
        .collect();
    let refused = counted(language, Figure::Refused, figures.of(Figure::Refused));
    parts.push(if refusals.is_empty() {
        refused
    } else {
        language.plain2("seat-refused-because", "refused", refused, "reasons", language.list(&refusals))
    });
    language.plain2(
        "seat-score-sentence",
        "count",
        figures.of(Figure::Promised),
        "parts",
        language.list(&parts),
    )
}

fn counted(language: Language, figure: Figure, number: i64) -> String {
    language.plain2("seat-figure-cell", "name", language.plain(figure_key(figure)), "number", number)
}

/// What became of all seats, in one bar: taken up, sat there for nothing, refused, still open.
fn became(language: Language, title: &str, figures: &Figures) -> Chart {
    let taken_up = figures.of(Figure::Adopted) + figures.of(Figure::Answered);
    let (nothing, refused) = (figures.of(Figure::Unanswered), figures.of(Figure::Refused));
    let open = figures.of(Figure::Promised) - taken_up - nothing - refused;
    outcome(language, title, sentence(language, figures), [taken_up, nothing, refused, open])
}

async fn counted_for(app: &App, viewer: &Viewer) -> Result<(Asked, Score), Failure> {
    let mut asked = Asked::read(app, viewer).await?;
    // A scorecard is of all that is asked about: of what figures it consists is its own matter.
    (asked.filter.figure, asked.filter.refusal) = (None, None);
    asked.query.retain(|(name, _)| !matches!(*name, "figure" | "refusal"));
    let (filter, reader) = (asked.filter.clone(), viewer.reader());
    let score = app.db.read(move |c| score::count(c, &filter, &reader)).await?;
    Ok((asked, score))
}

fn cells(
    language: Language,
    asked: &Asked,
    figures: &Figures,
    of: (&str, &str),
) -> Vec<(String, String, Option<String>)> {
    Figure::ALL
        .into_iter()
        .map(|figure| {
            let href = asked.link("/seats", &[of, ("figure", figure.as_str())]);
            let number = figures.of(figure);
            (language.t(figure_key(figure)), language.number(number), (number > 0).then_some(href))
        })
        .collect()
}

/// `GET /seats/score`
///
/// # Errors
/// None.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, score) = counted_for(&app, &viewer).await?;
    let language = viewer.language;
    let plain = |text: &str| Words { text: text.to_owned(), attributes: r#" dir="auto""#.to_owned() };
    let mut of = Vec::new();
    if let Some(name) = asked.body.clone().or_else(|| asked.filter.body.clone()) {
        of.push((language.t("seat-body"), plain(&name)));
    }
    if let Some(holder) = &asked.holder {
        of.push((language.t("seat-holder"), Speaker::new(&viewer, holder).name));
    }
    let all = &score.all;
    let lines = Figure::ALL
        .into_iter()
        .map(|figure| {
            let (number, total) = (all.of(figure), all.of(whole(figure)));
            let name = language.plain(figure_key(figure));
            let words = language.plain2("overview-some-of", "shown", number, "total", total);
            Line {
                href: asked.link("/seats", &[("figure", figure.as_str())]),
                chart: share(language, &name, words.clone(), number, total),
                number: words,
                name,
            }
        })
        .collect();
    let bodies = score
        .bodies
        .iter()
        .map(|body| {
            let mut help = vec![body_kind_name(language, body.kind)];
            help.extend(Some(country_name(language, &body.country)).filter(|name| !name.is_empty()));
            Row {
                name: plain(&body.name),
                help: language.list(&help),
                href: asked.link("/seats/score", &[("body", &body.body)]),
                chart: became(language, &body.name, &body.figures),
                cells: cells(language, &asked, &body.figures, ("body", &body.body)),
            }
        })
        .collect();
    let stages = score
        .stages
        .iter()
        .map(|(stage, figures)| {
            let name = stage_name(language, *stage);
            Row {
                chart: became(language, &name, figures),
                name: Words { text: name, attributes: String::new() },
                help: String::new(),
                href: asked.link("/seats/score", &[("stage", stage.as_str())]),
                cells: cells(language, &asked, figures, ("stage", stage.as_str())),
            }
        })
        .collect();
    let (stage_choices, networks) = asked.choices(&viewer);
    let (sum, count) = all.ratings;
    let page = Show {
        page: Page::new(&viewer, language.plain("seat-score-title")).under("seats"),
        sentence: sentence(language, all),
        lines,
        refusals: all
            .refusals
            .iter()
            .map(|(refusal, count)| {
                let href = asked.link("/seats", &[("figure", "refused"), ("refusal", refusal.as_str())]);
                (refusal_name(language, *refusal), language.number(*count), href)
            })
            .collect(),
        // Tenths, without a fraction: 34 is 3.4.
        rating: (count > 0).then(|| {
            let tenths = sum * 10 / count;
            // One piece, so that no direction of writing turns it round.
            let point = if language == Language::Fr { "," } else { "." };
            let average = format!("{}{point}{}", tenths / 10, tenths % 10);
            language.t2("seat-score-rating", "average", &average, "count", count)
        }),
        heads: Figure::ALL.into_iter().map(|figure| language.t(figure_key(figure))).collect(),
        bodies,
        stages,
        stage: asked.filter.stage.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        stage_choices,
        network: asked.filter.network.as_ref().map(ToString::to_string).unwrap_or_default(),
        networks,
        body: asked.filter.body.clone().unwrap_or_default(),
        filtered: !asked.query.is_empty(),
        files: vec![
            (asked.link("/seats/score.csv", &[]), language.t("overview-take-csv")),
            (asked.link("/seats/score.json", &[]), language.t("overview-take-json")),
        ],
        list: asked.link("/seats", &[]),
        of,
    };
    let response = ok(&viewer, &page)?;
    Ok(if asked.query.is_empty() { response } else { unlisted(response) })
}

/// What a file says of one line: body and stage (empty: all), and the figures.
fn lines(score: &Score) -> Vec<(String, String, &'static str, &Figures)> {
    let mut lines = vec![(String::new(), String::new(), "", &score.all)];
    lines.extend(
        score.stages.iter().map(|(stage, figures)| (String::new(), String::new(), stage.as_str(), figures)),
    );
    for body in &score.bodies {
        lines.push((body.body.clone(), body.name.clone(), "", &body.figures));
        lines.extend(
            body.stages
                .iter()
                .map(|(stage, figures)| (body.body.clone(), body.name.clone(), stage.as_str(), figures)),
        );
    }
    lines
}

fn file(ending: &str, media_type: &'static str, at: &str, body: Vec<u8>) -> HttpResponse {
    unlisted(
        HttpResponse::Ok()
            .content_type(media_type)
            .insert_header((
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"sofra-seats-{at}.{ending}\""),
            ))
            .insert_header((CACHE_CONTROL, "private, no-store"))
            .body(body),
    )
}

/// `GET /seats/score.json`
///
/// # Errors
/// None.
pub async fn json(app: Data<App>, viewer: Viewer) -> Outcome {
    let (asked, score) = counted_for(&app, &viewer).await?;
    let lines: Vec<serde_json::Value> = lines(&score)
        .into_iter()
        .map(|(body, name, stage, figures)| {
            let counts: serde_json::Map<String, serde_json::Value> = Figure::ALL
                .into_iter()
                .map(|figure| (figure.as_str().to_owned(), figures.of(figure).into()))
                .collect();
            let refusals: serde_json::Map<String, serde_json::Value> = figures
                .refusals
                .iter()
                .map(|(refusal, count)| (refusal.as_str().to_owned(), (*count).into()))
                .collect();
            serde_json::json!({
                "body": body, "name": name, "stage": stage, "figures": counts, "refusals": refusals,
                "rating": {"sum": figures.ratings.0, "count": figures.ratings.1}
            })
        })
        .collect();
    let question: serde_json::Map<String, serde_json::Value> =
        asked.query.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
    let whole = serde_json::json!({
        "made": viewer.now.to_rfc3339(),
        "node": app.at().site.base,
        "question": question,
        "lines": lines
    });
    Ok(file("json", "application/json", &viewer.now.day(), whole.to_string().into_bytes()))
}

/// `GET /seats/score.csv`
///
/// # Errors
/// None.
pub async fn csv(app: Data<App>, viewer: Viewer) -> Outcome {
    let (_, score) = counted_for(&app, &viewer).await?;
    let body = table(&score).map_err(|e| Failure::from(sofra_domain::Error::Internal(e.to_string())))?;
    Ok(file("csv", "text/csv; charset=utf-8", &viewer.now.day(), body))
}

fn table(score: &Score) -> Result<Vec<u8>, csv::Error> {
    // Spreadsheets take a file without this mark for one of another time.
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    let mut head = vec!["body", "name", "stage"];
    head.extend(Figure::ALL.into_iter().map(Figure::as_str));
    head.extend(["refusals", "rating_sum", "rating_count"]);
    writer.write_record(&head)?;
    for (body, name, stage, figures) in lines(score) {
        let mut cells = vec![harmless(&body), harmless(&name), stage.to_owned()];
        cells.extend(Figure::ALL.into_iter().map(|figure| figures.of(figure).to_string()));
        let refusals: Vec<String> =
            figures.refusals.iter().map(|(refusal, count)| format!("{} {count}", refusal.as_str())).collect();
        cells.push(refusals.join("; "));
        cells.push(figures.ratings.0.to_string());
        cells.push(figures.ratings.1.to_string());
        writer.write_record(&cells)?;
    }
    writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))
}
