//! One batch, operation by operation.

use alongside_protocol::page::{Content, FieldState, Namespace, NodeId, Op, PageFrame, StringRef};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, HtmlElement, Node, ScrollBehavior, ScrollToOptions, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};

use super::{
    ReplicaError, field,
    frame::{MirrorFrame, sheet},
    policy,
    tree::{Tree, is_element},
};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Marks what is ours in the copy, for whoever compares it with the page.
const OWN: &str = "data-alongside-base";
const BOX: &str = "data-alongside-box";

/// The operation at hand, for errors that say which it was.
#[derive(Clone, Copy)]
struct At<'a> {
    page: &'a PageFrame<String>,
    op: usize,
    name: &'static str,
    node: NodeId,
}

impl<'a> At<'a> {
    fn unknown(self, node: NodeId) -> ReplicaError {
        let Self { op, name, .. } = self;
        ReplicaError::UnknownNode { op, name, node }
    }

    fn impossible(self) -> ReplicaError {
        let Self { op, name, node, .. } = self;
        ReplicaError::Impossible { op, name, node }
    }

    fn text(self, string: StringRef) -> Result<&'a str, ReplicaError> {
        let Self { op, name, node, .. } = self;
        self.page.string(string).ok_or(ReplicaError::UnknownString { op, name, node, string })
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
    pub(super) fn apply(&mut self, page: &PageFrame<String>) -> Result<(), ReplicaError> {
        let document = self.document.clone().ok_or(ReplicaError::NoDocument)?;
        if let Some(head) = &page.reset {
            self.empty(&document, &head.base)?;
        }
        let mut scrolled = false;
        for (op, operation) in page.ops.iter().enumerate() {
            scrolled |= matches!(operation, Op::Scroll { .. });
            self.step(&document, page, op, operation)?;
        }
        if scrolled {
            self.restore_scrolls();
        }
        Ok(())
    }

    /// Scrolls every scroller to where it is in the page.
    pub(super) fn restore_scrolls(&self) {
        let Some(document) = &self.document else {
            return;
        };
        let options = ScrollToOptions::new();
        // The page's own style may ask for a slow scroll.
        options.set_behavior(ScrollBehavior::Instant);
        for (&node, &(x, y)) in &self.tree.scrolls {
            options.set_left(f64::from(x));
            options.set_top(f64::from(y));
            if let Some(element) = self.tree.element(node) {
                element.scroll_to_with_scroll_to_options(&options);
            } else if let Some(window) = document.default_view() {
                window.scroll_to_with_scroll_to_options(&options);
            }
        }
    }

    fn empty(&mut self, document: &Document, base: &str) -> Result<(), ReplicaError> {
        while let Some(child) = document.first_child() {
            document.remove_child(&child).map_err(|_| ReplicaError::NoDocument)?;
        }
        self.tree = Tree::new();
        self.adopt(document, &Array::new());
        self.base = None;
        self.base_address = String::new();
        if base.starts_with("https://") || base.starts_with("http://") {
            base.clone_into(&mut self.base_address);
            if let Ok(element) = document.create_element("base") {
                let _ = element.set_attribute("href", base);
                let _ = element.set_attribute(OWN, "");
                self.base = Some(element);
            }
        }
        Ok(())
    }

