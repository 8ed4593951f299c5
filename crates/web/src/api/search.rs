//! Searching.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_base::text::seek::Part;
use sofra_domain::agenda;
use sofra_domain::cursor::Cursor;
use sofra_domain::directory;
use sofra_domain::network::call;
use sofra_domain::position::store::View;
use sofra_domain::position::{self, Stance};
use sofra_domain::search::Kind;
use sofra_domain::statement::find;
use sofra_domain::statement::model::Card;
use utoipa::ToSchema;

use super::answer::{self, Answer, spellings};
use super::directory::Entry;
use super::network::Call;
use super::position::Position;
use super::shape::Summary;
use super::{auth, input};
use crate::App;
use crate::page::search::{QUESTION, day, filter_of, in_reasons, meant, measure, of_directory};

fn kinds() -> utoipa::openapi::schema::Object {
    spellings(Kind::ALL.iter().map(|one| one.as_str()))
}

/// A piece of the place where the words are.
#[derive(Serialize, ToSchema)]
pub(super) struct Piece {
    /// As the author wrote it.
    text: String,
    /// Whether it is what was looked for.
    marked: bool,
}

impl From<Part> for Piece {
    fn from(part: Part) -> Self {
        Self { text: part.text, marked: part.marked }
    }
}

/// A statement that was found.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundStatement {
    #[serde(flatten)]
    statement: Summary,
    /// The language of the text in which the words are, BCP 47.
    language: Option<String>,
    /// The place in it where they are; the beginning where no words were looked for.
    excerpt: Vec<Piece>,
}

impl FoundStatement {
    fn new(app: &App, card: &Card, words: &[sofra_base::text::seek::Sought]) -> Self {
        let place = meant(card, &[], words);
        Self {
            statement: Summary::new(app, card),
            language: place.as_ref().map(|(text, _)| text.language.to_string()),
            excerpt: place.map(|(_, parts)| parts.into_iter().map(Piece::from).collect()).unwrap_or_default(),
        }
    }
}

/// A position that was found.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundPosition {
    #[serde(flatten)]
    position: Position,
    /// The language of the reasons in which the words are, BCP 47.
    language: Option<String>,
    /// The place in them where they are; empty where no words were looked for.
    excerpt: Vec<Piece>,
}

impl FoundPosition {
    fn new(app: &App, view: &View, words: &[sofra_base::text::seek::Sought]) -> Self {
        let place = in_reasons(view, &[], words);
        Self {
            position: Position::new(app, view),
            language: place.as_ref().map(|(tag, _)| tag.to_string()),
            excerpt: place.map(|(_, parts)| parts.into_iter().map(Piece::from).collect()).unwrap_or_default(),
        }
    }
}

/// Something that was found, as `kind` of the page says.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum Found {
    /// Statements.
    Statement(Box<FoundStatement>),
    /// Positions.
    Position(Box<FoundPosition>),
    /// Organisations.
    Organisation(Box<Entry>),
    /// Calls.
    Call(Box<Call>),
}

/// One page of what was found: newest first, organisations by name.
#[derive(Serialize, ToSchema)]
pub(super) struct Finding {
    /// What was searched.
    #[schema(schema_with = kinds)]
    kind: &'static str,
    /// How many were found.
    total: i64,
    /// How many there are that the caller may read, whatever is looked for.
    all: i64,
    /// Those of this page.
    items: Vec<Found>,
    /// The address of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// What the caller may read and looks for.
#[utoipa::path(get, path = "/search", tag = "search", operation_id = "search",
    params(
        ("q" = Option<String>, Query, description = "Words, of which all are looked for; the last may be unfinished"),
        ("kind" = Option<String>, Query, description = "statement (as usual), position, organisation or call"),
        ("language" = Option<String>, Query, description = "BCP 47: of the text, or in which an organisation works"),
        ("theme" = Option<String>, Query, description = "The identity of a theme"),
        ("demand" = Option<String>, Query, description = "The identity of a demand, or its code"),
        ("country" = Option<String>, Query, description = "ISO 3166-1: where the organisation works or its people come from"),
        ("from" = Option<String>, Query, description = "A day, such as 2026-11-24: out on it or later"),
        ("to" = Option<String>, Query, description = "A day: out on it or before"),
        ("author" = Option<String>, Query, description = "Who speaks: a handle, a user name of this node, or an id"),
        ("text" = Option<String>, Query, description = "The kind of text, of statements"),
        ("stance" = Option<String>, Query, description = "The stance, of positions"),
        ("before" = Option<String>, Query, description = "Where the page begins, as `next` has it"),
        ("limit" = Option<i64>, Query, description = "Entries of a page, 40 at most")),
    responses((status = 200, description = "A page of what was found", body = Finding)),
    security((), ("bearer" = [])))]
