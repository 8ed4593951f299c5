//! Paragraph numbers in sanitised HTML: taken out before a text travels, put in again where it arrives, so that
//! "paragraph 37" is the same paragraph on every node and readers of other software see no stray digits.

use super::markdown::{Paragraph, paragraph_hash};
use super::sanitise::plain_text;

/// What begins the link that bears a number.
const NUMBER: &str = "<a class=\"paragraph-number\" href=\"#p";

/// Takes the numbers out of a text that [`super::markdown::render`] or [`number`] made.
#[must_use]
pub fn strip(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..=end];
        if tag.starts_with(NUMBER) {
            rest = rest[end + 1..].split_once("</a>").map_or("", |(_, after)| after);
            continue;
        }
        match tag.split_once(" id=\"p") {
            Some((before, after)) if tag.starts_with("<p ") || tag.starts_with("<li ") => {
                out.push_str(before);
                out.push_str(after.split_once('"').map_or(">", |(_, end)| end));
            }
            _ => out.push_str(tag),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// Numbers the paragraphs of sanitised HTML: each list item, and each paragraph outside of lists, in order. The same
/// paragraphs as those of the Markdown that the HTML was made from.
#[must_use]
pub fn number(html: &str) -> (String, Vec<Paragraph>) {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut section: Option<String> = None;
    let mut items = 0_usize;
    // The paragraph that a loose item begins with bears the item's number.
    let mut begins_item = false;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find('>') else { break };
        let (tag, after) = rest.split_at(end + 1);
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '/']).next().unwrap_or_default();
        let opens = !tag.starts_with("</");
        let is_loose = after.trim_start().starts_with("<p>");
        let is_paragraph = match (name, opens) {
            ("li", true) => !is_loose,
            ("p", true) => items == 0 || begins_item,
            _ => false,
        };
        begins_item = name == "li" && opens && is_loose;
        match (name, opens) {
            ("li", true) => items += 1,
            ("li", false) => items = items.saturating_sub(1),
            ("h2" | "h3" | "h4" | "h5" | "h6", true) => {
                section = Some(plain_text(until(after, &["</h", "<h", "<p", "<li"])));
            }
            _ => {}
        }
        if is_paragraph {
            let number = u32::try_from(found.len() + 1).unwrap_or(u32::MAX);
            out.push_str(&tag[..=name.len()]);
            out.push_str(&format!(" id=\"p{number}\""));
            out.push_str(&tag[name.len() + 1..]);
            out.push_str(&format!("{NUMBER}{number}\">{number}</a>"));
            let text = plain_text(own_text(after));
            found.push(Paragraph { number, hash: paragraph_hash(&text), text, section: section.clone() });
            rest = after;
            continue;
        }
        out.push_str(tag);
        rest = after;
    }
    out.push_str(rest);
    (out, found)
}

/// A paragraph's own text: up to where it ends or something else begins.
fn own_text(html: &str) -> &str {
    const BORDERS: [&str; 12] =
        ["</p>", "</li>", "<p>", "<p ", "<li", "<ul", "<ol", "<h2", "<h3", "<blockquote", "<pre", "<table"];
    until(html, &BORDERS)
}

/// The text up to the first of some tags. In one pass that ends there: looking for each of them through all that
/// follows would take time in the square of a hostile text's length (DOS-12).
fn until<'a>(html: &'a str, borders: &[&str]) -> &'a str {
    let end = html
        .match_indices('<')
        .map(|(at, _)| at)
        .find(|at| borders.iter().any(|border| html[*at..].starts_with(border)));
    &html[..end.unwrap_or(html.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::render;
    use crate::text::sanitise::remote_html;

    const TEXT: &str = "Before.\n\n## First & second\n\nOne **bold** [link](https://a.example/).\n\n- item a\n- item b\n  \
                        - below b\n  - also below\n- item c\n\n> quoted\n\n## Third\n\n1. one\n\n2. two\n\nLast.";

    #[test]
    fn numbers_come_out_and_in_again_alike() {
        let rendered = render(TEXT, true);
        let plain = strip(&rendered.html);
        assert!(!plain.contains("paragraph-number") && !plain.contains("id=\"p"));
        assert_eq!(plain, render(TEXT, false).html);
        let (again, paragraphs) = number(&remote_html(&plain));
        assert_eq!(again, rendered.html);
        assert_eq!(paragraphs, rendered.paragraphs);
        assert_eq!(paragraphs.len(), 11);
    }

    #[test]
    fn dos_12_numbering_takes_time_in_proportion_to_the_text() {
        for part in ["<ul><li>", "<li>x", "<p>x", "<h2>x", "<ul><li><h3>x"] {
            let html = remote_html(&part.repeat(200_000 / part.len()));
            let begin = std::time::Instant::now();
            let _ = number(&html);
            assert!(begin.elapsed().as_secs() < 3, "{part}: {:?}", begin.elapsed());
        }
    }

    #[test]
    fn what_has_no_paragraphs_stays_as_it_is() {
        assert_eq!(number("a < b"), ("a < b".to_owned(), Vec::new()));
        assert_eq!(strip("<p>x"), "<p>x");
    }
}
