use leptos::{ev::SubmitEvent, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;

use super::{context::Desk, http, icon};
use crate::app::{Input, Phase};

#[component]
pub(super) fn Login() -> impl IntoView {
    let desk = Desk::get();
    let name = NodeRef::<leptos::html::Input>::new();
    let password = NodeRef::<leptos::html::Input>::new();
    let busy = RwSignal::new(false);
    let problem = desk.part(|state| match &state.phase {
        Phase::Login { problem } => problem.clone(),
        _ => String::new(),
    });
    let value = |field: Option<HtmlInputElement>| field.map(|field| field.value()).unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (name, password) = (value(name.get_untracked()), value(password.get_untracked()));
        spawn_local(async move {
            let answer = http::log_in(&name, &password).await;
            busy.set(false);
            desk.input(match answer {
                Ok(name) => Input::LoggedIn(name),
                Err(http::Problem::NotLoggedIn) => {
                    Input::LoggedOut("The name or the password is wrong.".into())
                }
                Err(http::Problem::Other(why)) => Input::LoggedOut(why),
            });
        });
    };
    Effect::new(move |_| {
        if let Some(field) = name.get() {
            let _ = field.focus();
        }
    });
    view! {
        <main class="login">
            <form on:submit=submit aria-labelledby="login-title">
                <p class="brand">{icon::mark()} "Alongside"</p>
                <h1 id="login-title">"Log in to take customers"</h1>
                <label for="login-name">"Name"</label>
                <input
                    id="login-name"
                    data-testid="login-name"
                    node_ref=name
                    autocomplete="username"
                    autocapitalize="none"
                    spellcheck="false"
                    required
                />
                <label for="login-password">"Password"</label>
                <input
                    id="login-password"
                    data-testid="login-password"
                    node_ref=password
                    type="password"
                    autocomplete="current-password"
                    required
                />
                <p class="problem" role="alert">{problem}</p>
                <button class="primary" data-testid="login-submit" disabled=busy>
                    {move || if busy.get() { "Logging in…" } else { "Log in" }}
                </button>
            </form>
        </main>
    }
}
