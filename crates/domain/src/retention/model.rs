//! The table.

use sofra_base::config::Retention;

/// Hours for which an image that no statement shows is kept.
pub const UNUSED_IMAGES: i64 = 24;
/// Days for which the key of a request of the API is remembered, so that a repetition has no effect.
pub const REQUEST_KEYS: i64 = 2;
/// Days after which a session ends by itself.
pub const SESSIONS: i64 = 14;
/// Days for which the names of withdrawn things are remembered, so that a late copy cannot bring them back.
pub const TOMBSTONES: i64 = 400;
/// Days for which what was stopped in an emergency can still be let go on.
pub const STOPPED: i64 = 30;

/// For how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Not at all.
    Never,
    /// In memory only, at most until the next day.
    Memory,
    /// Hours.
    Hours(i64),
    /// Days.
    Days(i64),
    /// As long as the account is there.
    Account,
    /// Until its author withdraws or deletes it.
    Author,
    /// As long as the node is there.
    Node,
}

/// Who sees to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The node itself, each hour.
    Schedule,
    /// The node, by never writing it down.
    Design,
    /// The person to whom it belongs.
    Owner,
    /// The host.
    Host,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// `retention-CODE` names it for people, `retention-CODE-why` says what it is for.
    pub code: &'static str,
    /// For how long.
    pub kept: Kept,
    /// Who sees to it.
    pub by: By,
}

const fn rule(code: &'static str, kept: Kept, by: By) -> Rule {
    Rule { code, kept, by }
}

/// All that is kept here, for how long, and who sees to it.
#[must_use]
pub fn table(set: &Retention) -> Vec<Rule> {
    let by_schedule = |code, days| rule(code, Kept::Days(days), By::Schedule);
    vec![
        rule("addresses", Kept::Never, By::Design),
        rule("reading", Kept::Never, By::Design),
        rule("attempts", Kept::Memory, By::Design),
        by_schedule("sessions", SESSIONS),
        by_schedule("tokens", set.ended_tokens),
        by_schedule("seen-notifications", set.seen_notifications),
        by_schedule("notifications", set.notifications),
        rule("images", Kept::Hours(UNUSED_IMAGES), By::Schedule),
        by_schedule("invitations", crate::invitation::actions::KEPT_DAYS),
        by_schedule("requests", crate::joining::actions::KEPT_DAYS),
        by_schedule("request-keys", REQUEST_KEYS),
        by_schedule("received", set.received),
        by_schedule("set-aside", set.set_aside),
        by_schedule("strangers", set.strangers),
        by_schedule("refusals", set.refusals),
        by_schedule("deliveries", set.deliveries),
        by_schedule("dead-letters", set.dead_letters),
        by_schedule("stopped", STOPPED),
        by_schedule("tombstones", TOMBSTONES),
        rule("account", Kept::Account, By::Owner),
        rule("statements", Kept::Author, By::Owner),
        rule("record", Kept::Node, By::Host),
    ]
}
