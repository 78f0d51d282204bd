use alongside_protocol::page::NodeId;
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};

use super::{
    boxes::Boxes,
    context::Desk,
    icon,
    pictures::Pictures,
    resize::Resize,
    room,
    sight::{self, Pace, Standstill},
};
use crate::app::{Input, Room};

/// The customer's page, scaled to the space there is, under a pane that keeps
/// the agent's hands off it and points where the agent does.
#[component]
pub(super) fn MirrorPart(id: u64, away: Memo<bool>) -> impl IntoView {
    let desk = Desk::get();
    let frame = NodeRef::<html::Iframe>::new();
    let area = NodeRef::<html::Div>::new();
    let shield = NodeRef::<html::Div>::new();
    let changes = RwSignal::new(0u32);
    let space = RwSignal::new((0, 0));
    let pointing = RwSignal::new(false);
    let candidate = RwSignal::new(None::<NodeId>);
    let active = room::of(desk, id, Room::is_active);
    let page = Memo::new(move |_| {
        changes.track();
        desk.mirrors().with(id, |copy| copy.viewport()).unwrap_or_default()
    });
    let fit = Memo::new(move |_| fit(space.get(), page.get()));

    let sources = room::of(desk, id, |room| room.sources.clone());
    let seen = sight::seen(desk, id);
    Effect::new(move |_| {
        // What the frame may load has to be known before anything is in it.
        if let (Some(frame), Some(sources)) = (frame.get(), sources.get()) {
            desk.mirrors().mount(desk, id, frame, &sources, changes);
        }
    });
    on_cleanup(move || desk.mirrors().unmount(id));
    let watch = StoredValue::new_local(None::<Resize>);
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            let resize = Resize::new(&area, move |width, height| space.set((width, height)));
            watch.set_value(resize);
        }
    });

    let stop = move || {
        pointing.set(false);
        candidate.set(None);
        desk.input(Input::Point(id, 0));
    };
    let toggle = move |_| {
        if pointing.get_untracked() {
            return stop();
        }
        pointing.set(true);
        request_animation_frame(move || {
            if let Some(shield) = shield.get_untracked() {
                let _ = shield.focus();
            }
        });
    };
    let under = move |event: &MouseEvent| {
        let (x, y) = (event.offset_x() as f32, event.offset_y() as f32);
        desk.mirrors().with(id, |copy| copy.node_at(x, y)).flatten()
    };
    let hover = move |event: leptos::ev::PointerEvent| {
        if pointing.get_untracked() {
            candidate.set(under(&event));
        }
    };
    let choose = move |event: MouseEvent| {
        if let (true, Some(node)) = (pointing.get_untracked(), under(&event)) {
            candidate.set(Some(node));
            desk.input(Input::Point(id, node));
        }
    };
    let press = move |event: KeyboardEvent| {
        if !pointing.get_untracked() {
            return;
        }
        match event.key().as_str() {
            "Enter" | " " => {
                if let Some(node) = candidate.get_untracked() {
                    desk.input(Input::Point(id, node));
                }
            }
            "ArrowDown" | "ArrowRight" => candidate.set(neighbour(desk, id, candidate, 1)),
            "ArrowUp" | "ArrowLeft" => candidate.set(neighbour(desk, id, candidate, -1)),
            _ => return,
        }
        event.prevent_default();
    };
    // From wherever the agent is, writing included.
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && pointing.get_untracked() && !away.get_untracked() {
            stop();
        }
    });
    on_cleanup(move || escape.remove());
    // A pointer that the engagement's end has taken away leaves no mode behind.
    Effect::new(move |_| {
        if !active.get() {
            pointing.set(false);
            candidate.set(None);
        }
    });

    view! {
        <div class="mirror-part">
            <div class="tools">
                <button
                    type="button"
                    data-testid="point-toggle"
                    aria-pressed=move || pointing.get().to_string()
                    disabled=move || !active.get()
                    on:click=toggle
                >
                    {icon::pointer()}
                    "Point"
                </button>
                <PointedAt id pointing candidate changes/>
                <Pace seen/>
            </div>
            <div class="area" data-sight=move || sight::name(seen.get()) node_ref=area>
                <div
                    class="sheet"
                    style:width=move || format!("{}px", page.get().0)
                    style:height=move || format!("{}px", page.get().1)
                    style:transform=move || {
                        let (left, top, scale) = fit.get();
                        format!("translate({left}px, {top}px) scale({scale})")
                    }
                >
                    <iframe
                        data-testid="mirror"
                        title="The customer's page"
                        node_ref=frame
                    ></iframe>
                    <div
                        class="shield"
                        class:pointing=pointing
                        data-testid="shield"
                        role="application"
                        aria-roledescription="page to point at"
                        aria-label="The customer's page. Arrow keys choose an element, Enter points at \
                        it, Escape stops."
                        aria-hidden=move || (!pointing.get()).to_string()
                        tabindex=move || if pointing.get() { "0" } else { "-1" }
                        node_ref=shield
                        on:pointermove=hover
                        on:pointerleave=move |_| candidate.set(None)
                        on:click=choose
                        on:keydown=press
                    >
                        <Boxes id candidate changes fit away/>
                    </div>
                    <Pictures id pointing changes fit away seen/>
                </div>
                <Standstill seen/>
            </div>
        </div>
    }
}

/// What is pointed at, or would be, in words.
#[component]
fn PointedAt(
    id: u64,
    pointing: RwSignal<bool>,
    candidate: RwSignal<Option<NodeId>>,
    changes: RwSignal<u32>,
) -> impl IntoView {
    let desk = Desk::get();
    let pointed = room::of(desk, id, |room| room.pointing);
    let name = move |node: NodeId| {
        changes.track();
        let copy = desk.mirrors().with(id, |copy| copy.element(node)).flatten();
        copy.map_or_else(|| "something that is gone".into(), |element| super::boxes::name(&element))
    };
    let words = move || {
        if let Some(node) = pointed.get() {
            return format!("Pointing at {}. Escape clears.", name(node));
        }
        if !pointing.get() {
            return String::new();
        }
        match candidate.get() {
            Some(node) => format!("Point at {}?", name(node)),
            None => "Click an element of the page, or use the arrow keys.".into(),
        }
    };
    view! { <p class="pointed" role="status" data-testid="pointing-at">{words}</p> }
}

/// The next or previous element worth pointing at.
fn neighbour(desk: Desk, id: u64, candidate: RwSignal<Option<NodeId>>, step: isize) -> Option<NodeId> {
    let all = desk.mirrors().with(id, |copy| copy.landmarks())?;
    let length = all.len() as isize;
    if length == 0 {
        return None;
    }
    let current = candidate.get_untracked();
    let place = all.iter().position(|node| Some(*node) == current);
    let next = match (place, step) {
        (Some(place), _) => place as isize + step,
        (None, 1) => 0,
        (None, _) => -1,
    };
    all.get(next.rem_euclid(length) as usize).copied()
}

/// Left and top, in pixels, and scale: the whole page, centred, never enlarged.
fn fit((width, height): (i32, i32), (wide, high): (u32, u32)) -> (i32, i32, f64) {
    if wide == 0 || high == 0 || width <= 0 || height <= 0 {
        return (0, 0, 1.0);
    }
    let (width, height) = (f64::from(width), f64::from(height));
    let (wide, high) = (f64::from(wide), f64::from(high));
    let scale = (width / wide).min(height / high).min(1.0);
    let left = ((width - wide * scale) / 2.0) as i32;
    let top = ((height - high * scale) / 2.0) as i32;
    (left, top, scale)
}
