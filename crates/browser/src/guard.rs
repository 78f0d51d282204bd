//! What happens when our own code fails: nothing more of it runs, and the page
//! goes on.

use std::{
    cell::{Cell, RefCell},
    panic::PanicHookInfo,
};

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, console};

thread_local! {
    static DEAD: Cell<bool> = const { Cell::new(false) };
    static TEARDOWN: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Runs `run`, or does nothing once this instance has panicked: its memory
/// can't be trusted any more.
pub fn guard<R: Default>(run: impl FnOnce() -> R) -> R {
    if is_dead() { R::default() } else { run() }
}

/// Whether this instance has panicked.
#[must_use]
pub fn is_dead() -> bool {
    DEAD.with(Cell::get)
}

/// Prepares for a panic: the instance is marked dead, `teardown` removes what
/// the page can see of it, and one line on the console says why. A later call
/// replaces the teardown.
pub fn on_panic(teardown: impl Fn() + 'static) {
    let first = TEARDOWN.with(|slot| slot.replace(Some(Box::new(teardown))).is_none());
    if first {
        std::panic::set_hook(Box::new(stopped));
    }
}

fn stopped(info: &PanicHookInfo<'_>) {
    // A panic inside the teardown lands here again: it has nothing to add.
    if DEAD.with(|dead| dead.replace(true)) {
        return;
    }
    // The trap that follows would be a second line.
    swallow_trap();
    let teardown = TEARDOWN.with(|slot| slot.try_borrow_mut().ok()?.take());
    if let Some(teardown) = teardown {
        teardown();
        // Dropping what it holds would touch memory that can't be trusted.
        std::mem::forget(teardown);
    }
    console::error_1(&JsValue::from_str(&line(info)));
}

fn line(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let what = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("an unknown failure");
    match info.location() {
        Some(place) => {
            let (file, row) = (place.file(), place.line());
            format!("alongside stopped: {what} ({file}:{row}); the page goes on without it")
        }
        None => format!("alongside stopped: {what}; the page goes on without it"),
    }
}

fn swallow_trap() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let listener = EventListener::once_with_options(
        &window,
        "error",
        EventListenerOptions { phase: EventListenerPhase::Capture, passive: false },
        |event| {
            let error =
                event.dyn_ref::<ErrorEvent>().map(|event| event.error().unchecked_into::<js_sys::Error>());
            if error.is_some_and(|error| error.is_object() && error.name() == "RuntimeError") {
                event.prevent_default();
            }
        },
    );
    listener.forget();
}
