use super::Level;

/// What an element is called on the page, and the strictest level of the parts of the
/// page that say so. Not yet redacted: [`Policy::label`](super::Policy::label) is what
/// of it may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// Its name.
    pub text: String,
    /// The level by rules and markup; that of the document is the policy's.
    pub level: Level,
}

impl Label {
    /// A name under a level.
    #[must_use]
    pub fn new(level: Level, text: impl Into<String>) -> Self {
        Self { text: text.into(), level }
    }
}
