//! Actors: organisations, members and networks of this and other nodes.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::{Error, follow, peer};
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
    /// When it was made, or first seen here.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    updated_at: String,
}

impl Profile {
    pub(super) fn new(app: &App, actor: &actor::Actor, counts: Option<(i64, i64)>) -> Self {
        let plain = |map: sofra_base::lang::Localized<String>| {
            map.into_iter().map(|(language, text)| (language.to_string(), text)).collect()
        };
        Self {
            names: plain(actor.localized_name()),
            summary: actor.summary.clone(),
            summaries: plain(actor.localized_summary()),
            approves_followers: actor.approves_followers,
            followers: counts.map(|(followers, _)| followers),
            following: counts.map(|(_, following)| following),
            created_at: time(actor.created_at),
            updated_at: time(actor.updated_at),
            actor: Actor::new(app, actor),
        }
    }
}

/// An actor with its numbers, if it can be spoken to; one of a limited node for callers with an account only.
pub(super) fn load(
    conn: &mut sofra_domain::AnyConnection,
    id: &ActorId,
    known: bool,
) -> sofra_domain::Result<(actor::Actor, Option<(i64, i64)>)> {
    let found = actor::store::get(conn, id)?;
    if !found.is_active() || (!found.local && !peer::store::shows(conn, &found, known)?) {
        return Err(Error::NotFound);
    }
    let counts = if found.local { Some(follow::store::counts(conn, id)?) } else { None };
    Ok((found, counts))
}

/// One actor.
#[utoipa::path(get, path = "/actors/{id}", tag = "actors", operation_id = "get_actor",
    params(("id" = String, Path, description = "The id in this API")),
    responses((status = 200, description = "The actor", body = Profile)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let known = auth::caller(&app, &request).await?.is_some();
    let id = input::id(&request, "id", ActorId::parse)?;
    let (found, counts) = app.db.read(move |conn| load(conn, &id, known)).await?;
    Ok(answer::ok(&Profile::new(&app, &found, counts)))
}
