//! The organisations that are asked, and those of them that took no position.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actor_table, counted, counted_holder, voice};

use super::crossing::who_fits;
use super::store::{Question, subjects};
use crate::actor::{self, Actor, ActorId};
use crate::error::Result;

/// All organisations of a scope that are what is asked, by their ids on the wire, in order.
///
/// # Errors
/// The database's own.
pub fn members(conn: &mut AnyConnection, question: &Question) -> Result<Vec<String>> {
    let mut query = counted_holder::table
        .inner_join(actor_table::table.on(actor_table::id.eq(counted_holder::actor_id)))
        .filter(counted_holder::scopes.like(format!("% {} %", question.scope.key())))
        .order(actor_table::uri)
        .select(actor_table::uri)
        .into_boxed();
    query = who_fits!(query, &question.conditions());
    Ok(query.load(conn)?)
}

/// Organisations of a scope that took no position on what is asked, by row. For those
/// inside of the network; others see how many there are.
///
/// # Errors
/// As [`view`].
pub fn silent(
    conn: &mut AnyConnection,
    question: &Question,
    after: Option<&ActorId>,
    most: i64,
) -> Result<Vec<Actor>> {
    let scope = question.scope.key();
    let inside = format!("% {scope} %");
    let subjects = subjects(conn, &question.scope, &question.what)?;
    let mut query = counted_holder::table
        .filter(counted_holder::scopes.like(inside.clone()))
        .order(counted_holder::actor_id)
        .limit(most)
        .select(counted_holder::actor_id)
        .into_boxed();
    query = match subjects {
        None => query.filter(
            counted_holder::actor_id
                .ne_all(voice::table.filter(voice::scope.eq(scope)).select(voice::actor_id)),
        ),
        Some(subjects) => query.filter(
            counted_holder::actor_id.ne_all(
                counted::table
                    .filter(counted::subject.eq_any(subjects))
                    .filter(counted::scopes.like(inside))
                    .select(counted::holder_id),
            ),
        ),
    };
    query = who_fits!(query, &question.conditions());
    if let Some(after) = after {
        query = query.filter(counted_holder::actor_id.gt(after.as_str().to_owned()));
    }
    let ids: Vec<ActorId> = query.load(conn)?;
    let mut found = actor::store::get_many(conn, &ids)?;
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}
