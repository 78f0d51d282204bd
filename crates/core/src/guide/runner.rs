//! The guide: what can happen to it, and what it then asks for.

use std::{collections::BTreeMap, rc::Rc};

use alongside_protocol::{
    flow::{Condition, Flow, SiteMap, Value},
    message::FlowPosition,
};
use serde::{Deserialize, Serialize};

use super::{
    ask::{Ask, FieldEntry, FieldNow, Outcome, Sought},
    goal::Goal,
    run::{Phase, Run},
    wayfinding::Starting,
};
use crate::Millis;

/// Runs one flow at a time, and its detours.
#[derive(Debug)]
pub struct Guide {
    pub(super) locale: String,
    pub(super) hesitation: Millis,
    /// The page's path, with its fragment.
    pub(super) path: String,
    pub(super) context: BTreeMap<String, Value>,
    pub(super) tokens: u32,
    pub(super) run: Option<Run>,
    /// Flows that wait for a detour to end, the outermost first.
    pub(super) waiting: Vec<Run>,
    /// The site's places, moves and detours.
    pub(super) map: Rc<SiteMap>,
    /// A flow to a goal of which the way is not known yet.
    pub(super) starting: Option<Starting>,
}

/// A step of a flow that has not ended, to go on at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waypoint {
    /// The number of the flow's start; 0 for a detour.
    pub run: u32,
    /// The flow's id.
    pub flow: String,
    /// The step's id.
    pub step: String,
    /// Of a flow to a goal: how many steps of the way lie behind.
    pub passed: u16,
    /// And how many are left, with this one.
    pub left: u16,
    /// The steps that were done for the customer, who asked to be taken straight there: each
    /// once, wherever they go then.
    pub acted: Vec<String>,
}

/// A DOM event that a flow waits for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Awaited {
    /// Its name.
    pub name: String,
    /// What of its detail the flow asks about, by path.
    pub paths: Vec<String>,
}

impl Guide {
    /// Nothing to show yet. `locale` is a BCP 47 tag; `hesitation` is how long a
    /// customer may stay on a step before it is a signal.
    #[must_use]
    pub fn new(locale: &str, hesitation: Millis) -> Self {
        Self {
            locale: locale.to_owned(),
            hesitation,
            path: String::new(),
            context: BTreeMap::new(),
            tokens: 0,
            run: None,
            waiting: Vec::new(),
            map: Rc::default(),
            starting: None,
        }
    }

