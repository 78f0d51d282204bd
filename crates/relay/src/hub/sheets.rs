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
const KEPT: usize = 16 * 1024 * 1024;

/// Hashes that one message may ask for.
const ASKED: usize = 256;

/// The sheets of one site.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    rules: HashMap<SheetHash, String>,
    order: VecDeque<SheetHash>,
    bytes: usize,
    /// Agents who wait for a sheet that a page was asked for.
    wanted: HashMap<SheetHash, BTreeSet<String>>,
}

impl Sheets {
    fn keep(&mut self, hash: SheetHash, rules: String) {
        if rules.len() > KEPT || self.rules.contains_key(&hash) {
            return;
        }
        self.bytes += rules.len();
        self.order.push_back(hash);
        self.rules.insert(hash, rules);
        while self.bytes > KEPT {
            let Some(oldest) = self.order.pop_front() else { break };
            self.bytes -= self.rules.remove(&oldest).map_or(0, |rules| rules.len());
        }
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
                sheets.wanted.entry(hash).or_default().insert(name.to_owned());
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
        let Some(waiting) = sheets.wanted.remove(&hash) else { return };
        sheets.keep(hash, rules.clone());
        for name in waiting {
            self.tell_agent(turn, &name, &ToAgent::Sheet((hash, rules.clone())));
        }
    }
}
