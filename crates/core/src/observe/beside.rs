//! Which texts of the page are read one after the other, as far as the tree can
//! tell: there are no styles in it.

use alongside_protocol::page::NodeId;

use super::tree::{Kind, Node, NodeMap, Text, Tree};
use crate::privacy::{digits_in, open_ends};

/// Steps from node to node on the way from one text to the next, at most.
const STEPS: usize = 64;

/// A card number has 19 digits: texts with fewer between them may be of the same. As
/// many again are looked at beyond, since whether a number stands by itself goes by
/// what is around it.
const NEAR: usize = 19;

/// How an element parts what is in it from what is beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Border {
    /// It is part of a line.
    Line,
    /// It is a block, a cell or an item of its own.
    Block,
    /// Nothing is read over it.
    Wall,
}

fn border(node: &Node) -> Border {
    let Kind::Element(element) = &node.kind else {
        return match node.kind {
            Kind::Document { .. } | Kind::Fragment => Border::Wall,
            _ => Border::Line,
        };
    };
    match element.name.as_str() {
        "a" | "abbr" | "b" | "bdi" | "bdo" | "br" | "cite" | "code" | "data" | "del" | "dfn" | "em"
        | "font" | "i" | "img" | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "slot" | "small" | "span"
        | "strong" | "sub" | "sup" | "time" | "tspan" | "tt" | "u" | "var" | "wbr" => Border::Line,
        "html" | "head" | "body" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "caption" | "hr"
        | "option" | "optgroup" | "select" | "datalist" | "input" | "textarea" | "button" | "iframe"
        | "object" | "video" | "audio" | "canvas" | "style" | "script" | "title" => Border::Wall,
        // Custom elements are part of a line unless they are styled otherwise.
        name if name.contains('-') => Border::Line,
        _ => Border::Block,
    }
}

/// One of the texts that are read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) id: NodeId,
    /// It begins a block or a cell of its own.
    pub(super) apart: bool,
    /// Near enough to the text in the middle to be of one card number with it.
    pub(super) near: bool,
}

/// Looks around in a tree that does not change meanwhile.
pub(super) struct Beside<'a> {
    tree: &'a Tree,
    /// Where among its siblings a node was found last: the next one is often beside it.
    places: NodeMap<usize>,
}

impl<'a> Beside<'a> {
    pub(super) fn new(tree: &'a Tree) -> Self {
        Self { tree, places: NodeMap::default() }
    }

    /// The texts that are read as one with this one, in their order: those around it
    /// between which there are but digits and what separates them.
    pub(super) fn run(&mut self, middle: NodeId) -> Vec<Member> {
        let mut before = self.reach(middle, false);
        // Going backwards, the border belongs to the text that comes after it.
        let mut apart = false;
        for member in before.iter_mut().rev() {
            std::mem::swap(&mut member.apart, &mut apart);
        }
        before.reverse();
        before.push(Member { id: middle, apart, near: true });
        before.extend(self.reach(middle, true));
        before
    }

    fn reach(&mut self, middle: NodeId, forward: bool) -> Vec<Member> {
        let mut found = Vec::new();
        let (mut at, mut digits, mut beyond) = (middle, 0, 0);
        while let Some(text) = self.text(at)
            && is_open(text, forward)
            && beyond < NEAR
            && let Some((id, apart)) = self.next(at, forward)
            && let Some(text) = self.text(id)
            && is_open(text, !forward)
        {
            let (near, own) = (digits < NEAR, digits_in(text));
            found.push(Member { id, apart, near });
            digits += own;
            beyond += if near { 0 } else { own };
            at = id;
        }
        found
    }

    /// The texts next to a node on both sides, and its own first and last: those that
    /// a change there concerns.
    pub(super) fn around(&mut self, node: NodeId) -> Vec<NodeId> {
        let Some(known) = self.tree.get(node) else { return Vec::new() };
        if border(known) == Border::Wall {
            return Vec::new();
        }
        let is_text = matches!(known.kind, Kind::Text(_));
        let mut found = if is_text { vec![node] } else { Vec::new() };
        for forward in [true, false] {
            found.extend(self.next_said(node, forward));
            if !is_text && let Some((leaf, _)) = self.inwards(node, forward, &mut 0) {
                let leaf_is_text = self.text(leaf).is_some();
                found.extend(if leaf_is_text { Some(leaf) } else { self.next_said(leaf, forward) });
            }
        }
        found
    }

