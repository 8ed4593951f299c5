//! Actors: organisations, members and networks of this and other nodes.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::{Error, follow, organisation, peer};
use utoipa::ToSchema;

use super::answer::{self, Answer, spellings, time};
use super::{auth, input};
use crate::App;

pub(super) fn kinds() -> utoipa::openapi::schema::Object {
    spellings(ActorKind::ALL.iter().map(|one| one.as_str()))
}

/// Somebody who speaks.
#[derive(Serialize, ToSchema)]
pub(super) struct Actor {
    /// The id in this API.
    pub id: String,
    /// The id on the network.
    pub uri: String,
    /// Its page for people on this node.
    pub page: String,
    /// `@name@host`.
    pub handle: String,
    /// What it is.
    #[schema(schema_with = kinds)]
    pub kind: &'static str,
    /// Whether it lives on this node.
    pub local: bool,
    /// What it calls itself; plain text.
    pub name: String,
}

impl Actor {
    pub(super) fn new(app: &App, actor: &actor::Actor) -> Self {
        Self {
            id: actor.id.to_string(),
            uri: actor.uri.clone(),
            page: format!("{}{}", app.site.base, actor.path()),
            handle: actor.handle(),
            kind: actor.kind.as_str(),
            local: actor.local,
            name: actor.name.clone(),
        }
    }
}

/// Somebody who speaks, with their own words about themselves.
#[derive(Serialize, ToSchema)]
pub(super) struct Profile {
    #[serde(flatten)]
    actor: Actor,
    /// Its names by language.
    names: BTreeMap<String, String>,
    /// What it says about itself; sanitised HTML.
    summary: String,
    /// The same by language.
    summaries: BTreeMap<String, String>,
    /// Whether it wants to be asked before somebody follows it.
    approves_followers: bool,
    /// Accepted followers; of actors of this node only, elsewhere others know better.
    followers: Option<i64>,
    /// Whom it follows, where they accepted; of actors of this node only.
    following: Option<i64>,
    /// What an organisation declares to be, by its own word.
    facts: Facts,
    /// When it was made, or first seen here.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    updated_at: String,
}

impl Profile {
    pub(super) fn new(app: &App, (actor, counts, facts): &Loaded) -> Self {
        let plain = |map: sofra_base::lang::Localized<String>| {
            map.into_iter().map(|(language, text)| (language.to_string(), text)).collect()
        };
        Self {
            names: plain(actor.localized_name()),
            summary: actor.summary.clone(),
            summaries: plain(actor.localized_summary()),
            approves_followers: actor.approves_followers,
            facts: Facts::new(facts),
            followers: counts.map(|(followers, _)| followers),
            following: counts.map(|(_, following)| following),
            created_at: time(actor.created_at),
            updated_at: time(actor.updated_at),
            actor: Actor::new(app, actor),
        }
    }
}

/// What an organisation declares to be.
#[derive(Serialize, ToSchema)]
pub(super) struct Facts {
    /// Of: `refugee-led`, `women-led`, `youth-led`, `host-community`, `ally`.
    declared: Vec<&'static str>,
    /// Countries of origin, ISO 3166-1 alpha-2.
    origins: Vec<&'static str>,
    /// Host country, ISO 3166-1 alpha-2.
    host: Option<&'static str>,
    /// Languages it works in, BCP 47.
    languages: Vec<String>,
    /// The year in which it began.
    since: Option<i32>,
    /// How its decisions are made, by language; plain text.
    decisions: BTreeMap<String, String>,
    /// Its pages elsewhere; https only.
    links: Vec<String>,
}

impl Facts {
    fn new(facts: &organisation::Facts) -> Self {
        Self {
            declared: facts.declared.iter().map(|one| one.as_str()).collect(),
            origins: facts.origins.iter().map(|one| one.as_str()).collect(),
            host: facts.host.map(|one| one.as_str()),
            languages: facts.languages.iter().map(ToString::to_string).collect(),
            since: facts.since,
            decisions: facts.decisions.iter().map(|(tag, words)| (tag.to_string(), words.clone())).collect(),
            links: facts.links.clone(),
        }
    }
}

/// An actor with its numbers and what it declares to be.
pub(super) type Loaded = (actor::Actor, Option<(i64, i64)>, organisation::Facts);

/// An actor with its numbers, if it can be spoken to; one of a limited node for callers with an account only.
pub(super) fn load(
    conn: &mut sofra_domain::AnyConnection,
    id: &ActorId,
    known: bool,
) -> sofra_domain::Result<Loaded> {
    let found = actor::store::get(conn, id)?;
    if !found.is_active() || (!found.local && !peer::store::shows(conn, &found, known)?) {
        return Err(Error::NotFound);
    }
    let counts = if found.local { Some(follow::store::counts(conn, id)?) } else { None };
    let facts = organisation::store::facts(conn, id)?;
    Ok((found, counts, facts))
}

/// One actor.
#[utoipa::path(get, path = "/actors/{id}", tag = "actors", operation_id = "get_actor",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The actor", body = Profile)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let known = auth::caller(&app, &request).await?.is_some();
    let id = input::id(&request, "id", ActorId::parse)?;
    let found = app.db.read(move |conn| load(conn, &id, known)).await?;
    Ok(answer::ok(&Profile::new(&app, &found)))
}
