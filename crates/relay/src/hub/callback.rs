//! Calling back at a time: which times are free, who has asked for one, and what comes of
//! it. It waits beside the queue, like a message, and is stored like one; the number goes
//! with its end.

use std::collections::BTreeMap;

use alongside_protocol::message::{
    self, AskCallback, CallbackDue, Channel, EndedBy, HandOverStage, Stage as StageView, ToAgent, ToCustomer,
    is_phone_number,
};
use tracing::debug;

use super::{
    Hub, Turn,
    alarm::Alarm,
    io::{Millis, VisitId},
    stage::Stage,
};

/// The longest name, in bytes.
const LONGEST_NAME: usize = 200;

/// How often a customer who is not reached is called.
const MOST_TRIES: u32 = 2;

/// What a customer wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Callback {
    pub(crate) at: Millis,
    pub(crate) phone: String,
    pub(crate) name: String,
    /// How often nobody was reached.
    pub(crate) tries: u32,
}

impl Callback {
    pub(super) fn due(&self) -> CallbackDue {
        CallbackDue { at: self.at, tries: self.tries }
    }

    fn view(&self) -> message::Callback {
        let Self { at, phone, name, tries } = self.clone();
        message::Callback { at, phone, name, tries }
    }
}

impl Hub {
    /// Times at which somebody new may be called back.
    pub(super) fn free_slots(&self, site: usize, now: Millis) -> Vec<Millis> {
        self.slots_but(site, now, None)
    }

    /// The same, as if an engagement had none of them yet.
    fn slots_but(&self, site: usize, now: Millis, but: Option<u64>) -> Vec<Millis> {
        let (Some(week), Some(rule)) = (&self.desks[site].week, self.rules.sites[site].callbacks) else {
            return Vec::new();
        };
        let mut taken: BTreeMap<Millis, u32> = BTreeMap::new();
        for engagement in self.engagements.values() {
            let running = engagement.site == site && engagement.stage.is_running();
            if let Some(callback) =
                engagement.callback.as_ref().filter(|_| running && Some(engagement.id) != but)
            {
                *taken.entry(callback.at).or_default() += 1;
            }
        }
        let mut slots = week.slots(now, rule.minutes);
        slots.retain(|at| taken.get(at).is_none_or(|count| *count < rule.per_slot));
        slots
    }

    /// Looks at the times again when the first of them is over.
    pub(super) fn watch_slots(&mut self, site: usize, now: Millis) {
        if let (Some(week), Some(rule)) = (&self.desks[site].week, self.rules.sites[site].callbacks)
            && let Some(first) = week.slots(now, rule.minutes).first()
        {
            self.alarms.insert((*first, Alarm::Slots(site)));
        }
    }

    pub(super) fn slots_change(&mut self, turn: &mut Turn<'_>, site: usize) {
        self.unsettled.insert(site);
        self.watch_slots(site, turn.now);
    }

    pub(super) fn tell_slots(&mut self, turn: &mut Turn<'_>, visit: &VisitId) {
        let own = self.running(visit);
        let Some((site, socket)) = self.visits.get(visit).map(|visit| (visit.site, visit.socket)) else {
            return;
        };
        let slots = self.slots_but(site, turn.now, own);
        if let Some(socket) = socket {
            turn.tell_page(socket, &ToCustomer::Slots(slots));
        }
    }

    /// A customer wants to be called back, or at another time.
    pub(super) fn ask_callback(&mut self, turn: &mut Turn<'_>, visit: &VisitId, ask: AskCallback<String>) {
        let Some(site) = self.visits.get(visit).map(|visit| visit.site) else { return };
        if !is_phone_number(&ask.phone) || ask.name.len() > LONGEST_NAME {
            // The page has said so already; this one did not ask.
            return debug!(visit = %visit, "dropped: a callback without a telephone number");
        }
        let running = self.running(visit);
        if !self.slots_but(site, turn.now, running).contains(&ask.at) {
            return self.tell_slots(turn, visit);
        }
        let waits = |id: &u64| self.engagements.get(id).is_some_and(|one| one.stage == Stage::Waiting);
        let id = match running {
            Some(id) if waits(&id) => Some(id),
            Some(_) => return debug!(visit = %visit, "dropped: an agent is there already"),
            None => self.begin(turn, visit, Channel::Callback),
        };
        let Some(id) = id else { return };
        let Some(engagement) = self.engagements.get_mut(&id) else { return };
        engagement.channel = Channel::Callback;
        engagement.callback = Some(Callback { at: ask.at, phone: ask.phone, name: ask.name, tries: 0 });
        self.forget_code(id);
        self.unsettled.insert(site);
        self.store_engagement(turn, id);
        self.touch(visit);
        self.tell_engagement(turn, id);
        self.tell_callback(turn, id);
    }

