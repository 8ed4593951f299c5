//! One row a position, for programs and for spreadsheets that open anything.

use sofra_domain::overview::Taken;
use sofra_domain::overview::list::Entry;

use super::super::shown::title;
use crate::page::show::Speaker;
use crate::viewer::Viewer;

/// Spreadsheets take a file without this mark for one of another time, and show Arabic as signs.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The columns: the same words in every language, for programs. Those of the whole stand in each row, because a table
/// has no other place that survives being sorted and joined.
const COLUMNS: [&str; 18] = [
    "position",
    "page",
    "holder",
    "holder_name",
    "subject",
    "subject_title",
    "stance",
    "decided",
    "told_to",
    "proof",
    "language",
    "reasons",
    "translations",
    "made",
    "organisations",
    "answered",
    "method",
    "digest",
];

/// Text that no spreadsheet takes for a formula, whoever wrote it: an apostrophe stands before what could begin one.
#[must_use]
pub(crate) fn harmless(text: &str) -> String {
    // Spreadsheets skip spaces and marks before a sign; some know the wide signs too.
    let skipped =
        |c: char| c == ' ' || c == '\u{a0}' || c == '\u{feff}' || ('\u{200b}'..='\u{200f}').contains(&c);
    let begins = text.trim_start_matches(skipped).chars().next();
    let first = text.chars().next();
    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    if begins.is_some_and(|c| signs.contains(&c)) || first.is_some_and(char::is_control) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The reasons in the language they were given in, and the others.
pub(super) fn reasons(entry: &Entry) -> (String, String, String) {
    let authentic = &entry.position.authentic;
    let Some((tag, text)) = entry.reasons.best(std::slice::from_ref(authentic), Some(authentic)) else {
        return Default::default();
    };
    let others: Vec<String> = entry
        .reasons
        .iter()
        .filter(|(other, _)| *other != tag)
        .map(|(other, text)| format!("{other}: {text}"))
        .collect();
    (tag.to_string(), text.clone(), others.join("\n\n"))
}

/// The table.
///
/// # Errors
/// The writer's own.
pub(super) fn write(viewer: &Viewer, taken: &Taken) -> Result<Vec<u8>, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(COLUMNS)?;
    let whole = [
        taken.view.at.to_rfc3339(),
        taken.view.voices.members.to_string(),
        taken.view.voices.spoken.to_string(),
        viewer.language.plain("overview-export-method"),
        taken.digest.clone(),
    ];
    let mut row =
        |cells: [String; 13]| writer.write_record(cells.iter().chain(&whole).map(|cell| harmless(cell)));
    for entry in &taken.entries {
        let position = &entry.position;
        let (code, subject) = title(viewer, &taken.view, &position.subject);
        let subject = if code.is_empty() { subject.text } else { format!("{code} {}", subject.text) };
        let (language, reasons, translations) = reasons(entry);
        row([
            position.uri.clone(),
            position.page_url.clone().unwrap_or_else(|| position.uri.clone()),
            entry.holder.uri.clone(),
            Speaker::new(viewer, &entry.holder).name.text,
            position.subject.clone(),
            subject,
            position.stance.as_str().to_owned(),
            position.decided_at.to_rfc3339(),
            position.audience.as_str().to_owned(),
            entry.proof.as_str().to_owned(),
            language,
            reasons,
            translations,
        ])?;
    }
    if taken.entries.is_empty() {
        // When it was asked, and of how many, is told also where nobody answered.
        row(Default::default())?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_could_begin_a_formula_begins_with_an_apostrophe() {
        for text in [
            "=HYPERLINK(\"https://evil.example\")",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\n=1",
            "  =1",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200f}=1",
            "\u{ff1d}1",
        ] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "We teach.", "a=b", "لا -", "1-2", "https://a.example/?x=1"] {
            assert_eq!(harmless(text), text);
        }
    }
}
