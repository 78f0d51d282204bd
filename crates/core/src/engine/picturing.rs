//! Pictures that the agent asks for: of a canvas, a video, an image that did not load.

use alongside_protocol::{
    message::{FromCustomer, NoPicture, PictureRefusal},
    page::NodeId,
};

use super::{Command, Engine};
use crate::Millis;

/// Of one element a picture is made at most this often.
const EVERY: Millis = 1_000;

/// So many are under way at most.
const AT_ONCE: usize = 8;

/// What was not made by then is made no more.
const PATIENCE: Millis = 10_000;

/// What was asked for lately.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    last: u32,
    wanted: Vec<Wanted>,
}

#[derive(Debug)]
struct Wanted {
    node: NodeId,
    token: u32,
    at: Millis,
    answered: bool,
}

impl Pictures {
    /// What was asked of one page is nothing to the next one.
    pub(super) fn forget(&mut self) {
        self.wanted.clear();
    }

    fn ask(&mut self, now: Millis, node: NodeId) -> Result<u32, PictureRefusal> {
        self.wanted.retain(|one| now < one.at + if one.answered { EVERY } else { PATIENCE });
        if self.wanted.len() >= AT_ONCE || self.wanted.iter().any(|one| one.node == node) {
            return Err(PictureRefusal::Soon);
        }
        self.last = self.last.wrapping_add(1);
        self.wanted.push(Wanted { node, token: self.last, at: now, answered: false });
        Ok(self.last)
    }

    fn answered(&mut self, token: u32) -> Option<NodeId> {
        let one = self.wanted.iter_mut().find(|one| one.token == token && !one.answered)?;
        one.answered = true;
        Some(one.node)
    }
}

impl Engine {
    /// The agent asks for a picture.
    pub(super) fn picture_asked(&mut self, now: Millis, node: NodeId, out: &mut Vec<Command>) {
        let wanted = self.may_picture(node).and_then(|brought| {
            let token = self.pictures.ask(now, node)?;
            Ok(Command::TakePicture { token, node, brought })
        });
        match wanted {
            Ok(command) => out.push(command),
            Err(why) => self.refuse_picture(node, why, out),
        }
    }

    /// The shell has made one, or says why not. Much may have changed meanwhile: the
    /// page, its levels, the customer's mind.
    pub(super) fn picture_taken(
        &mut self,
        now: Millis,
        token: u32,
        picture: Result<Vec<u8>, PictureRefusal>,
        out: &mut Vec<Command>,
    ) {
        let Some(node) = self.pictures.answered(token) else { return };
        let taken = self.may_picture(node).and(picture).and_then(|bytes| {
            let mirror = self.mirror.as_mut().ok_or(PictureRefusal::Gone)?;
            mirror.set_picture(node, &bytes)
        });
        match taken {
            Ok(()) => self.tell_page(now, out),
            Err(why) => self.refuse_picture(node, why, out),
        }
    }

    fn may_picture(&self, node: NodeId) -> Result<bool, PictureRefusal> {
        if self.view.is_paused() {
            return Err(PictureRefusal::Paused);
        }
        self.mirror.as_ref().ok_or(PictureRefusal::Gone)?.may_picture(node)
    }

    fn refuse_picture(&mut self, node: NodeId, why: PictureRefusal, out: &mut Vec<Command>) {
        // Without an agent there is nobody to tell.
        if self.engage.agent().is_some() {
            self.tell(&FromCustomer::NoPicture(NoPicture { node, why }), out);
        }
    }
}
