//! Choosing to be found, here and as other nodes say.

use diesel::prelude::*;
use sofra_base::text::fold::fold;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, directory_entry};

use crate::account::Identity;
use crate::actor::model::Incoming;
use crate::actor::{self as actors, Actor, ActorId};
use crate::audit::actions::{Act, record};
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::search;
use crate::site::At;

/// An officer chooses whether their organisation is found in directories, here and elsewhere.
///
/// # Errors
/// `NotFound` unless the account is an officer of it.
pub fn choose(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ActorId, listed: bool) -> Result<()> {
    if !who.is_officer(id) {
        return Err(Error::NotFound);
    }
    if super::store::is_listed(conn, id)? == listed {
        return Ok(());
    }
    let own = actors::store::get(conn, id)?;
    write(conn, &own, listed)?;
    let act = if listed { "directory.join" } else { "directory.leave" };
    record(conn, at.now, Some(who), Act { act, object: id.as_str(), organisation: Some(id), reason: "" })?;
    diesel::update(actor::table.find(id)).set(actor::updated_at.eq(at.now)).execute(conn)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)
}

/// Keeps what is searched in step with an organisation's names.
///
/// # Errors
/// The database's own.
pub fn renamed(conn: &mut AnyConnection, id: &ActorId) -> Result<()> {
    if super::store::is_listed(conn, id)? {
        let own = actors::store::get(conn, id)?;
        write(conn, &own, true)?;
    }
    Ok(())
}

/// What a remote organisation's own document says of it.
pub(crate) fn receive(conn: &mut AnyConnection, id: &ActorId, incoming: &Incoming) -> Result<()> {
    let row = actors::store::get(conn, id)?;
    write(conn, &row, incoming.discoverable)
}

fn write(conn: &mut AnyConnection, row: &Actor, listed: bool) -> Result<()> {
    diesel::delete(directory_entry::table.find(&row.id)).execute(conn)?;
    if !listed {
        // Nothing is kept of who did not choose it.
        return search::actions::organisation_changed(conn, &row.id);
    }
    let names = row.localized_name();
    let mut words = vec![row.name.as_str(), row.username.as_str(), row.host.as_str()];
    words.extend(names.iter().map(|(_, name)| name.as_str()));
    let sorted: String = fold(&row.name).chars().take(100).collect();
    diesel::insert_into(directory_entry::table)
        .values((
            directory_entry::actor_id.eq(&row.id),
            directory_entry::listed.eq(true),
            directory_entry::folded.eq(fold(&words.join(" "))),
            directory_entry::sorted.eq(sorted),
        ))
        .execute(conn)?;
    search::actions::organisation_changed(conn, &row.id)
}
