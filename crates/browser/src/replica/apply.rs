//! One batch, operation by operation.

use alongside_protocol::page::{Batch, Content, NodeId, Op};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlIFrameElement, HtmlTemplateElement, Node, ShadowRootInit, ShadowRootMode,
};

use super::{
    ReplicaError,
    documents::{OWN, owner, written},
    element::{BOX, show_in_layer, size},
    field, focus,
    frame::MirrorFrame,
    tree::{Tree, is_element},
};

/// The operation at hand, for errors that say which it was.
#[derive(Clone, Copy)]
pub(super) struct At {
    op: usize,
    name: &'static str,
    node: NodeId,
}

impl At {
    fn unknown(self, node: NodeId) -> ReplicaError {
        let Self { op, name, .. } = self;
        ReplicaError::UnknownNode { op, name, node }
    }

    fn impossible(self) -> ReplicaError {
        let Self { op, name, node } = self;
        ReplicaError::Impossible { op, name, node }
    }

    fn node(self, tree: &Tree, node: NodeId) -> Result<Node, ReplicaError> {
        tree.get(node).cloned().ok_or_else(|| self.unknown(node))
    }

    fn element(self, tree: &Tree, node: NodeId) -> Result<Element, ReplicaError> {
        let found = self.node(tree, node)?;
        if is_element(&found) { Ok(found.unchecked_into()) } else { Err(self.impossible()) }
    }
}

impl MirrorFrame {
    /// Applies a batch to the document, which is there.
    pub(super) fn apply(&mut self, page: &Batch) -> Result<(), ReplicaError> {
        let document = self.document.clone().ok_or(ReplicaError::NoDocument)?;
        if let Some(head) = &page.head {
            self.tree = Tree::new();
            self.waiting.clear();
            self.documents.open(&document, &head.base);
        }
        self.model.apply(page)?;
        let mut grown = false;
        for (op, operation) in page.ops.iter().enumerate() {
            grown |= matches!(operation, Op::Scroll { .. } | Op::Insert { .. } | Op::Move { .. })
                // A frame in what was closed had no size, and could not be scrolled.
                || matches!(operation, Op::Attribute { name, .. } if name.as_ref() == "open");
            self.step(&document, op, operation)?;
        }
        self.label_frames();
        if grown {
            self.restore_choices();
            self.restore_groups();
            // Before what is scrolled: to select in a field scrolls it.
            if let Some((anchor, focus)) = self.tree.selected {
                self.select(anchor, focus);
            }
            self.restore_scrolls();
        }
        Ok(())
    }

