//! After each input: what time has brought, and telling whoever must know what has changed.

use alongside_protocol::message::{FromCustomer, Status};

use super::{Command, Engine, sharing, tabs::TabNote};
use crate::{Millis, engage::PanelView, privacy::Redacted};

/// Facts in one message at most: each has a thousand characters and a few more, and the
/// relay takes 64 KiB.
const FACTS: usize = 12;

/// From more flows than this on, the launcher has a search.
const SEARCH_FROM: usize = 4;

/// What the shell and the relay were told last, so that only changes are told.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) status: Option<Status<Redacted>>,
    pub(super) status_due: Option<Millis>,
    pub(super) welcomed: bool,
    pub(super) panel: Option<PanelView>,
    pub(super) watching: bool,
    pub(super) reason: Option<(alongside_protocol::message::Reason, u8)>,
    pub(super) flow: Option<(String, String)>,
    pub(super) awaited: Vec<crate::guide::Awaited>,
    /// A flow that has just ended.
    pub(super) ended: Option<(String, crate::guide::Outcome)>,
    /// A step or a flow has ended since the other tabs were told.
    pub(super) moved_on: bool,
    pub(super) tabs: Option<TabNote>,
    /// What the other tabs know of the conversation.
    pub(super) shared: Option<sharing::ToldTabs>,
    /// The agent who was told last whether the customer looks at another tab, and what.
    pub(super) looks_elsewhere: Option<(String, bool)>,
    pub(super) remember: bool,
}

impl Engine {
    pub(super) fn tick(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.guided(now, out, |guide, asks| guide.tick(now, asks));
        let mut signals = Vec::new();
        self.signals.tick(now, &mut signals);
        self.struggled(now, signals, out);
        self.linked(out, |link, asks| link.tick(now, asks));
        self.engaging(out, |engage, asks| engage.tick(now, asks));
        self.page_tick(now, out);
        self.sharing(now, out, |tabs, asks| tabs.tick(now, asks));
        if self.reading.is_due(now) {
            out.push(Command::ReadPage);
        }
    }

    /// After every input: tells whoever must know what has changed.
    pub(super) fn settle(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.settle_tabs(now, out);
        let may_tell = self.may_tell();
        self.linked(out, |link, asks| link.want(may_tell, asks));
        if may_tell && !(self.journey.is_empty() && self.for_agent.is_empty()) {
            let mut facts = std::mem::take(&mut self.for_agent);
            facts.append(&mut self.journey);
            facts.sort_by_key(|fact| fact.at);
            for some in facts.chunks(FACTS) {
                self.tell(&FromCustomer::Facts(some.to_vec()), out);
            }
        }
        self.tell_reason(out);
        self.tell_status(now, out);
        self.settle_offers(now, out);
        let watching = self.guide.watches_page() || self.signals.awaits_answer() || self.board.watches_page();
        if watching != self.told.watching {
            self.told.watching = watching;
            out.push(Command::WatchPage(watching));
        }
        self.settle_view(out);
        let flows = self.offered_flows();
        let phone = self.config.phone.as_deref();
        let mut panel = self.engage.view(self.config.has_relay, phone, flows, self.view_state());
        if self.engage.has_room_for_flows() {
            panel.checklist = self.checklist(now);
            panel.go_on = self.unfinished(now).filter(|_| self.search.is_empty());
            panel.searches = self.flows.iter().filter(|flow| flow.title.is_some()).count() > SEARCH_FROM;
        }
        if let (Some(list), true) = (&panel.checklist, panel.open) {
            let id = list.id.clone();
            self.offering(out, |board, asks| board.seen(now, vec![id], asks));
        }
        if let Some(held) = self.tabs.elsewhere() {
            held.shared.show(self.language, &mut panel);
        }
        if self.told.panel.as_ref() != Some(&panel) {
            self.told.panel = Some(panel.clone());
            out.push(Command::ShowPanel(Box::new(panel)));
        }
        if std::mem::take(&mut self.told.remember) {
            self.remember(now, out);
        }
        if std::mem::take(&mut self.told.moved_on) {
            self.tell_tabs(out);
        }
    }
}
