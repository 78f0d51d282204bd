//! The panel at the side: what is written, and what can be done with it as a whole.

use leptos::{ev, html, prelude::*};

use super::{
    Desk, page, picker,
    places::places,
    preview::preview,
    step::step,
    steps::steps,
    track::tracks,
    versions::{to_versions, versions},
};
use crate::app::Input;

/// The key of the tab's memory that says that the panel is at the left.
const SIDE: &str = "alongside.author.side";

pub(super) fn panel() -> impl IntoView {
    let desk = Desk::get();
    picker::listen(desk);
    let undo = desk.part(|author| author.labels().0);
    let redo = desk.part(|author| author.labels().1);
    // What is to be picked may lie under the panel.
    let left = RwSignal::new(page::remembered(SIDE).is_some());
    let turn_over = move || {
        left.update(|left| *left = !*left);
        page::remember(SIDE, left.get_untracked().then_some("left"));
    };
    let keys = move |event: ev::KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("z") {
            event.prevent_default();
            desk.input(if event.shift_key() { Input::Redo } else { Input::Undo });
        }
        // What is typed here is none of the page's shortcuts.
        event.stop_propagation();
    };
    let head = html::header().child((
        html::div().class("row").child((
            html::h2().id("title").child("Author mode"),
            fold(desk),
            html::button()
                .r#type("button")
                .attr("data-testid", "side")
                .attr("title", "Move the panel to the other side")
                .on(ev::click, move |_| turn_over())
                .child(move || if left.get() { "Right" } else { "Left" }),
            button("close", "Close", super::close),
        )),
        html::div().class("row tools").child((
            turn(desk, "undo", "Undo", undo, || Input::Undo),
            turn(desk, "redo", "Redo", redo, || Input::Redo),
            preview(desk),
            to_versions(desk),
        )),
        told(desk),
    ));
    let back = html::div().class("row back").child((
        html::p().child("Preview: close its card to end it."),
        button("back", "Back to writing", move || desk.previewing.set(false)),
    ));
    html::section()
        .class(move || if left.get() { "panel left" } else { "panel" })
        .class(("aside", move || desk.previewing.get()))
        .class(("folded", move || desk.folded.get()))
        .attr("role", "region")
        .attr("aria-labelledby", "title")
        .on(ev::keydown, keys)
        .on(ev::keypress, |event| event.stop_propagation())
        .on(ev::keyup, |event| event.stop_propagation())
        .child((back, head, problem(desk), tracks(desk), pick(desk), steps(desk), step(desk), whole(desk)))
        .into_any()
}

/// A button by its test id, its words and what it does.
pub(super) fn button(id: &'static str, words: &'static str, press: impl Fn() + 'static) -> AnyView {
    html::button()
        .r#type("button")
        .attr("data-testid", id)
        .on(ev::click, move |_| press())
        .child(words)
        .into_any()
}

/// Undo or redo: its label says what.
fn turn(
    desk: Desk,
    id: &'static str,
    words: &'static str,
    label: Memo<Option<String>>,
    input: fn() -> Input,
) -> AnyView {
    html::button()
        .r#type("button")
        .attr("data-testid", id)
        .attr("aria-label", move || label.get().unwrap_or_else(|| words.to_owned()))
        .attr("title", label)
        .prop("disabled", move || label.read().is_none())
        .on(ev::click, move |_| desk.input(input()))
        .child(words)
        .into_any()
}

/// Makes room for the page: only what is picked with stays.
fn fold(desk: Desk) -> AnyView {
    let words = move || if desk.folded.get() { "Unfold" } else { "Fold" };
    html::button()
        .r#type("button")
        .attr("data-testid", "fold")
        .attr("aria-expanded", move || (!desk.folded.get()).to_string())
        .on(ev::click, move |_| desk.fold(!desk.folded.get_untracked()))
        .child(words)
        .into_any()
}

/// What the author is told stays in sight, wherever the panel is scrolled to.
fn told(desk: Desk) -> AnyView {
    let notice = desk.part(|author| author.notice().to_owned());
    // Seen beside what was picked.
    let is_there = desk.part(|author| {
        let picked = author.picked().and_then(|picked| picked.strength.as_ref());
        picked.is_some_and(|strength| strength.sentence == author.notice())
    });
    html::p()
        .class(move || if is_there.get() { "unseen" } else { "notice" })
        .attr("role", "status")
        .attr("data-testid", "notice")
        .child(notice)
        .into_any()
}

fn problem(desk: Desk) -> AnyView {
    let problem = desk.part(|author| author.problem().filter(|_| !author.is_empty()).unwrap_or_default());
    html::p().class("problem").attr("data-testid", "problem").child(problem).into_any()
}

/// Picking an element, and what it would be good for.
fn pick(desk: Desk) -> AnyView {
    let picked = desk.part(|author| {
        let picked = author.picked()?;
        let strength = picked.strength.as_ref()?;
        let better = strength.better.as_ref().map(|(_, added)| format!("Add {added}"));
        let words = (picked.heading.clone(), strength.sentence.clone());
        Some((words, better, author.selection().1.is_some()))
    });
    let start = move || {
        desk.landmark_of.set(None);
        desk.picking.update(|picking| *picking = !*picking);
    };
    let offers = move || {
        let ((heading, sentence), better, has_step) = picked.get()?;
        let add = move || {
            let languages = desk.author.with_untracked(|author| author.document().languages());
            let language = languages.into_iter().next().unwrap_or_default();
            desk.input(Input::AddPicked { language });
            desk.fold(false);
            desk.focus("[data-testid=step-title]".to_owned());
        };
        let better = better.map(|words| {
            html::button()
                .r#type("button")
                .attr("data-testid", "strengthen")
                .on(ev::click, move |_| desk.input(Input::Strengthen))
                .child(words)
        });
        let retarget =
            has_step.then(|| button("retarget", "Use for this step", move || desk.input(Input::Retarget)));
        let offers = html::div().class("picked").child((
            html::p().child(html::q().child(heading)),
            html::p().class("muted").child(sentence),
            better,
            button("add-step", "Add a step", add),
            retarget,
        ));
        Some(offers)
    };
    let words = move || if desk.picking.get() { "Stop picking (Esc)" } else { "Pick an element" };
    let switch = html::button()
        .r#type("button")
        .class("main")
        .attr("data-testid", "pick")
        .attr("aria-pressed", move || desk.picking.get().to_string())
        .on(ev::click, move |_| start())
        .child(words);
    (switch, offers).into_any()
}

/// Export, what has changed, versions and the map.
fn whole(desk: Desk) -> AnyView {
    let changes = desk.part(|author| author.changes());
    let list = move || changes.get().into_iter().map(|sentence| html::li().child(sentence)).collect_view();
    let count = move || format!("Changes ({})", changes.read().len());
    html::footer()
        .child((
            html::div().class("row").child((
                button("export", "Export", move || desk.input(Input::Export)),
                button("copy", "Copy", move || desk.input(Input::Copy)),
            )),
            html::details()
                .child((html::summary().child(count), html::ul().attr("data-testid", "changes").child(list))),
            versions(desk),
            places(desk),
        ))
        .into_any()
}
