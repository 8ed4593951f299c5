//! What changed between two texts, paragraph by paragraph and word by word, ready to be shown.

use sofra_base::lang::LanguageTag;
use sofra_base::text::{diff, markdown, sanitise};
use sofra_domain::statement::rules::Form;
use sofra_domain::statement::{Text, View};

use super::show::Words;
use crate::i18n::Language;

/// A piece of a comparison.
pub struct Piece {
    kind: diff::Kind,
    /// The words.
    pub text: String,
}

impl Piece {
    /// Whether only the newer text has it.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.kind == diff::Kind::Added
    }

    /// Whether only the older text has it.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.kind == diff::Kind::Removed
    }
}

/// A paragraph of a comparison.
pub struct Paragraph {
    /// Its pieces, in their order.
    pub pieces: Vec<Piece>,
    /// Whether anything in it changed.
    pub changed: bool,
}

/// Compares two lines.
#[must_use]
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    diff::compare(old, new).into_iter().map(|c| Piece { kind: c.kind, text: c.text }).collect()
}

/// Whether anything is not in both.
#[must_use]
pub fn has_changes(pieces: &[Piece]) -> bool {
    pieces.iter().any(|p| p.kind != diff::Kind::Same)
}

/// Cuts a comparison at the line breaks, so that each paragraph says whether it changed.
#[must_use]
pub fn paragraphs(old: &str, new: &str) -> Vec<Paragraph> {
    let mut all = Vec::new();
    let mut current: Vec<Piece> = Vec::new();
    let mut close = |current: &mut Vec<Piece>| {
        if current.iter().any(|p| !p.text.trim().is_empty()) {
            let changed = current.iter().any(|p| p.kind != diff::Kind::Same && !p.text.trim().is_empty());
            all.push(Paragraph { pieces: std::mem::take(current), changed });
        } else {
            current.clear();
        }
    };
    // Lines are compared with their ends, so the last one needs an end as well.
    for change in diff::compare(&format!("{old}\n"), &format!("{new}\n")) {
        for (index, line) in change.text.split('\n').enumerate() {
            if index > 0 {
                close(&mut current);
            }
            if !line.is_empty() {
                current.push(Piece { kind: change.kind, text: line.to_owned() });
            }
        }
    }
    close(&mut current);
    all
}

/// What is compared: Markdown as it was written, or the words of what arrived as HTML.
#[must_use]
pub fn body_of(text: Option<&Text>) -> String {
    text.map_or_else(String::new, |t| t.body.clone().unwrap_or_else(|| sanitise::plain_text(&t.html)))
}

/// A text of a revision that waits for approval, against the one that is published.
pub struct Revised {
    /// The name of its language.
    pub language: String,
    /// `lang` and `dir` of its words.
    pub attributes: String,
    /// The title, compared.
    pub title: Vec<Piece>,
    /// The summary, compared.
    pub summary: Vec<Piece>,
    /// The paragraphs, compared.
    pub body: Vec<Paragraph>,
    /// Whether nothing of it changed.
    pub same: bool,
    /// Whether this language was not there before.
    pub only_new: bool,
    /// Whether this language would be gone.
    pub only_old: bool,
    /// The text as it would be read; none where it would be gone.
    pub whole: Option<Words>,
}

/// Every text of a revision that waits, and those that it leaves out, against what is published.
#[must_use]
pub fn revised(language: Language, published: &View, form: &Form) -> Vec<Revised> {
    let one = |tag: &LanguageTag, new: Option<(&str, &str, &str)>| {
        let old = published.texts.get(tag);
        let (title, summary, body) = new.unwrap_or_default();
        let title = pieces(old.map_or("", |t| &t.title), title);
        let summary = pieces(old.map_or("", |t| &t.summary), summary);
        let changes = paragraphs(&body_of(old), body);
        Revised {
            language: language.language_name(tag),
            attributes: language.attributes(tag),
            same: !has_changes(&title) && !has_changes(&summary) && !changes.iter().any(|p| p.changed),
            only_new: old.is_none(),
            only_old: new.is_none(),
            whole: new.map(|_| Words::new(language, tag, markdown::render(body, form.numbered).html)),
            title,
            summary,
            body: changes,
        }
    };
    let mut tags = Vec::new();
    let mut all = Vec::new();
    for text in &form.texts {
        let Ok(tag) = text.language.parse::<LanguageTag>() else { continue };
        let (title, summary) = (sanitise::paragraph(&text.title), sanitise::paragraph(&text.summary));
        all.push(one(&tag, Some((title.as_str(), summary.as_str(), text.body.as_str()))));
        tags.push(tag);
    }
    all.extend(published.texts.languages().filter(|tag| !tags.contains(tag)).map(|tag| one(tag, None)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_is_cut_into_paragraphs_that_say_whether_they_changed() {
        let cut = paragraphs("One.\n\nTwo seats.\n\nThree.", "One.\n\nFour seats.\n\nThree.\n\nNew.");
        let shown: Vec<(bool, String)> =
            cut.iter().map(|p| (p.changed, p.pieces.iter().map(|x| x.text.as_str()).collect())).collect();
        assert_eq!(shown.len(), 4, "{shown:?}");
        assert!(!shown[0].0 && shown[1].0 && !shown[2].0 && shown[3].0, "{shown:?}");
    }
}
