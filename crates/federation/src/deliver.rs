//! Deliveries: durable, in order for each inbox, host by host, with one breaker a host.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::http::header::CONTENT_TYPE;
use bytes::Bytes;
use diesel::prelude::*;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use sofra_base::clock::{Span, Timestamp, days, hours, milliseconds, minutes, seconds};
use sofra_base::id::random_bytes;
use sofra_db::queue::delivery::{self, Delivery, Outcome, PeerHealth};
use sofra_db::schema::{activity, statement as statement_table};
use sofra_domain::actor::{self, ActorId};
use sofra_domain::{AnyConnection, Error, Result, node, statement};
use tokio::sync::watch;

use crate::client::{FetchError, PostOutcome};
use crate::object::context::ACTIVITY_JSON;
use crate::resolve::Failure;
use crate::signature::{BodyDigest, Outgoing, Scheme, sign};
use crate::uri::Uri;
use crate::{Federation, pause};

/// Deliveries claimed for one host at a time.
const BATCH: i64 = 64;
/// Deliveries under way to one host at once.
const AT_ONCE: usize = 2;
/// Outcomes that are written down together at most.
const SETTLE_AT: usize = 32;
/// How long an outcome waits for others at most.
const SETTLE_AFTER: Duration = Duration::from_millis(500);
/// How long a claim holds: longer than a batch of deadlines takes.
const LEASE: Span = minutes(10);
/// Failures of a host in a row after which its overdue deliveries are given up together.
const LONG_DOWN: i32 = 5;
/// The body, its digest and its entitlement, read once for all inboxes of a batch.
pub(crate) struct Parcel {
    pub(crate) body: Bytes,
    pub(crate) digest: BodyDigest,
    pub(crate) verb: String,
    pub(crate) public: bool,
    pub(crate) statement: Option<String>,
    pub(crate) position: Option<String>,
    pub(crate) seat: Option<String>,
    pub(crate) object_uri: String,
    /// Whether the statement still stands, and when that was read: withdrawn words do not leave any more.
    pub(crate) stands: Mutex<(bool, Timestamp)>,
}

/// The database could not be asked; the peer was not.
const NOT_NOW: &str = "database-busy";

/// What one attempt came to.
enum Attempt {
    Answer { status: u16, retry_after: Option<Duration>, scheme: Scheme },
    Failed(FetchError),
}

impl Federation {
    /// Delivers until the end. What is under way is finished; the rest waits for the next start.
    pub(crate) async fn deliver(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let busy: Arc<Mutex<HashSet<String>>> = Arc::default();
        let mut commits = self.db.commits();
        let mut tasks = tokio::task::JoinSet::new();
        loop {
            while tasks.try_join_next().is_some() {}
            let started = match self.start_hosts(&busy, &mut tasks, &stop).await {
                Ok(started) => started,
                Err(error) => {
                    tracing::error!(%error, "deliveries could not be read; trying again");
                    0
                }
            };
            if started == 0 && pause(&mut commits, &mut stop, Duration::from_secs(1)).await {
                while tasks.join_next().await.is_some() {}
                return;
            }
        }
    }

