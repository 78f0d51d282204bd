//! One batch, operation by operation.

use std::sync::Arc;

use alongside_protocol::page::{Batch, Content, NodeId, Op, Sheet, SheetHash};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, HtmlIFrameElement, HtmlTemplateElement, Node, ScrollBehavior, ScrollToOptions,
    ShadowRootInit, ShadowRootMode,
};

use super::{
    ReplicaError,
    documents::{OWN, owner, written},
    element::show_in_layer,
    field,
    frame::MirrorFrame,
    tree::{Tree, is_element},
};

/// Marks our copy of a linked sheet's rules, where scripts changed them.
const RULES: &str = "data-alongside-rules";

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
            self.documents.open(&document, &head.base);
        }
        self.model.apply(page)?;
        let mut grown = false;
        for (op, operation) in page.ops.iter().enumerate() {
            grown |= matches!(operation, Op::Scroll { .. } | Op::Insert { .. });
            self.step(&document, op, operation)?;
        }
        if grown {
            self.restore_choices();
            self.restore_scrolls();
        }
        Ok(())
    }

    /// Scrolls every scroller to where it is in the page.
    pub(super) fn restore_scrolls(&self) {
        let options = ScrollToOptions::new();
        // The page's own style may ask for a slow scroll.
        options.set_behavior(ScrollBehavior::Instant);
        for (&node, &(x, y)) in &self.tree.scrolls {
            options.set_left(f64::from(x));
            options.set_top(f64::from(y));
            let Some(scroller) = self.tree.get(node) else { continue };
            if is_element(scroller) {
                scroller.unchecked_ref::<Element>().scroll_to_with_scroll_to_options(&options);
            } else if let Some(window) = scroller.unchecked_ref::<Document>().default_view() {
                window.scroll_to_with_scroll_to_options(&options);
            }
        }
    }

    /// A list's choice can only be shown once its options are there.
    fn restore_choices(&self) {
        for (node, state) in &self.tree.choices {
            if let Some(list) = self.tree.element(*node) {
                field::show(&list, state);
            }
        }
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
                self.place(at, *parent, *previous, &moving)
            }
            Op::Remove { node } => {
                let at = at("Remove", *node);
                let leaving = at.node(&self.tree, *node)?;
                if let Some(parent) = leaving.parent_node() {
                    parent.remove_child(&leaving).map_err(|_| at.impossible())?;
                }
                self.tree.forget(&leaving);
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
                show_in_layer(&at("Layer", *node).element(&self.tree, *node)?, *layer);
                Ok(())
            }
            Op::Picture { node, bytes } => {
                let element = at("Picture", *node).element(&self.tree, *node)?;
                super::picture::show(&element, bytes);
                Ok(())
            }
            Op::Selection { anchor, focus } => {
                self.select(*anchor, *focus);
                Ok(())
            }
            Op::Viewport { width, height } => {
                self.resize(*width, *height);
                Ok(())
            }
            Op::Focus { node } => {
                self.tree.focus = (*node != 0).then_some(*node);
                Ok(())
            }
            Op::Check { .. } | Op::Leaving | Op::Paused { .. } => Ok(()),
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
                // A frame that is not shown anywhere has no document; nor has its copy.
                let Some(inner) = written(frame.unchecked_ref::<HtmlIFrameElement>(), *quirks, &self.policy)
                else {
                    return Err(at.impossible());
                };
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
        if node.is_connected() && self.holds_frame(node) {
            // Anything but this loads the frames in it anew.
            let name = JsValue::from_str("moveBefore");
            let moved = js_sys::Reflect::get(&holder, &name).ok();
            let moved = moved.and_then(|moved| moved.dyn_into::<js_sys::Function>().ok());
            let before = before.map_or(JsValue::NULL, JsValue::from);
            let moved = moved.and_then(|moved| moved.call2(&holder, node, &before).ok());
            return moved.map(drop).ok_or(ReplicaError::Reloaded);
        }
        holder.insert_before(node, before.as_ref()).map_err(|_| at.impossible())?;
        Ok(())
    }

    fn holds_frame(&self, node: &Node) -> bool {
        is_element(node) && {
            let element = node.unchecked_ref::<Element>();
            element.local_name() == "iframe"
                || element.query_selector("iframe").is_ok_and(|one| one.is_some())
        }
    }

    /// The rules of a sheet, as far as they are known here.
    fn rules(&mut self, holder: NodeId, sheet: &Sheet) -> Arc<str> {
        match sheet {
            Sheet::Rules(rules) => Arc::clone(rules),
            Sheet::Hash(hash) => match self.sheets.get(hash) {
                Some(rules) => Arc::clone(rules),
                None => {
                    self.lacking.push(*hash);
                    self.waiting.entry(*hash).or_default().push(holder);
                    Arc::from("")
                }
            },
        }
    }

    pub(super) fn show_rules(&mut self, node: NodeId, element: &Element, rules: &str) {
        if element.local_name() == "style" {
            return element.set_text_content(Some(rules));
        }
        let style = match self.tree.rules.get(&node) {
            Some(style) => Some(style.clone()),
            None => owner(element).and_then(|document| document.create_element("style").ok()),
        };
        let Some(style) = style else { return };
        style.set_text_content(Some(rules));
        let _ = style.set_attribute(RULES, "");
        let _ = element.remove_attribute("href");
        if let Some(parent) = element.parent_node() {
            // Behind the link whose place it takes.
            let _ = parent.insert_before(&style, element.next_sibling().as_ref());
        }
        self.tree.rules.insert(node, style);
    }

    pub(super) fn show_sheets(&mut self, root: NodeId, holder: &Node, sheets: &[Sheet]) {
        let adopted = Array::new();
        for sheet in sheets {
            let rules = self.rules(root, sheet);
            if let Some(sheet) = self.documents.sheet(holder, &rules) {
                adopted.push(&sheet);
            }
        }
        self.documents.adopt(holder, &adopted);
    }

    pub(super) fn learn(&mut self, hash: SheetHash, rules: &str) {
        self.sheets.insert(hash, Arc::from(rules));
        for node in self.waiting.remove(&hash).unwrap_or_default() {
            let Some(holder) = self.tree.get(node).cloned() else { continue };
            let sheets = self.model.get(node).map(|held| held.sheets.clone()).unwrap_or_default();
            if is_element(&holder) {
                self.show_rules(node, holder.unchecked_ref(), rules);
            } else {
                self.show_sheets(node, &holder, &sheets);
            }
        }
    }

    fn select(&self, anchor: (NodeId, u32), focus: (NodeId, u32)) {
        let Some(document) = self.tree.get(anchor.0).and_then(owner).or_else(|| self.document.clone()) else {
            return;
        };
        let Ok(Some(selection)) = document.get_selection() else { return };
        let ends = self.tree.get(anchor.0).zip(self.tree.get(focus.0));
        let shown = ends.map(|(from, to)| {
            // An offset beyond the end is one into a text that was masked shorter.
            selection.set_base_and_extent(from, anchor.1.min(length(from)), to, focus.1.min(length(to)))
        });
        if !matches!(shown, Some(Ok(()))) {
            let _ = selection.remove_all_ranges();
        }
    }
}

fn length(node: &Node) -> u32 {
    match node.node_value() {
        Some(text) if !is_element(node) => text.encode_utf16().count() as u32,
        _ => node.child_nodes().length(),
    }
}
