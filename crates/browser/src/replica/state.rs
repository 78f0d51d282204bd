//! What markup does not say: scroll positions, choices, rules, selection; set, and
//! set again where the browser has changed them on its own.

use std::sync::Arc;

use alongside_protocol::page::{NodeId, Sheet, SheetHash};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlIFrameElement, Node, ScrollBehavior, ScrollToOptions};

use super::{
    documents::{owner, written},
    element::BOX,
    field,
    frame::MirrorFrame,
    tree::is_element,
};

/// Marks our copy of a linked sheet's rules, where scripts changed them.
const RULES: &str = "data-alongside-own";

/// Sheets waited for at most.
const WAITED_FOR: usize = 1024;

impl MirrorFrame {
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
    pub(super) fn label_frames(&mut self) {
        for frame in std::mem::take(&mut self.tree.unlabelled) {
            let frame: HtmlIFrameElement = frame.unchecked_into();
            if frame.has_attribute(BOX)
                && let Some(inner) = written(&frame, false, &self.policy)
                && let Some(body) = inner.body()
            {
                body.style().set_css_text("margin:0;background:#e4e8ee;padding:2px 6px;color:#4b5563;font:12px/1.4 system-ui,sans-serif");
                body.set_text_content(Some("embedded page"));
            }
        }
    }

    /// A list's choice can only be shown once its options are there.
    pub(super) fn restore_choices(&self) {
        for (node, state) in &self.tree.choices {
            if let Some(list) = self.tree.element(*node) {
                field::show(&list, state);
            }
        }
    }

    /// Of `details` with one name the browser closes all but one while they come
    /// and go; in the end those are open that are open in the page.
    pub(super) fn restore_groups(&self) {
        for (node, open) in &self.tree.groups {
            let Some(details) = self.tree.element(*node) else { continue };
            if *open && !details.has_attribute("open") {
                let _ = details.set_attribute("open", "");
            }
        }
    }

    /// The rules of a sheet, as far as they are known here.
    pub(super) fn rules(&mut self, holder: NodeId, sheet: &Sheet) -> Arc<str> {
        match sheet {
            Sheet::Rules(rules) => Arc::clone(rules),
            Sheet::Hash(hash) => match self.sheets.get(hash) {
                Some(rules) => rules,
                None => {
                    // A page that names sheets it never gives must not fill this.
                    if self.waiting.len() >= WAITED_FOR && !self.waiting.contains_key(hash) {
                        self.waiting.clear();
                        self.lacking.clear();
                    }
                    self.lacking.push(*hash);
                    self.waiting.entry(*hash).or_default().insert(holder);
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
        self.show_media(node, element);
        self.still_rules();
    }

    /// What stands in a link's place counts for the media that the link names.
    pub(super) fn show_media(&self, node: NodeId, link: &Element) {
        let Some(style) = self.tree.rules.get(&node) else { return };
        let _ = match link.get_attribute("media") {
            Some(media) => style.set_attribute("media", &media),
            None => style.remove_attribute("media"),
        };
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
        self.sheets.learn(hash, rules);
        let waiting = self.waiting.remove(&hash).unwrap_or_default();
        let laid_out = !waiting.is_empty();
        for node in waiting {
            let Some(holder) = self.tree.get(node).cloned() else { continue };
            let sheets = self.model.get(node).map(|held| held.sheets.clone()).unwrap_or_default();
            if is_element(&holder) {
                self.show_rules(node, holder.unchecked_ref(), rules);
            } else {
                self.show_sheets(node, &holder, &sheets);
            }
        }
        if laid_out {
            self.restore_scrolls();
        }
    }

    fn unselect(&self) {
        let selection = self.document.as_ref().and_then(|document| document.get_selection().ok().flatten());
        if let Some(selection) = selection {
            // There may be nothing to end.
            let _ = selection.remove_all_ranges();
        }
    }

    pub(super) fn select(&self, anchor: (NodeId, u32), focus: (NodeId, u32)) {
        let Some(document) = self.tree.get(anchor.0).and_then(owner).or_else(|| self.document.clone()) else {
            return;
        };
        if anchor.0 == focus.0
            && let Some(field) = self.tree.element(anchor.0)
            && matches!(field.local_name().as_str(), "input" | "textarea")
        {
            self.unselect();
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
