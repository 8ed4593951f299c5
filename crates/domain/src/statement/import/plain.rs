//! Reads plain text extracted from a PDF, where only shape tells what a line is.
//!
//! Two facts carry most decisions. A line that ends although the next word would have fitted ends
//! a block. And a bullet torn off its item still counts an item: each list learns how many items
//! its lonely bullets ask for, page by page, and doubtful breaks are used only to make up a lack.

use super::lines::{Marker, one_line, split};
use super::page::{End, Page, Start, early, end_of, ends_block, start_of};
use super::titles::titled;
use super::{Block, BlockKind, DEEPEST_ITEM, Document};

/// Reads plain text into a document.
pub(super) fn read(text: &str) -> Document {
    let page = Page::new(split(text));
    let mut builder = Builder::new(&page);
    for index in 0..page.lines.len() {
        builder.line(index);
    }
    builder.close_list();
    titled(builder.out)
}

/// The block being read.
struct Open {
    kind: BlockKind,
    text: String,
    /// Its last line.
    last: usize,
}

/// The list being read.
struct List {
    /// Families of the bullets that lead to the current depth.
    families: Vec<char>,
    /// The block its first item will be.
    first_block: usize,
    items: usize,
    torn: usize,
    /// Lonely bullets up to the list's possible end.
    lone_total: usize,
    /// Places where an item may begin, on all pages.
    doubts: usize,
    lone_since_item: bool,
    last_lone: Option<char>,
    pages: Vec<ListPage>,
}

/// What one page says about a list.
#[derive(Default)]
struct ListPage {
    lone: usize,
    torn: usize,
    doubts: Vec<Doubt>,
}

/// A place inside an item where the next item may begin.
struct Doubt {
    block: usize,
    /// Byte offset of the second part in the block's text.
    offset: usize,
    /// How far the line could have run on; the least negative is the likeliest break.
    room: f32,
}

impl List {
    /// Items the lonely bullets ask for beyond those found.
    fn owed(&self) -> bool {
        self.lone_total > self.torn + self.doubts
    }

    fn page(&mut self) -> &mut ListPage {
        if self.pages.is_empty() {
            self.pages.push(ListPage::default());
        }
        self.pages.last_mut().expect("a page was pushed above")
    }
}

enum Step {
    Join,
    /// Join, and remember that an item may begin here.
    Doubt,
    Item {
        deeper: bool,
    },
    Paragraph,
}

struct Builder<'a> {
    page: &'a Page,
    out: Vec<Block>,
    open: Option<Open>,
    list: Option<List>,
    /// Line up to which a list's region was scanned, so that no line is scanned twice.
    region_end: usize,
    /// Line up to which the lines after a colon were scanned, with what was found.
    colon_scan: (usize, bool),
}

impl<'a> Builder<'a> {
    fn new(page: &'a Page) -> Self {
        Self { page, out: Vec::new(), open: None, list: None, region_end: 0, colon_scan: (0, false) }
    }

    fn line(&mut self, index: usize) {
        let line = &self.page.lines[index];
        if line.joint
            && let Some(list) = &mut self.list
        {
            list.pages.push(ListPage::default());
        }
        if line.is_lone() {
            let list = self.list_at(index);
            list.page().lone += 1;
            list.lone_since_item = true;
            list.last_lone = line.marker.map(|marker| marker.family);
            return;
        }
        if self.page.headings[index] && !self.is_item_without_end(index) {
            self.close_list();
            self.put(BlockKind::Heading { level: 2 }, line.text.clone());
            return;
        }
        if let Some(marker) = line.marker
            && self.is_bullet(marker, index)
        {
            self.bulleted(marker, index);
            return;
        }
        match self.step(index) {
            Step::Join => self.join(index),
            Step::Doubt => {
                self.doubt(index);
                self.join(index);
            }
            Step::Item { deeper } => self.torn_item(index, deeper),
            Step::Paragraph => {
                self.close_list();
                self.open(BlockKind::Paragraph, index);
            }
        }
    }

    fn end(&self) -> End {
        self.open.as_ref().map_or(End::Stop, |open| end_of(&open.text))
    }

