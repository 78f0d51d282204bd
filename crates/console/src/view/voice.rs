use alongside_protocol::message::Channel;
use leptos::prelude::*;

use super::{context::Desk, devices, icon, recording::RecordingPart, room};
use crate::{
    app::{Input, Line, Microphone, Room, Voice},
    words,
};

/// How the call is, in words.
fn state(voice: &Voice) -> &'static str {
    match (&voice.microphone, voice.line) {
        _ if voice.reloads => "The customer's page is loading anew; the call comes back",
        (Microphone::Asking, _) => "Allow the microphone to answer",
        (_, Line::Waiting) => "Waiting for the customer's line",
        (_, Line::Connecting) => "Connecting",
        (_, Line::Connected) => "Connected",
        (_, Line::Interrupted) => "Interrupted, trying again",
    }
}

fn short(line: Line) -> &'static str {
    match line {
        Line::Waiting => "waiting",
        Line::Connecting => "connecting",
        Line::Connected => "connected",
        Line::Interrupted => "interrupted",
    }
}

#[component]
pub(super) fn VoiceBar(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let wanted = room::of(desk, id, Room::wants_voice);
    let mine = desk.part(move |state| state.voice.clone().filter(|voice| voice.engagement == id));
    view! {
        <Show when=move || wanted.get()>
            <section class="voice" aria-label="Call">
                <Show
                    when=move || mine.read().is_some()
                    fallback=|| view! {
                        <p data-testid="voice-state">
                            "You are on another call. This one starts when that ends."
                        </p>
                    }
                >
                    <Call id mine/>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Call(id: u64, mine: Memo<Option<Voice>>) -> impl IntoView {
    let desk = Desk::get();
    let of = move |part: fn(&Voice) -> bool| move || mine.read().as_ref().is_some_and(part);
    let muted = of(|voice| voice.muted);
    let held = of(|voice| voice.held);
    let deaf = of(|voice| voice.microphone != Microphone::Ready);
    let missing = move || match &mine.read().as_ref()?.microphone {
        Microphone::Missing(why) => Some(format!("You are only listening. {why}")),
        _ => None,
    };
    let customer = room::of(desk, id, |room| room.customer_line);
    let listens = room::of(desk, id, |room| room.engagement.channel == Channel::Listen);
    let customer_muted = move || {
        if listens.get() {
            return Some("The customer hears you, has no microphone on, and answers in writing.");
        }
        let line = customer.get().filter(|line| line.muted)?;
        Some(if line.connected { "The customer is muted." } else { "The customer's microphone is off." })
    };
    let private = room::of(desk, id, |room| room.customer_line.is_some_and(|line| line.private));
    let code = desk.part(move |state| state.call_code(id).map(str::to_owned));
    let sounds = desk.part(move |state| state.sounds(id));
    let quality = move || sounds.get().as_ref().map(words::line);
    let said = Memo::new(move |_| quality().is_some_and(|said| !said.is_empty()));
    let figures = move || {
        let lines = sounds.get().as_ref().map(words::figures).unwrap_or_default();
        lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()
    };
    let meanings = words::FIGURES_MEAN.map(|(figure, means)| view! { <dt>{figure}</dt> <dd>{means}</dd> });
    let troubles = move || {
        let said = sounds.get().as_ref().map(words::troubles).unwrap_or_default();
        said.into_iter().map(|text| view! { <p class="warn-text">{text}</p> }).collect_view()
    };
    view! {
        <div class="line">
            {icon::phone()}
            <span
                class="state"
                role="status"
                data-testid="voice-state"
                data-line=move || mine.read().as_ref().map(|voice| short(voice.line))
            >
                {move || mine.read().as_ref().map(state)}
            </span>
            <button
                type="button"
                data-testid="mute"
                aria-pressed=move || muted().to_string()
                disabled=deaf
                on:click=move |_| desk.input(Input::Mute(!muted()))
            >
                {icon::microphone()}
                {move || if muted() { "Muted" } else { "Mute" }}
            </button>
            <button
                type="button"
                data-testid="hold"
                aria-pressed=move || held().to_string()
                on:click=move |_| desk.input(Input::Hold(!held()))
            >
                {icon::pause()}
                {move || if held() { "On hold" } else { "Hold" }}
            </button>
        </div>
        <RecordingPart id/>
        <p class="warn-text">{move || held().then_some(words::ON_HOLD)}</p>
        <Show when=move || !deaf()>
            <devices::Meter/>
        </Show>
        <devices::Choice/>
        <details class="sound" class:none=move || !said.get()>
            <summary data-testid="line-quality">{quality}</summary>
            <div data-testid="line-figures">{figures}</div>
            <dl>{meanings}</dl>
        </details>
        <div role="status" data-testid="line-trouble">{troubles}</div>
        <p class="warn-text">{missing}</p>
        <p class="muted" data-testid="customer-line">{customer_muted}</p>
        <p class="private" data-testid="customer-private">{move || private.get().then_some(words::PRIVATE)}</p>
        <Show when=move || code.read().is_some()>
            <details class="code">
                <summary>"Is this line private?"</summary>
                <strong class="digits" data-testid="call-code-digits">{code}</strong>
                <p class="muted">{words::CODE_MEANS}</p>
            </details>
        </Show>
    }
}
