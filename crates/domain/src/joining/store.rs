//! Finding requests.

use diesel::prelude::*;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::join_request;

use super::model::{JoinRequest, RequestId, RequestState};
use crate::actor::ActorId;
use crate::error::Result;

/// The requests that wait for an organisation's word, the oldest first.
///
/// # Errors
/// The database's own.
pub fn waiting(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<JoinRequest>> {
    Ok(join_request::table
        .filter(join_request::organisation_id.eq(organisation))
        .filter(join_request::state.eq(RequestState::Waiting))
        .order(join_request::id)
        .select(JoinRequest::as_select())
        .load(conn)?)
}

/// One by its row.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &RequestId) -> Result<JoinRequest> {
    Ok(join_request::table.find(id).select(JoinRequest::as_select()).first(conn)?)
}

/// One by the secret of its link.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn by_code(conn: &mut AnyConnection, code: &str) -> Result<JoinRequest> {
    Ok(join_request::table
        .filter(join_request::code_hash.eq(sha256_hex(code.as_bytes())))
        .select(JoinRequest::as_select())
        .first(conn)?)
}
