use serde::{Deserialize, Serialize};

use crate::page::NodeId;

/// The agent asks for a picture of what has no other copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureOf {
    /// A canvas, a video or an image of the page.
    pub node: NodeId,
}

/// There is no picture; one that there is comes with the page's frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoPicture {
    /// The element that was asked for.
    pub node: NodeId,
    /// Why not.
    pub why: PictureRefusal,
}

/// Why there is no picture. The order is the wire's: new ones go to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PictureRefusal {
    /// The site wants none of any element.
    Never,
    /// The element is under a level at which no content leaves.
    Private,
    /// The customer shows nothing for a while.
    Paused,
    /// The element is not, or no longer, part of the page as it was told.
    Gone,
    /// It is neither canvas nor video nor image.
    Kind,
    /// One was asked for less than a second ago, or many are under way.
    Soon,
    /// Nothing can be seen there: not loaded, not drawn, or not shown.
    Empty,
    /// Another site's content is in it, and the browser gives no copy of that.
    Foreign,
    /// The medium is protected against copies.
    Protected,
    /// It may be what the customer brought in: a camera, a chosen file.
    Brought,
    /// It is larger than a picture may be, however small it was made.
    Large,
    /// The browser gave none, or something that is no picture.
    Failed,
}