    fn step(
        &mut self,
        document: &Document,
        page: &PageFrame<String>,
        op: usize,
        operation: &Op,
    ) -> Result<(), ReplicaError> {
        let at = |name, node| At { page, op, name, node };
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
                let parent = leaving.parent_node().ok_or(at.impossible())?;
                parent.remove_child(&leaving).map_err(|_| at.impossible())?;
                self.tree.forget(&leaving);
                Ok(())
            }
            Op::Attribute { node, name, value } => {
                let at = at("Attribute", *node);
                let element = at.element(&self.tree, *node)?;
                let name = at.text(*name)?;
                let value = value.map(|value| at.text(value)).transpose()?;
                self.attribute(*node, &element, name, value);
                Ok(())
            }
            Op::Text { node, text } => {
                let at = at("Text", *node);
                let found = at.node(&self.tree, *node)?;
                write(&found, at.text(*text)?).ok_or(at.impossible())
            }
            Op::Field { node, state } => {
                let at = at("Field", *node);
                let element = at.element(&self.tree, *node)?;
                let text = match state {
                    FieldState::Value { text } => at.text(*text)?,
                    _ => "",
                };
                field::show(&element, state, text);
                Ok(())
            }
            Op::Sheets { root, sheets } => {
                let at = at("Sheets", *root);
                let root = at.node(&self.tree, *root)?;
                if is_element(&root) {
                    return Err(at.impossible());
                }
                let adopted = Array::new();
                for rules in sheets {
                    if let Some(sheet) = sheet(document, at.text(*rules)?, &self.base_address) {
                        adopted.push(&sheet);
                    }
                }
                self.adopt(&root, &adopted);
                Ok(())
            }
            Op::Scroll { node, x, y } => {
                at("Scroll", *node).node(&self.tree, *node)?;
                self.tree.scrolls.insert(*node, (*x, *y));
                Ok(())
            }
            Op::Viewport { width, height } => {
                self.resize(*width, *height);
                Ok(())
            }
            Op::Focus { node } => {
                if *node != 0 {
                    at("Focus", *node).node(&self.tree, *node)?;
                }
                self.tree.focus = (*node != 0).then_some(*node);
                Ok(())
            }
        }
    }

    fn insert(
        &mut self,
        at: At<'_>,
        document: &Document,
        parent: NodeId,
        previous: NodeId,
        content: &Content,
    ) -> Result<(), ReplicaError> {
        if at.node == 0 || self.tree.get(at.node).is_some() {
            return Err(at.impossible());
        }
        let made: Node = match content {
            Content::Document => {
                // One document, and first: whatever else came has no place.
                if parent != 0 || self.tree.known(document).is_some() {
                    return Err(at.impossible());
                }
                self.tree.insert(at.node, document);
                return Ok(());
            }
            Content::ShadowRoot => {
                let host = at.element(&self.tree, parent)?;
                let root = host
                    .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
                    .map_err(|_| at.impossible())?;
                self.adopt(&root, &Array::new());
                self.tree.insert(at.node, &root);
                return Ok(());
            }
            Content::Doctype { name } => document
                .implementation()
                .and_then(|made| made.create_document_type(at.text(*name).unwrap_or("html"), "", ""))
                .map_err(|_| at.impossible())?
                .into(),
            Content::Text { text } => document.create_text_node(at.text(*text)?).into(),
            Content::Comment => document.create_comment("").into(),
            Content::Element { name, namespace, attributes, hidden } => {
                let name = at.text(*name)?;
                let element = self.element(at, document, name, *namespace, *hidden)?;
                for (name, value) in attributes {
                    self.attribute(at.node, &element, at.text(*name)?, Some(at.text(*value)?));
                }
                element.into()
            }
        };
        self.place(at, parent, previous, &made)?;
        self.tree.insert(at.node, &made);
        Ok(())
    }

    fn element(
        &mut self,
        at: At<'_>,
        document: &Document,
        name: &str,
        namespace: Namespace,
        hidden: Option<(u32, u32)>,
    ) -> Result<Element, ReplicaError> {
        let html = namespace == Namespace::Html;
        let kind = policy::kind(name);
        let boxed = html && kind == policy::Kind::Box;
        let space = match namespace {
            Namespace::Html => "http://www.w3.org/1999/xhtml",
            Namespace::Svg => "http://www.w3.org/2000/svg",
            Namespace::MathMl => "http://www.w3.org/1998/Math/MathML",
        };
        // The parser lets names through that the DOM refuses.
        let element = document
            .create_element_ns(Some(space), if boxed { "div" } else { name })
            .or_else(|_| document.create_element("span"))
            .map_err(|_| at.impossible())?;
        if let Some((width, height)) = hidden {
            self.tree.boxes.insert(at.node);
            let _ = element.set_attribute(BOX, "");
            // Through the structural getter: SVG elements have a style, too.
            size(element.unchecked_ref(), "width", width);
            size(element.unchecked_ref(), "height", height);
        } else if boxed {
            let _ = element.set_attribute(BOX, "embedded page");
        } else if kind == policy::Kind::Inert {
            self.tree.boxes.insert(at.node);
            let _ = element.set_attribute("type", "text/plain");
        }
        Ok(element)
    }

    fn attribute(&self, node: NodeId, element: &Element, name: &str, value: Option<&str>) {
        // What stands for another element keeps what we gave it.
        if self.tree.boxes.contains(&node) || name == BOX || name == OWN {
            return;
        }
        let Some(value) = value.filter(|value| policy::allows(&element.local_name(), name, value)) else {
            let _ = element.remove_attribute(name);
            return;
        };
        if element.has_attribute(BOX) {
            box_attribute(element, name, value);
            return;
        }
        let space = match name.split_once(':') {
            Some(("xlink", _)) => Some(XLINK),
            Some(("xml", _)) => Some(XML),
            Some(("xmlns", _)) => Some(XMLNS),
            None if name == "xmlns" => Some(XMLNS),
            _ => None,
        };
        // Names that only the parser accepts (`@click`) mean nothing here.
        let _ = match space {
            Some(space) if !is_html(element) => element.set_attribute_ns(Some(space), name, value),
            _ => element.set_attribute(name, value),
        };
    }

    /// Puts a node after its sibling, and our `base` back to the front of a head.
    fn place(&self, at: At<'_>, parent: NodeId, previous: NodeId, node: &Node) -> Result<(), ReplicaError> {
        let holder = at.node(&self.tree, parent)?;
        let before = if previous == 0 {
            match &self.base {
                Some(base) if base.parent_node().as_ref() == Some(&holder) => base.next_sibling(),
                _ => holder.first_child(),
            }
        } else {
            let sibling = at.node(&self.tree, previous)?;
            if sibling.parent_node().as_ref() != Some(&holder) {
                return Err(at.impossible());
            }
            sibling.next_sibling()
        };
        holder.insert_before(node, before.as_ref()).map_err(|_| at.impossible())?;
        if let Some(base) = &self.base
            && is_element(node)
            && node.unchecked_ref::<Element>().local_name() == "head"
            && base.parent_node().as_ref() != Some(node)
        {
            let _ = node.insert_before(base, node.first_child().as_ref());
        }
        Ok(())
    }

    /// Gives a document or shadow root its style sheets, ours first.
    fn adopt(&self, root: &Node, sheets: &Array) {
        if let Some(house) = &self.house {
            sheets.unshift(house);
        }
        // Documents and shadow roots have the same property.
        root.unchecked_ref::<ShadowRoot>().set_adopted_style_sheets(&JsValue::from(sheets));
    }
}

fn write(node: &Node, text: &str) -> Option<()> {
    if !is_element(node) {
        // A comment's text is never read; a document has none.
        if node.node_type() == Node::TEXT_NODE {
            node.set_node_value(Some(text));
            return Some(());
        }
        return None;
    }
    (node.unchecked_ref::<Element>().local_name() == "style").then(|| node.set_text_content(Some(text)))
}

/// An embedded page's box takes its place and size, and nothing to load.
fn box_attribute(element: &Element, name: &str, value: &str) {
    match name {
        "id" | "class" | "style" | "title" => {
            let _ = element.set_attribute(name, value);
        }
        "width" | "height" => {
            if let Ok(pixels) = value.parse() {
                size(element.unchecked_ref(), name, pixels);
            }
        }
        _ => {}
    }
}

fn size(element: &HtmlElement, side: &str, pixels: u32) {
    let _ = element.style().set_property_with_priority(side, &format!("{pixels}px"), "important");
}

fn is_html(element: &Element) -> bool {
    element.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml")
}
