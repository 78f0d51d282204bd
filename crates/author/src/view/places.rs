//! Places and moves: the picture, and what can be done with them.

use leptos::{ev, html, prelude::*};

use super::{Desk, graph::graph, page, panel::button, step::label};
use crate::{app::Input, document::PlaceFacts, edit::Edit};

pub(super) fn places(desk: Desk) -> AnyView {
    let all = desk.part(|author| author.document().places());
    let chosen = RwSignal::new(0_usize);
    let add = move || {
        let path = page::path();
        let id = desk.author.with_untracked(|author| author.document().unused_place_id(&path));
        chosen.set(desk.author.with_untracked(|author| author.document().count("places")));
        desk.input(Input::Edit(Edit::AddPlace { id, path }));
    };
    let choose = move |event: ev::Event| chosen.set(event_target_value(&event).parse().unwrap_or(0));
    let select = move || {
        (!all.read().is_empty()).then(|| {
            html::select()
                .attr("aria-label", "Place")
                .attr("data-testid", "place")
                .on(ev::change, choose)
                .child(options(all, move |at| chosen.get() == at))
        })
    };
    let there = Memo::new(move |_| chosen.get() < all.read().len());
    let edited = move || there.get().then(|| place(desk, all, chosen.get()));
    let moves = Memo::new(move |_| !all.read().is_empty());
    let row = html::div().class("row").child((select, button("add-place", "Add this page as a place", add)));
    html::details()
        .attr("data-testid", "places")
        .child((html::summary().child("Places and moves"), graph(desk), row, edited, move || {
            moves.get().then(|| new_move(desk, all))
        }))
        .into_any()
}

fn options(
    all: Memo<Vec<PlaceFacts>>,
    is_chosen: impl Fn(usize) -> bool + Copy + Send + 'static,
) -> impl IntoView {
    move || {
        let option = move |(at, place): (usize, PlaceFacts)| {
            html::option().value(at.to_string()).prop("selected", move || is_chosen(at)).child(place.id)
        };
        all.get().into_iter().enumerate().map(option).collect_view()
    }
}

fn place(desk: Desk, all: Memo<Vec<PlaceFacts>>, at: usize) -> AnyView {
    let part = move |part: fn(&PlaceFacts) -> String| {
        Memo::new(move |_| all.with(|all| all.get(at).map(part).unwrap_or_default()))
    };
    let (id, path) = (part(|place| place.id.clone()), part(|place| place.path.clone()));
    let entry = Memo::new(move |_| all.with(|all| all.get(at).is_some_and(|place| place.entry)));
    let enter = move |event: ev::Event| {
        desk.input(Input::Edit(Edit::SetEntry { place: at, entry: event_target_checked(&event) }));
    };
    let landmark = part(|place| place.landmark.clone());
    let rename = move |event: ev::Event| {
        desk.input(Input::Edit(Edit::RenamePlace { place: at, id: event_target_value(&event) }));
    };
    let move_to = move |event: ev::Event| {
        desk.input(Input::Edit(Edit::SetPlacePath { place: at, path: event_target_value(&event) }));
    };
    let words = move || {
        let landmark = landmark.get();
        if landmark.is_empty() {
            "Its page alone says that the customer is there.".to_owned()
        } else {
            landmark
        }
    };
    let none = move || {
        (!landmark.read().is_empty()).then(|| {
            button("no-landmark", "No landmark", move || {
                desk.input(Input::Edit(Edit::SetLandmark { place: at, target: None }));
            })
        })
    };
    let pick = move || {
        desk.landmark_of.set(Some(at));
        desk.picking.set(true);
    };
    let lead = move || {
        let id = desk.author.with_untracked(|author| author.document().unused_flow_id());
        let goal = id_of(all, at);
        desk.input(Input::Edit(Edit::AddFlowTo { id, goal }));
    };
    html::fieldset()
        .child((
            html::legend().child(id),
            label(
                "Id",
                html::input().attr("data-testid", "place-id").prop("value", id).on(ev::change, rename),
            ),
            label(
                "Path; * is anything within a part, ** across parts",
                html::input().attr("data-testid", "place-path").prop("value", path).on(ev::change, move_to),
            ),
            html::p().attr("data-testid", "landmark").child(words),
            html::label().class("check").child((
                html::input()
                    .r#type("checkbox")
                    .attr("data-testid", "entry")
                    .prop("checked", entry)
                    .on(ev::change, enter),
                " Entry: customers may be taken here by its address",
            )),
            html::div().class("row").child((
                button("pick-landmark", "Pick its landmark", pick),
                none,
                button("flow-to", "New flow to here", lead),
                button("delete-place", "Delete this place", move || {
                    desk.input(Input::Edit(Edit::DeletePlace { place: at }));
                }),
            )),
        ))
        .into_any()
}

fn id_of(all: Memo<Vec<PlaceFacts>>, at: usize) -> String {
    all.with_untracked(|all| all.get(at).map(|place| place.id.clone()).unwrap_or_default())
}

/// Where it begins and where it leads.
fn new_move(desk: Desk, all: Memo<Vec<PlaceFacts>>) -> AnyView {
    let from = RwSignal::new(None::<usize>);
    let to = RwSignal::new(0_usize);
    let add = move || {
        let from = from.get_untracked().map(|at| id_of(all, at)).into_iter().collect();
        desk.input(Input::Edit(Edit::AddMove { from, to: id_of(all, to.get_untracked()) }));
    };
    let anywhere = html::option().value("").prop("selected", move || from.get().is_none()).child("anywhere");
    html::fieldset()
        .child((
            html::legend().child("New move"),
            label(
                "From",
                html::select()
                    .attr("data-testid", "move-from")
                    .on(ev::change, move |event| from.set(event_target_value(&event).parse().ok()))
                    .child((anywhere, options(all, move |at| from.get() == Some(at)))),
            ),
            label(
                "To",
                html::select()
                    .attr("data-testid", "move-to")
                    .on(ev::change, move |event| to.set(event_target_value(&event).parse().unwrap_or(0)))
                    .child(options(all, move |at| to.get() == at)),
            ),
            button("add-move", "Add the move", add),
        ))
        .into_any()
}
