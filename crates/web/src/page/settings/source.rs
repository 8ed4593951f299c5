//! A profile is kept as the HTML that was made of it. To be changed, it goes back to Markdown: only what our own
//! renderer writes has to be read, and a test shows that there and back changes nothing.

/// The Markdown of HTML that [`sofra_base::text::markdown::render`] made.
#[must_use]
pub fn markdown(html: &str) -> String {
    let mut out = Out::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.text(&rest[..start]);
        let Some(length) = rest[start..].find('>') else { break };
        let tag = &rest[start + 1..start + length];
        rest = &rest[start + length + 1..];
        out.loose = rest.trim_start().starts_with("<p");
        out.tag(tag);
    }
    out.text(rest);
    out.lines.trim().to_owned()
}

#[derive(Default)]
struct Out {
    lines: String,
    /// Open lists: the next number, or none for bullets.
    lists: Vec<Option<usize>>,
    /// Open quotations.
    quotes: usize,
    /// Addresses of open links.
    links: Vec<String>,
    /// Inside of code nothing is escaped.
    code: bool,
    /// Whether the next block begins right after a list mark.
    after_mark: bool,
    /// Whether a list was just opened.
    first_item: bool,
    /// Whether a paragraph follows: an item that holds one stands apart from the others.
    loose: bool,
}

impl Out {
    /// Begins a block: an empty line before it, and what stands before each of its lines.
    fn block(&mut self) {
        if std::mem::take(&mut self.after_mark) {
            return;
        }
        if !self.lines.is_empty() {
            while self.lines.ends_with([' ', '\n']) {
                self.lines.pop();
            }
            self.lines.push('\n');
            self.before();
            while self.lines.ends_with(' ') {
                self.lines.pop();
            }
            self.lines.push('\n');
        }
        self.before();
    }

    /// Begins a line without an empty one before it.
    fn next_line(&mut self) {
        while self.lines.ends_with([' ', '\n']) {
            self.lines.pop();
        }
        self.lines.push('\n');
        self.before();
    }

    fn before(&mut self) {
        for _ in 0..self.quotes {
            self.lines.push_str("> ");
        }
        for _ in 0..self.lists.len() {
            self.lines.push_str("   ");
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let closing = tag.starts_with('/');
        match (name, closing) {
            ("p", false) => self.block(),
            ("h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.block();
                let depth = usize::from(name.as_bytes()[1] - b'1');
                self.lines.push_str(&"#".repeat(depth));
                self.lines.push(' ');
            }
            ("br", _) => {
                self.lines.push_str("\\\n");
                self.before();
            }
            ("hr", _) => {
                self.block();
                self.lines.push_str("---");
            }
            ("strong", _) => self.lines.push_str("**"),
            ("em", _) => self.lines.push('*'),
            ("del", _) => self.lines.push_str("~~"),
            ("code", false) => {
                self.code = true;
                self.lines.push('`');
            }
            ("code", true) => {
                self.code = false;
                self.lines.push('`');
            }
            ("blockquote", false) => self.quotes += 1,
            ("blockquote", true) => self.quotes = self.quotes.saturating_sub(1),
            ("ul", false) => {
                self.first_item = true;
                self.lists.push(None);
            }
            ("ol", false) => {
                self.first_item = true;
                let first = attribute(tag, "start").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.lists.push(Some(first));
            }
            ("ul" | "ol", true) => {
                self.lists.pop();
            }
            ("li", false) => {
                let list = self.lists.pop();
                let begins_list = std::mem::take(&mut self.first_item) && self.lists.is_empty();
                if begins_list || self.loose {
                    self.block()
                } else {
                    self.next_line()
                }
                match list.flatten() {
                    Some(number) => {
                        self.lines.push_str(&format!("{number}. "));
                        self.lists.push(Some(number + 1));
                    }
                    None => {
                        self.lines.push_str("-  ");
                        self.lists.push(None);
                    }
                }
                self.after_mark = true;
            }
            ("a", false) => {
                self.links.push(attribute(tag, "href").map(|href| decode(&href)).unwrap_or_default());
                self.lines.push('[');
            }
            ("a", true) => {
                let href = self.links.pop().unwrap_or_default();
                self.lines.push_str(&format!("](<{href}>)"));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = decode(text);
        if text.trim().is_empty() && (self.lines.is_empty() || text.contains('\n')) {
            return;
        }
        self.after_mark = false;
        for c in text.chars() {
            match c {
                '\n' => {
                    self.lines.push('\n');
                    self.before();
                }
                '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '|' if !self.code => {
                    self.lines.push('\\');
                    self.lines.push(c);
                }
                // Marks that mean something at the beginning of a line only.
                '-' | '+' | '=' if !self.code && self.at_line_start() => {
                    self.lines.push('\\');
                    self.lines.push(c);
                }
                '.' | ')' if !self.code && self.after_line_number() => {
                    self.lines.push('\\');
                    self.lines.push(c);
                }
                c => self.lines.push(c),
            }
        }
    }

    fn line(&self) -> &str {
        let line = self.lines.rsplit('\n').next().unwrap_or_default();
        line.trim_start_matches([' ', '>'])
    }

    fn at_line_start(&self) -> bool {
        self.line().is_empty()
    }

    fn after_line_number(&self) -> bool {
        let line = self.line();
        !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let length = tag[start..].find('"')?;
    Some(tag[start..start + length].to_owned())
}

/// The character references that our renderer writes.
fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use sofra_base::text::markdown::render;

    use super::*;

    #[test]
    fn there_and_back_changes_nothing() {
        for text in [
            "We live in Kakuma and speak for ourselves.",
            "One.\n\nTwo with *stars* and **more** and ~~less~~ and `code *x*`.",
            "Read [our page](https://voices.example/a?b=1&c=2) today.",
            "https://voices.example/about",
            "- one\n- two\n- *three*\n\nAfter.",
            "3. three\n4. four",
            "- outer\n   - inner\n   - more\n- next",
            "> We were never asked.\n>\n> Now we ask.",
            "# Who we are\n\nText & more <b>not bold</b> \"quoted\".",
            "A line\\\nand the next.",
            "نحن نتكلم باسمنا.\n\n- أولًا\n- ثانيًا",
            "1986\\. A year. \\- no list. 2 * 3 * 4 and a_b_c and #tag and [x]",
            "---\n\nAfter a rule.",
        ] {
            let html = render(text, false).html;
            let back = markdown(&html);
            assert_eq!(render(&back, false).html, html, "{text:?} became {back:?}");
        }
    }
}
