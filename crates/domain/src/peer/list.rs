//! Lists of blocks as files, in the format that Mastodon gives out and takes: one host a line, with its severity.
//!
//! A file is read as it comes: the number of lines, of bytes in a line and of hosts is bounded, a field that a
//! spreadsheet would run as a formula never leaves, and nothing of a file is believed but host, severity and comment.

use sofra_base::text::sanitise;

use super::{Decision, Policy, Rule};

/// Bytes of a list at most.
pub const BYTES: usize = 4 * 1024 * 1024;
/// Lines of a list at most.
pub const LINES: usize = 50_000;
/// Bytes of one line at most.
const LINE: usize = 4096;
/// Characters of a comment that are kept.
const COMMENT: usize = 300;
/// The first line.
pub const HEADER: &str = "#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate";

/// One host of a list, with what the list asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The host.
    pub host: String,
    /// What is asked for.
    pub rule: Rule,
    /// The comment that came with it.
    pub comment: String,
    /// Whether the name is shown in part only.
    pub obfuscated: bool,
}

/// A list that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Its hosts, each once, in order.
    pub lines: Vec<Line>,
    /// Numbers of lines that say nothing we understand.
    pub unread: Vec<usize>,
}

/// Why a list is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Too many bytes or lines.
    TooLong,
    /// No line names a host.
    Empty,
}

/// Reads a list.
///
/// # Errors
/// See [`Refused`].
pub fn read(text: &str) -> Result<List, Refused> {
    if text.len() > BYTES {
        return Err(Refused::TooLong);
    }
    let mut list = List::default();
    let mut seen = std::collections::HashSet::new();
    let mut columns = Columns::default();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if index >= LINES {
            return Err(Refused::TooLong);
        }
        if line.trim().is_empty() {
            continue;
        }
        let cells = (line.len() <= LINE).then(|| cells(line)).flatten();
        if index == 0
            && let Some(named) = cells.as_deref().and_then(Columns::named)
        {
            columns = named;
            continue;
        }
        match cells.and_then(|cells| columns.read(&cells)) {
            Some(line) => {
                if seen.insert(line.host.clone()) {
                    list.lines.push(line);
                }
            }
            // A remark.
            None if line.starts_with('#') => {}
            None => list.unread.push(index + 1),
        }
    }
    if list.lines.is_empty() { Err(Refused::Empty) } else { Ok(list) }
}

/// Where in a line each thing stands.
#[derive(Debug, Clone, Copy)]
struct Columns {
    domain: usize,
    severity: Option<usize>,
    media: Option<usize>,
    reports: Option<usize>,
    comment: Option<usize>,
    obfuscate: Option<usize>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            domain: 0,
            severity: Some(1),
            media: Some(2),
            reports: Some(3),
            comment: Some(4),
            obfuscate: Some(5),
        }
    }
}

impl Columns {
    /// From the first line, if that names columns.
    fn named(cells: &[String]) -> Option<Self> {
        let find = |name: &str| cells.iter().position(|cell| cell.trim().trim_start_matches('#') == name);
        Some(Self {
            domain: find("domain")?,
            severity: find("severity"),
            media: find("reject_media"),
            reports: find("reject_reports"),
            comment: find("public_comment"),
            obfuscate: find("obfuscate"),
        })
    }

    fn read(self, cells: &[String]) -> Option<Line> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let truth = |at| matches!(cell(at).to_ascii_lowercase().as_str(), "true" | "t" | "1" | "yes");
        let name = cell(Some(self.domain));
        // Obfuscated names of others' lists name nobody.
        let host = super::actions::host_name(name).filter(|host| host.contains('.'))?;
        let suspended = Rule::of(Policy::Suspend);
        let rule = match cell(self.severity).to_ascii_lowercase().as_str() {
            // A plain list of names is a list of hosts to have nothing to do with.
            "" | "suspend" => suspended,
            "silence" | "limit" => Rule { limited: true, ..Rule::of(Policy::None) },
            "noop" => Rule::of(Policy::None),
            _ => return None,
        };
        let rule = if rule == suspended {
            suspended
        } else {
            Rule { no_media: truth(self.media), no_reports: truth(self.reports), ..rule }
        };
        if rule.is_silent() {
            return None;
        }
        Some(Line {
            host,
            rule,
            comment: sanitise::truncate(&sanitise::line(cell(self.comment)), COMMENT),
            obfuscated: truth(self.obfuscate),
        })
    }
}

/// The fields of a line (RFC 4180, without line breaks inside of fields). `None` when a quote never ends.
fn cells(line: &str) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut()?;
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => {
                if cells.len() >= 20 {
                    return None;
                }
                cells.push(String::new());
            }
            other => cell.push(other),
        }
    }
    (!quoted).then_some(cells)
}

