//! The Markdown of texts: what is read, what stays text, and where links may lead.

use std::time::Instant;

use alongside_protocol::flow::markdown::{Block, Span, parse, parse_line, plain};
use proptest::prelude::*;

/// Blocks in a short form that is easy to compare.
fn short(text: &str) -> String {
    let block = |block: &Block| match block {
        Block::Paragraph(inner) => format!("<p>{}", spans(inner)),
        Block::List { ordered, items } => {
            let items: String = items.iter().map(|item| format!("<li>{}", spans(item))).collect();
            format!("{}{items}", if *ordered { "<ol>" } else { "<ul>" })
        }
    };
    parse(text).iter().map(block).collect()
}

fn spans(all: &[Span]) -> String {
    all.iter()
        .map(|span| match span {
            Span::Text(text) => text.clone(),
            Span::Bold(inner) => format!("<b>{}</b>", spans(inner)),
            Span::Emphasis(inner) => format!("<i>{}</i>", spans(inner)),
            Span::Code(code) => format!("<code>{code}</code>"),
            Span::Link { text, href } => format!("<a {href}>{}</a>", spans(text)),
            Span::Break => "<br>".into(),
        })
        .collect()
}

#[test]
fn what_is_read() {
    for (text, blocks) in [
        ("", ""),
        ("Plain.", "<p>Plain."),
        ("One\nTwo  \r\nThree\\\nFour", "<p>One<br>Two<br>Three<br>Four"),
        ("One\n\n\nTwo", "<p>One<p>Two"),
        ("**bold** and *emphasis*", "<p><b>bold</b> and <i>emphasis</i>"),
        ("__bold__ and _emphasis_", "<p><b>bold</b> and <i>emphasis</i>"),
        ("***both***", "<p><i><b>both</b></i>"),
        ("***both** one*", "<p><i><b>both</b> one</i>"),
        ("**a *b* c**", "<p><b>a <i>b</i> c</b>"),
        ("*one**two*", "<p><i>one**two</i>"),
        ("**名前**を", "<p><b>名前</b>を"),
        ("`code` ``a`b`` `` ` ``", "<p><code>code</code> <code>a`b</code> <code>`</code>"),
        ("`*a*` and `[x](/y)`", "<p><code>*a*</code> and <code>[x](/y)</code>"),
        ("[help](/help)", "<p><a /help>help</a>"),
        ("[**the** help](https://a.b/c_d_e*f*)", "<p><a https://a.b/c_d_e*f*><b>the</b> help</a>"),
        ("*see [this*](#a)", "<p>*see <a #a>this*</a>"),
        ("[a [b](/b) c](/c)", "<p>[a <a /b>b</a> c](/c)"),
        ("[a](/x\\(1\\))", "<p><a /x(1)>a</a>"),
        (
            "Then:\n- one\n* two\n+ *three*\n\n- four\nmore",
            "<p>Then:<ul><li>one<li>two<li><i>three</i><li>four<br>more",
        ),
        ("1. one\n2) two\n\nEnd", "<ol><li>one<li>two<p>End"),
        ("- a\n1. b", "<ul><li>a<ol><li>b"),
    ] {
        assert_eq!(short(text), blocks, "{text:?}");
    }
}

#[test]
fn what_stays_text() {
    for text in [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<https://a.b>",
        "&lt;b&gt; &amp;",
        "# No heading",
        "> no quote",
        "![image](/a.png)",
        "2 * 3 * 4",
        "snake_case_name",
        "5*3",
        "**open",
        "a ** b **",
        "****four****",
        "`open",
        "```three```",
        "-item",
        "1984. What a year",
        "[no address]",
        "[no address] (/a)",
        "[](/a)",
        "[ ](/a)",
        "[a](/b \"title\")",
        "[a](/b",
        "[a]()",
        "C:\\dir",
        "a \\",
    ] {
        assert_eq!(short(text), format!("<p>{text}"));
    }
}

#[test]
fn a_backslash_takes_the_meaning() {
    for (text, shown) in [
        ("\\*a\\* \\_b\\_ \\`c\\`", "*a* _b_ `c`"),
        ("\\[a](/b)", "[a](/b)"),
        ("[a\\](/b)", "[a](/b)"),
        ("\\- a", "- a"),
        ("1\\. a", "1. a"),
        ("\\\\*a*", "\\<i>a</i>"),
        ("`a\\`b`", "<code>a`b</code>"),
    ] {
        assert_eq!(short(text), format!("<p>{shown}"), "{text}");
    }
}

