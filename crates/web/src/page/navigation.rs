//! The main navigation: few entries that are always seen, the rest in a menu that opens without a script.

use super::Page;

/// Where an entry stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Always seen.
    Row,
    /// In the menu: what there is to read.
    Reading,
    /// In the menu: what belongs to the reader.
    Own,
    /// In the menu: the node.
    Node,
}

/// For whom an entry is.
#[derive(Clone, Copy)]
enum Whom {
    Everybody,
    Visitors,
    SignedIn,
    /// Who may write in somebody's name.
    Speakers,
    /// Who has a role in an organisation.
    Members,
    /// Who looks after the node.
    Keepers,
}

/// All entries, in their order: address, the name by which a page says that it belongs here (`Page::under`), message,
/// place, and for whom. A new entry is one line, and a line of the menu unless it is for everybody on every visit.
const ENTRIES: &[(&str, &str, &str, Place, Whom)] = &[
    ("/", "home", "common-nav-home", Place::Row, Whom::Visitors),
    ("/timeline", "timeline", "common-nav-timeline", Place::Row, Whom::SignedIn),
    ("/agenda", "agenda", "common-nav-agenda", Place::Row, Whom::Everybody),
    ("/directory", "directory", "directory-title", Place::Row, Whom::Everybody),
    ("/awaits", "awaits", "approval-awaits-nav", Place::Row, Whom::SignedIn),
    ("/compose", "compose", "common-nav-compose", Place::Row, Whom::Speakers),
    ("/sign-in", "sign-in", "common-sign-in", Place::Row, Whom::Visitors),
    ("/notifications", "notifications", "notification-nav", Place::Own, Whom::SignedIn),
    ("/overview", "overview", "overview-nav", Place::Reading, Whom::Everybody),
    ("/networks", "networks", "network-all-title", Place::Reading, Whom::Everybody),
    ("/positions", "positions", "position-nav", Place::Reading, Whom::Everybody),
    ("/seats", "seats", "seat-title", Place::Reading, Whom::Everybody),
    ("/search", "search", "search-title", Place::Reading, Whom::Everybody),
    ("/digest", "digest", "digest-title", Place::Reading, Whom::Everybody),
    ("/follow", "follow", "common-nav-follow", Place::Reading, Whom::Speakers),
    ("/desk", "desk", "desk-nav-one", Place::Own, Whom::Members),
    ("/settings", "settings", "common-nav-settings", Place::Own, Whom::SignedIn),
    ("/admin", "admin", "admin-nav", Place::Node, Whom::Keepers),
];

/// An entry, ready to be shown.
pub struct Entry {
    /// Where it leads.
    pub path: &'static str,
    /// What it says.
    pub words: String,
    /// Whether the page belongs to it.
    pub current: bool,
    /// How many notifications nobody has looked at, on the entry that leads to them.
    pub unseen: i64,
}

impl Page {
    /// The entries that are always seen.
    #[must_use]
    pub fn row(&self) -> Vec<Entry> {
        self.entries(Place::Row)
    }

    /// The entries of the menu, in groups; none where there is no menu.
    #[must_use]
    pub fn menu(&self) -> Vec<Vec<Entry>> {
        let groups = [Place::Own, Place::Reading, Place::Node].map(|place| self.entries(place));
        groups.into_iter().filter(|group| !group.is_empty()).collect()
    }

    fn entries(&self, place: Place) -> Vec<Entry> {
        let here = |whom| match whom {
            Whom::Everybody => true,
            Whom::Visitors => !self.signed_in,
            Whom::SignedIn => self.signed_in,
            Whom::Speakers => self.speaks,
            Whom::Members => self.seats > 0,
            Whom::Keepers => self.keeps,
        };
        ENTRIES
            .iter()
            .filter(|(_, _, _, at, whom)| *at == place && here(*whom))
            .map(|(path, name, key, _, _)| Entry {
                path,
                words: match *key {
                    "approval-awaits-nav" => self.language.plain1(key, "count", self.awaits),
                    "desk-nav-one" if self.seats > 1 => self.language.t("desk-nav-several"),
                    key => self.language.t(key),
                },
                current: self.current == *name,
                unseen: if *name == "notifications" { self.unseen } else { 0 },
            })
            .collect()
    }
}
