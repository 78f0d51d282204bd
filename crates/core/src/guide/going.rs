//! From step to step: what holds is left behind, what does not is shown.

use alongside_protocol::{flow::Step, message::StepOutcome};

use super::{
    Guide,
    ask::{Ask, Outcome},
    run::Phase,
    view::{StepNotice, StepView},
};
use crate::Millis;

impl Guide {
    /// Comes to the current step: leaves it when what it asks for holds already, and
    /// looks for its target otherwise.
    pub(super) fn enter(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if !self.settle(now, false, out) {
            self.look(now, out);
        }
    }

    /// Leaves the current step if what it asks for holds, and says whether it did.
    /// `acted`: the customer or the site has just done something for it.
    pub(super) fn settle(&mut self, now: Millis, acted: bool, out: &mut Vec<Ask>) -> bool {
        let Some(run) = &mut self.run else { return false };
        let holds = run.holds(&self.path, &self.context, false);
        if holds == Some(false) {
            run.progress.was_open = true;
            run.progress.returned = false;
        }
        if holds != Some(true) || run.progress.returned && !acted {
            return false;
        }
        let outcome = if run.progress.was_open || acted { StepOutcome::Done } else { StepOutcome::Skipped };
        self.advance(now, outcome, out);
        true
    }

    /// On to the next step by the customer's word.
    pub(super) fn pass(&mut self, now: Millis, out: &mut Vec<Ask>) {
        self.advance(now, StepOutcome::Done, out);
    }

    /// Looks for the current step's target, or says that it is elsewhere.
    pub(super) fn look(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        if run.phase == Phase::Lost {
            return;
        }
        let step = run.current();
        let here = |step: &Step| step.place.as_ref().is_none_or(|place| place.matches(&self.path));
        if here(step) {
            let wait = Millis::from(step.wait.limit);
            if !run.is_searching() {
                // A message without a target is on the screen as well.
                out.push(Ask::Hide);
            }
            run.phase = Phase::Searching { until: now + wait };
            run.hesitates_at = None;
            return self.begin_search(now, out);
        }
        // The customer may already be further than the flow thinks.
        let end = run.leg().map_or(run.flow.steps.len(), |leg| leg.end);
        let ahead = run.flow.steps.get(run.step..end).unwrap_or_default();
        let further = ahead.iter().position(|step| step.place.is_some() && here(step));
        if let Some(skipped) = further.filter(|_| !run.progress.pinned) {
            for at in run.step..run.step + skipped {
                run.outcomes[at] = Some(StepOutcome::Skipped);
                out.push(Ask::StepEnded {
                    flow: run.flow.id.clone(),
                    step: run.flow.steps[at].id.clone(),
                    number: run.number(at),
                    outcome: StepOutcome::Skipped,
                });
            }
            run.step += skipped;
            run.come(now);
            return self.enter(now, out);
        }
        run.phase = Phase::Elsewhere;
        run.hesitates_at = None;
        if self.watches_page() {
            self.locate(out);
        }
        self.show(out);
    }

    /// The customer has come to a page: when it is neither this step's nor a later
    /// one's they may have gone back to where an earlier one is.
    pub(super) fn meet(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        let here = |step: &Step| step.place.as_ref().is_some_and(|place| place.matches(&self.path));
        let ahead = run.current().place.is_none() || run.flow.steps[run.step..].iter().any(here);
        // On the way to a goal, only within the part that begins where they are.
        let first = run.leg().map_or(0, |leg| leg.first);
        let behind = run.flow.steps.get(first..run.step).unwrap_or_default();
        if let Some(earlier) = behind.iter().rposition(here).filter(|_| !ahead) {
            run.step = first + earlier;
            run.come(now);
            run.progress.returned = true;
        }
        self.enter(now, out);
    }

    pub(super) fn advance(&mut self, now: Millis, outcome: StepOutcome, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        if run.goal.is_some() && run.step + 1 >= run.flow.steps.len() {
            // Passed over, and the customer is not there yet.
            return self.show(out);
        }
        run.outcomes[run.step] = Some(outcome);
        // Of a step that nobody saw nobody has read that there is another way.
        run.rerouted &= outcome == StepOutcome::Skipped;
        let (flow, step) = (run.flow.id.clone(), run.current().id.clone());
        out.push(Ask::StepEnded { flow, step, number: run.number(run.step), outcome });
        if run.step + 1 >= run.flow.steps.len() {
            return self.complete(now, out);
        }
        run.step += 1;
        run.come(now);
        self.enter(now, out);
    }

