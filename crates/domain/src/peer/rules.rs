//! Whether this node deals with another: one function for everything that comes in, goes out or is shown.

use std::collections::HashMap;

use super::Policy;
use crate::node::Federation;

/// The host's decisions, held in memory.
#[derive(Debug, Clone)]
pub struct Decisions {
    /// Open or closed.
    pub federation: Federation,
    /// By host.
    pub policies: HashMap<String, Policy>,
}

impl Decisions {
    /// Whether this node deals with a host. A block covers all names below it and any port; so does an allowance,
    /// unless something nearer says otherwise.
    #[must_use]
    pub fn deals_with(&self, host: &str) -> bool {
        let whole = host.trim_end_matches('.').to_ascii_lowercase();
        let bare = whole.split(':').next().unwrap_or_default().trim_end_matches('.').to_owned();
        if self.policies.get(&whole) == Some(&Policy::Block) {
            return false;
        }
        let mut allowed = self.policies.get(&whole) == Some(&Policy::Allow);
        let mut rest = bare.as_str();
        loop {
            match self.policies.get(rest) {
                Some(Policy::Block) => return false,
                Some(Policy::Allow) => allowed = true,
                _ => {}
            }
            match rest.split_once('.') {
                Some((_, parent)) if !parent.is_empty() => rest = parent,
                _ => break,
            }
        }
        allowed || self.federation == Federation::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decisions(federation: Federation, list: &[(&str, Policy)]) -> Decisions {
        Decisions { federation, policies: list.iter().map(|(h, p)| ((*h).to_owned(), *p)).collect() }
    }

    #[test]
    fn mod_02_a_block_covers_subdomain_port_case_and_trailing_dot() {
        let open = decisions(Federation::Open, &[("evil.test", Policy::Block)]);
        for host in ["evil.test", "a.b.evil.test", "evil.test:8443", "EVIL.test.", "evil.test.:8443"] {
            assert!(!open.deals_with(host), "{host}");
        }
        assert!(open.deals_with("notevil.test"));
    }

    #[test]
    fn mod_08_closed_means_only_those_that_were_named() {
        let closed = decisions(Federation::Closed, &[("friend.test", Policy::Allow)]);
        assert!(closed.deals_with("friend.test"));
        assert!(!closed.deals_with("stranger.test"));
    }
}
