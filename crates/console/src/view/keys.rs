//! Shortcuts. Only with Alt, so that no key of a field or of the browser is
//! taken.

use alongside_browser::guard::guard;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// A shortcut to a part of the console.
struct Key {
    code: &'static str,
    keys: &'static str,
    what: &'static str,
    /// The button that shows the part where a narrow screen hides it.
    shows: &'static str,
    /// What gets the focus.
    focus: &'static str,
}

const KEYS: [Key; 4] = [
    Key {
        code: "Digit1",
        keys: "Alt + 1",
        what: "The list of customers",
        shows: "[data-testid=tab-list]",
        focus: ".list",
    },
    Key {
        code: "Digit2",
        keys: "Alt + 2",
        what: "The customer's page",
        shows: ".room:not(.away) .shows-page-button",
        focus: ".room:not(.away) [data-testid=point-toggle]",
    },
    Key {
        code: "Digit3",
        keys: "Alt + 3",
        what: "Write to the customer",
        shows: ".room:not(.away) .shows-chat-button",
        focus: ".room:not(.away) [data-testid=chat-input]",
    },
    Key {
        code: "Digit4",
        keys: "Alt + 4",
        what: "What the customer did",
        shows: ".room:not(.away) .shows-journey-button",
        focus: ".room:not(.away) [data-testid=journey]",
    },
];

/// Listens while the view that asks for it is there.
pub(super) fn listen() {
    let options = EventListenerOptions { phase: EventListenerPhase::Bubble, passive: false };
    let listener = EventListener::new_with_options(&window(), "keydown", options, |event| {
        guard(|| press(event.unchecked_ref()));
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || listener.set_value(None));
}

fn press(event: &KeyboardEvent) {
    if !event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let code = event.code();
    let Some(key) = KEYS.iter().find(|key| key.code == code) else {
        return;
    };
    event.prevent_default();
    if let Some(button) = find(key.shows) {
        button.click();
    }
    // After the part has taken the place of another.
    request_animation_frame(|| {
        if let Some(element) = find(key.focus) {
            let _ = element.focus();
        }
    });
}

/// Gives the focus to what is on screen now, when what had it is gone: the
/// button that accepted a customer, for instance.
pub(super) fn keep_focus() {
    request_animation_frame(|| {
        let focused = document().active_element();
        let kept = focused.is_some_and(|element| {
            element.local_name() != "body" && element.closest(".away").ok().flatten().is_none()
        });
        if !kept && let Some(element) = find(".room:not(.away) h1, .pane:not(.away) .list") {
            let _ = element.focus();
        }
    });
}

fn find(selector: &str) -> Option<HtmlElement> {
    let element = document().query_selector(selector).ok()??;
    Some(element.unchecked_into())
}

#[component]
pub(super) fn Keys() -> impl IntoView {
    view! {
        <button type="button" class="quiet keys-button" popovertarget="keys" data-testid="keys">
            "Keys"
        </button>
        <div id="keys" class="card" popover="auto">
            <h2>"Keys"</h2>
            <dl>
                {KEYS
                    .iter()
                    .map(|key| view! { <dt><kbd>{key.keys}</kbd></dt> <dd>{key.what}</dd> })
                    .collect_view()}
                <dt><kbd>"Enter"</kbd></dt>
                <dd>"Send the message; with Shift a new line"</dd>
            </dl>
            <h3>"While pointing"</h3>
            <dl>
                <dt><kbd>"Arrows"</kbd></dt>
                <dd>"Choose the next or previous element"</dd>
                <dt><kbd>"Enter"</kbd></dt>
                <dd>"Point at it"</dd>
                <dt><kbd>"Esc"</kbd></dt>
                <dd>"Stop pointing"</dd>
            </dl>
        </div>
    }
}
