use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use super::{Condition, MessageProblem, Otherwise, Place, Target, Text, Wait};
use crate::message::Reason;

/// The version of the format that this build writes and explains. Older ones are
/// read and brought up to it.
pub const FORMAT: u16 = 2;

/// A file of flows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a flow document")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowDocument {
    /// Where an editor finds the schema; not read.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 2. Version 1 is still read.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = [1, 2])))]
    pub version: u16,
    /// The flows; ids are unique.
    pub flows: Vec<Flow>,
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
    /// Which customers it is for: the launcher offers these flows first.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The page where it begins; from elsewhere the customer is taken there.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub start: Option<Place>,
    /// Its steps, at least one.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
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

/// What is wrong with a document that reads well.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FlowProblem {
    /// Another version of the format.
    #[error("version: expected 1 or 2, found {found}")]
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
    /// A field has another name in this version.
    #[error("{path}missing: since version 2 this is `wait`, such as {{ \"then\": \"skip\" }}")]
    Moved {
        /// The step.
        path: String,
    },
    /// A text that can't be read.
    #[error("{path}: {problem}")]
    Text {
        /// The text, with its language when it names one.
        path: String,
        /// What is wrong with it.
        problem: MessageProblem,
    },
    /// A postcondition that can't be.
    #[error("{path}done{problem}")]
    Condition {
        /// The step.
        path: String,
        /// The rest of the path, and what is wrong there.
        problem: String,
    },
}

impl FlowDocument {
    /// Checks what types can't, and gives every step an id.
    ///
    /// # Errors
    /// The first [`FlowProblem`], naming the field.
    pub fn checked(self) -> Result<Vec<Flow>, FlowProblem> {
        if !(1..=FORMAT).contains(&self.version) {
            return Err(FlowProblem::Version { found: self.version });
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
            let at = || format!("{path}steps[{index}].");
            if step.missing.is_some() {
                return Err(FlowProblem::Moved { path: at() });
            }
            for (name, text) in [("title", Some(&step.title)), ("text", step.text.as_ref())] {
                if let Some((locale, problem)) = text.and_then(|text| text.problems().into_iter().next()) {
                    let dot = if locale.is_empty() { "" } else { "." };
                    return Err(FlowProblem::Text { path: format!("{}{name}{dot}{locale}", at()), problem });
                }
            }
            if let Some(problem) = step.done.problem() {
                return Err(FlowProblem::Condition { path: at(), problem });
            }
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

impl Step {
    /// Version 1 said in `missing` what is now said in `wait.then`.
    fn migrate_version_1(&mut self) {
        if let Some(then) = self.missing.take() {
            self.wait.then = then;
        }
    }
}
