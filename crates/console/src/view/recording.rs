//! Recording the call: the question and the sign.

use leptos::prelude::*;

use super::context::Desk;
use crate::{
    app::{Input, Recorded, RecordingInput},
    words,
};

fn says(recorded: Recorded) -> Option<&'static str> {
    match recorded {
        Recorded::Possible(_) => None,
        Recorded::Asked => Some(words::RECORDING_ASKED),
        Recorded::Records => Some(words::RECORDING),
        Recorded::Rests(why) => Some(words::rests(why)),
    }
}

fn sign(recorded: Option<Recorded>) -> &'static str {
    match recorded {
        Some(Recorded::Records) => "on",
        Some(Recorded::Rests(_)) => "rests",
        Some(Recorded::Asked) => "asked",
        _ => "off",
    }
}

/// Beside the call: there only where the site allows recordings. One button for all of it,
/// so that who presses it by keyboard keeps their place.
#[component]
pub(super) fn RecordingPart(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let recorded = desk.part(move |state| state.recorded(id));
    let input = move || match recorded.get_untracked() {
        Some(Recorded::Possible(_)) => RecordingInput::Ask(id),
        _ => RecordingInput::Stop,
    };
    view! {
        <Show when=move || recorded.get().is_some()>
            <div class="recording" data-sign=move || sign(recorded.get())>
                <p role="status" data-testid="recording">{move || recorded.get().and_then(says)}</p>
                <button
                    type="button"
                    data-testid="record"
                    disabled=move || recorded.get() == Some(Recorded::Possible(false))
                    on:click=move |_| desk.input(Input::Recording(input()))
                >
                    {move || match recorded.get() {
                        Some(Recorded::Asked) => "Take back",
                        Some(Recorded::Records | Recorded::Rests(_)) => "Stop recording",
                        _ => "Ask to record",
                    }}
                </button>
            </div>
        </Show>
    }
}
