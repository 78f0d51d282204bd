//! What author mode decides: inputs in, commands out, no browser.

use alongside_protocol::{flow::Fingerprint, tree::Tree};

use crate::{
    diff::diff,
    document::{Document, Track},
    edit::Edit,
    history::History,
    picked::Picked,
    postconditions::{Happened, Proposed, expected, postconditions},
    preview::previewed,
    tree::get,
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A document was fetched, as JSON, and what it is called.
    Opened {
        /// Its name, as for a file.
        name: String,
        /// Its text.
        json: String,
    },
    /// What was written before this page was loaded, as JSON.
    Resumed {
        /// It.
        written: String,
        /// What it began from; none where that is not known.
        began: Option<String>,
    },
    /// What could be undone on the page before, by [`Author::past`].
    Past(String),
    /// What is written from here on begins from this document, as JSON: it was saved.
    Began(String),
    /// The shell has something to say.
    Told(String),
    /// The author chose a flow or a move, and a step of it.
    Select(Track, Option<usize>),
    /// The author changed something.
    Edit(Edit),
    /// The author wants the last change undone.
    Undo,
    /// The author wants what was undone done again.
    Redo,
    /// The author picked an element, on the page of this path.
    Picked {
        /// What it is known by.
        print: Box<Fingerprint>,
        /// The path of the page.
        path: String,
    },
    /// How many elements fit each target of [`Command::Count`], in its order.
    Counted(Vec<usize>),
    /// The author takes the suggestion that makes the picked target stronger.
    Strengthen,
    /// The author wants a step for the picked element, after the one that is selected.
    AddPicked {
        /// The language that its heading is written in.
        language: String,
    },
    /// The author wants the selected step to be about the picked element.
    Retarget,
    /// The author wants the picked element to be what tells a place from others on its page.
    Landmark {
        /// Which.
        place: usize,
    },
    /// What the page did while the author did the selected step.
    Did(Happened),
    /// The author wants to see the selected flow or move as a customer does.
    Preview {
        /// On what.
        device: Device,
        /// In which language (BCP 47 tag); empty for the page's own.
        language: String,
    },
    /// The author wants the document as a file.
    Export,
    /// The author wants the document in the clipboard.
    Copy,
}

impl Input {
    /// The author writes: no version that the relay has is taken up.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        match self {
            Self::Edit(edit) => !matches!(edit, Edit::TakeUp { .. }),
            Self::Undo | Self::Redo | Self::AddPicked { .. } => true,
            _ => false,
        }
    }
}

/// What a flow is looked at on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// This page.
    Desktop,
    /// The page once more, as small as on a phone.
    Phone,
}

/// What the shell must do.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Count the elements that fit each target (as JSON), and say so with [`Input::Counted`].
    Count(Vec<String>),
    /// Run the flow [`preview::FLOW`](crate::preview::FLOW) of this document.
    Preview {
        /// The document, as JSON.
        document: String,
        /// On what.
        device: Device,
    },
    /// Give the author a file.
    Download {
        /// Its name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Put this into the clipboard.
    Copy(String),
}

/// What is being written.
#[derive(Debug, Clone)]
pub struct Author {
    name: String,
    opened: Document,
    history: History,
    selection: (Track, Option<usize>),
    picked: Option<Picked>,
    proposed: Vec<Proposed>,
    notice: String,
}

impl Default for Author {
    fn default() -> Self {
        Self {
            name: "flows.json".to_owned(),
            opened: Document::default(),
            history: History::default(),
            selection: (Track::Flow(0), None),
            picked: None,
            proposed: postconditions(&Happened::default()),
            notice: String::new(),
        }
    }
}

