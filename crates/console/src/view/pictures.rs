//! What stands for canvases, videos and images that have no copy, and the button that
//! asks for a picture of one. Drawn over the copy, never into it.

use alongside_protocol::page::NodeId;
use leptos::prelude::*;
use web_sys::Element;

use super::{context::Desk, icon, room};
use crate::{
    app::{Input, Pictured, Room, Seen},
    words,
};

/// Smaller ones, in pixels of the page, are ornaments: a button would cover them.
const SMALLEST: f64 = 32.0;

/// A box narrower or lower than this, in pixels of the screen, has no room for words.
const ROOMY: (f64, f64) = (130.0, 64.0);

/// How wide words are where they need more room than their box has.
const NARROW: f64 = 160.0;

/// A box as styles: left, top, width, height.
type Place = (i32, i32, i32, i32);

#[component]
pub(super) fn Pictures(
    id: u64,
    pointing: RwSignal<bool>,
    changes: RwSignal<u32>,
    fit: Memo<(i32, i32, f64)>,
    away: Memo<bool>,
    seen: Memo<Option<Seen>>,
) -> impl IntoView {
    let desk = Desk::get();
    let told = room::of(desk, id, |room| room.pictures.clone());
    let active = room::of(desk, id, Room::is_active);
    let nodes = Memo::new(move |_| {
        changes.track();
        fit.track();
        if away.get() || !seen.get().is_some_and(Seen::is_current) {
            return Vec::new();
        }
        let mut nodes = desk.mirrors().with(id, |copy| copy.without_copy()).unwrap_or_default();
        let told = told.read();
        if !active.get() {
            // Who reads along sees what the other one has asked for.
            nodes.retain(|node| told.contains_key(node));
        }
        if told.values().any(|told| *told == words::NEVER) {
            // Asked once is enough where the site wants none.
            nodes.retain(|node| told.contains_key(node));
        }
        nodes
    });
    view! {
        <div class="pictures">
            <For
                each=move || nodes.get()
                key=|node| *node
                children=move |node| {
                    let told = Memo::new(move |_| told.read().get(&node).copied());
                    view! { <Picture id node told pointing changes fit/> }
                }
            />
        </div>
    }
}

#[component]
fn Picture(
    id: u64,
    node: NodeId,
    told: Memo<Option<Pictured>>,
    pointing: RwSignal<bool>,
    changes: RwSignal<u32>,
    fit: Memo<(i32, i32, f64)>,
) -> impl IntoView {
    let desk = Desk::get();
    let place = Memo::new(move |_| -> Option<Place> {
        changes.track();
        fit.track();
        let bounds = desk.mirrors().with(id, |copy| copy.bounds(node)).flatten()?;
        let is_small = bounds.width() < SMALLEST || bounds.height() < SMALLEST;
        let round = |pixels: f64| pixels.round() as i32;
        let place =
            (round(bounds.left()), round(bounds.top()), round(bounds.width()), round(bounds.height()));
        (!is_small).then_some(place)
    });
    let name = Memo::new(move |_| {
        changes.track();
        let element = desk.mirrors().with(id, |copy| copy.element(node)).flatten();
        element.map(|element| label(&element)).unwrap_or_default()
    });
    let on_screen = Memo::new(move |_| {
        let ((_, _, scale), (_, _, width, height)) = (fit.get(), place.get().unwrap_or_default());
        (f64::from(width) * scale, f64::from(height) * scale)
    });
    let roomy = Memo::new(move |_| on_screen.get().0 >= ROOMY.0 && on_screen.get().1 >= ROOMY.1);
    let widest = move || if roomy.get() { on_screen.get().0 } else { NARROW };
    let shown = move || told.get() == Some(Pictured::Shown);
    let pixels = |side: i32| format!("{side}px");
    let side = move |of: fn(Place) -> i32| pixels(of(place.get().unwrap_or_default()));
    let action = move || words::picture_button(told.get());
    view! {
        <div
            class="stand-in"
            class:shown=shown
            class:gone=move || place.get().is_none()
            data-testid="stand-in"
            style:left=move || side(|place| place.0)
            style:top=move || side(|place| place.1)
            style:width=move || side(|place| place.2)
            style:height=move || side(|place| place.3)
        >
            // As large as everything else of the console, however small the page is.
            <div
                class="inner"
                style:max-width=move || format!("{}px", widest())
                style:transform=move || format!("scale({})", 1.0 / fit.get().2)
            >
                <Show when=move || roomy.get() && !shown()>
                    <span class="what">{name}</span>
                </Show>
                {move || match told.get() {
                    Some(Pictured::Refused(why)) => Some(view! {
                        <span class="why" data-testid="no-picture">{words::no_picture(why)}</span>
                    }),
                    _ => None,
                }}
                <Show when=move || !pointing.get() && action().is_some()>
                    <button
                        type="button"
                        class:small=move || !roomy.get()
                        data-testid="picture"
                        title=name
                        aria-label=move || format!("{}: {}", action().unwrap_or_default(), name.get())
                        disabled=move || told.get() == Some(Pictured::Asked)
                        on:click=move |_| desk.input(Input::Picture(id, node))
                    >
                        {move || if roomy.get() { action().into_any() } else { icon::picture().into_any() }}
                    </button>
                </Show>
            </div>
        </div>
    }
}

/// What an element is, and what it is called.
fn label(element: &Element) -> String {
    let said = ["aria-label", "alt", "title"].iter().find_map(|name| {
        element.get_attribute(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    });
    let kind = match element.local_name().as_str() {
        "canvas" => "Canvas",
        "video" => "Video",
        _ => "Image",
    };
    said.map_or_else(|| kind.to_owned(), |said| format!("{kind}: {said}"))
}
