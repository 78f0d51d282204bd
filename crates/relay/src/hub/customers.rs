use alongside_protocol::{
    WIRE_VERSION,
    message::{
        Ack, Fact, FromCustomer, IceServers, RefusalCode, Resume, Status, ToAgent, ToCustomer, Welcome,
    },
};
use tracing::debug;

use super::{
    Hub, Peer, Turn, funnel,
    io::{Closing, Counted, CustomerHello, FromPage, Output, Record, SavedVisit, SocketId, VisitId},
    stage::Stage,
    visit::Visit,
};
use crate::secret;

impl Hub {
    pub(super) fn customer_hello(&mut self, turn: &mut Turn<'_>, arrival: CustomerHello) {
        let socket = arrival.socket;
        let site = match self.admit(&arrival) {
            Ok(site) => site,
            Err((code, message)) => return self.refuse_customer(turn, socket, code, message),
        };
        let known = arrival.hello.resume.as_ref().and_then(|resume| {
            self.known_visit(turn, site, resume, arrival.stored).map(|id| (id, resume.clone()))
        });
        let resumed = known.is_some();
        let (id, resume) = known.unwrap_or_else(|| self.new_visit(turn, site, arrival.fresh));
        self.customer_reconnects(turn, &id);
        if arrival.hello.received == 0 {
            self.page_is_another(turn, &id);
        }
        self.unsettled.insert(site);
        let Some(visit) = self.visits.get_mut(&id) else {
            return;
        };
        if resumed {
            // Also a sign of life, for what is forgotten by age.
            let (received, at) = (visit.received, turn.now);
            turn.out.push(Output::Store(Record::Received { visit: id.clone(), received, at }));
        }
        let older = visit.socket.replace(socket);
        // A new visit counts from 1, whatever the page received in another.
        let has = if resumed { arrival.hello.received } else { 0 };
        let again = visit.stream.resume(has);
        let received = visit.received;
        self.sockets.insert(socket, Peer::Customer(id.clone()));
        if let Some(older) = older {
            self.sockets.remove(&older);
            turn.close(older, Closing::Replaced);
        }
        let IceServers { servers: ice, lasts: ice_lasts } = self.servers(turn.now, socket);
        let welcome = Welcome { resume, resumed, received, ice, now: turn.now, ice_lasts };
        turn.tell_page(socket, &ToCustomer::Welcome(welcome));
        for frame in again {
            turn.send(socket, frame);
        }
        self.acknowledged(turn, &id, has);
        self.reconcile(turn, &id);
        self.code_again(turn, &id);
        let availability = self.availability(site, turn.now);
        turn.tell_page(socket, &ToCustomer::Availability(availability));
        self.touch(&id);
    }

    /// Version, site and origin, each with a sentence of its own.
    fn admit(&self, arrival: &CustomerHello) -> Result<usize, (RefusalCode, String)> {
        let hello = &arrival.hello;
        if hello.version != WIRE_VERSION {
            let message = format!(
                "version {WIRE_VERSION} of the wire was expected, version {} was found",
                hello.version
            );
            return Err((RefusalCode::Version, message));
        }
        let Some(site) = self.site_of_key(&hello.site) else {
            let message =
                format!("the key of a site was expected, `{}` was found, which no site here has", hello.site);
            return Err((RefusalCode::Site, message));
        };
        let origins = &self.rules.sites[site].origins;
        if !origins.contains(&arrival.origin) {
            let message = format!(
                "the site `{}` expects the origin {}, {} was found",
                hello.site,
                origins.join(" or "),
                arrival.origin
            );
            return Err((RefusalCode::Origin, message));
        }
        Ok(site)
    }

    fn known_visit(
        &mut self,
        turn: &Turn<'_>,
        site: usize,
        resume: &Resume,
        stored: Option<SavedVisit>,
    ) -> Option<VisitId> {
        let token = secret::hashed(&resume.token);
        let id = VisitId::from(resume.visit.as_str());
        if let Some(visit) = self.visits.get(&id) {
            return (visit.token == token && visit.site == site).then_some(id);
        }
        let saved = stored.filter(|saved| {
            saved.id == *id && saved.token == token && self.site_of_key(&saved.site) == Some(site)
        })?;
        self.restore(saved, turn.now)
    }

