//! One run of changes, and what is said when the copy is not the page.

use std::{fmt::Write as _, sync::Arc};

use serde_json::{Value, json};

use super::shrink::shrunk;
use crate::{
    house::{furnish, outcome, strings},
    stage::Stage,
};

/// Milliseconds without a frame after which no more is expected: what nothing announces
/// is looked for every 2 s, and later where a look takes long, since looks get a hundredth
/// of the time.
const PATIENCE: u32 = 15_000;

/// A run of changes, the same for the same numbers.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) seed: u32,
    pub(crate) steps: u32,
    pub(crate) path: &'static str,
    pub(crate) privacy: &'static str,
    /// Changes of these groups only, on a page without what the others are about.
    pub(crate) groups: Option<Vec<String>>,
    /// One kind of change alone.
    pub(crate) kind: Option<String>,
    /// Of the steps only these.
    pub(crate) keep: Option<Vec<u64>>,
    pub(crate) patience: u32,
}

/// What came of a run.
pub(crate) struct Played {
    pub(crate) differences: Vec<String>,
    /// The changes in words, by their step.
    pub(crate) changes: Vec<(u64, String)>,
    /// Changes that had something to do.
    pub(crate) happened: u64,
}

impl Run {
    pub(crate) fn new(seed: u32, steps: u32) -> Self {
        let groups = std::env::var("ALONGSIDE_GROUPS").ok();
        Self {
            seed,
            steps,
            path: "/standards",
            privacy: "show",
            groups: groups.map(|groups| groups.split(',').map(str::to_owned).collect()),
            kind: None,
            keep: None,
            patience: PATIENCE,
        }
    }

    /// Plays it on a fresh page.
    pub(crate) async fn play(&self, stage: &Stage) -> Result<Played, String> {
        let wanted = json!({
            "seed": self.seed, "steps": self.steps, "privacy": self.privacy, "groups": self.groups, "kind": self.kind,
            "keep": self.keep, "patience": self.patience, "structure": self.privacy != "show",
        });
        let outcome = outcome(stage, self.path, &format!("play({wanted})")).await?;
        let change = |step: &Value| Some((step["at"].as_u64()?, step["words"].as_str()?.to_owned()));
        Ok(Played {
            differences: strings(&outcome["differences"]),
            changes: outcome["log"].as_array().into_iter().flatten().filter_map(change).collect(),
            happened: outcome["happened"].as_u64().unwrap_or_default(),
        })
    }

    /// Fails unless the copy is the page, with as few changes as show it.
    pub(crate) async fn hold(self, stage: Arc<Stage>) -> Result<(), String> {
        furnish(&stage);
        let played = self.play(&stage).await?;
        if played.differences.is_empty() {
            assert!(played.happened > u64::from(self.steps / 2), "most changes had nothing to do");
            return Ok(());
        }
        let again = shrunk(&stage, &self, played).await?;
        let mut said =
            format!("seed {} ({}, {}):", self.seed, self.path.trim_start_matches('/'), self.privacy);
        let _ = write!(said, "\n  after {} changes", again.changes.len());
        for (_, words) in &again.changes {
            let _ = write!(said, "\n    {words}");
        }
        let _ = write!(said, "\n  the copy is not the page:");
        for difference in &again.differences {
            let _ = write!(said, "\n    {difference}");
        }
        if self.privacy == "show" {
            let _ = write!(said, "\n  (ALONGSIDE_SEEDS={} plays it again)", self.seed);
        }
        Err(said)
    }
}

/// Plays every kind of a group alone, and names those that the copy can't follow.
pub(crate) async fn each_alone(stage: Arc<Stage>, group: &'static str, steps: u32) -> Result<(), String> {
    furnish(&stage);
    stage.visit("/standards").await;
    stage.until("the page is ready", "window.exact?.ready").await;
    let kinds = strings(&stage.ask(&format!("exact.kinds({})", json!(group))).await);
    assert!(kinds.len() > 2, "{group} has kinds");
    let mut failed = String::new();
    for kind in kinds {
        // A browser may lack one; of those that it has, none is idle.
        let run =
            Run { groups: Some(vec![group.to_owned()]), kind: Some(kind.clone()), ..Run::new(1, steps) };
        let played = match run.play(&stage).await {
            Ok(played) => played,
            Err(broken) => {
                let _ = writeln!(failed, "{kind}: {broken}");
                continue;
            }
        };
        if let Some(difference) = played.differences.first() {
            let change = played.changes.last().map_or("the first look", |(_, words)| words.as_str());
            let _ = writeln!(failed, "{kind}: {difference}\n    by: {change}");
        } else if played.happened == 0 {
            let last = played.changes.last().map_or("", |(_, words)| words.as_str());
            let _ = writeln!(failed, "{kind}: never had anything to do: {last}");
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed) }
}
