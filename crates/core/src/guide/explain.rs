use alongside_protocol::{
    flow::{Flow, Step},
    message::StepOutcome,
};

use super::{
    Guide,
    run::{Phase, Run},
    target::Choice,
};

/// Why a flow or a step is not on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The flow's id.
    pub flow: String,
    /// The step's id; empty when it is about the whole flow.
    pub step: String,
    /// Whether it is on the screen now.
    pub shown: bool,
    /// The rule or target that decides it, in a sentence.
    pub because: String,
}

/// Of a flow to a goal that begins.
const WHERE: &str = "it is being found out where the customer is";

impl Guide {
    /// Says of every flow and each of its steps why it is or is not on the screen.
    pub fn explain(&self, flows: &[Flow], out: &mut Vec<Explanation>) {
        let runs: Vec<&Run> = self.waiting.iter().chain(&self.run).collect();
        let others = flows.iter().filter(|flow| !runs.iter().any(|run| run.flow.id == flow.id));
        let because = match &self.run {
            Some(run) => format!("flow \"{}\" is running", run.flow.id),
            None => "nobody has started it: call guide(), or choose it in the launcher".to_owned(),
        };
        for flow in others {
            let starts = self.starting.as_ref().is_some_and(|starting| starting.flow.id == flow.id);
            let because = if starts { WHERE } else { &because };
            out.push(Explanation {
                flow: flow.id.clone(),
                step: String::new(),
                shown: false,
                because: because.to_owned(),
            });
            out.extend(flow.steps.iter().map(|step| Explanation {
                flow: flow.id.clone(),
                step: step.id.clone(),
                shown: false,
                because: format!("its flow is not running: {because}"),
            }));
        }
        for run in runs {
            self.explain_run(run, out);
        }
    }

    fn explain_run(&self, run: &Run, out: &mut Vec<Explanation>) {
        let detour = self.run.as_ref().filter(|running| running.flow.id != run.flow.id);
        for (at, step) in run.flow.steps.iter().enumerate() {
            let because = match (at.cmp(&run.step), run.outcomes.get(at).copied().flatten(), detour) {
                (std::cmp::Ordering::Less, Some(StepOutcome::Skipped), _) => {
                    "it was skipped: what it asks for held already".to_owned()
                }
                (std::cmp::Ordering::Less, Some(StepOutcome::Missing), _) => {
                    "it was skipped: its target could not be found in time".to_owned()
                }
                (std::cmp::Ordering::Less, ..) => "it is done".to_owned(),
                (std::cmp::Ordering::Greater, ..) => format!("step \"{}\" comes first", run.current().id),
                (std::cmp::Ordering::Equal, _, Some(running)) => {
                    format!("it waits for the detour \"{}\" to end", running.flow.id)
                }
                (std::cmp::Ordering::Equal, _, None) => match &run.phase {
                    Phase::Shown { .. } if run.search.healed.is_some() => {
                        "it is the current step and its target was found by likeness".to_owned()
                    }
                    Phase::Shown { .. } => "it is the current step and its target was found".to_owned(),
                    Phase::Elsewhere => self.elsewhere(step),
                    Phase::Lost => format!("no way leads on from the page \"{}\"", self.path),
                    Phase::Searching { .. } | Phase::Covered | Phase::Missing => self.not_found(),
                },
            };
            let shown = at == run.step && detour.is_none() && run.is_shown();
            out.push(Explanation { flow: run.flow.id.clone(), step: step.id.clone(), shown, because });
        }
    }

    fn elsewhere(&self, step: &Step) -> String {
        let place = step.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("its place is \"{place}\" and the page is \"{}\"", self.path)
    }

    pub(super) fn not_found(&self) -> String {
        let Some(run) = &self.run else {
            return String::new();
        };
        let step = run.current();
        let reason = match run.search.last {
            Choice::Found(_) | Choice::Missing => "no element on this page fits".to_owned(),
            Choice::Invisible => "an element fits, but it can't be seen".to_owned(),
            Choice::Ambiguous(count) => {
                format!("{count} visible elements fit, and pointing at one would be a guess")
            }
            Choice::Covered => "a dialog lies over it".to_owned(),
            Choice::Unsure => {
                "it is gone, and no element is so much like it that it must be meant".to_owned()
            }
        };
        format!("flow \"{}\", step \"{}\": target {}: {reason}", run.flow.id, step.id, step.target)
    }
}
