//! The one loop: one input in, all its commands out, then the next input.

mod command;
mod config;
mod engaging;
mod guiding;
mod input;
mod memory;
mod mirroring;
mod observing;
mod offering;
mod picturing;
mod settling;
mod sharing;
mod struggling;
mod tabs;
mod viewing;
mod waking;

use std::rc::Rc;

use alongside_protocol::{
    flow::{Flow, SiteMap},
    message::{Fact, FactKind, FromCustomer, SignalKind},
};

pub use command::{Command, Event};
pub use config::{Config, Consent};
pub use input::{FormNow, Input};

use crate::{
    Millis,
    engage::Engage,
    guide::{Guide, Records, Waypoint},
    link::{self, Link, LinkMemory},
    observe::{
        context::{PageContext, Reading},
        mirror::Mirror,
        signals::{Signals, Subject},
        triggers::Triggers,
    },
    offer::Board,
    privacy::Redacted,
    reason::Reasoning,
    tabs::{LockInput, Tabs},
    words::Language,
};
use memory::Memory;
use mirroring::PageLine;
use picturing::Pictures;
use settling::Told;
use viewing::View;

/// Facts kept at most while none may leave.
const JOURNEY: usize = 200;

/// All of a customer's side, without a browser.
#[derive(Debug)]
pub struct Engine {
    config: Config,
    language: Language,
    flows: Vec<Flow>,
    /// They are a preview: what becomes of them is no customer's doing, and told to nobody.
    preview: bool,
    /// A flow to a goal that was asked for before the places were known.
    sets_out: Option<(Flow, u32, Option<String>)>,
    /// The places and moves of the site, for flows that have a goal.
    map: Rc<SiteMap>,
    guide: Guide,
    records: Records,
    signals: Signals,
    triggers: Triggers,
    /// Struggles from before the flows were read, which may be what is done about them.
    early: Option<Vec<(SignalKind, Subject)>>,
    reasoning: Reasoning,
    engage: Engage,
    link: Link,
    mirror: Option<Mirror>,
    page_line: PageLine,
    pictures: Pictures,
    view: View,
    /// What the agent points at; 0 for nothing.
    pointed_at: alongside_protocol::page::NodeId,
    path: String,
    /// The path with the fragment, as places of flows have it.
    place: String,
    heading: String,
    /// What the page says of itself, as it was read last, and when to read it again.
    context: Option<PageContext>,
    reading: Reading,
    form: Option<FormNow>,
    customer: Option<String>,
    /// What happened while nothing may leave.
    journey: Vec<Fact<Redacted>>,
    /// Of that, what the site wants kept for whoever answers.
    for_agent: Vec<Fact<Redacted>>,
    /// Flows of an earlier page that wait for their documents, the outermost first.
    resuming: Vec<Waypoint>,
    /// Detours of the page before that wait for the flow around them to be under way again.
    detouring: Vec<Waypoint>,
    tabs: Tabs,
    board: Board,
    /// What the customer types to find a flow.
    search: String,
    told: Told,
}

