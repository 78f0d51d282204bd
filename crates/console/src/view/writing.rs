//! A code for author mode, for agents who may write flows.

use leptos::prelude::*;

use super::{callback::day_and_hour, context::Desk};
use crate::app::{CodeOf, FlowsInput, Input};

#[component]
pub(super) fn Writing() -> impl IntoView {
    let desk = Desk::get();
    let sites =
        desk.part(|state| state.flows.current().map(|records| records.writes.clone()).unwrap_or_default());
    let code = desk.part(|state| state.flows.code.clone());
    let ask = move |key: String| desk.input(Input::Flows(FlowsInput::AskCode(key)));
    let named = move |key: &str| {
        let site =
            sites.with(|sites| sites.iter().find(|site| site.site == key).map(|site| site.name.clone()));
        site.unwrap_or_else(|| key.to_owned())
    };
    let of_site = move || {
        sites
            .get()
            .into_iter()
            .map(|site| {
                let key = site.site.clone();
                view! {
                    <button type="button" data-testid="writing-code" on:click=move |_| ask(key.clone())>
                        {site.name}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !sites.read().is_empty()>
            <section class="writing" aria-label="Write flows">
                <p>"Write flows: get a code for author mode on the pages of"</p>
                <div class="line">{of_site}</div>
                {move || code.get().map(|code| answer(named(&code.site), code))}
            </section>
        </Show>
    }
}

fn answer(name: String, CodeOf { came, .. }: CodeOf) -> impl IntoView {
    match came {
        None => view! { <p class="muted">"One moment…"</p> }.into_any(),
        Some(Err(why)) => view! { <p class="notice" role="alert">{why}</p> }.into_any(),
        Some(Ok(code)) => {
            let until = day_and_hour(code.expires_at);
            let select =
                |event: web_sys::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
            view! {
                <label>
                    {format!("Code for {name}")}
                    <input
                        type="text"
                        readonly
                        data-testid="writing-code-value"
                        prop:value=code.code
                        on:focus=select
                    />
                </label>
                <p class="muted">
                    "Put it in author mode, under Versions. Whoever has it writes what customers are shown, until "
                    <bdi>{until}</bdi> "."
                </p>
            }
            .into_any()
        }
    }
}
