//! What is offered beside the flows: the board's part of the loop.

use super::{Command, Consent, Engine, Event};
use crate::{
    Millis,
    offer::{self, Board, ChecklistView, Moment},
    words::Word,
};

impl Engine {
    pub(super) fn offering(
        &mut self,
        out: &mut Vec<Command>,
        act: impl FnOnce(&mut Board, &mut Vec<offer::Ask>),
    ) {
        let mut asks = Vec::new();
        act(&mut self.board, &mut asks);
        let keeps = self.config.consent != Consent::Denied;
        out.extend(asks.into_iter().filter_map(|ask| match ask {
            offer::Ask::Show(view) => Some(Command::ShowOffers(Box::new(view))),
            offer::Ask::Keep(record) => keeps.then_some(Command::KeepRecord(Some(record))),
            offer::Ask::Tell { offer, notice, arm } => {
                Some(Command::Emit(Event::Offer { offer, notice, arm }))
            }
        }));
    }

    /// After every input: what is offered now.
    pub(super) fn settle_offers(&mut self, now: Millis, out: &mut Vec<Command>) {
        if self.board.offers().is_empty() {
            return;
        }
        let free = !self.engage.open && !self.engage.is_engaged() && self.tabs.elsewhere().is_none();
        let mut asks = Vec::new();
        let mut board = std::mem::replace(&mut self.board, Board::new(0));
        board.settle(now, &Moment { free, ..self.moment() }, &mut asks);
        self.board = board;
        self.offering(out, |_, all| all.append(&mut asks));
    }

    fn moment(&self) -> Moment<'_> {
        Moment {
            path: &self.place,
            context: self.guide.context(),
            reason: self.reasoning.guess().map(|guess| guess.reason),
            locale: &self.config.locale,
            unguided: self.is_unguided(),
            free: false,
            button: self.language.say(Word::Guides),
        }
    }

    /// Whether no flow runs, nor waits for its document.
    fn is_unguided(&self) -> bool {
        self.guide.is_idle() && !self.awaits_flows()
    }

    /// The checklist of the panel.
    pub(super) fn checklist(&self, now: Millis) -> Option<ChecklistView> {
        if self.board.offers().is_empty() {
            return None;
        }
        self.board.checklist(now, &self.moment())
    }

    pub(super) fn offer_taken(&mut self, now: Millis, id: &str, item: usize, out: &mut Vec<Command>) {
        let mut flow = None;
        self.offering(out, |board, asks| flow = board.taken(id, item, asks));
        if let Some(flow) = flow {
            self.start_flow(now, &flow, 0, out);
        }
    }

    /// The flow of an earlier visit that the customer can go on with: its title.
    pub(super) fn unfinished(&self, now: Millis) -> Option<String> {
        let at = self.board.unfinished(now).filter(|_| self.is_unguided())?;
        let flow = self.flows.iter().find(|flow| flow.id == at.flow)?;
        Some(flow.title.as_ref()?.for_locale(&self.config.locale).to_owned())
    }

    /// The customer goes on with it.
    pub(super) fn goes_on(&mut self, now: Millis, out: &mut Vec<Command>) {
        let Some(at) = self.board.unfinished(now).cloned() else { return };
        if let Some(flow) = self.flows.iter().find(|flow| flow.id == at.flow).cloned() {
            self.begin_at(now, flow, 0, Some(&at), out);
        }
    }

    /// Where the customer is in a flow of the site, for a visit of another day.
    pub(super) fn keep_place(&mut self, now: Millis, out: &mut Vec<Command>) {
        let at = self.guide.waypoints().into_iter().next();
        let known = |at: &crate::guide::Waypoint| {
            self.flows.iter().any(|flow| flow.id == at.flow && flow.title.is_some())
        };
        if let Some(at) = at.filter(known)
            && !self.preview
            && self.board.unfinished(now) != Some(&at)
        {
            self.offering(out, |board, asks| board.under_way(now, at, asks));
        }
    }

    /// An offer that leads to a flow there is none of is found when the flows are read.
    pub(super) fn check_offers(&self, out: &mut Vec<Command>) {
        for offer in self.board.offers() {
            for (path, id) in offer.flows().filter(|(_, id)| !self.knows(id)) {
                let message = format!("offer \"{}\": {path}: {}", offer.id, self.unknown(id));
                out.push(Command::Emit(Event::problem(message)));
            }
        }
    }
}
