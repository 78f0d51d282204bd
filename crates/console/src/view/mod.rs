//! What the agent sees, and the hands that carry out what [`crate::app`]
//! decides.

#![expect(unreachable_pub, reason = "Leptos writes public items for every component")]

mod aside;
mod bar;
mod boxes;
mod callback;
mod chat;
mod context;
mod desk;
mod devices;
mod flows;
mod handover;
mod http;
mod icon;
mod journey;
mod kept;
mod keys;
mod login;
mod mirror;
mod mirrors;
mod phone;
mod pictures;
mod recorder;
mod recording;
mod resize;
mod room;
mod shell;
mod sight;
mod tone;
mod voice;
mod writing;

use alongside_browser::guard::on_panic;
use leptos::prelude::*;

use self::{
    aside::HandOvers, bar::Bar, context::Desk, desk::CustomerList, flows::FlowsPage, login::Login,
    room::RoomView,
};
use crate::{
    app::{Phase, State},
    words,
};

/// Starts the console in the body of the page.
pub fn start() {
    on_panic(|| {
        let body = web_sys::window().and_then(|window| window.document()?.body());
        if let Some(body) = body {
            body.set_text_content(Some("The console has stopped. Load this page again."));
        }
    });
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let desk = Desk::provide();
    Effect::new(move |_| {
        let title = desk.state.with(|state| {
            let unread = state.rooms.iter().map(|room| room.unread).sum();
            words::page_title(state.waiting(), unread)
        });
        document().set_title(&title);
    });
    let phase = desk.part(|state| match state.phase {
        Phase::Checking => 0,
        Phase::Login { .. } => 1,
        Phase::Desk => 2,
    });
    let announcement = desk.part(|state| state.announcement.clone());
    view! {
        <div class="sr" role="status" aria-live="polite">{announcement}</div>
        <audio id="customer-audio" autoplay></audio>
        {move || match phase.get() {
            0 => view! { <p class="checking">"One moment…"</p> }.into_any(),
            1 => view! { <Login/> }.into_any(),
            _ => view! { <Work/> }.into_any(),
        }}
    }
}

#[component]
fn Work() -> impl IntoView {
    let desk = Desk::get();
    let notice = desk.part(|state| state.notice.clone());
    let rooms = desk.part(|state| {
        let ids = state.rooms.iter().map(|room| room.engagement.id);
        ids.collect::<Vec<_>>()
    });
    let on_flows = desk.part(State::shows_flows);
    let on_list = desk.part(|state| state.open.is_none() && !state.shows_flows());
    let open = desk.part(|state| state.open);
    Effect::new(move |_| {
        open.track();
        on_flows.track();
        keys::keep_focus();
    });
    keys::listen();
    view! {
        <Bar/>
        <Show when=move || !notice.read().is_empty()>
            <div class="notice" role="alert" data-testid="notice">
                <p>{notice}</p>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| desk.input(crate::app::Input::NoticeRead)
                >
                    "Close"
                </button>
            </div>
        </Show>
        <HandOvers/>
        <main>
            <div class="pane" class:away=move || !on_list.get()>
                <CustomerList/>
            </div>
            <div class="pane" class:away=move || !on_flows.get()>
                <FlowsPage/>
            </div>
            // Rooms stay where they are: a frame that is taken out of the page
            // forgets the copy in it.
            <For each=move || rooms.get() key=|id| *id children=|id| view! { <RoomView id/> }/>
        </main>
    }
}
