//! The digest of the tree, kept up as it changes: nodes whose digest is out of date know
//! it, and only these are folded anew, so many at a time.

use alongside_protocol::page::{NodeId, folded, own_digest};

use super::tree::{Kind, Node, Tree};

impl Node {
    /// What it is without all that is in it.
    fn own_digest(&self, id: NodeId) -> u64 {
        let field = match &self.kind {
            Kind::Element(element) => element.field.as_ref(),
            _ => None,
        };
        own_digest(id, self.sprout(), field, self.sheets())
    }
}

impl Tree {
    /// The digests of a node and of all above it are out of date.
    pub(super) fn unfold(&mut self, id: NodeId) {
        let mut at = id;
        while let Some(node) = self.nodes.get_mut(&at)
            && std::mem::take(&mut node.is_folded)
        {
            at = node.parent;
        }
    }

    /// Folds digests that are out of date, of so many nodes at most. Gives the digest of
    /// all that is in `root` when none is left.
    pub(super) fn fold(&mut self, root: NodeId, most: usize) -> Option<u64> {
        let mut left = most;
        let mut todo = vec![root];
        while let Some(&id) = todo.last() {
            let Some(node) = self.nodes.get(&id).filter(|node| !node.is_folded) else {
                todo.pop();
                continue;
            };
            let below = todo.len();
            let inside: Vec<NodeId> = self.inside(id).collect();
            todo.extend(inside.iter().filter(|child| self.get(**child).is_some_and(|node| !node.is_folded)));
            if todo.len() > below {
                continue;
            }
            left = left.checked_sub(1)?;
            let digests = inside.iter().rev().filter_map(|child| Some(self.get(*child)?.digest));
            let digest = digests.fold(node.own_digest(id), folded);
            todo.pop();
            if let Some(node) = self.nodes.get_mut(&id) {
                (node.digest, node.is_folded) = (digest, true);
            }
        }
        self.get(root).map(|node| node.digest)
    }
}
