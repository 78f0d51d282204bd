//! Changes of the page's elements, heard as long as somebody listens.

use std::rc::Weak;

use alongside_browser::guard::guard;
use js_sys::{Array, WeakMap};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, MutationObserver, MutationObserverInit, Node};

use super::document;
use crate::run::App;

/// A running `MutationObserver`; dropping it disconnects it.
pub(crate) struct Observer {
    observer: MutationObserver,
    options: MutationObserverInit,
    seen: WeakMap,
    _closure: Closure<dyn FnMut(Array)>,
}

impl Observer {
    /// Tells that the page's elements have changed.
    pub(super) fn of_page(app: Weak<App>) -> Option<Self> {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_attributes(true);
        options.set_character_data(true);
        options.set_subtree(true);
        Self::new(&options, move |_| {
            if let Some(app) = app.upgrade() {
                app.page.changed();
            }
        })
    }

    /// Tells of every element that the site marks as wrong, or as right again.
    pub(super) fn of_refusals(mut tell: impl FnMut(&Element) + 'static) -> Option<Self> {
        let options = MutationObserverInit::new();
        options.set_attribute_filter(&Array::of1(&"aria-invalid".into()));
        options.set_subtree(true);
        Self::new(&options, move |records| {
            for record in records.iter() {
                let target = record.unchecked_into::<web_sys::MutationRecord>().target();
                if let Some(element) = target.as_ref().and_then(|target| target.dyn_ref::<Element>()) {
                    tell(element);
                }
            }
        })
    }

    /// Tells that elements were put in or taken out.
    pub(crate) fn of_children(mut tell: impl FnMut() + 'static) -> Option<Self> {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        Self::new(&options, move |_| tell())
    }

    fn new(options: &MutationObserverInit, act: impl FnMut(Array) + 'static) -> Option<Self> {
        Self::within(document()?.as_ref(), options, act)
    }

    /// Tells what changes in a part of the page.
    pub(super) fn within(
        part: &Node,
        options: &MutationObserverInit,
        mut act: impl FnMut(Array) + 'static,
    ) -> Option<Self> {
        let closure = Closure::<dyn FnMut(Array)>::new(move |records| guard(|| act(records)));
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe_with_options(part, options).ok()?;
        let options = options.clone();
        Some(Self { observer, options, seen: WeakMap::new(), _closure: closure })
    }

    /// Watches these trees, too: shadow roots, and the documents of frames.
    pub(super) fn add(&self, roots: &[JsValue]) {
        for root in roots.iter().skip(1).filter(|root| !self.seen.has(root.unchecked_ref())) {
            self.seen.set(root.unchecked_ref(), &JsValue::TRUE);
            // One that has gone meanwhile has nothing to tell.
            let _ = self.observer.observe_with_options(root.unchecked_ref(), &self.options);
        }
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
