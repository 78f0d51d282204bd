use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use super::{Place, Target, Text};
use crate::{deserialize_as_map, message::Reason};

/// A file of flows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FlowDocument {
    /// Where an editor finds the schema; not read.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    pub version: u16,
    /// The flows; ids are unique.
    pub flows: Vec<Flow>,
}

/// One thing a customer can be guided through.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Flow {
    /// Its id; a flow given to `guide()` directly may go without.
    #[serde(default)]
    pub id: String,
    /// Its name, as the customer sees it in the launcher.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub title: Option<Text>,
    /// Which customers it is for: the launcher offers these flows first.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The page where it begins; from elsewhere the customer is taken there.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub start: Option<Place>,
    /// Its steps, at least one.
    pub steps: Vec<Step>,
}

/// One step of a flow.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields, rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
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
    pub done: Done,
    /// What happens when the target can't be found in time.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub missing: OnMissing,
}

deserialize_as_map!(FlowDocument, "a flow document");
deserialize_as_map!(Flow, "a flow");
deserialize_as_map!(Step, "a step");

/// When a step is done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Done {
    /// The customer says so with the Next button.
    #[default]
    Next,
    /// The target was clicked.
    Click,
    /// The target is a field, filled and valid.
    Valid,
    /// The customer is on this page.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    Place(#[cfg_attr(feature = "typescript", tsify(type = "string"))] Place),
    /// The site dispatched this DOM event on the document.
    Event(String),
}

/// On which side of its target a step is shown. Another side is taken where
/// there is no room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
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

/// What happens when a step's target can't be found in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum OnMissing {
    /// The step is shown without pointing at anything, and says so.
    #[default]
    Message,
    /// The next step is taken.
    Skip,
    /// The flow ends.
    Stop,
}

/// What is wrong with a document that reads well.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FlowProblem {
    /// Another version of the format.
    #[error("version: expected 1, found {found}")]
    Version {
        /// The version found.
        found: u16,
    },
    /// A flow in a document has no id.
    #[error("flows[{flow}].id: expected a name, found none")]
    NoId {
        /// The flow's position, from 0.
        flow: usize,
    },
    /// Two flows share an id.
    #[error("flows[{flow}].id: \"{id}\" is already the id of another flow")]
    SameId {
        /// The flow's position, from 0.
        flow: usize,
        /// The id.
        id: String,
    },
    /// A flow has no steps.
    #[error("{path}steps: expected at least one step, found none")]
    NoSteps {
        /// Where the flow is, empty for a flow by itself.
        path: String,
    },
    /// Two steps share an id.
    #[error("{path}steps[{step}].id: \"{id}\" is already the id of another step")]
    SameStepId {
        /// Where the flow is, empty for a flow by itself.
        path: String,
        /// The step's position, from 0.
        step: usize,
        /// The id.
        id: String,
    },
}

impl FlowDocument {
    /// Checks what types can't, and gives every step an id.
    ///
    /// # Errors
    /// The first [`FlowProblem`], naming the field.
    pub fn checked(self) -> Result<Vec<Flow>, FlowProblem> {
        if self.version != 1 {
            return Err(FlowProblem::Version { found: self.version });
        }
        let mut ids = BTreeSet::new();
        let mut flows = Vec::with_capacity(self.flows.len());
        for (index, flow) in self.flows.into_iter().enumerate() {
            if flow.id.is_empty() {
                return Err(FlowProblem::NoId { flow: index });
            }
            if !ids.insert(flow.id.clone()) {
                return Err(FlowProblem::SameId { flow: index, id: flow.id });
            }
            flows.push(flow.checked_at(&format!("flows[{index}]."))?);
        }
        Ok(flows)
    }
}

impl Flow {
    /// Checks a flow that stands by itself, and gives every step an id.
    ///
    /// # Errors
    /// The first [`FlowProblem`], naming the field.
    pub fn checked(self) -> Result<Self, FlowProblem> {
        self.checked_at("")
    }

    fn checked_at(mut self, path: &str) -> Result<Self, FlowProblem> {
        if self.steps.is_empty() {
            return Err(FlowProblem::NoSteps { path: path.to_owned() });
        }
        let mut ids = BTreeSet::new();
        for (index, step) in self.steps.iter_mut().enumerate() {
            if step.id.is_empty() {
                step.id = format!("step-{}", index + 1);
            }
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
