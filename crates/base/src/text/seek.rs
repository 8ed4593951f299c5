//! Finding words in texts: the terms under which a text is kept, those that somebody looks for, and the places in the
//! text that are meant.
//!
//! A term is a folded word. Scripts that write without spaces (Burmese, Khmer, Thai, Chinese…) have no words that a
//! program could see; of them every two neighbouring letters are a term. Both databases compare terms byte by byte, so
//! both find the same.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, fold_up_to, is_of_word, words};

/// Characters of a text that are looked at: as much as a statement can have, with its title and summary.
const LONGEST: usize = 220_000;
/// Bytes of all terms of one text. PostgreSQL takes a megabyte.
const MOST_BYTES: usize = 500_000;
/// Characters of one term; of a longer word the beginning counts.
const LONGEST_TERM: usize = 64;
/// Terms of one search; ten words have no more in any script that has words.
const MOST_SOUGHT: usize = 40;
/// Characters of a text in which the places are looked for.
const SHOWN_FROM: usize = 20_000;

/// What somebody looks for: a term, or the beginning of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Letters, digits and vowel signs only, folded.
    pub term: String,
    /// Whether more may follow.
    pub begins: bool,
}

impl Sought {
    fn fits(&self, term: &str) -> bool {
        if self.begins { term.starts_with(&self.term) } else { term == self.term }
    }
}

/// The terms of a text, each once, in the order in which they first appear.
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let mut known = HashSet::new();
    let mut found = Vec::new();
    let mut bytes = 0;
    for word in fold_up_to(text, LONGEST).split(' ').filter(|word| !word.is_empty()) {
        for term in pieces(word) {
            if known.contains(&term) {
                continue;
            }
            bytes += term.len() + 1;
            if bytes > MOST_BYTES {
                return found;
            }
            known.insert(term.clone());
            found.push(term);
        }
    }
    found
}

/// What is looked for with these words: all of them, the last one perhaps unfinished. Nothing in the words has any
/// other meaning than itself.
#[must_use]
pub fn sought(query: &str) -> Vec<Sought> {
    let words = words(query);
    let mut found: Vec<Sought> = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let is_last = n + 1 == words.len();
        for (run, unspaced) in runs(word) {
            let terms = if unspaced { neighbours(run, false) } else { vec![cut(run)] };
            // A single letter of such a script stands for every pair that it begins.
            let alone = unspaced && terms.len() == 1;
            let ends = is_last && word.ends_with(run);
            let last = terms.len();
            for (m, term) in terms.into_iter().enumerate() {
                let begins = alone || (ends && m + 1 == last);
                if found.len() < MOST_SOUGHT && !found.iter().any(|known| known.term == term) {
                    found.push(Sought { term, begins });
                }
            }
        }
    }
    found
}

/// A part of a text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The words, as the author wrote them.
    pub text: String,
    /// Whether they are what was looked for.
    pub marked: bool,
}

/// Whether anything that is looked for is in the beginning of a text.
#[must_use]
pub fn is_in(text: &str, sought: &[Sought]) -> bool {
    let shown = bounded(text);
    tokens(shown).any(|(token, of_word)| of_word && is_meant(token, sought))
}

/// The place in a text where what is looked for first appears, with about so many characters around it; the beginning
/// of the text where it does not.
#[must_use]
pub fn snippet(text: &str, sought: &[Sought], most: usize) -> Vec<Part> {
    let all: Vec<(&str, bool)> =
        tokens(bounded(text)).map(|(token, of_word)| (token, of_word && is_meant(token, sought))).collect();
    let first = all.iter().position(|(_, marked)| *marked).unwrap_or(0);
    let mut begin = first;
    let mut before = 0;
    while begin > 0 && before < most / 4 {
        begin -= 1;
        before += all[begin].0.chars().count();
    }
    if begin < first && begin > 0 && !all[begin].0.starts_with(is_of_word) {
        begin += 1;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut push = |text: &str, marked: bool| match parts.last_mut() {
        Some(last) if last.marked == marked => last.text.push_str(text),
        _ => parts.push(Part { text: text.to_owned(), marked }),
    };
    if begin > 0 {
        push("… ", false);
    }
    let mut count = 0;
    for (n, (token, marked)) in all.iter().enumerate().skip(begin) {
        let length = token.chars().count();
        if count > 0 && count + length > most {
            push(" …", false);
            break;
        }
        // One word as long as a page is cut as well.
        let shown: String = token.chars().take(most).collect();
        let is_break = n > begin && token.chars().all(char::is_whitespace);
        push(if is_break { " " } else { &shown }, *marked);
        count += length;
    }
    parts
}

fn bounded(text: &str) -> &str {
    text.char_indices().nth(SHOWN_FROM).map_or(text, |(end, _)| &text[..end])
}

/// The words of a text and what stands between them, in turn; true for words.
fn tokens(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let of_word = is_of_word(rest.chars().next()?);
        let end =
            rest.char_indices().find(|(_, c)| is_of_word(*c) != of_word).map_or(rest.len(), |(at, _)| at);
        let (token, after) = rest.split_at(end);
        rest = after;
        Some((token, of_word))
    })
}

