//! All lines of a plain text seen together: how wide its columns are, which lines are headings.

use super::lines::{Line, NUMBER, width};

/// How a block's text ends so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Stop,
    Semicolon,
    Colon,
    Comma,
    Open,
}

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Lower,
    /// A capital or a figure.
    Upper,
    /// A letter of a script without capitals.
    Uncased,
}

/// All lines, with what is known about each before blocks are built.
pub(super) struct Page {
    /// The lines, in order.
    pub(super) lines: Vec<Line>,
    /// Which of them are headings, as far as shape tells.
    pub(super) headings: Vec<bool>,
    /// Lonely bullets before each line.
    pub(super) lone_before: Vec<usize>,
    /// The next line with a bullet attached, from each line on.
    pub(super) next_bulleted: Vec<Option<usize>>,
    /// Width of the text column; without limit if lines are not wrapped.
    pub(super) column: f32,
    /// Width of the column inside lists.
    pub(super) list_column: f32,
}

impl Page {
    /// Looks at all lines once.
    pub(super) fn new(lines: Vec<Line>) -> Self {
        let mut page = Self {
            headings: vec![false; lines.len()],
            lone_before: Vec::with_capacity(lines.len() + 1),
            next_bulleted: vec![None; lines.len() + 1],
            column: f32::MAX,
            list_column: f32::MAX,
            lines,
        };
        let mut lone = 0;
        page.lone_before.push(0);
        for line in &page.lines {
            lone += usize::from(line.is_lone());
            page.lone_before.push(lone);
        }
        for index in (0..page.lines.len()).rev() {
            let line = &page.lines[index];
            page.next_bulleted[index] = if line.marker.is_some() && !line.is_lone() {
                Some(index)
            } else {
                page.next_bulleted[index + 1]
            };
        }
        page.column = page.measure(|_| true).unwrap_or_else(|| page.widest());
        page.list_column = page.column;
        page.find_headings();
        page.measure_lists();
        page
    }

    /// Stands for the column's width in a text too short to measure it.
    fn widest(&self) -> f32 {
        const WIDEST_PRINTED: f32 = 115.0;
        let widest = self.lines.iter().map(|line| line.width).fold(0.0, f32::max);
        if widest > WIDEST_PRINTED { f32::MAX } else { widest }
    }

    /// The width of the text column: what nine in ten of the lines that run on stay under.
    fn measure(&self, wanted: impl Fn(usize) -> bool) -> Option<f32> {
        const ENOUGH_LINES: usize = 5;
        let mut widths: Vec<f32> = (0..self.lines.len().saturating_sub(1))
            .filter(|&index| {
                let (line, next) = (&self.lines[index], &self.lines[index + 1]);
                wanted(index)
                    && matches!(end_of(&line.text), End::Open | End::Comma)
                    && next.marker.is_none()
                    && !next.blank_before
                    && start_of(&next.text) != Start::Upper
            })
            .map(|index| self.lines[index].width)
            .collect();
        if widths.len() < ENOUGH_LINES {
            return None;
        }
        widths.sort_by(f32::total_cmp);
        let column = widths[(widths.len() - 1) * 9 / 10];
        let wanted_lines = (0..self.lines.len()).filter(|&index| wanted(index));
        let (mut all, mut wider) = (0usize, 0usize);
        for index in wanted_lines {
            all += 1;
            wider += usize::from(self.lines[index].width > column * 1.5);
        }
        // Many lines far wider than the column: a paragraph is one line here, nothing is wrapped.
        Some(if wider * 10 > all { f32::MAX } else { column })
    }

    /// Items are indented, so their column is narrower than that of the paragraphs.
    fn measure_lists(&mut self) {
        let mut in_list = false;
        let mut of_list = vec![false; self.lines.len()];
        for (index, flag) in of_list.iter_mut().enumerate() {
            let line = &self.lines[index];
            if self.headings[index] {
                in_list = false;
            } else if line.marker.is_some() {
                in_list = true;
            }
            *flag = in_list && !line.is_lone();
        }
        self.list_column = self.measure(|index| of_list[index]).unwrap_or(self.column);
        self.column = self.measure(|index| !of_list[index]).unwrap_or(self.column);
    }

