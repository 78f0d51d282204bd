//! The search for a step's target: exact first, then by likeness, for a bounded
//! time, and then what the step says.

use alongside_protocol::{
    flow::{Condition, Fingerprint, Otherwise, Target},
    message::StepOutcome,
};

use super::{
    Guide,
    ask::{Ask, Outcome, Sought, Why},
    likeness::{self, Verdict},
    run::Phase,
    target::{Candidate, Choice, choose},
};
use crate::Millis;

/// While it is looked for, a target is looked for this often even when the page
/// tells of no change: style sheets and upgraded elements show things without one.
const AGAIN: Millis = 500;

/// A recorded element is waited for this long before something like it will do: on
/// a page that is still being built, what is like it may come first.
const ALIKE_AFTER: Millis = 1_000;

impl Guide {
    pub(super) fn begin_search(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if let Some(run) = &mut self.run {
            // In a short wait there must still be time to compare.
            let wait = Millis::from(run.current().wait.limit);
            run.search.alike_at = now + ALIKE_AFTER.min(wait / 2);
            run.search.again_at = now + AGAIN.min(wait / 2).max(1);
        }
        self.locate(out);
    }

    /// Asks for the target, and for the elements that the postcondition is about.
    pub(super) fn locate(&mut self, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        if run.has_target_here() {
            self.tokens += 1;
            run.search.token = self.tokens;
            out.push(Ask::Locate {
                token: self.tokens,
                target: run.target().clone(),
                sought: Sought::Target,
            });
        }
        let targets = run.flow.steps.get(run.step).into_iter();
        let targets = targets.flat_map(|step| step.done.walk()).filter_map(Condition::element);
        run.progress.locate(targets, &mut self.tokens, out);
        if let Some(goal) = &mut run.goal {
            goal.locate(&mut self.tokens, out);
        }
        self.locate_hazards(out);
    }

    /// The answer to [`Ask::Locate`]; one that nobody waits for any more is dropped.
    pub fn located(&mut self, now: Millis, token: u32, candidates: &[Candidate], out: &mut Vec<Ask>) {
        if self.goal_mut().is_some_and(|goal| goal.found(token, candidates)) {
            self.find_way(now, out);
            return;
        }
        if self.found_hazard(token, candidates) {
            self.go_round(out);
            return;
        }
        let Some(run) = &mut self.run else { return };
        if token == run.search.token && run.has_target_here() {
            let choice = choose(run.target(), candidates);
            return self.chosen(now, token, choice, candidates, out);
        }
        if token == run.search.wide && run.is_searching() {
            return self.compare(now, token, candidates, out);
        }
        if let Some(&(_, at)) = run.ahead.searches.iter().find(|(known, _)| *known == token) {
            let target = &run.flow.steps[at].target;
            if matches!(choose(target, candidates), Choice::Found(one) if candidates[one].clicked) {
                run.ahead.clicked.insert(at);
            }
            return;
        }
        // Kept apart from the step, which is borrowed with the flow.
        let mut progress = std::mem::take(&mut run.progress);
        let awaited = progress.found(&run.current().done, token, candidates);
        run.progress = progress;
        if awaited && !self.settle(now, false, out) && self.next_button().is_some() {
            self.show(out);
        }
    }

    fn chosen(
        &mut self,
        now: Millis,
        token: u32,
        choice: Choice,
        candidates: &[Candidate],
        out: &mut Vec<Ask>,
    ) {
        let Some(run) = &mut self.run else { return };
        // A failed comparison says more than that there is no exact match.
        if (choice, run.search.last) != (Choice::Missing, Choice::Unsure) {
            run.search.last = choice;
        }
        let Choice::Found(candidate) = choice else {
            if choice == Choice::Covered {
                if run.is_shown() || run.phase == Phase::Missing {
                    out.push(Ask::Hide);
                }
                run.phase = Phase::Covered;
                return;
            }
            if run.is_shown() || run.phase == Phase::Covered {
                run.phase = Phase::Searching { until: now + Millis::from(run.current().wait.limit) };
                run.hesitates_at = None;
                out.push(Ask::Hide);
                run.search.again_at = now + AGAIN;
                run.search.alike_at = now + ALIKE_AFTER;
            }
            return;
        };
        let first = run.is_searching() || run.phase == Phase::Covered;
        let Candidate { field, harmless, .. } = candidates[candidate];
        run.phase = Phase::Shown { token, candidate, field, harmless };
        self.compare_found(&candidates[candidate], out);
        if self.settle(now, false, out) {
            return;
        }
        let hesitation = self.hesitation;
        let Some(run) = &mut self.run else { return };
        if first {
            // From now on what is entered counts when the customer is done with it.
            run.progress.settled = false;
        }
        if first && run.hesitates_at.is_none() {
            run.hesitates_at = Some(now + hesitation);
        }
        self.show(out);
        self.act_if_safe(out);
    }

