//! What is different between two documents, in sentences by flow, step and field.

use alongside_protocol::tree::Tree;

use crate::{
    document::{Document, Track, move_name, step_id},
    tree::{get, line, list, text},
};

/// Differences, a sentence each, in the order of the later document.
#[must_use]
pub fn diff(before: &Document, after: &Document) -> Vec<String> {
    let mut told = Vec::new();
    let (old, new) = (&before.root, &after.root);
    fields("document", old, new, &["flows", "places", "moves"], &mut told);
    let by_id = |tree: &Tree, _: usize| text(tree, "id").to_owned();
    listed(old, new, "flows", "flow", by_id, &mut told, |name, old, new, told| {
        fields(name, old, new, &["steps"], told);
        steps(name, old, new, Track::Flow(0), told);
    });
    listed(old, new, "places", "place", by_id, &mut told, |name, old, new, told| {
        fields(&format!("place {name}"), old, new, &[], told);
    });
    let by_ends = |tree: &Tree, nth: usize| match nth {
        0 => move_name(tree),
        nth => format!("{} ({})", move_name(tree), nth + 1),
    };
    listed(old, new, "moves", "move", by_ends, &mut told, |name, old, new, told| {
        fields(name, old, new, &["steps"], told);
        steps(name, old, new, Track::Move(0), told);
    });
    told
}

/// Compares the items of a list by their names.
fn listed(
    old: &Tree,
    new: &Tree,
    key: &str,
    kind: &str,
    name: impl Fn(&Tree, usize) -> String,
    told: &mut Vec<String>,
    compare: impl Fn(&str, &Tree, &Tree, &mut Vec<String>),
) {
    // Two moves may lead between the same places: the second is told from the first.
    let named = |tree| {
        let mut all: Vec<(String, &Tree)> = Vec::new();
        for item in list(tree, key) {
            let first = name(item, 0);
            let nth = all.iter().filter(|(_, known)| name(known, 0) == first).count();
            all.push((name(item, nth), item));
        }
        all
    };
    let (old, new) = (named(old), named(new));
    for (name, item) in &new {
        match old.iter().find(|(known, _)| known == name) {
            Some((_, known)) => compare(name, known, item, told),
            None => told.push(format!("{kind} {name} added")),
        }
    }
    for (name, _) in &old {
        if new.iter().all(|(known, _)| known != name) {
            told.push(format!("{kind} {name} deleted"));
        }
    }
    ordered(kind, &names(&old), &names(&new), told);
}

fn names<'a>(items: &'a [(String, &Tree)]) -> Vec<&'a str> {
    items.iter().map(|(name, _)| name.as_str()).collect()
}

fn steps(name: &str, old: &Tree, new: &Tree, track: Track, told: &mut Vec<String>) {
    let ids = |tree: &Tree| -> Vec<String> {
        (0..list(tree, "steps").len()).map(|at| step_id(tree, track, at)).collect()
    };
    let (before, after) = (ids(old), ids(new));
    for (at, (id, step)) in after.iter().zip(list(new, "steps")).enumerate() {
        match before.iter().zip(list(old, "steps")).find(|(known, _)| *known == id) {
            // The id is what they are compared by.
            Some((_, known)) => fields(&format!("{name} / {id}"), known, step, &["id"], told),
            None => told.push(format!("{name} / {id}: step added as number {}", at + 1)),
        }
    }
    for id in before.iter().filter(|id| !after.contains(id)) {
        told.push(format!("{name} / {id}: step deleted"));
    }
    let [before, after] = [&before, &after].map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>());
    let mut moved = Vec::new();
    ordered("step", &before, &after, &mut moved);
    told.extend(moved.into_iter().map(|sentence| format!("{name}: {sentence}")));
}

/// Tells the fewest items that have moved: those that are not in the longest run that has
/// kept its order.
fn ordered(kind: &str, old: &[&str], new: &[&str], told: &mut Vec<String>) {
    let kept: Vec<(usize, usize)> = new
        .iter()
        .enumerate()
        .filter_map(|(to, name)| Some((old.iter().position(|known| known == name)?, to)))
        .collect();
    // Of each, the longest run that ends there and the one before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(kept.len());
    for (from, _) in &kept {
        let before = kept.iter().zip(&runs).enumerate().filter(|(_, ((earlier, _), _))| earlier < from);
        let best = before.max_by_key(|(at, (_, (length, _)))| (*length, usize::MAX - at));
        runs.push(best.map_or((1, None), |(at, (_, (length, _)))| (length + 1, Some(at))));
    }
    let mut stays = vec![false; kept.len()];
    let mut next = (0..runs.len()).max_by_key(|at| (runs.get(*at).map(|run| run.0), usize::MAX - at));
    while let Some(at) = next {
        if let Some(stays) = stays.get_mut(at) {
            *stays = true;
        }
        next = runs.get(at).and_then(|run| run.1);
    }
    for ((from, to), _) in kept.iter().zip(stays).filter(|(_, stays)| !stays) {
        let name = new.get(*to).copied().unwrap_or_default();
        told.push(format!("{kind} {name} moved from {} to {}", from + 1, to + 1));
    }
}

/// Tells what two objects say otherwise; texts by their language.
fn fields(name: &str, old: &Tree, new: &Tree, without: &[&str], told: &mut Vec<String>) {
    let (Tree::Map(before), Tree::Map(after)) = (old, new) else { return };
    let gone = before.iter().map(|(key, _)| key).filter(|key| get(new, key).is_none());
    for key in after.iter().map(|(key, _)| key).chain(gone).filter(|key| !without.contains(&key.as_str())) {
        let (was, is) = (get(old, key), get(new, key));
        if was == is {
            continue;
        }
        if key != "title" && key != "text" {
            told.push(format!("{name}: {key} {}", change(was, is)));
            continue;
        }
        let (was, is) = (languages(was), languages(is));
        let gone = was.iter().filter(|(tag, _)| is.iter().all(|(known, _)| known != tag));
        for (tag, _) in is.iter().chain(gone) {
            let of = |texts: &[(String, Tree)]| {
                texts.iter().find(|(known, _)| known == tag).map(|(_, text)| text.clone())
            };
            let (was, is) = (of(&was), of(&is));
            if was != is {
                let language = if tag.is_empty() { String::new() } else { format!(" ({tag})") };
                told.push(format!("{name}: {key}{language} {}", change(was.as_ref(), is.as_ref())));
            }
        }
    }
}

fn languages(texts: Option<&Tree>) -> Vec<(String, Tree)> {
    match texts {
        Some(Tree::Map(texts)) => texts.clone(),
        Some(any) => vec![(String::new(), any.clone())],
        None => Vec::new(),
    }
}

fn change(was: Option<&Tree>, is: Option<&Tree>) -> String {
    match (was, is) {
        (Some(was), Some(is)) => format!("changed from {} to {}", said(was), said(is)),
        (None, Some(is)) => format!("added: {}", said(is)),
        (Some(was), None) => format!("deleted: {}", said(was)),
        (None, None) => String::new(),
    }
}

fn said(tree: &Tree) -> String {
    match tree {
        Tree::Text(text) => format!("“{text}”"),
        other => line(other),
    }
}
