use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use alongside_protocol::page::SheetHash;

/// Bytes of rules kept at most; the oldest go first, and are asked for again.
const KEPT: usize = 32 * 1024 * 1024;

/// What a sheet takes beside its rules, rounded up.
const ENTRY: usize = 256;

/// Style sheets by their hashes, which nobody need be asked for again.
#[derive(Debug, Default)]
pub struct SheetStore {
    rules: HashMap<SheetHash, Arc<str>>,
    order: VecDeque<SheetHash>,
    bytes: usize,
}

impl SheetStore {
    /// The rules behind a hash, when they are known.
    #[must_use]
    pub fn get(&self, hash: &SheetHash) -> Option<Arc<str>> {
        self.rules.get(hash).cloned()
    }

    /// Keeps the rules behind a hash, 32 MiB of them at most.
    pub fn learn(&mut self, hash: SheetHash, rules: &str) {
        if self.rules.contains_key(&hash) || rules.len() + ENTRY > KEPT {
            return;
        }
        self.bytes += rules.len() + ENTRY;
        self.order.push_back(hash);
        self.rules.insert(hash, Arc::from(rules));
        while self.bytes > KEPT {
            let Some(oldest) = self.order.pop_front() else { break };
            self.bytes -= self.rules.remove(&oldest).map_or(0, |rules| rules.len() + ENTRY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_sheets_go_first() {
        let mut store = SheetStore::default();
        let rules = "p".repeat(1024 * 1024);
        for number in 0..100 {
            store.learn([number; 16], &rules);
            assert!(store.bytes <= KEPT);
        }
        assert!(store.get(&[99; 16]).is_some() && store.get(&[0; 16]).is_none());
        assert_eq!(store.rules.len(), store.order.len());
    }
}
