//! What officers and the host choose: whether an organisation is in the directory, whom the host trusts, with whom the
//! node deals, how people come in, what visitors may.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::account::{Identity, Seat};
use sofra_domain::actor::{self, ActorId, ActorKind};
use sofra_domain::moderation::Setting;
use sofra_domain::node::{self, Federation, Joining};
use sofra_domain::{AnyConnection, Error, Result, directory, moderation, vouch};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, All, Answer, spellings, time};
use super::{auth, input};
use crate::App;

/// Whether an organisation is found in directories, here and elsewhere.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    /// Whether it is.
    listed: bool,
}

/// The organisation of that user name, for its officers.
fn officer(conn: &mut AnyConnection, who: &Identity, username: &str) -> Result<ActorId> {
    actor::store::local_by_username(conn, username)?
        .filter(|found| found.kind == ActorKind::Organisation && found.deleted_at.is_none())
        .filter(|found| who.seat(&found.id) == Some(Seat::Officer))
        .map(|found| found.id)
        .ok_or(Error::NotFound)
}

/// Whether an organisation is in the directory; for its officers.
#[utoipa::path(get, path = "/organisations/{username}/directory", tag = "directory",
    operation_id = "get_directory_choice",
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 200, description = "Whether it is", body = Listed)), security(("bearer" = [])))]
pub(super) async fn listed(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let listed = app
        .db
        .read(move |conn| {
            let id = officer(conn, &who, &username)?;
            directory::store::is_listed(conn, &id)
        })
        .await?;
    Ok(answer::ok(&Listed { listed }))
}

/// Chooses whether an organisation is in the directory; for its officers.
#[utoipa::path(put, path = "/organisations/{username}/directory", tag = "directory",
    operation_id = "choose_directory", request_body = Listed,
    params(("username" = String, Path, description = "The name in its handle")),
    responses((status = 204, description = "It is so from now on")), security(("bearer" = [])))]
pub(super) async fn list(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let username = input::id(&request, "username", |text| Some(text.to_owned()))?;
    let new: Listed = input::json(&request, payload).await?;
    let at = app.at();
    app.db
        .write(move |conn| {
            let id = officer(conn, &who, &username)?;
            directory::actions::choose(conn, &at, &who, &id, new.listed)
        })
        .await?;
    Ok(answer::nothing())
}

/// An organisation elsewhere that the host of this node trusts.
#[derive(Serialize, ToSchema)]
struct Anchor {
    /// Which.
    organisation: Actor,
    /// Why, in the host's words.
    reason: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
}

/// Why somebody is trusted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Why {
    /// In the host's words.
    reason: String,
}

/// Whom the host trusts: where chains of vouches begin.
#[utoipa::path(get, path = "/trust", tag = "node", operation_id = "list_trust",
    responses((status = 200, description = "Whom", body = All<Anchor>)), security(("bearer" = [])))]
pub(super) async fn anchors(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::host(&app, &request).await?;
    let found = app.db.read(vouch::store::marked).await?;
    let items: Vec<Anchor> = found
        .into_iter()
        .map(|one| Anchor {
            organisation: Actor::new(&app, &one.actor),
            reason: one.reason,
            since: time(one.decided_at),
        })
        .collect();
    Ok(answer::ok(&All::from(items)))
}

/// Trusts an organisation elsewhere.
#[utoipa::path(put, path = "/trust/{actor}", tag = "node", operation_id = "trust", request_body = Why,
    params(("actor" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It is trusted")), security(("bearer" = [])))]
pub(super) async fn trust(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let id = input::id(&request, "actor", ActorId::parse)?;
    let why: Why = input::json(&request, payload).await?;
    let at = app.at();
    app.db.write(move |conn| vouch::actions::trust(conn, &at, Some(&who), &id, Some(&why.reason))).await?;
    Ok(answer::nothing())
}

/// Trusts it no longer.
#[utoipa::path(delete, path = "/trust/{actor}", tag = "node", operation_id = "distrust",
    params(("actor" = String, Path, description = "The id in this API")),
    responses((status = 204, description = "It is trusted no longer")), security(("bearer" = [])))]
pub(super) async fn distrust(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let id = input::id(&request, "actor", ActorId::parse)?;
    let at = app.at();
    app.db.write(move |conn| vouch::actions::trust(conn, &at, Some(&who), &id, None)).await?;
    Ok(answer::nothing())
}

/// What the host chose beside the rules.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Choices {
    /// Whether everybody may read which nodes are suspended or limited.
    publishes_blocks: bool,
    /// Whether somebody who is not signed in may report.
    visitors_report: bool,
}

/// What the host chose beside the rules.
#[utoipa::path(get, path = "/rules/choices", tag = "node", operation_id = "get_rule_choices",
    responses((status = 200, description = "The choices", body = Choices)), security(("bearer" = [])))]
pub(super) async fn choices(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::host(&app, &request).await?;
    let found = app.db.read(moderation::store::setting).await?;
    let (publishes_blocks, visitors_report) = (found.publishes_blocks, found.visitors_report);
    Ok(answer::ok(&Choices { publishes_blocks, visitors_report }))
}

/// Chooses it.
#[utoipa::path(put, path = "/rules/choices", tag = "node", operation_id = "choose_rule_choices",
    request_body = Choices,
    responses((status = 204, description = "It is so from now on")), security(("bearer" = [])))]
pub(super) async fn choose(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let Choices { publishes_blocks, visitors_report } = input::json(&request, payload).await?;
    let at = app.at();
    let setting = Setting { publishes_blocks, visitors_report };
    app.db.write(move |conn| moderation::actions::choose(conn, &at, Some(&who), setting)).await?;
    Ok(answer::nothing())
}

fn federations() -> utoipa::openapi::schema::Object {
    spellings(Federation::ALL.iter().map(|one| one.as_str()))
}

/// With whom the node deals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewFederation {
    /// `closed`: only with nodes that are named; `open`: with all but those that are suspended.
    #[schema(schema_with = federations)]
    federation: String,
}

/// Chooses with whom the node deals; `/node` says how it is.
#[utoipa::path(put, path = "/federation", tag = "node", operation_id = "choose_federation",
    request_body = NewFederation,
    responses((status = 204, description = "It is so from now on")), security(("bearer" = [])))]
pub(super) async fn federation(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::host_writer(&app, &request).await?;
    let new: NewFederation = input::json(&request, payload).await?;
    let chosen = Federation::parse(&new.federation)
        .ok_or_else(|| Error::field("federation", "error-choice-unknown"))?;
    let at = app.at();
    app.db.write(move |conn| node::actions::choose_federation(conn, &at, Some(&who), chosen)).await?;
    Ok(answer::nothing())
}

fn ways_in() -> utoipa::openapi::schema::Object {
    spellings(Joining::ALL.iter().map(|one| one.as_str()))
}

/// How people come in.
#[derive(Serialize, ToSchema)]
struct WayIn {
    /// By invitation alone, or also on request.
    #[schema(schema_with = ways_in)]
    joining: &'static str,
}

/// How people come in.
#[utoipa::path(get, path = "/joining", tag = "people", operation_id = "get_joining",
    responses((status = 200, description = "How", body = WayIn)), security((), ("bearer" = [])))]
pub(super) async fn way_in(app: web::Data<App>, request: HttpRequest) -> Answer {
    auth::caller(&app, &request).await?;
    let found = app.db.read(node::store::get).await?;
    Ok(answer::ok(&WayIn { joining: found.joining.as_str() }))
}