fn is_meant(token: &str, sought: &[Sought]) -> bool {
    let folded = fold(token);
    folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .any(|word| pieces(word).iter().any(|term| sought.iter().any(|one| one.fits(term))))
}

/// The terms of one folded word.
fn pieces(word: &str) -> Vec<String> {
    runs(word)
        .into_iter()
        .flat_map(|(run, unspaced)| if unspaced { neighbours(run, true) } else { vec![cut(run)] })
        .collect()
}

fn cut(word: &str) -> String {
    word.chars().take(LONGEST_TERM).collect()
}

/// Parts a word where it changes between scripts with and without spaces.
fn runs(word: &str) -> Vec<(&str, bool)> {
    let mut found: Vec<(&str, bool)> = Vec::new();
    let (mut begin, mut kind) = (0, None);
    for (at, c) in word.char_indices() {
        // Marks go with the letter before them.
        let own = if is_combining_mark(c) { kind } else { Some(is_unspaced(c)) };
        if let (Some(before), Some(now)) = (kind, own)
            && before != now
        {
            found.push((&word[begin..at], before));
            begin = at;
        }
        kind = own.or(kind);
    }
    if begin < word.len() {
        found.push((&word[begin..], kind.unwrap_or(false)));
    }
    found
}

/// Every two neighbouring letters; for what is kept the last one alone as well, so that it is found by itself.
fn neighbours(run: &str, with_last: bool) -> Vec<String> {
    let mut letters: Vec<&str> = Vec::new();
    let mut begin = 0;
    for (at, c) in run.char_indices().skip(1) {
        if !is_combining_mark(c) {
            letters.push(&run[begin..at]);
            begin = at;
        }
    }
    letters.push(&run[begin..]);
    let mut found: Vec<String> = letters.windows(2).map(|two| cut(&two.concat())).collect();
    if with_last || letters.len() == 1 {
        found.extend(letters.last().map(|last| cut(last)));
    }
    found
}

