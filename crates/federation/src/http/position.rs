//! A position under its own id, and in the outbox of its holder.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;
use sofra_domain::position::{PositionId, State, store};
use sofra_domain::{AnyConnection, Error, Result, Site};

use super::give;
use crate::Federation;
use crate::activity::position::build;
use crate::object::{context, position as object};
use crate::outbox::position::answered;

/// `GET /positions/{id}` by `Accept` of ActivityPub.
pub(super) async fn get_position(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<String>,
) -> HttpResponse {
    let (site, id) = (federation.site.clone(), path.into_inner());
    give(&federation, &request, move |c, reader| {
        let id = PositionId::parse(&id).ok_or(Error::NotFound)?;
        let found = store::read(c, &id, reader)?;
        // What was said elsewhere is given out by its own node only.
        if !found.local {
            return Err(Error::NotFound);
        }
        if found.state == State::Withdrawn {
            let when = found.withdrawn_at.unwrap_or(found.updated_at);
            let mut gone = object::tombstone(&found.uri, when);
            gone["@context"] = context::ACTIVITY_STREAMS.into();
            return Ok((StatusCode::GONE, gone));
        }
        let view = store::outgoing(c, found)?;
        let author = answered(c, &view)?;
        let author = author.as_ref().map(|author| author.uri.as_str());
        Ok((StatusCode::OK, object::to_document(c, &view, author, &site)?))
    })
    .await
}

/// The activity that told of a position, as the position stands now.
pub(super) fn as_created(conn: &mut AnyConnection, uri: &str, id: &PositionId, site: &Site) -> Result<Value> {
    let found = store::get(conn, id)?;
    let view = store::outgoing(conn, found)?;
    let author = answered(conn, &view)?;
    build(conn, uri, "Create", &view, author.as_ref().map(|author| author.uri.as_str()), site)
}
