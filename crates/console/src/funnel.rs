//! What became of each flow, ready to show: a funnel, a row a step.

use alongside_protocol::records::{FlowCounts, Records, StepCounts};

use crate::words;

/// A step loses many when at least so many of a hundred do not go on from it.
const MANY: u64 = 10;

/// One flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// The site's key and the flow's id.
    pub key: (String, String),
    /// The flow.
    pub title: String,
    /// The site, where there are several.
    pub site: Option<String>,
    /// How the walks ended, in words.
    pub summary: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its place in the flow, where that is known.
    pub number: Option<u16>,
    /// Which it is.
    pub title: String,
    /// To how many it was shown, of all who began.
    pub shown: String,
    /// The same as the length of a bar, in percent.
    pub width: u64,
    /// How many of those went on, in percent; none when it was shown to nobody.
    pub went_on: Option<u64>,
    /// How long it was before them, on average.
    pub mean_time: Option<String>,
    /// What else happened.
    pub notes: Vec<String>,
    /// More customers stop here than at any other step.
    pub is_worst: bool,
}

/// All flows of all sites, in the order of the records.
#[must_use]
pub fn funnels(records: &Records) -> Vec<Funnel> {
    let several = records.sites.len() > 1;
    let of_site = records.sites.iter().flat_map(|site| site.flows.iter().map(move |flow| (site, flow)));
    of_site
        .map(|(site, flow)| Funnel {
            key: (site.site.clone(), flow.flow.clone()),
            title: called(&flow.title, &flow.flow),
            site: several.then(|| site.name.clone()),
            summary: words::finished(flow),
            steps: steps(flow),
        })
        .collect()
}

fn steps(flow: &FlowCounts) -> Vec<Step> {
    // Who began on an earlier day has not begun in these.
    let began = flow.steps.iter().map(|step| step.shown).chain([flow.started]).max().unwrap_or_default();
    let worst = flow.steps.iter().map(lost).max().unwrap_or_default();
    let mut found = false;
    let mut is_worst = |step: &StepCounts| {
        let many = words::share(lost(step), step.shown).is_some_and(|percent| percent >= MANY);
        // The first one, should two lose as many.
        many && lost(step) == worst && !std::mem::replace(&mut found, true)
    };
    flow.steps
        .iter()
        .map(|step| Step {
            number: (step.number > 0).then_some(step.number),
            title: called(&step.title, &step.step),
            shown: format!("{} of {began}", step.shown),
            width: words::share(step.shown, began).unwrap_or_default(),
            went_on: words::share(step.went_on, step.shown),
            mean_time: words::mean_time(step),
            notes: words::step_notes(step),
            is_worst: is_worst(step),
        })
        .collect()
}

/// What customers read, or else the id as words.
fn called(title: &str, id: &str) -> String {
    if title.is_empty() { words::title(id) } else { title.to_owned() }
}

/// Who had a step before them and did not go on.
fn lost(step: &StepCounts) -> u64 {
    step.shown.saturating_sub(step.went_on)
}
