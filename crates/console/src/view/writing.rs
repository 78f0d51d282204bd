//! A code for author mode, for agents who may write flows.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

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
            let field = NodeRef::<leptos::html::Input>::new();
            let said = RwSignal::new("");
            let select =
                |event: web_sys::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
            let letters = code.code.clone();
            let copy = move |_| {
                let letters = letters.clone();
                spawn_local(async move {
                    let copied = copied(&letters).await;
                    if let Some(field) = field.get_untracked().filter(|_| !copied) {
                        field.select();
                    }
                    said.set(if copied { "Copied." } else { "It is selected: copy it by hand." });
                });
            };
            view! {
                <div class="line code">
                    <label>
                        {format!("Code for {name}")}
                        <input
                            type="text"
                            readonly
                            data-testid="writing-code-value"
                            node_ref=field
                            prop:value=code.code
                            on:focus=select
                        />
                    </label>
                    <button type="button" data-testid="copy-writing-code" on:click=copy>"Copy"</button>
                    <span role="status" class="muted">{said}</span>
                </div>
                <p class="muted">
                    "Put it in author mode, under Versions. Whoever has it writes what customers are shown, until "
                    <bdi>{until}</bdi> "."
                </p>
            }
            .into_any()
        }
    }
}

/// Puts a text into the clipboard, if the browser lets us: without TLS there is none, whatever
/// its type says.
async fn copied(text: &str) -> bool {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    match clipboard.filter(|clipboard| !clipboard.is_undefined()) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}
