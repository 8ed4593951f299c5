//! Atom feeds (RFC 4287) of every public list.
//!
//! What stays true: the list is the one that a stranger sees on the page; who asks is not even looked at; ids are the
//! ids on the network, so that a reader never takes one statement for two.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, EntityTag, Header as _, HeaderName, IfNoneMatch, LAST_MODIFIED, VARY,
};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, WriteConfig};
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise::{plain_text, truncate};
use sofra_base::week::Week;
use sofra_domain::actor::{self, Actor, ActorId, ActorKind};
use sofra_domain::node::{self, Node};
use sofra_domain::statement::find;
use sofra_domain::statement::model::Card;
use sofra_domain::statement::store::{self, Scope};
use sofra_domain::viewer::Reader;
use sofra_domain::{Error, agenda, digest, directory, peer, search};

use crate::App;
use crate::error::{Failure, Outcome};
use crate::i18n::Language;
use crate::page::search::{filter_of, measure};
use crate::viewer::parameter;

/// The type of a feed.
const ATOM: &str = "application/atom+xml; charset=utf-8";
/// Entries of a feed.
pub(super) const MOST: i64 = 30;
/// Weeks in the feed of weeks.
const WEEKS: usize = 12;

/// What a feed is made of.
pub(super) struct Source<'a> {
    pub app: &'a App,
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// The page that shows the same.
    pub page: String,
    /// Where it is itself.
    pub own: String,
    pub entries: Vec<Entry>,
    /// Whether search engines should leave it alone.
    pub unlisted: bool,
}

/// The language that the address names: no header and no cookie has a say, so that one address is one document.
pub(super) fn language(request: &HttpRequest) -> Language {
    parameter(request.query_string(), "lang").and_then(|text| Language::parse(&text)).unwrap_or(Language::En)
}

pub(super) async fn ready(app: &App) -> Result<Node, Failure> {
    let found = app.db.read(node::store::get).await?;
    if found.is_set_up() { Ok(found) } else { Err(Failure::not_found()) }
}

/// `GET /feeds/home`: what the organisations and people of this node said.
///
/// # Errors
/// 404 before the node is set up.
pub async fn home(app: Data<App>, request: HttpRequest) -> Outcome {
    let node = ready(&app).await?;
    let title = language(&request).plain1("feed-home", "node", node.name);
    statements(&app, &request, Scope::Here, title, "/", false).await
}

/// `GET /feeds/actors/{id}`: what one organisation or person said.
///
/// # Errors
/// 404 for somebody whose page there is none of.
pub async fn actor(app: Data<App>, request: HttpRequest, id: Path<String>) -> Outcome {
    ready(&app).await?;
    let id = ActorId::parse(&id).ok_or_else(Failure::not_found)?;
    let found: Actor = app
        .db
        .read(move |c| {
            let found = actor::store::get(c, &id)?;
            let shown = found.is_active()
                && found.kind != ActorKind::Node
                && (found.local || peer::store::shows(c, &found, false)?);
            if shown { Ok(found) } else { Err(Error::NotFound) }
        })
        .await?;
    let title = language(&request).plain1("feed-actor", "name", name(&found, language(&request)));
    let unlisted = found.kind == ActorKind::Member;
    statements(&app, &request, Scope::By(found.id.clone()), title, &found.path(), unlisted).await
}

/// `GET /feeds/agenda/{agenda}`: what was said on any demand of an agenda.
///
/// # Errors
/// 404 for an agenda that is not known.
pub async fn agenda(app: Data<App>, request: HttpRequest, id: Path<String>) -> Outcome {
    ready(&app).await?;
    let found = agenda::by_id(&id).ok_or_else(Failure::not_found)?;
    let title = language(&request).plain("feed-agenda");
    let urns = found.demands().map(|demand| found.urn(demand)).collect();
    about(&app, &request, urns, title, &format!("/agenda/{}", found.id)).await
}

