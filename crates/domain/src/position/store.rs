//! Finding positions; and the writes that actions and receiving share.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_db::AnyConnection;
use sofra_db::schema::{
    activity, actor as actors_table, delivery, follow, position, position_network, position_revision,
    position_text,
};

pub use super::audience::{is_for_inbox, read, relation, will_receive};
use super::model::{Audience, Position, PositionId, Revision, Stance, State, Text};
use super::rules;
use super::subject::{self, Subject};
use super::totals::Told;
use crate::account::{Identity, Seat};
use crate::actor::{self, Actor, ActorId, ActorKind};
use crate::block::store::Unheard;
use crate::error::{Error, Result};
use crate::follow::FollowState;
use crate::peer::store::Veiled;
use crate::statement;
use crate::viewer::Reader;
use crate::{block, overview, peer};

/// Entries of one page of a list.
pub const PAGE: i64 = 20;

/// By row, whoever asks. For actions and workers; pages use [`read`].
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &PositionId) -> Result<Position> {
    Ok(position::table.find(id).select(Position::as_select()).first(conn)?)
}

/// By id on the wire, whoever asks.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Position>> {
    Ok(position::table.filter(position::uri.eq(uri)).select(Position::as_select()).first(conn).optional()?)
}

/// The position of a holder that counts on a subject.
///
/// # Errors
/// The database's own.
pub fn standing(conn: &mut AnyConnection, holder: &ActorId, subject: &str) -> Result<Option<Position>> {
    Ok(position::table
        .filter(position::holder_id.eq(holder))
        .filter(position::subject.eq(subject))
        .filter(position::state.eq(State::Standing))
        .select(Position::as_select())
        .first(conn)
        .optional()?)
}

/// The networks that a position is told to.
///
/// # Errors
/// The database's own.
pub fn told_to(conn: &mut AnyConnection, id: &PositionId) -> Result<Vec<ActorId>> {
    Ok(position_network::table
        .filter(position_network::position_id.eq(id))
        .order(position_network::network_id)
        .select(position_network::network_id)
        .load(conn)?)
}

/// What a subject is, as far as a reader may know it: of a statement that they may not read there is only the identity.
///
/// # Errors
/// The database's own.
pub fn subject_for(conn: &mut AnyConnection, identity: &str, reader: &Reader) -> Result<Subject> {
    let found = subject::resolve(conn, identity)?;
    let Some(id) = &found.statement else { return Ok(found) };
    match statement::store::read(conn, id, reader) {
        Ok(_) => Ok(found),
        Err(Error::NotFound) => Ok(Subject {
            kind: subject::Kind::Unknown,
            title: Localized::default(),
            statement: None,
            author: None,
            path: None,
            ..found
        }),
        Err(other) => Err(other),
    }
}

/// A position with all that a page or an object on the wire is made of.
#[derive(Debug, Clone)]
pub struct View {
    /// The position.
    pub position: Position,
    /// Whose it is.
    pub holder: Actor,
    /// What it is about, as it is now.
    pub subject: Subject,
    /// Whether that changed since.
    pub stale: bool,
    /// The reasons of the present revision by language.
    pub reasons: Localized<String>,
    /// Members' totals, where they are told.
    pub totals: Option<Told>,
    /// The networks it is told to.
    pub networks: Vec<Actor>,
}

/// A position in full; the subject as a reader may know it.
///
/// # Errors
/// The database's own.
pub fn view(conn: &mut AnyConnection, found: Position, reader: &Reader) -> Result<View> {
    let holder = actor::store::get(conn, &found.holder_id)?;
    let subject = subject_for(conn, &found.subject, reader)?;
    complete(conn, found, holder, subject)
}

/// A position as it goes out: with a statement's title only where everybody who gets the position may read that.
///
/// # Errors
/// The database's own.
pub fn outgoing(conn: &mut AnyConnection, found: Position) -> Result<View> {
    let reader = match found.audience {
        Audience::Public => Reader::Anyone,
        Audience::Network => Reader::Remote(found.holder_id.clone()),
    };
    view(conn, found, &reader)
}

