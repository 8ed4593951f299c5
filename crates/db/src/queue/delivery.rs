//! Deliveries: one row for each (activity, inbox), worked off host by host.
//!
//! What stays true: deliveries of one actor to one inbox go out in order, unless one keeps failing for a reason of
//! its own and steps out of the line; a host that cannot be reached is asked again by one breaker for the whole
//! host; no row disappears before it was delivered, and a dead letter stays until the host of this node removes it.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;

use crate::schema::{activity, delivery, peer, position, statement};
use crate::{AnyConnection, Both};

/// A delivery claimed by a worker.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = delivery)]
pub struct Delivery {
    /// Order of creation.
    pub id: i64,
    /// What is delivered.
    pub activity_id: String,
    /// In whose name.
    pub actor_id: String,
    /// Where to.
    pub inbox: String,
    /// The inbox's host (with its port, where one is named).
    pub host: String,
    /// How often it was tried before.
    pub attempts: i32,
    /// When it was created, or last sent again by hand.
    pub created_at: Timestamp,
}

/// How a peer is doing, for the delivery worker.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = peer)]
pub struct PeerHealth {
    /// The peer.
    pub host: String,
    /// Failures in a row.
    pub failures: i32,
    /// No delivery is tried before this time.
    pub open_until: Timestamp,
    /// The signature scheme the peer accepted last.
    pub signature_scheme: String,
}

/// What became of a delivery.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The peer has it.
    Delivered(u16),
    /// Try again, not before `due`; `steps_out` lets the next one in line go first.
    Again {
        /// HTTP status, where there was an answer.
        status: Option<u16>,
        /// A code of ours.
        error: String,
        /// Not before this time.
        due: Timestamp,
        /// Whether it stops holding up the ones behind it.
        steps_out: bool,
    },
    /// Given up; stays visible as a dead letter.
    Dead {
        /// HTTP status, where there was an answer.
        status: Option<u16>,
        /// A code of ours.
        error: String,
    },
    /// Not tried (one before it in line failed, or the host stopped answering).
    Released,
    /// Not to be sent any more: the receiver lost the right to it.
    Cancelled,
}

