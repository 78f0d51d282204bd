//! Style sheets of sites, by their hashes: a page uploads one when nobody here has
//! it yet, and every later agent gets it from us.

use std::collections::{BTreeSet, HashMap, VecDeque};

use alongside_protocol::{
    message::{ToAgent, ToCustomer},
    page::SheetHash,
};
use sha2::{Digest, Sha256};

use super::{Hub, Turn, io::VisitId};

/// Bytes kept for one site at most; the oldest sheets go first.
pub(super) const KEPT: usize = 16 * 1024 * 1024;

/// What an entry takes beside its rules, rounded up: many sheets of a few bytes
/// must not take more than a few large ones.
const ENTRY: usize = 256;

/// Hashes that one message may ask for.
const ASKED: usize = 256;

/// Hashes of one site that agents wait for at most; who has waited longest asks
/// again with the next page.
pub(super) const WANTED: usize = 1024;

/// The sheets of one site.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    rules: HashMap<SheetHash, String>,
    order: VecDeque<SheetHash>,
    bytes: usize,
    /// Agents who wait for a sheet that a page was asked for.
    wanted: VecDeque<(SheetHash, BTreeSet<String>)>,
}

impl Sheets {
    pub(super) fn keep(&mut self, hash: SheetHash, rules: String) {
        if rules.len() + ENTRY > KEPT || self.rules.contains_key(&hash) {
            return;
        }
        self.bytes += rules.len() + ENTRY;
        self.order.push_back(hash);
        self.rules.insert(hash, rules);
        while self.bytes > KEPT {
            let Some(oldest) = self.order.pop_front() else { break };
            self.bytes -= self.rules.remove(&oldest).map_or(0, |rules| rules.len() + ENTRY);
        }
    }

    fn want(&mut self, hash: SheetHash, agent: &str) {
        if let Some((_, waiting)) = self.wanted.iter_mut().find(|(known, _)| *known == hash) {
            waiting.insert(agent.to_owned());
            return;
        }
        if self.wanted.len() == WANTED {
            self.wanted.pop_front();
        }
        self.wanted.push_back((hash, BTreeSet::from([agent.to_owned()])));
    }

    fn waiting_for(&mut self, hash: &SheetHash) -> Option<BTreeSet<String>> {
        let at = self.wanted.iter().position(|(known, _)| known == hash)?;
        self.wanted.remove(at).map(|(_, waiting)| waiting)
    }

    /// Bytes kept, and hashes that agents wait for.
    #[cfg(test)]
    pub(super) fn held(&self) -> (usize, usize) {
        (self.bytes, self.wanted.len())
    }

    #[cfg(test)]
    pub(super) fn knows(&self, hash: &SheetHash) -> bool {
        self.rules.contains_key(hash)
    }
}

impl Hub {
    /// An agent's copy lacks the rules behind these hashes.
    pub(super) fn agent_lacks(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        visit: &VisitId,
        hashes: Vec<SheetHash>,
    ) {
        let Some(site) = self.visits.get(visit).map(|visit| visit.site) else { return };
        let mut unknown = Vec::new();
        for hash in hashes.into_iter().take(ASKED) {
            let sheets = self.sheets.entry(site).or_default();
            if let Some(rules) = sheets.rules.get(&hash).cloned() {
                self.tell_agent(turn, name, &ToAgent::Sheet((hash, rules)));
            } else {
                sheets.want(hash, name);
                unknown.push(hash);
            }
        }
        if !unknown.is_empty() {
            self.tell_customer(turn, visit, &ToCustomer::LackSheets(unknown));
        }
    }

    /// A page gives the rules behind a hash. Nobody can give others than those.
    pub(super) fn sheet_came(
        &mut self,
        turn: &mut Turn<'_>,
        visit: &VisitId,
        hash: SheetHash,
        rules: String,
    ) {
        let Some(site) = self.visits.get(visit).map(|visit| visit.site) else { return };
        let sheets = self.sheets.entry(site).or_default();
        if Sha256::digest(&rules)[..hash.len()] != hash {
            return;
        }
        let Some(waiting) = sheets.waiting_for(&hash) else { return };
        sheets.keep(hash, rules.clone());
        for name in waiting {
            self.tell_agent(turn, &name, &ToAgent::Sheet((hash, rules.clone())));
        }
    }
}
