//! Finding somebody or something by a handle or an address, here or on other nodes.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use sofra_domain::Error;
use sofra_domain::remote::Found;
use sofra_domain::viewer::Reader;
use utoipa::ToSchema;

use super::actor::{Actor, load};
use super::answer::{self, Answer};
use super::auth;
use super::input::Query;
use super::position::Position;
use super::problem::Problem;
use super::shape::Summary;
use super::statement::Full;
use crate::App;

/// Bytes of a handle or an address at most.
const LONGEST: usize = 2048;

/// What was found.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum LookedUp {
    /// Somebody.
    Actor {
        /// Who.
        actor: Actor,
    },
    /// Something that was said.
    Statement {
        /// What.
        statement: Box<Summary>,
    },
    /// What somebody thinks of something.
    Position {
        /// What.
        position: Box<Position>,
    },
    /// A place at somebody else's table.
    Seat {
        /// What.
        seat: Box<super::table::Seat>,
    },
}

/// Finds what a handle (`@name@host`) or an `https` address names. Other nodes are asked, so it is for accounts only
/// and not too often.
#[utoipa::path(get, path = "/lookup", tag = "actors", operation_id = "lookup",
    params(("q" = String, Query, max_length = 2048, description = "A handle or an address")),
    responses((status = 200, description = "What was found", body = LookedUp)), security(("bearer" = [])))]
pub(super) async fn find(app: web::Data<App>, request: HttpRequest) -> Answer {
    let who = auth::signed_in(&app, &request).await?;
    let query = Query::read(&request, &["q"])?;
    let text = query.required("q")?;
    if text.len() > LONGEST {
        return Err(Problem::parameter("q", "too-long", [("limit", LONGEST as i64)]));
    }
    if !app.lookups.allows(who.account.as_str(), app.clock.now()) {
        return Err(Error::TooMany.into());
    }
    let result = match app.resolver.find(text.trim()).await? {
        Found::Actor(id) => {
            let (found, ..) = app.db.read(move |conn| load(conn, &id, true)).await?;
            LookedUp::Actor { actor: Actor::new(&app, &found) }
        }
        Found::Statement(id) => {
            let reader = Reader::Account(who);
            let full = app.db.read(move |conn| Full::load(conn, &reader, &id, None)).await?;
            LookedUp::Statement { statement: Box::new(full.summary(&app)) }
        }
        Found::Seat(id) => {
            let reader = Reader::Account(who);
            let view = app
                .db
                .read(move |conn| {
                    let found = sofra_domain::table::store::read(conn, &id, &reader)?;
                    sofra_domain::table::store::view(conn, found)
                })
                .await?;
            LookedUp::Seat { seat: Box::new(super::table::Seat::new(&app, &view)) }
        }
        Found::Position(id) => {
            let reader = Reader::Account(who);
            let view = app
                .db
                .read(move |conn| {
                    let found = sofra_domain::position::store::read(conn, &id, &reader)?;
                    sofra_domain::position::store::view(conn, found, &reader)
                })
                .await?;
            LookedUp::Position { position: Box::new(Position::new(&app, &view)) }
        }
    };
    Ok(answer::ok(&result))
}
