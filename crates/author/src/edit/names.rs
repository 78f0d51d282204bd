//! Flows and places are named elsewhere in the document: what names them follows.

use alongside_protocol::tree::Tree;

use crate::{
    document::{Document, Track, as_text, step_id},
    tree::{get, get_mut, list, list_mut, remove, set, text, words},
};

pub(crate) fn rename_flow(document: &mut Document, flow: usize, id: &str) -> Option<()> {
    let tree = document.track_mut(Track::Flow(flow))?;
    let old = text(tree, "id").to_owned();
    set(tree, "id", words(id));
    if let Some(Tree::List(detours)) = get_mut(&mut document.root, "detours") {
        for detour in detours {
            follow(detour, "flow", &old, id);
            follow_all(detour, "for", &old, id);
        }
    }
    if let Some(Tree::List(offers)) = get_mut(&mut document.root, "offers") {
        for offer in offers {
            for kind in ["announcement", "hotspot"] {
                if let Some(one) = get_mut(offer, kind) {
                    follow(one, "flow", &old, id);
                }
            }
            let items = get_mut(offer, "checklist").and_then(|one| get_mut(one, "items"));
            if let Some(Tree::List(items)) = items {
                items.iter_mut().for_each(|item| follow(item, "flow", &old, id));
            }
        }
    }
    each_wait(document, |wait| {
        if let Some(then) = get_mut(wait, "then") {
            follow(then, "detour", &old, id);
        }
    })
}

pub(super) fn delete_flow(document: &mut Document, flow: usize) -> Option<()> {
    let old = text(document.track(Track::Flow(flow))?, "id").to_owned();
    list_mut(&mut document.root, "flows")?.remove(flow);
    if let Some(Tree::List(detours)) = get_mut(&mut document.root, "detours") {
        detours.retain_mut(|detour| text(detour, "flow") != old && still_named(detour, "for", &old));
    }
    each_wait(document, |wait| {
        if get(wait, "then").is_some_and(|then| text(then, "detour") == old) {
            remove(wait, "then");
        }
    })
}

/// Writes the ids out that steps have by their position, and by the places that their move
/// is between: customers go on by them.
pub(super) fn name_steps(document: &mut Document, track: Track) -> Option<()> {
    let ids: Vec<String> = {
        let tree = document.track(track)?;
        (0..list(tree, "steps").len()).map(|at| step_id(tree, track, at)).collect()
    };
    for (step, id) in document.steps_mut(track)?.iter_mut().zip(ids) {
        if !text(step, "id").is_empty() {
            continue;
        }
        if let Tree::Map(entries) = step {
            entries.retain(|(key, _)| key != "id");
            entries.insert(0, ("id".to_owned(), Tree::Text(id)));
        }
    }
    Some(())
}

/// Writes out the ids of steps that have them by this place's.
fn name_steps_by(document: &mut Document, place: usize) -> Option<()> {
    let old = text(list(&document.root, "places").get(place)?, "id").to_owned();
    let moves = list(&document.root, "moves").iter().enumerate();
    let named = moves.filter(|(_, one)| {
        text(one, "to") == old || list(one, "from").iter().filter_map(as_text).any(|from| from == old)
    });
    let named: Vec<usize> = named.map(|(at, _)| at).collect();
    named.into_iter().try_for_each(|at| name_steps(document, Track::Move(at)))
}

pub(super) fn rename_place(document: &mut Document, place: usize, id: &str) -> Option<()> {
    name_steps_by(document, place)?;
    let tree = list_mut(&mut document.root, "places")?.get_mut(place)?;
    let old = text(tree, "id").to_owned();
    set(tree, "id", words(id));
    for (key, names) in [("moves", "to"), ("flows", "goal")] {
        if let Some(Tree::List(items)) = get_mut(&mut document.root, key) {
            items.iter_mut().for_each(|item| follow(item, names, &old, id));
        }
    }
    if let Some(Tree::List(moves)) = get_mut(&mut document.root, "moves") {
        moves.iter_mut().for_each(|one| follow_all(one, "from", &old, id));
    }
    Some(())
}

pub(super) fn delete_place(document: &mut Document, place: usize) -> Option<()> {
    let old = text(list(&document.root, "places").get(place)?, "id").to_owned();
    if document.flow_to(&old).is_some() {
        return None;
    }
    name_steps_by(document, place)?;
    list_mut(&mut document.root, "places")?.remove(place);
    if let Some(Tree::List(moves)) = get_mut(&mut document.root, "moves") {
        moves.retain_mut(|one| text(one, "to") != old && still_named(one, "from", &old));
    }
    Some(())
}

fn follow(tree: &mut Tree, key: &str, old: &str, new: &str) {
    if text(tree, key) == old {
        set(tree, key, words(new));
    }
}

fn follow_all(tree: &mut Tree, key: &str, old: &str, new: &str) {
    if let Some(Tree::List(names)) = get_mut(tree, key) {
        names.iter_mut().filter(|name| as_text(name) == Some(old)).for_each(|name| *name = words(new));
    }
}

/// Takes a name out of a list; whether the list still says something. An empty one would
/// mean any.
fn still_named(tree: &mut Tree, key: &str, old: &str) -> bool {
    let Some(Tree::List(names)) = get_mut(tree, key) else { return true };
    let before = names.len();
    names.retain(|name| as_text(name) != Some(old));
    before == 0 || !names.is_empty()
}

fn each_wait(document: &mut Document, change: impl Fn(&mut Tree)) -> Option<()> {
    for track in document.tracks() {
        if document.steps(track).is_empty() {
            continue;
        }
        for step in document.steps_mut(track)? {
            if let Some(wait) = get_mut(step, "wait") {
                change(wait);
            }
        }
    }
    Some(())
}