fn complete(conn: &mut AnyConnection, found: Position, holder: Actor, subject: Subject) -> Result<View> {
    let networks = told_to(conn, &found.id)?;
    Ok(View {
        holder,
        stale: found.state == State::Standing && subject.is_changed_since(&found.subject_hash),
        subject,
        reasons: reasons(conn, &found.id, found.revision)?,
        totals: Told::parse(&found.member_totals),
        networks: actor::store::get_many(conn, &networks)?,
        position: found,
    })
}

/// The reasons of one revision by language.
///
/// # Errors
/// The database's own.
pub fn reasons(conn: &mut AnyConnection, id: &PositionId, revision: i32) -> Result<Localized<String>> {
    let rows: Vec<Text> = position_text::table
        .filter(position_text::position_id.eq(id))
        .filter(position_text::revision.eq(revision))
        .select(Text::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.language, row.reasons)).collect())
}

/// Every word that a position was, the first one first, each with its reasons.
///
/// # Errors
/// The database's own.
pub fn history(conn: &mut AnyConnection, id: &PositionId) -> Result<Vec<(Revision, Localized<String>)>> {
    let rows: Vec<Revision> = position_revision::table
        .filter(position_revision::position_id.eq(id))
        .order(position_revision::number)
        .select(Revision::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let reasons = reasons(conn, id, row.number)?;
            Ok((row, reasons))
        })
        .collect()
}

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

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Before this time…
    pub updated_at: Timestamp,
    /// …or at this time and before this row.
    pub id: PositionId,
}

impl Cursor {
    /// Reads what [`Cursor`]'s `Display` wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (time, id) = text.split_once('-')?;
        Some(Self {
            updated_at: Timestamp(time.parse().ok().filter(|t| *t >= 0)?),
            id: PositionId::parse(id)?,
        })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.updated_at.0, self.id)
    }
}

type Query<'a> = position::BoxedQuery<'a, sofra_db::conn::Backend>;

/// What a reader's lists leave out, and what they may read beyond what everybody may.
struct Veil {
    hosts: Veiled,
    unheard: Unheard,
    own: Vec<ActorId>,
    networks: Vec<ActorId>,
}

impl Veil {
    fn of(conn: &mut AnyConnection, reader: &Reader) -> Result<Self> {
        let (unheard, own) = match reader {
            Reader::Account(who) => (block::store::unheard(conn, who)?, who.actors()),
            _ => (Unheard::default(), Vec::new()),
        };
        let networks = crate::network::audience::networks_of(conn, reader)?;
        Ok(Self { hosts: peer::store::veiled(conn)?, unheard, own, networks })
    }

    fn query<'a>(&self) -> Query<'a> {
        let unseen = actors_table::table
            .filter(actors_table::suspended_at.is_not_null().or(actors_table::hidden_at.is_not_null()))
            .select(actors_table::id);
        let mut query = position::table
            .filter(position::hidden_at.is_null())
            .filter(position::holder_id.ne_all(unseen))
            .into_boxed();
        let mut hosts = self.hosts.shut_out.clone();
        hosts.extend(self.hosts.limited.iter().cloned());
        hosts.extend(self.unheard.blocked_hosts.iter().cloned());
        if !hosts.is_empty() {
            let of_hosts = actors_table::table
                .filter(actors_table::local.eq(false))
                .filter(actors_table::host.eq_any(hosts.clone()).or(actors_table::home.eq_any(hosts)))
                .select(actors_table::id);
            query = query.filter(position::holder_id.ne_all(of_hosts));
        }
        if !self.unheard.blocked.is_empty() {
            query = query.filter(position::holder_id.ne_all(self.unheard.blocked.clone()));
        }
        if self.own.is_empty() {
            return query.filter(position::audience.eq(Audience::Public));
        }
        let followed = follow::table
            .inner_join(actors_table::table.on(actors_table::id.eq(follow::follower_id)))
            .filter(follow::follower_id.eq_any(self.own.clone()))
            .filter(follow::state.eq(FollowState::Accepted))
            .filter(actors_table::kind.eq_any([ActorKind::Organisation, ActorKind::Network]))
            .select(follow::target_id);
        let told = position_network::table
            .filter(position_network::network_id.eq_any(self.networks.clone()))
            .select(position_network::position_id);
        query.filter(
            position::audience
                .eq(Audience::Public)
                .or(position::local.eq(true).and(position::holder_id.eq_any(self.own.clone())))
                .or(position::holder_id.eq_any(followed))
                .or(position::id.eq_any(told)),
        )
    }
}

