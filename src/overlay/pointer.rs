use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::{
    anchor::{Anchor, Fit, Held, is_followed, is_in_view},
    dom::Maker,
    scroll::bring_into_view,
};
use crate::page::Following;

/// What the agent points at: a ring of its own.
pub(super) struct Pointer {
    element: HtmlElement,
    anchor: Rc<Anchor>,
    following: RefCell<Option<Following>>,
}

impl Pointer {
    pub(super) fn new(make: &Maker) -> Result<Self, JsValue> {
        let element = make.element("div", "pointer");
        element.set_attribute("data-testid", "pointer")?;
        Ok(Self { anchor: Rc::new(Anchor::new(element.clone())), element, following: RefCell::default() })
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
                self.anchor.show(Some(Held::new(target, Fit::Around(4), is_followed(target))));
                let anchor = Rc::clone(&self.anchor);
                let measured = self.anchor.is_measured();
                *self.following.borrow_mut() =
                    Following::new(target, &self.element, measured, move |_| anchor.place());
            }
            None => {
                self.anchor.hide();
                *self.following.borrow_mut() = None;
            }
        }
    }

    pub(super) fn follow(&self) {
        self.anchor.place();
    }

    pub(super) fn refit(&self) {
        self.anchor.refit();
    }
}