pub(super) async fn find(app: web::Data<App>, request: HttpRequest) -> Answer {
    let reader = auth::reader(&app, &request).await?;
    let mut named = QUESTION.to_vec();
    named.extend(["before", "limit"]);
    let query = input::Query::read(&request, &named)?;
    // What is not understood is named; on pages it is left out.
    let kind = query.parsed("kind", Kind::parse)?.unwrap_or(Kind::Statement);
    query.parsed("language", |text| text.parse::<LanguageTag>().ok())?;
    query.parsed("theme", agenda::theme_by_urn)?;
    query.parsed("demand", |text| {
        agenda::by_urn(text).is_some().then_some(()).or_else(|| agenda::istanbul().demand(text).map(|_| ()))
    })?;
    query.parsed("country", Country::parse)?;
    query.parsed("text", sofra_domain::statement::Kind::parse)?;
    query.parsed("stance", Stance::parse)?;
    query.parsed("from", day)?;
    query.parsed("to", day)?;
    let limit = query.limit()?;
    let now = app.clock.now();
    let asked: Vec<(&str, String)> =
        QUESTION.iter().filter_map(|name| Some((*name, query.text(name)?.to_owned()))).collect();
    let question = asked.clone();
    let get = move |name: &str| {
        asked.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (total, all, items, next) = match kind {
        Kind::Statement => {
            let before = query.parsed("before", Cursor::parse)?;
            measure(&app, &reader, now)?;
            let (filter, found) = app
                .db
                .read(move |c| {
                    let filter = filter_of(c, &get)?;
                    let found = find::find(c, &filter, &reader, before.as_ref(), limit)?;
                    Ok::<_, sofra_domain::Error>((filter, found))
                })
                .await?;
            let items = found
                .list
                .cards
                .iter()
                .map(|card| Found::Statement(Box::new(FoundStatement::new(&app, card, &filter.words))))
                .collect();
            (found.list.total, found.all, items, found.list.next.map(|cursor| cursor.to_string()))
        }
        Kind::Position => {
            let before = query.parsed("before", Cursor::parse)?;
            measure(&app, &reader, now)?;
            let (filter, found) = app
                .db
                .read(move |c| {
                    let filter = filter_of(c, &get)?;
                    let found = position::find::find(c, &filter, &reader, before.as_ref(), limit)?;
                    Ok::<_, sofra_domain::Error>((filter, found))
                })
                .await?;
            let items = found
                .list
                .views
                .iter()
                .map(|view| Found::Position(Box::new(FoundPosition::new(&app, view, &filter.words))))
                .collect();
            (found.list.total, found.all, items, found.list.next.map(|cursor| cursor.to_string()))
        }
        Kind::Call => {
            let before = query.parsed("before", Cursor::parse)?;
            measure(&app, &reader, now)?;
            let found = app
                .db
                .read(move |c| {
                    let filter = filter_of(c, &get)?;
                    call::find::find(c, &filter, &reader, before.as_ref(), limit)
                })
                .await?;
            let items = found.views.iter().map(|view| Found::Call(Box::new(Call::new(&app, view)))).collect();
            (found.total, found.all, items, found.next.map(|cursor| cursor.to_string()))
        }
        Kind::Organisation => {
            let after = query.parsed("before", directory::store::Cursor::parse)?;
            measure(&app, &reader, now)?;
            let found = app
                .db
                .read(move |c| {
                    let filter = filter_of(c, &get)?;
                    let asked = of_directory(c, &filter, &reader)?;
                    directory::store::list(c, &asked, after.as_ref(), limit, now)
                })
                .await?;
            let items = found
                .entries
                .iter()
                .map(|entry| Found::Organisation(Box::new(Entry::new(&app, entry))))
                .collect();
            (found.total, found.all, items, found.next.map(|cursor| cursor.to_string()))
        }
    };
    let most = limit.to_string();
    let next = next.map(|cursor| {
        let mut all: Vec<(&str, Option<&str>)> =
            question.iter().map(|(name, value)| (*name, Some(value.as_str()))).collect();
        all.push(("limit", Some(most.as_str())));
        answer::next(&app, "/search", &all, &cursor)
    });
    Ok(answer::ok(&Finding { kind: kind.as_str(), total, all, items, next }))
}
