//! The same as a workbook: totals on one sheet, a row for each position on the other.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use sofra_domain::overview::Taken;
use sofra_domain::position::{Audience, Stance};

use super::super::asked::Asked;
use super::super::positions::proof_key;
use super::super::shown::{Head, title};
use super::table::{harmless, reasons};
use super::words;
use crate::i18n::Language;
use crate::page::chart::stance_key;
use crate::page::show::Speaker;
use crate::viewer::Viewer;

/// Characters of a cell at most; a spreadsheet refuses more than 32,767.
const CELL: usize = 32_000;
/// The name of a sheet has so many characters at most.
const NAME: usize = 31;

fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    let short = harmless(&sofra_base::text::sanitise::truncate(text, CELL));
    sheet.write_string_with_format(row, column, short, format).map(|_| ())
}

fn number(sheet: &mut Worksheet, row: u32, column: u16, number: i64) -> Result<(), XlsxError> {
    // No total of positions comes near the numbers that a float cannot hold.
    #[allow(clippy::cast_precision_loss)]
    sheet.write_number(row, column, number as f64).map(|_| ())
}

/// A sheet in the direction of the reader's language.
fn sheet(language: Language, key: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let name = language.plain(key).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], " ");
    sheet.set_name(name.chars().take(NAME).collect::<String>())?;
    sheet.set_right_to_left(language.dir() == "rtl");
    Ok(sheet)
}

/// The workbook.
///
/// # Errors
/// The writer's own.
pub(super) fn write(viewer: &Viewer, asked: &Asked, taken: &Taken) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.push_worksheet(totals(viewer, asked, taken)?);
    book.push_worksheet(positions(viewer, taken)?);
    book.save_to_buffer()
}

fn totals(viewer: &Viewer, asked: &Asked, taken: &Taken) -> Result<Worksheet, XlsxError> {
    let (language, view) = (viewer.language, &taken.view);
    let (plain, bold) = (Format::new().set_text_wrap().set_align(FormatAlign::Top), Format::new().set_bold());
    let mut sheet = sheet(language, "overview-export-totals")?;
    sheet.set_column_width(0, 40)?.set_column_width(1, 60)?;
    let head = Head::new(viewer, asked, view, "/overview");
    let mut row = 0;
    text(&mut sheet, row, 0, &head.title, &bold)?;
    row += 1;
    for (name, value) in words::facts(viewer, taken) {
        text(&mut sheet, row, 0, &name, &bold)?;
        text(&mut sheet, row, 1, &value, &plain)?;
        row += 1;
    }
    row += 1;
    let mut columns =
        vec![language.plain("overview-export-subject"), language.plain("overview-export-title")];
    columns.extend(Stance::ALL.iter().map(|stance| language.plain(stance_key(*stance))));
    columns.push(language.plain("overview-positions"));
    for (column, name) in (0_u16..).zip(&columns) {
        text(&mut sheet, row, column, name, &bold)?;
    }
    let together = (String::new(), language.plain("overview-export-together"), view.totals);
    let lines = view.lines.iter().map(|line| {
        let (code, words) = title(viewer, view, &line.subject);
        let title = if code.is_empty() { words.text } else { format!("{code} {}", words.text) };
        (line.subject.clone(), title, line.stances)
    });
    for (identity, title, stances) in std::iter::once(together).chain(lines) {
        row += 1;
        text(&mut sheet, row, 0, &identity, &plain)?;
        text(&mut sheet, row, 1, &title, &plain)?;
        for (column, stance) in (2_u16..).zip(Stance::ALL) {
            number(&mut sheet, row, column, stances.of(*stance))?;
        }
        number(&mut sheet, row, 6, stances.all())?;
    }
    Ok(sheet)
}

fn positions(viewer: &Viewer, taken: &Taken) -> Result<Worksheet, XlsxError> {
    let language = viewer.language;
    let (plain, bold) = (Format::new().set_text_wrap().set_align(FormatAlign::Top), Format::new().set_bold());
    let mut sheet = sheet(language, "overview-positions")?;
    let columns = [
        ("overview-export-holder", 30),
        ("overview-export-title", 40),
        ("overview-stance", 20),
        ("overview-export-reasons", 60),
        ("overview-export-language", 12),
        ("overview-export-translations", 40),
        ("overview-export-decided", 14),
        ("overview-export-told-to", 20),
        ("overview-export-proof", 30),
        ("overview-export-address", 40),
        ("overview-export-subject", 40),
    ];
    for (column, (key, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, width)?;
        text(&mut sheet, 0, column, &language.plain(key), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, entry) in (1_u32..).zip(&taken.entries) {
        let position = &entry.position;
        let (code, subject) = title(viewer, &taken.view, &position.subject);
        let subject = if code.is_empty() { subject.text } else { format!("{code} {}", subject.text) };
        let (tag, reasons, translations) = reasons(entry);
        let told_to = match position.audience {
            Audience::Public => "overview-export-public",
            Audience::Network => "overview-told-to-network",
        };
        let cells = [
            Speaker::new(viewer, &entry.holder).name.text,
            subject,
            language.plain(stance_key(position.stance)),
            reasons,
            tag,
            translations,
            position.decided_at.day(),
            language.plain(told_to),
            language.plain(proof_key(entry.proof)),
            position.page_url.clone().unwrap_or_else(|| position.uri.clone()),
            position.subject.clone(),
        ];
        for (column, cell) in (0_u16..).zip(&cells) {
            text(&mut sheet, row, column, cell, &plain)?;
        }
    }
    Ok(sheet)
}
