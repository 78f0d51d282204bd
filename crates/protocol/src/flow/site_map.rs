//! The places of a site and the moves between them: what a way to a goal is planned on.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Condition, FlowProblem, Place, Step, Tests, Text};

/// What the flow documents of a site say of its places and of the ways between them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SiteMap {
    /// The places; ids are unique.
    pub places: Vec<SitePlace>,
    /// The moves between them.
    pub moves: Vec<Move>,
    /// What can go wrong on the way.
    pub detours: Vec<Detour>,
}

/// A page, or a state of one, that can be told from others.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a place")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SitePlace {
    /// Its id.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub id: String,
    /// Its name, as the customer knows it.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub title: Option<Text>,
    /// The page.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub path: Place,
    /// What holds there, such as a landmark or heading that can be seen; for places that
    /// share a page.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub holds: Option<Condition>,
    /// Customers may be taken there by its address alone, from wherever they are.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub entry: bool,
}

/// A way from one place to another.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a move")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Move {
    /// The ids of the places that it can begin at; any, also one that has no name, when
    /// not given.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub from: Vec<String>,
    /// The id of the place that it leads to.
    pub to: String,
    /// What must be so of what the site has told with `context.set()`, or the move is not
    /// there for this customer.
    #[serde(default)]
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, string | number | boolean | Test>", optional)
    )]
    pub when: Tests,
    /// What the customer does; the move is done when they are at the place it leads to.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub steps: Vec<Step>,
}

/// What can go wrong while a customer is guided, and the flow that leads them over it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a detour")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Detour {
    /// What tells that it has gone wrong.
    pub when: Condition,
    /// The id of the flow that is run then, before the other goes on.
    pub flow: String,
    /// The ids of the flows that it can happen to; all when not given.
    #[serde(default, rename = "for")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flows: Vec<String>,
}

impl SiteMap {
    /// The position of a place.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.iter().position(|place| place.id == id)
    }

    /// Checks what types can't, and gives every step an id.
    pub(super) fn checked(mut self) -> Result<Self, FlowProblem> {
        let mut ids = BTreeSet::new();
        for (at, place) in self.places.iter().enumerate() {
            let wrong = |field: &str, problem: &str| FlowProblem::Map {
                path: format!("places[{at}]{field}"),
                problem: problem.to_owned(),
            };
            if place.id.is_empty() {
                return Err(wrong(".id", "expected a name, found none"));
            }
            if !ids.insert(place.id.as_str()) {
                return Err(wrong(".id", &format!("\"{}\" is already the id of another place", place.id)));
            }
            if place.entry && place.path.path().is_none() {
                return Err(wrong(".entry", "expected a path without `*`, where a customer can be taken"));
            }
            if let Some(problem) = place.holds.as_ref().and_then(Condition::problem) {
                return Err(FlowProblem::Place { path: format!("places[{at}].holds"), problem });
            }
            let done = |part: &Condition| {
                matches!(
                    part,
                    Condition::Next
                        | Condition::Click
                        | Condition::Valid
                        | Condition::Event(_)
                        | Condition::Signal(_)
                )
            };
            if place.holds.iter().flat_map(Condition::walk).any(done) {
                let problem = "expected what can be seen on the page or is in its context, found what \
                    happens once";
                return Err(wrong(".holds", problem));
            }
        }
        let mut step_ids = BTreeSet::new();
        for (at, one) in self.moves.iter_mut().enumerate() {
            let path = format!("moves[{at}].");
            if one.steps.is_empty() {
                return Err(FlowProblem::NoSteps { path });
            }
            for (step, known) in one.steps.iter_mut().enumerate() {
                if known.id.is_empty() {
                    let from = if let [from] = one.from.as_slice() { from } else { "any" };
                    known.id = format!("{from}-{}-{}", one.to, step + 1);
                }
                known.check(|| format!("{path}steps[{step}]."))?;
                if !step_ids.insert(known.id.clone()) {
                    return Err(FlowProblem::SameStepId { path, step, id: known.id.clone() });
                }
            }
        }
        for (at, detour) in self.detours.iter().enumerate() {
            let path = format!("detours[{at}].when");
            if let Some(problem) = detour.when.problem() {
                return Err(FlowProblem::Place { path, problem });
            }
            let acts =
                |part: &Condition| matches!(part, Condition::Next | Condition::Click | Condition::Valid);
            if detour.when.walk().any(acts) {
                let problem =
                    "expected what the page, the site or a struggle tells, found what a step asks for";
                return Err(FlowProblem::Map { path, problem: problem.to_owned() });
            }
        }
        Ok(self)
    }

    /// The ids of places that a move or a goal names and that there are not, each with
    /// where it stands. Asked when all documents of a site are read: a place may stand in
    /// another one.
    pub fn unknown_places(&self) -> impl Iterator<Item = (String, &str)> {
        self.moves.iter().flat_map(move |one| {
            let from = one.from.iter().map(|id| ("from", id));
            let named = from.chain(std::iter::once(("to", &one.to)));
            let unknown = named.filter(|(_, id)| self.place(id).is_none());
            let step = one.steps.first().map_or("", |step| step.id.as_str());
            unknown.map(move |(field, id)| (format!("move of step \"{step}\": {field}"), id.as_str()))
        })
    }
}
