//! Writes received HTML anew: only listed elements, balanced, not deeper than [`MAX_DEPTH`], not longer than [`MAX_OUTPUT`].

use url::{Host, Url};

use super::html::{self, Token, Tokens};
use super::{plain, sanitise};
use crate::lang::LanguageTag;

/// Deepest nesting written; deeper tags are left out and their text stays.
pub(super) const MAX_DEPTH: usize = 40;

/// Most bytes written, end tags apart.
pub(super) const MAX_OUTPUT: usize = 384 * 1024;

/// An element that is open.
struct Open {
    /// Its name in what is written.
    name: &'static str,
    /// Whether its tags are written: those of a refused link are not.
    written: bool,
    /// Where its start tag begins in the output.
    begins: usize,
    /// Where its content begins in the output.
    content: usize,
    /// Where the link leads.
    link: Option<Link>,
}

enum Link {
    /// A link that is kept: its host.
    Kept(String),
    /// A link that becomes text: its address, if a reader can use it.
    Refused(Option<String>),
}

/// How an element relates to its surroundings.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Within a line.
    Inline,
    /// Holds lines and no blocks: paragraphs, headings, preformatted text.
    Lines,
    /// Holds blocks.
    Blocks,
    Item,
    Row,
    Cell,
    RowGroup,
    Ruby,
}

pub(super) struct Rebuilder<'a> {
    tokens: Tokens<'a>,
    out: String,
    open: Vec<Open>,
}

/// The element written for a received one, with its kind; nothing for what is left out.
fn element(name: &str) -> Option<(&'static str, Kind)> {
    use Kind::*;
    const KNOWN: [(&str, &str, Kind); 69] = [
        ("a", "a", Inline),
        ("abbr", "span", Inline),
        ("address", "p", Lines),
        ("article", "p", Lines),
        ("aside", "p", Lines),
        ("b", "b", Inline),
        ("bdi", "bdi", Inline),
        ("bdo", "bdi", Inline),
        ("blockquote", "blockquote", Blocks),
        ("br", "br", Inline),
        ("caption", "caption", RowGroup),
        ("center", "p", Lines),
        ("cite", "cite", Inline),
        ("code", "code", Inline),
        ("dd", "p", Lines),
        ("del", "del", Inline),
        ("details", "p", Lines),
        ("div", "p", Lines),
        ("dt", "p", Lines),
        ("em", "em", Inline),
        ("figcaption", "p", Lines),
        ("figure", "p", Lines),
        ("footer", "p", Lines),
        ("h1", "h2", Lines),
        ("h2", "h2", Lines),
        ("h3", "h3", Lines),
        ("h4", "h4", Lines),
        ("h5", "h5", Lines),
        ("h6", "h6", Lines),
        ("header", "p", Lines),
        ("hr", "hr", Blocks),
        ("i", "i", Inline),
        ("img", "img", Inline),
        ("ins", "ins", Inline),
        ("kbd", "kbd", Inline),
        ("li", "li", Item),
        ("main", "p", Lines),
        ("mark", "mark", Inline),
        ("nav", "p", Lines),
        ("ol", "ol", Blocks),
        ("p", "p", Lines),
        ("pre", "pre", Lines),
        ("q", "q", Inline),
        ("rp", "rp", Ruby),
        ("rt", "rt", Ruby),
        ("ruby", "ruby", Inline),
        ("s", "s", Inline),
        ("samp", "code", Inline),
        ("section", "p", Lines),
        ("small", "small", Inline),
        ("span", "span", Inline),
        ("strike", "s", Inline),
        ("strong", "strong", Inline),
        ("sub", "sub", Inline),
        ("summary", "p", Lines),
        ("sup", "sup", Inline),
        ("table", "table", Blocks),
        ("tbody", "tbody", RowGroup),
        ("td", "td", Cell),
        ("tfoot", "tfoot", RowGroup),
        ("th", "th", Cell),
        ("thead", "thead", RowGroup),
        ("time", "span", Inline),
        ("tr", "tr", Row),
        ("tt", "code", Inline),
        ("u", "u", Inline),
        ("ul", "ul", Blocks),
        ("var", "i", Inline),
        ("wbr", "wbr", Inline),
    ];
    if name.len() > 10 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    KNOWN
        .binary_search_by_key(&name.as_str(), |(received, ..)| received)
        .ok()
        .map(|place| (KNOWN[place].1, KNOWN[place].2))
}

impl<'a> Rebuilder<'a> {
    /// The HTML written anew.
    pub(super) fn rebuild(html: &'a str) -> String {
        let mut rebuilder = Self { tokens: Tokens::new(html), out: String::new(), open: Vec::new() };
        while let Some(token) = rebuilder.tokens.next() {
            if rebuilder.out.len() >= MAX_OUTPUT {
                break;
            }
            match token {
                Token::Text(text) => rebuilder.text(text),
                Token::Open(name, inside) => {
                    if let Some((name, kind)) = element(name) {
                        rebuilder.start(name, kind, inside);
                    }
                }
                Token::Close(name) => {
                    if let Some((name, kind)) = element(name) {
                        rebuilder.end(name, kind);
                    }
                }
            }
        }
        rebuilder.close_down_to(0, "");
        rebuilder.out
    }

