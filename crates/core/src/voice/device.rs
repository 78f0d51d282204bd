//! What one speaks into and hears with.

/// A microphone or a loudspeaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The browser's name for it.
    pub id: String,
    /// People's.
    pub label: String,
}
