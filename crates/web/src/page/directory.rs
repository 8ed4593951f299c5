//! The directory: organisations known here that chose to be found; as a list, and on a map that loads nothing from
//! elsewhere.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::{Data, Path};
use askama::Template;
use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_domain::account::Seat;
use sofra_domain::directory::store::{Cursor, Entry, Filter, PAGE};
use sofra_domain::directory::{actions, store};
use sofra_domain::organisation::model::{Declared, Trait};
use sofra_domain::{agenda, notification};

use super::desk::inside;
use super::desk::profile::declared_key;
use super::facts::FactsView;
use super::show::{Speaker, Words};
use super::{Page, ok, redirect, respond};
use crate::App;
use crate::error::Outcome;
use crate::form::Form;
use crate::i18n::Language;
use crate::viewer::{Viewer, parameter};

/// All land in one shape, without borders: a map that drew them would take sides. Natural Earth, public domain.
const LAND: &str = include_str!("../../data/land.txt");
const PLACES: &str = include_str!("../../data/places.tsv");
/// Width and height of the map, in its own units.
const SIZE: (i32, i32) = (1000, 392);

static PLACE: LazyLock<HashMap<&'static str, (i32, i32)>> = LazyLock::new(|| {
    PLACES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
        })
        .collect()
});

#[derive(Template)]
#[template(path = "directory.html")]
struct Show {
    page: Page,
    words: String,
    countries: Vec<Choice>,
    languages: Vec<Choice>,
    themes: Vec<Choice>,
    declared: Vec<Choice>,
    vouched: Vec<Choice>,
    rows: Vec<Row>,
    total: i64,
    all: i64,
    first: i64,
    last: i64,
    next: Option<String>,
    start: Option<String>,
}

/// A value that can be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) on: bool,
}

/// An organisation in a list.
pub(super) struct Row {
    pub(super) speaker: Speaker,
    pub(super) about: Words,
    pub(super) standing: String,
    pub(super) badge: &'static str,
    pub(super) declared: String,
    pub(super) places: String,
    pub(super) languages: String,
}

pub(super) fn choices(
    language: Language,
    none: &str,
    chosen: &str,
    all: impl Iterator<Item = (String, String)>,
) -> Vec<Choice> {
    std::iter::once((String::new(), language.t(none)))
        .chain(all)
        .map(|(value, label)| Choice { on: value == chosen, value, label })
        .collect()
}

/// What the address asks for. What is no country, language, theme… is left out.
pub(crate) fn filter_of(get: impl Fn(&str) -> String) -> Filter {
    let theme = get("theme");
    Filter {
        words: get("q").chars().take(200).collect(),
        country: Country::parse(&get("country")).map(|c| c.as_str().to_owned()),
        language: get("language").parse::<LanguageTag>().ok().map(|tag| tag.to_string()),
        demands: agenda::theme_by_urn(&theme)
            .map(|(agenda, theme)| theme.demands.iter().map(|demand| agenda.urn(demand)).collect()),
        declared: Declared::parse(&get("declared")),
        vouched: match get("vouched").as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        ..Filter::default()
    }
}

/// The standing of an organisation in a few words.
pub(crate) fn standing_key(entry: &Entry) -> (&'static str, &'static str) {
    match entry.reach {
        Some(0) if entry.actor.local => ("vouch-standing-here", ""),
        Some(0) => ("vouch-standing-trusted", ""),
        Some(_) => ("directory-vouched", "badge-well"),
        None => ("vouch-standing-unverified", "badge-alert"),
    }
}

pub(super) fn row(viewer: &Viewer, entry: &Entry) -> Row {
    let language = viewer.language;
    let (word, badge) = standing_key(entry);
    let facts = FactsView::of(viewer, &entry.facts);
    let mut places = Vec::new();
    let mut languages = String::new();
    let mut declared = Vec::new();
    if let Some(facts) = facts {
        if !facts.host.is_empty() {
            places.push(language.t1("directory-works-in", "country", facts.host));
        }
        if !facts.origins.is_empty() {
            places.push(language.t1("directory-people-from", "countries", facts.origins));
        }
        languages = facts.languages;
        declared = facts.declared;
    }
    let about = Words::best(viewer, &entry.actor.localized_summary(), &entry.actor.summary);
    let plain = sofra_base::text::sanitise::plain_text(&about.text);
    Row {
        speaker: Speaker::new(viewer, &entry.actor),
        about: Words { text: sofra_base::text::sanitise::truncate(&plain, 200), ..about },
        standing: language.t(word),
        badge,
        declared: language.list(&declared),
        places: places.join(" "),
        languages,
    }
}

