//! What is drawn over the copy: never into it.

use alongside_protocol::page::NodeId;
use leptos::prelude::*;
use web_sys::Element;

use super::{context::Desk, room};

/// A box as styles: left, top, width, height.
type Place = (i32, i32, i32, i32);

/// Boxes around what the agent points at, might point at, and where the
/// customer's focus is.
#[component]
pub(super) fn Boxes(
    id: u64,
    candidate: RwSignal<Option<NodeId>>,
    changes: RwSignal<u32>,
    fit: Memo<(i32, i32, f64)>,
    away: Memo<bool>,
) -> impl IntoView {
    let desk = Desk::get();
    let pointed = room::of(desk, id, |room| room.pointing);
    let focus = Memo::new(move |_| {
        changes.track();
        desk.mirrors().with(id, |copy| copy.focus()).flatten()
    });
    let place = move |node: Option<NodeId>| -> Option<Place> {
        changes.track();
        // Measured again when the copy is laid out anew.
        fit.track();
        if away.get() {
            return None;
        }
        let bounds = desk.mirrors().with(id, |copy| copy.bounds(node?)).flatten()?;
        let round = |pixels: f64| pixels.round() as i32;
        Some((round(bounds.left()), round(bounds.top()), round(bounds.width()), round(bounds.height())))
    };
    let draw = move |class: &'static str, place: Place| {
        let (left, top, width, height) = place;
        view! {
            <div
                class=class
                style:left=format!("{left}px")
                style:top=format!("{top}px")
                style:width=format!("{width}px")
                style:height=format!("{height}px")
            ></div>
        }
    };
    view! {
        {move || place(focus.get()).map(|place| draw("box focus", place))}
        {move || {
            let candidate = candidate.get().filter(|node| Some(*node) != pointed.get());
            place(candidate).map(|place| draw("box candidate", place))
        }}
        {move || place(pointed.get()).map(|place| draw("box pointed", place))}
    }
}

/// What an element is, in a few words: its role and what it says.
pub(super) fn name(element: &Element) -> String {
    let attribute = |name| element.get_attribute(name).filter(|value| !value.trim().is_empty());
    let said = attribute("aria-label")
        .or_else(|| element.text_content().filter(|text| !text.trim().is_empty()))
        .or_else(|| attribute("placeholder"))
        .or_else(|| attribute("alt"))
        .or_else(|| attribute("title"))
        .or_else(|| attribute("name"))
        .unwrap_or_default();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = said.chars().take(48).collect();
    let more = if short.len() < said.len() { "…" } else { "" };
    let role = attribute("role").unwrap_or_else(|| role(&element.local_name()).into());
    if short.is_empty() {
        return role;
    }
    format!("{role} “{short}{more}”")
}

fn role(tag: &str) -> &str {
    match tag {
        "a" => "link",
        "button" | "summary" => "button",
        "input" | "textarea" => "field",
        "select" => "list",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "img" | "svg" | "picture" => "picture",
        "label" => "label",
        "p" => "paragraph",
        "li" => "list item",
        "td" | "th" => "table cell",
        _ => "part",
    }
}
