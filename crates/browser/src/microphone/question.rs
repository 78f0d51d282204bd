//! Whether the browser asks the person for the microphone, or has its answer.

use gloo_events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, Window};

use super::refusal::{permission_status, text};
use crate::{guard::guard, shell};

/// Tells, now and whenever it changes, whether a request for the microphone is a question to
/// the person. Nothing is told where the browser doesn't say.
#[must_use = "changes are told no longer once this is dropped"]
pub async fn watch(tell: impl Fn(bool) + 'static) -> Option<EventListener> {
    let status = permission_status().await?;
    let asks = {
        let status = status.clone();
        move || text(&status, "state") == "prompt"
    };
    tell(asks());
    let status: EventTarget = status.unchecked_into();
    Some(EventListener::new(&status, "change", move |_| guard(|| tell(asks()))))
}

/// What this window's browser calls itself, how many fingers its screen tells apart, its own
/// language, and whether there is an address bar right above the page.
#[must_use]
pub fn window_facts() -> Option<(String, u32, String, bool)> {
    // A page in the shell's frame fills its window, and it is that window which asks.
    let home = shell::home()?;
    let navigator = home.navigator();
    let agent = navigator.user_agent().unwrap_or_default();
    let touch = u32::try_from(navigator.max_touch_points()).unwrap_or_default();
    let language = navigator.language().unwrap_or_default();
    Some((agent, touch, language, is_whole_tab(&home)))
}

fn is_whole_tab(window: &Window) -> bool {
    let top = Reflect::get(window, &"top".into()).is_ok_and(|top| Object::is(&top, window));
    let in_tab = window.match_media("(display-mode: browser)").ok().flatten();
    top && in_tab.is_some_and(|query| query.matches())
}