/// `GET /feeds/agenda/{agenda}/{code}`: what was said on a demand, or on any of a theme.
///
/// # Errors
/// 404 for one that is not known.
pub async fn demand(app: Data<App>, request: HttpRequest, path: Path<(String, String)>) -> Outcome {
    ready(&app).await?;
    let (id, code) = path.into_inner();
    let found = agenda::by_id(&id).ok_or_else(Failure::not_found)?;
    let language = language(&request);
    let called = |code: &str, title: &Localized<String>| {
        let words = title.best(&[language.tag()], None).map(|(_, words)| words.clone()).unwrap_or_default();
        language.plain2("feed-demand", "code", code, "title", words)
    };
    if let Some(theme) = found.themes.iter().find(|theme| theme.code == code) {
        let urns = theme.demands.iter().map(|demand| found.urn(demand)).collect();
        let page = format!("/agenda/{}#{}", found.id, theme.code);
        return about(&app, &request, urns, called(&theme.code, &theme.title), &page).await;
    }
    let (_, demand) = found.demand(&code).ok_or_else(Failure::not_found)?;
    let title = called(&demand.code, &demand.title);
    about(&app, &request, vec![found.urn(demand)], title, &found.path(demand)).await
}

async fn about(app: &App, request: &HttpRequest, urns: Vec<String>, title: String, page: &str) -> Outcome {
    let filter = search::Filter { demands: Some(urns), ..search::Filter::default() };
    found(app, request, filter, title, page).await
}

/// `GET /feeds/search?q=…`: what a search finds, newest first.
///
/// # Errors
/// 429 after too many; 404 for what is found but makes no feed.
pub async fn of_search(app: Data<App>, request: HttpRequest) -> Outcome {
    ready(&app).await?;
    measure(&app, &Reader::Anyone, app.clock.now())?;
    let query = request.query_string().to_owned();
    let asked = query.clone();
    let filter =
        app.db.read(move |c| filter_of(c, &|name| parameter(&asked, name).unwrap_or_default())).await?;
    let get = |name: &str| parameter(&query, name).unwrap_or_default();
    match search::Kind::parse(&get("kind")) {
        None | Some(search::Kind::Statement) => {}
        Some(search::Kind::Position) => {
            return super::position::of_search(&app, &request, filter, &get).await;
        }
        // Organisations are told of in the order of their coming, which searching does not know; calls are for members.
        Some(search::Kind::Organisation | search::Kind::Call) => return Err(Failure::not_found()),
    }
    let words: String = get("q").chars().take(200).collect();
    let title = language(&request).plain1("feed-search", "words", words);
    let page = format!("{}?{}", crate::page::search::PATH, crate::page::search::kept(&get, &[]));
    found(&app, &request, filter, title, &page).await
}

async fn found(
    app: &App,
    request: &HttpRequest,
    filter: search::Filter,
    title: String,
    page: &str,
) -> Outcome {
    let finding = app.db.read(move |c| find::find(c, &filter, &Reader::Anyone, None, MOST)).await?;
    let language = language(request);
    let entries = finding.list.cards.iter().filter_map(|card| of_card(app, language, card)).collect();
    answer(
        request,
        Source {
            app,
            language,
            title,
            page: page.to_owned(),
            own: own(app, request),
            entries,
            unlisted: false,
        },
    )
}

async fn statements(
    app: &App,
    request: &HttpRequest,
    scope: Scope,
    title: String,
    page: &str,
    unlisted: bool,
) -> Outcome {
    let list = app.db.read(move |c| store::list_for(c, &scope, &Reader::Anyone, None, MOST)).await?;
    let language = language(request);
    let entries = list.cards.iter().filter_map(|card| of_card(app, language, card)).collect();
    answer(
        request,
        Source { app, language, title, page: page.to_owned(), own: own(app, request), entries, unlisted },
    )
}

