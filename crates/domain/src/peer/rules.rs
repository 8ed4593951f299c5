//! Whether this node deals with another: one function for everything that comes in, goes out or is shown.

use std::collections::HashMap;

use super::{Policy, Rule};
use crate::node::Federation;

/// The host's decisions, held in memory.
#[derive(Debug, Clone)]
pub struct Decisions {
    /// Open or closed.
    pub federation: Federation,
    /// By host.
    pub rules: HashMap<String, Rule>,
}

impl Decisions {
    /// Whether this node deals with a host. A suspension covers all names below it and any port; so does an allowance,
    /// unless something nearer says otherwise.
    #[must_use]
    pub fn deals_with(&self, host: &str) -> bool {
        let mut allowed = false;
        for rule in self.of(host) {
            match rule.policy {
                Policy::Suspend => return false,
                Policy::Allow => allowed = true,
                Policy::None => {}
            }
        }
        allowed || self.federation == Federation::Open
    }

    /// Whether what a host says is shown only to those who follow who said it.
    #[must_use]
    pub fn is_limited(&self, host: &str) -> bool {
        self.of(host).any(|rule| rule.limited)
    }

    /// Whether images and files of a host may be shown or linked.
    #[must_use]
    pub fn shows_media(&self, host: &str) -> bool {
        !self.of(host).any(|rule| rule.no_media)
    }

    /// Whether reports of a host are taken.
    #[must_use]
    pub fn takes_reports(&self, host: &str) -> bool {
        !self.of(host).any(|rule| rule.no_reports)
    }

    /// Whether anything is decided that hides what a host said.
    #[must_use]
    pub fn hides_anything(&self) -> bool {
        self.federation == Federation::Closed
            || self.rules.values().any(|rule| rule.policy == Policy::Suspend || rule.limited)
    }

    /// The decisions that cover a host: about itself with its port, about itself, about each name above it.
    fn of<'a>(&'a self, host: &str) -> impl Iterator<Item = &'a Rule> {
        names(host).into_iter().filter_map(|name| self.rules.get(&name))
    }
}

/// The names whose decisions cover a host, the nearest first.
fn names(host: &str) -> Vec<String> {
    let whole = host.trim_end_matches('.').to_ascii_lowercase();
    let bare = whole.split(':').next().unwrap_or_default().trim_end_matches('.').to_owned();
    let mut names = vec![whole];
    let mut rest = bare.as_str();
    loop {
        if names.last().is_none_or(|last| last != rest) {
            names.push(rest.to_owned());
        }
        match rest.split_once('.') {
            Some((_, parent)) if !parent.is_empty() => rest = parent,
            _ => return names,
        }
    }
}

/// Whether a decision about `decided` covers `host`.
#[must_use]
pub fn covers(decided: &str, host: &str) -> bool {
    names(host).iter().any(|name| name == decided)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decisions(federation: Federation, list: &[(&str, Rule)]) -> Decisions {
        Decisions { federation, rules: list.iter().map(|(h, r)| ((*h).to_owned(), *r)).collect() }
    }

    #[test]
    fn mod_02_a_suspension_covers_subdomain_port_case_and_trailing_dot() {
        let open = decisions(Federation::Open, &[("evil.test", Rule::of(Policy::Suspend))]);
        for host in ["evil.test", "a.b.evil.test", "evil.test:8443", "EVIL.test.", "evil.test.:8443"] {
            assert!(!open.deals_with(host), "{host}");
            assert!(covers("evil.test", host), "{host}");
        }
        assert!(open.deals_with("notevil.test") && !covers("evil.test", "notevil.test"));
        // With a port only that port.
        let port = decisions(Federation::Open, &[("evil.test:8443", Rule::of(Policy::Suspend))]);
        assert!(!port.deals_with("evil.test:8443") && port.deals_with("evil.test"));
    }

    #[test]
    fn mod_08_closed_means_only_those_that_were_named() {
        let closed = decisions(Federation::Closed, &[("friend.test", Rule::of(Policy::Allow))]);
        assert!(closed.deals_with("friend.test"));
        assert!(!closed.deals_with("stranger.test"));
        // A restriction is no allowance: a list of blocks that was brought in opens nothing.
        let limited = Rule { limited: true, ..Rule::of(Policy::None) };
        assert!(!decisions(Federation::Closed, &[("odd.test", limited)]).deals_with("odd.test"));
    }

    #[test]
    fn restrictions_cover_names_below_and_do_not_end_dealing() {
        let rule = Rule { limited: true, no_media: true, no_reports: true, policy: Policy::None };
        let open = decisions(Federation::Open, &[("odd.test", rule)]);
        for host in ["odd.test", "x.odd.test", "odd.test:81"] {
            assert!(open.deals_with(host) && open.is_limited(host) && !open.shows_media(host));
            assert!(!open.takes_reports(host));
        }
        assert!(!open.is_limited("even.test") && open.shows_media("even.test"));
        assert!(open.hides_anything() && !decisions(Federation::Open, &[]).hides_anything());
    }

    #[test]
    fn a_suspension_above_counts_more_than_an_allowance_below() {
        let list = [("evil.test", Rule::of(Policy::Suspend)), ("good.evil.test", Rule::of(Policy::Allow))];
        assert!(!decisions(Federation::Open, &list).deals_with("good.evil.test"));
    }
}
