//! How each edit changes the document.

use alongside_protocol::tree::Tree;

use super::{Edit, names};
use crate::{
    document::{Document, Field, Track, as_text},
    tree::{get, list_mut, map, remove, set, words},
};

impl Edit {
    /// The document after it; none when what it is about is not there.
    #[must_use]
    pub fn applied(&self, document: &Document) -> Option<Document> {
        let mut after = document.clone();
        self.apply(&mut after)?;
        Some(after)
    }

    fn apply(&self, document: &mut Document) -> Option<()> {
        match self {
            Self::TakeUp { document: other, .. } => document.clone_from(other),
            Self::AddFlow { id } => {
                let flow = map([("id", words(id)), ("steps", Tree::List(Vec::new()))]);
                list_mut(&mut document.root, "flows")?.push(flow);
            }
            Self::AddFlowTo { id, goal } => {
                let flow = map([("id", words(id)), ("goal", words(goal))]);
                list_mut(&mut document.root, "flows")?.push(flow);
            }
            Self::DeleteFlow { flow } => names::delete_flow(document, *flow)?,
            Self::SetFlowTitle { flow, language, text } => {
                let flow = document.track_mut(Track::Flow(*flow))?;
                // Where one looks for it: after the id.
                let untitled = get(flow, "title").is_none();
                if let Tree::Map(entries) = &mut *flow
                    && untitled
                {
                    let after = entries.iter().position(|(key, _)| key == "id").map_or(0, |id| id + 1);
                    entries.insert(after, ("title".to_owned(), Tree::Map(Vec::new())));
                }
                set_text(flow, "title", language, text);
            }
            Self::RenameFlow { flow, id } => names::rename_flow(document, *flow, id)?,
            Self::AddStep { track, at, place, target, title, done } => {
                let mut step = new_step(document, *track, place.as_deref(), target, title);
                if let Some(done) = done {
                    set(&mut step, "done", done.clone());
                }
                names::name_steps(document, *track)?;
                let steps = document.steps_mut(*track)?;
                if *at > steps.len() {
                    return None;
                }
                steps.insert(*at, step);
            }
            Self::RenameStep { track, step, id } => {
                set(document.steps_mut(*track)?.get_mut(*step)?, "id", words(id));
            }
            Self::SetTarget { track, step, target } => {
                set(document.steps_mut(*track)?.get_mut(*step)?, "target", target.clone());
            }
            Self::SetText { track, step, field, language, text } => {
                let step = document.steps_mut(*track)?.get_mut(*step)?;
                set_text(step, field.name(), language, text);
                // A step has a heading, if only an empty one.
                if *field == Field::Title && get(step, "title").is_none() {
                    set(step, "title", words(""));
                }
            }
            Self::MoveStep { track, from, to } => {
                names::name_steps(document, *track)?;
                let steps = document.steps_mut(*track)?;
                if *from >= steps.len() || *to >= steps.len() {
                    return None;
                }
                let step = steps.remove(*from);
                steps.insert(*to, step);
            }
            Self::DeleteStep { track, step } => {
                names::name_steps(document, *track)?;
                let steps = document.steps_mut(*track)?;
                if *step >= steps.len() {
                    return None;
                }
                steps.remove(*step);
            }
            Self::SetDone { track, step, done } => {
                say_unless(document.steps_mut(*track)?.get_mut(*step)?, "done", done, &words("next"));
            }
            Self::SetPlacement { track, step, placement } => {
                let step = document.steps_mut(*track)?.get_mut(*step)?;
                say_unless(step, "placement", &words(placement), &words("auto"));
            }
            Self::SetSafe { track, step, safe } => {
                let step = document.steps_mut(*track)?.get_mut(*step)?;
                say_unless(step, "safe", &Tree::Bool(*safe), &Tree::Bool(false));
            }
            Self::AddPlace { id, path } => {
                let place = map([("id", words(id)), ("path", words(path))]);
                list_mut(&mut document.root, "places")?.push(place);
            }
            Self::RenamePlace { place, id } => names::rename_place(document, *place, id)?,
            Self::SetPlacePath { place, path } => {
                set(list_mut(&mut document.root, "places")?.get_mut(*place)?, "path", words(path));
            }
            Self::SetLandmark { place, target } => {
                let place = list_mut(&mut document.root, "places")?.get_mut(*place)?;
                match target {
                    Some(target) => set(place, "holds", map([("present", target.clone())])),
                    None => remove(place, "holds"),
                }
            }
            Self::SetEntry { place, entry } => {
                let place = list_mut(&mut document.root, "places")?.get_mut(*place)?;
                say_unless(place, "entry", &Tree::Bool(*entry), &Tree::Bool(false));
            }
            Self::DeletePlace { place } => names::delete_place(document, *place)?,
            Self::DeleteMove { at } => {
                let moves = list_mut(&mut document.root, "moves")?;
                if *at >= moves.len() {
                    return None;
                }
                moves.remove(*at);
            }
            Self::AddMove { from, to } => {
                let from = from.iter().map(|id| words(id)).collect::<Vec<_>>();
                let mut one = map([("to", words(to)), ("steps", Tree::List(Vec::new()))]);
                if let (Tree::Map(entries), false) = (&mut one, from.is_empty()) {
                    entries.insert(0, ("from".to_owned(), Tree::List(from)));
                }
                list_mut(&mut document.root, "moves")?.push(one);
            }
        }
        Some(())
    }
}

/// What is said already stays said; otherwise what is so anyhow is left out.
fn say_unless(step: &mut Tree, key: &str, value: &Tree, usual: &Tree) {
    if value == usual {
        remove(step, key);
    } else {
        set(step, key, value.clone());
    }
}

fn new_step(
    document: &Document,
    track: Track,
    place: Option<&str>,
    target: &Tree,
    (language, title): &(String, String),
) -> Tree {
    let title = if language.is_empty() { words(title) } else { map([(language, words(title))]) };
    let mut step = map([("id", words(&unused_id(document, track)))]);
    if let Some(place) = place {
        set(&mut step, "place", words(place));
    }
    set(&mut step, "target", target.clone());
    set(&mut step, "title", title);
    step
}

/// An id that no step of the document has: steps of moves share one space of names.
fn unused_id(document: &Document, track: Track) -> String {
    let tracks = document.tracks();
    let of = |track: Track| (0..document.steps(track).len()).map(move |step| document.step_id(track, step));
    let used: Vec<String> = tracks.into_iter().flat_map(of).collect();
    let first = document.steps(track).len() + 1;
    let mut ids = (first..).map(|number| format!("step-{number}"));
    ids.find(|id| !used.contains(id)).unwrap_or_default()
}

fn set_text(tree: &mut Tree, key: &str, language: &str, text: &str) {
    let mut texts = match get(tree, key) {
        Some(Tree::Map(texts)) => {
            texts.iter().filter_map(|(tag, text)| Some((tag.clone(), as_text(text)?.to_owned()))).collect()
        }
        Some(Tree::Text(any)) => vec![(String::new(), any.clone())],
        _ => Vec::new(),
    };
    match texts.iter_mut().find(|(tag, _)| tag == language) {
        Some((_, known)) => text.clone_into(known),
        None => texts.push((language.to_owned(), text.to_owned())),
    }
    texts.retain(|(_, text)| !text.is_empty());
    match texts.as_slice() {
        [] => remove(tree, key),
        [(tag, any)] if tag.is_empty() => set(tree, key, words(any)),
        _ => {
            let texts = texts.into_iter().map(|(tag, text)| (tag, Tree::Text(text)));
            set(tree, key, Tree::Map(texts.collect()));
        }
    }
}
