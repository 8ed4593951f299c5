//! Bookkeeping: what one holder and one position add to which totals. No connection and no clock.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use sofra_base::clock::Timestamp;

use super::model::Dimension;
use crate::position::Stance;

/// The subject under which all subjects together are counted.
pub const TOGETHER: &str = "";

/// As what an organisation counts. With no scope it counts nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// What it is: each dimension of holders with at least one value, in order.
    pub dimensions: Vec<(Dimension, String)>,
    /// Where it counts, in order.
    pub scopes: Vec<String>,
}

impl Standing {
    /// From what an organisation says of itself. What it does not say is counted under the empty value, so that whoever
    /// must not name a country is counted too.
    #[must_use]
    pub fn new(
        host: Option<(&str, Option<&str>)>,
        several: &[(Dimension, &str)],
        mut scopes: Vec<String>,
    ) -> Self {
        let mut dimensions = vec![(Dimension::All, String::new())];
        dimensions.push((Dimension::Host, host.map_or("", |(country, _)| country).to_owned()));
        dimensions
            .push((Dimension::Region, host.and_then(|(_, region)| region).unwrap_or_default().to_owned()));
        for dimension in [Dimension::Origin, Dimension::Kind, Dimension::Language] {
            let of: Vec<&str> =
                several.iter().filter(|(which, _)| *which == dimension).map(|(_, value)| *value).collect();
            if of.is_empty() {
                dimensions.push((dimension, String::new()));
            }
            dimensions.extend(of.into_iter().map(|value| (dimension, value.to_owned())));
        }
        dimensions.sort();
        dimensions.dedup();
        scopes.sort();
        scopes.dedup();
        Self { dimensions, scopes }
    }

    /// The dimensions as they are stored.
    #[must_use]
    pub fn dimensions_text(&self) -> String {
        spaced(self.dimensions.iter().map(|(dimension, value)| token(*dimension, value)))
    }

    /// Reads what was stored.
    #[must_use]
    pub fn read(dimensions: &str, scopes: &str) -> Self {
        let dimensions = dimensions
            .split_whitespace()
            .filter_map(|token| token.split_once(':'))
            .filter_map(|(name, value)| Some((Dimension::parse(name)?, value.to_owned())))
            .collect();
        Self { dimensions, scopes: unspaced(scopes) }
    }
}

/// A value of a dimension, as it is stored in a list.
#[must_use]
pub fn token(dimension: Dimension, value: &str) -> String {
    format!("{}:{value}", dimension.as_str())
}

/// A list in one text, each entry between two spaces, so that one of them can be looked for.
#[must_use]
pub fn spaced(list: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    list.into_iter().fold(" ".to_owned(), |mut text, one| {
        text.push_str(one.as_ref());
        text.push(' ');
        text
    })
}

/// The list again.
#[must_use]
pub fn unspaced(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// What a position counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// On what.
    pub subject: String,
    /// How.
    pub stance: Stance,
    /// When it was decided.
    pub week: String,
    /// The beginning of the hash of the subject as it was.
    pub version: String,
    /// Where, in order.
    pub scopes: Vec<String>,
    /// When it last changed: its place in lists.
    pub updated_at: Timestamp,
}

/// How much of a hash tells two versions of a subject apart.
#[must_use]
pub fn version(hash: &str) -> String {
    hash.chars().filter(char::is_ascii_alphanumeric).take(16).collect()
}

/// A word that stands in many keys and is kept once.
pub type Word = Arc<str>;

/// Which total: scope, subject, dimension, value, stance.
pub type Key = (Word, Word, Dimension, Word, Stance);

/// By how much totals change.
#[derive(Debug, Default)]
pub struct Deltas {
    words: HashSet<Word>,
    /// Positions.
    pub tally: BTreeMap<Key, i64>,
    /// Organisations, and those of them that have spoken.
    pub voices: BTreeMap<(Word, Dimension, Word), (i64, i64)>,
}

impl Deltas {
    fn word(&mut self, text: &str) -> Word {
        if let Some(known) = self.words.get(text) {
            return known.clone();
        }
        let word: Word = text.into();
        self.words.insert(word.clone());
        word
    }

    /// Counts a position of a holder in (`1`) or out (`-1`).
    pub fn position(&mut self, holder: &Standing, counted: &Counted, by: i64) {
        let together = self.word(TOGETHER);
        let subject = self.word(&counted.subject);
        let mut values: Vec<(Dimension, Word)> =
            holder.dimensions.iter().map(|(dimension, value)| (*dimension, self.word(value))).collect();
        values.push((Dimension::Week, self.word(&counted.week)));
        let version = self.word(&counted.version);
        for scope in &counted.scopes {
            let scope = self.word(scope);
            for about in [&subject, &together] {
                for (dimension, value) in &values {
                    let key = (scope.clone(), about.clone(), *dimension, value.clone(), counted.stance);
                    *self.tally.entry(key).or_default() += by;
                }
            }
            let key = (scope, subject.clone(), Dimension::Version, version.clone(), counted.stance);
            *self.tally.entry(key).or_default() += by;
        }
    }

    /// Counts a holder in (`1`) or out (`-1`). `spoken` says in which scopes it has a position.
    pub fn holder(&mut self, holder: &Standing, spoken: impl Fn(&str) -> bool, by: i64) {
        for scope in &holder.scopes {
            let voice = if spoken(scope) { by } else { 0 };
            let scope = self.word(scope);
            for (dimension, value) in &holder.dimensions {
                let key = (scope.clone(), *dimension, self.word(value));
                let entry = self.voices.entry(key).or_default();
                entry.0 += by;
                entry.1 += voice;
            }
        }
    }

    /// Leaves out what changes nothing.
    pub fn settle(&mut self) {
        self.tally.retain(|_, by| *by != 0);
        self.voices.retain(|_, by| *by != (0, 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder() -> Standing {
        Standing::new(
            Some(("TR", Some("145"))),
            &[(Dimension::Kind, "women-led"), (Dimension::Kind, "refugee-led"), (Dimension::Language, "ar")],
            vec!["public:n".to_owned(), "all".to_owned(), "all".to_owned()],
        )
    }

    #[test]
    fn a_standing_is_read_as_it_was_written() {
        let holder = holder();
        assert_eq!(holder.scopes, ["all", "public:n"]);
        let again = Standing::read(&holder.dimensions_text(), &spaced(&holder.scopes));
        assert_eq!(again, holder);
        assert!(holder.dimensions_text().contains(" origin: "), "what is not told is counted as that");
    }

    #[test]
    fn what_is_counted_in_and_out_leaves_nothing() {
        let (mut deltas, holder) = (Deltas::default(), holder());
        let counted = Counted {
            subject: "urn:x".into(),
            stance: Stance::Support,
            week: "2026-W48".into(),
            version: version("abcdef0123456789ff"),
            scopes: vec!["all".into()],
            updated_at: Timestamp::from_seconds(0),
        };
        deltas.position(&holder, &counted, 1);
        deltas.holder(&holder, |scope| scope == "all", 1);
        assert_eq!(deltas.tally.len(), 2 * (holder.dimensions.len() + 1) + 1);
        assert_eq!(deltas.voices.len(), 2 * holder.dimensions.len());
        deltas.position(&holder, &counted, -1);
        deltas.holder(&holder, |scope| scope == "all", -1);
        deltas.settle();
        assert!(deltas.tally.is_empty() && deltas.voices.is_empty());
    }
}
