//! The copies of customers' pages, by engagement, and what came before there
//! was a frame to show it in.

use std::{cell::RefCell, collections::HashMap};

use alongside_browser::replica::{Replica, ReplicaError, SheetStore};
use alongside_protocol::page::{Batch, NodeId, SheetHash, WAITING};
use leptos::prelude::*;
use web_sys::HtmlIFrameElement;

use super::context::Desk;
use crate::app::Input;

/// All copies.
#[derive(Default)]
pub(super) struct Mirrors {
    slots: RefCell<HashMap<u64, Slot>>,
    /// Style sheets that came once: the next page of the site has them, too.
    sheets: RefCell<SheetStore>,
}

#[derive(Default)]
struct Slot {
    replica: Option<Replica>,
    early: Vec<Batch>,
    /// Of what came early.
    early_bytes: usize,
    /// Counts the changes of the copy, for what is drawn over it.
    changes: Option<RwSignal<u32>>,
}

impl Mirrors {
    /// Gives an engagement's copy its frame, and the origins it may load from.
    pub(super) fn mount(
        &self,
        desk: Desk,
        engagement: u64,
        frame: HtmlIFrameElement,
        sources: &[String],
        changes: RwSignal<u32>,
    ) {
        let Ok(mut replica) = Replica::new(frame) else {
            return;
        };
        replica.load_from(sources);
        replica.on_error(move |error| desk.input(failed(engagement, error)));
        replica.on_change(move |()| changed(changes));
        let mut slots = self.slots.borrow_mut();
        let slot = slots.entry(engagement).or_default();
        let applied = std::mem::take(&mut slot.early).iter().try_for_each(|page| replica.apply(page));
        slot.replica = Some(replica);
        slot.changes = Some(changes);
        drop(slots);
        changed(changes);
        self.look_after(desk, engagement, applied);
    }

    /// Forgets an engagement's copy.
    pub(super) fn unmount(&self, engagement: u64) {
        self.slots.borrow_mut().remove(&engagement);
    }

    /// Gives every copy the rules behind a hash.
    pub(super) fn learn(&self, hash: SheetHash, rules: &str) {
        self.sheets.borrow_mut().learn(hash, rules);
        for slot in self.slots.borrow_mut().values_mut() {
            if let Some(replica) = &mut slot.replica {
                replica.learn(hash, rules);
            }
        }
    }

    /// The digests of a copy's parts.
    pub(super) fn parts(&self, engagement: u64) -> Vec<(NodeId, u64)> {
        self.with(engagement, Replica::parts).unwrap_or_default()
    }

    /// Asks for what a copy lacks, and tells what is wrong with it.
    pub(super) fn look_after(&self, desk: Desk, engagement: u64, applied: Result<(), ReplicaError>) {
        if let Err(error) = applied {
            desk.input(failed(engagement, error));
        }
        let mut lacking = self.with(engagement, Replica::lacking).unwrap_or_default();
        lacking.retain(|hash| {
            let known = self.sheets.borrow().get(hash);
            if let Some(rules) = &known {
                self.learn(*hash, rules);
            }
            known.is_none()
        });
        if !lacking.is_empty() {
            desk.input(Input::LackSheets(engagement, lacking));
        }
    }

    /// Applies changes, or keeps them until there is a frame.
    pub(super) fn apply(&self, engagement: u64, page: Batch) -> Result<(), ReplicaError> {
        let mut slots = self.slots.borrow_mut();
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
                let bytes = page.bytes();
                let is_full = slot.early.len() == WAITING.0 || slot.early_bytes + bytes > WAITING.1;
                // Without their beginning, the copy asks for the page from the start.
                if page.head.is_some() || is_full {
                    slot.early.clear();
                    slot.early_bytes = 0;
                }
                slot.early_bytes += bytes;
                slot.early.push(page);
                Ok(())
            }
        }
    }

    /// Asks a copy something.
    pub(super) fn with<R>(&self, engagement: u64, ask: impl FnOnce(&Replica) -> R) -> Option<R> {
        let slots = self.slots.borrow();
        slots.get(&engagement)?.replica.as_ref().map(ask)
    }
}

fn failed(engagement: u64, error: ReplicaError) -> Input {
    let error = match error {
        ReplicaError::Model(error) => Some(error),
        _ => None,
    };
    Input::PageFailed(engagement, error)
}

fn changed(changes: RwSignal<u32>) {
    // The room may be gone while a style sheet still loads.
    let _ = changes.try_update(|count| *count = count.wrapping_add(1));
}
