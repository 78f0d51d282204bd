use alongside_protocol::message::{Channel, ChatLine, EndedBy, HandOverStage, Speaker, ToAgent, ToCustomer};
use tracing::debug;

use super::{
    Hub, Turn,
    engagement::{Engagement, LONGEST_LINE},
    io::{Audit, Audited, Millis, Output, Record, VisitId},
    stage::Stage,
};

/// An engagement that an agent may speak in, or none when it is over.
type Partner = Option<VisitId>;

impl Hub {
    /// The visit's engagement, when it waits or is with an agent.
    pub(super) fn running(&self, visit: &VisitId) -> Option<u64> {
        let engagement = self.engagements.get(&self.visits.get(visit)?.engagement?)?;
        engagement.stage.is_running().then_some(engagement.id)
    }

    pub(super) fn engage(&mut self, turn: &mut Turn<'_>, visit: &VisitId, channel: Channel) {
        if let Some(id) = self.running(visit) {
            return self.change_channel(turn, visit, id, channel);
        }
        if channel == Channel::Callback {
            return debug!(visit = %visit, "dropped: called back, but when and where?");
        }
        let Some(site) = self.visits.get(visit).map(|visit| visit.site) else { return };
        let refused = self.why_not(site, channel, turn.now);
        let Some(id) = self.begin(turn, visit, channel) else { return };
        if let Some(by) = refused {
            return self.end(turn, id, by);
        }
        self.store_engagement(turn, id);
        self.unsettled.insert(site);
        self.touch(visit);
        if !channel.has_queue() {
            // It has no place in the queue that would be told.
            self.tell_engagement(turn, id);
        }
        self.tell_code(turn, id);
    }

    /// A new engagement in place of the one before, neither stored nor told yet.
    pub(super) fn begin(&mut self, turn: &Turn<'_>, visit: &VisitId, channel: Channel) -> Option<u64> {
        let state = self.visits.get_mut(visit)?;
        let id = self.next_engagement;
        self.next_engagement += 1;
        if let Some(over) = state.engagement.replace(id) {
            self.engagements.remove(&over);
        }
        let engagement = Engagement::new(id, visit.clone(), state.site, channel, turn.now);
        self.engagements.insert(id, engagement);
        Some(id)
    }

    fn change_channel(&mut self, turn: &mut Turn<'_>, visit: &VisitId, id: u64, channel: Channel) {
        if self.is_kept_out(id, channel, turn.now) {
            return self.tell_engagement(turn, id);
        }
        if let Some(engagement) = self.engagements.get_mut(&id)
            && engagement.channel != channel
            && channel != Channel::Callback
        {
            engagement.channel = channel;
            engagement.callback = None;
            // A call fills an agent on its own: room may come or go.
            self.unsettled.insert(engagement.site);
            let agent = engagement.stage.agent();
            if let Some(agent) = agent.and_then(|name| self.agents.get(name)) {
                self.unsettled.extend(&agent.sites);
            }
            self.store_engagement(turn, id);
            self.touch(visit);
        }
        self.tell_engagement(turn, id);
        if channel != Channel::Phone {
            self.forget_code(id);
        }
        self.tell_code(turn, id);
    }

    /// Whether what waits beside the queue would come into it past a closed door.
    fn is_kept_out(&self, id: u64, channel: Channel, now: Millis) -> bool {
        self.engagements.get(&id).is_some_and(|engagement| {
            engagement.stage == Stage::Waiting
                && !engagement.channel.has_queue()
                && channel.has_queue()
                && self.why_not(engagement.site, channel, now).is_some()
        })
    }

    pub(super) fn leave(&mut self, turn: &mut Turn<'_>, visit: &VisitId) {
        match self.running(visit) {
            Some(id) => self.end(turn, id, EndedBy::Customer),
            None => debug!(visit = %visit, "nothing to leave"),
        }
    }

