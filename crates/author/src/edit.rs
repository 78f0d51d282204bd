//! What can be done to a document, one thing at a time.

use alongside_protocol::tree::Tree;

use crate::{
    document::{Document, Field, Track, as_text, step_id},
    tree::{get, get_mut, list, list_mut, map, remove, set, text, words},
};

/// One change, small enough to be undone by itself. Positions count from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// All that was written before this page was loaded.
    TakeUp(Box<Document>),
    /// A flow without steps yet.
    AddFlow {
        /// Its id.
        id: String,
    },
    /// Another id for a flow; detours that name it follow.
    RenameFlow {
        /// Which.
        flow: usize,
        /// The new id.
        id: String,
    },
    /// A step for a target.
    AddStep {
        /// Where.
        track: Track,
        /// The position it gets; one past the last at most.
        at: usize,
        /// The page it is on, if it says so.
        place: Option<String>,
        /// The element it is about, as in a document.
        target: Tree,
        /// Its heading, in a language (empty: none is named).
        title: (String, String),
    },
    /// Another id for a step.
    RenameStep {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
        /// The new id.
        id: String,
    },
    /// Another element for a step.
    SetTarget {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
        /// The element it is about, as in a document.
        target: Tree,
    },
    /// A text in one language; an empty one takes the language out.
    SetText {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
        /// Heading or text.
        field: Field,
        /// BCP 47 tag; empty for a text that names no language.
        language: String,
        /// The text.
        text: String,
    },
    /// A step to another position.
    MoveStep {
        /// Where.
        track: Track,
        /// Where it was.
        from: usize,
        /// Where it will be.
        to: usize,
    },
    /// A step less.
    DeleteStep {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
    },
    /// When a step is done, as in a document.
    SetDone {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
        /// The condition.
        done: Tree,
    },
    /// On which side of its target a step is shown.
    SetPlacement {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
        /// `auto`, `top`, `bottom`, `start` or `end`.
        placement: String,
    },
    /// Whether we may do a step for the customer.
    SetSafe {
        /// Where.
        track: Track,
        /// Which.
        step: usize,
        /// Yes or no.
        safe: bool,
    },
    /// A place of the site.
    AddPlace {
        /// Its id.
        id: String,
        /// Its path, such as `/p/*`.
        path: String,
    },
    /// A move, without steps yet.
    AddMove {
        /// The ids of the places it begins at; none for anywhere.
        from: Vec<String>,
        /// The id of the place it leads to.
        to: String,
    },
}

impl Edit {
    /// What it does, such as `move step 2`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::TakeUp(_) => "what was written before this page was loaded".to_owned(),
            Self::AddFlow { id } => format!("add flow {id}"),
            Self::RenameFlow { id, .. } => format!("rename flow to {id}"),
            Self::AddStep { at, .. } => format!("add step {}", at + 1),
            Self::RenameStep { id, .. } => format!("rename step to {id}"),
            Self::SetTarget { step, .. } => format!("change the target of step {}", step + 1),
            Self::SetText { step, field, .. } => format!("change the {} of step {}", field.name(), step + 1),
            Self::MoveStep { from, .. } => format!("move step {}", from + 1),
            Self::DeleteStep { step, .. } => format!("delete step {}", step + 1),
            Self::SetDone { step, .. } => format!("change when step {} is done", step + 1),
            Self::SetPlacement { step, .. } => format!("change the side of step {}", step + 1),
            Self::SetSafe { step, .. } => format!("change whether step {} is safe", step + 1),
            Self::AddPlace { id, .. } => format!("add place {id}"),
            Self::AddMove { to, .. } => format!("add a move to {to}"),
        }
    }

    /// Whether it goes on with what the other began, as letters of one text do.
    #[must_use]
    pub fn continues(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::SetText { track, step, field, language, .. },
                Self::SetText { track: t, step: s, field: f, language: l, .. },
            ) => (track, step, field, language) == (t, s, f, l),
            _ => false,
        }
    }

    /// The document after it; none when what it is about is not there.
    #[must_use]
    pub fn applied(&self, document: &Document) -> Option<Document> {
        let mut after = document.clone();
        self.apply(&mut after)?;
        Some(after)
    }

    fn apply(&self, document: &mut Document) -> Option<()> {
        match self {
            Self::TakeUp(written) => document.clone_from(written),
            Self::AddFlow { id } => {
                let flow = map([("id", words(id)), ("steps", Tree::List(Vec::new()))]);
                list_mut(&mut document.root, "flows")?.push(flow);
            }
            Self::RenameFlow { flow, id } => rename_flow(document, *flow, id)?,
            Self::AddStep { track, at, place, target, title } => {
                let step = new_step(document, *track, place.as_deref(), target, title);
                name_steps(document, *track)?;
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
                set_text(document.steps_mut(*track)?.get_mut(*step)?, *field, language, text);
            }
            Self::MoveStep { track, from, to } => {
                name_steps(document, *track)?;
                let steps = document.steps_mut(*track)?;
                if *from >= steps.len() || *to >= steps.len() {
                    return None;
                }
                let step = steps.remove(*from);
                steps.insert(*to, step);
            }
            Self::DeleteStep { track, step } => {
                name_steps(document, *track)?;
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

/// Writes the ids out that steps have by their position: customers go on by them.
fn name_steps(document: &mut Document, track: Track) -> Option<()> {
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

fn set_text(step: &mut Tree, field: Field, language: &str, text: &str) {
    let key = field.name();
    let mut texts = match get(step, key) {
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
    match (texts.as_slice(), field) {
        // A step has a heading, if only an empty one.
        ([], Field::Title) => set(step, key, words("")),
        ([], Field::Text) => remove(step, key),
        ([(tag, any)], _) if tag.is_empty() => set(step, key, words(any)),
        _ => {
            let texts = texts.into_iter().map(|(tag, text)| (tag, Tree::Text(text)));
            set(step, key, Tree::Map(texts.collect()));
        }
    }
}

fn rename_flow(document: &mut Document, flow: usize, id: &str) -> Option<()> {
    let tree = document.track_mut(Track::Flow(flow))?;
    let old = text(tree, "id").to_owned();
    set(tree, "id", words(id));
    let follow = |tree: &mut Tree, key: &str| {
        if text(tree, key) == old {
            set(tree, key, words(id));
        }
    };
    if let Some(Tree::List(detours)) = get_mut(&mut document.root, "detours") {
        for detour in detours {
            follow(detour, "flow");
            if let Some(Tree::List(flows)) = get_mut(detour, "for") {
                flows
                    .iter_mut()
                    .filter(|flow| as_text(flow) == Some(&old))
                    .for_each(|flow| *flow = words(id));
            }
        }
    }
    for track in document.tracks() {
        for step in document.steps_mut(track)? {
            if let Some(then) = get_mut(step, "wait").and_then(|wait| get_mut(wait, "then")) {
                follow(then, "detour");
            }
        }
    }
    Some(())
}
