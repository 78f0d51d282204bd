//! Collects what could be a step's target; which one it is, the core decides.

use alongside_core::guide::target::{Candidate, selector};
use alongside_protocol::flow::Target;
use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element, HtmlElement, NodeList};

use super::{document, field, name};

/// Elements looked at in detail, at most.
const MOST: usize = 500;

/// Elements that could be the target, in the document and in open shadow roots.
pub(super) fn elements(target: &Target, ours: &HtmlElement) -> Vec<Element> {
    let Some(document) = document() else { return Vec::new() };
    let selector = selector(target);
    let mut found = Vec::new();
    collect(document.query_selector_all(&selector).ok(), target, ours, &mut found);
    // Dear, so not for a selector that the document itself has an answer to. By role,
    // name, text or label what was found may be anything.
    if found.is_empty() || target.css.is_none() && target.test_id.is_none() {
        for root in shadow_roots(&document, ours) {
            collect(
                root.query_selector_all(selector.trim_start_matches("body ")).ok(),
                target,
                ours,
                &mut found,
            );
        }
    }
    found
}

fn collect(list: Option<NodeList>, target: &Target, ours: &HtmlElement, found: &mut Vec<Element>) {
    let Some(list) = list else { return };
    let longest = target.text.as_ref().or(target.name.as_ref()).map(|text| text.len() * 2 + 64);
    for index in 0..list.length() {
        let Some(element) = list.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        if element == **ours || found.len() >= MOST {
            continue;
        }
        // A search by text alone starts from every element: pass over the long ones.
        let by_text = target.css.is_none()
            && target.role.is_none()
            && target.label.is_none()
            && target.test_id.is_none();
        if by_text && let Some(longest) = longest {
            let length = element.text_content().map_or(0, |text| text.trim().len());
            if length == 0 && !element.has_attribute("aria-label") || length > longest {
                continue;
            }
        }
        found.push(element);
    }
}

fn shadow_roots(document: &Document, ours: &HtmlElement) -> Vec<DocumentFragment> {
    let mut roots: Vec<DocumentFragment> = Vec::new();
    let mut lists = vec![document.query_selector_all("*").ok()];
    while let Some(list) = lists.pop() {
        let Some(list) = list else { continue };
        for index in 0..list.length() {
            let element = list.get(index).and_then(|node| node.dyn_into::<Element>().ok());
            let Some(element) = element.filter(|element| *element != **ours) else { continue };
            if let Some(root) = element.shadow_root() {
                lists.push(root.query_selector_all("*").ok());
                roots.push(root.into());
            }
        }
    }
    roots
}

/// What the core must know of each.
pub(super) fn candidates(elements: &[Element]) -> Vec<Candidate> {
    let containing = |at: usize| (0..at).rev().find(|&outer| elements[outer].contains(Some(&elements[at])));
    elements
        .iter()
        .enumerate()
        .map(|(at, element)| Candidate {
            role: name::role(element),
            name: name::name(element),
            text: name::text(element),
            label: name::label(element),
            visible: is_visible(element),
            inside: containing(at),
            field: field::now(element),
        })
        .collect()
}

fn is_visible(element: &Element) -> bool {
    let options = crate::api::object([
        ("checkOpacity", true.into()),
        ("checkVisibilityCSS", true.into()),
        ("visibilityProperty", true.into()),
        ("opacityProperty", true.into()),
    ]);
    let check = js_sys::Reflect::get(element, &"checkVisibility".into());
    let shown = match check.ok().and_then(|check| check.dyn_into::<js_sys::Function>().ok()) {
        Some(check) => check.call1(element, &options).is_ok_and(|shown| shown.is_truthy()),
        // Browsers before 2024: an element without a box is not shown.
        None => element.get_client_rects().length() > 0,
    };
    let rect = element.get_bounding_client_rect();
    shown && rect.width() > 0.0 && rect.height() > 0.0
}
