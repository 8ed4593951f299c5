//! What is printed and what is written as a document: the same parts in the same order.

use sofra_base::lang::{Direction, LanguageTag};
use sofra_domain::overview::Taken;
use sofra_domain::position::Stance;

use super::super::asked::Asked;
use super::super::positions::proof_key;
use super::super::shown::{Head, title};
use super::words;
use crate::page::chart::stance_key;
use crate::page::show::{Speaker, Words};
use crate::viewer::Viewer;

/// Everything that goes on paper.
pub(super) struct Paper {
    pub title: String,
    /// What it is about, and of whom alone.
    pub about: Option<String>,
    pub only: Option<String>,
    pub preamble: Vec<String>,
    /// The four stances, in order.
    pub stances: Vec<String>,
    pub rows: Vec<Row>,
    pub dissent: Vec<Dissent>,
    /// Date, method, denominators, digest.
    pub facts: Vec<(String, String)>,
}

/// A subject and how it stands; the first row is of all subjects together.
pub(super) struct Row {
    pub subject: Words,
    pub counts: Vec<String>,
    pub all: String,
}

/// A reservation or an opposition, with its words.
pub(super) struct Dissent {
    pub name: Words,
    pub handle: String,
    pub stance: String,
    pub subject: Words,
    pub date: String,
    pub proof: String,
    pub members_only: bool,
    pub reasons: Vec<Reasons>,
}

/// Reasons in one language.
pub(super) struct Reasons {
    pub language: String,
    pub words: Words,
    pub rtl: bool,
}

fn with_code((code, words): (String, Words)) -> Words {
    if code.is_empty() {
        return words;
    }
    Words { text: format!("{code} {}", words.text), attributes: words.attributes }
}

fn reasons(viewer: &Viewer, tag: &LanguageTag, text: &str) -> Reasons {
    Reasons {
        language: viewer.language.language_name(tag),
        words: Words::new(viewer.language, tag, text),
        rtl: tag.direction() == Direction::Rtl,
    }
}

impl Paper {
    pub fn new(viewer: &Viewer, asked: &Asked, taken: &Taken) -> Self {
        let (language, view) = (viewer.language, &taken.view);
        let head = Head::new(viewer, asked, view, "/overview");
        let together = Words { text: language.plain("overview-export-together"), attributes: String::new() };
        let lines = view.lines.iter().map(|l| (with_code(title(viewer, view, &l.subject)), l.stances));
        let dissents = |stance| matches!(stance, Stance::Reservations | Stance::Oppose);
        Self {
            about: head.about.map(|about| with_code(about).text),
            only: head.only.first().map(|(value, _)| language.plain1("overview-only", "value", value)),
            title: head.title,
            preamble: words::preamble(viewer, taken),
            stances: Stance::ALL.iter().map(|stance| language.plain(stance_key(*stance))).collect(),
            rows: std::iter::once((together, view.totals))
                .chain(lines)
                .map(|(subject, stances)| Row {
                    subject,
                    counts: Stance::ALL.iter().map(|s| language.number(stances.of(*s))).collect(),
                    all: language.number(stances.all()),
                })
                .collect(),
            dissent: taken
                .entries
                .iter()
                .filter(|entry| dissents(entry.position.stance))
                .map(|entry| {
                    let speaker = Speaker::new(viewer, &entry.holder);
                    Dissent {
                        name: speaker.name,
                        handle: speaker.handle,
                        stance: language.plain(stance_key(entry.position.stance)),
                        subject: with_code(title(viewer, view, &entry.position.subject)),
                        date: language.date(entry.position.decided_at),
                        proof: language.plain(proof_key(entry.proof)),
                        members_only: entry.position.audience == sofra_domain::position::Audience::Network,
                        reasons: entry.reasons.iter().map(|(tag, text)| reasons(viewer, tag, text)).collect(),
                    }
                })
                .collect(),
            facts: words::facts(viewer, taken),
        }
    }
}