    fn new_visit(
        &mut self,
        turn: &mut Turn<'_>,
        site: usize,
        (id, token): (String, String),
    ) -> (VisitId, Resume) {
        self.make_room(turn);
        let hashed = secret::hashed(&token);
        let visit = VisitId::from(id.as_str());
        self.visits.insert(visit.clone(), Visit::new(site, hashed, turn.now));
        turn.out.push(Output::Store(Record::Visit {
            visit: visit.clone(),
            site: self.rules.sites[site].key.clone(),
            token: hashed,
            at: turn.now,
        }));
        (visit, Resume { visit: id, token })
    }

    /// After a welcome: the engagement that runs, or whose end is news.
    fn reconcile(&mut self, turn: &mut Turn<'_>, id: &VisitId) {
        let Some(engagement) = self.visits.get(id).and_then(|visit| visit.engagement) else {
            return;
        };
        let Some(state) = self.engagements.get(&engagement) else {
            return;
        };
        if state.stage.is_running() || state.end_frame.is_some() {
            self.tell_engagement(turn, engagement);
        }
        let socket = self.visits.get(id).and_then(|visit| visit.socket);
        if let (Some(socket), Some(at)) = (socket, self.callback_at(engagement)) {
            turn.tell_page(socket, &ToCustomer::Callback(at));
        }
        let active =
            matches!(self.engagements.get(&engagement).map(|e| &e.stage), Some(Stage::Active { .. }));
        if let Some(socket) = socket.filter(|_| active) {
            turn.tell_page(socket, &self.says_who_reads(engagement));
        }
    }

    pub(super) fn customer_gone(&mut self, turn: &mut Turn<'_>, id: &VisitId, socket: SocketId) {
        if let Some(visit) = self.visits.get_mut(id)
            && visit.socket == Some(socket)
        {
            visit.socket = None;
            visit.offline_since = turn.now;
            self.unsettled.insert(visit.site);
            self.set_offline_alarms(id, turn.now);
            self.touch(id);
        }
    }

    pub(super) fn customer_frames(
        &mut self,
        turn: &mut Turn<'_>,
        socket: SocketId,
        frames: Vec<Counted<FromPage>>,
    ) {
        let Some(Peer::Customer(id)) = self.sockets.get(&socket).cloned() else {
            return;
        };
        let mut counted = false;
        let mut gap = None;
        for frame in frames {
            let Some(visit) = self.visits.get_mut(&id) else {
                return;
            };
            if frame.sequence > 0 {
                counted = true;
                if frame.sequence <= visit.received {
                    continue;
                }
                if frame.sequence != visit.received + 1 {
                    gap = Some((visit.received + 1, frame.sequence));
                    break;
                }
                visit.received = frame.sequence;
            }
            match frame.body {
                Some(FromPage::Message(message)) => self.customer_message(turn, &id, message),
                Some(FromPage::Page(payload)) => self.page_frame(turn, &id, &payload),
                None => {}
            }
        }
        if counted && let Some(visit) = self.visits.get(&id) {
            turn.out.push(Output::Store(Record::Received {
                visit: id.clone(),
                received: visit.received,
                at: turn.now,
            }));
            let ack = Ack { received: visit.received };
            turn.tell_page(socket, &ToCustomer::Ack(ack));
        }
        if let Some((expected, found)) = gap {
            let message = format!("frame {expected} was expected, frame {found} was found");
            self.refuse_customer(turn, socket, RefusalCode::Frame, message);
        }
    }

    fn customer_message(&mut self, turn: &mut Turn<'_>, id: &VisitId, message: FromCustomer<String>) {
        match message {
            FromCustomer::Ack(ack) => self.acknowledged(turn, id, ack.received),
            FromCustomer::Facts(facts) => self.facts(turn, id, facts),
            FromCustomer::Status(status) => self.status(turn, id, status),
            FromCustomer::Engage(engage) => self.engage(turn, id, engage.channel),
            FromCustomer::Leave(()) => self.leave(turn, id),
            FromCustomer::Chat(chat) => self.customer_chat(turn, id, chat.text),
            FromCustomer::Rtc(rtc) => self.customer_rtc(turn, id, rtc),
            FromCustomer::CallState(state) => {
                self.forward(turn, id, |engagement| ToAgent::CallState((engagement, state)));
            }
            FromCustomer::Quality(quality) => self.customer_hears(turn, id, quality),
            FromCustomer::SoundMoved(call) => self.sound_moved(turn, id, call),
            FromCustomer::NoPicture(none) => {
                self.forward(turn, id, |engagement| ToAgent::NoPicture((engagement, none)));
            }
            FromCustomer::AskServers(()) => {
                if let Some(socket) = self.visits.get(id).and_then(|visit| visit.socket) {
                    self.renew_servers(turn, socket);
                }
            }
            FromCustomer::AskSlots(()) => self.tell_slots(turn, id),
            FromCustomer::AskCallback(ask) => self.ask_callback(turn, id, ask),
            FromCustomer::OtherTab(looks) => {
                // It is why the page that both are shown stands still.
                self.tell_reader(turn, id, |engagement| ToAgent::OtherTab((engagement, looks)));
                self.forward(turn, id, |engagement| ToAgent::OtherTab((engagement, looks)));
            }
            FromCustomer::CallAway(()) => self.forward(turn, id, ToAgent::CallAway),
            FromCustomer::Recording(consent) => self.customer_consents(turn, id, consent),
            FromCustomer::Sheet((hash, rules)) => self.sheet_came(turn, id, hash, rules),
            // The shell takes the first one and refuses another, and keeps pages
            // as bytes.
            FromCustomer::Hello(_) | FromCustomer::Page(_) => {}
        }
    }

