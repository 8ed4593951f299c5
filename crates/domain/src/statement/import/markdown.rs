//! Reads Markdown: headings, paragraphs, nested lists; inline markup gives way to its text.

use super::lines::one_line;
use super::{Block, BlockKind, Document, settled, title_from};

/// Bullets that word processors leave behind; Markdown itself does not know them.
const BULLETS: [char; 3] = ['•', '◦', '▪'];

/// Whether the text has a Markdown heading; without one it is read as plain text.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut above = "";
    let mut fenced = false;
    for line in text.lines() {
        if fence(line).is_some() {
            fenced = !fenced;
        }
        if !fenced && (heading(line).is_some() || underline(line, above).is_some()) {
            return true;
        }
        above = line;
    }
    false
}

/// Reads Markdown into a document; its first heading, if it comes first, is the title.
pub(super) fn read(text: &str) -> Document {
    let mut reader = Reader::default();
    for line in text.split(['\n', '\u{c}']) {
        reader.line(line);
    }
    reader.flush();
    titled(reader.blocks)
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Option<(BlockKind, String)>,
    /// Column of each enclosing item's bullet.
    bullets: Vec<usize>,
    /// The character of the code fence we are inside of.
    fence: Option<char>,
    blank: bool,
    above: String,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let line = unquoted(line);
        let text = line.trim();
        if let Some(mark) = fence(line) {
            match self.fence {
                None => {
                    self.flush();
                    self.fence = Some(mark);
                    return;
                }
                Some(open) if open == mark => {
                    self.flush();
                    self.fence = None;
                    return;
                }
                Some(_) => {}
            }
        }
        if self.fence.is_some() {
            self.push(BlockKind::Paragraph, text, true);
            return;
        }
        if text.is_empty() {
            self.blank = true;
            self.above.clear();
            return;
        }
        self.filled(line, text);
        self.blank = false;
        self.above = line.to_owned();
    }

    fn filled(&mut self, line: &str, text: &str) {
        if let Some((level, text)) = heading(line) {
            self.flush();
            self.bullets.clear();
            self.put(BlockKind::Heading { level }, text);
            return;
        }
        let paragraph = matches!(self.open, Some((BlockKind::Paragraph, _)));
        if let Some(level) = underline(line, &self.above).filter(|_| paragraph && !self.blank) {
            if let Some((kind, _)) = &mut self.open {
                *kind = BlockKind::Heading { level };
            }
            self.flush();
            return;
        }
        if is_rule(text) {
            self.flush();
            self.bullets.clear();
            return;
        }
        let column = column(line);
        let in_list = !self.bullets.is_empty();
        if let Some((item, number)) = item(text)
            && (number.is_none_or(|n| n == 1) || self.open.is_none() || self.blank || in_list)
        {
            self.flush();
            // One column of slack: hand-written lists are rarely aligned to the letter.
            while self.bullets.last().is_some_and(|&last| column <= last + 1) {
                self.bullets.pop();
            }
            let depth = u8::try_from(self.bullets.len()).unwrap_or(u8::MAX);
            if self.bullets.len() < usize::from(super::DEEPEST_ITEM) + 1 {
                self.bullets.push(column);
            }
            self.open = Some((BlockKind::Item { depth }, item.to_owned()));
            return;
        }
        if self.blank {
            // A second paragraph inside an item stays in the item: one number, one item.
            let inside = self.bullets.last().is_some_and(|&last| column > last + 1);
            if !(inside && self.open.is_some()) {
                self.flush();
                self.bullets.clear();
            }
        }
        self.push(BlockKind::Paragraph, text, false);
    }

    fn push(&mut self, kind: BlockKind, text: &str, raw: bool) {
        let text = if raw { text } else { text.strip_suffix('\\').unwrap_or(text) };
        match &mut self.open {
            Some((_, open)) => {
                open.push('\n');
                open.push_str(text);
            }
            None => self.open = Some((kind, text.to_owned())),
        }
    }

    fn flush(&mut self) {
        if let Some((kind, text)) = self.open.take() {
            if self.fence.is_some() {
                self.blocks.push(Block { kind, text: one_line(&text) });
            } else {
                self.put(kind, &text);
            }
        }
    }

    fn put(&mut self, kind: BlockKind, text: &str) {
        // A typographic bullet left at the start (alone on its line, or doubled) is no text.
        let text = plain_inline(text);
        let text = text.trim_start_matches(|c: char| BULLETS.contains(&c) || c.is_whitespace());
        let text = one_line(text);
        self.blocks.push(Block { kind, text });
    }
}

