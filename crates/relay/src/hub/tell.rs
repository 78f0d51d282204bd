//! The one place where frames are made.

use alongside_protocol::message::{Refusal, RefusalCode, ToAgent, ToCustomer, VisitView, Waiting};
use bytes::Bytes;

use super::{
    Hub, Turn,
    alarm::Alarm,
    io::{Closing, Millis, Output, SocketId, VisitId},
    stage::Stage,
};

/// The shortest time between two updates of the same visit, or of a site's
/// availability.
pub(super) const CALM: Millis = 250;

impl Turn<'_> {
    pub(super) fn send(&mut self, socket: SocketId, frame: Bytes) {
        self.out.push(Output::Send(socket, frame));
    }

    /// A frame to a customer that is not counted.
    pub(super) fn tell_page(&mut self, socket: SocketId, message: &ToCustomer) {
        self.send(socket, message.encode(0).into());
    }

    /// A frame to an agent; an agent's socket that comes back is told everything
    /// afresh, so nothing is counted.
    pub(super) fn tell_console(&mut self, socket: SocketId, message: &ToAgent) {
        self.send(socket, message.encode(0).into());
    }

    pub(super) fn close(&mut self, socket: SocketId, why: Closing) {
        self.out.push(Output::Close(socket, why));
    }
}

impl Hub {
    /// A counted frame to a customer, now or when the page is back.
    pub(super) fn tell_customer(
        &mut self,
        turn: &mut Turn<'_>,
        id: &VisitId,
        message: &ToCustomer,
    ) -> Option<u64> {
        let visit = self.visits.get_mut(id)?;
        let (number, frame) = visit.stream.number(|number| message.encode(number));
        if let Some(socket) = visit.socket {
            turn.send(socket, frame);
        }
        Some(number)
    }

    pub(super) fn tell_agent(&self, turn: &mut Turn<'_>, name: &str, message: &ToAgent) {
        if let Some(socket) = self.agents.get(name).and_then(|agent| agent.socket) {
            turn.tell_console(socket, message);
        }
    }

    /// To every agent who serves a site.
    pub(super) fn tell_site(&self, turn: &mut Turn<'_>, site: usize, message: &ToAgent) {
        let frame = Bytes::from(message.encode(0));
        for agent in self.agents.values() {
            if let Some(socket) = agent.listens(site) {
                turn.send(socket, frame.clone());
            }
        }
    }

    /// The engagement as it stands, to the customer and the agent it is with.
    pub(super) fn tell_engagement(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(engagement) = self.engagements.get(&id) else {
            return;
        };
        let view = engagement.view();
        let visit = engagement.visit.clone();
        let agent = match &engagement.stage {
            Stage::Active { agent, .. } => Some(agent.clone()),
            Stage::Ended { agent, .. } => agent.clone(),
            Stage::Waiting => None,
        };
        let ended = !engagement.stage.is_running();
        if let Some(agent) = agent {
            self.tell_agent(turn, &agent, &ToAgent::Engagement(view.clone()));
        }
        self.tell_reader(turn, &visit, |_| ToAgent::ReadAlong(view.clone()));
        let number = self.tell_customer(turn, &visit, &ToCustomer::Engagement(view));
        if ended && let Some(engagement) = self.engagements.get_mut(&id) {
            engagement.end_frame = number;
        }
    }

    /// Notes that agents should hear of a visit.
    pub(super) fn touch(&mut self, visit: &VisitId) {
        if let Some(state) = self.visits.get_mut(visit) {
            state.news = true;
            self.touched.insert(visit.clone());
        }
    }

    /// Tells agents of the visits with news, each at most once in [`CALM`].
    pub(super) fn tell_news(&mut self, turn: &mut Turn<'_>) {
        for id in std::mem::take(&mut self.touched) {
            let Some(visit) = self.visits.get_mut(&id).filter(|visit| visit.news) else {
                continue;
            };
            let due = visit.told_at + CALM;
            if turn.now < due {
                self.alarms.insert((due, Alarm::News(id)));
                continue;
            }
            visit.news = false;
            visit.told_at = turn.now;
            let site = visit.site;
            if let Some(view) = self.visit_view(&id) {
                self.tell_site(turn, site, &ToAgent::Visit(Box::new(view)));
            }
        }
    }

    pub(super) fn visit_view(&self, id: &VisitId) -> Option<VisitView> {
        let visit = self.visits.get(id)?;
        let engagement = visit.engagement.and_then(|id| self.engagements.get(&id));
        let mut waiting = None;
        let mut agent = None;
        let callback = engagement.and_then(|engagement| engagement.callback.as_ref());
        match engagement.map(|engagement| (engagement, &engagement.stage)) {
            // Whose code nobody has typed is not in the list of who waits.
            Some((engagement, Stage::Waiting)) if !self.waits_for_code(engagement.id) => {
                waiting = Some(Waiting {
                    engagement: engagement.id,
                    channel: engagement.channel,
                    since: engagement.since,
                });
            }
            Some((_, Stage::Active { display, .. })) => agent = Some(display.clone()),
            _ => {}
        }
        Some(VisitView {
            visit: id.to_string(),
            site: self.rules.sites[visit.site].name.clone(),
            since: visit.since,
            online: visit.socket.is_some(),
            status: visit.status.clone(),
            signals: visit.signals.clone(),
            waiting,
            agent,
            callback: callback.map(super::callback::Callback::due),
        })
    }

    /// Refuses and closes a customer's connection.
    pub(super) fn refuse_customer(
        &mut self,
        turn: &mut Turn<'_>,
        socket: SocketId,
        code: RefusalCode,
        message: String,
    ) {
        turn.tell_page(socket, &ToCustomer::Refusal(Refusal { code, message }));
        turn.close(socket, Closing::Refused);
        self.closed(turn, socket);
    }

    /// Refuses and closes an agent's connection.
    pub(super) fn refuse_agent(
        &mut self,
        turn: &mut Turn<'_>,
        socket: SocketId,
        code: RefusalCode,
        message: String,
    ) {
        turn.tell_console(socket, &ToAgent::Refusal(Refusal { code, message }));
        turn.close(socket, Closing::Refused);
        self.closed(turn, socket);
    }
}
