//! Finding organisations in the directory.

use std::collections::HashMap;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::text::fold;
use sofra_base::text::seek::Sought;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, actor_move, directory_entry, organisation_trait, statement, statement_demand};

use crate::actor::{Actor, ActorId, ActorKind};
use crate::block::store::Unheard;
use crate::error::Result;
use crate::organisation::model::{Declared, Facts, Trait};
use crate::search;
use crate::statement::{Audience, State};
use crate::vouch::rules::{HOPS, reached};

/// Organisations on one page.
pub const PAGE: i64 = 20;

/// Whether an organisation chose to be found.
///
/// # Errors
/// The database's own.
pub fn is_listed(conn: &mut AnyConnection, id: &ActorId) -> Result<bool> {
    Ok(directory_entry::table
        .find(id)
        .select(directory_entry::listed)
        .first(conn)
        .optional()?
        .unwrap_or(false))
}

/// What is looked for. Nothing set means all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that are in the names or the handle.
    pub words: String,
    /// A country: where its people come from or where it works, by code.
    pub country: Option<String>,
    /// A language it works in.
    pub language: Option<String>,
    /// Identities of demands: it has spoken publicly about one of them.
    pub demands: Option<Vec<String>>,
    /// What it declares to be.
    pub declared: Option<Declared>,
    /// Whether this node's trust reaches it.
    pub vouched: Option<bool>,
    /// All of these words in its names or in what it says of itself.
    pub text: Vec<Sought>,
    /// First seen here in this time: from the one up to the other.
    pub seen: Option<(Timestamp, Timestamp)>,
    /// This one alone.
    pub only: Option<ActorId>,
    /// Those whom the reader does not want to hear.
    pub without: Unheard,
}

/// An organisation in the directory.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Who.
    pub actor: Actor,
    /// What it says of itself.
    pub facts: Facts,
    /// Vouches from somebody trusted to it; 0 for one that lives here or that the host trusts, `None` where nothing leads
    /// to it.
    pub reach: Option<usize>,
}

/// One page of the directory.
#[derive(Debug, Clone)]
pub struct Listing {
    /// In the order of names.
    pub entries: Vec<Entry>,
    /// How many fit what is looked for.
    pub total: i64,
    /// How many there are in all.
    pub all: i64,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// A place in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// After this folded name…
    pub sorted: String,
    /// …or at this name and after this row.
    pub id: ActorId,
}

impl Cursor {
    /// Reads what `Display` wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, sorted) = text.split_once('~')?;
        // Folded text folds to itself: anything else is no place.
        (fold::fold(sorted) == sorted && sorted.chars().count() <= 100)
            .then(|| ActorId::parse(id).map(|id| Self { sorted: sorted.to_owned(), id }))
            .flatten()
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.id, self.sorted)
    }
}

/// Whom this node's trust reaches now.
///
/// # Errors
/// The database's own.
pub fn reach(conn: &mut AnyConnection, now: Timestamp) -> Result<HashMap<ActorId, usize>> {
    let anchors = crate::vouch::store::anchors(conn)?;
    let links = crate::vouch::store::all_links(conn, now)?;
    Ok(reached(&anchors, &links, HOPS))
}

/// Everybody who may be shown at all: chose it, is active, lives where this node deals with, did not move away.
macro_rules! shown {
    ($shut_out:expr) => {
        directory_entry::table
            .inner_join(actor::table.left_join(actor_move::table))
            .filter(directory_entry::listed.eq(true))
            .filter(actor::kind.eq_any([ActorKind::Organisation, ActorKind::Network]))
            .filter(actor::deleted_at.is_null())
            .filter(actor::suspended_at.is_null())
            .filter(actor::hidden_at.is_null())
            .filter(actor::host.ne_all($shut_out.to_vec()))
            .filter(actor::home.ne_all($shut_out.to_vec()))
            .filter(actor_move::target_id.nullable().is_null())
    };
}

/// The hosts whose organisations are in no list: shut out, or limited to those who follow them.
fn not_listed(conn: &mut AnyConnection) -> Result<Vec<String>> {
    let veiled = crate::peer::store::veiled(conn)?;
    Ok([veiled.shut_out, veiled.limited].concat())
}

