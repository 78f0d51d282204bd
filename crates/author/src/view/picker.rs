//! Picking an element of the page, by pointer or keyboard; the page hears nothing of it.

use alongside_browser::guard::guard;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

use super::{Desk, page};
use crate::app::Input;

/// What a click is made of: none of it reaches the page while an element is picked.
const POINTER: [&str; 8] =
    ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "auxclick", "dblclick", "contextmenu"];
/// What goes with pointers and keys, and decides nothing here.
const BESIDE: [&str; 7] =
    ["touchstart", "touchend", "mousemove", "pointerover", "mouseover", "keypress", "keyup"];
/// How long the end of a press is kept from the page after it has picked, in milliseconds:
/// the key goes up, or the second click of two comes. It is over with a press of the panel.
const LETTING_GO: u32 = 400;

/// Picks no more.
fn end(desk: Desk) {
    desk.letting_go.set(true);
    desk.picking.set(false);
    Timeout::new(LETTING_GO, move || {
        // Author mode may be closed.
        let _ = desk.letting_go.try_set(false);
    })
    .forget();
}

/// Listens while the picker is on, and draws the outline.
pub(super) fn listen(desk: Desk) {
    let listening = StoredValue::new_local(Vec::<EventListener>::new());
    let outline = StoredValue::new_local(None::<Outline>);
    Effect::new(move |_| {
        outline.set_value(None);
        if desk.picking.get() {
            outline.set_value(Outline::new(desk));
            listening.set_value(listeners(desk, outline));
        } else if desk.letting_go.get() {
            listening.set_value(deaf(desk, outline));
        } else {
            listening.set_value(Vec::new());
        }
    });
    on_cleanup(move || {
        listening.set_value(Vec::new());
        outline.set_value(None);
    });
}

type Held = StoredValue<Option<Outline>, LocalStorage>;

type Heard = fn(Desk, Held, &Event);

fn listeners(desk: Desk, outline: Held) -> Vec<EventListener> {
    let pointer = POINTER.map(|name| (name, pressed as Heard));
    let more: [(_, Heard); 2] = [("pointermove", moved), ("keydown", keyed)];
    listen_to(desk, outline, pointer.into_iter().chain(more).chain(BESIDE.map(|name| (name, kept as Heard))))
}

/// The press that has picked is not over yet.
fn deaf(desk: Desk, outline: Held) -> Vec<EventListener> {
    listen_to(desk, outline, POINTER.into_iter().chain(BESIDE).map(|name| (name, kept as Heard)))
}

fn listen_to(
    desk: Desk,
    outline: Held,
    heard: impl Iterator<Item = (&'static str, Heard)>,
) -> Vec<EventListener> {
    let Some(window) = page::window() else { return Vec::new() };
    let on = |(name, heard): (&'static str, Heard)| {
        let options = EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() };
        EventListener::new_with_options(&window, name, options, move |event| {
            guard(|| heard(desk, outline, event));
        })
    };
    heard.map(on).collect()
}

/// Not for the page. The browser still makes a click of a touch.
fn kept(desk: Desk, _: Held, event: &Event) {
    if is_ours(desk, event) {
        if event.type_() == "click" {
            desk.letting_go.set(false);
        }
        return;
    }
    if !event.type_().starts_with("touch") {
        event.prevent_default();
    }
    event.stop_immediate_propagation();
}

fn is_ours(desk: Desk, event: &Event) -> bool {
    let shell = desk.shell();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target == *shell.host || target.local_name() == "alongside-overlay")
}

/// The element under the pointer, also in open shadow roots.
fn beneath(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

fn moved(desk: Desk, outline: Held, event: &Event) {
    if is_ours(desk, event) {
        return;
    }
    event.stop_immediate_propagation();
    if let Some(element) = beneath(event) {
        outline.update_value(|outline| outline.iter_mut().for_each(|outline| outline.follow(&element)));
    }
}

fn pressed(desk: Desk, _: Held, event: &Event) {
    if is_ours(desk, event) {
        return;
    }
    event.prevent_default();
    event.stop_immediate_propagation();
    let by_hand = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.button() == 0);
    if event.type_() == "click"
        && by_hand
        && let Some(element) = beneath(event)
    {
        pick(desk, element);
    }
}

fn keyed(desk: Desk, outline: Held, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let on =
        outline.try_with_value(|outline| outline.as_ref().and_then(|outline| outline.on.clone())).flatten();
    let body = || page::window()?.document()?.body().map(Element::from);
    let Some(on) = on.or_else(body) else { return };
    let next = match event.key().as_str() {
        "Escape" => {
            end(desk);
            desk.focus("[data-testid=pick]".to_owned());
            None
        }
        "ArrowUp" => on.parent_element(),
        "ArrowDown" => on.first_element_child(),
        "ArrowLeft" => on.previous_element_sibling(),
        "ArrowRight" => on.next_element_sibling(),
        // On the panel's own buttons it presses them.
        "Enter" if !is_ours(desk, event) || on.local_name() != "body" => {
            pick(desk, on);
            None
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_immediate_propagation();
    if let Some(next) = next.filter(|next| *next != *desk.shell().host) {
        next.scroll_into_view_with_bool(false);
        outline.update_value(|outline| outline.iter_mut().for_each(|outline| outline.follow(&next)));
    }
}

fn pick(desk: Desk, element: Element) {
    end(desk);
    let shell = desk.shell();
    spawn_local(async move {
        match shell.known_by(&element).await {
            Some(print) => {
                desk.input(Input::Picked { print: Box::new(print), path: page::path() });
                if let Some(place) = desk.landmark_of.get_untracked() {
                    desk.landmark_of.set(None);
                    desk.input(Input::Strengthen);
                    desk.input(Input::Landmark { place });
                    desk.focus("[data-testid=pick-landmark]".to_owned());
                    return;
                }
            }
            None => desk.input(Input::Told("This element can't be read; pick another.".to_owned())),
        }
        desk.focus("[data-testid=add-step]".to_owned());
    });
}

/// Drawn around the element that a click would pick.
struct Outline {
    drawn: HtmlElement,
    words: HtmlElement,
    on: Option<Element>,
}

impl Outline {
    fn new(desk: Desk) -> Option<Self> {
        let document = page::window()?.document()?;
        let make = |class: &str| {
            let made: HtmlElement = document.create_element("div").ok()?.unchecked_into();
            made.set_class_name(class);
            Some(made)
        };
        let (drawn, words) = (make("outline")?, make("unseen")?);
        words.set_attribute("role", "status").ok()?;
        let root = &desk.shell().root;
        root.append_child(&drawn).ok()?;
        root.append_child(&words).ok()?;
        Some(Self { drawn, words, on: None })
    }

    fn follow(&mut self, element: &Element) {
        let rect = element.get_bounding_client_rect();
        let style = self.drawn.style();
        let sides =
            [("left", rect.left()), ("top", rect.top()), ("width", rect.width()), ("height", rect.height())];
        for (side, length) in sides {
            // Of our own element: it refuses no length.
            let _ = style.set_property(side, &format!("{length}px"));
        }
        let text: String = element.text_content().unwrap_or_default().trim().chars().take(60).collect();
        self.words.set_text_content(Some(&format!("{} {text}", element.local_name())));
        self.on = Some(element.clone());
    }
}

impl Drop for Outline {
    fn drop(&mut self) {
        self.drawn.remove();
        self.words.remove();
    }
}
