//! Which positions a reader finds: the same that lists, pages and searching show them, and no more.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actors_table, follow, organisation_trait, position, position_network};

use super::model::{Audience, Position, Stance, State};
use super::store::{View, view};
use crate::actor::{ActorId, ActorKind};
use crate::cursor::Cursor;
use crate::error::Result;
use crate::follow::FollowState;
use crate::organisation::model::Trait;
use crate::search;
use crate::search::store::Having;
use crate::told::Veil;
use crate::viewer::Reader;

/// Which positions a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that count.
    #[default]
    Standing,
    /// Of those the ones whose subject changed since.
    Stale,
    /// Those that count no more: a newer one does, or they were withdrawn.
    Past,
}

/// What a list is about.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of one stance.
    pub stance: Option<Stance>,
    /// Only on one subject.
    pub subject: Option<String>,
    /// Only of one holder.
    pub holder: Option<ActorId>,
    /// Which of them.
    pub which: Which,
}

/// One page of a list, the newest first.
#[derive(Debug, Clone)]
pub struct List {
    /// The positions.
    pub views: Vec<View>,
    /// How many there are in all.
    pub total: i64,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

type Query<'a> = position::BoxedQuery<'a, sofra_db::conn::Backend>;

/// The actors of some hosts.
macro_rules! of_hosts {
    ($hosts:expr) => {{
        let hosts: Vec<String> = $hosts;
        actors_table::table
            .filter(actors_table::local.eq(false))
            .filter(actors_table::host.eq_any(hosts.clone()).or(actors_table::home.eq_any(hosts)))
            .select(actors_table::id)
    }};
}

/// What a reader may read, whatever became of it.
fn query<'a>(veil: &Veil) -> Query<'a> {
    let unseen = actors_table::table
        .filter(actors_table::suspended_at.is_not_null().or(actors_table::hidden_at.is_not_null()))
        .select(actors_table::id);
    // Those inside of a holder see what is theirs, also while it is shown to nobody else.
    let mut query = position::table
        .filter(position::hidden_at.is_null())
        .filter(
            position::holder_id
                .ne_all(unseen)
                .or(position::local.eq(true).and(position::holder_id.eq_any(veil.own.clone()))),
        )
        .into_boxed();
    let mut hosts = veil.hosts.shut_out.clone();
    hosts.extend(veil.unheard.blocked_hosts.iter().cloned());
    if !hosts.is_empty() {
        query = query.filter(position::holder_id.ne_all(of_hosts!(hosts)));
    }
    if !veil.hosts.limited.is_empty() {
        // Whoever follows somebody there is shown what they say.
        let followed = follow::table
            .filter(follow::follower_id.eq_any(veil.own.clone()))
            .filter(follow::state.eq(FollowState::Accepted))
            .select(follow::target_id);
        query = query.filter(
            position::holder_id
                .ne_all(of_hosts!(veil.hosts.limited.clone()))
                .or(position::holder_id.eq_any(followed)),
        );
    }
    if !veil.unheard.blocked.is_empty() {
        query = query.filter(position::holder_id.ne_all(veil.unheard.blocked.clone()));
    }
    if veil.own.is_empty() {
        return query.filter(position::audience.eq(Audience::Public));
    }
    let followed = follow::table
        .inner_join(actors_table::table.on(actors_table::id.eq(follow::follower_id)))
        .filter(follow::follower_id.eq_any(veil.own.clone()))
        .filter(follow::state.eq(FollowState::Accepted))
        .filter(actors_table::kind.eq_any([ActorKind::Organisation, ActorKind::Network]))
        .select(follow::target_id);
    let told = position_network::table
        .filter(position_network::network_id.eq_any(veil.networks.clone()))
        .select(position_network::position_id);
    query.filter(
        position::audience
            .eq(Audience::Public)
            .or(position::local.eq(true).and(position::holder_id.eq_any(veil.own.clone())))
            .or(position::holder_id.eq_any(followed))
            .or(position::id.eq_any(told)),
    )
}

/// Those that count.
fn standing<'a>(veil: &Veil) -> Query<'a> {
    query(veil).filter(position::state.eq(State::Standing))
}

fn narrowed<'a>(veil: &Veil, filter: &Filter) -> Query<'a> {
    let mut query = query(veil);
    query = match filter.which {
        Which::Standing => query.filter(position::state.eq(State::Standing)),
        Which::Stale => query.filter(position::state.eq(State::Standing)).filter(position::stale.eq(true)),
        Which::Past => query.filter(position::state.ne(State::Standing)),
    };
    if let Some(stance) = filter.stance {
        query = query.filter(position::stance.eq(stance));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(position::subject.eq(subject.clone()));
    }
    if let Some(holder) = &filter.holder {
        query = query.filter(position::holder_id.eq(holder.clone()));
    }
    query
}

/// One page of the positions that a reader may read.
///
/// # Errors
/// The database's own.
pub fn list(
    conn: &mut AnyConnection,
    filter: &Filter,
    reader: &Reader,
    before: Option<&Cursor>,
    most: i64,
) -> Result<List> {
    let veil = Veil::of(conn, reader)?;
    let total = narrowed(&veil, filter).count().get_result(conn)?;
    page(conn, narrowed(&veil, filter), total, reader, before, most)
}

/// One page of a query, the newest first.
fn page(
    conn: &mut AnyConnection,
    mut query: Query<'_>,
    total: i64,
    reader: &Reader,
    before: Option<&Cursor>,
    most: i64,
) -> Result<List> {
    let most = most.clamp(1, 100);
    if let Some(cursor) = before {
        query = query.filter(
            position::updated_at
                .lt(cursor.at)
                .or(position::updated_at.eq(cursor.at).and(position::id.lt(cursor.id.clone()))),
        );
    }
    let mut found: Vec<Position> = query
        .order((position::updated_at.desc(), position::id.desc()))
        .limit(most + 1)
        .select(Position::as_select())
        .load(conn)?;
    let more = found.len() as i64 > most;
    found.truncate(most as usize);
    let next = found.last().filter(|_| more).map(|last| Cursor::new(last.updated_at, &last.id));
    let mut views = Vec::with_capacity(found.len());
    for one in found {
        views.push(view(conn, one, reader)?);
    }
    Ok(List { views, total, next })
}

/// What a reader found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// One page of it, newest first, with the number of all.
    pub list: List,
    /// How many there are that this reader may read, whatever is looked for.
    pub all: i64,
}

