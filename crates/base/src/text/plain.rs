//! Plain text from strangers: names, titles, summaries. What is invisible or turns other text around is taken out;
//! what readers of any script need is kept.

use std::collections::HashSet;
use std::sync::LazyLock;

use icu::casemap::CaseMapper;
use icu::properties::props::{ExtendedPictographic, Script};
use icu::properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Most combining marks kept on one base character. Vocalised Hebrew and Arabic, Vietnamese and Khmer need fewer.
const MAX_MARKS: usize = 4;

const ZWNJ: char = '\u{200c}';
const ZWJ: char = '\u{200d}';

/// True for characters that reorder the text after them (embeddings, overrides, isolates): UAX #9 §2.
pub(super) const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// True for control characters other than tab and line feed, and for what must never be in exchanged text.
pub(super) const fn is_control(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{206a}'..='\u{206f}')
}

/// True for characters without a shape of their own, joiners and the variation selectors of emoji apart.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{2065}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Scripts whose spelling needs the zero-width joiner or non-joiner.
fn needs_joiners(c: char) -> bool {
    static SCRIPTS: LazyLock<HashSet<Script>> = LazyLock::new(|| {
        HashSet::from([
            Script::Arabic,
            Script::Syriac,
            Script::Mandaic,
            Script::Mongolian,
            Script::Nko,
            Script::Adlam,
            Script::HanifiRohingya,
            Script::Devanagari,
            Script::Bengali,
            Script::Gurmukhi,
            Script::Gujarati,
            Script::Oriya,
            Script::Tamil,
            Script::Telugu,
            Script::Kannada,
            Script::Malayalam,
            Script::Sinhala,
            Script::Khmer,
            Script::Myanmar,
            Script::Tibetan,
        ])
    });
    SCRIPTS.contains(&CodePointMapData::<Script>::new().get(c))
}

/// Which joiners may stay besides those a script needs.
#[derive(Clone, Copy, PartialEq)]
enum Joiners {
    /// Only those a script needs.
    Letters,
    /// Also those that make one picture of several emoji.
    LettersAndEmoji,
}

