use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    Condition, Experiment, FlowProblem, Offer, Otherwise, Place, Target, Text, Wait, offer,
    site_map::{Detour, Move, SiteMap, SitePlace},
    spelling,
};
use crate::{message::Reason, tree::Tree};

/// The version of the format that this build writes and explains. Older ones are
/// read and brought up to it.
pub const FORMAT: u16 = 3;

/// A file of flows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a flow document")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowDocument {
    /// Where an editor finds the schema; not read.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 3. Versions 1 and 2 are still read.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = [1, 2, 3])))]
    pub version: u16,
    /// The flows; ids are unique.
    pub flows: Vec<Flow>,
    /// The site's places; ids are unique. Since version 3.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub places: Vec<SitePlace>,
    /// The ways between them. Since version 3.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub moves: Vec<Move>,
    /// What can go wrong on the way. Since version 3.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub detours: Vec<Detour>,
    /// Announcements, hotspots and checklists; ids are unique. Since version 3.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub offers: Vec<Offer>,
    /// What offers are compared by; ids are unique. Since version 3.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub experiments: Vec<Experiment>,
}

/// What flow documents say, checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FlowSet {
    /// The flows.
    pub flows: Vec<Flow>,
    /// The places and moves that goals are reached by.
    pub map: SiteMap,
    /// What is offered beside the flows.
    pub offers: Vec<Offer>,
    /// What offers are compared by.
    pub experiments: Vec<Experiment>,
}

/// One thing a customer can be guided through.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a flow")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = super::schema::flow))]
pub struct Flow {
    /// Its id; a flow given to `guide()` directly may go without.
    #[serde(default)]
    pub id: String,
    /// Its name, as the customer sees it in the launcher: without values and Markdown.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub title: Option<Text>,
    /// Other words that customers have for it, for the search in the launcher.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub words: Option<Text>,
    /// Which customers it is for: the launcher offers these flows first.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The page where it begins; from elsewhere the customer is taken there.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub start: Option<Place>,
    /// The id of the place that the customer is taken to, by the moves of the site.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub goal: Option<String>,
    /// Its steps, at least one; none when it has a goal.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub steps: Vec<Step>,
}

/// One step of a flow.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a step")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Its id, unique in the flow; `step-1`, `step-2`, … when not given.
    #[serde(default)]
    pub id: String,
    /// The page it is on; any page when not given.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub place: Option<Place>,
    /// The element it is about.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Target"))]
    pub target: Target,
    /// A short heading.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>"))]
    pub title: Text,
    /// What to do and why, in a sentence or two.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub text: Option<Text>,
    /// On which side of the target it is shown.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub placement: Placement,
    /// When the step is done.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub done: Condition,
    /// How long its target is waited for, and what happens then.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub wait: Wait,
    /// We may do it for the customer: follow the link, or open the section. What sends,
    /// pays or agrees to something is never done, whatever stands here.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub safe: bool,
    /// What version 1 had in place of `wait.then`.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "never", optional))]
    #[cfg_attr(feature = "schema", schemars(skip))]
    missing: Option<Otherwise>,
}

/// On which side of its target a step is shown. Another side is taken where
/// there is no room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Placement {
    /// Where there is most room.
    #[default]
    Auto,
    /// Above.
    Top,
    /// Below.
    Bottom,
    /// At the side where a line begins.
    Start,
    /// At the side where a line ends.
    End,
}

impl FlowSet {
    /// Takes in what another document of the same site says.
    pub fn add(&mut self, other: Self) {
        self.flows.extend(other.flows);
        self.map.places.extend(other.map.places);
        self.map.moves.extend(other.map.moves);
        self.map.detours.extend(other.map.detours);
        self.offers.extend(other.offers);
        self.experiments.extend(other.experiments);
    }

    /// Reads a flow document and checks it.
    ///
    /// # Errors
    /// One sentence with the path of the first mistake, such as `flows[0].steps: expected at
    /// least one step, found none`.
    pub fn read(document: &Tree) -> Result<Self, String> {
        let document: FlowDocument = document.read().map_err(|mistake| match mistake.path() {
            path if path.is_empty() => spelling::explain(mistake.message()),
            path => format!("{path}: {}", spelling::explain(mistake.message())),
        })?;
        document.checked().map_err(|problem| problem.to_string())
    }
}