    /// When the customer is called back, to their page.
    fn tell_callback(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(engagement) = self.engagements.get(&id) else { return };
        let visit = engagement.visit.clone();
        if let Some(at) = engagement.callback.as_ref().map(|callback| callback.at) {
            self.tell_customer(turn, &visit, &ToCustomer::Callback(at));
        }
    }

    /// When the customer of a running engagement is called back.
    pub(super) fn callback_at(&self, id: u64) -> Option<Millis> {
        Some(self.engagements.get(&id)?.callback.as_ref()?.at)
    }

    /// Tells an agent whom to call.
    pub(super) fn brief_on_callback(&self, turn: &mut Turn<'_>, name: &str, id: u64) {
        if let Some(callback) = self.engagements.get(&id).and_then(|one| one.callback.as_ref()) {
            self.tell_agent(turn, name, &ToAgent::Callback((id, callback.view())));
        }
    }

    /// An agent has called: reached, it is done; not reached, there is one more try.
    pub(super) fn callback_over(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        reached: bool,
    ) -> Result<(), String> {
        if self.partner(name, id)?.is_none() {
            return Ok(());
        }
        let Some(site) = self.engagements.get(&id).map(|engagement| engagement.site) else { return Ok(()) };
        let again = self.next_try(site, turn.now);
        let Some(engagement) = self.engagements.get_mut(&id) else { return Ok(()) };
        let Some(callback) = &mut engagement.callback else {
            return Err(format!("in engagement {id} nobody is to be called back"));
        };
        callback.tries += u32::from(!reached);
        if reached {
            self.end(turn, id, EndedBy::Agent);
        } else if callback.tries >= MOST_TRIES {
            self.end(turn, id, EndedBy::NotReached);
        } else {
            callback.at = again;
            self.back_to_list(turn, id);
        }
        Ok(())
    }

    /// When to call again who was not reached: at the next of the site's times that is not
    /// all but there, however many are called then.
    fn next_try(&self, site: usize, now: Millis) -> Millis {
        let minutes = self.rules.sites[site].callbacks.unwrap_or_default().minutes;
        let length = u64::from(minutes) * 60_000;
        let slots = self.desks[site].week.as_ref().map(|week| week.slots(now + length / 2, minutes));
        slots.and_then(|slots| slots.first().copied()).unwrap_or(now + length)
    }

    /// Nobody is with the customer any more, who is still to be called back.
    pub(super) fn back_to_list(&mut self, turn: &mut Turn<'_>, id: u64) {
        self.close_handover(turn, id, HandOverStage::Ended);
        let Some(engagement) = self.engagements.get_mut(&id) else { return };
        let agent = engagement.stage.agent().map(str::to_owned);
        engagement.stage = Stage::Waiting;
        engagement.before = agent.clone();
        let visit = engagement.visit.clone();
        let mut view = engagement.view();
        view.stage = StageView::Ended { by: EndedBy::NotReached };
        if let Some(agent) = agent {
            self.tell_agent(turn, &agent, &ToAgent::Engagement(view));
            if let Some(agent) = self.agents.get_mut(&agent) {
                agent.idle_since = turn.now;
                self.unsettled.extend(&agent.sites);
            }
        }
        self.store_engagement(turn, id);
        self.tell_engagement(turn, id);
        self.tell_callback(turn, id);
        self.touch(&visit);
    }
}
