//! Languages: BCP 47 tags, writing direction, and texts that exist in several languages.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::fmt;
use std::str::FromStr;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use icu::locale::{Direction as IcuDirection, LanguageIdentifier, LocaleDirectionality};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Longest tag accepted, in characters (RFC 5646 §4.4.1 asks for at least 35).
pub const MAX_TAG_LENGTH: usize = 35;

/// Most languages one text may have; more come only from a peer that wants to fill our memory.
pub const MAX_LANGUAGES: usize = 64;

/// The direction lines are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A well-formed BCP 47 language tag in canonical case, such as `ti`, `prs`, `ckb-Arab` or `zh-Hant-TW`.
///
/// Language, script, region and variants are kept; tags with extensions, private-use parts or grandfathered
/// names are refused, because no reader would find a text under them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct LanguageTag(String);

/// The text is not a language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a language tag, such as ar, ti or zh-Hant")]
pub struct NotALanguageTag;

/// Codes ISO 639 withdrew and old software still sends (IANA registry, `Preferred-Value`).
///
/// Only these: CLDR's wider replacements would turn Dari (`prs`) into Persian of Afghanistan, which is not what its speakers chose.
const REPLACED: [(&str, &str); 3] = [("iw", "he"), ("in", "id"), ("ji", "yi")];

/// Languages mainly written from right to left, for those CLDR's common data has no likely script for.
const RTL_LANGUAGES: [&str; 37] = [
    "aii", "apc", "apd", "ar", "arc", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "hac",
    "haz", "hnd", "hno", "he", "ks", "lki", "lrc", "luz", "mzn", "nqo", "pbt", "pnb", "prs", "ps", "rhg",
    "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
];

impl LanguageTag {
    /// Checks and canonicalises `text`: `AR`, `zh_hant_tw` and `iw` become `ar`, `zh-Hant-TW` and `he`.
    pub fn parse(text: &str) -> Result<Self, NotALanguageTag> {
        let text = text.trim();
        if text.is_empty() || text.len() > MAX_TAG_LENGTH || !text.is_ascii() {
            return Err(NotALanguageTag);
        }
        let identifier =
            LanguageIdentifier::try_from_str(&text.replace('_', "-")).map_err(|_| NotALanguageTag)?;
        let canonical = identifier.to_string();
        let (primary, rest) = canonical.split_at(canonical.find('-').unwrap_or(canonical.len()));
        match REPLACED.iter().find(|(old, _)| *old == primary) {
            Some((_, new)) => Ok(Self(format!("{new}{rest}"))),
            None => Ok(Self(canonical)),
        }
    }

