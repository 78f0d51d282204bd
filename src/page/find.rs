//! Collects what could be a step's target, by `js/page/find.js`; which one it is, the
//! core decides.

use alongside_core::guide::{
    Sought,
    target::{Candidate, selector},
};
use alongside_protocol::flow::{Fingerprint, Target};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Document, Element, HtmlElement};

use super::{deed, dom, field};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = find)]
    fn fitting(
        document: &Document,
        ours: &HtmlElement,
        selector: &str,
        words: &str,
        known: bool,
    ) -> Result<Found, JsValue>;

    #[wasm_bindgen(catch, js_name = findAlike)]
    fn alike(document: &Document, ours: &HtmlElement, tag: &str) -> Result<Found, JsValue>;

    #[wasm_bindgen(catch, js_name = describe)]
    fn described(elements: &Array) -> Result<Found, JsValue>;

    #[wasm_bindgen(catch)]
    pub(crate) fn fingerprint(element: &Element) -> Result<JsValue, JsValue>;

    type Found;

    #[wasm_bindgen(method, getter)]
    fn elements(this: &Found) -> Array;

    #[wasm_bindgen(method, getter)]
    fn roots(this: &Found) -> Option<Array>;

    #[wasm_bindgen(method, getter)]
    fn numbers(this: &Found) -> Vec<u32>;

    #[wasm_bindgen(method, getter)]
    fn strings(this: &Found) -> String;
}

/// What a search has found: elements, and what the core must know of each.
#[derive(Default)]
pub(super) struct Search {
    pub(super) elements: Vec<Element>,
    pub(super) candidates: Vec<Candidate>,
    /// The trees it looked through: the document, then shadow roots and frames.
    pub(super) roots: Vec<JsValue>,
}

/// Strings of a candidate, and of its fingerprint with the attributes last.
const STRINGS: usize = 4;
const KNOWN: usize = 15;

const VISIBLE: u32 = 1;
const ENABLED: u32 = 2;
const COVERED: u32 = 4;

pub(super) fn search(document: &Document, ours: &HtmlElement, target: &Target, sought: Sought) -> Search {
    let wide = sought == Sought::Alike;
    let known = wide || target.fingerprint.is_some();
    let found = match &target.fingerprint {
        Some(print) if wide => alike(document, ours, &print.tag),
        _ => {
            let words = target.text.as_ref().or(target.name.as_ref()).map_or("", String::as_str);
            fitting(document, ours, &selector(target), words, known)
        }
    };
    read(found, known)
}

/// What there is to know of elements that were handed over.
pub(super) fn describe(elements: impl IntoIterator<Item = Element>) -> Search {
    let elements: Vec<Element> = elements.into_iter().collect();
    let roots = elements.iter().map(|element| dom::get_root_node(element).into());
    let roots = std::iter::once(JsValue::UNDEFINED).chain(roots).collect();
    let elements: Array = elements.iter().map(JsValue::from).collect();
    Search { roots, ..read(described(&elements), false) }
}

fn read(found: Result<Found, JsValue>, known: bool) -> Search {
    // What a page does to the functions we call means that there is nothing now.
    let Ok(found) = found else { return Search::default() };
    let elements: Vec<Element> = found.elements().iter().map(JsCast::unchecked_into).collect();
    let (numbers, strings) = (found.numbers(), found.strings());
    let strings: Vec<&str> = strings.split('\0').collect();
    let width = STRINGS + if known { KNOWN } else { 0 };
    let rows = strings.chunks_exact(width).zip(numbers.chunks_exact(2)).zip(&elements);
    let candidates = rows
        .map(|((strings, numbers), element)| Candidate {
            role: strings[0].to_owned(),
            name: strings[1].to_owned(),
            text: strings[2].to_owned(),
            label: strings[3].to_owned(),
            visible: numbers[0] & VISIBLE != 0,
            enabled: numbers[0] & ENABLED != 0,
            covered: numbers[0] & COVERED != 0,
            clicked: false,
            harmless: deed::harmless(element),
            inside: (numbers[1] as usize).checked_sub(1),
            field: field::now(element),
            fingerprint: known.then(|| Box::new(known_by(&strings[STRINGS..]))),
        })
        .collect();
    let roots = found.roots().map(|roots| roots.to_vec()).unwrap_or_default();
    Search { elements, candidates, roots }
}

/// In the order of `PROPERTIES` in `js/page/find.js`.
fn known_by(strings: &[&str]) -> Fingerprint {
    let at = |index: usize| strings.get(index).copied().unwrap_or_default().to_owned();
    let attributes = strings.get(14).copied().unwrap_or_default();
    let pairs: Vec<&str> = attributes.split('\u{1}').collect();
    Fingerprint {
        tag: at(0),
        kind: at(1),
        name: at(2),
        id: at(3),
        class: at(4),
        role: at(5),
        aria_label: at(6),
        text: at(7),
        label: at(8),
        href: at(9),
        alt: at(10),
        placeholder: at(11),
        neighbour_text: at(12),
        test_id: at(13),
        attributes: pairs.chunks_exact(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect(),
    }
}
