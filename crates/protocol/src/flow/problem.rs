use thiserror::Error;

use super::MessageProblem;

/// What is wrong with a document that reads well.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FlowProblem {
    /// Another version of the format.
    #[error("version: expected 1, 2 or 3, found {found}")]
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
    /// A flow has both a goal and steps.
    #[error("{path}goal: expected either a goal or steps, found both")]
    GoalAndSteps {
        /// Where the flow is, empty for a flow by itself.
        path: String,
    },
    /// Something that only a later version of the format has.
    #[error("{path}: this needs `\"version\": 3`, found {found}")]
    Later {
        /// Where it is.
        path: String,
        /// The version of the document.
        found: u16,
    },
    /// What is wrong with a place or a move.
    #[error("{path}: {problem}")]
    Map {
        /// Where it is.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A place is known by what can't be.
    #[error("{path}{problem}")]
    Place {
        /// Where it is.
        path: String,
        /// The rest of the path, and what is wrong there.
        problem: String,
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
