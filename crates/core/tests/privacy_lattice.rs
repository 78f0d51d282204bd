//! The lattice: what each level keeps back, wherever it hides, and that a stricter
//! level never tells more than a laxer one.

use alongside_core::privacy::{Bearer, Level, Neighbour, Policy};
use alongside_protocol::page::Namespace;
use proptest::prelude::*;

/// Attributes that can carry a person's data, in any vocabulary.
const CARRIERS: [&str; 24] = [
    "title",
    "alt",
    "content",
    "summary",
    "download",
    "abbr",
    "aria-label",
    "aria-description",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "aria-valuenow",
    "data-user",
    "data-state",
    "xlink:title",
    "alttext",
    "x-own",
    "itemprop",
    "srcdoc",
    "onclick",
    "value",
    "ping",
    "placeholder",
    "label",
];

/// Style sheets and inline styles with a secret in them.
const STYLES: [&str; 9] = [
    "a::before { content: \"§\" }",
    "a { content: 'some § words' attr(x) }",
    "a { --name: § }",
    "a { --name: \"§\"; color: red }",
    "/* § */ a { quotes: \"§\" \"x\" }",
    "a { background: url(/face.png?who=§#§) }",
    "a { background: url(\"data:text/plain,§\"), image-set('/a.png?§' 1x) }",
    "[title=\"§\"] { color: red }",
    "@counter-style a { symbols: \"§\"; suffix: \"§\" }",
];

const ADDRESSES: [&str; 8] = [
    "/a?who=§",
    "/a#§",
    "https://§@bank.example/",
    "https://§:x@bank.example/a?§#§",
    "mailto:§@bank.example",
    "javascript:go('§')",
    "data:text/plain,§",
    "app://§",
];

const MASKING: [Level; 3] = [Level::MaskInputs, Level::MaskAllText, Level::Hide];

fn policy() -> Policy {
    Policy::default().with_key(0x5eed)
}

fn attribute(level: Level, name: &str, value: &str) -> String {
    let spaces = [Namespace::Html, Namespace::Svg, Namespace::MathMl];
    let sent = spaces.map(|namespace| {
        policy().attribute_of(level, Bearer { element: "a", namespace, role: "" }, name, value)
    });
    sent.iter().flatten().map(|text| text.as_str().to_owned()).collect::<Vec<_>>().join(" ")
}

fn of(text: &str, secret: &str) -> String {
    text.replace('§', secret)
}

/// Words that no rule of ours, and no style sheet, has a use for.
fn secret() -> impl Strategy<Value = String> {
    "[A-Z][a-zäß]{5,9}Q[a-z]{3}".prop_map(|word| word)
}

/// Texts as pages have them: words, breaks, other scripts, punctuation.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            "[a-zA-Z]{1,18}",
            "[0-9]{1,6}",
            "[ \n\t]{1,3}",
            "[「東京都。」]{1,5}",
            "[שלום]{1,9}",
            "[مرحبا،]{1,9}",
            "[().,!?•…-]{1,3}"
        ],
        0..12,
    )
    .prop_map(|parts| parts.concat())
}

/// Styles made of the pieces that styles are made of, whole or torn.
fn style() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a"),
        Just(".b"),
        Just("#id-4711000815"),
        Just("{"),
        Just("}"),
        Just(";"),
        Just(":"),
        Just("--x"),
        Just("content"),
        Just("\"Jane\""),
        Just("'Jane"),
        Just("\""),
        Just("url("),
        Just("/x?Jane"),
        Just(")"),
        Just("/*"),
        Just("*/"),
        Just("\\"),
        Just("["),
        Just("title="),
        Just("]"),
        Just(" "),
        Just("4px"),
        Just("image-set("),
        Just("@import"),
        Just("data:image/png,Jane"),
        Just("ß"),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Rules without escapes and comments: these are read otherwise once what is around
