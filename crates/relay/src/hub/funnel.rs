//! What a customer's facts add to the counts of a site's flows. Of the customer nothing goes
//! with it.

use alongside_protocol::{
    message::{Fact, FactKind, FlowEnd, StepOutcome, StepRecord},
    records::{FlowCounts, StepCounts},
};

/// The longest id that is counted, in bytes: one of a web team is a word or two, and what a
/// page sends may be anything.
const LONGEST_ID: usize = 128;

/// The longest time of one record, in milliseconds: what the page keeps to.
const LONGEST_TIME: u32 = 30 * 60 * 1000;

/// What these facts say of flows and steps.
pub(super) fn count(facts: &[Fact<String>]) -> Vec<FlowCounts> {
    let mut flows = Vec::new();
    for fact in facts {
        match &fact.kind {
            FactKind::FlowStarted { flow } if fits(flow) => flow_of(&mut flows, flow).started += 1,
            FactKind::FlowEnded { flow, how } if fits(flow) => {
                let flow = flow_of(&mut flows, flow);
                match how {
                    FlowEnd::Completed => flow.completed += 1,
                    FlowEnd::Closed => flow.closed += 1,
                    FlowEnd::Stopped => flow.stopped += 1,
                    FlowEnd::Failed => flow.failed += 1,
                }
            }
            FactKind::Step { flow, step, number, what, again, seen_for } if fits(flow) && fits(step) => {
                let step = step_of(flow_of(&mut flows, flow), step);
                step.number = if *number == 0 { step.number } else { *number };
                step.seen_ms += u64::from(seen_for.unwrap_or_default().min(LONGEST_TIME));
                if !again {
                    add(step, *what, seen_for.is_some());
                }
            }
            _ => {}
        }
    }
    flows
}

fn add(step: &mut StepCounts, what: StepRecord, was_shown: bool) {
    let shown = u64::from(was_shown);
    match what {
        StepRecord::Shown => step.shown += 1,
        StepRecord::Ended(outcome) => {
            step.went_on += shown;
            step.timed += shown;
            match outcome {
                StepOutcome::Done => step.done += 1,
                StepOutcome::Skipped => step.skipped += 1,
                StepOutcome::Missing => step.missing += 1,
            }
        }
        StepRecord::Healed => step.healed += 1,
        StepRecord::Detoured => step.detoured += 1,
        StepRecord::Abandoned => {
            step.abandoned += 1;
            step.timed += shown;
        }
    }
}

fn fits(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len())
}

fn flow_of<'a>(flows: &'a mut Vec<FlowCounts>, id: &str) -> &'a mut FlowCounts {
    let at = flows.iter().position(|flow| flow.flow == id).unwrap_or_else(|| {
        flows.push(FlowCounts { flow: id.to_owned(), ..FlowCounts::default() });
        flows.len() - 1
    });
    // It is there, or was just put there.
    &mut flows[at]
}

fn step_of<'a>(flow: &'a mut FlowCounts, id: &str) -> &'a mut StepCounts {
    let at = flow.steps.iter().position(|step| step.step == id).unwrap_or_else(|| {
        flow.steps.push(StepCounts { step: id.to_owned(), ..StepCounts::default() });
        flow.steps.len() - 1
    });
    // The same.
    &mut flow.steps[at]
}
