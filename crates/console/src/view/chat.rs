use alongside_protocol::message::{ChatLine, Speaker};
use leptos::{ev::KeyboardEvent, html, prelude::*};

use super::{context::Desk, room};
use crate::{
    app::{Input, Room},
    words,
};

#[component]
pub(super) fn ChatPart(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let log = NodeRef::<html::Div>::new();
    let lines = room::of(desk, id, |room| room.engagement.lines.clone());
    let numbered = move || lines.get().into_iter().enumerate().collect::<Vec<_>>();
    Effect::new(move |_| {
        let _ = lines.read().len();
        if let Some(log) = log.get() {
            // After the new line is there.
            request_animation_frame(move || log.set_scroll_top(log.scroll_height()));
        }
    });
    view! {
        <section class="chat" aria-label="Chat">
            <Show when=move || lines.read().is_empty()>
                <p class="empty">
                    "Nothing has been written yet. What you write appears on the customer's page."
                </p>
            </Show>
            <div
                class="log"
                role="log"
                aria-label="Conversation"
                data-testid="chat-log"
                tabindex="0"
                node_ref=log
            >
                <ol>
                    <For
                        each=numbered
                        key=|(index, line)| (*index, line.at)
                        children=move |(_, line)| view! { <Line id line/> }
                    />
                </ol>
            </div>
            <Composer id/>
        </section>
    }
}

#[component]
fn Line(id: u64, line: ChatLine) -> impl IntoView {
    let desk = Desk::get();
    let at = line.at;
    let colleague = room::of(desk, id, |room| room.agent().filter(|_| room.reads_along).map(str::to_owned));
    let from = match line.from {
        Speaker::Customer => "customer",
        Speaker::Agent => "agent",
    };
    let name = move || match (line.from, colleague.get()) {
        (Speaker::Customer, _) => "Customer".to_owned(),
        (Speaker::Agent, Some(agent)) => agent,
        (Speaker::Agent, None) => "You".to_owned(),
    };
    view! {
        <li class="line" data-from=from>
            <p class="text">{line.text}</p>
            <p class="muted meta">
                {name} ", " {move || words::ago(desk.now.get(), at)}
            </p>
        </li>
    }
}

#[component]
fn Composer(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let input = NodeRef::<html::Textarea>::new();
    let active = room::of(desk, id, Room::is_active);
    // On a call the line itself carries what is written.
    let up = desk.part(move |state| state.can_write(id));
    let with = room::of(desk, id, |room| room.agent().filter(|_| room.reads_along).map(str::to_owned));
    let hint = move || match (active.get(), up.get(), with.get()) {
        (_, _, Some(agent)) => words::only_reads(&agent),
        (true, true, None) => "Write to the customer".to_owned(),
        (true, false, None) => "Connection lost. You can go on writing; sending waits.".to_owned(),
        (false, _, None) => "This conversation is over.".to_owned(),
    };
    let send = move || {
        let Some(field) = input.get_untracked() else {
            return;
        };
        // Without a connection the draft stays where it is.
        if active.get_untracked() && up.get_untracked() {
            desk.input(Input::Say(id, field.value()));
            field.set_value("");
        }
    };
    let press = move |event: KeyboardEvent| {
        // Enter also ends the composition of a character.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        }
    };
    view! {
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <textarea
                data-testid="chat-input"
                rows="2"
                aria-label="Message to the customer"
                placeholder=hint
                disabled=move || !active.get()
                node_ref=input
                on:keydown=press
            ></textarea>
            <button
                class="primary"
                data-testid="chat-send"
                disabled=move || !(active.get() && up.get())
            >
                "Send"
            </button>
        </form>
    }
}
