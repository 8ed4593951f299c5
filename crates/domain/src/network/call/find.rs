//! Which calls a reader finds: those of the networks to which an organisation of theirs belongs, and no other.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actors_table, call, call_subject, network_member};

use super::store::{View, view};
use crate::actor::ActorId;
use crate::cursor::Cursor;
use crate::error::Result;
use crate::network::model::{Call, CallState, MemberState};
use crate::search;
use crate::search::store::Having;
use crate::viewer::Reader;

/// Calls on one page.
pub const PAGE: i64 = 20;

/// What a reader found: one page, what was asked last first.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    /// The calls.
    pub views: Vec<View>,
    /// How many were found.
    pub total: i64,
    /// How many there are that this reader may read, whatever is looked for.
    pub all: i64,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

type Query<'a> = call::BoxedQuery<'a, sofra_db::conn::Backend>;

/// The calls that are out and that these actors are asked by, or of which one of them is the author. The same as
/// [`super::store::read`] decides for one call.
fn findable<'a>(own: &[ActorId]) -> Query<'a> {
    let networks = network_member::table
        .filter(network_member::organisation_id.eq_any(own.to_vec()))
        .filter(network_member::state.eq(MemberState::Admitted))
        .select(network_member::network_id);
    let unseen = actors_table::table
        .filter(actors_table::suspended_at.is_not_null().or(actors_table::deleted_at.is_not_null()))
        .select(actors_table::id);
    call::table
        .filter(call::state.eq(CallState::Open))
        .filter(call::author_id.ne_all(unseen))
        .filter(call::network_id.ne_all(unseen))
        .filter(
            call::network_id
                .eq_any(networks)
                .or(call::local.eq(true).and(call::author_id.eq_any(own.to_vec()))),
        )
        .into_boxed()
}

fn sought<'a>(mut query: Query<'a>, filter: &search::Filter, having: &Having) -> Query<'a> {
    if !filter.words.is_empty() || filter.language.is_some() {
        let found = search::store::matching!(search::Kind::Call, having, filter.language.clone());
        query = query.filter(call::id.eq_any(found));
    }
    if let Some(demands) = &filter.demands {
        query = query.filter(
            call::id.eq_any(
                call_subject::table
                    .filter(call_subject::subject.eq_any(demands.clone()))
                    .select(call_subject::call_id),
            ),
        );
    }
    if let Some(author) = &filter.author {
        // Who asks is the network as much as the organisation that wrote it down.
        query = query.filter(call::author_id.eq(author.clone()).or(call::network_id.eq(author.clone())));
    }
    if let Some(from) = filter.from {
        query = query.filter(call::published_at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(call::published_at.lt(until));
    }
    query
}

fn own(reader: &Reader) -> Vec<ActorId> {
    match reader {
        Reader::Account(who) => who.seats.iter().map(|(id, _)| id.clone()).collect(),
        Reader::Anyone | Reader::Remote(_) => Vec::new(),
    }
}

/// One page of the calls that a reader looks for, what was asked last first.
///
/// # Errors
/// The database's own.
pub fn find(
    conn: &mut AnyConnection,
    filter: &search::Filter,
    reader: &Reader,
    before: Option<&Cursor>,
    most: i64,
) -> Result<Finding> {
    let own = own(reader);
    if own.is_empty() {
        return Ok(Finding::default());
    }
    let most = most.clamp(1, 100);
    let having = Having::all_of(conn, &filter.words);
    let all = findable(&own).count().get_result(conn)?;
    let total = sought(findable(&own), filter, &having).count().get_result(conn)?;
    let mut query = sought(findable(&own), filter, &having);
    if let Some(cursor) = before {
        query = query.filter(
            call::published_at
                .lt(cursor.at)
                .or(call::published_at.eq(cursor.at).and(call::id.lt(cursor.id.clone()))),
        );
    }
    let mut found: Vec<Call> = query
        .order((call::published_at.desc(), call::id.desc()))
        .limit(most + 1)
        .select(Call::as_select())
        .load(conn)?;
    let more = found.len() as i64 > most;
    found.truncate(most as usize);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| Cursor::new(last.published_at.unwrap_or(last.created_at), &last.id));
    let views = found.into_iter().map(|one| view(conn, one)).collect::<Result<_>>()?;
    Ok(Finding { views, total, all, next })
}

/// How many calls a reader would find.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, filter: &search::Filter, reader: &Reader) -> Result<i64> {
    let own = own(reader);
    if own.is_empty() {
        return Ok(0);
    }
    let having = Having::all_of(conn, &filter.words);
    Ok(sought(findable(&own), filter, &having).count().get_result(conn)?)
}

/// The calls of which a reader may know and whose deadline is in a time, the next one first; and how many they are.
///
/// # Errors
/// The database's own.
pub fn closing(
    conn: &mut AnyConnection,
    reader: &Reader,
    from: Timestamp,
    until: Timestamp,
    most: i64,
) -> Result<(Vec<View>, i64)> {
    let own = own(reader);
    if own.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let in_time = || findable(&own).filter(call::deadline_at.ge(from)).filter(call::deadline_at.lt(until));
    let total = in_time().count().get_result(conn)?;
    let found: Vec<Call> =
        in_time().order((call::deadline_at, call::id)).limit(most).select(Call::as_select()).load(conn)?;
    Ok((found.into_iter().map(|one| view(conn, one)).collect::<Result<_>>()?, total))
}
