//! The page's mirror: takes the walker's batches in, keeps a redacted copy of the
//! page, and gives out what a replica must be told, merged, in frames that are
//! never too large.

mod adding;
mod changing;
mod neighbours;
mod picturing;
mod placing;
mod sheets;
mod size;
mod telling;

use alongside_protocol::page::{Encoder, MOST_NODES, NodeId, PageHead};
use thiserror::Error;

use super::{
    raw::{Ops, RawError, RawOp},
    tree::{Kind, NodeMap, Tree},
};
use crate::privacy::{Counts, FieldMode, Level, Policy, Redacted};
use adding::Cache;
use changing::{Changes, Set};
use neighbours::Near;
use picturing::Pictured;
use sheets::Kept;

/// New nodes that one frame tells at most: encoding more of them at once would
/// keep the page waiting.
const NODES_A_FRAME: usize = 4_000;

/// Why a batch of the walker was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MirrorError {
    /// It makes no sense: start anew.
    #[error(transparent)]
    Raw(#[from] RawError),
    /// The page has more nodes than are shown.
    #[error("the page has more than {MOST_NODES} nodes")]
    TooLarge,
}

/// The number of the document node.
pub const DOCUMENT: NodeId = 1;

/// Our copy of the page, and the policy it was made under.
#[derive(Debug)]
pub struct Mirror {
    policy: Policy,
    /// New nodes that one frame tells at most.
    room: usize,
    tree: Tree,
    head: Option<PageHead<Redacted>>,
    focus: NodeId,
    selection: Ends,
    /// The walker has come to the end of the page once.
    walked: bool,
    near: Near,
    to_tell: ToTell,
    /// In the order in which they were made.
    pictures: Vec<Pictured>,
    encoder: Encoder<Redacted>,
    /// What was redacted since the last frame.
    redacted: Counts,
    /// How many documents of frames there are.
    frames: usize,
    /// Somebody keeps style sheets by their hashes.
    keeps_sheets: bool,
    /// The rules behind the hashes that were told.
    sheets: Kept,
}

/// Both ends of a selection: node and offset.
type Ends = ((NodeId, u32), (NodeId, u32));

/// What the replica does not know yet.
#[derive(Debug, Default)]
struct ToTell {
    /// The stream begins anew with the next frame.
    anew: bool,
    /// The number of the frame that is being written, and of the first of the
    /// stream. Numbers are never used twice.
    frame: u32,
    since: u32,
    /// Parents whose children have changed, with those the replica has, in order.
    lists: NodeMap<Vec<NodeId>>,
    /// Nodes that the replica has and the page has not, with their parents there.
    gone: Vec<(NodeId, NodeId)>,
    /// Nodes that were taken off a list; some stand on another one by now.
    taken: Set,
    changes: Changes,
    focus: NodeId,
    selection: Ends,
    /// Something was told since the last check.
    unchecked: bool,
}