impl Engine {
    /// An engine that has seen nothing.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let language = Language::of(&config.locale);
        Self {
            language,
            flows: Vec::new(),
            preview: false,
            map: Rc::default(),
            sets_out: None,
            guide: Guide::new(&config.locale, config.thresholds.hesitation),
            records: Records::default(),
            signals: Signals::new(config.thresholds),
            triggers: Triggers::new(config.when.clone()),
            early: Some(Vec::new()),
            reasoning: Reasoning::default(),
            engage: Engage::new(config.policy, language, config.calls, 0),
            link: Link::new(&config.site, config.random, LinkMemory::default()),
            mirror: None,
            page_line: PageLine::default(),
            pictures: Pictures::default(),
            view: View::default(),
            pointed_at: 0,
            path: String::new(),
            place: String::new(),
            heading: String::new(),
            context: None,
            reading: Reading::default(),
            form: None,
            customer: None,
            journey: Vec::new(),
            for_agent: Vec::new(),
            resuming: Vec::new(),
            detouring: Vec::new(),
            tabs: Tabs::new(config.tabs, config.random),
            board: Board::new(config.random),
            search: String::new(),
            told: Told::default(),
            config,
        }
    }

    /// The language the interface speaks.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Takes in one input and appends what the shell must do, in order.
    pub fn handle(&mut self, now: Millis, input: Input, out: &mut Vec<Command>) {
        if self.is_for_holder(now, &input, out) {
            return self.settle(now, out);
        }
        match input {
            Input::Started { memory } => self.started(now, memory.as_deref(), out),
            Input::Leaving => {
                self.engaging(out, |engage, asks| engage.goes_away(asks));
                self.sharing(now, out, Tabs::leaves);
                self.hands_over(now, out);
            }
            Input::Stop => {
                self.guided(now, out, |guide, asks| guide.end(crate::guide::Outcome::Stopped, asks));
                self.engaging(out, Engage::leave);
                let by = self.engage.ended_by();
                self.sharing(now, out, |tabs, asks| tabs.stop(by, asks));
            }
            Input::Tick => {}

            Input::Preview(preview) => self.preview = preview,
            Input::Flows(flows) => self.flows_read(now, flows, out),
            Input::Guide { flow, run } => self.start_flow(now, &flow, run, out),
            Input::GuideInline { flow, run, at } => self.start_inline(now, *flow, run, at.as_deref(), out),
            Input::Next => self.guided(now, out, |guide, asks| guide.next(now, asks)),
            Input::Back => self.guided(now, out, |guide, asks| guide.back(now, asks)),
            Input::CloseStep => {
                self.guided(now, out, |guide, asks| guide.end(crate::guide::Outcome::Closed, asks));
            }
            Input::TakeThere => self.guided(now, out, Guide::take_there),
            Input::DoStep => self.guided(now, out, |guide, asks| guide.do_step(asks)),
            Input::Located { token, candidates } => {
                self.guided(now, out, |guide, asks| guide.located(now, token, &candidates, asks));
            }
            Input::TargetClicked => self.guided(now, out, |guide, asks| guide.target_clicked(now, asks)),
            Input::ClickedElsewhere => self.guided(now, out, |guide, asks| guide.clicked_elsewhere(asks)),
            Input::TargetField { field, entry } => {
                self.guided(now, out, |guide, asks| guide.target_field(now, field, entry, asks));
            }
            Input::SiteEvent { name, detail } => {
                self.guided(now, out, |guide, asks| guide.site_event(now, &name, &detail, asks));
            }
            Input::TabTold(bytes) => self.tab_told(now, &bytes, out),

            Input::Arrived { path, fragment, heading } => self.arrived(now, path, &fragment, heading, out),
            Input::Happened(happening) => self.happened(now, happening, out),
            Input::Chose { label } => self.chose(&label),
            Input::PageChanged => self.page_changed(now, out),
            Input::Form(form) => self.form = form,
            Input::ContextChanged => self.reading.changed(now),
            Input::PageRead(found) => self.page_read(&found),
            Input::PageBatch { numbers, strings } => self.page_batch(now, &numbers, &strings, out),
            Input::Context { key, value, text } => self.context(now, &key, value, &text, out),
            Input::Identify(who) => self.customer = Some(who),
            Input::Consent(consent) => self.consent(consent, out),
            Input::ShowView(open) => self.show_view(now, open, out),
            Input::ViewStrayed => self.view_strayed(now, out),
            Input::ViewLacks(hashes) => self.view_lacks(&hashes, out),
            Input::PauseView(paused) => self.pause_view(now, paused, out),
            Input::PictureTaken { token, picture } => self.picture_taken(now, token, picture, out),

            Input::Panel(open) => self.panel(open),
            Input::Talk => self.person(out, |engage, asks| engage.talk(asks)),
            Input::Chat => self.person(out, |engage, asks| engage.chat(asks)),
            Input::Leave => self.engaging(out, |engage, asks| engage.leave(asks)),
            Input::Say(text) => self.engaging(out, |engage, asks| engage.say(&text, asks)),
            Input::Mute(muted) => self.engaging(out, |engage, asks| engage.mute(muted, asks)),
            Input::Microphone { token, answer } => {
                self.engaging(out, |engage, asks| engage.microphone(token, answer, asks));
            }
            Input::PeerSignal { call, signal } => {
                self.engaging(out, |engage, asks| engage.peer_signal(call, signal, asks));
            }
            Input::PeerConnected { call, connected } => {
                self.engaging(out, |engage, asks| engage.peer_connected(now, call, connected, asks));
            }
            Input::PeerFailed { call } => {
                self.engaging(out, |engage, asks| engage.peer_failed(now, call, asks));
            }
            Input::PointedAt { label } => self.pointed(now, label, out),

            Input::SocketOpened => self.linked(out, |link, asks| link.opened(asks)),
            Input::SocketMessage(bytes) => self.socket_message(now, &bytes, out),
            Input::SocketClosed { code } => self.socket_closed(now, code, out),
            Input::NetworkChanged => self.engaging(out, |engage, asks| engage.network_changed(now, asks)),

            Input::Listen => self.person(out, |engage, asks| engage.listen(asks)),
            Input::SoundBlocked { call } => {
                self.engaging(out, |engage, asks| engage.sound_blocked(call, asks));
            }
            Input::Hear => self.engaging(out, |engage, asks| engage.hear(asks)),
            Input::SoundPlays { call } => self.engage.sound_plays(call),
            Input::ChooseCallback(open) => {
                self.person(out, |engage, asks| engage.choose_callback(open, asks));
            }
            Input::AskCallback { at, phone, name } => {
                self.person(out, |engage, asks| engage.ask_callback(at, &phone, &name, asks));
            }
            Input::LeaveMessage => self.person(out, |engage, asks| engage.leave_message(asks)),
            Input::SoundStopped { call } => {
                self.engaging(out, |engage, asks| engage.sound_stopped(now, call, asks));
            }
            Input::LineRead { call, reading } => self.line_read(now, call, reading, out),
            Input::CallChannel { call, event } => {
                self.engaging(out, |engage, asks| engage.on_channel(now, call, event, asks));
            }
            Input::MuteForSecret => self.engaging(out, |engage, asks| engage.mute_for_secret(asks)),
            Input::Device(input) => self.engaging(out, |engage, asks| engage.device(input, asks)),
            Input::Adopted(media) => self.engaging(out, |engage, asks| engage.adopt(media, asks)),
            Input::HandingOver => self.hands_over(now, out),
            Input::PhoneWithPage => self.person(out, |engage, asks| engage.by_phone(asks)),
            Input::AllowRecording(allows) => {
                self.engaging(out, |engage, asks| engage.allow_recording(allows, asks));
            }
            Input::Woken { memory } => self.woken(now, memory.as_deref(), out),
            Input::Lock(input) => {
                if let LockInput::InFront(in_front) = input {
                    self.records.in_front(now, in_front);
                }
                self.sharing(now, out, |tabs, asks| tabs.lock(now, input, asks));
            }
            Input::MicrophoneQuestion { token, place } => self.engage.asks_at(token, place),
            Input::BringHere => self.sharing(now, out, Tabs::bring_here),
            Input::RecordKept(record) => self.board.kept(&record),
            Input::Width(width) => self.board.has_width(width),
            Input::OffersSeen(ids) => self.offering(out, |board, asks| board.seen(now, ids, asks)),
            Input::OfferOpened(id) => self.offering(out, |board, asks| board.opened(&id, asks)),
            Input::TakeOffer { offer, item } => self.offer_taken(now, &offer, item, out),
            Input::DismissOffer(id) => self.offering(out, |board, asks| board.dismissed(&id, asks)),
            Input::Search(typed) => self.search = typed,
            Input::GoOn => self.goes_on(now, out),
        }
        self.tick(now, out);
        self.settle(now, out);
    }

    /// When [`Input::Tick`] has something to do, in the clock of `now`.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        [
            self.guide.deadline(),
            self.signals.deadline(),
            self.link.deadline(),
            self.engage.deadline(),
            self.page_deadline(),
            self.told.status_due,
            self.reading.deadline(),
            self.tabs.deadline(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn started(&mut self, now: Millis, memory: Option<&[u8]>, out: &mut Vec<Command>) {
        let (mut engaged, mut was) = (false, 0);
        self.board.begins(now);
        if let Some(memory) = memory.and_then(|bytes| Memory::read(bytes, now)) {
            for (reason, evidence) in memory.evidence {
                let text = self.config.policy.told_by_site(&evidence.text);
                let evidence = alongside_protocol::message::Evidence {
                    source: evidence.source,
                    weight: evidence.weight,
                    text,
                };
                self.reasoning.restore(reason, evidence);
            }
            self.link = Link::new(&self.config.site, self.config.random, memory.link);
            self.engage = Engage::new(self.config.policy, self.language, self.config.calls, memory.call);
            (engaged, was) = (memory.engaged, memory.tab);
            if memory.engaged {
                self.engage.restore(memory.panel_open);
                self.engage.restore_call(memory.on_call);
                self.view.paused_before(memory.paused);
            }
            self.customer = memory.customer;
            self.board.begins(memory.began);
            self.resuming = memory.flows;
            self.records.restore(memory.records);
            self.struggled_before(memory.signals, memory.spent, memory.for_agent);
        } else if memory.is_some() {
            out.push(Command::Forget);
        }
        self.sharing(now, out, |tabs, asks| tabs.begins(now, engaged, was, asks));
    }

    /// Whether the journey may leave the page now.
    fn may_tell(&self) -> bool {
        let agreed = match self.config.consent {
            Consent::Granted => true,
            Consent::Unknown => !self.config.gpc,
            Consent::Denied => false,
        };
        // Who asks for a person wants that person to know.
        self.config.has_relay && self.tabs.may_resume() && (agreed || self.engage.is_engaged())
    }

    fn fact(&mut self, now: Millis, kind: FactKind<Redacted>, out: &mut Vec<Command>) {
        if self.preview && kind.is_of_flow() {
            return;
        }
        let fact = Fact { at: now, kind };
        if self.may_tell() {
            self.tell(&FromCustomer::Facts(vec![fact]), out);
        } else {
            self.journey.push(fact);
            let surplus = self.journey.len().saturating_sub(JOURNEY);
            self.journey.drain(..surplus);
        }
    }

    fn tell(&mut self, message: &FromCustomer<Redacted>, out: &mut Vec<Command>) {
        self.linked(out, |link, asks| link.send(message, asks));
    }

    fn linked(&mut self, out: &mut Vec<Command>, act: impl FnOnce(&mut Link, &mut Vec<link::Ask>)) {
        let mut asks = Vec::new();
        act(&mut self.link, &mut asks);
        out.extend(asks.into_iter().map(|ask| match ask {
            link::Ask::Connect => Command::Connect,
            link::Ask::Send(bytes) => Command::Send(bytes),
            link::Ask::Disconnect => Command::Disconnect,
        }));
    }
}