/// One page of the positions that count and that a reader looks for, newest first.
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
    let having = Having::all_of(conn, &filter.words);
    let veil = Veil::of(conn, reader)?;
    let all = standing(&veil).count().get_result(conn)?;
    let total = if filter.is_empty() {
        all
    } else {
        sought(standing(&veil), filter, &having).count().get_result(conn)?
    };
    let list = page(conn, sought(standing(&veil), filter, &having), total, reader, before, most)?;
    Ok(Finding { list, all })
}

/// How many positions a reader would find.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, filter: &search::Filter, reader: &Reader) -> Result<i64> {
    let having = Having::all_of(conn, &filter.words);
    let veil = Veil::of(conn, reader)?;
    Ok(sought(standing(&veil), filter, &having).count().get_result(conn)?)
}

/// The positions that were taken back in a time, as far as a reader may know of them; the latest first.
///
/// # Errors
/// The database's own.
pub fn withdrawn(
    conn: &mut AnyConnection,
    reader: &Reader,
    from: Timestamp,
    until: Timestamp,
    most: i64,
) -> Result<List> {
    let veil = Veil::of(conn, reader)?;
    let in_time = || {
        query(&veil)
            .filter(position::state.eq(State::Withdrawn))
            .filter(position::withdrawn_at.ge(from))
            .filter(position::withdrawn_at.lt(until))
    };
    let total = in_time().count().get_result(conn)?;
    page(conn, in_time(), total, reader, None, most)
}

fn sought<'a>(mut query: Query<'a>, filter: &search::Filter, having: &Having) -> Query<'a> {
    if !filter.words.is_empty() || filter.language.is_some() {
        let found = search::store::matching!(search::Kind::Position, having, filter.language.clone());
        query = query.filter(position::id.eq_any(found));
    }
    if let Some(demands) = &filter.demands {
        query = query.filter(position::subject.eq_any(demands.clone()));
    }
    if let Some(stance) = filter.stance {
        query = query.filter(position::stance.eq(stance));
    }
    if let Some(country) = &filter.country {
        query = query.filter(
            position::holder_id.eq_any(
                organisation_trait::table
                    .filter(organisation_trait::kind.eq_any([Trait::Origin, Trait::Host]))
                    .filter(organisation_trait::value.eq(country.clone()))
                    .select(organisation_trait::actor_id),
            ),
        );
    }
    if let Some(author) = &filter.author {
        query = query.filter(position::holder_id.eq(author.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(position::updated_at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(position::updated_at.lt(until));
    }
    query
}

/// How many positions that count a reader finds on each of these subjects; none where there are none.
///
/// # Errors
/// The database's own.
pub fn counts(
    conn: &mut AnyConnection,
    subjects: &[String],
    reader: &Reader,
) -> Result<std::collections::BTreeMap<String, i64>> {
    let veil = Veil::of(conn, reader)?;
    let mut counts = std::collections::BTreeMap::new();
    for some in subjects.chunks(500) {
        let found: Vec<String> = standing(&veil)
            .filter(position::subject.eq_any(some.to_vec()))
            .select(position::subject)
            .load(conn)?;
        for subject in found {
            *counts.entry(subject).or_default() += 1;
        }
    }
    Ok(counts)
}
