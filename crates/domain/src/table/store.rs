//! Finding seats; and the writes that actions and receiving share.

use diesel::prelude::*;
use sofra_base::id::sha256_hex;
use sofra_db::AnyConnection;
use sofra_db::schema::{
    activity, actor as actors_table, delivery, follow, network_member, table_network, table_reply,
    table_seat, table_step,
};

pub use super::audience::{is_for_inbox, read, told_to};
use super::model::{Refusal, Reply, ReplyId, Seat, SeatId, Stage, State, Step};
use super::rules;
use super::score::Figure;
use super::{Audience, BodyKind};
use crate::actor::{self, Actor, ActorId, ActorKind};
use crate::approval::Proposal;
use crate::cursor::Cursor;
use crate::error::{Error, Result};
use crate::follow::FollowState;
use crate::network::MemberState;
use crate::told::Veil;
use crate::viewer::Reader;

/// Entries of one page of a list.
pub const PAGE: i64 = 20;

/// By row, whoever asks. For actions and workers; pages use [`read`].
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &SeatId) -> Result<Seat> {
    Ok(table_seat::table.find(id).select(Seat::as_select()).first(conn)?)
}

/// By id on the wire, whoever asks.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Seat>> {
    Ok(table_seat::table.filter(table_seat::uri.eq(uri)).select(Seat::as_select()).first(conn).optional()?)
}

/// The steps of a seat, the first one first.
///
/// # Errors
/// The database's own.
pub fn steps(conn: &mut AnyConnection, id: &SeatId) -> Result<Vec<Step>> {
    Ok(table_step::table
        .filter(table_step::seat_id.eq(id))
        .order(table_step::number)
        .select(Step::as_select())
        .load(conn)?)
}

/// What the other side says to a seat, the oldest first, without what was taken back or is not shown.
///
/// # Errors
/// The database's own.
pub fn replies(conn: &mut AnyConnection, id: &SeatId) -> Result<Vec<Reply>> {
    Ok(table_reply::table
        .filter(table_reply::seat_id.eq(id))
        .filter(table_reply::withdrawn_at.is_null())
        .filter(table_reply::hidden_at.is_null())
        .order((table_reply::created_at, table_reply::id))
        .select(Reply::as_select())
        .load(conn)?)
}

/// All that was ever replied to a seat, also what is not shown; for the machine itself.
///
/// # Errors
/// The database's own.
pub fn all_replies(conn: &mut AnyConnection, id: &SeatId) -> Result<Vec<Reply>> {
    Ok(table_reply::table
        .filter(table_reply::seat_id.eq(id))
        .order((table_reply::created_at, table_reply::id))
        .select(Reply::as_select())
        .load(conn)?)
}

/// A reply, whoever asks.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn reply(conn: &mut AnyConnection, id: &ReplyId) -> Result<Reply> {
    Ok(table_reply::table.find(id).select(Reply::as_select()).first(conn)?)
}

/// A reply by its id on the wire.
///
/// # Errors
/// The database's own.
pub fn reply_by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Reply>> {
    Ok(table_reply::table
        .filter(table_reply::uri.eq(uri))
        .select(Reply::as_select())
        .first(conn)
        .optional()?)
}

/// A seat with all that a page or an object on the wire is made of.
#[derive(Debug, Clone)]
pub struct View {
    /// The seat.
    pub seat: Seat,
    /// Who records it.
    pub holder: Actor,
    /// What happened, the first step first.
    pub steps: Vec<Step>,
    /// What the other side says.
    pub replies: Vec<Reply>,
    /// The networks that it is told to.
    pub networks: Vec<Actor>,
}

/// A seat in full.
///
/// # Errors
/// The database's own.
pub fn view(conn: &mut AnyConnection, found: Seat) -> Result<View> {
    let networks = told_to(conn, &found.id)?;
    Ok(View {
        holder: actor::store::get(conn, &found.holder_id)?,
        steps: steps(conn, &found.id)?,
        replies: replies(conn, &found.id)?,
        networks: actor::store::get_many(conn, &networks)?,
        seat: found,
    })
}

