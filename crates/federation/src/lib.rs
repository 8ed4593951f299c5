//! ActivityPub: what comes in, what goes out, and whom we believe.
//!
//! What is absent on purpose: no page, no rule about who may do what (that is `domain`), no write but through an
//! action of `domain` or a queue of `db`.
//!
//! The way in: [`http`] → [`guard`] (shape, size, duplicates) → [`signature`] (who signed) → [`policy`] (do we deal
//! with them) → [`inbox`] (stored once, answered 202) → worker → `activity/<verb>` → an action of `domain`.
//! The way out: a fact → [`outbox`] → [`deliver`].

#![recursion_limit = "256"] // the context of our terms is one long literal

pub mod activity;
pub mod address;
pub mod budget;
pub mod candidate;
pub mod catch_up;
pub mod client;
pub mod deliver;
mod entitled;
pub mod guard;
pub mod handle;
pub mod http;
pub mod inbox;
pub mod keycache;
pub mod keyring;
pub mod network;
pub mod object;
pub mod outbox;
pub mod policy;
pub mod proof;
pub mod resolve;
pub mod signature;
pub mod uri;
pub mod vouch;

use std::sync::Arc;

use sofra_base::clock::Clock;
use sofra_base::config::Config;
pub use sofra_domain::actor::key;
use sofra_domain::{At, Database, Site};
use tokio::sync::watch;

use crate::budget::{HostBudget, NegativeCache};
use crate::candidate::Candidates;
use crate::client::{Client, ClientConfig, Limits};
use crate::keycache::KeyCache;
use crate::keyring::Keyring;
use crate::policy::PolicyCache;
use crate::uri::UriPolicy;

/// Fetches from one host in an hour at most.
const FETCHES_PER_HOST: u32 = 3_000;
/// Addresses and hosts remembered as not answering.
const NEGATIVE_ENTRIES: usize = 10_000;
/// Keys kept in memory that have signed nothing yet.
const CANDIDATES: usize = 2_000;

