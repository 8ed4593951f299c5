//! A tokenizer for HTML from strangers: linear in time, without recursion, and never failing. It only has to find the tags;
//! what it gives is rebuilt from scratch, so it need not agree with a browser about malformed input.

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its character references not yet decoded.
    Text(&'a str),
    /// A start tag: its name as written, and everything after it up to the `>`.
    Open(&'a str, &'a str),
    /// An end tag: its name as written.
    Close(&'a str),
}

/// Elements whose content is not for readers: it goes with the tags.
const NOT_FOR_READERS: [&str; 14] = [
    "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp", "template",
    "object", "select", "audio", "video",
];

/// The tokens of a text. Comments, declarations and the content of scripts and the like are left out;
/// what is not finished at the end is dropped, as browsers do.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// What follows the last token.
    pub(super) const fn rest(&self) -> &'a str {
        self.rest
    }

    fn skip_past(&mut self, end: &str) {
        self.rest = self.rest.find(end).map_or("", |found| &self.rest[found + end.len()..]);
    }

    /// Skips the content and end tag of an element whose start tag was just read.
    fn skip_content(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let mut from = 0;
        while let Some(found) = self.rest[from..].find("</") {
            let start = from + found + 2;
            let end = start + name.len();
            if bytes.get(start..end).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
                self.rest = &self.rest[end..];
                self.skip_past(">");
                return;
            }
            from = start;
        }
        self.rest = "";
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let bytes = self.rest.as_bytes();
            if bytes.is_empty() {
                return None;
            }
            let text_end = self.rest.find('<').unwrap_or(self.rest.len());
            if text_end > 0 {
                let (text, rest) = self.rest.split_at(text_end);
                self.rest = rest;
                return Some(Token::Text(text));
            }
            let closing = bytes.get(1) == Some(&b'/');
            let name_start = if closing { 2 } else { 1 };
            match bytes.get(name_start) {
                Some(first) if first.is_ascii_alphabetic() => {
                    let name_end = bytes[name_start..]
                        .iter()
                        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
                        .map_or(bytes.len(), |length| name_start + length);
                    let name = &self.rest[name_start..name_end];
                    let inside = &self.rest[name_end..];
                    let Some(end) = tag_end(inside) else {
                        self.rest = "";
                        return None;
                    };
                    self.rest = &inside[end + 1..];
                    if closing {
                        return Some(Token::Close(name));
                    }
                    if NOT_FOR_READERS.iter().any(|tag| name.eq_ignore_ascii_case(tag)) {
                        self.skip_content(name);
                        continue;
                    }
                    return Some(Token::Open(name, &inside[..end]));
                }
                Some(_) if closing => self.skip_past(">"),
                Some(b'!') if bytes.starts_with(b"<!--") => {
                    // `<!-->` is a whole comment, so the search starts at its dashes.
                    self.rest = &self.rest[2..];
                    self.skip_past("-->");
                }
                Some(b'!' | b'?') => self.skip_past(">"),
                _ => {
                    let (text, rest) = self.rest.split_at(1);
                    self.rest = rest;
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

/// Where the `>` of a tag is: not inside a quoted value.
fn tag_end(inside: &str) -> Option<usize> {
    let mut quote = None;
    let mut value_expected = false;
    for (place, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) => {
                if byte == open {
                    quote = None;
                }
            }
            (None, b'>') => return Some(place),
            (None, b'"' | b'\'') if value_expected => {
                quote = Some(byte);
                value_expected = false;
            }
            (None, b'=') => value_expected = true,
            (None, _) if byte.is_ascii_whitespace() => {}
            (None, _) => value_expected = false,
        }
    }
    None
}

/// The decoded value of the first attribute called `wanted` (lower-case) in the inside of a start tag.
pub(super) fn attribute(inside: &str, wanted: &str) -> Option<String> {
    let mut rest = inside;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        // A name has at least one character, even if that is `=`, so that each turn moves on.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let name_end = rest[first..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '='))
            .map_or(rest.len(), |end| first + end);
        let name = &rest[..name_end];
        rest = rest[name_end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
            match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let end = after[1..].find(quote).map_or(after.len(), |end| end + 1);
                    value = &after[1..end];
                    rest = after.get(end + 1..).unwrap_or("");
                }
                _ => {
                    let end = after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len());
                    (value, rest) = after.split_at(end);
                }
            }
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
    }
}

