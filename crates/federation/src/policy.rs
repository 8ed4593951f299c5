//! Whether we deal with a host: the host's decisions, held in memory for every request in both directions.

use std::sync::{Arc, RwLock};
use std::time::Duration;

use sofra_domain::Database;
use sofra_domain::peer::rules::Decisions;
use sofra_domain::{Error, peer};
use tokio::sync::watch;

use crate::Federation;

/// The decisions as last read. Until they were read once there is no cache, and so no federation.
pub struct PolicyCache {
    decisions: RwLock<Arc<Decisions>>,
}

impl PolicyCache {
    /// Reads the decisions.
    ///
    /// # Errors
    /// The database's own.
    pub fn read(db: &Database) -> Result<Self, Error> {
        let decisions = db.read_blocking(peer::store::decisions)?;
        Ok(Self { decisions: RwLock::new(Arc::new(decisions)) })
    }

    /// Whether we deal with a host (with its port, where it names one).
    #[must_use]
    pub fn deals_with(&self, host: &str) -> bool {
        self.now().deals_with(host)
    }

    /// Whether reports of a host are taken.
    #[must_use]
    pub fn takes_reports(&self, host: &str) -> bool {
        self.now().takes_reports(host)
    }

    /// Whether only named hosts may read what is not a page.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.now().federation == sofra_domain::node::Federation::Closed
    }

    fn now(&self) -> Arc<Decisions> {
        self.decisions.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn set(&self, decisions: Decisions) {
        *self.decisions.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(decisions);
    }
}

impl Federation {
    /// Reads the decisions anew. When they cannot be read the last ones stand: they were the host's word.
    pub async fn reread_policy(&self) {
        match self.db.read(peer::store::decisions).await {
            Ok(decisions) => self.policy.set(decisions),
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
