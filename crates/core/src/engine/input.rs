use alongside_protocol::{
    flow::{Flow, FlowSet, Value},
    message::{PictureRefusal, RtcSignal},
    page::SheetHash,
    tree::Tree,
};

use super::Consent;
use crate::{
    Millis,
    engage::{Adopted, DeviceInput, MicrophoneRefusal, PromptPlace},
    guide::{FieldEntry, FieldNow, target::Candidate},
    observe::signals::Happening,
    privacy::Label,
    tabs::LockInput,
    voice::{ChannelEvent, Reading},
};

/// Everything that can happen to the engine. What answers a command carries its
/// token or number; an answer nobody waits for any more is dropped.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The page is ready. `memory` is what an earlier page of the tab left.
    Started {
        /// What [`Command::Remember`](super::Command::Remember) stored last.
        memory: Option<Vec<u8>>,
    },
    /// Whether the flows that are read next are a preview: nothing that becomes of them is
    /// recorded.
    Preview(bool),
    /// The site's flows have been read.
    Flows(FlowSet),
    /// The customer is on a page (at the start, and at every change of route).
    Arrived {
        /// Its path, without query and fragment.
        path: String,
        /// Its fragment; only flows look at it.
        fragment: String,
        /// Its main heading.
        heading: String,
    },
    /// The page is about to go.
    Leaving,
    /// The site ends everything: flow, queue, call.
    Stop,
    /// What the browser has kept of the customer over their visits, at the start or because
    /// another tab has written it.
    RecordKept(Vec<u8>),
    /// The viewport has this width, in CSS pixels.
    Width(u32),
    /// These offers came on the screen.
    OffersSeen(Vec<String>),
    /// The customer has opened the hotspot of this offer.
    OfferOpened(String),
    /// The customer goes on to the flow of an offer.
    TakeOffer {
        /// The offer's id.
        offer: String,
        /// Which of its items, from 0, for a checklist; else 0.
        item: usize,
    },
    /// The customer wants to see no more of this offer.
    DismissOffer(String),
    /// The customer types this to find a flow in the launcher.
    Search(String),
    /// The customer goes on with the flow of an earlier visit.
    GoOn,
    /// Time has passed to [`Engine::deadline`](super::Engine::deadline).
    Tick,

    /// The site starts a flow it has handed over before, by id.
    Guide {
        /// The flow's id.
        flow: String,
        /// The number of this start, given by the shell.
        run: u32,
    },
    /// The site starts a flow of its own making.
    GuideInline {
        /// The flow.
        flow: Box<Flow>,
        /// The number of this start, given by the shell.
        run: u32,
        /// The step to go on at, after a page load.
        at: Option<String>,
    },
    /// On to the next step.
    Next,
    /// Back a step.
    Back,
    /// The customer closes the step.
    CloseStep,
    /// The customer wants to be taken to the step's page.
    TakeThere,
    /// The customer wants us to do the step, which is safe.
    DoStep,
    /// What could be the target that [`Command::Locate`](super::Command::Locate) asked for.
    Located {
        /// The command's token.
        token: u32,
        /// The candidates.
        candidates: Vec<Candidate>,
    },
    /// The target was clicked.
    TargetClicked,
    /// Something else of the page was clicked; until the next click
    /// [`Candidate::clicked`] tells what.
    ClickedElsewhere,
    /// The target, a field, has changed.
    TargetField {
        /// What it says of itself.
        field: FieldNow,
        /// How it came to that.
        entry: FieldEntry,
    },
    /// The site dispatched a DOM event that a flow waits for.
    SiteEvent {
        /// Its name.
        name: String,
        /// What [`Command::AwaitEvents`](super::Command::AwaitEvents) asked of its
        /// detail, as far as it is there.
        detail: Vec<(String, Value)>,
    },
    /// Another tab of the site tells of the flow it runs.
    TabTold(Vec<u8>),

    /// The page or the customer did something.
    Happened(Happening),
    /// The customer chose a link or a button.
    Chose {
        /// Its name.
        label: Label,
    },
    /// The page's elements have changed.
    PageChanged,
    /// How far the page's form is.
    Form(Option<FormNow>),
    /// What the page says of itself may be otherwise: its head has changed, or a
    /// route has settled.
    ContextChanged,
    /// What the page says of itself, as [`Command::ReadPage`](super::Command::ReadPage)
    /// asked for; see [`context::read`](crate::observe::context::read).
    PageRead(Tree),
    /// A batch of the walker: numbers, and strings joined by NUL.
    PageBatch {
        /// The operations.
        numbers: Vec<u32>,
        /// The strings.
        strings: String,
    },
    /// The site says something of the visit.
    Context {
        /// The site's own key; `reason` is known.
        key: String,
        /// The value.
        value: Value,
        /// The value in words.
        text: String,
    },
    /// The site says who the customer is, in words for the agent.
    Identify(String),
    /// The customer's agreement has changed.
    Consent(Consent),
    /// The customer opens (`true`) or closes what the agent sees.
    ShowView(bool),
    /// The customer's own copy of that is not what it should be, or a frame did not fit it.
    ViewStrayed,
    /// The customer's own copy of that knows the rules behind these hashes not yet.
    ViewLacks(Vec<SheetHash>),
    /// The customer shows the agent nothing for a while, or again.
    PauseView(bool),
    /// The picture that [`Command::TakePicture`](super::Command::TakePicture) asked for.
    PictureTaken {
        /// The command's token.
        token: u32,
        /// The bytes of a WebP, PNG or JPEG, or why there is none.
        picture: Result<Vec<u8>, PictureRefusal>,
    },

    /// The customer opens (`true`) or closes the panel.
    Panel(bool),
    /// The customer wants to talk.
    Talk,
    /// The customer wants to write.
    Chat,
    /// The customer leaves the queue, hangs up or ends the chat.
    Leave,
    /// The customer says something in writing.
    Say(String),
    /// The customer mutes the microphone, or not.
    Mute(bool),
    /// The browser's answer about the microphone.
    Microphone {
        /// The command's token.
        token: u32,
        /// Whether there is one.
        answer: Result<(), MicrophoneRefusal>,
    },
    /// Our step of setting up a call.
    PeerSignal {
        /// The call's number.
        call: u32,
        /// The step.
        signal: RtcSignal,
    },
    /// Whether the line is up.
    PeerConnected {
        /// The call's number.
        call: u32,
        /// Up, or interrupted.
        connected: bool,
    },
    /// The line can't be mended.
    PeerFailed {
        /// The call's number.
        call: u32,
    },
    /// What the agent points at, by name; `None` when it is gone.
    PointedAt {
        /// Its name, else its role.
        label: Option<Label>,
    },

    /// The socket is open.
    SocketOpened,
    /// Bytes came.
    SocketMessage(Vec<u8>),
    /// The socket is closed.
    SocketClosed {
        /// The code it was closed with; 0 when it never opened.
        code: u16,
    },
    /// The browser says the network is back, or another one.
    NetworkChanged,

    /// The customer wants to hear the agent and answer in writing.
    Listen,
    /// The browser does not play the agent's voice before the customer has pressed
    /// something.
    SoundBlocked {
        /// The call's number.
        call: u32,
    },
    /// The customer wants to hear the voice that was held back.
    Hear,
    /// The agent's voice plays.
    SoundPlays {
        /// The call's number.
        call: u32,
    },
    /// The customer wants to leave something in writing for a team that is not there.
    LeaveMessage,
    /// What the browser counts on the line of a call, as
    /// [`Command::ReadLine`](super::Command::ReadLine) asked for.
    LineRead {
        /// The call's number.
        call: u32,
        /// The figures.
        reading: Reading,
    },
    /// Something happened on the data channel of a call.
    CallChannel {
        /// The call's number.
        call: u32,
        /// What.
        event: ChannelEvent,
    },
    /// The customer mutes the microphone until the sealed field is left.
    MuteForSecret,
    /// Something about microphones and loudspeakers.
    Device(DeviceInput),
    /// The media of a call that an earlier page of the tab has set up are here; comes
    /// right after [`Started`](Self::Started) or [`Woken`](Self::Woken).
    Adopted(Adopted),
    /// Another page of the tab goes on with the visit, and with the call; comes in place of
    /// [`Leaving`](Self::Leaving).
    HandingOver,
    /// This page is in front again, after another one of the tab went on with the visit
    /// and left this.
    Woken {
        /// What [`Command::Remember`](super::Command::Remember) stored last.
        memory: Option<Vec<u8>>,
    },
    /// Sound that has come all the time has stopped, and the browser still believes in the
    /// line of a call.
    SoundStopped {
        /// The call's number.
        call: u32,
    },
    /// The customer opens the form in which a time to be called back at is chosen, or
    /// closes it.
    ChooseCallback(bool),
    /// The customer asks to be called back.
    AskCallback {
        /// When: one of the times on offer.
        at: Millis,
        /// The telephone number, as it was typed.
        phone: String,
        /// The name, as it was typed; empty for none.
        name: String,
    },
    /// Something about the lock that [`Command::Lock`](super::Command::Lock) asks for.
    Lock(LockInput),
    /// The customer wants the conversation that another tab holds in this one.
    BringHere,
    /// The customer lets the agent record the call, or does not, or no longer.
    AllowRecording(bool),
    /// The customer wants to call by telephone, and who answers to see the page.
    PhoneWithPage,
    /// The browser asks the customer for the microphone, or has been answered.
    MicrophoneQuestion {
        /// The token of the request.
        token: u32,
        /// Where it asks; `None` once it has been answered.
        place: Option<PromptPlace>,
    },
}

/// How far a form is, before redaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormNow {
    /// Fields that must be filled; where none is marked so, all of them.
    pub fields: u16,
    /// Of these, filled and valid.
    pub done: u16,
    /// Fields shown as wrong.
    pub errors: u16,
    /// Label of the field that has the focus; empty where a rule closes it.
    pub current: Option<String>,
}
