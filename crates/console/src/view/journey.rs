use leptos::prelude::*;

use super::{context::Desk, room};
use crate::words;

#[component]
pub(super) fn JourneyPart(id: u64) -> impl IntoView {
    let desk = Desk::get();
    // The newest first: what just happened is why they are here.
    let facts = room::of(desk, id, |room| room.facts.iter().rev().cloned().collect::<Vec<_>>());
    let count = move || facts.read().len();
    let numbered = move || {
        let facts = facts.get();
        let all = facts.len();
        let number = move |(index, fact)| (all - index, fact);
        facts.into_iter().enumerate().map(number).collect::<Vec<_>>()
    };
    view! {
        <section class="journey" aria-label="What the customer did">
            <h2>"What the customer did"</h2>
            <Show when=move || count() == 0>
                <p class="empty">"Nothing is known of this visit yet."</p>
            </Show>
            <ol class="facts" tabindex="0" data-testid="journey">
                <For
                    each=numbered
                    key=|(number, fact)| (*number, fact.at)
                    children=move |(_, fact)| {
                        let at = fact.at;
                        view! {
                            <li class:struggle=words::is_struggle(&fact.kind)>
                                <span>{words::fact(&fact.kind)}</span>
                                <span class="muted when">
                                    {move || words::ago(desk.now.get(), at)}
                                </span>
                            </li>
                        }
                    }
                />
            </ol>
        </section>
    }
}
