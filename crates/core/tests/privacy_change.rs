//! Privacy only ever tightens while the page changes under it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

#[path = "common/walker.rs"]
mod walker;

use alongside_core::{
    observe::mirror::Mirror,
    privacy::{FieldMode, Level, Policy},
};
use alongside_protocol::page::{FieldState, Op};
use walker::{BODY, Batch, Reader, found, told, wire};

const SECRET: &str = "Zephyrine77";

fn with(level: Level, build: impl FnOnce(Batch) -> Batch) -> Mirror {
    let mut mirror = Mirror::new(Policy::at(level));
    build(Batch::page("https://site.example/")).into(&mut mirror);
    mirror
}

/// Whether a change lets the secret out, at once or in a later snapshot.
fn leaks(mirror: &mut Mirror, change: Batch) -> Option<&'static str> {
    let applied = change.into(mirror);
    found(SECRET, &wire(&applied, mirror))
}

#[test]
fn a_password_shown_as_text_stays_sealed() {
    for (_, level) in Level::NAMES {
        let mut mirror = with(level, |page| page.element(10, BODY, "input", &[("type", "password")]));
        let applied = Batch::default().attribute(10, "type", "text").into(&mut mirror);
        assert_eq!(applied.fields, [(10, FieldMode::Sealed)], "the walker is told again");
        assert_eq!(leaks(&mut mirror, Batch::default().value(10, SECRET)), None);
    }
}

#[test]
fn a_field_that_turns_out_to_be_a_secret_is_sealed_from_then_on() {
    for (name, value) in
        [("type", "password"), ("autocomplete", "one-time-code"), ("name", "cvv"), ("id", "otp")]
    {
        let mut mirror = with(Level::Show, |page| page.element(10, BODY, "input", &[("type", "text")]));
        Batch::default().value(10, SECRET).into(&mut mirror);
        let applied = Batch::default().attribute(10, name, value).into(&mut mirror);
        assert_eq!(applied.fields, [(10, FieldMode::Sealed)], "{name}={value}");
        let late = Batch::default().attribute(10, name, "text").value(10, SECRET);
        assert_eq!(leaks(&mut mirror, late), None, "{name}={value}");
    }
}

#[test]
fn a_button_s_label_is_no_excuse_to_show_what_is_typed() {
    let mut mirror = with(Level::MaskInputs, |page| page.element(10, BODY, "input", &[("type", "submit")]));
    let applied = Batch::default().value(10, "Pay now").into(&mut mirror);
    assert!(found("Pay now", &wire(&applied, &mut mirror)).is_some());
    let applied = Batch::default().attribute(10, "type", "text").into(&mut mirror);
    assert_eq!(applied.fields, [(10, FieldMode::Length)]);
    assert_eq!(leaks(&mut mirror, Batch::default().value(10, SECRET)), None);
}

#[test]
fn what_is_inside_a_stricter_element_is_as_strict() {
    let build = |page: Batch| {
        page.ruled(10, BODY, Some(Level::MaskAllText), "section", &[])
            .element(11, 10, "p", &[("class", "name")])
            .text(12, 11, SECRET)
            .ruled(13, 10, Some(Level::Show), "p", &[])
            .text(14, 13, SECRET)
            .element(15, 10, "input", &[("type", "submit")])
            .value(15, SECRET)
    };
    let mut mirror = with(Level::MaskInputs, build);
    assert_eq!(leaks(&mut mirror, Batch::default().set_text(12, SECRET).set_text(14, SECRET)), None);
    let later = Batch::default().element(20, 11, "b", &[]).text(21, 20, SECRET).children(11, &[12, 20]);
    assert_eq!(leaks(&mut mirror, later), None);
}

#[test]
fn text_edited_in_place_is_masked_from_the_moment_it_can_be_edited() {
    let build =
        |page: Batch| page.element(10, BODY, "div", &[]).element(11, 10, "p", &[]).text(12, 11, "Note");
    for value in ["true", "", "plaintext-only"] {
        let mut mirror = with(Level::MaskInputs, build);
        Batch::default().attribute(10, "contenteditable", value).into(&mut mirror);
        assert_eq!(leaks(&mut mirror, Batch::default().set_text(12, SECRET)), None, "{value:?}");
        let later = Batch::default().element(20, 10, "p", &[]).text(21, 20, SECRET).children(10, &[11, 20]);
        assert_eq!(leaks(&mut mirror, later), None, "{value:?}");
    }
}

#[test]
fn editing_switched_off_again_does_not_show_what_was_typed() {
    let mut mirror = with(Level::MaskInputs, |page| {
        page.element(10, BODY, "div", &[("contenteditable", "true")]).text(11, 10, SECRET)
    });
    let change = Batch::default().attribute(10, "contenteditable", "false");
    assert_eq!(leaks(&mut mirror, change), None);
    assert_eq!(leaks(&mut mirror, Batch::default().set_text(11, SECRET)), None);
}

#[test]
fn what_moves_into_a_stricter_element_becomes_as_strict() {
    let build = |page: Batch| {
        page.ruled(10, BODY, Some(Level::MaskAllText), "section", &[])
            .element(11, BODY, "p", &[])
            .text(12, 11, SECRET)
    };
    let mut mirror = with(Level::MaskInputs, build);
    assert_eq!(leaks(&mut mirror, Batch::default().children(BODY, &[10]).children(10, &[11])), None);
    assert_eq!(leaks(&mut mirror, Batch::default().set_text(12, SECRET)), None);
    let build = |page: Batch| {
        page.element(10, BODY, "div", &[("contenteditable", "")])
            .element(11, BODY, "p", &[])
            .text(12, 11, "Note")
    };
    let mut mirror = with(Level::MaskInputs, build);
    Batch::default().children(BODY, &[10]).children(10, &[11]).into(&mut mirror);
    assert_eq!(leaks(&mut mirror, Batch::default().set_text(12, SECRET)), None);
}

#[test]
fn a_masked_value_tells_its_length_class_and_nothing_more() {
    let mut mirror = with(Level::MaskInputs, |page| page.element(10, BODY, "input", &[("type", "text")]));
    let mut reader = Reader::default();
    mirror.begin_anew();
    told(&mut mirror).iter().for_each(|frame| drop(reader.read(frame)));
    let mut heard = Vec::new();
    for length in [0, 1, 4, 5, 9, 17, 400] {
        let frames = Batch::default().length(10, length).into(&mut mirror).frames;
        heard.extend(frames.iter().flat_map(|frame| reader.read(frame).ops));
    }
    let masked = |length| Op::Field { node: 10, state: FieldState::Masked { length } };
    // Four letters after one, and forty after seventeen, are no news.
    assert_eq!(heard, [0, 4, 8, 16, 32].map(masked));
}