/// Why federation cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The HTTP client.
    #[error(transparent)]
    Client(#[from] client::ClientError),
    /// A certificate file.
    #[error("the certificate file {0} cannot be read: {1}")]
    Certificate(String, std::io::Error),
    /// The host's decisions could not be read; without them nobody is dealt with.
    #[error(transparent)]
    Domain(#[from] sofra_domain::Error),
}

/// All that federation needs, shared by handlers and workers.
pub struct Federation {
    pub(crate) db: Database,
    pub(crate) clock: Clock,
    pub(crate) site: Arc<Site>,
    pub(crate) config: Arc<Config>,
    pub(crate) client: Client,
    pub(crate) policy: Arc<PolicyCache>,
    pub(crate) keys: Keyring,
    pub(crate) read_keys: KeyCache,
    pub(crate) candidates: Candidates,
    pub(crate) negative: NegativeCache,
    pub(crate) hosts: HostBudget,
    /// By host of who claims: how often its claims were looked into.
    pub(crate) vouch_checks: HostBudget,
    /// By network and member: when the member is asked next what it told the network.
    pub(crate) walks: catch_up::Walks,
    /// By host: how many activities wait, and how many arrived since they were counted.
    pub(crate) waiting: std::sync::Mutex<std::collections::HashMap<String, (i64, i64)>>,
    /// Refused requests that are not written down yet: day, host, reason.
    pub(crate) refusals: std::sync::Mutex<std::collections::HashMap<(String, String, &'static str), i64>>,
}

impl Federation {
    /// Puts the parts together. The node must have been initialised before.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn new(
        db: Database,
        clock: Clock,
        site: Arc<Site>,
        config: Arc<Config>,
    ) -> Result<Arc<Self>, StartError> {
        Self::with_limits(db, clock, site, config, Limits::default())
    }

    /// As [`Federation::new`], with other times and sizes for exchanges with peers.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn with_limits(
        db: Database,
        clock: Clock,
        site: Arc<Site>,
        config: Arc<Config>,
        limits: Limits,
    ) -> Result<Arc<Self>, StartError> {
        let policy = Arc::new(PolicyCache::read(&db)?);
        let mut extra_root_certificates = Vec::new();
        for path in &config.federation.extra_roots {
            let pem =
                std::fs::read(path).map_err(|e| StartError::Certificate(path.display().to_string(), e))?;
            extra_root_certificates.push(pem);
        }
        let allowed = policy.clone();
        let client = Client::new(ClientConfig {
            user_agent: format!("Sofra/{} (+{})", env!("CARGO_PKG_VERSION"), site.base),
            development: site.development,
            hosts: config.federation.hosts.iter().map(|(k, v)| (k.clone(), *v)).collect(),
            extra_root_certificates,
            own_authority: site.domain.clone(),
            allowed: Arc::new(move |host| allowed.deals_with(host)),
            resolver: None,
            limits,
        })?;
        Ok(Arc::new(Self {
            db,
            clock,
            site,
            config,
            client,
            policy,
            keys: Keyring::default(),
            read_keys: KeyCache::default(),
            candidates: Candidates::new(CANDIDATES),
            negative: NegativeCache::new(NEGATIVE_ENTRIES),
            hosts: HostBudget::new(FETCHES_PER_HOST, NEGATIVE_ENTRIES),
            vouch_checks: HostBudget::new(vouch::CHECKS_PER_HOST, NEGATIVE_ENTRIES),
            walks: catch_up::Walks::default(),
            waiting: std::sync::Mutex::default(),
            refusals: std::sync::Mutex::default(),
        }))
    }

    /// Runs all workers until `stop` turns true; what is in hand is finished.
    pub async fn run(self: Arc<Self>, stop: watch::Receiver<bool>) {
        let released =
            self.db.write(|c| Ok::<_, sofra_domain::Error>(sofra_db::queue::release_leases(c)?)).await;
        if let Err(error) = released {
            tracing::warn!(%error, "what was in hand at the last end waits until its lease runs out");
        }
        tokio::join!(
            self.clone().refresh_policy(stop.clone()),
            self.clone().tell_facts(stop.clone()),
            self.clone().apply_inbox(stop.clone()),
            self.clone().check_vouches(stop.clone()),
            self.clone().refresh_networks(stop.clone()),
            self.clone().keep_refusals(stop.clone()),
            self.clone().deliver(stop),
        );
    }

    /// Here and now, for an action.
    pub(crate) fn at(&self) -> At {
        At { site: self.site.clone(), now: self.clock.now() }
    }

    pub(crate) fn uri_policy(&self) -> UriPolicy {
        UriPolicy { development: self.site.development }
    }

    pub(crate) fn parse_uri(&self, text: &str) -> Option<uri::Uri> {
        uri::Uri::parse(text, self.uri_policy()).ok()
    }
}

/// Does a work that falls due bit by bit, until the end; `some` gives how much there was.
pub(crate) async fn as_due<F, Fut>(
    what: &'static str,
    federation: &Federation,
    mut stop: watch::Receiver<bool>,
    longest: std::time::Duration,
    some: F,
) where
    F: Fn() -> Fut,
    Fut: Future<Output = sofra_domain::Result<usize>>,
{
    let mut commits = federation.db.commits();
    loop {
        match some().await {
            Ok(0) => {
                if pause(&mut commits, &mut stop, longest).await {
                    return;
                }
                // Many commits come at once; this can wait that long.
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            Ok(_) => {
                if *stop.borrow() {
                    return;
                }
            }
            Err(error) => {
                tracing::error!(%error, "{what}; trying again");
                tokio::time::sleep(std::time::Duration::from_secs(5)).await;
            }
        }
    }
}

/// Waits for a commit, a time, or the end; true when the end has come.
pub(crate) async fn pause(
    commits: &mut watch::Receiver<u64>,
    stop: &mut watch::Receiver<bool>,
    longest: std::time::Duration,
) -> bool {
    if *stop.borrow() {
        return true;
    }
    tokio::select! {
        changed = stop.changed() => changed.is_err() || *stop.borrow(),
        _ = commits.changed() => false,
        () = tokio::time::sleep(longest) => false,
    }
}
