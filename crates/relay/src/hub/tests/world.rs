use std::collections::BTreeMap;

use crate::config::Site;
use crate::hub::{
    Hub,
    io::{AgentHello, Counted, CustomerHello, FromPage, Input, Millis, Output, Rules, SavedVisit, SocketId},
};
use alongside_protocol::{
    WIRE_VERSION, frame,
    message::{
        Channel, EndedBy, Engage, Engagement, FromAgent, FromCustomer, Hello, Presence, Resume, Stage,
        ToAgent, ToCustomer,
    },
};

pub(super) const ORIGIN: &str = "https://bank.example";
pub(super) const SHOP: &str = "https://shop.example";
pub(super) const MOST_VISITS: usize = 8;
pub(super) const LOST_AFTER: Millis = 60_000;
pub(super) const VISIT_AFTER: Millis = 120_000;

pub(super) struct World {
    pub(super) hub: Hub,
    now: Millis,
    pub(super) sequence: BTreeMap<u64, u64>,
    pub(super) out: Vec<Output>,
}

impl World {
    pub(super) fn new() -> Self {
        Self::of(1_000, |_| {})
    }

    /// A relay that was started again, with what it has stored.
    pub(super) fn restarted(saved: Vec<SavedVisit>) -> Self {
        let mut world = Self::new();
        world.hub = Hub::new(world.hub.rules.clone(), 100, saved, world.now);
        world
    }

    /// At a time, with sites that are not as usual.
    pub(super) fn of(now: Millis, change: impl Fn(&mut Site)) -> Self {
        let site = |key: &str, origin: &str| Site {
            key: key.to_owned(),
            name: key.to_owned(),
            origins: vec![origin.to_owned()],
            assets: Vec::new(),
            max_waiting: None,
            hours: None,
            callbacks: None,
            recording: None,
        };
        let mut sites = vec![site("bank", ORIGIN), site("shop", SHOP)];
        sites.iter_mut().for_each(change);
        let rules = Rules {
            sites,
            ice: Vec::new(),
            turn: None,
            lost_after: LOST_AFTER,
            visit_after: VISIT_AFTER,
            most_visits: MOST_VISITS,
        };
        Self { hub: Hub::new(rules, 1, Vec::new(), now), now, sequence: BTreeMap::new(), out: Vec::new() }
    }

    pub(super) fn give(&mut self, input: Input) {
        self.hub.handle(self.now, input, &mut self.out);
    }

    /// Lets time pass as the shell does: alarm by alarm.
    pub(super) fn wait(&mut self, millis: Millis) {
        let until = self.now + millis;
        while let Some(due) = self.hub.deadline().filter(|due| *due <= until) {
            assert!(due >= self.now, "alarms lie ahead");
            self.now = due;
            self.give(Input::Tick);
        }
        self.now = until;
    }

    pub(super) fn customer(&mut self, socket: u64) {
        self.customer_back(socket, None, None, 0);
    }

    pub(super) fn customer_of_shop(&mut self, socket: u64) {
        self.hello(socket, ("shop", SHOP), None, None, 0);
    }

    pub(super) fn customer_back(
        &mut self,
        socket: u64,
        resume: Option<u64>,
        stored: Option<SavedVisit>,
        received: u64,
    ) {
        self.hello(socket, ("bank", ORIGIN), resume, stored, received);
    }

    fn hello(
        &mut self,
        socket: u64,
        (site, origin): (&str, &str),
        resume: Option<u64>,
        stored: Option<SavedVisit>,
        received: u64,
    ) {
        let resume = resume.map(|of| Resume { visit: format!("visit-{of}"), token: format!("token-{of}") });
        self.give(Input::CustomerHello(Box::new(CustomerHello {
            socket: SocketId(socket),
            origin: origin.to_owned(),
            hello: Hello { version: WIRE_VERSION, site: site.to_owned(), resume, received },
            fresh: (format!("visit-{socket}"), format!("token-{socket}")),
            stored,
        })));
    }

    /// A frame of changes to the page, as it comes.
    pub(super) fn shows(&mut self, socket: u64, page: &[u8]) {
        let sequence = self.sequence.entry(socket).or_default();
        *sequence += 1;
        // Bytes are on the wire as their number and themselves; up to 127 that is one byte.
        let payload = [&[page.len() as u8], page].concat();
        let frame = Counted { sequence: *sequence, body: Some(FromPage::Page(payload.into())) };
        self.give(Input::CustomerFrames(SocketId(socket), vec![frame]));
    }

    pub(super) fn says(&mut self, socket: u64, message: FromCustomer<String>) {
        let sequence = self.sequence.entry(socket).or_default();
        *sequence += 1;
        let frame = Counted { sequence: *sequence, body: Some(FromPage::Message(message)) };
        self.give(Input::CustomerFrames(SocketId(socket), vec![frame]));
    }

    pub(super) fn engage(&mut self, socket: u64, channel: Channel) {
        self.says(socket, FromCustomer::Engage(Engage { channel }));
    }

    pub(super) fn agent(&mut self, socket: u64, name: &str) {
        let arrival = AgentHello {
            hello: Hello { version: WIRE_VERSION, site: String::new(), resume: None, received: 0 },
            session: [socket as u8; 32],
            name: name.to_owned(),
            display: name.to_uppercase(),
            sites: None,
        };
        self.give(Input::AgentHello(SocketId(socket), arrival));
        self.orders(socket, FromAgent::Presence(Presence { available: true }));
    }

    pub(super) fn orders(&mut self, socket: u64, message: FromAgent) {
        let frame = Counted { sequence: 0, body: Some(message) };
        self.give(Input::AgentFrames(SocketId(socket), vec![frame]));
    }

    pub(super) fn close(&mut self, socket: u64) {
        self.give(Input::Closed(SocketId(socket)));
    }

    /// What a socket was sent since the last look.
    pub(super) fn heard<T>(&mut self, socket: u64, read: impl Fn(&frame::Frame<'_>) -> Option<T>) -> Vec<T> {
        let mut heard = Vec::new();
        self.out.retain(|output| match output {
            Output::Send(to, bytes) if to.0 == socket => {
                let (frame, _) = frame::decode(bytes).unwrap();
                heard.extend(read(&frame));
                false
            }
            _ => true,
        });
        heard
    }

    pub(super) fn page_heard(&mut self, socket: u64) -> Vec<ToCustomer> {
        self.heard(socket, |frame| ToCustomer::decode(frame).unwrap())
    }

    pub(super) fn console_heard(&mut self, socket: u64) -> Vec<ToAgent> {
        self.heard(socket, |frame| ToAgent::decode(frame).unwrap())
    }

    pub(super) fn stages(&mut self, socket: u64) -> Vec<Stage> {
        let engagement = |message| match message {
            ToCustomer::Engagement(Engagement { stage, .. }) => Some(stage),
            _ => None,
        };
        self.page_heard(socket).into_iter().filter_map(engagement).collect()
    }

    pub(super) fn availability(&mut self, socket: u64) -> Option<(u32, u32)> {
        let last = |message| match message {
            ToCustomer::Availability(availability) => Some((availability.agents, availability.waiting)),
            _ => None,
        };
        self.page_heard(socket).into_iter().filter_map(last).next_back()
    }
}

pub(super) fn waiting(position: u32) -> Stage {
    Stage::Waiting { position }
}

pub(super) fn ended(by: EndedBy) -> Stage {
    Stage::Ended { by }
}