impl FlowDocument {
    /// Checks what types can't, and gives every step an id.
    ///
    /// # Errors
    /// The first [`FlowProblem`], naming the field.
    pub fn checked(self) -> Result<FlowSet, FlowProblem> {
        if !(1..=FORMAT).contains(&self.version) {
            return Err(FlowProblem::Version { found: self.version });
        }
        if self.version < 3 {
            let goal = self.flows.iter().position(|flow| flow.goal.is_some());
            let later = [
                (!self.places.is_empty()).then(|| "places".to_owned()),
                (!self.moves.is_empty()).then(|| "moves".to_owned()),
                (!self.detours.is_empty()).then(|| "detours".to_owned()),
                (!self.offers.is_empty()).then(|| "offers".to_owned()),
                (!self.experiments.is_empty()).then(|| "experiments".to_owned()),
                goal.map(|at| format!("flows[{at}].goal")),
            ];
            if let Some(path) = later.into_iter().flatten().next() {
                return Err(FlowProblem::Later { path, found: self.version });
            }
        }
        let mut ids = BTreeSet::new();
        let mut flows = Vec::with_capacity(self.flows.len());
        for (index, mut flow) in self.flows.into_iter().enumerate() {
            if self.version == 1 {
                flow.steps.iter_mut().for_each(Step::migrate_version_1);
            }
            if flow.id.is_empty() {
                return Err(FlowProblem::NoId { flow: index });
            }
            if !ids.insert(flow.id.clone()) {
                return Err(FlowProblem::SameId { flow: index, id: flow.id });
            }
            flows.push(flow.checked_at(&format!("flows[{index}]."))?);
        }
        let map = SiteMap { places: self.places, moves: self.moves, detours: self.detours }.checked()?;
        offer::check(&self.offers, &self.experiments)?;
        Ok(FlowSet { flows, map, offers: self.offers, experiments: self.experiments })
    }
}

/// What the id of a flow begins with that only goes to a place.
const GOES: &str = "go:";

impl Flow {
    /// The flow that takes the customer to a place, and does for them what is safe.
    #[must_use]
    pub fn to_place(place: &SitePlace) -> Self {
        Self {
            id: Self::id_to(&place.id),
            title: place.title.clone(),
            words: None,
            reason: None,
            start: None,
            goal: Some(place.id.clone()),
            steps: Vec::new(),
        }
    }

    /// The id of the flow that goes to a place.
    #[must_use]
    pub fn id_to(place: &str) -> String {
        format!("{GOES}{place}")
    }

    /// Whether it is one of [`to_place`](Self::to_place).
    #[must_use]
    pub fn only_goes(&self) -> bool {
        self.id.starts_with(GOES) && self.goal.is_some()
    }

    /// The place that such a flow goes to, by the flow's id.
    #[must_use]
    pub fn goes_to(id: &str) -> Option<&str> {
        id.strip_prefix(GOES)
    }

    /// Checks a flow that stands by itself, and gives every step an id.
    ///
    /// # Errors
    /// The first [`FlowProblem`], naming the field.
    pub fn checked(self) -> Result<Self, FlowProblem> {
        self.checked_at("")
    }

    fn checked_at(mut self, path: &str) -> Result<Self, FlowProblem> {
        match (&self.goal, self.steps.is_empty()) {
            (Some(_), false) => return Err(FlowProblem::GoalAndSteps { path: path.to_owned() }),
            (None, true) => return Err(FlowProblem::NoSteps { path: path.to_owned() }),
            _ => {}
        }
        if self.goal.is_some() && self.start.is_some() {
            let problem = "a flow with a goal begins wherever the customer is".to_owned();
            return Err(FlowProblem::Map { path: format!("{path}start"), problem });
        }
        let mut ids = BTreeSet::new();
        for (index, step) in self.steps.iter_mut().enumerate() {
            if step.id.is_empty() {
                step.id = format!("step-{}", index + 1);
            }
            step.check(|| format!("{path}steps[{index}]."))?;
            if !ids.insert(step.id.clone()) {
                return Err(FlowProblem::SameStepId {
                    path: path.to_owned(),
                    step: index,
                    id: step.id.clone(),
                });
            }
        }
        Ok(self)
    }
}

impl Step {
    /// Checks what types can't; `at` says where it stands.
    pub(super) fn check(&self, at: impl Fn() -> String) -> Result<(), FlowProblem> {
        if self.missing.is_some() {
            return Err(FlowProblem::Moved { path: at() });
        }
        for (name, text) in [("title", Some(&self.title)), ("text", self.text.as_ref())] {
            if let Some((locale, problem)) = text.and_then(|text| text.problems().into_iter().next()) {
                let dot = if locale.is_empty() { "" } else { "." };
                return Err(FlowProblem::Text { path: format!("{}{name}{dot}{locale}", at()), problem });
            }
        }
        match self.done.problem() {
            Some(problem) => Err(FlowProblem::Condition { path: at(), problem }),
            None => Ok(()),
        }
    }

    /// To go to a place by its address.
    #[must_use]
    pub fn towards(place: &SitePlace) -> Self {
        Self {
            id: format!("open-{}", place.id),
            place: Some(place.path.clone()),
            target: Target::css("body"),
            title: place.title.clone().unwrap_or_else(|| Text::from(place.id.as_str())),
            text: None,
            placement: Placement::default(),
            done: Condition::Place(place.path.clone()),
            wait: Wait::default(),
            safe: false,
            missing: None,
        }
    }

    /// Version 1 said in `missing` what is now said in `wait.then`.
    fn migrate_version_1(&mut self) {
        if let Some(then) = self.missing.take() {
            self.wait.then = then;
        }
    }
}
