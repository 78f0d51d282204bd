//! Tabs of a site without a browser: the lock that one has at a time, and what they tell
//! each other.

use std::collections::VecDeque;

use alongside_core::{
    Millis,
    engage::PanelView,
    engine::{Command, Config, Engine, Input},
    tabs::{Lock, LockInput, Sharing},
};
use alongside_protocol::message::{Channel, FromCustomer, Stage, ToCustomer};

use super::common::{BEGIN, active, config, engagement, microphone, sent, welcome};

struct Page {
    engine: Engine,
    kept: Option<Vec<u8>>,
    panel: Option<PanelView>,
    /// Everything it has asked since that was looked at last.
    out: Vec<Command>,
}

pub(crate) struct Site {
    now: Millis,
    pages: Vec<Option<Page>>,
    holder: Option<usize>,
    queue: VecDeque<usize>,
    to_come: VecDeque<(usize, Input)>,
    /// Whether the microphone would be given without a question.
    pub(crate) speaks: bool,
}

impl Site {
    pub(crate) fn new() -> Self {
        let (queue, to_come) = (VecDeque::new(), VecDeque::new());
        Self { now: BEGIN, pages: Vec::new(), holder: None, queue, to_come, speaks: true }
    }

    /// A page in a tab, with what an earlier page has left there.
    pub(crate) fn open(&mut self, memory: Option<Vec<u8>>) -> usize {
        self.open_as(Sharing::Free, memory)
    }

    pub(crate) fn open_as(&mut self, tabs: Sharing, memory: Option<Vec<u8>>) -> usize {
        self.open_with(Config { tabs, ..config() }, memory)
    }

    pub(crate) fn open_with(&mut self, config: Config, memory: Option<Vec<u8>>) -> usize {
        let at = self.pages.len();
        let engine = Engine::new(Config { random: 100 + at as u64, ..config });
        self.pages.push(Some(Page { engine, kept: memory.clone(), panel: None, out: Vec::new() }));
        self.feed(at, Input::Started { memory });
        at
    }

    /// An input, and everything it leads to in all tabs.
    pub(crate) fn feed(&mut self, at: usize, input: Input) {
        self.to_come.push_back((at, input));
        self.go_on();
    }

    /// Two inputs before either tab hears of the other.
    pub(crate) fn feed_both(&mut self, first: (usize, Input), second: (usize, Input)) {
        self.to_come.extend([first, second]);
        self.go_on();
    }

    fn go_on(&mut self) {
        while let Some((at, input)) = self.to_come.pop_front() {
            let Some(page) = &mut self.pages[at] else { continue };
            let mut out = Vec::new();
            page.engine.handle(self.now, input, &mut out);
            for command in &out {
                match command {
                    Command::ShowPanel(view) => page.panel = Some((**view).clone()),
                    Command::Remember(bytes) => page.kept = Some(bytes.clone()),
                    Command::Forget => page.kept = None,
                    _ => {}
                }
            }
            page.out.extend(out.iter().cloned());
            for command in out {
                match command {
                    Command::Lock(what) => self.lock(at, what),
                    Command::TellTabs(bytes) => {
                        let others = (0..self.pages.len()).filter(|&other| other != at);
                        self.to_come.extend(others.map(|other| (other, Input::TabTold(bytes.clone()))));
                    }
                    _ => {}
                }
            }
        }
    }

    fn lock(&mut self, at: usize, what: Lock) {
        match what {
            Lock::Want if self.holder == Some(at) || self.queue.contains(&at) => {}
            Lock::Want => self.queue.push_back(at),
            Lock::Take => {
                self.queue.retain(|&other| other != at);
                if let Some(before) = self.holder.replace(at).filter(|&before| before != at) {
                    self.to_come.push_back((before, Input::Lock(LockInput::Lost)));
                }
                self.to_come.push_back((at, Input::Lock(LockInput::Taken { speaks: self.speaks })));
            }
            Lock::Drop => {
                self.queue.retain(|&other| other != at);
                self.holder = self.holder.filter(|&holder| holder != at);
            }
        }
        if self.holder.is_none() {
            self.holder = self.queue.pop_front();
            let taken = Input::Lock(LockInput::Taken { speaks: self.speaks });
            self.to_come.extend(self.holder.map(|at| (at, taken)));
        }
    }

