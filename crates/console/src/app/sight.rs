//! What the agent sees of the customer's page, and why it may stand still.

use alongside_protocol::page::Ended;

/// How long the customer's page may be gone before it is no longer a page that
/// loads, in milliseconds: slow pages over mobile networks take a few seconds.
const LOADING: u64 = 10_000;

/// The longest delay that is not worth a word, in milliseconds.
const UNNOTICED: u32 = 2_000;

/// What happens to the view of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SightInput {
    /// Changes of the page, or all of it, were handed to the copy.
    FrameApplied,
    /// The page comes from its beginning.
    Begun,
    /// The page is not shown any more, until the next one comes.
    Ended(Ended),
    /// The customer's page is no longer connected.
    CustomerGone,
    /// A page of the customer is connected again; what it shows is still to come.
    CustomerBack,
    /// The customer's page says that it is being left.
    Leaving,
    /// How old the page's changes are when they come, in milliseconds.
    Delay(u32),
    /// The customer has stopped showing the page, or shows it again.
    Paused(bool),
    /// The console's own connection is gone.
    SocketLost,
    /// The console's own connection is back; the page has been asked for again.
    SocketBack,
    /// The customer looks at another tab of the site, or at this page again.
    OtherTab(bool),
}

/// What the agent is told of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seen {
    /// It has not come yet.
    #[default]
    Waiting,
    /// It is as the customer has it.
    Live,
    /// It is as the customer had it so many seconds ago.
    Delayed(u32),
    /// The customer is between two pages.
    NextPage,
    /// The customer has been without a page for a while.
    Away,
    /// The customer does not show it for now.
    Paused,
    /// It is not shown any more, and why.
    Ended(Ended),
    /// The console has no connection.
    Lost,
    /// It is as it is, and the customer looks at another tab.
    OtherTab,
}

impl Seen {
    /// Whether the picture, if there is one, is the page as it is.
    #[must_use]
    pub fn is_current(self) -> bool {
        matches!(self, Self::Live | Self::Delayed(_))
    }
}

/// What is known of the way from the customer's page to the agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    /// Whether the picture belongs to the page that is connected.
    shown: bool,
    /// Since when the page is gone or being left.
    gone: Option<u64>,
    delay: u32,
    paused: bool,
    ended: Option<Ended>,
    lost: bool,
    other_tab: bool,
}

impl Sight {
    /// Takes one input. `now` is any clock in milliseconds.
    pub fn handle(&mut self, now: u64, input: SightInput) {
        match input {
            // Also of a page that was to be left and is still there.
            SightInput::FrameApplied => {
                self.shown = true;
                self.gone = None;
            }
            SightInput::Begun => self.ended = None,
            SightInput::Ended(why) => {
                self.ended = Some(why);
                self.gone = None;
            }
            SightInput::CustomerGone | SightInput::Leaving => {
                self.gone = self.gone.or(Some(now));
                self.delay = 0;
            }
            // From here on it loads again, however long it was away.
            SightInput::CustomerBack => self.gone = self.gone.map(|_| now),
            SightInput::Delay(milliseconds) => self.delay = milliseconds,
            SightInput::Paused(paused) => self.paused = paused,
            SightInput::OtherTab(looks) => self.other_tab = looks,
            SightInput::SocketLost => self.lost = true,
            SightInput::SocketBack => {
                *self = Self { gone: self.gone, paused: self.paused, ..Self::default() };
            }
        }
    }

    /// What the agent is told, by the same clock.
    #[must_use]
    pub fn seen(&self, now: u64) -> Seen {
        match (self.gone, self.ended) {
            _ if self.lost => Seen::Lost,
            // The customer can't show it again: there is nothing to show.
            (None, Some(why)) => Seen::Ended(why),
            _ if self.paused => Seen::Paused,
            (Some(since), _) if now.saturating_sub(since) >= LOADING => Seen::Away,
            (Some(_), _) => Seen::NextPage,
            _ if !self.shown => Seen::Waiting,
            _ if self.other_tab => Seen::OtherTab,
            _ if self.delay > UNNOTICED => Seen::Delayed(self.delay.div_ceil(1_000)),
            _ => Seen::Live,
        }
    }
}