    /// The customer goes back a step.
    pub fn back(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = self.run.as_mut().filter(|run| run.can_go_back()) else {
            return;
        };
        run.step -= 1;
        run.rerouted = false;
        run.come(now);
        run.progress.returned = true;
        run.progress.pinned = true;
        self.look(now, out);
    }

    /// Another tab of the site has come to a step of the running flow.
    pub fn follow(&mut self, now: Millis, flow: &str, step: &str, out: &mut Vec<Ask>) {
        let Some(run) = self.run.as_mut().filter(|run| run.flow.id == flow) else { return };
        let Some(at) = run.flow.steps.iter().position(|known| known.id == step) else { return };
        // On the way to a goal each tab goes on from the place that it shows.
        let here = run.leg().is_none_or(|leg| (leg.first..leg.end).contains(&at));
        if here && at != run.step {
            run.step = at;
            run.come(now);
            // The other tab has judged it; going on from here would run ahead of it.
            run.progress.returned = true;
            run.progress.pinned = true;
            self.look(now, out);
        }
    }

    /// Another tab of the site has ended a flow: the running one, or one that waits for a
    /// detour. Says whether it was one of these.
    pub fn over_elsewhere(&mut self, now: Millis, flow: &str, completed: bool, out: &mut Vec<Ask>) -> bool {
        let waits = self.waiting.iter().position(|run| run.flow.id == flow);
        let runs = self.run.as_ref().is_some_and(|run| run.flow.id == flow);
        if !runs && waits.is_none() {
            return false;
        }
        if !completed {
            self.end(Outcome::Closed, out);
            return true;
        }
        if let (false, Some(at)) = (runs, waits) {
            // What led over something that has gone wrong leads nowhere any more.
            let detours = self.waiting.split_off(at + 1).into_iter().chain(self.run.take());
            for run in detours.collect::<Vec<_>>().into_iter().rev() {
                out.push(Ask::Ended { flow: run.flow.id, run: run.number, outcome: Outcome::Stopped });
            }
            self.run = self.waiting.pop();
        }
        self.complete(now, out);
        true
    }

    /// The last step is done: a detour leads back to where it began.
    pub fn complete(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(done) = self.run.take() else { return };
        out.push(Ask::Hide);
        out.push(Ask::Ended { flow: done.flow.id, run: done.number, outcome: Outcome::Completed });
        self.take_up(now, out);
    }

    /// Goes on with the flow that has waited for a detour to end.
    pub(super) fn take_up(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if let Some(run) = self.waiting.pop() {
            self.run = Some(run);
            self.look_out(now);
            self.look_round(now, out);
            // What it asks for may have come true on the way.
            if !self.find_way(now, out) {
                self.enter(now, out);
            }
        }
    }

    /// Ends the running flow, and all that wait for it.
    pub fn end(&mut self, outcome: Outcome, out: &mut Vec<Ask>) {
        if self.run.is_some() {
            out.push(Ask::Hide);
        }
        if let Some(starting) = self.starting.take() {
            let (flow, run) = (starting.flow.id, starting.number);
            out.push(Ask::Ended { flow, run, outcome: outcome.clone() });
        }
        for run in self.run.take().into_iter().chain(self.waiting.drain(..).rev()) {
            out.push(Ask::Ended { flow: run.flow.id, run: run.number, outcome: outcome.clone() });
        }
    }

    pub(super) fn show(&self, out: &mut Vec<Ask>) {
        let Some(run) = &self.run else { return };
        let step = run.current();
        let (at, notice) = match &run.phase {
            Phase::Shown { token, candidate, .. } => {
                (Some((*token, *candidate)), run.rerouted.then_some(StepNotice::NewRoute))
            }
            Phase::Missing => (None, Some(StepNotice::Missing)),
            Phase::Elsewhere => {
                let path = step.place.as_ref().and_then(|place| place.path()).map(str::to_owned);
                (None, Some(StepNotice::Elsewhere { path }))
            }
            Phase::Searching { .. } | Phase::Covered | Phase::Lost => return,
        };
        let (language, title) = step.title.choose(&self.locale);
        let values = self.context.iter().map(|(key, value)| (key.clone(), value.clone()));
        let view = StepView {
            flow: run.flow.id.clone(),
            step: step.id.clone(),
            number: run.number(run.step),
            of: run.count(),
            title: title.to_owned(),
            text: step.text.as_ref().map(|text| text.for_locale(&self.locale).to_owned()).unwrap_or_default(),
            language: language.map(str::to_owned),
            values: values.collect(),
            placement: step.placement,
            next: self.next_button(),
            back: run.can_go_back(),
            safe: run.is_safe_now(),
            notice,
        };
        out.push(Ask::Show { view: Box::new(view), at });
    }
}
