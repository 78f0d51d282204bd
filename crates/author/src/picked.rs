//! An element that was picked: how surely it is found again, and what a step about it asks.

use alongside_protocol::{flow::Fingerprint, tree::Tree};

use crate::{
    postconditions::usual,
    strength::{Proposal, Strength, heading, proposals, strength},
    tree::line,
};

/// An element that was picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Picked {
    /// What it is called.
    pub heading: String,
    /// The path of its page.
    pub path: String,
    /// How surely it is found; none until it was counted, and when nothing finds it.
    pub strength: Option<Strength>,
    /// When a step about it is done, as far as it tells.
    pub usual: Option<Tree>,
    proposals: Vec<Proposal>,
}

impl Picked {
    pub(crate) fn of(print: &Fingerprint, path: String) -> Self {
        let (heading, usual) = (heading(print), usual(print, &path));
        Self { heading, path, strength: None, usual, proposals: proposals(print) }
    }

    /// The targets that may mean it, as JSON.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.proposals.iter().map(|proposal| line(&proposal.target)).collect()
    }

    /// How many elements fit each target, in their order. Says how surely it is found.
    pub(crate) fn counted(&mut self, counts: &[usize]) -> String {
        self.strength = strength(&self.proposals, counts);
        self.strength.as_ref().map_or_else(
            || "Nothing finds this element again; pick what is around it.".to_owned(),
            |strength| strength.sentence.clone(),
        )
    }

    /// Takes the target that tells it from the others, if there is one, and says so.
    pub(crate) fn strengthened(&mut self) -> Option<String> {
        let strength = self.strength.as_mut()?;
        let (target, added) = strength.better.take()?;
        strength.target = target;
        strength.count = 1;
        strength.sentence = format!("One element fits, by {added}.");
        Some(strength.sentence.clone())
    }
}
