//! Versions of a site's flow document: what author mode and the relay say to each other, as
//! JSON.

use serde::{Deserialize, Serialize};

/// What lets a member of the team write a site's flows from the site's own pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritingCode {
    /// The code.
    pub code: String,
    /// When it ends, in milliseconds since the Unix epoch.
    pub expires_at: u64,
}

/// What was saved of a site's flows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// The site's name, as agents see it.
    pub site: String,
    /// The name of who asks, as the next version will bear it.
    pub author: String,
    /// The newest first; old ones are forgotten in time.
    pub versions: Vec<Version>,
}

/// A version that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number, from 1.
    pub version: u64,
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// Who saved it.
    pub by: String,
    /// The version it is equal to, where it was rolled back to.
    pub restores: Option<u64>,
}

/// What the next version is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVersion {
    /// The newest version that the author has seen, 0 for none: if there is a newer one,
    /// nothing is saved.
    pub base: u64,
    /// What is in it.
    #[serde(flatten)]
    pub content: Content,
}

/// What is in a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Content {
    /// This flow document, as JSON.
    Document(String),
    /// That of an older version.
    Restore(u64),
}
