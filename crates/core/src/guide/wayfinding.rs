//! On the way to a goal: it is found, followed, and found anew when the customer leaves it.

use std::rc::Rc;

use alongside_protocol::{flow::Flow, message::StepOutcome};

use super::{
    Guide,
    ask::{Ask, Outcome},
    goal::{Goal, Leg, Now},
    run::{Phase, Run},
    runner::Waypoint,
};
use crate::Millis;

/// A flow to a goal of which the way is not known yet.
#[derive(Debug)]
pub(super) struct Starting {
    pub(super) number: u32,
    pub(super) flow: Flow,
    goal: Goal,
    /// Where an earlier page of the tab was.
    at: Option<Waypoint>,
}

impl Starting {
    pub(super) fn locate(&mut self, tokens: &mut u32, out: &mut Vec<Ask>) {
        self.goal.locate(tokens, out);
    }

    pub(super) fn waypoint(&self) -> Waypoint {
        let (run, flow) = (self.number, self.flow.id.clone());
        match &self.at {
            Some(at) => Waypoint { run, flow, ..at.clone() },
            None => Waypoint { run, flow, step: String::new(), passed: 0, left: 0, acted: Vec::new() },
        }
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.goal.deadline()
    }
}

impl Guide {
    /// Starts a flow that has a goal, or goes on with it at a step. A running one is stopped.
    pub fn start_goal(
        &mut self,
        now: Millis,
        number: u32,
        flow: Flow,
        at: Option<&Waypoint>,
        out: &mut Vec<Ask>,
    ) {
        self.end(Outcome::Stopped, out);
        self.set_out(now, number, flow, at, out);
    }

    /// Leaves the running flow for one that has a goal.
    pub fn detour_to_goal(&mut self, now: Millis, flow: Flow, at: Option<&Waypoint>, out: &mut Vec<Ask>) {
        self.set_aside(out);
        self.set_out(now, 0, flow, at, out);
    }

    fn set_out(&mut self, now: Millis, number: u32, flow: Flow, at: Option<&Waypoint>, out: &mut Vec<Ask>) {
        let Some(place) = flow.goal.as_deref().and_then(|id| self.map.place(id)) else {
            let wanted = flow.goal.clone().unwrap_or_default();
            return self.has_no_way(now, number, flow, format!("there is no place \"{wanted}\""), out);
        };
        let mut goal = Goal::new(Rc::clone(&self.map), place, flow.only_goes());
        goal.arrive(now, &self.path);
        goal.locate(&mut self.tokens, out);
        self.starting = Some(Starting { number, flow, goal, at: at.cloned() });
        self.begin_way(now, out);
    }

    /// Begins as soon as it is known where the customer is.
    fn begin_way(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if self.path.is_empty() {
            return;
        }
        let Some(starting) = &self.starting else { return };
        let here = match starting.goal.recognise(&self.path, &self.context) {
            None if starting.goal.waits() => return,
            known => known.flatten(),
        };
        let Some(Starting { number, flow, mut goal, at, .. }) = self.starting.take() else { return };
        let there = goal.is_reached(here);
        // Whoever is at the end of a flow and chooses it themselves wants to begin it anew:
        // one more transfer, another order.
        let again = there && number == 0 && at.is_none() && self.waiting.is_empty() && !goal.acts;
        let route = match there {
            true if again => goal.take_again(&self.context),
            true => None,
            false => goal.take(here, &self.context),
        };
        if there && route.is_none() {
            out.push(Ask::Ended { flow: flow.id, run: number, outcome: Outcome::Completed });
            return self.take_up(now, out);
        }
        let Some(route) = route else {
            if let Some(at) = at {
                return self.wait_for_way(now, number, flow, goal, &at);
            }
            let because = format!("no way leads from \"{}\" to the place \"{}\"", self.path, goal.id());
            return self.has_no_way(now, number, flow, because, out);
        };
        let flow = Flow { steps: route.steps, ..flow };
        // What they were at counts where they are, not further on.
        let end = goal.leg(0).map_or(0, |leg| leg.end);
        let at_step = |at: &&Waypoint| flow.steps.iter().take(end).any(|step| step.id == at.step);
        let step = at.as_ref().filter(at_step).map(|at| at.step.clone());
        let mut run = Run::new(now, number, flow, step.as_deref());
        run.goal = Some(goal);
        run.acted = at.iter().flat_map(|at| at.acted.iter().cloned()).collect();
        match at {
            // Nothing is left of a way that was not known yet: nobody has strayed from it.
            Some(at) if at.left > 0 => run.goes_on_after(at.passed, at.left, out),
            Some(_) => {}
            // Who begins where no move leads on has asked to be taken there.
            None => out.extend(route.entry.map(|path| Ask::GoTo { path })),
        }
        self.run = Some(run);
        self.look_out(now);
        self.enter(now, out);
    }

