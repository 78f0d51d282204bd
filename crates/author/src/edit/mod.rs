//! What can be done to a document, one thing at a time.

mod applied;
mod names;

use alongside_protocol::tree::Tree;

pub(crate) use names::rename_flow;

use crate::document::{Document, Field, Track};

/// One change, small enough to be undone by itself. Positions count from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Another document in place of this one.
    TakeUp {
        /// The document.
        document: Box<Document>,
        /// What it is called, such as `take up version 6`.
        label: String,
    },
    /// A flow without steps yet.
    AddFlow {
        /// Its id.
        id: String,
    },
    /// A flow to a place, by the moves of the site.
    AddFlowTo {
        /// Its id.
        id: String,
        /// The place's id.
        goal: String,
    },
    /// A flow less, and what leads to it.
    DeleteFlow {
        /// Which.
        flow: usize,
    },
    /// A flow's title in one language; an empty one takes the language out.
    SetFlowTitle {
        /// Which.
        flow: usize,
        /// BCP 47 tag; empty for a text that names no language.
        language: String,
        /// The text.
        text: String,
    },
    /// Another id for a flow; detours and offers that name it follow.
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
        /// When it is done, as in a document; the customer presses Next where nothing is said.
        done: Option<Tree>,
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
    /// Another id for a place; moves and goals that name it follow.
    RenamePlace {
        /// Which.
        place: usize,
        /// The new id.
        id: String,
    },
    /// Another path for a place.
    SetPlacePath {
        /// Which.
        place: usize,
        /// The path.
        path: String,
    },
    /// What can be seen at a place, and tells it from others on its page.
    SetLandmark {
        /// Which.
        place: usize,
        /// An element, as in a document; none for the page alone.
        target: Option<Tree>,
    },
    /// Whether customers may be taken to a place by its address alone.
    SetEntry {
        /// Which.
        place: usize,
        /// Yes or no.
        entry: bool,
    },
    /// A place less, and the moves that begin or end there alone. One that is a goal stays.
    DeletePlace {
        /// Which.
        place: usize,
    },
    /// A move, without steps yet.
    AddMove {
        /// The ids of the places it begins at; none for anywhere.
        from: Vec<String>,
        /// The id of the place it leads to.
        to: String,
    },
    /// A move less.
    DeleteMove {
        /// Which.
        at: usize,
    },
}

impl Edit {
    /// What it does, such as `move step 2`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::TakeUp { label, .. } => label.clone(),
            Self::AddFlow { id } | Self::AddFlowTo { id, .. } => format!("add flow {id}"),
            Self::DeleteFlow { .. } => "delete a flow".to_owned(),
            Self::SetFlowTitle { .. } => "change the title of a flow".to_owned(),
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
            Self::RenamePlace { id, .. } => format!("rename place to {id}"),
            Self::SetPlacePath { path, .. } => format!("change the path of a place to {path}"),
            Self::SetLandmark { .. } => "change the landmark of a place".to_owned(),
            Self::SetEntry { .. } => "change whether a place is an entry".to_owned(),
            Self::DeletePlace { .. } => "delete a place".to_owned(),
            Self::DeleteMove { .. } => "delete a move".to_owned(),
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
            (Self::SetFlowTitle { flow, language, .. }, Self::SetFlowTitle { flow: f, language: l, .. }) => {
                (flow, language) == (f, l)
            }
            _ => false,
        }
    }
}
