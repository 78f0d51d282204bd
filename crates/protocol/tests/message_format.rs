//! Texts with values in them: what is shown, and what a mistake is told.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use alongside_protocol::flow::{
    Intl, Message, Value,
    markdown::{parse, plain},
};
use proptest::prelude::*;

/// English, as a browser's `Intl` has it.
struct English;

impl Intl for English {
    fn plural(&self, number: f64, ordinal: bool) -> String {
        let (ten, hundred) = (number % 10.0, number % 100.0);
        let category = match (ordinal, ten as u32) {
            (false, _) if number == 1.0 => "one",
            (true, 1) if hundred != 11.0 => "one",
            (true, 2) if hundred != 12.0 => "two",
            (true, 3) if hundred != 13.0 => "few",
            _ => "other",
        };
        category.into()
    }

    fn number(&self, number: f64) -> String {
        if number >= 1000.0 {
            format!("{},{:03}", (number / 1000.0).trunc(), number % 1000.0)
        } else {
            number.to_string()
        }
    }
}

fn values(name: &str) -> Option<Value> {
    match name {
        "none" => Some(Value::Number(0.0)),
        "one" => Some(Value::Number(1.0)),
        "three" => Some(Value::Number(3.0)),
        "many" => Some(Value::Number(1234.0)),
        "22" => Some(Value::Number(22.0)),
        "half" => Some(Value::Number(1.5)),
        "name" => Some(Value::Text("Ada".into())),
        "order.id" => Some(Value::Text("A7".into())),
        "vip" => Some(Value::Bool(true)),
        "rude" => Some(Value::Text("**[x](javascript:1)**\n\n- <b>".into())),
        _ => None,
    }
}

/// As it is shown: formatted, read as Markdown, and its text.
fn shown(text: &str) -> String {
    plain(&parse(&Message::parse(text).unwrap().format(&values, &English)))
}

