//! Puts something of ours beside an element of the page: by CSS anchor
//! positioning where the browser has it, by measuring where it has not.

use std::cell::RefCell;

use alongside_core::guide::placement::{Rect, place};
use alongside_protocol::flow::Placement;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement};

use super::dom::set;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = HtmlElement)]
    type Popover;

    #[wasm_bindgen(method, catch, js_name = showPopover)]
    fn show(this: &Popover, options: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = hidePopover)]
    fn hide(this: &Popover) -> Result<(), JsValue>;

    #[wasm_bindgen(js_namespace = CSS, catch)]
    fn supports(condition: &str) -> Result<bool, JsValue>;
}

/// How something is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Beside its target.
    Beside(Placement),
    /// Around its target, this many pixels away.
    Around(i32),
}

/// Something of ours that goes where an element of the page is.
pub(super) struct Anchor {
    element: HtmlElement,
    at: RefCell<Option<(Element, Fit)>>,
}

/// Whether the browser follows an anchor by itself, and can for this element.
fn is_native(target: &Element) -> bool {
    // `showPopover({ source })` takes HTML elements alone.
    target.is_instance_of::<HtmlElement>() && supports("position-area: bottom").unwrap_or(false)
}

impl Anchor {
    pub(super) fn new(element: HtmlElement) -> Self {
        set(&element, "popover", "manual");
        Self { element, at: RefCell::default() }
    }

    /// Shows it at an element, or by itself.
    pub(super) fn show(&self, target: Option<(&Element, Fit)>) {
        let popover: &Popover = self.element.unchecked_ref();
        let open = self.element.matches(":popover-open").unwrap_or(false);
        let same = match (&*self.at.borrow(), target) {
            (Some((known, fit)), Some((element, wanted))) => known == element && *fit == wanted,
            (None, None) => true,
            _ => false,
        };
        if open && same {
            return self.place();
        }
        // A popover keeps the source that it was opened with.
        if open {
            let _ = popover.hide();
        }
        *self.at.borrow_mut() = target.map(|(element, fit)| (element.clone(), fit));
        let native = target.filter(|(element, _)| is_native(element));
        let options = match native {
            Some((element, _)) => crate::api::object([("source", element.into())]),
            None => JsValue::UNDEFINED,
        };
        let how = match (target, native) {
            (None, _) => "free",
            (Some(_), Some(_)) => "native",
            (Some(_), None) => "measured",
        };
        set(&self.element, "data-anchor", how);
        if let Some((_, Fit::Beside(placement))) = target {
            set(&self.element, "data-side", side_name(placement));
        }
        for property in ["left", "top", "width", "height"] {
            let _ = self.element.style().remove_property(property);
        }
        // Refused only when it is not in the document; then nothing is to be shown.
        let _ = popover.show(&options);
        self.place();
    }

    pub(super) fn hide(&self) {
        *self.at.borrow_mut() = None;
        let _ = self.element.unchecked_ref::<Popover>().hide();
    }

    /// Whether it is placed by measuring, and must be told when things move.
    pub(super) fn is_measured(&self) -> bool {
        self.at.borrow().as_ref().is_some_and(|(element, _)| !is_native(element))
    }

    /// Measures again where that is needed.
    pub(super) fn place(&self) {
        if !self.is_measured() {
            return;
        }
        let at = self.at.borrow();
        let Some((target, fit)) = &*at else { return };
        let rect = rect_of(target);
        let (x, y, size) = match fit {
            Fit::Around(by) => (rect.x - by, rect.y - by, Some((rect.width + 2 * by, rect.height + 2 * by))),
            Fit::Beside(placement) => {
                let own = rect_of(&self.element);
                let at = place(rect, (own.width, own.height), viewport(), *placement, is_rtl(target));
                (at.x, at.y, None)
            }
        };
        let pixels = |property: &str, value: i32| {
            let _ = self.element.style().set_property(property, &format!("{value}px"));
        };
        pixels("left", x);
        pixels("top", y);
        if let Some((width, height)) = size {
            pixels("width", width);
            pixels("height", height);
        }
    }
}

/// Whether an element is within the viewport, all of it or as much as fits.
pub(super) fn is_in_view(target: &Element) -> bool {
    let (rect, viewport) = (rect_of(target), viewport());
    let fits = |start: i32, size: i32, limit: i32| start >= 0 && start + size.min(limit) <= limit;
    fits(rect.x, rect.width, viewport.0) && fits(rect.y, rect.height, viewport.1)
}

/// Whether so many pixels below an element are free, or would not be anywhere.
pub(super) fn has_room_below(target: &Element, room: i32) -> bool {
    let (rect, (_, height)) = (rect_of(target), viewport());
    rect.y + rect.height + room <= height || rect.height + room > height
}

fn rect_of(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { x: rect.x() as i32, y: rect.y() as i32, width: rect.width() as i32, height: rect.height() as i32 }
}

fn viewport() -> (i32, i32) {
    let root = crate::page::document().and_then(|document| document.document_element());
    root.map_or((0, 0), |root| (root.client_width(), root.client_height()))
}

fn is_rtl(element: &Element) -> bool {
    let style = crate::page::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    style.is_some_and(|style| style.get_property_value("direction").is_ok_and(|direction| direction == "rtl"))
}

fn side_name(placement: Placement) -> &'static str {
    match placement {
        Placement::Auto | Placement::Bottom => "bottom",
        Placement::Top => "top",
        Placement::Start => "start",
        Placement::End => "end",
    }
}
