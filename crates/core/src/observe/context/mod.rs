//! What the page says of itself, understood: title, headings, landmarks, the way
//! through the site, product and basket.
//!
//! The shell hands over what it found (`js/page/context.js`) as one [`Tree`]; here it is
//! read without trust, since a site may have written anything. What more than one
//! source tells is taken from the first that does, in this order: JSON-LD,
//! microdata, Open Graph, the page's own markup. A product's gaps are filled from
//! the next source that means the same product.

mod basket;
mod form;
mod graph;
mod markup;
mod open_graph;
mod price;
mod product;
mod reading;
mod trail;

use alongside_protocol::{
    message::{PageAbout, PageStep},
    tree::Tree,
};

use crate::privacy::{Level, Policy, Redacted};
use graph::{Graph, entry, text};

pub use form::{FieldSeen, progress};
pub(crate) use reading::Reading;

/// What is understood of a page, as far as the policy lets it be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageContext {
    /// What an agent is told.
    pub about: PageAbout<Redacted>,
    /// The headings that can be seen, in their order.
    pub headings: Vec<Heading>,
    /// The landmarks, in their order.
    pub landmarks: Vec<Landmark>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What it says.
    pub text: Redacted,
}

/// A landmark of the page (ARIA 1.2, 5.3.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landmark {
    /// Its role.
    pub role: &'static str,
    /// What it is called; empty when it has no name.
    pub name: Redacted,
}

impl PageContext {
    /// What the page's main heading says.
    #[must_use]
    pub fn heading(&self) -> Option<&Redacted> {
        self.headings.iter().find(|heading| heading.level == 1).map(|heading| &heading.text)
    }
}

/// Reads what the shell found. Whatever is not as it should be is left out.
#[must_use]
pub fn read(found: &Tree, policy: &Policy) -> PageContext {
    let shows_text = policy.level < Level::MaskAllText;
    let label = |text: &str| policy.label(Level::default(), text);
    let step = markup::step(found);
    let step = step.map(|(number, of, name)| PageStep { number, of, name: label(&name) });
    if !shows_text {
        // How far the customer is, is no text of the page.
        let about = PageAbout { title: label(""), trail: Vec::new(), step, product: None, basket: None };
        return PageContext { about, headings: Vec::new(), landmarks: Vec::new() };
    }
    let said = |text: &str| policy.published(Level::default(), text);
    let linked = Graph::of(entry(found, "linked"));
    let items = Graph::of(entry(found, "items"));
    let preview = open_graph::read(entry(found, "meta"));
    let headings = markup::headings(found);
    let main = headings.iter().find(|(level, _)| *level == 1).map_or("", |(_, text)| text.as_str());

    let products = [product::of(&linked, main), product::of(&items, main), preview.product];
    let product = product::merged(products).map(|product| product.map(said));
    let basket = basket::of(&linked).or_else(|| basket::of(&items));
    let basket = basket.map(|basket| basket::map(basket, said));
    let trail = [trail::of(&linked), trail::of(&items), markup::trail(found)];
    let trail = trail.into_iter().find(|trail| !trail.is_empty()).unwrap_or_default();
    let title = markup::title(text(entry(found, "title")).unwrap_or_default(), preview.site.as_deref());

    PageContext {
        about: PageAbout {
            title: label(if title.is_empty() { main } else { title }),
            trail: trail.iter().map(|name| label(name)).collect(),
            step,
            product,
            basket,
        },
        headings: headings.iter().map(|(level, text)| Heading { level: *level, text: label(text) }).collect(),
        landmarks: markup::landmarks(found)
            .map(|(role, name)| Landmark { role, name: label(name) })
            .collect(),
    }
}
