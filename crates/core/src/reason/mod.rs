//! Why the customer came: `buy`, `care` or `fix`, with what speaks for it.

mod words;

use alongside_protocol::message::{Evidence, EvidenceSource, PageAbout, Reason, ReasonGuess, SignalKind};

use crate::privacy::{Policy, Redacted};

/// Evidence beyond this is dropped, weakest first.
const MOST: usize = 24;

/// Below this confidence, in percent, we rather say nothing.
const LEAST: u8 = 45;

/// Collects evidence and weighs it.
#[derive(Debug, Default, Clone)]
pub struct Reasoning {
    evidence: Vec<(Reason, Evidence<Redacted>)>,
}

/// How much each source counts at most, in tenths of a natural-log unit: what the
/// customer chose tells more than where they happen to be.
fn weight(source: EvidenceSource) -> u8 {
    match source {
        EvidenceSource::Site => 60,
        EvidenceSource::Flow => 25,
        EvidenceSource::Path => 14,
        EvidenceSource::Choice => 12,
        EvidenceSource::Heading => 8,
        EvidenceSource::Signal => 5,
        EvidenceSource::Page => 14,
    }
}

impl Reasoning {
    /// The site or a flow names the reason.
    pub fn told(&mut self, reason: Reason, source: EvidenceSource, text: Redacted) {
        self.add(reason, Evidence { source, weight: weight(source), text });
    }

    /// Reads words where the customer is or what they chose. `shown` is what an
    /// agent may be told of it.
    pub fn read(&mut self, source: EvidenceSource, words: &str, shown: &Redacted) {
        for (reason, share) in words::reasons_in(words) {
            let weight = (u16::from(weight(source)) * u16::from(share) / 10) as u8;
            self.add(reason, Evidence { source, weight, text: shown.clone() });
        }
    }

    /// A basket with something in it speaks for buying, a product less so. What an
    /// order that has been placed speaks for, its page's words tell.
    pub fn about(&mut self, page: &PageAbout<Redacted>, policy: &Policy) {
        let source = EvidenceSource::Page;
        let weight = weight(source);
        if page.basket.as_ref().is_some_and(|basket| !basket.ordered) {
            let text = policy.told_by_site("a basket");
            self.add(Reason::Buy, Evidence { source, weight, text });
        } else if page.product.is_some() {
            let text = policy.told_by_site("a product");
            self.add(Reason::Buy, Evidence { source, weight: weight / 2, text });
        }
    }

    /// Something that does not work speaks a little for something that needs fixing.
    pub fn struggled(&mut self, kind: SignalKind, shown: &Redacted) {
        use SignalKind::{DeadClick, ErrorClick, FailedRequest, RageClick, ValidationError};
        if matches!(kind, RageClick | DeadClick | ErrorClick | FailedRequest | ValidationError) {
            let weight = weight(EvidenceSource::Signal);
            self.add(Reason::Fix, Evidence { source: EvidenceSource::Signal, weight, text: shown.clone() });
        }
    }

    fn add(&mut self, reason: Reason, evidence: Evidence<Redacted>) {
        let same = |(known, old): &(Reason, Evidence<Redacted>)| {
            *known == reason && old.source == evidence.source && old.text == evidence.text
        };
        // Seeing the same thing again is no more evidence than seeing it once.
        if self.evidence.iter().any(same) {
            return;
        }
        self.evidence.push((reason, evidence));
        self.evidence.sort_by_key(|(_, evidence)| std::cmp::Reverse(evidence.weight));
        self.evidence.truncate(MOST);
    }

    /// The likeliest reason, once the evidence carries it: a softmax over the sums
    /// of the weights, so that evidence for one speaks against the others.
    #[must_use]
    pub fn guess(&self) -> Option<ReasonGuess<Redacted>> {
        let sum = |wanted: Reason| -> u32 {
            self.evidence
                .iter()
                .filter(|(reason, _)| *reason == wanted)
                .map(|(_, one)| u32::from(one.weight))
                .sum()
        };
        let sums = [Reason::Buy, Reason::Care, Reason::Fix].map(|reason| (reason, sum(reason)));
        let &(reason, best) = sums.iter().rev().max_by_key(|(_, sum)| *sum)?;
        if best == 0 {
            return None;
        }
        let total: f64 = sums.iter().map(|(_, sum)| ((f64::from(*sum) - f64::from(best)) / 10.0).exp()).sum();
        let confidence = (100.0 / total) as u8;
        (confidence >= LEAST).then(|| ReasonGuess {
            reason,
            confidence: confidence.min(99),
            evidence: self
                .evidence
                .iter()
                .filter(|(of, _)| *of == reason)
                .map(|(_, one)| one.clone())
                .collect(),
        })
    }

