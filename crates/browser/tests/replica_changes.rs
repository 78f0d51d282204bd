//! The copy follows the page: snapshot, then every kind of change.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use alongside_protocol::page::{Content, FieldState, Layer, Namespace, Op, Sheet};
use support::{BODY, Batch, DOCUMENT, body, document, mirror, wait};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlIFrameElement, HtmlInputElement, HtmlSelectElement, HtmlTemplateElement};

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
    batch = batch.text(14, 0, 15, "…").op(Op::Text { node: 15, text: "Pay".into() });
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
    let batch = page()
        .element(3, 0, 19, "style", &[])
        .element(BODY, 12, 20, "my-card", &[])
        .op(Op::Insert { parent: 20, previous: 0, node: 21, content: Content::ShadowRoot })
        .element(21, 0, 22, "b", &[])
        .text(22, 0, 23, "inside");
    let inside = Sheet::Rules("b { color: rgb(1, 2, 3) }".into());
    let outside = Sheet::Rules("p { color: rgb(4, 5, 6) }".into());
    let rules = Sheet::Rules("h1 { color: rgb(7, 8, 9) }".into());
    let batch = batch
        .op(Op::Sheets { root: 21, sheets: vec![inside] })
        .op(Op::Sheets { root: DOCUMENT, sheets: vec![outside] })
        .op(Op::Rules { node: 19, sheet: rules });
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
async fn edited_rules_of_a_link_count_for_its_media() {
    let (mut replica, frame) = mirror();
    let link = [("rel", "stylesheet"), ("href", "/print.css"), ("media", "print")];
    let rules = Sheet::Rules("h1 { color: rgb(7, 8, 9) }".into());
    let batch = page().element(3, 0, 19, "link", &link).op(Op::Rules { node: 19, sheet: rules });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    let shown = || {
        let title = document(&frame).query_selector("h1").unwrap().unwrap();
        let style = document(&frame).default_view().unwrap().get_computed_style(&title).unwrap().unwrap();
        style.get_property_value("color").unwrap()
    };
    assert_eq!(shown(), "rgb(0, 0, 0)");
    replica.apply(&Batch::new().attribute(19, "media", Some("screen")).done()).unwrap();
    assert_eq!(shown(), "rgb(7, 8, 9)");
    replica.apply(&Batch::new().attribute(19, "media", Some("print")).done()).unwrap();
    assert_eq!(shown(), "rgb(0, 0, 0)");
    replica.apply(&Batch::new().attribute(19, "media", None).done()).unwrap();
    assert_eq!(shown(), "rgb(7, 8, 9)");
}

#[wasm_bindgen_test]
async fn fields_show_what_the_policy_tells() {
    let (mut replica, _frame) = mirror();
    let batch = page()
        .element(BODY, 12, 20, "input", &[("type", "text")])
        .element(BODY, 20, 21, "input", &[("type", "checkbox")])
        .element(BODY, 21, 22, "select", &[])
        .element(22, 0, 23, "option", &[])
        .element(22, 23, 24, "option", &[])
        .element(BODY, 22, 25, "input", &[("type", "file")])
        .element(BODY, 25, 26, "input", &[("type", "text")]);
    let field = |node, state| Op::Field { node, state };
    let batch = batch
        .op(field(20, FieldState::Masked { length: 8 }))
        .op(field(21, FieldState::Checked { checked: true, mixed: false }))
        .op(field(22, FieldState::Selected { indices: vec![1, 900] }))
        .op(field(25, FieldState::Value { text: "Anna".into() }))
        .op(field(26, FieldState::Value { text: "Anna".into() }));
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
    let batch = page().op(Op::Insert {
        parent: BODY,
        previous: 12,
        node: 20,
        content: Content::Element {
            name: "section".into(),
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
async fn colours_are_those_that_the_customers_browser_asks_for() {
    let (mut replica, frame) = mirror();
    let inner = Content::Document { quirks: false, base: "https://bank.example/inner/".into() };
    let batch = page().element(BODY, 12, 20, "iframe", &[]).op(Op::Insert {
        parent: 20,
        previous: 0,
        node: 21,
        content: inner,
    });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    let held: HtmlIFrameElement = replica.element(20).unwrap().unchecked_into();
    for dark in [true, false] {
        replica.apply(&Batch::new().op(Op::Viewport { width: 800, height: 600, dark }).done()).unwrap();
        wait(100).await;
        for window in [document(&frame).default_view().unwrap(), held.content_window().unwrap()] {
            let asked = window.match_media("(prefers-color-scheme: dark)").unwrap().unwrap();
            assert_eq!(asked.matches(), dark);
        }
    }
}

#[wasm_bindgen_test]
async fn dialogs_frames_templates_and_selections_are_shown() {
    let (mut replica, frame) = mirror();
    let inner = Content::Document { quirks: true, base: "https://bank.example/inner/".into() };
    let insert = |parent, node, content| Op::Insert { parent, previous: 0, node, content };
    let batch = page()
        .element(BODY, 12, 20, "dialog", &[("open", "")])
        .element(BODY, 20, 21, "iframe", &[("src", "/inner"), ("class", "small")])
        .op(insert(21, 22, inner))
        .element(22, 0, 23, "html", &[])
        .element(23, 0, 24, "body", &[])
        .text(24, 0, 25, "inside")
        .element(BODY, 21, 26, "template", &[])
        .op(insert(26, 27, Content::Fragment))
        .element(27, 0, 28, "i", &[])
        .op(Op::Layer { node: 20, layer: Layer::Modal })
        .op(Op::Selection { anchor: (13, 1), focus: (13, 400) });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    assert!(replica.element(20).unwrap().matches(":modal").unwrap());
    let held: HtmlIFrameElement = replica.element(21).unwrap().unchecked_into();
    assert!(!held.has_attribute("src"));
    let copied = held.content_document().unwrap();
    assert_eq!(copied.compat_mode(), "BackCompat");
    assert_eq!(copied.document_element().unwrap().text_content().unwrap(), "inside");
    let template: HtmlTemplateElement = replica.element(26).unwrap().unchecked_into();
    assert_eq!(template.content().child_element_count(), 1);
    let selected = document(&frame).get_selection().unwrap().unwrap();
    // The text has six letters more, and no more.
    assert_eq!((selected.anchor_offset(), selected.focus_offset()), (1, 7));
    let closed = Batch::new().attribute(20, "open", None).op(Op::Layer { node: 20, layer: Layer::None });
    replica.apply(&closed.op(Op::Empty { node: 24 }).done()).unwrap();
    assert!(!replica.element(20).unwrap().has_attribute("open"));
    assert!(replica.element(25).is_none() && copied.body().unwrap().first_child().is_none());
}

#[wasm_bindgen_test]
async fn rules_behind_a_hash_are_shown_as_soon_as_they_are_known() {
    let (mut replica, frame) = mirror();
    let hash = [3; 16];
    let batch = page().op(Op::Sheets { root: DOCUMENT, sheets: vec![Sheet::Hash(hash)] });
    replica.apply(&batch.done()).unwrap();
    wait(300).await;
    assert_eq!(replica.lacking(), [hash]);
    replica.learn(hash, "h1 { color: rgb(1, 2, 3) }");
    let window = document(&frame).default_view().unwrap();
    let style = window.get_computed_style(&replica.element(10).unwrap()).unwrap().unwrap();
    assert_eq!(style.get_property_value("color").unwrap(), "rgb(1, 2, 3)");
    assert!(replica.lacking().is_empty());
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
        .op(Op::Viewport { width: 640, height: 480, dark: false });
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
