//! Reading what is armed and what was stopped.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::{actor, panic, panic_code};

use super::model::{Armed, Stopped};
use super::rules;
use crate::account::{AccountId, Identity};
use crate::actor::{Actor, ActorId};
use crate::error::Result;

/// What is kept of an account's code, if it has one.
///
/// # Errors
/// The database's own.
pub fn armed(conn: &mut AnyConnection, account: &AccountId) -> Result<Option<Armed>> {
    Ok(panic_code::table.find(account).select(Armed::as_select()).first(conn).optional()?)
}

/// Since when an account has stopped everything, if it has not come back.
///
/// # Errors
/// The database's own.
pub fn pulled_at(conn: &mut AnyConnection, account: &AccountId) -> Result<Option<Timestamp>> {
    Ok(panic::table.find(account).select(panic::pulled_at).first(conn).optional()?)
}

/// The organisations in whose name nothing leaves, of those that an account may let send again.
///
/// # Errors
/// The database's own.
pub fn stopped(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<Stopped>> {
    let found: Vec<Actor> = actor::table
        .filter(actor::local.eq(true))
        .filter(actor::stopped_at.is_not_null())
        .filter(actor::hidden_at.is_null())
        .order(actor::name)
        .select(Actor::as_select())
        .load(conn)?;
    let mut list = Vec::new();
    for organisation in found.into_iter().filter(|actor| rules::may_resume(who, &actor.id)) {
        let Some(since) = organisation.stopped_at else { continue };
        let waiting = delivery::stopped_of(conn, organisation.id.as_str())?;
        list.push(Stopped { organisation, since, waiting });
    }
    Ok(list)
}

/// How many deliveries in the name of an actor were stopped and wait for a word.
///
/// # Errors
/// The database's own.
pub fn waiting(conn: &mut AnyConnection, actor: &ActorId) -> Result<i64> {
    Ok(delivery::stopped_of(conn, actor.as_str())?)
}