/// One page of those who fit what is looked for.
///
/// # Errors
/// The database's own.
pub fn list(
    conn: &mut AnyConnection,
    filter: &Filter,
    after: Option<&Cursor>,
    most: i64,
    now: Timestamp,
) -> Result<Listing> {
    let shut_out = not_listed(conn)?;
    let reach = reach(conn, now)?;
    let having = search::store::Having::all_of(conn, &filter.text);
    // Whom a reader does not want to hear is not counted for them either.
    let heard = || {
        let mut query = shown!(shut_out).into_boxed();
        if !filter.without.blocked.is_empty() {
            query = query.filter(actor::id.ne_all(filter.without.blocked.clone()));
        }
        if !filter.without.blocked_hosts.is_empty() {
            let hosts = &filter.without.blocked_hosts;
            query = query.filter(
                actor::local
                    .eq(true)
                    .or(actor::host.ne_all(hosts.clone()).and(actor::home.ne_all(hosts.clone()))),
            );
        }
        query
    };
    let all: i64 = heard().count().get_result(conn)?;
    let fitting = || {
        let mut query = heard();
        for word in fold::words(&filter.words) {
            // Folded words hold letters, digits and spaces only: nothing in them means something to LIKE.
            query = query.filter(directory_entry::folded.like(format!("%{word}%")));
        }
        if let Some(country) = &filter.country {
            query = query.filter(
                actor::id.eq_any(
                    organisation_trait::table
                        .filter(organisation_trait::kind.eq_any([Trait::Origin, Trait::Host]))
                        .filter(organisation_trait::value.eq(country.clone()))
                        .select(organisation_trait::actor_id),
                ),
            );
        }
        if let Some(language) = &filter.language {
            query = query.filter(actor::id.eq_any(with(Trait::Language, language)));
        }
        if let Some(declared) = filter.declared {
            query = query.filter(actor::id.eq_any(with(Trait::Declared, declared.as_str())));
        }
        if let Some(demands) = &filter.demands {
            query = query.filter(
                actor::id.eq_any(
                    statement::table
                        .inner_join(statement_demand::table)
                        .filter(statement_demand::demand.eq_any(demands.clone()))
                        .filter(statement::state.eq(State::Published))
                        .filter(statement::audience.eq(Audience::Public))
                        .filter(statement::hidden_at.is_null())
                        .select(statement::author_id),
                ),
            );
        }
        if !filter.text.is_empty() {
            let found = search::store::matching!(search::Kind::Organisation, &having, None::<String>);
            query = query.filter(actor::id.eq_any(found));
        }
        if let Some(only) = &filter.only {
            query = query.filter(actor::id.eq(only.clone()));
        }
        if let Some((from, until)) = filter.seen {
            query = query.filter(actor::created_at.ge(from)).filter(actor::created_at.lt(until));
        }
        if let Some(vouched) = filter.vouched {
            let ids: Vec<ActorId> = reach.keys().take(20_000).cloned().collect();
            query = if vouched {
                query.filter(actor::id.eq_any(ids))
            } else {
                query.filter(actor::id.ne_all(ids))
            };
        }
        query
    };
    let total: i64 = fitting().count().get_result(conn)?;
    let mut query = fitting();
    if let Some(after) = after {
        query = query.filter(
            directory_entry::sorted
                .gt(after.sorted.clone())
                .or(directory_entry::sorted.eq(after.sorted.clone()).and(actor::id.gt(after.id.clone()))),
        );
    }
    let mut rows: Vec<(Actor, String)> = query
        .order((directory_entry::sorted, actor::id))
        .limit(most + 1)
        .select((Actor::as_select(), directory_entry::sorted))
        .load(conn)?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > most;
    rows.truncate(usize::try_from(most).unwrap_or(0));
    let next = rows
        .last()
        .filter(|_| more)
        .map(|(actor, sorted)| Cursor { sorted: sorted.clone(), id: actor.id.clone() });
    let ids: Vec<ActorId> = rows.iter().map(|(actor, _)| actor.id.clone()).collect();
    let mut facts: HashMap<ActorId, Facts> =
        crate::organisation::store::facts_of(conn, &ids)?.into_iter().collect();
    let entries = rows
        .into_iter()
        .map(|(actor, _)| Entry {
            facts: facts.remove(&actor.id).unwrap_or_default(),
            reach: reach.get(&actor.id).copied(),
            actor,
        })
        .collect();
    Ok(Listing { entries, total, all, next })
}

/// The organisations of the directory that were seen here last, the newest first.
///
/// # Errors
/// The database's own.
pub fn newest(conn: &mut AnyConnection, most: i64) -> Result<Vec<Actor>> {
    let shut_out = not_listed(conn)?;
    Ok(shown!(shut_out)
        .order((actor::created_at.desc(), actor::id.desc()))
        .limit(most.clamp(1, 100))
        .select(Actor::as_select())
        .load(conn)?)
}

/// Organisations with a value of a trait.
#[diesel::dsl::auto_type]
fn with<'a>(kind: Trait, value: &'a str) -> _ {
    organisation_trait::table
        .filter(organisation_trait::kind.eq(kind))
        .filter(organisation_trait::value.eq(value))
        .select(organisation_trait::actor_id)
}

/// How many organisations of the directory work in each country and come from each: by code, the most first.
///
/// # Errors
/// The database's own.
pub fn by_country(conn: &mut AnyConnection) -> Result<Vec<(String, i64)>> {
    let shut_out = not_listed(conn)?;
    let listed = shown!(shut_out).select(actor::id);
    let rows: Vec<(ActorId, String)> = organisation_trait::table
        .filter(organisation_trait::kind.eq_any([Trait::Origin, Trait::Host]))
        .filter(organisation_trait::actor_id.eq_any(listed))
        .select((organisation_trait::actor_id, organisation_trait::value))
        .distinct()
        .load(conn)?;
    let mut counts: HashMap<String, i64> = HashMap::new();
    for (_, country) in rows {
        *counts.entry(country).or_default() += 1;
    }
    let mut counts: Vec<(String, i64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(counts)
}

/// The values of a trait that organisations of the directory have, with how many have each; what can be chosen from.
///
/// # Errors
/// The database's own.
pub fn values(conn: &mut AnyConnection, kind: Trait) -> Result<Vec<(String, i64)>> {
    let shut_out = not_listed(conn)?;
    let listed = shown!(shut_out).select(actor::id);
    Ok(organisation_trait::table
        .filter(organisation_trait::kind.eq(kind))
        .filter(organisation_trait::actor_id.eq_any(listed))
        .group_by(organisation_trait::value)
        .select((organisation_trait::value, diesel::dsl::count_star()))
        .order(organisation_trait::value)
        .load(conn)?)
}
