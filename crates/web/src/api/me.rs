//! Who calls, and what the token is good for.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::account::{Role, Seat};
use sofra_domain::{Error, actor as actors, follow};
use utoipa::ToSchema;

use super::actor::Actor;
use super::answer::{self, Answer, spellings};
use super::auth;
use crate::App;

fn roles() -> utoipa::openapi::schema::Object {
    spellings(Role::ALL.iter().map(|one| one.as_str()))
}

fn seats() -> utoipa::openapi::schema::Object {
    spellings(Seat::ALL.iter().map(|one| one.as_str()))
}

/// The account that a token belongs to.
#[derive(Serialize, ToSchema)]
struct Me {
    /// The account.
    id: String,
    /// The name used for signing in.
    login: String,
    /// What it may do on the node.
    #[schema(schema_with = roles)]
    role: &'static str,
    /// The language of the pages, BCP 47.
    language: Option<String>,
    /// Whether this token may change anything.
    may_write: bool,
    /// The person as others see them.
    person: Option<Actor>,
    /// Its organisations.
    organisations: Vec<Membership>,
    /// How many requests to follow wait for an answer of the actors it speaks for.
    follow_requests: i64,
}

/// An organisation of the account.
#[derive(Serialize, ToSchema)]
struct Membership {
    /// The organisation.
    organisation: Actor,
    /// What the account may do in it.
    #[schema(schema_with = seats)]
    seat: &'static str,
}

/// The account that the token belongs to.
#[utoipa::path(get, path = "/me", tag = "account", operation_id = "get_me",
    responses((status = 200, description = "The account", body = Me)), security(("bearer" = [])))]
pub(super) async fn show(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let asked = who.clone();
    let (actors, waiting) = app
        .db
        .read(move |conn| {
            let actors = actors::store::get_many(conn, &asked.actors())?;
            let waiting = follow::store::waiting(conn, &auth::as_account(&asked).voices())?;
            Ok::<_, Error>((actors, waiting))
        })
        .await?;
    let actor = |id| actors.iter().find(|actor| actor.id == id).map(|actor| Actor::new(&app, actor));
    Ok(answer::ok(&Me {
        id: who.account.to_string(),
        role: who.role.as_str(),
        language: who.language.clone(),
        may_write: who.may_write,
        person: who.person.clone().and_then(actor),
        organisations: who
            .seats
            .iter()
            .filter_map(|(id, seat)| {
                Some(Membership { organisation: actor(id.clone())?, seat: seat.as_str() })
            })
            .collect(),
        follow_requests: waiting,
        login: who.login,
    }))
}
