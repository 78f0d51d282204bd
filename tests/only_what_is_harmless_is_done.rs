//! What a team marks as safe is done for a customer when it only shows them something, and
//! never when a click on it could send, choose, agree, pay, or leave the site.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SHOWS: [&str; 6] = [
    "<a id=target href='#further'>Further</a>",
    "<form><a id=target href='#further'>Further</a></form>",
    "<details><summary id=target>More</summary>All of it</details>",
    "<button id=target type=button aria-expanded=false>More</button>",
    "<form><button id=target type=button aria-expanded=false>More</button></form>",
    "<div id=target role=tab tabindex=0>Fees</div>",
];

const MAY_DO_MORE: [&str; 29] = [
    "<form><button id=target>Pay</button></form>",
    "<form><button id=target aria-expanded=false>Pay</button></form>",
    "<form id=of></form><button id=target form=of aria-expanded=false>Pay</button>",
    "<button id=target type=submit role=tab>Pay</button>",
    "<button id=target type=reset aria-expanded=false>Clear</button>",
    "<button id=target type=button>Delete</button>",
    "<button id=target>Delete</button>",
    "<div id=target role=button tabindex=0>Pay</div>",
    "<input id=target type=submit value=Pay>",
    "<input id=target type=image alt=Pay aria-expanded=false>",
    "<input id=target type=checkbox aria-label='I agree' aria-expanded=false>",
    "<label id=target role=tab><input type=checkbox> I agree</label>",
    "<label><span id=target aria-expanded=false>I agree</span><input type=checkbox></label>",
    "<form><button>Pay <span id=target role=tab>now</span></button></form>",
    "<a href='https://elsewhere.example/'><span id=target aria-expanded=false>Elsewhere</span></a>",
    "<a id=target href='https://elsewhere.example/'>Elsewhere</a>",
    "<a id=target href='#further' target=_blank>Further</a>",
    "<a id=target href='#further' download>Further</a>",
    "<a id=target href='javascript:void 0'>Further</a>",
    "<a id=target href='mailto:ada@example.org'>Write</a>",
    "<a id=target href='#' role=button>Pay</a>",
    "<a id=target href='#'>Pay</a>",
    "<a id=target href='#orders' data-method=delete>Delete</a>",
    "<a id=target href='#orders' hx-post='/orders'>Order</a>",
    "<div id=target role=checkbox aria-expanded=false>I agree</div>",
    "<button id=target type=button role=switch aria-expanded=false>I agree</button>",
    "<details open><summary id=target>Less</summary>All of it</details>",
    "<button id=target type=button aria-expanded=true>Less</button>",
    "<svg><a id=target href='#further'><text y=20>Further</text></a></svg>",
];

/// Whether the card offers to do the step for the customer, in a page of this alone.
async fn is_offered(html: &str) -> bool {
    page(&html.replace("id=target", "id=target style='display:inline-block;min-width:40px;min-height:20px'"));
    let handle = start("{}");
    let _ended = handle.guide(js("{ id: 'f', steps: [{ target: '#target', title: 'Look', safe: true }] }"));
    step_titled("Look").await;
    let offered = is_shown("[data-testid=do-step]");
    handle.stop();
    offered
}

#[wasm_bindgen_test]
async fn a_link_of_the_site_and_a_section_are() {
    for html in SHOWS {
        assert!(is_offered(html).await, "{html}");
    }
}

#[wasm_bindgen_test]
async fn nothing_else_is() {
    for html in MAY_DO_MORE {
        assert!(!is_offered(html).await, "{html}");
    }
}

/// What opens and closes by clicks.
const SECTION: &str = "<button id=target type=button aria-expanded=false style='min-width:80px;min-height:40px' \
     onclick=\"ariaExpanded = String(ariaExpanded === 'false')\">More</button>";

/// A step that no click ends, so that its card stays.
fn look(handle: &alongside::Handle, done: &str) {
    let step = format!("{{ target: '#target', title: 'Look', safe: true, done: {done} }}");
    let _ended = handle.guide(js(&format!("{{ id: 'f', steps: [{step}] }}")));
}

fn press() {
    find("[data-testid=do-step]").unwrap().click();
}

#[wasm_bindgen_test]
async fn what_was_opened_is_not_closed_by_a_second_press() {
    page(SECTION);
    let handle = start("{}");
    look(&handle, "{ present: '#never' }");
    step_titled("Look").await;
    press();
    press();
    assert_eq!(on_page("#target").get_attribute("aria-expanded").as_deref(), Some("true"));
    until("there is nothing to do for them any more", || !is_shown("[data-testid=do-step]")).await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn what_is_in_a_frame_is() {
    let container = page("<iframe></iframe>");
    let frame: web_sys::HtmlIFrameElement = container.first_element_child().unwrap().unchecked_into();
    frame.set_attribute("srcdoc", SECTION).unwrap();
    let inside = || frame.content_document().and_then(|document| document.get_element_by_id("target"));
    until("the frame has loaded", || inside().is_some()).await;
    let handle = start("{}");
    look(&handle, "{ present: '#never' }");
    step_titled("Look").await;
    press();
    assert_eq!(inside().unwrap().get_attribute("aria-expanded").as_deref(), Some("true"));
    handle.stop();
}

#[wasm_bindgen_test]
async fn it_is_where_many_conditions_are_looked_for() {
    let seen: String = (0..200).map(|at| format!("<i id=seen-{at}>x</i>")).collect();
    page(&format!("{SECTION}{seen}"));
    let handle = start("{}");
    let conditions: String = (0..200).map(|at| format!("{{ present: '#seen-{at}' }}, ")).collect();
    look(&handle, &format!("{{ all: [{conditions} {{ present: '#never' }}] }}"));
    step_titled("Look").await;
    press();
    assert_eq!(on_page("#target").get_attribute("aria-expanded").as_deref(), Some("true"));
    handle.stop();
}