/// Decodes numeric character references and the few named ones that occur in what servers write; others stay as they are.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        match reference(rest) {
            Some((c, length)) => {
                decoded.push(c);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The length of the well-formed character reference `text` begins with, whether or not its name is known.
pub(super) fn reference_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // The longest name of HTML has 32 characters.
    let end = bytes.iter().take(40).position(|byte| *byte == b';')?;
    let name = bytes.get(1..end)?;
    let valid = match name {
        [b'#', b'x' | b'X', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit),
        [b'#', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(u8::is_ascii_alphanumeric),
    };
    valid.then_some(end + 1)
}

fn reference(text: &str) -> Option<(char, usize)> {
    let length = reference_length(text)?;
    let name = &text[1..length - 1];
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        code.ok().filter(|code| *code != 0).and_then(char::from_u32).unwrap_or('\u{fffd}')
    } else {
        match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            "colon" => ':',
            "sol" => '/',
            "Tab" => '\t',
            "NewLine" => '\n',
            _ => return None,
        }
    };
    Some((c, length))
}

/// Adds `text` as HTML text or attribute value.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// Bytes of text after which [`clean`] divides it.
const RUN: usize = 1024;

/// Cleans well-formed HTML with `check`, in time linear in its length.
///
/// Writing out a text node takes time in proportion to its length for each `&` or no-break space in it, so long ones are divided by an element
/// that neither of our sources lets through, and joined again afterwards.
pub(super) fn clean(check: &ammonia::Builder<'_>, html: &str) -> String {
    let mut divided = String::with_capacity(html.len() + html.len() / 100);
    let mut run = 0;
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            // Inside a tag a `>` is written as a reference.
            '>' => {
                in_tag = false;
                run = 0;
            }
            // The no-break space and its neighbours are looked at one by one as well.
            '&' | '\u{80}'..='\u{bf}' if run >= RUN && !in_tag => {
                divided.push_str(DIVIDER);
                run = 0;
            }
            _ => {}
        }
        run += c.len_utf8();
        divided.push(c);
    }
    check.clean(&divided).to_string().replace(DIVIDER, "")
}

/// The element [`clean`] divides text with; its `check` must list it.
pub(super) const DIVIDER: &str = "<wbr>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found() {
        let tokens: Vec<_> =
            Tokens::new("a<b><!-- x > y --><A HREF=\"a>b\" c='>'>t</A\n><br/><3 < <script>x</b></SCRIPT>z<p")
                .collect();
        assert_eq!(
            tokens,
            [
                Token::Text("a"),
                Token::Open("b", ""),
                Token::Open("A", " HREF=\"a>b\" c='>'"),
                Token::Text("t"),
                Token::Close("A"),
                Token::Open("br", "/"),
                Token::Text("<"),
                Token::Text("3 "),
                Token::Text("<"),
                Token::Text(" "),
                Token::Text("z"),
            ]
        );
    }

    #[test]
    fn attributes_are_found() {
        let inside = " HREF = \"a&amp;b\" =x y='2' z=3 href=no /w";
        assert_eq!(attribute(inside, "href").as_deref(), Some("a&b"));
        assert_eq!(attribute(inside, "y").as_deref(), Some("2"));
        assert_eq!(attribute(inside, "z").as_deref(), Some("3"));
        assert_eq!(attribute(inside, "w").as_deref(), Some(""));
        assert_eq!(attribute(inside, "none"), None);
        assert_eq!(attribute(" a=\"", "a").as_deref(), Some(""));
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(
            decode("&lt;&#x41;&#66;&bogus;&amp;amp; & &#xD800;&#0;&#99999999999;"),
            "<AB&bogus;&amp; & \u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