/// Writes a list: suspensions and restrictions, in order of their hosts. Allowances are no blocks and are not in it.
#[must_use]
pub fn write(decisions: &[(String, Decision)]) -> String {
    let mut text = format!("{HEADER}\n");
    for (host, decision) in decisions {
        let rule = decision.rule;
        let severity = match (rule.policy, rule.limited) {
            (Policy::Suspend, _) => "suspend",
            (_, true) => "silence",
            _ if rule.no_media || rule.no_reports => "noop",
            _ => continue,
        };
        let truth = |on: bool| if on { "true" } else { "false" };
        let suspended = rule.policy == Policy::Suspend;
        let fields = [
            cell(host),
            severity.to_owned(),
            truth(rule.no_media || suspended).to_owned(),
            truth(rule.no_reports || suspended).to_owned(),
            cell(&decision.public_reason),
            truth(decision.obfuscated).to_owned(),
        ];
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

/// A field for a spreadsheet: quoted where that is needed, and with an apostrophe before anything that a spreadsheet
/// would run (INJ-03).
#[must_use]
pub fn cell(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0'])
        || clean.trim_start().starts_with(['=', '+', '-', '@']);
    let safe = if runs { format!("'{clean}") } else { clean };
    if runs || safe.contains([',', '"', ';', '\'']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// A name as a published list shows it when it is not to be advertised: its beginning and end.
#[must_use]
pub fn obfuscate(host: &str) -> String {
    let letters: Vec<char> = host.chars().collect();
    let keep = (letters.len() / 4).clamp(1, 4);
    let hidden = |at: usize| at >= keep && at + keep < letters.len() && letters[at] != '.';
    letters.iter().enumerate().map(|(at, letter)| if hidden(at) { '*' } else { *letter }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_mastodon_is_read() {
        let text = format!(
            "{HEADER}\nevil.example,suspend,true,true,\"Hate, and worse\",false\nodd.example,silence,true,false,,true\n\
             pictures.example,noop,true,false,,false\nnothing.example,noop,false,false,,false\n\
             EVIL.example,silence,false,false,,false\n***.hidden,suspend,,,,\n"
        );
        let list = read(&text).unwrap();
        assert_eq!(list.lines.len(), 3);
        assert_eq!(list.lines[0].rule, Rule::of(Policy::Suspend));
        assert_eq!(list.lines[0].comment, "Hate, and worse");
        assert!(list.lines[1].rule.limited && list.lines[1].rule.no_media && list.lines[1].obfuscated);
        assert!(list.lines[2].rule.no_media && !list.lines[2].rule.limited);
        assert_eq!(list.unread, [5, 7]);
    }

    #[test]
    fn a_plain_list_of_names_and_other_orders_of_columns_are_read() {
        let list = read("evil.example\n# a remark\nworse.example.\n").unwrap();
        assert_eq!(
            list.lines.iter().map(|l| l.host.as_str()).collect::<Vec<_>>(),
            ["evil.example", "worse.example"]
        );
        let list = read("severity,domain\nsilence,odd.example\n").unwrap();
        assert!(list.lines[0].rule.limited);
    }

    #[test]
    fn inj_09_a_list_that_is_too_long_is_not_read() {
        let long = "evil.example,suspend\n".repeat(LINES + 1);
        assert_eq!(read(&long), Err(Refused::TooLong));
        assert_eq!(read(&"x".repeat(BYTES + 1)), Err(Refused::TooLong));
        assert_eq!(read("\n\n# nothing\n"), Err(Refused::Empty));
        // One line of a megabyte, a quote without an end, and too many columns say nothing.
        let odd =
            format!("good.example\n{}\n\"open.example,suspend\nx{}\n", "a".repeat(100_000), ",".repeat(50));
        assert_eq!(read(&odd).unwrap().unread, [2, 3, 4]);
    }

    #[test]
    fn inj_03_what_a_spreadsheet_would_run_is_written_as_text() {
        for bad in ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"] {
            let cell = cell(bad);
            assert!(cell.starts_with("\"'"), "{bad:?}: {cell}");
            assert!(!cell.contains(['\n', '\r', '\t']));
        }
        assert_eq!(cell("plain words"), "plain words");
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let rule = Rule { limited: true, no_media: true, ..Rule::of(Policy::None) };
        let mut decision = Decision::new(rule, "never told");
        decision.public_reason = "=spam, mostly".to_owned();
        let all = vec![
            ("friend.example".to_owned(), Decision::new(Rule::of(Policy::Allow), "")),
            ("odd.example".to_owned(), decision),
        ];
        let text = write(&all);
        assert!(!text.contains("friend") && !text.contains("never told"));
        let list = read(&text).unwrap();
        assert_eq!(list.lines.len(), 1);
        assert_eq!(list.lines[0].rule, rule);
        assert_eq!(obfuscate("evil.example"), "evi*.****ple");
    }
}
