//! Runs of random changes, every kind of change alone, storms, and the comparer itself.

mod run;
mod shrink;

use crate::{
    Case,
    house::{furnish, outcome, strings},
};
use run::Run;

/// Runs of a normal test, one seed each.
const SEEDS: std::ops::RangeInclusive<u32> = 1..=8;
/// Runs that found a fault once: fields in which something is selected, and then scrolled.
const FOUND: [u32; 2] = [75, 83];
/// Changes of one run.
const STEPS: u32 = 60;
/// Runs at each level that masks.
const MASKED: std::ops::RangeInclusive<u32> = 101..=103;
/// Times that a kind of change alone has its turn.
const ALONE: u32 = 12;
/// Nodes of a storm, and of a page that changes while it is first read.
const STORM: u32 = 100_000;
const LARGE: u32 = 50_000;

const GROUPS: [&str; 15] = [
    "tree",
    "attributes",
    "texts",
    "styles",
    "fields",
    "gauges",
    "scrolling",
    "focus",
    "selecting",
    "open",
    "shadows",
    "frames",
    "templates",
    "pictures",
    "marks",
];

pub(crate) fn all() -> Vec<Case> {
    let mut cases = vec![Case::new("comparer::sees_every_difference".into(), async |stage| {
        furnish(&stage);
        let outcome = outcome(&stage, "/standards", "spoil()").await?;
        let missed = strings(&outcome["missed"]);
        assert!(outcome["count"].as_u64() > Some(40), "there is something to see");
        if missed.is_empty() { Ok(()) } else { Err(missed.join("\n")) }
    })];
    for seed in seeds() {
        // Every fourth page is laid out as browsers did before there were standards.
        let run = Run { path: if seed % 4 == 0 { "/quirks" } else { "/standards" }, ..Run::new(seed, STEPS) };
        cases.push(Case::new(format!("exact::seed {seed}"), move |stage| run.clone().hold(stage)));
    }
    for level in ["mask-inputs", "mask-all-text"] {
        for seed in MASKED {
            let run = Run { privacy: level, ..Run::new(seed, STEPS) };
            cases.push(Case::new(format!("{level}::seed {seed}"), move |stage| run.clone().hold(stage)));
        }
    }
    for group in GROUPS {
        cases.push(Case::new(format!("alone::{group}"), move |stage| run::each_alone(stage, group, ALONE)));
    }
    for (name, nodes, early) in [("in_bursts", STORM, false), ("during_the_first_walk", LARGE, true)] {
        cases.push(Case::new(format!("storm::{name}"), move |stage| async move {
            furnish(&stage);
            let what = format!("storm({{ seed: 1, nodes: {nodes}, early: {early} }})");
            let outcome = outcome(&stage, "/standards", &what).await?;
            assert!(outcome["changes"].as_u64() > Some(200), "it stormed: {outcome}");
            let differences = strings(&outcome["differences"]);
            if differences.is_empty() {
                Ok(())
            } else {
                Err(format!("{}\n{outcome}", differences.join("\n")))
            }
        }));
    }
    cases
}

/// `1-400`, `7`, or the usual ones.
fn seeds() -> Vec<u32> {
    let Ok(wanted) = std::env::var("ALONGSIDE_SEEDS") else { return SEEDS.chain(FOUND).collect() };
    let (first, last) = wanted.split_once('-').unwrap_or((&wanted, &wanted));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) => (first..=last).collect(),
        _ => panic!("ALONGSIDE_SEEDS: expected `7` or `1-400`, got `{wanted}`"),
    }
}
