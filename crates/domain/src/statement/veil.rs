//! What lists leave out: for everybody what the host decided, for a member what they decided for themselves.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor as actors_table, statement};

use crate::account::Identity;
use crate::actor::ActorId;
use crate::block;
use crate::block::store::Unheard;
use crate::error::Result;
use crate::peer;
use crate::peer::store::Veiled;
use crate::viewer::Reader;

/// A query for statements that more can be asked of.
pub(super) type Query<'a> = statement::BoxedQuery<'a, sofra_db::conn::Backend>;

/// What lists leave out for one reader.
#[derive(Debug, Clone, Default)]
pub(super) struct Veil {
    hosts: Veiled,
    unheard: Unheard,
}

/// For a member, whatever list they look at.
pub(super) fn of_member(conn: &mut AnyConnection, who: Option<&Identity>) -> Result<Veil> {
    let hosts = peer::store::veiled(conn)?;
    let unheard = match who {
        Some(who) => block::store::unheard(conn, who)?,
        None => Unheard::default(),
    };
    Ok(Veil { hosts, unheard })
}

/// For a reader.
pub(super) fn of(conn: &mut AnyConnection, reader: &Reader) -> Result<Veil> {
    match reader {
        Reader::Account(who) => of_member(conn, Some(who)),
        _ => of_member(conn, None),
    }
}

/// The actors of some hosts.
macro_rules! of_hosts {
    ($hosts:expr) => {
        actors_table::table
            .filter(actors_table::local.eq(false))
            .filter(actors_table::host.eq_any($hosts.clone()).or(actors_table::home.eq_any($hosts)))
            .select(actors_table::id)
    };
}

impl Veil {
    /// What is not hidden, of nobody who is suspended or hid, of no host that is shut out, and of nobody whom the reader blocks.
    pub(super) fn shown<'a>(&self) -> Query<'a> {
        let suspended =
            actors_table::table.filter(actors_table::suspended_at.is_not_null()).select(actors_table::id);
        let hiding =
            actors_table::table.filter(actors_table::hidden_at.is_not_null()).select(actors_table::id);
        let query = statement::table
            .filter(statement::hidden_at.is_null())
            .filter(statement::author_id.ne_all(suspended))
            .filter(statement::author_id.ne_all(hiding))
            .into_boxed();
        let query = without_hosts(query, &self.hosts.shut_out);
        without(query, &self.unheard.blocked, &self.unheard.blocked_hosts)
    }

    /// The same without what only followers are shown.
    pub(super) fn public<'a>(&self) -> Query<'a> {
        without_hosts(self.shown(), &self.hosts.limited)
    }

    /// The same without those whom the reader muted; for the timeline.
    pub(super) fn listened<'a>(&self) -> Query<'a> {
        without(self.shown(), &self.unheard.muted, &self.unheard.muted_hosts)
    }

    /// The hosts whose actors are shown only to those who follow them.
    pub(super) fn limited(&self) -> &[String] {
        &self.hosts.limited
    }

    /// Lets a reader who follows an author see what others do not.
    pub(super) fn lift_limits(&mut self) {
        self.hosts.limited.clear();
    }
}

fn without_hosts<'a>(query: Query<'a>, hosts: &[String]) -> Query<'a> {
    if hosts.is_empty() {
        return query;
    }
    query.filter(statement::author_id.ne_all(of_hosts!(hosts.to_vec())))
}

fn without<'a>(query: Query<'a>, actors: &[ActorId], hosts: &[String]) -> Query<'a> {
    let query = without_hosts(query, hosts);
    if actors.is_empty() { query } else { query.filter(statement::author_id.ne_all(actors.to_vec())) }
}
