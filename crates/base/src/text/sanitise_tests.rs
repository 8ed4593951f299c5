use super::*;

#[test]
fn ordinary_content_stays() {
    let content = "<p>Hello <strong>all</strong>,<br>read <a href=\"https://a.example/x?y=1&amp;z=2\">this</a></p><ol start=\"3\" reversed><li value=\"5\">a</li></ol><blockquote><p>q</p></blockquote><pre><code>x &lt; y</code></pre>";
    let expected = format!(
        "<p>Hello <strong>all</strong>,<br>read <a href=\"https://a.example/x?y=1&amp;z=2\" rel=\"{LINK_REL}\">this</a></p><ol start=\"3\" reversed=\"\"><li value=\"5\">a</li></ol><blockquote><p>q</p></blockquote><pre><code>x &lt; y</code></pre>"
    );
    assert_eq!(remote_html(content), expected);
    let table = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>";
    assert_eq!(remote_html(table), table);
    let ruby = "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>";
    assert_eq!(remote_html(ruby), ruby);
    assert_eq!(remote_html("<p lang=\"AR\" dir=rtl>x</p>"), "<p lang=\"ar\" dir=\"rtl\">x</p>");
    assert_eq!(remote_html("<p lang='\"><x' dir=up>x</p>"), "<p>x</p>");
    assert_eq!(remote_html("<h1>a</h1><h3>b</h3>"), "<h2>a</h2><h3>b</h3>");
    assert_eq!(remote_html("<div>a<div><p>b</p></div></div>"), "<p>a</p><p>b</p>");
    assert_eq!(remote_html("a &amp; b &lt; c &copy; & &amp;lt;"), "a &amp; b &lt; c © &amp; &amp;lt;");
}

#[test]
fn mastodon_content_stays_readable() {
    let mention = "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://m.example/@amal\" class=\"u-url mention\">@<span>amal</span></a></span> <a href=\"https://m.example/tags/Work\" class=\"mention hashtag\" rel=\"tag\">#<span>Work</span></a></p>";
    assert_eq!(
        remote_html(mention),
        format!(
            "<p><span><a href=\"https://m.example/@amal\" class=\"mention\" rel=\"{LINK_REL}\">@<span>amal</span></a></span> <a href=\"https://m.example/tags/Work\" class=\"mention hashtag\" rel=\"{LINK_REL}\">#<span>Work</span></a></p>"
        )
    );
    let link = "<a href=\"https://a.example/long/path\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">a.example/long</span><span class=\"invisible\">/path</span></a>";
    assert_eq!(
        remote_html(link),
        format!(
            "<a href=\"https://a.example/long/path\" rel=\"{LINK_REL}\"><span>https://</span><span>a.example/long</span><span>/path</span></a>"
        )
    );
    assert_eq!(
        remote_html("see <img src=\"https://t.example/p.gif\" alt=\"a <b> cat\">"),
        "see a &lt;b&gt; cat"
    );
}

/// Inputs that have executed somewhere, or nearly.
const ATTACKS: [&str; 42] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href=\"//evil.example\">x</a>",
    "<a href=\"intent://x#Intent;end\">x</a>",
    "<a href=\"mailto:x@example.org?bcc=y\">x</a>",
    "<a href=\"https://a&quot;onx=&quot;\">x</a>",
    "<a href=https://a.example/\"onmouseover=alert(1)>x</a>",
    "<a href=\"https://a.example/\" onclick=alert(1) style=position:fixed id=x name=y target=_top>x</a>",
    "<p style=\"background:url(javascript:x)\" class=\"admin\" id=\"nav\">x</p>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=x></object><embed src=x>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<template><img src=x onerror=alert(1)></template>",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<?xml <img src=x onerror=alert(1)>",
    "<p/onclick=alert(1)>x",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<table><td><a href=javascript:alert(1)>x</table>",
    "<select><option><img src=x onerror=alert(1)></select>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)><button formaction=javascript:x>y</button>",
    "<p title=\"a\" b='<img src=x onerror=alert(1)>' c=`<script>`>x</p>",
];

/// Reads a result with rules of its own: every tag and attribute must be listed, every link https.
fn assert_harmless(html: &str) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let tag_rest = &rest[start + 1..];
        let end = tag_rest.find('>').expect("each tag ends");
        let tag = &tag_rest[..end];
        rest = &tag_rest[end + 1..];
        assert!(!tag.contains('<'), "{html}");
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(ELEMENTS.contains(&name.trim_start_matches('/')), "{name} in {html}");
        let mut attributes = attributes;
        while let Some((key, value)) = attributes.split_once("=\"") {
            let (value, after) = value.split_once('"').expect("each value ends");
            match key.trim() {
                "href" => assert!(value.starts_with("https://"), "{html}"),
                "rel" => assert_eq!(value, LINK_REL),
                "class" => assert!(value.split(' ').all(|c| c == "mention" || c == "hashtag"), "{html}"),
                "lang" | "dir" | "start" | "value" | "reversed" | "colspan" | "rowspan" => {}
                other => panic!("{other} in {html}"),
            }
            attributes = after;
        }
        assert!(attributes.trim().is_empty(), "{attributes} in {html}");
        assert!(!name.eq("a") || tag.contains("rel="), "{html}");
    }
}

