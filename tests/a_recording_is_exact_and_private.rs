//! A recording rebuilt elsewhere equals the page, less what is private.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::{recorded::*, *};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, closure::Closure};

#[wasm_bindgen_test]
async fn the_replica_equals_the_page_after_changes() {
    let container = page(
        "<h1 class=big>Accounts</h1><ul id=list><li id=i1>One</li><li id=i2>Two</li><li id=i3>Three</li></ul>\
         <div id=shadow></div><svg viewBox='0 0 9 9'><path d='M0 0h9'/></svg><p>Text <b>bold</b> tail</p>",
    );
    js_sys::eval(
        "document.querySelector('#shadow').attachShadow({mode:'open'}).innerHTML = '<em>inside</em>'",
    )
    .unwrap();
    let recorded = record("'show'");
    sleep(100).await;
    js_sys::eval(
        "{ const list = document.querySelector('#list'); list.append(list.firstElementChild); list.children[0].remove();
         list.insertAdjacentHTML('afterbegin', '<li class=new>Four <i>deep</i></li>');
         document.querySelector('h1').className = 'small'; document.querySelector('p').firstChild.data = 'Changed ';
         document.querySelector('#shadow').shadowRoot.firstChild.textContent = 'changed inside';
         document.querySelector('#page').prepend(document.querySelector('p')); }",
    )
    .unwrap();
    sleep(200).await;
    let frame = rebuilt(&recorded).await;
    let mirrored = frame.content_document().unwrap();
    assert_eq!(outline(&mirrored.get_element_by_id("page").unwrap()), outline(&container));
    recorded.recording.stop();
    frame.remove();
}

#[wasm_bindgen_test]
async fn what_moves_and_is_shown_again_at_once_is_in_the_top_layer() {
    page(
        "<p id=first></p><div id=pinned popover=manual>Pinned</div><dialog id=asks>Sure?</dialog><div id=host></div>",
    );
    js_sys::eval("host.attachShadow({ mode: 'open' }).innerHTML = '<b popover=manual>Inside</b>'").unwrap();
    let recorded = record("'show'");
    let show =
        "host.shadowRoot.firstChild.showPopover(); pinned.showPopover(); asks.close(); asks.showModal()";
    js_sys::eval(show).unwrap();
    sleep(200).await;
    js_sys::eval(&format!("first.append(pinned, asks, host); {show}")).unwrap();
    sleep(200).await;
    let frame = rebuilt(&recorded).await;
    let copy = frame.content_document().unwrap();
    for shown in ["#first > #pinned:popover-open", "#first > #asks:modal"] {
        assert!(copy.query_selector(shown).unwrap().is_some(), "{shown}");
    }
    let inside = copy.query_selector("#first > #host").unwrap().unwrap().shadow_root().unwrap();
    assert!(inside.query_selector(":popover-open").unwrap().is_some(), "in a shadow root that has moved");
    recorded.recording.stop();
    frame.remove();
    page("");
}

#[wasm_bindgen_test]
async fn what_is_typed_sealed_or_hidden_is_in_no_byte() {
    page(
        "<label>Name <input id=name value='Quentin'></label><input id=pw type=password><input id=card autocomplete=cc-number>\
         <textarea id=note>Ottilie</textarea><div data-alongside-privacy=hide>Balance Wilhelmina</div>\
         <p title='Leopoldine' data-user='Ferdinand' aria-label='Hildegard'>Hello</p><a href='/x?token=Adalbert#Kunigunde'>Link</a>\
         <div contenteditable>Theodora</div><select id=s><option value=Ludovica>One</option></select>",
    );
    let recorded = record("undefined");
    sleep(80).await;
    enter(&on_page("#pw"), "Sesame-4711", false);
    enter(&on_page("#card"), "4111111111111111", false);
    enter(&on_page("#name"), "Rosamunde", true);
    on_page("#pw").set_attribute("type", "text").unwrap();
    enter(&on_page("#pw"), "Sesame-4712", true);
    sleep(200).await;
    let all: Vec<u8> = bytes(&recorded).concat();
    assert!(all.len() > 500, "something was recorded");
    for secret in [
        "Quentin",
        "Rosamunde",
        "Sesame",
        "4111111111111111",
        "Ottilie",
        "Wilhelmina",
        "Leopoldine",
        "Ferdinand",
        "Hildegard",
        "Adalbert",
        "Kunigunde",
        "Theodora",
        "Ludovica",
    ] {
        assert!(
            !all.windows(secret.len()).any(|window| window == secret.as_bytes()),
            "{secret} left the page"
        );
    }
    assert!(all.windows(5).any(|window| window == b"Hello"), "what the page shows is there");
    recorded.recording.stop();
}

