//! The selected step: its texts in every language, where it is shown and when it is done.

use leptos::{ev, html, prelude::*};

use super::{Desk, watch};
use crate::{
    app::{Author, Input},
    document::{Field, Track},
    edit::Edit,
    postconditions::Proposed,
};

const PLACEMENTS: [&str; 5] = ["auto", "top", "bottom", "start", "end"];

pub(super) fn step(desk: Desk) -> AnyView {
    let chosen = desk.part(|author| match author.selection() {
        (track, Some(step)) => Some((track, step)),
        _ => None,
    });
    // Drawn anew with another step or another language, not with each letter.
    let languages = desk.part(|author| author.document().languages());
    let added = RwSignal::new(Vec::<String>::new());
    (move || {
        let (track, step) = chosen.get()?;
        let mut all = languages.get();
        all.extend(added.get().into_iter().filter(|tag| !languages.read().contains(tag)));
        Some(editor(desk, track, step, all, added))
    })
    .into_any()
}

fn editor(
    desk: Desk,
    track: Track,
    step: usize,
    languages: Vec<String>,
    added: RwSignal<Vec<String>>,
) -> AnyView {
    let facts = desk.part(move |author| author.document().step_facts(track, step));
    let id = move || facts.with(|facts| facts.id.clone());
    let rename = move |event: ev::Event| {
        let id = event_target_value(&event);
        desk.input(Input::Edit(Edit::RenameStep { track, step, id }));
    };
    let placements = PLACEMENTS.map(|name| {
        html::option()
            .value(name)
            .prop("selected", move || facts.with(|facts| facts.placement == name))
            .child(name)
    });
    let place = move |event: ev::Event| {
        let placement = event_target_value(&event);
        desk.input(Input::Edit(Edit::SetPlacement { track, step, placement }));
    };
    let safe = move |event: ev::Event| {
        let safe = event_target_checked(&event);
        desk.input(Input::Edit(Edit::SetSafe { track, step, safe }));
    };
    let texts = languages.into_iter().enumerate().map(|(at, tag)| {
        let fields = [Field::Title, Field::Text].map(|field| text(desk, track, step, field, &tag, at == 0));
        html::fieldset().child((html::legend().child(language(&tag)), fields))
    });
    let add = move |event: ev::Event| {
        let tag = event_target_value(&event).trim().to_owned();
        if !tag.is_empty() {
            added.update(|added| added.push(tag));
        }
    };
    html::div()
        .class("step")
        .attr("role", "group")
        .attr("aria-label", "Step")
        .child((
            html::p()
                .class("muted")
                .child(("It is about ", move || facts.with(|facts| facts.target.clone()))),
            texts.collect_view(),
            done(desk, track, step),
            html::details().attr("data-testid", "more").child((
                html::summary().child("More of this step"),
                label(
                    "Another language",
                    html::input()
                        .attr("data-testid", "language")
                        .attr("placeholder", "fr")
                        .on(ev::change, add),
                ),
                label("Side", html::select().on(ev::change, place).child(placements.to_vec())),
                html::label().class("check").child((
                    html::input()
                        .r#type("checkbox")
                        .attr("data-testid", "safe")
                        .prop("checked", move || facts.with(|facts| facts.safe))
                        .on(ev::change, safe),
                    " Safe: we may do it for the customer",
                )),
                label("Id", html::input().prop("value", id).on(ev::change, rename)),
            )),
        ))
        .into_any()
}

pub(super) fn label(words: impl IntoView, field: impl IntoView) -> impl IntoView {
    html::label().child((html::span().child(words), field))
}

pub(super) fn language(tag: &str) -> String {
    if tag.is_empty() { "Any language".to_owned() } else { tag.to_owned() }
}

fn text(desk: Desk, track: Track, step: usize, field: Field, tag: &str, first: bool) -> AnyView {
    let of = tag.to_owned();
    let value = desk.part(move |author| author.document().text(track, step, field, &of).to_owned());
    let of = tag.to_owned();
    let write = move |event: ev::Event| {
        let (language, text) = (of.clone(), event_target_value(&event));
        desk.input(Input::Edit(Edit::SetText { track, step, field, language, text }));
    };
    let dir = match alongside_protocol::flow::direction(tag) {
        alongside_protocol::flow::Direction::Rtl => "rtl",
        alongside_protocol::flow::Direction::Ltr => "auto",
    };
    // What customers get where nothing is written.
    let other = desk.part(move |author| {
        let (document, languages) = (author.document(), author.document().languages());
        let mut texts = languages.iter().map(|language| document.text(track, step, field, language));
        texts.find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    });
    let language = tag.to_owned();
    match field {
        Field::Title => label(
            "Title",
            html::input()
                .lang(language)
                .dir(dir)
                .attr("placeholder", other)
                .attr(
                    "data-testid",
                    if first { "step-title".to_owned() } else { format!("step-title-{tag}") },
                )
                .prop("value", value)
                .on(ev::input, write),
        )
        .into_any(),
        Field::Text => label(
            "Text",
            html::textarea()
                .lang(language)
                .dir(dir)
                .attr("placeholder", other)
                .attr("rows", "2")
                .prop("value", value)
                .on(ev::input, write),
        )
        .into_any(),
    }
}

/// When it is done: what is so now, and what the page offers.
fn done(desk: Desk, track: Track, step: usize) -> AnyView {
    let now = desk.part(move |author: &Author| author.document().step_facts(track, step).done);
    let proposed = desk.part(|author| author.proposed().to_vec());
    let offers = move || {
        let offer = |Proposed { done, sentence }: Proposed| {
            let choose = move |_| {
                desk.input(Input::Edit(Edit::SetDone { track, step, done: done.clone() }));
            };
            html::li().child(html::button().r#type("button").on(ev::click, choose).child(sentence))
        };
        proposed.get().into_iter().map(offer).collect_view()
    };
    let watching = watch::Watching::new();
    let words = move || if watching.is_on() { "I have done it" } else { "Do the step by hand" };
    let hint = move || {
        let words = "Now do it in the page, as a customer does.";
        watching.is_on().then(|| html::p().class("muted").child(words))
    };
    html::div()
        .class("done")
        .attr("role", "group")
        .attr("aria-label", "Done")
        .child((
            html::p().child((
                html::strong().child("Done when: "),
                html::span().attr("data-testid", "done").child(now),
            )),
            html::button()
                .r#type("button")
                .attr("data-testid", "watch")
                .attr("data-watching", move || watching.is_on().to_string())
                .on(ev::click, move |_| watching.turn(desk))
                .child(words),
            hint,
            html::ul().class("offers").attr("data-testid", "offers").child(offers),
        ))
        .into_any()
}
