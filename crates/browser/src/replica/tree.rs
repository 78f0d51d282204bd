//! Which node of the copy stands for which node of the page.

use std::collections::{HashMap, HashSet};

use alongside_protocol::page::{FieldState, NodeId};
use js_sys::{Object, WeakMap};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlIFrameElement, HtmlTemplateElement, Node, ShadowRoot};

/// The copy's nodes by number, and back.
pub(super) struct Tree {
    nodes: HashMap<NodeId, Node>,
    numbers: WeakMap,
    /// How far each scroller is scrolled. Kept, because a page whose images and
    /// style sheets are still to come is too short to scroll there yet.
    pub(super) scrolls: HashMap<NodeId, (i32, i32)>,
    /// Elements that the policy replaced by a box.
    pub(super) boxes: HashSet<NodeId>,
    pub(super) focus: Option<NodeId>,
    /// What shows that it has the focus, the innermost first.
    pub(super) marked: Vec<Element>,
    /// What is chosen in lists. Kept, because options may come and go.
    pub(super) choices: HashMap<NodeId, FieldState>,
    /// Every `details`, and whether it is open.
    pub(super) groups: HashMap<NodeId, bool>,
    /// What is selected: both ends, as they were told. Kept, because a change
    /// around them may end it here alone.
    pub(super) selected: Option<((NodeId, u32), (NodeId, u32))>,
    /// Frames that have come in this batch.
    pub(super) unlabelled: Vec<Element>,
    /// Pictures of elements, as addresses.
    pub(super) pictures: HashMap<NodeId, String>,
    /// Style elements in the place of links whose rules were changed.
    pub(super) rules: HashMap<NodeId, Element>,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self {
            nodes: HashMap::new(),
            numbers: WeakMap::new(),
            scrolls: HashMap::new(),
            boxes: HashSet::new(),
            focus: None,
            marked: Vec::new(),
            choices: HashMap::new(),
            groups: HashMap::new(),
            selected: None,
            unlabelled: Vec::new(),
            pictures: HashMap::new(),
            rules: HashMap::new(),
        }
    }

    pub(super) fn get(&self, number: NodeId) -> Option<&Node> {
        self.nodes.get(&number)
    }

    /// A node that is an element.
    pub(super) fn element(&self, number: NodeId) -> Option<Element> {
        self.get(number).filter(|node| is_element(node)).map(|node| node.clone().unchecked_into())
    }

    /// All shadow roots.
    pub(super) fn shadow_roots(&self) -> impl Iterator<Item = ShadowRoot> {
        self.nodes
            .values()
            .filter(|node| node.node_type() == Node::DOCUMENT_FRAGMENT_NODE)
            // A template's content is one, too, but has no host.
            .filter(|node| node.is_connected())
            .map(|node| node.clone().unchecked_into())
    }

    /// The number of a node.
    pub(super) fn known(&self, node: &Node) -> Option<NodeId> {
        let number = self.numbers.get(node.unchecked_ref::<Object>());
        // A number came from a u32.
        number.as_f64().map(|number| number as NodeId)
    }

    pub(super) fn insert(&mut self, number: NodeId, node: &Node) {
        self.numbers.set(node.unchecked_ref::<Object>(), &JsValue::from_f64(f64::from(number)));
        self.nodes.insert(number, node.clone());
    }

    /// Forgets a node with all it holds, shadow roots included.
    pub(super) fn forget(&mut self, node: &Node) {
        // A stack, not recursion: pages nest deeper than a wasm stack likes.
        let mut stack = vec![node.clone()];
        while let Some(node) = stack.pop() {
            if let Some(number) = self.known(&node) {
                self.nodes.remove(&number);
                self.scrolls.remove(&number);
                self.boxes.remove(&number);
                self.choices.remove(&number);
                self.groups.remove(&number);
                self.pictures.remove(&number);
                if let Some(style) = self.rules.remove(&number) {
                    style.remove();
                }
                self.focus = self.focus.filter(|&focus| focus != number);
            }
            if let Some(root) = shadow_of(&node) {
                stack.push(root.unchecked_into());
            }
            stack.extend(inner_of(&node));
            let mut child = node.first_child();
            while let Some(next) = child {
                child = next.next_sibling();
                stack.push(next);
            }
        }
    }
}

/// Whether a node is an element.
///
/// Nodes of the frame belong to another realm, where `instanceof` of this one
/// says no: node types are compared instead.
pub(super) fn is_element(node: &Node) -> bool {
    node.node_type() == Node::ELEMENT_NODE
}

/// A template's content, or a frame's document.
fn inner_of(node: &Node) -> Option<Node> {
    if !is_element(node) {
        return None;
    }
    match node.unchecked_ref::<Element>().local_name().as_str() {
        "template" => Some(node.unchecked_ref::<HtmlTemplateElement>().content().into()),
        "iframe" => node.unchecked_ref::<HtmlIFrameElement>().content_document().map(Into::into),
        _ => None,
    }
}

fn shadow_of(node: &Node) -> Option<ShadowRoot> {
    is_element(node).then(|| node.unchecked_ref::<Element>().shadow_root()).flatten()
}
