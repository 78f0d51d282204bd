//! What goes wrong while a flow runs: it is recognised, and another flow leads over it.

use alongside_protocol::{
    flow::{Condition, SiteMap, Value},
    message::SignalKind,
};

use super::{Guide, ask::Ask, progress::Progress, run::Run, target::Candidate, truth::Facts};
use crate::Millis;

/// One of the site's detours, while a flow runs that it can happen to.
#[derive(Debug)]
pub(super) struct Hazard {
    /// Its position in the site's list.
    at: usize,
    progress: Progress,
    /// It holds, and has had its detour.
    met: bool,
}

impl Guide {
    /// Watches from now on for what can happen to the running flow. What it has had its
    /// detour for happens anew only after it was over.
    pub(super) fn look_out(&mut self, now: Millis) {
        let map = std::rc::Rc::clone(&self.map);
        let Some(run) = &mut self.run else { return };
        let met: Vec<usize> = run.hazards.iter().filter(|known| known.met).map(|known| known.at).collect();
        let detours = map.detours.iter().enumerate();
        let own =
            detours.filter(|(_, detour)| detour.flows.is_empty() || detour.flows.contains(&run.flow.id));
        run.hazards = own
            .map(|(at, detour)| {
                let progress = Progress::of(&detour.when, now);
                Hazard { at, progress, met: met.contains(&at) }
            })
            .collect();
    }

    /// Runs the detour for what has gone wrong, and says whether there is one.
    pub(super) fn go_round(&mut self, out: &mut Vec<Ask>) -> bool {
        let (map, running) = (std::rc::Rc::clone(&self.map), self.running());
        let Some(run) = &mut self.run else { return false };
        for hazard in &mut run.hazards {
            let Some(detour) = map.detours.get(hazard.at) else { continue };
            let facts = Facts {
                at: &self.path,
                field: None,
                context: &self.context,
                progress: &hazard.progress,
                pressed: false,
            };
            match facts.hold(&detour.when) {
                Some(false) => hazard.met = false,
                // One that leads back to itself would never end.
                Some(true) if !hazard.met && !running.contains(&detour.flow) => {
                    hazard.met = true;
                    out.push(Ask::Detour { flow: detour.flow.clone() });
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    /// The ids of the flows that have not ended.
    pub(super) fn running(&self) -> Vec<String> {
        self.waiting.iter().chain(&self.run).map(|run| run.flow.id.clone()).collect()
    }

    /// The customer has struggled.
    pub fn struggled(&mut self, now: Millis, kind: SignalKind, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        run.progress.signals.insert(kind);
        run.hazards.iter_mut().for_each(|hazard| _ = hazard.progress.signals.insert(kind));
        if !self.go_round(out) {
            self.settle(now, false, out);
        }
    }

    /// Asks for the elements that tell what has gone wrong.
    pub(super) fn locate_hazards(&mut self, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        for hazard in &mut run.hazards {
            let when = self.map.detours.get(hazard.at).map(|detour| &detour.when);
            let targets = when.into_iter().flat_map(Condition::walk).filter_map(Condition::element);
            hazard.progress.locate(targets, &mut self.tokens, out);
        }
    }

    /// Takes in an answer, if it is one to that.
    pub(super) fn found_hazard(&mut self, token: u32, candidates: &[Candidate]) -> bool {
        let Some(run) = &mut self.run else { return false };
        let map = &self.map;
        run.hazards.iter_mut().any(|hazard| {
            let when = map.detours.get(hazard.at).map(|detour| &detour.when);
            when.is_some_and(|when| hazard.progress.found(when, token, candidates))
        })
    }

    /// Takes in an event of the site.
    pub(super) fn hazard_event(
        &mut self,
        name: &str,
        detail: &[(String, Value)],
        out: &mut Vec<Ask>,
    ) -> bool {
        let map = std::rc::Rc::clone(&self.map);
        let Some(run) = &mut self.run else { return false };
        let mut any = false;
        for hazard in &mut run.hazards {
            let when = map.detours.get(hazard.at).map(|detour| &detour.when);
            any |= when.is_some_and(|when| hazard.progress.event(when, name, detail));
        }
        any && self.go_round(out)
    }
}

impl Run {
    /// When a hazard comes to hold by the mere passing of time.
    pub(super) fn hazard_deadline(&self) -> Option<Millis> {
        self.hazards.iter().filter_map(|hazard| hazard.progress.deadline()).min()
    }

    /// Whether changes of the page can tell of one.
    pub(super) fn watches_hazards(&self) -> bool {
        self.hazards.iter().any(|hazard| !hazard.progress.sights.is_empty())
    }

    /// What the site's events can tell of, as the map has it.
    pub(super) fn hazard_conditions<'m>(&self, map: &'m SiteMap) -> Vec<&'m Condition> {
        self.hazards.iter().filter_map(|hazard| Some(&map.detours.get(hazard.at)?.when)).collect()
    }

    pub(super) fn tick_hazards(&mut self, now: Millis) {
        self.hazards.iter_mut().for_each(|hazard| hazard.progress.tick(now));
    }
}
