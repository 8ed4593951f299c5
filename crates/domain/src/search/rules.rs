//! What is looked for, and the words under which a thing is kept.

use sofra_base::clock::Timestamp;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_base::text::seek::{self, Sought, terms};

use super::model::Entry;
use crate::actor::{Actor, ActorId};
use crate::network::model::CallText;
use crate::position::Stance;
use crate::statement;
use crate::statement::model::Text;

/// What is looked for. Nothing set means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// All of these words.
    pub words: Vec<Sought>,
    /// The language of the text; of an organisation one in which it works.
    pub language: Option<String>,
    /// Identities of demands: it is about one of them; of an organisation, it has spoken on one.
    pub demands: Option<Vec<String>>,
    /// A country: where the author or the organisation works, or its people come from.
    pub country: Option<String>,
    /// Out on this day or later; of an organisation, known here since then.
    pub from: Option<Timestamp>,
    /// Out before this time.
    pub until: Option<Timestamp>,
    /// Who speaks.
    pub author: Option<ActorId>,
    /// What kind of text it is, of a statement.
    pub text: Option<statement::Kind>,
    /// The stance, of a position.
    pub stance: Option<Stance>,
}

impl Filter {
    /// With words as somebody typed them.
    #[must_use]
    pub fn of_words(typed: &str) -> Self {
        Self { words: seek::sought(typed), ..Self::default() }
    }

    /// Whether nothing is looked for in particular.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The words as SQLite's FTS5 takes them: each a string, which holds letters and digits alone.
pub(super) fn for_sqlite(sought: &[Sought]) -> String {
    let words = sought.iter().map(|one| format!("\"{}\"{}", one.term, if one.begins { " *" } else { "" }));
    words.collect::<Vec<_>>().join(" AND ")
}

/// The words as PostgreSQL's `tsquery` takes them: each a quoted lexeme, which holds letters and digits alone.
pub(super) fn for_postgres(sought: &[Sought]) -> String {
    let words = sought.iter().map(|one| format!("'{}'{}", one.term, if one.begins { ":*" } else { "" }));
    words.collect::<Vec<_>>().join(" & ")
}

/// The words of a statement: each text by itself.
pub(super) fn of_statement(texts: &[Text]) -> Vec<Entry> {
    by_language(texts.iter().map(|text| {
        let whole = format!("{}\n{}\n{}", text.title, text.summary, sanitise::plain_text(&text.html));
        (&text.language, whole)
    }))
}

/// The words of a position: its reasons, each language by itself.
pub(super) fn of_position(reasons: &Localized<String>) -> Vec<Entry> {
    by_language(reasons.iter().map(|(language, text)| (language, text.clone())))
}

/// The words of a call: each text by itself.
pub(super) fn of_call(texts: &[CallText]) -> Vec<Entry> {
    by_language(texts.iter().map(|text| (&text.language, format!("{}\n{}", text.title, text.body))))
}

fn by_language<'a>(texts: impl Iterator<Item = (&'a LanguageTag, String)>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = texts
        .map(|(language, whole)| Entry { language: language.to_string(), words: terms(&whole).join(" ") })
        .filter(|entry| !entry.words.is_empty())
        .collect();
    entries.sort_by(|a, b| a.language.cmp(&b.language));
    entries
}

/// The words of an organisation: its names and what it says of itself, in all languages together.
pub(super) fn of_organisation(actor: &Actor) -> Vec<Entry> {
    let mut words = vec![actor.name.clone(), actor.username.clone(), actor.host.clone()];
    words.extend(actor.localized_name().iter().map(|(_, name)| name.clone()));
    words.push(sanitise::plain_text(&actor.summary));
    words.extend(actor.localized_summary().iter().map(|(_, summary)| sanitise::plain_text(summary)));
    vec![Entry { language: String::new(), words: terms(&words.join("\n")).join(" ") }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inj_02_every_word_is_quoted_for_both_databases() {
        let sought = seek::sought("NEAR(\"secret' OR rowid:*");
        assert_eq!(for_sqlite(&sought), "\"near\" AND \"secret\" AND \"or\" AND \"rowid\" *");
        assert_eq!(for_postgres(&sought), "'near' & 'secret' & 'or' & 'rowid':*");
    }
}