/// What a list or a scorecard is about.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of one body, by its identity.
    pub body: Option<String>,
    /// At one stage.
    pub stage: Option<Stage>,
    /// Those that a figure counts.
    pub figure: Option<Figure>,
    /// Of the refused ones, those that were refused for one reason.
    pub refusal: Option<Refusal>,
    /// Recorded by one organisation.
    pub holder: Option<ActorId>,
    /// Recorded by the members of one network.
    pub network: Option<ActorId>,
}

/// One page of a list, the newest first.
#[derive(Debug, Clone)]
pub struct List {
    /// The seats.
    pub views: Vec<View>,
    /// How many there are in all.
    pub total: i64,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

type Query<'a> = table_seat::BoxedQuery<'a, sofra_db::conn::Backend>;

/// What a reader may read.
fn query<'a>(veil: &Veil) -> Query<'a> {
    let unseen = actors_table::table
        .filter(actors_table::suspended_at.is_not_null().or(actors_table::hidden_at.is_not_null()))
        .select(actors_table::id);
    let mut query = table_seat::table
        .filter(table_seat::hidden_at.is_null())
        .filter(table_seat::withdrawn_at.is_null())
        .filter(table_seat::holder_id.ne_all(unseen))
        .into_boxed();
    let mut hosts = veil.hosts.shut_out.clone();
    hosts.extend(veil.hosts.limited.iter().cloned());
    hosts.extend(veil.unheard.blocked_hosts.iter().cloned());
    if !hosts.is_empty() {
        let of_hosts = actors_table::table
            .filter(actors_table::local.eq(false))
            .filter(actors_table::host.eq_any(hosts.clone()).or(actors_table::home.eq_any(hosts)))
            .select(actors_table::id);
        query = query.filter(table_seat::holder_id.ne_all(of_hosts));
    }
    if !veil.unheard.blocked.is_empty() {
        query = query.filter(table_seat::holder_id.ne_all(veil.unheard.blocked.clone()));
    }
    if veil.own.is_empty() {
        return query.filter(table_seat::audience.eq(Audience::Public));
    }
    let followed = follow::table
        .inner_join(actors_table::table.on(actors_table::id.eq(follow::follower_id)))
        .filter(follow::follower_id.eq_any(veil.own.clone()))
        .filter(follow::state.eq(FollowState::Accepted))
        .filter(actors_table::kind.eq_any([ActorKind::Organisation, ActorKind::Network]))
        .select(follow::target_id);
    let told = table_network::table
        .filter(table_network::network_id.eq_any(veil.networks.clone()))
        .select(table_network::seat_id);
    query.filter(
        table_seat::audience
            .eq(Audience::Public)
            .or(table_seat::local.eq(true).and(table_seat::holder_id.eq_any(veil.own.clone())))
            .or(table_seat::holder_id.eq_any(followed))
            .or(table_seat::id.eq_any(told)),
    )
}

/// Of what a reader finds, what a filter leaves: the same for lists and figures.
pub(super) fn narrowed<'a>(veil: &Veil, filter: &Filter) -> Query<'a> {
    let mut query = query(veil);
    if let Some(body) = &filter.body {
        query = query.filter(table_seat::body.eq(body.clone()));
    }
    if let Some(stage) = filter.stage {
        query = query.filter(table_seat::stage.eq(stage));
    }
    if let Some(holder) = &filter.holder {
        query = query.filter(table_seat::holder_id.eq(holder.clone()));
    }
    if let Some(network) = &filter.network {
        let members = network_member::table
            .filter(network_member::network_id.eq(network.clone()))
            .filter(network_member::state.eq(MemberState::Admitted))
            .select(network_member::organisation_id);
        query =
            query.filter(table_seat::holder_id.eq_any(members).or(table_seat::holder_id.eq(network.clone())));
    }
    if let Some(figure) = filter.figure {
        query = match figure {
            Figure::Promised => query,
            Figure::Invited => query.filter(table_seat::rung.ge(rules::rung(State::Invited))),
            Figure::Attended => query.filter(table_seat::rung.ge(rules::rung(State::Attended))),
            Figure::Heard => query.filter(table_seat::rung.ge(rules::rung(State::Heard))),
            Figure::Adopted => query.filter(table_seat::state.eq(State::Adopted)),
            Figure::Answered => query.filter(table_seat::state.eq(State::Answered)),
            Figure::Unanswered => query
                .filter(table_seat::rung.ge(rules::rung(State::Attended)))
                .filter(table_seat::state.ne_all([State::Adopted, State::Answered])),
            Figure::Refused => query.filter(table_seat::state.eq(State::Refused)),
        };
    }
    if let Some(refusal) = filter.refusal {
        query = query
            .filter(table_seat::state.eq(State::Refused))
            .filter(table_seat::refusal.eq(refusal.as_str()));
    }
    query
}

/// One page of the seats that a reader may read.
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
    let most = most.clamp(1, 200);
    let veil = Veil::of(conn, reader)?;
    let total = narrowed(&veil, filter).count().get_result(conn)?;
    let mut query = narrowed(&veil, filter);
    if let Some(cursor) = before {
        query = query.filter(
            table_seat::updated_at
                .lt(cursor.at)
                .or(table_seat::updated_at.eq(cursor.at).and(table_seat::id.lt(cursor.id.clone()))),
        );
    }
    let mut found: Vec<Seat> = query
        .order((table_seat::updated_at.desc(), table_seat::id.desc()))
        .limit(most + 1)
        .select(Seat::as_select())
        .load(conn)?;
    let more = found.len() as i64 > most;
    found.truncate(most as usize);
    let next = found.last().filter(|_| more).map(|last| Cursor::new(last.updated_at, &last.id));
    let mut views = Vec::with_capacity(found.len());
    for one in found {
        views.push(view(conn, one)?);
    }
    Ok(List { views, total, next })
}

