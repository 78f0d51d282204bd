//! What the customer's page, the relay and the agent's console say to each other.
//!
//! Every message has a kind number of its own, so that a reader can skip what it
//! does not know; a field is only ever added at the end of its message.

mod about;
mod agent;
mod call;
mod callback;
mod customer;
mod engagement;
mod handover;
mod journey;
mod link;
mod phone;
mod picture;
mod quality;
mod recording;
mod signal;

pub use about::{Basket, BasketLine, Currency, PageAbout, PageStep, Price, Product, Stock};
pub use agent::{AgentWelcome, FromAgent, Presence, ToAgent, VisitGone, VisitView, Waiting};
pub use call::{CallFromAgent, CallFromCustomer, Caption};
pub use callback::{AskCallback, Callback, CallbackDue, is_phone_number};
pub use customer::{Availability, Door, FromCustomer, ToCustomer};
pub use engagement::{
    CallState, Channel, Chat, ChatLine, EndedBy, Engage, Engagement, IceServer, IceServers, Pointer, Rtc,
    RtcSignal, Speaker, Stage,
};
pub use handover::{Aside, AskHandOver, Colleague, HandOver, HandOverStage};
pub use journey::{
    Evidence, EvidenceSource, Fact, FactKind, FlowEnd, FlowPosition, FormProgress, Reason, ReasonGuess,
    Status, StepOutcome, StepRecord,
};
pub use link::{Ack, Hello, Refusal, RefusalCode, Resume, Welcome};
pub use phone::PhoneCode;
pub use picture::{NoPicture, PictureOf, PictureRefusal};
pub use quality::{CallQuality, Grade, Sound};
pub use recording::{RecordingConsent, RecordingStage, RecordingState, RecordingTerms, RecordingTold};
pub use signal::{Measure, SignalCause, SignalKind};

/// Declares one direction of the conversation: an enum of messages with the kind
/// number of each, and their encoding.
macro_rules! messages {
    (
        $(#[$meta:meta])*
        pub enum $name:ident $(<$text:ident: Wireable>)? {
            $( $(#[$doc:meta])* $kind:literal => $variant:ident($body:ty), )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name $(<$text>)? {
            $( $(#[$doc])* $variant($body), )*
        }

        impl $(<$text: $crate::Wireable>)? $name $(<$text>)? {
            /// The whole frame, ready for the socket. `sequence` is 0 for
            /// messages that are not counted.
            #[must_use]
            pub fn encode(&self, sequence: u64) -> Vec<u8> {
                let (kind, payload) = match self {
                    $( Self::$variant(body) => ($kind, postcard::to_allocvec(body)), )*
                };
                let mut out = Vec::new();
                // Serialising into a growing vector can't fail.
                $crate::frame::encode_into(kind, sequence, &payload.unwrap_or_default(), &mut out);
                out
            }
        }

        messages!(@decode $name $(, $text)?, $( $kind => $variant, )*);
    };
    (@decode $name:ident, $text:ident, $( $kind:literal => $variant:ident, )*) => {
        impl $name<String> { messages!(@fn $( $kind => $variant, )*); }
    };
    (@decode $name:ident, $( $kind:literal => $variant:ident, )*) => {
        impl $name { messages!(@fn $( $kind => $variant, )*); }
    };
    (@fn $( $kind:literal => $variant:ident, )*) => {
        /// Reads the message in a frame; `None` for a kind this build does not
        /// know.
        ///
        /// # Errors
        /// [`FrameError::Payload`](crate::frame::FrameError::Payload), naming
        /// the message, when its payload is garbled.
        pub fn decode(
            frame: &$crate::frame::Frame<'_>,
        ) -> Result<Option<Self>, $crate::frame::FrameError> {
            Ok(match frame.kind {
                $( $kind => Some(Self::$variant(postcard::from_bytes(frame.payload).map_err(
                    |_| $crate::frame::FrameError::Payload { message: stringify!($variant) },
                )?)), )*
                _ => None,
            })
        }
    };
}
pub(crate) use messages;
