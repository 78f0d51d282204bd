//! From one page of the tab to the next, and back to a page that is in front again after
//! another one, shown in a frame over it, went on with the visit.

use std::rc::Rc;

use alongside_protocol::flow::FlowSet;

use super::{Command, Engine};
use crate::Millis;

impl Engine {
    /// The next page of the tab goes on with the visit.
    pub(super) fn hands_over(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.page_leaves(out);
        self.remember(now, out);
    }

    /// Begins anew from what the other page left. What the site has said stays: its
    /// flows, the customer's consent, and what it told of the visit.
    pub(super) fn woken(&mut self, now: Millis, memory: Option<&[u8]>, out: &mut Vec<Command>) {
        let read = self.early.is_none();
        let before = std::mem::replace(self, Self::new(self.config.clone()));
        self.guide = before.guide.anew();
        (self.path, self.place, self.heading) = (before.path, before.place, before.heading);
        self.tabs = before.tabs.anew();
        self.started(now, memory, out);
        if read {
            let map = Rc::unwrap_or_clone(before.map);
            self.board = before.board;
            let (offers, experiments) = self.board.take();
            self.flows_read(now, FlowSet { flows: before.flows, map, offers, experiments }, out);
        }
    }
}