    /// Nothing to show, and what the site told of the visit still known.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self {
            path: self.path.clone(),
            context: self.context.clone(),
            ..Self::new(&self.locale, self.hesitation)
        }
    }

    /// What the site's documents say of its places, moves and detours.
    pub fn set_map(&mut self, map: Rc<SiteMap>) {
        self.map = map;
    }

    /// Whether a flow has not ended.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.run.is_some()
    }

    /// Whether no flow is under way, nor about to be.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.run.is_none() && self.starting.is_none() && self.waiting.is_empty()
    }

    /// Whether it is not known yet where the way of a flow begins.
    #[must_use]
    pub fn is_starting(&self) -> bool {
        self.starting.is_some()
    }

    /// Starts a flow, at a step when it is resumed. A running one is stopped.
    pub fn start(&mut self, now: Millis, number: u32, flow: Flow, at: Option<&str>, out: &mut Vec<Ask>) {
        self.end(Outcome::Stopped, out);
        let begin = flow.start.clone().filter(|_| at.is_none());
        self.run = Some(Run::new(now, number, flow, at));
        self.look_out(now);
        // A flow that begins elsewhere takes the customer there: they asked for it.
        let away = begin.filter(|place| !place.matches(&self.path) && !self.some_step_is_here());
        if let Some(path) = away.as_ref().and_then(|place| place.path()) {
            out.push(Ask::GoTo { path: path.to_owned() });
        }
        let resumed = at.is_some() && !self.path.is_empty();
        if !self.settle(now, false, out) {
            if resumed { self.meet(now, out) } else { self.look(now, out) }
        }
    }

    /// Leaves the running flow for another; it goes on when that one has ended.
    pub fn detour(&mut self, now: Millis, flow: Flow, at: Option<&str>, out: &mut Vec<Ask>) {
        self.set_aside(out);
        // Nobody was promised anything of a detour.
        self.run = Some(Run::new(now, 0, flow, at));
        self.look_out(now);
        self.enter(now, out);
    }

    /// The running flow waits for another to end.
    pub(super) fn set_aside(&mut self, out: &mut Vec<Ask>) {
        if let Some(run) = self.run.take() {
            out.push(Ask::Hide);
            self.waiting.push(run);
        }
    }

    /// The customer is on a page: the first one, or another. `path` has the fragment.
    pub fn arrived(&mut self, now: Millis, path: &str, out: &mut Vec<Ask>) {
        let moved = self.path != path;
        path.clone_into(&mut self.path);
        if moved {
            self.look_out(now);
            self.look_round(now, out);
            if self.go_round(out) || self.find_way(now, out) {
                return;
            }
        }
        if moved && !self.settle(now, false, out) {
            // A page that only says where it has scrolled to is still the same place.
            let stays = self.run.as_ref().is_some_and(|run| run.is_shown() && run.is_at(&self.path));
            if stays { self.locate(out) } else { self.meet(now, out) }
        }
    }

    /// The page has changed: the target may have come, moved or gone.
    pub fn page_changed(&mut self, out: &mut Vec<Ask>) {
        if let Some(starting) = &mut self.starting {
            starting.locate(&mut self.tokens, out);
        } else if self.watches_page() {
            self.locate(out);
        }
    }

    /// The target was clicked.
    pub fn target_clicked(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(run) = self.run.as_mut().filter(|run| run.is_shown()) else { return };
        run.progress.clicked = true;
        self.settle(now, true, out);
    }

    /// Something else was clicked: it may be what a later step asks for.
    pub fn clicked_elsewhere(&mut self, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        run.ahead.searches.clear();
        for (at, step) in run.flow.steps.iter().enumerate().skip(run.step + 1) {
            let here = step.place.as_ref().is_none_or(|place| place.matches(&self.path));
            if here && step.done.walk().any(|part| *part == Condition::Click) {
                self.tokens += 1;
                run.ahead.searches.push((self.tokens, at));
                out.push(Ask::Locate {
                    token: self.tokens,
                    target: step.target.clone(),
                    sought: Sought::Condition,
                });
            }
        }
    }

    /// The target, a field, has changed.
    pub fn target_field(&mut self, now: Millis, field: FieldNow, entry: FieldEntry, out: &mut Vec<Ask>) {
        let hesitation = self.hesitation;
        let Some(run) = &mut self.run else { return };
        let Phase::Shown { field: known, .. } = &mut run.phase else {
            return;
        };
        let changed = *known != Some(field);
        *known = Some(field);
        run.hesitates_at = run.hesitates_at.map(|_| now + hesitation);
        // Going on while the customer types would interrupt them.
        match entry {
            FieldEntry::Typing => run.progress.settled = false,
            FieldEntry::Committed => run.progress.settled = true,
            FieldEntry::Judged => {}
        }
        if !self.settle(now, entry == FieldEntry::Committed, out) && changed {
            self.show(out);
        }
    }

    /// The site dispatched an event; `detail` has what the flow asks of it.
    pub fn site_event(&mut self, now: Millis, name: &str, detail: &[(String, Value)], out: &mut Vec<Ask>) {
        if self.hazard_event(name, detail, out) {
            return;
        }
        let Some(run) = &mut self.run else { return };
        // Kept apart from the step, which is borrowed with the flow.
        let mut progress = std::mem::take(&mut run.progress);
        let awaited = progress.event(&run.current().done, name, detail);
        run.progress = progress;
        if awaited {
            self.settle(now, true, out);
        }
    }

    /// What the site told of the visit.
    #[must_use]
    pub fn context(&self) -> &BTreeMap<String, Value> {
        &self.context
    }

    /// The site told something of the visit.
    pub fn told(&mut self, now: Millis, key: &str, value: Value, out: &mut Vec<Ask>) {
        self.context.insert(key.to_owned(), value);
        if self.go_round(out) || self.find_way(now, out) || self.moves_changed(now, out) {
            return;
        }
        if self.run.is_some() && !self.settle(now, false, out) {
            // Texts may speak of it.
            self.show(out);
        }
    }

    /// The customer (or the site) goes on. While what the step asks for does not
    /// hold, the customer is told what the field has against it.
    pub fn next(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(button) = self.next_button() else { return };
        if button.enabled {
            self.pass(now, out);
        } else {
            out.push(Ask::Refuse);
        }
    }

    /// The customer wants to be taken to the step's page.
    pub fn take_there(&mut self, out: &mut Vec<Ask>) {
        let place = self.run.as_ref().and_then(|run| run.current().place.as_ref());
        if let Some(path) = place.and_then(|place| place.path()) {
            out.push(Ask::GoTo { path: path.to_owned() });
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if let Some(goal) = self.goal_mut() {
            goal.tick(now);
            if self.find_way(now, out) {
                return;
            }
        }
        if let Some(run) = &mut self.run {
            run.tick_hazards(now);
            if self.go_round(out) {
                return;
            }
        }
        let Some(run) = &mut self.run else { return };
        if run.hesitates_at.is_some_and(|at| now >= at) {
            run.hesitates_at = None;
            let title = run.current().title.for_locale(&self.locale).to_owned();
            out.push(Ask::Hesitates { title });
        }
        if run.progress.deadline().is_some_and(|at| now >= at) {
            run.progress.tick(now);
            if self.settle(now, false, out) {
                return;
            }
        }
        self.keep_searching(now, out);
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        let run = self.run.as_ref();
        let own = run.and_then(|run| run.progress.deadline().into_iter().chain(run.hesitates_at).min());
        let way = run.and_then(|run| run.goal.as_ref()?.deadline());
        let hazard = run.and_then(Run::hazard_deadline);
        let start = self.starting.as_ref().and_then(Starting::deadline);
        [self.search_deadline(), own, way, hazard, start].into_iter().flatten().min()
    }

    /// Where the customer is in a flow.
    #[must_use]
    pub fn position(&self) -> Option<FlowPosition> {
        let run = self.run.as_ref()?;
        Some(FlowPosition {
            flow: run.flow.id.clone(),
            step: run.current().id.clone(),
            number: run.number(run.step),
            of: run.count(),
        })
    }

    /// The flows that have not ended, the outermost first and the running one last.
    #[must_use]
    pub fn waypoints(&self) -> Vec<Waypoint> {
        let runs = self.waiting.iter().chain(&self.run);
        let at = runs.map(|run| Waypoint {
            run: run.number,
            flow: run.flow.id.clone(),
            step: run.current().id.clone(),
            passed: run.passed(),
            left: run.left(),
            acted: run.acted.iter().cloned().collect(),
        });
        at.chain(self.starting.iter().map(Starting::waypoint)).collect()
    }

    /// Whether changes of the page matter: an element is shown or looked for.
    #[must_use]
    pub fn watches_page(&self) -> bool {
        let looks = |run: &Run| {
            let places = run.goal.as_ref().is_some_and(Goal::looks);
            run.has_target_here() || !run.progress.sights.is_empty() || places || run.watches_hazards()
        };
        self.run.as_ref().is_some_and(looks) || self.starting.is_some()
    }

    /// The DOM events that the running flow waits for, each name once.
    #[must_use]
    pub fn awaited_events(&self) -> Vec<Awaited> {
        let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let steps = self.run.iter().flat_map(|run| &run.flow.steps).map(|step| &step.done);
        let hazards = self.run.iter().flat_map(|run| run.hazard_conditions(&self.map));
        for part in steps.chain(hazards).flat_map(Condition::walk) {
            if let Condition::Event(event) = part {
                let paths = all.entry(&event.name).or_default();
                paths.extend(event.tests.0.iter().map(|(path, _)| path.clone()));
            }
        }
        all.into_iter().map(|(name, paths)| Awaited { name: name.to_owned(), paths }).collect()
    }

    pub(super) fn next_button(&self) -> Option<super::view::NextButton> {
        self.run.as_ref()?.next_button(&self.path, &self.context)
    }

    pub(super) fn some_step_is_here(&self) -> bool {
        let steps = self.run.iter().flat_map(|run| &run.flow.steps);
        steps.filter_map(|step| step.place.as_ref()).any(|place| place.matches(&self.path))
    }
}