/// Letters of scripts that write without spaces between words.
const fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF // Thai, Lao
        | 0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F // Burmese, Shan, Karen
        | 0x1780..=0x17FF // Khmer
        | 0x0F00..=0x0FFF // Tibetan
        | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF) // Chinese, Japanese
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What both databases do with the terms.
    fn finds(text: &str, query: &str) -> bool {
        let kept = terms(text);
        let sought = sought(query);
        !sought.is_empty() && sought.iter().all(|one| kept.iter().any(|term| one.fits(term)))
    }

    fn shown(text: &str, query: &str, most: usize) -> String {
        snippet(text, &sought(query), most)
            .iter()
            .map(|part| if part.marked { format!("[{}]", part.text) } else { part.text.clone() })
            .collect()
    }

    #[test]
    fn a_text_is_found_in_any_spelling_of_its_words() {
        for (text, query) in [
            ("حَقُّ العَمَلِ لِلَّاجِئِين", "العمل لـلاجئين"),
            ("منظّمة أصوات كاكوما", "منظمه اصوات"),
            ("ما مي‌خواهيم كار كنيم", "می‌خواهیم کار"),
            ("در سال ۱۴۰۵", "1405"),
            ("Droit au travail des réfugiés", "REFUGIES travail"),
            ("Kurdî: penaberên Sûriyê", "penaberen suriye"),
            ("Straße", "strasse"),
            ("The right to work", "the right to wo"),
            ("ደሞዝ ለስደተኞች", "ለስደተ"),
            ("ရိုဟင်ဂျာ ဒုက္ခသည်များ", "ဒုက္ခသည်"),
            ("ရိုဟင်ဂျာဒုက္ခသည်များ", "ဒုက္ခသည်"),
            ("難民の権利", "権利"),
            ("難民の権利", "利"),
            ("ผู้ลี้ภัยมีสิทธิ", "สิทธิ"),
        ] {
            assert!(finds(text, query), "{query} in {text}: {:?} {:?}", terms(text), sought(query));
        }
        for (text, query) in
            [("The right to work", "the rig to"), ("work", "works"), ("難民の権利", "権難"), ("x", "")]
        {
            assert!(!finds(text, query), "{query} in {text}");
        }
    }

    #[test]
    fn inj_02_what_engines_read_as_orders_is_words_or_nothing() {
        for (query, expected) in [
            ("\" OR rowid>0 --", vec!["or", "rowid", "0"]),
            ("col:secret*", vec!["col", "secret"]),
            ("a & !b | (c <-> d):*", vec!["a", "b", "c", "d"]),
            ("NEAR(a b, 100000)", vec!["near", "a", "b", "100000"]),
            ("^a + {x y} : z", vec!["a", "x", "y", "z"]),
            ("%_%_ \\ ' \u{0}", vec![]),
            ("* \" ' ; --", vec![]),
        ] {
            let found: Vec<String> = sought(query).into_iter().map(|one| one.term).collect();
            assert_eq!(found, expected, "{query}");
        }
    }

    #[test]
    fn dos_20_a_search_has_ten_words_and_a_text_so_many_terms() {
        assert_eq!(sought(&"word".repeat(500)).len(), 1);
        let many: String = (0..10_000).map(|n| format!("w{n} ")).collect();
        assert_eq!(sought(&many).len(), 10);
        assert!(sought(&"難民権利".repeat(3000)).len() <= MOST_SOUGHT);
        let long: String = (0..20_000_u32).filter_map(|n| char::from_u32(0x4E00 + n)).collect();
        let kept = terms(&long.repeat(12));
        assert!(kept.iter().map(|term| term.len() + 1).sum::<usize>() <= MOST_BYTES);
    }

    #[test]
    fn the_place_is_shown_as_its_author_wrote_it() {
        assert_eq!(shown("The Right to work", "right", 80), "The [Right] to work");
        assert_eq!(shown("حَقُّ العَمَلِ", "العمل", 80), "حَقُّ [العَمَلِ]");
        assert_eq!(shown("Nothing here", "elsewhere", 80), "Nothing here");
        let text = format!("{}needle in <hay>{}", "hay ".repeat(100), " hay".repeat(100));
        let place = shown(&text, "needl", 40);
        assert!(
            place.starts_with("… hay") && place.contains("[needle] in <hay>") && place.ends_with(" …"),
            "{place}"
        );
        assert!(place.chars().count() < 60, "{place}");
        assert!(is_in(&text, &sought("needle")) && !is_in(&text, &sought("pin")));
        assert_eq!(shown("a\n\n  needle", "needle", 40), "a [needle]");
    }

    fn spelling(word: &str, how: u8) -> String {
        match how % 5 {
            0 => word.to_uppercase(),
            1 => word.replace('ي', "ی").replace('ك', "ک"),
            2 => word.replace('ة', "ه").replace(['أ', 'إ', 'آ'], "ا"),
            3 => word
                .chars()
                .flat_map(|c| {
                    [c, if ('\u{0620}'..'\u{064B}').contains(&c) { '\u{064E}' } else { '\u{200C}' }]
                })
                .collect(),
            _ => word.to_owned(),
        }
    }

    proptest! {
        #[test]
        fn a_text_is_found_by_every_one_of_its_words(text in "[a-zA-Zéèüßşığ\\u{0621}-\\u{064A}\\u{06A9}\\u{06AF}\\u{06CC}\\u{1000}-\\u{1021}\\u{4E00}-\\u{4E20}0-9٠-٩ ,.–]{0,80}", how in any::<u8>()) {
            for word in text.split([' ', ',', '.', '–']).filter(|word| !fold(word).is_empty()) {
                prop_assert!(finds(&text, word), "{} in {}", word, text);
                let other = spelling(word, how);
                prop_assert!(finds(&text, &other), "{} ({}) in {}", other, word, text);
            }
        }

        #[test]
        fn terms_are_letters_only_and_their_own_terms(text in "\\PC{0,80}") {
            for one in sought(&text) {
                prop_assert!(!one.term.is_empty() && one.term.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c)));
            }
            for term in terms(&text) {
                prop_assert!(!term.contains(' ') && !term.is_empty());
                prop_assert!(term.chars().count() <= LONGEST_TERM);
            }
        }

        #[test]
        fn a_place_in_a_text_is_the_text(text in "\\PC{0,200}", query in "\\PC{0,10}") {
            let parts = snippet(&text, &sought(&query), 1000);
            let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(plain(&whole), plain(&text));
        }
    }
}
