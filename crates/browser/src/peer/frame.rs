//! Where a line's next connection is made: in a frame of its own, which nobody sees.
//!
//! Chromium tells a window's connections of another address two seconds after it has
//! changed (`NetworkChangeNotifierLinux`); a window that has just been made asks what
//! addresses there are now. The frame stays for as long as the connection, which ends with
//! it.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlIFrameElement, ShadowRootInit, ShadowRootMode, Window};

use crate::shell;

/// What the frame is in: the page finds this element and nothing within, and no frame more
/// among its own (`window.frames`).
const HOST: &str = "alongside-connection";

thread_local! {
    /// Whether the page takes away what it does not know: then there are no more frames.
    static TAKEN_AWAY: Cell<bool> = const { Cell::new(false) };
}

/// A frame; it stays until [`Frame::remove`].
pub(super) struct Frame {
    host: Element,
}

impl Frame {
    /// Whether this browser is one that a frame helps. Others load even an empty one anew,
    /// and tell of other addresses in their own way.
    pub(super) fn helps() -> bool {
        document().is_some_and(|document| {
            // Only Chromium has this.
            Reflect::get(&document, &"featurePolicy".into()).is_ok_and(|policy| policy.is_object())
        })
    }

    /// Whether the page has taken one away, and would take the next.
    pub(super) fn is_taken_away() -> bool {
        TAKEN_AWAY.get()
    }

    /// The page has.
    pub(super) fn was_taken_away() {
        TAKEN_AWAY.set(true);
    }

    /// A new frame, and its window.
    pub(super) fn open() -> Option<(Self, Window)> {
        if !Self::helps() || Self::is_taken_away() {
            return None;
        }
        let document = document()?;
        let host = document.create_element(HOST).ok()?;
        let frame: HtmlIFrameElement = document.create_element("iframe").ok()?.unchecked_into();
        // Neither seen nor reached by keys, and not there for assistive technology.
        frame.set_hidden(true);
        host.set_attribute("hidden", "").ok()?;
        let inside = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed)).ok()?;
        inside.append_child(&frame).ok()?;
        document.document_element()?.append_child(&host).ok()?;
        let frame_of = Self { host };
        let Some(window) = frame.content_window() else {
            frame_of.remove();
            return None;
        };
        Some((frame_of, window))
    }

    /// The frame of a connection that another page has made.
    pub(super) fn adopt(host: JsValue) -> Option<Self> {
        host.is_object().then(|| Self { host: host.unchecked_into() })
    }

    pub(super) fn to_keep(&self) -> JsValue {
        self.host.clone().into()
    }

    /// Ends what was made in it.
    pub(super) fn remove(&self) {
        self.host.remove();
    }
}

/// Of the window that holds the call.
fn document() -> Option<Document> {
    shell::home()?.document()
}