#[test]
fn a_link_leads_nowhere_else() {
    for href in ["https://a.b", "HTTP://a.b/c?d#e", "mailto:a@b.c", "tel:+431", "/a", "#a", "?a=b", "./a"] {
        assert_eq!(short(&format!("[x]({href})")), format!("<p><a {href}>x</a>"));
    }
    for href in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "java\u{0}script:alert(1)",
        "\u{1}javascript:alert(1)",
        " javascript:alert(1)",
        "java&#115;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript\\:alert(1)",
        "jav\\ascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://a.b/c",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "/\\\\evil.example",
        "/\t/evil.example",
        "/a\u{0}b",
        "https:evil.example",
        "https://",
        "mailto:",
        "..//a",
        "a.html",
        "ſcript:x",
    ] {
        let text = format!("[x]({href})");
        assert!(!short(&text).contains("<a "), "{text:?} became {}", short(&text));
    }
}

#[test]
fn a_heading_is_no_list() {
    assert_eq!(spans(&parse_line(" 1. Your *name* ")), "1. Your <i>name</i>");
    assert_eq!(short("1. Your *name*"), "<ol><li>Your <i>name</i>");
}

#[test]
fn the_text_alone_is_said() {
    let text = "Choose **one** of:\n\n1. the [small](/s) one\n2. the `big` one\n\nThen\ngo on.";
    assert_eq!(plain(&parse(text)), "Choose one of:\nthe small one\nthe big one\nThen\ngo on.");
}

/// Marks that a careless reader would try in every combination.
#[test]
fn long_texts_take_their_length() {
    for piece in
        ["*", "**a", "_a ", "*a_", "`", "``a`", "[", "![", "[a](", "](", "[a](/b", "*a**b***c", "- ", "\\"]
    {
        let text = piece.repeat(200_000 / piece.len());
        let started = Instant::now();
        let said = plain(&parse(&text)).len();
        // A quadratic reader takes minutes for this, a slow machine a second.
        assert!(started.elapsed().as_secs() < 5, "{piece:?} took {:?}, {said}", started.elapsed());
    }
}

fn links(all: &[Span], found: &mut Vec<String>) {
    for span in all {
        match span {
            Span::Link { text, href } => {
                found.push(href.clone());
                links(text, found);
            }
            Span::Bold(inner) | Span::Emphasis(inner) => links(inner, found),
            Span::Text(_) | Span::Code(_) | Span::Break => {}
        }
    }
}

fn all_links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for block in parse(text) {
        match block {
            Block::Paragraph(inner) => links(&inner, &mut found),
            Block::List { items, .. } => items.iter().for_each(|item| links(item, &mut found)),
        }
    }
    found
}

/// As a browser sees an address: control characters and spaces gone.
fn scheme(href: &str) -> Option<String> {
    let seen: String = href.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let end = seen.find([':', '/', '?', '#'])?;
    seen[end..].starts_with(':').then(|| seen[..end].to_ascii_lowercase())
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}|[-*_`\\[\\]()!\\\\ \na1.:/#]{0,200}") {
        let blocks = parse(&text);
        prop_assert!(plain(&blocks).len() <= text.len());
    }

    #[test]
    fn text_without_marks_is_said_as_it_is(
        lines in prop::collection::vec("[\\p{L}\\p{N},;:!?'\"&%]( ?[\\p{L}\\p{N},;:!?'\"&%])*", 1..5),
    ) {
        let text = lines.join("\n");
        prop_assert_eq!(plain(&parse(&text)), text);
    }

    #[test]
    fn escaped_text_is_said_as_it_is(line in "[!-~]( ?[!-~]){0,40}") {
        let escaped: String =
            line.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
        prop_assert_eq!(plain(&parse(&escaped)), line);
    }

    #[test]
    fn no_link_has_another_scheme(
        before in "[\\[*_`! ]{0,4}",
        href in "(?i)(https?://|java|script|mailto|data|tel|[:/.#?&;\\\\\t\u{0}\u{200b} a-z0-9]){0,8}",
        after in "[)\\]*_`]{0,4}",
    ) {
        for href in all_links(&format!("{before}[x]({href}){after}")) {
            if let Some(scheme) = scheme(&href) {
                prop_assert!(["https", "http", "mailto", "tel"].contains(&scheme.as_str()), "{href:?}");
            }
            prop_assert!(!href.starts_with("//") && !href.contains(|c: char| c.is_control() || c == ' '), "{href:?}");
        }
    }
}
