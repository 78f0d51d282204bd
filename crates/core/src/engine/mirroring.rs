//! The page on its way to the agent: no faster than the line takes it, and merged
//! while it waits.

use std::collections::VecDeque;

use alongside_protocol::{
    message::FromCustomer,
    page::{Ended, NodeId, SheetHash},
};

use super::{Command, Engine, Event};
use crate::{
    Millis,
    observe::mirror::{Mirror, MirrorError},
    privacy::Redacted,
};

/// Bytes that may be under way: more would only wait in somebody's buffer, where
/// nothing can be merged any more.
const WINDOW: usize = 192 * 1024;

/// How long the walker gathers changes on a quick line, and on a slow one.
const PACES: [Millis; 3] = [40, 250, 1_000];

/// The line is slow when a frame takes longer than this, and very slow from ten
/// times that.
const SLOW: Millis = 300;

/// A digest of the page is told at most this often.
const CHECK_EVERY: Millis = 10_000;

/// Nodes whose digests are made in one task at most: one to two milliseconds in wasm,
/// where all of 50,000 nodes take twelve when they are warm and twenty-seven when not.
const FOLD: usize = 4_000;

/// How the mirror's frames get on.
#[derive(Debug, Default)]
pub(super) struct PageLine {
    /// Since when something waits to be told.
    waits_since: Option<Millis>,
    /// The frames that are under way: their numbers on the line, and when they were
    /// sent.
    sent: VecDeque<(u64, Millis)>,
    /// When the last frame was told: the next one is told in another task.
    told: Millis,
    /// How long the last frame that arrived was under way.
    lag: Millis,
    pace: Millis,
    /// When a digest was told last, or could first have been.
    checked: Option<Millis>,
    /// When a part of the next digest was made last.
    folded: Millis,
    /// A digest was found wrong once already since the page was told anew.
    healed: bool,
    /// The walk was begun anew once already, for a batch that made no sense.
    restarted: bool,
    /// The page is not shown any more.
    ended: Option<Ended>,
}

impl PageLine {
    /// What was under way is gone with the line, and the next one may be a quicker one.
    pub(super) fn lost(&mut self) {
        self.sent.clear();
        self.lag = 0;
    }
}

impl Engine {
    pub(super) fn start_mirror(&mut self, out: &mut Vec<Command>) {
        self.mirror = Some(Mirror::new(self.config.policy).with_sheets_kept());
        self.page_line = PageLine::default();
        self.pictures.forget();
        out.push(Command::Mirror(Some(self.config.rules.clone())));
    }

    pub(super) fn stop_mirror(&mut self, out: &mut Vec<Command>) {
        self.page_line.ended = None;
        if self.mirror.take().is_some() {
            out.push(Command::Mirror(None));
            out.push(Command::PointAt(0));
            self.engaging(out, |engage, asks| engage.in_secret(false, asks));
        }
    }

    pub(super) fn page_batch(&mut self, now: Millis, numbers: &[u32], strings: &str, out: &mut Vec<Command>) {
        let Some(mirror) = &mut self.mirror else { return };
        let strings: Vec<&str> = strings.split('\0').collect();
        match mirror.apply(numbers, &strings) {
            Ok(fields) => {
                self.reading.changed(now);
                if !fields.is_empty() {
                    out.push(Command::FieldModes(fields));
                }
                self.tell_page(now, out);
                let secret = self.mirror.as_ref().is_some_and(Mirror::focuses_secret);
                self.engaging(out, |engage, asks| engage.in_secret(secret, asks));
            }
            // What is in the mirror now can't be trusted.
            Err(error @ MirrorError::Raw(_)) if !self.page_line.restarted => {
                out.push(Command::Emit(Event::problem(error.to_string())));
                self.stop_mirror(out);
                self.start_mirror(out);
                self.page_line.restarted = true;
            }
            // A mistake that comes back would walk the page for ever.
            Err(error) => {
                let end = "the page is not shown to the agent any more; all else goes on";
                out.push(Command::Emit(Event::problem(format!("{error}; {end}"))));
                self.stop_mirror(out);
                self.page_line.ended = Some(match error {
                    MirrorError::Raw(_) => Ended::Unreadable,
                    MirrorError::TooLarge => Ended::TooLarge,
                });
                self.tell_ended(out);
            }
        }
    }

    /// Tells the agent that the page is not shown any more, if that is so.
    fn tell_ended(&mut self, out: &mut Vec<Command>) {
        let why = self.page_line.ended.filter(|_| self.link.is_open());
        if let Some(frame) = why.and_then(|why| Mirror::say_ended(&self.config.policy, why)) {
            self.tell_frame(frame, out);
        }
    }

    /// The whole page, for an agent who has nothing of it yet.
    pub(super) fn send_snapshot(&mut self, now: Millis, out: &mut Vec<Command>) {
        if let Some(mirror) = &mut self.mirror {
            mirror.begin_anew();
            self.page_line.healed = false;
            // It tells the page as it is now, whatever had waited.
            self.page_line.waits_since = Some(now);
            self.tell_page(now, out);
        }
        self.tell_ended(out);
    }

