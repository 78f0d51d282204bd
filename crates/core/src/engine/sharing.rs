//! One conversation, several tabs: what [`tabs`](crate::tabs) decides, carried out.

use alongside_protocol::message::{FactKind, FromCustomer};

use super::{Command, Engine, Input, memory::Memory, tabs::TabNote};
use crate::{
    Millis,
    engage::Engage,
    link::{Link, LinkMemory},
    tabs::{Ask, Control, Held, Shared, Tabs},
};

/// What the other tabs were told last; what a tab needs besides to go on changes with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ToldTabs {
    shared: Shared,
    call: u32,
    visit: Option<String>,
    paused: bool,
}

impl Engine {
    /// The site's public key.
    #[must_use]
    pub fn site(&self) -> &str {
        &self.config.site
    }

    /// Lets the tabs act, and carries out what they ask.
    pub(super) fn sharing(
        &mut self,
        now: Millis,
        out: &mut Vec<Command>,
        act: impl FnOnce(&mut Tabs, &mut Vec<Ask>),
    ) {
        let mut asks = Vec::new();
        act(&mut self.tabs, &mut asks);
        self.share(now, asks, out);
    }

    /// Apart from the closures: one copy is enough for all of them.
    fn share(&mut self, now: Millis, asks: Vec<Ask>, out: &mut Vec<Command>) {
        for ask in asks {
            match ask {
                Ask::Tell(note) => {
                    let note = TabNote::Conversation { site: self.config.site.clone(), note };
                    out.extend(note.to_tell());
                }
                Ask::TellHeld => self.told.shared = None,
                Ask::Lock(lock) => out.push(Command::Lock(lock)),
                Ask::Do(control) => self.do_for_tab(control, out),
                Ask::TakeOver { held, speaks } => self.take_over(now, &held, speaks, out),
                Ask::Yield { resumes: false } => self.engaging(out, Engage::leave),
                Ask::Yield { resumes: true } => self.let_go(out),
                Ask::GiveUp => {
                    self.engaging(out, |engage, asks| engage.goes_on_elsewhere(asks));
                    self.end_view(out);
                    self.let_go(out);
                }
                Ask::Shown(before) => self.learn(before.as_deref(), out),
                Ask::Over(by) => self.engaging(out, |engage, asks| engage.over_elsewhere(by, asks)),
            }
        }
    }

    /// What the customer asks for in a tab that only shows the conversation goes to the one
    /// that holds it.
    pub(super) fn is_for_holder(&mut self, now: Millis, input: &Input, out: &mut Vec<Command>) -> bool {
        if self.tabs.elsewhere().is_none() {
            return false;
        }
        let control = match input {
            Input::Leave => Control::Leave,
            Input::Say(text) => Control::Say(text.clone()),
            Input::Mute(muted) => Control::Mute(*muted),
            Input::AllowRecording(allows) => Control::AllowRecording(*allows),
            // There is one already.
            Input::Talk
            | Input::Chat
            | Input::Listen
            | Input::LeaveMessage
            | Input::PhoneWithPage
            | Input::ChooseCallback(_)
            | Input::AskCallback { .. } => {
                self.panel(true);
                return true;
            }
            _ => return false,
        };
        self.sharing(now, out, |tabs, asks| tabs.control(control, asks));
        true
    }

    /// After every input: who has the conversation, and what the others show of it.
    pub(super) fn settle_tabs(&mut self, now: Millis, out: &mut Vec<Command>) {
        let (engaged, known) = (self.engage.is_engaged(), self.engage.current().is_some());
        let by = self.engage.ended_by();
        self.sharing(now, out, |tabs, asks| tabs.settle(now, engaged, known, by, asks));
        let agent = self.engage.agent().filter(|_| self.tabs.holds());
        let looks = agent.map(|agent| (agent.to_owned(), self.tabs.looks_elsewhere()));
        if self.told.looks_elsewhere != looks {
            // Also that the customer does not: the page or tab before may have said so.
            if let Some((_, elsewhere)) = looks {
                self.tell(&FromCustomer::OtherTab(elsewhere), out);
            }
            self.told.looks_elsewhere = looks;
        }
        if !self.tabs.holds() || !self.engage.outlives_page() {
            self.told.shared = None;
            return;
        }
        let told = ToldTabs {
            shared: self.engage.shared(),
            call: self.engage.call_number(),
            visit: self.link.visit().map(str::to_owned),
            paused: self.view.is_paused(),
        };
        if self.told.shared.as_ref() != Some(&told) {
            let (shared, visit) = (told.shared.clone(), told.visit.clone());
            let held = Held { tab: self.tabs.id(), visit, shared, memory: self.to_hand_on(now).bytes() };
            self.told.shared = Some(told);
            let note = crate::tabs::Note::Held(Box::new(held));
            self.sharing(now, out, |_, asks| asks.push(Ask::Tell(note)));
        }
    }

    /// What a tab needs that goes on with the conversation; what this one guides through
    /// and has seen stays its own.
    fn to_hand_on(&self, now: Millis) -> Memory {
        Memory {
            saved_at: now,
            link: self.link.memory(),
            engaged: true,
            paused: self.view.is_paused(),
            call: self.engage.call_number(),
            on_call: self.engage.call_memory(),
            customer: self.customer.clone(),
            ..Memory::default()
        }
    }

    fn take_over(&mut self, now: Millis, held: &Held, speaks: bool, out: &mut Vec<Command>) {
        // It was told while the tab was there, however long ago.
        let Some(memory) = Memory::read(&held.memory, 0) else { return };
        self.begin_visit(memory.link, memory.call, out);
        self.engage.restore_call(memory.on_call);
        self.view.paused_before(memory.paused);
        self.customer = memory.customer.or(self.customer.take());
        self.engaging(out, |engage, asks| engage.goes_on_here(speaks, asks));
        self.told.remember = true;
        // The journey of the visit was another tab's so far.
        let path = self.config.policy.path(&self.path);
        self.fact(now, FactKind::Page { path }, out);
    }

    /// The conversation is another tab's: nothing of it is to be taken up here.
    fn let_go(&mut self, out: &mut Vec<Command>) {
        let (open, call) = (self.engage.open, self.engage.call_number());
        self.begin_visit(LinkMemory::default(), call, out);
        self.engage.toggle(open);
        self.told.remember = true;
    }

    fn begin_visit(&mut self, link: LinkMemory, call: u32, out: &mut Vec<Command>) {
        self.link = Link::new(&self.config.site, self.config.random, link);
        self.engage = Engage::new(self.config.policy, self.language, self.config.calls, call);
        self.page_line.lost();
        (self.told.status, self.told.welcomed, self.told.looks_elsewhere) = (None, false, None);
        out.push(Command::Disconnect);
    }

    fn learn(&mut self, before: Option<&Shared>, out: &mut Vec<Command>) {
        let Some(held) = self.tabs.elsewhere() else { return };
        let (shared, visit) = (held.shared.clone(), held.visit.clone());
        // A copy of that tab: two tabs can't be one visit.
        if visit.is_some() && visit.as_deref() == self.link.visit() {
            self.let_go(out);
        }
        self.engaging(out, |engage, asks| engage.learns(before, &shared, asks));
    }

    fn do_for_tab(&mut self, control: Control, out: &mut Vec<Command>) {
        self.engaging(out, |engage, asks| match control {
            Control::Leave => engage.leave(asks),
            Control::Say(text) => engage.say(&text, asks),
            Control::Mute(muted) => engage.mute_from_elsewhere(muted, asks),
            Control::AllowRecording(allows) => engage.allow_recording(allows, asks),
        });
    }
}
