//! A target that comes late is waited for, one that goes takes the step with it.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_late_target_is_waited_for() {
    let container = page("<p>Nothing yet</p>");
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: '#late', title: 'Late' }] }"));
    sleep(200).await;
    assert!(!is_shown(".card"), "no card before there is a target");
    container.insert_adjacent_html("beforeend", "<button id=late>Here</button>").unwrap();
    step_titled("Late").await;
    on_page("#late").remove();
    until("the step is gone", || !is_shown(".card")).await;
    container.insert_adjacent_html("beforeend", "<button id=late>Here again</button>").unwrap();
    step_titled("Late").await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn the_visible_one_of_two_is_meant_and_two_visible_are_no_answer() {
    let container = page("<button hidden class=x>Go</button><button class=x>Go</button>");
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: { role: 'button', name: 'Go' }, title: 'One of them' }] }"));
    step_titled("One of them").await;
    container.insert_adjacent_html("beforeend", "<button class=x>Go</button>").unwrap();
    until("the step abstains", || !is_shown(".card")).await;
    let because = handle.explain().get(0);
    let because = js_sys::Reflect::get(&because, &"because".into()).unwrap().as_string().unwrap();
    assert_eq!(
        because,
        "flow \"inline\", step \"step-1\": target role \"button\", name \"Go\": \
         2 visible elements fit, and pointing at one would be a guess"
    );
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_target_in_an_open_shadow_root_is_found() {
    page("<div id=host></div>");
    js_sys::eval("document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<button>Inside</button>'").unwrap();
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: { role: 'button', name: 'Inside' }, title: 'Deep' }] }"));
    step_titled("Deep").await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_target_in_a_modal_dialog_is_pointed_at_inside_it() {
    page("<dialog id=d><button id=ok>OK</button></dialog>");
    js_sys::eval("document.querySelector('#d').showModal()").unwrap();
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: '#ok', title: 'Agree' }] }"));
    step_titled("Agree").await;
    let host = on_page("alongside-overlay");
    assert_eq!(host.parent_element().unwrap().id(), "d");
    handle.stop();
}

#[wasm_bindgen_test]
async fn an_element_or_a_function_is_a_target_too() {
    page("<button id=a>A</button><button id=b>B</button>");
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: document.querySelector('#a'), title: 'Node' }, { target: () => document.querySelector('#b'), title: 'Found' }] }"));
    step_titled("Node").await;
    handle.next();
    step_titled("Found").await;
    handle.back();
    step_titled("Node").await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn the_card_stands_beside_its_target_and_the_ring_around_it() {
    page("<button id=a style='position:fixed;left:200px;top:120px;width:120px;height:40px'>A</button>");
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: '#a', title: 'Here', placement: 'bottom' }] }"));
    step_titled("Here").await;
    let ring = find(".spot").unwrap().get_bounding_client_rect();
    assert_eq!((ring.x(), ring.y(), ring.width(), ring.height()), (194.0, 114.0, 132.0, 52.0));
    let card = find(".card").unwrap().get_bounding_client_rect();
    assert!(card.y() >= 160.0 && card.y() < 190.0, "the card is at {}", card.y());
    handle.stop();
}
