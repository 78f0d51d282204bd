//! What became of flows and their steps, counted: what the relay answers to whoever asks
//! for its records, as JSON.

use serde::{Deserialize, Serialize};

/// The records of some days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// How many days these are, the last one included.
    pub days: u16,
    /// The first day by UTC, such as `2026-11-17`.
    pub from: String,
    /// The last day: today.
    pub to: String,
    /// The sites that the agent serves and that have records.
    pub sites: Vec<SiteRecords>,
    /// The sites whose flows the agent may write.
    #[serde(default)]
    pub writes: Vec<WrittenSite>,
}

/// A site whose flows an agent may write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenSite {
    /// The site's key.
    pub site: String,
    /// Its name, as agents see it.
    pub name: String,
}

/// Those of one site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRecords {
    /// The site's key.
    pub site: String,
    /// Its name, as agents see it.
    pub name: String,
    /// Its flows, the most started one first.
    pub flows: Vec<FlowCounts>,
}

/// What became of a flow: how many walks through it, each from its start to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowCounts {
    /// The flow's id.
    pub flow: String,
    /// What customers see it called; empty where no version of the site's flows says that.
    #[serde(default)]
    pub title: String,
    /// Walks that began.
    pub started: u64,
    /// Walks to the end.
    pub completed: u64,
    /// Walks that the customer closed.
    pub closed: u64,
    /// Walks that the site stopped, be it by starting another flow.
    pub stopped: u64,
    /// Walks that could not go on.
    pub failed: u64,
    /// Its steps, in the order of the flow.
    pub steps: Vec<StepCounts>,
}

/// What happened to a step: in how many walks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCounts {
    /// The step's id.
    pub step: String,
    /// Its heading; empty where no version of the site's flows says that, and where it has
    /// values in it.
    #[serde(default)]
    pub title: String,
    /// Its place in the flow when it was told of last, from 1; 0 where nobody has said.
    pub number: u16,
    /// It came before the customer.
    pub shown: u64,
    /// It came before the customer, and the flow went on from it.
    pub went_on: u64,
    /// What it asks for was done.
    pub done: u64,
    /// It held already, or the customer was further on.
    pub skipped: u64,
    /// Its target did not come in time, and it was passed over.
    pub missing: u64,
    /// Its target is not as it was recorded, and was found again.
    pub healed: u64,
    /// Another flow came in between.
    pub detoured: u64,
    /// The customer closed the flow at it, or the flow could not go on.
    pub abandoned: u64,
    /// It came before the customer, and it is known for how long.
    pub timed: u64,
    /// How long in all, in milliseconds.
    pub seen_ms: u64,
}
