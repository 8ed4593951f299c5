//! Searching: a form, how many of how many, and the places that are meant.

use actix_web::web::Data;
use askama::Template;
use sofra_base::clock::{Timestamp, days};
use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise::plain_text;
use sofra_base::text::seek::{self, Part, Sought};
use sofra_domain::actor::{self, ActorId};
use sofra_domain::directory;
use sofra_domain::network::call;
use sofra_domain::organisation::model::Trait;
use sofra_domain::position::{self, Stance};
use sofra_domain::search::{Filter, Kind};
use sofra_domain::statement::find::{self, Finding};
use sofra_domain::statement::model::{Card, Text};
use sofra_domain::statement::store::PAGE;
use sofra_domain::viewer::Reader;
use sofra_domain::{AnyConnection, Error, agenda, block, statement};

use super::directory::{Choice, Row, choices, row};
use super::network::CallLine;
use super::position::{PositionCard, stance_name};
use super::show::{CardView, Words, kind as kind_name};
use super::{Page, ok};
use crate::App;
use crate::error::Outcome;
use crate::i18n::Language;
use crate::pager::{Pager, Place};
use crate::viewer::{Viewer, parameter};

/// Where searching is; forms in the heads of pages lead there with `q`.
pub const PATH: &str = "/search";
/// Characters that somebody may type.
const LONGEST: usize = 200;
/// Characters of a place that is shown.
const EXCERPT: usize = 240;
/// The parameters that say what is looked for.
pub(crate) const QUESTION: [&str; 11] =
    ["q", "kind", "language", "theme", "demand", "country", "from", "to", "author", "text", "stance"];

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    page: Page,
    words: String,
    author: String,
    from: String,
    to: String,
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    themes: Vec<Choice>,
    demands: Vec<Choice>,
    countries: Vec<Choice>,
    /// Kinds of text of statements.
    texts: Vec<Choice>,
    stances: Vec<Choice>,
    /// Whether anything but words is asked for.
    narrowed: bool,
    /// Absent where nothing was asked for.
    found: Option<Found>,
    feed: Option<String>,
}

#[derive(Default)]
struct Found {
    /// The lists, each with its number: of which one is shown.
    tabs: Vec<Tab>,
    count: String,
    cards: Vec<CardView>,
    rows: Vec<Row>,
    positions: Vec<PositionCard>,
    calls: Vec<CallLine>,
    pager: Pager,
    next: Option<String>,
    start: Option<String>,
    is_empty: bool,
    /// To the same words without anything else.
    words_only: Option<String>,
}

/// What the four lists found.
struct All {
    statements: Finding,
    organisations: directory::store::Listing,
    positions: position::find::Finding,
    calls: call::find::Finding,
}

struct Tab {
    label: String,
    path: String,
    on: bool,
}

/// What the address asks for. What is no country, language, day… is left out.
pub(crate) fn filter_of(conn: &mut AnyConnection, get: &impl Fn(&str) -> String) -> Result<Filter, Error> {
    let typed: String = get("q").chars().take(LONGEST).collect();
    Ok(Filter {
        language: get("language").parse::<LanguageTag>().ok().map(|tag| tag.to_string()),
        demands: demands(&get("theme"), &get("demand")),
        country: Country::parse(&get("country")).map(|c| c.as_str().to_owned()),
        from: day(&get("from")),
        until: day(&get("to")).map(|at| at + days(1)),
        author: author(conn, &get("author"))?,
        text: statement::Kind::parse(&get("text")),
        stance: Stance::parse(&get("stance")),
        ..Filter::of_words(&typed)
    })
}

