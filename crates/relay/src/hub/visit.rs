use alongside_protocol::message::{Fact, FactKind, SignalKind, Status};

use super::{
    io::{Millis, SavedVisit, SocketId},
    stream::Stream,
};
use crate::secret::Hashed;

/// The longest journey that is kept, in facts and in bytes as they are encoded.
pub(super) const MAX_FACTS: usize = 2_000;
pub(super) const MAX_FACT_BYTES: usize = 512 * 1024;

/// One visit.
#[derive(Debug)]
pub(super) struct Visit {
    /// Position of its site in the rules.
    pub(super) site: usize,
    pub(super) token: Hashed,
    pub(super) since: Millis,
    pub(super) socket: Option<SocketId>,
    pub(super) offline_since: Millis,
    /// Since when its alarms are counted that are set now.
    pub(super) alarms_since: Option<Millis>,
    /// The highest sequence number from the page.
    pub(super) received: u64,
    pub(super) stream: Stream,
    pub(super) status: Option<Status<String>>,
    pub(super) facts: Vec<Fact<String>>,
    fact_bytes: usize,
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
            alarms_since: None,
            received: 0,
            stream: Stream::default(),
            status: None,
            facts: Vec::new(),
            fact_bytes: 0,
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
            stream: Stream::of_stored(),
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
        let room = facts.iter().take_while(|fact| {
            // Serialising into a growing vector can't fail.
            self.fact_bytes += postcard::to_allocvec(fact).map_or(0, |bytes| bytes.len());
            self.fact_bytes <= MAX_FACT_BYTES
        });
        let room = room.count();
        facts.truncate(room);
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