fn narrowed<'a>(veil: &Veil, filter: &Filter) -> Query<'a> {
    let mut query = veil.query();
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
    let most = most.clamp(1, 100);
    let veil = Veil::of(conn, reader)?;
    let total = narrowed(&veil, filter).count().get_result(conn)?;
    let mut query = narrowed(&veil, filter);
    if let Some(cursor) = before {
        query = query.filter(
            position::updated_at
                .lt(cursor.updated_at)
                .or(position::updated_at.eq(cursor.updated_at).and(position::id.lt(cursor.id.clone()))),
        );
    }
    let mut found: Vec<Position> = query
        .order((position::updated_at.desc(), position::id.desc()))
        .limit(most + 1)
        .select(Position::as_select())
        .load(conn)?;
    let more = found.len() as i64 > most;
    found.truncate(most as usize);
    let next =
        found.last().filter(|_| more).map(|last| Cursor { updated_at: last.updated_at, id: last.id.clone() });
    let mut views = Vec::with_capacity(found.len());
    for one in found {
        views.push(view(conn, one, reader)?);
    }
    Ok(List { views, total, next })
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
        let found: Vec<String> = veil
            .query()
            .filter(position::state.eq(State::Standing))
            .filter(position::subject.eq_any(some.to_vec()))
            .select(position::subject)
            .load(conn)?;
        for subject in found {
            *counts.entry(subject).or_default() += 1;
        }
    }
    Ok(counts)
}