/// Takes out what is invisible or turns text, then composes (NFC) and bounds the marks on each character.
fn purge(text: &str, joiners: Joiners) -> String {
    let visible: Vec<char> = text
        .chars()
        .filter_map(|c| match c {
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => Some('\n'),
            // Writers of Arabic and Hebrew need these marks to keep punctuation in place; a name stands alone.
            '\u{200e}' | '\u{200f}' | '\u{61c}' if joiners == Joiners::LettersAndEmoji => Some(c),
            c if is_control(c) || turns_text(c) || is_invisible(c) => None,
            c => Some(c),
        })
        .collect();
    let pictures = CodePointSetData::new::<ExtendedPictographic>();
    let mut kept = String::with_capacity(visible.len());
    // The last character that is no joiner and no mark decides, so that a vowel sign or virama before the joiner is no obstacle.
    let mut base = None;
    for (place, &c) in visible.iter().enumerate() {
        if c == ZWNJ || c == ZWJ {
            let next = visible.get(place + 1).copied();
            let (Some(before), Some(next)) = (base, next) else {
                continue;
            };
            let between_letters = needs_joiners(before) && needs_joiners(next);
            let between_pictures = joiners == Joiners::LettersAndEmoji
                && c == ZWJ
                && (pictures.contains(before) || ('\u{1f3fb}'..='\u{1f3ff}').contains(&before))
                && pictures.contains(next);
            if !(between_letters || between_pictures) {
                continue;
            }
        } else if !is_combining_mark(c) && c != '\u{fe0e}' && c != '\u{fe0f}' {
            base = Some(c);
        }
        kept.push(c);
    }
    let mut marks = 0;
    kept.nfc()
        .filter(|&c| {
            marks = if is_combining_mark(c) || c == '\u{fe0e}' || c == '\u{fe0f}' { marks + 1 } else { 0 };
            marks <= MAX_MARKS
        })
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Repeats a cleaning until it changes nothing: taking one character out can make neighbours of two others.
fn settle(text: &str, clean: impl Fn(&str) -> String) -> String {
    let mut settled = clean(text);
    for _ in 0..3 {
        let again = clean(&settled);
        if again == settled {
            break;
        }
        settled = again;
    }
    settled
}

/// A name or title of one line: control, reordering and invisible characters taken out (ZWNJ and ZWJ stay between letters
/// of scripts that need them), composed (NFC), at most 4 combining marks on a character, white space collapsed, cut to
/// `max_graphemes` with `…`. May be empty: the caller then shows something else.
pub fn name(text: &str, max_graphemes: usize) -> String {
    // What cannot be shown is cut first, so that a name of a megabyte costs no more than a long one.
    let beginning = first_chars(text, max_graphemes.saturating_mul(16));
    let cleaned = settle(beginning, |text| one_line(&purge(text, Joiners::Letters)));
    cut(&cleaned, max_graphemes, max_graphemes.saturating_mul(8))
}

/// One line of text, such as a summary or an alternative text: as [`name`], but joined emoji stay and nothing is cut.
pub fn line(text: &str) -> String {
    settle(text, |text| one_line(&purge(text, Joiners::LettersAndEmoji)))
}

/// Plain text of several lines: each as [`line`], with at most one empty line in a row and none at the ends.
pub fn paragraph(text: &str) -> String {
    settle(text, |text| {
        let unified = text.replace("\r\n", "\n").replace('\r', "\n");
        let purged = purge(&unified, Joiners::LettersAndEmoji);
        let mut lines: Vec<String> = Vec::new();
        for line in purged.split('\n').map(one_line) {
            if line.is_empty() && lines.last().is_none_or(String::is_empty) {
                continue;
            }
            lines.push(line);
        }
        if lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines.join("\n")
    })
}

/// At most `max_chars` characters (Unicode scalar values), cut between graphemes, with `…` as the last if something was cut.
pub fn truncate(text: &str, max_chars: usize) -> String {
    cut(text, usize::MAX, max_chars)
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn cut(text: &str, max_graphemes: usize, max_chars: usize) -> String {
    if max_graphemes == 0 || max_chars == 0 {
        return String::new();
    }
    // `fits` is where the text ends if it must be cut, `all` how far we have seen it fit whole.
    let (mut fits, mut chars, mut graphemes) = (0, 0, 0);
    for (start, grapheme) in text.grapheme_indices(true) {
        chars += grapheme.chars().count();
        graphemes += 1;
        if chars > max_chars || graphemes > max_graphemes {
            let kept = text[..fits].trim_end_matches(|c: char| c.is_whitespace() || c == ZWNJ || c == ZWJ);
            return format!("{kept}…");
        }
        if chars < max_chars && graphemes < max_graphemes {
            fits = start + grapheme.len();
        }
    }
    text.to_owned()
}

/// What two names that look alike have in common: compatibility forms, case and confusable characters folded (UTS #39),
/// invisible characters, marks' order and white space ignored. For comparing only, never for showing.
pub fn skeleton(text: &str) -> String {
    let fold = |text: &str| -> String {
        CaseMapper::new()
            .fold_string(text)
            .nfkc()
            .filter(|&c| {
                !(c.is_whitespace()
                    || c.is_control()
                    || is_control(c)
                    || turns_text(c)
                    || is_invisible(c)
                    || matches!(c, ZWNJ | ZWJ | '\u{fe00}'..='\u{fe0f}'))
            })
            .collect()
    };
    let prototype = |text: &str| -> String { unicode_security::skeleton(&fold(text)).collect() };
    // A prototype can have capitals or compatibility forms of its own.
    settle(text, prototype)
}

/// Why a user name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsernameError {
    /// Fewer than 2 characters.
    #[error("a user name has at least 2 characters")]
    TooShort,
    /// More than 30 characters.
    #[error("a user name has at most 30 characters")]
    TooLong,
    /// Something else than a–z, 0–9 and _.
    #[error("a user name has only the letters a to z, digits and _")]
    Character,
}

/// Checks the user name of a local actor: 2 to 30 of `a`–`z`, `0`–`9`, `_`. Capitals are lowered, nothing else is repaired:
/// names that differ only to a computer would let one member pass for another.
pub fn username(text: &str) -> Result<String, UsernameError> {
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(UsernameError::Character);
    }
    match text.len() {
        0..=1 => Err(UsernameError::TooShort),
        2..=30 => Ok(text.to_ascii_lowercase()),
        _ => Err(UsernameError::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uni_01_nothing_turns_a_name_around() {
        assert_eq!(name("admin\u{202e}txt.exe", 50), "admintxt.exe");
        assert_eq!(name("\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{202a}\u{202b}\u{202c}\u{202d}", 50), "abc");
        assert_eq!(line("x\u{202e}y"), "xy");
        assert_eq!(paragraph("x\u{2067}\ny"), "x\ny");
    }

    #[test]
    fn uni_03_invisible_and_stacked_characters() {
        assert_eq!(name("al\u{200b}ice\u{feff}\u{2060}\u{ad}\u{e0041}", 50), "alice");
        assert_eq!(name("al\u{200c}i\u{200d}ce", 50), "alice");
        let zalgo = format!("a{}b", "\u{301}\u{316}".repeat(250));
        let cleaned = name(&zalgo, 50);
        assert!(cleaned.chars().filter(|c| is_combining_mark(*c)).count() <= MAX_MARKS, "{cleaned}");
        let long = name(&format!("z{}", "\u{316}".repeat(500)), 3);
        assert_eq!(long.chars().count(), 1 + MAX_MARKS);
        // Persian and Hindi spelling keep their joiners, with or without a mark before.
        for kept in ["می\u{200c}خواهم", "क्\u{200d}ष", "ශ්\u{200d}රී", "نیم\u{200c}فاصله"]
        {
            assert_eq!(name(kept, 50), kept);
        }
        assert_eq!(name("\u{200c}سلام\u{200c}", 50), "سلام");
        assert_eq!(name("سلام\u{200c}x", 50), "سلامx");
        assert_eq!(line("👩\u{200d}🌾 and 👩🏽\u{200d}🚀"), "👩\u{200d}🌾 and 👩🏽\u{200d}🚀");
    }

    #[test]
    fn names_are_one_composed_line() {
        assert_eq!(name("  a\r\n\tb\u{a0}\u{3000}c\u{2028}d\0 ", 50), "a b c d");
        assert_eq!(name("e\u{301}", 50), "é");
        assert_eq!(name("ሓድነት ስደተኛታት", 50), "ሓድነት ስደተኛታት");
        assert_eq!(name("abcdef", 4), "abc…");
        assert_eq!(name("abcd", 4), "abcd");
        assert_eq!(name("ab 🇸🇾🇪🇷🇦🇫", 5), "ab 🇸🇾…");
        assert_eq!(name("\u{202e}\u{200b}", 10), "");
        assert_eq!(name("x", 0), "");
    }

    #[test]
    fn dos_07_a_huge_name_is_cut() {
        assert_eq!(name(&"x".repeat(1_000_000), 100).chars().count(), 100);
        assert!(name(&"\u{1100}".repeat(1_000_000), 100).chars().count() <= 800);
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        assert_eq!(paragraph("\n\n a \r\n\r\n\r\n\rb  c\nd\n\n"), "a\n\nb c\nd");
        assert_eq!(paragraph(" \u{200b}\n"), "");
    }

    #[test]
    fn truncation_respects_graphemes() {
        assert_eq!(truncate("abc", 3), "abc");
        assert_eq!(truncate("abcd", 3), "ab…");
        assert_eq!(truncate("ab cd", 4), "ab…");
        assert_eq!(truncate("a\u{316}\u{317}b", 3), "…");
        assert_eq!(truncate("👩\u{200d}🌾x", 3), "…");
        assert_eq!(truncate("", 0), "");
    }

    #[test]
    fn uni_02_05_06_lookalikes_share_a_skeleton() {
        for (a, b) in [
            ("admin", "аdmin"),
            ("blocked", "bl\u{200b}ocked"),
            ("blocked", "ｂｌｏｃｋｅｄ"),
            ("alice", "ALICE"),
            ("alice", "alıce"),
            ("alice", "alice "),
            ("alice", "a\u{202e}lice"),
            ("Straße", "STRASSE"),
            ("unhcr", "unhсr"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("alice"), skeleton("alina"));
    }

    #[test]
    fn user_names() {
        assert_eq!(username("Amal_07").unwrap(), "amal_07");
        for (bad, why) in [
            ("a", UsernameError::TooShort),
            ("", UsernameError::TooShort),
            ("аdmin", UsernameError::Character),
            ("a b", UsernameError::Character),
            ("a.b", UsernameError::Character),
            ("../x", UsernameError::Character),
            ("alice\u{200b}", UsernameError::Character),
        ] {
            assert_eq!(username(bad), Err(why), "{bad}");
        }
        assert_eq!(username(&"a".repeat(31)), Err(UsernameError::TooLong));
    }

    fn nasty() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        proptest::collection::vec(
            prop_oneof![
                4 => any::<char>(),
                2 => proptest::sample::select(vec![
                    'a', ' ', '\n', '\r', '\u{200c}', '\u{200d}', '\u{301}', '\u{316}', '\u{64b}', 'م', 'ی', 'क', '\u{94d}',
                    '\u{202e}', '\u{1160}', '👩', '🏽', '🌾', '\u{fe0f}', '\u{85}', '\u{2028}', '…', '\u{1112}', '\u{1161}',
                ]),
            ],
            0..40,
        )
        .prop_map(|chars| chars.into_iter().collect())
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]
        #[test]
        fn cleaning_twice_changes_nothing(text in nasty()) {
            let once = name(&text, 12);
            proptest::prop_assert_eq!(name(&once, 12), once.clone());
            proptest::prop_assert!(once.graphemes(true).count() <= 12);
            proptest::prop_assert!(!once.chars().any(|c| turns_text(c) || c.is_control()));
            let once = line(&text);
            proptest::prop_assert_eq!(line(&once), once);
            let once = paragraph(&text);
            proptest::prop_assert_eq!(paragraph(&once), once);
            let once = skeleton(&text);
            proptest::prop_assert_eq!(skeleton(&once), once);
            proptest::prop_assert!(truncate(&text, 9).chars().count() <= 9);
        }
    }
}