#[wasm_bindgen_test]
async fn a_field_that_comes_later_is_recorded_and_masked() {
    let container = page("<p>First</p>");
    let recorded = record("undefined");
    sleep(80).await;
    container
        .insert_adjacent_html("beforeend", "<form><input name=attributes><input id=late name=prefix></form>")
        .unwrap();
    sleep(120).await;
    enter(&on_page("#late"), "Sieglinde", true);
    container.insert_adjacent_html("beforeend", "<p>Last</p>").unwrap();
    sleep(120).await;
    let frame = rebuilt(&recorded).await;
    let mirrored = frame.content_document().unwrap();
    assert_eq!(outline(&mirrored.get_element_by_id("page").unwrap()), outline(&container));
    let field: web_sys::HtmlInputElement = mirrored.get_element_by_id("late").unwrap().unchecked_into();
    assert_eq!(field.value(), "•".repeat(16), "its length class, and nothing else");
    recorded.recording.stop();
    frame.remove();
}

#[wasm_bindgen_test]
async fn a_shown_password_stays_sealed_when_it_comes_back() {
    page("<form><p>Sign in</p><div id=place><input id=k7 type=password></div></form>");
    let recorded = record("'show'");
    sleep(80).await;
    on_page("#k7").set_attribute("type", "text").unwrap();
    sleep(80).await;
    js_sys::eval("window.kept = document.querySelector('#k7'); kept.remove()").unwrap();
    sleep(120).await;
    js_sys::eval("document.querySelector('#place').append(kept)").unwrap();
    sleep(120).await;
    enter(&on_page("#k7"), "Sesame-4713", true);
    sleep(120).await;
    assert!(!holds(&recorded, "Sesame"), "after it was away");
    on_page("#place").set_attribute("data-alongside-privacy", "hide").unwrap();
    sleep(80).await;
    on_page("#place").remove_attribute("data-alongside-privacy").unwrap();
    sleep(80).await;
    enter(&on_page("#k7"), "Sesame-4714", true);
    sleep(120).await;
    assert!(!holds(&recorded, "Sesame"), "after it was hidden");
    recorded.recording.stop();
    let recorded = record("'show'");
    sleep(80).await;
    enter(&on_page("#k7"), "Sesame-4715", true);
    sleep(120).await;
    assert!(holds(&recorded, "Sign in"), "something was recorded");
    assert!(!holds(&recorded, "Sesame"), "in the next recording");
    recorded.recording.stop();
}

async fn frame_with_a_name() {
    page("<iframe id=editor srcdoc='<p>Eulalia</p>'></iframe>");
    let loaded = "document.querySelector('#editor').contentDocument.querySelector('p') !== null";
    until("the frame has loaded", || js_sys::eval(loaded).unwrap().is_truthy()).await;
}

#[wasm_bindgen_test]
async fn a_document_that_is_edited_as_a_whole_is_masked() {
    frame_with_a_name().await;
    js_sys::eval("document.querySelector('#editor').contentDocument.designMode = 'on'").unwrap();
    let recorded = record("undefined");
    sleep(120).await;
    js_sys::eval(
        "document.querySelector('#editor').contentDocument.querySelector('p').textContent = 'Philippa'",
    )
    .unwrap();
    sleep(150).await;
    assert!(bytes(&recorded).len() > 1, "something was recorded");
    for secret in ["Eulalia", "Philippa"] {
        assert!(!holds(&recorded, secret), "{secret} left the page");
    }
    recorded.recording.stop();
}

