//! The same as a document for a word processor, in the direction of the reader's language.

use std::io::Cursor;

use docx_rs::{BreakType, Docx, Paragraph, Run, Table, TableCell, TableRow};

use super::paper::Paper;
use crate::i18n::Language;

/// Half points.
const TITLE: usize = 36;
const HEADING: usize = 28;
const TEXT: usize = 22;

/// Paragraphs in one direction; words of another language have their own.
struct Writer {
    rtl: bool,
}

impl Writer {
    fn directed(rtl: bool, run: Run) -> Paragraph {
        let mut paragraph = Paragraph::new().add_run(run);
        if rtl {
            paragraph.property = paragraph.property.bidi(true);
        }
        paragraph
    }

    fn paragraph(&self, run: Run) -> Paragraph {
        Self::directed(self.rtl, run)
    }

    fn text(&self, text: &str) -> Paragraph {
        self.paragraph(run(text))
    }

    fn heading(&self, text: &str, size: usize) -> Paragraph {
        self.paragraph(run(text).size(size).bold()).keep_next(true)
    }

    /// Cells in the reader's order: the format has no right-to-left tables here, so that the order is turned.
    fn row(&self, cells: Vec<Run>) -> TableRow {
        let mut cells: Vec<TableCell> =
            cells.into_iter().map(|cell| TableCell::new().add_paragraph(self.paragraph(cell))).collect();
        if self.rtl {
            cells.reverse();
        }
        TableRow::new(cells)
    }
}

/// Text with its line breaks, without what no document may hold.
fn run(text: &str) -> Run {
    let mut run = Run::new().size(TEXT);
    for (place, line) in text.lines().enumerate() {
        if place > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line.chars().filter(|c| !c.is_control()).collect::<String>());
    }
    run
}

/// The document.
///
/// # Errors
/// When it cannot be packed.
pub(super) fn write(language: Language, paper: &Paper) -> Result<Vec<u8>, String> {
    let writer = Writer { rtl: language.dir() == "rtl" };
    let mut document = Docx::new().add_paragraph(writer.heading(&paper.title, TITLE));
    for text in paper.about.iter().chain(&paper.only).chain(&paper.preamble) {
        document = document.add_paragraph(writer.text(text));
    }
    document = document.add_paragraph(writer.heading(&language.plain("overview-answers"), HEADING));
    let mut names = vec![run(&language.plain("overview-export-title")).bold()];
    names.extend(paper.stances.iter().map(|name| run(name).bold()));
    names.push(run(&language.plain("overview-positions")).bold());
    let mut rows = vec![writer.row(names)];
    for row in &paper.rows {
        let counts = row.counts.iter().map(|count| run(count));
        let cells = std::iter::once(run(&row.subject.text)).chain(counts).chain([run(&row.all)]);
        rows.push(writer.row(cells.collect()));
    }
    document = document.add_table(Table::new(rows));
    document = document.add_paragraph(writer.heading(&language.plain("overview-dissent"), HEADING));
    if paper.dissent.is_empty() {
        document = document.add_paragraph(writer.text(&language.plain("overview-print-no-dissent")));
    }
    for dissent in &paper.dissent {
        document = document
            .add_paragraph(writer.paragraph(run(&dissent.name.text).bold()).keep_next(true))
            .add_paragraph(writer.text(&dissent.handle).keep_next(true))
            .add_paragraph(writer.paragraph(run(&dissent.stance).bold()).keep_next(true))
            .add_paragraph(writer.text(&dissent.subject.text));
        for reasons in &dissent.reasons {
            document = document
                .add_paragraph(writer.text(&reasons.language).keep_next(true))
                .add_paragraph(Writer::directed(reasons.rtl, run(&reasons.words.text)));
        }
        if dissent.reasons.is_empty() {
            document = document.add_paragraph(writer.text(&language.plain("overview-no-reasons")));
        }
        document =
            document.add_paragraph(writer.text(&dissent.date)).add_paragraph(writer.text(&dissent.proof));
        if dissent.members_only {
            document = document.add_paragraph(writer.text(&language.plain("overview-told-to-network")));
        }
    }
    document = document.add_paragraph(writer.heading(&language.plain("overview-tab-method"), HEADING));
    for (name, value) in &paper.facts {
        document = document
            .add_paragraph(writer.paragraph(run(name).bold()).keep_next(true))
            .add_paragraph(writer.text(value));
    }
    let mut packed = Cursor::new(Vec::new());
    document.pack(&mut packed).map_err(|error| error.to_string())?;
    Ok(packed.into_inner())
}
