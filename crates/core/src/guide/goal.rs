//! A flow that leads to a place: where the customer is, and which way goes on from there.

use std::{collections::BTreeMap, rc::Rc};

use alongside_protocol::flow::{Condition, Move, SiteMap, Step, Target, Value};

use super::{
    ask::{Ask, Sought},
    plan::{Plan, plan},
    progress::Progress,
    target::Candidate,
    truth::{Facts, passes},
};
use crate::Millis;

/// What a place is known by is waited for this long, in milliseconds: a page that is still
/// being built does not show it yet.
const KNOWN_BY: Millis = 2_000;

/// A goal, and the way to it.
#[derive(Debug)]
pub(super) struct Goal {
    map: Rc<SiteMap>,
    /// The place to come to.
    place: usize,
    /// We do for the customer what the site's team has marked as safe.
    pub(super) acts: bool,
    /// The path of the page.
    path: String,
    /// Until when what is not seen of this page's places may still come.
    until: Option<Millis>,
    /// Places on this page that must be looked at to be known.
    sightings: Vec<Sighting>,
    /// Where the customer was last known to be; the inner `None` is a page that is none of
    /// the places.
    here: Option<Option<usize>>,
    legs: Vec<Leg>,
}

#[derive(Debug)]
struct Sighting {
    place: usize,
    progress: Progress,
}

/// The part of the way that one move is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leg {
    /// Where it begins; `None` on a page that is none of the places.
    from: Option<usize>,
    to: usize,
    /// The positions of its steps: the first, and the one after the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The move, by its position in the map.
    made: Option<usize>,
}

/// The way on from where the customer is.
pub(super) struct Route {
    pub(super) steps: Vec<Step>,
    /// Where the customer has to be taken by its address first.
    pub(super) entry: Option<String>,
}

/// What has become of the way since the customer came to be somewhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Now {
    /// Nothing, or it is not known yet where they are.
    Same,
    /// They are where they wanted to be.
    There,
    /// They are where this leg of the way begins.
    At(Leg),
    /// The way does not lead through here.
    Off,
}

impl Goal {
    pub(super) fn new(map: Rc<SiteMap>, place: usize, acts: bool) -> Self {
        Self {
            map,
            place,
            acts,
            path: String::new(),
            until: None,
            sightings: Vec::new(),
            here: None,
            legs: Vec::new(),
        }
    }

    /// The place's id.
    pub(super) fn id(&self) -> &str {
        self.map.places.get(self.place).map_or("", |place| &place.id)
    }

    /// The customer is on a page.
    pub(super) fn arrive(&mut self, now: Millis, path: &str) {
        let places = self.map.places.iter().enumerate().filter(|(_, place)| place.path.matches(path));
        self.sightings = places
            .filter_map(|(at, place)| {
                Some(Sighting { place: at, progress: Progress::of(place.holds.as_ref()?, now) })
            })
            .collect();
        path.clone_into(&mut self.path);
        self.until = self.looks().then_some(now + KNOWN_BY);
    }

    /// Asks for the elements that places are known by.
    pub(super) fn locate(&mut self, tokens: &mut u32, out: &mut Vec<Ask>) {
        for sighting in &mut self.sightings {
            let holds = self.map.places[sighting.place].holds.as_ref();
            let targets = holds.into_iter().flat_map(Condition::walk).filter_map(Condition::element);
            sighting.progress.locate(targets, tokens, out);
        }
    }

    /// Takes in an answer, if it is one to that.
    pub(super) fn found(&mut self, token: u32, candidates: &[Candidate]) -> bool {
        let map = &self.map;
        self.sightings.iter_mut().any(|sighting| {
            let holds = map.places[sighting.place].holds.as_ref();
            holds.is_some_and(|holds| sighting.progress.found(holds, token, candidates))
        })
    }

    /// Whether changes of the page can tell another place.
    pub(super) fn looks(&self) -> bool {
        !self.sightings.is_empty()
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.sightings.iter().filter_map(|sighting| sighting.progress.deadline()).chain(self.until).min()
    }

    pub(super) fn tick(&mut self, now: Millis) {
        self.until = self.until.filter(|until| now < *until);
        self.sightings.iter_mut().for_each(|sighting| sighting.progress.tick(now));
    }

    /// Where the customer is, once that is known: of the places that fit, one that is known
    /// by more than its path, then one that is a single page, then the one whose path says
    /// more. What a place is known by may still be about to come.
    pub(super) fn recognise(&self, path: &str, context: &BTreeMap<String, Value>) -> Option<Option<usize>> {
        self.known(path, context).filter(|here| here.is_some() || !self.waits())
    }

    /// Whether what is not seen of this page's places may still come.
    pub(super) fn waits(&self) -> bool {
        self.until.is_some()
    }

    fn known(&self, path: &str, context: &BTreeMap<String, Value>) -> Option<Option<usize>> {
        let places = self.map.places.iter().enumerate();
        let mut fit: Vec<_> = places.filter(|(_, place)| place.path.matches(path)).collect();
        fit.sort_by_key(|(at, place)| {
            let length = place.path.to_string().replace('*', "").len();
            (place.holds.is_none(), place.path.path().is_none(), std::cmp::Reverse(length), *at)
        });
        for (at, place) in fit {
            let Some(holds) = &place.holds else { return Some(Some(at)) };
            let sighting = self.sightings.iter().find(|sighting| sighting.place == at)?;
            let facts =
                Facts { at: path, field: None, context, progress: &sighting.progress, pressed: false };
            if facts.hold(holds)? {
                return Some(Some(at));
            }
        }
        Some(None)
    }

