use alongside_protocol::message::Channel;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{context::Desk, http, icon, keys::Keys};
use crate::{
    app::{FlowsInput, Input, Room, State},
    words,
};

/// One engagement's tab.
#[derive(Clone, PartialEq, Eq)]
struct Tab {
    id: u64,
    name: String,
    unread: u32,
    ended: bool,
    /// They talk, in the page or on the telephone.
    talks: bool,
}

fn tab(room: &Room) -> Tab {
    Tab {
        id: room.engagement.id,
        name: room.visit.as_ref().map_or_else(|| words::visitor(&room.engagement.visit), words::who),
        unread: room.unread,
        ended: !room.is_shown(),
        talks: room.wants_voice() || room.engagement.channel == Channel::Phone,
    }
}

#[component]
pub(super) fn Bar() -> impl IntoView {
    let desk = Desk::get();
    let waiting = desk.part(State::waiting);
    let tabs = desk.part(|state| state.rooms.iter().map(tab).collect::<Vec<_>>());
    let open = desk.part(|state| state.open);
    let on_flows = desk.part(State::shows_flows);
    let current = move |id: Option<u64>| (open.get() == id && !on_flows.get()).then_some("page");
    view! {
        <header class="bar">
            <p class="brand">{icon::mark()} <span>"Alongside"</span></p>
            <nav aria-label="Customers, flows and conversations">
                <button
                    type="button"
                    class="tab"
                    data-testid="tab-list"
                    aria-current=move || current(None)
                    on:click=move |_| desk.input(Input::Open(None))
                >
                    "Customers"
                    <Show when=move || { waiting.get() > 0 }>
                        <span class="count">{waiting} " waiting"</span>
                    </Show>
                </button>
                <button
                    type="button"
                    class="tab"
                    data-testid="tab-flows"
                    aria-current=move || on_flows.get().then_some("page")
                    on:click=move |_| desk.input(Input::Flows(FlowsInput::Look))
                >
                    "Flows"
                </button>
                {move || {
                    let show = move |tab: Tab| {
                        let id = tab.id;
                        view! {
                            <button
                                type="button"
                                class="tab"
                                class:ended=tab.ended
                                data-testid="tab-room"
                                aria-current=move || current(Some(id))
                                on:click=move |_| desk.input(Input::Open(Some(id)))
                            >
                                {if tab.talks {
                                    icon::phone().into_any()
                                } else {
                                    icon::chat().into_any()
                                }}
                                <span class="name">{tab.name}</span>
                                {(tab.unread > 0)
                                    .then(|| view! { <span class="count">{tab.unread} " new"</span> })}
                                {tab.ended.then_some(" (ended)")}
                            </button>
                        }
                    };
                    tabs.get().into_iter().map(show).collect_view()
                }}
            </nav>
            <Me/>
        </header>
    }
}

#[component]
fn Me() -> impl IntoView {
    let desk = Desk::get();
    let name = desk.part(|state| state.name.clone());
    let available = desk.part(|state| state.available);
    let link = desk.part(|state| match (state.link.is_up(), state.link.is_refused()) {
        (true, _) => "",
        (_, true) => "Not connected",
        _ if state.link.failures() > 0 => "Connection lost, trying again…",
        _ => "Connecting…",
    });
    let log_out = move |_| {
        spawn_local(async move {
            http::log_out().await;
            desk.input(Input::LoggedOut(String::new()));
        });
    };
    view! {
        <div class="me">
            <span class="link" role="status" data-testid="link-state">{link}</span>
            <button
                type="button"
                class="switch"
                role="switch"
                data-testid="presence-toggle"
                aria-checked=move || available.get().to_string()
                on:click=move |_| desk.input(Input::Available(!available.get_untracked()))
            >
                <span class="knob" aria-hidden="true"></span>
                "Available"
            </button>
            <Keys/>
            <button type="button" class="quiet" data-testid="logout" on:click=log_out>
                "Log out"
                <span class="who">{move || format!(" {}", name.get())}</span>
            </button>
        </div>
    }
}
