//! A flow document as it is being written: read, asked, and written out again.

use std::collections::BTreeSet;

use alongside_protocol::{flow::FlowSet, tree::Tree};
use serde::{Deserialize, Serialize};

use crate::{
    tree::{get, get_mut, line, list, list_mut, map, pretty, text},
    words,
};

/// A flow document. It may have mistakes while it is being written.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub(crate) root: Tree,
}

/// What a place says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceFacts {
    /// Its id.
    pub id: String,
    /// Its path.
    pub path: String,
    /// What holds there, in words; empty when the page alone says it.
    pub landmark: String,
    /// Customers may be taken there by its address alone.
    pub entry: bool,
}

/// What steps belong to, by its position in the document from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Track {
    /// A flow that goes from its first step to its last.
    Flow(usize),
    /// A move from one place to another.
    Move(usize),
}

/// What a step says beside its texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepFacts {
    /// Its id.
    pub id: String,
    /// Its target, in words.
    pub target: String,
    /// On which side of its target it is shown.
    pub placement: String,
    /// When it is done, in words.
    pub done: String,
    /// We may do it for the customer.
    pub safe: bool,
}

/// A text of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its heading.
    Title,
    /// What to do and why.
    Text,
}

impl Field {
    /// What the document calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

impl Default for Document {
    /// One without flows.
    fn default() -> Self {
        Self { root: map([("version", Tree::Number(3.0)), ("flows", Tree::List(Vec::new()))]) }
    }
}

impl Document {
    /// Reads JSON of version 3. Mistakes within are kept, and told by [`problem`](Self::problem).
    ///
    /// # Errors
    /// One sentence, when it is no JSON object, or of an older version.
    pub fn read(json: &str) -> Result<Self, String> {
        let root: Tree = serde_json::from_str(json).map_err(|error| format!("it is not JSON: {error}"))?;
        if !matches!(root, Tree::Map(_)) {
            return Err("expected a flow document, found no object".to_owned());
        }
        match get(&root, "version") {
            Some(Tree::Number(3.0)) => Ok(Self { root }),
            Some(other) => Err(format!("version: author mode writes version 3, found {}", line(other))),
            None => Err("version: expected 3, found none".to_owned()),
        }
    }

    /// It as pretty JSON, with all that was in it.
    #[must_use]
    pub fn written(&self) -> String {
        pretty(&self.root)
    }

    /// What the page's reader would make of it.
    ///
    /// # Errors
    /// Its path and sentence, such as `flows[0].steps: expected at least one step, found none`.
    pub fn checked(&self) -> Result<FlowSet, String> {
        FlowSet::read(&self.root)
    }

    /// The first mistake in it.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.checked().err()
    }

    /// Everything that has steps, and the flows with a goal: flows first, then moves.
    #[must_use]
    pub fn tracks(&self) -> Vec<Track> {
        let flows = (0..self.count("flows")).map(Track::Flow);
        flows.chain((0..self.count("moves")).map(Track::Move)).collect()
    }

    /// The place that a flow leads to by the moves of the site; none when it has steps of
    /// its own.
    #[must_use]
    pub fn goal(&self, track: Track) -> Option<&str> {
        let Track::Flow(at) = track else { return None };
        list(&self.root, "flows").get(at).and_then(|flow| get(flow, "goal")).and_then(as_text)
    }

    /// The id of a flow whose goal is this place.
    #[must_use]
    pub fn flow_to(&self, place: &str) -> Option<&str> {
        let flows = list(&self.root, "flows").iter();
        flows.filter(|flow| text(flow, "goal") == place).map(|flow| text(flow, "id")).next()
    }

    /// A flow's title in a language (empty: the one that names none), empty when there is none.
    #[must_use]
    pub fn flow_title(&self, flow: usize, language: &str) -> &str {
        list(&self.root, "flows").get(flow).map_or("", |flow| text_in(flow, "title", language))
    }

    /// The places, in their order.
    #[must_use]
    pub fn places(&self) -> Vec<PlaceFacts> {
        let facts = |place: &Tree| PlaceFacts {
            id: text(place, "id").to_owned(),
            path: text(place, "path").to_owned(),
            landmark: get(place, "holds").map(words::condition).unwrap_or_default(),
            entry: get(place, "entry") == Some(&Tree::Bool(true)),
        };
        list(&self.root, "places").iter().map(facts).collect()
    }

    /// What it is called: a flow's id, or a move's ends.
    #[must_use]
    pub fn track_name(&self, track: Track) -> String {
        let Some(tree) = self.track(track) else { return String::new() };
        match track {
            Track::Flow(_) => text(tree, "id").to_owned(),
            Track::Move(_) => move_name(tree),
        }
    }

    /// The steps of a track.
    #[must_use]
    pub fn steps(&self, track: Track) -> &[Tree] {
        self.track(track).map_or(&[], |tree| list(tree, "steps"))
    }

    /// A step's id as the reader has it.
    #[must_use]
    pub fn step_id(&self, track: Track, step: usize) -> String {
        self.track(track).map_or_else(String::new, |tree| step_id(tree, track, step))
    }

    /// A step's text in a language (empty: the one that names none), empty when there is none.
    #[must_use]
    pub fn text(&self, track: Track, step: usize, field: Field, language: &str) -> &str {
        self.steps(track).get(step).map_or("", |step| text_in(step, field.name(), language))
    }

