//! The page once more, as small as on a phone: in a frame, and where the site lets no frame
//! hold its pages, in a window.

use std::cell::Cell;

use alongside_browser::guard::guard;
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlIFrameElement, Window};

use super::{
    Desk,
    page::{self, Alongside, Shell},
    panel::button,
    preview,
};
use crate::app::Input;

/// A phone's screen, in CSS pixels.
const SCREEN: (f64, f64) = (390.0, 844.0);

/// By this name `js/author.js` knows not to open author mode there once more.
const NAME: &str = "alongside-phone";

/// Looks for the SDK in another window: how often, and how many milliseconds apart.
const PATIENCE: u32 = 100;
const AGAIN_MS: u32 = 100;

/// Begins a preview in it.
pub(super) fn open(desk: Desk, document: String) {
    desk.phone.set(Some(document));
}

/// Takes it away, frame or window.
pub(super) fn close(desk: Desk) {
    desk.phone.set(None);
    close_window(&desk.shell());
}

/// Closes the small window, if there is one.
pub(super) fn close_window(shell: &Shell) {
    if let Some(before) = shell.phone.take() {
        // One that the author has closed is closed.
        let _ = before.close();
    }
}

/// The frame, while there is one.
pub(super) fn phone(desk: Desk) -> AnyView {
    (move || desk.phone.get().map(|document| frame(desk, document))).into_any()
}

fn frame(desk: Desk, document: String) -> AnyView {
    let held = NodeRef::<html::Iframe>::new();
    let begun = StoredValue::new_local(Cell::new(false));
    let loaded = move |_| {
        guard(|| {
            let Some(frame) = held.get_untracked() else { return };
            let first = begun.with_value(|begun| !begun.replace(true));
            // A page that a frame may not hold is none that can be looked into.
            match within(&frame) {
                Some(window) => spawn_local(start(desk, window, document.clone(), first)),
                None if first => spawn_local(in_a_window(desk, document.clone())),
                None => {}
            }
        });
    };
    let (width, height) = SCREEN;
    let scale = scale();
    html::div()
        .class("phone")
        .attr("role", "group")
        .attr("aria-label", "Phone")
        .style(("inline-size", format!("{}px", width * scale)))
        .child((
            button("close-phone", "Close the phone", move || close(desk)),
            html::div().class("screen").style(("block-size", format!("{}px", height * scale))).child(
                html::iframe()
                    .node_ref(held)
                    .attr("title", "The page on a phone")
                    .attr("name", NAME)
                    // The SDK runs in it as in a page of its own.
                    .attr("data-alongside", "page")
                    .attr("data-testid", "phone-frame")
                    .attr("width", width.to_string())
                    .attr("height", height.to_string())
                    .style(("scale", scale.to_string()))
                    .on(leptos::ev::load, loaded)
                    .attr("src", page::address()),
            ),
        ))
        .into_any()
}

/// How much smaller it is drawn where the author's window is smaller.
fn scale() -> f64 {
    let length = |length: Result<JsValue, JsValue>| length.ok().and_then(|length| length.as_f64());
    let window = page::window();
    let high = window.as_ref().and_then(|window| length(window.inner_height()));
    let wide = window.as_ref().and_then(|window| length(window.inner_width()));
    // Room for its button and its edge.
    let fits = |room: Option<f64>, taken: f64, length: f64| room.map_or(1.0, |room| (room - taken) / length);
    fits(high, 72.0, SCREEN.1).min(fits(wide, 32.0, SCREEN.0)).clamp(0.2, 1.0)
}

/// The window of a frame, when this page may look into it.
fn within(frame: &HtmlIFrameElement) -> Option<Window> {
    frame.content_document()?;
    frame.content_window()
}

async fn start(desk: Desk, window: Window, document: String, first: bool) {
    for _ in 0..PATIENCE {
        if let Some(alongside) = running_in(&window) {
            if first {
                preview::begin(desk, &alongside, &document);
            } else {
                preview::go_on(desk, &alongside, &document);
            }
            return;
        }
        TimeoutFuture::new(AGAIN_MS).await;
    }
    desk.input(Input::Told("Alongside did not start on the phone.".to_owned()));
}

async fn in_a_window(desk: Desk, document: String) {
    desk.phone.set(None);
    // Once the frame is gone: until then its name means it.
    TimeoutFuture::new(0).await;
    let size = format!("popup,width={},height={}", SCREEN.0, SCREEN.1);
    let opened = page::window().and_then(|window| {
        window.open_with_url_and_target_and_features(&page::address(), NAME, &size).ok()?
    });
    let also = if opened.is_some() { "the phone is a window" } else { "allow it to open a window" };
    desk.input(Input::Told(format!("This site lets no frame show this page: {also}.")));
    if let Some(opened) = opened {
        desk.shell().phone.replace(Some(opened.clone()));
        start(desk, opened, document, true).await;
    }
}

/// The handle of the SDK in a window, kept where `js/index.js` keeps it.
fn running_in(window: &Window) -> Option<Alongside> {
    let host = window.document()?.query_selector("alongside-overlay").ok()??;
    let handle = Reflect::get(&host, &js_sys::Symbol::for_("alongside.handle").into()).ok()?;
    handle.is_object().then(|| handle.unchecked_into())
}
