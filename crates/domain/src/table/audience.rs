//! Who may read a seat, and to whom it goes.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::table_network;

use super::Audience;
use super::model::{Seat, SeatId};
use super::store::get;
use crate::actor::ActorId;
use crate::error::Result;
use crate::told;
use crate::viewer::Reader;

/// The networks that a seat is told to.
///
/// # Errors
/// The database's own.
pub fn told_to(conn: &mut AnyConnection, id: &SeatId) -> Result<Vec<ActorId>> {
    Ok(table_network::table
        .filter(table_network::seat_id.eq(id))
        .order(table_network::network_id)
        .select(table_network::network_id)
        .load(conn)?)
}

/// A seat for a reader. What may not be read is not found.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, id: &SeatId, reader: &Reader) -> Result<Seat> {
    let found = get(conn, id)?;
    told::check(conn, &found.word(), |conn| told_to(conn, id), reader)?;
    Ok(found)
}

/// Whether it may go to an inbox (see [`told::is_for_inbox`]).
///
/// # Errors
/// The database's own.
pub fn is_for_inbox(conn: &mut AnyConnection, found: &Seat, inbox: &str) -> Result<bool> {
    let networks = told_to(conn, &found.id)?;
    Ok(found.audience == Audience::Public || told::is_for_inbox(conn, &found.holder_id, &networks, inbox)?)
}
