//! Which offers a customer is shown now, and what becomes of them.

use std::collections::BTreeMap;

use alongside_protocol::{
    flow::{Cap, Experiment, Form, Offer, Value},
    message::{Reason, SignalKind},
};

use super::{Arm, ChecklistView, HotspotView, OfferView, OffersView, Record, Visit, arm, audience::includes};
use crate::{Millis, guide::Waypoint};

/// Marks on one page at most: with more of them nobody looks at any.
const HOTSPOTS: usize = 5;

/// The offers of the site, and what is known of the customer.
#[derive(Debug, Clone)]
pub struct Board {
    offers: Vec<Offer>,
    experiments: Vec<Experiment>,
    record: Record,
    visit_began: Millis,
    /// Width of the viewport in CSS pixels.
    width: u32,
    /// What the customer has struggled with on this page.
    signals: Vec<SignalKind>,
    /// Offers that were seen on this page.
    seen: Vec<String>,
    /// Of these, those that the customer was not shown: one who is held out.
    held_out: Vec<String>,
    /// The banner or modal of this page: there is one at most, shown or held out.
    announced: Option<String>,
    view: OffersView,
}

/// What there is now beside the offers.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The path of the page, as places match it.
    pub path: &'a str,
    /// What the site told.
    pub context: &'a BTreeMap<String, Value>,
    /// Why the customer came, when that is known.
    pub reason: Option<Reason>,
    /// The language of the interface, a BCP 47 tag.
    pub locale: &'a str,
    /// No step is on the screen.
    pub unguided: bool,
    /// Nor is the panel, nor a conversation.
    pub free: bool,
    /// What a button says that starts a flow.
    pub button: &'a str,
}

/// What has become of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// It came on the screen.
    Shown,
    /// The customer would have been shown it, and is one of those who are shown none.
    HeldOut,
    /// The customer has opened a hotspot.
    Opened,
    /// The customer has gone on to its flow.
    Taken,
    /// The customer wants to see no more of it.
    Dismissed,
}

/// What the board wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Show this, and say what came on the screen.
    Show(OffersView),
    /// Keep the record.
    Keep(Vec<u8>),
    /// Tell the site.
    Tell {
        /// The offer's id.
        offer: String,
        /// What has become of it.
        notice: Notice,
        /// Its experiment and variant.
        arm: Option<(String, String)>,
    },
}

impl Notice {
    /// Its name, as the `offer` event has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::HeldOut => "held-out",
            Self::Opened => "opened",
            Self::Taken => "taken",
            Self::Dismissed => "dismissed",
        }
    }
}

impl Board {
    /// No offers; `random` is the customer's number unless the browser has kept another.
    #[must_use]
    pub fn new(random: u64) -> Self {
        Self {
            offers: Vec::new(),
            experiments: Vec::new(),
            record: Record::new(random),
            visit_began: 0,
            width: 0,
            signals: Vec::new(),
            seen: Vec::new(),
            held_out: Vec::new(),
            announced: None,
            view: OffersView::default(),
        }
    }

    /// What the site offers.
    pub fn set(&mut self, offers: Vec<Offer>, experiments: Vec<Experiment>) {
        (self.offers, self.experiments) = (offers, experiments);
    }

    /// Takes that back, to be read anew.
    pub fn take(&mut self) -> (Vec<Offer>, Vec<Experiment>) {
        (std::mem::take(&mut self.offers), std::mem::take(&mut self.experiments))
    }

    /// The offers.
    #[must_use]
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// What the browser has kept, here or in another tab.
    pub fn kept(&mut self, bytes: &[u8]) {
        self.record = Record::read(bytes, self.record.customer());
    }

    /// What the browser keeps is to be forgotten, and begun anew.
    pub fn forget(&mut self, random: u64) {
        self.record = Record::new(random);
    }

    /// When the visit began.
    pub fn begins(&mut self, at: Millis) {
        self.visit_began = at;
    }

    /// When the visit began.
    #[must_use]
    pub fn began(&self) -> Millis {
        self.visit_began
    }

    /// The viewport has this width, in CSS pixels.
    pub fn has_width(&mut self, width: u32) {
        self.width = width;
    }

    /// The customer struggles on this page.
    pub fn struggles(&mut self, kind: SignalKind) {
        if !self.signals.contains(&kind) {
            self.signals.push(kind);
        }
    }

