use alongside_protocol::flow::Step;

use super::{Guide, run::Phase, target::Choice};

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

impl Guide {
    /// Says of every step of the running flow why it is or is not on the screen.
    pub fn explain(&self, out: &mut Vec<Explanation>) {
        let Some(run) = &self.run else { return };
        for (at, step) in run.flow.steps.iter().enumerate() {
            let because = match at.cmp(&run.step) {
                std::cmp::Ordering::Less => "it is done".to_owned(),
                std::cmp::Ordering::Greater => format!("step \"{}\" comes first", run.current().id),
                std::cmp::Ordering::Equal => match &run.phase {
                    Phase::Shown { .. } => "it is the current step and its target was found".to_owned(),
                    Phase::Elsewhere => self.elsewhere(step),
                    Phase::Searching { .. } | Phase::Missing => self.not_found(),
                },
            };
            let shown = at == run.step && matches!(run.phase, Phase::Shown { .. });
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
        let reason = match run.last_search {
            Choice::Found(_) | Choice::Missing => "no element on this page fits".to_owned(),
            Choice::Invisible => "an element fits, but it can't be seen".to_owned(),
            Choice::Ambiguous(count) => {
                format!("{count} visible elements fit, and pointing at one would be a guess")
            }
        };
        format!("flow \"{}\", step \"{}\": target {}: {reason}", run.flow.id, step.id, step.target)
    }
}
