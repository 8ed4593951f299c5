//! Finding requests.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::join_request;

use super::model::{JoinRequest, RequestId, RequestState};
use crate::account::{Identity, Seat};
use crate::actor::ActorId;
use crate::error::Result;
use crate::seat;

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

/// How many requests wait for somebody's answer, by organisation: of those in which they decide, and for the host of
/// those that have had nobody who does.
///
/// # Errors
/// The database's own.
pub fn to_answer(conn: &mut AnyConnection, now: Timestamp, who: &Identity) -> Result<Vec<(ActorId, i64)>> {
    let waiting: Vec<ActorId> = join_request::table
        .filter(join_request::state.eq(RequestState::Waiting))
        .order(join_request::organisation_id)
        .select(join_request::organisation_id)
        .load(conn)?;
    let mut found: Vec<(ActorId, i64)> = Vec::new();
    for organisation in waiting {
        match found.last_mut() {
            Some((last, count)) if *last == organisation => *count += 1,
            _ => found.push((organisation, 1)),
        }
    }
    let mut mine = Vec::new();
    for (organisation, count) in found {
        let answers = match who.seat(&organisation) {
            Some(seat) => seat == Seat::Officer,
            None => who.is_host() && seat::store::standing_officers(conn, &organisation, now)? == 0,
        };
        if answers {
            mine.push((organisation, count));
        }
    }
    Ok(mine)
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
