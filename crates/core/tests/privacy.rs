//! What a customer types, what is sealed, hidden, or carried by the markup never
//! leaves the page.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

#[path = "common/walker.rs"]
mod walker;

use alongside_core::{
    observe::mirror::Mirror,
    privacy::{FieldMode, Level, Policy},
};
use proptest::prelude::*;
use walker::{BODY, Batch, DOCUMENT, Reader, found, told, wire};

fn mirror(level: Level) -> Mirror {
    Mirror::new(Policy::at(level))
}

/// The secret where no setting opens it.
fn sealed(batch: Batch, secret: &str) -> Batch {
    batch
        .element(100, BODY, "input", &[("type", "password"), ("value", secret)])
        .value(100, secret)
        .element(101, BODY, "input", &[("autocomplete", "cc-number"), ("value", secret)])
        .value(101, secret)
        .element(102, BODY, "input", &[("name", "card_number"), ("onclick", secret)])
        .value(102, secret)
        .element(103, BODY, "input", &[("type", "hidden"), ("value", secret)])
        .value(103, secret)
        .ruled(104, BODY, Some(Level::Hide), "section", &[("title", secret), ("class", secret)])
        .element(105, 104, "p", &[("title", secret)])
        .text(106, 105, secret)
        .attribute(104, "aria-label", secret)
        .element(107, BODY, "iframe", &[("srcdoc", secret)])
}

/// The secret typed, or carried by the markup, where the default level promises
/// that it stays.
fn carried(batch: Batch, secret: &str) -> Batch {
    let query = format!("/next?name={secret}#{secret}");
    let full = format!("https://{secret}@site.example/next?name={secret}");
    batch
        .element(200, BODY, "input", &[("type", "text"), ("value", secret), ("placeholder", secret)])
        .value(200, secret)
        .element(201, BODY, "textarea", &[("placeholder", secret)])
        .text(202, 201, secret)
        .value(201, secret)
        .element(203, BODY, "select", &[("aria-label", secret)])
        .element(204, 203, "option", &[("value", secret), ("label", secret)])
        .element(205, BODY, "div", &[("contenteditable", "true")])
        .element(206, 205, "b", &[])
        .text(207, 206, secret)
        .element(208, BODY, "a", &[("href", &query), ("title", secret), ("download", secret)])
        .element(209, BODY, "a", &[("href", &full), ("aria-label", secret), ("ping", &query)])
        .element(210, BODY, "a", &[("href", &format!("mailto:{secret}")), ("aria-description", secret)])
        .element(211, BODY, "img", &[("src", &query), ("alt", secret), ("srcset", &query)])
        .element(212, BODY, "img", &[("src", &format!("data:text/plain,{secret}")), ("longdesc", &query)])
        .element(213, BODY, "form", &[("action", &query), ("data-customer", secret), ("x-name", secret)])
        .element(214, BODY, "meta", &[("content", secret), ("property", secret)])
        .element(215, BODY, "svg", &[("aria-label", secret), ("data-name", secret), ("title", secret)])
        .element(216, 215, "a:svg", &[("xlink:href", &query), ("href", &query)])
        .element(217, BODY, "p", &[("style", &format!("--name: {secret}; color: red"))])
        .element(218, BODY, "p", &[("style", &format!("content: \"{secret}\""))])
        .element(219, BODY, "p", &[("style", &format!("background: url(/face?name={secret})"))])
        .element(220, BODY, "p", &[("style", &format!("background: url('/face?name={secret}')"))])
        .element(221, BODY, "p", &[("style", &format!("/* {secret} */ color: red"))])
        .element(222, BODY, "object", &[("data", &query), ("formaction", &query)])
        .element(223, BODY, "p", &[(&format!("data-{secret}@bank.example"), "")])
        .element(224, BODY, &format!("x-{secret}-4711000815"), &[])
        .attribute(223, &format!("data-{secret}-4711000815"), "")
        .element(225, BODY, "p", &[("class", &format!("@container user-{secret}@bank.example"))])
        .element(226, BODY, "img", &[("src", &format!("/avatars/@{secret}@bank.example"))])
}

/// The secret in what the page shows.
fn shown(batch: Batch, secret: &str) -> Batch {
    batch
        .element(300, BODY, "h1", &[])
        .text(301, 300, secret)
        .element(302, BODY, "style", &[])
        .set_text(302, &format!(".name::before {{ content: \"{secret}\" }} /* {secret} */"))
        .sheet(DOCUMENT, &format!(".face::after {{ --who: {secret}; content: '{secret}' }}"))
        .element(303, BODY, "button", &[])
        .text(304, 303, &format!("Pay {secret}"))
}

fn page(secret: &str) -> Batch {
    Batch::page(&format!("https://{secret}@site.example/open/?name={secret}#{secret}"))
}

const SECRET: &str = "Zephyrine77";