/// `GET /directory`
///
/// # Errors
/// The database's own.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let get = |name: &str| parameter(&viewer.query, name).unwrap_or_default();
    let (filter, now) = (filter_of(get), viewer.now);
    let after = parameter(&viewer.query, "after").and_then(|text| Cursor::parse(&text));
    let wanted = filter.clone();
    let place = after.clone();
    let (listing, countries, languages) = app
        .db
        .read(move |c| {
            let listing = store::list(c, &wanted, place.as_ref(), PAGE, now)?;
            Ok::<_, sofra_domain::Error>((listing, store::by_country(c)?, store::values(c, Trait::Language)?))
        })
        .await?;
    let language = viewer.language;
    let mut kept = url::form_urlencoded::Serializer::new(String::new());
    for name in ["q", "country", "language", "theme", "declared", "vouched"] {
        let value = get(name);
        if !value.is_empty() {
            kept.append_pair(name, &value);
        }
    }
    let kept = kept.finish();
    let seen: i64 =
        parameter(&viewer.query, "seen").and_then(|n| n.parse().ok()).filter(|n| *n >= 0).unwrap_or(0);
    let shown = i64::try_from(listing.entries.len()).unwrap_or(0);
    let first = if after.is_some() { seen.min(listing.total - shown).max(0) } else { 0 };
    let and = if kept.is_empty() { String::new() } else { format!("{kept}&") };
    let next = listing.next.as_ref().map(|cursor| {
        let place = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("after", &cursor.to_string())
            .append_pair("seen", &(first + shown).to_string())
            .finish();
        format!("/directory?{and}{place}")
    });
    let mut by_name: Vec<(String, String)> = countries
        .iter()
        .filter_map(|(code, _)| Country::parse(code))
        .map(|country| (country.as_str().to_owned(), country.name(language.as_str()).to_owned()))
        .collect();
    by_name.sort_by(|a, b| a.1.cmp(&b.1));
    let spoken = languages.iter().filter_map(|(tag, _)| tag.parse::<LanguageTag>().ok());
    let show = Show {
        page: Page::new(&viewer, language.plain("directory-title")).under("directory"),
        countries: choices(language, "directory-any", &get("country"), by_name.into_iter()),
        languages: choices(
            language,
            "directory-any",
            &get("language"),
            spoken.map(|tag| (tag.to_string(), language.language_name(&tag))),
        ),
        themes: choices(
            language,
            "directory-any",
            &get("theme"),
            agenda::istanbul().themes.iter().map(|theme| {
                let urn = agenda::istanbul().theme_urn(theme);
                (urn, Words::best(&viewer, &theme.title, &theme.code).text)
            }),
        ),
        declared: choices(
            language,
            "directory-any",
            &get("declared"),
            Declared::ALL.iter().map(|one| (one.as_str().to_owned(), language.t(declared_key(*one)))),
        ),
        vouched: choices(
            language,
            "directory-any",
            &get("vouched"),
            [("yes", "directory-vouched"), ("no", "vouch-standing-unverified")]
                .into_iter()
                .map(|(value, key)| (value.to_owned(), language.t(key))),
        ),
        rows: listing.entries.iter().map(|entry| row(&viewer, entry)).collect(),
        words: filter.words,
        total: listing.total,
        all: listing.all,
        first: if shown == 0 { 0 } else { first + 1 },
        last: first + shown,
        next,
        start: after
            .map(|_| if kept.is_empty() { "/directory".to_owned() } else { format!("/directory?{kept}") }),
    };
    ok(&viewer, &show)
}

#[derive(Template)]
#[template(path = "directory-map.html")]
struct Map {
    page: Page,
    rows: Vec<(String, String, i64)>,
    all: i64,
    size: (i32, i32),
}