impl Author {
    /// Takes an input, and says what must be done.
    pub fn handle(&mut self, input: Input) -> Vec<Command> {
        match input {
            Input::Opened { name, json } => self.open(name, &json),
            Input::Resumed { written, began } => {
                if let Ok(document) = Document::read(&written) {
                    let label = "what was written before this page was loaded".to_owned();
                    self.change(Edit::TakeUp { document: Box::new(document), label });
                    self.began(began.as_deref());
                }
            }
            Input::Past(past) => self.history.take_up(&past),
            Input::Began(json) => self.began(Some(&json)),
            Input::Told(notice) => self.notice = notice,
            Input::Select(track, step) => {
                if self.document().track(track).is_some() {
                    self.select(track, step);
                }
            }
            Input::Edit(edit) => self.change(edit),
            Input::Undo => self.again("Undone", History::undo),
            Input::Redo => self.again("Done again", History::redo),
            Input::Picked { print, path } => {
                let picked = Picked::of(&print, path);
                let targets = picked.targets();
                self.picked = Some(picked);
                return vec![Command::Count(targets)];
            }
            Input::Counted(counts) => {
                if let Some(picked) = &mut self.picked {
                    self.notice = picked.counted(&counts);
                }
            }
            Input::Strengthen => {
                if let Some(sentence) = self.picked.as_mut().and_then(Picked::strengthened) {
                    self.notice = sentence;
                }
            }
            Input::AddPicked { language } => self.add_picked(language),
            Input::Retarget => {
                if let (Some(target), (track, Some(step))) = (self.target(), self.selection) {
                    self.change(Edit::SetTarget { track, step, target });
                    self.select(track, Some(step));
                    self.picked = None;
                }
            }
            Input::Landmark { place } => {
                if let Some(target) = self.target() {
                    self.change(Edit::SetLandmark { place, target: Some(target) });
                    self.picked = None;
                }
            }
            Input::Did(happened) => self.proposed = postconditions(&happened),
            Input::Preview { device, language } => {
                if self.is_empty() {
                    "It has no step yet: pick an element first.".clone_into(&mut self.notice);
                    return Vec::new();
                }
                if let Some(problem) = self.problem() {
                    self.notice = format!("It can't be shown yet: {problem}");
                    return Vec::new();
                }
                let track = self.selection.0;
                if self.document().track(track).is_none() {
                    "Add a flow first; there is nothing to show.".clone_into(&mut self.notice);
                    return Vec::new();
                }
                self.notice.clear();
                let document = previewed(self.document(), track, &language);
                return vec![Command::Preview { document, device }];
            }
            Input::Export => {
                return vec![Command::Download { name: self.name.clone(), text: self.document().written() }];
            }
            Input::Copy => return vec![Command::Copy(self.document().written())],
        }
        Vec::new()
    }