    /// The customer is on another page.
    pub fn arrives(&mut self) {
        self.signals.clear();
        // What is on the screen and for this page, too, goes on there; all else is of the
        // page that was left.
        let view = std::mem::take(&mut self.view);
        self.seen.retain(|id| view.has(id) || self.held_out.contains(id));
        self.view = view;
        self.announced = None;
    }

    /// Whether something is offered that depends on the page's elements.
    #[must_use]
    pub fn watches_page(&self) -> bool {
        !self.view.inline.is_empty() || !self.view.hotspots.is_empty()
    }

    /// The flow that was left unfinished on an earlier visit, and where.
    #[must_use]
    pub fn unfinished(&self, now: Millis) -> Option<&Waypoint> {
        self.record.unfinished(now)
    }

    /// A flow is at a step.
    pub fn under_way(&mut self, now: Millis, at: Waypoint, out: &mut Vec<Ask>) {
        self.record.under_way(now, at);
        self.keep(out);
    }

    /// A flow is over.
    pub fn over(&mut self, flow: &str, completed: bool, out: &mut Vec<Ask>) {
        self.record.over(flow, completed);
        self.keep(out);
    }

    /// Chooses what is shown, and asks for it when it is something else than before.
    pub fn settle(&mut self, now: Millis, moment: &Moment<'_>, out: &mut Vec<Ask>) {
        let mut view = OffersView::default();
        let mut held_out = Vec::<String>::new();
        let visit = visit(moment, &self.signals, self.width);
        if self.announced.is_none()
            && let Some((says, _)) = &self.view.announcement
            && let Some(offer) = self.offers.iter().find(|offer| offer.id == says.id)
            && self.choose(now, offer, &visit) == Chosen::Yes
        {
            // It was there when the customer came to this page.
            self.announced = Some(offer.id.clone());
        }
        for offer in &self.offers {
            let chosen = self.choose(now, offer, &visit);
            if chosen == Chosen::No {
                continue;
            }
            if chosen == Chosen::HeldOut {
                // One that would not come now is not kept from anybody.
                if self.would_come(offer, &view, moment) {
                    held_out.push(offer.id.clone());
                    // Nothing else comes in its place, or there would be nothing to compare with.
                    if is_brief(offer) {
                        self.announced = Some(offer.id.clone());
                    }
                }
                continue;
            }
            if let Some(one) = &offer.announcement {
                let button = one.flow.as_ref().map(|_| (one.button.as_ref(), moment.button));
                let says = OfferView::new(&offer.id, moment, &one.title, one.text.as_ref(), button);
                if one.form == Form::Inline {
                    view.inline.push(says);
                } else if self.would_come(offer, &view, moment) {
                    view.announcement = Some((says, one.form == Form::Modal));
                }
            }
            if let Some(one) = &offer.hotspot
                && self.would_come(offer, &view, moment)
            {
                let button = one.flow.as_ref().map(|_| (one.button.as_ref(), moment.button));
                let says = OfferView::new(&offer.id, moment, &one.title, one.text.as_ref(), button);
                view.hotspots.push(HotspotView { says, target: one.target.clone() });
            }
        }
        for id in &held_out {
            if !self.seen.contains(id) {
                // Counted as those are who are shown it; and which variants a customer gets
                // holds from here on.
                self.record.shown(id, now);
                self.tell(id, Notice::HeldOut, out);
                self.seen.push(id.clone());
                self.keep(out);
            }
        }
        self.held_out = held_out;
        if let Some((says, _)) = &view.announcement {
            self.announced = Some(says.id.clone());
        }
        if self.view != view {
            self.view = view.clone();
            out.push(Ask::Show(view));
        }
    }

    /// Whether there is room for it beside what is shown already.
    fn would_come(&self, offer: &Offer, view: &OffersView, moment: &Moment<'_>) -> bool {
        if let Some(one) = &offer.announcement
            && one.form != Form::Inline
        {
            let is_its_turn = self.announced.as_ref().is_none_or(|id| *id == offer.id);
            return view.announcement.is_none() && moment.unguided && moment.free && is_its_turn;
        }
        offer.hotspot.is_none() || moment.unguided && view.hotspots.len() < HOTSPOTS
    }

