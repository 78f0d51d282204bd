//! Whether the picture of the page is the page, and why it is not.

use leptos::prelude::*;

use super::{context::Desk, room};
use crate::{
    app::{Room, Seen},
    words,
};

/// What is seen of an engagement's page; nothing once the engagement is over.
pub(super) fn seen(desk: Desk, id: u64) -> Memo<Option<Seen>> {
    let active = room::of(desk, id, Room::is_shown);
    Memo::new(move |_| {
        // A page that is gone for long is told with the passing of time.
        desk.now.track();
        let now = super::context::clock();
        let seen = desk.state.with(|state| state.room(id).map(|room| room.sight.seen(now)));
        seen.filter(|_| active.get())
    })
}

/// The name of a state, for style sheets and tests.
pub(super) fn name(seen: Option<Seen>) -> &'static str {
    match seen {
        None => "over",
        Some(Seen::Waiting) => "waiting",
        Some(Seen::Live) => "live",
        Some(Seen::Delayed(_)) => "delayed",
        Some(Seen::NextPage) => "next-page",
        Some(Seen::Away) => "away",
        Some(Seen::Paused) => "paused",
        Some(Seen::Ended(_)) => "ended",
        Some(Seen::Lost) => "lost",
        Some(Seen::OtherTab) => "other-tab",
    }
}

/// Live or how late, beside the tools.
#[component]
pub(super) fn Pace(seen: Memo<Option<Seen>>) -> impl IntoView {
    move || {
        let current = seen.get().filter(|seen| seen.is_current())?;
        let (words, meaning) = words::seen(current);
        Some(view! {
            <p class="pace" data-testid="pace" title=meaning>
                <span class="dot" aria-hidden="true"></span>
                {words}
            </p>
        })
    }
}

/// Why the picture stands still, over it.
#[component]
pub(super) fn Standstill(seen: Memo<Option<Seen>>) -> impl IntoView {
    let words = move || {
        let stands = seen.get();
        if stands.is_some_and(Seen::is_current) {
            return None;
        }
        let (words, meaning) = stands.map_or_else(words::unseen, words::seen);
        let loads = matches!(stands, Some(Seen::Waiting | Seen::NextPage | Seen::Lost));
        Some(view! {
            <div class="standstill">
                {loads.then(|| view! { <span class="turning" aria-hidden="true"></span> })}
                <p><strong>{words}</strong></p>
                <p class="muted">{meaning}</p>
            </div>
        })
    };
    // Always there: a region that comes with its words is not read out.
    view! { <div class="over" role="status" data-testid="sight">{words}</div> }
}
