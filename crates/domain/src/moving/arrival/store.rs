//! Finding what archives brought.

use std::collections::BTreeSet;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{brought_archive, statement, statement_alias};

use super::{Waiting, mark_of};
use crate::actor::ActorId;
use crate::error::Result;
use crate::follow::{self, FollowState};
use crate::moving::bundle;

/// What an archive brought, and how far its move has come.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The organisation it came from.
    pub owner_uri: String,
    /// When it was brought in.
    pub brought_at: Timestamp,
    /// When the old node confirmed the move.
    pub confirmed_at: Option<Timestamp>,
    /// What waits.
    pub waiting: Waiting,
    /// Statements that wait.
    pub statements: i64,
    /// Followers the old one had.
    pub expected: usize,
    /// How many of them follow the new one.
    pub came: usize,
    /// Lines of the record it brought.
    pub acts: usize,
}

/// What archives brought to an organisation, the first one first.
///
/// # Errors
/// The database's own.
pub fn arrivals(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Arrival>> {
    let rows: Vec<(String, Timestamp, Option<Timestamp>, String, String, String)> = brought_archive::table
        .filter(brought_archive::organisation_id.eq(id))
        .order((brought_archive::brought_at, brought_archive::owner_uri))
        .select((
            brought_archive::owner_uri,
            brought_archive::brought_at,
            brought_archive::confirmed_at,
            brought_archive::waiting,
            brought_archive::followers,
            brought_archive::record,
        ))
        .load(conn)?;
    let mut here: Vec<String> = Vec::new();
    if !rows.is_empty() {
        for (follow, follower) in follow::store::followers(conn, id)? {
            if follow.state == FollowState::Accepted {
                here.push(mark_of(&follower.uri));
            }
        }
    }
    let here: BTreeSet<String> = here.into_iter().collect();
    let mut found = Vec::new();
    for (owner_uri, brought_at, confirmed_at, waiting, followers, record) in rows {
        let statements: i64 = statement_alias::table
            .inner_join(statement::table)
            .filter(statement::author_id.eq(id))
            .filter(statement_alias::owner_uri.eq(&owner_uri))
            .filter(statement_alias::held_since.is_not_null())
            .count()
            .get_result(conn)?;
        let expected: Vec<String> = serde_json::from_str(&followers).unwrap_or_default();
        found.push(Arrival {
            owner_uri,
            brought_at,
            confirmed_at,
            waiting: serde_json::from_str(&waiting).unwrap_or_default(),
            statements,
            came: expected.iter().filter(|mark| here.contains(*mark)).count(),
            expected: expected.len(),
            acts: serde_json::from_str::<Vec<bundle::Act>>(&record).unwrap_or_default().len(),
        });
    }
    Ok(found)
}

/// The record of acts that archives brought, the newest line first.
///
/// # Errors
/// The database's own.
pub fn brought_record(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<(String, bundle::Act)>> {
    let rows: Vec<(String, String)> = brought_archive::table
        .filter(brought_archive::organisation_id.eq(id))
        .order(brought_archive::brought_at.desc())
        .select((brought_archive::owner_uri, brought_archive::record))
        .load(conn)?;
    let mut found = Vec::new();
    for (owner, record) in rows {
        let acts: Vec<bundle::Act> = serde_json::from_str(&record).unwrap_or_default();
        found.extend(acts.into_iter().rev().map(|act| (owner.clone(), act)));
    }
    Ok(found)
}
