//! Writing the rules.

use diesel::prelude::*;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{rule_text, rule_version};

use super::store;
use crate::account::Identity;
use crate::audit::actions::{Act, record};
use crate::error::{Error, FieldError, Result};
use crate::moderation::rules::{self, Doer, Power, Target};
use crate::site::At;

/// Rules at most.
pub const RULES: usize = 30;
/// Characters of a rule at most.
pub const WORDS: usize = 1000;

/// Writes a new version, one text for each language: its rules stand apart by an empty line. A language without words
/// is left out; the others must have the same number of rules. Nothing happens when nothing changed.
///
/// # Errors
/// `Forbidden` unless the account runs the node, `Invalid`.
pub fn write(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    texts: &[(String, String)],
) -> Result<i32> {
    rules::may(&Doer::of(who), Power::WriteRules, &Target::default())?;
    let before = store::current(conn)?;
    let written = check(texts)?;
    let last = before.as_ref().map_or(0, |version| version.number);
    let same = |version: &super::Version| {
        version.rules.len() == written.len()
            && version.rules.iter().zip(&written).all(|(old, new)| old.iter().eq(new.iter()))
    };
    if before.as_ref().is_some_and(same) || (before.is_none() && written.is_empty()) {
        return Ok(last);
    }
    let version = last + 1;
    diesel::insert_into(rule_version::table)
        .values((rule_version::number.eq(version), rule_version::created_at.eq(at.now)))
        .execute(conn)?;
    for (index, rule) in written.iter().enumerate() {
        for (language, words) in rule.iter() {
            diesel::insert_into(rule_text::table)
                .values((
                    rule_text::version.eq(version),
                    rule_text::number.eq(i32::try_from(index + 1).unwrap_or(i32::MAX)),
                    rule_text::language.eq(language.as_str()),
                    rule_text::words.eq(words),
                ))
                .execute(conn)?;
        }
    }
    let object = version.to_string();
    record(conn, at.now, who, Act { act: "rules.change", object: &object, ..Act::default() })?;
    Ok(version)
}

/// The rules of a text: paragraphs, each one line.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let unified = sanitise::paragraph(text);
    unified.split("\n\n").map(sanitise::line).filter(|rule| !rule.is_empty()).collect()
}

fn check(texts: &[(String, String)]) -> Result<Vec<Localized<String>>> {
    let mut wrong = Vec::new();
    let mut rules: Vec<Localized<String>> = Vec::new();
    for (language, text) in texts {
        let field = format!("rules-{language}");
        let found = split(text);
        if found.is_empty() {
            continue;
        }
        let Ok(tag) = language.parse::<LanguageTag>() else {
            wrong.push(FieldError::new(field, "error-language-invalid"));
            continue;
        };
        if found.len() > RULES || found.iter().any(|rule| rule.chars().count() > WORDS) {
            wrong.push(FieldError::limit(field, "error-rules-too-long", WORDS as i64));
            continue;
        }
        if rules.is_empty() {
            rules = vec![Localized::default(); found.len()];
        }
        if rules.len() != found.len() {
            wrong.push(FieldError::limit(field, "error-rules-count", rules.len() as i64));
            continue;
        }
        for (rule, words) in rules.iter_mut().zip(found) {
            rule.insert(tag.clone(), words);
        }
    }
    if wrong.is_empty() { Ok(rules) } else { Err(Error::Invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_apart_by_an_empty_line_and_have_the_same_numbers_everywhere() {
        let text = |language: &str, text: &str| (language.to_owned(), text.to_owned());
        let rules = check(&[
            text("en", "Be kind.\nAlways.\n\n\n\nName nobody who is in danger."),
            text("ar", "كونوا لطفاء.\n\nلا تذكروا اسم من هو في خطر."),
            text("fr", " \n "),
        ]);
        let rules = rules.unwrap_or_default();
        assert_eq!(rules.len(), 2);
        let english: LanguageTag = "en".parse().unwrap_or_else(|_| LanguageTag::undetermined());
        assert_eq!(rules[0].get(&english).map(String::as_str), Some("Be kind. Always."));
        assert_eq!(rules[0].languages().count(), 2);
        let wrong = check(&[text("en", "one\n\ntwo"), text("fr", "un")]);
        assert!(matches!(wrong, Err(Error::Invalid(list)) if list[0].field == "rules-fr"));
        assert!(check(&[text("en", &"x".repeat(WORDS + 1))]).is_err());
    }
}