/// How a body is called by whoever wrote of it last, as far as a reader may know, and what it is.
///
/// # Errors
/// The database's own.
pub fn body_named(
    conn: &mut AnyConnection,
    identity: &str,
    reader: &Reader,
) -> Result<Option<(String, BodyKind)>> {
    let filter = Filter { body: Some(identity.to_owned()), ..Filter::default() };
    let veil = Veil::of(conn, reader)?;
    Ok(narrowed(&veil, &filter)
        .order((table_seat::updated_at.desc(), table_seat::id.desc()))
        .select((table_seat::body_name, table_seat::body_kind))
        .first(conn)
        .optional()?)
}

/// Whose table a proposal is about, as it was written; empty where its words are gone.
///
/// # Errors
/// The database's own.
pub fn body_of(conn: &mut AnyConnection, found: &Proposal) -> Result<String> {
    let Ok(pending) = super::actions::pending(found) else { return Ok(String::new()) };
    match (pending.act, get(conn, &pending.seat)) {
        (super::actions::Act::Record { form, .. }, _) => Ok(form.body),
        (_, Ok(seat)) => Ok(seat.body_name),
        (_, Err(Error::NotFound)) => Ok(String::new()),
        (_, Err(other)) => Err(other),
    }
}

/// The hosts to which something of a seat went, or may have gone because it was tried; in order.
///
/// # Errors
/// The database's own.
pub fn copies(conn: &mut AnyConnection, id: &SeatId) -> Result<Vec<String>> {
    Ok(delivery::table
        .inner_join(activity::table)
        .filter(activity::seat_id.eq(id.as_str()))
        .filter(delivery::state.eq("delivered").or(delivery::attempts.gt(0)))
        .order(delivery::host)
        .select(delivery::host)
        .distinct()
        .load(conn)?)
}

