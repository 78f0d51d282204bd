//! One walk through a flow: which step, and what it is waiting for.

use std::collections::{BTreeMap, BTreeSet};

use alongside_protocol::{
    flow::{Condition, Flow, Step, Target, Value},
    message::StepOutcome,
};

use super::{
    ask::FieldNow, goal::Goal, progress::Progress, straying::Hazard, target::Choice, truth::Facts,
    view::NextButton,
};
use crate::Millis;

/// A flow that is being walked through.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) number: u32,
    pub(super) flow: Flow,
    pub(super) step: usize,
    pub(super) phase: Phase,
    pub(super) progress: Progress,
    pub(super) search: Search,
    /// How each step ended, as far as the customer has come.
    pub(super) outcomes: Vec<Option<StepOutcome>>,
    pub(super) hesitates_at: Option<Millis>,
    pub(super) ahead: Ahead,
    /// The place it leads to: its steps are then the way there.
    pub(super) goal: Option<Goal>,
    /// What can go wrong meanwhile.
    pub(super) hazards: Vec<Hazard>,
    /// Steps on the way to the goal that were done before it was planned.
    pub(super) passed: u16,
    /// The way has just become longer, and the customer is told.
    pub(super) rerouted: bool,
    /// The steps that were done for the customer on the way to a place.
    pub(super) acted: BTreeSet<String>,
}

/// Clicks on targets of steps that are yet to come.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// Searches for such targets, by token, and whose they are.
    pub(super) searches: Vec<(u32, usize)>,
    /// Steps whose target was clicked.
    pub(super) clicked: BTreeSet<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase {
    Searching {
        until: Millis,
    },
    /// `token` is that of the answer which `candidate` is a position in.
    /// `harmless`: clicking it follows a link or opens a section, and nothing else.
    Shown {
        token: u32,
        candidate: usize,
        field: Option<FieldNow>,
        harmless: bool,
    },
    /// Under a modal dialog: it is waited for, however long that is open.
    Covered,
    Missing,
    Elsewhere,
    /// No way leads on from this page: nothing is shown until the customer is on another.
    Lost,
}

/// The search for the current step's target.
#[derive(Debug)]
pub(super) struct Search {
    /// Of the answer that is waited for.
    pub(super) token: u32,
    /// The same, of a search for something alike.
    pub(super) wide: u32,
    /// What the last answer led to.
    pub(super) last: Choice,
    /// When it is looked for again although nothing was heard of the page.
    pub(super) again_at: Millis,
    /// When something alike will do.
    pub(super) alike_at: Millis,
    /// What the element is known by since it was found by likeness.
    pub(super) healed: Option<Box<Target>>,
    /// That it is not as it was recorded has been told.
    pub(super) told: bool,
}

impl Run {
    pub(super) fn new(now: Millis, number: u32, flow: Flow, at: Option<&str>) -> Self {
        let step = at.and_then(|id| flow.steps.iter().position(|step| step.id == id)).unwrap_or(0);
        let mut run = Self {
            number,
            outcomes: vec![None; flow.steps.len()],
            flow,
            step,
            phase: Phase::Searching { until: now },
            progress: Progress::default(),
            search: Search::new(now),
            hesitates_at: None,
            ahead: Ahead::default(),
            goal: None,
            hazards: Vec::new(),
            passed: 0,
            rerouted: false,
            acted: BTreeSet::new(),
        };
        run.come(now);
        // An earlier page of the tab has seen that it does not hold.
        run.progress.was_open = at.is_some();
        run
    }

    pub(super) fn current(&self) -> &Step {
        // `step` is only ever set to a position within the flow; a flow has steps.
        &self.flow.steps[self.step.min(self.flow.steps.len() - 1)]
    }

    /// Comes to the current step with nothing done for it yet.
    pub(super) fn come(&mut self, now: Millis) {
        self.progress = Progress::of(&self.current().done, now);
        self.progress.clicked = self.ahead.clicked.remove(&self.step);
        self.search = Search::new(now);
        self.hesitates_at = None;
        // What is on the screen is still the step before.
        if let Phase::Shown { field, .. } = &mut self.phase {
            *field = None;
        }
    }

    /// A way was found again.
    pub(super) fn leave_lost(&mut self, now: Millis) {
        if self.phase == Phase::Lost {
            self.phase = Phase::Searching { until: now };
        }
    }

    pub(super) fn is_shown(&self) -> bool {
        matches!(self.phase, Phase::Shown { .. })
    }

    /// Whether the current step is on this page.
    pub(super) fn is_at(&self, path: &str) -> bool {
        self.current().place.as_ref().is_none_or(|place| place.matches(path))
    }

    /// Whether its step is of this page.
    pub(super) fn has_target_here(&self) -> bool {
        !matches!(self.phase, Phase::Elsewhere | Phase::Lost)
    }

    pub(super) fn is_searching(&self) -> bool {
        matches!(self.phase, Phase::Searching { .. })
    }

    /// The target as it is looked for now.
    pub(super) fn target(&self) -> &Target {
        self.search.healed.as_deref().unwrap_or(&self.current().target)
    }

    /// Whether what the step asks for holds, as if Next had been pressed when
    /// `pressed`.
    pub(super) fn holds(&self, at: &str, context: &BTreeMap<String, Value>, pressed: bool) -> Option<bool> {
        let field = match self.phase {
            Phase::Shown { field, .. } => field,
            _ => None,
        };
        Facts { at, field, context, progress: &self.progress, pressed }.hold(&self.current().done)
    }

    /// The button that goes on, when there is one.
    pub(super) fn next_button(&self, at: &str, context: &BTreeMap<String, Value>) -> Option<NextButton> {
        // A goal is reached by being there.
        let last = self.goal.is_none() && self.step + 1 == self.flow.steps.len();
        let enabled = match self.phase {
            // Without its target a step can only be passed over.
            Phase::Missing => true,
            Phase::Shown { .. } => {
                let pressable = |part: &Condition| matches!(part, Condition::Next | Condition::Valid);
                if !self.current().done.walk().any(pressable) {
                    return None;
                }
                self.holds(at, context, true) == Some(true)
            }
            Phase::Searching { .. } | Phase::Covered | Phase::Elsewhere | Phase::Lost => return None,
        };
        Some(NextButton { last, enabled })
    }
}

impl Search {
    fn new(now: Millis) -> Self {
        Self {
            token: 0,
            wide: 0,
            last: Choice::Missing,
            again_at: now,
            alike_at: now,
            healed: None,
            told: false,
        }
    }
}
