//! What two agents have to say to each other about a customer: what a colleague offers, and
//! the line between the two, above everything else.

use alongside_protocol::message::{Aside, HandOver, HandOverStage};
use leptos::{html, prelude::*};

use super::context::Desk;
use crate::{app::Input, words};

/// All hand-overs that something may come of, from and to this agent.
#[component]
pub(super) fn HandOvers() -> impl IntoView {
    let desk = Desk::get();
    let open = desk.part(|state| state.handovers.keys().copied().collect::<Vec<_>>());
    view! { <For each=move || open.get() key=|id| *id children=|id| view! { <Between id/> }/> }
}

#[component]
fn Between(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let told = desk.part(move |state| state.handover(id).cloned());
    let who = desk.part(move |state| {
        let visit = state.handover(id).map(|one| one.visit.clone()).unwrap_or_default();
        state.visits.get(&visit).map_or_else(|| words::visitor(&visit), words::who)
    });
    let offered =
        move || told.read().as_ref().is_some_and(|one| one.yours && one.stage == HandOverStage::Offered);
    let draft = RwSignal::new(String::new());
    view! {
        <section
            class="notice between"
            aria-label=move || told.read().as_ref().map(words::between)
            data-testid="between"
        >
            <Show when=offered>
                <Offer id told who draft/>
            </Show>
            <Line id told draft/>
        </section>
    }
}

/// What a colleague offers, and what can be said to it.
#[component]
fn Offer(id: u64, told: Memo<Option<HandOver>>, who: Memo<String>, draft: RwSignal<String>) -> impl IntoView {
    let desk = Desk::get();
    let note = move || told.read().as_ref().map(|one| one.note.clone()).filter(|note| !note.is_empty());
    let reads = move || told.read().as_ref().is_some_and(|one| one.reads);
    view! {
        <div class="offer" role="alert" data-testid="offer">
            <div>
                <p>{move || told.read().as_ref().map(words::offered)} " " <strong>{who}</strong></p>
                <p class="note" data-testid="offer-note">{note}</p>
            </div>
            <button
                type="button"
                data-testid="offer-read"
                aria-pressed=move || reads().to_string()
                title="The customer is told that you do."
                on:click=move |_| desk.input(Input::ReadAlong(id, !reads()))
            >
                "Read along"
            </button>
            <button
                type="button"
                class="primary"
                data-testid="offer-accept"
                on:click=move |_| desk.input(Input::AnswerOffer(id, true))
            >
                "Take over"
            </button>
            <button
                type="button"
                data-testid="offer-decline"
                title="What you have begun to write goes with it."
                on:click=move |_| {
                    desk.input(Input::Decline(id, draft.get_untracked()));
                    draft.set(String::new());
                }
            >
                "Decline"
            </button>
        </div>
    }
}

/// The line between the two agents.
#[component]
fn Line(id: u64, told: Memo<Option<HandOver>>, draft: RwSignal<String>) -> impl IntoView {
    let desk = Desk::get();
    let lines = desk.part(move |state| state.asides.get(&id).cloned().unwrap_or_default());
    let up = desk.part(|state| state.link.is_up());
    let log = NodeRef::<html::Ol>::new();
    Effect::new(move |_| {
        lines.track();
        request_animation_frame(move || {
            if let Some(log) = log.get_untracked() {
                log.set_scroll_top(log.scroll_height());
            }
        });
    });
    let between = move || told.read().as_ref().map(words::between);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if up.get_untracked() {
            desk.input(Input::Aside(id, draft.get_untracked()));
            draft.set(String::new());
        }
    };
    let said = |line: Aside| {
        let who = if line.yours { "You".to_owned() } else { line.from };
        view! { <li><strong>{who}</strong> " " {line.text}</li> }
    };
    view! {
        <p class="muted" data-testid="between-whom">{between}</p>
        <Show when=move || !lines.read().is_empty()>
            // Scrolled by keys, too.
            <ol class="asides" data-testid="asides" tabindex="0" aria-label=between node_ref=log>
                {move || lines.get().into_iter().map(said).collect_view()}
            </ol>
        </Show>
        <form class="aside" on:submit=send>
            <input
                type="text"
                data-testid="aside-input"
                aria-label="Message to your colleague"
                placeholder="Write to your colleague"
                autocomplete="off"
                prop:value=draft
                on:input=move |event| draft.set(event_target_value(&event))
            />
            <button type="submit" data-testid="aside-send" disabled=move || !up.get()>"Send"</button>
        </form>
    }
}
