//! Replies from the network: they count as such only when the actor is the one that the record names.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, hours};
use sofra_base::lang::LanguageTag;
use sofra_db::AnyConnection;
use sofra_db::schema::table_reply;

use super::actions::{came, has_room};
use crate::actor::{self, Actor, ActorId};
use crate::error::{Error, Result};
use crate::site::At;
use crate::statement;
use crate::table::actions::touch;
use crate::table::model::{Reply, ReplyId, Seat, SeatId};
use crate::table::store;

/// A reply as it arrived, sanitised.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The id on the wire.
    pub uri: String,
    /// Who says it, in their own words.
    pub name: String,
    /// The actor who says it, where there is one.
    pub actor: Option<String>,
    /// Of the words.
    pub language: LanguageTag,
    /// Plain text.
    pub words: String,
    /// When it came out, by its author's word.
    pub published: Option<Timestamp>,
    /// When it last changed, by its author's word.
    pub updated: Option<Timestamp>,
}

/// The seat that a note of this actor answers as the body itself; `None` for every other note, which stays a note.
///
/// # Errors
/// The database's own.
pub fn answered(conn: &mut AnyConnection, in_reply_to: &str, by: &Actor) -> Result<Option<Seat>> {
    let Some(seat) = store::by_uri(conn, in_reply_to)? else { return Ok(None) };
    let is_named = seat.body_actor.as_deref() == Some(by.uri.as_str());
    // Whoever the organisation blocks is heard by the link alone, which it can give.
    let refused = seat.local && crate::block::store::refuses(conn, &seat.holder_id, &by.id)?;
    Ok(Some(seat).filter(|seat| is_named && seat.stands() && !refused))
}

/// Takes in what the body's actor says to a seat, or a newer word of it. Gives whether anything changed.
///
/// # Errors
/// `Forbidden` when the id is somebody else's.
pub fn receive(
    conn: &mut AnyConnection,
    at: &At,
    seat: &SeatId,
    by: &ActorId,
    incoming: &Incoming,
) -> Result<bool> {
    let author = actor::store::get(conn, by)?;
    if author.local || at.site.owns(&incoming.uri) {
        return Err(Error::Forbidden("own-domain"));
    }
    if statement::store::is_gone(conn, &incoming.uri, &author.uri)? {
        return Ok(false);
    }
    let latest = at.now + hours(1);
    let sane = |said: Timestamp| if said > latest { at.now } else { said };
    let published = incoming.published.map_or(at.now, sane);
    let updated = incoming.updated.map_or(published, sane).max(published);
    let mut found = store::get(conn, seat)?;
    let mut known = store::reply_by_uri(conn, &incoming.uri)?;
    if let Some(claimed) = known.take_if(|known| known.passed_on && known.seat_id != *seat) {
        // Somebody said that it answers another record; its author says what it answers.
        diesel::delete(table_reply::table.find(&claimed.id)).execute(conn)?;
    }
    match known {
        None => {
            if !has_room(conn, seat)? {
                return Err(Error::Forbidden("too-many"));
            }
            diesel::insert_into(table_reply::table)
                .values(row(seat, incoming, Some(author.uri), false, published, updated))
                .execute(conn)?;
        }
        Some(known) => {
            let own = known.seat_id == *seat && known.actor_uri.as_deref() == Some(author.uri.as_str());
            if !own {
                return Err(Error::Forbidden("not-the-author"));
            }
            let newer = (updated, &incoming.words) > (known.updated_at, &known.words);
            if known.withdrawn_at.is_some() || !newer && !known.passed_on {
                return Ok(false);
            }
            diesel::update(table_reply::table.find(&known.id))
                .set((
                    table_reply::name.eq(&incoming.name),
                    table_reply::language.eq(&incoming.language),
                    table_reply::words.eq(&incoming.words),
                    table_reply::updated_at.eq(updated),
                    table_reply::passed_on.eq(false),
                ))
                .execute(conn)?;
        }
    }
    came(conn, at, &mut found)?;
    Ok(true)
}

/// The author takes a reply back. `None` when the id is none that is known here.
///
/// # Errors
/// `Forbidden` when the sender is not its author.
pub fn receive_withdrawal(conn: &mut AnyConnection, at: &At, uri: &str, by: &Actor) -> Result<Option<bool>> {
    let Some(known) = store::reply_by_uri(conn, uri)? else { return Ok(None) };
    if known.actor_uri.as_deref() != Some(by.uri.as_str()) {
        return Err(Error::Forbidden("not-the-author"));
    }
    if known.withdrawn_at.is_some() {
        return Ok(Some(false));
    }
    diesel::update(table_reply::table.find(&known.id))
        .set((table_reply::withdrawn_at.eq(at.now), table_reply::words.eq(""), table_reply::name.eq("")))
        .execute(conn)?;
    statement::store::remember_gone(conn, uri, &by.uri, "reply", at.now)?;
    let mut seat = store::get(conn, &known.seat_id)?;
    if seat.local && seat.stands() {
        touch(conn, at, &mut seat)?;
    }
    Ok(Some(true))
}

/// What the node of a record passes on of replies, in place of what it passed on before. What its author told us
/// ourselves stays as the author told it.
pub(in crate::table) fn passed_on(
    conn: &mut AnyConnection,
    at: &At,
    seat: &SeatId,
    holder: &Actor,
    all: &[Incoming],
) -> Result<()> {
    diesel::delete(
        table_reply::table
            .filter(table_reply::seat_id.eq(seat))
            .filter(table_reply::passed_on.eq(true))
            // What is hidden here stays hidden, also when it is passed on again.
            .filter(table_reply::hidden_at.is_null()),
    )
    .execute(conn)?;
    for incoming in all.iter().take(super::MOST as usize) {
        let gone = incoming.actor.as_deref().unwrap_or(&holder.uri).to_owned();
        if store::reply_by_uri(conn, &incoming.uri)?.is_some()
            || statement::store::is_gone(conn, &incoming.uri, &gone)?
        {
            continue;
        }
        let published = incoming.published.unwrap_or(at.now).min(at.now);
        let updated = incoming.updated.unwrap_or(published).min(at.now).max(published);
        diesel::insert_into(table_reply::table)
            .values(row(seat, incoming, incoming.actor.clone(), true, published, updated))
            .execute(conn)?;
    }
    Ok(())
}

fn row(
    seat: &SeatId,
    incoming: &Incoming,
    actor_uri: Option<String>,
    passed_on: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
) -> Reply {
    Reply {
        id: ReplyId::new(),
        seat_id: seat.clone(),
        uri: incoming.uri.clone(),
        name: incoming.name.clone(),
        actor_uri,
        language: incoming.language.clone(),
        words: incoming.words.clone(),
        passed_on,
        created_at,
        updated_at,
        withdrawn_at: None,
        hidden_at: None,
    }
}
