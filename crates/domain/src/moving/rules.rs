//! Decisions about moves.

use sofra_base::clock::{Span, Timestamp, days};

/// The time between two moves of the same organisation, at least.
pub const PAUSE: Span = days(7);

/// What is known of the two ends of a move.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'a> {
    /// The id of the one that moves.
    pub old: &'a str,
    /// Where its own document says that it went.
    pub says_moved_to: Option<&'a str>,
    /// When it moved before, confirmed.
    pub moved_before: Option<Timestamp>,
    /// The id of the new one.
    pub new: &'a str,
    /// The other ids that the new one's own document names.
    pub also_known_as: &'a [String],
    /// Whether the new one moved on itself.
    pub new_has_moved: bool,
}

/// Why a move does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is the same.
    Same,
    /// The old one's document does not say so.
    OldDoesNotSay,
    /// The new one's document does not name the old.
    NewDoesNotSay,
    /// It moved a short while ago.
    TooSoon,
    /// The new one has moved on: one step, never a chain.
    Onwards,
}

/// Whether a move counts (ORG-23).
///
/// # Errors
/// The first reason why not.
pub fn check(ends: Ends<'_>, now: Timestamp) -> Result<(), Refused> {
    if ends.old == ends.new {
        return Err(Refused::Same);
    }
    if ends.new_has_moved {
        return Err(Refused::Onwards);
    }
    if ends.moved_before.is_some_and(|before| before > now - PAUSE) {
        return Err(Refused::TooSoon);
    }
    if !ends.also_known_as.iter().any(|id| id == ends.old) {
        return Err(Refused::NewDoesNotSay);
    }
    if ends.says_moved_to != Some(ends.new) {
        return Err(Refused::OldDoesNotSay);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn org_23_both_ends_must_say_so_and_not_too_often_and_not_onwards() {
        let now = Timestamp::from_seconds(2_000_000_000);
        let known = ["https://old.test/o/a".to_owned()];
        let sound = Ends {
            old: "https://old.test/o/a",
            says_moved_to: Some("https://new.test/o/a"),
            moved_before: None,
            new: "https://new.test/o/a",
            also_known_as: &known,
            new_has_moved: false,
        };
        assert_eq!(check(sound, now), Ok(()));
        assert_eq!(check(Ends { also_known_as: &[], ..sound }, now), Err(Refused::NewDoesNotSay));
        assert_eq!(check(Ends { says_moved_to: None, ..sound }, now), Err(Refused::OldDoesNotSay));
        assert_eq!(
            check(Ends { says_moved_to: Some("https://evil.test/"), ..sound }, now),
            Err(Refused::OldDoesNotSay)
        );
        assert_eq!(check(Ends { new: sound.old, ..sound }, now), Err(Refused::Same));
        assert_eq!(check(Ends { new_has_moved: true, ..sound }, now), Err(Refused::Onwards));
        let before = |span| Ends { moved_before: Some(now - span), ..sound };
        assert_eq!(check(before(days(6)), now), Err(Refused::TooSoon));
        assert_eq!(check(before(days(7)), now), Ok(()));
    }
}
