//! The inbox: who sent it, is it whole, do we deal with them; then stored once, answered after the commit, and applied
//! by a worker.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::http::{HeaderMap, Method};
use serde_json::Value;
use sofra_base::clock::{Timestamp, days, hours, minutes, seconds};
use sofra_base::id::sha256_hex;
use sofra_db::queue::inbox::{self, Item, NewItem, Stored};
use sofra_domain::actor::{Actor, ActorKind};
use sofra_domain::{Error, Result};
use tokio::sync::watch;

use crate::budget::FetchBudget;
use crate::candidate::Candidate;
use crate::guard::{self, Inbound, Object, Refusal, Verb};
use crate::resolve::Failure;
use crate::signature::{self, BodyDigest, Claim, RequestHead};
use crate::uri::Uri;
use crate::{Federation, pause};

/// Activities claimed at a time.
const BATCH: i64 = 100;
/// Hosts whose activities are applied at the same time.
const HOSTS_AT_ONCE: usize = 8;
/// Activities of one host that are applied in a turn, and how long a turn lasts: then others have theirs.
const TURN: usize = 50;
const TURN_TIME: Duration = Duration::from_secs(30);
/// Activities of one host that may wait. More are refused for now; a peer tries again.
const WAITING_PER_HOST: i64 = 10_000;
/// Arrivals of a host after which it is counted anew.
const COUNT_EVERY: i64 = 100;
/// Hosts whose number of waiting activities is remembered.
const COUNTED_HOSTS: usize = 10_000;
/// How long a claim holds.
const LEASE: sofra_base::clock::Span = minutes(5);
/// Refusals told apart by host and reason between two writes.
const REFUSALS: usize = 1000;
/// Tries before an activity is set aside.
const TRIES: i32 = 6;
/// A key is asked for again at most once in this time when a signature does not match it (SIG-25).
const REFETCH: sofra_base::clock::Span = hours(1);

/// A request as it came over the wire.
pub struct Request<'a> {
    /// The method.
    pub method: &'a Method,
    /// Path and query, byte for byte.
    pub target: &'a str,
    /// The `:authority` of HTTP/2.
    pub authority: Option<&'a str>,
    /// All headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
}

impl Federation {
    /// Takes an activity in. `Ok` after it is durable, or where nothing is to be done about it.
    ///
    /// # Errors
    /// What to answer; nothing was changed but the count of refusals.
    pub async fn receive(&self, request: &Request<'_>) -> std::result::Result<(), Refusal> {
        let result = self.receive_inner(request).await;
        match &result {
            Ok(()) => metrics::counter!("sofra_inbox_total", "outcome" => "taken").increment(1),
            Err((refusal, host)) => {
                metrics::counter!("sofra_inbox_total", "outcome" => "refused").increment(1);
                self.count_refusal(host, refusal.reason);
            }
        }
        result.map_err(|(refusal, _)| refusal)
    }

