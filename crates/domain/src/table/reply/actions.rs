//! Links for the other side, replies that come by them, and taking a reply off what is shown.

use diesel::prelude::*;
use sofra_base::id::{random_token, sha256_hex};
use sofra_db::AnyConnection;
use sofra_db::schema::{table_reply, table_reply_link, table_seat};

use super::{Form, LINK, MOST, check};
use crate::account::{Identity, Seat as Role};
use crate::actor::{self, ActorId};
use crate::audit::{self, actions::Act};
use crate::error::{Error, Result};
use crate::moderation::rules::Power;
use crate::notification::{self, Kind};
use crate::site::At;
use crate::table::actions::{checked_reason, must_decide, own, touch};
use crate::table::model::{Reply, ReplyId, Seat, SeatId};
use crate::table::store;

/// Makes the link that an officer gives to the body; the one before it is good no more. It is shown once.
///
/// # Errors
/// `NotFound` for others, `Forbidden` for whoever is no officer.
pub fn make_link(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    organisation: &ActorId,
    id: &SeatId,
) -> Result<String> {
    must_decide(conn, who, organisation)?;
    let seat = own(conn, organisation, id)?;
    let token = random_token();
    end_link(conn, &seat.id)?;
    diesel::insert_into(table_reply_link::table)
        .values((
            table_reply_link::seat_id.eq(&seat.id),
            table_reply_link::token_hash.eq(sha256_hex(token.as_bytes())),
            table_reply_link::created_at.eq(at.now),
            table_reply_link::expires_at.eq(at.now + LINK),
        ))
        .execute(conn)?;
    let line = Act { act: "table.link", object: id.as_str(), organisation: Some(organisation), reason: "" };
    audit::actions::record(conn, at.now, Some(who), line)?;
    Ok(token)
}

/// The link of a seat is good no more.
pub(in crate::table) fn end_link(conn: &mut AnyConnection, id: &SeatId) -> Result<()> {
    diesel::delete(table_reply_link::table.find(id)).execute(conn)?;
    Ok(())
}

/// The seat to which a link leads, for whoever holds it.
///
/// # Errors
/// `NotFound` for a link that is not, was used or is too old: they look alike.
pub fn by_link(conn: &mut AnyConnection, at: &At, token: &str) -> Result<Seat> {
    if token.len() > 200 {
        return Err(Error::NotFound);
    }
    let found: Seat = table_seat::table
        .inner_join(table_reply_link::table)
        .filter(table_reply_link::token_hash.eq(sha256_hex(token.as_bytes())))
        .filter(table_reply_link::expires_at.gt(at.now))
        .filter(table_seat::withdrawn_at.is_null())
        .filter(table_seat::hidden_at.is_null())
        .select(Seat::as_select())
        .first(conn)?;
    let holder = actor::store::get(conn, &found.holder_id)?;
    if holder.is_active() { Ok(found) } else { Err(Error::NotFound) }
}

/// The body says what it has to say, by its link. The link is good no more.
///
/// # Errors
/// As [`by_link`]; `Invalid`.
pub fn by_whom_it_may(conn: &mut AnyConnection, at: &At, token: &str, form: &Form) -> Result<Seat> {
    let mut seat = by_link(conn, at, token)?;
    let (name, language, words) = check(form).map_err(crate::Error::Invalid)?;
    let id = ReplyId::new();
    let row = Reply {
        uri: format!("{}#reply-{id}", seat.uri),
        id,
        seat_id: seat.id.clone(),
        name,
        actor_uri: None,
        language,
        words,
        passed_on: false,
        created_at: at.now,
        updated_at: at.now,
        withdrawn_at: None,
        hidden_at: None,
    };
    diesel::insert_into(table_reply::table).values(row).execute(conn)?;
    end_link(conn, &seat.id)?;
    came(conn, at, &mut seat)?;
    Ok(seat)
}

/// A seat was answered: its officers hear that there is something, and others get the record with the reply.
pub(super) fn came(conn: &mut AnyConnection, at: &At, seat: &mut Seat) -> Result<()> {
    if !seat.local {
        return Ok(());
    }
    notification::actions::tell_seats(
        conn,
        at.now,
        &seat.holder_id,
        &[Role::Officer],
        None,
        Kind::SeatAnswered,
        &seat.path(),
    )?;
    touch(conn, at, seat)
}

/// Whether there is room for another reply to a seat.
pub(super) fn has_room(conn: &mut AnyConnection, seat: &SeatId) -> Result<bool> {
    let there: i64 = table_reply::table.filter(table_reply::seat_id.eq(seat)).count().get_result(conn)?;
    Ok(there < MOST)
}

/// A moderator takes a reply off everything that is shown here, or shows it again. The organisation that recorded the
/// seat cannot: that would be no right of reply.
///
/// # Errors
/// `Forbidden` by [`crate::moderation::rules::may`], `NotFound`, `Invalid` without a reason.
pub fn set_hidden(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    id: &ReplyId,
    hidden: bool,
    reason: &str,
) -> Result<()> {
    let found = store::reply(conn, id)?;
    let seat = store::get(conn, &found.seat_id)?;
    let holder = actor::store::get(conn, &seat.holder_id)?;
    crate::moderation::actions::check(conn, who, Power::Hide, &holder, None, None)?;
    // Whoever keeps the node and sits in the organisation would decide about an answer to themselves.
    if who.is_some_and(|who| who.seat(&seat.holder_id).is_some()) {
        return Err(Error::Forbidden("own-seat"));
    }
    if found.hidden_at.is_some() == hidden {
        return Ok(());
    }
    let reason = checked_reason(reason, hidden)?;
    diesel::update(table_reply::table.find(id))
        .set(table_reply::hidden_at.eq(hidden.then_some(at.now)))
        .execute(conn)?;
    let act = if hidden { "table.hide-reply" } else { "table.show-reply" };
    audit::actions::record(
        conn,
        at.now,
        who,
        Act { act, object: seat.id.as_str(), organisation: None, reason: &reason },
    )?;
    let mut seat = seat;
    if seat.local && seat.stands() { touch(conn, at, &mut seat) } else { Ok(()) }
}
