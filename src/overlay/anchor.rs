//! Puts something of ours beside an element of the page: by CSS anchor
//! positioning where the browser has it, by measuring where it has not.

use std::cell::RefCell;

use alongside_core::guide::placement::{GAP, Rect, place};
use alongside_protocol::flow::Placement;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement};

use super::{dom::set, viewport};
use crate::page::dom;

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

/// What a card needs beside its target, in pixels.
pub(super) const ROOM: i32 = 260;

/// The lowest a card may be made to fit beside its target, in pixels.
const LEAST: i32 = 140;

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
    at: RefCell<Option<Held>>,
}

/// An element, and how to be placed at it. Made before anything is shown: it looks
/// at the layout.
pub(super) struct Held {
    target: Element,
    fit: Fit,
    native: bool,
    /// The browser has placed it wrongly once.
    misplaced: bool,
}

impl Held {
    /// `followed`: what [`is_followed`] says of the target.
    pub(super) fn new(target: &Element, fit: Fit, followed: bool) -> Self {
        let native = followed && (matches!(fit, Fit::Around(_)) || !leaves_no_room(target));
        Self { target: target.clone(), fit, native, misplaced: false }
    }
}

/// Whether the browser follows an anchor by itself, and can for this element.
pub(super) fn is_followed(target: &Element) -> bool {
    // `showPopover({ source })` takes HTML elements of the same document alone, and
    // the browser's own placing knows nothing of pinch zoom and keyboards.
    target.is_instance_of::<HtmlElement>()
        && supports("position-area: bottom").unwrap_or(false)
        && !viewport::is_partial()
        && !is_transformed(target)
        && !holds_controls(target)
}

/// With a popover's source around them, Firefox's Tab passes over controls.
fn holds_controls(target: &Element) -> bool {
    dom::query_selector(target, "a[href],button,input,select,textarea,summary,[tabindex]").is_some()
}

/// Firefox's anchors know nothing of an ancestor's transform; for the others it need
/// not be looked for.
fn is_transformed(target: &Element) -> bool {
    if !supports("-moz-appearance: none").unwrap_or(false) {
        return false;
    }
    let Some(window) = crate::page::window() else { return false };
    std::iter::successors(Some(target.clone()), dom::parent_element).any(|element| {
        let style = window.get_computed_style(&element).ok().flatten();
        let is_set = |name: &str| {
            style.as_ref().is_some_and(|style| {
                style.get_property_value(name).is_ok_and(|value| !value.is_empty() && value != "none")
            })
        };
        ["transform", "scale", "rotate", "translate"].into_iter().any(is_set)
    })
}

/// Beside the middle of a target that reaches out of the window, or fills it, the
/// browser would place a card outside.
fn leaves_no_room(target: &Element) -> bool {
    let (rect, seen) = (rect_of(target), viewport::seen());
    rect.height > seen.height
        || rect.width > seen.width
        || rect.height + ROOM > seen.height && rect.width + ROOM > seen.width
}

impl Anchor {
    pub(super) fn new(element: HtmlElement) -> Self {
        set(&element, "popover", "manual");
        Self { element, at: RefCell::default() }
    }

    /// Shows it at an element, or by itself.
    pub(super) fn show(&self, held: Option<Held>) {
        let open = self.element.matches(":popover-open").unwrap_or(false);
        let same = match (&*self.at.borrow(), &held) {
            (Some(held), Some(new)) => {
                held.target == new.target
                    && held.fit == new.fit
                    && (held.misplaced || held.native == new.native)
            }
            (None, None) => true,
            _ => false,
        };
        if open && same {
            return self.place();
        }
        self.show_as(held);
    }

    fn show_as(&self, held: Option<Held>) {
        let popover: &Popover = self.element.unchecked_ref();
        // A popover keeps the source that it was opened with, in Firefox until the
        // layout has seen it closed.
        if self.element.matches(":popover-open").unwrap_or(false) {
            let _ = popover.hide();
            let _ = self.element.offset_width();
        }
        let (how, options) = match &held {
            None => ("free", JsValue::UNDEFINED),
            Some(Held { native: false, .. }) => ("measured", JsValue::UNDEFINED),
            // The card follows the ring: with a source of its own it would come right
            // after that in the order of Tab, or in Firefox in place of what is in it.
            Some(Held { fit: Fit::Beside(_), .. }) => ("native", JsValue::UNDEFINED),
            Some(held) => ("native", crate::api::object([("source", (&held.target).into())])),
        };
        let was_measured = self.element.get_attribute("data-anchor").as_deref() == Some("measured");
        set(&self.element, "data-anchor", how);
        set(&self.element, "data-seen", "yes");
        if let Some(Held { fit: Fit::Beside(placement), .. }) = held {
            set(&self.element, "data-side", side_name(placement));
        }
        if was_measured {
            for property in ["left", "top", "width", "height", "max-width", "max-height"] {
                let _ = self.element.style().remove_property(property);
            }
        }
        *self.at.borrow_mut() = held;
        // Refused only when it is not in the document; then nothing is to be shown.
        let _ = popover.show(&options);
        self.place();
    }

