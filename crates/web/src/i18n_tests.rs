use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = format!("{}/", language.as_str());
    let mut found = BTreeMap::new();
    for path in Files::iter().filter(|p| p.starts_with(&folder)) {
        let text = String::from_utf8(Files::get(&path).unwrap().data.into_owned()).unwrap();
        FluentResource::try_new(text.clone()).unwrap_or_else(|(_, e)| panic!("{path}: {e:?}"));
        let mut key = String::new();
        for line in text.lines() {
            if let Some((name, _)) = line.split_once(" =")
                && name.starts_with(|c: char| c.is_ascii_lowercase())
                && !name.contains(' ')
            {
                assert!(found.insert(name.to_owned(), BTreeSet::new()).is_none(), "{path}: {name} twice");
                key = name.to_owned();
            }
            for variable in line.split('$').skip(1) {
                let end = variable.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(variable.len());
                if let Some(variables) = found.get_mut(&key) {
                    variables.insert(variable[..end].to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_values() {
    let english = keys(Language::En);
    assert!(english.len() > 400);
    for language in [Language::Ar, Language::Fr] {
        let other = keys(language);
        let missing: Vec<_> = english.keys().filter(|k| !other.contains_key(*k)).collect();
        let extra: Vec<_> = other.keys().filter(|k| !english.contains_key(*k)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language:?}: missing {missing:?}, extra {extra:?}");
        for (key, variables) in &english {
            // A language may say "one day" or "two days" without the number, never with a value that is not given.
            assert!(other[key].is_subset(variables), "{language:?} {key}: {:?} / {variables:?}", other[key]);
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Every text in quotes that looks like a key (a file's name, a dash, words) and every key of a domain error.
#[test]
fn every_message_that_the_source_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "templates", "../domain/src"] {
        sources(&root.join(folder), &mut files);
    }
    let english = keys(Language::En);
    let prefixes: BTreeSet<&str> = english.keys().filter_map(|k| k.split('-').next()).collect();
    let mut missing = BTreeSet::new();
    // Words in the address after something was done: each stands before its message in one list.
    let page = include_str!("page/mod.rs");
    let list = page.split("const DONE").nth(1).and_then(|rest| rest.split("];").next()).unwrap_or_default();
    let done: BTreeSet<&str> = list.split("(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(done.len() > 20, "the list was not found");
    // The API answers programs, in codes of its own that are no messages.
    for (path, text) in files.iter().filter(|(path, _)| !path.contains("/src/api/")) {
        let web = !path.contains("domain");
        let pieces: Vec<&str> = text.split('"').collect();
        for (before, quoted) in pieces.iter().zip(pieces.iter().skip(1)) {
            // An id or a class of HTML.
            let attribute = before.ends_with('=');
            let plausible = quoted.contains('-')
                && !quoted.ends_with('-')
                && quoted.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                && quoted.split('-').next().is_some_and(|p| prefixes.contains(p) && (web || p == "error"));
            // The domain's names for a rule and for a kind of text.
            let other = matches!(*quoted, "setup-link" | "position-paper") || done.contains(quoted);
            if plausible && !attribute && !other && !english.contains_key(*quoted) {
                missing.insert(format!("{path}: {quoted}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A message that nothing shows would be translated for nobody. Where an id is put together, its beginning stands here.
#[test]
fn no_message_is_left_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "templates", "../domain/src", "../server/src"] {
        sources(&root.join(folder), &mut files);
    }
    let text: Vec<String> = files.into_iter().map(|(_, text)| text).collect();
    let named: BTreeSet<&str> = text
        .iter()
        .flat_map(|text| text.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')))
        .collect();
    let together = ["audit-", "language-", "notification-", "record-kind-", "region-", "retention-"];
    let english = keys(Language::En);
    let left: Vec<&String> = english
        .keys()
        .filter(|key| !named.contains(key.as_str()) && !together.iter().any(|p| key.starts_with(p)))
        .collect();
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn negotiation_follows_weights_and_falls_back() {
    let best = |header: &str| Language::negotiate(header).0;
    assert_eq!(best("fr-CA,fr;q=0.8,en;q=0.5"), Some(Language::Fr));
    assert_eq!(best("en;q=0.2, ar-SY;q=0.9"), Some(Language::Ar));
    assert_eq!(best("ti, am;q=0.9"), None);
    assert_eq!(best("ti, ar;q=0.1, fr;q=0"), Some(Language::Ar));
    assert_eq!(best(""), None);
    assert_eq!(best("\u{0}<script>, *;q=x, ,,,;;;"), None);
    let tags = Language::negotiate("ti, ar;q=0.1, <b>").1;
    assert_eq!(tags.iter().map(LanguageTag::as_str).collect::<Vec<_>>(), ["ti", "ar"]);
}

#[test]
fn numbers_plurals_and_dates_are_those_of_the_language() {
    let day = Timestamp::parse_rfc3339("2026-11-14T09:05:00Z").unwrap();
    assert_eq!(Language::En.date(day), "14 November 2026");
    assert_eq!(Language::Fr.date(day), "14 novembre 2026");
    assert_eq!(Language::Ar.date(day), "14 نوفمبر 2026");
    assert!(Language::En.date_time(day).contains("09:05"), "{}", Language::En.date_time(day));
    assert_eq!(Language::En.number(12345), "12,345");
    assert_eq!(Language::Fr.number(12345), "12\u{202f}345");
    assert_eq!(Language::Ar.number(12345), "12,345");
    let count = |l: Language, n: i64| l.plain1("common-count-statements", "count", n);
    assert_eq!(count(Language::En, 0), "No statements yet");
    assert_eq!(count(Language::En, 1), "1 statement");
    assert_eq!(count(Language::En, 1200), "1,200 statements");
    let arabic: BTreeSet<String> = [0, 1, 2, 3, 11, 100].map(|n| count(Language::Ar, n)).into();
    assert_eq!(arabic.len(), 6);
}

#[test]
fn values_are_isolated_in_text_and_plain_in_titles() {
    let text = Language::Ar.t1("home-where", "organisation", "Kakuma Voices");
    assert!(text.contains("\u{2068}Kakuma Voices\u{2069}"));
    assert!(!Language::Ar.plain1("home-where", "organisation", "Kakuma Voices").contains('\u{2068}'));
}
