//! Announcements, hotspots and checklists on a page: where they come, what they lead to,
//! and that nothing of them stays.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PAGE: &str = "<div data-alongside-offer=slot></div><button id=a>A</button><input id=field>";

fn offering(offers: &str) -> alongside::Handle {
    js_sys::eval(
        "window.heard = []; window.hear ??= ({ detail }) => heard.push(detail.offer + ' ' + detail.outcome); \
         document.removeEventListener('alongside:offer', hear); \
         document.addEventListener('alongside:offer', hear)",
    )
    .unwrap();
    start(&format!(
        "{{ flows: {{ version: 3, flows: [{{ id: 'pay', title: 'Pay', steps: [{{ target: '#a', title: 'Press' }}] }}], offers: [{offers}] }} }}"
    ))
}

fn heard() -> String {
    js_sys::eval("heard.join()").unwrap().as_string().unwrap()
}

fn inline() -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    let host = document().query_selector("alongside-inline").unwrap()?;
    host.shadow_root()?.query_selector(".inline").unwrap()?.dyn_into().ok()
}

#[wasm_bindgen_test]
async fn a_banner_says_it_leads_on_and_stays_away() {
    page(PAGE);
    let offer = "{ id: 'news', announcement: { title: 'News', text: 'A **new** way.', flow: 'pay' } }";
    let handle = offering(offer);
    until("the banner", || is_shown(".banner")).await;
    assert_eq!(text(".banner .title"), "News");
    assert!(find(".banner strong").is_some());
    until("what is said aloud", || text(".live").contains("A new way.")).await;
    button("Show me how").click();
    step_titled("Press").await;
    assert!(!is_shown(".banner"));
    assert_eq!(heard(), "news shown,news taken");
    handle.stop();
    let handle = offering(offer);
    sleep(300).await;
    assert!(!is_shown(".banner"), "it was taken");
    handle.stop();
    assert!(document().query_selector("alongside-overlay").unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_modal_takes_the_focus_from_nobody_who_writes() {
    page(PAGE);
    let offer = "{ id: 'big', announcement: { form: 'modal', title: 'Big' } }";
    on_page("#field").focus().unwrap();
    let handle = offering(offer);
    until("the banner", || is_shown(".banner")).await;
    assert!(!is_shown(".modal"));
    assert_eq!(document().active_element().unwrap().id(), "field");
    handle.stop();

    page(PAGE);
    on_page("#a").focus().unwrap();
    let handle = offering(offer);
    until("the dialog", || is_shown(".modal")).await;
    assert!(find(".modal").unwrap().matches(":modal").unwrap());
    assert_eq!(document().active_element().unwrap().local_name(), "alongside-overlay");
    let cancel = web_sys::EventInit::new();
    cancel.set_cancelable(true);
    let cancel = web_sys::Event::new_with_event_init_dict("cancel", &cancel).unwrap();
    find(".modal").unwrap().dispatch_event(&cancel).unwrap();
    until("a page without it", || !is_shown(".modal")).await;
    assert_eq!(document().active_element().unwrap().id(), "a", "back where it was");
    assert_eq!(heard(), "big shown,big dismissed");
    handle.stop();
}

#[wasm_bindgen_test]
async fn words_in_the_page_come_with_their_place_and_go_with_us() {
    page(PAGE);
    let handle = offering("{ id: 'slot', announcement: { form: 'inline', title: 'Here' } }");
    until("the words", || inline().is_some()).await;
    assert!(inline().unwrap().get_bounding_client_rect().width() > 100.0);
    // The site renders its list anew.
    page(PAGE);
    until("the words in the new place", || inline().is_some()).await;
    assert_eq!(heard(), "slot shown");
    handle.stop();
    assert!(document().query_selector("alongside-inline").unwrap().is_none());
    assert_eq!(on_page("[data-alongside-offer]").child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn a_mark_stands_at_its_element_and_opens_a_card() {
    page(PAGE);
    let offer = "{ id: 'mark', hotspot: { target: '#b', title: 'New', text: 'Try it.', flow: 'pay' } }";
    let handle = offering(offer);
    sleep(200).await;
    assert_eq!(heard(), "", "there is no such element");
    on_page("#a")
        .insert_adjacent_html("afterend", "<button id=b style='margin-left: 80px'>B</button>")
        .unwrap();
    until("the mark", || is_shown(".dot")).await;
    let (dot, target) =
        (find(".dot").unwrap().get_bounding_client_rect(), on_page("#b").get_bounding_client_rect());
    assert!((dot.left() + dot.width() / 2.0 - target.right()).abs() < 2.0, "at its upper corner");
    assert!((dot.top() + dot.height() / 2.0 - target.top()).abs() < 2.0);
    find(".dot").unwrap().click();
    until("the card", || is_shown(".tip")).await;
    assert_eq!(find(".dot").unwrap().get_attribute("aria-expanded").as_deref(), Some("true"));
    let escape = web_sys::KeyboardEventInit::new();
    escape.set_key("Escape");
    escape.set_bubbles(true);
    let escape = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &escape).unwrap();
    find(".tip").unwrap().dispatch_event(&escape).unwrap();
    assert!(!is_shown(".tip") && is_shown(".dot"), "closed is not dismissed");
    find(".dot").unwrap().click();
    find(".tip [data-testid=dismiss-offer]").unwrap().click();
    until("a page without it", || find(".dot").is_none()).await;
    assert_eq!(heard(), "mark shown,mark opened,mark opened,mark dismissed");
    handle.stop();
}

#[wasm_bindgen_test]
async fn the_checklist_counts_and_the_search_finds() {
    page(PAGE);
    js_sys::eval("window.many = ['Pay', 'Block a card', 'Überweisung', 'Report', 'Order']").unwrap();
    let handle = start(
        "{ flows: { version: 3, flows: many.map((title, at) => ({ id: 'f' + at, title, words: at === 3 ? 'broken' : undefined, steps: [{ target: '#a', title: 'Press' }] })), \
           offers: [{ id: 'list', checklist: { title: 'Start', items: [{ title: 'Pay it', flow: 'f0' }, { title: 'Order it', flow: 'f4' }] } }] } }",
    );
    until("the launcher", || is_shown(".launcher")).await;
    find(".launcher").unwrap().click();
    until("the list", || text(".checklist .count") == "0 of 2 done").await;
    find(".checklist .item").unwrap().click();
    step_titled("Press").await;
    button("Finish").click();
    until("the end", || !is_shown(".card")).await;
    find(".launcher").unwrap().click();
    until("one is done", || text(".checklist .count") == "1 of 2 done").await;
    let field: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(find(".search").unwrap());
    let finds = |typed: &str| {
        field.set_value(typed);
        field.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
        text(".flows ul")
    };
    assert_eq!(finds("uber"), "Überweisung");
    assert_eq!(finds("brok"), "Report");
    assert_eq!(finds("loan"), "");
    assert!(is_shown("[data-testid=nothing-found]"));
    find(".panel .close").unwrap().click();
    find(".launcher").unwrap().click();
    assert_eq!((field.value(), is_shown("[data-flow=f1]")), (String::new(), true), "begun anew");
    handle.stop();
}
