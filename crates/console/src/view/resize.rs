//! How large an element is, told whenever it changes.

use alongside_browser::guard::guard;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Watches one element's size until it is dropped.
#[must_use = "the watching ends when this is dropped"]
pub(super) struct Resize {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

impl Resize {
    pub(super) fn new(element: &Element, told: impl Fn(i32, i32) + 'static) -> Option<Self> {
        let watched = element.clone();
        let told = Closure::<dyn FnMut()>::new(move || {
            guard(|| told(watched.client_width(), watched.client_height()));
        });
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _told: told })
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