    /// A step's title for lists: in the document's first language that has one.
    #[must_use]
    pub fn step_title(&self, track: Track, step: usize) -> String {
        let languages = self.languages();
        let mut texts = languages.iter().map(|language| self.text(track, step, Field::Title, language));
        texts.find(|text| !text.is_empty()).map_or_else(|| self.step_id(track, step), str::to_owned)
    }

    /// What a step says beside its texts, with what is usual where it says nothing.
    #[must_use]
    pub fn step_facts(&self, track: Track, step: usize) -> StepFacts {
        let Some(tree) = self.steps(track).get(step) else { return StepFacts::default() };
        let placement = text(tree, "placement");
        StepFacts {
            id: self.step_id(track, step),
            target: get(tree, "target").map(words::target).unwrap_or_default(),
            placement: if placement.is_empty() { "auto".to_owned() } else { placement.to_owned() },
            done: words::condition(get(tree, "done").unwrap_or(&Tree::Text("next".to_owned()))),
            safe: get(tree, "safe") == Some(&Tree::Bool(true)),
        }
    }

    /// The languages that its steps are written in (empty: the one that is not named), in
    /// the order in which it names them; English when there is none.
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        let mut found = Vec::new();
        for track in self.tracks() {
            for step in self.steps(track) {
                for field in [Field::Title, Field::Text] {
                    match get(step, field.name()) {
                        Some(Tree::Text(_)) => found.push(String::new()),
                        Some(Tree::Map(texts)) => found.extend(texts.iter().map(|(tag, _)| tag.clone())),
                        _ => {}
                    }
                }
            }
        }
        for flow in list(&self.root, "flows") {
            if let Some(Tree::Map(texts)) = get(flow, "title") {
                found.extend(texts.iter().map(|(tag, _)| tag.clone()));
            }
        }
        if found.is_empty() {
            found.push("en".to_owned());
        }
        let mut once = BTreeSet::new();
        found.retain(|tag| once.insert(tag.clone()));
        found
    }

    /// An id that no flow has.
    #[must_use]
    pub fn unused_flow_id(&self) -> String {
        self.unused("flows", (self.count("flows") + 1..).map(|number| format!("flow-{number}")))
    }

    /// An id that no place has: what its path ends with, such as `camp` for `/c/camp.html`.
    #[must_use]
    pub fn unused_place_id(&self, path: &str) -> String {
        let last = path.split(['/', '#']).rfind(|part| !part.is_empty()).unwrap_or("home");
        let name = last.split('.').next().filter(|name| !name.is_empty() && *name != "*").unwrap_or("place");
        let others = (2..).map(|number| format!("{name}-{number}"));
        self.unused("places", std::iter::once(name.to_owned()).chain(others))
    }

    fn unused(&self, key: &str, mut ids: impl Iterator<Item = String>) -> String {
        let known = list(&self.root, key);
        // They never end.
        ids.find(|id| known.iter().all(|one| text(one, "id") != id)).unwrap_or_default()
    }

    /// How many flows, places or moves there are.
    pub(crate) fn count(&self, key: &str) -> usize {
        list(&self.root, key).len()
    }

    pub(crate) fn track(&self, track: Track) -> Option<&Tree> {
        match track {
            Track::Flow(at) => list(&self.root, "flows").get(at),
            Track::Move(at) => list(&self.root, "moves").get(at),
        }
    }

    pub(crate) fn track_mut(&mut self, track: Track) -> Option<&mut Tree> {
        let (key, at) = match track {
            Track::Flow(at) => ("flows", at),
            Track::Move(at) => ("moves", at),
        };
        match get_mut(&mut self.root, key) {
            Some(Tree::List(items)) => items.get_mut(at),
            _ => None,
        }
    }

    pub(crate) fn steps_mut(&mut self, track: Track) -> Option<&mut Vec<Tree>> {
        list_mut(self.track_mut(track)?, "steps")
    }
}

/// A text in a language, or the one that names none when the language is empty.
fn text_in<'t>(tree: &'t Tree, key: &str, language: &str) -> &'t str {
    match get(tree, key) {
        Some(Tree::Text(text)) if language.is_empty() => text,
        Some(texts @ Tree::Map(_)) => text(texts, language),
        _ => "",
    }
}

/// A move's ends in words.
pub(crate) fn move_name(tree: &Tree) -> String {
    let from: Vec<&str> = list(tree, "from").iter().filter_map(as_text).collect();
    let from = if from.is_empty() { "anywhere".to_owned() } else { from.join(", ") };
    format!("{from} → {}", text(tree, "to"))
}

/// A step's id, as the reader gives one to a step without.
pub(crate) fn step_id(tree: &Tree, track: Track, at: usize) -> String {
    let id = list(tree, "steps").get(at).map_or("", |step| text(step, "id"));
    if !id.is_empty() {
        return id.to_owned();
    }
    match track {
        Track::Flow(_) => format!("step-{}", at + 1),
        Track::Move(_) => {
            let from = match list(tree, "from") {
                [Tree::Text(from)] => from,
                _ => "any",
            };
            format!("{from}-{}-{}", text(tree, "to"), at + 1)
        }
    }
}

pub(crate) fn as_text(tree: &Tree) -> Option<&str> {
    match tree {
        Tree::Text(text) => Some(text),
        _ => None,
    }
}