    /// Short items without end punctuation look like headings; bullets waiting for them decide.
    fn is_item_without_end(&self, index: usize) -> bool {
        let Some(list) = &self.list else { return false };
        let first = list.items == 0 && list.lone_since_item;
        let alike = list.items > 0 && self.end() == End::Open;
        list.owed() && (first || alike) && !self.page.lines[index].joint
    }

    /// Whether a doubtful bullet ("o", "-", "3.") is one here.
    fn is_bullet(&self, marker: Marker, index: usize) -> bool {
        if marker.certain {
            return true;
        }
        let line = &self.page.lines[index];
        let known = self.list.as_ref().is_some_and(|list| list.families.contains(&marker.family));
        let end = self.end();
        let ended = self.open.is_none() || ends_block(end) || line.blank_before;
        // "o" is a word in several languages, and a figure or dash may open a wrapped line.
        match marker.family {
            'o' => (ended || known) && start_of(&line.text) != Start::Lower || end == End::Colon,
            _ => ended || (known && end == End::Comma) || (known && self.stops_early(index)),
        }
    }

    fn stops_early(&self, index: usize) -> bool {
        let column = self.column_now();
        self.open.as_ref().is_some_and(|open| !self.page.wrapped(open.last, index, column))
    }

    fn column_now(&self) -> f32 {
        match &self.open {
            Some(open) if open.kind != BlockKind::Paragraph => self.page.list_column,
            _ => self.page.column,
        }
    }

    fn bulleted(&mut self, marker: Marker, index: usize) {
        let after_colon = self.end() == End::Colon;
        self.flush();
        let list = self.list_at(index);
        let family = marker.family;
        let depth = match list.families.iter().position(|&known| known == family) {
            Some(depth) => depth,
            // The first item had no bullet: this is the same level unless it is announced by ":".
            None if list.families == ['\0'] && !after_colon => {
                list.families[0] = family;
                0
            }
            None => {
                list.families.push(family);
                list.families.len() - 1
            }
        };
        list.families.truncate(depth + 1);
        list.items += 1;
        list.lone_since_item = false;
        self.open(item(depth), index);
    }

    fn torn_item(&mut self, index: usize, deeper: bool) {
        let current = match self.open.as_ref().map(|open| open.kind) {
            Some(BlockKind::Item { depth }) => usize::from(depth),
            _ => 0,
        };
        let next = self.page.next_bulleted[index].filter(|&next| next < self.region_end);
        let next = next.and_then(|next| self.page.lines[next].marker);
        self.flush();
        let list = self.list_at(index);
        let own = list.families.get(current).copied();
        let same_follows = own.is_some() && next.map(|marker| marker.family) == own;
        let same_lone = own.is_some() && list.last_lone == own;
        let depth = if deeper {
            (current + 1).min(usize::from(DEEPEST_ITEM))
        } else if same_follows || same_lone || list.families.len() < 2 {
            // Where no bullet tells levels apart, an item stays on the level it follows.
            current
        } else {
            0
        };
        list.families.truncate(depth + 1);
        while list.families.len() < depth + 1 {
            let stand_in = list.last_lone.filter(|_| depth == 0).unwrap_or('\0');
            list.families.push(stand_in);
        }
        list.items += 1;
        list.torn += 1;
        list.page().torn += 1;
        list.lone_since_item = false;
        self.open(item(depth), index);
    }

    /// What a line without a bullet is.
    fn step(&mut self, index: usize) -> Step {
        let Some(open) = &self.open else {
            return match &self.list {
                Some(list) if list.owed() => Step::Item { deeper: false },
                _ => Step::Paragraph,
            };
        };
        let is_item = matches!(open.kind, BlockKind::Item { .. });
        let last = open.last;
        if self.list.is_none() && self.end() == End::Colon && self.colon_opens_list(last, index) {
            self.list_at(index);
        }
        match &self.list {
            Some(list) if is_item => self.step_in_list(list, last, index),
            Some(list) => {
                let lower = start_of(&self.page.lines[index].text) == Start::Lower;
                match self.end() {
                    End::Colon => Step::Item { deeper: false },
                    End::Open | End::Comma if lower => Step::Join,
                    _ if list.owed() || list.lone_since_item => Step::Item { deeper: false },
                    _ => self.step_in_text(last, index),
                }
            }
            None => self.step_in_text(last, index),
        }
    }

