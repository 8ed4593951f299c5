//! Integrity proofs on what comes in (FEP-8b32): is an object as its author signed it, and may a copy that somebody else
//! carries be believed?

use serde_json::Value;
use sofra_base::clock::{Timestamp, hours, minutes};
use sofra_domain::actor::Actor;
use sofra_domain::proof::model::Key;
use sofra_domain::proof::{self, Checked, Claimed, Fault, Status};

use crate::Federation;
use crate::budget::FetchBudget;
use crate::guard::Embedded;
use crate::object::proof::is_public;
use crate::resolve::Failure;

/// Which of the author's keys may have signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Also one of before, for what was signed in its time: the object comes from its own origin.
    Any,
    /// Only one of now: a copy that comes another way may be as old as its carrier likes.
    Present,
}

impl Federation {
    /// Checks the proof of an object that came from its own origin, against the keys of its author. Keys that are not
    /// known are asked for once. A wrong proof is no reason to refuse such an object, because its origin vouches for it;
    /// it is written down (`sofra_domain::proof::actions::record`).
    ///
    /// # Errors
    /// Only where nothing can be said now: see [`Failure`].
    pub async fn check_proof(
        &self,
        document: &Value,
        author: &Actor,
        budget: &mut FetchBudget,
    ) -> Result<Checked, Failure> {
        self.check_with(document, author, Keys::Any, budget).await
    }

    /// Whether a copy inside somebody else's activity (a group that announces, FEP-1b12) may be believed: it is public,
    /// lies in the origin of its one author, and bears a good proof by a key that the author has now. Otherwise
    /// (`None`) only what its own origin gives counts, and must be asked for there.
    ///
    /// # Errors
    /// [`Failure::Policy`] for an author this node does not deal with, whatever the proof.
    pub async fn believable(
        &self,
        copy: &Embedded,
        budget: &mut FetchBudget,
    ) -> Result<Option<(Actor, Checked)>, Failure> {
        let ([owner], Some(id)) = (copy.owners.as_slice(), &copy.id) else { return Ok(None) };
        let named = copy.value.get("attributedTo").is_some();
        if !named || !id.same_origin(owner) || self.site.owns(id.as_str()) || !is_public(&copy.value) {
            return Ok(None);
        }
        if !self.policy.deals_with(owner.authority()) {
            return Err(Failure::Policy);
        }
        // Without a proof that could count nobody is asked for anything.
        if !matches!(Claimed::read(&copy.value), Ok(Some(_))) {
            return Ok(None);
        }
        let author = self.actor(owner, self.clock.now() - hours(24), budget).await?;
        if !author.is_active()
            || self.policy.is_suspended(&author.id)
            || !self.policy.deals_with(&author.host)
        {
            return Err(Failure::Policy);
        }
        let checked = self.check_with(&copy.value, &author, Keys::Present, budget).await?;
        Ok((checked.status == Status::Verified).then_some((author, checked)))
    }

    async fn check_with(
        &self,
        document: &Value,
        author: &Actor,
        keys: Keys,
        budget: &mut FetchBudget,
    ) -> Result<Checked, Failure> {
        let claimed = match Claimed::read(document) {
            Ok(Some(claimed)) => claimed,
            // What we cannot read is neither right nor wrong.
            Ok(None) | Err(Fault::Suite) => return Ok(Checked::without_key(Status::None)),
            Err(_) => return Ok(Checked::without_key(Status::Failed)),
        };
        let failed = Checked::without_key(Status::Failed);
        let (Some(method), Some(owner)) = (self.parse_uri(claimed.method()), self.parse_uri(&author.uri))
        else {
            return Ok(failed);
        };
        let now = self.clock.now();
        // A key of another origin is not asked for: nobody signs for others (SIG-19).
        if author.local || !method.same_origin(&owner) || claimed.is_over(now) {
            return Ok(failed);
        }
        let known = self.history_of(author).await?;
        if let Some(checked) = judge(&claimed, &known, keys) {
            return Ok(checked);
        }
        // A key that is not known may be new; one that does not fit may have been replaced under its own name.
        let is_known = known.iter().any(|key| key.uri == method.as_str());
        let patience = if is_known { hours(1) } else { minutes(1) };
        if author.fetched_at.is_some_and(|at| at >= now - patience) {
            return Ok(failed);
        }
        match self.refetch_actor(&owner, budget).await {
            Ok(_) | Err(Failure::Temporary(_) | Failure::Absent | Failure::Spent) => {}
            Err(other) => return Err(other),
        }
        let known = self.history_of(author).await?;
        Ok(judge(&claimed, &known, keys).unwrap_or(failed))
    }

    async fn history_of(&self, author: &Actor) -> Result<Vec<Key>, Failure> {
        let id = author.id.clone();
        Ok(self.db.read(move |c| proof::store::history(c, &id)).await?)
    }
}

/// What the keys of an author say about a proof; nothing, when it is by none of them.
fn judge(claimed: &Claimed, known: &[Key], keys: Keys) -> Option<Checked> {
    let signed_by = |key: &&Key| {
        key.uri == claimed.method() && key.entry().key().is_ok_and(|public| claimed.verify(&public).is_ok())
    };
    let key = known.iter().rev().find(signed_by)?;
    let in_time = match (key.retired_at, keys) {
        (None, _) => true,
        (Some(_), Keys::Present) => false,
        (Some(retired), Keys::Any) => {
            claimed.created().is_some_and(|created| created <= ended(key, known, retired))
        }
    };
    let status = match (in_time, key.trace.is_sound()) {
        (true, true) => Status::Verified,
        (true, false) => Status::Unproven,
        (false, _) => return None,
    };
    Some(Checked { status, key_uri: Some(key.uri.clone()) })
}

/// When a key ended: when it named the one that took its place, else when that was seen here.
fn ended(key: &Key, known: &[Key], seen: Timestamp) -> Timestamp {
    let next = known.iter().find(|next| next.previous().as_deref() == Some(key.uri.as_str()));
    next.and_then(|next| next.entry().since()).unwrap_or(seen)
}
