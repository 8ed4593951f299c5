//! Who chose to be seen.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, membership, panic};

use crate::account::{AccountId, Seat};
use crate::actor::{self, Actor, ActorId};
use crate::error::Result;

/// Somebody whom an organisation's public page names.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What they are called there: their public name where they have one, else the name they have inside.
    pub name: String,
    /// What they may do.
    pub seat: Seat,
    /// Their public profile.
    pub person: Option<Actor>,
}

/// The people whom an organisation's public page names, officers first: those who chose it.
///
/// # Errors
/// The database's own.
pub fn shown(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<Shown>> {
    shown_of(conn, organisation, None)
}

/// How an organisation's public page names an account, if it does: what the account chose, and could choose.
///
/// # Errors
/// The database's own.
pub fn named(conn: &mut AnyConnection, id: &AccountId, organisation: &ActorId) -> Result<Option<Shown>> {
    Ok(shown_of(conn, organisation, Some(id))?.pop())
}

fn shown_of(
    conn: &mut AnyConnection,
    organisation: &ActorId,
    only: Option<&AccountId>,
) -> Result<Vec<Shown>> {
    let mut query = membership::table.inner_join(account::table).into_boxed();
    if let Some(only) = only {
        query = query.filter(account::id.eq(only.as_str()));
    }
    let rows: Vec<(String, Seat, Option<ActorId>)> = query
        .filter(membership::organisation_id.eq(organisation.as_str()))
        .filter(membership::shown.eq(true))
        .filter(account::disabled_at.is_null())
        // Whoever stopped everything is named nowhere.
        .filter(account::id.ne_all(panic::table.select(panic::account_id)))
        .select((account::name, membership::role, account::actor_id))
        .load(conn)?;
    let people: Vec<ActorId> = rows.iter().filter_map(|(_, _, person)| person.clone()).collect();
    let people = actor::store::get_many(conn, &people)?;
    let mut shown: Vec<Shown> = rows
        .into_iter()
        .filter_map(|(name, seat, person)| match person {
            None => Some(Shown { name, seat, person: None }),
            // Somebody who chose to be named by a public name is not named by the other one when that is hidden.
            Some(id) => {
                let person = people.iter().find(|p| p.id == id)?;
                let seen = person.is_active() && person.hidden_at.is_none();
                seen.then(|| Shown { name: person.name.clone(), seat, person: Some(person.clone()) })
            }
        })
        .collect();
    shown.sort_by(|a, b| b.seat.covers(a.seat).cmp(&a.seat.covers(b.seat)).then_with(|| a.name.cmp(&b.name)));
    Ok(shown)
}

/// The organisations in whose public pages an account is named.
///
/// # Errors
/// The database's own.
pub fn shown_in(conn: &mut AnyConnection, id: &AccountId) -> Result<Vec<ActorId>> {
    Ok(membership::table
        .filter(membership::account_id.eq(id))
        .filter(membership::shown.eq(true))
        .select(membership::organisation_id)
        .load(conn)?)
}
