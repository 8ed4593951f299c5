//! Takes out of Markdown, before it is parsed, what would make a small text a huge or a deep page.

use super::plain::{is_control, turns_text};

/// Most quotations and list items one line may open.
const MAX_CONTAINERS: usize = 12;

/// Most columns a table may have.
const MAX_COLUMNS: usize = 40;

/// Most cells all tables of a text may have together.
const MAX_CELLS: usize = 20_000;

/// The same Markdown with container marks beyond [`MAX_CONTAINERS`] left out, tables that are too large made text,
/// and control and reordering characters removed.
pub(super) fn bound(markdown: &str) -> String {
    let clean: String = markdown
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            c if is_control(c) || turns_text(c) => None,
            c => Some(c),
        })
        .collect();
    let lines: Vec<&str> = clean.split('\n').collect();
    // A table ends at the next empty line, so this is the most rows one can have.
    let mut rows = vec![0; lines.len()];
    for place in (0..lines.len()).rev() {
        let below = rows.get(place + 1).copied().unwrap_or(0);
        rows[place] = if lines[place].trim().is_empty() { 0 } else { below + 1 };
    }
    let mut cells_left = MAX_CELLS;
    let mut out = String::with_capacity(clean.len());
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        let (marks, body) = split_containers(line);
        out.push_str(marks);
        if let Some(columns) = delimiter_columns(body) {
            let cells = columns.saturating_mul(rows[place] + 1);
            if columns > MAX_COLUMNS || cells > cells_left {
                // An escaped first character is no delimiter row, so no table begins here.
                out.push('\\');
                out.push_str(body.trim_start());
                continue;
            }
            cells_left -= cells;
        }
        out.push_str(body);
    }
    out
}

/// The container marks a line begins with, at most [`MAX_CONTAINERS`] of them, and what follows all of its marks.
fn split_containers(line: &str) -> (&str, &str) {
    let bytes = line.as_bytes();
    let mut place = 0;
    let mut count = 0;
    let mut kept = None;
    loop {
        let start = place;
        while matches!(bytes.get(place), Some(b' ' | b'\t')) {
            place += 1;
        }
        let blank_or_end = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t'));
        let mark = match bytes.get(place) {
            Some(b'>') => 1,
            Some(b'-' | b'+' | b'*') if blank_or_end(place + 1) => 1,
            Some(byte) if byte.is_ascii_digit() => {
                let digits = bytes[place..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                let closed = matches!(bytes.get(place + digits), Some(b'.' | b')'));
                if digits < 10 && closed && blank_or_end(place + digits + 1) { digits + 1 } else { 0 }
            }
            _ => 0,
        };
        if mark == 0 {
            // Indentation after the marks belongs to what follows.
            return match kept {
                Some(kept) => (&line[..kept], &line[start..]),
                None => line.split_at(start),
            };
        }
        count += 1;
        if count > MAX_CONTAINERS && kept.is_none() {
            kept = Some(start);
        }
        place += mark;
    }
}

/// The number of columns if a line can be the delimiter row of a table.
fn delimiter_columns(body: &str) -> Option<usize> {
    let body = body.trim();
    let possible =
        body.contains('-') && body.bytes().all(|byte| matches!(byte, b'-' | b'|' | b':' | b' ' | b'\t'));
    let pipes = body.bytes().filter(|byte| *byte == b'|').count();
    (possible && (pipes > 0 || body.contains(':'))).then_some(pipes + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_untouched() {
        let text = "# A\n\n> > quote\n- a\n  - b\n    1. c\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n    code\n* * *\n- - -\n";
        assert_eq!(bound(text), text);
    }

    #[test]
    fn deep_and_wide_is_bounded() {
        let deep = bound(&format!("{}x", "> ".repeat(1000)));
        assert_eq!(deep.matches('>').count(), MAX_CONTAINERS);
        assert!(deep.ends_with(" x"), "{deep}");
        assert_eq!(bound(&format!("{}x", "- 1. >".repeat(1000))).matches('>').count(), MAX_CONTAINERS / 3);
        let wide = format!("{0}\n{1}\n", "|a".repeat(100), "|-".repeat(100));
        assert!(bound(&wide).contains("\n\\|-"));
        let long = format!("|a|b\n|-|-\n{}", "|\n".repeat(90_000));
        assert!(bound(&long).contains("\n\\|-"));
    }
}
