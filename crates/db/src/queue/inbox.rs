//! Activities that arrived: stored once, answered after the commit, applied later by a worker.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;

use crate::schema::{inbox_item, refusal};
use crate::{AnyConnection, Both};

/// An activity as it is stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = inbox_item)]
pub struct NewItem {
    /// The activity's id.
    pub activity_uri: String,
    /// Who signed it.
    pub actor_uri: String,
    /// The signer's host.
    pub host: String,
    /// The bytes, as text.
    pub body: String,
    /// SHA-256 of the bytes, hex.
    pub body_hash: String,
    /// Always `pending` at first.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Not before this time.
    pub due_at: Timestamp,
    /// Claimed until this time.
    pub leased_until: Timestamp,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// An activity claimed for being applied.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = inbox_item)]
pub struct Item {
    /// Order of arrival.
    pub id: i64,
    /// The activity's id.
    pub activity_uri: String,
    /// Who signed it.
    pub actor_uri: String,
    /// The signer's host.
    pub host: String,
    /// The activity.
    pub body: String,
    /// How often it was tried before.
    pub attempts: i32,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// What storing an activity came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is new and will be applied.
    New,
    /// The same bytes are known already.
    Again,
    /// The id is known with other bytes: the first one stays.
    Conflict,
}

/// Stores an activity once.
///
/// # Errors
/// The database's own.
pub fn store(conn: &mut AnyConnection, item: &NewItem) -> QueryResult<Stored> {
    let inserted = Both(
        diesel::insert_into(inbox_item::table)
            .values(item.clone())
            .on_conflict(inbox_item::activity_uri)
            .do_nothing(),
    )
    .execute(conn)?;
    if inserted == 1 {
        return Ok(Stored::New);
    }
    let known: String = inbox_item::table
        .filter(inbox_item::activity_uri.eq(&item.activity_uri))
        .select(inbox_item::body_hash)
        .first(conn)?;
    Ok(if known == item.body_hash { Stored::Again } else { Stored::Conflict })
}

/// Claims pending activities in order of arrival, leaving out the hosts that are being worked for already, so that
/// one host's activities are applied one after the other.
///
/// # Errors
/// The database's own.
pub fn claim(
    conn: &mut AnyConnection,
    busy_hosts: &[String],
    limit: i64,
    lease_until: Timestamp,
    now: Timestamp,
) -> QueryResult<Vec<Item>> {
    let mut query = inbox_item::table
        .filter(inbox_item::state.eq("pending"))
        .filter(inbox_item::due_at.le(now))
        .filter(inbox_item::leased_until.le(now))
        .order(inbox_item::id)
        .limit(limit)
        .select(Item::as_select())
        .into_boxed();
    if !busy_hosts.is_empty() {
        query = query.filter(inbox_item::host.ne_all(busy_hosts.to_vec()));
    }
    let items: Vec<Item> = query.load(conn)?;
    let ids: Vec<i64> = items.iter().map(|i| i.id).collect();
    diesel::update(inbox_item::table.filter(inbox_item::id.eq_any(ids)))
        .set(inbox_item::leased_until.eq(lease_until))
        .execute(conn)?;
    Ok(items)
}

/// Gives claimed activities back at once.
///
/// # Errors
/// The database's own.
pub fn release(conn: &mut AnyConnection, ids: &[i64]) -> QueryResult<()> {
    diesel::update(inbox_item::table.filter(inbox_item::id.eq_any(ids)))
        .set(inbox_item::leased_until.eq(0_i64))
        .execute(conn)?;
    Ok(())
}

/// How many activities of a host wait to be applied.
///
/// # Errors
/// The database's own.
pub fn waiting_of(conn: &mut AnyConnection, host: &str) -> QueryResult<i64> {
    inbox_item::table
        .filter(inbox_item::state.eq("pending"))
        .filter(inbox_item::host.eq(host))
        .count()
        .get_result(conn)
}

/// Marks an activity as applied or ignored. The id stays, so that a repetition has no effect; the content goes.
///
/// # Errors
/// The database's own.
pub fn finish(conn: &mut AnyConnection, id: i64, outcome: &str) -> QueryResult<()> {
    diesel::update(inbox_item::table.find(id))
        .set((inbox_item::state.eq("done"), inbox_item::body.eq(""), inbox_item::outcome.eq(outcome)))
        .execute(conn)?;
    Ok(())
}

/// Puts an activity back for later, or sets it aside once it was tried often enough.
///
/// # Errors
/// The database's own.
pub fn again(
    conn: &mut AnyConnection,
    id: i64,
    outcome: &str,
    due: Timestamp,
    give_up: bool,
) -> QueryResult<()> {
    diesel::update(inbox_item::table.find(id))
        .set((
            inbox_item::state.eq(if give_up { "set aside" } else { "pending" }),
            inbox_item::attempts.eq(inbox_item::attempts + 1),
            inbox_item::due_at.eq(due),
            inbox_item::leased_until.eq(0_i64),
            inbox_item::outcome.eq(outcome),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets ids of activities that were settled before a time, those that were set aside before another, and counts of
/// refusals before a day.
///
/// # Errors
/// The database's own.
pub fn forget(
    conn: &mut AnyConnection,
    before: Timestamp,
    aside_before: Timestamp,
    before_day: &str,
) -> QueryResult<usize> {
    diesel::delete(refusal::table.filter(refusal::day.lt(before_day))).execute(conn)?;
    diesel::delete(
        inbox_item::table.filter(
            inbox_item::state
                .ne("pending")
                .and(inbox_item::received_at.lt(before))
                .or(inbox_item::state.eq("set aside").and(inbox_item::received_at.lt(aside_before))),
        ),
    )
    .execute(conn)
}

/// How many activities wait and how many were set aside.
///
/// # Errors
/// The database's own.
pub fn counts(conn: &mut AnyConnection) -> QueryResult<(i64, i64)> {
    let pending = inbox_item::table.filter(inbox_item::state.eq("pending")).count().get_result(conn)?;
    let aside = inbox_item::table.filter(inbox_item::state.eq("set aside")).count().get_result(conn)?;
    Ok((pending, aside))
}

/// A refusal as the host sees it: how often, of which host, why.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = refusal)]
pub struct Refusal {
    /// ISO date, UTC.
    pub day: String,
    /// The host the request claimed to come from; empty where it made no claim.
    pub host: String,
    /// A code of ours, never text of the sender.
    pub reason: String,
    /// How often that day.
    pub count: i64,
}

/// Adds to the count of refused requests. Bounded: beyond a thousand rows a day hosts are no longer told apart.
///
/// # Errors
/// The database's own.
pub fn count_refusals(
    conn: &mut AnyConnection,
    day: &str,
    host: &str,
    reason: &str,
    times: i64,
) -> QueryResult<()> {
    let rows: i64 = refusal::table.filter(refusal::day.eq(day)).count().get_result(conn)?;
    let host = if rows >= 1000 { "" } else { host };
    Both(
        diesel::insert_into(refusal::table)
            .values((
                refusal::day.eq(day.to_owned()),
                refusal::host.eq(host.to_owned()),
                refusal::reason.eq(reason.to_owned()),
                refusal::count.eq(times),
            ))
            .on_conflict((refusal::day, refusal::host, refusal::reason))
            .do_update()
            .set(refusal::count.eq(refusal::count + times)),
    )
    .execute(conn)?;
    Ok(())
}

/// The refusals since a day, most frequent first.
///
/// # Errors
/// The database's own.
pub fn refusals(conn: &mut AnyConnection, since_day: &str) -> QueryResult<Vec<Refusal>> {
    refusal::table
        .filter(refusal::day.ge(since_day))
        .order((refusal::day.desc(), refusal::count.desc(), refusal::host))
        .limit(100)
        .select(Refusal::as_select())
        .load(conn)
}

/// Whether anything is due for a host that is not being worked for.
///
/// # Errors
/// The database's own.
pub fn is_due(conn: &mut AnyConnection, busy_hosts: &[String], now: Timestamp) -> QueryResult<bool> {
    let mut query = inbox_item::table
        .filter(inbox_item::state.eq("pending"))
        .filter(inbox_item::due_at.le(now))
        .filter(inbox_item::leased_until.le(now))
        .select(inbox_item::id)
        .into_boxed();
    if !busy_hosts.is_empty() {
        query = query.filter(inbox_item::host.ne_all(busy_hosts.to_vec()));
    }
    Ok(query.first::<i64>(conn).optional()?.is_some())
}