    fn find_headings(&mut self) {
        // The last line that was no lonely bullet.
        let mut above: Option<usize> = None;
        for index in 0..self.lines.len() {
            if self.lines[index].is_lone() {
                continue;
            }
            let ended =
                above.is_none_or(|above| self.headings[above] || ends_block(end_of(&self.lines[above].text)));
            let next_blank = self.lines.get(index + 1).is_some_and(|n| n.blank_before);
            let apart = self.lines[index].blank_before && next_blank;
            self.headings[index] = (ended || apart) && self.looks_like_heading(index, above);
            above = Some(index);
        }
    }

    /// A short line without end punctuation that stops early, before something that starts anew.
    fn looks_like_heading(&self, index: usize, above: Option<usize>) -> bool {
        const LONGEST_WORDS: usize = 14;
        let line = &self.lines[index];
        let Some(next) = self.lines.get(index + 1) else {
            return false;
        };
        let numbered = line.marker.is_some_and(|marker| marker.family == NUMBER);
        if line.marker.is_some() && !numbered {
            return false;
        }
        if numbered {
            // A numbered line between numbered lines is an item, not the heading of a part.
            let in_list = |other: &Line| other.marker.is_some_and(|m| m.family == NUMBER);
            if in_list(next) || above.is_some_and(|above| in_list(&self.lines[above])) {
                return false;
            }
        }
        let short =
            line.width < self.column.min(100.0) * 0.75 && line.text.split(' ').count() <= LONGEST_WORDS;
        short
            && end_of(&line.text) == End::Open
            && start_of(&line.text) != Start::Lower
            && line.text.chars().any(char::is_alphabetic)
            && (next.marker.is_some()
                || start_of(&next.text) != Start::Lower
                || (above.is_none() && next.blank_before))
            && (next.blank_before || !self.wrapped(index, index + 1, self.column))
    }

    /// Whether the line had to end where it does, because the next line's first word did not fit.
    pub(super) fn wrapped(&self, index: usize, next: usize, column: f32) -> bool {
        self.room_after(index, next, column) < 0.0
    }

    /// Room left in the column if the next line's first word had stayed on the line.
    pub(super) fn room_after(&self, index: usize, next: usize, column: f32) -> f32 {
        let word = self.lines[next].text.split(' ').next().unwrap_or("");
        column - self.lines[index].width - width(word) - width(" ")
    }
}

/// How much of the column must stay empty before an unfinished line counts as stopped on purpose.
pub(super) fn early(start: Start) -> f32 {
    // Widths are guessed less well outside the Latin script.
    if start == Start::Uncased { 0.25 } else { 0.15 }
}

/// Whether a new block may follow such an end.
pub(super) fn ends_block(end: End) -> bool {
    matches!(end, End::Stop | End::Semicolon | End::Colon)
}

/// How the text ends, closing quotes and brackets apart.
pub(super) fn end_of(text: &str) -> End {
    let closing = |c: char| matches!(c, ')' | ']' | '"' | '”' | '’' | '»' | '\'') || c == '\u{a0}';
    let last = text.chars().next_back();
    // Eight closing marks are more than any sentence has; the bound keeps this constant in time.
    let inner = text.chars().rev().take(8).find(|&c| !closing(c));
    match (inner, last) {
        (Some('.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '।'), _) => End::Stop,
        (_, Some(';' | '؛' | '；')) => End::Semicolon,
        (_, Some(':' | '：')) => End::Colon,
        (_, Some(',' | '،')) => End::Comma,
        _ => End::Open,
    }
}

/// How the text begins, opening quotes and brackets apart.
pub(super) fn start_of(text: &str) -> Start {
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_lowercase() => Start::Lower,
        Some(c) if c.is_uppercase() || c.is_numeric() => Start::Upper,
        Some(_) => Start::Uncased,
        None => Start::Upper,
    }
}