    fn step(&mut self, document: &Document, op: usize, operation: &Op) -> Result<(), ReplicaError> {
        let at = |name, node| At { op, name, node };
        match operation {
            Op::Insert { parent, previous, node, content } => {
                self.insert(at("Insert", *node), document, *parent, *previous, content)
            }
            Op::Move { parent, previous, node } => {
                let at = at("Move", *node);
                let moving = at.node(&self.tree, *node)?;
                self.place(at, *parent, *previous, &moving)?;
                self.loads_anew(&moving)
            }
            Op::Remove { node } => {
                let at = at("Remove", *node);
                // A frame's document has left with the one that took its place.
                let Some(leaving) = self.tree.get(*node).cloned() else { return Ok(()) };
                // First: a frame that has left holds no document any more.
                self.tree.forget(&leaving);
                if let Some(parent) = leaving.parent_node() {
                    parent.remove_child(&leaving).map_err(|_| at.impossible())?;
                }
                if leaving.node_type() == Node::DOCUMENT_NODE
                    && let Some(window) = leaving.unchecked_ref::<Document>().default_view()
                    && let Ok(Some(frame)) = window.frame_element()
                {
                    // What comes into the frame next may be of another origin.
                    let _ = frame.set_attribute(BOX, "embedded page");
                    self.tree.unlabelled.push(frame);
                }
                Ok(())
            }
            Op::Empty { node } => {
                let holder = at("Empty", *node).node(&self.tree, *node)?;
                while let Some(child) = holder.last_child() {
                    self.tree.forget(&child);
                    holder.remove_child(&child).map_err(|_| at("Empty", *node).impossible())?;
                }
                if is_element(&holder) && holder.node_name() == "HEAD" {
                    self.documents.give_base(holder.unchecked_ref());
                }
                Ok(())
            }
            Op::Attribute { node, name, value } => {
                let element = at("Attribute", *node).element(&self.tree, *node)?;
                self.attribute(*node, &element, name, value.as_deref());
                if name.as_ref() == "media" {
                    self.show_media(*node, &element);
                }
                if name.as_ref() == "style" {
                    self.picture_again(*node, &element);
                }
                if name.as_ref() == "open" && self.tree.groups.contains_key(node) {
                    self.tree.groups.insert(*node, value.is_some());
                }
                Ok(())
            }
            Op::Text { node, text } => {
                let at = at("Text", *node);
                let found = at.node(&self.tree, *node)?;
                if found.node_type() != Node::TEXT_NODE {
                    return Err(at.impossible());
                }
                found.set_node_value(Some(text));
                Ok(())
            }
            Op::Rules { node, sheet } => {
                let element = at("Rules", *node).element(&self.tree, *node)?;
                let rules = self.rules(*node, sheet);
                self.show_rules(*node, &element, &rules);
                Ok(())
            }
            Op::Field { node, state } => {
                let element = at("Field", *node).element(&self.tree, *node)?;
                field::show(&element, state);
                if element.local_name() == "select" {
                    self.tree.choices.insert(*node, state.clone());
                }
                Ok(())
            }
            Op::Sheets { root, sheets } => {
                let at = at("Sheets", *root);
                let holder = at.node(&self.tree, *root)?;
                if is_element(&holder) {
                    return Err(at.impossible());
                }
                self.show_sheets(*root, &holder, sheets);
                Ok(())
            }
            Op::Scroll { node, x, y } => {
                at("Scroll", *node).node(&self.tree, *node)?;
                self.tree.scrolls.insert(*node, (*x, *y));
                Ok(())
            }
            Op::Layer { node, layer } => {
                let element = at("Layer", *node).element(&self.tree, *node)?;
                show_in_layer(&element, *layer);
                // Showing sets the attribute; the page may have taken it off again.
                let is_open =
                    self.model.get(*node).is_some_and(|held| held.content.attribute("open").is_some());
                if element.local_name() == "dialog" && !is_open {
                    let _ = element.remove_attribute("open");
                }
                Ok(())
            }
            Op::Picture { node, bytes } => {
                let element = at("Picture", *node).element(&self.tree, *node)?;
                self.picture(*node, &element, bytes);
                Ok(())
            }
            Op::Selection { anchor, focus } => {
                self.tree.selected = Some((*anchor, *focus));
                self.select(*anchor, *focus);
                Ok(())
            }
            Op::Viewport { width, height, dark } => {
                self.resize((*width, *height), *dark);
                Ok(())
            }
            Op::Focus { node } => {
                self.tree.focus = (*node != 0).then_some(*node);
                self.tree.marked = focus::mark(self.tree.element(*node), &self.tree.marked);
                Ok(())
            }
            Op::Size { node, width, height } => {
                let element = at("Size", *node).element(&self.tree, *node)?;
                size(element.unchecked_ref(), "width", *width);
                size(element.unchecked_ref(), "height", *height);
                Ok(())
            }
            Op::Check { .. } | Op::Leaving | Op::Paused { .. } | Op::Ended { .. } => Ok(()),
        }
    }

