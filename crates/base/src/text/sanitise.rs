//! What other people's servers and members send, made safe to show.
//!
//! Received HTML is read by a tokenizer of our own, which keeps a short list of elements, balances and bounds them, and writes
//! everything anew; [`ammonia`] then checks the result with a browser's parser. The first makes the second cheap, the second
//! does not trust the first.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::UrlRelative;
use unicode_security::MixedScript;
use url::{Host, Url};

use super::html::{self, Token, Tokens};
use super::rebuild::Rebuilder;

pub use super::plain::{UsernameError, line, name, paragraph, skeleton, truncate, username};

/// Most bytes of received HTML that are read; the rest is cut off.
pub const MAX_INPUT: usize = 256 * 1024;

/// Longest link kept, in bytes.
pub const MAX_LINK: usize = 2048;

/// What every link to the outside carries: no endorsement, no handle on our page, no trace of where the reader came from.
pub const LINK_REL: &str = "nofollow noopener noreferrer ugc";

/// Elements that may remain in received content.
const ELEMENTS: [&str; 43] = [
    "a",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

static CHECK: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let classes = HashSet::from(["mention", "hashtag"]);
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .add_tags(["wbr"])
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start", "reversed"])),
            ("li", HashSet::from(["value"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
        ]))
        .allowed_classes(HashMap::from([("a", classes.clone()), ("span", classes)]))
        .url_schemes(HashSet::from(["https"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some(LINK_REL));
    builder
});

/// Makes HTML from a peer safe to show inside a page of ours.
///
/// Kept: paragraphs, headings (never `h1`), lists, quotations, code, tables, ruby and emphasis; `lang` and `dir` if valid; links to
/// https. Gone: pictures (their alternative text stays), styles, ids, scripts, forms, and classes other than `mention` and `hashtag`.
/// Other links become text with their address; spans hidden by a class become visible; a link whose text names another
/// host than the one it leads to has its host added in brackets. Reads [`MAX_INPUT`] bytes; nesting and result are bounded.
pub fn remote_html(html: &str) -> String {
    let rebuilt = Rebuilder::rebuild(beginning(html, MAX_INPUT));
    let checked = html::clean(&CHECK, &rebuilt);
    // Only now are all character references decoded, so only now can these be found.
    checked.chars().filter(|c| !super::plain::is_control(*c) && !super::plain::turns_text(*c)).collect()
}

/// The readable text of HTML, paragraphs separated by an empty line and items by a line break; for summaries, search and mail.
pub fn plain_text(html: &str) -> String {
    let mut text = String::new();
    for token in Tokens::new(&remote_html(html)) {
        match token {
            Token::Text(piece) => text.push_str(&html::decode(piece)),
            Token::Open(tag, _) | Token::Close(tag) => text.push_str(match tag {
                "br" | "li" | "tr" | "ul" | "ol" | "caption" => "\n",
                "p" | "blockquote" | "pre" | "table" | "hr" | "h2" | "h3" | "h4" | "h5" | "h6" => "\n\n",
                "td" | "th" => " ",
                _ => "",
            }),
        }
    }
    paragraph(&text)
}

/// A link one may offer to a reader: https, with a host, without user name or password, at most [`MAX_LINK`] bytes.
pub fn https_link(text: &str) -> Option<Url> {
    let text = text.trim();
    let suspicious =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    if text.len() > MAX_LINK
        || text.contains(suspicious)
        || !text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let plain = url.scheme() == "https"
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= MAX_LINK
        // The parser repairs hosts; one that needed repair is not the one the reader saw.
        && match url.host()? {
            Host::Domain(_) => domain(written_host(text)).is_some(),
            Host::Ipv4(_) | Host::Ipv6(_) => true,
        };
    plain.then_some(url)
}

fn written_host(link: &str) -> &str {
    let authority = link.get(8..).unwrap_or("");
    let authority = authority.split(['/', '?', '#']).next().unwrap_or("");
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

/// A domain name in its one ASCII form (lower-case, punycode), or nothing if it is not written as it is meant: names that change
/// under UTS #46 mapping by more than case (fullwidth dots, soft hyphens, zero-width characters, ligatures) are refused.
pub fn domain(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.is_empty() || lower.len() > 253 * 4 {
        return None;
    }
    let ascii = idna::domain_to_ascii_strict(&lower).ok()?;
    let (unicode, valid) = idna::domain_to_unicode(&ascii);
    let written_as_meant = lower == ascii || (valid.is_ok() && lower == unicode);
    let is_name = !ascii.ends_with('.')
        && ascii.len() <= 253
        && !ascii.split('.').any(|label| label.is_empty() || label.len() > 63)
        && matches!(Host::parse(&ascii), Ok(Host::Domain(parsed)) if parsed == ascii);
    (written_as_meant && is_name).then_some(ascii)
}

/// A domain name as readers should see it: in its own script, except that a label of mixed scripts, or one that looks
/// like Latin letters and is not, stays in punycode.
pub fn domain_for_readers(ascii: &str) -> String {
    ascii
        .split('.')
        .map(|label| {
            let (unicode, valid) = idna::domain_to_unicode(label);
            let honest = valid.is_ok()
                && unicode.is_single_script()
                && (unicode.is_ascii() || !skeleton(&unicode).is_ascii());
            if honest { unicode } else { label.to_owned() }
        })
        .collect::<Vec<_>>()
        .join(".")
}

fn beginning(text: &str, max_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(max_bytes)]
}

#[cfg(test)]
#[path = "sanitise_tests.rs"]
mod tests;
