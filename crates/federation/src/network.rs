//! Asking the nodes of networks again: when something of a list was not known yet, and each day, because what they told
//! may have been lost; and then the members themselves ([`crate::catch_up`]). Bounded, durable.

use std::sync::Arc;
use std::time::Duration;

use sofra_base::clock::{days, hours};
use sofra_domain::Result;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::network::{receive, store};
use tokio::sync::watch;

use crate::budget::FetchBudget;
use crate::object::actor as actor_object;
use crate::resolve::Failure;
use crate::{Federation, as_due};

/// Networks asked at once.
const BATCH: i64 = 10;
/// Organisations of one list that are asked for at once; the rest an hour later.
const UNKNOWN: usize = 200;

impl Federation {
    /// Asks as it falls due, until the end.
    pub(crate) async fn refresh_networks(self: Arc<Self>, stop: watch::Receiver<bool>) {
        as_due("networks could not be asked", &self, stop, Duration::from_secs(10), || self.refresh_some())
            .await;
    }

    async fn refresh_some(&self) -> Result<usize> {
        let now = self.clock.now();
        let due = self.db.read(move |c| store::due(c, now, BATCH)).await?;
        let count = due.len();
        for id in due {
            let whole = self.refresh_network(&id).await?;
            let next = self.clock.now() + if whole { days(1) } else { hours(1) };
            let next = self.catch_up(&id).await?.map_or(next, |walk| walk.min(next));
            self.db.write(move |c| receive::refresh(c, &id, next)).await?;
        }
        Ok(count)
    }

    /// Asks one; gives whether everything in its list is known by now.
    async fn refresh_network(&self, id: &ActorId) -> Result<bool> {
        let row = id.clone();
        let known = self.db.read(move |c| actor::store::get(c, &row)).await?;
        if known.local {
            return Ok(true);
        }
        let Some(uri) = self.parse_uri(&known.uri) else { return Ok(true) };
        let mut budget = FetchBudget::default();
        let Ok(document) = self.fetch(&uri, &mut budget).await else { return Ok(false) };
        let Ok(parsed) = actor_object::parse(&document, self.uri_policy()) else { return Ok(false) };
        if parsed.uri != known.uri {
            return Ok(false);
        }
        let Some(described) = parsed.network else { return Ok(true) };
        let site = self.site.clone();
        let missing = self.db.read(move |c| receive::missing(c, &described, &site)).await?;
        let mut whole = missing.len() <= UNKNOWN;
        for member in missing.iter().take(UNKNOWN) {
            let Some(member) = self.parse_uri(member) else { continue };
            // A budget for each: none of them is why the others are not asked for.
            let mut budget = FetchBudget::default();
            match self.actor(&member, self.clock.now() - days(30), &mut budget).await {
                Ok(_) => {}
                Err(Failure::Temporary(_) | Failure::Spent | Failure::Absent) => whole = false,
                Err(_) => {}
            }
        }
        match self.take_actor(&document, &mut budget).await {
            Ok(_) => Ok(whole),
            Err(_) => Ok(false),
        }
    }
}
