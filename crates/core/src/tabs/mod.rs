//! Several tabs of a site and one conversation: one tab holds it, the others show it and
//! can control it, and one of them goes on with it when that tab is gone.
//!
//! Who holds it is the browser's word: a lock that one tab has at a time, and that is free
//! as soon as the tab is closed or crashes. The rest is told between the tabs.

mod held;
mod leaving;
mod note;

use alongside_protocol::message::EndedBy;

pub use held::{Held, Shared};
pub use note::{Control, Note};

use crate::Millis;
use leaving::Wait;

/// Whether the tabs of this site can share a conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sharing {
    /// The browser has no locks for this page, or the page is only a part of another.
    #[default]
    No,
    /// They can.
    Free,
    /// And this tab has the lock: an earlier page of its shell took it.
    Held,
}

/// What the browser says of the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockInput {
    /// It is this tab's.
    Taken {
        /// Whether the microphone would be given without a question.
        speaks: bool,
    },
    /// It is another tab's now, or can't be had at all.
    Lost,
    /// The tab is on its way to another page; comes right before the page leaves.
    Loads,
}

/// What is asked of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Wait for it.
    Want,
    /// Take it from whichever tab has it.
    Take,
    /// Give it back, or wait no longer.
    Drop,
}

/// What the tab's own engine must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Tell the other tabs.
    Tell(Note),
    /// Tell them anew what there is.
    TellHeld,
    /// Ask the browser.
    Lock(Lock),
    /// Do what the customer has asked for in another tab.
    Do(Control),
    /// Go on with the conversation here.
    TakeOver {
        /// As the tab before has left it.
        held: Box<Held>,
        /// Whether the microphone may be asked for.
        speaks: bool,
    },
    /// It is another tab's: what was begun here, or (`resumes`) what the memory of an
    /// earlier page says, comes to nothing.
    Yield {
        /// It was only remembered.
        resumes: bool,
    },
    /// Another tab has taken it over.
    GiveUp,
    /// There is something new to show; before, this was shown.
    Shown(Option<Box<Shared>>),
    /// The conversation in the other tab is over.
    Over(EndedBy),
}

/// A tab that has the lock and says nothing for so long, in milliseconds, can't: the
/// customer is not kept waiting for it.
const SPEECHLESS: Millis = 4_000;

/// This tab's part.
#[derive(Debug)]
pub struct Tabs {
    /// This page of the tab.
    me: u64,
    state: State,
    /// It goes to another page.
    loads: bool,
    /// What the customer asked for here and the holder has not confirmed.
    pending: Vec<(u32, Control)>,
    number: u32,
    /// As the holder: the newest number of each tab.
    heard: Vec<(u64, u32)>,
}

#[derive(Debug)]
enum State {
    Off,
    /// No tab has a conversation, as far as we know.
    Alone,
    /// This one has, and waits for the lock.
    Asking {
        /// It is an earlier page's; nothing is done about it before.
        resumes: bool,
        until: Millis,
    },
    Holding,
    /// Another one has.
    Following {
        held: Box<Held>,
        wait: Wait,
    },
}

impl Tabs {
    /// A tab that has heard nothing; `me` is this page's own number.
    #[must_use]
    pub fn new(sharing: Sharing, me: u64) -> Self {
        let state = match sharing {
            Sharing::No => State::Off,
            Sharing::Free => State::Alone,
            Sharing::Held => State::Holding,
        };
        Self { me, state, loads: false, pending: Vec::new(), number: 0, heard: Vec::new() }
    }

    /// The same tab, its page being in front again after another one over it.
    #[must_use]
    pub fn anew(self) -> Self {
        let sharing = match self.state {
            State::Off => Sharing::No,
            State::Holding => Sharing::Held,
            _ => Sharing::Free,
        };
        Self::new(sharing, self.me)
    }