    /// A flow that was under way on the page before has none on this one, such as one between
    /// two: from the next a way may lead on, and what has gone wrong may have its detour.
    fn wait_for_way(&mut self, now: Millis, number: u32, flow: Flow, goal: Goal, at: &Waypoint) {
        let Some(step) = goal.far_away(&at.step) else { return };
        let steps = vec![step; usize::from(at.left.max(1))];
        let mut run = Run::new(now, number, Flow { steps, ..flow }, None);
        run.phase = Phase::Lost;
        run.goal = Some(goal);
        run.passed = at.passed;
        run.acted = at.acted.iter().cloned().collect();
        self.run = Some(run);
        self.look_out(now);
    }

    fn has_no_way(&mut self, now: Millis, number: u32, flow: Flow, because: String, out: &mut Vec<Ask>) {
        let because = format!("flow \"{}\": {because}", flow.id);
        out.push(Ask::Problem { message: because.clone(), at: None });
        out.push(Ask::Ended { flow: flow.id, run: number, outcome: Outcome::Failed { because } });
        self.take_up(now, out);
    }

    /// The goal that the customer is on the way to, or about to be.
    pub(super) fn goal_mut(&mut self) -> Option<&mut Goal> {
        match &mut self.starting {
            Some(starting) => Some(&mut starting.goal),
            None => self.run.as_mut()?.goal.as_mut(),
        }
    }

    /// The customer is on another page: which of the places is it?
    pub(super) fn look_round(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let (mut tokens, path) = (self.tokens, self.path.clone());
        if let Some(goal) = self.goal_mut() {
            goal.arrive(now, &path);
            goal.locate(&mut tokens, out);
        }
        self.tokens = tokens;
    }

    /// Looks where the customer is now, and says whether that has changed what is next.
    pub(super) fn find_way(&mut self, now: Millis, out: &mut Vec<Ask>) -> bool {
        if self.starting.is_some() {
            self.begin_way(now, out);
            return true;
        }
        let Some(run) = &mut self.run else { return false };
        let current = run.leg();
        let Some(goal) = &mut run.goal else { return false };
        let Some(here) = goal.recognise(&self.path, &self.context) else { return false };
        let steps = current.and_then(|leg| run.flow.steps.get(leg.first..leg.end)).unwrap_or_default();
        let on_the_way =
            steps.iter().any(|step| step.place.as_ref().is_none_or(|place| place.matches(&self.path)));
        match goal.is_at(here, run.step, on_the_way) {
            Now::Same => false,
            Now::There => {
                self.reach(now, out);
                true
            }
            Now::At(leg) => {
                self.come_to(now, leg, out);
                true
            }
            Now::Off => self.reroute(now, here, out),
        }
    }

    /// What the site has told may have opened or barred moves.
    pub(super) fn moves_changed(&mut self, now: Millis, out: &mut Vec<Ask>) -> bool {
        let Some(run) = &self.run else { return false };
        let Some((goal, leg)) = run.goal.as_ref().zip(run.leg()) else { return false };
        let Some(here) = goal.here().filter(|here| !goal.is_reached(*here)) else { return false };
        let left = run.flow.steps.len() - leg.first;
        // From where no way led on, any will do.
        let off = here.is_some() && !leg.begins_at(here);
        let shorter = goal.steps_from(here, &self.context).is_some_and(|steps| off || steps < left);
        (shorter || goal.is_barred(&self.context)) && self.reroute(now, here, out)
    }