    /// Everything collected, to be kept over a page load.
    pub fn iter(&self) -> impl Iterator<Item = &(Reason, Evidence<Redacted>)> {
        self.evidence.iter()
    }

    /// Puts back what an earlier page collected.
    pub fn restore(&mut self, reason: Reason, evidence: Evidence<Redacted>) {
        self.add(reason, evidence);
    }
}

#[cfg(test)]
mod tests {
    use alongside_protocol::message::{Basket, Product};

    use super::*;
    use crate::privacy::Level;

    fn reading(source: EvidenceSource, words: &[&str]) -> Option<ReasonGuess<Redacted>> {
        let mut reasoning = Reasoning::default();
        for words in words {
            reasoning.read(source, words, &Policy::default().label(Level::Show, words));
        }
        reasoning.guess()
    }

    #[test]
    fn nothing_is_guessed_from_nothing() {
        assert_eq!(reading(EvidenceSource::Path, &["/", "/about.html"]), None);
    }

    #[test]
    fn where_a_customer_goes_tells_why() {
        for (path, reason) in [
            ("/open/details.html", Reason::Buy),
            ("/checkout/payment.html", Reason::Buy),
            ("/transfer.html", Reason::Care),
            ("/dispute/reason.html", Reason::Fix),
            ("/konto-eroeffnen", Reason::Buy),
        ] {
            let guess = reading(EvidenceSource::Path, &[path]);
            assert_eq!(guess.map(|guess| guess.reason), Some(reason), "{path}");
        }
    }

    #[test]
    fn more_evidence_is_more_confidence_and_repetition_is_not() {
        let one = reading(EvidenceSource::Path, &["/open/"]).map(|guess| guess.confidence);
        let same = reading(EvidenceSource::Path, &["/open/", "/open/"]).map(|guess| guess.confidence);
        let two = reading(EvidenceSource::Path, &["/open/", "/apply/"]).map(|guess| guess.confidence);
        assert_eq!(one, same);
        assert!(two > one, "{two:?} {one:?}");
    }

    #[test]
    fn a_basket_speaks_for_buying_and_an_order_does_not() {
        let policy = Policy::default();
        let basket = |ordered| Basket { items: 2, total: None, lines: Vec::new(), ordered };
        let product =
            Product { name: policy.label(Level::Show, "Tent"), price: None, lowest: false, stock: None };
        let guessed = |product: Option<Product<Redacted>>, basket: Option<Basket<Redacted>>| {
            let title = policy.label(Level::Show, "");
            let mut reasoning = Reasoning::default();
            reasoning.about(&PageAbout { title, trail: Vec::new(), step: None, product, basket }, &policy);
            reasoning.guess().map(|guess| (guess.reason, guess.confidence))
        };
        let (_, of_basket) = guessed(None, Some(basket(false))).unwrap();
        let (reason, of_product) = guessed(Some(product), None).unwrap();
        assert!(reason == Reason::Buy && of_basket > of_product, "{of_basket} {of_product}");
        assert_eq!(guessed(None, Some(basket(true))), None);
    }

    #[test]
    fn what_the_site_says_outweighs_words() {
        let mut reasoning = Reasoning::default();
        let policy = Policy::default();
        reasoning.read(EvidenceSource::Path, "/open/", &policy.path("/open/"));
        reasoning.told(Reason::Fix, EvidenceSource::Site, policy.told_by_site("card blocked"));
        let guess = reasoning.guess().unwrap();
        assert_eq!((guess.reason, guess.evidence.len()), (Reason::Fix, 1));
    }
}
