//! What each export says of itself: the sentences at its beginning, and how it came about.

use sofra_domain::overview::{Scope, Taken, What};

use crate::i18n::Language;
use crate::page::chart::in_words;
use crate::viewer::Viewer;

/// The sentences at the beginning: who answered of how many, when, and what.
pub(super) fn preamble(viewer: &Viewer, taken: &Taken) -> Vec<String> {
    let (language, view) = (viewer.language, &taken.view);
    let voices = &view.voices;
    let Some((first, last)) = taken.between else {
        return vec![language.message("overview-preamble-nobody", &[("members", &voices.members)], true)];
    };
    let key = match (&view.question.scope, view.question.who.is_none() && voices.countries_spoken > 0) {
        (Scope::All, true) => "overview-preamble-known-countries",
        (Scope::All, false) => "overview-preamble-known",
        (_, true) => "overview-preamble-members-countries",
        (_, false) => "overview-preamble-members",
    };
    let (from, until) = (language.date(first), language.date(last));
    let answered = language.message(
        key,
        &[
            ("spoken", &voices.spoken),
            ("members", &voices.members),
            ("countries", &voices.countries_spoken),
            ("from", &from),
            ("until", &until),
        ],
        true,
    );
    let stances = in_words(language, &view.totals);
    let said = match view.question.what {
        // On one subject each organisation has one position.
        What::Subject(_) => language.message("overview-preamble-one", &[("stances", &stances)], true),
        _ => language.message(
            "overview-preamble-several",
            &[("count", &view.totals.all()), ("subjects", &view.lines.len()), ("stances", &stances)],
            true,
        ),
    };
    vec![answered, said]
}

/// When, of whom, of how many, how, and the digest: name and value.
pub(super) fn facts(viewer: &Viewer, taken: &Taken) -> Vec<(String, String)> {
    let (language, view) = (viewer.language, &taken.view);
    let name = |key: &str| language.plain(key);
    let part = match view.question.scope {
        Scope::Members(_) => "overview-members-part",
        Scope::All | Scope::Public(_) => "overview-export-public-only",
    };
    let mut facts = vec![
        (name("overview-export-made"), language.plain1("overview-at", "time", language.date_time(view.at))),
        (name("overview-export-whose"), language.plain(part)),
        (name("overview-export-summary"), unmarked(&preamble(viewer, taken).join(" "))),
        (name("overview-export-denominators"), denominators(language, taken)),
        (name("overview-tab-method"), language.plain("overview-export-method")),
        (name("overview-export-digest"), taken.digest.clone()),
    ];
    if view.generated_at.is_some() {
        facts.push((name("overview-export-note"), language.plain("overview-generated")));
    }
    facts
}

fn denominators(language: Language, taken: &Taken) -> String {
    let voices = &taken.view.voices;
    let members = language.message(
        if matches!(taken.view.question.scope, Scope::All) {
            "overview-answered-here"
        } else {
            "overview-answered"
        },
        &[("members", &voices.members), ("spoken", &voices.spoken)],
        false,
    );
    if taken.view.question.who.is_some() || voices.countries == 0 {
        return members;
    }
    let countries =
        language.plain2("overview-countries", "spoken", voices.countries_spoken, "all", voices.countries);
    format!("{members} {countries}")
}

/// Without the invisible marks that keep values apart on a page: in a cell they are copied along.
fn unmarked(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}
