//! What the customer is told before the click and in the queue: who is there, how long
//! it may take, and where a message goes when nobody is.

use alongside_protocol::message::{Channel, Door};

use super::{Ask, Engage, Request};
use crate::{Millis, words::Word};

impl Engage {
    /// The customer wants to leave something in writing for a team that is not there.
    pub fn leave_message(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        if self.current().is_none() && self.request != Request::Sent(Channel::Message) {
            self.ask_for(Channel::Message, out);
        }
    }

    /// Whether somebody new is taken, as far as it is known.
    pub(super) fn door(&self) -> Door {
        self.availability.map(|known| known.door).unwrap_or_default()
    }

    /// When the site's people are back, while they are not there.
    pub(super) fn opens(&self) -> Option<Millis> {
        match self.door() {
            Door::Closed { opens } => Some(opens),
            _ => None,
        }
    }

    /// Why nobody new is taken, in words; when it opens again, the shell says.
    pub(super) fn at_the_door_says(&self) -> Option<Word> {
        match self.door() {
            Door::Open => None,
            Door::Empty => Some(Word::NoAgent),
            Door::Full => Some(Word::Full),
            Door::Closed { .. } => Some(Word::Closed),
        }
    }

    /// What waiting at a place of the queue is like.
    pub(super) fn waits(&self, channel: Channel, position: u32) -> String {
        if channel == Channel::Message {
            return self.language.say(Word::MessageWaits).to_owned();
        }
        if channel == Channel::Callback {
            return self.language.say(Word::CallbackPlanned).to_owned();
        }
        if channel == Channel::Phone {
            return self.language.say(Word::PhoneWaits).to_owned();
        }
        let place = self.language.say_with(Word::Position, &[&position.to_string()]);
        match self.minutes(position) {
            Some(minutes) => format!("{place} {}", self.language.say_with(Word::Wait, &[&minutes])),
            None => place,
        }
    }

    /// How long a call asked for now would wait, in words; nothing when somebody is
    /// free, and when too little is known.
    pub(super) fn wait_before_talking(&self) -> Option<String> {
        let known = self.availability.filter(|known| known.agents == 0 && known.door == Door::Open)?;
        self.minutes(known.waiting + 1)
    }

    /// What the button says that leads to a call.
    pub(super) fn talk_says(&self) -> String {
        match self.wait_before_talking() {
            Some(minutes) => self.language.say_with(Word::TalkIn, &[&minutes]),
            None if self.availability.is_some_and(|known| known.agents > 0) => {
                self.language.say(Word::TalkNow).to_owned()
            }
            None => self.language.say(Word::Talk).to_owned(),
        }
    }

    /// A range of minutes, `3–6` or `4`, for a place in the queue, while everybody is
    /// busy: places times what was measured from one call to the next.
    fn minutes(&self, place: u32) -> Option<String> {
        let (from, to) = self.availability.filter(|known| known.agents == 0)?.pace?;
        let seconds = |pace: u32| pace.saturating_mul(place);
        let from = (seconds(from) / 60).max(1);
        // Nobody can count on less than two; and no language has a word for one minute here.
        let to = seconds(to).div_ceil(60).max(from).max(2);
        Some(if from == to { from.to_string() } else { format!("{from}–{to}") })
    }
}