#[test]
fn xss_01_04_05_attacks_leave_nothing() {
    for attack in ATTACKS {
        for html in [attack.to_owned(), format!("<p>{attack}</p>"), format!("<ul><li><b>{attack}")] {
            let clean = remote_html(&html);
            assert_harmless(&clean);
            assert_eq!(remote_html(&clean), clean, "{html}");
        }
        // The same as text, which must stay text.
        let mut text = String::new();
        html::escape_into(&mut text, attack);
        let shown = remote_html(&text);
        assert_harmless(&shown);
        assert!(!shown.contains('<'), "{shown}");
        assert_harmless(&remote_html(&format!("<a href=\"https://a.example/{text}\">x</a>")));
        assert_harmless(&remote_html(&format!("<img alt=\"{text}\">")));
    }
}

#[test]
fn xss_04_only_https_is_a_link() {
    assert_eq!(remote_html("<a href=\"http://a.example/x\">read</a>"), "read (http://a.example/x)");
    assert_eq!(remote_html("<a href=\"http://a.example/\">http://a.example</a>"), "http://a.example");
    assert_eq!(remote_html("<a href=\"javascript:x\">read</a>"), "read");
    assert_eq!(remote_html("<a href=\"https://a:b@c.example\">read</a>"), "read");
    for good in [
        "https://a.example",
        " HTTPS://A.example/x?y#z ",
        "https://[2001:db8::1]/",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/",
        "https://a.example:8443/",
    ] {
        assert!(https_link(good).is_some(), "{good}");
    }
    for bad in [
        "",
        "http://a.example",
        "https://",
        "https:a.example",
        "https:/a.example",
        "//a.example",
        "a.example",
        "https://u@a.example",
        "https://u:p@a.example",
        "https://a.exa\tmple",
        "https://a.example/\ny",
        "https://a.example/ x",
        "javascript:https://a.example",
        "https://a\"onx=",
        "https://a.example\\@evil.example",
        "https://a\u{ad}b.example",
        "https://a．example",
        "https://a\u{200b}.example",
    ] {
        assert!(https_link(bad).is_none(), "{bad:?}");
    }
    assert!(https_link(&format!("https://a.example/{}", "x".repeat(1_000_000))).is_none());
}

#[test]
fn xss_08_links_say_where_they_lead() {
    let shown = |html: &str| remote_html(html).replace(&format!(" rel=\"{LINK_REL}\""), "");
    assert_eq!(
        shown("<a href=\"https://evil.example/\">bank.example</a>"),
        "<a href=\"https://evil.example/\">bank.example</a> (evil.example)"
    );
    assert_eq!(
        shown("<a href=\"https://evil.example/bank.example\">https://www.bank.example/login</a>"),
        "<a href=\"https://evil.example/bank.example\">https://www.bank.example/login</a> (evil.example)"
    );
    for honest in [
        "bank.example",
        "https://bank.example/x",
        "www.bank.example",
        "@amal@bank.example",
        "read this",
        "#work",
        "Annual report 3.5",
    ] {
        let html = format!("<a href=\"https://bank.example/x\">{honest}</a>");
        assert_eq!(shown(&html), html);
    }
    let hidden = "<a href=\"https://evil.example/\"><span class=\"invisible\">https://evil.example/?</span>bank.example</a>";
    assert!(shown(hidden).contains("<span>https://evil.example/?</span>"));
    assert!(
        shown("<a href=\"https://evil.example/\">https://bank.example@evil.example</a>")
            .ends_with("(evil.example)")
    );
    assert!(
        shown("<a href=\"https://evil.example/\">b&#97;nk.ex<b>ample</b></a>").ends_with("(evil.example)")
    );
    assert!(shown("<a href=\"https://xn--80ak6aa92e.com/\">apple.com</a>").ends_with("(xn--80ak6aa92e.com)"));
}

#[test]
fn uni_01_nothing_turns_content_around() {
    let clean = remote_html("<p>a\u{202e}b&#x202e;c&#8238;d\u{0}\u{1b}[31m</p>");
    assert_eq!(clean, "<p>abcd[31m</p>".replace("d[", "d\u{fffd}[").replace('\u{fffd}', ""));
}

