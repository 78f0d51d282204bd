//! The copy follows the page: snapshot, then every kind of change.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use alongside_protocol::page::{Content, FieldState, Namespace, Op};
use support::{BODY, Batch, DOCUMENT, body, document, mirror, wait};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

wasm_bindgen_test_configure!(run_in_browser);

fn page() -> Batch {
    Batch::snapshot()
        .element(BODY, 0, 10, "h1", &[("id", "title")])
        .text(10, 0, 11, "Accounts")
        .element(BODY, 10, 12, "p", &[])
        .text(12, 0, 13, "Balance")
}

#[wasm_bindgen_test]
async fn a_snapshot_waits_for_the_frame_and_is_rebuilt_exactly() {
    let (mut replica, frame) = mirror();
    replica.apply(&page().done()).unwrap();
    assert_eq!(replica.viewport(), (800, 600));
    wait(300).await;
    assert_eq!(body(&frame), "<h1 id=\"title\">Accounts</h1><p>Balance</p>");
    assert_eq!(document(&frame).compat_mode(), "CSS1Compat");
    let base = document(&frame).query_selector("head > :first-child").unwrap().unwrap();
    assert_eq!(base.get_attribute("href").unwrap(), "https://bank.example/accounts/");
}

#[wasm_bindgen_test]
async fn insert_move_remove_attribute_and_text_are_followed() {
    let (mut replica, frame) = mirror();
    replica.apply(&page().done()).unwrap();
    wait(300).await;
    let mut batch = Batch::new()
        .element(BODY, 12, 14, "button", &[("class", "pay")])
        .attribute(10, "id", None)
        .attribute(12, "lang", Some("en"))
        .op(Op::Move { parent: BODY, previous: 12, node: 10 })
        .op(Op::Remove { node: 11 });
    let text = batch.string("Pay");
    batch = batch.text(14, 0, 15, "…").op(Op::Text { node: 15, text });
    replica.apply(&batch.done()).unwrap();
    assert_eq!(body(&frame), "<p lang=\"en\">Balance</p><h1></h1><button class=\"pay\">Pay</button>");
    assert!(replica.element(11).is_none());
}

#[wasm_bindgen_test]
async fn a_new_snapshot_replaces_the_old_one_and_can_change_the_mode() {
    let (mut replica, frame) = mirror();
    replica.apply(&page().done()).unwrap();
    wait(300).await;
    let next = Batch::snapshot().quirks().text(BODY, 0, 30, "Old page");
    replica.apply(&next.done()).unwrap();
    wait(300).await;
    assert_eq!(body(&frame), "Old page");
    assert_eq!(document(&frame).compat_mode(), "BackCompat");
    assert!(replica.element(10).is_none());
}

#[wasm_bindgen_test]
async fn shadow_roots_adopted_sheets_and_style_rules_apply() {
    let (mut replica, frame) = mirror();
    let mut batch = page()
        .element(3, 0, 19, "style", &[])
        .element(BODY, 12, 20, "my-card", &[])
        .op(Op::Insert { parent: 20, previous: 0, node: 21, content: Content::ShadowRoot })
        .element(21, 0, 22, "b", &[])
        .text(22, 0, 23, "inside");
    let inside = batch.string("b { color: rgb(1, 2, 3) }");
    let outside = batch.string("p { color: rgb(4, 5, 6) }");
    let rules = batch.string("h1 { color: rgb(7, 8, 9) }");
    batch = batch
        .op(Op::Sheets { root: 21, sheets: vec![inside] })
        .op(Op::Sheets { root: DOCUMENT, sheets: vec![outside] })
        .op(Op::Text { node: 19, text: rules });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    let color = |node| {
        let window = document(&frame).default_view().unwrap();
        window
            .get_computed_style(&replica.element(node).unwrap())
            .unwrap()
            .unwrap()
            .get_property_value("color")
            .unwrap()
    };
    assert_eq!(color(22), "rgb(1, 2, 3)");
    assert_eq!(color(12), "rgb(4, 5, 6)");
    assert_eq!(color(10), "rgb(7, 8, 9)");
}

#[wasm_bindgen_test]
async fn fields_show_what_the_policy_tells() {
    let (mut replica, _frame) = mirror();
    let mut batch = page()
        .element(BODY, 12, 20, "input", &[("type", "text")])
        .element(BODY, 20, 21, "input", &[("type", "checkbox")])
        .element(BODY, 21, 22, "select", &[])
        .element(22, 0, 23, "option", &[])
        .element(22, 23, 24, "option", &[])
        .element(BODY, 22, 25, "input", &[("type", "file")])
        .element(BODY, 25, 26, "input", &[("type", "text")]);
    let text = batch.string("Anna");
    let field = |node, state| Op::Field { node, state };
    batch = batch
        .op(field(20, FieldState::Masked { length: 8 }))
        .op(field(21, FieldState::Checked { checked: true }))
        .op(field(22, FieldState::Selected { indices: vec![1, 900] }))
        .op(field(25, FieldState::Value { text }))
        .op(field(26, FieldState::Value { text }));
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    let input = |node| replica.element(node).unwrap().unchecked_into::<HtmlInputElement>();
    assert_eq!(input(20).value(), "••••••••");
    assert!(input(21).checked());
    let select: HtmlSelectElement = replica.element(22).unwrap().unchecked_into();
    assert_eq!(select.selected_index(), 1);
    assert_eq!(input(25).value(), "");
    assert_eq!(input(26).value(), "Anna");
}

#[wasm_bindgen_test]
async fn a_hidden_element_is_a_box_of_its_size() {
    let (mut replica, _frame) = mirror();
    let mut batch = page();
    let name = batch.string("section");
    batch = batch.op(Op::Insert {
        parent: BODY,
        previous: 12,
        node: 20,
        content: Content::Element {
            name,
            namespace: Namespace::Html,
            attributes: vec![],
            hidden: Some((120, 45)),
        },
    });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    let element: HtmlElement = replica.element(20).unwrap().unchecked_into();
    assert_eq!((element.offset_width(), element.offset_height()), (120, 45));
}

#[wasm_bindgen_test]
async fn scroll_focus_and_pointing_find_their_place() {
    let (mut replica, frame) = mirror();
    let batch = page()
        .element(BODY, 12, 20, "div", &[("style", "height: 3000px")])
        .element(20, 0, 21, "button", &[("style", "position: fixed; left: 100px; top: 50px")])
        .text(21, 0, 22, "Pay")
        .op(Op::Scroll { node: DOCUMENT, x: 0, y: 400 })
        .op(Op::Focus { node: 21 })
        .op(Op::Viewport { width: 640, height: 480 });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    assert_eq!(document(&frame).default_view().unwrap().scroll_y().unwrap(), 400.0);
    assert_eq!(replica.viewport(), (640, 480));
    assert_eq!(replica.focus(), Some(21));
    let bounds = replica.bounds(21).unwrap();
    let node = replica.node_at(bounds.x() as f32 + 2.0, bounds.y() as f32 + 2.0);
    assert_eq!(node, Some(21));
    assert_eq!(replica.landmarks(), [21]);
}
