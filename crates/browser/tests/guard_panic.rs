//! After a panic nothing of ours runs, and the console has one line.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use alongside_browser::guard::{guard, is_dead, on_panic};
use gloo_events::EventListener;
use gloo_timers::{callback::Timeout, future::sleep};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_panic_tears_down_once_and_silences_every_callback() {
    let torn = Rc::new(Cell::new(0));
    let counts = Rc::clone(&torn);
    on_panic(move || counts.set(counts.get() + 1));
    let trap = Rc::new(RefCell::new(None));
    let heard = Rc::clone(&trap);
    let window = web_sys::window().unwrap();
    let _listener = EventListener::new(&window, "error", move |event| {
        heard.replace(Some(event.clone()));
    });
    Timeout::new(0, || guard(|| panic!("on purpose"))).forget();
    sleep(Duration::from_millis(50)).await;
    assert!(is_dead());
    assert_eq!(torn.get(), 1);
    let trap = trap.take().unwrap();
    assert!(trap.default_prevented(), "the trap is not a second line");
    assert!(!guard(|| true), "guarded callbacks are no-ops");
}