    /// Tells one frame of what the agent does not know yet, if the line takes it.
    pub(super) fn tell_page(&mut self, now: Millis, out: &mut Vec<Command>) {
        let (line, full) = (&mut self.page_line, self.link.in_flight() >= WINDOW);
        let Some(mirror) = self.mirror.as_mut().filter(|mirror| mirror.owes()) else {
            line.waits_since = None;
            return;
        };
        let since = *line.waits_since.get_or_insert(now);
        if self.view.is_paused() {
            return self.tell_pause(out);
        }
        if full || !self.link.is_open() {
            return;
        }
        let delay = now.saturating_sub(since).saturating_add(line.lag);
        if let Some(frame) = mirror.tell(delay.min(Millis::from(u32::MAX)) as u32) {
            line.told = now;
            if !mirror.owes() {
                line.waits_since = None;
            }
            self.tell_frame(frame, out);
            self.page_line.sent.push_back((self.link.sent(), now));
            self.tell_pause(out);
        }
    }

    /// When the page has more to tell.
    pub(super) fn page_deadline(&self) -> Option<Millis> {
        let mirror = self.mirror.as_ref()?;
        if self.view.is_paused() || !self.link.is_open() {
            return None;
        }
        if mirror.owes() {
            // With the window full, an arrival is what wakes us.
            return (self.link.in_flight() < WINDOW).then_some(self.page_line.told + 1);
        }
        mirror.is_unchecked().then(|| {
            let due = self.page_line.checked.unwrap_or(self.page_line.told) + CHECK_EVERY;
            due.max(self.page_line.folded + 1)
        })
    }

    pub(super) fn page_tick(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.tell_page(now, out);
        let Some(mirror) = self.mirror.as_mut().filter(|mirror| mirror.is_unchecked()) else { return };
        let last = *self.page_line.checked.get_or_insert(self.page_line.told);
        if self.view.is_paused() || now < last + CHECK_EVERY || !self.link.is_open() {
            return;
        }
        self.page_line.folded = now;
        if let Some(check) = mirror.check_within(FOLD) {
            self.page_line.checked = Some(now);
            self.tell_frame(check, out);
        }
    }

    /// What was sent up to a number arrived: how long it took says how fast we may go on.
    pub(super) fn page_arrived(&mut self, now: Millis, received: u64, out: &mut Vec<Command>) {
        let line = &mut self.page_line;
        let arrived = line.sent.partition_point(|(number, _)| *number <= received);
        if let Some((_, sent)) = line.sent.drain(..arrived).next_back() {
            line.lag = now.saturating_sub(sent);
            let pace = PACES[usize::from(line.lag > SLOW) + usize::from(line.lag > SLOW * 10)];
            if self.mirror.is_some() && pace != std::mem::replace(&mut line.pace, pace) {
                out.push(Command::MirrorPace(pace));
            }
        }
        self.tell_sheets(out);
    }

    /// The page goes; what follows is of the next one.
    pub(super) fn page_leaves(&mut self, out: &mut Vec<Command>) {
        self.say_of_page(out, |frame| frame.leaving());
    }

    /// Whether there was anybody to say it to.
    pub(super) fn say_of_page(
        &mut self,
        out: &mut Vec<Command>,
        write: impl FnOnce(&mut alongside_protocol::page::Frame<'_, Redacted>),
    ) -> bool {
        let said = self.mirror.as_mut().and_then(|mirror| mirror.say(write));
        let Some(frame) = said else { return false };
        self.tell_frame(frame, out);
        true
    }

    /// The agent's copy has strayed: these are its digests.
    pub(super) fn compare(&mut self, now: Millis, theirs: &[(NodeId, u64)], out: &mut Vec<Command>) {
        let Some(mirror) = &mut self.mirror else { return };
        // What is paused stays so: the whole page waits until the customer goes on.
        let healed = if self.page_line.healed || self.view.is_paused() { None } else { mirror.heal(theirs) };
        let Some(frame) = healed else { return self.send_snapshot(now, out) };
        self.tell_frame(frame, out);
        self.page_line.healed = true;
        self.page_line.checked = Some(now.saturating_sub(CHECK_EVERY));
        self.tell_page(now, out);
    }

    /// Somebody lacks the rules behind these hashes.
    pub(super) fn lacks_sheets(&mut self, hashes: &[SheetHash], out: &mut Vec<Command>) {
        // Nobody can ask for more than there is.
        let known = self.rules_of(hashes).into_iter().map(|(hash, _)| hash);
        self.view.hold_back(known);
        self.tell_sheets(out);
    }

    /// Tells the rules that were asked for, as far as the line takes them.
    pub(super) fn tell_sheets(&mut self, out: &mut Vec<Command>) {
        while !self.view.is_paused() && self.link.is_open() && self.link.in_flight() < WINDOW {
            let Some(hash) = self.view.next_held_back() else { return };
            // It may have changed since, and then nobody needs it.
            for sheet in self.rules_of(&[hash]) {
                self.tell(&FromCustomer::Sheet(sheet), out);
            }
        }
    }

    pub(super) fn rules_of(&self, hashes: &[SheetHash]) -> Vec<(SheetHash, Redacted)> {
        let Some(mirror) = &self.mirror else { return Vec::new() };
        hashes.iter().filter_map(|hash| Some((*hash, mirror.rules_of(hash)?.clone()))).collect()
    }
}
