//! Reads a document somebody already has (Markdown, or text copied out of a PDF) into headings,
//! paragraphs and items, so that it can be published as a statement and cited by paragraph number.
//!
//! What must stay true:
//! - every block that is not a heading is a numbered paragraph; its number is its position among them;
//! - [`Document::to_markdown`] writes exactly one Markdown paragraph or list item for each, in order;
//! - words are kept as they are: lines are joined, nothing is respelled or invented;
//! - any input gives an answer in time linear to its size, and never a panic.

use std::fmt;

mod lines;
mod markdown;
mod page;
mod plain;
#[cfg(test)]
mod tests;
mod titles;

/// Largest document that is read, in bytes (1 MiB, some 500 printed pages).
pub const LIMIT_BYTES: usize = 1024 * 1024;

/// Deepest nesting of items that is kept; deeper ones are lifted to it.
const DEEPEST_ITEM: u8 = 5;

/// A document as its reader sees it: a title, then blocks in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The title, on one line, never empty after [`read_document`].
    pub title: String,
    /// Headings, paragraphs and items, in reading order, without the title.
    pub blocks: Vec<Block>,
}

/// One heading, paragraph or item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Its plain text on one line, without markup or bullet.
    pub text: String,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; `level` runs from 2 (a section) to 6. Headings carry no number.
    Heading {
        /// 2 for a section, 3 for a section inside it, and so on.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// An item of a list; `depth` is 0 for the outer list.
    Item {
        /// How many lists the item's own list lies in.
        depth: u8,
    },
}

/// A heading with the numbers of the paragraphs under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; the document's title for what stands before the first heading.
    pub heading: String,
    /// The heading's level; 1 for what stands before the first heading.
    pub level: u8,
    /// Numbers (from 1) of the paragraphs and items under it, up to the next heading.
    pub paragraphs: Vec<usize>,
}

/// Why a document could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportError {
    /// There is no text in it.
    Empty,
    /// It is not UTF-8 text (a PDF or word-processor file, or another encoding).
    NotText,
    /// It is longer than the limit.
    TooLarge {
        /// The limit, in bytes.
        limit_bytes: usize,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the document has no text"),
            Self::NotText => f.write_str(
                "the document is not plain text in UTF-8: save it as text or Markdown, \
                 or copy its text out of the PDF",
            ),
            Self::TooLarge { limit_bytes } => {
                write!(f, "the document is longer than {} KiB: split it into parts", limit_bytes / 1024)
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads Markdown, or plain text as it comes out of a PDF, into a [`Document`].
///
/// The text is UTF-8; a byte-order mark, CRLF and form feeds are accepted. Text with a Markdown
/// heading (`# …` or underlined) is read as Markdown, where list numbers are markup and dropped;
/// any other text is read as plain text, where a label such as `3.` or `(a)` stays in the item.
///
/// # Errors
/// [`ImportError::TooLarge`] above [`LIMIT_BYTES`], [`ImportError::NotText`] if the bytes are not
/// text, [`ImportError::Empty`] if no block is left.
pub fn read_document(bytes: &[u8]) -> Result<Document, ImportError> {
    if bytes.len() > LIMIT_BYTES {
        return Err(ImportError::TooLarge { limit_bytes: LIMIT_BYTES });
    }
    // A PDF may be valid UTF-8 at its start; its text is inside compressed streams all the same.
    if bytes.starts_with(b"%PDF-") {
        return Err(ImportError::NotText);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::NotText)?;
    if text.contains('\0') {
        return Err(ImportError::NotText);
    }
    let text = lines::clean(text);
    let document = if markdown::is_markdown(&text) { markdown::read(&text) } else { plain::read(&text) };
    if document.title.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(document)
}

impl Document {
    /// The blocks as CommonMark, without the title: `##` headings, paragraphs, nested `- ` lists,
    /// with every character escaped that could be taken for markup.
    pub fn to_markdown(&self) -> String {
        let mut out = String::new();
        // Depth of the item written last; `None` outside a list.
        let mut last_depth: Option<u8> = None;
        for block in &self.blocks {
            let depth = match block.kind {
                BlockKind::Item { depth } => Some(nested(depth, last_depth)),
                _ => None,
            };
            if !out.is_empty() && (depth.is_none() || last_depth.is_none()) {
                out.push('\n');
            }
            match (block.kind, depth) {
                (BlockKind::Heading { level }, _) => {
                    out.extend(std::iter::repeat_n('#', usize::from(level.clamp(2, 6))));
                    out.push(' ');
                }
                (_, Some(depth)) => {
                    out.extend(std::iter::repeat_n(' ', usize::from(depth) * 2));
                    out.push_str("- ");
                }
                _ => {}
            }
            push_escaped(&mut out, &block.text);
            out.push('\n');
            last_depth = depth;
        }
        out
    }

    /// The sections in order, each with the numbers of its paragraphs.
    pub fn outline(&self) -> Vec<Section> {
        let mut sections = vec![Section { heading: self.title.clone(), level: 1, paragraphs: Vec::new() }];
        let mut number = 0;
        for block in &self.blocks {
            if let BlockKind::Heading { level } = block.kind {
                sections.push(Section { heading: block.text.clone(), level, paragraphs: Vec::new() });
            } else {
                number += 1;
                if let Some(section) = sections.last_mut() {
                    section.paragraphs.push(number);
                }
            }
        }
        if sections[0].paragraphs.is_empty() {
            sections.remove(0);
        }
        sections
    }
}

/// The depth an item can have after an item of depth `last`: at most one deeper.
fn nested(depth: u8, last: Option<u8>) -> u8 {
    depth.min(last.map_or(0, |last| last + 1)).min(DEEPEST_ITEM)
}

/// Puts the blocks in the shape the rest relies on: no empty text, no item without a parent.
fn settled(title: String, blocks: Vec<Block>) -> Document {
    let mut last_depth = None;
    let mut kept = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if block.text.is_empty() {
            continue;
        }
        last_depth = match &mut block.kind {
            BlockKind::Item { depth } => {
                *depth = nested(*depth, last_depth);
                Some(*depth)
            }
            _ => None,
        };
        kept.push(block);
    }
    Document { title, blocks: kept }
}

/// A title for a document that shows none: the first words of its first block.
fn title_from(blocks: &[Block]) -> String {
    const LONGEST_CHARS: usize = 100;
    let text = blocks.first().map_or("", |block| block.text.as_str());
    match text.char_indices().nth(LONGEST_CHARS) {
        None => text.to_owned(),
        Some((cut, _)) => {
            let head = &text[..cut];
            let end = head.rfind(' ').unwrap_or(cut);
            format!("{}…", head[..end].trim_end())
        }
    }
}

/// Appends `text` so that a CommonMark renderer (with the usual extensions) shows it unchanged.
fn push_escaped(out: &mut String, text: &str) {
    // An empty paragraph does not exist in Markdown, and would shift every number after it.
    if text.trim().is_empty() {
        out.push_str("&nbsp;");
        return;
    }
    let text = text.trim();
    // Markers that mean something at the start of a block only: "-", "+", "=", ":", "12." and "12)".
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker_at = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => Some(digits),
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => Some(0),
        _ => None,
    };
    let mut spaced = false;
    for (at, c) in text.char_indices() {
        if c.is_ascii_whitespace() {
            spaced = true;
            continue;
        }
        if spaced {
            out.push(' ');
            spaced = false;
        }
        let markup = matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '|' | '^' | '$'
        );
        if markup || Some(at) == marker_at {
            out.push('\\');
        }
        out.push(c);
    }
}
