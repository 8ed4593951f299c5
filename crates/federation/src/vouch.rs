//! Asking vouchers' own nodes whether what others say of them stands: bounded, durable, again every week (ORG-13).

use std::sync::Arc;
use std::time::Duration;

use sofra_base::clock::days;
use sofra_domain::Error;
use sofra_domain::actor::{self, ActorId};
use sofra_domain::vouch::receive::Checked;
use sofra_domain::vouch::{self, actions};
use tokio::sync::watch;

use crate::budget::FetchBudget;
use crate::object::relationship;
use crate::resolve::Failure;
use crate::{Federation, as_due};

/// Claims looked into at once.
const BATCH: i64 = 20;
/// Claims of the organisations of one host that are looked into within an hour: what a stranger lists must not make
/// this node a burden for others.
pub(crate) const CHECKS_PER_HOST: u32 = 60;

impl Federation {
    /// Looks into claims as they fall due, until the end.
    pub(crate) async fn check_vouches(self: Arc<Self>, stop: watch::Receiver<bool>) {
        as_due("claims of vouches could not be looked into", &self, stop, Duration::from_secs(5), || {
            self.check_some()
        })
        .await;
    }

    async fn check_some(&self) -> Result<usize, Error> {
        let now = self.clock.now();
        let due = self.db.read(move |c| vouch::store::due_claims(c, now, BATCH)).await?;
        let count = due.len();
        for (id, uri, _) in due {
            let checked = self.check_claim(&id, &uri).await?;
            let at = self.at();
            self.db.write(move |c| vouch::receive::receive_check(c, &at, &id, &uri, &checked)).await?;
        }
        Ok(count)
    }

    async fn check_claim(&self, id: &ActorId, uri: &str) -> Result<Checked, Error> {
        let id = id.clone();
        let claimant = self.db.read(move |c| actor::store::get(c, &id)).await?;
        let (Some(uri), Some(who)) = (self.parse_uri(uri), self.parse_uri(&claimant.uri)) else {
            return Ok(Checked::Gone);
        };
        if !claimant.local && self.vouch_checks.take(&who, self.clock.now().0).is_err() {
            return Ok(Checked::Later);
        }
        let mut budget = FetchBudget::default();
        let document = match self.fetch(&uri, &mut budget).await {
            Ok(document) => document,
            Err(Failure::Temporary(_) | Failure::Spent) => return Ok(Checked::Later),
            Err(_) => return Ok(Checked::Gone),
        };
        // Of another node of the same name it would be another vouch: the id decides, and its origin was fetched.
        let Some(incoming) =
            relationship::parse(&document, self.uri_policy()).filter(|found| found.uri == uri.as_str())
        else {
            return Ok(Checked::Gone);
        };
        let Some(voucher) = self.parse_uri(&incoming.voucher) else { return Ok(Checked::Gone) };
        match self.actor(&voucher, self.clock.now() - days(30), &mut budget).await {
            Ok(found) if !found.local && actions::can_be_vouched_for(&found) => {
                Ok(Checked::Stands(incoming, found.id))
            }
            Err(Failure::Temporary(_) | Failure::Spent) => Ok(Checked::Later),
            _ => Ok(Checked::Gone),
        }
    }
}
