//! Calling a customer back: whom, and what came of it.

use leptos::prelude::*;

use super::{context::Desk, icon, room};
use crate::app::{Input, Room};

/// Further ahead than this, in milliseconds, a weekday alone may be either of two: six days.
const NEXT_WEEK: f64 = 6.0 * 24.0 * 60.0 * 60.0 * 1_000.0;

/// The number, beside what is known of the customer, and whether somebody was reached.
#[component]
pub(super) fn CallbackPart(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let callback = room::of(desk, id, |room: &Room| room.callback.clone().filter(|_| room.is_active()));
    let up = desk.part(|state| state.link.is_up());
    let button = move |reached: bool, class: &'static str, called: &'static str, says: &'static str| {
        view! {
            <button
                type="button"
                class=class
                data-testid=called
                disabled=move || !up.get()
                on:click=move |_| desk.input(Input::CalledBack(id, reached))
            >
                {says}
            </button>
        }
    };
    let number = move || {
        let phone = callback.get()?.phone;
        let dialled: String = phone.chars().filter(|one| one.is_ascii_digit() || *one == '+').collect();
        Some(view! { <a href=format!("tel:{dialled}") data-testid="call-back-number">{phone}</a> })
    };
    let whom = move || {
        let callback = callback.get()?;
        let name = if callback.name.is_empty() { String::new() } else { format!("{}, ", callback.name) };
        Some(format!("{name}to be called on {}", day_and_hour(callback.at)))
    };
    view! {
        <Show when=move || callback.read().is_some()>
            <section class="voice call-back" aria-label="Call back">
                <p class="line">{icon::phone()} {number}</p>
                <p class="muted">{whom}</p>
                <div class="line">
                    {button(true, "primary", "reached", "Done")}
                    {button(false, "", "not-reached", "Not reached")}
                </div>
            </section>
        </Show>
    }
}

/// A day and an hour, by the agent's own clock and habits.
pub(super) fn day_and_hour(at: u64) -> String {
    let options = js_sys::Object::new();
    let mut parts = vec![("weekday", "short"), ("hour", "numeric"), ("minute", "2-digit")];
    if at as f64 - js_sys::Date::now() > NEXT_WEEK {
        parts.extend([("day", "numeric"), ("month", "short")]);
    }
    for (part, how) in parts {
        // A plain object takes any property.
        let _ = js_sys::Reflect::set(&options, &part.into(), &how.into());
    }
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64));
    let own = window().navigator().language().unwrap_or_else(|| "en".to_owned());
    date.to_locale_string(&own, &options).into()
}
