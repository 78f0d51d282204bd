//! Why there is no microphone, or no call at all.

use crate::words::Word;

/// Why there is no microphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MicrophoneRefusal {
    /// The customer or the browser's settings said no, for this site and for good.
    Denied,
    /// No device.
    Missing,
    /// Another program holds it.
    InUse,
    /// The browser gives pages none.
    Unsupported,
    /// The question was closed, or answered for this once; it may be asked again.
    Dismissed,
    /// The page did not come over https.
    Insecure,
    /// The page is in a frame, or under a policy of the site, that keeps microphones out.
    Policy,
    /// The device's own settings keep it from the browser.
    System,
}

impl MicrophoneRefusal {
    /// What the customer reads.
    pub(super) fn word(self) -> Word {
        match self {
            Self::Denied => Word::MicrophoneDenied,
            Self::Missing => Word::MicrophoneMissing,
            Self::InUse => Word::MicrophoneInUse,
            Self::Unsupported => Word::MicrophoneUnsupported,
            Self::Dismissed => Word::MicrophoneDismissed,
            Self::Insecure => Word::MicrophoneInsecure,
            Self::Policy => Word::MicrophonePolicy,
            Self::System => Word::MicrophoneSystem,
        }
    }

    /// Whether the customer can do nothing about it: then Talk is not offered again.
    pub(super) fn is_of_the_page(self) -> bool {
        matches!(self, Self::Unsupported | Self::Insecure | Self::Policy)
    }
}

/// What this page can do of a call, as far as it can be known without asking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CallSupport {
    /// Talk and listen.
    #[default]
    Full,
    /// Listen: there can be no microphone.
    ListenOnly(MicrophoneRefusal),
    /// Nothing: the browser has no WebRTC.
    None,
}