impl Mirror {
    /// An empty mirror.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            room: NODES_A_FRAME,
            tree: Tree::default(),
            head: None,
            focus: 0,
            selection: Ends::default(),
            walked: false,
            near: Near::default(),
            to_tell: ToTell::default(),
            pictures: Vec::new(),
            encoder: Encoder::default(),
            redacted: Counts::default(),
            frames: 0,
            keeps_sheets: false,
            sheets: Kept::default(),
        }
    }

    /// Tells at most so many new nodes in a frame.
    #[must_use]
    pub fn with_room(self, nodes: usize) -> Self {
        Self { room: nodes.max(1), ..self }
    }

    /// Tells large style sheets by their hashes from now on; [`Self::rules_of`]
    /// gives the rules to who does not know them.
    #[must_use]
    pub fn with_sheets_kept(self) -> Self {
        Self { keeps_sheets: true, ..self }
    }

    /// Takes in one batch of the walker. Gives the fields that are new or whose
    /// mode changed, with what may be read of each.
    ///
    /// # Errors
    /// [`MirrorError`]; what is in the mirror then is of no use.
    pub fn apply(
        &mut self,
        numbers: &[u32],
        strings: &[&str],
    ) -> Result<Vec<(NodeId, FieldMode)>, MirrorError> {
        let mut cache = Cache::default();
        let mut fields = Vec::new();
        self.near.batch();
        for op in Ops::new(numbers, strings) {
            self.take(op?, &mut cache, &mut fields);
            if self.tree.len() > MOST_NODES {
                return Err(MirrorError::TooLarge);
            }
        }
        self.judge_neighbours();
        self.sweep_sheets();
        Ok(fields)
    }

    /// Forgets what the replica knows: the next frames tell it all, from the start.
    pub fn begin_anew(&mut self) {
        self.to_tell = ToTell { anew: true, frame: self.to_tell.frame, ..ToTell::default() };
    }

    /// The policy it is made under.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether there is a page, and it was walked to its end.
    #[must_use]
    pub fn is_walked(&self) -> bool {
        self.walked
    }

    /// How many nodes the copy has.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.tree.len()
    }

    /// The level a node's text is under; what the customer edits counts as masked.
    #[must_use]
    pub fn level_of(&self, node: NodeId) -> Level {
        self.tree.get(node).map_or(Level::Hide, |known| match &known.kind {
            Kind::Element(element) if element.hidden.is_some() => Level::Hide,
            _ if known.edited => known.level.max(Level::MaskAllText),
            _ => known.level,
        })
    }

    /// Whether a field that no setting opens has the focus.
    #[must_use]
    pub fn focuses_secret(&self) -> bool {
        let kind = self.tree.get(self.focus).map(|known| &known.kind);
        matches!(kind, Some(Kind::Element(element)) if element.sealed)
    }

    /// How much waits to be told: what was noted of nodes and lists.
    #[must_use]
    pub fn notes(&self) -> usize {
        let to_tell = &self.to_tell;
        to_tell.lists.len() + to_tell.gone.len() + to_tell.taken.len() + to_tell.changes.len()
    }

    /// Whether a node is part of the page now.
    #[must_use]
    pub fn contains(&self, node: NodeId) -> bool {
        self.tree.contains(node)
    }

    fn take(&mut self, op: RawOp<'_>, cache: &mut Cache, fields: &mut Vec<(NodeId, FieldMode)>) {
        match op {
            RawOp::Node { id, parent, level, node } => self.add(id, parent, level, &node, cache, fields),
            RawOp::Children { parent, offset, more, children } => {
                self.list(parent, offset, more, &children, fields);
            }
            RawOp::Forget { nodes } => nodes.into_iter().for_each(|id| self.forget(id)),
            RawOp::Level { id, level } => self.set_level(id, level, fields),
            RawOp::Attribute { id, name, value } => self.set_attribute(id, name, value, fields),
            RawOp::Text { id, text } => self.set_text(id, text),
            RawOp::Rules { id, rules } => self.set_sheets(id, &[rules]),
            RawOp::Sheets { root, sheets } => self.set_sheets(root, &sheets),
            RawOp::Sealed { id } => self.seal_field(id, fields),
            RawOp::Field { id, field } => self.set_field(id, &field),
            RawOp::Scroll { id, at } => {
                if let Some(node) = self.tree.get_mut(id) {
                    node.extra().scroll = at;
                    self.to_tell.changes.scroll(id);
                }
            }
            RawOp::Layer { id, layer } => {
                if let Some(node) = self.tree.get_mut(id) {
                    node.extra().layer = layer;
                    self.to_tell.changes.layer(id);
                }
            }
            RawOp::Viewport { size, dark } => {
                if let Some(head) = &mut self.head {
                    (head.viewport, head.dark) = (size, dark);
                    self.to_tell.changes.viewport = true;
                }
            }
            RawOp::Focus { id } => self.focus = id,
            RawOp::Selection { ends: [anchor, focus] } => self.selection = (anchor, focus),
            RawOp::Box { id, size } => {
                if let Some(element) = self.tree.element_mut(id).filter(|element| element.hidden.is_some()) {
                    element.hidden = Some(size);
                    self.to_tell.changes.size(id);
                }
            }
            RawOp::Walked => self.walked = true,
        }
    }
}
