//! Markdown that members write: to safe HTML, to numbered paragraphs people can cite, and to plain text.
//!
//! CommonMark with tables, strikethrough, footnotes and bare links. HTML in it is shown, not obeyed; pictures become links, so that
//! no page of ours ever loads anything from elsewhere.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use ammonia::UrlRelative;
use comrak::nodes::{AstNode, Node, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::bound::bound;
use super::{html, plain, rebuild, sanitise};

/// Longest Markdown a member may send, in characters; callers refuse more before rendering.
pub const MAX_CHARS: usize = 200_000;

/// Deepest nesting of emphasis and the like that is rendered; deeper ones lose their effect and keep their text.
const MAX_INLINE_DEPTH: usize = 24;

/// A text ready to be shown, cited and searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe HTML whose highest heading is `h2`.
    pub html: String,
    /// The paragraphs people can cite, numbered from 1 whether or not the numbers are shown.
    pub paragraphs: Vec<Paragraph>,
    /// The whole text without marks, paragraphs separated by an empty line.
    pub plain: String,
}

/// A paragraph, or the first paragraph of a list item, that can be cited by number and checked by hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its text without marks, composed (NFC).
    pub text: String,
    /// SHA-256 in hexadecimal of the text in NFC with white space collapsed: the same for the same words, however they are laid out.
    pub hash: String,
    /// The heading above it.
    pub section: Option<String>,
}

static CHECK: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let elements = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "wbr",
    ];
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(elements))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "id", "rel"])),
            ("p", HashSet::from(["id"])),
            ("li", HashSet::from(["id"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["align"])),
            ("th", HashSet::from(["align"])),
        ]))
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["paragraph-number", "footnote-backref"])),
            ("sup", HashSet::from(["footnote-ref"])),
            ("section", HashSet::from(["footnotes"])),
        ]))
        .link_rel(None)
        .url_schemes(HashSet::from(["https"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(|_, attribute, value| {
            let allowed = match attribute {
                "id" => is_place(value),
                "href" => {
                    value.strip_prefix('#').map_or_else(|| sanitise::https_link(value).is_some(), is_place)
                }
                "rel" => value == sanitise::LINK_REL,
                _ => true,
            };
            allowed.then(|| value.into())
        });
    builder
});

/// True for the ids we make ourselves: of paragraphs and of footnotes.
fn is_place(id: &str) -> bool {
    let safe = |rest: &str| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.%".contains(&byte))
    };
    id.strip_prefix('p')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        || id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-")).is_some_and(safe)
}

/// Renders Markdown; the same input always gives the same result. With `numbered`, each citable paragraph has its number in
/// front as a link to itself, and the id `p` with that number.
///
/// Numbered are, in the order of the document: each paragraph at the top, each paragraph of a quotation, and each list item that has
/// text of its own. Takes time in proportion to the length; callers refuse more than [`MAX_CHARS`].
pub fn render(markdown: &str, numbered: bool) -> Rendered {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.autolink = true;
    options.render.escape = true;

    let arena = Arena::new();
    let root = parse_document(&arena, &bound(markdown), &options);
    flatten(root);
    show_html_as_text(root, &arena);
    rewrite_links(root, &arena);
    shift_headings(root);
    let plain = plain::paragraph(&whole_text(root));
    let paragraphs = number(root, &arena, numbered);

    let mut written = String::new();
    format_html(root, &options, &mut written).expect("writing to a string cannot fail");
    if numbered {
        written = with_ids(&written);
    }
    Rendered { html: html::clean(&CHECK, &written), paragraphs, plain }
}

/// Puts the children of a node in its place.
fn unwrap<'a>(node: Node<'a>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

fn text_node<'a>(arena: &'a Arena<'a>, text: String) -> Node<'a> {
    arena.alloc(AstNode::from(NodeValue::Text(text.into())))
}

fn raw_node<'a>(arena: &'a Arena<'a>, html: String) -> Node<'a> {
    arena.alloc(AstNode::from(NodeValue::Raw(html)))
}

/// Takes the effect from inline marks nested too deep. Outer marks come first, so each child moves once.
fn flatten<'a>(root: Node<'a>) {
    use comrak::arena_tree::NodeEdge;
    let mut depth = 0;
    let mut too_deep = Vec::new();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) if has_inline_effect(node) => {
                depth += 1;
                if depth > MAX_INLINE_DEPTH {
                    too_deep.push(node);
                }
            }
            NodeEdge::End(node) if has_inline_effect(node) => depth -= 1,
            _ => {}
        }
    }
    too_deep.into_iter().for_each(unwrap);
}

fn has_inline_effect(node: Node<'_>) -> bool {
    matches!(
        node.data().value,
        NodeValue::Emph
            | NodeValue::Strong
            | NodeValue::Strikethrough
            | NodeValue::Link(_)
            | NodeValue::Image(_)
    )
}

/// Turns HTML into the text it is written with, and takes out what could disturb the text around it.
fn show_html_as_text<'a>(root: Node<'a>, arena: &'a Arena<'a>) {
    let unwanted = |c: char| plain::is_control(c) || plain::turns_text(c);
    for node in root.descendants().collect::<Vec<_>>() {
        let replacement = match &node.data().value {
            NodeValue::HtmlInline(literal) => NodeValue::Text(literal.clone().into()),
            NodeValue::HtmlBlock(block) => {
                node.append(text_node(arena, block.literal.trim().to_owned()));
                NodeValue::Paragraph
            }
            // Character references were decoded by the parser, so what is unwanted can appear only now.
            NodeValue::Text(text) if text.contains(unwanted) => {
                NodeValue::Text(text.replace(unwanted, "").into())
            }
            _ => continue,
        };
        node.data_mut().value = replacement;
    }
}

