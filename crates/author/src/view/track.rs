//! What is written: the flow or move that is chosen, what it is called, and that it goes.

use leptos::{ev, html, prelude::*};

use super::{
    Desk,
    panel::button,
    step::{label, language},
};
use crate::{app::Input, document::Track, edit::Edit};

/// Which flow or move is written.
pub(super) fn tracks(desk: Desk) -> AnyView {
    let all = desk.part(|author| {
        let document = author.document();
        document.tracks().into_iter().map(|track| (track, document.track_name(track))).collect::<Vec<_>>()
    });
    let chosen = desk.part(|author| {
        let track = author.selection().0;
        author.document().tracks().iter().position(|known| *known == track)
    });
    let options = move || {
        let option = |(at, (track, name)): (usize, (Track, String))| {
            let kind = if matches!(track, Track::Flow(_)) { "Flow" } else { "Move" };
            html::option()
                .value(at.to_string())
                .prop("selected", move || chosen.get() == Some(at))
                .child(format!("{kind} {name}"))
        };
        all.get().into_iter().enumerate().map(option).collect_view()
    };
    let choose = move |event: ev::Event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        let track = at.and_then(|at| all.with_untracked(|all| all.get(at).map(|(track, _)| *track)));
        if let Some(track) = track {
            desk.input(Input::Select(track, None));
        }
    };
    let add = move || {
        let id = desk.author.with_untracked(|author| author.document().unused_flow_id());
        desk.input(Input::Edit(Edit::AddFlow { id }));
    };
    let row = html::div().class("row").child((
        html::select()
            .attr("aria-label", "Flow or move")
            .attr("data-testid", "track")
            .on(ev::change, choose)
            .child(options),
        button("add-flow", "New flow", add),
    ));
    let track = desk.part(|author| {
        let track = author.selection().0;
        author.document().tracks().contains(&track).then_some(track)
    });
    (row, move || track.get().map(|track| about(desk, track))).into_any()
}

fn about(desk: Desk, track: Track) -> AnyView {
    match track {
        Track::Flow(flow) => about_flow(desk, flow),
        Track::Move(at) => html::details()
            .attr("data-testid", "about")
            .child((
                html::summary().child("About this move"),
                button("delete-move", "Delete this move", move || {
                    desk.input(Input::Edit(Edit::DeleteMove { at }));
                }),
            ))
            .into_any(),
    }
}

fn about_flow(desk: Desk, flow: usize) -> AnyView {
    let id = desk.part(move |author| author.document().track_name(Track::Flow(flow)));
    let rename = move |event: ev::Event| {
        desk.input(Input::Edit(Edit::RenameFlow { flow, id: event_target_value(&event) }));
    };
    let goal = desk.part(move |author| author.document().goal(Track::Flow(flow)).map(str::to_owned));
    let languages = desk.part(|author| author.document().languages());
    let titles = move || {
        languages.get().into_iter().map(|tag| label(title_of(&tag), title(desk, flow, tag))).collect_view()
    };
    let fields = html::details().attr("data-testid", "about").child((
        html::summary().child("About this flow"),
        html::p().class("muted").child("With a title it is offered to customers in the launcher."),
        titles,
        label("Id", html::input().attr("data-testid", "flow-id").prop("value", id).on(ev::change, rename)),
        button("delete-flow", "Delete this flow", move || {
            desk.input(Input::Edit(Edit::DeleteFlow { flow }));
        }),
    ));
    (fields, move || goal.get().map(|goal| way(desk, goal))).into_any()
}

fn title_of(tag: &str) -> String {
    if tag.is_empty() { "Title".to_owned() } else { format!("Title, {}", language(tag)) }
}

fn title(desk: Desk, flow: usize, tag: String) -> AnyView {
    let of = tag.clone();
    let value = desk.part(move |author| author.document().flow_title(flow, &of).to_owned());
    let language = tag.clone();
    let write = move |event: ev::Event| {
        let (language, text) = (language.clone(), event_target_value(&event));
        desk.input(Input::Edit(Edit::SetFlowTitle { flow, language, text }));
    };
    html::input()
        .attr("data-testid", format!("flow-title-{tag}"))
        .lang(tag)
        .dir("auto")
        .prop("value", value)
        .on(ev::input, write)
        .into_any()
}

/// A goal has no steps of its own: the moves that could be part of the way.
fn way(desk: Desk, goal: String) -> AnyView {
    let moves = desk.part(|author| {
        let document = author.document();
        let moves = document.tracks().into_iter().filter(|track| matches!(track, Track::Move(_)));
        moves.map(|track| (track, document.track_name(track))).collect::<Vec<_>>()
    });
    let list = move || {
        let one = |(track, name): (Track, String)| {
            let choose = move |_| desk.input(Input::Select(track, None));
            html::li().child(html::button().r#type("button").on(ev::click, choose).child(name))
        };
        moves.get().into_iter().map(one).collect_view()
    };
    html::div()
        .child((
            html::p().child(format!(
                "It leads to {goal}, from wherever the customer is. Its steps are those of the moves:"
            )),
            html::ul().class("offers").attr("data-testid", "moves").child(list),
        ))
        .into_any()
}
