//! Recordings that are over, until the agent has discarded them.

use leptos::prelude::*;

use super::{callback, context::Desk};
use crate::{
    app::{Input, Kept, RecordingInput, State},
    words,
};

/// Those of an engagement, beside it.
#[component]
pub(super) fn KeptRecordings(id: u64) -> impl IntoView {
    let kept = Desk::get().part(move |state| state.kept_recordings(id));
    view! { <For each=move || kept.get() key=|id| *id children=|id| view! { <Recording id named=false/> }/> }
}

/// Those whose engagement is no longer on screen, in the list of customers.
#[component]
pub(super) fn OtherRecordings() -> impl IntoView {
    let kept = Desk::get().part(State::recordings_without_room);
    view! {
        <Show when=move || !kept.read().is_empty()>
            <section aria-labelledby="recordings-title" data-testid="other-recordings">
                <h2 id="recordings-title">"Recordings in this window"</h2>
                <div class="kept-recordings">
                    <For each=move || kept.get() key=|id| *id children=|id| view! { <Recording id named=true/> }/>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn Recording(id: u32, named: bool) -> impl IntoView {
    let desk = Desk::get();
    let kept = desk.part(move |state| state.kept_recording(id).cloned());
    let input = move |input: fn(u32) -> RecordingInput| move |_| desk.input(Input::Recording(input(id)));
    let of = |one: &Kept| format!("{}, {}", one.who, callback::day_and_hour(one.began));
    let whose =
        move || kept.read().as_ref().filter(|_| named).map(of).map(|of| view! { <strong>{of}</strong> });
    let stands = move || {
        let kept = kept.read();
        let saved = kept.as_ref()?.file.as_deref().map(words::recording_saved);
        Some(saved.unwrap_or_else(|| words::RECORDING_KEPT.to_owned()))
    };
    let saved = move || kept.read().as_ref().is_some_and(|one| one.file.is_some());
    view! {
        <div class="recording kept" role="group" aria-label="Recording" data-testid="kept-recording">
            <p>{whose} " " <span role="status">{stands}</span></p>
            <button
                type="button"
                data-testid="save-recording"
                disabled=move || kept.read().as_ref().is_none_or(|one| !one.whole)
                on:click=input(RecordingInput::Save)
            >
                {move || if saved() { "Save again" } else { "Save recording" }}
            </button>
            <button
                type="button"
                class="danger"
                data-testid="discard-recording"
                on:click=input(RecordingInput::Discard)
            >
                "Discard"
            </button>
        </div>
    }
}
