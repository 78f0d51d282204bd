use super::*;

fn design(css: &str) -> Cow<'_, str> {
    clean(7, css, Strictness::Design)
}

fn no_text(css: &str) -> Cow<'_, str> {
    clean(7, css, Strictness::NoText)
}

#[test]
fn shown_and_carried_strings_go_fonts_and_images_stay() {
    for (css, left) in [
        (
            r#".a::before { content: "Jane Doe"; font-family: "Inter"; }"#,
            r#".a::before { content: ""; font-family: "Inter"; }"#,
        ),
        (r#".a::after { content: "→"; quotes: "«" "»" }"#, r#".a::after { content: "→"; quotes: "«" "»" }"#),
        (r#".icon { content: "\f101" }"#, r#".icon { content: "\f101" }"#),
        (r#"a { content: "\4a ane" }"#, r#"a { content: "" }"#),
        ("b { --name: Jane; --gap: calc(2 * 4px) }", "b { --name: ; --gap: calc(2 * 4px) }"),
        ("b { --name: Jane", "b { --name: "),
        (r#"li { list-style-type: "Jane" }"#, r#"li { list-style-type: "" }"#),
        (r#"[title="Jane"], [type="text"] {}"#, r#"[title=""], [type="text"] {}"#),
        (r#"[data-state="open"] {}"#, r#"[data-state="open"] {}"#),
        ("[_ngcontent-ng-c3557945817] {}", "[_ngcontent-ng-c3557945817] {}"),
        ("a { background: url(data:image/png;base64,AA) }", r#"a { background: url("data:") }"#),
        (r#"a { grid-template-areas: "head head" }"#, r#"a { grid-template-areas: "head head" }"#),
    ] {
        assert_eq!(no_text(css), left);
        assert_eq!(no_text(left), left, "again");
    }
}

#[test]
fn a_sheet_of_the_design_keeps_what_it_shows() {
    for (css, left) in [
        (r#".a::before { content: "New"; --x: y }"#, r#".a::before { content: "New"; --x: y }"#),
        ("a { background: url(/face.png?name=jane#x) }", r#"a { background: url("/face.png") }"#),
        (
            "a { background: url( '/face.png?name=jane' ) no-repeat }",
            r#"a { background: url("/face.png") no-repeat }"#,
        ),
        (
            r#"a { background: image-set("a.png?jane" 1x, "b.png" 2x) }"#,
            r#"a { background: image-set("a.png" 1x, "b.png" 2x) }"#,
        ),
        (r#"@import "a.css?jane"; b {}"#, r#"@import "a.css"; b {}"#),
        ("/* Jane */a { color: red }", " a { color: red }"),
        ("a { fill: url(#grad); color: #a1234567 }", "a { fill: url(#grad); color: #a1234567 }"),
        ("a { src: url(data:font/woff2;base64,AA) }", "a { src: url(data:font/woff2;base64,AA) }"),
        ("a { src: url(data:text/plain,jane) }", r#"a { src: url("data:") }"#),
    ] {
        assert_eq!(design(css), left);
        assert_eq!(design(left), left, "again");
    }
    let same = ".a:hover > #b::after { margin: .5em; content: \"x\" }";
    assert!(matches!(design(same), Cow::Borrowed(_)));
}

#[test]
fn selectors_follow_the_names_in_the_markup() {
    let id = name::alias(7, "row-4711000815");
    assert_eq!(design("#row-4711000815 .b {}"), format!("#{id} .b {{}}"));
    assert_eq!(design("[id=\"row-4711000815\"] {}"), format!("[id=\"{id}\"] {{}}"));
    assert_eq!(design(".jane\\@example\\.org {}"), format!(".{} {{}}", name::alias(7, "jane@example.org")));
}

#[test]
fn what_is_not_closed_is_no_way_out() {
    for css in [
        "a { content: 'Jane",
        "a { b: url(/x?Jane",
        "a /* Jane",
        "a { --b: (Jane",
        "[title='Jane",
        "a\\",
        "a { \\",
        "url(\\",
    ] {
        let clean = no_text(css).into_owned();
        assert!(!clean.contains("Jane"), "{clean}");
    }
}

#[test]
fn an_attribute_goes_by_the_name_that_it_has_in_the_markup() {
    let alias = name::clean_markup(7, "data-customer-4711000815");
    for (css, left) in [
        ("[data-customer-4711000815] {}", format!("[{alias}] {{}}")),
        ("p[data-customer-4711000815 ^= 'Jane'] {}", format!("p[{alias} ^= \"\"] {{}}")),
    ] {
        assert_eq!(no_text(css), left);
    }
}

#[test]
fn a_selector_that_is_none_is_cleaned_as_a_whole() {
    for css in [
        "[\"Jane\"=x]{}",
        "[title=Jane \"x\"]{}",
        "[title=\"x\" Jane]{}",
        "[title=x=\"Jane\"]{}",
        "[title=\"x\"=\"Jane\"]{}",
        "[title={\"Jane\"",
    ] {
        let clean = clean(7, css, Strictness::NoText);
        assert!(!clean.contains("Jane"), "{css} is {clean}");
    }
    assert_eq!(clean(7, "[type=\"text\" i]{}", Strictness::NoText), "[type=\"text\" i]{}");
    assert_eq!(clean(7, "[title=\"Jane\" s]{}", Strictness::NoText), "[title=\"\" s]{}");
}

proptest::proptest! {
    #[test]
    fn whatever_is_written_can_be_cleaned(
        parts in proptest::collection::vec(proptest::sample::select(PARTS.to_vec()), 0..24)
    ) {
        let css = parts.concat();
        for strictness in [Strictness::Design, Strictness::NoText] {
            clean(7, &css, strictness);
        }
    }
}

/// What CSS is made of, and what breaks it.
const PARTS: [&str; 36] = [
    "\"Jane\"",
    "'x'",
    "\"",
    "'",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ";",
    ":",
    "=",
    "~=",
    "\\",
    "\\4a ",
    "/*",
    "*/",
    "@import ",
    "url(",
    "image-set(",
    "src(",
    "#id-4711000815",
    ".row",
    "title",
    "--own",
    "content",
    "4px",
    " ",
    "\n",
    "é",
    "data:image/png,",
    "/title=",
    "-",
    "#fff",
    "!",
];
