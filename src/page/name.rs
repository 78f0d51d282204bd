//! What an element is called. A subset of the accessible name computation
//! (accname 1.2): the sources that pages in the field use, in its order.

use alongside_core::guide::target::implied_role;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, Node};

/// The role, given or implied.
pub(crate) fn role(element: &Element) -> String {
    let given = element.get_attribute("role");
    let first = given.as_deref().and_then(|roles| roles.split_whitespace().next());
    match first {
        Some(role) => role.to_owned(),
        None => {
            let kind = element.get_attribute("type").unwrap_or_default().to_lowercase();
            implied_role(&element.local_name(), &kind, element.has_attribute("href")).to_owned()
        }
    }
}

/// The accessible name. Never what a customer has typed.
pub(crate) fn name(element: &Element) -> String {
    let attribute = |name: &str| element.get_attribute(name).filter(|text| !text.trim().is_empty());
    let tag = element.local_name();
    let is_field = matches!(tag.as_str(), "input" | "select" | "textarea");
    let button = element
        .dyn_ref::<HtmlInputElement>()
        .filter(|input| matches!(input.type_().as_str(), "submit" | "button" | "reset"));
    labelled_by(element)
        .or_else(|| attribute("aria-label"))
        .or_else(|| is_field.then(|| label(element)))
        .filter(|text| !text.is_empty())
        .or_else(|| button.map(HtmlInputElement::value))
        .or_else(|| attribute("alt"))
        .or_else(|| (!is_field).then(|| text(element)))
        .filter(|text| !text.is_empty())
        .or_else(|| attribute("title"))
        .or_else(|| attribute("placeholder"))
        .unwrap_or_default()
}

/// The text of a field's labels.
pub(crate) fn label(element: &Element) -> String {
    if let Some(text) = labelled_by(element).or_else(|| element.get_attribute("aria-label")) {
        return text;
    }
    let id = element.id();
    let root: Node = element.get_root_node();
    let by_id = (!id.is_empty())
        .then(|| {
            let quoted = id.replace('\\', "\\\\").replace('"', "\\\"");
            query(&root, &format!("label[for=\"{quoted}\"]"))
        })
        .flatten();
    let label = by_id.or_else(|| element.closest("label").ok().flatten());
    label.map(|label| text(&label)).unwrap_or_default()
}

/// The text an element shows, without that of fields in it.
pub(crate) fn text(element: &Element) -> String {
    let mut out = String::new();
    collect(element, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(node: &Node, out: &mut String) {
    let mut child = node.first_child();
    while let Some(node) = child {
        if let Some(element) = node.dyn_ref::<Element>() {
            let skipped = matches!(
                element.local_name().as_str(),
                "script" | "style" | "textarea" | "select" | "template"
            );
            if !skipped && element.get_attribute("aria-hidden").as_deref() != Some("true") {
                out.push(' ');
                collect(element, out);
                out.push(' ');
            }
        } else if node.node_type() == Node::TEXT_NODE {
            out.push_str(&node.text_content().unwrap_or_default());
        }
        child = node.next_sibling();
    }
}

fn labelled_by(element: &Element) -> Option<String> {
    let ids = element.get_attribute("aria-labelledby")?;
    let root = element.get_root_node();
    let texts = ids.split_whitespace().filter_map(|id| {
        let quoted = id.replace('\\', "\\\\").replace('"', "\\\"");
        query(&root, &format!("[id=\"{quoted}\"]")).map(|element| text(&element))
    });
    let joined = texts.collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then_some(joined)
}

fn query(root: &Node, selector: &str) -> Option<Element> {
    if let Some(document) = root.dyn_ref::<web_sys::Document>() {
        return document.query_selector(selector).ok().flatten();
    }
    root.dyn_ref::<web_sys::DocumentFragment>()?.query_selector(selector).ok().flatten()
}

/// An element in a word or two, for people: its name, else its role or tag.
pub(crate) fn described(element: &Element) -> String {
    let name: String = name(element).chars().take(80).collect();
    if !name.is_empty() {
        return name;
    }
    let role = role(element);
    if role.is_empty() { element.local_name() } else { role }
}
