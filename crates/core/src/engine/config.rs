use alongside_protocol::message::SignalKind;

use crate::{
    engage::CallSupport,
    observe::{signals::Thresholds, triggers::Rule},
    privacy::{Policy, Rules},
    tabs::Sharing,
};

/// What the site has decided, read once at the start.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The site's public key.
    pub site: String,
    /// BCP 47 tag of the customer's language.
    pub locale: String,
    /// Whether there is a relay to connect to.
    pub has_relay: bool,
    /// A telephone number for when nothing else helps.
    pub phone: Option<String>,
    /// What the customer has agreed to.
    pub consent: Consent,
    /// The browser sends the Global Privacy Control signal.
    pub gpc: bool,
    /// What may leave the page.
    pub policy: Policy,
    /// Which elements have a stricter level.
    pub rules: Rules,
    /// When something counts as a struggle.
    pub thresholds: Thresholds,
    /// Kinds of struggle that the site does not want to hear of.
    pub signals_off: Vec<SignalKind>,
    /// What is done about a struggle.
    pub when: Vec<Rule>,
    /// Seed of everything random.
    pub random: u64,
    /// What the page can do of a call.
    pub calls: CallSupport,
    /// Whether tabs of the site share a conversation.
    pub tabs: Sharing,
}

/// What the customer has agreed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Consent {
    /// Not asked: the journey (no content) may leave, unless the browser sends
    /// Global Privacy Control.
    #[default]
    Unknown,
    /// The site has recorded consent.
    Granted,
    /// Nothing leaves before the customer asks for a person.
    Denied,
}

impl Consent {
    /// The consent with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "unknown" => Some(Self::Unknown),
            "granted" => Some(Self::Granted),
            "denied" => Some(Self::Denied),
            _ => None,
        }
    }
}
