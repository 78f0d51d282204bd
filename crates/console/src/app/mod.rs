//! Everything the console decides: one input in, a changed [`State`] and a list
//! of [`Effect`]s out. No browser, no clock: time comes in with the input.

mod devices;
mod handover;
mod io;
mod link;
mod network;
mod on_call;
mod page;
mod phone;
mod picture;
mod recording;
mod room;
mod sight;
mod sound;
mod voice;
mod warm;

use std::collections::BTreeMap;

use alongside_protocol::message::{
    AgentWelcome, Aside, Colleague, Engagement, FromAgent, HandOver, IceServer, Presence, Refusal,
    RefusalCode, Stage, ToAgent, VisitView,
};

pub use self::{
    devices::{DeviceInput, Devices},
    io::{Effect, Input, Phase},
    link::Link,
    picture::Pictured,
    recording::{Kept, RecordEffect, Recorded, RecordingInput, Rest},
    room::Room,
    sight::{Seen, Sight, SightInput},
    sound::Sounds,
    voice::{Line, LineEvent, Microphone, Voice},
    warm::Warm,
};

/// How long rooms wait, after a reconnect, for the relay to name them again.
const STALE: u64 = 6_000;

/// All that the console knows.
#[derive(Debug, Clone)]
pub struct State {
    /// What is showing.
    pub phase: Phase,
    /// The agent's name as customers see it.
    pub name: String,
    /// Whether the agent takes customers.
    pub available: bool,
    /// The connection to the relay.
    pub link: Link,
    /// What has to be added to the clock here to get the relay's.
    pub skew: i64,
    /// Where calls find their servers.
    pub ice: Vec<IceServer>,
    /// Who is on the sites, by visit.
    pub visits: BTreeMap<String, VisitView>,
    /// The agent's engagements, oldest first.
    pub rooms: Vec<Room>,
    /// The engagement on screen; none when it is the list.
    pub open: Option<u64>,
    /// The waiting customer that the agent has asked for.
    pub accepting: Option<u64>,
    /// The one call.
    pub voice: Option<Voice>,
    /// What calls can use.
    pub devices: Devices,
    /// The line that is prepared for the next one.
    pub warm: Option<Warm>,
    /// Who else is there.
    pub colleagues: Vec<Colleague>,
    /// From and to colleagues, by engagement.
    pub handovers: BTreeMap<u64, HandOver>,
    /// What was written between the two agents of each hand-over, oldest first.
    pub asides: BTreeMap<u64, Vec<Aside>>,
    /// Something the agent should know; empty when there is nothing.
    pub notice: String,
    /// What a screen reader says next.
    pub announcement: String,
    /// Counts up whenever something else in here has changed. Pages stream
    /// through without a trace.
    pub revision: u64,
    welcomed: u64,
    network: network::Network,
    hearing: sound::Hearing,
    on_call: on_call::OnCall,
    /// The microphone in use was unplugged, and another one is looked for.
    microphone_is_gone: bool,
    recording: recording::Recording,
}

impl Default for State {
    fn default() -> Self {
        Self {
            phase: Phase::Checking,
            name: String::new(),
            available: true,
            link: Link::default(),
            skew: 0,
            ice: Vec::new(),
            visits: BTreeMap::new(),
            rooms: Vec::new(),
            open: None,
            accepting: None,
            voice: None,
            devices: Devices::default(),
            warm: None,
            colleagues: Vec::new(),
            handovers: BTreeMap::new(),
            asides: BTreeMap::new(),
            notice: String::new(),
            announcement: String::new(),
            revision: 0,
            welcomed: 0,
            network: network::Network::default(),
            hearing: sound::Hearing::default(),
            on_call: on_call::OnCall::default(),
            microphone_is_gone: false,
            recording: recording::Recording::default(),
        }
    }
}

impl State {
    /// Takes one input. `now` is this machine's clock, in milliseconds since
    /// the Unix epoch.
    pub fn handle(&mut self, now: u64, input: Input) -> Vec<Effect> {
        let mut effects = Vec::new();
        let revision = self.revision;
        let counts = !matches!(input, Input::Received(_));
        self.take(now, input, &mut effects);
        self.settle_voice(&mut effects);
        self.settle_recording(now, &mut effects);
        self.revision = self.revision.max(revision) + u64::from(counts);
        effects
    }

