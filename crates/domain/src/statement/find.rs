//! What a reader may find: the same that lists and pages show them, and no more.

use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use sofra_db::AnyConnection;
use sofra_db::schema::{
    actor as actors_table, follow, organisation_trait, statement, statement_demand, statement_recipient,
};

use super::model::{Audience, List, State};
use super::store::{on_agenda, page};
use super::veil::{self, Query, Veil};
use crate::account::Identity;
use crate::actor::ActorKind;
use crate::cursor::Cursor;
use crate::error::Result;
use crate::follow::FollowState;
use crate::organisation::model::Trait;
use crate::search;
use crate::search::store::Having;
use crate::viewer::Reader;

type Condition<'a> =
    Box<dyn BoxableExpression<statement::table, sofra_db::conn::Backend, SqlType = Bool> + 'a>;

/// The actors that one of these follows by their leave.
macro_rules! followed_by {
    ($own:expr) => {
        follow::table
            .filter(follow::follower_id.eq_any($own))
            .filter(follow::state.eq(FollowState::Accepted))
            .select(follow::target_id)
    };
}

/// The actors of hosts that are limited to those who follow there.
macro_rules! of_limited {
    ($veil:expr) => {{
        let limited = $veil.limited().to_vec();
        actors_table::table
            .filter(actors_table::local.eq(false))
            .filter(actors_table::host.eq_any(limited.clone()).or(actors_table::home.eq_any(limited)))
            .select(actors_table::id)
    }};
}

/// What comes to an account: its own, what it follows, what names it, and what is for this node.
pub(super) fn heard<'a>(identity: &Identity, veil: &Veil) -> Condition<'a> {
    let own = identity.actors();
    let followed = followed_by!(own.clone());
    let followed_as_organisation = follow::table
        .inner_join(actors_table::table.on(actors_table::id.eq(follow::follower_id)))
        .filter(follow::follower_id.eq_any(own.clone()))
        .filter(follow::state.eq(FollowState::Accepted))
        .filter(actors_table::kind.eq_any([ActorKind::Organisation, ActorKind::Network]))
        .select(follow::target_id);
    let named = statement_recipient::table
        .filter(statement_recipient::actor_id.eq_any(own.clone()))
        .select(statement_recipient::statement_id);
    Box::new(
        statement::author_id
            .eq_any(own)
            .and(statement::local.eq(true))
            .or(statement::author_id
                .eq_any(followed.clone())
                .and(statement::audience.eq_any([Audience::Public, Audience::Followers])))
            .or(statement::author_id
                .eq_any(followed_as_organisation)
                .and(statement::audience.eq(Audience::Network)))
            .or(statement::local.eq(true).and(statement::audience.eq(Audience::Local)))
            .or(statement::id.eq_any(named).and(
                statement::author_id.ne_all(of_limited!(veil)).or(statement::author_id.eq_any(followed)),
            )),
    )
}

/// What was said to everybody, here and by those whom somebody here follows.
fn public_here<'a>(veil: &Veil) -> Condition<'a> {
    let here = actors_table::table.filter(actors_table::local.eq(true)).select(actors_table::id);
    Box::new(
        statement::audience
            .eq(Audience::Public)
            .and(statement::local.eq(true).or(statement::author_id.eq_any(followed_by!(here))))
            .and(statement::author_id.ne_all(of_limited!(veil))),
    )
}

/// All that a reader may find. Whom they muted is kept from their timeline alone; whom they blocked is nowhere.
fn findable<'a>(reader: &Reader, veil: &Veil) -> Query<'a> {
    match reader {
        Reader::Account(who) => veil
            .shown()
            .filter(statement::state.eq(State::Published))
            .filter(heard(who, veil).or(public_here(veil))),
        // A stranger's post must not be found here by naming one of us.
        Reader::Anyone | Reader::Remote(_) => on_agenda(veil),
    }
}

/// What a reader found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// One page of it, newest first, with the number of all.
    pub list: List,
    /// How many there are that this reader may read, whatever is looked for.
    pub all: i64,
}

/// One page of what a reader looks for, newest first.
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
    let veil = veil::of(conn, reader)?;
    let all = findable(reader, &veil).count().get_result(conn)?;
    let total = if filter.is_empty() {
        all
    } else {
        narrowed(findable(reader, &veil), filter, &having).count().get_result(conn)?
    };
    let list = page(conn, narrowed(findable(reader, &veil), filter, &having), total, before, most)?;
    Ok(Finding { list, all })
}

/// How many statements a reader would find.
///
/// # Errors
/// The database's own.
pub fn count(conn: &mut AnyConnection, filter: &search::Filter, reader: &Reader) -> Result<i64> {
    let having = Having::all_of(conn, &filter.words);
    let veil = veil::of(conn, reader)?;
    Ok(narrowed(findable(reader, &veil), filter, &having).count().get_result(conn)?)
}

fn narrowed<'a>(mut query: Query<'a>, filter: &search::Filter, having: &Having) -> Query<'a> {
    if !filter.words.is_empty() || filter.language.is_some() {
        let found = search::store::matching!(search::Kind::Statement, having, filter.language.clone());
        query = query.filter(statement::id.eq_any(found));
    }
    if let Some(demands) = &filter.demands {
        query = query.filter(
            statement::id.eq_any(
                statement_demand::table
                    .filter(statement_demand::demand.eq_any(demands.clone()))
                    .select(statement_demand::statement_id),
            ),
        );
    }
    if let Some(country) = &filter.country {
        query = query.filter(
            statement::author_id.eq_any(
                organisation_trait::table
                    .filter(organisation_trait::kind.eq_any([Trait::Origin, Trait::Host]))
                    .filter(organisation_trait::value.eq(country.clone()))
                    .select(organisation_trait::actor_id),
            ),
        );
    }
    if let Some(kind) = filter.text {
        query = query.filter(statement::kind.eq(kind));
    }
    if let Some(author) = &filter.author {
        query = query.filter(statement::author_id.eq(author.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(statement::listed_at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(statement::listed_at.lt(until));
    }
    query
}
