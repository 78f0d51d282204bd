//! The few pictures, as outlines in the colour of the text.

use leptos::prelude::*;

fn outline(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path
                d=path
                fill="none"
                stroke="currentColor"
                stroke-width="1.6"
                stroke-linecap="round"
                stroke-linejoin="round"
            ></path>
        </svg>
    }
}

pub(super) fn mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <circle cx="9" cy="12" r="7" fill="none" stroke="currentColor" stroke-width="2"></circle>
            <circle cx="15" cy="12" r="7" fill="none" stroke="currentColor" stroke-width="2"></circle>
        </svg>
    }
}

pub(super) fn phone() -> impl IntoView {
    outline(
        "M4.5 3h2.2l1.4 3.6-1.7 1.3a9.5 9.5 0 0 0 5.7 5.7l1.3-1.7 3.6 1.4v2.2a1.5 1.5 0 0 1-1.6 1.5A13.5 \
         13.5 0 0 1 3 4.6 1.5 1.5 0 0 1 4.5 3Z",
    )
}

pub(super) fn chat() -> impl IntoView {
    outline("M3 4.5h14v9H9l-3.5 3v-3H3Z")
}

pub(super) fn pointer() -> impl IntoView {
    outline("M4 3l12 6.2-5.2 1.4L8.6 16Z")
}

pub(super) fn microphone() -> impl IntoView {
    outline("M10 3a2 2 0 0 1 2 2v4.5a2 2 0 0 1-4 0V5a2 2 0 0 1 2-2ZM5 9.5a5 5 0 0 0 10 0M10 14.5V17")
}

pub(super) fn pause() -> impl IntoView {
    outline("M7 4v12M13 4v12")
}

pub(super) fn picture() -> impl IntoView {
    outline("M3 4.5h14v11H3zM3 13l4-4 3.5 3.5 2.5-2 4 3")
}
