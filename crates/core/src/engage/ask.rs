use alongside_protocol::message::{FromCustomer, IceServer, Pointer, RtcSignal};

use crate::privacy::Redacted;

/// What the engagement asks of the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Ask for the microphone; the answer carries the token.
    OpenMicrophone {
        /// The token.
        token: u32,
    },
    /// Let the microphone go.
    CloseMicrophone,
    /// Mute it, or not.
    Mute(bool),
    /// Set up the call's media.
    OpenPeer {
        /// Its number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
    },
    /// Hand the agent's step to the peer.
    PeerSignal {
        /// The call's number.
        call: u32,
        /// The step.
        signal: RtcSignal,
    },
    /// Take the media down.
    ClosePeer,
    /// Tell the relay.
    Tell(FromCustomer<Redacted>),
    /// An agent is there (`true`) or gone: the page is mirrored or not.
    Mirror(bool),
    /// Say it to whoever can't see the panel.
    Announce(String),
    /// The engagement's stage changed.
    StageChanged,
    /// Open a new socket to the relay, whatever is thought of the old one.
    Reconnect,
    /// Look for a new way through the network, the line staying as it is.
    RestartPeer {
        /// The call's number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
        /// Whether on a connection of its own, which takes the other's place when it is up.
        renews: bool,
    },
    /// Play the agent's voice that the browser held back.
    PlaySound,
    /// Look at what the browser counts on the line.
    ReadLine {
        /// The call's number.
        call: u32,
    },
    /// Put bytes on the call's own line.
    SendOnCall {
        /// The call's number.
        call: u32,
        /// A message.
        bytes: Vec<u8>,
    },
    /// The agent points at something.
    PointAt(Pointer),
    /// Put another microphone on the line: this one, or (`None`) any that is there.
    SwitchMicrophone {
        /// The token.
        token: u32,
        /// The browser's name for it.
        device: Option<String>,
    },
    /// Let the agent's voice come out of this loudspeaker.
    UseSpeaker(String),
    /// Set up a call's media with nothing to send yet.
    WarmPeer {
        /// Its number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
    },
    /// Take one line down, where there are two.
    DropPeer {
        /// Its number.
        call: u32,
    },
    /// Put the microphone on the line that was set up so, and let the agent be heard.
    TakePeer {
        /// Its number.
        call: u32,
    },
}