#[test]
fn values_are_put_in() {
    for (text, wanted) in [
        ("Nothing to fill", "Nothing to fill"),
        ("Hello {name}, your { order.id } is here", "Hello Ada, your A7 is here"),
        ("{many} or {many, number}, {half}, {vip}", "1,234 or 1,234, 1.5, true"),
        ("Missing: {nobody}.", "Missing: ."),
        ("{one, plural, one {# item} other {# items}}", "1 item"),
        ("{many, plural, one {# item} other {# items}}", "1,234 items"),
        ("{none, plural, =0 {nothing} one {# item} other {# items}}", "nothing"),
        ("{one, plural, one {a} =1 {exactly} other {b}}", "exactly"),
        ("{three, plural, offset:1 =3 {three} other {#}}", "three"),
        ("{three, plural, offset: 1 one {you and one} other {you and # others}}", "you and 2 others"),
        ("{22, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", "22nd"),
        ("{name, select, Ada {she} other {they}}", "she"),
        ("{vip, select, true {gold} other {plain}}", "gold"),
        ("{three, select, 3 {three} other {else}}", "three"),
        ("{nobody, select, a {A} other {else}}", "else"),
        ("{nobody, plural, =0 {none} other {# things}}", "things"),
        ("{name, plural, other {# things}}", "Ada things"),
        (
            "{vip, select, true {{three, plural, one {# gift} other {# gifts for {name}}}} other {}}",
            "3 gifts for Ada",
        ),
        // In a select within a plural # is no number, as in ICU.
        ("{three, plural, other {{vip, select, other {#}} #}}", "# 3"),
        ("A # here and a } there", "A # here and a } there"),
        ("**{name}** in `{order.id}`", "Ada in A7"),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn an_apostrophe_is_one_unless_it_quotes() {
    for (text, wanted) in [
        ("You don't, it''s", "You don't, it's"),
        ("'{name}'", "{name}"),
        ("'{it''s}' {name}", "{it's} Ada"),
        ("'{unclosed {name}", "{unclosed {name}"),
        ("'#' {three, plural, other {'#' is #}}", "'#' # is 3"),
        ("'", "'"),
    ] {
        let message = Message::parse(text).unwrap().format(&values, &English);
        assert_eq!(message, wanted, "{text}");
    }
}

#[test]
fn a_value_is_never_markdown() {
    assert_eq!(shown("{rude}"), "**[x](javascript:1)**  - <b>");
    assert_eq!(shown("*{rude}*"), "**[x](javascript:1)**  - <b>");
    assert_eq!(shown("`{rude}`"), "**[x](javascript:1)**  - <b>");
    assert_eq!(shown("[a]({rude})"), "[a](**[x](javascript:1)**  - <b>)");
}

#[test]
fn the_names_of_the_values_are_known() {
    let text = "{a} {b, plural, =0 {{c}} other {# {a}}} {d, select, x {{e}} other {{b}}} {f, number}";
    assert_eq!(Message::parse(text).unwrap().names(), ["a", "b", "c", "d", "e", "f"]);
}

#[test]
fn each_mistake_has_its_sentence() {
    for (text, sentence) in [
        ("{", "expected the name of a value, such as {name}, found the end at character 2"),
        ("ä {}", "expected the name of a value, such as {name}, found \"}\" at character 4"),
        ("{name", "expected \",\" or \"}\", found the end at character 6"),
        ("{first name}", "expected \",\" or \"}\", found \"n\" at character 8"),
        ("{n, }", "expected one of number, plural, selectordinal, select, found \"}\" at character 5"),
        (
            "{n, plurl, other {}}",
            "expected one of number, plural, selectordinal, select, found \"plurl\" at character 5; did you mean \"plural\"?",
        ),
        ("{n, date}", "expected one of number, plural, selectordinal, select, found \"date\" at character 5"),
        ("{n, number, percent}", "expected \"}\" (a number has no style here), found \",\" at character 11"),
        ("{n, plural}", "expected \",\", found \"}\" at character 11"),
        ("{n, plural, }", "expected the case \"other {…}\", found \"}\" at character 13"),
        ("{n, plural, one {#}}", "expected the case \"other {…}\", found \"}\" at character 20"),
        ("{n, select, a {}}", "expected the case \"other {…}\", found \"}\" at character 17"),
        (
            "{n, plural, ones {#} other {#}}",
            "expected one of zero, one, two, few, many, other, found \"ones\" at character 13; did you mean \"one\"?",
        ),
        ("{n, plural, =x {#} other {#}}", "expected a whole number, found \"x\" at character 14"),
        ("{n, plural, offset:x other {#}}", "expected a whole number, found \"x\" at character 20"),
        ("{n, plural, one # other {#}}", "expected \"{\", found \"#\" at character 17"),
        ("{n, plural, one {a} one {b} other {}}", "expected each case once, found \"one\" at character 21"),
        ("{n, select, other {a} other {b}}", "expected each case once, found \"other\" at character 23"),
        ("{n, select, other {a}", "expected a case, such as other {…}, found the end at character 22"),
        ("{n, select, other {a", "expected \"}\", found the end at character 21"),
    ] {
        assert_eq!(Message::parse(text).unwrap_err().to_string(), sentence, "{text}");
    }
    let deep = "{n, select, other {".repeat(9) + &"}}".repeat(9);
    let problem = Message::parse(&deep).unwrap_err();
    assert_eq!(problem.expected, "at most 8 braces in one another");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}|([{}#'=,äa ]|plural|select|other|offset:){0,40}") {
        match Message::parse(&text) {
            Ok(message) => {
                let _shown = message.format(&values, &English);
            }
            Err(problem) => prop_assert!(problem.position <= text.chars().count() + 1),
        }
    }

    #[test]
    fn text_without_braces_is_itself(text in "[^{}']{0,80}") {
        prop_assert_eq!(Message::parse(&text).unwrap().format(&values, &English), text);
    }

    #[test]
    fn a_value_is_shown_as_it_is(value in "[!-~]( ?[!-~]){0,40}", around in "(\\*|_|`|)") {
        let text = format!("a{around} {{v}} {around}b");
        let plain_text = |value: &str| {
            let values = |_: &str| Some(Value::Text(value.to_owned()));
            plain(&parse(&Message::parse(&text).unwrap().format(&values, &English)))
        };
        prop_assert_eq!(plain_text(&value), plain_text("v").replace('v', &value));
    }
}
