//! What the replica is told, frame by frame.

use alongside_protocol::page::{Encoder, Ended, NodeId, Note, PageHead, Sheet};

use super::{DOCUMENT, Mirror, changing::Set, size::FULL};
use crate::{
    observe::tree::Kind,
    privacy::{Policy, Redacted},
};

type Frame<'a> = alongside_protocol::page::Frame<'a, Redacted>;

impl Mirror {
    /// The next frame for the replica; none when it knows all. `delay` says how
    /// long, in milliseconds, what it tells has waited for the line.
    pub fn tell(&mut self, delay: u32) -> Option<Vec<u8>> {
        let head = if self.to_tell.anew { Some(self.head.clone()?) } else { None };
        if head.is_none() && !self.owes() {
            return None;
        }
        self.to_tell.frame = self.to_tell.frame.wrapping_add(1).max(1);
        let redacted = std::mem::take(&mut self.redacted).numbers();
        let note = Note { policy: self.policy.hash(), redacted, delay };
        let mut encoder = std::mem::take(&mut self.encoder);
        let mut frame = encoder.frame(head.as_ref(), note);
        if head.is_some() {
            self.begin(&mut frame);
        }
        self.tell_places(&mut frame, self.room);
        // Where places are owed all the time, what has left must not wait for ever.
        let waiting = self.to_tell.gone.len() > self.room;
        if (waiting || !self.owes_places()) && frame.len() < FULL {
            self.tell_gone(&mut frame);
        }
        self.tell_changes(&mut frame);
        self.tell_attention(&mut frame);
        self.tell_picture(&mut frame);
        let bytes = frame.finish();
        self.encoder = encoder;
        self.to_tell.unchecked |= bytes.is_some();
        bytes
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn owes(&self) -> bool {
        let to_tell = &self.to_tell;
        (to_tell.anew && self.head.is_some())
            || self.owes_places()
            || !to_tell.gone.is_empty()
            || to_tell.taken.iter().any(|id| {
                self.tree.get(*id).is_some_and(|node| node.told != 0 && node.told_at != node.parent)
            })
            || !to_tell.changes.is_empty()
            || self.owes_picture()
            || (self.focus != to_tell.focus && self.can_name(self.focus))
            || (self.selection != to_tell.selection
                && self.can_name(self.selection.0.0)
                && self.can_name(self.selection.1.0))
    }

    /// A digest of the page, when all of it was told and none since the last one:
    /// a replica that has strayed finds out by it.
    pub fn check(&mut self) -> Option<Vec<u8>> {
        self.check_within(usize::MAX)
    }

    /// The same by and by: a call makes the digests of so many nodes at most, and gives
    /// none until all are made. What was made stays so until it changes.
    pub fn check_within(&mut self, nodes: usize) -> Option<Vec<u8>> {
        if !self.to_tell.unchecked || self.owes() || self.to_tell.anew {
            return None;
        }
        let digest = self.tree.fold(DOCUMENT, nodes)?;
        self.to_tell.unchecked = false;
        let mut frame = self.encoder.frame(None, Note { policy: self.policy.hash(), ..Note::default() });
        frame.check(digest);
        frame.finish()
    }

    /// Whether something was told since the last digest.
    #[must_use]
    pub fn is_unchecked(&self) -> bool {
        self.to_tell.unchecked
    }

    /// Takes those parts of the page away whose digests a copy has otherwise; the
    /// next frames tell them again. None when no part is told apart by them, and
    /// only the whole page helps.
    pub fn heal(&mut self, theirs: &[(NodeId, u64)]) -> Option<Vec<u8>> {
        self.tree.fold(DOCUMENT, usize::MAX)?;
        let mut strayed = Vec::new();
        for (id, digest) in theirs {
            let Some(node) = self.tree.get(*id) else { continue };
            let (parent, own) = (node.parent, node.digest);
            // A digest of what stands nowhere just now was not made.
            if parent == 0 || !node.is_folded || own == *digest || !self.to_tell.has(&self.tree, *id) {
                continue;
            }
            self.changes_inside(parent);
            self.untell(*id);
            strayed.push(*id);
        }
        self.say(|frame| frame.remove(&strayed))
    }

    /// Says that the page goes, or that nothing of it is shown for a while.
    pub fn say(&mut self, write: impl FnOnce(&mut Frame<'_>)) -> Option<Vec<u8>> {
        // A stream that has not begun has nobody who would understand.
        if self.to_tell.anew || self.to_tell.frame == 0 {
            return None;
        }
        let mut frame = self.encoder.frame(None, Note { policy: self.policy.hash(), ..Note::default() });
        write(&mut frame);
        frame.finish()
    }

    /// Says that nothing is shown to whoever has nothing yet: a stream of this one
    /// frame, without a word of the page.
    pub fn say_paused(&mut self) -> Option<Vec<u8>> {
        let base = self.policy.name("");
        let head = PageHead { base, ..self.head.clone()? };
        let note = Note { policy: self.policy.hash(), ..Note::default() };
        let mut frame = self.encoder.frame(Some(&head), note);
        frame.paused(true);
        self.to_tell.anew = true;
        frame.finish()
    }

    /// Says that the page is not shown any more, and why: a stream of this one frame, so
    /// that nothing of the page is left with whoever looks.
    #[must_use]
    pub fn say_ended(policy: &Policy, why: Ended) -> Option<Vec<u8>> {
        let head = PageHead { base: policy.name(""), quirks: false, viewport: (0, 0), dark: false };
        let mut encoder = Encoder::default();
        let mut frame = encoder.frame(Some(&head), Note { policy: policy.hash(), ..Note::default() });
        frame.ended(why);
        frame.finish()
    }

    fn begin(&mut self, frame: &mut Frame<'_>) {
        let number = self.to_tell.frame;
        self.to_tell = super::ToTell { frame: number, since: number, ..super::ToTell::default() };
        let Some(document) = self.tree.place_mut(DOCUMENT) else { return };
        (document.told, document.told_at) = (number, 0);
        let sprout =
            alongside_protocol::page::Sprout { node: DOCUMENT, children: 0, kind: document.sprout() };
        frame.insert(0, 0, &[sprout]);
        self.tell_state(DOCUMENT, frame);
        self.to_tell.lists.insert(DOCUMENT, Vec::new());
    }

    /// The state of a node that its content does not hold.
    pub(super) fn tell_state(&self, id: NodeId, frame: &mut Frame<'_>) {
        let Some(node) = self.tree.get(id) else { return };
        if let Kind::Element(element) = &node.kind
            && let Some(field) = &element.field
        {
            frame.field(id, field);
        }
        let Some(extra) = &node.extra else { return };
        if !extra.sheets.is_empty() {
            self.tell_sheets(id, frame);
        }
        if extra.scroll != (0, 0) {
            frame.scroll(id, extra.scroll.0, extra.scroll.1);
        }
        if extra.layer != alongside_protocol::page::Layer::None {
            frame.layer(id, extra.layer);
        }
    }

    fn tell_sheets(&self, id: NodeId, frame: &mut Frame<'_>) {
        let Some(node) = self.tree.get(id) else { return };
        let sheets: &[Sheet<Redacted>] = node.extra.as_ref().map_or(&[], |extra| &extra.sheets);
        match (&node.kind, sheets) {
            (Kind::Element(_), [rules]) => frame.rules(id, rules),
            (Kind::Element(_), _) => {}
            _ => frame.sheets(id, sheets),
        }
    }

    fn tell_changes(&mut self, frame: &mut Frame<'_>) {
        let mut changes = std::mem::take(&mut self.to_tell.changes);
        // What was told in this very frame was told as it is now.
        changes.retain(|id| {
            self.to_tell.has(&self.tree, id)
                && self.tree.get(id).is_some_and(|node| node.told != self.to_tell.frame)
        });
        let ids: Vec<NodeId> = changes.attributes.keys().copied().collect();
        for id in sorted(ids) {
            if frame.len() >= FULL {
                break;
            }
            let names = changes.attributes.remove(&id).unwrap_or_default();
            let Some(Kind::Element(element)) = self.tree.get(id).map(|node| &node.kind) else { continue };
            for name in &names {
                let found = element.attributes.iter().find(|(known, _)| known == name);
                frame.attribute(id, name, found.map(|(_, value)| value));
            }
        }
        let of = |id: NodeId| match self.tree.get(id).map(|node| &node.kind) {
            Some(Kind::Element(element)) => Some(element),
            _ => None,
        };
        tell_each(&mut changes.texts, frame, |id, frame| {
            if let Some(Kind::Text(text)) = self.tree.get(id).map(|node| &node.kind) {
                frame.text(id, &text.text);
            }
        });
        tell_each(&mut changes.sheets, frame, |id, frame| self.tell_sheets(id, frame));
        tell_each(&mut changes.fields, frame, |id, frame| {
            if let Some(field) = of(id).and_then(|element| element.field.as_ref()) {
                frame.field(id, field);
            }
        });
        tell_each(&mut changes.sizes, frame, |id, frame| {
            if let Some((width, height)) = of(id).and_then(|element| element.hidden) {
                frame.size(id, width, height);
            }
        });
        tell_each(&mut changes.layers, frame, |id, frame| {
            let extra = self.tree.get(id).and_then(|node| node.extra.as_ref());
            frame.layer(id, extra.map(|extra| extra.layer).unwrap_or_default());
        });
        tell_each(&mut changes.scrolls, frame, |id, frame| {
            let extra = self.tree.get(id).and_then(|node| node.extra.as_ref());
            let (x, y) = extra.map(|extra| extra.scroll).unwrap_or_default();
            frame.scroll(id, x, y);
        });
        if std::mem::take(&mut changes.viewport)
            && let Some(head) = &self.head
        {
            frame.viewport(head.viewport, head.dark);
        }
        // What found no room comes with the next frame.
        self.to_tell.changes = changes;
    }

    fn can_name(&self, id: NodeId) -> bool {
        id == 0 || self.to_tell.has(&self.tree, id)
    }

    /// Focus and selection, as soon as the replica has what they are in.
    fn tell_attention(&mut self, frame: &mut Frame<'_>) {
        if self.focus != self.to_tell.focus && self.can_name(self.focus) {
            frame.focus(self.focus);
            self.to_tell.focus = self.focus;
        }
        let (anchor, focus) = self.selection;
        if self.selection != self.to_tell.selection && self.can_name(anchor.0) && self.can_name(focus.0) {
            frame.selection(self.end(anchor), self.end(focus));
            self.to_tell.selection = self.selection;
        }
    }

    /// An end of the selection as far as the policy lets it be told: in a masked
    /// text only its beginning and end exist.
    fn end(&self, (id, offset): (NodeId, u32)) -> (NodeId, u32) {
        match self.tree.get(id).map(|node| &node.kind) {
            Some(Kind::Text(text)) if !text.whole && offset > 0 => {
                (id, text.text.as_str().encode_utf16().count() as u32)
            }
            _ => (id, offset),
        }
    }
}

/// Tells what has changed of each of these, until the frame is full.
fn tell_each(set: &mut Set, frame: &mut Frame<'_>, tell: impl Fn(NodeId, &mut Frame<'_>)) {
    for id in sorted(set.iter().copied().collect()) {
        if frame.len() >= FULL {
            return;
        }
        set.remove(&id);
        tell(id, frame);
    }
}

fn sorted(mut ids: Vec<NodeId>) -> Vec<NodeId> {
    ids.sort_unstable();
    ids
}