/// Identities of the demands that are meant: one, all of a theme, or those that are both.
fn demands(theme: &str, demand: &str) -> Option<Vec<String>> {
    let theme = agenda::theme_by_urn(theme)
        .map(|(agenda, theme)| theme.demands.iter().map(|demand| agenda.urn(demand)).collect::<Vec<_>>());
    let demand = agenda::by_urn(demand)
        .map(|(agenda, _, demand)| agenda.urn(demand))
        .or_else(|| agenda::istanbul().demand(demand).map(|(_, demand)| agenda::istanbul().urn(demand)));
    match (theme, demand) {
        (Some(of_theme), Some(demand)) => Some(of_theme.into_iter().filter(|one| *one == demand).collect()),
        (theme, demand) => demand.map(|one| vec![one]).or(theme),
    }
}

/// A day as browsers write it.
pub(crate) fn day(text: &str) -> Option<Timestamp> {
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    plain.then(|| Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"))).flatten()
}

/// Who is meant by a handle, a user name of this node or an id. Somebody unknown has said nothing: it is looked for all
/// the same, so that known and unknown names cannot be told apart.
fn author(conn: &mut AnyConnection, text: &str) -> Result<Option<ActorId>, Error> {
    let name = text.trim().trim_start_matches('@');
    if name.is_empty() {
        return Ok(None);
    }
    if let Some(id) = ActorId::parse(name) {
        return Ok(Some(id));
    }
    let found = match name.split_once('@') {
        Some((username, host)) if name.len() <= 300 => {
            actor::store::by_handle(conn, username, &host.to_lowercase())?
        }
        None => actor::store::local_by_username(conn, name)?,
        Some(_) => None,
    };
    Ok(Some(found.map_or_else(ActorId::new, |found| found.id)))
}

/// The same question to the directory.
pub(crate) fn of_directory(
    conn: &mut AnyConnection,
    filter: &Filter,
    reader: &Reader,
) -> Result<directory::store::Filter, Error> {
    Ok(directory::store::Filter {
        country: filter.country.clone(),
        language: filter.language.clone(),
        demands: filter.demands.clone(),
        text: filter.words.clone(),
        seen: (filter.from.is_some() || filter.until.is_some())
            .then(|| (filter.from.unwrap_or_default(), filter.until.unwrap_or(Timestamp(i64::MAX)))),
        only: filter.author.clone(),
        without: match reader {
            Reader::Account(who) => block::store::unheard(conn, who)?,
            _ => block::store::Unheard::default(),
        },
        ..directory::store::Filter::default()
    })
}

/// Whether a reader may search once more: strangers have one common measure, because nothing tells them apart.
///
/// # Errors
/// `TooMany`.
pub(crate) fn measure(app: &App, reader: &Reader, now: Timestamp) -> Result<(), Error> {
    let allowed = match reader {
        Reader::Account(who) => app.searches.allows(who.account.as_str(), now),
        Reader::Anyone | Reader::Remote(_) => app.strangers_searches.allows("visitor", now),
    };
    if allowed { Ok(()) } else { Err(Error::TooMany) }
}

/// `GET /search?q=&kind=&language=&theme=&demand=&country=&from=&to=&author=&text=&stance=`
///
/// # Errors
/// 429 after too many.
pub async fn show(app: Data<App>, viewer: Viewer) -> Outcome {
    let get = |name: &str| parameter(&viewer.query, name).unwrap_or_default();
    let kind = Kind::parse(&get("kind")).unwrap_or(Kind::Statement);
    let asks = QUESTION.iter().any(|name| !get(name).trim().is_empty());
    let language = viewer.language;
    let kept = kept(&get, &[]);
    let mut found = None;
    let mut has_words = false;
    if asks {
        let reader = viewer.reader();
        measure(&app, &reader, viewer.now)?;
        let place = Place::of(&viewer);
        let after = parameter(&viewer.query, "after").and_then(|text| directory::store::Cursor::parse(&text));
        let (query, before, start, now) =
            (viewer.query.clone(), place.before.clone(), after.clone(), viewer.now);
        let is_inside = viewer.identity.as_ref().is_some_and(|who| !who.seats.is_empty());
        let (filter, finding) = app
            .db
            .read(move |c| {
                let filter = filter_of(c, &|name| parameter(&query, name).unwrap_or_default())?;
                let place = |of: Kind| before.as_ref().filter(|_| kind == of);
                // Of the lists that are not shown only the number is asked for.
                let of = |shown: Kind, most: i64| if kind == shown { most } else { 1 };
                let at = place(Kind::Statement);
                let statements = find::find(c, &filter, &reader, at, of(Kind::Statement, PAGE))?;
                let asked = of_directory(c, &filter, &reader)?;
                let from = start.filter(|_| kind == Kind::Organisation);
                let most = of(Kind::Organisation, directory::store::PAGE);
                let organisations = directory::store::list(c, &asked, from.as_ref(), most, now)?;
                let (at, most) = (place(Kind::Position), of(Kind::Position, position::store::PAGE));
                let positions = position::find::find(c, &filter, &reader, at, most)?;
                let (at, most) = (place(Kind::Call), of(Kind::Call, call::find::PAGE));
                let calls = call::find::find(c, &filter, &reader, at, most)?;
                Ok::<_, Error>((filter, All { statements, organisations, positions, calls }))
            })
            .await?;
        has_words = !filter.words.is_empty();
        let shown = match kind {
            Kind::Statement => of_statements(&viewer, &filter, &finding.statements, &place, &kept),
            Kind::Organisation => of_organisations(&viewer, &finding.organisations, after.is_some(), &kept),
            Kind::Position => of_positions(&viewer, &filter, &finding.positions, &place, &kept),
            Kind::Call => of_calls(&viewer, &finding.calls, &place, &kept),
        };
        let tab = |one: Kind, key: &str, total: i64| Tab {
            label: language.t1(key, "count", total),
            path: format!("{PATH}?{}", with(&get, "kind", one.as_str())),
            on: one == kind,
        };
        let mut tabs = vec![
            tab(Kind::Statement, "search-tab-statements", finding.statements.list.total),
            tab(Kind::Position, "search-tab-positions", finding.positions.list.total),
            tab(Kind::Organisation, "search-tab-organisations", finding.organisations.total),
        ];
        // Calls are for those who are asked; whoever belongs to nothing is asked nothing.
        if is_inside || kind == Kind::Call {
            tabs.push(tab(Kind::Call, "search-tab-calls", finding.calls.total));
        }
        found = Some(Found {
            tabs,
            words_only: narrowing(&get)
                .then(|| format!("{PATH}?{}", self::kept(&get, &QUESTION[2..])))
                .filter(|_| has_words),
            ..shown
        });
    }
    let (countries, spoken) = app
        .db
        .read(|c| {
            Ok::<_, Error>((directory::store::by_country(c)?, directory::store::values(c, Trait::Language)?))
        })
        .await?;
    let agenda = agenda::istanbul();
    let title = if has_words {
        language.plain1("search-title-words", "words", get("q"))
    } else {
        language.plain("search-title")
    };
    let search = Search {
        page: Page::new(&viewer, title).under("search"),
        author: get("author"),
        from: get("from"),
        to: get("to"),
        kinds: [
            (Kind::Statement, "search-kind-statement"),
            (Kind::Position, "search-kind-position"),
            (Kind::Organisation, "search-kind-organisation"),
            (Kind::Call, "search-kind-call"),
        ]
        .into_iter()
        .map(|(one, key)| Choice { value: one.as_str().to_owned(), label: language.t(key), on: one == kind })
        .collect(),
        texts: choices(
            language,
            "directory-any",
            &get("text"),
            statement::Kind::ALL.iter().map(|one| (one.as_str().to_owned(), kind_name(language, *one))),
        ),
        stances: choices(
            language,
            "directory-any",
            &get("stance"),
            Stance::ALL.iter().map(|one| (one.as_str().to_owned(), stance_name(language, *one))),
        ),
        languages: choices(
            language,
            "directory-any",
            &get("language"),
            languages(language, &spoken, &get("language")),
        ),
        themes: choices(
            language,
            "directory-any",
            &get("theme"),
            agenda
                .themes
                .iter()
                .map(|theme| (agenda.theme_urn(theme), Words::best(&viewer, &theme.title, &theme.code).text)),
        ),
        demands: choices(
            language,
            "directory-any",
            &get("demand"),
            agenda.demands().map(|demand| {
                let title = Words::best(&viewer, &demand.title, &demand.code).text;
                (demand.code.clone(), format!("{}: {title}", demand.code))
            }),
        ),
        countries: choices(language, "directory-any", &get("country"), by_name(language, &countries)),
        narrowed: narrowing(&get),
        feed: found
            .as_ref()
            .filter(|_| matches!(kind, Kind::Statement | Kind::Position))
            .map(|_| format!("/feeds/search?{}lang={}", and(&kept), language.as_str())),
        found,
        words: get("q"),
    };
    ok(&viewer, &search)
}

/// Whether anything but words and the kind is asked for.
fn narrowing(get: &impl Fn(&str) -> String) -> bool {
    QUESTION[2..].iter().any(|name| !get(name).trim().is_empty())
}

fn and(kept: &str) -> String {
    if kept.is_empty() { String::new() } else { format!("{kept}&") }
}

/// The question as an address says it, without some of it.
pub(crate) fn kept(get: &impl Fn(&str) -> String, without: &[&str]) -> String {
    let mut kept = url::form_urlencoded::Serializer::new(String::new());
    for name in QUESTION.iter().filter(|name| !without.contains(name)) {
        let value = get(name);
        if !value.trim().is_empty() {
            kept.append_pair(name, &value);
        }
    }
    kept.finish()
}

fn with(get: &impl Fn(&str) -> String, name: &str, value: &str) -> String {
    kept(&|asked: &str| if asked == name { value.to_owned() } else { get(asked) }, &[])
}

fn by_name(language: Language, countries: &[(String, i64)]) -> impl Iterator<Item = (String, String)> {
    let mut named: Vec<(String, String)> = countries
        .iter()
        .filter_map(|(code, _)| Country::parse(code))
        .map(|country| (country.as_str().to_owned(), country.name(language.as_str()).to_owned()))
        .collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    named.into_iter()
}

/// Languages to choose from: those of the pages, those in which organisations work, and the one that is asked for.
fn languages(
    language: Language,
    spoken: &[(String, i64)],
    asked: &str,
) -> impl Iterator<Item = (String, String)> {
    let mut tags: Vec<LanguageTag> = Language::ALL.iter().map(|one| one.tag()).collect();
    tags.extend(spoken.iter().filter_map(|(tag, _)| tag.parse().ok()));
    tags.extend(asked.parse::<LanguageTag>().ok());
    let mut named: Vec<(String, String)> =
        tags.iter().map(|tag| (tag.to_string(), language.language_name(tag))).collect();
    named.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    named.dedup();
    named.into_iter()
}

fn of_statements(viewer: &Viewer, filter: &Filter, finding: &Finding, place: &Place, kept: &str) -> Found {
    let list = &finding.list;
    Found {
        count: viewer.language.t2("search-count-statements", "total", list.total, "all", finding.all),
        cards: list.cards.iter().map(|card| card_of(viewer, card, &filter.words)).collect(),
        pager: Pager::new(PATH, kept, place, list),
        is_empty: list.cards.is_empty(),
        ..Found::default()
    }
}

fn of_positions(
    viewer: &Viewer,
    filter: &Filter,
    finding: &position::find::Finding,
    place: &Place,
    kept: &str,
) -> Found {
    let list = &finding.list;
    let card = |view| {
        let mut card = PositionCard::new(viewer, view, true);
        if let Some((tag, excerpt)) = in_reasons(view, &viewer.languages, &filter.words) {
            card.reasons = Some(Words::new(viewer.language, tag, ""));
            card.excerpt = excerpt;
        }
        card
    };
    Found {
        count: viewer.language.t2("search-count-positions", "total", list.total, "all", finding.all),
        positions: list.views.iter().map(card).collect(),
        pager: Pager::of(PATH, kept, place, list.views.len(), list.total, list.next.as_ref()),
        is_empty: list.views.is_empty(),
        ..Found::default()
    }
}

fn of_calls(viewer: &Viewer, finding: &call::find::Finding, place: &Place, kept: &str) -> Found {
    Found {
        count: viewer.language.t2("search-count-calls", "total", finding.total, "all", finding.all),
        calls: finding.views.iter().map(|view| CallLine::new(viewer, view, None)).collect(),
        pager: Pager::of(PATH, kept, place, finding.views.len(), finding.total, finding.next.as_ref()),
        is_empty: finding.views.is_empty(),
        ..Found::default()
    }
}

/// The reasons in which the words are, the reader's languages first; and the place in them.
pub(crate) fn in_reasons<'a>(
    view: &'a position::store::View,
    languages: &[LanguageTag],
    words: &[Sought],
) -> Option<(&'a LanguageTag, Vec<Part>)> {
    if words.is_empty() {
        return None;
    }
    let best = view.reasons.best(languages, Some(&view.position.authentic));
    let (tag, text) =
        best.into_iter().chain(view.reasons.iter()).find(|(_, text)| seek::is_in(text, words))?;
    Some((tag, seek::snippet(text, words, EXCERPT)))
}