/// What decides between two words of the same date, alike on every node: everything that a seat says.
#[must_use]
pub fn fingerprint(seat: &Seat, steps: &[Step]) -> String {
    let steps: Vec<[&str; 5]> = steps
        .iter()
        .map(|step| {
            [
                step.state.as_str(),
                step.refusal.as_str(),
                step.happened_on.as_str(),
                step.words.as_str(),
                step.evidence.as_str(),
            ]
        })
        .collect();
    let whole = serde_json::json!([
        seat.body_name,
        seat.body_kind.as_str(),
        seat.country,
        seat.body_actor,
        seat.process,
        seat.meeting,
        seat.stage.as_str(),
        seat.kind.as_str(),
        seat.language.as_str(),
        seat.rating,
        seat.rating_words,
        steps
    ]);
    sha256_hex(whole.to_string().as_bytes())
}

/// Writes a row anew.
pub(super) fn update(conn: &mut AnyConnection, row: &Seat) -> Result<()> {
    diesel::update(table_seat::table.find(&row.id))
        .set((
            table_seat::body.eq(&row.body),
            table_seat::body_name.eq(&row.body_name),
            table_seat::body_kind.eq(row.body_kind),
            table_seat::country.eq(&row.country),
            table_seat::body_actor.eq(&row.body_actor),
            table_seat::process.eq(&row.process),
            table_seat::meeting.eq(&row.meeting),
            table_seat::stage.eq(row.stage),
            table_seat::kind.eq(row.kind),
            table_seat::language.eq(&row.language),
            table_seat::state.eq(row.state),
            table_seat::rung.eq(row.rung),
            table_seat::refusal.eq(&row.refusal),
            table_seat::rating.eq(row.rating),
            table_seat::rating_words.eq(&row.rating_words),
            table_seat::audience.eq(row.audience),
            table_seat::revision.eq(row.revision),
            table_seat::updated_at.eq(row.updated_at),
            table_seat::page_url.eq(&row.page_url),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes the steps of a seat in place of those that were written before.
pub(super) fn write_steps(conn: &mut AnyConnection, id: &SeatId, steps: &[Step]) -> Result<()> {
    diesel::delete(table_step::table.filter(table_step::seat_id.eq(id))).execute(conn)?;
    for step in steps {
        diesel::insert_into(table_step::table).values(step.clone()).execute(conn)?;
    }
    Ok(())
}

/// Writes to which networks a seat is told, in place of what was written before.
pub(super) fn tell(conn: &mut AnyConnection, id: &SeatId, networks: &[ActorId]) -> Result<()> {
    diesel::delete(table_network::table.filter(table_network::seat_id.eq(id))).execute(conn)?;
    for network in networks {
        diesel::insert_into(table_network::table)
            .values((table_network::seat_id.eq(id), table_network::network_id.eq(network)))
            .execute(conn)?;
    }
    Ok(())
}

/// What a seat says by its steps: the state, how far it came, and why it was refused.
pub(super) fn summed(row: &mut Seat, steps: &[Step]) {
    row.rung = rules::best(steps.iter().map(|step| step.state));
    if let Some(last) = steps.last() {
        row.state = last.state;
        row.refusal = if last.state == State::Refused { last.refusal.clone() } else { String::new() };
    }
}

/// The words of a seat, of the replies to it and of its activities are gone; that they existed may stay known.
pub(super) fn clear(conn: &mut AnyConnection, id: &SeatId) -> Result<()> {
    diesel::delete(table_step::table.filter(table_step::seat_id.eq(id))).execute(conn)?;
    diesel::delete(table_reply::table.filter(table_reply::seat_id.eq(id))).execute(conn)?;
    diesel::update(activity::table.filter(activity::seat_id.eq(id.as_str())))
        .set(activity::body.eq(""))
        .execute(conn)?;
    diesel::update(table_seat::table.find(id))
        .set((table_seat::process.eq(""), table_seat::rating_words.eq(""), table_seat::rating.eq(0)))
        .execute(conn)?;
    Ok(())
}
