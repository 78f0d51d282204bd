use alongside_core::voice::Reading;
use alongside_protocol::{
    message::{AskHandOver, RtcSignal},
    page::{Batch, ModelError, NodeId, SheetHash},
};

use super::{DeviceInput, FlowsInput, LineEvent, RecordEffect, RecordingInput, SightInput};

/// What the console is showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It asks the relay whether the agent is logged in.
    Checking,
    /// It asks the agent to log in.
    Login {
        /// What went wrong, in words; empty at first.
        problem: String,
    },
    /// The agent is at work.
    Desk,
}

/// What happens to the console.
#[derive(Debug, Clone)]
pub enum Input {
    /// The relay knows the agent, by this name.
    LoggedIn(String),
    /// The relay does not, for the reason given (none when nobody tried).
    LoggedOut(String),
    /// The session is over, or goes on in another window: what was recorded stays for the
    /// same agent, and for nobody else.
    SentAway(String),
    /// The socket is open.
    Opened,
    /// Bytes came.
    Received(Vec<u8>),
    /// The socket is gone; `jitter` is any number, so that a whole team does
    /// not come back at the same moment.
    Closed {
        /// Chance, from outside.
        jitter: u32,
    },
    /// Time went by.
    Tick,
    /// The agent takes customers, or takes none.
    Available(bool),
    /// The agent takes a waiting customer.
    Accept(u64),
    /// The agent ends an engagement.
    End(u64),
    /// The agent looks at an engagement, or at the list.
    Open(Option<u64>),
    /// The agent puts an ended engagement away.
    Dismiss(u64),
    /// The agent writes.
    Say(u64, String),
    /// The agent points at an element, or at nothing (0).
    Point(u64, NodeId),
    /// The agent asks for a picture of an element that has no copy.
    Picture(u64, NodeId),
    /// Something happened to the view of an engagement's page.
    Sight(u64, SightInput),
    /// The copy of the page could not follow it: because changes did not fit it, or
    /// (`None`) because the browser has lost it or refuses what they ask.
    PageFailed(u64, Option<ModelError>),
    /// What [`Effect::Compare`] asks for: the digests of the copy's parts.
    PageParts(u64, Vec<(NodeId, u64)>),
    /// The copy of the page lacks the rules behind these hashes.
    LackSheets(u64, Vec<SheetHash>),
    /// The agent mutes the microphone, or opens it.
    Mute(bool),
    /// The browser answered the question for the microphone; the text says why
    /// there is none.
    Microphone(Result<(), String>),
    /// Something happened on the line of a call.
    Line(u32, LineEvent),
    /// The agent has read the notice.
    NoticeRead,
    /// The browser says the network is back, or another one.
    NetworkChanged,
    /// What the browser counts on the line of a call, as [`Effect::ReadLine`] asked.
    LineRead(u32, Reading),
    /// The agent puts the customer of the call on hold, or takes them back.
    Hold(bool),
    /// Something about microphones and loudspeakers.
    Device(DeviceInput),
    /// The microphone that [`Effect::PrepareMicrophone`] asked for is there.
    MicrophonePrepared,
    /// The agent asks a colleague to take an engagement over.
    HandOver(AskHandOver),
    /// The agent takes what a colleague offers, or not; or takes their own offer back.
    AnswerOffer(u64, bool),
    /// The agent reads along in an engagement that a colleague offers, or no more.
    ReadAlong(u64, bool),
    /// The agent writes to the other agent of a hand-over.
    Aside(u64, String),
    /// The agent does not take what a colleague offers, and says why.
    Decline(u64, String),
    /// The agent has called a customer back, who was reached or not.
    CalledBack(u64, bool),
    /// Something about recording a call.
    Recording(RecordingInput),
    /// The agent types what a customer says on the telephone.
    PhoneCode(String),
    /// Something about the page of flows.
    Flows(FlowsInput),
}

/// What the shell has to do, in this order.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Open a new socket after so many milliseconds, in place of the one before.
    Connect {
        /// Milliseconds to wait.
        after: u32,
    },
    /// Drop the socket.
    Disconnect,
    /// Put bytes on the socket.
    Transmit(Vec<u8>),
    /// Apply changes to the copy of an engagement's page.
    Page(u64, Box<Batch>),
    /// Say the digests of the parts of an engagement's copy, by [`Input::PageParts`].
    Compare(u64),
    /// Give the copies the rules behind a hash.
    Learn(SheetHash, String),
    /// Ask for the microphone.
    AskMicrophone,
    /// Start a line for a call, in place of the one before.
    OpenLine(u32),
    /// Give a signal to the line.
    Signal(RtcSignal),
    /// Look for a new way through the network, with [`State::ice`](super::State::ice).
    RestartLine,
    /// Mute the microphone, or open it.
    Mute(bool),
    /// Drop the line and the microphone.
    HangUp,
    /// Look at what the browser counts on the line of a call; [`Input::LineRead`] answers.
    ReadLine(u32),
    /// Put bytes on the data channel of the line.
    SendOnLine(Vec<u8>),
    /// Put the customer on hold, or take them back: they hear a tone in place of the
    /// microphone, and the agent hears nothing of them.
    Hold(bool),
    /// Put another microphone on the line: this one, or (`None`) any that is there;
    /// [`DeviceInput::Switched`] answers.
    SwitchMicrophone(Option<String>),
    /// Let the customer's voice come out of this loudspeaker; empty for the device's own
    /// choice.
    UseSpeaker(String),
    /// Get the microphone ready where no question comes of it, and put it on nothing;
    /// [`Input::MicrophonePrepared`] tells of it.
    PrepareMicrophone,
    /// Start a line for a call as [`OpenLine`](Self::OpenLine) does, with nothing of the
    /// agent's on it.
    PrepareLine(u32),
    /// Put the microphone, if there is one, on the line that was started so.
    TakeLine,
    /// Let the agent hear, quietly, that the line is gone for a moment.
    Tone,
    /// Something for a recording of the call.
    Record(RecordEffect),
    /// Ask the relay what became of flows in so many days; [`FlowsInput::Came`] answers.
    ReadFlows(u16),
    /// Ask the relay for a code to write the flows of the site with this key;
    /// [`FlowsInput::CodeCame`] answers.
    AskWritingCode(String),
}
