//! What a long page says of itself is read a little at a time, and only as far as it is told.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = beginReading)]
    fn begin_reading(document: &web_sys::Document, ours: &web_sys::HtmlElement, closed: &str) -> JsValue;

    #[wasm_bindgen(js_name = readOn)]
    fn read_on(reading: &JsValue, milliseconds: f64) -> JsValue;

    #[wasm_bindgen]
    fn heading(document: &web_sys::Document, closed: &str) -> String;
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// Reads to the end, in slices of no time at all: what it found, and how often it rested.
fn read(page: &web_sys::HtmlElement) -> (JsValue, u32) {
    let reading = begin_reading(&document(), page, "");
    let mut rests = 0;
    loop {
        let found = read_on(&reading, 0.0);
        if !found.is_undefined() {
            return (found, rests);
        }
        rests += 1;
    }
}

fn length(found: &JsValue, key: &str) -> u32 {
    js_sys::Array::from(&js_sys::Reflect::get(found, &key.into()).unwrap()).length()
}

#[wasm_bindgen_test]
fn ten_thousand_headings_are_sixty() {
    let row = "<article><h3 itemscope><b itemprop=name>Step 1</b></h3></article>";
    let container = page(&row.repeat(10_000));
    let (found, rests) = read(&container);
    assert_eq!(length(&found, "headings"), 60);
    assert_eq!(length(&found, "items"), 60);
    // One rest a thousand elements, and more for what is looked at.
    assert!(rests > 40, "{rests} rests");
    container.set_inner_html("");
}

#[wasm_bindgen_test]
fn no_slice_is_long() {
    let row = "<article hidden><h3>Hidden</h3><p class=step>1</p><section><b>x</b></section></article>";
    let container = page(&row.repeat(10_000));
    let reading = begin_reading(&document(), &container, "");
    let (mut found, mut longest) = (JsValue::UNDEFINED, 0.0_f64);
    while found.is_undefined() {
        let began = now();
        found = read_on(&reading, 8.0);
        longest = longest.max(now() - began);
    }
    assert_eq!(length(&found, "headings"), 0, "none can be seen");
    assert!(longest < 50.0, "a slice of {longest} ms");
    container.set_inner_html("");
}

#[wasm_bindgen_test]
fn a_heading_that_is_not_rendered_is_none() {
    page("<h1 hidden>Hidden</h1><h1 style='display: none'>Gone</h1><h1>Seen</h1>");
    assert_eq!(heading(&document(), ""), "Seen");
    page("<h1 hidden>Hidden</h1>");
    assert_eq!(heading(&document(), ""), "");
    page("<h1 class=mine>Closed</h1><h1>Another</h1>");
    assert_eq!(heading(&document(), ".mine"), "", "no other is the page's main heading");
}
