use alongside_protocol::message::EndedBy;

use super::{Control, Held, Note, Shared};

/// Whether the tabs of this site can share a conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sharing {
    /// The browser has no locks for this page, or the page is only a part of another.
    #[default]
    No,
    /// They can.
    Free,
    /// And this tab has the lock: an earlier page of its shell took it.
    Held,
}

/// What the browser says of the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockInput {
    /// It is this tab's.
    Taken {
        /// Whether the microphone would be given without a question.
        speaks: bool,
    },
    /// It is another tab's now, or can't be had at all.
    Lost,
    /// The tab is on its way to another page; comes right before the page leaves.
    Loads,
    /// Whether the tab is in front, at the start and whenever that changes.
    InFront(bool),
}

/// What is asked of the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// Wait for it.
    Want,
    /// Take it from whichever tab has it.
    Take,
    /// Give it back, or wait no longer.
    Drop,
}

/// What the tab's own engine must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Tell the other tabs.
    Tell(Note),
    /// Tell them anew what there is.
    TellHeld,
    /// Ask the browser.
    Lock(Lock),
    /// Do what the customer has asked for in another tab.
    Do(Control),
    /// Go on with the conversation here.
    TakeOver {
        /// As the tab before has left it.
        held: Box<Held>,
        /// Whether the microphone may be asked for.
        speaks: bool,
    },
    /// It is another tab's: what was begun here, or (`resumes`) what the memory of an
    /// earlier page says, comes to nothing.
    Yield {
        /// It was only remembered.
        resumes: bool,
    },
    /// Another tab has taken it over.
    GiveUp,
    /// There is something new to show; before, this was shown.
    Shown(Option<Box<Shared>>),
    /// The conversation in the other tab is over.
    Over(EndedBy),
}
