//! What flows and steps are called, by the newest version of a site's flows.

use alongside_protocol::{
    flow::{Flow, FlowSet, Step, Text},
    records::FlowCounts,
};

/// The console's language.
const LANGUAGE: &str = "en";

/// Gives records of flows the titles that a document has for them.
pub(crate) fn entitle(flows: &mut [FlowCounts], set: &FlowSet) {
    for counts in flows {
        let place = |id: &str| set.map.places.iter().find(|place| place.id == id);
        let going = || Flow::goes_to(&counts.flow).and_then(place).map(Flow::to_place);
        let Some(flow) = set.flows.iter().find(|flow| flow.id == counts.flow).cloned().or_else(going) else {
            continue;
        };
        counts.title = flow.title.as_ref().map(title).unwrap_or_default();
        let of_moves = || set.map.moves.iter().flat_map(|one| &one.steps).cloned();
        let opening = || set.map.places.iter().map(Step::towards);
        let steps: Vec<Step> =
            if flow.goal.is_some() { of_moves().chain(opening()).collect() } else { flow.steps };
        for counts in &mut counts.steps {
            let step = steps.iter().find(|step| step.id == counts.step);
            counts.title = step.map(|step| title(&step.title)).unwrap_or_default();
        }
    }
}

/// A text that needs no values.
fn title(text: &Text) -> String {
    let text = text.for_locale(LANGUAGE);
    if text.contains('{') { String::new() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use alongside_protocol::records::StepCounts;

    use super::*;

    const DOCUMENT: &str = r##"{
      "version": 3,
      "flows": [
        { "id": "pay", "title": { "de": "Zahlen", "en": "Pay a bill" }, "steps": [
          { "id": "card", "target": "#card", "title": "Your card" },
          { "target": "#sum", "title": "Pay {sum}" }] },
        { "id": "move", "goal": "done" }
      ],
      "places": [
        { "id": "home", "path": "/" },
        { "id": "done", "path": "/done", "title": "All done", "entry": true }
      ],
      "moves": [{ "from": ["home"], "to": "done", "steps": [{ "target": "#on", "title": "Go on" }] }]
    }"##;

    fn counts(flow: &str, steps: &[&str]) -> FlowCounts {
        let step = |id: &&str| StepCounts { step: (*id).to_owned(), ..StepCounts::default() };
        FlowCounts { flow: flow.to_owned(), steps: steps.iter().map(step).collect(), ..FlowCounts::default() }
    }

    fn titles(mut flow: FlowCounts) -> Vec<String> {
        let set = FlowSet::read(&serde_json::from_str(DOCUMENT).unwrap()).unwrap();
        entitle(std::slice::from_mut(&mut flow), &set);
        std::iter::once(flow.title).chain(flow.steps.into_iter().map(|step| step.title)).collect()
    }

    #[test]
    fn a_flow_and_its_steps_are_called_what_customers_read() {
        assert_eq!(titles(counts("pay", &["card"])), ["Pay a bill", "Your card"]);
    }

    #[test]
    fn to_a_goal_the_steps_are_those_of_the_moves_and_the_ways_by_address() {
        let steps = ["home-done-1", "open-done", "card"];
        assert_eq!(titles(counts("move", &steps)), ["", "Go on", "All done", ""]);
        assert_eq!(titles(counts("go:done", &steps[..1])), ["All done", "Go on"]);
    }

    #[test]
    fn what_has_values_or_is_no_longer_there_keeps_its_id() {
        assert_eq!(titles(counts("pay", &["step-2", "gone"])), ["Pay a bill", "", ""]);
        assert_eq!(titles(counts("gone", &["card"])), ["", ""]);
    }
}
