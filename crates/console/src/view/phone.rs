//! Where the agent types what a customer says on the telephone, and what they read beside
//! the page that it opens.

use alongside_protocol::message::Channel;
use leptos::{html, prelude::*};

use super::{context::Desk, room};
use crate::{app::Input, words};

#[component]
pub(super) fn PhoneCode() -> impl IntoView {
    let desk = Desk::get();
    let up = desk.part(|state| state.link.is_up());
    let code = NodeRef::<html::Input>::new();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = code.get_untracked() {
            desk.input(Input::PhoneCode(field.value()));
            field.set_value("");
        }
    };
    view! {
        <form class="phone-code" on:submit=send>
            <label>
                "Phone code"
                <input
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    // Six digits and what stands between them.
                    maxlength="9"
                    placeholder="6 digits"
                    node_ref=code
                    data-testid="phone-code"
                />
            </label>
            <button type="submit" data-testid="phone-code-open" disabled=move || !up.get()>
                "Open page"
            </button>
        </form>
    }
}

#[component]
pub(super) fn OnPhone(id: u64) -> impl IntoView {
    let desk = Desk::get();
    let on_phone = room::of(desk, id, |room| room.is_active() && room.engagement.channel == Channel::Phone);
    view! {
        <Show when=move || on_phone.get()>
            <p class="on-phone" data-testid="on-phone">{words::ON_PHONE}</p>
        </Show>
    }
}