/// `GET /feeds/directory`: organisations that are new in the directory.
///
/// # Errors
/// 404 before the node is set up.
pub async fn organisations(app: Data<App>, request: HttpRequest) -> Outcome {
    let node = ready(&app).await?;
    let language = language(&request);
    let newest = app.db.read(|c| directory::store::newest(c, MOST)).await?;
    let entries = newest
        .iter()
        .map(|found| {
            let (tag, words) = found
                .localized_summary()
                .best(&[language.tag()], None)
                .map_or((None, found.summary.clone()), |(tag, words)| (Some(tag.clone()), words.clone()));
            Entry {
                id: clean(&found.uri),
                title: text(None, &name(found, language)),
                updated: time(found.updated_at),
                published: Some(time(found.created_at)),
                authors: vec![person(&app, found, language)],
                links: vec![link("alternate", &format!("{}{}", app.site.base, found.path()), "text/html")],
                summary: Some(text(tag.as_ref(), &truncate(&plain_text(&words), 300))),
                ..Entry::default()
            }
        })
        .collect();
    let title = language.plain1("feed-directory", "node", node.name);
    let own = own(&app, &request);
    answer(
        &request,
        Source { app: &app, language, title, page: "/directory".to_owned(), own, entries, unlisted: false },
    )
}

/// `GET /feeds/digest`: the weeks that are over, with how much was new for everybody.
///
/// # Errors
/// 404 before the node is set up.
pub async fn weeks(app: Data<App>, request: HttpRequest) -> Outcome {
    let node = ready(&app).await?;
    let language = language(&request);
    let last = Week::of(app.clock.now()).before();
    let weeks: Vec<Week> =
        std::iter::successors(Some(last), |week| Some(week.before())).take(WEEKS).collect();
    let (begun, asked) = (node.created_at, weeks.clone());
    let counts = app
        .db
        .read(move |c| {
            asked
                .into_iter()
                .filter(|week| week.ends() > begun)
                .map(|week| Ok((week, digest::store::count(c, week, &Reader::Anyone)?)))
                .collect::<Result<Vec<_>, Error>>()
        })
        .await?;
    let entries = counts
        .into_iter()
        .map(|(week, new)| {
            let page = format!("{}/digest/{week}", app.site.base);
            Entry {
                id: page.clone(),
                title: text(None, &crate::page::digest::called(language, week, false)),
                updated: time(week.ends()),
                links: vec![link("alternate", &page, "text/html")],
                authors: vec![Person { name: clean(&node.name), ..Person::default() }],
                summary: Some(text(None, &how_much(language, new))),
                ..Entry::default()
            }
        })
        .collect();
    let title = language.plain1("feed-digest", "node", node.name.clone());
    let own = own(&app, &request);
    answer(
        &request,
        Source { app: &app, language, title, page: "/digest".to_owned(), own, entries, unlisted: false },
    )
}

pub(super) fn own(app: &App, request: &HttpRequest) -> String {
    format!("{}{}", app.site.base, request.uri())
}

/// A statement as an entry: in the language of the feed if it has one, else in that of its authentic text.
fn of_card(app: &App, language: Language, card: &Card) -> Option<Entry> {
    let words = card.text(&[language.tag()])?;
    let statement = &card.statement;
    let plain = plain_text(&words.html);
    let title = if words.title.is_empty() { truncate(&plain, 80) } else { words.title.clone() };
    let page = format!("{}{}", app.site.base, statement.path());
    // What its author put a warning before is not shown without it.
    let (summary, content) = match &statement.warning {
        Some(warning) => (warning.clone(), None),
        None => (
            if words.summary.is_empty() { truncate(&plain, 300) } else { words.summary.clone() },
            Some(Content {
                // Atom says the language and not the direction; HTML says both.
                value: Some(clean(&format!(
                    "<div lang=\"{}\" dir=\"{}\">{}</div>",
                    words.language,
                    words.language.direction(),
                    words.html
                ))),
                lang: Some(words.language.to_string()),
                content_type: Some("html".to_owned()),
                ..Content::default()
            }),
        ),
    };
    Some(Entry {
        id: clean(&statement.uri),
        title: text(Some(&words.language), &title),
        updated: time(statement.updated_at),
        published: statement.published_at.map(time),
        authors: vec![person(app, &card.author, language)],
        links: vec![link("alternate", &page, "text/html")],
        categories: card
            .demands
            .iter()
            .filter_map(|urn| {
                let (_, _, demand) = agenda::by_urn(urn)?;
                Some(atom_syndication::Category {
                    term: urn.clone(),
                    label: Some(demand.code.clone()),
                    ..Default::default()
                })
            })
            .collect(),
        summary: Some(text(Some(&words.language), &summary)),
        content,
        ..Entry::default()
    })
}

