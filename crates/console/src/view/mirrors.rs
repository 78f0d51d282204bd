//! The copies of customers' pages, by engagement, and what came before there
//! was a frame to show it in.

use std::{cell::RefCell, collections::HashMap};

use alongside_browser::replica::{Replica, ReplicaError};
use alongside_protocol::page::PageFrame;
use leptos::prelude::*;
use web_sys::HtmlIFrameElement;

use super::context::Desk;
use crate::app::Input;

/// All copies.
#[derive(Default)]
pub(super) struct Mirrors(RefCell<HashMap<u64, Slot>>);

#[derive(Default)]
struct Slot {
    replica: Option<Replica>,
    early: Vec<PageFrame<String>>,
    /// Counts the changes of the copy, for what is drawn over it.
    changes: Option<RwSignal<u32>>,
}

impl Mirrors {
    /// Gives an engagement's copy its frame.
    pub(super) fn mount(
        &self,
        desk: Desk,
        engagement: u64,
        frame: HtmlIFrameElement,
        changes: RwSignal<u32>,
    ) {
        let Ok(mut replica) = Replica::new(frame) else {
            return;
        };
        replica.on_error(move |_| desk.input(Input::PageLost(engagement)));
        replica.on_change(move |()| changed(changes));
        let mut slots = self.0.borrow_mut();
        let slot = slots.entry(engagement).or_default();
        let failed = std::mem::take(&mut slot.early).iter().any(|page| replica.apply(page).is_err());
        slot.replica = Some(replica);
        slot.changes = Some(changes);
        drop(slots);
        changed(changes);
        if failed {
            desk.input(Input::PageLost(engagement));
        }
    }

    /// Forgets an engagement's copy.
    pub(super) fn unmount(&self, engagement: u64) {
        self.0.borrow_mut().remove(&engagement);
    }

    /// Applies changes, or keeps them until there is a frame.
    pub(super) fn apply(&self, engagement: u64, page: PageFrame<String>) -> Result<(), ReplicaError> {
        let mut slots = self.0.borrow_mut();
        let slot = slots.entry(engagement).or_default();
        match &mut slot.replica {
            Some(replica) => {
                let applied = replica.apply(&page);
                if let Some(changes) = slot.changes {
                    changed(changes);
                }
                applied
            }
            None => {
                if page.reset.is_some() {
                    slot.early.clear();
                }
                slot.early.push(page);
                Ok(())
            }
        }
    }

    /// Asks a copy something.
    pub(super) fn with<R>(&self, engagement: u64, ask: impl FnOnce(&Replica) -> R) -> Option<R> {
        let slots = self.0.borrow();
        slots.get(&engagement)?.replica.as_ref().map(ask)
    }
}

fn changed(changes: RwSignal<u32>) {
    // The room may be gone while a style sheet still loads.
    let _ = changes.try_update(|count| *count = count.wrapping_add(1));
}
