//! The microphone's level, and which microphone and loudspeaker the agent uses.

use alongside_browser::guard::guard;
use alongside_core::voice::Device;
use gloo_timers::callback::Interval;
use leptos::prelude::*;

use super::context::Desk;
use crate::app::{DeviceInput, Devices, Input};

/// Milliseconds between two looks at the level; and for who wants little to move.
const LOOK: u32 = 100;
const LOOK_CALMLY: u32 = 1_000;

/// Not announced: it changes all the time.
#[component]
pub(super) fn Meter() -> impl IntoView {
    let desk = Desk::get();
    let level = RwSignal::new(None::<u32>);
    let calm = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    let wait = if calm.is_some_and(|query| query.matches()) { LOOK_CALMLY } else { LOOK };
    let look = move || {
        guard(|| level.set(desk.shell().level().map(|level| (level * 100.0) as u32)));
    };
    let looking = StoredValue::new_local(Some(Interval::new(wait, look)));
    on_cleanup(move || {
        looking.set_value(None);
        desk.shell().rest_level();
    });
    view! {
        <div class="meter" aria-hidden="true" data-testid="level" hidden=move || level.get().is_none()>
            <span style:inline-size=move || format!("{}%", level.get().unwrap_or_default())></span>
        </div>
    }
}

#[component]
pub(super) fn Choice() -> impl IntoView {
    let desk = Desk::get();
    let devices = desk.part(|state| state.devices.clone());
    let some = move || devices.with(|devices| devices.microphones.len() > 1 || !devices.speakers.is_empty());
    view! {
        <Show when=some>
            <details class="devices">
                <summary>"Microphone and loudspeaker"</summary>
                <Select
                    name="Microphone"
                    id="microphone"
                    list=Signal::derive(move || devices.with(|devices| devices.microphones.clone()))
                    used=Signal::derive(move || devices.with(|devices| devices.microphone.clone()))
                    chosen=DeviceInput::Microphone
                />
                <Select
                    name="Loudspeaker"
                    id="speaker"
                    list=Signal::derive(move || devices.with(speakers))
                    used=Signal::derive(move || devices.with(|devices| devices.speaker.clone()))
                    chosen=DeviceInput::Speaker
                />
            </details>
        </Show>
    }
}

/// The device's own choice comes first.
fn speakers(devices: &Devices) -> Vec<Device> {
    if devices.speakers.is_empty() {
        return Vec::new();
    }
    let own = Device { id: String::new(), label: "As the device has it".into() };
    std::iter::once(own).chain(devices.speakers.iter().cloned()).collect()
}

#[component]
fn Select(
    name: &'static str,
    id: &'static str,
    list: Signal<Vec<Device>>,
    used: Signal<String>,
    chosen: fn(String) -> DeviceInput,
) -> impl IntoView {
    let desk = Desk::get();
    let option = move |device: Device| {
        let is_it = used.get() == device.id;
        view! { <option value=device.id selected=is_it>{device.label}</option> }
    };
    view! {
        <Show when=move || !list.read().is_empty()>
            <label>
                {name}
                <select
                    data-testid=id
                    on:change=move |event| desk.input(Input::Device(chosen(event_target_value(&event))))
                >
                    {move || list.get().into_iter().map(option).collect_view()}
                </select>
            </label>
        </Show>
    }
}
