//! By telephone, with the page: the customer reads a code here and says it to whoever
//! answers, and that person sees the page from then on.

use alongside_protocol::message::{Channel, PhoneCode, Stage};

use super::{Ask, Engage, Request};
use crate::words::Word;

impl Engage {
    /// The customer wants to call by telephone, and the page to be seen by who answers.
    pub fn by_phone(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        self.close_callback_form();
        if self.current().is_none() && self.request != Request::Sent(Channel::Phone) {
            self.ask_for(Channel::Phone, out);
        }
    }

    /// The relay's code for it.
    pub fn phone_code(&mut self, told: PhoneCode, out: &mut Vec<Ask>) {
        if self.current().is_none_or(|engagement| engagement.id != told.engagement) {
            return;
        }
        let known = self.phone_code.replace(told.code);
        if let Some(code) = self.code_to_say().filter(|_| known != Some(told.code)) {
            out.push(Ask::Announce(self.language.say_with(Word::PhoneCodeIs, &[&code])));
        }
    }

    /// The code, while the customer is to say it: two groups of three digits, as they are
    /// read aloud.
    pub(super) fn code_to_say(&self) -> Option<String> {
        let waits = matches!(self.current()?.stage, Stage::Waiting { .. });
        let code = self.phone_code.filter(|_| waits && self.is_by_phone())?.to_string();
        let (first, second) = code.split_at_checked(3)?;
        Some(format!("{first} {second}"))
    }

    /// Whether the two talk on the telephone.
    pub(super) fn is_by_phone(&self) -> bool {
        self.current().is_some_and(|engagement| engagement.channel == Channel::Phone)
    }
}
