//! The list of who is on the site, ready to show.

use std::cmp::Reverse;

use alongside_protocol::message::{Channel, VisitView};

use crate::{app::State, words};

/// One visit in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The visit's id.
    pub visit: String,
    /// The customer.
    pub who: String,
    /// The site.
    pub site: String,
    /// The page they are on.
    pub path: String,
    /// Why they came, in words.
    pub reason: Option<Guess>,
    /// What they struggle with.
    pub signals: Vec<String>,
    /// Where in the site that page is, in words.
    pub place: Option<String>,
    /// The product or the basket that the page is about.
    pub goods: Option<String>,
    /// The page's place in a run of pages.
    pub page_step: Option<String>,
    /// Where they are in a flow.
    pub step: Option<String>,
    /// How far the form is.
    pub form: Option<Form>,
    /// How long they have been here.
    pub here: String,
    /// Whether their page is connected.
    pub online: bool,
    /// Set while they wait.
    pub waiting: Option<Wait>,
    /// Who they are with, in words.
    pub with: Option<String>,
    /// This agent's own engagement with them.
    pub mine: Option<u64>,
}

impl Row {
    /// With one counter of how far the customer is: of the flow that they are guided
    /// through, else of the pages' own steps, else of the form.
    #[must_use]
    pub fn with_one_counter(mut self) -> Self {
        if self.step.is_some() {
            self.page_step = None;
        }
        if self.step.is_some() || self.page_step.is_some() {
            self.form = None;
        }
        self
    }
}

/// Why a customer came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// In words.
    pub text: &'static str,
    /// How sure that is, in words.
    pub confidence: String,
    /// What speaks for it.
    pub evidence: Vec<String>,
}

/// How far a form is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// In words.
    pub text: String,
    /// Fields filled.
    pub done: u16,
    /// Fields in all.
    pub of: u16,
    /// The field in use.
    pub current: Option<String>,
}

/// A customer's wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// The engagement to accept.
    pub engagement: u64,
    /// The channel asked for.
    pub channel: Channel,
    /// For how long.
    pub time: String,
    /// Set where they are to be called back.
    pub callback: Option<CallBack>,
}

/// A customer to be called back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallBack {
    /// When, in milliseconds since the Unix epoch by the relay's clock.
    pub at: u64,
    /// Whether that is now, or over.
    pub due: bool,
    /// How often nobody was reached.
    pub tries: u32,
}

/// All visits: who is to be called back now, then who waits longest first, then who is to
/// be called back later, the next one first; then who is on the site, longest first, then
/// who is away.
#[must_use]
pub fn rows(state: &State, now: u64) -> Vec<Row> {
    let mut visits: Vec<&VisitView> = state.visits.values().collect();
    visits.sort_by_key(|view| {
        let at = view.callback.map(|callback| callback.at);
        let waiting = view.waiting.map(|waiting| at.unwrap_or(waiting.since));
        let turn = match at {
            Some(at) if at <= now => 0,
            None => 1,
            Some(_) => 2,
        };
        (Reverse(waiting.is_some()), turn, waiting, Reverse(view.online), view.since)
    });
    visits.into_iter().map(|view| row(state, view, now)).collect()
}

/// One visit.
#[must_use]
pub fn row(state: &State, view: &VisitView, now: u64) -> Row {
    let status = view.status.as_ref();
    let mine = state
        .rooms
        .iter()
        .find(|room| room.is_active() && room.engagement.visit == view.visit)
        .map(|room| room.engagement.id);
    let guess = status.and_then(|status| status.reason.as_ref());
    let about = status.and_then(|status| status.about.as_deref());
    let basket = about.and_then(|about| about.basket.as_ref()).map(words::basket);
    let product = || about.and_then(|about| about.product.as_ref()).map(words::product);
    Row {
        visit: view.visit.clone(),
        who: words::who(view),
        site: view.site.clone(),
        path: status.map(|status| status.path.clone()).unwrap_or_default(),
        reason: guess.map(|guess| Guess {
            text: words::reason(guess.reason),
            confidence: words::confidence(guess),
            evidence: words::evidence(guess, 3),
        }),
        signals: view
            .signals
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|&(kind, count)| words::signal(kind, count))
            .collect(),
        place: about.and_then(words::place),
        goods: basket.or_else(product).filter(|goods| !goods.is_empty()),
        page_step: about.and_then(|about| about.step.as_ref()).map(words::page_step),
        step: status.and_then(|status| status.flow.as_ref()).map(words::step),
        form: status.and_then(|status| status.form.as_ref()).filter(|form| form.fields > 0).map(|form| {
            Form {
                text: words::form(form),
                done: form.done.min(form.fields),
                of: form.fields,
                current: form.current.clone(),
            }
        }),
        here: words::duration(now.saturating_sub(view.since)),
        online: view.online,
        waiting: view.waiting.map(|waiting| Wait {
            engagement: waiting.engagement,
            channel: waiting.channel,
            time: words::clock(now.saturating_sub(waiting.since)),
            callback: view.callback.map(|callback| CallBack {
                at: callback.at,
                due: callback.at <= now,
                tries: callback.tries,
            }),
        }),
        with: view.agent.as_ref().map(|agent| match mine {
            Some(_) => "With you".into(),
            None => format!("With {agent}"),
        }),
        mine,
    }
}
