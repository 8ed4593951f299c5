//! The organisations of this node.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use serde::Deserialize;
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::{AnyConnection, Error, Result, organisation};
use utoipa::ToSchema;

use super::actor::{Actor, Profile, load};
use super::answer::{self, All, Answer};
use super::{auth, input};
use crate::App;

/// What an organisation says about itself in one language.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProfileText {
    /// BCP 47.
    language: String,
    /// Its name; 120 characters at most.
    name: String,
    /// Markdown; 5000 characters at most.
    #[serde(default)]
    about: String,
}

/// An organisation's profile: all of it, in place of what it was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProfile {
    /// One for each language; the first is the plain one.
    texts: Vec<ProfileText>,
    /// Whether it wants to be asked before somebody follows it.
    #[serde(default)]
    approves_followers: bool,
    /// What it declares to be. Left out, what was declared before stays.
    #[serde(default)]
    facts: Option<NewFacts>,
}

/// What an organisation declares to be: all of it, in place of what it was.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewFacts {
    /// Of: `refugee-led`, `women-led`, `youth-led`, `host-community`, `ally`.
    declared: Vec<String>,
    /// Countries of origin, ISO 3166-1 alpha-2.
    origins: Vec<String>,
    /// Host country, ISO 3166-1 alpha-2.
    host: String,
    /// Languages it works in, BCP 47.
    languages: Vec<String>,
    /// The year in which it began.
    since: Option<i32>,
    /// How its decisions are made, by language; 1000 characters at most.
    decisions: BTreeMap<String, String>,
    /// Its pages elsewhere; https only, 5 at most.
    links: Vec<String>,
}

impl NewFacts {
    fn form(self) -> organisation::rules::FactsForm {
        organisation::rules::FactsForm {
            declared: self.declared,
            origins: self.origins,
            host: self.host,
            languages: self.languages,
            since: self.since.map(|year| year.to_string()).unwrap_or_default(),
            decisions: self.decisions.into_iter().collect(),
            links: self.links,
        }
    }
}

/// An organisation of this node by its user name.
pub(super) fn named(conn: &mut AnyConnection, username: &str) -> Result<ActorId> {
    actor::store::local_by_username(conn, username)?
        .filter(|found| found.kind == ActorKind::Organisation && found.is_active())
        .map(|found| found.id)
        .ok_or(Error::NotFound)
}

/// The organisations of this node, by name.
#[utoipa::path(get, path = "/organisations", tag = "actors", operation_id = "list_organisations",
    responses((status = 200, description = "The organisations", body = All<Actor>)), security((), ("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let found = app.db.read(actor::store::local_organisations).await?;
    let items: Vec<Actor> =
        found.iter().filter(|found| found.is_active()).map(|found| Actor::new(&app, found)).collect();
    Ok(answer::ok(&All::from(items)))
}

/// One organisation of this node.
#[utoipa::path(get, path = "/organisations/{username}", tag = "actors", operation_id = "get_organisation",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "The organisation", body = Profile)), security((), ("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let found = app
        .db
        .read(move |conn| {
            let id = named(conn, &username)?;
            load(conn, &id, false)
        })
        .await?;
    Ok(answer::ok(&Profile::new(&app, &found)))
}

/// Changes an organisation's profile and tells its followers.
#[utoipa::path(put, path = "/organisations/{username}", tag = "actors", operation_id = "describe_organisation",
    params(("username" = String, Path, description = "The name in its handle")), request_body = NewProfile,
    responses((status = 200, description = "The organisation", body = Profile)), security(("bearer" = [])))]
pub(super) async fn describe(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let new: NewProfile = input::json(&request, payload).await?;
    let profile = organisation::actions::Profile {
        texts: new.texts.into_iter().map(|text| (text.language, text.name, text.about)).collect(),
        approves_followers: new.approves_followers,
    };
    let at = app.at();
    let facts = new.facts.map(NewFacts::form);
    let found = app
        .db
        .write(move |conn| {
            let id = named(conn, &username)?;
            match &facts {
                Some(facts) => {
                    organisation::actions::describe_fully(conn, &at, &who, &id, &profile, facts)?;
                }
                None => organisation::actions::describe(conn, &at, &who, &id, &profile)?,
            }
            load(conn, &id, false)
        })
        .await?;
    Ok(answer::ok(&Profile::new(&app, &found)))
}