    /// Takes the one element that is enough like the recorded one, or none.
    fn compare(&mut self, now: Millis, token: u32, candidates: &[Candidate], out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        let Some(old) = run.current().target.fingerprint.as_deref().cloned() else { return };
        let seen = |candidate: &&Candidate| candidate.visible && candidate.fingerprint.is_some();
        let places: Vec<usize> =
            (0..candidates.len()).filter(|&at| candidates.get(at).as_ref().is_some_and(seen)).collect();
        let prints: Vec<Fingerprint> =
            candidates.iter().filter(seen).filter_map(|one| one.fingerprint.as_deref().cloned()).collect();
        match likeness::score(&old, &prints) {
            Verdict::Found { at, score } => {
                let new = prints[at].clone();
                let known = Target { fingerprint: Some(Box::new(new.clone())), ..Target::default() };
                run.search.healed = Some(Box::new(known));
                self.heal(score.per_mille(), old, new, out);
                self.chosen(now, token, Choice::Found(places[at]), candidates, out);
            }
            Verdict::Unsure { .. } => run.search.last = Choice::Unsure,
            Verdict::None { best } => {
                run.search.last = if best.is_some() { Choice::Unsure } else { Choice::Missing };
            }
        }
    }

    /// Tells the team what has become of an element they recorded, once.
    fn heal(&mut self, score: u16, old: Fingerprint, new: Fingerprint, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        let changed = likeness::changed(&old, &new);
        // Where it stands, and what state it is in, changes with every visit.
        let lasting = changed.iter().any(|name| !["neighbourText", "attributes"].contains(name));
        if lasting && !std::mem::replace(&mut run.search.told, true) {
            let (flow, step) = (run.flow.id.clone(), run.current().id.clone());
            out.push(Ask::Healed { flow, step, score, old: Box::new(old), new: Box::new(new), changed });
        }
    }

    /// The one that fits may still be another than was recorded in what nobody sees.
    fn compare_found(&mut self, found: &Candidate, out: &mut Vec<Ask>) {
        let old = self.run.as_ref().and_then(|run| run.current().target.fingerprint.as_deref().cloned());
        let (Some(old), Some(new)) = (old, found.fingerprint.as_deref().cloned()) else { return };
        if let Verdict::Found { score, .. } = likeness::score(&old, std::slice::from_ref(&new)) {
            self.heal(score.per_mille(), old, new, out);
        }
    }

    pub(super) fn search_deadline(&self) -> Option<Millis> {
        let run = self.run.as_ref()?;
        match run.phase {
            Phase::Searching { until } => Some(until.min(run.search.again_at)),
            _ => None,
        }
    }

    /// Looks again, or gives up.
    pub(super) fn keep_searching(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        let Phase::Searching { until } = run.phase else { return };
        if now >= until {
            return self.give_up(now, out);
        }
        if now < run.search.again_at {
            return;
        }
        run.search.again_at = now + AGAIN;
        let alike = now >= run.search.alike_at && run.current().target.fingerprint.is_some();
        self.locate(out);
        let Some(run) = self.run.as_mut().filter(|_| alike) else { return };
        self.tokens += 1;
        run.search.wide = self.tokens;
        // From where it was recorded, not from where it was found last.
        let target = run.current().target.clone();
        out.push(Ask::Locate { token: self.tokens, target, sought: Sought::Alike });
    }

    fn give_up(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let because = self.not_found();
        let Some(run) = &mut self.run else { return };
        run.phase = Phase::Missing;
        let why = match run.search.last {
            Choice::Found(_) | Choice::Missing => Why::Missing,
            Choice::Invisible | Choice::Covered => Why::Invisible,
            Choice::Ambiguous(_) => Why::Ambiguous,
            Choice::Unsure => Why::Unsure,
        };
        let at = Some((run.flow.id.clone(), run.current().id.clone(), why));
        out.push(Ask::Problem { message: because.clone(), at });
        match run.current().wait.then.clone() {
            Otherwise::Message => self.show(out),
            Otherwise::Skip => self.advance(now, StepOutcome::Missing, out),
            Otherwise::Stop => self.end(Outcome::Failed { because }, out),
            Otherwise::Detour(flow) => {
                let running = self.waiting.iter().chain(&self.run).any(|run| run.flow.id == flow);
                let Some(run) = &mut self.run else { return };
                // One that leads back to itself would never end.
                if running || std::mem::replace(&mut run.progress.detoured, true) {
                    return self.show(out);
                }
                out.push(Ask::Detour { flow });
            }
        }
    }

    /// There is no flow to make the detour by.
    pub fn no_detour(&mut self, out: &mut Vec<Ask>) {
        self.show(out);
    }
}