    /// Out of sight with its target, behind the edge of a part that scrolls.
    pub(super) fn set_seen(&self, seen: bool) {
        // Who has the focus in it would lose it.
        let hide = !seen && !self.element.matches(":focus-within").unwrap_or(false);
        set(&self.element, "data-seen", if hide { "no" } else { "yes" });
    }

    pub(super) fn hide(&self) {
        *self.at.borrow_mut() = None;
        let _ = self.element.unchecked_ref::<Popover>().hide();
    }

    /// Whether it is placed by measuring.
    pub(super) fn is_measured(&self) -> bool {
        self.at.borrow().as_ref().is_some_and(|held| !held.native)
    }

    /// The part of the page that can be seen has changed: places it anew.
    pub(super) fn refit(&self) {
        let held = self.at.borrow().as_ref().map(|held| (held.target.clone(), held.fit));
        if let Some((target, fit)) = held {
            self.show(Some(Held::new(&target, fit, is_followed(&target))));
        }
    }

    /// Scrolling has come to rest: where the browser has left it out of the window
    /// beside a target that is in it, measures. Firefox does after some scrolling.
    pub(super) fn check(&self) {
        let lost = self
            .at
            .borrow()
            .as_ref()
            .is_some_and(|held| held.native && is_in_view(&held.target) && !is_in_view(&self.element));
        if lost {
            let held = self.at.borrow_mut().take();
            if let Some(held) = held {
                self.show_as(Some(Held { native: false, misplaced: true, ..held }));
            }
        }
    }

    /// Measures again where that is needed.
    pub(super) fn place(&self) {
        let at = self.at.borrow();
        let Some(held) = at.as_ref().filter(|held| !held.native) else { return };
        let rect = rect_of(&held.target);
        let pixels = |property: &str, value: i32| {
            let _ = self.element.style().set_property(property, &format!("{value}px"));
        };
        match held.fit {
            Fit::Around(by) => {
                pixels("left", rect.x - by);
                pixels("top", rect.y - by);
                pixels("width", rect.width + 2 * by);
                pixels("height", rect.height + 2 * by);
            }
            Fit::Beside(placement) => {
                let seen = viewport::seen();
                pixels("max-width", seen.width - 2 * GAP);
                let within = Rect { x: rect.x - seen.x, y: rect.y - seen.y, ..rect };
                let room = (within.y).max(seen.height - within.y - within.height) - 2 * GAP;
                // Less than that is no card any more; then it has to lie over the target.
                let height = if room < LEAST { seen.height - 2 * GAP } else { room };
                let beside = seen.width - within.width > 2 * (ROOM + GAP);
                pixels("max-height", if beside { seen.height - 2 * GAP } else { height });
                let own = rect_of(&self.element);
                let viewport = (seen.width, seen.height);
                let at = place(within, (own.width, own.height), viewport, placement, is_rtl(&self.element));
                pixels("left", at.x + seen.x);
                pixels("top", at.y + seen.y);
            }
        }
    }
}

/// Whether an element is within the viewport, all of it or as much as fits.
pub(super) fn is_in_view(target: &Element) -> bool {
    let (rect, seen) = (rect_of(target), viewport::seen());
    let fits = |start: i32, size: i32, limit: i32| start >= 0 && start + size.min(limit) <= limit;
    fits(rect.x - seen.x, rect.width, seen.width) && fits(rect.y - seen.y, rect.height, seen.height)
}

/// Whether so many pixels below an element are free, or would not be anywhere.
pub(super) fn has_room_below(target: &Element, room: i32) -> bool {
    let (rect, seen) = (rect_of(target), viewport::seen());
    rect.y - seen.y + rect.height + room <= seen.height || rect.height + room > seen.height
}

/// Where an element is, in pixels of our own document, also when it is in a frame.
pub(super) fn rect_of(element: &Element) -> Rect {
    let rect = dom::get_bounding_client_rect(element);
    let (mut x, mut y) = (rect.x(), rect.y());
    for frame in frames_around(element) {
        let outer = frame.get_bounding_client_rect();
        x += outer.x() + f64::from(frame.client_left());
        y += outer.y() + f64::from(frame.client_top());
    }
    Rect { x: x as i32, y: y as i32, width: rect.width() as i32, height: rect.height() as i32 }
}

/// The frames that an element is in, the innermost first.
fn frames_around(element: &Element) -> impl Iterator<Item = Element> {
    let frame_of = |element: &Element| {
        let view = dom::owner_document(element)?.default_view()?;
        view.frame_element().ok().flatten().filter(|_| crate::page::window().as_ref() != Some(&view))
    };
    std::iter::successors(frame_of(element), move |frame| frame_of(frame))
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