    async fn receive_inner(&self, request: &Request<'_>) -> std::result::Result<(), (Refusal, String)> {
        let unknown = |refusal: Refusal| (refusal, String::new());
        guard::check_headers(request.headers).map_err(unknown)?;
        let value = guard::parse_json(request.body).map_err(unknown)?;
        let activity = guard::shape(&value, self.uri_policy(), &self.site.domain).map_err(unknown)?;
        let host = activity.actor.authority().to_owned();
        let blame = |refusal: Refusal| (refusal, host.clone());
        if !self.policy.deals_with(&host) {
            return Err(blame(refuse(403, "policy", "This node does not deal with yours.")));
        }
        let digest = BodyDigest::of(request.body, request.headers);
        let claim = self.claim(request, Some(&digest)).map_err(blame)?;
        // Accounts are deleted in thousands elsewhere, and their keys are gone by then: what nobody here knows needs
        // no proof, because nothing is done about it.
        if self.is_farewell_of_stranger(&activity).await.map_err(|_| blame(busy()))? {
            return Ok(());
        }
        let sender = self.prove(&claim, Some(&activity.actor)).await.map_err(blame)?;
        if !sender.is_active() || self.policy.is_suspended(&sender.id) {
            return Err(blame(refuse(403, "sender-suspended", "This sender is not heard here.")));
        }
        // The name in the handle may be of another host than the id.
        if !self.policy.deals_with(&sender.host) {
            return Err(blame(refuse(403, "policy", "This node does not deal with yours.")));
        }
        // Boosts mean something from networks only; of those of people not even that they came is kept.
        let is_boost = activity.verb == Verb::Announce && sender.kind != ActorKind::Network;
        if is_boost || !crate::activity::has_rule(&activity.verb) {
            // Proven, so that the answer tells nobody what has a rule here; and dropped.
            metrics::counter!("sofra_inbox_dropped_total").increment(1);
            return Ok(());
        }
        if self.is_full(&host).await.map_err(|_| blame(busy()))? {
            return Err(blame(refuse(429, "too-many", "Too many activities of this host wait already.")));
        }
        let now = self.clock.now();
        let item = NewItem {
            activity_uri: activity.id.to_string(),
            actor_uri: activity.actor.to_string(),
            host: host.clone(),
            // The guard has read it as UTF-8 already.
            body: String::from_utf8_lossy(request.body).into_owned(),
            body_hash: sha256_hex(request.body),
            state: "pending".to_owned(),
            attempts: 0,
            due_at: now,
            leased_until: Timestamp(0),
            received_at: now,
        };
        let stored = self.db.write(move |c| Ok::<_, Error>(inbox::store(c, &item)?)).await;
        match stored {
            Ok(Stored::New | Stored::Again) => Ok(()),
            Ok(Stored::Conflict) => {
                // The first word stands; the sender learns nothing from the answer.
                self.count_refusal(&host, "id-conflict");
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "an activity could not be stored");
                Err(blame(busy()))
            }
        }
    }

    /// Reads the signature of a request to us.
    ///
    /// # Errors
    /// What to answer.
    pub(crate) fn claim(
        &self,
        request: &Request<'_>,
        digest: Option<&BodyDigest>,
    ) -> std::result::Result<Claim, Refusal> {
        let scheme = if self.site.base.starts_with("http:") { "http" } else { "https" };
        let head = RequestHead {
            method: request.method,
            scheme,
            target: request.target,
            authority: request.authority,
            headers: request.headers,
        };
        signature::parse(&head, &self.site.domain, self.clock.now().0, digest).map_err(|e| {
            refuse(e.status(), e.reason(), "The signature is absent or not valid for this request.")
        })
    }

    /// Proves who made a signature: the owner of the key, who lists it itself, in one origin with it. Where the
    /// request names an `actor`, it must be that one. Only a proven signature leaves anything in the database.
    pub(crate) async fn prove(
        &self,
        claim: &Claim,
        actor: Option<&Uri>,
    ) -> std::result::Result<Actor, Refusal> {
        let invalid = |reason| refuse(401, reason, "The signature could not be proven.");
        let key_id = self.parse_uri(claim.key_id()).ok_or(invalid("key-id"))?;
        if actor.is_some_and(|actor| !key_id.same_origin(actor)) {
            return Err(invalid("key-origin"));
        }
        let is_expected = |owner: &str| actor.is_none_or(|actor| actor.as_str() == owner);
        let known = self.known_key(&key_id).await.map_err(key_failure)?;
        if let Some(holder) = known.as_ref().filter(|holder| claim.verify(&holder.key).is_ok()) {
            return if is_expected(&holder.owner.uri) {
                Ok(holder.owner.clone())
            } else {
                Err(invalid("key-owner"))
            };
        }
        let mut budget = FetchBudget::default();
        // The key may have changed since it was stored: it is asked for once an hour at most.
        let hour_ago = self.clock.now() - REFETCH;
        let since = known.map_or(hour_ago, |holder| hour_ago.max(holder.fetched_at));
        let (candidate, document) = match self.candidates.get(&key_id, since) {
            Some(candidate) => (candidate, None),
            None if since > hour_ago => return Err(invalid("signature-mismatch")),
            None => {
                let (candidate, document) = self.ask_for_key(&key_id, &mut budget).await?;
                (candidate, Some(document))
            }
        };
        claim.verify(&candidate.key).map_err(|error| invalid(error.reason()))?;
        if !is_expected(candidate.owner.as_str()) {
            return Err(invalid("key-owner"));
        }
        let taken = match document {
            Some(document) => self.take_actor(&document, &mut budget).await,
            None => self.refetch_actor(&candidate.owner, &mut budget).await,
        };
        taken.map_err(key_failure)?;
        self.candidates.forget(&key_id);
        match self.known_key(&key_id).await.map_err(key_failure)? {
            Some(holder) if is_expected(&holder.owner.uri) && claim.verify(&holder.key).is_ok() => {
                Ok(holder.owner)
            }
            _ => Err(invalid("key-not-listed")),
        }
    }

    /// Asks a key's origin for it. What gave nothing is not asked for again within five minutes (SIG-22).
    async fn ask_for_key(
        &self,
        key_id: &Uri,
        budget: &mut FetchBudget,
    ) -> std::result::Result<(Candidate, Value), Refusal> {
        let now = self.clock.now();
        if self.negative.blocks(key_id, now.0) {
            return Err(key_failure(Failure::Temporary("recently-failed")));
        }
        match self.fetch_key(key_id, budget).await {
            Ok((candidate, document)) => {
                self.candidates.put(key_id, candidate.clone());
                Ok((candidate, document))
            }
            Err(failure) => {
                if matches!(failure, Failure::Unbelievable(_) | Failure::Gone | Failure::Absent) {
                    self.negative.remember_uri(key_id, now.0);
                }
                Err(key_failure(failure))
            }
        }
    }

    /// Whether a host has as much waiting as it may. Counted in the database now and then only: a count for each
    /// arrival would cost more than storing it.
    async fn is_full(&self, host: &str) -> Result<bool> {
        {
            let mut known = lock(&self.waiting);
            if let Some(entry) = known.get_mut(host)
                && entry.0 < WAITING_PER_HOST
                && entry.1 < COUNT_EVERY
            {
                entry.0 += 1;
                entry.1 += 1;
                return Ok(false);
            }
        }
        let of = host.to_owned();
        let counted = self.db.read(move |c| Ok::<_, Error>(inbox::waiting_of(c, &of)?)).await?;
        let mut known = lock(&self.waiting);
        if known.len() >= COUNTED_HOSTS {
            known.clear();
        }
        known.insert(host.to_owned(), (counted + 1, 1));
        Ok(counted >= WAITING_PER_HOST)
    }

    /// A `Delete` by which an actor whom nobody here knows takes leave.
    async fn is_farewell_of_stranger(&self, activity: &Inbound) -> Result<bool> {
        if activity.verb != Verb::Delete {
            return Ok(false);
        }
        let actor = activity.actor.to_string();
        let known = self.db.read(move |c| sofra_domain::actor::store::by_uri(c, &actor)).await?;
        Ok(known.is_none_or(|a| a.deleted_at.is_some()))
    }

    /// Counts in memory: a write for each refused request would be a way to keep the disk busy.
    fn count_refusal(&self, host: &str, reason: &'static str) {
        let day = self.clock.now().day();
        let mut counts = lock(&self.refusals);
        let known = counts.contains_key(&(day.clone(), host.to_owned(), reason));
        // With very many hosts they are no longer told apart.
        let host = if known || counts.len() < REFUSALS { host } else { "" };
        *counts.entry((day, host.to_owned(), reason)).or_default() += 1;
    }

    /// Writes down the refusals that were counted since the last time.
    pub async fn write_refusals(&self) {
        let counted: Vec<_> = lock(&self.refusals).drain().collect();
        if counted.is_empty() {
            return;
        }
        let written = self
            .db
            .write(move |c| {
                for ((day, host, reason), times) in counted {
                    inbox::count_refusals(c, &day, &host, reason, times)?;
                }
                Ok::<_, Error>(())
            })
            .await;
        if let Err(error) = written {
            tracing::warn!(%error, "refusals could not be written down");
        }
    }

    /// Writes refusals down each minute, and at the end.
    pub(crate) async fn keep_refusals(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        loop {
            let ended =
                tokio::time::timeout(Duration::from_secs(60), stop.wait_for(|stop| *stop)).await.is_ok();
            self.write_refusals().await;
            if ended {
                return;
            }
        }
    }

    /// Applies what arrived, host by host in order, until the end.
    pub(crate) async fn apply_inbox(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let busy: Arc<Mutex<HashSet<String>>> = Arc::default();
        let mut commits = self.db.commits();
        let mut tasks = tokio::task::JoinSet::new();
        loop {
            while tasks.try_join_next().is_some() {}
            let started = match self.start_applying(&busy, &mut tasks).await {
                Ok(started) => started,
                Err(error) => {
                    tracing::error!(%error, "the inbox could not be read; trying again");
                    0
                }
            };
            let ending = if started == 0 {
                pause(&mut commits, &mut stop, Duration::from_secs(1)).await
            } else {
                *stop.borrow()
            };
            if ending {
                while tasks.join_next().await.is_some() {}
                return;
            }
        }
    }

    async fn start_applying(
        self: &Arc<Self>,
        busy: &Arc<Mutex<HashSet<String>>>,
        tasks: &mut tokio::task::JoinSet<()>,
    ) -> Result<usize> {
        let in_hand: Vec<String> = lock(busy).iter().cloned().collect();
        let mut free = HOSTS_AT_ONCE.saturating_sub(in_hand.len());
        if free == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
            return Ok(0);
        }
        let now = self.clock.now();
        // Asking first on a reader keeps an idle node from writing.
        let waiting = {
            let in_hand = in_hand.clone();
            self.db.read(move |c| Ok::<_, Error>(inbox::is_due(c, &in_hand, now)?)).await?
        };
        if !waiting {
            return Ok(0);
        }
        let items = self
            .db
            .write(move |c| Ok::<_, Error>(inbox::claim(c, &in_hand, BATCH, now + LEASE, now)?))
            .await?;
        let mut by_host: std::collections::BTreeMap<String, Vec<Item>> = std::collections::BTreeMap::new();
        for item in items {
            by_host.entry(item.host.clone()).or_default().push(item);
        }
        let mut started = 0;
        let mut back: Vec<i64> = Vec::new();
        for (host, items) in by_host {
            if free == 0 {
                back.extend(items.iter().map(|item| item.id));
                continue;
            }
            free -= 1;
            started += items.len();
            lock(busy).insert(host.clone());
            let (this, busy) = (self.clone(), busy.clone());
            tasks.spawn(async move {
                this.apply_turn(items).await;
                lock(&busy).remove(&host);
            });
        }
        self.give_back(back).await;
        Ok(started)
    }

    /// Applies what one host sent, for one turn; what is left is given back.
    async fn apply_turn(self: &Arc<Self>, items: Vec<Item>) {
        let begin = std::time::Instant::now();
        let mut items = items.into_iter();
        for item in items.by_ref().take(TURN) {
            self.apply_item(item).await;
            if begin.elapsed() >= TURN_TIME {
                break;
            }
        }
        self.give_back(items.map(|item| item.id).collect()).await;
    }

    async fn give_back(&self, ids: Vec<i64>) {
        if ids.is_empty() {
            return;
        }
        let released = self.db.write(move |c| Ok::<_, Error>(inbox::release(c, &ids)?)).await;
        if let Err(error) = released {
            tracing::warn!(%error, "activities could not be given back; their lease will run out");
        }
    }

    async fn apply_item(self: &Arc<Self>, item: Item) {
        let (id, attempts) = (item.id, item.attempts);
        let this = self.clone();
        // A task of its own: a panic over one activity must not take the others with it (C-09).
        let applied = tokio::spawn(async move { this.apply_stored(&item).await }).await;
        let now = self.clock.now();
        let written = match applied {
            Ok(Ok(outcome)) => self.db.write(move |c| Ok::<_, Error>(inbox::finish(c, id, outcome)?)).await,
            Ok(Err(failure @ (Failure::Temporary(_) | Failure::Spent))) => {
                let reason = failure.reason();
                let pauses = [seconds(20), minutes(2), minutes(15), hours(2), hours(12), hours(24)];
                let due = now + pauses[usize::try_from(attempts).unwrap_or(0).min(pauses.len() - 1)];
                let last = attempts + 1 >= TRIES;
                self.db.write(move |c| Ok::<_, Error>(inbox::again(c, id, reason, due, last)?)).await
            }
            Ok(Err(failure)) => {
                let reason = failure.reason();
                tracing::debug!(reason, "an activity was not applied");
                self.db.write(move |c| Ok::<_, Error>(inbox::finish(c, id, reason)?)).await
            }
            Err(_panic) => {
                tracing::error!(item = id, "applying an activity failed unexpectedly");
                let (due, last) = (now + minutes(1), attempts + 1 >= TRIES);
                self.db.write(move |c| Ok::<_, Error>(inbox::again(c, id, "panic", due, last)?)).await
            }
        };
        if let Err(error) = written {
            tracing::error!(%error, "the result of an activity could not be stored; its lease will run out");
        }
    }

    async fn apply_stored(&self, item: &Item) -> std::result::Result<&'static str, Failure> {
        if !self.policy.deals_with(&item.host) {
            return Err(Failure::Policy);
        }
        let shaped = guard::parse_json(item.body.as_bytes())
            .and_then(|value| guard::shape(&value, self.uri_policy(), &self.site.domain))
            .map_err(|refusal| Failure::Unbelievable(refusal.reason))?;
        let mut budget = FetchBudget::default();
        let sender = self.actor(&shaped.actor, self.stale_before() - days(29), &mut budget).await?;
        if !sender.is_active() {
            return Err(Failure::Unbelievable("sender-suspended"));
        }
        if !self.policy.deals_with(&sender.host) {
            return Err(Failure::Policy);
        }
        // Never an object of ours, unless the rule of a verb says otherwise.
        if let Object::Embedded(copy) = &shaped.object {
            let ours = copy.id.as_ref().is_some_and(|id| self.site.owns(id.as_str()));
            if ours && matches!(shaped.verb, Verb::Create | Verb::Update) {
                return Err(Failure::Unbelievable("own-domain"));
            }
        }
        let outcome = self.apply(&shaped, &sender, &mut budget).await?;
        // What a member told a network of this node is passed on as it came, whatever this node itself makes of it.
        self.relay(&shaped, &sender, &item.body).await?;
        Ok(outcome)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn refuse(status: u16, reason: &'static str, title: &'static str) -> Refusal {
    Refusal { status, reason, title }
}

fn busy() -> Refusal {
    refuse(503, "busy", "This node cannot store the activity now. Please try again later.")
}

/// A key that cannot be had now may be had later; everything else is no proof (N-02, SIG-22).
fn key_failure(failure: Failure) -> Refusal {
    match failure {
        Failure::Temporary(reason) => refuse(503, reason, "The key of the sender could not be fetched now."),
        Failure::Policy => refuse(403, "policy", "This node does not deal with yours."),
        Failure::Spent => refuse(429, "fetch-budget", "Too many new senders from this host for now."),
        Failure::Gone | Failure::Absent | Failure::Unbelievable(_) => {
            refuse(401, failure.reason(), "The key of the sender could not be proven.")
        }
    }
}
