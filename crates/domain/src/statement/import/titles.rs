//! Title, subtitle and heading levels of a plain text, where type sizes are lost.

use super::page::{End, end_of};
use super::{Block, BlockKind, Document, settled, title_from};

/// Finds the title and subtitle at the top, then settles the levels of the headings.
pub(super) fn titled(mut blocks: Vec<Block>) -> Document {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let top = blocks.iter().take_while(|block| is_heading(block)).count();
    let title = if top == 0 { title_from(&blocks) } else { blocks.remove(0).text };
    // Of three short lines or more at the top, the last heads the text; those between say who
    // speaks, where and when.
    for block in blocks.iter_mut().take(top.saturating_sub(2)) {
        block.kind = BlockKind::Paragraph;
    }
    demote_runs(&mut blocks);
    let capitals = |block: &Block| {
        let has = block.text.chars().any(char::is_uppercase);
        has && !block.text.chars().any(char::is_lowercase)
    };
    let shouted = blocks.iter().filter(|b| is_heading(b) && capitals(b)).count();
    let spoken = blocks.iter().filter(|b| is_heading(b) && !capitals(b)).count();
    // Only where capitals set some headings apart do we know two levels.
    if shouted > 0 && spoken > 0 {
        let mut seen = false;
        for block in &mut blocks {
            let big = capitals(block);
            if let BlockKind::Heading { level } = &mut block.kind {
                seen |= big;
                *level = if big || !seen { 2 } else { 3 };
            }
        }
    }
    settled(title, blocks)
}

/// Three short lines or more in a row are names or an address, not headings.
fn demote_runs(blocks: &mut [Block]) {
    let heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let mut start = 0;
    while start < blocks.len() {
        let run = blocks[start..].iter().take_while(|b| heading(b)).count();
        if run >= 3 {
            // The last one heads a section if sentences follow it, and is one more name if not.
            let sentences = blocks.get(start + run).is_some_and(|block| end_of(&block.text) != End::Open);
            for block in &mut blocks[start..start + run - usize::from(sentences)] {
                block.kind = BlockKind::Paragraph;
            }
        }
        start += run.max(1);
    }
}
