//! Somebody with a seat, as those inside see them.

use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;

use crate::account::{AccountId, Seat};
use crate::invitation::InvitationId;
use crate::joining::RequestId;

/// What would become of an officer's seat. It is written down as it is proposed, and approvals are for exactly that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Change {
    /// Somebody with another seat becomes an officer.
    Appoint {
        /// Who.
        account: AccountId,
        /// The seat they have.
        from: Seat,
    },
    /// An officer gets another seat.
    Lower {
        /// Who.
        account: AccountId,
        /// The seat they would have.
        to: Seat,
    },
    /// An officer's seat is taken away.
    Remove {
        /// Whose.
        account: AccountId,
        /// Why, for those inside.
        reason: String,
    },
    /// An invitation to an officer's seat becomes good.
    Invite {
        /// Which.
        invitation: InvitationId,
        /// For how long it is good from then on.
        days: i64,
    },
    /// Somebody who asks to come in becomes an officer.
    Admit {
        /// Who asks.
        request: RequestId,
    },
}

impl Change {
    /// The row that it is about.
    #[must_use]
    pub fn object(&self) -> &str {
        match self {
            Self::Appoint { account, .. } | Self::Lower { account, .. } | Self::Remove { account, .. } => {
                account.as_str()
            }
            Self::Invite { invitation, .. } => invitation.as_str(),
            Self::Admit { request } => request.as_str(),
        }
    }

    /// The officer who would lose the seat.
    #[must_use]
    pub const fn concerned(&self) -> Option<&AccountId> {
        match self {
            Self::Lower { account, .. } | Self::Remove { account, .. } => Some(account),
            Self::Appoint { .. } | Self::Invite { .. } | Self::Admit { .. } => None,
        }
    }
}

/// Somebody with a seat in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// What they are called inside.
    pub name: String,
    /// What they may do.
    pub seat: Seat,
    /// Since when.
    pub since: Timestamp,
    /// Whether the public page names them; their own choice.
    pub shown: bool,
    /// Whether the account is switched on.
    pub active: bool,
}