    /// The page is gone, and what it had of the lock with it.
    pub(crate) fn crash(&mut self, at: usize) -> Option<Vec<u8>> {
        let kept = self.pages[at].take().and_then(|page| page.kept);
        self.lock(at, Lock::Drop);
        self.go_on();
        kept
    }

    /// A tab of another build has the lock: nobody understands what it tells.
    pub(crate) fn is_taken_by_a_stranger(&mut self) {
        self.holder = Some(self.pages.len());
        self.pages.push(None);
    }

    /// Does something of which one page hears nothing.
    pub(crate) fn freezes<T>(&mut self, at: usize, act: impl FnOnce(&mut Self) -> T) -> T {
        let page = self.pages[at].take();
        let done = act(self);
        self.pages[at] = page;
        done
    }

    /// The customer closes the tab.
    pub(crate) fn close(&mut self, at: usize) {
        self.feed(at, Input::Leaving);
        self.crash(at);
    }

    /// The page goes, and another one will come; gives what the tab keeps.
    pub(crate) fn unload(&mut self, at: usize) -> Option<Vec<u8>> {
        self.feed(at, Input::Lock(LockInput::Loads));
        self.feed(at, Input::Leaving);
        self.crash(at)
    }

    pub(crate) fn wait(&mut self, time: Millis) {
        let end = self.now + time;
        loop {
            let due = |page: &Option<Page>| page.as_ref()?.engine.deadline();
            let next = (0..self.pages.len()).filter_map(|at| Some((due(&self.pages[at])?, at))).min();
            let Some((due, at)) = next.filter(|(due, _)| *due <= end) else { break };
            self.now = self.now.max(due);
            self.feed(at, Input::Tick);
        }
        self.now = end;
    }

    /// What a tab has asked of its browser since it was looked at last.
    pub(crate) fn did(&mut self, at: usize) -> Vec<Command> {
        self.pages[at].as_mut().map(|page| std::mem::take(&mut page.out)).unwrap_or_default()
    }

    pub(crate) fn panel(&self, at: usize) -> &PanelView {
        self.pages[at].as_ref().unwrap().panel.as_ref().unwrap()
    }

    pub(crate) fn kept(&self, at: usize) -> Option<Vec<u8>> {
        self.pages[at].as_ref().unwrap().kept.clone()
    }

    pub(crate) fn relay_says(&mut self, at: usize, message: &ToCustomer) {
        self.feed(at, Input::SocketMessage(message.encode(0)));
    }

    /// The socket opens, and the relay knows the visit (`resumed`) or gives a new one.
    pub(crate) fn is_welcomed(&mut self, at: usize, resumed: bool) -> Vec<FromCustomer<String>> {
        self.feed(at, Input::SocketOpened);
        let hello = sent(&self.did(at));
        self.relay_says(at, &welcome(resumed));
        hello
    }

    pub(crate) fn is(&mut self, at: usize, channel: Channel, stage: Stage) {
        self.relay_says(at, &ToCustomer::Engagement(engagement(channel, stage)));
    }

    /// A tab in a call with Robin.
    pub(crate) fn talks(&mut self) -> usize {
        let at = self.open(None);
        self.is_welcomed(at, false);
        self.feed(at, Input::Talk);
        let token = microphone(&self.did(at)).unwrap();
        self.feed(at, Input::Microphone { token, answer: Ok(()) });
        self.is(at, Channel::Voice, active());
        self.feed(at, Input::PeerConnected { call: 1, connected: true });
        self.did(at);
        at
    }
}
