//! One spelling for searching: texts that a reader takes for the same word fold to the same letters.
//!
//! Folded text is compared with folded text and never shown. Case, accents and points fall away in every script that
//! has them; Arabic and Persian writers get one alef, one yeh, one kaf and one heh, whichever keyboard they use.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Characters of folded text at most: what is longer is no name and no search.
pub const LONGEST: usize = 20_000;

/// Folds a text: lower case, without accents and points, with one form for each letter, words parted by one space.
#[must_use]
pub fn fold(text: &str) -> String {
    fold_up_to(text, LONGEST)
}

/// The same for a whole text: so many characters of what is folded at most.
#[must_use]
pub fn fold_up_to(text: &str, most: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut parted = false;
    let mut count = 0;
    for c in text.nfkd().filter(|c| !is_point(*c) && !is_joiner(*c)).flat_map(char::to_lowercase) {
        // Lower case may bring a point of its own (İ).
        if is_point(c) {
            continue;
        }
        if !(c.is_alphanumeric() || is_combining_mark(c)) {
            parted = true;
            continue;
        }
        if parted && !folded.is_empty() {
            folded.push(' ');
        }
        parted = false;
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            other => folded.push(digit(other).unwrap_or_else(|| one_form(other))),
        }
        count += 1;
        if count >= most {
            break;
        }
    }
    folded.nfc().collect()
}

/// The folded words of a search, each once, at most ten.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
        if found.len() == 10 {
            break;
        }
    }
    found
}

/// Marks that change how a word is read aloud and not which word it is. Marks of other scripts (vowel signs of
/// Devanagari, for one) are letters to their readers and stay.
const fn is_point(c: char) -> bool {
    matches!(c as u32,
        0x0300..=0x036F // accents of Latin, Greek, Cyrillic
        | 0x0591..=0x05C7 // Hebrew points
        | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4 | 0x06E7 | 0x06E8
        | 0x06EA..=0x06ED | 0x08D3..=0x08FF // Arabic points, hamza and madda above a letter
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Signs without a sound or a place of their own: joiners, marks of direction, tatweel, soft hyphen. A hamza on the line
/// is among them, because one that sits on a letter falls away with the points, and writers differ about where it sits.
const fn is_joiner(c: char) -> bool {
    matches!(c as u32, 0x00AD | 0x0621 | 0x0640 | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF)
}

/// Whether a character belongs to a word and does not part two.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_joiner(c)
}

/// The first of the ten digits of each script that has its own.
const ZEROS: [u32; 17] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x17E0,
];

/// The digit that a digit of any script stands for.
fn digit(c: char) -> Option<char> {
    let code = c as u32;
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// One form of letters that keyboards and countries write differently.
const fn one_form(c: char) -> char {
    match c {
        // Alef: wasla and its other forms (hamza and madda were taken off as points).
        'ٱ' | 'ٲ' | 'ٳ' | 'ٵ' => 'ا',
        // Yeh: Arabic, Persian, alef maksura, Pashto, Urdu.
        'ى' | 'ی' | 'ې' | 'ے' | 'ۍ' | 'ێ' => 'ي',
        'ک' | 'ڪ' => 'ك',
        // Sorani writes what many leave out.
        'ڕ' => 'ر',
        'ڵ' => 'ل',
        // Heh, with teh marbuta.
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
        'ۆ' | 'ۇ' | 'ۋ' => 'و',
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ς' => 'σ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(a: &str, b: &str) {
        assert_eq!(fold(a), fold(b), "{a} and {b}");
    }

    #[test]
    fn arabic_is_found_with_and_without_points_and_hamza() {
        same("مُنَظَّمَة", "منظمه");
        same("أصوات", "اصوات");
        same("إعلام", "اعلام");
        same("آمال", "امال");
        same("مــنظمة", "منظمة");
        same("رؤية", "رويه");
        same("على", "علي");
    }

    #[test]
    fn persian_and_arabic_keyboards_write_the_same_word() {
        same("یک", "يك");
        same("می‌خواهیم", "ميخواهيم");
        same("۱۴۰۵", "1405");
        same("٢٠١٨", "2018");
        same("خانۀ", "خانه");
        same("کتاب‌های", "كتابهاي");
        same("مسئول", "مسيول");
    }

    #[test]
    fn hamza_is_where_the_writer_puts_it_and_sorani_is_found_without_its_signs() {
        same("شيء", "شئ");
        same("سماء", "سما");
        same("گەڕان", "گەران");
        same("ژیانێکی", "ژیانیکی");
    }

    #[test]
    fn digits_of_every_script_are_the_same_number() {
        same("၂၀၁၈", "2018");
        same("২০১৮", "2018");
        same("२०१८", "٢٠١٨");
    }

    #[test]
    fn case_and_accents_fall_away() {
        same("Réfugiés", "refugies");
        same("İSTANBUL", "istanbul");
        same("Straße", "STRASSE");
        same("ΣΊΣΥΦΟΣ", "σίσυφος");
        same("Łódź", "lodz");
        same("ｆｕｌｌ ｗｉｄｔｈ", "Full Width");
    }

    #[test]
    fn words_are_parted_by_anything_that_is_no_letter() {
        assert_eq!(words("Women's  voices — women"), ["women", "s", "voices"]);
        assert_eq!(words("  \u{202e}!"), Vec::<String>::new());
        assert_eq!(words(&"a b c d e f g h i j k l".repeat(3)).len(), 10);
    }

    #[test]
    fn vowel_signs_of_other_scripts_stay() {
        assert_ne!(fold("कि"), fold("की"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn only_letters_digits_and_single_spaces_remain(text in "\\PC{0,60}") {
            let folded = fold(&text);
            prop_assert!(!folded.contains("  ") && !folded.starts_with(' ') && !folded.ends_with(' '));
        }
    }
}