    /// The next text that says something.
    fn next_said(&mut self, from: NodeId, forward: bool) -> Option<NodeId> {
        let mut at = from;
        for _ in 0..STEPS {
            at = self.next(at, forward)?.0;
            let text = self.text(at)?;
            if digits_in(text) > 0 || open_ends(text) == (false, false) {
                return Some(at);
            }
        }
        None
    }

    /// What a text is by itself.
    fn text(&self, id: NodeId) -> Option<&'a str> {
        match &self.tree.get(id)?.kind {
            Kind::Text(text) => Some(text.by_itself().text.as_str()),
            _ => None,
        }
    }

    /// The next text in a direction, and whether there is a block's border between.
    fn next(&mut self, from: NodeId, forward: bool) -> Option<(NodeId, bool)> {
        let (mut at, mut apart, mut steps) = (from, false, 0);
        while steps < STEPS {
            steps += 1;
            match self.sibling(at, forward) {
                None => {
                    at = self.tree.get(at)?.parent;
                    match border(self.tree.get(at)?) {
                        Border::Wall => return None,
                        kind => apart |= kind == Border::Block,
                    }
                }
                Some(sibling) => {
                    let (leaf, passed) = self.inwards(sibling, forward, &mut steps)?;
                    apart |= passed;
                    if self.text(leaf).is_some() {
                        return Some((leaf, apart));
                    }
                    at = leaf;
                }
            }
        }
        None
    }

    /// The first leaf in a node that one comes upon in a direction, and whether there
    /// is a block's border on the way; none behind a wall.
    fn inwards(&self, node: NodeId, forward: bool, steps: &mut usize) -> Option<(NodeId, bool)> {
        let (mut at, mut apart) = (node, false);
        loop {
            match border(self.tree.get(at)?) {
                Border::Wall => return None,
                kind => apart |= kind == Border::Block,
            }
            let Some(inner) = self.edge(at, forward) else { return Some((at, apart)) };
            *steps += 1;
            // While the page is being walked, a node may stand in one that stands in it.
            if *steps > STEPS {
                return None;
            }
            at = inner;
        }
    }

    /// The child that comes first in a direction; a shadow root comes before all.
    fn edge(&self, parent: NodeId, forward: bool) -> Option<NodeId> {
        let shadow = self.shadow(parent);
        if forward {
            shadow.or_else(|| self.tree.children(parent).next())
        } else {
            let children = &self.tree.get(parent)?.children;
            children.iter().rev().copied().find(|child| self.is_in(*child, parent)).or(shadow)
        }
    }

    fn sibling(&mut self, node: NodeId, forward: bool) -> Option<NodeId> {
        let parent = self.tree.get(node)?.parent;
        let shadow = self.shadow(parent);
        if shadow == Some(node) {
            return if forward { self.tree.children(parent).next() } else { None };
        }
        let children = &self.tree.get(parent)?.children;
        let guess = self.places.get(&parent).copied().unwrap_or_default();
        let close = (guess.saturating_sub(2)..=guess + 2).find(|at| children.get(*at) == Some(&node));
        let place = close.or_else(|| children.iter().position(|child| *child == node))?;
        self.places.insert(parent, place);
        let is_in = |child: &NodeId| self.is_in(*child, parent);
        if forward {
            children[place + 1..].iter().copied().find(is_in)
        } else {
            children[..place].iter().rev().copied().find(is_in).or(shadow)
        }
    }

    fn shadow(&self, host: NodeId) -> Option<NodeId> {
        let beside = self.tree.get(host)?.beside;
        matches!(self.tree.get(beside)?.kind, Kind::ShadowRoot).then_some(beside)
    }

    fn is_in(&self, child: NodeId, parent: NodeId) -> bool {
        self.tree.get(child).is_some_and(|node| node.parent == parent)
    }
}

fn is_open(text: &str, forward: bool) -> bool {
    let (before, after) = open_ends(text);
    if forward { after } else { before }
}

impl Text {
    /// What it is without its neighbours.
    pub(super) fn by_itself(&self) -> &Self {
        self.alone.as_deref().unwrap_or(self)
    }

    /// Whether digits stand at one of its ends, where others could go on.
    pub(super) fn may_go_on(&self) -> bool {
        let text = self.by_itself().text.as_str();
        open_ends(text) != (false, false) && digits_in(text) > 0
    }

    /// Whether a number may go on in it or through it.
    pub(super) fn may_join(&self) -> bool {
        open_ends(self.by_itself().text.as_str()) != (false, false)
    }
}