#[wasm_bindgen_test]
async fn a_page_that_is_edited_as_a_whole_from_some_time_on_is_masked_from_then_on() {
    let container = page("<p id=one>Eulalia</p><p id=two>Second</p><input id=field value=Open>");
    let recorded = record("'mask-inputs'");
    until("what was shown before is told", || holds(&recorded, "Eulalia")).await;
    let frames = bytes(&recorded).len();
    js_sys::eval("document.designMode = 'on'; document.querySelector('#one').textContent = 'Philippa'")
        .unwrap();
    sleep(150).await;
    on_page("#two").set_text_content(Some("Kunigunde"));
    sleep(150).await;
    let edited = rebuilt(&recorded).await;
    for secret in ["Philippa", "Kunigunde"] {
        assert!(!holds(&recorded, secret), "{secret} left the page");
    }
    let text = |frame: &web_sys::HtmlIFrameElement, id: &str| {
        frame.content_document().unwrap().get_element_by_id(id).unwrap().text_content().unwrap()
    };
    assert_eq!(text(&edited, "one"), "x".repeat(8), "its shape, and nothing else");
    assert!(bytes(&recorded).len() > frames);
    js_sys::eval("document.designMode = 'off'").unwrap();
    // Nothing else changes: it is found by itself.
    sleep(2_600).await;
    enter(&on_page("#field"), "Sieglinde", true);
    sleep(150).await;
    let after = rebuilt(&recorded).await;
    assert_eq!(
        outline(&after.content_document().unwrap().get_element_by_id("page").unwrap()),
        outline(&container)
    );
    let field: web_sys::HtmlInputElement =
        after.content_document().unwrap().get_element_by_id("field").unwrap().unchecked_into();
    assert_eq!(field.value(), "•".repeat(16), "fields are read by their modes again");
    recorded.recording.stop();
    edited.remove();
    after.remove();
}

#[wasm_bindgen_test]
async fn a_frame_that_is_edited_from_some_time_on_is_masked_from_then_on() {
    frame_with_a_name().await;
    let recorded = record("'mask-inputs'");
    until("the frame is told", || holds(&recorded, "Eulalia")).await;
    js_sys::eval(
        "{ const inner = document.querySelector('#editor').contentDocument; inner.designMode = 'on'; \
           inner.querySelector('p').textContent = 'Philippa'; \
           inner.body.append(...Array.from({ length: 20000 }, () => inner.createElement('i'))); }",
    )
    .unwrap();
    sleep(1_500).await;
    assert!(!holds(&recorded, "Philippa"));
    recorded.recording.stop();
}

#[wasm_bindgen_test]
async fn a_page_that_shows_its_own_copy_is_not_told_in_itself() {
    page("<p>Once</p>");
    let frame: web_sys::HtmlIFrameElement = document().create_element("iframe").unwrap().unchecked_into();
    on_page("p").after_with_node_1(&frame).unwrap();
    let replica = RefCell::new(alongside::Replica::new(frame.clone()).unwrap());
    let recorded = record("undefined");
    let told = RefCell::new(0);
    let shown = || {
        let frames = bytes(&recorded);
        for frame in &frames[*told.borrow()..] {
            replica.borrow_mut().apply(frame).unwrap();
        }
        *told.borrow_mut() = frames.len();
        frame.content_document().unwrap().query_selector("#page p").unwrap().is_some()
    };
    until("the copy is there", shown).await;
    for _ in 0..15 {
        sleep(100).await;
        shown();
    }
    let inside = frame.content_document().unwrap().query_selector("iframe").unwrap().unwrap();
    let inside: web_sys::HtmlIFrameElement = inside.unchecked_into();
    let copied = inside.content_document().and_then(|copy| copy.query_selector("p").unwrap());
    assert!(copied.is_none(), "the copy has no copy");
    assert!(*told.borrow() < 8, "{} frames of a page at rest", *told.borrow());
    recorded.recording.stop();
    frame.remove();
}

#[wasm_bindgen_test]
async fn a_recording_that_is_stopped_in_emit_emits_nothing_more() {
    page(&"<p>Row</p>".repeat(6_000));
    let Recorded { recording, frames } = record("undefined");
    let (recording, frames) = (Rc::new(recording), frames.unchecked_into::<js_sys::Array>());
    sleep(1_500).await;
    let stop = Closure::<dyn FnMut()>::new({
        let recording = Rc::clone(&recording);
        move || recording.stop()
    });
    js_sys::Reflect::set(&js_sys::global(), &"enough".into(), stop.as_ref()).unwrap();
    let before = frames.length();
    // It takes several frames, and the first of them is enough.
    recording.snapshot();
    sleep(400).await;
    js_sys::Reflect::delete_property(&js_sys::global(), &"enough".into()).unwrap();
    assert_eq!(frames.length(), before + 1);
}

