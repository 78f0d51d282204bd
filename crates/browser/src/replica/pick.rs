//! From a point to a node, and the nodes worth pointing at.

use alongside_protocol::page::NodeId;
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

use super::frame::{MISSING, MirrorFrame};

const LANDMARKS: &str = "a[href],button,input,select,textarea,summary,h1,h2,h3,label,img,\
    [role=button],[role=link],[role=tab],[role=checkbox],[role=radio],[role=switch],\
    [role=menuitem],[role=option],[role=heading],[role=alert]";

/// The innermost known element at a point of the viewport.
pub(super) fn node_at(frame: &MirrorFrame, x: f32, y: f32) -> Option<NodeId> {
    let mut element = hit(frame, x, y)?;
    loop {
        if let Some(number) = frame.tree.known(&element) {
            return Some(number);
        }
        element = element.parent_element()?;
    }
}

/// What can be used and what heads a part, in view and not covered, from the
/// top left to the bottom right.
pub(super) fn landmarks(frame: &MirrorFrame) -> Vec<NodeId> {
    in_view(frame, LANDMARKS)
}

/// What has no copy, in view and not covered, from the top left to the bottom right.
pub(super) fn without_copy(frame: &MirrorFrame) -> Vec<NodeId> {
    let mut found = in_view(frame, &format!("canvas,video,img[{MISSING}]"));
    // A picture of an image that did not load has loaded.
    let pictured = in_view(frame, "img").into_iter().filter(|node| frame.tree.pictures.contains_key(node));
    found.extend(pictured.collect::<Vec<_>>());
    found
}

fn in_view(frame: &MirrorFrame, selector: &str) -> Vec<NodeId> {
    let Some(document) = &frame.document else {
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(frame, document.query_selector_all(selector).ok(), &mut found);
    for root in frame.tree.shadow_roots() {
        collect(frame, root.query_selector_all(selector).ok(), &mut found);
    }
    found.sort_unstable();
    found.into_iter().map(|(_, _, number)| number).collect()
}

fn collect(frame: &MirrorFrame, list: Option<NodeList>, found: &mut Vec<(i32, i32, NodeId)>) {
    let Some(list) = list else { return };
    for index in 0..list.length() {
        let Some(element) = list.get(index).map(JsCast::unchecked_into::<Element>) else {
            continue;
        };
        let bounds = element.get_bounding_client_rect();
        let x = bounds.left() + bounds.width() / 2.0;
        let y = bounds.top() + bounds.height() / 2.0;
        let seen = hit(frame, x as f32, y as f32).is_some_and(|hit| element.contains(Some(&hit)));
        if let (true, Some(number)) = (seen, frame.tree.known(&element)) {
            found.push((bounds.top() as i32, bounds.left() as i32, number));
        }
    }
}

/// The innermost element at a point, through shadow roots.
fn hit(frame: &MirrorFrame, x: f32, y: f32) -> Option<Element> {
    let mut element = frame.document.as_ref()?.element_from_point(x, y)?;
    while let Some(root) = element.shadow_root() {
        match root.element_from_point(x, y) {
            // A host with nothing of its own at the point answers with itself.
            Some(inner) if inner != element => element = inner,
            _ => break,
        }
    }
    Some(element)
}
