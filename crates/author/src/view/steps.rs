//! The steps of a flow or a move, in their order.

use leptos::{ev, html, prelude::*};

use super::Desk;
use crate::{
    app::{Author, Input},
    document::Track,
    edit::Edit,
};

pub(super) fn steps(desk: Desk) -> AnyView {
    // The row that is dragged.
    let dragged = RwSignal::new(None::<usize>);
    let rows = desk.part(|author| {
        let (track, chosen) = author.selection();
        let document = author.document();
        let row = |step| (track, step, document.step_title(track, step), chosen == Some(step));
        (0..document.steps(track).len()).map(row).collect::<Vec<_>>()
    });
    let list = move || {
        let rows = rows.get();
        let count = rows.len();
        rows.into_iter().map(|row| one(desk, dragged, row, count)).collect_view()
    };
    let empty = desk.part(Author::is_empty);
    let hint = move || {
        let words = "No step yet. Pick an element of the page, and add a step about it.";
        empty.get().then(|| html::p().class("muted").attr("data-testid", "no-step").child(words))
    };
    (hint, html::ol().class("steps").attr("data-testid", "steps").child(list)).into_any()
}

fn one(
    desk: Desk,
    dragged: RwSignal<Option<usize>>,
    (track, step, title, chosen): (Track, usize, String, bool),
    count: usize,
) -> impl IntoView {
    let shift = move |to: usize| {
        desk.input(Input::Edit(Edit::MoveStep { track, from: step, to }));
        // The list is drawn anew: the keyboard stays with the step.
        desk.focus(format!(".steps li:nth-child({}) .name", to + 1));
    };
    let up = move || {
        if let Some(to) = step.checked_sub(1) {
            shift(to);
        }
    };
    let down = move || {
        if step + 1 < count {
            shift(step + 1);
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") {
            event.prevent_default();
            if event.key() == "ArrowUp" { up() } else { down() }
        }
    };
    let choose = move |_| {
        desk.input(Input::Select(track, Some(step)));
        desk.focus(format!(".steps li:nth-child({}) .name", step + 1));
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        if let Some(from) = dragged.get_untracked() {
            desk.input(Input::Edit(Edit::MoveStep { track, from, to: step }));
        }
        dragged.set(None);
    };
    let name = title.clone();
    let small = move |words: &'static str, what: &'static str, disabled: bool, press: Box<dyn Fn()>| {
        html::button()
            .r#type("button")
            .class("small")
            .attr("aria-label", format!("{what}: {name}"))
            .prop("disabled", disabled)
            .on(ev::click, move |_| press())
            .child(words)
    };
    html::li()
        .draggable("true")
        .class(if chosen { "chosen" } else { "" })
        .on(ev::dragstart, move |_| dragged.set(Some(step)))
        .on(ev::dragend, move |_| dragged.set(None))
        .on(ev::dragover, move |event| event.prevent_default())
        .on(ev::drop, drop)
        .on(ev::keydown, keys)
        .child((
            html::button()
                .r#type("button")
                .class("name")
                .attr("aria-current", if chosen { "step" } else { "false" })
                .on(ev::click, choose)
                .child(title),
            small("↑", "Move up", step == 0, Box::new(up)),
            small("↓", "Move down", step + 1 == count, Box::new(down)),
            small(
                "×",
                "Delete",
                false,
                Box::new(move || desk.input(Input::Edit(Edit::DeleteStep { track, step }))),
            ),
        ))
}
