//! The elements that flows, places and offers are about, and which of them is pointed at.

use alongside_core::guide::{
    Sought,
    target::{Candidate, Choice, choose},
};
use alongside_protocol::flow::Target;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::{Page, document, find, target::Targeted};

/// Searches whose elements are kept: the target's before it moved and after, and one by likeness.
const SEARCHES: usize = 4;

impl Page {
    /// Keeps an element, or a function that finds one, for a flow's target.
    pub(crate) fn keep_handle(&self, handle: JsValue) -> u32 {
        let mut handles = self.handles.borrow_mut();
        handles.push(handle);
        handles.len() as u32 - 1
    }

    pub(crate) fn locate(&self, token: u32, target: &Target, sought: Sought) -> Vec<Candidate> {
        let found = match (target.handle, document()) {
            (Some(handle), _) => find::describe(self.handed_over(handle)),
            (None, Some(document)) => find::search(&document, &self.host, target, sought),
            (None, None) => find::Search::default(),
        };
        if let Some(observer) = &*self.watching.borrow() {
            observer.add(&found.roots);
        }
        *self.roots.borrow_mut() = found.roots;
        let mut candidates = found.candidates;
        let clicked = self.clicked.borrow();
        for (candidate, element) in candidates.iter_mut().zip(&found.elements) {
            candidate.clicked = clicked.includes(element, 0);
        }
        if sought != Sought::Condition && !found.elements.is_empty() {
            let mut located = self.located.borrow_mut();
            located.push_back((token, found.elements));
            if located.len() > SEARCHES {
                located.pop_front();
            }
        }
        candidates
    }

    /// What could be a target, without keeping it.
    pub(crate) fn look_for(&self, target: &Target) -> Vec<Candidate> {
        document()
            .map(|document| find::search(&document, &self.host, target, Sought::Condition).candidates)
            .unwrap_or_default()
    }

    fn handed_over(&self, handle: u32) -> Option<Element> {
        let value = self.handles.borrow().get(handle as usize).cloned()?;
        let value = match value.dyn_ref::<js_sys::Function>() {
            // What the site's function throws means that there is no element now.
            Some(find) => find.call0(&JsValue::NULL).ok()?,
            None => value,
        };
        let is_element = js_sys::Reflect::get(&value, &"nodeType".into()).is_ok_and(|kind| kind == 1);
        // Not by its class: that of a frame's element is the frame's.
        is_element.then(|| value.unchecked_into::<Element>()).filter(|element| element.is_connected())
    }

    /// Takes what a search found for the current target, and gives it.
    pub(crate) fn aim(&self, at: Option<(u32, usize)>) -> Option<Element> {
        let mut target = self.target.borrow_mut();
        let Some(found) = at else {
            *target = None;
            return None;
        };
        if let Some(known) = target.as_ref().filter(|known| known.found == found) {
            return Some(known.element.clone());
        }
        let located = self.located.borrow();
        let element = located.iter().find(|(token, _)| *token == found.0)?.1.get(found.1).cloned()?;
        *target = Some(Targeted::new(&self.app, element.clone(), found));
        Some(element)
    }

    /// The element that a target means, when it is exactly one that can be seen.
    pub(crate) fn find_one(&self, target: &Target) -> Option<Element> {
        let found = find::search(&document()?, &self.host, target, Sought::Target);
        match choose(target, &found.candidates) {
            Choice::Found(at) => found.elements.get(at).cloned(),
            _ => None,
        }
    }
}
