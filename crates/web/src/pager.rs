//! Pages of a list, by a place in it and not by an offset: quick and stable however long the list is.

use sofra_domain::cursor::Cursor;
use sofra_domain::statement::model::List;

use crate::viewer::{Viewer, parameter};

/// Where in a list the reader is, from `?before=…&after=N`.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The list goes on before this place.
    pub before: Option<Cursor>,
    /// How many entries came before, as the link said.
    pub after: i64,
}

impl Place {
    /// From the address. What cannot be read is the beginning.
    #[must_use]
    pub fn of(viewer: &Viewer) -> Self {
        let before = parameter(&viewer.query, "before").and_then(|text| Cursor::parse(&text));
        let after = parameter(&viewer.query, "after").and_then(|n| n.parse().ok()).filter(|n| *n > 0);
        Self { after: after.filter(|_| before.is_some()).unwrap_or(0), before }
    }
}

/// The links at the end of a list.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// Number of the first entry shown; 0 when there is none.
    pub first: i64,
    /// Number of the last entry shown.
    pub last: i64,
    /// How many there are.
    pub total: i64,
    /// To the beginning.
    pub newest: Option<String>,
    /// Onwards.
    pub older: Option<String>,
}

impl Pager {
    /// For a list of statements at an address. `keep` are further parameters of the address, encoded.
    #[must_use]
    pub fn new(path: &str, keep: &str, place: &Place, list: &List) -> Self {
        Self::of(path, keep, place, list.cards.len(), list.total, list.next.as_ref())
    }

    /// For any list with such places.
    #[must_use]
    pub fn of(
        path: &str,
        keep: &str,
        place: &Place,
        shown: usize,
        total: i64,
        next: Option<&Cursor>,
    ) -> Self {
        let shown = i64::try_from(shown).unwrap_or(i64::MAX);
        // The number in the link is only for display, and is kept within what there is.
        let after = place.after.min(total.saturating_sub(shown)).max(0);
        let last = after + shown;
        let and = if keep.is_empty() { String::new() } else { format!("{keep}&") };
        Self {
            first: if shown == 0 { 0 } else { after + 1 },
            last,
            total,
            newest: place
                .before
                .as_ref()
                .map(|_| if keep.is_empty() { path.to_owned() } else { format!("{path}?{keep}") }),
            older: next.map(|cursor| format!("{path}?{and}before={cursor}&after={last}")),
        }
    }

    /// Whether there is more than one page.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        self.newest.is_some() || self.older.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_links_are_kept_within_the_list() {
        let place = Place { before: Cursor::parse("5-01j0000000000000000000000a"), after: 1_000_000 };
        assert!(place.before.is_some());
        let pager = Pager::of("/x", "kind=story", &place, 3, 7, None);
        assert_eq!((pager.first, pager.last, pager.total), (5, 7, 7));
        assert_eq!(pager.newest.as_deref(), Some("/x?kind=story"));
        assert!(pager.older.is_none());
        let first = Pager::of("/x", "", &Place::default(), 20, 21, place.before.as_ref());
        assert_eq!(first.older.as_deref(), Some("/x?before=5-01j0000000000000000000000a&after=20"));
    }
}