/// Adds deliveries of one activity, one for each inbox. An inbox that has it already is left alone.
///
/// # Errors
/// The database's own.
pub fn add(
    conn: &mut AnyConnection,
    activity_id: &str,
    actor_id: &str,
    inboxes: &[(String, String)],
    now: Timestamp,
) -> QueryResult<()> {
    for (inbox, host) in inboxes {
        Both(
            diesel::insert_into(delivery::table)
                .values((
                    delivery::activity_id.eq(activity_id.to_owned()),
                    delivery::actor_id.eq(actor_id.to_owned()),
                    delivery::inbox.eq(inbox.clone()),
                    delivery::host.eq(host.clone()),
                    delivery::state.eq("pending"),
                    delivery::in_line.eq(true),
                    delivery::attempts.eq(0),
                    delivery::due_at.eq(now),
                    delivery::leased_until.eq(0_i64),
                    delivery::created_at.eq(now),
                ))
                .on_conflict((delivery::activity_id, delivery::inbox))
                .do_nothing(),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// Whether an earlier delivery of the same line waits for later or is in other hands.
macro_rules! held_up {
    ($now:expr) => {{
        let earlier = diesel::alias!(delivery as earlier);
        diesel::dsl::exists(
            earlier
                .filter(earlier.field(delivery::inbox).eq(delivery::inbox))
                .filter(earlier.field(delivery::actor_id).eq(delivery::actor_id))
                .filter(earlier.field(delivery::state).eq("pending"))
                .filter(earlier.field(delivery::in_line).eq(true))
                .filter(earlier.field(delivery::id).lt(delivery::id))
                .filter(
                    earlier
                        .field(delivery::due_at)
                        .gt($now)
                        .or(earlier.field(delivery::leased_until).gt($now)),
                ),
        )
    }};
}

/// Hosts that have something due and whose breaker is closed, the longest waiting first.
///
/// # Errors
/// The database's own.
pub fn due_hosts(
    conn: &mut AnyConnection,
    busy_hosts: &[String],
    limit: i64,
    now: Timestamp,
) -> QueryResult<Vec<String>> {
    let resting = peer::table.filter(peer::open_until.gt(now)).select(peer::host);
    let mut query = delivery::table
        .filter(delivery::state.eq("pending"))
        .filter(delivery::due_at.le(now))
        .filter(delivery::leased_until.le(now))
        .filter(delivery::host.ne_all(resting))
        // What [`claim`] would not give must not wake a worker again and again.
        .filter(diesel::dsl::not(held_up!(now)))
        .group_by(delivery::host)
        .order(diesel::dsl::min(delivery::id))
        .limit(limit)
        .select(delivery::host)
        .into_boxed();
    if !busy_hosts.is_empty() {
        query = query.filter(delivery::host.ne_all(busy_hosts.to_vec()));
    }
    query.load(conn)
}

/// Claims what is due for one host, in order. A row is left out while an earlier one of its line waits for later
/// or is in other hands.
///
/// # Errors
/// The database's own.
pub fn claim(
    conn: &mut AnyConnection,
    host: &str,
    limit: i64,
    lease_until: Timestamp,
    now: Timestamp,
) -> QueryResult<Vec<Delivery>> {
    let rows: Vec<Delivery> = delivery::table
        .filter(delivery::host.eq(host))
        .filter(delivery::state.eq("pending"))
        .filter(delivery::due_at.le(now))
        .filter(delivery::leased_until.le(now))
        .filter(diesel::dsl::not(held_up!(now)))
        .order(delivery::id)
        .limit(limit)
        .select(Delivery::as_select())
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|d| d.id).collect();
    diesel::update(delivery::table.filter(delivery::id.eq_any(ids)))
        .set(delivery::leased_until.eq(lease_until))
        .execute(conn)?;
    Ok(rows)
}

/// Writes down what became of a claimed delivery.
///
/// # Errors
/// The database's own.
pub fn settle(conn: &mut AnyConnection, id: i64, outcome: &Outcome, now: Timestamp) -> QueryResult<()> {
    // What was stopped or cancelled while it was in hand stays so, unless it arrived all the same.
    let row = delivery::table.find(id).filter(delivery::state.eq("pending"));
    match outcome {
        Outcome::Delivered(status) => return settle_delivered(conn, &[id], *status, now),
        Outcome::Again { status, error, due, steps_out } => diesel::update(row)
            .set((
                delivery::attempts.eq(delivery::attempts + 1),
                delivery::due_at.eq(*due),
                delivery::leased_until.eq(0_i64),
                delivery::in_line.eq(!steps_out),
                delivery::last_status.eq(status.map(i32::from)),
                delivery::last_error.eq(error.as_str()),
            ))
            .execute(conn)?,
        Outcome::Dead { status, error } => diesel::update(row)
            .set((
                delivery::state.eq("dead"),
                delivery::attempts.eq(delivery::attempts + 1),
                delivery::last_status.eq(status.map(i32::from)),
                delivery::last_error.eq(error.as_str()),
                delivery::finished_at.eq(now),
            ))
            .execute(conn)?,
        Outcome::Released => diesel::update(row).set(delivery::leased_until.eq(0_i64)).execute(conn)?,
        Outcome::Cancelled => diesel::update(row)
            .set((delivery::state.eq("cancelled"), delivery::finished_at.eq(now)))
            .execute(conn)?,
    };
    Ok(())
}

/// Writes down that several claimed deliveries were taken, in one statement.
///
/// # Errors
/// The database's own.
pub fn settle_delivered(
    conn: &mut AnyConnection,
    ids: &[i64],
    status: u16,
    now: Timestamp,
) -> QueryResult<()> {
    diesel::update(delivery::table.filter(delivery::id.eq_any(ids)))
        .set((
            delivery::state.eq("delivered"),
            delivery::attempts.eq(delivery::attempts + 1),
            delivery::last_status.eq(i32::from(status)),
            delivery::last_error.eq(None::<String>),
            delivery::finished_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// How a peer is doing; a peer never heard of is fine.
///
/// # Errors
/// The database's own.
pub fn health(conn: &mut AnyConnection, host: &str) -> QueryResult<Option<PeerHealth>> {
    peer::table.find(host).select(PeerHealth::as_select()).first(conn).optional()
}

/// Makes sure that a peer has a row.
///
/// # Errors
/// The database's own.
pub fn remember_peer(conn: &mut AnyConnection, host: &str, now: Timestamp) -> QueryResult<()> {
    Both(
        diesel::insert_into(peer::table)
            .values((
                peer::host.eq(host.to_owned()),
                peer::policy.eq("none"),
                peer::reason.eq(""),
                peer::signature_scheme.eq("cavage"),
                peer::failures.eq(0),
                peer::open_until.eq(0_i64),
                peer::created_at.eq(now),
            ))
            .on_conflict(peer::host)
            .do_nothing(),
    )
    .execute(conn)?;
    Ok(())
}

/// The peer answered: its breaker closes.
///
/// # Errors
/// The database's own.
pub fn peer_answered(conn: &mut AnyConnection, host: &str, now: Timestamp) -> QueryResult<()> {
    remember_peer(conn, host, now)?;
    diesel::update(peer::table.find(host))
        .set((
            peer::failures.eq(0),
            peer::open_until.eq(0_i64),
            peer::last_success_at.eq(now),
            peer::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// The peer could not be reached or asked for a pause: its breaker opens until `open_until`.
///
/// # Errors
/// The database's own.
pub fn peer_failed(
    conn: &mut AnyConnection,
    host: &str,
    error: &str,
    open_until: Timestamp,
    now: Timestamp,
) -> QueryResult<()> {
    remember_peer(conn, host, now)?;
    diesel::update(peer::table.find(host))
        .set((
            peer::failures.eq(peer::failures + 1),
            peer::open_until.eq(open_until),
            peer::last_failure_at.eq(now),
            peer::last_error.eq(error),
        ))
        .execute(conn)?;
    Ok(())
}

/// Remembers the signature scheme that a peer takes.
///
/// # Errors
/// The database's own.
pub fn peer_prefers(conn: &mut AnyConnection, host: &str, scheme: &str) -> QueryResult<()> {
    diesel::update(peer::table.find(host)).set(peer::signature_scheme.eq(scheme)).execute(conn)?;
    Ok(())
}

/// Makes dead letters of what waits for a host since before a time.
///
/// # Errors
/// The database's own.
pub fn give_up(
    conn: &mut AnyConnection,
    host: &str,
    error: &str,
    created_before: Timestamp,
    now: Timestamp,
) -> QueryResult<usize> {
    diesel::update(
        delivery::table
            .filter(delivery::host.eq(host))
            .filter(delivery::state.eq("pending"))
            .filter(delivery::created_at.lt(created_before)),
    )
    .set((
        delivery::state.eq("dead"),
        delivery::leased_until.eq(0_i64),
        delivery::last_error.eq(error),
        delivery::finished_at.eq(now),
    ))
    .execute(conn)
}

/// Sends one dead letter again, or all of a host. Somebody who asks for that knows why: the host is tried at once.
///
/// # Errors
/// The database's own.
pub fn send_again(conn: &mut AnyConnection, which: Again<'_>, now: Timestamp) -> QueryResult<usize> {
    let mut query = diesel::update(delivery::table.filter(delivery::state.eq("dead")))
        .set((
            delivery::state.eq("pending"),
            delivery::attempts.eq(0),
            delivery::due_at.eq(now),
            delivery::leased_until.eq(0_i64),
            delivery::created_at.eq(now),
            delivery::finished_at.eq(None::<Timestamp>),
        ))
        .into_boxed();
    let host = match which {
        Again::One(id) => {
            query = query.filter(delivery::id.eq(id));
            delivery::table.find(id).select(delivery::host).first(conn).optional()?
        }
        Again::Host(host) => {
            query = query.filter(delivery::host.eq(host.to_owned()));
            Some(host.to_owned())
        }
    };
    let changed = query.execute(conn)?;
    if let Some(host) = host.filter(|_| changed > 0) {
        diesel::update(peer::table.find(host)).set(peer::open_until.eq(0_i64)).execute(conn)?;
    }
    Ok(changed)
}

/// Which dead letters to send again.
#[derive(Debug, Clone, Copy)]
pub enum Again<'a> {
    /// This one.
    One(i64),
    /// All of this host.
    Host(&'a str),
}

/// Stops what is still to be sent to a host.
///
/// # Errors
/// The database's own.
pub fn cancel_host(conn: &mut AnyConnection, host: &str, now: Timestamp) -> QueryResult<usize> {
    diesel::update(delivery::table.filter(delivery::host.eq(host)).filter(delivery::state.eq("pending")))
        .set((delivery::state.eq("cancelled"), delivery::finished_at.eq(now)))
        .execute(conn)
}

/// Stops what is still to be sent in an actor's name, dead letters too, until somebody lets it go on. A worker that has some of it in
/// hand asks once more before bytes leave, see [`is_pending`].
///
/// # Errors
/// The database's own.
pub fn stop_actor(conn: &mut AnyConnection, actor_id: &str) -> QueryResult<usize> {
    diesel::update(
        delivery::table
            .filter(delivery::actor_id.eq(actor_id))
            .filter(delivery::state.eq_any(["pending", "dead"])),
    )
    .set((delivery::state.eq("stopped"), delivery::leased_until.eq(0_i64)))
    .execute(conn)
}

/// Lets what was stopped go on, or gives it up for good.
///
/// # Errors
/// The database's own.
pub fn release_actor(
    conn: &mut AnyConnection,
    actor_id: &str,
    send: bool,
    now: Timestamp,
) -> QueryResult<usize> {
    let stopped =
        delivery::table.filter(delivery::actor_id.eq(actor_id)).filter(delivery::state.eq("stopped"));
    if send {
        diesel::update(stopped).set((delivery::state.eq("pending"), delivery::due_at.eq(now))).execute(conn)
    } else {
        diesel::update(stopped)
            .set((delivery::state.eq("cancelled"), delivery::finished_at.eq(now)))
            .execute(conn)
    }
}

/// Gives up all that is still to be sent in an actor's name, stopped or not, dead letters too.
///
/// # Errors
/// The database's own.
pub fn cancel_actor(conn: &mut AnyConnection, actor_id: &str, now: Timestamp) -> QueryResult<usize> {
    diesel::update(
        delivery::table
            .filter(delivery::actor_id.eq(actor_id))
            .filter(delivery::state.eq_any(["pending", "stopped", "dead"])),
    )
    .set((delivery::state.eq("cancelled"), delivery::finished_at.eq(now)))
    .execute(conn)
}

/// Gives up what was stopped before a time and never let go on.
///
/// # Errors
/// The database's own.
pub fn give_up_stopped(conn: &mut AnyConnection, before: Timestamp, now: Timestamp) -> QueryResult<usize> {
    diesel::update(
        delivery::table.filter(delivery::state.eq("stopped")).filter(delivery::created_at.lt(before)),
    )
    .set((delivery::state.eq("cancelled"), delivery::finished_at.eq(now)))
    .execute(conn)
}

/// How many deliveries of an actor were stopped.
///
/// # Errors
/// The database's own.
pub fn stopped_of(conn: &mut AnyConnection, actor_id: &str) -> QueryResult<i64> {
    delivery::table
        .filter(delivery::actor_id.eq(actor_id.to_owned()))
        .filter(delivery::state.eq("stopped"))
        .count()
        .get_result(conn)
}

/// Whether a claimed delivery is still to be sent.
///
/// # Errors
/// The database's own.
pub fn is_pending(conn: &mut AnyConnection, id: i64) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(delivery::table.find(id).filter(delivery::state.eq("pending"))))
        .get_result(conn)
}

/// A dead letter, for the page and the command that list them.
#[derive(Debug, Clone, Queryable)]
pub struct DeadLetter {
    /// Its number.
    pub id: i64,
    /// Where it could not be delivered.
    pub host: String,
    /// The inbox.
    pub inbox: String,
    /// What it was: `Create`, `Update`, …
    pub verb: String,
    /// What it was about.
    pub object_uri: String,
    /// How often it was tried.
    pub attempts: i32,
    /// The last answer.
    pub last_status: Option<i32>,
    /// The last error, a code of ours.
    pub last_error: Option<String>,
    /// When it was given up.
    pub finished_at: Option<Timestamp>,
}

/// The newest dead letters.
///
/// # Errors
/// The database's own.
pub fn dead_letters(conn: &mut AnyConnection, limit: i64) -> QueryResult<Vec<DeadLetter>> {
    dead_letters_before(conn, i64::MAX, limit)
}

/// The newest dead letters before the one of that number.
///
/// # Errors
/// The database's own.
pub fn dead_letters_before(
    conn: &mut AnyConnection,
    before: i64,
    limit: i64,
) -> QueryResult<Vec<DeadLetter>> {
    delivery::table
        .inner_join(activity::table)
        .filter(delivery::state.eq("dead"))
        .filter(delivery::id.lt(before))
        .order(delivery::id.desc())
        .limit(limit)
        .select((
            delivery::id,
            delivery::host,
            delivery::inbox,
            activity::verb,
            activity::object_uri,
            delivery::attempts,
            delivery::last_status,
            delivery::last_error,
            delivery::finished_at,
        ))
        .load(conn)
}

/// How many deliveries are in each state, for one activity or for all.
///
/// # Errors
/// The database's own.
pub fn counts(conn: &mut AnyConnection, statement_id: Option<&str>) -> QueryResult<Vec<(String, i64)>> {
    let query = delivery::table
        .inner_join(activity::table)
        .group_by(delivery::state)
        .select((delivery::state, diesel::dsl::count_star()));
    match statement_id {
        Some(id) => query.filter(activity::statement_id.eq(id.to_owned())).load(conn),
        None => query.load(conn),
    }
}

/// To which hosts something of a statement goes, in which state, after how many tries: for its author's page.
///
/// # Errors
/// The database's own.
pub fn hosts_of(conn: &mut AnyConnection, statement_id: &str) -> QueryResult<Vec<(String, String, i32)>> {
    delivery::table
        .inner_join(activity::table)
        .filter(activity::statement_id.eq(statement_id.to_owned()))
        .order((delivery::host, delivery::id))
        .select((delivery::host, delivery::state, delivery::attempts))
        .load(conn)
}

/// Waiting deliveries and dead letters of each host.
///
/// # Errors
/// The database's own.
pub fn counts_by_host(conn: &mut AnyConnection) -> QueryResult<Vec<(String, String, i64)>> {
    delivery::table
        .filter(delivery::state.eq_any(["pending", "dead"]))
        .group_by((delivery::host, delivery::state))
        .select((delivery::host, delivery::state, diesel::dsl::count_star()))
        .load(conn)
}

/// Forgets deliveries that were settled before a time, and dead letters before another. What tells who holds, or may
/// hold, a copy of a statement or position that still stands is kept: an edit and a withdrawal must find them, however late.
///
/// # Errors
/// The database's own.
pub fn forget(conn: &mut AnyConnection, before: Timestamp, dead_before: Timestamp) -> QueryResult<usize> {
    let stand = position::table
        .filter(position::state.ne("withdrawn").or(position::withdrawn_at.ge(before)))
        .select(position::id.nullable());
    let needless = activity::table
        .left_join(statement::table)
        .filter(
            activity::statement_id
                .is_null()
                .or(statement::state.eq("withdrawn").and(statement::withdrawn_at.lt(before))),
        )
        .filter(activity::position_id.is_null().or(activity::position_id.ne_all(stand)))
        .select(activity::id);
    diesel::delete(
        delivery::table
            .filter(
                delivery::state
                    .eq_any(["delivered", "cancelled"])
                    .and(delivery::finished_at.lt(before).assume_not_null())
                    .or(delivery::state
                        .eq("dead")
                        .and(delivery::finished_at.lt(dead_before).assume_not_null())),
            )
            .filter(delivery::activity_id.eq_any(needless)),
    )
    .execute(conn)
}