/// them was written anew. That nothing leaks holds for them, too.
fn plain_style() -> impl Strategy<Value = String> {
    style().prop_map(|style| style.replace(['\\', '*'], ""))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_masked_output_contains_a_secret(secret in secret(), around in text()) {
        let full = format!("{around}{secret} {around}");
        for level in MASKING {
            for name in CARRIERS {
                prop_assert!(!attribute(level, name, &full).contains(&secret), "{name} {level:?}");
            }
            for address in ADDRESSES {
                let address = of(address, &secret);
                for name in ["href", "src", "action", "poster", "srcset", "cite", "xlink:href"] {
                    prop_assert!(!attribute(level, name, &address).contains(&secret), "{name} {address}");
                }
                prop_assert!(!policy().address(&address).as_str().contains(&secret), "{address}");
            }
            for style in STYLES {
                prop_assert!(!attribute(level, "style", &of(style, &secret)).contains(&secret), "{style} {level:?}");
            }
            prop_assert!(!policy().edited(level, &full).as_str().contains(&secret));
        }
        for level in [Level::MaskAllText, Level::Hide] {
            prop_assert!(!policy().text(level, &full).as_str().contains(&secret));
            prop_assert!(!policy().label(level, &full).as_str().contains(&secret));
            for style in STYLES {
                prop_assert!(!policy().css(level, &of(style, &secret)).as_str().contains(&secret), "{style}");
            }
        }
    }

    #[test]
    fn what_is_masked_stays_as_it_is(text in text(), style in plain_style()) {
        let policy = policy();
        for (_, level) in Level::NAMES {
            let once = policy.text(level, &text);
            prop_assert_eq!(&policy.text(level, once.as_str()), &once);
            let once = policy.css(level, &style);
            prop_assert_eq!(&policy.css(level, once.as_str()), &once, "{:?}", style);
            for name in CARRIERS.iter().chain(&["style", "class", "id", "href", "src", "srcset"]) {
                let value = if *name == "style" { &style } else { &text };
                let again = |value: &str| policy.attribute(level, Namespace::Html, name, value);
                let Some(once) = again(value) else { continue };
                prop_assert_eq!(again(once.as_str()), Some(once), "{} {:?}", name, value);
            }
        }
    }

    /// What a stricter level lets out can be made of what a laxer one does: it
    /// tells nothing new.
    #[test]
    fn a_stricter_level_tells_nothing_that_a_laxer_one_does_not(text in text(), style in plain_style()) {
        let policy = Policy::at(Level::Show).with_key(0x5eed);
        // A card number in a name is sealed at once, and has no other name after that.
        prop_assume!(policy.text(Level::Show, &text).as_str() == text);
        for (at, (_, lax)) in Level::NAMES.into_iter().enumerate() {
            for (_, strict) in &Level::NAMES[at..] {
                let strict = *strict;
                let through = policy.text(lax, &text);
                prop_assert_eq!(policy.text(strict, through.as_str()), policy.text(strict, &text));
                let through = policy.css(lax, &style);
                prop_assert_eq!(policy.css(strict, through.as_str()), policy.css(strict, &style), "{:?} {:?} {:?}", lax, strict, style);
                for name in CARRIERS.iter().chain(&["style", "class", "id", "href", "src", "srcset"]) {
                    let value = if *name == "style" { &style } else { &text };
                    let at = |level: Level, value: &str| policy.attribute(level, Namespace::Html, name, value);
                    let (direct, through) = (at(strict, value), at(lax, value).and_then(|value| at(strict, value.as_str())));
                    prop_assert_eq!(through, direct, "{} {:?}", name, value);
                }
            }
        }
    }
}

#[test]
fn names_are_the_same_in_one_recording_and_others_in_the_next() {
    let name = |key| {
        let sent =
            Policy::default().with_key(key).attribute(Level::Show, Namespace::Html, "id", "jane@example.org");
        sent.map(|name| name.as_str().to_owned())
    };
    assert_eq!(name(1), name(1));
    assert_ne!(name(1), name(2));
}

#[test]
fn a_card_number_over_several_texts_is_sealed_and_other_texts_are_left_alone() {
    let beside = |text| Neighbour { text, apart: false };
    let sealed = Policy::default().neighbours(&["4111", " ", "1111", " 1111 ", "1111"].map(beside)).unwrap();
    let sealed: Vec<Option<&str>> =
        sealed.iter().map(|text| text.as_ref().map(|text| text.as_str())).collect();
    assert_eq!(sealed, [Some("••••"), None, Some("••••"), Some(" •••• "), Some("••••")]);
    assert_eq!(Policy::default().neighbours(&["4111", "1111", "Jane"].map(beside)), None);
}
