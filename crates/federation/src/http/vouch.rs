//! A vouch at its voucher's origin: what other nodes ask before they believe it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use sofra_domain::viewer::Reader;
use sofra_domain::vouch::{self, VouchId, VouchState, rules};
use sofra_domain::{Error, actor};

use super::give;
use crate::Federation;
use crate::object::{context, relationship};

/// `GET /vouches/{id}`: 200 while it stands, 410 after it ended. An offer is nobody's business but the two ends'.
pub(super) async fn get_vouch(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<String>,
) -> HttpResponse {
    let (now, id) = (federation.clock.now(), path.into_inner());
    give(&federation, &request, move |c, reader| {
        let id = VouchId::parse(&id).ok_or(Error::NotFound)?;
        let found = vouch::store::get(c, &id)?;
        let voucher = actor::store::get(c, &found.voucher_id)?;
        // What was vouched elsewhere is given out by its own node only.
        if !voucher.local {
            return Err(Error::NotFound);
        }
        let vouched = actor::store::get(c, &found.vouched_id)?;
        let is_over = found.state.has_ended() || found.until.is_some_and(|until| until <= now);
        if is_over && found.answered_at.is_some() {
            let mut gone = json!({"id": found.uri, "type": "Tombstone", "formerType": "Relationship"});
            gone["@context"] = context::ACTIVITY_STREAMS.into();
            return Ok((StatusCode::GONE, gone));
        }
        let is_addressed = matches!(reader, Reader::Remote(asking) if *asking == vouched.id);
        let is_shown = rules::stands(&found, now)
            || found.state == VouchState::Offered && is_addressed && found.until.is_none_or(|u| u > now);
        if !is_shown || !voucher.is_active() {
            return Err(Error::NotFound);
        }
        Ok((StatusCode::OK, relationship::to_document(&found, &voucher, &vouched)))
    })
    .await
}
