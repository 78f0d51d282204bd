use alongside_protocol::{
    flow::{Done, Flow, OnMissing, Step},
    message::{FlowPosition, StepOutcome},
};

use super::{
    ask::{Ask, FieldNow, Outcome},
    target::{Candidate, Choice, choose},
    view::{NextButton, StepNotice, StepView},
};
use crate::Millis;

/// How long a target may take to appear.
const WAIT: Millis = 8_000;

/// Runs one flow at a time.
#[derive(Debug)]
pub struct Guide {
    locale: String,
    hesitation: Millis,
    pub(super) path: String,
    tokens: u32,
    pub(super) run: Option<Run>,
}

#[derive(Debug)]
pub(super) struct Run {
    number: u32,
    pub(super) flow: Flow,
    pub(super) step: usize,
    pub(super) phase: Phase,
    /// The step was gone back to: that it holds already is no reason to skip it.
    returned: bool,
    hesitates_at: Option<Millis>,
    token: u32,
    pub(super) last_search: Choice,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase {
    Searching {
        until: Millis,
    },
    /// `token` is that of the answer which `candidate` is a position in.
    Shown {
        token: u32,
        candidate: usize,
        field: Option<FieldNow>,
    },
    Missing,
    Elsewhere,
}

impl Run {
    pub(super) fn current(&self) -> &Step {
        // `step` is only ever set to a position within the flow; a flow has steps.
        &self.flow.steps[self.step.min(self.flow.steps.len() - 1)]
    }
}

impl Guide {
    /// Nothing to show yet. `locale` is a BCP 47 tag; `hesitation` is how long a
    /// customer may stay on a step before it is a signal.
    #[must_use]
    pub fn new(locale: &str, hesitation: Millis) -> Self {
        Self { locale: locale.to_owned(), hesitation, path: String::new(), tokens: 0, run: None }
    }

    /// Starts a flow, at a step when it is resumed. A running one is stopped.
    pub fn start(&mut self, now: Millis, number: u32, flow: Flow, at: Option<&str>, out: &mut Vec<Ask>) {
        self.end(Outcome::Stopped, out);
        let step = at.and_then(|id| flow.steps.iter().position(|step| step.id == id)).unwrap_or(0);
        let begin = flow.start.clone().filter(|_| at.is_none());
        self.run = Some(Run {
            number,
            flow,
            step,
            phase: Phase::Searching { until: now + WAIT },
            returned: false,
            hesitates_at: None,
            token: 0,
            last_search: Choice::Missing,
        });
        // A flow that begins elsewhere takes the customer there: they asked for it.
        let away = begin.filter(|place| !place.matches(&self.path) && !self.some_step_is_here());
        if let Some(path) = away.as_ref().and_then(|place| place.path()) {
            out.push(Ask::GoTo { path: path.to_owned() });
        }
        if at.is_some() {
            self.reach(now, out);
        } else {
            self.enter(now, out);
        }
    }

    /// The customer is on a page: the first one, or another.
    pub fn arrived(&mut self, now: Millis, path: &str, out: &mut Vec<Ask>) {
        path.clone_into(&mut self.path);
        self.reach(now, out);
    }

    /// Being on this page may be what the current step asks for.
    fn reach(&mut self, now: Millis, out: &mut Vec<Ask>) {
        match self.done_when() {
            Some(Done::Place(place)) if place.matches(&self.path) => {
                self.advance(now, StepOutcome::Done, out)
            }
            Some(_) => self.enter(now, out),
            None => {}
        }
    }

    /// The page has changed: the target may have come, moved or gone.
    pub fn page_changed(&mut self, out: &mut Vec<Ask>) {
        if self.run.as_ref().is_some_and(|run| run.phase != Phase::Elsewhere) {
            self.locate(out);
        }
    }

    /// The answer to [`Ask::Locate`].
    pub fn located(&mut self, now: Millis, token: u32, candidates: &[Candidate], out: &mut Vec<Ask>) {
        // A step that has moved to another page meanwhile waits for no answer.
        let waits = |run: &&mut Run| run.token == token && run.phase != Phase::Elsewhere;
        let Some(run) = self.run.as_mut().filter(waits) else {
            return;
        };
        let choice = choose(&run.current().target, candidates);
        run.last_search = choice;
        let Choice::Found(candidate) = choice else {
            if matches!(run.phase, Phase::Shown { .. }) {
                run.phase = Phase::Searching { until: now + WAIT };
                run.hesitates_at = None;
                out.push(Ask::Hide);
            }
            return;
        };
        let field = candidates[candidate].field;
        let first = matches!(run.phase, Phase::Searching { .. });
        let holds =
            run.current().done == Done::Valid && field.is_some_and(|field| field.filled && field.valid);
        run.phase = Phase::Shown { token, candidate, field };
        if first && holds && !run.returned {
            return self.advance(now, StepOutcome::Skipped, out);
        }
        if run.hesitates_at.is_none() && first {
            run.hesitates_at = Some(now + self.hesitation);
        }
        self.show(out);
    }

