//! A recorded target is known again after a redesign, and nothing else is taken
//! for it.

use alongside_core::guide::likeness::{Score, Verdict, changed, score};
use alongside_protocol::flow::Fingerprint;
use proptest::prelude::*;

fn element(tag: &str, text: &str) -> Fingerprint {
    let role = if tag == "a" { "link" } else { "button" };
    Fingerprint { tag: tag.into(), role: role.into(), text: text.into(), ..Fingerprint::default() }
}

fn button(text: &str) -> Fingerprint {
    Fingerprint { kind: "button".into(), ..element("button", text) }
}

fn link(text: &str, href: &str) -> Fingerprint {
    Fingerprint { href: href.into(), ..element("a", text) }
}

fn field(label: &str, name: &str) -> Fingerprint {
    Fingerprint {
        tag: "input".into(),
        role: "textbox".into(),
        kind: "text".into(),
        label: label.into(),
        name: name.into(),
        ..Fingerprint::default()
    }
}

fn near(text: &str, of: Fingerprint) -> Fingerprint {
    Fingerprint { neighbour_text: text.into(), ..of }
}

fn code(id: &str, class: &str, of: Fingerprint) -> Fingerprint {
    Fingerprint { id: id.into(), class: class.into(), ..of }
}

fn found(verdict: Verdict) -> Option<usize> {
    match verdict {
        Verdict::Found { at, .. } => Some(at),
        Verdict::Unsure { .. } | Verdict::None { .. } => None,
    }
}

/// The controls of a form before it was redesigned.
fn form() -> Vec<Fingerprint> {
    let around = "Your address Street City Back Save and exit Continue";
    vec![
        near(around, code("street", "form-input", field("Street", "street"))),
        near(around, code("city", "form-input", field("City", "city"))),
        near(around, code("btn-back", "btn", button("Back"))),
        near(around, code("btn-save-exit", "btn", button("Save and exit"))),
        near(around, code("btn-continue", "btn btn-primary", button("Continue"))),
    ]
}

#[test]
fn renamed_ids_and_classes_and_another_order_make_no_difference() {
    let around = "Your address City Street Continue Save and exit Back";
    let redesigned = [
        near(around, code("continueButton", "Button_main__x1", button("Continue"))),
        near(around, code("saveExitButton", "Button__x2", button("Save and exit"))),
        near(around, code("backButton", "Button__x2", button("Back"))),
        near(around, code("cityField", "Field__y1", field("City", "city"))),
        near(around, code("streetField", "Field__y1", field("Street", "street"))),
    ];
    for (at, old) in form().iter().enumerate() {
        assert_eq!(found(score(old, &redesigned)), Some(4 - at), "{old:?}");
    }
}

#[test]
fn an_element_that_is_gone_is_not_replaced_by_its_neighbour() {
    let form = form();
    for (at, old) in form.iter().enumerate() {
        let rest: Vec<Fingerprint> = form.iter().filter(|other| *other != old).cloned().collect();
        assert!(matches!(score(old, &rest), Verdict::None { .. }), "{at}: {:?}", score(old, &rest));
    }
}

#[test]
fn a_button_that_became_a_link_is_found() {
    let around = "Subtotal 408.00 Delivery 5.00";
    let old = near(around, code("checkout-btn", "primary", button("Checkout")));
    let now = [
        link("Keep shopping", "/c/all"),
        near(around, Fingerprint { test_id: "checkout".into(), ..link("Go to checkout", "/checkout") }),
        link("Basket", "/basket"),
    ];
    assert_eq!(found(score(&old, &now)), Some(1));
}

#[test]
fn a_text_that_became_a_name_to_be_read_out_is_found() {
    let now = [
        Fingerprint { aria_label: "Open menu".into(), ..button("") },
        Fingerprint { aria_label: "Close".into(), ..button("×") },
    ];
    assert_eq!(found(score(&button("Close"), &now)), Some(1));
}

#[test]
fn a_field_with_another_label_is_known_by_the_name_it_is_sent_under() {
    let old = near("Check in Last name Booking", field("Last name", "lastName"));
    let now = [
        near("Check in Surname Booking code", field("Booking code", "pnr")),
        near("Check in Surname Booking code", field("Surname", "lastName")),
    ];
    assert_eq!(found(score(&old, &now)), Some(1));
}

#[test]
fn radio_buttons_are_not_known_by_the_name_they_share() {
    let radio = |label: &str, id: &str| Fingerprint {
        role: "radio".into(),
        kind: "radio".into(),
        id: id.into(),
        ..near("Delivery Standard Express", field(label, "delivery"))
    };
    let old = radio("Express", "ship-express");
    assert_eq!(found(score(&old, &[radio("Standard", "ship-standard")])), None);
    let now = [radio("Standard", "c1"), radio("Express delivery", "c2")];
    assert_eq!(found(score(&old, &now)), Some(1));
}