    /// What becomes of the way, the customer being there. `on_the_way`: a step of the move
    /// that they make is on this page.
    pub(super) fn is_at(&mut self, here: Option<usize>, step: usize, on_the_way: bool) -> Now {
        if self.here.replace(here) == Some(here) {
            return Now::Same;
        }
        if here == Some(self.place) {
            return Now::There;
        }
        match self.legs.iter().find(|leg| leg.from == here) {
            Some(leg) if (leg.first..leg.end).contains(&step) => Now::Same,
            Some(leg) if here.is_some() => Now::At(*leg),
            _ if here.is_none() && on_the_way => Now::Same,
            _ => Now::Off,
        }
    }

    /// A step that is nowhere near, for as long as no way is known.
    pub(super) fn far_away(&self, id: &str) -> Option<Step> {
        let mut step = Step::towards(self.map.places.get(self.place)?);
        id.clone_into(&mut step.id);
        Some(step)
    }

    /// The customer is where they wanted to be.
    pub(super) fn is_reached(&self, here: Option<usize>) -> bool {
        here == Some(self.place)
    }

    /// Plans the way from where the customer is, and takes it.
    pub(super) fn take(&mut self, here: Option<usize>, context: &BTreeMap<String, Value>) -> Option<Route> {
        self.here = Some(here);
        let plan = self.plan(here, context)?;
        let mut from = plan.entry.or(here);
        let (mut steps, mut legs) = (Vec::new(), Vec::new());
        for (at, one) in plan.moves.iter().filter_map(|&at| Some((at, self.map.moves.get(at)?))) {
            let Some(to) = self.map.place(&one.to) else { continue };
            let first = steps.len();
            let page = from.and_then(|at| self.map.places.get(at)).map(|place| &place.path);
            steps.extend(one.steps.iter().cloned().map(|mut step| {
                step.place = step.place.or_else(|| page.cloned());
                step
            }));
            if let Some(last) = steps.last_mut() {
                // A move is done when the customer is there, and not before.
                last.done = Condition::Any(Vec::new());
            }
            legs.push(Leg { from, to, first, end: steps.len(), made: Some(at) });
            from = Some(to);
        }
        let entry = plan.entry.and_then(|at| self.map.places.get(at));
        if let Some(entry) = entry.filter(|_| steps.is_empty()) {
            steps.push(Step::towards(entry));
            legs.push(Leg { from: None, to: self.place, first: 0, end: 1, made: None });
        }
        self.legs = legs;
        let entry = entry.and_then(|place| place.path.path()).map(str::to_owned);
        Some(Route { steps, entry })
    }

    /// Plans the way for a customer who is at the goal and wants to go it once more, from
    /// where it begins.
    pub(super) fn take_again(&mut self, context: &BTreeMap<String, Value>) -> Option<Route> {
        let route = self.take(None, context);
        self.here = Some(Some(self.place));
        route
    }

    fn plan(&self, here: Option<usize>, context: &BTreeMap<String, Value>) -> Option<Plan> {
        let open = |one: &Move| passes(&one.when, |key| context.get(key));
        // Opening this very page again leads nowhere.
        plan(&self.map, here, self.place, open, |entry| !entry.path.matches(&self.path))
    }

    /// How many steps the way by moves has from there now; nothing when there is none.
    pub(super) fn steps_from(&self, here: Option<usize>, context: &BTreeMap<String, Value>) -> Option<usize> {
        let plan = self.plan(here, context).filter(|plan| plan.entry.is_none())?;
        Some(plan.moves.iter().filter_map(|&at| self.map.moves.get(at)).map(|one| one.steps.len()).sum())
    }

    /// Where the customer was last known to be.
    pub(super) fn here(&self) -> Option<Option<usize>> {
        self.here
    }

    /// Whether a move of the way is not open any more.
    pub(super) fn is_barred(&self, context: &BTreeMap<String, Value>) -> bool {
        let mut made = self.legs.iter().filter_map(|leg| self.map.moves.get(leg.made?));
        made.any(|one| !passes(&one.when, |key| context.get(key)))
    }

    /// The part of the way that a step belongs to.
    pub(super) fn leg(&self, step: usize) -> Option<Leg> {
        self.legs.iter().copied().find(|leg| (leg.first..leg.end).contains(&step))
    }
}

impl Leg {
    /// Whether it begins there.
    pub(super) fn begins_at(self, here: Option<usize>) -> bool {
        self.from == here
    }

    /// Whether a customer who is where `other` begins has made this move.
    pub(super) fn leads_to(self, other: Self) -> bool {
        other.from == Some(self.to)
    }

    /// Whether it ends at the place.
    pub(super) fn ends_at(self, goal: &Goal) -> bool {
        self.to == goal.place
    }
}

impl Progress {
    /// Asks for the elements that a condition is about, in the order of its walk.
    pub(super) fn locate<'t>(
        &mut self,
        targets: impl Iterator<Item = &'t Target>,
        tokens: &mut u32,
        out: &mut Vec<Ask>,
    ) {
        for (target, sight) in targets.zip(&mut self.sights) {
            *tokens += 1;
            sight.token = *tokens;
            out.push(Ask::Locate { token: *tokens, target: target.clone(), sought: Sought::Condition });
        }
    }
}