    fn choose(&self, now: Millis, offer: &Offer, visit: &Visit<'_>) -> Chosen {
        if !includes(&offer.audience, visit) {
            return Chosen::No;
        }
        let cap = match offer.often {
            // What is on the screen stays there.
            _ if self.seen.contains(&offer.id) => Cap::Always,
            Some(cap) => cap,
            None if is_brief(offer) => Cap::Once,
            None => Cap::Always,
        };
        if !self.record.allows(&offer.id, cap, now, self.visit_began) {
            return Chosen::No;
        }
        let Some(wanted) = &offer.arm else { return Chosen::Yes };
        let experiment = self.experiments.iter().find(|one| one.id == wanted.experiment);
        match experiment.and_then(|one| arm(one, self.record.customer())) {
            Some(Arm { variant, held_out }) if variant == wanted.variant => {
                if held_out {
                    Chosen::HeldOut
                } else {
                    Chosen::Yes
                }
            }
            _ => Chosen::No,
        }
    }

    /// The first checklist for this customer.
    #[must_use]
    pub fn checklist(&self, now: Millis, moment: &Moment<'_>) -> Option<ChecklistView> {
        let visit = visit(moment, &self.signals, self.width);
        let offers = self.offers.iter().filter_map(|offer| Some((offer, offer.checklist.as_ref()?)));
        let (offer, list) =
            offers.into_iter().find(|(offer, _)| self.choose(now, offer, &visit) == Chosen::Yes)?;
        let told = |key: &str| visit.context.get(key);
        let items = list.items.iter().map(|item| {
            let so = !item.done.0.is_empty() && item.done.0.iter().all(|(key, test)| test.passes(told(key)));
            (item.title.for_locale(visit.locale).to_owned(), so || self.record.has_completed(&item.flow))
        });
        Some(ChecklistView {
            id: offer.id.clone(),
            title: list.title.for_locale(visit.locale).to_owned(),
            items: items.collect(),
        })
    }

    /// These came on the screen.
    pub fn seen(&mut self, now: Millis, ids: Vec<String>, out: &mut Vec<Ask>) {
        for id in ids {
            if !self.seen.contains(&id) && self.offers.iter().any(|offer| offer.id == id) {
                self.record.shown(&id, now);
                self.tell(&id, Notice::Shown, out);
                self.seen.push(id);
                self.keep(out);
            }
        }
    }

    /// The customer has opened a hotspot.
    pub fn opened(&mut self, id: &str, out: &mut Vec<Ask>) {
        self.tell(id, Notice::Opened, out);
    }

    /// The customer goes on to the flow of an offer, or of an item of a checklist: its id.
    /// What has led there does not come again; a checklist does.
    pub fn taken(&mut self, id: &str, item: usize, out: &mut Vec<Ask>) -> Option<String> {
        let offer = self.offers.iter().find(|offer| offer.id == id)?;
        let flow = offer.flows().nth(item)?.1.to_owned();
        if offer.checklist.is_none() {
            self.record.dismissed(id);
            self.keep(out);
        }
        self.tell(id, Notice::Taken, out);
        Some(flow)
    }

    /// The customer wants to see no more of it.
    pub fn dismissed(&mut self, id: &str, out: &mut Vec<Ask>) {
        self.record.dismissed(id);
        self.keep(out);
        self.tell(id, Notice::Dismissed, out);
    }

    fn keep(&self, out: &mut Vec<Ask>) {
        out.push(Ask::Keep(self.record.bytes()));
    }

    fn tell(&self, id: &str, notice: Notice, out: &mut Vec<Ask>) {
        let arm = self.offers.iter().find(|offer| offer.id == id).and_then(|offer| offer.arm.as_ref());
        let arm = arm.map(|arm| (arm.experiment.clone(), arm.variant.clone()));
        out.push(Ask::Tell { offer: id.to_owned(), notice, arm });
    }
}

fn visit<'a>(moment: &Moment<'a>, signals: &'a [SignalKind], width: u32) -> Visit<'a> {
    let Moment { path, context, reason, locale, .. } = *moment;
    Visit { path, context, reason, signals, width, locale }
}

/// Whether it is a banner or a modal.
fn is_brief(offer: &Offer) -> bool {
    offer.announcement.as_ref().is_some_and(|one| one.form != Form::Inline)
}

/// Whether an offer is for a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Yes,
    No,
    HeldOut,
}