    async fn start_hosts(
        self: &Arc<Self>,
        busy: &Arc<Mutex<HashSet<String>>>,
        tasks: &mut tokio::task::JoinSet<()>,
        stop: &watch::Receiver<bool>,
    ) -> Result<usize> {
        let in_hand: Vec<String> = lock(busy).iter().cloned().collect();
        let room = self.config.federation.hosts_at_once.saturating_sub(in_hand.len());
        if room == 0 || *stop.borrow() {
            return Ok(0);
        }
        let now = self.clock.now();
        let limit = i64::try_from(room).unwrap_or(1);
        let hosts = self
            .db
            .read(move |c| {
                if node::store::get(c)?.sending_paused {
                    return Ok::<_, Error>(Vec::new());
                }
                Ok(delivery::due_hosts(c, &in_hand, limit, now)?)
            })
            .await?;
        for host in &hosts {
            lock(busy).insert(host.clone());
            let (this, host, busy, stop) = (self.clone(), host.clone(), busy.clone(), stop.clone());
            tasks.spawn(async move {
                if let Err(error) = this.serve_host(&host, &stop).await {
                    tracing::error!(%error, host, "deliveries to a host could not be worked off");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                lock(&busy).remove(&host);
            });
        }
        Ok(hosts.len())
    }

    /// Works off what is due for a host until nothing is, or it does not answer.
    async fn serve_host(self: &Arc<Self>, host: &str, stop: &watch::Receiver<bool>) -> Result<()> {
        loop {
            if *stop.borrow() {
                return Ok(());
            }
            let now = self.clock.now();
            let name = host.to_owned();
            let (batch, health) = self
                .db
                .write(move |c| {
                    let health = delivery::health(c, &name)?;
                    if health.as_ref().is_some_and(|h| h.open_until > now) {
                        return Ok::<_, Error>((Vec::new(), health));
                    }
                    // A host that was down is asked with one delivery first, not with all that waits.
                    let limit = if health.as_ref().is_some_and(|h| h.failures > 0) { 1 } else { BATCH };
                    Ok((delivery::claim(c, &name, limit, now + LEASE, now)?, health))
                })
                .await?;
            if batch.is_empty() {
                return Ok(());
            }
            if !self.policy.deals_with(host) {
                let ids: Vec<i64> = batch.iter().map(|d| d.id).collect();
                self.settle(host, ids.into_iter().map(|id| (id, Outcome::Cancelled)).collect(), None).await?;
                continue;
            }
            if !self.serve_batch(host, batch, health, stop).await? {
                return Ok(());
            }
        }
    }

    /// Delivers a batch, at most two at once, each line in order; whether the host still answers.
    async fn serve_batch(
        self: &Arc<Self>,
        host: &str,
        batch: Vec<Delivery>,
        health: Option<PeerHealth>,
        stop: &watch::Receiver<bool>,
    ) -> Result<bool> {
        let parcels = self.parcels(&batch).await?;
        let mut lines: BTreeMap<(String, String), Vec<Delivery>> = BTreeMap::new();
        for row in batch {
            lines.entry((row.inbox.clone(), row.actor_id.clone())).or_default().push(row);
        }
        let scheme = match health.as_ref().map(|h| h.signature_scheme.as_str()) {
            Some("rfc9421") => Scheme::Rfc9421,
            _ => Scheme::Cavage,
        };
        let shared = Arc::new(Batch {
            failures: health.map_or(0, |h| h.failures),
            parcels,
            scheme: Mutex::new(scheme),
            down: Mutex::new(None),
            answered: Mutex::new(false),
        });
        let mut waiting = lines.into_values();
        let mut under_way = FuturesUnordered::new();
        let mut outcomes: Vec<(i64, Outcome)> = Vec::new();
        let mut settled_at = tokio::time::Instant::now();
        loop {
            while under_way.len() < AT_ONCE {
                let Some(line) = waiting.next() else { break };
                let (this, shared, stop) = (self.clone(), shared.clone(), stop.clone());
                // Tasks of their own: signing is work for the processor, and there is more than one.
                let ids: Vec<i64> = line.iter().map(|row| row.id).collect();
                let task = tokio::spawn(async move { this.serve_line(line, &shared, &stop).await });
                under_way.push(async move { (ids, task.await) });
            }
            let Some((ids, done)) = under_way.next().await else { break };
            let settled: Vec<(i64, Outcome)> = match done {
                Ok(settled) => settled,
                Err(error) => {
                    // Counted like any failure of its own, so that it steps out of the line and is given up one day.
                    tracing::error!(%error, "a line of deliveries failed unexpectedly");
                    let due = self.clock.now() + minutes(5);
                    let failed = |id| {
                        let error = "panic".to_owned();
                        (id, Outcome::Again { status: None, error, due, steps_out: true })
                    };
                    ids.into_iter().map(failed).collect()
                }
            };
            outcomes.extend(settled);
            // Not only at the end: what a peer has must not be sent again because another line takes long.
            if outcomes.len() >= SETTLE_AT || settled_at.elapsed() > SETTLE_AFTER {
                self.settle(host, std::mem::take(&mut outcomes), None).await?;
                settled_at = tokio::time::Instant::now();
            }
        }
        let down = lock(&shared.down).take();
        let preferred = *lock(&shared.scheme);
        let answered = *lock(&shared.answered);
        let verdict = Verdict {
            answered,
            down: down.clone(),
            long_down: shared.failures >= LONG_DOWN,
            prefers: (preferred != scheme).then_some(preferred),
        };
        self.settle(host, outcomes, Some(verdict)).await?;
        Ok(down.is_none())
    }

    async fn parcels(&self, batch: &[Delivery]) -> Result<HashMap<String, Arc<Parcel>>> {
        let now = self.clock.now();
        let mut ids: Vec<String> = batch.iter().map(|d| d.activity_id.clone()).collect();
        ids.sort();
        ids.dedup();
        type Row = (
            String,
            String,
            String,
            bool,
            Option<String>,
            Option<statement::State>,
            Option<String>,
            Option<String>,
            String,
        );
        let rows: Vec<Row> = self
            .db
            .read(move |c| {
                Ok::<_, Error>(
                    activity::table
                        .left_join(statement_table::table)
                        .filter(activity::id.eq_any(&ids))
                        .select((
                            activity::id,
                            activity::body,
                            activity::verb,
                            activity::public,
                            activity::statement_id,
                            statement_table::state.nullable(),
                            activity::position_id,
                            activity::seat_id,
                            activity::object_uri,
                        ))
                        .load(c)?,
                )
            })
            .await?;
        Ok(rows
            .into_iter()
            .map(|(id, body, verb, public, statement, state, position, seat, object_uri)| {
                let body = Bytes::from(body);
                let digest = BodyDigest::outgoing(&body);
                let stands = state.is_none_or(|state| state == statement::State::Published);
                let stands = Mutex::new((stands, now));
                let parcel =
                    Parcel { body, digest, verb, public, statement, position, seat, object_uri, stands };
                (id, Arc::new(parcel))
            })
            .collect())
    }

    /// Delivers one line in order. After a failure the rest of the line is put back untried.
    async fn serve_line(
        &self,
        line: Vec<Delivery>,
        shared: &Batch,
        stop: &watch::Receiver<bool>,
    ) -> Vec<(i64, Outcome)> {
        let mut outcomes = Vec::with_capacity(line.len());
        let mut held = false;
        for row in line {
            if held || *stop.borrow() || lock(&shared.down).is_some() {
                outcomes.push((row.id, Outcome::Released));
                continue;
            }
            let outcome = self.serve_one(&row, shared).await;
            held = matches!(&outcome, Outcome::Again { steps_out: false, .. } | Outcome::Released);
            outcomes.push((row.id, outcome));
        }
        outcomes
    }

    async fn serve_one(&self, row: &Delivery, shared: &Batch) -> Outcome {
        let dead = |error: &str| Outcome::Dead { status: None, error: error.to_owned() };
        let Some(parcel) = shared.parcels.get(&row.activity_id).cloned() else {
            return dead("activity-missing");
        };
        let Ok(inbox) = Uri::parse(&row.inbox, self.uri_policy()) else { return dead("inbox-address") };
        match self.is_entitled(row, &parcel).await {
            Ok(true) => {}
            Ok(false) => return Outcome::Cancelled,
            // On doubt nothing leaves.
            Err(_) => return not_now(self.clock.now()),
        }
        let now = self.clock.now();
        match self.attempt(row, &inbox, &parcel, shared).await {
            Attempt::Answer { status: status @ 200..=299, scheme, .. } => {
                *lock(&shared.scheme) = scheme;
                *lock(&shared.answered) = true;
                metrics::counter!("sofra_deliveries_total", "outcome" => "delivered").increment(1);
                Outcome::Delivered(status)
            }
            Attempt::Answer { status, retry_after, .. } => {
                metrics::counter!("sofra_deliveries_total", "outcome" => "refused").increment(1);
                self.after_status(row, status, retry_after, shared, now).await
            }
            Attempt::Failed(FetchError::Refused(NOT_NOW)) => not_now(now),
            // A resolver that lies, or a network that asks for a password first, does not do so for ever.
            Attempt::Failed(error @ FetchError::Refused("refused-address")) => {
                self.host_is_down(row, None, error.reason(), None, shared, now)
            }
            Attempt::Failed(FetchError::Refused(reason)) => dead(reason),
            Attempt::Failed(FetchError::Sign(error)) => dead(error.reason()),
            Attempt::Failed(error) => {
                metrics::counter!("sofra_deliveries_total", "outcome" => "failed").increment(1);
                self.host_is_down(row, None, error.reason(), None, shared, now)
            }
        }
    }

    /// Sends once, and once more in the other way of signing if this one is refused (double knock).
    async fn attempt(&self, row: &Delivery, inbox: &Uri, parcel: &Parcel, shared: &Batch) -> Attempt {
        let first = *lock(&shared.scheme);
        let answer = self.post(row, inbox, parcel, first).await;
        match answer {
            Ok(outcome) if matches!(outcome.status.as_u16(), 400 | 401 | 403) => {
                let other = if first == Scheme::Cavage { Scheme::Rfc9421 } else { Scheme::Cavage };
                match self.post(row, inbox, parcel, other).await {
                    Ok(second) if second.status.is_success() => answer_of(&second, other),
                    _ => answer_of(&outcome, first),
                }
            }
            Ok(outcome) => answer_of(&outcome, first),
            Err(error) => Attempt::Failed(error),
        }
    }

    async fn post(
        &self,
        row: &Delivery,
        inbox: &Uri,
        parcel: &Parcel,
        scheme: Scheme,
    ) -> std::result::Result<PostOutcome, FetchError> {
        let actor = ActorId::parse(&row.actor_id).ok_or(FetchError::Refused("actor-missing"))?;
        let key = match self.keys.known(&actor, self.clock.now()) {
            Some(key) => key,
            None => {
                let policy = self.uri_policy();
                let id = actor.clone();
                let stored = self
                    .db
                    .read(move |c| actor::store::keys(c, &id))
                    .await
                    .map_err(|_: Error| FetchError::Refused(NOT_NOW))?;
                self.keys
                    .adopt(&actor, &stored, policy, self.clock.now())
                    .ok_or(FetchError::Refused("key-missing"))?
            }
        };
        let method = ::http::Method::POST;
        let request = Outgoing {
            method: &method,
            uri: inbox,
            digest: Some(&parcel.digest),
            content_type: Some(ACTIVITY_JSON),
        };
        let mut headers = sign(scheme, &key, &request, self.clock.now().0)?;
        if !headers.iter().any(|(name, _)| name == CONTENT_TYPE) {
            headers.push((CONTENT_TYPE, ::http::HeaderValue::from_static(ACTIVITY_JSON)));
        }
        self.client.post(inbox, headers, parcel.body.clone()).await
    }

    async fn after_status(
        &self,
        row: &Delivery,
        status: u16,
        retry_after: Option<Duration>,
        shared: &Batch,
        now: Timestamp,
    ) -> Outcome {
        let age = now - row.created_at;
        let tries = row.attempts + 1;
        let code = format!("status-{status}");
        let dead = || Outcome::Dead { status: Some(status), error: code.clone() };
        match status {
            410 => {
                self.confirm_gone(&row.inbox).await;
                dead()
            }
            408 | 429 | 502..=504 => self.host_is_down(row, Some(status), &code, retry_after, shared, now),
            // Our key or clock, or a block: a day of tries, in both ways of signing.
            401 | 403 if age > days(1) && tries >= 4 => dead(),
            // A deploy in progress looks like this as well.
            404 if age > days(1) && tries >= 4 => dead(),
            401 | 403 | 404 | 300..=399 | 500..=599 if self.has_expired(row, now) => dead(),
            401 | 403 | 404 | 500..=599 => {
                *lock(&shared.answered) = true;
                again(row, status, code, now, tries >= 3)
            }
            _ if tries >= 3 => dead(),
            _ => {
                *lock(&shared.answered) = true;
                again(row, status, code, now, tries >= 2)
            }
        }
    }

    fn has_expired(&self, row: &Delivery, now: Timestamp) -> bool {
        now - row.created_at > days(self.config.federation.give_up_after_days)
    }

    /// The whole host rests: its breaker opens, the line keeps its order.
    fn host_is_down(
        &self,
        row: &Delivery,
        status: Option<u16>,
        error: &str,
        retry_after: Option<Duration>,
        shared: &Batch,
        now: Timestamp,
    ) -> Outcome {
        let own = backoff(shared.failures);
        let rest = retry_after.map_or(own, |asked| {
            let asked = Span(i64::try_from(asked.as_micros()).unwrap_or(i64::MAX)).min(hours(24));
            // "Now" again and again would be a loop without a pause.
            asked.max(own.min(minutes(5)))
        });
        *lock(&shared.down) = Some((error.to_owned(), now + rest));
        if self.has_expired(row, now) {
            return Outcome::Dead { status, error: error.to_owned() };
        }
        Outcome::Again { status, error: error.to_owned(), due: now, steps_out: false }
    }

    /// A single 410 is not believed about a whole server: each actor behind the inbox is asked for by itself.
    async fn confirm_gone(&self, inbox: &str) {
        let name = inbox.to_owned();
        let Ok(actors) = self.db.read(move |c| actor::store::remote_by_inbox(c, &name, 20)).await else {
            return;
        };
        let mut budget = crate::budget::FetchBudget::default();
        for found in actors {
            let Some(uri) = self.parse_uri(&found.uri) else { continue };
            if matches!(self.refetch_actor(&uri, &mut budget).await, Err(Failure::Gone)) {
                let at = self.at();
                let uri = found.uri.clone();
                let gone = self.db.write(move |c| actor::actions::receive_departure(c, &at, &uri)).await;
                self.read_keys.clear();
                if let Err(error) = gone {
                    tracing::warn!(%error, "an actor that is gone could not be marked");
                }
            }
        }
    }

    async fn settle(
        &self,
        host: &str,
        outcomes: Vec<(i64, Outcome)>,
        verdict: Option<Verdict>,
    ) -> Result<()> {
        let (host, now) = (host.to_owned(), self.clock.now());
        let expired = now - days(self.config.federation.give_up_after_days);
        self.db
            .write(move |c: &mut AnyConnection| {
                let taken = |o: &(i64, Outcome)| matches!(o.1, Outcome::Delivered(202)).then_some(o.0);
                let taken: Vec<i64> = outcomes.iter().filter_map(taken).collect();
                delivery::settle_delivered(c, &taken, 202, now)?;
                for (id, outcome) in outcomes.iter().filter(|o| !matches!(o.1, Outcome::Delivered(202))) {
                    delivery::settle(c, *id, outcome, now)?;
                }
                if let Some(verdict) = &verdict {
                    match &verdict.down {
                        Some((error, until)) => {
                            delivery::peer_failed(c, &host, error, *until, now)?;
                            if verdict.long_down {
                                // One probe at a time would need weeks to give up on all that waits.
                                delivery::give_up(c, &host, error, expired, now)?;
                            }
                        }
                        None if verdict.answered => delivery::peer_answered(c, &host, now)?,
                        None => {}
                    }
                    if let Some(scheme) = verdict.prefers {
                        let name = if scheme == Scheme::Rfc9421 { "rfc9421" } else { "cavage" };
                        delivery::peer_prefers(c, &host, name)?;
                    }
                }
                Ok::<_, Error>(())
            })
            .await
    }
}

/// What the deliveries of one batch share.
struct Batch {
    failures: i32,
    parcels: HashMap<String, Arc<Parcel>>,
    scheme: Mutex<Scheme>,
    down: Mutex<Option<(String, Timestamp)>>,
    answered: Mutex<bool>,
}

/// How the host did.
struct Verdict {
    answered: bool,
    down: Option<(String, Timestamp)>,
    /// Whether it has failed so often in a row that what is too old is given up without another try.
    long_down: bool,
    prefers: Option<Scheme>,
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn answer_of(outcome: &PostOutcome, scheme: Scheme) -> Attempt {
    Attempt::Answer { status: outcome.status.as_u16(), retry_after: outcome.retry_after, scheme }
}

/// Not tried, for a reason of ours: again in a moment.
fn not_now(now: Timestamp) -> Outcome {
    Outcome::Again { status: None, error: NOT_NOW.to_owned(), due: now + seconds(30), steps_out: false }
}

fn again(row: &Delivery, status: u16, error: String, now: Timestamp, steps_out: bool) -> Outcome {
    Outcome::Again { status: Some(status), error, due: now + backoff(row.attempts), steps_out }
}

/// One minute to twelve hours, a fifth more or less by chance, so that peers do not come back all at once.
fn backoff(failures: i32) -> Span {
    let steps = [minutes(1), minutes(5), minutes(30), hours(2), hours(6), hours(12)];
    let index = usize::try_from(failures.max(0)).unwrap_or(0).min(steps.len() - 1);
    let base = steps[index].0;
    let chance = i64::from(u16::from_le_bytes(random_bytes::<2>()));
    Span(base - base / 5 + base * 2 / 5 * chance / i64::from(u16::MAX)).max(milliseconds(1)).max(seconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_01_the_pauses_grow_from_a_minute_to_half_a_day_with_a_little_chance() {
        for (failures, middle) in [(0, minutes(1)), (1, minutes(5)), (5, hours(12)), (50, hours(12))] {
            for _ in 0..50 {
                let pause = backoff(failures).0;
                assert!(pause >= middle.0 * 79 / 100 && pause <= middle.0 * 121 / 100, "{failures}: {pause}");
            }
        }
    }
}