#[test]
fn rows_of_a_list_are_told_apart_by_what_stands_around_them() {
    let row = |text: &str| near(text, button("Remove"));
    let old = row("Trail tent 199.00 Quantity 1 Remove");
    let (tent, stove, lamp) = (
        row("Trail tent Qty 1 199.00 In stock"),
        row("Camping stove Qty 1 49.00 In stock"),
        row("Lantern Qty 2 18.00 In stock"),
    );
    assert_eq!(found(score(&old, &[lamp.clone(), stove.clone(), tent])), Some(2));
    assert!(matches!(score(&old, &[lamp, stove]), Verdict::Unsure { .. }));
}

#[test]
fn rows_of_a_list_are_told_apart_by_where_their_links_lead() {
    let old = link("Details", "/accounts/4021");
    let now = [link("Details", "/my/accounts/7788"), link("Details", "/my/accounts/4021")];
    assert_eq!(found(score(&old, &now)), Some(1));
    assert_eq!(found(score(&old, &[now[0].clone(), link("Details", "/my/accounts/9000")])), None);
}

#[test]
fn a_link_to_nowhere_is_no_address() {
    let old = near("Filter Price Colour", link("Price", "#"));
    assert_eq!(found(score(&old, &[near("Filter Price Colour", link("Colour", "#"))])), None);
}

#[test]
fn what_stood_beside_it_is_not_taken_for_it() {
    let around = "Trail tent 199.00 Add to basket Add to wishlist";
    let old = near(around, button("Add to basket"));
    assert_eq!(found(score(&old, &[near(around, button("Add to wishlist"))])), None);
}

#[test]
fn an_id_that_is_still_there_outweighs_a_text_that_was_reworded() {
    let old =
        near("Recent transactions", code("go-transfer", "button", link("Transfer money", "/transfer.html")));
    let now = [
        near("Latest activity", code("go-open", "button", link("Add an account", "/account/new"))),
        near("Latest activity", code("go-transfer", "button", link("Send it", "/pay"))),
    ];
    assert_eq!(found(score(&old, &now)), Some(1));
    assert_eq!(found(score(&old, &now[..1])), None);
}

#[test]
fn an_id_that_a_program_made_up_says_nothing() {
    for id in [":r3:", "_r_3_", "ember1204", "a1b2c3d4"] {
        let old = code(id, "btn", button("Pay"));
        assert_eq!(found(score(&old, &[code(id, "btn", button("Cancel"))])), None, "{id}");
    }
}

#[test]
fn an_id_on_one_element_and_the_name_on_another_are_not_decided_between() {
    let old = code("save", "btn", button("Save"));
    let now = [code("save", "btn", button("Discard")), code("keep", "btn", button("Save"))];
    assert_eq!(found(score(&old, &now)), None);
}

#[test]
fn rows_that_differ_in_the_number_of_their_id_are_two() {
    let row = |id: &str| Fingerprint {
        kind: "radio".into(),
        role: "radio".into(),
        id: id.into(),
        ..near("Kite & Key 189.00 15 Nov", field("Kite & Key 189.00", "payment"))
    };
    let old = row("payment-3");
    assert_eq!(found(score(&old, &[row("payment-4")])), None);
    assert_eq!(found(score(&old, &[row("payment-4"), row("payment-3")])), Some(1));
}

#[test]
fn a_size_is_not_another_size() {
    let size = |label: &str| Fingerprint {
        kind: "radio".into(),
        role: "radio".into(),
        ..near("Size Quantity Add to basket", field(label, "size"))
    };
    let old = size("0.5 litre");
    assert_eq!(found(score(&old, &[size("0.75 litre"), size("1 litre")])), None);
    assert_eq!(found(score(&old, &[size("0.75 litre")])), None);
}

#[test]
fn what_is_done_with_a_thing_is_not_the_thing() {
    let around = "Trail tent 199.00 In stock";
    let old = near(around, link("Trail tent", "/p/tent"));
    let save = Fingerprint { aria_label: "Save Trail tent".into(), ..near(around, button("")) };
    assert_eq!(found(score(&old, &[save])), None);
}

#[test]
fn a_heading_is_known_by_what_it_is_over() {
    let heading = |text: &str, over: &str| Fingerprint {
        tag: "h3".into(),
        role: "heading".into(),
        text: text.into(),
        ..near(over, Fingerprint::default())
    };
    let (send, open) = (
        "To anyone with an account in Europe. You see every detail once more before it leaves.",
        "Three accounts to choose from. It takes five minutes, and no visit to a branch.",
    );
    let old = heading("Transfer money", send);
    let now = [heading("Become a customer", open), heading("Make a payment", send)];
    assert_eq!(found(score(&old, &now)), Some(1));
    assert_eq!(found(score(&old, &now[..1])), None);
    // Surroundings that all share tell none of them.
    let now = ["Make a payment", "Get a card", "Ask for help"].map(|text| heading(text, send));
    assert_eq!(found(score(&old, &now)), None);
}