    pub(super) fn end(&mut self, turn: &mut Turn<'_>, id: u64, by: EndedBy) {
        let Some(engagement) = self.engagements.get_mut(&id) else {
            return;
        };
        let agent = engagement.stage.agent().map(str::to_owned);
        let visit = engagement.visit.clone();
        engagement.stage = Stage::Ended { by, agent: agent.clone() };
        // A number is kept as long as somebody is to call it.
        engagement.callback = None;
        let site = engagement.site;
        if let Some(taken) = engagement.taken.filter(|_| engagement.channel.is_call()) {
            self.desks[site].pace.call_took(turn.now, turn.now.saturating_sub(taken));
        }
        self.unsettled.insert(site);
        // An agent may serve several sites, and has room in all of them now.
        if let Some(agent) = agent.as_ref().and_then(|name| self.agents.get_mut(name)) {
            agent.idle_since = turn.now;
            self.unsettled.extend(&agent.sites);
        }
        self.store_engagement(turn, id);
        self.recording_is_over(turn, id, agent.clone());
        self.forget_code(id);
        self.audit(turn, Audited::End(by), agent, id, &visit);
        self.tell_engagement(turn, id);
        self.close_handover(turn, id, HandOverStage::Ended);
        self.touch(&visit);
        let offline = self.visits.get(&visit).filter(|v| v.socket.is_none());
        if offline.is_some() {
            self.set_offline_alarms(&visit, turn.now);
        }
    }

    pub(super) fn accept(&mut self, turn: &mut Turn<'_>, name: &str, id: u64) -> Result<(), String> {
        let (engagement, agent) = match (self.engagements.get_mut(&id), self.agents.get(name)) {
            (Some(engagement), Some(agent)) if agent.sites.contains(&engagement.site) => (engagement, agent),
            _ => return Err(unknown(id)),
        };
        match &engagement.stage {
            Stage::Waiting => {}
            Stage::Active { agent, .. } if agent == name => {
                let view = engagement.view();
                self.tell_agent(turn, name, &ToAgent::Engagement(view));
                return Ok(());
            }
            Stage::Active { display, .. } => {
                return Err(format!("engagement {id} was taken by {display}"));
            }
            Stage::Ended { .. } => return Err(format!("engagement {id} is over")),
        }
        engagement.stage = Stage::Active { agent: name.to_owned(), display: agent.display.clone() };
        engagement.taken = Some(turn.now);
        let visit = engagement.visit.clone();
        let view = engagement.view();
        self.unsettled.extend(&agent.sites);
        self.answered(turn, id, name);
        self.store_engagement(turn, id);
        self.audit(turn, Audited::Accept, Some(name.to_owned()), id, &visit);
        self.tell_customer(turn, &visit, &ToCustomer::Engagement(view));
        self.brief(turn, name, id);
        self.touch(&visit);
        Ok(())
    }

    pub(super) fn end_by_agent(&mut self, turn: &mut Turn<'_>, name: &str, id: u64) -> Result<(), String> {
        if self.partner(name, id)?.is_some() {
            self.end(turn, id, EndedBy::Agent);
        }
        Ok(())
    }

    /// Passes something of an agent's on to the customer of an engagement.
    pub(super) fn tell_partner(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        message: &ToCustomer,
    ) -> Result<(), String> {
        let partner = self.partner(name, id)?;
        self.pass_on(turn, partner, message);
        Ok(())
    }

    /// Passes on what an agent asks of the page that they are shown.
    pub(super) fn tell_shown(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        message: &ToCustomer,
    ) -> Result<(), String> {
        let partner = self.shown(name, id)?;
        self.pass_on(turn, partner, message);
        Ok(())
    }

    fn pass_on(&mut self, turn: &mut Turn<'_>, partner: Partner, message: &ToCustomer) {
        if let Some(visit) = partner {
            self.tell_customer(turn, &visit, message);
        }
    }

    /// Whether an agent is shown the page of an engagement: theirs, or one that they read
    /// along in. What was under way while that ended is no fault of theirs either.
    pub(super) fn shown(&self, name: &str, id: u64) -> Result<Partner, String> {
        if let Some(visit) = self.reads(name, id) {
            return Ok(Some(visit));
        }
        let read = self.engagements.get(&id).is_some_and(|one| one.read_by.as_deref() == Some(name));
        self.partner(name, id).or_else(|why| if read { Ok(None) } else { Err(why) })
    }

