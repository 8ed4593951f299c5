//! Following and being followed.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};
use sofra_domain::Error;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::follow::store::End;
use sofra_domain::follow::{self, FollowId, FollowState};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, Page, spellings, time};
use super::auth;
use super::input::{self, Query};
use super::problem::{FieldProblem, Problem};
use crate::App;

fn states() -> utoipa::openapi::schema::Object {
    spellings(FollowState::ALL.iter().map(|one| one.as_str()))
}

/// One actor following another, or asking to.
#[derive(Serialize, ToSchema)]
struct Follow {
    /// The id in this API.
    id: String,
    /// How far it has come.
    #[schema(schema_with = states)]
    state: &'static str,
    /// The actor at the other end: whom one follows, or who follows one.
    actor: Actor,
    /// When it was asked for.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was answered.
    #[schema(format = DateTime)]
    decided_at: Option<String>,
}

impl Follow {
    fn new(app: &App, row: &follow::Follow, other: &actor::Actor) -> Self {
        Self {
            id: row.id.to_string(),
            state: row.state.as_str(),
            actor: Actor::new(app, other),
            created_at: time(row.created_at),
            decided_at: row.decided_at.map(time),
        }
    }
}

/// A request to follow somebody.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewFollow {
    /// The user name of the organisation or member of this node that wants to follow.
    #[serde(rename = "as")]
    voice: String,
    /// The id in this API of the actor to be followed; `/lookup` finds it.
    target: String,
}

/// Whom an actor follows or asked to follow, newest first.
#[utoipa::path(get, path = "/following", tag = "follows", operation_id = "list_following",
    params(
        ("as" = String, Query, description = "User name of an actor that the account speaks for"),
        ("before" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<Follow>)), security(("bearer" = [])))]
pub(super) async fn following(app: web::Data<App>, request: HttpRequest) -> Answer {
    list(&app, &request, End::Follower, "/following").await
}

/// Who follows an actor or asked to, newest first.
#[utoipa::path(get, path = "/followers", tag = "follows", operation_id = "list_followers",
    params(
        ("as" = String, Query, description = "User name of an actor that the account speaks for"),
        ("before" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 40, description = "Entries of a page; 20 if not said"),
    ),
    responses((status = 200, description = "A page of the list", body = Page<Follow>)), security(("bearer" = [])))]
pub(super) async fn followers(app: web::Data<App>, request: HttpRequest) -> Answer {
    list(&app, &request, End::Target, "/followers").await
}

async fn list(app: &App, request: &HttpRequest, end: End, path: &str) -> Answer {
    let who = auth::signed_in(app, request).await?;
    let query = Query::read(request, &["as", "before", "limit"])?;
    let username = query.required("as")?.to_owned();
    let before = query.parsed("before", FollowId::parse)?;
    let limit = query.limit()?;
    let (mut rows, total) = app
        .db
        .read(move |conn| {
            let id = auth::voice(conn, &auth::as_account(&who), &username)?;
            follow::store::page(conn, &id, end, before.as_ref(), limit + 1)
        })
        .await?;
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    let limit = limit.to_string();
    let next = rows.last().filter(|_| more).map(|(last, _)| {
        let question = [("as", query.text("as")), ("limit", Some(limit.as_str()))];
        answer::next(app, path, &question, last.id.as_str())
    });
    let items = rows.iter().map(|(row, other)| Follow::new(app, row, other)).collect();
    Ok(answer::page(&Page { total, items, next }))
}

/// Asks to follow somebody.
#[utoipa::path(post, path = "/follows", tag = "follows", operation_id = "request_follow", request_body = NewFollow,
    responses((status = 201, description = "The request; accepted already where nobody has to be asked",
        body = Follow)),
    security(("bearer" = [])))]
pub(super) async fn request(app: web::Data<App>, request: HttpRequest, payload: web::Payload) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let new: NewFollow = input::json(&request, payload).await?;
    let unknown = || Problem::invalid(FieldProblem::new("target", "unknown", []));
    let target = ActorId::parse(&new.target).ok_or_else(unknown)?;
    let at = app.at();
    let (row, other) = app
        .db
        .write(move |conn| {
            let voice = auth::voice(conn, &who, &new.voice)?;
            let row = follow::actions::request(conn, &at, &who, &voice, &target)?;
            Ok((row, actor::store::get(conn, &target)?))
        })
        .await
        .map_err(|error| match error {
            Error::NotFound => unknown(),
            error => error.into(),
        })?;
    Ok(answer::created(&app, &format!("/follows/{}", row.id), &Follow::new(&app, &row, &other)))
}

/// Ends a follow, or takes a request back.
#[utoipa::path(delete, path = "/follows/{id}", tag = "follows", operation_id = "end_follow",
    params(("id" = String, Path, description = "The follow's id in this API")),
    responses((status = 204, description = "It is gone")), security(("bearer" = [])))]
pub(super) async fn end(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::writer(&app, &request).await?;
    let id = input::id(&request, "id", FollowId::parse)?;
    let at = app.at();
    app.db
        .write(move |conn| {
            let row = follow::store::get(conn, &id)?;
            if !who.speaks_for(&row.follower_id) {
                // Others need not learn who follows whom.
                return Err(Error::NotFound);
            }
            follow::actions::end(conn, &at, &who, &row.follower_id, &row.target_id)
        })
        .await?;
    Ok(answer::nothing())
}

/// Accepts a request to follow. A repetition changes nothing.
#[utoipa::path(post, path = "/follows/{id}/accept", tag = "follows", operation_id = "accept_follow",
    params(("id" = String, Path, description = "The follow's id in this API")),
    responses((status = 204, description = "It is accepted")), security(("bearer" = [])))]
pub(super) async fn accept(app: web::Data<App>, request: HttpRequest) -> Answer {
    decide(&app, &request, true).await
}

/// Refuses a request to follow, or removes a follower that was accepted before.
#[utoipa::path(post, path = "/follows/{id}/reject", tag = "follows", operation_id = "reject_follow",
    params(("id" = String, Path, description = "The follow's id in this API")),
    responses((status = 204, description = "It is refused")), security(("bearer" = [])))]
pub(super) async fn reject(app: web::Data<App>, request: HttpRequest) -> Answer {
    decide(&app, &request, false).await
}

async fn decide(app: &App, request: &HttpRequest, accept: bool) -> Answer {
    let who = auth::writer(app, request).await?;
    let id = input::id(request, "id", FollowId::parse)?;
    let at = app.at();
    app.db.write(move |conn| follow::actions::answer(conn, &at, &who, &id, accept)).await?;
    Ok(answer::nothing())
}
