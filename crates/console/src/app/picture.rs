//! Pictures that the agent has asked for, of what has no copy.

use alongside_protocol::{
    message::{FromAgent, NoPicture, PictureOf, PictureRefusal},
    page::{Batch, NodeId, Op},
};

use super::{Effect, State};

/// What came of asking for a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictured {
    /// Nothing yet.
    Asked,
    /// It is shown.
    Shown,
    /// There is none.
    Refused(PictureRefusal),
}

impl State {
    pub(super) fn ask_picture(&mut self, engagement: u64, node: NodeId, effects: &mut Vec<Effect>) {
        let asked = |known: Option<&Pictured>| known == Some(&Pictured::Asked);
        let may =
            self.room(engagement).is_some_and(|room| room.is_active() && !asked(room.pictures.get(&node)));
        if may
            && self.send(FromAgent::Picture((engagement, PictureOf { node })), effects)
            && let Some(room) = self.room_mut(engagement)
        {
            room.pictures.insert(node, Pictured::Asked);
        }
    }

    pub(super) fn no_picture(&mut self, engagement: u64, NoPicture { node, why }: NoPicture) {
        let Some(room) = self.room_mut(engagement) else { return };
        // Of a page that is gone, or one that nobody asked for.
        if room.pictures.get(&node) == Some(&Pictured::Asked) {
            room.pictures.insert(node, Pictured::Refused(why));
            self.announcement = crate::words::no_picture(why).into();
        }
    }

    /// What a batch says of pictures. A stream that begins anew tells again those that
    /// there are; an answer that is still under way is no loss: asking again helps.
    pub(super) fn pictures_came(&mut self, engagement: u64, batch: &Batch) {
        let Some(room) = self.room_mut(engagement) else { return };
        let told = batch.ops.iter().filter(|op| matches!(op, Op::Picture { .. })).count();
        if told == 0 && (batch.head.is_none() || room.pictures.is_empty()) {
            return;
        }
        if batch.head.is_some() {
            room.pictures.clear();
        }
        for op in &batch.ops {
            let Op::Picture { node, bytes } = op else { continue };
            if bytes.is_empty() {
                room.pictures.remove(node);
            } else {
                room.pictures.insert(*node, Pictured::Shown);
            }
        }
        self.revision += 1;
    }
}