    fn step_in_text(&self, last: usize, index: usize) -> Step {
        let line = &self.page.lines[index];
        let start = start_of(&line.text);
        let end = self.end();
        let column = self.page.column;
        let room = self.page.room_after(last, index, column);
        let broken = if line.blank_before {
            match (end, start) {
                (End::Open | End::Comma, Start::Lower) => false,
                // A page ends inside a sentence.
                (End::Open | End::Comma, _) => !(line.joint && room < 0.0),
                _ => true,
            }
        } else {
            match (end, start) {
                (_, Start::Lower) => false,
                (End::Stop | End::Semicolon | End::Colon, _) => room >= 0.0 || self.is_lead_in(index),
                _ => room > column * early(start),
            }
        };
        if broken { Step::Paragraph } else { Step::Join }
    }

    /// A short line that starts a sentence and ends in ":" before a list stands by itself.
    fn is_lead_in(&self, index: usize) -> bool {
        let line = &self.page.lines[index];
        let next = self.page.lines.get(index + 1);
        self.end() == End::Stop
            && end_of(&line.text) == End::Colon
            && line.width < self.page.column * 0.6
            && next.is_some_and(|next| next.marker.is_some())
    }

    fn step_in_list(&self, list: &List, last: usize, index: usize) -> Step {
        const NEW: Step = Step::Item { deeper: false };
        let line = &self.page.lines[index];
        let start = start_of(&line.text);
        let column = self.page.list_column;
        let room = self.page.room_after(last, index, column);
        let gap = list.lone_since_item;
        let lower = start == Start::Lower;
        let early = room > column * early(start);
        // With every bullet in its place, a line set apart without one is no longer an item.
        let whole = list.lone_total == 0 && list.torn == 0 && !line.joint;
        match self.end() {
            End::Semicolon if line.blank_before && whole => Step::Paragraph,
            End::Semicolon if !lower || room >= 0.0 || gap || line.blank_before || line.joint => NEW,
            End::Semicolon => Step::Doubt,
            End::Stop if gap && (list.owed() || !lower) => NEW,
            End::Stop if lower => Step::Join,
            End::Stop if line.blank_before && !line.joint => {
                if list.owed() {
                    NEW
                } else {
                    Step::Paragraph
                }
            }
            End::Stop if room < 0.0 => Step::Doubt,
            End::Stop if list.lone_total > 0 || line.joint => NEW,
            End::Stop => Step::Paragraph,
            End::Colon if !lower && (gap || room >= 0.0) => Step::Item { deeper: true },
            End::Colon => Step::Join,
            _ if lower => Step::Join,
            _ if gap => NEW,
            _ if line.blank_before && line.joint => Step::Join,
            _ if line.blank_before || early => {
                if list.owed() {
                    NEW
                } else if list.lone_total > 0 && !line.blank_before {
                    Step::Join
                } else {
                    Step::Paragraph
                }
            }
            _ => Step::Join,
        }
    }

    fn doubt(&mut self, index: usize) {
        let block = self.out.len();
        let (Some(open), Some(list)) = (&self.open, &mut self.list) else {
            return;
        };
        let room = self.page.room_after(open.last, index, self.page.list_column);
        let offset = open.text.len() + 1;
        list.doubts += 1;
        list.page().doubts.push(Doubt { block, offset, room });
    }

    /// The open list, or a new one that starts at the line.
    fn list_at(&mut self, index: usize) -> &mut List {
        if self.list.is_none() {
            if index >= self.region_end {
                self.region_end = self.region_from(index);
            }
            let lone = &self.page.lone_before;
            self.list = Some(List {
                families: Vec::new(),
                first_block: self.out.len() + usize::from(self.open.is_some()),
                items: 0,
                torn: 0,
                doubts: 0,
                lone_total: lone[self.region_end.max(index)] - lone[index],
                lone_since_item: false,
                last_lone: None,
                pages: Vec::new(),
            });
        }
        self.list.as_mut().expect("a list was put there above")
    }

