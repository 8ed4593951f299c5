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
/// Days for which what a member thinks inside is kept after they said it.
pub const INNER_POSITIONS: i64 = 730;
/// Days for which the reasons of a position are kept after others took their place.
pub const REPLACED_REASONS: i64 = 730;
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
        by_schedule("reports", crate::report::actions::KEPT),
        by_schedule("request-keys", REQUEST_KEYS),
        by_schedule("received", set.received),
        by_schedule("set-aside", set.set_aside),
        by_schedule("strangers", set.strangers),
        by_schedule("refusals", set.refusals),
        by_schedule("deliveries", set.deliveries),
        by_schedule("dead-letters", set.dead_letters),
        by_schedule("stopped", STOPPED),
        by_schedule("tombstones", TOMBSTONES),
        by_schedule("moved-followers", crate::moving::arrival::COUNTED),
        rule("account", Kept::Account, By::Owner),
        rule("statements", Kept::Author, By::Owner),
        rule("positions", Kept::Author, By::Owner),
        by_schedule("replaced-reasons", REPLACED_REASONS),
        by_schedule("inner-positions", INNER_POSITIONS),
        rule("record", Kept::Node, By::Host),
    ]
}

/// Every column that refers to an actor, and whether an actor of another node is kept for its sake. What is not kept for
/// goes with the actor, or concerns actors of this node alone.
pub const REFERENCES: &[(&str, &str, bool)] = &[
    ("actor_key", "actor_id", false),
    ("key_history", "actor_id", false),
    ("object_proof", "holder_id", false),
    ("account", "actor_id", false),
    ("membership", "organisation_id", false),
    ("follow", "follower_id", true),
    ("follow", "target_id", true),
    ("statement", "author_id", true),
    ("statement_recipient", "actor_id", true),
    ("activity", "actor_id", false),
    ("organisation_profile", "actor_id", false),
    ("organisation_trait", "actor_id", false),
    ("approval_rule", "organisation_id", false),
    ("proposal", "organisation_id", false),
    ("mandate", "organisation_id", false),
    ("vouch", "voucher_id", true),
    ("vouch", "vouched_id", true),
    ("vouch_claim", "actor_id", false),
    ("trust_anchor", "actor_id", true),
    ("directory_entry", "actor_id", true),
    ("actor_move", "actor_id", true),
    ("actor_move", "target_id", true),
    ("brought_archive", "organisation_id", false),
    ("block", "organisation_id", false),
    ("block", "actor_id", true),
    ("report", "actor_id", true),
    ("decision", "actor_id", true),
    ("invitation", "organisation_id", false),
    ("join_request", "organisation_id", false),
    ("search_document", "author_id", false),
    ("position", "holder_id", true),
    ("position_network", "network_id", true),
    ("member_position", "organisation_id", false),
    ("table_seat", "holder_id", true),
    ("table_network", "network_id", true),
    ("network", "actor_id", true),
    ("network_member", "network_id", true),
    ("network_member", "organisation_id", true),
    ("network_vouch", "network_id", false),
    ("network_vouch", "applicant_id", false),
    ("network_vouch", "voucher_id", false),
    ("network_choice", "network_id", false),
    ("network_choice", "voter_id", false),
    ("network_choice", "candidate_id", false),
    ("network_motion", "network_id", false),
    ("network_motion", "organisation_id", false),
    ("network_motion", "coordinator_id", false),
    ("statement_network", "network_id", false),
    ("call", "network_id", false),
    ("call", "author_id", true),
    ("voice", "actor_id", false),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that refers to actors must be thought of before one is forgotten: what hangs on the row goes with it.
    #[test]
    fn every_reference_to_an_actor_was_thought_of() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");
        let mut found = 0;
        for entry in std::fs::read_dir(folder).expect("the migrations") {
            let text =
                std::fs::read_to_string(entry.expect("an entry").path().join("up.sql")).expect("readable");
            let mut table = "";
            for line in text.lines() {
                if let Some(rest) =
                    line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("ALTER TABLE "))
                {
                    table = rest.split_whitespace().next().unwrap_or_default();
                }
                if let Some((before, _)) = line.split_once("REFERENCES actor ") {
                    let column = before.split("ADD COLUMN ").last().and_then(|c| c.split_whitespace().next());
                    let column = column.unwrap_or_default();
                    found += 1;
                    assert!(
                        REFERENCES.iter().any(|(t, c, _)| (*t, *c) == (table, column)),
                        "{table}.{column} refers to actors: see retention::actions::forget_strangers"
                    );
                }
            }
        }
        assert!(found > 20, "the references were found");
        let asked = include_str!("actions.rs");
        for (table, column, kept) in REFERENCES.iter().filter(|(_, _, kept)| *kept) {
            assert!(
                *kept && asked.contains(&format!("{table}::{column}.eq(")),
                "{table}.{column} is not asked for"
            );
        }
    }
}