/// Links to https stay, marked as a member's and not ours; others become text with their address. Pictures become links.
fn rewrite_links<'a>(root: Node<'a>, arena: &'a Arena<'a>) {
    for node in root.descendants().collect::<Vec<_>>() {
        let (address, is_image) = match &node.data().value {
            NodeValue::Link(link) => (link.url.clone(), false),
            NodeValue::Image(image) => (image.url.clone(), true),
            _ => continue,
        };
        let shown = text_of(node);
        let in_link = node.ancestors().skip(1).any(|outer| matches!(outer.data().value, NodeValue::Link(_)));
        if is_image && in_link {
            unwrap(node);
            continue;
        }
        if let Some(url) = sanitise::https_link(&address) {
            let mut start = String::from("<a href=\"");
            html::escape_into(&mut start, url.as_str());
            let _ = write!(start, "\" rel=\"{}\">", sanitise::LINK_REL);
            let host = url.host_str().unwrap_or_default();
            if rebuild::names_another_host(&shown, host) {
                let note = format!(" ({})", sanitise::domain_for_readers(host));
                node.insert_after(text_node(arena, note));
            }
            if shown.trim().is_empty() {
                node.append(text_node(arena, plain::truncate(url.as_str(), 100)));
            }
            node.insert_before(raw_node(arena, start));
            node.insert_after(raw_node(arena, "</a>".to_owned()));
        } else if let Some(http) = Url::parse(&address).ok().filter(|url| url.scheme() == "http")
            && !is_image
            && !shown.contains(http.as_str().trim_end_matches('/'))
        {
            let note = format!(" ({})", plain::truncate(&plain::line(&address), 300));
            node.insert_after(text_node(arena, note));
        }
        // The node stays until the second loop, so that a picture inside still finds the link it is in.
        node.data_mut().value =
            if is_image || in_link { NodeValue::Escaped } else { NodeValue::Link(Box::default()) };
    }
    for node in root.descendants().collect::<Vec<_>>() {
        let rewritten = matches!(node.data().value, NodeValue::Link(_) | NodeValue::Escaped);
        if rewritten {
            unwrap(node);
        }
    }
}

/// Moves headings so that the highest is `h2`: the page's title is its `h1`.
fn shift_headings(root: Node<'_>) {
    let level = |node: Node<'_>| match &node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let Some(highest) = root.descendants().filter_map(level).min() else {
        return;
    };
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data_mut().value {
            heading.level = (heading.level + 2 - highest).min(6);
        }
    }
}

/// The text under a node, breaks as spaces.
fn text_of(node: Node<'_>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(piece) => text.push_str(piece),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
    }
    text.nfc().collect()
}

fn whole_text(root: Node<'_>) -> String {
    let mut text = String::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::TableRow(_)
            | NodeValue::ThematicBreak => {
                text.push_str("\n\n");
            }
            NodeValue::TableCell => text.push_str("  "),
            NodeValue::CodeBlock(block) => {
                let _ = write!(text, "\n\n{}", block.literal);
            }
            NodeValue::Text(piece) => text.push_str(piece),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak => text.push(' '),
            NodeValue::LineBreak => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// Lists the citable paragraphs and, if `shown`, puts its number in front of each.
fn number<'a>(root: Node<'a>, arena: &'a Arena<'a>, shown: bool) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut section = None;
    for node in root.descendants().collect::<Vec<_>>() {
        match &node.data().value {
            NodeValue::Heading(_) => {
                section = Some(plain::line(&text_of(node))).filter(|text| !text.is_empty());
                continue;
            }
            NodeValue::Paragraph => {}
            _ => continue,
        }
        let citable = node.parent().is_some_and(|parent| match parent.data().value {
            NodeValue::Document | NodeValue::BlockQuote => true,
            NodeValue::Item(_) => node.previous_sibling().is_none(),
            _ => false,
        });
        let text = text_of(node).trim().to_owned();
        if !citable || text.is_empty() {
            continue;
        }
        let number = u32::try_from(paragraphs.len() + 1).unwrap_or(u32::MAX);
        if shown {
            node.prepend(raw_node(arena, format!("{NUMBER}{number}\">{number}</a>")));
        }
        paragraphs.push(Paragraph { number, hash: paragraph_hash(&text), text, section: section.clone() });
    }
    paragraphs
}

/// The hash a paragraph is cited with: see [`Paragraph::hash`].
pub fn paragraph_hash(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let collapsed = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    Sha256::digest(collapsed.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// How each number begins. Text in Markdown is escaped, so only [`number`] writes this.
const NUMBER: &str = "<a class=\"paragraph-number\" href=\"#p";

/// Gives the element around each number its id.
fn with_ids(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut pieces = html.split(NUMBER);
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let number = piece.split('"').next().unwrap_or("");
        if (out.ends_with("<p>") || out.ends_with("<li>")) && out.pop().is_some() {
            let _ = write!(out, " id=\"p{number}\">");
        }
        out.push_str(NUMBER);
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
