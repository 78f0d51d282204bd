use super::code::Part;

/// What happens on a call's data channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChannelEvent {
    /// It carries messages from now on.
    Open {
        /// Our description of the line as the browser has it now.
        ours: String,
        /// The other side's.
        theirs: String,
        /// Chance of the browser's best kind.
        random: Part,
    },
    /// Bytes came.
    Message(Vec<u8>),
    /// It carries nothing any more.
    Closed,
}
