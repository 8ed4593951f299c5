//! The directory.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_domain::directory::store::{self, Cursor, Filter};
use sofra_domain::organisation::model::Declared;
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, All, Answer, spellings};
use super::{auth, input};
use crate::App;
use crate::page::directory::filter_of;

/// The parameters that say what is looked for.
const QUESTION: [&str; 6] = ["q", "country", "language", "theme", "declared", "vouched"];

fn standings() -> utoipa::openapi::schema::Object {
    spellings(["trusted", "vouched", "unverified"])
}

/// An organisation that chose to be found.
#[derive(Serialize, ToSchema)]
pub(super) struct Entry {
    #[serde(flatten)]
    actor: Actor,
    /// Whether this node's trust reaches it.
    #[schema(schema_with = standings)]
    standing: &'static str,
    /// What it declares to be.
    declared: Vec<&'static str>,
    /// The country it works in, ISO 3166-1.
    host_country: Option<&'static str>,
    /// Where its people come from, ISO 3166-1.
    origin_countries: Vec<&'static str>,
    /// The languages it works in, BCP 47.
    languages: Vec<String>,
}

impl Entry {
    pub(super) fn new(app: &App, entry: &store::Entry) -> Self {
        Self {
            actor: Actor::new(app, &entry.actor),
            standing: match entry.reach {
                Some(0) => "trusted",
                Some(_) => "vouched",
                None => "unverified",
            },
            declared: entry.facts.declared.iter().map(|one| one.as_str()).collect(),
            host_country: entry.facts.host.map(Country::as_str),
            origin_countries: entry.facts.origins.iter().map(|country| country.as_str()).collect(),
            languages: entry.facts.languages.iter().map(ToString::to_string).collect(),
        }
    }
}

/// One page of the directory, by name.
#[derive(Serialize, ToSchema)]
pub(super) struct Listing {
    /// How many fit what is looked for.
    total: i64,
    /// How many there are in the directory.
    all: i64,
    /// Those of this page.
    items: Vec<Entry>,
    /// The address of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Organisations in a country.
#[derive(Serialize, ToSchema)]
pub(super) struct CountryCount {
    /// ISO 3166-1.
    country: String,
    /// How many work there or come from there.
    organisations: i64,
}

/// Organisations known here that chose to be found.
#[utoipa::path(get, path = "/directory", tag = "trust", operation_id = "list_directory",
    params(
        ("q" = Option<String>, Query, description = "Words of the names, in any language and script"),
        ("country" = Option<String>, Query, description = "ISO 3166-1: where it works or its people come from"),
        ("language" = Option<String>, Query, description = "BCP 47"),
        ("theme" = Option<String>, Query, description = "The identity of a theme it has spoken about"),
        ("declared" = Option<String>, Query, description = "What it declares to be"),
        ("vouched" = Option<String>, Query, description = "yes or no"),
        ("before" = Option<String>, Query, description = "Where the page begins, as `next` has it"),
        ("limit" = Option<i64>, Query, description = "Entries of a page, 40 at most")),
    responses((status = 200, description = "A page of the directory", body = Listing)),
    security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let [q, country, language, theme, declared, vouched] = QUESTION;
    let query =
        input::Query::read(&request, &[q, country, language, theme, declared, vouched, "before", "limit"])?;
    // What is not understood is named; on pages it is left out.
    query.parsed("country", Country::parse)?;
    query.parsed("language", |text| text.parse::<LanguageTag>().ok())?;
    query.parsed("theme", sofra_domain::agenda::theme_by_urn)?;
    query.parsed("declared", Declared::parse)?;
    query.parsed("vouched", |text| matches!(text, "yes" | "no").then_some(()))?;
    let after = query.parsed("before", Cursor::parse)?;
    let limit = query.limit()?;
    let filter: Filter = filter_of(|name| query.text(name).unwrap_or_default().to_owned());
    let now = app.clock.now();
    let found = app.db.read(move |conn| store::list(conn, &filter, after.as_ref(), limit, now)).await?;
    let most = limit.to_string();
    let next = found.next.as_ref().map(|cursor| {
        let mut question: Vec<(&str, Option<&str>)> =
            QUESTION.iter().map(|name| (*name, query.text(name))).collect();
        question.push(("limit", Some(most.as_str())));
        answer::next(&app, "/directory", &question, &cursor.to_string())
    });
    let items = found.entries.iter().map(|entry| Entry::new(&app, entry)).collect();
    Ok(answer::ok(&Listing { total: found.total, all: found.all, items, next }))
}

/// How many organisations of the directory each country has.
#[utoipa::path(get, path = "/directory/countries", tag = "trust", operation_id = "count_directory",
    responses((status = 200, description = "The numbers, the greatest first", body = All<CountryCount>)),
    security((), ("bearer" = [])))]
pub(super) async fn countries(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let counts = app.db.read(store::by_country).await?;
    let items: Vec<CountryCount> =
        counts.into_iter().map(|(country, organisations)| CountryCount { country, organisations }).collect();
    Ok(answer::ok(&All::from(items)))
}