#[test]
fn the_search_for_secrets_finds_them() {
    let base64 = ["WmVwaHlyaW5lNzc=", "IFplcGh5cmluZTc3", "ICBaZXBoeXJpbmU3Nw=="];
    for (disguise, text) in base64.iter().map(|text| ("base64", *text)).chain([
        ("plain", "x Zephyrine77"),
        ("plain", "ZEPHYRINE77"),
        ("hex", "5a6570687972696e653737"),
    ]) {
        assert_eq!(found(SECRET, text.as_bytes()), Some(disguise), "{text}");
    }
    let utf16: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(found(SECRET, &utf16), Some("UTF-16 LE"));
    assert_eq!(found(SECRET, b"Zephyrine 77 zephyrin"), None);
}

#[test]
fn what_is_shown_does_leave_by_default() {
    let mut mirror = mirror(Level::MaskInputs);
    let applied = shown(page("x"), SECRET).into(&mut mirror);
    assert!(found(SECRET, &wire(&applied, &mut mirror)).is_some(), "or the tests below test nothing");
}

#[test]
fn what_is_typed_is_shown_where_the_site_says_show() {
    let mut mirror = mirror(Level::Show);
    let batch = Batch::page("https://site.example/").element(10, BODY, "input", &[("type", "text")]);
    let applied = batch.into(&mut mirror);
    assert_eq!(applied.fields, [(10, FieldMode::Value)]);
    let applied = Batch::default().value(10, SECRET).into(&mut mirror);
    assert!(found(SECRET, &wire(&applied, &mut mirror)).is_some());
}

/// Where a secret was planted that came out, one piece of markup at a time.
fn leaks(level: Level, plant: fn(Batch, &str) -> Batch, secret: &str) -> Vec<String> {
    let mut mirror = mirror(level);
    let applied = plant(page(secret), secret).into(&mut mirror);
    let Some(disguise) = found(secret, &wire(&applied, &mut mirror)) else { return Vec::new() };
    mirror.begin_anew();
    let mut reader = Reader::default();
    let strings =
        told(&mut mirror).into_iter().flat_map(|frame| reader.read(&frame).ops).map(|op| format!("{op:?}"));
    let lower = secret.to_lowercase();
    strings
        .filter(|text| text.to_lowercase().contains(&lower))
        .chain([format!("({disguise}, {level:?})")])
        .collect()
}

#[test]
fn no_setting_opens_what_is_sealed_or_hidden() {
    for (_, level) in Level::NAMES {
        let plant = |batch, secret: &str| sealed(batch, secret);
        assert_eq!(leaks(level, plant, SECRET), Vec::<String>::new());
    }
}

#[test]
fn by_default_nothing_typed_and_nothing_in_the_markup_leaves() {
    for level in [Level::MaskInputs, Level::MaskAllText, Level::Hide] {
        assert_eq!(leaks(level, carried, SECRET), Vec::<String>::new());
    }
}

#[test]
fn no_text_at_all_leaves_where_all_text_is_masked() {
    for level in [Level::MaskAllText, Level::Hide] {
        assert_eq!(leaks(level, shown, SECRET), Vec::<String>::new());
    }
}

#[test]
fn the_walker_is_told_to_read_no_more_than_may_leave() {
    for (level, typed) in [
        (Level::Show, FieldMode::Value),
        (Level::MaskInputs, FieldMode::Length),
        (Level::MaskAllText, FieldMode::Length),
        (Level::Hide, FieldMode::Sealed),
    ] {
        let applied = carried(sealed(page("x"), "x"), "x").into(&mut mirror(level));
        for (id, mode) in applied.fields {
            let expected = if id < 200 { FieldMode::Sealed } else { typed };
            assert_eq!(mode, expected, "field {id} at {level:?}");
        }
    }
}

/// A card number that passes the Luhn check.
fn card() -> impl Strategy<Value = String> {
    (prop::collection::vec(0u32..10, 15), 0usize..3).prop_map(|(mut digits, form)| {
        digits[0] = 4;
        let sum: u32 = digits
            .iter()
            .rev()
            .enumerate()
            .map(|(at, &digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
            .sum();
        digits.push((10 - sum % 10) % 10);
        let text: String = digits.iter().map(u32::to_string).collect();
        let groups: Vec<&str> = (0..4).map(|group| &text[group * 4..group * 4 + 4]).collect();
        groups.join(["", " ", "-"][form])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_secret_leaves_whatever_it_is(secret in "[A-Zäöü][a-zß]{4,9}[0-9]{2}[a-z]{2}") {
        for (_, level) in Level::NAMES {
            prop_assert_eq!(leaks(level, sealed, &secret), Vec::<String>::new());
        }
        for level in [Level::MaskInputs, Level::MaskAllText] {
            prop_assert_eq!(leaks(level, carried, &secret), Vec::<String>::new());
        }
        prop_assert_eq!(leaks(Level::MaskAllText, shown, &secret), Vec::<String>::new());
    }

    #[test]
    fn no_card_number_leaves_wherever_it_stands(card in card()) {
        for (_, level) in Level::NAMES {
            let mut mirror = mirror(level);
            let base = format!("https://site.example/cards/{card}/?card={card}");
            let batch = carried(shown(Batch::page(&base), &card), &card);
            let applied = batch.into(&mut mirror);
            prop_assert_eq!(found(&card, &wire(&applied, &mut mirror)), None, "{:?}", level);
        }
    }
}
