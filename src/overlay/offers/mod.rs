//! What is offered beside the flows: a banner or a modal, words in elements of the page's
//! own, and marks on others.

mod announcement;
mod hotspot;
mod inline;
mod says;

use std::cell::RefCell;

use alongside_core::{offer::OffersView, words::Language};
use web_sys::HtmlElement;

use super::dom::Maker;
use crate::{options::Theme, page::Page};
use announcement::Announcement;
use hotspot::Hotspot;
use inline::Inline;

pub(super) struct Offers {
    make: Maker,
    language: Language,
    theme: Theme,
    announcement: Announcement,
    /// Where the marks are put.
    marks: HtmlElement,
    view: RefCell<OffersView>,
    inline: RefCell<Vec<Inline>>,
    hotspots: RefCell<Vec<Hotspot>>,
}

impl Offers {
    pub(super) fn new(make: &Maker, language: Language, theme: &Theme) -> Self {
        Self {
            make: make.clone(),
            language,
            theme: theme.clone(),
            announcement: Announcement::new(make, language),
            marks: make.element("div", ""),
            view: RefCell::default(),
            inline: RefCell::default(),
            hotspots: RefCell::default(),
        }
    }

    pub(super) fn elements(&self) -> [&HtmlElement; 3] {
        let [banner, modal] = self.announcement.elements();
        [banner, modal, &self.marks]
    }

    /// Shows these and no others. Says what of a new announcement is to be said aloud.
    pub(super) fn show(&self, view: &OffersView) -> Option<String> {
        self.view.replace(view.clone());
        self.inline.borrow_mut().retain(|one| view.inline.contains(&one.says));
        self.hotspots.borrow_mut().retain(|one| view.hotspots.contains(&one.view));
        self.announcement.show(view.announcement.as_ref())
    }

    /// Puts what depends on elements of the page where they now are, and says what can be
    /// seen: ids of offers.
    pub(super) fn settle(&self, page: &Page) -> Vec<String> {
        let view = self.view.borrow().clone();
        let mut seen: Vec<String> = view.announcement.iter().map(|(says, _)| says.id.clone()).collect();
        let mut inline = self.inline.borrow_mut();
        inline.retain(Inline::is_there);
        for says in &view.inline {
            if !inline.iter().any(|one| one.says == *says)
                && let Some(one) = Inline::put(&self.make, self.language, &self.theme, says)
            {
                inline.push(one);
            }
        }
        seen.extend(inline.iter().map(|one| one.says.id.clone()));
        let mut hotspots = self.hotspots.borrow_mut();
        for spot in &view.hotspots {
            let target = page.find_one(&spot.target);
            let at = hotspots.iter().position(|one| one.view == *spot);
            match (at, target) {
                (Some(at), Some(target)) if hotspots[at].target == target => {}
                (at, target) => {
                    if let Some(at) = at {
                        hotspots.remove(at);
                    }
                    if let Some(target) = target {
                        hotspots.push(Hotspot::put(&self.make, self.language, &self.marks, spot, target));
                    }
                }
            }
        }
        seen.extend(hotspots.iter().map(|one| one.view.says.id.clone()));
        seen
    }

    /// How many marks there are on the page.
    pub(super) fn marks(&self) -> usize {
        self.hotspots.borrow().len()
    }

    /// The host has moved in the document: what was in the top layer has left it.
    pub(super) fn mount(&self) {
        self.announcement.mount();
        self.hotspots.borrow().iter().for_each(Hotspot::mount);
    }

    pub(super) fn follow(&self) {
        self.hotspots.borrow().iter().for_each(Hotspot::follow);
    }

    /// Takes all of it off the page.
    pub(super) fn release(&self) {
        self.view.take();
        self.inline.take();
        self.hotspots.take();
        self.announcement.show(None);
    }
}
