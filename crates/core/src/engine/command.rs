use alongside_protocol::{
    flow::{Fingerprint, Target},
    message::{Channel, IceServer, Measure, Reason, RtcSignal, SignalCause, SignalKind, StepOutcome},
    page::{NodeId, SheetHash},
};

use crate::{
    Millis,
    engage::PanelView,
    guide::{Awaited, Outcome, Sought, StepView, Why},
    offer::{Notice, OffersView},
    privacy::{FieldMode, Rules},
    tabs::Lock,
};

/// Everything the engine can ask of the shell.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Find what could be a target; answer with [`Input::Located`](super::Input::Located).
    Locate {
        /// The answer's token.
        token: u32,
        /// The target.
        target: Target,
        /// What it is for.
        sought: Sought,
    },
    /// Show a step.
    ShowStep {
        /// What is shown.
        view: Box<StepView>,
        /// Which element: the token of an answer and a position in it.
        at: Option<(u32, usize)>,
    },
    /// Take the step off the screen.
    HideStep,
    /// Open a page of this site.
    GoTo {
        /// Its path.
        path: String,
    },
    /// Click an element for the customer: the token of an answer and a position in it.
    Act {
        /// The token.
        token: u32,
        /// The position.
        candidate: usize,
    },
    /// DOM events that the running flow waits for.
    AwaitEvents(Vec<Awaited>),
    /// Tell the customer what the shown step's field has against what is in it.
    ShowRefusal,
    /// Tell the site's other tabs; theirs is [`Input::TabTold`](super::Input::TabTold).
    TellTabs(Vec<u8>),
    /// A flow has ended: settle what `guide()` promised.
    FlowEnded {
        /// The number of its start.
        run: u32,
        /// How.
        outcome: Outcome,
    },

    /// Read what the page says of itself; answer with
    /// [`Input::PageRead`](super::Input::PageRead).
    ReadPage,
    /// Tell of changes of the page, or stop telling.
    WatchPage(bool),
    /// Start the walker with these rules, or stop it.
    Mirror(Option<Rules>),
    /// How long the walker gathers changes before it tells them.
    MirrorPace(Millis),
    /// What the walker may read of these fields.
    FieldModes(Vec<(NodeId, FieldMode)>),
    /// A frame of the page as the agent gets it, for the customer's own eyes; `None`
    /// when they look no longer.
    View(Option<Vec<u8>>),
    /// The rules behind a hash, for the same copy.
    ViewRules(SheetHash, String),
    /// Make a picture of a canvas, a video or an image; answer with
    /// [`Input::PictureTaken`](super::Input::PictureTaken).
    TakePicture {
        /// The answer's token.
        token: u32,
        /// The element.
        node: NodeId,
        /// Whether it may show what the customer brought in: a camera, a chosen file.
        brought: bool,
    },
    /// Show the customer what the agent points at (0: nothing).
    PointAt(NodeId),

    /// Ask for the microphone.
    OpenMicrophone {
        /// The answer's token.
        token: u32,
    },
    /// Let it go.
    CloseMicrophone,
    /// Mute it, or not.
    Mute(bool),
    /// Set up a call's media, with us as the polite side; beside another one's, when an
    /// agent hands over.
    OpenPeer {
        /// The call's number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
    },
    /// Hand a step to the peer.
    PeerSignal {
        /// The call's number.
        call: u32,
        /// The step.
        signal: RtcSignal,
    },
    /// Take all of them down.
    ClosePeer,
    /// Show the panel and launcher like this.
    ShowPanel(Box<PanelView>),
    /// Say it in the live region.
    Announce(String),

    /// Show these offers in place of those before; answer with
    /// [`Input::OffersSeen`](super::Input::OffersSeen).
    ShowOffers(Box<OffersView>),
    /// Keep this in the browser over visits; `None`: remove what was kept.
    KeepRecord(Option<Vec<u8>>),

    /// Open a socket to the relay.
    Connect,
    /// Send on it.
    Send(Vec<u8>),
    /// Close it.
    Disconnect,

    /// Keep this in the tab's storage.
    Remember(Vec<u8>),
    /// Remove what was kept.
    Forget,
    /// Tell the site.
    Emit(Event),
    /// Look for a new way through the network with these servers, the peer staying.
    RestartPeer {
        /// The call's number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
        /// Whether on a connection of its own, where the browser has one to give; else by
        /// an ICE restart.
        renews: bool,
    },
    /// Play the agent's voice that the browser held back; answer with
    /// [`Input::SoundPlays`](super::Input::SoundPlays).
    PlaySound,
    /// Look at what the browser counts on the line of a call; answer with
    /// [`Input::LineRead`](super::Input::LineRead).
    ReadLine {
        /// The call's number.
        call: u32,
    },
    /// Put bytes on the channel of a call.
    SendOnCall {
        /// The call's number.
        call: u32,
        /// A message.
        bytes: Vec<u8>,
    },
    /// Put another microphone on the line; answer with
    /// [`DeviceInput::Switched`](crate::engage::DeviceInput::Switched).
    SwitchMicrophone {
        /// The token.
        token: u32,
        /// The browser's name for it; any that is there when absent.
        device: Option<String>,
    },
    /// Let the agent's voice come out of this loudspeaker; empty for the device's choice.
    UseSpeaker(String),
    /// Set up a call's media like [`OpenPeer`](Self::OpenPeer), with nothing to send yet
    /// and nothing to hear.
    WarmPeer {
        /// The call's number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
    },
    /// Put the microphone, where there is one, on the line that was set up so, and let the
    /// agent be heard.
    TakePeer {
        /// The call's number.
        call: u32,
    },
    /// Take one call's media down, where there are two.
    DropPeer {
        /// The call's number.
        call: u32,
    },
    /// About the lock that one tab of the site has at a time; the browser's answer is
    /// [`Input::Lock`](super::Input::Lock).
    Lock(Lock),
}