    /// The target was clicked.
    pub fn target_clicked(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if self.is_shown() && self.done_when() == Some(&Done::Click) {
            self.advance(now, StepOutcome::Done, out);
        }
    }

    /// The target, a field, has changed; `committed` when the customer has left it
    /// or pressed Enter.
    pub fn target_field(&mut self, now: Millis, field: FieldNow, committed: bool, out: &mut Vec<Ask>) {
        let hesitation = self.hesitation;
        let Some(run) = &mut self.run else { return };
        let Phase::Shown { field: known, .. } = &mut run.phase else {
            return;
        };
        let changed = *known != Some(field);
        *known = Some(field);
        run.hesitates_at = run.hesitates_at.map(|_| now + hesitation);
        // Going on while the customer types would interrupt them.
        if committed && field.filled && field.valid && run.current().done == Done::Valid {
            self.advance(now, StepOutcome::Done, out);
        } else if changed {
            self.show(out);
        }
    }

    /// The site dispatched an event.
    pub fn site_event(&mut self, now: Millis, name: &str, out: &mut Vec<Ask>) {
        if matches!(self.done_when(), Some(Done::Event(wanted)) if wanted == name) {
            self.advance(now, StepOutcome::Done, out);
        }
    }

    /// The customer (or the site) goes on. Nothing happens while what the step
    /// asks for does not hold.
    pub fn next(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if self.next_button().is_some_and(|button| button.enabled) {
            self.advance(now, StepOutcome::Done, out);
        }
    }

    /// The customer goes back a step.
    pub fn back(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = self.run.as_mut().filter(|run| run.step > 0) else {
            return;
        };
        run.step -= 1;
        run.returned = true;
        self.enter(now, out);
    }

    /// The customer wants to be taken to the step's page.
    pub fn take_there(&mut self, out: &mut Vec<Ask>) {
        let place = self.run.as_ref().and_then(|run| run.current().place.as_ref());
        if let Some(path) = place.and_then(|place| place.path()) {
            out.push(Ask::GoTo { path: path.to_owned() });
        }
    }

    /// Ends the running flow.
    pub fn end(&mut self, outcome: Outcome, out: &mut Vec<Ask>) {
        if let Some(run) = self.run.take() {
            out.push(Ask::Hide);
            out.push(Ask::Ended { run: run.number, outcome });
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        if run.hesitates_at.is_some_and(|at| now >= at) {
            run.hesitates_at = None;
            out.push(Ask::Hesitates { title: run.current().title.for_locale(&self.locale).to_owned() });
        }
        let Some(run) = &mut self.run else { return };
        if matches!(run.phase, Phase::Searching { until } if now >= until) {
            let because = self.not_found();
            let Some(run) = &mut self.run else { return };
            run.phase = Phase::Missing;
            out.push(Ask::Problem { message: because.clone() });
            match run.current().missing {
                OnMissing::Message => self.show(out),
                OnMissing::Skip => self.advance(now, StepOutcome::Missing, out),
                OnMissing::Stop => self.end(Outcome::Failed { because }, out),
            }
        }
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        let run = self.run.as_ref()?;
        let search = match run.phase {
            Phase::Searching { until } => Some(until),
            _ => None,
        };
        [search, run.hesitates_at].into_iter().flatten().min()
    }

    /// Where the customer is in a flow.
    #[must_use]
    pub fn position(&self) -> Option<FlowPosition> {
        let run = self.run.as_ref()?;
        Some(FlowPosition {
            flow: run.flow.id.clone(),
            step: run.current().id.clone(),
            number: run.step as u16 + 1,
            of: run.flow.steps.len() as u16,
        })
    }

    /// The number of the running flow's start.
    #[must_use]
    pub fn running(&self) -> Option<u32> {
        self.run.as_ref().map(|run| run.number)
    }

    /// Whether changes of the page matter: a target is shown or looked for.
    #[must_use]
    pub fn watches_page(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.phase != Phase::Elsewhere)
    }

