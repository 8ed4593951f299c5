//! Countries: ISO 3166-1 codes, and their names in the languages of the pages as CLDR gives them.

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The table as it was taken from CLDR; its licence is named in it.
const TABLE: &str = include_str!("../data/countries.tsv");

/// Code, then the names in the order of [`COLUMNS`].
static ROWS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect()
});

/// Which country lies in which region; its source is named in it.
const REGIONS: &str = include_str!("../data/regions.tsv");

/// The languages of the names, in the order of the table.
const COLUMNS: [&str; 3] = ["en", "ar", "fr"];

/// A country or territory by its ISO 3166-1 alpha-2 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(&'static str);

impl Country {
    /// Takes a code, whatever its case; nothing where ISO 3166-1 has no such code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() == 2)
            .then(|| ROWS.iter().find(|row| row[0].eq_ignore_ascii_case(text)).map(|row| Self(row[0])))
            .flatten()
    }

    /// The code, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Its name in a language of the pages; in English for any other.
    #[must_use]
    pub fn name(self, language: &str) -> &'static str {
        let column = COLUMNS.iter().position(|known| *known == language).unwrap_or(0) + 1;
        ROWS.iter().find(|row| row[0] == self.0).and_then(|row| row.get(column)).copied().unwrap_or(self.0)
    }

    /// The sub-region of the United Nations' standard M49 that it lies in, as the standard's three digits. Antarctica lies
    /// in none.
    #[must_use]
    pub fn region(self) -> Option<&'static str> {
        static ROWS: LazyLock<std::collections::HashMap<&str, &str>> =
            LazyLock::new(|| REGIONS.lines().filter_map(|line| line.split_once('\t')).collect());
        ROWS.get(self.0).copied()
    }

    /// All of them, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| Self(row[0]))
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a code of ISO 3166-1"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_each_language_of_the_pages() {
        assert_eq!(Country::all().count(), 249);
        for row in ROWS.iter() {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
        }
    }

    #[test]
    fn every_country_lies_in_one_of_the_22_regions_of_the_united_nations() {
        let without: Vec<&str> =
            Country::all().filter(|c| c.region().is_none()).map(Country::as_str).collect();
        assert_eq!(without, ["AQ"]);
        let regions: std::collections::BTreeSet<&str> = Country::all().filter_map(Country::region).collect();
        assert_eq!(regions.len(), 22);
        assert!(regions.iter().all(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit())));
        let of = |code: &str| Country::parse(code).and_then(Country::region);
        assert_eq!((of("TR"), of("KE"), of("DE")), (Some("145"), Some("014"), Some("155")));
    }

    #[test]
    fn codes_are_read_strictly_and_names_follow_the_language() {
        let syria = Country::parse(" sy ").expect("Syria");
        assert_eq!((syria.as_str(), syria.name("en")), ("SY", "Syria"));
        assert_eq!((syria.name("ar"), syria.name("fr"), syria.name("tr")), ("سوريا", "Syrie", "Syria"));
        for text in ["", "S", "SYR", "XX", "S\t", "ٍSY"] {
            assert_eq!(Country::parse(text), None, "{text:?}");
        }
    }
}