/// What the site's own code can listen to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A step came on the screen (`outcome` absent) or ended.
    Step {
        /// The flow's id.
        flow: String,
        /// The step's id.
        step: String,
        /// How it ended.
        outcome: Option<StepOutcome>,
    },
    /// A recorded element was found again by likeness.
    Heal {
        /// The flow's id.
        flow: String,
        /// The step's id.
        step: String,
        /// How alike the two are, in per mille.
        score: u16,
        /// What was recorded.
        old: Box<Fingerprint>,
        /// What was found.
        new: Box<Fingerprint>,
        /// The properties that differ.
        changed: Vec<&'static str>,
    },
    /// The customer has strayed from the way to a goal, and a longer one leads on.
    Route {
        /// The flow's id.
        flow: String,
        /// How many steps it has.
        steps: usize,
    },
    /// A flow ended.
    Flow {
        /// Its id.
        flow: String,
        /// How.
        outcome: Outcome,
    },
    /// Something has become of an offer.
    Offer {
        /// Its id.
        offer: String,
        /// What.
        notice: Notice,
        /// Its experiment and variant.
        arm: Option<(String, String)>,
    },
    /// The customer struggles.
    Signal {
        /// With what.
        kind: SignalKind,
        /// Where.
        on: String,
        /// Why, as far as the page can see.
        cause: SignalCause,
        /// What was counted.
        evidence: Vec<(Measure, u32)>,
        /// The latest such signal was none, as it turned out.
        taken_back: bool,
    },
    /// Why the customer came, whenever the answer changes.
    Reason {
        /// The likeliest reason.
        reason: Reason,
        /// In percent.
        confidence: u8,
        /// What speaks for it.
        evidence: Vec<String>,
    },
    /// The engagement has changed.
    Engagement {
        /// `waiting`, `active` or `ended`.
        stage: &'static str,
        /// The channel.
        channel: Channel,
        /// The agent's name, once there is one.
        agent: Option<String>,
    },
    /// Something is wrong that the site's team should know.
    Problem {
        /// In a sentence.
        message: String,
        /// The flow, the step, and why its target is not pointed at.
        at: Option<(String, String, Why)>,
    },
}

impl Event {
    /// A problem that is no step's.
    pub(crate) fn problem(message: String) -> Self {
        Self::Problem { message, at: None }
    }
}
