//! Style sheets: small ones are told as they are, large ones by their hashes.

use std::collections::{HashMap, HashSet};

use alongside_protocol::page::{NodeId, Sheet, SheetHash};
use sha2::{Digest, Sha256};

use super::{
    Mirror,
    size::{LONGEST_SHEET, cut},
};
use crate::privacy::{Level, Redacted};

/// Style sheets of at least this many bytes are told by their hash, where there
/// is a relay that keeps them.
const KEPT_APART: usize = 1024;

/// Adopted style sheets of one document or shadow root that are told at most.
const MOST: usize = 1024;

/// Bytes of rules that no sheet of the page has any more and that may yet be kept:
/// a page that edits its sheets all the time has a new hash every time.
const SPARE: usize = 1024 * 1024;

/// The rules behind the hashes that were told, for who does not know them.
#[derive(Debug, Default)]
pub(super) struct Kept {
    rules: HashMap<SheetHash, Redacted>,
    bytes: usize,
    /// From so many bytes on, it is looked which of them are of use.
    sweep_at: usize,
}

impl Kept {
    pub(super) fn get(&self, hash: &SheetHash) -> Option<&Redacted> {
        self.rules.get(hash)
    }

    fn keep(&mut self, rules: Redacted) -> SheetHash {
        let mut hash = [0; 16];
        hash.copy_from_slice(&Sha256::digest(rules.as_str())[..16]);
        let bytes = rules.as_str().len();
        if self.rules.insert(hash, rules).is_none() {
            self.bytes += bytes;
        }
        hash
    }

    fn forget_all_but(&mut self, used: &HashSet<SheetHash>) {
        self.rules.retain(|hash, _| used.contains(hash));
        self.bytes = self.rules.values().map(|rules| rules.as_str().len()).sum();
        // Looking is paid for by what was added since.
        self.sweep_at = 2 * self.bytes + SPARE;
    }
}

impl Mirror {
    /// The rules that were told by their hash.
    #[must_use]
    pub fn rules_of(&self, hash: &SheetHash) -> Option<&Redacted> {
        self.sheets.get(hash)
    }

    /// Bytes of rules kept for who does not know them by their hashes.
    #[must_use]
    pub fn sheet_bytes(&self) -> usize {
        self.sheets.bytes
    }

    pub(super) fn set_sheets(&mut self, id: NodeId, sheets: &[&str]) {
        let Some(level) = self.tree.get(id).map(|node| node.level) else {
            return;
        };
        let sheets = sheets.iter().take(MOST).map(|rules| self.sheet(level, rules)).collect();
        if let Some(node) = self.tree.get_mut(id) {
            node.extra().sheets = sheets;
            self.to_tell.changes.sheets.insert(id);
        }
    }

    fn sheet(&mut self, level: Level, rules: &str) -> Sheet<Redacted> {
        let rules = cut(rules, LONGEST_SHEET);
        let safe = self.policy.counting(&mut self.redacted).css(level, rules);
        if !self.keeps_sheets || safe.as_str().len() < KEPT_APART {
            return Sheet::Rules(safe);
        }
        Sheet::Hash(self.sheets.keep(safe))
    }

    /// Forgets rules that no sheet of the page has any more, once they are many.
    pub(super) fn sweep_sheets(&mut self) {
        if self.sheets.bytes >= self.sheets.sweep_at.max(SPARE) {
            self.sheets.forget_all_but(&self.tree.sheets_in_use());
        }
    }
}
