//! Whether we deal with a host: the host's decisions, held in memory for every request in both directions.

use std::collections::HashSet;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use sofra_domain::actor::{self, ActorId};
use sofra_domain::peer::rules::Decisions;
use sofra_domain::{AnyConnection, Database, Error, peer};
use tokio::sync::watch;

use crate::Federation;

/// What is held in memory.
struct Held {
    decisions: Decisions,
    /// Actors that this node stopped dealing with: a key that is remembered must not outlive that.
    suspended: HashSet<ActorId>,
}

/// The decisions as last read. Until they were read once there is no cache, and so no federation.
pub struct PolicyCache {
    held: RwLock<Arc<Held>>,
}

fn read_all(conn: &mut AnyConnection) -> Result<Held, Error> {
    Ok(Held {
        decisions: peer::store::decisions(conn)?,
        suspended: actor::store::suspended(conn)?.into_iter().collect(),
    })
}

impl PolicyCache {
    /// Reads the decisions.
    ///
    /// # Errors
    /// The database's own.
    pub fn read(db: &Database) -> Result<Self, Error> {
        let held = db.read_blocking(read_all)?;
        Ok(Self { held: RwLock::new(Arc::new(held)) })
    }

    /// Whether we deal with a host (with its port, where it names one).
    #[must_use]
    pub fn deals_with(&self, host: &str) -> bool {
        self.now().decisions.deals_with(host)
    }

    /// Whether reports of a host are taken.
    #[must_use]
    pub fn takes_reports(&self, host: &str) -> bool {
        self.now().decisions.takes_reports(host)
    }

    /// Whether only named hosts may read what is not a page.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.now().decisions.federation == sofra_domain::node::Federation::Closed
    }

    /// Whether this node stopped dealing with an actor.
    #[must_use]
    pub fn is_suspended(&self, id: &ActorId) -> bool {
        self.now().suspended.contains(id)
    }

    fn now(&self) -> Arc<Held> {
        self.held.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn set(&self, held: Held) {
        *self.held.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(held);
    }
}

impl Federation {
    /// Reads the decisions anew. When they cannot be read the last ones stand: they were the host's word.
    pub async fn reread_policy(&self) {
        match self.db.read(read_all).await {
            Ok(held) => self.policy.set(held),
            Err(error) => tracing::warn!(%error, "the decisions about peers could not be read"),
        }
    }

    /// Keeps the decisions fresh: after each commit (the command line commits in another process, hence the clock as
    /// well), at most a few times a second.
    pub(crate) async fn refresh_policy(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.db.commits();
        while !crate::pause(&mut commits, &mut stop, Duration::from_secs(2)).await {
            self.reread_policy().await;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}