    /// This page's own number.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.me
    }

    /// What another tab holds.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&Held> {
        match &self.state {
            State::Following { held, .. } => Some(held),
            _ => None,
        }
    }

    /// Whether this tab holds the conversation.
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self.state, State::Holding)
    }

    /// Whether an earlier page's conversation may be taken up: a copy of the tab has the
    /// same memory, and must not.
    #[must_use]
    pub fn may_resume(&self) -> bool {
        !matches!(self.state, State::Asking { resumes: true, .. })
    }

    /// The memory of an earlier page of the tab is read, page `was` having written it.
    pub fn begins(&mut self, now: Millis, engaged: bool, was: u64, out: &mut Vec<Ask>) {
        match self.state {
            State::Off => {}
            State::Holding if engaged => {}
            _ if engaged => {
                out.push(Ask::Tell(Note::Back { was }));
                self.ask(now, true, out);
            }
            _ => {
                self.alone(out);
                out.push(Ask::Tell(Note::Who));
            }
        }
    }

    /// After every input: whether there is a conversation here, and whether the relay has
    /// told of it yet.
    pub fn settle(&mut self, now: Millis, engaged: bool, known: bool, by: EndedBy, out: &mut Vec<Ask>) {
        match self.state {
            State::Alone if engaged => self.ask(now, false, out),
            State::Asking { .. } if !engaged => self.alone(out),
            State::Holding if !engaged => {
                out.push(Ask::Tell(Note::Over(by)));
                self.alone(out);
            }
            State::Holding if known => {
                // What the tab before could not be told any more.
                out.extend(std::mem::take(&mut self.pending).into_iter().map(|(_, what)| Ask::Do(what)));
            }
            _ => {}
        }
    }

    /// What the browser says.
    pub fn lock(&mut self, now: Millis, input: LockInput, out: &mut Vec<Ask>) {
        match (input, &mut self.state) {
            (LockInput::Loads, _) => self.loads = true,
            (LockInput::Taken { .. }, State::Asking { .. }) => self.holding(out),
            (LockInput::Taken { speaks }, State::Following { wait, .. }) => {
                if wait.taken(now, speaks) {
                    out.push(Ask::Lock(Lock::Drop));
                }
                self.tick(now, out);
            }
            (LockInput::Taken { .. }, State::Holding) => {}
            (LockInput::Taken { .. }, _) => out.push(Ask::Lock(Lock::Drop)),
            // There are none after all: each tab is on its own.
            (LockInput::Lost, State::Asking { .. }) => self.state = State::Off,
            (LockInput::Lost, State::Holding) => {
                self.alone(out);
                out.push(Ask::GiveUp);
                out.push(Ask::Tell(Note::Who));
            }
            (LockInput::Lost, _) => {}
        }
    }

    /// What another tab tells.
    pub fn note(&mut self, now: Millis, note: Note, out: &mut Vec<Ask>) {
        match (note, &mut self.state) {
            // Who comes back finds it here: it is a copy of this tab, or comes too late.
            (Note::Who | Note::Back { .. }, State::Holding) => out.push(Ask::TellHeld),
            (Note::Back { was }, State::Following { held, wait }) if was == held.tab => {
                *wait = Wait::stand_back(now);
                out.push(Ask::Lock(Lock::Drop));
            }
            (Note::Held(mut told), State::Following { held, wait }) => {
                if told.shared.engagement.is_none() {
                    // The relay has not told the holder's new page yet; it is what it was.
                    told.shared.engagement.clone_from(&held.shared.engagement);
                }
                let before = std::mem::replace(held, told);
                wait.heard(out);
                out.push(Ask::Shown(Some(Box::new(before.shared))));
                let again = self.pending.iter().map(|(number, what)| Note::does(self.me, *number, what));
                out.extend(again.map(Ask::Tell));
            }
            (Note::Held(told), State::Asking { resumes, .. }) => {
                out.push(Ask::Yield { resumes: *resumes });
                self.follow(told, out);
            }
            (Note::Held(told), State::Alone) => {
                out.push(Ask::Lock(Lock::Want));
                self.follow(told, out);
            }
            (Note::Over(by), State::Following { .. }) => {
                self.alone(out);
                out.push(Ask::Over(by));
            }
            (Note::Goes { tab, returns }, State::Following { held, wait }) if tab == held.tab => {
                wait.holder_goes(now, returns);
                self.tick(now, out);
            }
            (Note::Does { tab, number, what }, State::Holding) => {
                out.push(Ask::Tell(Note::Heard { tab, number }));
                if self.is_new(tab, number) {
                    out.push(Ask::Do(what));
                }
            }
            (Note::Heard { tab, number }, State::Following { .. }) if tab == self.me => {
                self.pending.retain(|(pending, _)| *pending > number);
            }
            _ => {}
        }
    }

    /// The customer asks here for something that the holder does.
    pub fn control(&mut self, what: Control, out: &mut Vec<Ask>) {
        self.number += 1;
        out.push(Ask::Tell(Note::does(self.me, self.number, &what)));
        self.pending.push((self.number, what));
    }

    /// The customer wants the conversation in this tab.
    pub fn bring_here(&mut self, out: &mut Vec<Ask>) {
        if let State::Following { wait, .. } = &mut self.state {
            *wait = Wait::Taking;
            out.push(Ask::Lock(Lock::Take));
        }
    }

    /// The page is about to go, and the tab's lock with it.
    pub fn leaves(&mut self, out: &mut Vec<Ask>) {
        if self.holds() {
            out.push(Ask::Tell(Note::Goes { tab: self.me, returns: self.loads }));
        }
    }

    /// Nothing of ours is to stay.
    pub fn stop(&mut self, by: EndedBy, out: &mut Vec<Ask>) {
        if self.holds() {
            out.push(Ask::Tell(Note::Over(by)));
        }
        self.alone(out);
        self.state = State::Off;
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        match &self.state {
            State::Asking { until, .. } => Some(*until),
            State::Following { wait, .. } => wait.due(),
            _ => None,
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Ask>) {
        match &mut self.state {
            State::Asking { until, .. } if now >= *until => {
                *until = now + SPEECHLESS;
                out.push(Ask::Lock(Lock::Take));
            }
            State::Following { held, wait } => {
                if let Some(speaks) = wait.is_over(now, out) {
                    let held = held.clone();
                    self.holding(out);
                    out.push(Ask::TakeOver { held, speaks });
                }
            }
            _ => {}
        }
    }

    fn ask(&mut self, now: Millis, resumes: bool, out: &mut Vec<Ask>) {
        self.state = State::Asking { resumes, until: now + SPEECHLESS };
        out.push(Ask::Lock(Lock::Want));
    }

    fn holding(&mut self, out: &mut Vec<Ask>) {
        self.state = State::Holding;
        out.push(Ask::TellHeld);
    }

    fn follow(&mut self, held: Box<Held>, out: &mut Vec<Ask>) {
        self.state = State::Following { held, wait: Wait::Queued { goes: None } };
        out.push(Ask::Shown(None));
    }

    fn alone(&mut self, out: &mut Vec<Ask>) {
        if !matches!(self.state, State::Off | State::Alone) {
            out.push(Ask::Lock(Lock::Drop));
        }
        if !matches!(self.state, State::Off) {
            self.state = State::Alone;
        }
        self.pending.clear();
    }

    fn is_new(&mut self, tab: u64, number: u32) -> bool {
        match self.heard.iter_mut().find(|(of, _)| *of == tab) {
            Some((_, newest)) if number <= *newest => false,
            Some((_, newest)) => {
                *newest = number;
                true
            }
            None => {
                self.heard.push((tab, number));
                true
            }
        }
    }
}
