//! Lines of a text extracted from a PDF: bullets, page joints, page numbers, and how wide they are.

use std::collections::HashMap;

/// A line that is not blank.
#[derive(Debug)]
pub(super) struct Line {
    /// Text after the bullet; empty for a bullet alone on its line.
    pub(super) text: String,
    /// The bullet or label the line starts with.
    pub(super) marker: Option<Marker>,
    /// A blank line stands before it.
    pub(super) blank_before: bool,
    /// It is the first line after a page joint.
    pub(super) joint: bool,
    /// Estimated width of the text, in widths of an average letter.
    pub(super) width: f32,
}

/// A bullet, or a label such as `3.` or `(a)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// One character for each family of bullets: markers of one family belong to one level.
    pub(super) family: char,
    /// Nothing but a bullet looks like this, wherever it stands.
    pub(super) certain: bool,
    /// Bytes to put back before the text if it turns out to be no marker, e.g. `o` or `-`.
    pub(super) glyph: char,
}

/// Families of labels, whose text stays in the item because people cite it.
pub(super) const NUMBER: char = '1';
const LETTER: char = 'a';
const ROMAN: char = 'i';

impl Line {
    /// A bullet alone on its line.
    pub(super) fn is_lone(&self) -> bool {
        self.text.is_empty()
    }

    /// The text with the bullet put back, for a line whose "bullet" is a word or a dash.
    pub(super) fn unmarked(&self) -> String {
        match self.marker {
            Some(marker) if !marker.is_label() => format!("{} {}", marker.glyph, self.text),
            _ => self.text.clone(),
        }
    }
}

impl Marker {
    /// A number or letter, not a bullet.
    pub(super) fn is_label(self) -> bool {
        matches!(self.family, NUMBER | LETTER | ROMAN)
    }
}

/// Normalises line ends and takes out what is not text: control characters, and the bidirectional
/// overrides that could make words read otherwise than they are stored.
pub(super) fn clean(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' => out.push('\n'),
            '\n' | '\t' | '\u{c}' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Splits a plain text into its lines, without page numbers and repeated page headers.
pub(super) fn split(text: &str) -> Vec<Line> {
    let raw = raw_lines(text);
    let furniture = page_furniture(&raw);
    let mut lines = Vec::new();
    let mut blank = true;
    let mut joint = false;
    let mut last_letter = ' ';
    for (line, drop) in raw.iter().zip(furniture) {
        joint |= line.joint;
        if line.text.is_empty() || drop {
            blank = true;
            continue;
        }
        let lone = lone_bullets(&line.text);
        if lone.is_empty() {
            let (marker, rest) = split_marker(&line.text, &mut last_letter);
            let text = one_line(rest);
            lines.push(Line { width: width(&text), text, marker, blank_before: blank, joint });
            joint = false;
        }
        for marker in lone {
            lines.push(Line {
                text: String::new(),
                marker: Some(marker),
                blank_before: blank,
                joint,
                width: 0.0,
            });
            joint = false;
        }
        blank = false;
    }
    lines
}

struct RawLine {
    text: String,
    joint: bool,
}

fn raw_lines(text: &str) -> Vec<RawLine> {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let (mut total, mut indented) = (0usize, 0usize);
    for line in filled {
        total += 1;
        indented += usize::from(line.starts_with(char::is_whitespace));
    }
    // Extractors write a form feed between pages, and tools that clean up after them often leave a
    // single space of it; where many lines are indented a space says nothing.
    let space_is_joint = indented * 6 <= total;
    let mut raw = Vec::new();
    for (page, lines) in text.split('\u{c}').enumerate() {
        for (index, line) in lines.split('\n').enumerate() {
            let mut rest = line.chars();
            let one_space =
                rest.next() == Some(' ') && rest.next().is_some_and(|second| !second.is_whitespace());
            raw.push(RawLine {
                text: line.trim().to_owned(),
                joint: (page > 0 && index == 0) || (space_is_joint && one_space && !raw.is_empty()),
            });
        }
    }
    raw
}

/// Which lines belong to the page, not to the text: page numbers, and headers and footers that
/// come back on three pages or more.
fn page_furniture(raw: &[RawLine]) -> Vec<bool> {
    let mut drop = vec![false; raw.len()];
    let mut edges: HashMap<String, Vec<usize>> = HashMap::new();
    let filled: Vec<usize> = (0..raw.len()).filter(|&index| !raw[index].text.is_empty()).collect();
    // Joints on blank lines count for the next line with text.
    let mut joint = vec![false; filled.len()];
    for (place, &index) in filled.iter().enumerate() {
        let from = if place == 0 { 0 } else { filled[place - 1] + 1 };
        joint[place] = raw[from..=index].iter().any(|line| line.joint);
    }
    for (place, &index) in filled.iter().enumerate() {
        let text = &raw[index].text;
        let last = place + 1 == filled.len();
        let edge = joint[place] || place == 0 || last || joint[place + 1];
        let alone = (index == 0 || raw[index - 1].text.is_empty())
            && raw.get(index + 1).is_none_or(|next| next.text.is_empty());
        if is_page_number(text) && (edge || alone) {
            drop[index] = true;
        } else if edge && text.chars().count() <= 120 && lone_bullets(text).is_empty() {
            let key = text.chars().filter(|c| !c.is_numeric()).collect();
            edges.entry(key).or_default().push(index);
        }
    }
    // A header or footer stands on most pages; a few alike headings at page tops are text.
    let pages = 1 + joint.iter().skip(1).filter(|&&joint| joint).count();
    let enough = (pages * 3 / 5).max(3);
    for places in edges.into_values().filter(|places| places.len() >= enough) {
        let numbered = raw[places[0]].text.chars().any(char::is_numeric);
        // The first header may be the title itself, so it stays unless it counts pages.
        for &index in &places[usize::from(!numbered)..] {
            drop[index] = true;
        }
    }
    drop
}

fn is_page_number(text: &str) -> bool {
    text.chars().count() <= 9
        && text.chars().any(char::is_numeric)
        && text.chars().all(|c| c.is_numeric() || matches!(c, ' ' | '-' | '–' | '—' | '/' | '|'))
}

/// The family of a bullet glyph, and whether it can be nothing else.
fn bullet(c: char) -> Option<Marker> {
    let (family, certain) = match c {
        '•' | '●' | '∙' | '⬤' | '‣' | '⁃' | '\u{f0b7}' => ('•', true),
        '○' | '◦' => ('o', true),
        '▪' | '▫' | '■' | '□' | '\u{f0a7}' => ('▪', true),
        '►' | '▶' | '➢' | '➤' | '\u{f0d8}' => ('►', true),
        '✓' | '✔' | '\u{f0fc}' => ('✓', true),
        '◆' | '◇' | '❖' | '\u{f076}' => ('◆', true),
        'o' => ('o', false),
        '§' => ('▪', false),
        '·' => ('•', false),
        '-' | '–' | '—' => ('-', false),
        '*' | '+' => (c, false),
        _ => return None,
    };
    Some(Marker { family, certain, glyph: c })
}

/// The bullets of a line that holds nothing else.
fn lone_bullets(text: &str) -> Vec<Marker> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let several = word.chars().nth(1).is_some();
        for c in word.chars() {
            match bullet(c) {
                Some(marker) if marker.certain || !several => found.push(marker),
                _ => return Vec::new(),
            }
        }
    }
    // "- - -" and "* * *" are rules between parts, not bullets.
    if found.len() > 1 && !found.iter().any(|marker| marker.certain) {
        found.clear();
    }
    found
}