    /// The relay's clock.
    #[must_use]
    pub fn relay_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.skew)
    }

    /// An engagement of this agent.
    #[must_use]
    pub fn room(&self, engagement: u64) -> Option<&Room> {
        self.rooms.iter().find(|room| room.engagement.id == engagement)
    }

    /// The engagement on screen.
    #[must_use]
    pub fn open_room(&self) -> Option<&Room> {
        self.room(self.open?)
    }

    /// How many customers wait now; who is to be called back at a time does not.
    #[must_use]
    pub fn waiting(&self) -> usize {
        let waits = |visit: &&VisitView| visit.waiting.is_some() && visit.callback.is_none();
        self.visits.values().filter(waits).count()
    }

    /// Whether time matters: to an engagement that waits to be named again, or a lost line.
    #[must_use]
    pub fn awaits_time(&self) -> bool {
        self.looks_for_way() || self.rooms.iter().any(|room| !room.fresh)
    }

    fn take(&mut self, now: u64, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::LoggedIn(name) => {
                *self = Self { phase: Phase::Desk, name, available: self.available, ..Self::default() };
                effects.push(Effect::Connect { after: 0 });
            }
            Input::LoggedOut(problem) => self.log_out(problem, effects),
            Input::Opened => effects.push(Effect::Transmit(self.link.greet())),
            Input::Received(bytes) => self.receive(now, &bytes, effects),
            Input::Closed { jitter } => {
                self.accepting = None;
                self.all_sights(now, SightInput::SocketLost);
                if self.phase == Phase::Desk
                    && let Some(after) = self.link.closed(jitter)
                {
                    effects.push(Effect::Connect { after });
                }
            }
            Input::Tick => {
                self.drop_stale(now);
                self.search_on(now, effects);
                self.look_at_line(now, effects);
            }
            Input::Available(available) => {
                self.available = available;
                self.send(FromAgent::Presence(Presence { available }), effects);
            }
            Input::Accept(engagement) => {
                if self.send(FromAgent::Accept(engagement), effects) {
                    self.accepting = Some(engagement);
                }
            }
            Input::End(engagement) => {
                self.send(FromAgent::End(engagement), effects);
            }
            Input::Open(engagement) => {
                self.open = engagement.filter(|&engagement| self.room(engagement).is_some());
                if let Some(room) = self.open.and_then(|open| self.room_mut(open)) {
                    room.unread = 0;
                }
            }
            Input::Dismiss(engagement) => {
                if self.lets_go(engagement, effects) {
                    self.rooms.retain(|room| room.is_shown() || room.engagement.id != engagement);
                    self.open = self.open.filter(|&open| self.room(open).is_some());
                }
            }
            Input::Say(engagement, text) => {
                let text = text.trim().to_owned();
                if !text.is_empty() {
                    self.say(now, engagement, text, effects);
                }
            }
            Input::Point(engagement, node) => self.point(engagement, node, effects),
            Input::Sight(engagement, input) => self.sight(now, engagement, input),
            Input::Picture(engagement, node) => self.ask_picture(engagement, node, effects),
            Input::PageFailed(engagement, error) => self.page_failed(now, engagement, error, effects),
            Input::PageParts(engagement, parts) => {
                self.send(FromAgent::Compare((engagement, parts)), effects);
            }
            Input::LackSheets(engagement, hashes) => {
                self.send(FromAgent::LackSheets((engagement, hashes)), effects);
            }
            Input::Mute(muted) => self.mute(muted, effects),
            Input::Microphone(answer) => self.microphone(answer, effects),
            Input::Line(call, event) => self.line(now, call, event, effects),
            Input::NoticeRead => self.notice.clear(),
            Input::NetworkChanged => self.network_changed(now, effects),
            Input::LineRead(call, reading) => self.line_read(now, call, reading, effects),
            Input::Hold(held) => self.hold(held, effects),
            Input::Device(input) => self.device(input, effects),
            Input::MicrophonePrepared => self.microphone_prepared(),
            Input::HandOver(ask) => self.hand_over(ask, effects),
            Input::AnswerOffer(engagement, accepts) => self.answer_offer(engagement, accepts, effects),
            Input::ReadAlong(engagement, reads) => {
                self.send(FromAgent::ReadAlong((engagement, reads)), effects);
            }
            Input::CalledBack(engagement, reached) => {
                self.send(FromAgent::CallbackOver((engagement, reached)), effects);
            }
            Input::Aside(engagement, text) => self.write_aside(engagement, &text, effects),
            Input::Decline(engagement, word) => self.decline(engagement, &word, effects),
            Input::PhoneCode(said) => self.phone_code(&said, effects),
            Input::Recording(input) => self.on_recording(input, effects),
        }
    }

    /// Sends a counted message; `false` when there is no connection.
    pub(super) fn send(&mut self, message: FromAgent, effects: &mut Vec<Effect>) -> bool {
        match self.link.send(&message) {
            Some(bytes) => {
                effects.push(Effect::Transmit(bytes));
                true
            }
            None => false,
        }
    }

    fn receive(&mut self, now: u64, bytes: &[u8], effects: &mut Vec<Effect>) {
        let received = self.link.receive(bytes);
        for message in received.messages {
            self.hear(now, message, effects);
        }
        if let Some(acknowledgement) = received.acknowledgement {
            effects.push(Effect::Transmit(acknowledgement));
        }
        if let Some(problem) = received.problem {
            // A fresh connection brings the full state again.
            self.notice = format!("The relay sent something unreadable: {problem}.");
            effects.push(Effect::Disconnect);
            self.all_sights(now, SightInput::SocketLost);
            if let Some(after) = self.link.closed(0) {
                effects.push(Effect::Connect { after });
            }
        }
    }

    fn hear(&mut self, now: u64, message: ToAgent, effects: &mut Vec<Effect>) {
        if !matches!(message, ToAgent::Page(_) | ToAgent::Ack(_)) {
            self.revision += 1;
        }
        match message {
            ToAgent::Welcome(welcome) => self.welcome(now, welcome, effects),
            ToAgent::Ack(_) => {}
            ToAgent::Refusal(refusal) => self.refused(refusal, effects),
            ToAgent::Visit(view) => self.visit(now, *view),
            ToAgent::VisitGone(gone) => {
                self.visits.remove(&gone.visit);
            }
            ToAgent::Facts((engagement, facts)) => {
                if let Some(room) = self.room_mut(engagement) {
                    room.facts.extend(facts);
                }
            }
            ToAgent::Engagement(engagement) => self.engagement(now, engagement),
            ToAgent::Chat((engagement, line)) => self.chat(engagement, line),
            ToAgent::Rtc((engagement, rtc)) => self.rtc(engagement, rtc, effects),
            ToAgent::Page((engagement, bytes)) => self.page(now, engagement, &bytes, effects),
            ToAgent::NoPicture((engagement, none)) => self.no_picture(engagement, none),
            ToAgent::Sheet((hash, rules)) => effects.push(Effect::Learn(hash, rules)),
            ToAgent::CallState((engagement, line)) => self.customer_line(engagement, line),
            ToAgent::Servers(fresh) => self.servers(now, (fresh.servers, fresh.lasts), effects),
            ToAgent::Quality((engagement, quality)) => self.customer_hears(engagement, quality),
            ToAgent::Warm(engagement) => self.warm(engagement, effects),
            ToAgent::Colleagues(colleagues) => self.colleagues = colleagues,
            ToAgent::HandOver(told) => self.handed(*told),
            ToAgent::Callback((engagement, callback)) => {
                if let Some(room) = self.room_mut(engagement) {
                    room.callback = Some(callback);
                }
            }
            ToAgent::ReadAlong(engagement) => self.reads_along(engagement),
            ToAgent::Aside((engagement, line)) => self.aside_came(engagement, line),
            ToAgent::OtherTab((id, looks)) => self.sight(now, id, SightInput::OtherTab(looks)),
            ToAgent::MayRecord(engagement) => self.may_record(engagement),
            ToAgent::Recording((engagement, consent)) => {
                self.customer_consents(engagement, consent, false, effects)
            }
            ToAgent::CallAway(engagement) => self.call_away(engagement, effects),
            ToAgent::Sources((engagement, origins)) => {
                if let Some(room) = self.room_mut(engagement) {
                    room.sources = Some(origins);
                }
            }
        }
    }

    fn welcome(&mut self, now: u64, welcome: AgentWelcome, effects: &mut Vec<Effect>) {
        self.link.welcomed();
        // It was prepared over another connection; the relay says it anew.
        self.cool(effects);
        self.name = welcome.name;
        self.skew = welcome.now as i64 - now as i64;
        self.welcomed = now;
        // All of it comes again; what does not is over.
        self.visits.clear();
        self.handovers.clear();
        self.asides.clear();
        self.stop_reading(|_| true);
        for room in &mut self.rooms {
            room.fresh = !room.is_active();
            room.asked_page = false;
            room.facts.clear();
        }
        self.all_sights(now, SightInput::SocketBack);
        let available = self.available;
        self.send(FromAgent::Presence(Presence { available }), effects);
        self.catch_up(now, (welcome.ice, welcome.ice_lasts), effects);
        self.say_again(effects);
        self.tell_recording_again(effects);
    }

    fn refused(&mut self, refusal: Refusal, effects: &mut Vec<Effect>) {
        match refusal.code {
            RefusalCode::Agent => {
                self.log_out(crate::words::sentence(&refusal.message), effects);
            }
            RefusalCode::Version => {
                self.link.give_up();
                let why = crate::words::sentence(&refusal.message);
                self.notice = format!("{why} Load this page again.");
            }
            _ => {
                self.accepting = None;
                self.notice = crate::words::sentence(&refusal.message);
            }
        }
    }

    fn log_out(&mut self, problem: String, effects: &mut Vec<Effect>) {
        effects.push(Effect::Disconnect);
        if self.voice.is_some() || self.warm.is_some() {
            effects.push(Effect::HangUp);
        }
        // It is for this agent's eyes and ears, and the next one to log in is another.
        effects.push(Effect::Record(RecordEffect::DiscardAll));
        *self = Self { phase: Phase::Login { problem }, available: self.available, ..Self::default() };
    }

    fn visit(&mut self, now: u64, view: VisitView) {
        let waited = |known: Option<&VisitView>| known.is_some_and(|known| known.waiting.is_some());
        if view.waiting.is_some() && !waited(self.visits.get(&view.visit)) {
            self.announcement = crate::words::waits(&view);
        }
        for room in &mut self.rooms {
            if room.engagement.visit == view.visit {
                let online = if view.online { SightInput::CustomerBack } else { SightInput::CustomerGone };
                if room.visit.as_ref().is_none_or(|known| known.online != view.online) {
                    room.sight.handle(now, online);
                }
                room.visit = Some(view.clone());
            }
        }
        self.visits.insert(view.visit.clone(), view);
    }

    fn engagement(&mut self, now: u64, mut engagement: Engagement) {
        if matches!(engagement.stage, Stage::Waiting { .. }) {
            return;
        }
        let id = engagement.id;
        let goes_on = matches!(engagement.stage, Stage::Active { .. });
        self.complete(id, &mut engagement.lines, goes_on);
        if self.accepting == Some(id) {
            self.accepting = None;
            self.open = Some(id);
        }
        if let Some(room) = self.room_mut(id) {
            let was_active = room.is_active();
            room.engagement = engagement;
            room.reads_along = false;
            room.fresh = true;
            if room.is_active() && !was_active {
                // It was handed over and comes back: all of it is told again.
                *room = Room::new(room.engagement.clone(), room.visit.clone());
            }
            if !room.is_active() {
                room.callback = None;
            }
            if was_active && !room.is_active() {
                room.pointing = None;
                self.announcement = "The engagement has ended.".into();
            }
            return;
        }
        let visit = self.visits.get(&engagement.visit).cloned();
        let mut room = Room::new(engagement, visit);
        if room.visit.as_ref().is_some_and(|visit| !visit.online) {
            room.sight.handle(now, SightInput::CustomerGone);
        }
        if !room.is_active() {
            return;
        }
        self.rooms.push(room);
        // After a reload the agent goes on where they were.
        self.open = self.open.or(Some(id));
    }

    fn drop_stale(&mut self, now: u64) {
        if !self.link.is_up() || now < self.welcomed.saturating_add(STALE) {
            return;
        }
        for room in &mut self.rooms {
            if !room.fresh {
                room.lose();
            }
        }
    }

    pub(super) fn room_mut(&mut self, engagement: u64) -> Option<&mut Room> {
        self.rooms.iter_mut().find(|room| room.engagement.id == engagement)
    }
}
