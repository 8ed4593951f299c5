//! What people and organisations may be called: names that nobody can take for another's.

use unicode_normalization::char::is_combining_mark;
use unicode_security::MixedScript;

use super::plain;

/// Why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing that can be seen is left of it.
    #[error("a name has at least one letter or digit")]
    Empty,
    /// Longer than allowed.
    #[error("the name is too long")]
    TooLong,
    /// One of its words has letters of several scripts.
    #[error("each word of a name is written in one script")]
    MixedScripts,
    /// It has a sign that readers take for a confirmation.
    #[error("a name has no check mark")]
    CheckMark,
}

/// Signs by which other services show that they checked somebody, and what looks like them. Here a name is only what
/// somebody calls themselves (UNI-04).
const fn is_check_mark(c: char) -> bool {
    matches!(
        c,
        '\u{2611}'
            | '\u{2705}'
            | '\u{2713}'
            | '\u{2714}'
            | '\u{221a}'
            | '\u{237b}'
            | '\u{2bbd}'
            | '\u{aa9c}'
            | '\u{10102}'
            | '\u{1f5f8}'
            | '\u{1f5f9}'
            | '\u{1f197}'
            | '\u{1f535}'
            | '\u{1f537}'
            | '\u{1f539}'
    )
}

/// A name of one line as somebody calls themselves or their organisation: cleaned as [`plain::name`] cleans it, each word in
/// one script (several words may be in several: “جمعية Sawa”), with at least one letter or digit, without check marks.
///
/// # Errors
/// Why it is refused. Nothing is cut off and nothing but invisible characters is repaired.
pub fn called(text: &str, most: usize) -> Result<String, NameError> {
    let cleaned = plain::name(text, most.saturating_add(1));
    if cleaned.chars().count() > most || text.chars().count() > most.saturating_mul(8) {
        return Err(NameError::TooLong);
    }
    if !cleaned.chars().any(char::is_alphanumeric) {
        return Err(NameError::Empty);
    }
    if cleaned.chars().any(is_check_mark) {
        return Err(NameError::CheckMark);
    }
    let within =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}');
    if cleaned.split(|c: char| !within(c)).any(|word| !word.is_single_script()) {
        return Err(NameError::MixedScripts);
    }
    Ok(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sanitise::{skeleton, username};

    #[test]
    fn uni_01_a_name_cannot_turn_the_text_around_it() {
        assert_eq!(called("admin\u{202e}txt.exe", 60).unwrap(), "admintxt.exe");
        assert_eq!(called("\u{2067}Amal\u{2069}", 60).unwrap(), "Amal");
        assert_eq!(called("\u{202e}\u{2066}", 60), Err(NameError::Empty));
    }

    #[test]
    fn uni_02_a_word_has_one_script_and_a_look_alike_has_the_same_skeleton() {
        for mixed in ["аdmin", "unhсr", "Amаl Hope", "pаypal"] {
            assert_eq!(called(mixed, 60), Err(NameError::MixedScripts), "{mixed}");
            assert!(username(mixed).is_err());
        }
        // Wholly in another script it may be somebody's name; then it is compared by its skeleton.
        assert_eq!(skeleton(&called("сосо", 60).unwrap()), skeleton("coco"));
        for honest in [
            "جمعية Sawa",
            "نیم\u{200c}فاصله",
            "ሓድነት ስደተኛታት",
            "さくらカフェ東京",
            "Nyandeng ’92",
            "D’Artagnan-Кот",
            "한국 café",
        ] {
            assert_eq!(called(honest, 60).as_deref(), Ok(honest), "{honest}");
        }
    }

    #[test]
    fn uni_03_nothing_invisible_and_no_towers_of_marks_stay() {
        assert_eq!(called("al\u{200b}ice\u{feff}", 60).unwrap(), "alice");
        assert_eq!(called("\u{200b}\u{2060}\u{3164}", 60), Err(NameError::Empty));
        let tower = called(&format!("a{}", "\u{316}".repeat(60)), 60).unwrap();
        assert!(tower.chars().count() <= 5, "{tower:?}");
    }

    #[test]
    fn uni_04_no_name_bears_a_check_mark() {
        for bad in ["UNHCR ✓", "Amal ✔\u{fe0f}", "✅ Host", "Amal ☑", "Amal 🗸", "Amal √", "Amal 🔵", "Amal ꪜ"]
        {
            assert_eq!(called(bad, 60), Err(NameError::CheckMark), "{bad}");
        }
        assert!(called("Amal 🌾", 60).is_ok());
    }

    #[test]
    fn uni_05_06_case_width_and_space_make_no_other_name() {
        let one = skeleton(&called("Alice B", 60).unwrap());
        for same in ["ALICE B", "alıce b", "Ａｌｉｃｅ Ｂ", " alice  b ", "al\u{200b}iceb"] {
            assert_eq!(skeleton(&called(same, 60).unwrap()), one, "{same}");
        }
    }

    #[test]
    fn a_name_is_never_cut() {
        assert_eq!(called(&"a".repeat(61), 60), Err(NameError::TooLong));
        assert_eq!(called(&"a".repeat(60), 60).unwrap().len(), 60);
        assert_eq!(called(&"\u{200b}".repeat(100_000), 60), Err(NameError::TooLong));
    }
}
