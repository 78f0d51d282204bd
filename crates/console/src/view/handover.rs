//! Handing a customer over: the form of the one who asks, and what colleagues offer.

use alongside_protocol::message::{AskHandOver, HandOver, HandOverStage};
use leptos::{html, prelude::*};

use super::{context::Desk, room};
use crate::{
    app::{Input, Room},
    words,
};

/// In a room's head: asks a colleague, and tells how that stands.
#[component]
pub(super) fn HandOverPart(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let active = room::of(desk, id, Room::is_active);
    let running = desk.part(move |state| state.handover(id).filter(|one| !one.yours).cloned());
    let somebody = desk.part(move |state| !state.colleagues_for(id).is_empty());
    let opened = RwSignal::new(false);
    let up = desk.part(|state| state.link.is_up());
    let button = NodeRef::new();
    view! {
        <Show when=move || active.get() && running.read().is_none()>
            <button
                type="button"
                node_ref=button
                data-testid="hand-over"
                aria-expanded=move || opened.get().to_string()
                disabled=move || !up.get() || !somebody.get()
                title=move || (!somebody.get()).then_some("No colleague of this site is there.")
                on:click=move |_| opened.update(|opened| *opened = !*opened)
            >
                "Hand over"
            </button>
            <Show when=move || opened.get()>
                <Form id opened button/>
            </Show>
        </Show>
        <Show when=move || running.read().is_some()>
            <Running id running/>
        </Show>
    }
}

#[component]
fn Form(id: u64, opened: RwSignal<bool>, button: NodeRef<html::Button>) -> impl IntoView {
    let desk = Desk::get();
    let colleagues = desk.part(move |state| state.colleagues_for(id));
    let chosen = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let Some(list) = chosen.get() {
            let _ = list.focus();
        }
    });
    let note = RwSignal::new(String::new());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(to) = chosen.get_untracked().map(|list| list.value()).filter(|to| !to.is_empty()) else {
            return;
        };
        desk.input(Input::HandOver(AskHandOver { engagement: id, to, note: note.get_untracked() }));
        opened.set(false);
    };
    let close = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            opened.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    view! {
        <form class="handover" data-testid="hand-over-form" on:submit=send on:keydown=close>
            <label>
                "To"
                <select node_ref=chosen data-testid="hand-over-to">
                    {move || {
                        let options = colleagues.get().into_iter();
                        options
                            .map(|one| {
                                let said = words::colleague(&one);
                                view! { <option value=one.name>{said}</option> }
                            })
                            .collect_view()
                    }}
                </select>
            </label>
            <label>
                "Note for your colleague"
                <textarea
                    rows="3"
                    data-testid="hand-over-note"
                    prop:value=note
                    on:input=move |event| note.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="muted">"The customer never reads it. When your colleague reads along, the customer is told. You stay until \
                your colleague is heard."</p>
            <button type="submit" class="primary" data-testid="hand-over-send">"Offer"</button>
        </form>
    }
}

#[component]
fn Running(id: u64, running: Memo<Option<HandOver>>) -> impl IntoView {
    let desk = Desk::get();
    let offered = move || {
        let stage = running.read().as_ref().map(|one| one.stage);
        stage == Some(HandOverStage::Offered)
    };
    view! {
        <p class="muted" role="status" data-testid="hand-over-state">
            {move || running.read().as_ref().map(words::hands_over)}
        </p>
        <Show when=offered>
            <button
                type="button"
                data-testid="hand-over-take-back"
                on:click=move |_| desk.input(Input::AnswerOffer(id, false))
            >
                "Take back"
            </button>
        </Show>
    }
}