    /// Text: character references stay if well-formed, all else is escaped; what disturbs the text around it is left out,
    /// so that a paragraph of nothing else counts as empty.
    fn text(&mut self, text: &str) {
        let unwanted = |c: char| plain::is_control(c) || plain::turns_text(c);
        let mut skip_to = 0;
        for (place, c) in text.char_indices() {
            if self.out.len() >= MAX_OUTPUT {
                return;
            }
            if place < skip_to || unwanted(c) {
                continue;
            }
            match c {
                '&' => match html::reference_length(&text[place..]) {
                    Some(length) if html::decode(&text[place..place + length]).contains(unwanted) => {
                        skip_to = place + length;
                    }
                    Some(_) => self.out.push('&'),
                    None => self.out.push_str("&amp;"),
                },
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                _ => self.out.push(c),
            }
        }
    }

    fn start(&mut self, name: &'static str, kind: Kind, inside: &str) {
        match name {
            "img" => {
                let text =
                    html::attribute(inside, "alt").map(|text| plain::truncate(&plain::line(&text), 500));
                html::escape_into(&mut self.out, &text.unwrap_or_default());
                return;
            }
            "wbr" => return,
            "br" => {
                self.out.push_str("<br>");
                return;
            }
            _ => {}
        }
        let (name, kind) = match kind {
            // Outside a list or table these are paragraphs.
            Kind::Item if self.find(&["ul", "ol"], &["table"]).is_none() => ("p", Kind::Lines),
            Kind::Cell if self.find(&["tr"], &["table"]).is_none() => ("p", Kind::Lines),
            Kind::Row | Kind::RowGroup if self.find(&["table"], &[]).is_none() => return,
            Kind::Ruby if self.find(&["ruby"], &CONTAINERS).is_none() => return,
            _ => (name, kind),
        };
        match kind {
            Kind::Inline if name == "a" => {
                if let Some(place) = self.find(&["a"], &[]) {
                    self.close_down_to(place, "");
                }
            }
            Kind::Inline => {}
            Kind::Lines | Kind::Blocks => {
                if let Some(place) = self.find(&["p", "h2", "h3", "h4", "h5", "h6", "pre"], &CONTAINERS) {
                    self.close_down_to(place, "");
                }
            }
            Kind::Item => self.close_above(&["ul", "ol"]),
            Kind::RowGroup => self.close_above(&["table"]),
            Kind::Row => self.close_above(&["table", "thead", "tbody", "tfoot"]),
            Kind::Cell => self.close_above(&["tr"]),
            Kind::Ruby => self.close_above(&["ruby"]),
        }
        if name == "hr" {
            self.out.push_str("<hr>");
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        let begins = self.out.len();
        let link = (name == "a").then(|| self.link(inside));
        let written = !matches!(link, Some(Link::Refused(_)));
        if written {
            if link.is_none() {
                self.out.push('<');
                self.out.push_str(name);
            }
            self.attributes(name, inside);
            self.out.push('>');
        }
        self.open.push(Open { name, written, begins, content: self.out.len(), link });
    }

    /// Begins the tag of a link that may be kept.
    fn link(&mut self, inside: &str) -> Link {
        let address = html::attribute(inside, "href").unwrap_or_default();
        let address: String = plain::line(&address);
        if let Some(url) = sanitise::https_link(&address) {
            self.out.push_str("<a href=\"");
            html::escape_into(&mut self.out, url.as_str());
            self.out.push('"');
            return Link::Kept(url.host_str().unwrap_or_default().to_owned());
        }
        let usable = Url::parse(&address)
            .ok()
            .filter(|url| url.scheme() == "http" && url.username().is_empty() && url.password().is_none());
        Link::Refused(usable.map(|url| plain::truncate(url.as_str(), 300)))
    }

    fn attributes(&mut self, name: &str, inside: &str) {
        if inside.len() < 4 {
            return;
        }
        let mut write = |key: &str, value: &str| {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            html::escape_into(&mut self.out, value);
            self.out.push('"');
        };
        let number = |key: &str, least: i32, most: i32| {
            html::attribute(inside, key)
                .and_then(|value| value.trim().parse::<i32>().ok())
                .filter(|number| (least..=most).contains(number))
                .map(|number| number.to_string())
        };
        let numbers: &[(&str, i32, i32)] = match name {
            "ol" => &[("start", -99_999, 99_999)],
            "li" => &[("value", -99_999, 99_999)],
            "td" | "th" => &[("colspan", 2, 20), ("rowspan", 2, 20)],
            _ => &[],
        };
        for &(key, least, most) in numbers {
            if let Some(value) = number(key, least, most) {
                write(key, &value);
            }
        }
        if name == "ol" && html::attribute(inside, "reversed").is_some() {
            write("reversed", "");
        }
        if let Some(class) = matches!(name, "a" | "span").then(|| html::attribute(inside, "class")).flatten()
        {
            let kept: Vec<&str> = ["mention", "hashtag"]
                .into_iter()
                .filter(|kept| class.split_whitespace().any(|given| given == *kept))
                .collect();
            if !kept.is_empty() {
                write("class", &kept.join(" "));
            }
        }
        if let Some(language) =
            html::attribute(inside, "lang").and_then(|value| LanguageTag::parse(&value).ok())
        {
            write("lang", language.as_str());
        }
        let direction = html::attribute(inside, "dir").map(|value| value.trim().to_ascii_lowercase());
        if let Some(direction @ ("ltr" | "rtl" | "auto")) = direction.as_deref() {
            write("dir", direction);
        }
    }

    fn end(&mut self, name: &'static str, kind: Kind) {
        let place = match kind {
            Kind::Inline | Kind::Lines | Kind::Ruby => self.find(&[name], &CONTAINERS),
            Kind::Blocks if name == "table" => self.find(&[name], &[]),
            _ => self.find(&[name], &["td", "th", "table"]),
        };
        if let Some(place) = place {
            let follows = self.tokens.rest();
            self.close_down_to(place, follows);
        }
    }

    /// The innermost open element with one of `names`, looking no farther out than one of `limits`.
    fn find(&self, names: &[&str], limits: &[&str]) -> Option<usize> {
        for (place, open) in self.open.iter().enumerate().rev() {
            if names.contains(&open.name) {
                return Some(place);
            }
            if limits.contains(&open.name) {
                return None;
            }
        }
        None
    }

    fn close_above(&mut self, names: &[&str]) {
        if let Some(place) = self.find(names, &[]) {
            self.close_down_to(place + 1, "");
        }
    }

    /// Closes elements until `depth` are open. `follows` is the received HTML after the end tag, if one was received.
    fn close_down_to(&mut self, depth: usize, follows: &str) {
        while self.open.len() > depth {
            let Some(closed) = self.open.pop() else {
                return;
            };
            if closed.name == "p" && self.out.len() == closed.content {
                self.out.truncate(closed.begins);
                continue;
            }
            if closed.written {
                self.out.push_str("</");
                self.out.push_str(closed.name);
                self.out.push('>');
            }
            if let Some(link) = &closed.link {
                self.say_where(link, closed.content, follows);
            }
        }
    }

    /// Adds in brackets what the text of a link conceals.
    fn say_where(&mut self, link: &Link, content: usize, follows: &str) {
        let shown = visible(&self.out[content..]);
        let note = match link {
            Link::Kept(host) if names_another_host(&shown, host) => sanitise::domain_for_readers(host),
            Link::Refused(Some(address)) if !shown.contains(address.trim_end_matches('/')) => address.clone(),
            _ => return,
        };
        let mut escaped = String::from(" (");
        html::escape_into(&mut escaped, &note);
        escaped.push(')');
        // Text that went through here before has its note already.
        if !follows.starts_with(&escaped) {
            self.out.push_str(&escaped);
        }
    }
}

/// Elements an end tag of a line or a paragraph does not reach out of.
const CONTAINERS: [&str; 8] = ["blockquote", "li", "ul", "ol", "td", "th", "caption", "table"];

/// The beginning of the text of some HTML; long enough to judge what a link claims to be.
fn visible(html: &str) -> String {
    let mut text = String::new();
    for token in Tokens::new(html) {
        if text.len() > 4 * sanitise::MAX_LINK {
            break;
        }
        if let Token::Text(piece) = token {
            text.push_str(&html::decode(piece));
        }
    }
    plain::line(&text)
}

/// True if a word of a link's text is an address at another host than the link's.
pub(super) fn names_another_host(shown: &str, host: &str) -> bool {
    let bare = |name: &str| name.strip_prefix("www.").unwrap_or(name).to_owned();
    shown.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '@' | '#' | '/')));
        let (_, address) = word.split_once("://").unwrap_or(("", word));
        let authority = address.split(['/', '?', '#', '\\']).next().unwrap_or("");
        let (named, disguised) = match authority.rsplit_once('@') {
            // `@name@host` is a mention; a user name in an address is a disguise.
            Some((before, named)) => (named, !before.starts_with('@') && address != word),
            None => (authority, false),
        };
        let named = named.split(':').next().unwrap_or("");
        let is_address = address.len() != word.len()
            || named
                .rsplit_once(['.', '。', '．', '｡'])
                .is_some_and(|(_, last)| last.chars().count() >= 2 && last.chars().all(char::is_alphabetic));
        let same = match Host::parse(named) {
            Ok(parsed) => bare(&parsed.to_string()) == bare(host),
            Err(_) => false,
        };
        is_address && (disguised || !same)
    })
}
