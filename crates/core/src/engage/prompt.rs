//! The browser's question for the microphone: pointed at while it is open, and spoken of
//! again when nobody answers it.

use super::{Ask, Engage, Request};
use crate::{Millis, words::Word};

/// After so long without an answer the question was not seen, or is not wanted. Nobody
/// has measured it here: long enough to read a question and look for its button.
const PATIENCE: Millis = 20_000;

/// A question that is still open after so long is one that a person must answer: browsers
/// that answer by themselves have done so by then.
const SEEN_AFTER: Millis = 500;

/// Languages in which a browser's own interface runs from right to left, as the first part
/// of a BCP 47 tag.
const RIGHT_TO_LEFT: [&str; 8] = ["ar", "dv", "fa", "he", "iw", "ps", "ur", "yi"];

/// Where in its window a browser asks, above the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptPlace {
    /// Where the address bar begins, at the left.
    Left,
    /// Farther in: an address bar in the middle begins there.
    InnerLeft,
    /// In the middle.
    Middle,
    /// At the right, where the browser's interface runs from right to left.
    Right,
    /// Farther in at the right.
    InnerRight,
    /// It can't be told.
    Unknown,
}

impl PromptPlace {
    /// Where the browser behind `user_agent` asks. `touch_points` is how many fingers its
    /// screen tells apart, which is what gives away a tablet that calls itself a Mac;
    /// `language` is the browser's own, as a BCP 47 tag; `has_address_bar` is false where
    /// the page is in another one's frame, or the window has no bar. Of Firefox (153) the
    /// place was measured; Chromium has it where its address bar begins, Safari in the
    /// middle.
    #[must_use]
    pub fn of(user_agent: &str, touch_points: u32, language: &str, has_address_bar: bool) -> Self {
        let is = |name| user_agent.contains(name);
        let hand_held = is("Mobi") || is("Android") || (is("Macintosh") && touch_points > 1);
        if hand_held || !has_address_bar {
            return Self::Unknown;
        }
        let first = language.split('-').next().unwrap_or_default();
        let mirrored = RIGHT_TO_LEFT.contains(&first);
        match (is("Firefox/"), is("Chrome/"), is("Macintosh") && is("Safari/")) {
            (true, _, _) if mirrored => Self::InnerRight,
            (true, _, _) => Self::InnerLeft,
            (_, true, _) if mirrored => Self::Right,
            (_, true, _) => Self::Left,
            (_, _, true) => Self::Middle,
            _ => Self::Unknown,
        }
    }
}

/// What points at the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptView {
    /// Where it is.
    pub place: PromptPlace,
    /// What is said of it, in a sentence.
    pub says: String,
}

/// The question that is open now.
#[derive(Debug, Default)]
pub(super) struct Prompt {
    /// The request's token, and when it was made.
    open: Option<(u32, Millis)>,
    /// Where the browser asks, while it is known to.
    asks: Option<PromptPlace>,
    /// It is pointed at, or was until it was answered.
    pointed: bool,
    ignored: bool,
}

impl Prompt {
    pub(super) fn is_ignored(&self) -> bool {
        self.ignored
    }
}

impl Engage {
    /// When the question is to be pointed at, or has been open for too long.
    pub(super) fn prompt_due(&self) -> Option<Millis> {
        let (_, since) = self.prompt.open?;
        let points = (self.prompt.asks.is_some() && !self.prompt.pointed).then_some(since + SEEN_AFTER);
        points.or_else(|| (!self.prompt.ignored).then_some(since + PATIENCE))
    }

    /// Whether the browser has a question open, and where: `None` once it is answered,
    /// though the microphone may still be on its way.
    pub fn asks_at(&mut self, token: u32, place: Option<PromptPlace>) {
        if matches!(self.request, Request::Microphone { token: asked, .. } if asked == token) {
            self.prompt.asks = place;
        }
    }

    /// Takes in what time has brought. A question that is open for long stays open;
    /// the other ways are offered beside it.
    pub(super) fn wait_for_answer(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Request::Microphone { token, .. } = self.request else {
            self.prompt = Prompt::default();
            return;
        };
        let since = match self.prompt.open {
            Some((of, since)) if of == token => since,
            _ => {
                self.prompt = Prompt { open: Some((token, now)), ..Prompt::default() };
                now
            }
        };
        if self.prompt.asks.is_some() && !self.prompt.pointed && since + SEEN_AFTER <= now {
            self.prompt.pointed = true;
            // Who hears it does not see where the arrow points.
            let words = [Word::AskingMicrophone, Word::PromptOpen].map(|word| self.language.say(word));
            out.push(Ask::Announce(words.join(" ")));
        }
        if since + PATIENCE <= now && !self.prompt.ignored {
            self.prompt.ignored = true;
            self.open = true;
            out.push(Ask::Announce(self.language.say(Word::PromptIgnored).to_owned()));
        }
    }

    /// What points at the question, while it is open.
    pub(super) fn prompt_view(&self) -> Option<PromptView> {
        let asked = matches!(self.request, Request::Microphone { .. });
        let place = self.prompt.asks.filter(|_| asked && self.prompt.pointed)?;
        let word = if place == PromptPlace::Unknown { Word::PromptOpen } else { Word::PromptUpHere };
        Some(PromptView { place, says: self.language.say(word).to_owned() })
    }
}
