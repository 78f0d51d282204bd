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
    element::{BOX, show_in_layer, size},
    field, focus,
    frame::MirrorFrame,
    tree::{Tree, is_element},
};

/// Marks our copy of a linked sheet's rules, where scripts changed them.
const RULES: &str = "data-alongside-own";

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
            grown |= matches!(operation, Op::Scroll { .. } | Op::Insert { .. } | Op::Move { .. });
            self.step(&document, op, operation)?;
        }
        self.label_frames();
        if grown {
            self.restore_choices();
            self.restore_groups();
            self.restore_scrolls();
            if let Some((anchor, focus)) = self.tree.selected {
                self.select(anchor, focus);
            }
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

    /// A frame whose document did not come with it is of another origin: it says so.
    fn label_frames(&mut self) {
        for frame in std::mem::take(&mut self.tree.unlabelled) {
            let frame: HtmlIFrameElement = frame.unchecked_into();
            if frame.has_attribute(BOX)
                && let Some(inner) = written(&frame, false, &self.policy)
                && let Some(body) = inner.body()
            {
                let _ = body.set_attribute("style", "margin:0;background:#e4e8ee;padding:2px 6px;color:#4b5563;font:12px/1.4 system-ui,sans-serif");
                body.set_text_content(Some("embedded page"));
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

    /// Of `details` with one name the browser closes all but one while they come
    /// and go; in the end those are open that are open in the page.
    fn restore_groups(&self) {
        for (node, open) in &self.tree.groups {
            let Some(details) = self.tree.element(*node) else { continue };
            if *open && !details.has_attribute("open") {
                let _ = details.set_attribute("open", "");
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
                // A frame's document has left with the one that took its place.
                let Some(leaving) = self.tree.get(*node).cloned() else { return Ok(()) };
                if let Some(parent) = leaving.parent_node() {
                    parent.remove_child(&leaving).map_err(|_| at.impossible())?;
                }
                self.tree.forget(&leaving);
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
                super::picture::show(&element, bytes);
                Ok(())
            }
            Op::Selection { anchor, focus } => {
                self.tree.selected = Some((*anchor, *focus));
                self.select(*anchor, *focus);
                Ok(())
            }
            Op::Viewport { width, height } => {
                self.resize(*width, *height);
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
        if let Some(parent) = element.parent_node() {
            // Behind the link whose place it takes.
            let _ = parent.insert_before(&style, element.next_sibling().as_ref());
        }
        self.tree.rules.insert(node, style);
        self.still_rules();
    }

    /// Switches sheets off in whose place their changed rules stand: as soon as they
    /// are there, which may be later.
    pub(super) fn still_rules(&self) {
        for link in self.tree.rules.keys().filter_map(|node| self.tree.element(*node)) {
            let sheet = js_sys::Reflect::get(&link, &JsValue::from_str("sheet")).ok();
            if let Some(sheet) = sheet.filter(JsValue::is_object) {
                // A sheet's switch is a plain property.
                let _ = js_sys::Reflect::set(&sheet, &JsValue::from_str("disabled"), &JsValue::TRUE);
            }
        }
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
        if anchor.0 == focus.0
            && let Some(field) = self.tree.element(anchor.0)
            && matches!(field.local_name().as_str(), "input" | "textarea")
        {
            return field::select(&field, anchor.1, focus.1);
        }
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
