//! Who reads. Whether they may is decided in one place: [`crate::statement::rules::may_read`].

use crate::account::Identity;
use crate::actor::ActorId;

/// A reader.
#[derive(Debug, Clone)]
pub enum Reader {
    /// Somebody who has not said who they are.
    Anyone,
    /// Somebody signed in here.
    Account(Identity),
    /// A remote actor who signed the request.
    Remote(ActorId),
}

impl Reader {
    /// The actors in whose name this reader may read.
    #[must_use]
    pub fn actors(&self) -> Vec<ActorId> {
        match self {
            Self::Anyone => Vec::new(),
            Self::Account(identity) => identity.actors(),
            Self::Remote(actor) => vec![actor.clone()],
        }
    }

    /// Whether the reader has an account here.
    #[must_use]
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Account(_))
    }
}
