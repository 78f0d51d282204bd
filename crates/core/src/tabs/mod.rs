//! Several tabs of a site and one conversation: one tab holds it, the others show it and
//! can control it, and one of them goes on with it when that tab is gone.
//!
//! Who holds it is the browser's word: a lock that one tab has at a time, and that is free
//! as soon as the tab is closed or crashes. The rest is told between the tabs.

mod ask;
mod hearing;
mod held;
mod leaving;
mod note;

use alongside_protocol::message::EndedBy;

pub use ask::{Ask, Lock, LockInput, Sharing};
pub use held::{Held, Shared};
pub use note::{Control, Note};

use crate::Millis;
use leaving::Wait;

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
    /// Whether the customer can see it.
    in_front: bool,
    /// Since when, where it was not at first.
    front_since: Option<Millis>,
    /// As the holder: the tabs that the customer can see.
    others_in_front: Vec<u64>,
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
        Self {
            me,
            state,
            loads: false,
            pending: Vec::new(),
            number: 0,
            heard: Vec::new(),
            in_front: true,
            front_since: None,
            others_in_front: Vec::new(),
        }
    }

    /// The same tab, its page being in front again after another one over it.
    #[must_use]
    pub fn anew(self) -> Self {
        let sharing = match self.state {
            State::Off => Sharing::No,
            State::Holding => Sharing::Held,
            _ => Sharing::Free,
        };
        // What is asked for is numbered, and the other tabs remember.
        Self { number: self.number, ..Self::new(sharing, self.me) }
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

    /// Whether this tab holds the conversation and the customer looks at another one.
    #[must_use]
    pub fn looks_elsewhere(&self) -> bool {
        self.holds() && !self.in_front && !self.others_in_front.is_empty()
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
            (LockInput::InFront(in_front), _) if in_front == self.in_front => {}
            (LockInput::InFront(in_front), state) => {
                // A page that comes out of the browser's cache has missed what was told.
                if in_front && matches!(state, State::Alone) {
                    out.push(Ask::Tell(Note::Who));
                }
                self.in_front = in_front;
                self.front_since = in_front.then_some(now);
                self.tell_front(out);
                if let (true, State::Following { wait, .. }) = (in_front, &mut self.state) {
                    wait.comes_to_front(now, out);
                    self.tick(now, out);
                }
            }
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
            (LockInput::Lost, State::Following { wait, .. }) => {
                if wait.lost() {
                    out.push(Ask::Lock(Lock::Want));
                }
            }
            (LockInput::Lost, _) => {}
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
            out.push(Ask::Tell(Note::Goes { tab: self.me, loads: self.loads }));
        }
        self.in_front = false;
        self.tell_front(out);
    }

    fn tell_front(&self, out: &mut Vec<Ask>) {
        if self.elsewhere().is_some() {
            out.push(Ask::Tell(Note::Looks { tab: self.me, here: self.in_front }));
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
        self.others_in_front.clear();
        out.push(Ask::TellHeld);
    }

    fn follow(&mut self, held: Box<Held>, out: &mut Vec<Ask>) {
        self.state = State::Following { held, wait: Wait::Queued { goes: None } };
        out.push(Ask::Shown(None));
        self.tell_front(out);
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
}
