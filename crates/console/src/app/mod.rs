//! Everything the console decides: one input in, a changed [`State`] and a list
//! of [`Effect`]s out. No browser, no clock: time comes in with the input.

mod devices;
mod engagements;
mod flows;
mod handover;
mod io;
mod kept;
mod link;
mod network;
mod on_call;
mod page;
mod phone;
mod picture;
mod recording;
mod relay;
mod room;
mod session;
mod sight;
mod sound;
mod take;
mod voice;
mod warm;

use std::collections::BTreeMap;

use alongside_protocol::message::{Aside, Colleague, HandOver, IceServer, VisitView};

pub use self::{
    devices::{DeviceInput, Devices},
    flows::{CHOICES, CodeOf, Flows, FlowsInput},
    io::{Effect, Input, Phase},
    kept::Kept,
    link::Link,
    picture::Pictured,
    recording::{RecordEffect, Recorded, RecordingInput, Rest},
    room::Room,
    sight::{Seen, Sight, SightInput},
    sound::Sounds,
    voice::{Line, LineEvent, Microphone, Voice},
    warm::Warm,
};

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
    /// What became of flows, and whether the agent looks at it.
    pub flows: Flows,
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
    kept: Vec<Kept>,
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
            flows: Flows::default(),
            notice: String::new(),
            announcement: String::new(),
            revision: 0,
            welcomed: 0,
            network: network::Network::default(),
            hearing: sound::Hearing::default(),
            on_call: on_call::OnCall::default(),
            microphone_is_gone: false,
            recording: recording::Recording::default(),
            kept: Vec::new(),
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
}
