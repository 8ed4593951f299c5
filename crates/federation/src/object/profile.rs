//! What an organisation says that it is: as fields that a reader on other software sees (`PropertyValue`), and as
//! properties of our namespace that another node reads.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use sofra_base::lang::LanguageTag;
use sofra_domain::actor::Actor;
use sofra_domain::organisation::Facts;
use sofra_domain::organisation::rules::FactsForm;

use super::{escape, first_text, list, text};

/// Languages, countries and the like of one profile that are read.
const ENTRIES: usize = 60;
/// Bytes of one received value that are read.
const BYTES: usize = 8_000;

type Words = BTreeMap<String, BTreeMap<String, String>>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("fields.toml"))
        .expect("the words of the fields are sound, as their test shows")
});

/// A word of the fields in a language; in English where that language is not among them.
#[must_use]
pub(super) fn word(language: &str, key: &str) -> &'static str {
    WORDS
        .get(language)
        .or_else(|| WORDS.get("en"))
        .and_then(|words| words.get(key))
        .map_or("", String::as_str)
}

/// The language in which an actor's fields are written: that of its plain name.
#[must_use]
pub(super) fn language_of(actor: &Actor) -> String {
    let names = actor.localized_name();
    let plain = |name: &str| name == actor.name;
    let english = names.iter().find(|(tag, name)| tag.primary() == "en" && plain(name));
    let found = english.or_else(|| names.iter().find(|(_, name)| plain(name))).map(|(tag, _)| tag.primary());
    found.filter(|language| WORDS.contains_key(*language)).unwrap_or("en").to_owned()
}

/// One field, as Mastodon shows it. `value` is HTML.
#[must_use]
pub(super) fn field(name: &str, value: &str) -> Value {
    json!({"type": "PropertyValue", "name": name, "value": value})
}

/// The fields of a profile, in the organisation's own first language. Kept to few: Mastodon shows the first four.
#[must_use]
pub(super) fn fields(actor: &Actor, facts: &Facts) -> Vec<Value> {
    let language = language_of(actor);
    let say = |key: &str| word(&language, key);
    let joined = |parts: Vec<String>| parts.join(say("separator"));
    let mut fields = Vec::new();
    let mut add = |key: &str, parts: Vec<String>| {
        if !parts.is_empty() {
            fields.push(field(say(key), &escape(&joined(parts))));
        }
    };
    add("declared", facts.declared.iter().map(|one| say(one.as_str()).to_owned()).collect());
    add("host", facts.host.iter().map(|one| one.name(&language).to_owned()).collect());
    add("origins", facts.origins.iter().map(|one| one.name(&language).to_owned()).collect());
    add("languages", facts.languages.iter().map(ToString::to_string).collect());
    add("since", facts.since.iter().map(ToString::to_string).collect());
    let wanted: Vec<LanguageTag> = language.parse().into_iter().collect();
    let decisions = facts.decisions.best(&wanted, None).map(|(_, words)| words.clone());
    add("decisions", decisions.into_iter().collect());
    for link in &facts.links {
        let link = escape(link);
        fields.push(field(say("link"), &format!("<a href=\"{link}\" rel=\"nofollow noopener\">{link}</a>")));
    }
    fields
}

/// The structured properties of a profile, put into the actor's document.
pub(super) fn write(document: &mut Value, facts: &Facts) {
    let mut put = |name: &str, value: Value| document[name] = value;
    if !facts.declared.is_empty() {
        put("declaredAs", facts.declared.iter().map(|one| one.as_str()).collect());
    }
    if !facts.origins.is_empty() {
        put("originCountries", facts.origins.iter().map(|one| one.as_str()).collect());
    }
    if let Some(host) = facts.host {
        put("hostCountry", host.as_str().into());
    }
    if !facts.languages.is_empty() {
        put("workingLanguages", facts.languages.iter().map(LanguageTag::as_str).collect());
    }
    if let Some(since) = facts.since {
        put("activeSince", since.into());
    }
    if !facts.decisions.is_empty() {
        let map = facts.decisions.iter().map(|(tag, words)| (tag.to_string(), words.as_str().into()));
        put("decisionMaking", Value::Object(map.collect::<Map<_, _>>()));
    }
    if !facts.links.is_empty() {
        put("links", facts.links.clone().into());
    }
}

/// Reads the structured properties; the domain decides what of it holds.
#[must_use]
pub(super) fn read(document: &Value) -> FactsForm {
    let texts = |name: &str| -> Vec<String> {
        list(document.get(name))
            .iter()
            .take(ENTRIES)
            .filter_map(|entry| first_text(Some(entry)))
            .filter(|found| found.len() <= BYTES)
            .map(str::to_owned)
            .collect()
    };
    let decisions = document.get("decisionMaking").and_then(Value::as_object).into_iter().flatten();
    FactsForm {
        declared: texts("declaredAs"),
        origins: texts("originCountries"),
        host: text(document, "hostCountry").unwrap_or_default().to_owned(),
        languages: texts("workingLanguages"),
        since: document
            .get("activeSince")
            .and_then(Value::as_i64)
            .map(|year| year.to_string())
            .unwrap_or_default(),
        decisions: decisions
            .take(ENTRIES)
            .filter_map(|(tag, words)| Some((tag.clone(), words.as_str()?.to_owned())))
            .filter(|(_, words)| words.len() <= BYTES)
            .collect(),
        links: texts("links"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sofra_domain::organisation::rules;

    #[test]
    fn the_words_of_the_fields_exist_in_each_language() {
        let keys = |language: &str| WORDS[language].keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("en"), keys("ar"));
        assert_eq!(keys("en"), keys("fr"));
    }

    #[test]
    fn what_one_node_writes_another_reads() {
        let form = FactsForm {
            declared: vec!["refugee-led".into(), "women-led".into()],
            origins: vec!["SD".into(), "SY".into()],
            host: "LB".into(),
            languages: vec!["ar".into(), "en".into()],
            since: "2014".into(),
            decisions: vec![("ar".into(), "بالتصويت".into()), ("en".into(), "By vote".into())],
            links: vec!["https://example.org/us".into()],
        };
        let facts = rules::check(&form, 2026).expect("sound");
        let mut document = json!({});
        write(&mut document, &facts);
        assert_eq!(rules::lenient(&read(&document), 2026), facts);
    }

    #[test]
    fn xss_08_a_hostile_profile_leaves_nothing_that_runs() {
        let document = json!({
            "declaredAs": ["refugee-led", "<script>", {"id": 5}, "x".repeat(100_000)],
            "originCountries": "SY",
            "hostCountry": "<b>LB</b>",
            "workingLanguages": ["ar", "\"><script>"],
            "activeSince": 99_999,
            "decisionMaking": {"en": "<script>alert(1)</script>\u{202e}By vote", "<b>": "x", "fr": 7},
            "links": ["javascript:alert(1)", "https://user:pw@example.org", "https://example.org/"]
        });
        let facts = rules::lenient(&read(&document), 2026);
        assert_eq!(facts.declared.len(), 1);
        assert_eq!(facts.origins.len(), 1);
        assert_eq!((facts.host, facts.since, facts.languages.len()), (None, None, 1));
        assert_eq!(facts.links, ["https://example.org/"]);
        assert_eq!(facts.decisions.len(), 1);
        assert!(!facts.decisions.iter().any(|(_, words)| words.contains('\u{202e}')));
    }
}