#[test]
fn dos_12_13_malformed_and_nested_input_stays_bounded() {
    let mut cases: Vec<String> = [
        "<b>",
        "<p>",
        "<div>",
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>",
        "<table>",
        "<math>",
        "<svg>",
        "<math><mi>",
        "<a href=https://a.example>",
        "<b x=1><p>",
        "<p><b></p>",
        "<font color=1><p>",
        "<",
        "<<",
        "</",
        "<!--",
        "<!",
        "<?",
        "<a ",
        "<a \"",
        "<a b='",
        "&",
        "&#",
        "&lt;",
        "&nbsp;",
        "\u{a0}",
        "\"",
        ">",
        "<script>",
        "<script></script>",
        "</p>",
        "</blockquote>",
        "<span class=mention>",
        "<p dir=rtl lang=ar>",
        "<ruby><rt>",
        "<li>",
        "<td>",
        "<a rel=\"",
        "<x y=\"",
        "<h1><h2>",
        "<pre>\n",
        "<i><b></i>",
        "<em><strong>x</em>",
        "<template>",
        "<select><option>",
        "<br>",
        "<hr>",
        "<a href=http://a.example>x</a>",
        "<a href=https://evil.example>bank.example</a>",
        "<p><a href=https://a.example/>x</p>",
        "<img alt=x>",
        "&bne;",
        "<title><",
        "</script",
        "<ol start=1 reversed><li value=2>",
        "<a =",
        "<a b=c ",
        "\u{fffe}",
        "&xyz;",
    ]
    .iter()
    .map(|pattern| pattern.repeat(MAX_INPUT / pattern.len()))
    .collect();
    cases.push(format!("{}x{}", "<blockquote>".repeat(50_000), "</blockquote>".repeat(50_000)));
    cases.push((0..20_000).map(|n| format!("<p><b x={n}></p>")).collect());
    cases.push((0..20_000).map(|n| format!("<b{n}><i>")).collect());
    cases.push(format!("<a {}>", "x=y ".repeat(60_000)));
    for case in cases {
        let clean = remote_html(&case);
        let name: String = case.chars().take(24).collect();
        assert!(clean.len() <= 4 * MAX_INPUT, "{name:?}: {}", clean.len());
        assert_harmless(&clean);
    }
}

#[test]
fn dos_07_the_rest_of_a_huge_text_is_cut() {
    assert!(remote_html(&"é".repeat(1_000_000)).len() <= MAX_INPUT);
}

#[test]
fn plain_text_is_readable() {
    assert_eq!(
        plain_text("<p>a &amp; b<br>c</p><ul><li>d</li><li>e</li></ul><p>f<script>x</script></p>"),
        "a & b\nc\n\nd\n\ne\n\nf"
    );
    assert_eq!(plain_text("1 &lt; 2 &eacute;"), "1 < 2 é");
}

#[test]
fn org_20_domains_are_what_they_are_written_as() {
    for (given, ascii) in [
        ("a.test", "a.test"),
        ("A.Test", "a.test"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("strasse.example", "strasse.example"),
        ("a.test.evil.test", "a.test.evil.test"),
        ("مثال.example", "xn--mgbh0fb.example"),
    ] {
        assert_eq!(domain(given).as_deref(), Some(ascii), "{given}");
    }
    for bad in [
        "",
        ".",
        "a..b",
        "a.test.",
        "a．test",
        "a。test",
        "a\u{ad}b.test",
        "a\u{200b}b.test",
        "ａ.test",
        "ﬁ.test",
        "a_b.test",
        "a b.test",
        "a/b.test",
        "a.test:443",
        "127.0.0.1",
        "0x7f.1",
        "[::1]",
        "xn--.test",
        "xn--a.test",
        "-a.test",
        "a\u{202e}.test",
        "①.test",
        "a@b.test",
        "a%2e.test",
    ] {
        assert_eq!(domain(bad), None, "{bad:?}");
    }
}

#[test]
fn uni_02_mixed_or_imitating_labels_stay_in_punycode() {
    for (given, shown) in [
        ("bücher.example", "bücher.example"),
        ("مثال.example", "مثال.example"),
        ("россия.example", "россия.example"),
        ("unhсr.example", "xn--unhr-n6d.example"),
        ("аррӏе.example", "xn--80ak6aa92e.example"),
    ] {
        assert_eq!(domain_for_readers(&domain(given).unwrap()), shown);
    }
}

fn hostile() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let piece = prop_oneof![
        proptest::sample::select(ATTACKS.to_vec()).prop_map(str::to_owned),
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<a href=https://a.example/>",
            "<a href=http://b.example>",
            "</a>",
            "<ul>",
            "<li>",
            "</ul>",
            "</li>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "</td>",
            "<blockquote>",
            "</blockquote>",
            "<ruby>",
            "<rt>",
            "</ruby>",
            "<pre>",
            "\n",
            "</pre>",
            "<h1>",
            "</h1>",
            "<span class='mention x'>",
            "</span>",
            "<caption>",
            "<tbody>",
            "<hr>",
            "<br>",
            "bank.example",
            " (a.example)",
            "x",
            " ",
            "&",
            "&amp;",
            "&lt;",
            "&#x202e;",
            "\"",
            "'",
            "<",
            ">",
            "<!--",
            "-->",
            "<i>",
            "<div>",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1500))]
    #[test]
    fn any_html_becomes_harmless(html in hostile()) {
        let clean = remote_html(&html);
        assert_harmless(&clean);
        proptest::prop_assert_eq!(remote_html(&clean), clean);
        let _ = plain_text(&html);
        let _ = https_link(&html);
        let _ = domain(&html);
    }
}
