use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::{
    Follower,
    anchor::{Anchor, Fit, is_in_view},
    dom::Maker,
    step::bring_into_view,
};

/// What the agent points at: a ring of its own.
pub(super) struct Pointer {
    element: HtmlElement,
    anchor: Follower,
}

impl Pointer {
    pub(super) fn new(make: &Maker) -> Result<Self, JsValue> {
        let element = make.element("div", "pointer");
        element.set_attribute("data-testid", "pointer")?;
        Ok(Self { anchor: Rc::new(Anchor::new(element.clone())), element })
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn point_at(&self, target: Option<&Element>) {
        match target {
            Some(target) => {
                if !is_in_view(target) {
                    bring_into_view(target);
                }
                self.anchor.show(Some((target, Fit::Around(4))));
            }
            None => self.anchor.hide(),
        }
    }

    pub(super) fn is_measured(&self) -> bool {
        self.anchor.is_measured()
    }

    pub(super) fn follow(&self) {
        self.anchor.place();
    }

    pub(super) fn follower(&self) -> Follower {
        Rc::clone(&self.anchor)
    }
}