#[test]
fn a_part_of_a_page_is_known_by_what_it_contains() {
    let part = |label: &str, within: &str| Fingerprint {
        tag: "aside".into(),
        label: label.into(),
        text: format!("{label} {within}"),
        ..Fingerprint::default()
    };
    let (care, law) = (
        "Nobody will ever ask for your password: not by phone, not by letter, not while helping you.",
        "A bank has to know who its customers are, and uses these details for nothing else.",
    );
    let old = part("Yours alone", care);
    let now = [part("Why do we ask?", law), part("Keep it secret", care)];
    assert_eq!(found(score(&old, &now)), Some(1));
    assert_eq!(found(score(&old, &now[..1])), None);
    let heading = Fingerprint { tag: "h2".into(), role: "heading".into(), ..button("Yours alone") };
    assert_eq!(found(score(&old, &[heading])), None);
}

#[test]
fn a_word_that_all_of_them_took_on_tells_none_of_them() {
    let verb = |verb: &str| {
        ["name", "email", "address", "password", "income"]
            .map(|what| near(what, button(&format!("{verb} {what}"))))
    };
    let now = verb("Edit");
    for (at, old) in verb("Change").iter().enumerate() {
        assert_eq!(found(score(old, &now)), Some(at), "{}", old.text);
        let rest: Vec<Fingerprint> = now.iter().filter(|other| **other != now[at]).cloned().collect();
        assert_eq!(found(score(old, &rest)), None, "{}", old.text);
    }
}

#[test]
fn kind_and_place_are_not_an_identity() {
    let old = near("Toolbar", code("", "icon", button("")));
    let now = [near("Toolbar", code("", "icon round", button("")))];
    assert!(matches!(score(&old, &now), Verdict::None { best: Some(_) }));
    assert_eq!(score(&old, &[]), Verdict::None { best: None });
    assert!(matches!(score(&Fingerprint::default(), &now), Verdict::None { .. }));
}

#[test]
fn what_changed_is_named_as_a_document_names_it() {
    let old = code("pay", "btn", button("Pay"));
    let mut new = Fingerprint { test_id: "pay".into(), ..code("payButton", "c-btn", button("Pay")) };
    assert_eq!(changed(&old, &new), ["id", "class", "testId"]);
    new = old.clone();
    assert!(changed(&old, &new).is_empty());
    new.kind = "submit".into();
    new.aria_label = "Pay now".into();
    new.neighbour_text = "Total".into();
    new.attributes.insert("data-action".into(), "pay".into());
    assert_eq!(changed(&old, &new), ["type", "ariaLabel", "neighbourText", "attributes"]);
}

/// Few words, so that they meet, and now and then any text at all.
fn text() -> impl Strategy<Value = String> {
    let known = ["", "", "Remove", "Remove tent", "Trail tent 199.00", "btn-continue", "/p/tent.html", "×"];
    prop_oneof![
        9 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn anything() -> impl Strategy<Value = Fingerprint> {
    let texts = prop::collection::vec(text(), 14);
    (texts, prop::collection::btree_map(text(), text(), 0..3)).prop_map(|(mut texts, attributes)| {
        let mut next = || texts.pop().unwrap_or_default();
        Fingerprint {
            tag: next(),
            kind: next(),
            name: next(),
            id: next(),
            class: next(),
            role: next(),
            aria_label: next(),
            text: next(),
            label: next(),
            href: next(),
            alt: next(),
            placeholder: next(),
            neighbour_text: next(),
            test_id: next(),
            attributes,
        }
    })
}

/// What a verdict says whatever the order of the candidates.
fn said(
    verdict: Verdict,
    candidates: &[Fingerprint],
) -> (Option<&Fingerprint>, Option<Score>, Option<Score>) {
    match verdict {
        Verdict::Found { at, score } => (Some(&candidates[at]), Some(score), None),
        Verdict::Unsure { score, runner_up_score, .. } => (None, Some(score), Some(runner_up_score)),
        Verdict::None { .. } => (None, None, None),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_candidates_makes_no_difference(
        target in anything(),
        mut candidates in prop::collection::vec(anything(), 0..12),
        by in 0..12_usize,
    ) {
        let one = candidates.clone();
        let forward = said(score(&target, &one), &one);
        candidates.reverse();
        let by = by % candidates.len().max(1);
        candidates.rotate_left(by);
        prop_assert_eq!(forward, said(score(&target, &candidates), &candidates));
    }

    #[test]
    fn the_only_one_that_is_unchanged_is_found(
        target in anything(),
        mut candidates in prop::collection::vec(anything(), 0..12),
        at in 0..12_usize,
    ) {
        prop_assume!(target != Fingerprint::default());
        candidates.retain(|other| *other != target);
        let at = at.min(candidates.len());
        candidates.insert(at, target.clone());
        prop_assert_eq!(score(&target, &candidates), Verdict::Found { at, score: Score::SAME });
    }

    #[test]
    fn two_equal_ones_are_never_told_apart(
        target in anything(),
        twin in anything(),
        mut candidates in prop::collection::vec(anything(), 0..6),
    ) {
        candidates.insert(candidates.len() / 2, twin.clone());
        candidates.push(twin.clone());
        let answer = found(score(&target, &candidates));
        prop_assert!(answer.is_none_or(|at| candidates[at] != twin));
    }
}
