use serde::{Deserialize, Serialize};

use super::{Measure, PageAbout, SignalCause, SignalKind};

/// Why a customer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Reason {
    /// To get something new: a purchase, an account, a policy, a loan.
    Buy,
    /// To look after something they have: a payment, a transfer, a record.
    Care,
    /// To put something right.
    Fix,
}

/// What the page believes the customer came for, and why it believes so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonGuess<T> {
    /// The likeliest reason.
    pub reason: Reason,
    /// How likely, in percent.
    pub confidence: u8,
    /// What speaks for it, strongest first.
    pub evidence: Vec<Evidence<T>>,
}

/// One thing that speaks for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence<T> {
    /// Where it was seen.
    pub source: EvidenceSource,
    /// How much it counts, in tenths of a natural-log unit.
    pub weight: u8,
    /// What was seen, as far as the policy lets it be told.
    pub text: T,
}

/// Where evidence for a reason is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EvidenceSource {
    /// The site said so itself.
    Site,
    /// A flow with this reason was started.
    Flow,
    /// The path of a page.
    Path,
    /// A page's main heading.
    Heading,
    /// A link or button the customer chose.
    Choice,
    /// A signal of struggle.
    Signal,
    /// What the page says of itself: a product, a basket.
    Page,
}

/// One thing that happened in a visit, without content of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// Milliseconds since the Unix epoch by the page's clock.
    pub at: u64,
    /// What happened.
    pub kind: FactKind<T>,
}

impl<T> FactKind<T> {
    /// Whether it is of a flow: started, ended, or what became of a step.
    pub fn is_of_flow(&self) -> bool {
        matches!(self, Self::FlowStarted { .. } | Self::Step { .. } | Self::FlowEnded { .. })
    }
}

/// What can happen in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactKind<T> {
    /// A page was opened.
    Page {
        /// Its path, with what may identify a person masked.
        path: T,
    },
    /// The customer struggled.
    Signal {
        /// With what.
        kind: SignalKind,
        /// Where: the element's name, or the path of the page or request.
        on: T,
        /// Why, as far as the page can see.
        cause: SignalCause,
        /// What was counted.
        evidence: Vec<(Measure, u32)>,
    },
    /// A flow was started.
    FlowStarted {
        /// Its id.
        flow: String,
    },
    /// Something happened to a step.
    Step {
        /// The flow's id.
        flow: String,
        /// The step's id.
        step: String,
        /// Its place in the flow, from 1; 0 where that is not known.
        number: u16,
        /// What.
        what: StepRecord,
        /// It happened in this walk through the flow before, and is not counted again.
        again: bool,
        /// How long the step was in front of the customer and not told of yet, in
        /// milliseconds; nothing when it never was.
        seen_for: Option<u32>,
    },
    /// A flow ended.
    FlowEnded {
        /// Its id.
        flow: String,
        /// How.
        how: FlowEnd,
    },
    /// The site said something of the visit.
    Context {
        /// The site's own key.
        key: String,
        /// The value.
        value: T,
    },
    /// The agent showed the customer an element.
    Pointed {
        /// Role and name of the element.
        on: T,
    },
    /// The latest such signal was none, as it turned out.
    SignalTakenBack {
        /// Of which kind it was.
        kind: SignalKind,
        /// Where.
        on: T,
    },
}

/// What can happen to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepRecord {
    /// It came before the customer.
    Shown,
    /// It ended, and the flow went on.
    Ended(StepOutcome),
    /// Its target is not what was recorded, and was found again.
    Healed,
    /// Another flow came in between, since its target could not be found.
    Detoured,
    /// The customer closed the flow here, or it could not go on.
    Abandoned,
}

/// How a flow ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlowEnd {
    /// Its last step was done.
    Completed,
    /// The customer closed it.
    Closed,
    /// The site stopped it, or started another.
    Stopped,
    /// It could not go on.
    Failed,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepOutcome {
    /// What it asks for holds.
    Done,
    /// It held already.
    Skipped,
    /// Its target could not be found in time.
    Missing,
}

/// Where a visit stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status<T> {
    /// The current page's path.
    pub path: T,
    /// Why the customer came, once there is evidence.
    pub reason: Option<ReasonGuess<T>>,
    /// The form on the page, when there is one.
    pub form: Option<FormProgress<T>>,
    /// The flow the customer is guided through.
    pub flow: Option<FlowPosition>,
    /// How the site knows the customer (`identify`), when it said so.
    pub customer: Option<T>,
    /// What the page says of itself; only while the customer is with a person or
    /// has agreed.
    pub about: Option<Box<PageAbout<T>>>,
}

/// How far a form is; never what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormProgress<T> {
    /// Fields that must be filled; where none is marked so, all of them.
    pub fields: u16,
    /// Fields of these that are filled and valid.
    pub done: u16,
    /// Fields shown as wrong.
    pub errors: u16,
    /// Label of the field that has the focus.
    pub current: Option<T>,
}

/// Where a customer is in a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowPosition {
    /// The flow's id.
    pub flow: String,
    /// The step's id.
    pub step: String,
    /// The step's place, from 1.
    pub number: u16,
    /// How many steps there are.
    pub of: u16,
}
