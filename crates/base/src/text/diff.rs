//! What changed between two revisions of a text, word by word.

use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, TextDiffConfig};

/// Longest rewritten passage compared word by word, in bytes of both sides together; a longer one is shown as removed and added whole.
const MAX_PASSAGE: usize = 60_000;

/// Longest texts compared at all, in bytes of both together.
const MAX_TEXT: usize = 2_000_000;

/// Time for one comparison. Typical revisions take less than a hundredth of it.
const TIME: Duration = Duration::from_millis(400);

/// What happened to a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// In both revisions.
    Same,
    /// Only in the old one.
    Removed,
    /// Only in the new one.
    Added,
}

/// A piece of text and what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened to the piece.
    pub kind: Kind,
    /// The piece, exactly as in its revision.
    pub text: String,
}

/// Compares two revisions: first paragraph by paragraph, then word by word (UAX #29) in those that were rewritten.
///
/// The pieces that are not `Added` make up `old`, those that are not `Removed` make up `new`; removed pieces come before the
/// added ones that replace them. Long or very different texts are compared by paragraph only, so that the work stays bounded.
pub fn compare(old: &str, new: &str) -> Vec<Change> {
    let mut changes = Changes::default();
    if old == new {
        changes.push(Kind::Same, old);
        return changes.0;
    }
    if old.len() + new.len() > MAX_TEXT {
        changes.push(Kind::Removed, old);
        changes.push(Kind::Added, new);
        return changes.0;
    }
    let deadline = Instant::now() + TIME;
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let lines = TextDiffConfig::default()
        .algorithm(Algorithm::Patience)
        .deadline(deadline)
        .diff_slices(&old_lines, &new_lines);
    let text = |lines: &[&str], range: Range<usize>| lines[range].concat();
    for op in lines.ops() {
        let before = text(&old_lines, op.old_range());
        let after = text(&new_lines, op.new_range());
        match op {
            DiffOp::Equal { .. } => changes.push(Kind::Same, &before),
            DiffOp::Replace { .. }
                if before.len() + after.len() <= MAX_PASSAGE && Instant::now() < deadline =>
            {
                compare_words(&before, &after, deadline, &mut changes);
            }
            _ => {
                changes.push(Kind::Removed, &before);
                changes.push(Kind::Added, &after);
            }
        }
    }
    changes.0
}

/// Word by word; white space between two changed words counts as changed, so that a rewritten phrase reads as one.
fn compare_words(old: &str, new: &str, deadline: Instant, changes: &mut Changes) {
    let words: TextDiff<'_, '_, str> =
        TextDiffConfig::default().algorithm(Algorithm::Myers).deadline(deadline).diff_unicode_words(old, new);
    let (mut removed, mut added, mut space) = (String::new(), String::new(), String::new());
    for change in words.iter_all_changes() {
        let word = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                let changing = !(removed.is_empty() && added.is_empty());
                // A line break always separates: paragraphs must not run into one another.
                if changing && word.trim().is_empty() && !word.contains('\n') {
                    space.push_str(word);
                    continue;
                }
                changes.push(Kind::Removed, &std::mem::take(&mut removed));
                changes.push(Kind::Added, &std::mem::take(&mut added));
                changes.push(Kind::Same, &std::mem::take(&mut space));
                changes.push(Kind::Same, word);
            }
            ChangeTag::Delete | ChangeTag::Insert => {
                removed.push_str(&space);
                added.push_str(&space);
                space.clear();
                if change.tag() == ChangeTag::Delete {
                    removed.push_str(word);
                } else {
                    added.push_str(word);
                }
            }
        }
    }
    changes.push(Kind::Removed, &removed);
    changes.push(Kind::Added, &added);
    changes.push(Kind::Same, &space);
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    /// Adds a piece, joined with the last one if the same happened to both.
    fn push(&mut self, kind: Kind, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => self.0.push(Change { kind, text: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(changes: &[Change], other: Kind) -> String {
        changes.iter().filter(|change| change.kind != other).map(|change| change.text.as_str()).collect()
    }

    fn shown(old: &str, new: &str) -> String {
        let changes = compare(old, new);
        assert_eq!(side(&changes, Kind::Added), old);
        assert_eq!(side(&changes, Kind::Removed), new);
        changes
            .iter()
            .map(|change| match change.kind {
                Kind::Same => change.text.clone(),
                Kind::Removed => format!("[-{}-]", change.text),
                Kind::Added => format!("[+{}+]", change.text),
            })
            .collect()
    }

    #[test]
    fn words_are_compared() {
        assert_eq!(shown("We ask for work.", "We demand work."), "We [-ask for-][+demand+] work.");
        assert_eq!(shown("same", "same"), "same");
        assert_eq!(shown("", "new"), "[+new+]");
        assert_eq!(shown("a\n\nb c\n", "a\n\nb d\n"), "a\n\nb [-c-][+d+]\n");
        assert_eq!(shown("a\nb\nc\n", "a\nc\n"), "a\n[-b\n-]c\n");
    }

    #[test]
    fn words_of_any_script_are_compared() {
        assert_eq!(
            shown("نطالب بالحق في العمل", "نطالب بالحق في التعليم"),
            "نطالب بالحق في [-العمل-][+التعليم+]"
        );
        assert_eq!(shown("መሰል ስራሕ ንሓትት", "መሰል ትምህርቲ ንሓትት"), "መሰል [-ስራሕ-][+ትምህርቲ+] ንሓትት");
    }

    #[test]
    fn hostile_sizes_stay_bounded() {
        let old: String = (0..60_000).map(|n| format!("{n} ")).collect();
        let new: String = (0..60_000).rev().map(|n| format!("{n} ")).collect();
        compare(&old, &new);
        compare(&old.replace(' ', "\n"), &new.replace(' ', "\n"));
        compare(&old[..29_000], &new[..29_000]);
        compare(&"a b\n".repeat(50_000), &"b a\n".repeat(50_000));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
        #[test]
        fn both_revisions_are_recovered(old in "[ab \n]{0,40}|\\PC{0,40}", new in "[ab \n]{0,40}|\\PC{0,40}") {
            let changes = compare(&old, &new);
            proptest::prop_assert_eq!(side(&changes, Kind::Added), old);
            proptest::prop_assert_eq!(side(&changes, Kind::Removed), new);
            proptest::prop_assert!(changes.windows(2).all(|pair| pair[0].kind != pair[1].kind));
        }
    }
}