/// `GET /directory/map`: the map, with a table that says the same.
///
/// # Errors
/// The database's own.
pub async fn map(app: Data<App>, viewer: Viewer) -> Outcome {
    let now = viewer.now;
    let (counts, all) = app
        .db
        .read(move |c| {
            let counts = store::by_country(c)?;
            Ok::<_, sofra_domain::Error>((counts, store::list(c, &Filter::default(), None, 1, now)?.all))
        })
        .await?;
    let language = viewer.language;
    let rows = counts
        .iter()
        .filter_map(|(code, count)| {
            let country = Country::parse(code)?;
            Some((code.clone(), country.name(language.as_str()).to_owned(), *count))
        })
        .collect();
    let page = Page::new(&viewer, language.plain("directory-map-title")).under("directory");
    ok(&viewer, &Map { page, rows, all, size: SIZE })
}

/// `GET /directory/map.svg`: one circle a country, as large as the number of organisations. Nothing smaller than a
/// country is on it, and nobody who did not choose to be found.
///
/// # Errors
/// The database's own.
pub async fn picture(app: Data<App>, viewer: Viewer) -> Outcome {
    let counts = app.db.read(store::by_country).await?;
    let drawn = draw(viewer.language, &counts);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "image/svg+xml"))
        .insert_header((CACHE_CONTROL, "private, max-age=300"))
        .body(drawn))
}

fn draw(language: Language, counts: &[(String, i64)]) -> String {
    let (width, height) = SIZE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{}\">\
         <path fill=\"#d8cfc0\" d=\"{}\"/>",
        language.as_str(),
        LAND.trim()
    );
    for (code, count) in counts {
        let (Some((x, y)), Some(country)) = (PLACE.get(code.as_str()), Country::parse(code)) else {
            continue;
        };
        // The area grows with the number, up to a size that hides no neighbour.
        let radius = (5.0 + 4.0 * f64::from(i32::try_from(*count).unwrap_or(i32::MAX)).sqrt()).min(26.0);
        let name = country.name(language.as_str()).replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            svg,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius:.1}\" fill=\"#8a3b12\" fill-opacity=\".75\" stroke=\"#fff\">\
             <title>{name}: {count}</title></circle>"
        );
    }
    svg.push_str("</svg>");
    svg
}

#[derive(Template)]
#[template(path = "directory-choice.html")]
struct Choose {
    page: Page,
    speaker: Speaker,
    base: String,
    listed: bool,
}

/// `GET /desk/{name}/directory`
///
/// # Errors
/// As [`inside`].
pub async fn choice(app: Data<App>, viewer: Viewer, name: Path<String>) -> Outcome {
    let (who, own, _) = inside(&app, &viewer, &name, Seat::Officer).await?;
    let (id, now) = (own.id.clone(), viewer.now);
    let listed = app.db.read(move |c| store::is_listed(c, &id)).await?;
    let base = format!("/desk/{}/directory", own.username);
    let path = base.clone();
    app.db.write(move |c| notification::actions::see(c, now, &who, Some(&path))).await?;
    let page = Page::new(&viewer, viewer.language.plain("directory-choice-title")).under("desk");
    respond(&viewer, StatusCode::OK, &Choose { page, speaker: Speaker::new(&viewer, &own), base, listed })
}

/// `POST /desk/{name}/directory`
///
/// # Errors
/// As [`inside`].
pub async fn choose(app: Data<App>, form: Form, name: Path<String>) -> Outcome {
    let (who, own, _) = inside(&app, &form.viewer, &name, Seat::Officer).await?;
    let listed = form.fields.get("listed") == "yes";
    let (at, id) = (app.at(), own.id.clone());
    app.db.write(move |c| actions::choose(c, &at, &who, &id, listed)).await?;
    Ok(redirect(&format!("/desk/{}/directory?done=saved", own.username)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_its_place_on_the_map() {
        for country in Country::all() {
            let (x, y) = PLACE.get(country.as_str()).unwrap_or_else(|| panic!("{country} has no place"));
            assert!((0..=SIZE.0).contains(x) && (0..=SIZE.1).contains(y), "{country}");
        }
    }

    #[test]
    fn the_map_says_its_numbers_and_stays_small() {
        let counts: Vec<(String, i64)> = Country::all().map(|c| (c.as_str().to_owned(), 12)).collect();
        let svg = draw(Language::Ar, &counts);
        assert!(svg.len() < 60_000, "{}", svg.len());
        assert_eq!(svg.matches("<title>").count(), counts.len());
        assert!(!svg.contains("href") && !svg.contains("style"), "it loads nothing and carries no style");
    }
}
