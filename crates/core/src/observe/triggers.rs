//! What a site wants done when a customer struggles, and when it is left undone.

use alongside_protocol::{flow::Place, message::SignalKind};
use serde::{Deserialize, Serialize};

use super::signals::Subject;
use crate::Millis;

/// Time between two things that nobody has asked for.
const APART: Millis = 30_000;

/// One rule of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The kinds it is for.
    pub signals: Vec<SignalKind>,
    /// What the element's name (or the path) must contain, in any case of letters.
    pub on: Option<String>,
    /// Where the customer must be.
    pub place: Option<Place>,
    /// What is done.
    pub then: Then,
    /// How often in a visit.
    pub at_most: u32,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Starts the flow with this id.
    Flow(String),
    /// Opens the panel with a sentence.
    OfferHelp,
    /// Keeps the signal for whoever answers the customer.
    TellAgent,
}

/// What is going on besides, as far as the decision needs it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Situation {
    /// A flow is running.
    pub guided: bool,
    /// The customer wants, awaits or has a person.
    pub engaged: bool,
    /// The panel is open.
    pub panel_open: bool,
    /// There is something to offer: a person, a flow or a number to call.
    pub can_help: bool,
}

/// What earlier pages of the visit have done, and what they must not do again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// How often each rule was used, by a hash of it: pages may have other rules.
    used: Vec<(u32, u32)>,
    /// The customer has closed an offer.
    dismissed: bool,
    last: Option<Millis>,
}

/// Decides what a signal leads to.
#[derive(Debug, Default)]
pub struct Triggers {
    rules: Vec<Rule>,
    spent: Spent,
}

impl Triggers {
    /// With the site's rules, the most wanted first.
    #[must_use]
    pub fn new(rules: Vec<Rule>) -> Self {
        Self { rules, spent: Spent::default() }
    }

    /// Goes on from what earlier pages of the visit have done.
    pub fn restore(&mut self, spent: Spent) {
        self.spent = spent;
    }

    /// What the next page must know.
    #[must_use]
    pub fn spent(&self) -> &Spent {
        &self.spent
    }

    /// Flows that the rules name.
    pub fn flows(&self) -> impl Iterator<Item = (usize, &str)> {
        self.rules.iter().enumerate().filter_map(|(at, rule)| match &rule.then {
            Then::Flow(id) => Some((at, id.as_str())),
            _ => None,
        })
    }

    /// The customer has closed an offer: there is no other in this visit.
    pub fn dismissed(&mut self) {
        self.spent.dismissed = true;
    }

    /// What is to be done about a signal at `path`: at most one thing that the
    /// customer sees, and what the agent is to know. `knows` tells whether there is
    /// such a flow.
    pub fn struggled(
        &mut self,
        now: Millis,
        kind: SignalKind,
        on: &Subject,
        path: &str,
        situation: Situation,
        knows: impl Fn(&str) -> bool,
    ) -> Vec<Then> {
        let mut done = Vec::new();
        let mut seen = false;
        for rule in self.rules.iter().filter(|rule| rule.is_for(kind, on, path)) {
            let key = rule.key();
            let used = self.spent.used.iter().position(|(known, _)| *known == key);
            if used.is_some_and(|at| self.spent.used[at].1 >= rule.at_most) {
                continue;
            }
            if rule.then != Then::TellAgent {
                let unknown = matches!(&rule.then, Then::Flow(id) if !knows(id));
                if seen || unknown || !self.spent.allows(now, &rule.then, situation) {
                    continue;
                }
                seen = true;
                self.spent.last = Some(now);
            }
            match used {
                Some(at) => self.spent.used[at].1 += 1,
                None => self.spent.used.push((key, 1)),
            }
            done.push(rule.then.clone());
        }
        done
    }
}

impl Spent {
    /// Whether the customer may be shown something now.
    fn allows(&self, now: Millis, then: &Then, situation: Situation) -> bool {
        let free = !situation.guided && !situation.engaged && !situation.panel_open;
        let apart = self.last.is_none_or(|last| now.saturating_sub(last) >= APART);
        let wanted = *then != Then::OfferHelp || situation.can_help && !self.dismissed;
        free && apart && wanted
    }
}

impl Rule {
    fn is_for(&self, kind: SignalKind, on: &Subject, path: &str) -> bool {
        let name = match on {
            Subject::Element(label) => &label.text,
            Subject::Path(path) => path,
        };
        let contains = |part: &String| name.to_lowercase().contains(&part.to_lowercase());
        self.signals.contains(&kind)
            && self.on.as_ref().is_none_or(contains)
            && self.place.as_ref().is_none_or(|place| place.matches(path))
    }

    /// FNV-1a, 32 bits: only to tell a site's few rules apart.
    fn key(&self) -> u32 {
        let then = match &self.then {
            Then::Flow(id) => id.as_str(),
            Then::OfferHelp => "\0offer",
            Then::TellAgent => "\0tell",
        };
        let place = self.place.as_ref().map(ToString::to_string).unwrap_or_default();
        let names = self.signals.iter().map(|kind| kind.name());
        let parts = names.chain([self.on.as_deref().unwrap_or("\0"), &place, then]);
        let bytes = parts.flat_map(|part| part.bytes().chain([0]));
        bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}