    /// The customer is at the goal.
    fn reach(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        let last = run.leg().zip(run.goal.as_ref()).is_some_and(|(leg, goal)| leg.ends_at(goal));
        run.leave(run.flow.steps.len(), last, out);
        self.complete(now, out);
    }

    /// The customer is where another part of the way begins.
    fn come_to(&mut self, now: Millis, leg: Leg, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        if leg.first > run.step {
            let made = run.leg().is_some_and(|current| current.leads_to(leg));
            run.leave(leg.first, made, out);
        }
        run.step = leg.first;
        run.rerouted = false;
        run.come(now);
        self.enter(now, out);
    }

    /// The customer has left the way: another one leads on from here. Without any, the one
    /// that there was is kept.
    fn reroute(&mut self, now: Millis, here: Option<usize>, out: &mut Vec<Ask>) -> bool {
        let Some(run) = &mut self.run else { return false };
        let Some(route) = run.goal.as_mut().and_then(|goal| goal.take(here, &self.context)) else {
            return false;
        };
        let (passed, left) = (run.passed(), run.left());
        run.outcomes = vec![None; route.steps.len()];
        run.flow.steps = route.steps;
        run.ahead = super::run::Ahead::default();
        run.leave_lost(now);
        run.step = 0;
        run.come(now);
        run.goes_on_after(passed, left, out);
        self.enter(now, out);
        true
    }
}

impl Run {
    /// How many steps lie behind.
    pub(super) fn passed(&self) -> u16 {
        self.passed.saturating_add(self.step as u16)
    }

    /// Which step of the whole way one is, from 1.
    pub(super) fn number(&self, at: usize) -> u16 {
        self.passed.saturating_add(at as u16).saturating_add(1)
    }

    /// How many steps the whole way has.
    pub(super) fn count(&self) -> u16 {
        self.passed.saturating_add(self.flow.steps.len() as u16)
    }

    /// How many steps are left, with the current one.
    pub(super) fn left(&self) -> u16 {
        (self.flow.steps.len() - self.step.min(self.flow.steps.len())) as u16
    }

    /// The way was planned anew after so many steps, when so many were left. It is as long
    /// as before for who has come on; who has strayed is told that it is longer.
    fn goes_on_after(&mut self, passed: u16, left: u16, out: &mut Vec<Ask>) {
        let now_left = self.left();
        let made = left.saturating_sub(now_left);
        self.passed = passed.saturating_add(made).saturating_sub(self.step as u16);
        self.rerouted = now_left > left;
        if self.rerouted {
            out.push(Ask::Rerouted { flow: self.flow.id.clone(), steps: now_left.into() });
        }
    }

    /// The part of the way to the goal that the current step belongs to.
    pub(super) fn leg(&self) -> Option<Leg> {
        self.goal.as_ref().and_then(|goal| goal.leg(self.step))
    }

    /// Whether there is a step to go back to: on the way to a goal, one of where the
    /// customer is.
    pub(super) fn can_go_back(&self) -> bool {
        self.step > self.leg().map_or(0, |leg| leg.first)
    }

    /// Leaves all steps before `to` behind: the current one is done when `made`, the others
    /// are not needed.
    fn leave(&mut self, to: usize, made: bool, out: &mut Vec<Ask>) {
        for at in self.step..to {
            let outcome = if made && at == self.step { StepOutcome::Done } else { StepOutcome::Skipped };
            self.outcomes[at] = Some(outcome);
            let (flow, step) = (self.flow.id.clone(), self.flow.steps[at].id.clone());
            out.push(Ask::StepEnded { flow, step, number: self.number(at), outcome });
        }
    }
}