#[wasm_bindgen_test]
async fn nothing_is_emitted_after_the_end() {
    page("<p>Row</p>");
    let recorded = record("undefined");
    sleep(200).await;
    let before = bytes(&recorded).len();
    assert!(before > 0);
    recorded.recording.stop();
    on_page("p").set_text_content(Some("Changed"));
    recorded.recording.snapshot();
    recorded.recording.check();
    sleep(200).await;
    assert_eq!(bytes(&recorded).len(), before);
}

#[wasm_bindgen_test]
async fn a_form_with_unlucky_names_is_recorded() {
    let fields: String = [
        "attributes",
        "children",
        "firstChild",
        "getAttribute",
        "hasAttribute",
        "isConnected",
        "localName",
        "matches",
        "namespaceURI",
        "nextSibling",
        "nodeType",
        "parentNode",
        "prefix",
        "scrollTop",
        "shadowRoot",
    ]
    .map(|name| format!("<input name={name}>"))
    .concat();
    let container = page(&format!("<form id=unlucky>{fields}<p>Inside</p></form><p>After</p>"));
    let recorded = record("{ level: 'show', rules: { '.mine': 'mask-all-text' } }");
    sleep(100).await;
    js_sys::eval(
        "document.querySelector('#unlucky p').before(document.querySelector('#unlucky').cloneNode(true))",
    )
    .unwrap();
    sleep(200).await;
    let frame = rebuilt(&recorded).await;
    let mirrored = frame.content_document().unwrap();
    let said = |element: &web_sys::Element| element.text_content().unwrap();
    assert_eq!(said(&mirrored.get_element_by_id("page").unwrap()), said(container.unchecked_ref()));
    assert_eq!(said(container.unchecked_ref()).matches("Inside").count(), 2);
    recorded.recording.stop();
    frame.remove();
}

#[wasm_bindgen_test]
async fn what_changes_while_it_is_out_of_the_page_comes_back_as_it_is() {
    let container = page(
        "<svg><input></svg><ul id=rows><li id=row>First</li><li id=kept>Kept</li></ul><p id=end>End</p>",
    );
    let recorded = record("{ level: 'show', rules: { '.closed': 'hide' } }");
    sleep(120).await;
    let task = |code: &str| js_sys::eval(&format!("setTimeout(() => {{ {code} }})")).unwrap();
    task(
        "window.row = document.querySelector('#row'); window.kept = document.querySelector('#kept'); row.remove()",
    );
    sleep(5).await;
    task(
        "row.textContent = 'Second'; kept.textContent = 'Kunigunde'; kept.remove(); kept.className = 'closed'; \
          document.querySelector('#rows').append(row)",
    );
    sleep(5).await;
    task("kept.textContent = 'Wilhelmina'; document.querySelector('#rows').append(kept)");
    sleep(250).await;
    let frame = rebuilt(&recorded).await;
    let mirrored = frame.content_document().unwrap();
    let row = mirrored.get_element_by_id("row").unwrap();
    assert_eq!(row.text_content().as_deref(), Some("Second"));
    assert!(!holds(&recorded, "Wilhelmina"), "it came back under another rule");
    on_page("#end").set_text_content(Some("Later"));
    sleep(200).await;
    assert!(holds(&recorded, "Later"), "a field in a drawing does not end the recording");
    drop(container);
    recorded.recording.stop();
    frame.remove();
}

#[wasm_bindgen_test]
async fn a_level_that_is_no_level_hides() {
    page(
        "<p data-alongside-privacy=constructor class=closed>Ottokar</p><p class=half>Leonore</p><p>Hello</p>",
    );
    let recorded =
        record("{ level: 'show', rules: { 'p:not(:not(.half)': 'hide', '.closed': 'mask-all-text' } }");
    sleep(150).await;
    assert!(holds(&recorded, "Hello"));
    for secret in ["Ottokar", "Leonore"] {
        assert!(!holds(&recorded, secret), "{secret} left the page");
    }
    recorded.recording.stop();
}
