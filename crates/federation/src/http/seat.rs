//! A seat under its own id, and in the outbox of whoever records it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;
use sofra_domain::table::{SeatId, store};
use sofra_domain::{AnyConnection, Error, Result, Site};

use super::give;
use crate::Federation;
use crate::activity::seat::build;
use crate::object::{context, seat as object};

/// `GET /seats/{id}` by `Accept` of ActivityPub.
pub(super) async fn get_seat(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<String>,
) -> HttpResponse {
    let (site, id) = (federation.site.clone(), path.into_inner());
    give(&federation, &request, move |c, reader| {
        let id = SeatId::parse(&id).ok_or(Error::NotFound)?;
        let found = store::read(c, &id, reader)?;
        // What was recorded elsewhere is given out by its own node only.
        if !found.local {
            return Err(Error::NotFound);
        }
        if let Some(when) = found.withdrawn_at {
            let mut gone = object::tombstone(&found.uri, when);
            gone["@context"] = context::ACTIVITY_STREAMS.into();
            return Ok((StatusCode::GONE, gone));
        }
        let view = store::view(c, found)?;
        Ok((StatusCode::OK, object::to_document(c, &view, &site)?))
    })
    .await
}

/// The activity that told of a seat, as the seat stands now.
pub(super) fn as_created(conn: &mut AnyConnection, uri: &str, id: &SeatId, site: &Site) -> Result<Value> {
    let found = store::get(conn, id)?;
    let view = store::view(conn, found)?;
    build(conn, uri, "Create", &view, site)
}