fn of_organisations(
    viewer: &Viewer,
    listing: &directory::store::Listing,
    further: bool,
    kept: &str,
) -> Found {
    let next = listing.next.as_ref().map(|cursor| {
        let place = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("after", &cursor.to_string())
            .finish();
        format!("{PATH}?{}{place}", and(kept))
    });
    Found {
        count: viewer.language.t2("directory-count", "total", listing.total, "all", listing.all),
        rows: listing.entries.iter().map(|entry| row(viewer, entry)).collect(),
        next,
        start: further.then(|| format!("{PATH}?{kept}")),
        is_empty: listing.entries.is_empty(),
        ..Found::default()
    }
}

/// The text of a statement in which the words are, the reader's languages first; and the place in it.
pub(crate) fn meant<'a>(
    card: &'a Card,
    languages: &[LanguageTag],
    words: &[Sought],
) -> Option<(&'a Text, Vec<Part>)> {
    let best = card.text(languages);
    let others = card.texts.iter().map(|(_, text)| text);
    let fitting = best.into_iter().chain(others).find(|text| {
        seek::is_in(&text.title, words)
            || seek::is_in(&text.summary, words)
            || seek::is_in(&plain_text(&text.html), words)
    });
    let text = fitting.or(best)?;
    let plain = plain_text(&text.html);
    // The summary says it best, unless only the text has the words.
    let from =
        if !text.summary.is_empty() && (seek::is_in(&text.summary, words) || !seek::is_in(&plain, words)) {
            &text.summary
        } else {
            &plain
        };
    Some((text, seek::snippet(from, words, EXCERPT)))
}

fn card_of(viewer: &Viewer, card: &Card, words: &[Sought]) -> CardView {
    let mut view = CardView::new(viewer, card, true);
    if words.is_empty() {
        return view;
    }
    if let Some((text, excerpt)) = meant(card, &viewer.languages, words) {
        let in_language = |shown: &str| Words::new(viewer.language, &text.language, shown);
        if !text.title.is_empty() {
            view.title = in_language(&text.title);
            view.title_parts = seek::snippet(&text.title, words, LONGEST * 2);
        }
        view.summary = in_language("");
        view.excerpt = excerpt;
    }
    view
}
