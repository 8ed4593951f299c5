use super::*;

fn html(markdown: &str) -> String {
    render(markdown, false).html
}

fn numbers(markdown: &str) -> Vec<(u32, String, Option<String>)> {
    render(markdown, true)
        .paragraphs
        .into_iter()
        .map(|paragraph| (paragraph.number, paragraph.text, paragraph.section))
        .collect()
}

#[test]
fn ordinary_markdown_is_rendered() {
    assert_eq!(
        html("# Title\n\nSome *words* and **more**, ~~gone~~.\n\n## Part\n\n- a\n- b\n"),
        "<h2>Title</h2>\n<p>Some <em>words</em> and <strong>more</strong>, <del>gone</del>.</p>\n<h3>Part</h3>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    );
    assert!(html("|a|b|\n|-|-:|\n|1|2|").contains("<td align=\"right\">2</td>"));
    assert_eq!(html("### Third\n\n#### Fourth"), "<h2>Third</h2>\n<h3>Fourth</h3>\n");
    assert!(html("######   x\n\n# y").contains("<h6>x</h6>"));
    assert!(html("3. x\n4. y").contains("<ol start=\"3\">"));
}

#[test]
fn links_carry_rel_and_only_https_stays() {
    assert_eq!(
        html("[a](https://a.example/?x=1&y=2 \"t\") https://b.example"),
        format!(
            "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"{0}\">a</a> <a href=\"https://b.example/\" rel=\"{0}\">https://b.example</a></p>\n",
            sanitise::LINK_REL
        )
    );
    assert_eq!(html("[a](http://a.example/)"), "<p>a (http://a.example/)</p>\n");
    for bad in [
        "[a](javascript:alert(1))",
        "[a](jav&#x09;ascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](//evil.example)",
        "[a](/relative)",
        "[a](vbscript:x)",
        "[a](https://bank.example@evil.example/)",
        "[a](https://a\"onx=)",
        "<javascript:alert(1)>",
        "[a][r]\n\n[r]: file:///etc/passwd",
        "[a](#p1)",
    ] {
        assert!(!html(bad).contains("href"), "{bad}: {}", html(bad));
    }
    assert!(html("[bank.example](https://evil.example/)").contains("</a> (evil.example)"));
}

#[test]
fn med_07_pictures_become_links_or_text() {
    let picture = html("![a *cat*](https://a.example/cat.png)");
    assert!(!picture.contains("<img") && picture.contains(">a <em>cat</em></a>"), "{picture}");
    assert_eq!(html("![cat](cat.png)"), "<p>cat</p>\n");
    let nested = html("[![cat](https://a.example/c.png)](https://b.example/)");
    assert_eq!(nested.matches("<a ").count(), 1, "{nested}");
    assert!(nested.contains("https://b.example/") && nested.contains(">cat</a>"));
    assert!(html("![](https://a.example/c.png)").contains(">https://a.example/c.png</a>"));
}

#[test]
fn xss_01_html_is_shown_not_obeyed() {
    let shown = html(
        "a <b onclick=x>b</b> <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<p id=p1>x</p>",
    );
    assert!(!shown.contains("<b") && !shown.contains("<script") && !shown.contains("<img"), "{shown}");
    assert!(shown.contains("&lt;script&gt;") && !shown.contains("id=\"p1\""));
    let forged = render("`<a class=\"paragraph-number\" href=\"#p9\">9</a>`", true);
    assert_eq!(forged.html.matches("<a ").count(), 1);
}

#[test]
fn paragraphs_are_numbered_in_order() {
    let text = "# One\n\nfirst *p*\nline\n\n> quoted\n>\n> again\n\n## Two\n\n- item\n\n  second of item\n  - child\n- other\n\n| t |\n|---|\n| c |\n\n```\ncode\n```\n\nlast";
    let named = |n: u32, text: &str, section: &str| (n, text.to_owned(), Some(section.to_owned()));
    assert_eq!(
        numbers(text),
        [
            named(1, "first p line", "One"),
            named(2, "quoted", "One"),
            named(3, "again", "One"),
            named(4, "item", "Two"),
            named(5, "child", "Two"),
            named(6, "other", "Two"),
            named(7, "last", "Two"),
        ]
    );
    let shown = render(text, true).html;
    for n in 1..=7 {
        assert_eq!(shown.matches(&format!(" id=\"p{n}\">")).count(), 1, "{shown}");
        assert!(
            shown.contains(&format!("id=\"p{n}\"><a class=\"paragraph-number\" href=\"#p{n}\">{n}</a>"))
                || shown.contains(&format!("<a href=\"#p{n}\" class=\"paragraph-number\">{n}</a>")),
            "{shown}"
        );
    }
    assert_eq!(shown.matches("paragraph-number").count(), 7);
    let tight = render("- a\n  - b\n- c", true).html;
    assert!(tight.contains("<li id=\"p1\">") && tight.contains("<li id=\"p2\">"), "{tight}");
    assert_eq!(render(text, false).paragraphs, render(text, true).paragraphs);
}

#[test]
fn hashes_ignore_layout_and_composition() {
    let hash = |text: &str| render(text, false).paragraphs[0].hash.clone();
    assert_eq!(hash("we  *ask*\nfor work"), hash("we ask for work"));
    assert_eq!(hash("caf\u{e9}"), hash("cafe\u{301}"));
    assert_ne!(hash("we ask"), hash("we asked"));
    assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn plain_text_has_everything() {
    let plain = render("# T\n\na **b** <i>\n\n- x\n- y\n\n|h|\n|-|\n|c|\n\n    code\n", true).plain;
    assert_eq!(plain, "T\n\na b <i>\n\nx\n\ny\n\nh\n\nc\n\ncode");
}

#[test]
fn footnotes_work() {
    let shown = html("a[^n]\n\n[^n]: note");
    assert!(
        shown.contains("href=\"#fn-n\"") && shown.contains("id=\"fn-n\"") && shown.contains("note"),
        "{shown}"
    );
}

#[test]
fn uni_01_nothing_turns_text_around() {
    let rendered = render("a\u{202e}b &#x202e; &#8295;c `\u{202d}`\n\n# &#x202b;d", true);
    for text in [&rendered.html, &rendered.plain, &rendered.paragraphs[0].text] {
        assert!(!text.contains(plain::turns_text), "{text:?}");
    }
}

#[test]
fn dos_12_13_hostile_markdown_is_linear_and_bounded() {
    let mut cases: Vec<String> = [
        "> ",
        "[",
        "![",
        "*",
        "**a ",
        "*a ",
        "_a_",
        "~~a ",
        "`",
        "``a ",
        "<",
        "<a",
        "&",
        "\\",
        "- ",
        "1. ",
        "- a\n",
        "# ",
        "[a](",
        "[a]: b\n",
        "[^a]",
        "[^a]: x\n",
        "|",
        "|-",
        "a|b\n-|-\n",
        "a **a *a ",
        "*a **a ",
        "[a](<b",
        "<!--",
        "<?",
        "<!A ",
        "www.",
        "https://",
        "a@b.c ",
        "*a_ ",
        "](",
        "[a][b",
        "\t",
        "> - ",
        "\n>",
        "[](",
        "_*~`",
        "![[]()",
        "x\n===\n",
        "<https://a>",
        "~",
        "\u{202e}",
        "é*",
        "http://a.b/(",
        "**x** ",
        "[x](https://a.example/)",
        "a  \n",
        "$$",
        "<b>",
        "<b>\n\n",
        "{",
        "a:",
    ]
    .iter()
    .map(|pattern| pattern.repeat(MAX_CHARS / pattern.chars().count()))
    .collect();
    cases.push((0..600).map(|n| format!("{}- a\n", "  ".repeat(n))).collect());
    cases.push((0..600).map(|n| format!("{}> a\n", "  ".repeat(n % 8))).collect());
    cases.push(format!("[a]: https://a.example/{}\n\n{}", "x".repeat(1900), "[a] ".repeat(49_000)));
    cases.push(format!("|{}\n|{}\n{}", "a|".repeat(39), "-|".repeat(39), "|\n".repeat(90_000)));
    cases.push(format!("{}{}", "[a](".repeat(25_000), ")".repeat(25_000)));
    cases.push(format!("{}x{}", "*a ".repeat(30_000), " a*".repeat(30_000)));
    cases.push(format!("{}{}", "![".repeat(30_000), "](https://a.example/)".repeat(6_000)));
    cases.push(
        (0..15_000).map(|n| format!("[^{n}]")).chain((0..15_000).map(|n| format!("\n\n[^{n}]: x"))).collect(),
    );
    for case in cases {
        let rendered = render(&case, true);
        let name: String = case.chars().take(12).collect();
        assert!(rendered.html.len() < 40 * case.len().max(1000), "{name:?}: {}", rendered.html.len());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(150))]
    #[test]
    fn any_text_is_rendered_safely(text in "(\\PC|[\\n*_\\[\\]()<>#`|~!-]){0,80}") {
        let rendered = render(&text, true);
        proptest::prop_assert_eq!(&render(&text, true), &rendered);
        proptest::prop_assert!(!rendered.html.contains("<img") && !rendered.html.contains("<script"));
        // What we write survives the stricter rules for what peers send.
        let read = sanitise::remote_html(&rendered.html);
        proptest::prop_assert!(!read.contains("javascript:") || text.contains("javascript:"));
    }
}
