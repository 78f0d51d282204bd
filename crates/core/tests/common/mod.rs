//! What the tests of the engine share: a customer's visit driven by inputs and a
//! clock, and a relay's side of the wire.
#![allow(dead_code, reason = "each test uses its own part")]

pub(crate) mod customer;

use alongside_core::{
    Millis,
    engage::PanelView,
    engine::{Command, Config, Engine, Input},
    guide::{FieldNow, target::Candidate},
};
use alongside_protocol::{
    flow::{Flow, FlowDocument, FlowSet},
    frame,
    message::{
        Channel, ChatLine, EndedBy, Engagement, FromCustomer, IceServer, Resume, Speaker, Stage, ToCustomer,
        Welcome,
    },
};

pub(crate) const BEGIN: Millis = 1_700_000_000_000;
pub(crate) const VISIT: &str = "visit-1";

/// A customer's tab: an engine for the page that is open, and what pages leave.
pub(crate) struct Tab {
    pub(crate) engine: Engine,
    pub(crate) now: Millis,
    config: Config,
    pub(crate) kept: Option<Vec<u8>>,
    /// The panel as it was shown last.
    pub(crate) panel: Option<PanelView>,
    relay: u64,
}

pub(crate) fn config() -> Config {
    Config {
        site: "pk_demo".into(),
        locale: "en".into(),
        has_relay: true,
        phone: Some("+44 20 7946 0018".into()),
        random: 7,
        ..Config::default()
    }
}

impl Tab {
    pub(crate) fn new(config: Config) -> Self {
        let engine = Engine::new(config.clone());
        let mut tab = Self { engine, now: BEGIN, config, kept: None, panel: None, relay: 0 };
        tab.feed(Input::Started { memory: None });
        tab
    }

    /// A tab whose relay has said welcome.
    pub(crate) fn online(config: Config) -> Self {
        let mut tab = Self::new(config);
        tab.feed(Input::SocketOpened);
        tab.relay_says(&welcome(false), false);
        tab
    }

    pub(crate) fn feed(&mut self, input: Input) -> Vec<Command> {
        let mut out = Vec::new();
        self.engine.handle(self.now, input, &mut out);
        for command in &out {
            match command {
                Command::ShowPanel(view) => self.panel = Some((**view).clone()),
                Command::Remember(bytes) => self.kept = Some(bytes.clone()),
                Command::Forget => self.kept = None,
                _ => {}
            }
        }
        out
    }

    /// Lets time pass, waking the engine when it asked for it.
    pub(crate) fn wait(&mut self, time: Millis) -> Vec<Command> {
        let (end, mut out) = (self.now + time, Vec::new());
        while let Some(due) = self.engine.deadline().filter(|&due| due <= end) {
            assert!(due >= self.now, "a deadline in the past is a busy loop");
            self.now = due;
            out.extend(self.feed(Input::Tick));
            assert!(self.engine.deadline().is_none_or(|next| next > due), "waking it changed nothing");
        }
        self.now = end;
        out
    }

    /// A message of the relay; `counted` messages are numbered.
    pub(crate) fn relay_says(&mut self, message: &ToCustomer, counted: bool) -> Vec<Command> {
        self.relay += u64::from(counted);
        let bytes = message.encode(if counted { self.relay } else { 0 });
        self.feed(Input::SocketMessage(bytes))
    }

    pub(crate) fn engagement(&mut self, channel: Channel, stage: Stage) -> Vec<Command> {
        self.relay_says(&ToCustomer::Engagement(engagement(channel, stage)), true)
    }

    /// The page goes and the tab opens another one.
    pub(crate) fn load_page(&mut self) -> Vec<Command> {
        self.load_page_after(Input::Leaving)
    }

    /// The same, the last that the page before hears being this.
    pub(crate) fn load_page_after(&mut self, last: Input) -> Vec<Command> {
        self.feed(last);
        self.now += 200;
        self.engine = Engine::new(self.config.clone());
        self.panel = None;
        let memory = self.kept.clone();
        self.feed(Input::Started { memory })
    }

    pub(crate) fn panel(&self) -> &PanelView {
        self.panel.as_ref().unwrap()
    }
}

pub(crate) fn arrived(path: &str, heading: &str) -> Input {
    Input::Arrived { path: path.into(), fragment: String::new(), heading: heading.into() }
}

pub(crate) fn welcome(resumed: bool) -> ToCustomer {
    let ice =
        IceServer { urls: vec!["stun:relay".into()], username: String::new(), credential: String::new() };
    let resume = Resume { visit: VISIT.into(), token: "secret".into() };
    ToCustomer::Welcome(Welcome { resume, resumed, received: 0, ice: vec![ice], now: BEGIN, ice_lasts: 0 })
}

pub(crate) fn engagement(channel: Channel, stage: Stage) -> Engagement {
    Engagement { id: 3, visit: VISIT.into(), channel, stage, lines: Vec::new() }
}

pub(crate) fn active() -> Stage {
    Stage::Active { agent: "Robin".into() }
}

pub(crate) fn ended(by: EndedBy) -> Stage {
    Stage::Ended { by }
}

pub(crate) fn line(from: Speaker, text: &str) -> ToCustomer {
    ToCustomer::Chat(ChatLine { from, at: BEGIN, text: text.into() })
}

/// Everything that left on the socket, decoded.
pub(crate) fn sent(commands: &[Command]) -> Vec<FromCustomer<String>> {
    let frames = commands.iter().filter_map(|command| match command {
        Command::Send(bytes) => Some(bytes),
        _ => None,
    });
    frames
        .map(|bytes| {
            let (frame, rest) = frame::decode(bytes).unwrap();
            assert!(rest.is_empty(), "one message a command");
            FromCustomer::decode(&frame).unwrap().unwrap()
        })
        .collect()
}

/// The microphone's token in the only request for it.
pub(crate) fn microphone(commands: &[Command]) -> Option<u32> {
    let asked: Vec<u32> = commands
        .iter()
        .filter_map(|command| match command {
            Command::OpenMicrophone { token } => Some(*token),
            _ => None,
        })
        .collect();
    assert!(asked.len() < 2, "asked twice");
    asked.first().copied()
}

/// The number of the only call that is set up.
pub(crate) fn peer(commands: &[Command]) -> Option<u32> {
    let calls: Vec<u32> = commands
        .iter()
        .filter_map(|command| match command {
            Command::OpenPeer { call, .. } => Some(*call),
            _ => None,
        })
        .collect();
    assert!(calls.len() < 2, "two peers at once");
    calls.first().copied()
}

pub(crate) fn announced(commands: &[Command]) -> Vec<&str> {
    commands
        .iter()
        .filter_map(|command| match command {
            Command::Announce(text) => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

pub(crate) fn flows(json: &str) -> FlowSet {
    serde_json::from_str::<FlowDocument>(json).unwrap().checked().unwrap()
}

pub(crate) fn flow(json: &str) -> Flow {
    serde_json::from_str::<Flow>(json).unwrap().checked().unwrap()
}

pub(crate) fn seen(role: &str, name: &str) -> Candidate {
    Candidate {
        role: role.into(),
        name: name.into(),
        text: name.into(),
        visible: true,
        enabled: true,
        ..Candidate::default()
    }
}

pub(crate) fn field(label: &str, filled: bool, valid: bool) -> Candidate {
    let now = FieldNow { filled, valid };
    Candidate { label: label.into(), field: Some(now), ..seen("textbox", label) }
}
