//! Bringing a target to where the customer sees it.

use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{
    anchor::{ROOM, has_room_below, is_in_view, rect_of},
    viewport,
};
use crate::page::{self, dom};

/// How deep a header may hang into the page, at most, to be reckoned with. To look
/// what lies over a point costs a layout, so it is not done further down.
const HEADER: i32 = 240;

/// Scrolls only when there is need to; `above`: the card goes above the target.
/// Without room below it would turn upwards, onto the very fields that the step is
/// about.
pub(super) fn show(target: &Element, above: bool) {
    if !(is_in_view(target) && (above || has_room_below(target, ROOM)) && hidden_by_header(target) == 0) {
        bring_into_view(target);
    }
}

/// At once: the card must not chase a target that is still on its way.
pub(super) fn bring_into_view(target: &Element) {
    // In the middle of a low window there is no room for a card on either side.
    let low = rect_of(target).height + 2 * ROOM > viewport::seen().height;
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(if low { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Center });
    options.set_inline(ScrollLogicalPosition::Nearest);
    dom::scroll_into_view(target, &options);
    let hidden = hidden_by_header(target);
    if let Some(window) = page::window().filter(|_| hidden > 0) {
        let options = web_sys::ScrollToOptions::new();
        options.set_behavior(ScrollBehavior::Instant);
        options.set_top(f64::from(-hidden));
        window.scroll_by_with_scroll_to_options(&options);
    }
}

/// How many pixels of the target's top lie under something of the page that stays
/// where it is while the page scrolls.
fn hidden_by_header(target: &Element) -> i32 {
    let rect = rect_of(target);
    if rect.y > HEADER {
        return 0;
    }
    let (x, y) = ((rect.x + rect.width / 2) as f32, rect.y.max(0) as f32 + 1.0);
    let Some(over) = page::document().and_then(|document| document.element_from_point(x, y)) else {
        return 0;
    };
    if dom::contains(&over, target) || dom::contains(target, &over) {
        return 0;
    }
    let stays = std::iter::successors(Some(over), dom::parent_element).find(|element| {
        let style = page::window().and_then(|window| window.get_computed_style(element).ok().flatten());
        let position = style.and_then(|style| style.get_property_value("position").ok());
        matches!(position.as_deref(), Some("fixed" | "sticky"))
    });
    let header = stays.filter(|element| !dom::contains(element, target)).map(|element| rect_of(&element));
    match header {
        Some(header) if header.y <= 0 && header.height < HEADER => {
            (header.y + header.height + 8 - rect.y).max(0)
        }
        _ => 0,
    }
}