    fn insert(
        &mut self,
        at: At,
        document: &Document,
        parent: NodeId,
        previous: NodeId,
        content: &Content,
    ) -> Result<(), ReplicaError> {
        if at.node == 0 || self.tree.get(at.node).is_some() {
            return Err(at.impossible());
        }
        if let Content::Document { .. } = content
            && parent == 0
        {
            // One document, and first: whatever else came has no place.
            if self.tree.known(document).is_some() {
                return Err(at.impossible());
            }
            self.tree.insert(at.node, document);
            return Ok(());
        }
        let holder = at.node(&self.tree, parent)?;
        let document = owner(&holder).ok_or(at.impossible())?;
        let made: Node = match content {
            Content::Document { quirks, base } => {
                let frame = at.element(&self.tree, parent)?;
                if frame.local_name() != "iframe" {
                    return Err(at.impossible());
                }
                if let Some(before) = frame.unchecked_ref::<HtmlIFrameElement>().content_document() {
                    self.tree.forget(&before);
                }
                // A frame that is not shown anywhere has no document; nor has its copy.
                let Some(inner) = written(frame.unchecked_ref::<HtmlIFrameElement>(), *quirks, &self.policy)
                else {
                    return Err(at.impossible());
                };
                self.tree.forget(&inner);
                let _ = frame.remove_attribute(BOX);
                self.documents.open(&inner, base);
                self.quiet_too(&inner);
                self.tree.insert(at.node, &inner);
                return Ok(());
            }
            Content::ShadowRoot => {
                let host = at.element(&self.tree, parent)?;
                let root = host
                    .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
                    .map_err(|_| at.impossible())?;
                self.documents.adopt(&root, &Array::new());
                self.tree.insert(at.node, &root);
                return Ok(());
            }
            Content::Fragment => {
                let template = at.element(&self.tree, parent)?;
                if template.local_name() != "template" {
                    return Err(at.impossible());
                }
                let fragment = template.unchecked_ref::<HtmlTemplateElement>().content();
                self.tree.insert(at.node, &fragment);
                return Ok(());
            }
            Content::Doctype { name } => document
                .implementation()
                .and_then(|made| made.create_document_type(name, "", ""))
                .map_err(|_| at.impossible())?
                .into(),
            Content::Text { text } => document.create_text_node(text).into(),
            Content::Comment => document.create_comment("").into(),
            Content::Element { name, namespace, attributes, hidden } => {
                let element =
                    self.element(at.node, &document, name, *namespace, *hidden).ok_or(at.impossible())?;
                for (name, value) in attributes {
                    self.attribute(at.node, &element, name, Some(value));
                }
                if element.local_name() == "details" {
                    self.tree.groups.insert(at.node, element.has_attribute("open"));
                }
                if element.has_attribute(BOX) && element.local_name() == "iframe" {
                    self.tree.unlabelled.push(element.clone());
                }
                if element.local_name() == "canvas" {
                    self.documents.give_size(&element);
                }
                element.into()
            }
        };
        self.place(at, parent, previous, &made)?;
        self.tree.insert(at.node, &made);
        if is_element(&made) && made.node_name() == "HEAD" {
            self.documents.give_base(made.unchecked_ref());
        }
        Ok(())
    }

    /// A frame that is moved loads anew: one that was a label is one again; what the
    /// page shows in one was told as new, and is not moved.
    fn loads_anew(&mut self, moved: &Node) -> Result<(), ReplicaError> {
        if !is_element(moved) {
            return Ok(());
        }
        let element = moved.unchecked_ref::<Element>();
        let mut frames = Vec::new();
        if element.local_name() == "iframe" {
            frames.push(element.clone());
        }
        if let Ok(list) = element.query_selector_all("iframe") {
            frames
                .extend((0..list.length()).filter_map(|at| Some(list.get(at)?.unchecked_into::<Element>())));
        }
        for frame in frames {
            let held = self.tree.known(&frame).and_then(|number| self.model.get(number));
            if held.is_some_and(|held| held.beside.is_some()) {
                return Err(ReplicaError::Reloaded);
            }
            let _ = frame.set_attribute(BOX, "embedded page");
            self.tree.unlabelled.push(frame);
        }
        Ok(())
    }

    /// Puts a node after its sibling; what is ours stays in front.
    fn place(&self, at: At, parent: NodeId, previous: NodeId, node: &Node) -> Result<(), ReplicaError> {
        let holder = at.node(&self.tree, parent)?;
        let before = if previous == 0 {
            let first = holder.first_child();
            let ours = first.as_ref().is_some_and(|first| {
                is_element(first) && first.unchecked_ref::<Element>().has_attribute(OWN)
            });
            if ours { first.and_then(|first| first.next_sibling()) } else { first }
        } else {
            let sibling = at.node(&self.tree, previous)?;
            if sibling.parent_node().as_ref() != Some(&holder) {
                return Err(at.impossible());
            }
            sibling.next_sibling()
        };
        if holder.insert_before(node, before.as_ref()).is_ok() {
            return Ok(());
        }
        // A document has one root and one doctype: those before leave with the rest.
        let kind = node.node_type();
        let mut child = holder.first_child().filter(|_| holder.node_type() == Node::DOCUMENT_NODE);
        while let Some(old) = child {
            child = old.next_sibling();
            if old.node_type() == kind && old != *node {
                holder.remove_child(&old).map_err(|_| at.impossible())?;
            }
        }
        let before = match self.tree.get(previous) {
            Some(sibling) => sibling.next_sibling(),
            None => holder.first_child(),
        };
        holder.insert_before(node, before.as_ref()).map_err(|_| at.impossible())?;
        Ok(())
    }
}