    /// Whether an agent may act in an engagement: only the one it is with. What
    /// was under way while it ended is no fault of the agent's.
    pub(super) fn partner(&self, name: &str, id: u64) -> Result<Partner, String> {
        let engagement = self.engagements.get(&id);
        let seen = engagement.filter(|engagement| {
            let site = engagement.site;
            engagement.stage.agent() == Some(name)
                || self.agents.get(name).is_some_and(|agent| agent.sites.contains(&site))
        });
        let Some(engagement) = seen else {
            return Err(unknown(id));
        };
        match &engagement.stage {
            Stage::Active { agent, .. } if agent == name => Ok(Some(engagement.visit.clone())),
            _ if engagement.before.as_deref() == Some(name) => Ok(None),
            Stage::Active { display, .. } => Err(format!("engagement {id} is with {display}")),
            Stage::Waiting => Err(format!("engagement {id} is waiting: accept it first")),
            Stage::Ended { agent, .. } if agent.as_deref() == Some(name) => Ok(None),
            Stage::Ended { .. } => Err(format!("engagement {id} is over")),
        }
    }

    pub(super) fn customer_chat(&mut self, turn: &mut Turn<'_>, visit: &VisitId, text: String) {
        match self.running(visit) {
            Some(id) => self.line(turn, id, Speaker::Customer, text),
            None => debug!(visit = %visit, "said with nobody to hear it"),
        }
    }

    pub(super) fn agent_chat(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        text: String,
    ) -> Result<(), String> {
        fits(&text)?;
        if self.partner(name, id)?.is_some() {
            self.line(turn, id, Speaker::Agent, text);
        }
        Ok(())
    }

    fn line(&mut self, turn: &mut Turn<'_>, id: u64, from: Speaker, text: String) {
        self.line_of(turn, id, ChatLine { from, at: turn.now, text });
    }

    pub(super) fn line_of(&mut self, turn: &mut Turn<'_>, id: u64, line: ChatLine) {
        let Some(engagement) = self.engagements.get_mut(&id) else {
            return;
        };
        if !engagement.has_room(line.text.len()) {
            debug!(engagement = id, "the conversation is full");
            return;
        }
        engagement.lines.push(line.clone());
        let visit = engagement.visit.clone();
        let agent = engagement.stage.agent().map(str::to_owned);
        turn.out.push(Output::Store(Record::Line { engagement: id, line: line.clone() }));
        if let Some(agent) = agent {
            self.tell_agent(turn, &agent, &ToAgent::Chat((id, line.clone())));
        }
        self.tell_reader(turn, &visit, |id| ToAgent::Chat((id, line.clone())));
        self.tell_customer(turn, &visit, &ToCustomer::Chat(line));
    }

    pub(super) fn store_engagement(&self, turn: &mut Turn<'_>, id: u64) {
        if let Some(engagement) = self.engagements.get(&id) {
            turn.out.push(Output::Store(Record::Engagement { id, engagement: Box::new(engagement.into()) }));
        }
    }

    pub(super) fn audit(
        &self,
        turn: &mut Turn<'_>,
        what: Audited,
        agent: Option<String>,
        engagement: u64,
        visit: &VisitId,
    ) {
        turn.out.push(Output::Store(Record::Audit(Audit {
            at: turn.now,
            what,
            agent,
            engagement: Some(engagement),
            visit: Some(visit.to_string()),
            address: None,
            site: None,
        })));
    }
}

/// Whether a line of a conversation is short enough.
pub(super) fn fits(text: &str) -> Result<(), String> {
    let found = text.len();
    if found <= LONGEST_LINE {
        return Ok(());
    }
    Err(format!("a line of a conversation holds at most {LONGEST_LINE} bytes, found {found}"))
}

pub(super) fn unknown(id: u64) -> String {
    format!("there is no engagement {id}")
}