    fn acknowledged(&mut self, turn: &mut Turn<'_>, id: &VisitId, received: u64) {
        let Some(visit) = self.visits.get_mut(id) else {
            return;
        };
        visit.stream.acknowledged(received);
        if let Some(engagement) = visit.engagement.and_then(|e| self.engagements.get_mut(&e))
            && engagement.end_frame.is_some_and(|frame| frame <= received)
        {
            engagement.end_frame = None;
            let engagement = engagement.id;
            turn.out.push(Output::Store(Record::Told { engagement }));
        }
    }

    fn facts(&mut self, turn: &mut Turn<'_>, id: &VisitId, facts: Vec<Fact<String>>) {
        let Some(visit) = self.visits.get_mut(id) else {
            return;
        };
        let signals = visit.signals.clone();
        let mut kept = facts.clone();
        kept.truncate(visit.add_facts(facts));
        if kept.is_empty() {
            debug!(visit = %id, "the journey is full");
            return;
        }
        let new_signals = visit.signals != signals;
        let counts = funnel::count(&kept);
        if !counts.is_empty() {
            let site = self.rules.sites[visit.site].key.clone();
            turn.out.push(Output::Store(Record::Flows { site, at: turn.now, counts }));
        }
        turn.out.push(Output::Store(Record::Facts { visit: id.clone(), facts: kept.clone() }));
        if new_signals {
            self.touch(id);
        }
        self.tell_reader(turn, id, |engagement| ToAgent::Facts((engagement, kept.clone())));
        self.forward(turn, id, |engagement| ToAgent::Facts((engagement, kept)));
    }

    fn status(&mut self, turn: &mut Turn<'_>, id: &VisitId, status: Status<String>) {
        let Some(visit) = self.visits.get_mut(id) else {
            return;
        };
        if visit.status.as_ref() == Some(&status) {
            return;
        }
        visit.status = Some(status.clone());
        turn.out.push(Output::Store(Record::Status { visit: id.clone(), status }));
        self.touch(id);
    }

    /// The agent a customer is with, and their engagement.
    fn engaged(&self, id: &VisitId) -> Option<(u64, &str)> {
        let engagement = self.engagements.get(&self.visits.get(id)?.engagement?)?;
        match &engagement.stage {
            Stage::Active { agent, .. } => Some((engagement.id, agent)),
            Stage::Waiting | Stage::Ended { .. } => None,
        }
    }

    /// Passes something on to the agent, if there is one: it may have been under
    /// way while the engagement ended.
    pub(super) fn forward(&self, turn: &mut Turn<'_>, id: &VisitId, message: impl FnOnce(u64) -> ToAgent) {
        match self.engaged(id) {
            Some((engagement, agent)) => self.tell_agent(turn, agent, &message(engagement)),
            None => debug!(visit = %id, "dropped: the customer is with nobody"),
        }
    }

    fn page_frame(&self, turn: &mut Turn<'_>, id: &VisitId, payload: &[u8]) {
        match self.engaged(id) {
            Some((engagement, agent)) => {
                let shown = [Some(agent), self.reader(engagement)].into_iter().flatten();
                let sockets = shown.filter_map(|name| self.agents.get(name)?.socket);
                let frame = super::io::page_for_agent(engagement, payload);
                sockets.for_each(|socket| turn.send(socket, frame.clone()));
            }
            None => debug!(visit = %id, "a page frame came without an engagement"),
        }
    }
}