fn titled(mut blocks: Vec<Block>) -> Document {
    blocks.retain(|block| !block.text.is_empty());
    let first_is_heading =
        blocks.first().is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let title = if first_is_heading {
        blocks.remove(0).text
    } else {
        let top = |block: &&Block| block.kind == BlockKind::Heading { level: 1 };
        match blocks.iter().find(top) {
            Some(block) => block.text.clone(),
            None => title_from(&blocks),
        }
    };
    // Level 1 is the title's: if sections use it too, every heading moves one down.
    let levels = blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    });
    let shift = u8::from(levels.min() == Some(1));
    for block in &mut blocks {
        if let BlockKind::Heading { level } = &mut block.kind {
            *level = (*level + shift).clamp(2, 6);
        }
    }
    settled(title, blocks)
}

/// `## Text` → (2, "Text").
fn heading(line: &str) -> Option<(u8, &str)> {
    let text = line.trim();
    if column(line) > 3 {
        return None;
    }
    let level = text.bytes().take_while(|&byte| byte == b'#').count();
    let rest = &text[level..];
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let body = rest.trim();
    let closed = body.trim_end_matches('#');
    let body = if closed.is_empty() || closed.ends_with([' ', '\t']) { closed.trim_end() } else { body };
    let level = u8::try_from(level).ok()?;
    (!body.is_empty()).then_some((level, body))
}

/// The level a line of `===` or `---` gives to the text above it.
fn underline(line: &str, above: &str) -> Option<u8> {
    let text = line.trim();
    let above = above.trim();
    let plain = !above.is_empty() && item(above).is_none() && !is_rule(above);
    if !plain || text.len() < 2 {
        return None;
    }
    if text.bytes().all(|byte| byte == b'=') {
        Some(1)
    } else if text.len() >= 3 && text.bytes().all(|byte| byte == b'-') {
        Some(2)
    } else {
        None
    }
}

fn is_rule(text: &str) -> bool {
    ['-', '*', '_'].iter().any(|&mark| {
        text.chars().filter(|&c| c == mark).count() >= 3
            && text.chars().all(|c| c == mark || c == ' ' || c == '\t')
    })
}

fn fence(line: &str) -> Option<char> {
    let text = line.trim_start();
    ['`', '~'].into_iter().find(|&mark| text.chars().take_while(|&c| c == mark).count() >= 3)
}

/// The text of a list item, with its number in an ordered list.
fn item(text: &str) -> Option<(&str, Option<u32>)> {
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return Some((rest.trim(), None)).filter(|(rest, _)| !rest.is_empty());
    }
    let mark = text.split([' ', '\t']).next()?;
    let rest = text[mark.len()..].trim();
    if rest.is_empty() {
        return None;
    }
    if matches!(mark, "-" | "*" | "+") {
        return Some((rest, None));
    }
    let digits = mark.strip_suffix(['.', ')'])?;
    let number = (digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()?;
    Some((rest, Some(number)))
}

