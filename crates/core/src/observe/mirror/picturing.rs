//! Pictures of canvases, videos and images, as long as the policy allows them.

use alongside_protocol::{
    message::PictureRefusal,
    page::{Namespace, NodeId},
};

use super::Mirror;
use crate::{
    observe::tree::Kind,
    privacy::{Picture, Redacted},
};

/// So many are kept for who comes later, the newest: at 128 KiB each, one MiB.
const KEPT: usize = 8;

/// A picture that the replica has, or is to have.
#[derive(Debug)]
pub(super) struct Pictured {
    node: NodeId,
    /// None when it is too old to be told again; it may still have to be taken back.
    picture: Option<Picture>,
    /// It was made after the one that was told.
    newer: bool,
    /// The frame one was told in; 0 for not yet.
    told: u32,
}

impl Mirror {
    /// Whether a picture of a node may be made now, and whether it may show what the
    /// customer brought in: a camera, a chosen file.
    ///
    /// # Errors
    /// Why none may be made.
    pub fn may_picture(&self, node: NodeId) -> Result<bool, PictureRefusal> {
        let known = self.tree.get(node).ok_or(PictureRefusal::Gone)?;
        let Kind::Element(element) = &known.kind else { return Err(PictureRefusal::Kind) };
        let level = self.level_of(node);
        self.policy.may_picture(level)?;
        let of_kind = matches!(element.name.as_str(), "canvas" | "video" | "img");
        if element.namespace != Namespace::Html || !of_kind {
            return Err(PictureRefusal::Kind);
        }
        Ok(self.policy.shows_brought(level))
    }

    /// Takes in a picture of a node, which the next frames tell.
    ///
    /// # Errors
    /// Why it may not be told.
    pub fn set_picture(&mut self, node: NodeId, bytes: &[u8]) -> Result<(), PictureRefusal> {
        self.may_picture(node)?;
        let picture = self.policy.picture(self.level_of(node), bytes)?;
        let told = self.pictures.iter().find(|known| known.node == node).map_or(0, |known| known.told);
        self.forget_picture(node);
        self.pictures.push(Pictured { node, picture: Some(picture), newer: true, told });
        if let Some(old) = self.pictures.iter_mut().rev().filter(|one| one.picture.is_some()).nth(KEPT) {
            old.picture = None;
        }
        Ok(())
    }

    /// The element shows something else now.
    pub(super) fn forget_picture(&mut self, node: NodeId) {
        self.pictures.retain(|known| known.node != node);
    }

    pub(super) fn owes_picture(&self) -> bool {
        self.pictures.iter().any(|known| self.is_new(known) || self.is_to_go(known))
    }

    /// One picture a frame, so that none keeps the page waiting. Where the level has
    /// become stricter meanwhile, the one that was told is taken back.
    pub(super) fn tell_picture(&mut self, frame: &mut alongside_protocol::page::Frame<'_, Redacted>) {
        let mut pictures = std::mem::take(&mut self.pictures);
        pictures.retain(|known| {
            if self.is_to_go(known) {
                frame.no_picture(known.node);
            }
            self.may_picture(known.node).is_ok()
        });
        if let Some(new) = pictures.iter_mut().find(|known| self.is_new(known)) {
            (new.newer, new.told) = (false, self.to_tell.frame);
            new.picture.iter().for_each(|picture| frame.picture(new.node, picture));
        }
        self.pictures = pictures;
    }

    /// Whether the replica has the element without this picture.
    fn is_new(&self, known: &Pictured) -> bool {
        known.picture.is_some()
            && self.to_tell.has(&self.tree, known.node)
            && (known.newer || !self.is_told(known))
            && self.may_picture(known.node).is_ok()
    }

    /// Whether the replica has a picture that it may have no longer.
    fn is_to_go(&self, known: &Pictured) -> bool {
        self.to_tell.has(&self.tree, known.node)
            && self.is_told(known)
            && self.may_picture(known.node).is_err()
    }

    /// Since the element itself was told last.
    fn is_told(&self, known: &Pictured) -> bool {
        self.tree.get(known.node).is_some_and(|node| known.told != 0 && known.told >= node.told)
    }
}