    /// The tag of text whose language nobody named (BCP 47, `und`).
    #[must_use]
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag, such as `zh` of `zh-Hant-TW`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction the language is written in, by its script or, without one, the script it is most often written in.
    pub fn direction(&self) -> Direction {
        const DIRECTIONALITY: LocaleDirectionality = LocaleDirectionality::new_common();
        let Ok(identifier) = LanguageIdentifier::try_from_str(&self.0) else {
            return Direction::Ltr;
        };
        // CLDR is asked first because a region can change the script: Sindhi of India is written in Devanagari.
        match DIRECTIONALITY.get(&identifier) {
            Some(IcuDirection::RightToLeft) => Direction::Rtl,
            None if identifier.script.is_none() && RTL_LANGUAGES.contains(&self.primary()) => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for LanguageTag {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for LanguageTag {
    type Err = NotALanguageTag;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for LanguageTag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl<DB: Backend> ToSql<Text, DB> for LanguageTag
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.as_str().to_sql(out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for LanguageTag
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let text = String::from_sql(bytes)?;
        Self::parse(&text).map_err(Into::into)
    }
}

/// The same thing in several languages, ordered by tag; in JSON an object with the tags as keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized<T>(BTreeMap<LanguageTag, T>);

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Localized<T> {
    /// Nothing in any language.
    pub fn new() -> Self {
        Self::default()
    }

    /// `value` in one language.
    pub fn one(language: LanguageTag, value: T) -> Self {
        Self(BTreeMap::from([(language, value)]))
    }

    /// From a peer's `contentMap` or `nameMap`: entries whose key is no language tag are dropped, the first of two
    /// keys that mean the same stays, and no more than [`MAX_LANGUAGES`] are kept.
    pub fn lenient<K: AsRef<str>>(entries: impl IntoIterator<Item = (K, T)>) -> Self {
        let mut map = BTreeMap::new();
        for (key, value) in entries {
            if map.len() == MAX_LANGUAGES {
                break;
            }
            if let Ok(language) = LanguageTag::parse(key.as_ref()) {
                map.entry(language).or_insert(value);
            }
        }
        Self(map)
    }

    /// The best version for a reader who wants `wanted`, most wanted first: a wanted language exactly, then one of the same
    /// primary language, then the `authentic` one, then the first by tag.
    pub fn best(
        &self,
        wanted: &[LanguageTag],
        authentic: Option<&LanguageTag>,
    ) -> Option<(&LanguageTag, &T)> {
        let exact = |tag: &LanguageTag| self.0.get_key_value(tag);
        let related =
            |tag: &LanguageTag| self.0.iter().find(|(candidate, _)| candidate.primary() == tag.primary());
        wanted
            .iter()
            .find_map(exact)
            .or_else(|| wanted.iter().find_map(related))
            .or_else(|| authentic.and_then(exact))
            .or_else(|| self.0.iter().next())
    }

    /// The value in exactly this language.
    pub fn get(&self, language: &LanguageTag) -> Option<&T> {
        self.0.get(language)
    }

    /// Sets the value in this language and gives back the one it replaces.
    pub fn insert(&mut self, language: LanguageTag, value: T) -> Option<T> {
        self.0.insert(language, value)
    }

    /// Takes the value in this language out.
    pub fn remove(&mut self, language: &LanguageTag) -> Option<T> {
        self.0.remove(language)
    }

    /// The languages, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.0.keys()
    }

    /// Languages with their values, in the order of the tags.
    pub fn iter(&self) -> btree_map::Iter<'_, LanguageTag, T> {
        self.0.iter()
    }

    /// The same languages with each value changed by `change`.
    pub fn map<U>(self, mut change: impl FnMut(&LanguageTag, T) -> U) -> Localized<U> {
        Localized(
            self.0
                .into_iter()
                .map(|(language, value)| {
                    let changed = change(&language, value);
                    (language, changed)
                })
                .collect(),
        )
    }

    /// How many languages there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there is no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> FromIterator<(LanguageTag, T)> for Localized<T> {
    fn from_iter<I: IntoIterator<Item = (LanguageTag, T)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<T> IntoIterator for Localized<T> {
    type Item = (LanguageTag, T);
    type IntoIter = btree_map::IntoIter<LanguageTag, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Localized<T> {
    type Item = (&'a LanguageTag, &'a T);
    type IntoIter = btree_map::Iter<'a, LanguageTag, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn tags_are_canonicalised() {
        for (given, canonical) in [
            ("prs", "prs"),
            ("ti", "ti"),
            ("ckb-Arab", "ckb-Arab"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("ZH_hant_tw", "zh-Hant-TW"),
            (" AR ", "ar"),
            ("iw", "he"),
            ("en-gb", "en-GB"),
            ("es-419", "es-419"),
            ("de-1901", "de-1901"),
            ("und", "und"),
            ("mul", "mul"),
        ] {
            assert_eq!(tag(given).as_str(), canonical);
            assert_eq!(tag(canonical).as_str(), canonical);
        }
    }

    #[test]
    fn xss_03_language_keys_are_validated() {
        for bad in [
            "",
            "a",
            "<script>",
            "en\" onload=x",
            "en;q=1",
            "i-klingon",
            "x-private",
            "en-u-ca-buddhist",
            "ar\u{202e}",
            "аr",
            "de-1901-1996-fonipa-fonupa-arevela-x",
            "*",
            "../en",
        ] {
            assert!(LanguageTag::parse(bad).is_err(), "{bad}");
        }
        assert!(LanguageTag::parse(&"a-".repeat(100_000)).is_err());
        let map = Localized::lenient([("en", 1), ("<b>", 2), ("EN", 3), ("fa", 4)]);
        assert_eq!(map.iter().map(|(l, v)| (l.as_str(), *v)).collect::<Vec<_>>(), [("en", 1), ("fa", 4)]);
        let many =
            Localized::lenient(('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (format!("{a}{b}"), 0))));
        assert_eq!(many.len(), MAX_LANGUAGES);
    }

    #[test]
    fn directions() {
        for rtl in [
            "ar", "fa", "prs", "ps", "ur", "he", "yi", "sd", "ug", "ckb", "dv", "ku-Arab", "ckb-Arab",
            "ar-SD", "fa-AF", "pa-Arab", "pa-PK", "syr", "arc", "rhg", "apd", "apc", "arz", "az-Arab",
            "uz-Arab", "ks", "azb", "bal", "mzn", "lrc", "sdh", "pnb", "skr", "aii", "ff-Adlm", "tr-Arab",
            "und-Arab", "und-Hebr", "nqo", "rhg-Rohg",
        ] {
            assert_eq!(tag(rtl).direction(), Direction::Rtl, "{rtl}");
        }
        for ltr in [
            "en",
            "ti",
            "am",
            "om",
            "so",
            "sw",
            "fr",
            "tr",
            "ku",
            "kmr",
            "ku-Latn",
            "zh-Hant-TW",
            "my",
            "es",
            "ha",
            "pa",
            "uz",
            "und",
            "mul",
            "sd-IN",
            "fa-Latn",
            "ur-Latn",
            "ar-Latn",
            "ks-Deva",
            "sd-Deva",
            "rw",
            "ln",
            "uk",
            "ru",
            "zgh",
            "ff",
            "az",
            "ta",
        ] {
            assert_eq!(tag(ltr).direction(), Direction::Ltr, "{ltr}");
        }
    }

    #[test]
    fn the_best_version_is_found() {
        let texts: Localized<&str> =
            [(tag("ar"), "a"), (tag("en-GB"), "b"), (tag("fr"), "c")].into_iter().collect();
        let best = |wanted: &[&str], authentic: Option<&str>| {
            let wanted: Vec<_> = wanted.iter().map(|text| tag(text)).collect();
            *texts.best(&wanted, authentic.map(tag).as_ref()).unwrap().1
        };
        assert_eq!(best(&["fr"], None), "c");
        assert_eq!(best(&["en-US", "fr"], None), "c");
        assert_eq!(best(&["en"], None), "b");
        assert_eq!(best(&["ti", "fr-CA"], None), "c");
        assert_eq!(best(&["ti"], Some("fr")), "c");
        assert_eq!(best(&["ti"], Some("so")), "a");
        assert_eq!(best(&[], None), "a");
        assert!(Localized::<u8>::new().best(&[tag("en")], None).is_none());
    }

    #[test]
    fn json_is_an_object() {
        let texts = Localized::one(tag("ckb-Arab"), "x".to_owned());
        let json = serde_json::to_string(&texts).unwrap();
        assert_eq!(json, r#"{"ckb-Arab":"x"}"#);
        assert_eq!(serde_json::from_str::<Localized<String>>(&json).unwrap(), texts);
        assert!(serde_json::from_str::<Localized<String>>(r#"{"<b>":"x"}"#).is_err());
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]
        #[test]
        fn parsing_is_idempotent(text in "[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}") {
            if let Ok(tag) = LanguageTag::parse(&text) {
                proptest::prop_assert_eq!(LanguageTag::parse(tag.as_str()), Ok(tag.clone()));
                proptest::prop_assert!(tag.as_str().len() <= MAX_TAG_LENGTH);
                let _ = tag.direction();
            }
        }
    }
}