    /// The document as it is now.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.history.now()
    }

    /// What was opened, or saved since: what is written began from it.
    #[must_use]
    pub fn opened(&self) -> &Document {
        &self.opened
    }

    /// What is different from what was opened, a sentence each.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        diff(&self.opened, self.document())
    }

    /// The first mistake in it, as the page's reader says it.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.document().problem()
    }

    /// Whether the selected flow or move waits for its first step.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let (track, document) = (self.selection.0, self.document());
        document.track(track).is_some() && document.goal(track).is_none() && document.steps(track).is_empty()
    }

    /// The flow or move that is selected, and the step of it.
    #[must_use]
    pub fn selection(&self) -> (Track, Option<usize>) {
        self.selection
    }

    /// The element that was picked last.
    #[must_use]
    pub fn picked(&self) -> Option<&Picked> {
        self.picked.as_ref()
    }

    /// What the selected step's `done` could be.
    #[must_use]
    pub fn proposed(&self) -> &[Proposed] {
        &self.proposed
    }

    /// What undo would undo and redo do again, such as `Undo: move step 2`.
    #[must_use]
    pub fn labels(&self) -> (Option<String>, Option<String>) {
        let (undo, redo) = self.history.labels();
        (undo.map(|label| format!("Undo: {label}")), redo.map(|label| format!("Redo: {label}")))
    }

    /// What can be undone and done again, as JSON: what a page load should not take away.
    #[must_use]
    pub fn past(&self) -> String {
        self.history.kept()
    }

    /// What there is to say, empty when there is nothing.
    #[must_use]
    pub fn notice(&self) -> &str {
        &self.notice
    }

    fn open(&mut self, name: String, json: &str) {
        match Document::read(json) {
            Ok(document) => {
                let first = document.tracks().first().copied().unwrap_or(Track::Flow(0));
                *self = Self {
                    name,
                    opened: document.clone(),
                    history: History::of(document),
                    ..Self::default()
                };
                self.select(first, None);
            }
            Err(problem) => self.notice = format!("{name}: {problem}"),
        }
    }

    fn began(&mut self, json: Option<&str>) {
        if let Some(Ok(document)) = json.map(Document::read) {
            self.opened = document;
        }
    }

    fn select(&mut self, track: Track, step: Option<usize>) {
        self.selection = (track, step.filter(|step| *step < self.document().steps(track).len()));
        let target = self.selection.1.and_then(|step| get(self.document().steps(track).get(step)?, "target"));
        self.proposed = target.map_or_else(|| postconditions(&Happened::default()), expected);
    }

    fn change(&mut self, edit: Edit) {
        let follow = match &edit {
            Edit::AddStep { track, at, .. } => Some((*track, Some(*at))),
            Edit::MoveStep { track, to, .. } => Some((*track, Some(*to))),
            Edit::DeleteStep { track, step } => Some((*track, step.checked_sub(1).or(Some(0)))),
            Edit::AddFlow { .. } | Edit::AddFlowTo { .. } => {
                Some((Track::Flow(self.document().count("flows")), None))
            }
            Edit::AddMove { .. } => Some((Track::Move(self.document().count("moves")), None)),
            _ => None,
        };
        if let Edit::DeletePlace { place } = &edit
            && let Some(flow) =
                self.document().places().get(*place).and_then(|place| self.document().flow_to(&place.id))
        {
            self.notice = format!("The flow {flow} leads to this place; delete the flow first.");
            return;
        }
        if !self.history.change(edit) {
            return;
        }
        self.notice.clear();
        if let Some((track, step)) = follow {
            self.select(track, step);
        }
        self.select_what_is_there();
    }

    fn again(&mut self, word: &str, turn: impl Fn(&mut History) -> Option<String>) {
        let Some(label) = turn(&mut self.history) else { return };
        self.notice = format!("{word}: {label}");
        let (track, step) = self.selection;
        self.select(track, step);
        self.select_what_is_there();
    }

    fn select_what_is_there(&mut self) {
        let (track, step) = self.selection;
        let is_there = step.is_none_or(|step| step < self.document().steps(track).len());
        if self.document().track(track).is_none() {
            self.select(self.document().tracks().first().copied().unwrap_or(Track::Flow(0)), None);
        } else if !is_there {
            self.select(track, None);
        }
    }

    fn add_picked(&mut self, language: String) {
        let (Some(target), Some(picked)) = (self.target(), &self.picked) else { return };
        let (track, step) = self.selection;
        if self.document().track(track).is_none() {
            "Add a flow first; a step is part of one.".clone_into(&mut self.notice);
            return;
        }
        if self.document().goal(track).is_some() {
            "The steps to a goal are those of the moves; choose a move first.".clone_into(&mut self.notice);
            return;
        }
        let at = step.map_or(self.document().steps(track).len(), |step| step + 1);
        let title = (language, picked.heading.clone());
        // The steps of a move are on the page of the place it begins at.
        let place = matches!(track, Track::Flow(_)).then(|| picked.path.clone());
        let done = picked.usual.clone();
        self.change(Edit::AddStep { track, at, place, target, title, done });
        self.picked = None;
    }

    fn target(&self) -> Option<Tree> {
        Some(self.picked.as_ref()?.strength.as_ref()?.target.clone())
    }
}
