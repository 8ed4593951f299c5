//! Decisions about follows.

use super::FollowState;

/// The state after an answer of the target. Only a request can be accepted; a refusal counts at any time, because
/// the target may end what it allowed.
#[must_use]
pub fn after_answer(state: FollowState, accepted: bool) -> FollowState {
    match (state, accepted) {
        (FollowState::Requested, true) => FollowState::Accepted,
        (_, false) => FollowState::Rejected,
        (state, true) => state,
    }
}

/// The state in which a request of a remote follower begins.
#[must_use]
pub fn on_request(target_asks_first: bool) -> FollowState {
    if target_asks_first { FollowState::Requested } else { FollowState::Accepted }
}

#[cfg(test)]
mod tests {
    use super::FollowState::{Accepted, Rejected, Requested};
    use super::*;

    #[test]
    fn m_05_answers_in_any_order() {
        assert_eq!(after_answer(Requested, true), Accepted);
        assert_eq!(after_answer(Requested, false), Rejected);
        assert_eq!(after_answer(Accepted, false), Rejected);
        assert_eq!(after_answer(Rejected, true), Rejected);
        assert_eq!(after_answer(Accepted, true), Accepted);
    }
}
