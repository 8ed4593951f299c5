//! The part of a form that is written in several languages, without a script: languages are added and taken away by
//! buttons of the form itself.

use sofra_base::lang::{Direction, LanguageTag};

use crate::form::Fields;
use crate::i18n::Language;
use crate::page::setup::text_languages;

/// Languages of one form at most.
pub(super) const LANGUAGES: usize = 12;

/// What is written in one language: its tag, a short text and a long one.
pub(super) type Text = (String, String, String);

/// One language, as the form shows it.
pub(super) struct TextRow {
    /// From 0.
    pub(super) index: usize,
    /// What the part is called.
    pub(super) legend: String,
    /// The language that is chosen.
    pub(super) language: String,
    /// Those that can be chosen.
    pub(super) languages: Vec<(String, String)>,
    /// The short text.
    pub(super) short: String,
    /// The long text.
    pub(super) long: String,
    /// `lang` and `dir` of what is typed.
    pub(super) attributes: String,
}

impl TextRow {
    /// The id of a field.
    pub(super) fn id(&self, field: &str) -> String {
        format!("texts.{}.{field}", self.index)
    }
}

/// Reads the texts; the fields are named `texts.N.language` and so on.
pub(super) fn read(fields: &Fields, short: &str, long: &str) -> Vec<Text> {
    (0..LANGUAGES)
        .take_while(|n| fields.has(&format!("texts.{n}.language")))
        .map(|n| {
            let get = |name: &str| fields.get(&format!("texts.{n}.{name}")).to_owned();
            (get("language"), get(short), get(long))
        })
        .collect()
}

/// Adds or takes away a language where that was pressed; whether the form is to come back because of it.
pub(super) fn pressed(fields: &Fields, texts: &mut Vec<Text>) -> bool {
    match fields.get("do").split_once('.') {
        None if fields.get("do") == "add-text" => {
            if texts.len() < LANGUAGES {
                texts.push(Text::default());
            }
            true
        }
        Some(("remove-text", index)) => {
            if let Some(index) =
                index.parse().ok().filter(|index: &usize| *index < texts.len() && texts.len() > 1)
            {
                texts.remove(index);
            }
            true
        }
        _ => false,
    }
}

/// The texts as the form shows them.
pub(super) fn rows(language: Language, texts: Vec<Text>) -> Vec<TextRow> {
    let known = text_languages(language);
    let row = |(index, (tag, short, long)): (usize, Text)| {
        let parsed = tag.parse::<LanguageTag>().ok();
        let mut languages = known.clone();
        match &parsed {
            Some(parsed) if !languages.iter().any(|(known, _)| *known == tag) => {
                languages.push((tag.clone(), language.language_name(parsed)));
            }
            Some(_) => {}
            None => languages.insert(0, (tag.clone(), language.t("compose-language-choose"))),
        }
        TextRow {
            index,
            legend: parsed.as_ref().map_or_else(
                || language.t("compose-text-new"),
                |tag| language.t1("compose-language-of-text", "language", language.language_name(tag)),
            ),
            attributes: parsed.as_ref().map_or_else(
                || " dir=\"auto\"".to_owned(),
                |tag| {
                    let direction = if tag.direction() == Direction::Rtl { "rtl" } else { "ltr" };
                    format!(" lang=\"{tag}\" dir=\"{direction}\"")
                },
            ),
            language: tag,
            languages,
            short,
            long,
        }
    };
    texts.into_iter().enumerate().map(row).collect()
}