    /// Names of the DOM events that the running flow waits for.
    #[must_use]
    pub fn awaited_events(&self) -> Vec<String> {
        let steps = self.run.iter().flat_map(|run| &run.flow.steps);
        steps
            .filter_map(|step| match &step.done {
                Done::Event(name) => Some(name.clone()),
                _ => None,
            })
            .collect()
    }

    fn done_when(&self) -> Option<&Done> {
        self.run.as_ref().map(|run| &run.current().done)
    }

    fn is_shown(&self) -> bool {
        self.run.as_ref().is_some_and(|run| matches!(run.phase, Phase::Shown { .. }))
    }

    fn is_here(&self, step: &Step) -> bool {
        step.place.as_ref().is_none_or(|place| place.matches(&self.path))
    }

    fn some_step_is_here(&self) -> bool {
        let steps = self.run.iter().flat_map(|run| &run.flow.steps);
        steps.filter_map(|step| step.place.as_ref()).any(|place| place.matches(&self.path))
    }

    /// Comes to the current step: skips what holds, and looks for its target.
    fn enter(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = &self.run else { return };
        let step = run.current();
        // A message without a target is on the screen as well.
        let was_shown = !matches!(run.phase, Phase::Searching { .. });
        if !run.returned && matches!(&step.done, Done::Place(place) if place.matches(&self.path)) {
            return self.advance(now, StepOutcome::Skipped, out);
        }
        if self.is_here(step) {
            if was_shown {
                out.push(Ask::Hide);
            }
            if let Some(run) = &mut self.run {
                run.phase = Phase::Searching { until: now + WAIT };
                run.hesitates_at = None;
            }
            return self.locate(out);
        }
        // The customer may already be further than the flow thinks.
        let further =
            run.flow.steps[run.step..].iter().position(|step| step.place.is_some() && self.is_here(step));
        if let Some(skipped) = further.filter(|_| !run.returned) {
            let passed: Vec<String> =
                run.flow.steps[run.step..run.step + skipped].iter().map(|step| step.id.clone()).collect();
            out.extend(passed.into_iter().map(|step| Ask::StepEnded { step, outcome: StepOutcome::Skipped }));
            if let Some(run) = &mut self.run {
                run.step += skipped;
            }
            return self.enter(now, out);
        }
        if let Some(run) = &mut self.run {
            run.phase = Phase::Elsewhere;
            run.hesitates_at = None;
        }
        self.show(out);
    }

    fn advance(&mut self, now: Millis, outcome: StepOutcome, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        out.push(Ask::StepEnded { step: run.current().id.clone(), outcome });
        if run.step + 1 >= run.flow.steps.len() {
            return self.end(Outcome::Completed, out);
        }
        run.step += 1;
        run.returned = false;
        self.enter(now, out);
    }

    fn locate(&mut self, out: &mut Vec<Ask>) {
        self.tokens += 1;
        let Some(run) = &mut self.run else { return };
        run.token = self.tokens;
        out.push(Ask::Locate { token: run.token, target: run.current().target.clone() });
    }

    fn next_button(&self) -> Option<NextButton> {
        let run = self.run.as_ref()?;
        let last = run.step + 1 == run.flow.steps.len();
        let enabled = match (&run.current().done, &run.phase) {
            // Without its target a step can only be passed over.
            (_, Phase::Missing) | (Done::Next, Phase::Shown { .. }) => true,
            (Done::Valid, Phase::Shown { field, .. }) => {
                field.is_some_and(|field| field.filled && field.valid)
            }
            _ => return None,
        };
        Some(NextButton { last, enabled })
    }

    fn show(&self, out: &mut Vec<Ask>) {
        let Some(run) = &self.run else { return };
        let step = run.current();
        let (at, notice) = match &run.phase {
            Phase::Shown { token, candidate, .. } => (Some((*token, *candidate)), None),
            Phase::Missing => (None, Some(StepNotice::Missing)),
            Phase::Elsewhere => {
                let path = step.place.as_ref().and_then(|place| place.path()).map(str::to_owned);
                (None, Some(StepNotice::Elsewhere { path }))
            }
            Phase::Searching { .. } => return,
        };
        let view = StepView {
            flow: run.flow.id.clone(),
            step: step.id.clone(),
            number: run.step as u16 + 1,
            of: run.flow.steps.len() as u16,
            title: step.title.for_locale(&self.locale).to_owned(),
            text: step.text.as_ref().map(|text| text.for_locale(&self.locale).to_owned()).unwrap_or_default(),
            placement: step.placement,
            next: self.next_button(),
            back: run.step > 0,
            notice,
        };
        out.push(Ask::Show { view: Box::new(view), at });
    }
}