fn unquoted(line: &str) -> &str {
    let mut line = line;
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

fn column(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .map(|byte| if byte == b'\t' { 4 } else { 1 })
        .sum()
}

/// Inline Markdown as plain text: emphasis, code marks and escapes go, a link keeps its address.
fn plain_inline(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let drop = emphasis_marks(&chars);
    let links = link_ends(&chars);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // The address to write when the closing bracket at this index is reached, and where to go on.
    let mut closings: Vec<(usize, String, usize)> = Vec::new();
    while at < chars.len() {
        let c = chars[at];
        if closings.last().is_some_and(|(close, _, _)| *close == at) {
            if let Some((_, address, next)) = closings.pop() {
                if !address.is_empty() {
                    out.push_str(" (");
                    out.push_str(&address);
                    out.push(')');
                }
                at = next;
            }
            continue;
        }
        match c {
            '\\' if chars.get(at + 1).is_some_and(char::is_ascii_punctuation) => {
                out.push(chars[at + 1]);
                at += 2;
                continue;
            }
            '`' => {}
            '!' if chars.get(at + 1) == Some(&'[') && links[at + 1].is_some() => {}
            '[' => match links[at] {
                Some((close, end)) => {
                    let target: String = chars[close + 2..end].iter().collect();
                    let address = target.split_whitespace().next().unwrap_or("");
                    let shown: String = chars[at + 1..close].iter().take(2000).collect();
                    let address = address.trim_matches(['<', '>']);
                    let address = if shown == address { "" } else { address };
                    closings.push((close, address.to_owned(), end + 1));
                }
                None => out.push('['),
            },
            '&' => {
                let (decoded, length) = entity(&chars[at..]);
                out.push(decoded);
                at += length;
                continue;
            }
            _ if drop[at] => {}
            _ => out.push(c),
        }
        at += 1;
    }
    out
}

/// For each `[` of an inline link `[text](target)`: where its `]` and its `)` stand.
fn link_ends(chars: &[char]) -> Vec<Option<(usize, usize)>> {
    let mut ends = vec![None; chars.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 1,
            '[' => open.push(at),
            ']' => {
                if let Some(start) = open.pop()
                    && chars.get(at + 1) == Some(&'(')
                {
                    // Addresses are short; the bound keeps the whole pass linear.
                    let tail = &chars[at + 2..chars.len().min(at + 2050)];
                    let close = tail.iter().position(|&c| matches!(c, ')' | '(' | '\n'));
                    if let Some(length) = close.filter(|&length| tail[length] == ')') {
                        // A link holds no link: the ones around it are text.
                        open.clear();
                        ends[start] = Some((at, at + 2 + length));
                        at += 2 + length;
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    ends
}

/// Which characters are emphasis marks: runs of `*` or `_` (or `~~`) that open and close in pairs.
fn emphasis_marks(chars: &[char]) -> Vec<bool> {
    let mut drop = vec![false; chars.len()];
    // Open runs by character and length (1 to 3).
    let mut open = [const { Vec::<usize>::new() }; 9];
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c == '\\' {
            at += 2;
            continue;
        }
        let kind = match c {
            '*' => 0,
            '_' => 1,
            '~' => 2,
            _ => {
                at += 1;
                continue;
            }
        };
        let length = chars[at..].iter().take_while(|&&next| next == c).count();
        let before = at.checked_sub(1).map_or(' ', |index| chars[index]);
        let after = chars.get(at + length).copied().unwrap_or(' ');
        let word_inside = kind == 1 && before.is_alphanumeric() && after.is_alphanumeric();
        if length <= 3 && !(kind == 2 && length != 2) && !word_inside {
            let stack = &mut open[kind * 3 + length - 1];
            if !before.is_whitespace()
                && let Some(start) = stack.pop()
            {
                drop[start..start + length].fill(true);
                drop[at..at + length].fill(true);
            } else if !after.is_whitespace() {
                stack.push(at);
            }
        }
        at += length;
    }
    drop
}

fn entity(chars: &[char]) -> (char, usize) {
    const KNOWN: [(&str, char); 6] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&nbsp;", '\u{a0}'),
    ];
    for (name, decoded) in KNOWN {
        if chars.iter().copied().take(name.len()).eq(name.chars()) {
            return (decoded, name.len());
        }
    }
    ('&', 1)
}