/// Splits a bullet off; a label is recognised but stays in the text.
fn split_marker<'a>(text: &'a str, last_letter: &mut char) -> (Option<Marker>, &'a str) {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let rest = chars.as_str();
    if let Some(marker) = bullet(first) {
        let spaced = rest.starts_with(char::is_whitespace);
        let tail = without_bullets(rest);
        // "§ 12" names a paragraph of a law.
        let law = first == '§' && tail.starts_with(char::is_numeric);
        if !tail.is_empty() && !law && (spaced || marker.certain) {
            return (Some(marker), tail);
        }
        return (None, text);
    }
    (label(text, last_letter), text)
}

/// The text after any further bullets: a doubled bullet is one item.
fn without_bullets(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || bullet(c).is_some_and(|marker| marker.certain))
}

fn label(text: &str, last_letter: &mut char) -> Option<Marker> {
    let word = text.split_whitespace().next()?;
    if word.len() == text.len() {
        return None;
    }
    let open = word.starts_with('(');
    let body = word.strip_prefix('(').unwrap_or(word);
    let inner = match body.strip_suffix(')') {
        Some(inner) => inner,
        None if !open => body.strip_suffix('.')?,
        None => return None,
    };
    let count = inner.chars().count();
    let family = if (1..=3).contains(&count) && inner.chars().all(char::is_numeric) {
        NUMBER
    } else if !word.ends_with(')') {
        return None;
    } else if count == 1 && inner.chars().all(char::is_alphabetic) {
        let letter = inner.chars().next()?;
        // "(i)" after "(h)" is a letter, anywhere else it is one in Roman numerals.
        let roman = letter == 'i' && *last_letter != 'h';
        *last_letter = letter;
        if roman { ROMAN } else { LETTER }
    } else if (2..=5).contains(&count) && inner.chars().all(|c| "ivxlc".contains(c)) {
        ROMAN
    } else {
        return None;
    };
    Some(Marker { family, certain: false, glyph: ' ' })
}

/// Collapses runs of spaces and tabs; a no-break space stays, since French puts one before `:`.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Estimated width in a proportional font, so that "would the next word have fitted?" can be asked.
pub(super) fn width(text: &str) -> f32 {
    text.chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | ' ' => 0.6,
            '.' | ',' | ';' | ':' | '\'' | '’' | '!' | '(' | ')' | '[' | ']' | '|' => 0.6,
            'm' | 'w' | 'M' | 'W' | '—' | '%' | '@' => 1.55,
            // Marks that sit on a letter: Latin accents, Arabic and Hebrew vowels, joiners.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}' => 0.0,
            '\u{200b}'..='\u{200f}' | '\u{ad}' => 0.0,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => 2.0,
            c if c.is_uppercase() => 1.25,
            _ => 1.06,
        })
        .sum()
}
