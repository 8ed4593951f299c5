//! Decisions about profiles.

use sofra_base::country::Country;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;

use super::model::{Declared, Facts};
use crate::error::FieldError;

/// Countries of origin at most.
pub const ORIGINS: usize = 30;
/// Languages at most.
pub const LANGUAGES: usize = 30;
/// Links at most.
pub const LINKS: usize = 5;
/// Characters of the words about decisions at most.
pub const DECISIONS: usize = 1_000;
/// The earliest year.
pub const EARLIEST: i32 = 1900;

/// A profile's facts, as people type them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactsForm {
    /// See [`Declared`].
    pub declared: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub origins: Vec<String>,
    /// ISO 3166-1 alpha-2, or nothing.
    pub host: String,
    /// BCP 47.
    pub languages: Vec<String>,
    /// A year, or nothing.
    pub since: String,
    /// Language and words.
    pub decisions: Vec<(String, String)>,
    /// Addresses; empty ones are left out.
    pub links: Vec<String>,
}

/// Checks what was typed. `year` is this year.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &FactsForm, year: i32) -> Result<Facts, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut facts = Facts::default();
    for text in &form.declared {
        match Declared::parse(text) {
            Some(found) if !facts.declared.contains(&found) => facts.declared.push(found),
            Some(_) => {}
            None => wrong.push(FieldError::new("declared", "error-choice-unknown")),
        }
    }
    for text in form.origins.iter().filter(|text| !text.is_empty()) {
        match Country::parse(text) {
            Some(found) if !facts.origins.contains(&found) => facts.origins.push(found),
            Some(_) => {}
            None => wrong.push(FieldError::new("origins", "error-country-unknown")),
        }
    }
    if facts.origins.len() > ORIGINS {
        wrong.push(FieldError::limit("origins", "error-too-many-countries", ORIGINS as i64));
    }
    if !form.host.is_empty() {
        facts.host = Country::parse(&form.host);
        if facts.host.is_none() {
            wrong.push(FieldError::new("host", "error-country-unknown"));
        }
    }
    for text in form.languages.iter().filter(|text| !text.trim().is_empty()) {
        match text.parse::<LanguageTag>() {
            Ok(found) if !facts.languages.contains(&found) => facts.languages.push(found),
            Ok(_) => {}
            Err(_) => wrong.push(FieldError::new("languages", "error-language-invalid")),
        }
    }
    if facts.languages.len() > LANGUAGES {
        wrong.push(FieldError::limit("languages", "error-too-many-languages", LANGUAGES as i64));
    }
    let since = form.since.trim();
    if !since.is_empty() {
        facts.since = since.parse().ok().filter(|found| (EARLIEST..=year).contains(found));
        if facts.since.is_none() {
            wrong.push(FieldError::new("since", "error-year-invalid"));
        }
    }
    for (index, (language, words)) in form.decisions.iter().enumerate() {
        let words = sanitise::paragraph(words);
        if words.is_empty() {
            continue;
        }
        if words.chars().count() > DECISIONS {
            let field = format!("decisions.{index}");
            wrong.push(FieldError::limit(field, "error-too-long", DECISIONS as i64));
        }
        match language.parse::<LanguageTag>() {
            Ok(language) => facts.decisions.insert(language, words),
            Err(_) => {
                wrong.push(FieldError::new(format!("decisions.{index}"), "error-language-invalid"));
                None
            }
        };
    }
    for (index, text) in form.links.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        match sanitise::https_link(text).map(|url| url.to_string()) {
            Some(found) if !facts.links.contains(&found) => facts.links.push(found),
            Some(_) => {}
            None => wrong.push(FieldError::new(format!("links.{index}"), "error-link-invalid")),
        }
    }
    if facts.links.len() > LINKS {
        wrong.push(FieldError::limit("links.0", "error-too-many-links", LINKS as i64));
    }
    if wrong.is_empty() { Ok(sorted(facts)) } else { Err(wrong) }
}

/// What another node says, as far as it holds: what is unknown or too much is left out.
#[must_use]
pub fn lenient(form: &FactsForm, year: i32) -> Facts {
    let mut facts = Facts {
        declared: form.declared.iter().filter_map(|text| Declared::parse(text)).collect(),
        origins: form.origins.iter().filter_map(|text| Country::parse(text)).take(ORIGINS).collect(),
        host: Country::parse(&form.host),
        languages: form.languages.iter().filter_map(|text| text.parse().ok()).take(LANGUAGES).collect(),
        since: form.since.trim().parse().ok().filter(|found| (EARLIEST..=year).contains(found)),
        decisions: Localized::lenient(form.decisions.iter().filter_map(|(language, words)| {
            let words = sanitise::truncate(&sanitise::paragraph(words), DECISIONS);
            (!words.is_empty()).then(|| (language.clone(), words))
        })),
        links: form
            .links
            .iter()
            .filter_map(|text| sanitise::https_link(text))
            .map(|url| url.to_string())
            .take(LINKS)
            .collect(),
    };
    facts.declared.dedup();
    facts.links.dedup();
    sorted(facts)
}

fn sorted(mut facts: Facts) -> Facts {
    facts.declared.sort();
    facts.declared.dedup();
    facts.origins.sort();
    facts.origins.dedup();
    facts.languages.sort();
    facts.languages.dedup();
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> FactsForm {
        FactsForm {
            declared: vec!["women-led".into(), "refugee-led".into(), "women-led".into()],
            origins: vec!["sd".into(), "SY".into(), String::new()],
            host: "LB".into(),
            languages: vec!["ar".into(), "FR".into()],
            since: "2014".into(),
            decisions: vec![("en".into(), "By vote of all members.".into()), ("ar".into(), " ".into())],
            links: vec!["https://example.org/us".into(), String::new()],
        }
    }

    #[test]
    fn a_profile_is_put_in_order() {
        let facts = check(&form(), 2026).expect("sound");
        assert_eq!(facts.declared, [Declared::RefugeeLed, Declared::WomenLed]);
        assert_eq!(facts.origins.iter().map(|c| c.as_str()).collect::<Vec<_>>(), ["SD", "SY"]);
        assert_eq!((facts.host.map(|c| c.as_str()), facts.since), (Some("LB"), Some(2014)));
        assert_eq!((facts.languages.len(), facts.decisions.len(), facts.links.len()), (2, 1, 1));
        assert_eq!(lenient(&form(), 2026), facts, "another node reads the same");
    }

    #[test]
    fn xss_08_what_is_no_country_year_or_https_link_is_refused_here_and_left_out_from_elsewhere() {
        let bad = FactsForm {
            declared: vec!["saintly".into()],
            origins: vec!["XX".into()],
            host: "Lebanon".into(),
            languages: vec!["not a language".into()],
            since: "2199".into(),
            links: vec!["javascript:alert(1)".into(), "http://example.org".into()],
            ..FactsForm::default()
        };
        let fields: Vec<String> =
            check(&bad, 2026).expect_err("all wrong").into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["declared", "origins", "host", "languages", "since", "links.0", "links.1"]);
        assert!(lenient(&bad, 2026).is_empty());
    }
}
