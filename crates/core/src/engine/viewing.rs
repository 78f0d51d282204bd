//! What the agent sees, for the customer's own eyes; and nothing for the agent while
//! the customer wants that.

use std::collections::VecDeque;

use alongside_protocol::{message::FromCustomer, page::SheetHash};

use super::{Command, Engine};
use crate::{Millis, engage::ViewState, observe::mirror::Mirror, words::Word};

/// A copy that strays is told anew so many times before it is given up.
const PATIENCE: u8 = 3;

/// What the customer has chosen about what the agent sees.
#[derive(Debug, Default)]
pub(super) struct View {
    /// The customer looks at it.
    open: bool,
    /// How often the customer's copy has strayed since.
    strayed: u8,
    /// The agent is shown nothing.
    paused: bool,
    /// What the agent was told of that last.
    told_paused: bool,
    /// Hashes of style sheets that the agent asked for, and that wait for the line.
    held_back: VecDeque<SheetHash>,
}

impl View {
    pub(super) fn is_paused(&self) -> bool {
        self.paused
    }

    /// As it was on the page before, which the agent knows.
    pub(super) fn paused_before(&mut self, paused: bool) {
        (self.paused, self.told_paused) = (paused, paused);
    }

    /// Whoever looks next has not been told of a pause.
    pub(super) fn nobody_knows(&mut self) {
        self.told_paused = false;
    }

    /// These style sheets were asked for.
    pub(super) fn hold_back(&mut self, hashes: impl Iterator<Item = SheetHash>) {
        for hash in hashes {
            if !self.held_back.contains(&hash) {
                self.held_back.push_back(hash);
            }
        }
    }

    /// The next that was asked for.
    pub(super) fn next_held_back(&mut self) -> Option<SheetHash> {
        self.held_back.pop_front()
    }
}

impl Engine {
    /// The customer opens what the agent sees, or closes it.
    pub(super) fn show_view(&mut self, now: Millis, open: bool, out: &mut Vec<Command>) {
        if !open {
            self.close_view(out);
        } else if self.view_state().is_some() {
            self.view.open = true;
            // One stream for both, so that nobody is shown anything else.
            self.send_snapshot(now, out);
        }
    }

    /// The customer's own copy is not what it should be. One that strays again and
    /// again is closed: telling it anew would cost the line more than it shows.
    pub(super) fn view_strayed(&mut self, now: Millis, out: &mut Vec<Command>) {
        if !self.view.open {
            return;
        }
        self.view.strayed += 1;
        if self.view.strayed > PATIENCE {
            self.close_view(out);
        } else {
            self.send_snapshot(now, out);
        }
    }

    /// The customer shows nothing from now on, or again.
    pub(super) fn pause_view(&mut self, now: Millis, paused: bool, out: &mut Vec<Command>) {
        let Some(agent) = self.engage.agent().map(str::to_owned) else { return };
        if std::mem::replace(&mut self.view.paused, paused) == paused {
            return;
        }
        self.tell_pause(out);
        self.tell_page(now, out);
        self.tell_sheets(out);
        let word = if paused { Word::ViewPaused } else { Word::ViewResumed };
        out.push(Command::Announce(self.language.say_with(word, &[&agent])));
    }

    /// Tells the agent of the pause. A stream that begins anew says it after its
    /// first frame; while nothing may be shown, that one has nothing else.
    pub(super) fn tell_pause(&mut self, out: &mut Vec<Command>) {
        let paused = self.view.paused;
        if self.view.told_paused == paused {
            return;
        }
        if !self.say_of_page(out, |frame| frame.paused(paused)) {
            let said = self.mirror.as_mut().filter(|_| paused && self.link.is_open());
            let Some(frame) = said.and_then(Mirror::say_paused) else { return };
            self.tell_frame(frame, out);
        }
        self.view.told_paused = paused;
    }

    /// A frame of the page, to the agent and to the customer who looks on.
    pub(super) fn tell_frame(&mut self, frame: Vec<u8>, out: &mut Vec<Command>) {
        if self.view.open {
            out.push(Command::View(Some(frame.clone())));
        }
        self.tell(&FromCustomer::Page(frame), out);
    }

    /// The customer's own copy lacks the rules behind these hashes.
    pub(super) fn view_lacks(&self, hashes: &[SheetHash], out: &mut Vec<Command>) {
        if self.view.open {
            let rules = self.rules_of(hashes).into_iter();
            out.extend(rules.map(|(hash, rules)| Command::ViewRules(hash, rules.as_str().to_owned())));
        }
    }

    /// What the panel says of it, while there is an agent who sees the page.
    pub(super) fn view_state(&self) -> Option<ViewState> {
        let agent = self.engage.agent().filter(|_| self.mirror.is_some())?.to_owned();
        Some(ViewState { agent, open: self.view.open, paused: self.view.paused })
    }

    /// Nothing is drawn where nobody looks: in a panel that is closed, or alone.
    pub(super) fn settle_view(&mut self, out: &mut Vec<Command>) {
        if !self.engage.open || self.view_state().is_none() {
            self.close_view(out);
        }
    }

    /// The engagement is over, and with it what was chosen for it.
    pub(super) fn end_view(&mut self, out: &mut Vec<Command>) {
        self.close_view(out);
        self.view = View::default();
    }

    /// The customer's own picture is closed.
    pub(super) fn close_view(&mut self, out: &mut Vec<Command>) {
        self.view.strayed = 0;
        if std::mem::take(&mut self.view.open) {
            out.push(Command::View(None));
        }
    }
}
