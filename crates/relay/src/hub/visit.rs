use alongside_protocol::message::{Fact, FactKind, SignalKind, Status};

use super::{
    io::{Millis, SavedVisit, SocketId},
    stream::Stream,
};
use crate::secret::Hashed;

/// The longest journey that is kept, in facts.
const MAX_FACTS: usize = 2_000;

/// One visit.
#[derive(Debug)]
pub(super) struct Visit {
    /// Position of its site in the rules.
    pub(super) site: usize,
    pub(super) token: Hashed,
    pub(super) since: Millis,
    pub(super) socket: Option<SocketId>,
    pub(super) offline_since: Millis,
    /// The highest sequence number from the page.
    pub(super) received: u64,
    pub(super) stream: Stream,
    pub(super) status: Option<Status<String>>,
    pub(super) facts: Vec<Fact<String>>,
    pub(super) signals: Vec<(SignalKind, u32)>,
    /// The latest engagement.
    pub(super) engagement: Option<u64>,
    /// When agents were last told, and whether there is news since.
    pub(super) told_at: Millis,
    pub(super) news: bool,
}

impl Visit {
    pub(super) fn new(site: usize, token: Hashed, at: Millis) -> Self {
        Self {
            site,
            token,
            since: at,
            socket: None,
            offline_since: at,
            received: 0,
            stream: Stream::default(),
            status: None,
            facts: Vec::new(),
            signals: Vec::new(),
            engagement: None,
            told_at: 0,
            news: false,
        }
    }

    pub(super) fn from_saved(site: usize, saved: SavedVisit, now: Millis) -> Self {
        let mut visit = Self {
            offline_since: now,
            received: saved.received,
            status: saved.status,
            ..Self::new(site, saved.token, saved.since)
        };
        visit.add_facts(saved.facts);
        visit
    }

    /// Keeps facts and counts the signals among them; returns how many of them
    /// found room.
    pub(super) fn add_facts(&mut self, mut facts: Vec<Fact<String>>) -> usize {
        facts.truncate(MAX_FACTS.saturating_sub(self.facts.len()));
        for fact in &facts {
            let counted = |wanted| self.signals.iter().position(|(known, _)| *known == wanted);
            match fact.kind {
                FactKind::Signal { kind, .. } => match counted(kind) {
                    Some(at) => self.signals[at].1 += 1,
                    None => self.signals.push((kind, 1)),
                },
                FactKind::SignalTakenBack { kind, .. } => {
                    if let Some(at) = counted(kind) {
                        self.signals[at].1 = self.signals[at].1.saturating_sub(1);
                    }
                    self.signals.retain(|(_, count)| *count > 0);
                }
                _ => {}
            }
        }
        let kept = facts.len();
        self.facts.append(&mut facts);
        kept
    }
}
