use alongside_protocol::message::Stage;
use leptos::prelude::*;

use super::{
    callback::CallbackPart, chat::ChatPart, context::Desk, desk::Progress, handover::HandOverPart,
    journey::JourneyPart, kept::KeptRecordings, mirror::MirrorPart, phone::OnPhone, voice::VoiceBar,
};
use crate::{
    app::{Input, Room},
    desk::row,
    words,
};

/// Which part a narrow screen shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Page,
    Chat,
    Journey,
}

/// Reads one room, or nothing once it is gone.
pub(super) fn of<T: Default + PartialEq + Send + Sync + 'static>(
    desk: Desk,
    id: u64,
    part: impl Fn(&Room) -> T + Send + Sync + 'static,
) -> Memo<T> {
    desk.part(move |state| state.room(id).map(&part).unwrap_or_default())
}

#[component]
pub(super) fn RoomView(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let away = desk.part(move |state| state.open != Some(id));
    let part = RwSignal::new(Part::Page);
    let unread = of(desk, id, |room| room.unread);
    let button = move |which: Part, name: &'static str, class: &'static str| {
        view! {
            <button
                type="button"
                class=class
                aria-pressed=move || (part.get() == which).to_string()
                on:click=move |_| part.set(which)
            >
                {name}
                {move || {
                    (which == Part::Chat && unread.get() > 0)
                        .then(|| view! { <span class="count">{unread}</span> })
                }}
            </button>
        }
    };
    view! {
        <section
            class="room"
            class:away=away
            class:shows-page=move || part.get() == Part::Page
            class:shows-chat=move || part.get() == Part::Chat
            class:shows-journey=move || part.get() == Part::Journey
            data-testid="room"
            aria-labelledby=format!("room-{id}")
        >
            <Head id/>
            <div class="parts" role="group" aria-label="Part on screen">
                {button(Part::Page, "Page", "shows-page-button")}
                {button(Part::Chat, "Chat", "shows-chat-button")}
                {button(Part::Journey, "Journey", "shows-journey-button")}
            </div>
            <MirrorPart id away/>
            <div class="side">
                <CallbackPart id/>
                <VoiceBar id/>
                <OnPhone id/>
                <KeptRecordings id/>
                <ChatPart id/>
                <JourneyPart id/>
            </div>
        </section>
    }
}

#[component]
fn Head(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let row = Memo::new(move |_| {
        let now = desk.now.get();
        desk.state.with(|state| {
            let view = state.room(id)?.visit.as_ref()?;
            Some(row(state, view, now).with_one_counter())
        })
    });
    let name = of(desk, id, |room| {
        let unknown = || words::visitor(&room.engagement.visit);
        room.visit.as_ref().map_or_else(unknown, words::who)
    });
    let active = of(desk, id, Room::is_active);
    let reads = of(desk, id, |room| room.reads_along);
    let stage = of(desk, id, |room| match room.reads_along {
        true => "Reading along",
        false => words::stage(&room.engagement.stage),
    });
    let state = of(desk, id, |room| match room.engagement.stage {
        _ if room.reads_along => "reads-along",
        Stage::Waiting { .. } => "waiting",
        Stage::Active { .. } => "active",
        Stage::Ended { .. } => "ended",
    });
    let calls_back = of(desk, id, |room| room.callback.is_some());
    let end = of(desk, id, |room| words::end(room.engagement.channel));
    let up = desk.part(|state| state.link.is_up());
    let reason = move || {
        let row = row.get()?;
        let guess = row.reason?;
        let why = guess.evidence.join(" · ");
        Some(view! {
            <p class="reason">
                {guess.text} <span class="muted">", " {guess.confidence}</span>
                <span class="evidence muted">{why}</span>
            </p>
        })
    };
    let place = move || {
        let row = row.read();
        let row = row.as_ref()?;
        Some(if row.online {
            // What people call it says more than where the file is; that is a hover away.
            format!("{}: {}", row.site, row.place.as_ref().unwrap_or(&row.path))
        } else {
            format!("{}, {}", row.site, words::GONE.to_lowercase())
        })
    };
    let named = move || row.read().as_ref().is_some_and(|row| row.place.is_some());
    let path = move || row.read().as_ref().map(|row| row.path.clone());
    view! {
        <header class="room-head">
            <div class="who">
                <h1 id=format!("room-{id}") tabindex="-1">{name}</h1>
                <span
                    class="stage"
                    data-testid="engagement-stage"
                    data-stage=move || state.get()
                >
                    {stage}
                </span>
                <span class="muted path" class:named=named title=path data-testid="place">
                    {place}
                </span>
            </div>
            {reason}
            <Progress row/>
            <div class="end">
                <HandOverPart id/>
                <Show
                    when=move || active.get()
                    fallback=move || view! {
                        <Show
                            when=move || reads.get()
                            fallback=move || view! {
                                <button
                                    type="button"
                                    on:click=move |_| desk.input(Input::Dismiss(id))
                                >
                                    "Put away"
                                </button>
                            }
                        >
                            <button
                                type="button"
                                data-testid="stop-reading"
                                disabled=move || !up.get()
                                on:click=move |_| desk.input(Input::ReadAlong(id, false))
                            >
                                "Stop reading"
                            </button>
                        </Show>
                    }
                >
                    <Show when=move || !calls_back.get()>
                        <button
                            type="button"
                            class="danger"
                            data-testid="end"
                            disabled=move || !up.get()
                            on:click=move |_| desk.input(Input::End(id))
                        >
                            {end}
                        </button>
                    </Show>
                </Show>
            </div>
        </header>
    }
}