pub(super) fn name(found: &Actor, language: Language) -> String {
    let plain = if found.name.trim().is_empty() { found.username.clone() } else { found.name.clone() };
    found.localized_name().best(&[language.tag()], None).map_or(plain, |(_, name)| name.clone())
}

pub(super) fn person(app: &App, found: &Actor, language: Language) -> Person {
    Person {
        name: clean(&name(found, language)),
        uri: Some(clean(&format!("{}{}", app.site.base, found.path()))),
        ..Person::default()
    }
}

pub(super) fn text(language: Option<&LanguageTag>, value: &str) -> Text {
    Text { value: clean(value), lang: language.map(ToString::to_string), ..Text::default() }
}

pub(super) fn link(rel: &str, href: &str, mime_type: &str) -> Link {
    Link { rel: rel.to_owned(), href: clean(href), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

pub(super) fn time(at: Timestamp) -> FixedDateTime {
    // Our own spelling is RFC 3339.
    at.to_rfc3339().parse().unwrap_or_default()
}

/// How much a week brought. Calls are none of a stranger's business.
fn how_much(language: Language, new: digest::store::Counts) -> String {
    let statements = language.plain1("common-count-statements", "count", new.statements);
    let positions = language.plain1("search-tab-positions", "count", new.positions);
    format!("{statements} · {positions}")
}

/// Without the characters that XML 1.0 has no way to write.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter(
            |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..),
        )
        .collect()
}

pub(super) fn answer(request: &HttpRequest, source: Source<'_>) -> Outcome {
    let base = &source.app.site.base;
    let page = format!("{base}{}", source.page);
    let updated = source.entries.iter().map(|entry| entry.updated).max();
    let feed = Feed {
        id: clean(&page),
        title: text(Some(&source.language.tag()), &source.title),
        updated: updated.unwrap_or_default(),
        links: vec![link("self", &source.own, "application/atom+xml"), link("alternate", &page, "text/html")],
        generator: Some(Generator { value: "Sofra".to_owned(), ..Generator::default() }),
        lang: Some(source.language.as_str().to_owned()),
        base: Some(format!("{base}/")),
        entries: source.entries,
        ..Feed::default()
    };
    let config = WriteConfig { write_document_declaration: true, indent_size: None };
    let body = feed
        .write_with_config(Vec::new(), config)
        .map_err(|error| Error::Internal(format!("a feed could not be written: {error}")))?;
    let tag = EntityTag::new_strong(sha256_hex(&body)[..32].to_owned());
    let mut response = if is_known(request, &tag) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((ETAG, tag.to_string()))
        // Asked again each time: what is withdrawn must not stay in anybody's cache.
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((VARY, "Accept"));
    if let Some(updated) = updated {
        response.insert_header((LAST_MODIFIED, updated.format("%a, %d %b %Y %H:%M:%S GMT").to_string()));
    }
    if source.unlisted {
        response.insert_header((HeaderName::from_static("x-robots-tag"), "none"));
    }
    if is_known(request, &tag) {
        return Ok(response.finish());
    }
    Ok(response.insert_header((CONTENT_TYPE, ATOM)).body(body))
}

/// Whether the reader has it already. A time alone does not say so: when a statement is withdrawn, nothing in the list
/// becomes newer, and whoever asked by time would keep what was taken back.
fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|one| one.weak_eq(tag)),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inj_07_what_xml_cannot_say_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{8}c\u{b}d\te\u{fffe}f\u{1F6A9}"), "abcd\tef\u{1F6A9}");
    }

    #[test]
    fn times_are_written_as_they_are() {
        let at = Timestamp::parse_rfc3339("2026-11-24T14:29:55Z").unwrap();
        assert_eq!(time(at).to_rfc3339(), "2026-11-24T14:29:55+00:00");
    }
}