/// The positions that count of those in whose name an account decides and whose subject changed since; oldest first.
///
/// # Errors
/// The database's own.
pub fn stale(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<Position>> {
    Ok(position::table
        .filter(position::local.eq(true))
        .filter(position::state.eq(State::Standing))
        .filter(position::stale.eq(true))
        .filter(position::hidden_at.is_null())
        .filter(position::holder_id.eq_any(decides_for(who)))
        .order((position::updated_at, position::id))
        .limit(200)
        .select(Position::as_select())
        .load(conn)?)
}

/// How many there are of [`stale`].
///
/// # Errors
/// The database's own.
pub fn count_stale(conn: &mut AnyConnection, who: &Identity) -> Result<i64> {
    let holders = decides_for(who);
    if holders.is_empty() {
        return Ok(0);
    }
    Ok(position::table
        .filter(position::local.eq(true))
        .filter(position::state.eq(State::Standing))
        .filter(position::stale.eq(true))
        .filter(position::hidden_at.is_null())
        .filter(position::holder_id.eq_any(holders))
        .count()
        .get_result(conn)?)
}

fn decides_for(who: &Identity) -> Vec<ActorId> {
    let officer = who.seats.iter().filter(|(_, seat)| *seat == Seat::Officer).map(|(id, _)| id.clone());
    officer.chain(who.person.clone()).collect()
}

/// The hosts to which something of a position went, or may have gone because it was tried; in order.
///
/// # Errors
/// The database's own.
pub fn copies(conn: &mut AnyConnection, id: &PositionId) -> Result<Vec<String>> {
    Ok(delivery::table
        .inner_join(activity::table)
        .filter(activity::position_id.eq(id.as_str()))
        .filter(delivery::state.eq("delivered").or(delivery::attempts.gt(0)))
        .order(delivery::host)
        .select(delivery::host)
        .distinct()
        .load(conn)?)
}

/// The texts of a position's activities are gone with its words; that they existed may stay known.
pub(super) fn clear(conn: &mut AnyConnection, id: &PositionId) -> Result<()> {
    diesel::delete(position_text::table.filter(position_text::position_id.eq(id))).execute(conn)?;
    diesel::update(activity::table.filter(activity::position_id.eq(id.as_str())))
        .set(activity::body.eq(""))
        .execute(conn)?;
    diesel::update(position::table.find(id)).set(position::member_totals.eq("")).execute(conn)?;
    Ok(())
}

/// Writes one revision with its reasons.
pub(super) fn write_revision(
    conn: &mut AnyConnection,
    found: &Position,
    reasons: &Localized<String>,
) -> Result<()> {
    diesel::delete(position_revision::table.find((&found.id, found.revision))).execute(conn)?;
    diesel::delete(
        position_text::table
            .filter(position_text::position_id.eq(&found.id))
            .filter(position_text::revision.eq(found.revision)),
    )
    .execute(conn)?;
    diesel::insert_into(position_revision::table)
        .values(Revision {
            position_id: found.id.clone(),
            number: found.revision,
            stance: found.stance,
            subject_hash: found.subject_hash.clone(),
            decided_at: found.decided_at,
        })
        .execute(conn)?;
    for (language, text) in reasons {
        diesel::insert_into(position_text::table)
            .values(Text {
                position_id: found.id.clone(),
                revision: found.revision,
                language: language.clone(),
                reasons: text.clone(),
            })
            .execute(conn)?;
    }
    Ok(())
}

/// Writes a row anew, apart from whether it counts, which [`settle`] decides.
pub(super) fn update(conn: &mut AnyConnection, row: &Position, stale: bool) -> Result<()> {
    diesel::update(position::table.find(&row.id))
        .set((
            position::subject.eq(&row.subject),
            position::subject_hash.eq(&row.subject_hash),
            position::stance.eq(row.stance),
            position::audience.eq(row.audience),
            position::state.eq(row.state),
            position::revision.eq(row.revision),
            position::authentic.eq(&row.authentic),
            position::rule.eq(&row.rule),
            position::quorum.eq(row.quorum),
            position::threshold.eq(row.threshold),
            position::member_totals.eq(&row.member_totals),
            position::call_uri.eq(&row.call_uri),
            position::page_url.eq(&row.page_url),
            position::decided_at.eq(row.decided_at),
            position::updated_at.eq(row.updated_at),
        ))
        .execute(conn)?;
    diesel::update(position::table.find(&row.id)).set(position::stale.eq(stale)).execute(conn)?;
    Ok(())
}

/// Writes to which networks a position is told, in place of what was written before.
pub(super) fn tell(conn: &mut AnyConnection, id: &PositionId, networks: &[ActorId]) -> Result<()> {
    diesel::delete(position_network::table.filter(position_network::position_id.eq(id))).execute(conn)?;
    for network in networks {
        diesel::insert_into(position_network::table)
            .values((position_network::position_id.eq(id), position_network::network_id.eq(network)))
            .execute(conn)?;
    }
    Ok(())
}

/// Lets the latest word of a holder on a subject count, and no other, and has both counted anew. Whatever the order of
/// arrival, this comes to the same.
pub(super) fn settle(
    conn: &mut AnyConnection,
    now: Timestamp,
    holder: &ActorId,
    subject: &str,
) -> Result<()> {
    let all: Vec<Position> = position::table
        .filter(position::holder_id.eq(holder))
        .filter(position::subject.eq(subject))
        .filter(position::state.ne(State::Withdrawn))
        .select(Position::as_select())
        .load(conn)?;
    let Some(winner) = rules::latest(&all) else { return Ok(()) };
    // The one that counted steps down first: no moment knows two.
    for loser in all.iter().filter(|one| one.id != winner.id && one.state == State::Standing) {
        diesel::update(position::table.find(&loser.id))
            .set(position::state.eq(State::Superseded))
            .execute(conn)?;
        overview::actions::position_changed(conn, now, &loser.id)?;
    }
    if winner.state != State::Standing {
        diesel::update(position::table.find(&winner.id))
            .set(position::state.eq(State::Standing))
            .execute(conn)?;
        overview::actions::position_changed(conn, now, &winner.id)?;
    }
    Ok(())
}