    /// Where a list that starts here must have ended: at a heading, or where another is announced.
    fn region_from(&self, start: usize) -> usize {
        let lines = &self.page.lines;
        let own = lines[start].marker.map(|marker| marker.family);
        let mut items = false;
        for index in start..lines.len() {
            if self.page.headings[index] && items {
                return index;
            }
            let text = &lines[index].text;
            if text.is_empty() {
                continue;
            }
            items = true;
            if end_of(text) == End::Colon
                && let Some(next) = lines.get(index + 1)
            {
                let sub_list = own.is_some()
                    && next.marker.is_some_and(|marker| Some(marker.family) != own)
                    && !next.is_lone();
                if !sub_list {
                    return index + 1;
                }
            }
        }
        lines.len()
    }

    /// Whether lines without bullets after a ":" are items: lonely bullets follow them, or two of
    /// them end in ";".
    fn colon_opens_list(&mut self, last: usize, index: usize) -> bool {
        let lines = &self.page.lines;
        if start_of(&lines[index].text) == Start::Lower && !lines[index].blank_before {
            return false;
        }
        if !lines[index].blank_before && self.page.wrapped(last, index, self.page.column) {
            return false;
        }
        if index >= self.colon_scan.0 {
            let (mut at, mut lone, mut semicolons) = (index, 0, 0);
            while at < lines.len() && !self.page.headings[at] {
                lone += usize::from(lines[at].is_lone());
                let attached = lines[at].marker.is_some() && !lines[at].is_lone();
                let end = end_of(&lines[at].text);
                if attached || (end == End::Colon && !lines[at].is_lone()) {
                    break;
                }
                let ended = lines.get(at + 1).is_some_and(|next| start_of(&next.text) != Start::Lower);
                semicolons += usize::from(end == End::Semicolon && ended);
                at += 1;
            }
            self.colon_scan = (at, lone > 0 || semicolons >= 2);
        }
        self.colon_scan.1
    }

    fn open(&mut self, kind: BlockKind, index: usize) {
        self.flush();
        let line = &self.page.lines[index];
        let text = match kind {
            BlockKind::Item { .. } if line.marker.is_some() => line.text.clone(),
            _ => line.unmarked(),
        };
        self.open = Some(Open { kind, text, last: index });
    }

    fn join(&mut self, index: usize) {
        let text = self.page.lines[index].unmarked();
        if let Some(open) = &mut self.open {
            let hyphen =
                open.text.ends_with('-') && open.text.chars().rev().nth(1).is_some_and(char::is_alphanumeric);
            if open.text.ends_with('\u{ad}') {
                // A soft hyphen at the end of a line is there only because the line ends.
                open.text.pop();
            } else if !hyphen {
                open.text.push(' ');
            }
            open.text.push_str(&text);
            open.last = index;
        }
    }

    fn flush(&mut self) {
        if let Some(open) = self.open.take() {
            self.put(open.kind, open.text);
        }
    }

    fn put(&mut self, kind: BlockKind, text: String) {
        let text = one_line(&text);
        self.out.push(Block { kind, text });
    }

    /// Ends the open block and list, and breaks items in two where bullets ask for it.
    fn close_list(&mut self) {
        self.flush();
        let Some(list) = self.list.take() else { return };
        let mut cuts: Vec<(usize, usize)> = Vec::new();
        let mut lack = 0;
        for mut page in list.pages {
            lack = (lack + page.lone).saturating_sub(page.torn);
            page.doubts.sort_by(|a, b| b.room.total_cmp(&a.room));
            let used = page.doubts.iter().take(lack);
            cuts.extend(used.map(|doubt| (doubt.block, doubt.offset)));
            lack = lack.saturating_sub(page.doubts.len());
        }
        if cuts.is_empty() {
            return;
        }
        cuts.sort_unstable();
        let first = list.first_block.min(self.out.len());
        let blocks = self.out.split_off(first);
        let mut cuts = cuts.into_iter().peekable();
        for (place, block) in blocks.into_iter().enumerate() {
            let mut from = 0;
            while let Some((_, offset)) = cuts.next_if(|&(at, _)| at <= first + place) {
                // Collapsed spaces may have moved the text; a break is never worth a broken word.
                if offset > from && block.text.get(offset - 1..).is_some_and(|t| t.starts_with(' ')) {
                    self.put(block.kind, block.text[from..offset].to_owned());
                    from = offset;
                }
            }
            self.put(block.kind, block.text[from..].to_owned());
        }
    }
}

fn item(depth: usize) -> BlockKind {
    BlockKind::Item { depth: u8::try_from(depth).unwrap_or(u8::MAX) }
}
